"""Explanations: why somebody is said to act, what it is said to mean, and claims that are made, ranked or rejected.

    «Кения купила суда у Кореи, потому что своих верфей у неё нет.»   hypothesis
    "Peru dropped the tariff. This suggests a thaw with Chile."       interpretation
    "Many called it a snub to Oman. It was not."                      claim, denied

They are drafted only where dealings of states are spoken of; everything else is explained too often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import AUTHOR, Attribution, Draft
from multivector.reader.frames import around
from multivector.reader.frames.modes import attribution
from multivector.reader.frames.parties import as_, once
from multivector.reader.frames.voices import setting
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Form
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.frames.wording import Hit
    from multivector.reader.spans import Span

_DEALINGS = ("tie", "deal", "visit", "trip", "meeting", "talks", "signing")
_STANDING = ("tie", "deal", "trip", "meeting", "talks", "signing")
_TWO, _REACH = 2, 6
_ORDER = ("claim", "hypothesis", "interpretation")
_FORMS: dict[str, Form] = {"claim": "claim", "hypothesis": "hypothesis", "interpretation": "interpretation"}
_WRONG = frozenset(
    {
        "неверно",
        "ошибка",
        "заблуждение",
        "ошибаются",
        "wrong",
        "mistaken",
        "misreading",
        "misleading",
        "misreads",
        "misread",
        "mistakes",
    }
)
_SUPPOSED = frozenset({"hypothesis-voiced", "hypothesis-view", "hypothesis-counter", "hypothesis-rival", "hypothesis-reason"})
_BUT = frozenset({"but", "но", "однако", "though", "yet", ";", "—", "–", "а"})
_AM = frozenset({"is", "are", "was"})
_QUOTES = frozenset({'"', "“", "”", "«", "»"})
_ANSWERS = frozenset({"because", "чтобы", "to"})
"""What gives a reason only where one was asked for."""
_TURN = 5
_IT_IS = frozenset({"это", "it", "this", "that"})
_POINTING = frozenset({"это", "этого", "этому", "этим", "такой", "такая", "this", "that", "it", "these", "such"})
_TURNED = ("на", "in", "вовсе", "actually", "но", "but", "это", "it", "this", "that", "they")


def explanations(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    found = hits("explanations", one)
    if not found or one.all_("team"):
        return
    told: set[str] = set()
    grave = bool(one.all_("crime", "misdeed"))
    found = [hit for hit in found if hit.name != "claim-refuted" and not (grave and hit.name.startswith("hypothesis"))]
    for hit in sorted(found, key=lambda each: (_ORDER.index(each.name.partition("-")[0]), each.first)):
        form = hit.name.partition("-")[0]
        if form in told or (form == "interpretation" and told):
            continue
        draft = _claim(text, at, hit) if form == "claim" else _explanation(text, at, hit)
        if draft is not None:
            told.add(form)
            yield draft
            if draft.polarity == "negative":
                return  # what a denied claim says in the same breath is denied with it


def _explanation(text: Sequence[Sentence], at: int, hit: Hit) -> Draft | None:
    """Draft a cause or a meaning, with the sentence before it where that is what is explained."""
    one = text[at]
    if one.question or (_imagined(one, hit) and hit.name != "hypothesis-counter"):
        return None
    if hit.name in _SUPPOSED:
        return _supposed(text, at, hit)
    anaphoric = _anaphoric(text, at, hit)
    earlier = _explained(text, at) if anaphoric else []
    if anaphoric and not earlier and hit.name != "interpretation-shows":
        return None
    context = around.spoken_of(text, at - len(earlier)) if anaphoric and not around.actors(one, *earlier) else None
    spoken = [*earlier, *([context] if context is not None else [])]
    if not _about_dealings(one, spoken, hit, around.before(text, at)) and not _staged(text, at, hit):
        return None
    topic = around.trimmed(one, hit.end, one.tokens.stop)
    if topic is None:
        return None
    evidence = (*(around.whole(each) for each in earlier), around.whole(one))
    return _draft(one, hit, evidence, topic, (*earlier, one) if context is None else (context,), "possible")


def _supposed(text: Sequence[Sentence], at: int, hit: Hit) -> Draft | None:
    """Draft a reason or a view that a voice gives, or what would have followed from what was not done."""
    one = text[at]
    topic = around.trimmed(one, hit.first if hit.name == "hypothesis-counter" else hit.end, one.tokens.stop)
    previous = around.before(text, at)
    dealing = any(each.all_(*_DEALINGS) for each in (one, previous) if each is not None)
    staged = setting(text, at, _REACH)
    view = (dealing and bool(around.actors(one))) or len(around.actors(one)) >= _TWO or (staged and bool(around.actors(one)))
    spoken = staged and bool(around.actors(one, previous)) and not around.denied(one, hit.first)
    enough = {
        "hypothesis-voiced": (dealing and bool(around.actors(one))) or staged,
        "hypothesis-view": view,
        "hypothesis-counter": True,
        "hypothesis-rival": spoken,
        "hypothesis-reason": spoken,
    }
    if topic is None or not enough[hit.name] or not (around.context(text, at) or staged):
        return None
    about = one if around.actors(one) else around.spoken_of(text, at) or one
    earlier = _explained(text, at) if hit.name == "hypothesis-counter" else []
    return _draft(one, hit, tuple(around.whole(each) for each in (*earlier, one)), topic, (about,), "possible")


def _staged(text: Sequence[Sentence], at: int, hit: Hit) -> bool:
    """Tell whether a cause or a meaning counts by where it stands: dealings of states are told right around it."""
    if hit.name != "interpretation-not" or not setting(text, at, _REACH):
        return False
    one, previous = text[at], around.before(text, at)
    return bool(around.actors(one)) or (previous is not None and bool(around.actors(previous)))


def _anaphoric(text: Sequence[Sentence], at: int, hit: Hit) -> bool:
    """Tell whether what is explained stands in the sentence before: «Потому что …», "This suggests …", «Это объясняется …»."""
    one, previous = text[at], around.before(text, at)
    near = hit.first - one.tokens.start <= _TWO
    if hit.name in {"hypothesis-next", "hypothesis-hence"} or (
        hit.name.startswith("interpretation") and (near or not around.actors(one))
    ):
        asked = previous is not None and previous.question
        return hit.name != "hypothesis-next" or one.word(hit.first) not in _ANSWERS or asked
    if near and hit.name == "hypothesis-because":
        return previous is not None and previous.question
    pointing = any(one.word(word) in _POINTING for word in range(one.tokens.start, hit.end))
    alone = len(around.actors(one))
    return hit.name == "hypothesis-due" and (alone == 0 or (pointing and alone < _TWO))


def _explained(text: Sequence[Sentence], at: int) -> list[Sentence]:
    """Give what stands before an explanation: a sentence, and where that asks «Почему?», also the one before it."""
    previous = around.before(text, at)
    if previous is None:
        return []
    asked = previous.question
    earlier = around.before(text, at - 1) if asked else None
    return [each for each in (earlier, previous) if each is not None]


def _about_dealings(one: Sentence, earlier: Sequence[Sentence], hit: Hit, previous: Sentence | None) -> bool:
    """Tell whether states and a dealing are named: in what is explained, or two states in it with what explains it."""
    named = around.actors(one, *earlier)
    if not named:
        return False
    dealing = any(each.all_(*_DEALINGS) for each in (one, *earlier))
    if hit.name in {"hypothesis-due", "hypothesis-aim", "hypothesis-amid"}:
        if earlier:
            return dealing and len(named) >= _TWO
        explained = range(one.tokens.start, hit.first) if hit.first > one.tokens.start else one.tokens
        return len(named) >= _TWO and any(one.is_(word, *_STANDING) for word in explained)
    spoken = {each.party.actor for each in around.known(one) if each.how not in {"demonym", "people"}}
    if hit.name == "hypothesis-because":
        pointing = any(one.word(word) in _POINTING for word in range(one.tokens.start, hit.first))
        other = pointing and len(around.actors(one, previous)) >= _TWO
        return len(spoken) >= _TWO or bool(spoken and (one.all_("tie", "deal") or other))
    return dealing or (hit.name == "interpretation-shows" and len(spoken) >= _TWO)


def _claim(text: Sequence[Sentence], at: int, hit: Hit) -> Draft | None:
    one = text[at]
    following = around.behind(text, at)
    if hit.name == "claim-asked":
        return _asked(one, following, hit)
    if one.question or _imagined(one, hit) or not around.context(text, at):
        return None
    topic = around.trimmed(one, hit.end, one.tokens.stop) or one.span(hit.first, hit.end)
    if hit.name == "claim-standing":
        enough = len(around.context(text, at)) >= _TWO and not around.denied(one, hit.first)
        about = one if around.actors(one) else around.spoken_of(text, at) or one
        return _draft(one, hit, (around.whole(one),), topic, (about,), "done") if enough else None
    if hit.name == "claim-ranking":
        if not (around.actors(one) and one.all_("occasion")) or around.denied(one, hit.first):
            return None
        return _draft(one, hit, (around.whole(one),), around.trimmed(one, hit.first, one.tokens.stop) or topic, (one,), "done")
    if hit.name == "claim-rejected":
        return _rejected(text, at, hit, topic)
    inline = _turned_here(one, hit)
    if not inline and (following is None or not _turned_down(following)):
        return None
    more = (around.whole(one), *(() if inline else _reply(text, at + 1)))
    return _draft(one, hit, more, topic, (one,), "denied", Attribution("many", span=one.span(hit.first, hit.end)))


def _rejected(text: Sequence[Sentence], at: int, hit: Hit, topic: Span) -> Draft | None:
    """Draft what is said not to be so; in quotation marks it is what somebody says of himself."""
    one = text[at]
    if (one.word(hit.first) in _AM and not _QUOTES.isdisjoint(one.low)) or not (_dealing(one) or setting(text, at, _REACH)):
        return None
    if one.is_(hit.first, "not"):  # «договор не направлен против …»
        topic = around.trimmed(one, one.clause(hit.first).start, one.tokens.stop) or topic
    about = one if around.actors(one) else around.spoken_of(text, at) or one
    return _draft(one, hit, (around.whole(one),), topic, (about,), "denied")


def _asked(one: Sentence, following: Sentence | None, hit: Hit) -> Draft | None:
    """Draft what is asked and denied: "Does this mean that Peru leaves the pact? No."."""
    if not one.question or following is None or not around.refuses(following) or not (around.actors(one) and _dealing(one)):
        return None
    topic = around.trimmed(one, hit.first, one.tokens.stop)
    return _draft(one, hit, (around.whole(one), around.whole(following)), topic, (one,), "denied")


def _turned_down(one: Sentence) -> bool:
    """Tell whether a sentence rejects the one before it: «Нет.», «Это не так.», "In fact, …", "They are wrong."."""
    if around.refuses(one):
        return True
    if one.question:
        return False
    first = [word for word in one.low if word[:1].isalnum()][:3]
    wrong = not _WRONG.isdisjoint(one.low)
    if any(each.name == "claim-refuted" and each.first - one.tokens.start <= _TURN for each in hits("explanations", one)):
        return True
    fact = first[:2] in (["in", "fact"], ["in", "reality"], ["на", "деле"], ["на", "самом"]) or first[1:3] == ["самом", "деле"]
    return fact or (wrong and bool(first) and first[0] in _TURNED)


def _turned_here(one: Sentence, hit: Hit) -> bool:
    """Tell whether a claim is rejected in the same breath: "Critics call it a sale, but that is wrong"."""
    return any(
        each.name == "claim-refuted" and any(one.word(at) in _BUT for at in range(hit.end, each.first + 1))
        for each in hits("explanations", one)
    )


def _reply(text: Sequence[Sentence], at: int) -> list[Span]:
    """Give a refusal with what follows it to say how things are: «Нет. Это …»."""
    one, following = text[at], around.behind(text, at)
    said = [around.whole(one)]
    if around.refuses(one) and following is not None and following.low[0] in _IT_IS and not following.question:
        said.append(around.whole(following))
    return said


def _dealing(one: Sentence) -> bool:
    return bool(one.all_(*_DEALINGS)) or len(around.actors(one)) >= _TWO


def _imagined(one: Sentence, hit: Hit) -> bool:
    clause = one.clause(hit.first)
    return any(one.is_(at, "would") and one.word(at) != "would" for at in clause if at < hit.first)


def _somebody(one: Sentence, voice: Attribution) -> bool:
    """Tell whether who rejects a claim is a person or an office; a state that stands near is rather what the claim is about."""
    return any(each.party == voice.speaker and each.how in {"person", "role"} for each in one.named)


def _draft(
    one: Sentence, hit: Hit, evidence: tuple[Span, ...], topic: Span | None, sentences: Sequence[Sentence], modality: str,
    author: Attribution | None = None,
) -> Draft:  # fmt: skip
    voice = attribution(one, hit.first)
    said = author or (voice if modality != "denied" or _somebody(one, voice) else AUTHOR)
    denied = modality == "denied"
    named = [each.party for sentence in sentences for each in around.known(sentence)]
    parties = once(as_(party, "about") for party in named if denied or party.span != around.speaker(said))
    return Draft(
        "question", _FORMS[hit.name.partition("-")[0]], hit.name, evidence, one.span(hit.first, hit.end), parties,
        modality="denied" if denied else "done" if modality == "done" else "possible",
        polarity="negative" if denied else "positive", attribution=said, topic=topic,
    )  # fmt: skip
