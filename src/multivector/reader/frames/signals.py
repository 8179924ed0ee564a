"""Signals: acts that speak, and what a text says that an act tells to whom.

    «Президент Индии лично встретил премьера Непала у трапа.»   gesture-greeting: by India, to Nepal
    "The visit was a signal to Ankara."                         signal-send: to Turkey

Messages, what was said in words, are drafted beside them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import AUTHOR, Draft, Party
from multivector.reader.frames.around import before, behind, denied, refuses, trimmed, whole
from multivector.reader.frames.bodies import acts, by, others, subjects
from multivector.reader.frames.messages import messages
from multivector.reader.frames.modes import attribution
from multivector.reader.frames.parties import head, once
from multivector.reader.frames.voices import setting, voiced
from multivector.reader.frames.wording import Hit, hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Role
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.spans import Span

_GESTURE, _SIGNAL = "gesture-", "signal-"
_ACTED = (
    "gesture-greeting",
    "gesture-table",
    "gesture-gift",
    "gesture-award",
    "gesture-omission",
    "gesture-language",
    "gesture-body",
    "gesture-outing",
    "gesture-wait",
    "gesture-address",
    "gesture-dress",
)
"""Gestures that need somebody who makes them."""
_RECEIVED = frozenset({"gesture-greeting", "gesture-table", "gesture-escort", "gesture-outing"})
"""Gestures that are made to a guest, whoever makes them: "the guest was taken to the opera"."""
_WINDOW = 18
"""Sentences before and behind that are looked at."""
_SEEN = (
    "это",
    "that",
    "this",
    "it",
    "является",
    "стал",
    "стала",
    "стало",
    "стали",
    "был",
    "была",
    "было",
    "служит",
    "выглядит",
    "was",
    "is",
    "as",
    "как",
    "—",
    "–",
    "sent",
    "amounts",
)
_WRITTEN = frozenset({"сообщение", "послание", "message"})
"""What may be no more than something written, unless it is said to be clear or to be meant for somebody."""
_TO = frozenset({"to", "for", "towards", "toward", "для", "сторону", "at", "к"})
_PASSIVE = frozenset({"was", "were", "been", "is", "are", "being"})
_HE = frozenset({"he", "she", "он", "она"})
_NO_GIFTS = ("сюрприз", "урок", "surprise", "lesson")
"""What is not given to anybody's hands."""
_NEAR, _SOME, _TWO, _HALF = 6, 4, 2, 9


def signals(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    said = list(messages(text, at))
    yield from said
    one = text[at]
    if one.question:
        return
    found = [hit for hit in hits("signals", one) if hit.name.startswith((_GESTURE, _SIGNAL))]
    nouns = one.all_("signal-noun")
    if not found and not nouns:
        return
    first = max(at - _WINDOW, 0)
    text, at = [*text[first:at], voiced(text, at), *text[at + 1 : at + _WINDOW]], at - first
    one = text[at]
    reading = next(_readings(text, at, [hit for hit in found if hit.name.startswith(_SIGNAL)], nouns), None)
    if reading is not None:
        yield reading
    for hit in found:
        spoken = said and hit.name == "gesture-address"
        gesture = _gesture(text, at, hit) if hit.name.startswith(_GESTURE) and not spoken else None
        if gesture is not None:
            yield gesture
            return


def _gesture(text: Sequence[Sentence], at: int, hit: Hit) -> Draft | None:
    """Draft an act of one state's body towards another's."""
    one = text[at]
    clause = one.clause(hit.first)
    if any(one.is_(word, "would") or one.word(word) in {"would", "если", "if"} for word in clause):
        return None
    if (one.all_("team") and hit.name != "gesture-outing") or any(one.word(word).startswith(_NO_GIFTS) for word in clause):
        return None
    named = [each for each in one.named if acts(one, each) and not one.apart(each.first, hit.first)]
    previous = before(text, at)
    staged = setting(text, at)
    festive = staged and _received(text, at)
    doer = next((subjects(one, word) for word in range(hit.first, hit.end) if subjects(one, word)), ())
    passive = one.word(hit.first - 1) in _PASSIVE
    parties = () if passive else by(doer, "by") or (_one_who(one, hit) if staged else ())
    lonely = not parties and hit.name in _ACTED and not _joint(one, hit)
    if lonely and not festive and not (staged and (_guests(one, hit) or _invited(one, hit))):
        return None
    towards = [each for each in others(one, one.tokens, parties) if each in named and not _where(one, each)]
    if not towards and previous is not None and _guest(one) and parties:
        towards = [each for each in others(previous, previous.tokens, parties) if acts(previous, each) and each.how == "role"]
    if not doer and (hit.name == "gesture-escort" or _joint(one, hit)):
        parties = by([each for each in named if _where(one, each)][:1], "by")
        towards = [each for each in towards if each.party.actor not in {party.actor for party in parties}]
    needed = 1 if hit.name == "gesture-omission" and parties else _TWO
    known_ = {party.actor or party.span for party in (*parties, *(each.party for each in towards))}
    received = _guests(one, hit) and (parties or hit.name in _RECEIVED)
    if len(known_) < needed and not festive and not (staged and (received or _invited(one, hit))):
        return None
    if not known_ and festive:
        parties = _there(text, at)
        if not parties:
            return None
    if not any(party.actor for party in (*parties, *(each.party for each in towards))) and not staged:
        return None
    refused = hit.name != "gesture-omission" and denied(one, hit.first)
    ahead = one.feature(hit.first, "Tense") == "Fut" or any(one.is_(word, "future") for word in clause)
    role: Role = "to" if parties else "party"
    return Draft(
        "signal", "gesture", hit.name, (one.span(clause.start, max(clause.stop, hit.end)),), one.span(hit.first, hit.end),
        once((*parties, *(replace(each.party, role=role) for each in towards[:_SOME]))),
        date=next((when for place, when in one.dates if place in clause), None),
        modality="denied" if refused else "planned" if ahead else "done", polarity="negative" if refused else "positive",
        attribution=attribution(one, hit.first), topic=trimmed(one, hit.first, hit.end),
    )  # fmt: skip


def _received(text: Sequence[Sentence], at: int) -> bool:
    """Tell whether somebody is spoken of as received or met, so that what is done there speaks."""
    return any(text[each].all_("trip", "meeting", "summit", "talks", "direct", "receive", "visit") for each in _around(text, at))


def _around(text: Sequence[Sentence], at: int) -> range:
    return range(max(at - _HALF, 0), min(at + _TWO, len(text)))


def _there(text: Sequence[Sentence], at: int) -> tuple[Party, ...]:
    """Give those who are there: named by an adjective here, else in the nearest sentence before."""
    for each in range(at, max(at - _SOME, -1), -1):
        named = [one for one in text[each].named if one.party.actor is not None and (acts(text[each], one) or each == at)]
        if named:
            return once(replace(one.party, role="party") for one in named)
    return ()


def _one_who(one: Sentence, hit: Hit) -> tuple[Party, ...]:
    """Give «хозяин», "he" or "the president" who makes a gesture where dealings of states are told around it."""
    near = [at for at in one.clause(hit.first) if at < hit.end and (one.is_(at, "host") or one.word(at) in _HE)]
    return (Party(None, one.span(near[0], near[0] + 1), "by"),) if near else ()


def _guests(one: Sentence, hit: Hit) -> bool:
    """Tell whether somebody is spoken of as a guest: «гостя», "the delegation", "her"."""
    return any(one.is_(at, "guest") for at in one.clause(hit.first))


def _invited(one: Sentence, hit: Hit) -> bool:
    return hit.name == "gesture-outing" and any(one.word(at).startswith(("приглаш", "invit")) for at in range(hit.first, hit.end))


def _joint(one: Sentence, hit: Hit) -> bool:
    """Tell whether several do it together, so that nobody need be the one who does: «за чашкой чая», «красная дорожка»."""
    return hit.name == "gesture-table" or one.word(hit.first).startswith(("красн", "red", "обнялись", "крепк"))


def _guest(one: Sentence) -> bool:
    return any(
        one.word(at) in {"его", "ее", "гостя", "гостью", "him", "her", "guest", "ему", "ей"} or one.word(at).startswith("коллег")
        for at in one.tokens
    )


def _where(one: Sentence, each: Named) -> bool:
    return each.how != "role" and one.word(each.first - 1) in {"в", "на", "из", "in", "at", "from", "near"}


def _readings(text: Sequence[Sentence], at: int, found: Sequence[Hit], nouns: Sequence[int]) -> Iterator[Draft]:
    """Draft what the text says that an act tells, by the surest rule first."""
    one = text[at]
    if any(one.is_(word, "waves", "deny") for word in one.tokens):
        return
    for name in ("signal-send", "signal-meant", "signal-told", "signal-show", "signal-read", "signal-verb"):
        for hit in found:
            if hit.name == name:
                yield from _reading(text, at, hit)
    for noun in nouns:
        near = range(max(noun - _NEAR, one.clause(noun).start - 1, one.tokens.start), noun)
        seen = one.word(noun) != "сообщение" and any(one.word(word) in _SEEN for word in near)
        if seen or _told(one, noun):
            yield from _reading(text, at, Hit("signal-word", noun, noun + 1))


def _told(one: Sentence, noun: int) -> bool:
    """Tell whether what a signal says follows: «сигнал был ясен: …», "the message was simple: …"."""
    behind_ = range(noun + 1, min(noun + 2 * _SOME, one.tokens.stop))
    if one.word(noun + 1) == ":" and one.word(noun) not in _WRITTEN:
        return True
    opened = any(one.word(word) in {":", "—", "that", "что"} for word in behind_)
    return opened and any(one.is_(word, "plain") for word in behind_)


def _reading(text: Sequence[Sentence], at: int, hit: Hit) -> Iterator[Draft]:
    one = text[at]
    clause = one.clause(hit.first)
    if any(one.is_(word, "would") or one.word(word) in {"would", "если", "if"} for word in clause):
        return
    stop = _stop(one, hit.end)
    behind_ = range(hit.first, _opened(one, hit, stop) or stop)
    doers = next((subjects(one, word) for word in range(hit.first, hit.end) if subjects(one, word)), ())
    to = [each for each in (*others(one, behind_, by(doers, "by")), *_unsure(one, behind_)) if _audience(one, each, hit)]
    crowd = _crowd(one, behind_)
    free = [each for each in one.named if acts(one, each, owner=True) and each.first < hit.first and _sends(one, each)]
    author = attribution(one, hit.first)
    if author.by == "many" and author.span is not None and author.span.start > one.span(hit.first, hit.end).start:
        author = AUTHOR
    speaker = author.speaker.actor if author.speaker is not None else None
    parties = by(doers, "by") or by([each for each in free[:1] if each.party.actor != speaker], "by")
    to = [each for each in to if each.party.actor not in {party.actor for party in parties}] or to
    previous = before(text, at)
    near = any(acts(previous, each) for each in previous.named) if previous is not None else False
    placed = hit.name in {"signal-word", "signal-read"} and near
    if not (to or crowd or parties or _told(one, hit.end - 1)) and not placed:
        return
    if hit.name == "signal-show" and not (to or crowd or ((parties or near) and _understood(one, hit))):
        return
    if hit.name == "signal-verb" and not parties:
        return
    if (hit.name in {"signal-meant", "signal-told"} and not (to or crowd)) or (hit.name == "signal-told" and _living(one, hit)):
        return
    following = behind(text, at)
    no = refuses(following)
    refused = (
        no
        or denied(one, hit.first)
        or any(one.is_(word, "not", "none") and word >= hit.first - _SOME for word in range(clause.start, hit.first))
    )
    if refused and one.is_(hit.first - 1, "only"):
        return
    begin = (
        clause.start
        if hit.name != "signal-word"
        else min(clause.start, one.tokens.start if one.word(clause.start - 1) in {"—", ",", "–"} else clause.start)
    )
    evidence = (one.span(begin, stop), *((whole(following),) if no and following is not None else ()))
    heard = () if crowd is None or any(_meet(crowd, each.party) for each in to) else (crowd,)
    yield Draft(
        "signal", "reading", hit.name, evidence, one.span(hit.first, hit.end),
        once((*parties, *by(to[:_SOME], "to"), *heard)),
        modality="denied" if refused else "done" if author.by != "many" else "possible",
        polarity="negative" if refused else "positive",
        date=next((when for place, when in one.dates if place in clause), None), attribution=author, topic=_topic(one, hit, stop),
    )  # fmt: skip


def _living(one: Sentence, hit: Hit) -> bool:
    """Tell whether somebody tells it in words, so that no act does: "the minister told Brussels that"."""
    return bool(subjects(one, hit.end - 1)) or any(one.is_(at, "title", "he", "she") for at in range(hit.first, hit.end))


def _unsure(one: Sentence, within: range) -> list[Named]:
    """Give the places that may stand for several: «Брюсселю»."""
    return [each for each in one.named if each.first in within and each.party.actor is None and each.ground]


def _sends(one: Sentence, each: Named) -> bool:
    """Tell whether a name may be that of who signals: a subject, an owner, or whose act it is: «визит президента Кубы»."""
    before_ = one.word(each.first - 1 - (one.word(each.first - 1) == "the"))
    if _where(one, each) or before_ in {"for", "to", "at", "with", "against"}:
        return False
    holder = each.how in {"role", "person", "pronoun"}
    if one.tagged is None:
        return holder or before_ != "of"
    case = one.feature(head(one, each), "Case")
    return case in {"Nom", ""} or (case == "Gen" and holder)


def _audience(one: Sentence, each: Named, hit: Hit) -> bool:
    """Tell whether a name stands for whom it is meant: by "to", by the dative, or right behind the words."""
    if not (acts(one, each) or each.how == "people" or (each.party.actor is None and each.ground)):
        return False
    if one.word(each.first - 1) in _TO or (one.word(each.first - 1) in {"the", "его"} and one.word(each.first - 2) in _TO):
        return True
    if each.first in range(hit.first, hit.end + 1):
        return True
    at = each.first
    return one.tagged is not None and one.feature(at, "Case") == "Dat" and each.first - hit.end <= _NEAR


def _crowd(one: Sentence, within: range) -> Party | None:
    """Give an audience without a code: «западу», "the region", "its own people"."""
    at = next((at for at in within if one.is_(at, "crowd")), None)
    if at is None:
        return None
    first = at
    while first - 1 in within and one.is_(first - 1, "crowd-of"):
        first -= 1
    return Party(None, one.span(first, at + 1), "audience")


def _stop(one: Sentence, end: int) -> int:
    at = end
    while at < one.tokens.stop and one.word(at) not in {".", ";", "!", "…"}:
        at += 1
    return at


def _understood(one: Sentence, hit: Hit) -> bool:
    """Tell whether words say by themselves that something is to be understood: «дал понять»."""
    return any(one.word(at) in {"понять", "знать"} for at in range(hit.first, hit.end))


def _meet(one: Party, other: Party) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _topic(one: Sentence, hit: Hit, stop: int) -> Span | None:
    opened = _opened(one, hit, stop)
    return trimmed(one, opened + 1, stop) if opened is not None else trimmed(one, hit.first, stop)


def _opened(one: Sentence, hit: Hit, stop: int) -> int | None:
    """Give the word behind which stands what a signal says."""
    return next(
        (at for at in range(hit.first, stop) if one.word(at) in {"что", "that"} or (one.word(at) == ":" and not _aimed(one, at))),
        None,
    )


def _aimed(one: Sentence, at: int) -> bool:
    """Tell whether behind a colon another word of signalling follows: «Жест предназначался не им: так он показывает …»."""
    return any(hit.name == "signal-show" and hit.first > at for hit in hits("signals", one))
