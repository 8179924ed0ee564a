"""Laws, decrees and court decisions of a state, and what was awaited and did not come about.

«В парламент Чили внесён законопроект о лицензиях.»    law-introduced: by Chile
"Chad expected a joint statement with Mali. It never came."  occurrence, denied
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft, Party
from multivector.reader.frames import around
from multivector.reader.frames.deadlines import expectations
from multivector.reader.frames.deals import deals
from multivector.reader.frames.events import events
from multivector.reader.frames.facts import date_at
from multivector.reader.frames.modes import Mode, attribution, mode
from multivector.reader.frames.parties import as_, once
from multivector.reader.frames.voices import setting
from multivector.reader.frames.wording import hits, niche

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.frames.wording import Hit

_ACTS = ("law-introduced", "law-adopted", "law-signed", "law-rejected")
_NEAR = 7
_MEETING = ("visit", "trip", "meeting", "meet", "talks", "call")
"""What other kinds deny themselves, with deals."""
_OF = frozenset({"by", "of"})
_AWAITED = ("tie", "deal", "weak", "talks", "meeting", "announcement")
_POINTING = frozenset({"it", "that", "this", "which", "they", "nothing", "это"})
_PLAIN = frozenset({"occurrence-never", "occurrence-nothing"})
"""What says by itself that a dealing did not come about, whichever it is."""
_TWO, _REACH = 2, 8
_INTO = frozenset({"в", "к", "по", "into", "under", "by"})
_PRONOUNS = frozenset({"их", "его", "ее", "it", "them"})
_CAME = frozenset(
    {"последовало", "прозвучало", "было", "поступило", "появилось", "произошло", "came", "followed", "emerged", "was", "were",
     "has", "have", "appeared"}
)  # fmt: skip


def laws(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    if one.question:
        return
    found = hits("laws", one)
    yield from _laws(text, at, [hit for hit in found if hit.name.startswith("law")])
    yield from _occurrences(text, at, [hit for hit in found if hit.name.startswith("occurrence")])


def _laws(text: Sequence[Sentence], at: int, found: Sequence[Hit]) -> Iterator[Draft]:
    """Draft what was done with each law, once for each word that says it."""
    one = text[at]
    taken: set[int] = set()
    for noun in one.all_("law", "bill"):
        if (
            one.feature(noun, "Case") == "Ins"
            or one.word(noun - 1) in _INTO
            or any(one.is_(word, "personal") for word in range(noun, one.phrase_end(noun)))
        ):
            continue  # «утверждён указом», «внесены в закон», «указ о награждении»
        verb, rule = _act(one, noun)
        if verb is not None and verb not in taken and (draft := _law(text, at, verb, noun, rule)) is not None:
            taken.add(verb)
            yield draft
    for hit in found:
        if hit.name == "law-in-force" and not any(one.is_(noun, "law", "bill") for noun in one.clause(hit.first)):
            continue
        if hit.name == "law-ruled" and not one.all_("ruled-on"):
            continue
        if (
            not taken & {*range(hit.first - _NEAR, hit.end)}
            and (draft := _law(text, at, hit.first, hit.first, hit.name)) is not None
        ):
            taken.add(hit.first)
            yield draft


def _act(one: Sentence, noun: int) -> tuple[int | None, str]:
    """Give the word that says what is done with a law, and its rule: tied by syntax, else near in the clause."""
    clause = one.clause(noun)
    for at in sorted(clause, key=lambda word: abs(word - noun)):
        if at == noun or abs(at - noun) > _NEAR or not one.is_(at, *_ACTS):
            continue
        if one.tagged is None and any(one.is_(mid, "deal", "law", "bill") for mid in range(min(at, noun) + 1, max(at, noun))):
            continue
        if one.tagged is not None and not (at in list(one.up(noun))[:2] or noun in list(one.up(at))[:1]):
            continue
        if one.tagged is None and at > noun and not _passive(one, at):
            continue
        if one.word(at + 1) in {"down", "against", "против"}:
            return at, "law-rejected"
        return at, next(rule for rule in _ACTS if one.is_(at, rule))
    head = next(one.up(noun), noun)
    if head not in clause and one.is_(head, *_ACTS):  # «закон, без которого …, парламент принял»
        return head, next(rule for rule in _ACTS if one.is_(head, rule))
    for at in range(clause.stop, min(clause.stop + _NEAR, one.tokens.stop)):  # «законы есть, но приняли их в 2013 году»
        if one.is_(at, *_ACTS) and (one.word(at + 1) in _PRONOUNS or one.word(at - 1) in _PRONOUNS):
            return at, next(rule for rule in _ACTS if one.is_(at, rule))
    return None, ""


def _passive(one: Sentence, at: int) -> bool:
    return any(one.word(back) in {"was", "were", "been", "is", "be", "being"} for back in range(at - 3, at))


def _law(text: Sequence[Sentence], at: int, verb: int, noun: int, rule: str) -> Draft | None:
    one = text[at]
    held = mode(one, verb, noun) if rule in {"law-introduced", "law-adopted", "law-signed"} else _mode(one, verb)
    state = _state(one, verb, noun) or _state_before(text, at) or _house(text, at)
    twice = sum(one.word(word) == "не" for word in one.clause(verb)) > 1
    if held is None or state is None or twice or any(one.word(word) in {"если", "if"} for word in one.clause(verb)):
        return None
    span = one.span(one.clause(min(verb, noun)).start, one.phrase_end(max(verb, noun)))
    return Draft(
        "event", "law", rule, (span,), one.span(noun, noun + 1), (as_(state, "by"),), date=date_at(one, verb, held),
        modality=held.modality, polarity=held.polarity, attribution=attribution(one, verb),
        topic=around.trimmed(one, noun, verb if verb > noun else one.phrase_end(noun)),
    )  # fmt: skip


def _mode(one: Sentence, at: int) -> Mode:
    """Give the mode of a word that says "no" by itself: a rejection that happened is no denial."""
    if around.denied(one, at):
        return Mode("denied", "negative")
    ahead = any(one.is_(word, "future", "plan") for word in one.clause(at) if word <= at) or one.feature(at, "Tense") == "Fut"
    return Mode("planned" if ahead else "done")


def _state(one: Sentence, verb: int, noun: int) -> Party | None:
    """Give whose law it is: who is named nearest before the law or the word for what is done, else nearest behind."""
    author = attribution(one, verb)
    free = [
        each for each in around.known(one)
        if each.party.span != around.speaker(author) and not any(one.is_(at, "with", "against") for at in (each.first - 1,))
    ]  # fmt: skip
    low, high = min(verb, noun), max(verb, noun)
    before = [each for each in free if each.first <= high and not one.apart(each.first, low)]
    after = [each for each in free if each.first > high and _led(one, each)]
    chosen = before[-1:] or after[:1]
    return chosen[0].party if chosen else None


def _led(one: Sentence, each: Named) -> bool:
    """Tell whether a name stands behind a word for where or whose: "in the parliament of Ghana", "by Peru"."""
    at = each.first - 1 - (one.word(each.first - 1) == "the")
    return one.is_(at, "place") or one.word(at) in _OF


def _state_before(text: Sequence[Sentence], at: int) -> Party | None:
    """Give the only state that the sentence before names: «В Аргентине … Парламент отклонил поправки»."""
    previous = around.before(text, at)
    if previous is None or text[at].named or len(around.actors(previous)) != 1:
        return None
    return around.known(previous)[0].party


def _house(text: Sequence[Sentence], at: int) -> Party | None:
    """Give the parliament of the state that is not named with it, where dealings of states are told around it."""
    one = text[at]
    house = next(iter(one.all_("parliament")), None)
    if house is None or not setting(text, at):
        return None
    before = around.before(text, at)
    states = around.actors(before) if before is not None else set()
    return Party(next(iter(states)) if len(states) == 1 else None, one.span(house, house + 1))


def _occurrences(text: Sequence[Sentence], at: int, found: Sequence[Hit]) -> Iterator[Draft]:
    one, previous = text[at], around.before(text, at)
    for hit in found:
        there = hit.name == "occurrence-there"
        if there and (previous is None or not _awaited(previous) or _missed(previous, one)):
            continue
        scope = one.clause(hit.first)
        if one.word(hit.end - 1) == "не" and one.word(hit.end).startswith(("мен", "бол", "тольк")):
            continue  # «среди них не менее десяти»
        if hit.name == "occurrence-absent" and not one.all_(*_AWAITED):
            continue
        others = _MEETING if hit.name == "occurrence-absent" else (*_MEETING, "deal", "signing", "sign")
        told_elsewhere = hit.name not in _PLAIN and any(one.is_(word, *others) for word in scope)
        if not there and (told_elsewhere or _imagined(one, scope) or _denied_there(one)):
            continue
        because = one.word(scope.start - 1) == "что" and any(
            one.word(at_) == "тем" for at_ in range(scope.start - 4, scope.start)
        )
        if hit.name in _PLAIN and (because or not _of_dealings(text, at)):
            continue
        pointing = one.low[0] in _POINTING and hit.name not in _PLAIN
        if not there and (not (around.context(text, at) or hit.name in _PLAIN) or pointing):
            continue
        if one.all_("team") or _bare(one, hit):
            continue
        told = previous if there and previous is not None else one
        evidence = tuple(around.whole(each) for each in ((told, one) if there else (one,)))
        parties = once(each.party for each in around.known(told) or around.known(previous or one))
        topic = around.trimmed(told, *((told.tokens.start, told.tokens.stop) if there else (scope.start, scope.stop)))
        yield Draft(
            "event", "occurrence", hit.name, evidence, one.span(hit.first, hit.end), parties, modality="denied",
            polarity="negative", attribution=attribution(one, hit.first), topic=topic,
        )  # fmt: skip
        return


def _of_dealings(text: Sequence[Sentence], at: int) -> bool:
    """Tell whether what did not come about has to do with dealings of states: of the sentence, in a text on such."""
    one = text[at]
    return setting(text, at, _REACH) and (bool(around.actors(one)) or bool(one.all_(*_AWAITED, *_MEETING, "loan", "signing")))


def _awaited(one: Sentence) -> bool:
    """Tell whether a sentence says that something between states was awaited."""
    supplied = bool(around.actors(one)) and any(niche(one, at) is not None for at in one.tokens)
    dealing = bool(one.all_(*_AWAITED)) or supplied or len(around.actors(one)) >= _TWO
    return dealing and bool(one.all_("await")) and not one.all_("team")


def _missed(previous: Sentence, one: Sentence) -> bool:
    return any(draft.kind == "missed" for draft in expectations(previous, one))


def _imagined(one: Sentence, scope: range) -> bool:
    return any(one.is_(word, "would") or one.word(word) in {"если", "if", "пока", "until"} for word in scope)


def _denied_there(one: Sentence) -> bool:
    """Tell whether another kind drafts what the sentence denies."""
    return any(draft.polarity == "negative" for draft in (*deals(one), *events(one)))


def _bare(one: Sentence, hit: Hit) -> bool:
    """Tell whether «никаких» stands in a sentence that tells something else: «Никаких заявлений он делать не стал»."""
    impersonal = any(one.word(at) in _CAME for at in range(hit.first, hit.end))
    return hit.name == "occurrence-none" and not impersonal and any(one.part(at) == "VERB" for at in one.tokens)
