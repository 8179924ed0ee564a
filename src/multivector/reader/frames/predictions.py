"""Predictions: what is said to come about, with or without a date, and who says so.

What is due by a date, and visits, signings, meetings and deals that lie ahead, are drafted by the modules for these; a clause
that they draft is left to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames import around
from multivector.reader.frames.deadlines import expectations
from multivector.reader.frames.deals import deals
from multivector.reader.frames.events import events
from multivector.reader.frames.facts import date_at
from multivector.reader.frames.modes import Mode, attribution
from multivector.reader.frames.parties import as_, once
from multivector.reader.frames.voices import setting
from multivector.reader.frames.wording import hits, niche

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.calendar.records import When
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.frames.wording import Hit
    from multivector.reader.spans import Span

_STRICT = ("tie", "deal", "talks", "meeting")
_DEALINGS = (*_STRICT, "goods")
_ORDER = ("unlikely", "sure", "expected", "likely", "may", "prospect", "voiced", "effect")
_TWO, _LONG = 2, 4
_POSSIBLE = frozenset({"prediction-likely", "prediction-may", "prediction-unlikely"})
_TOLD = frozenset({"prediction-expected", "prediction-unlikely", "prediction-likely"})
"""What says by itself that it is a prediction, so that less is asked of what it is about."""
_VOICED = frozenset({"prediction-expected", "prediction-unlikely", "prediction-voiced"})
"""What counts also where only the text around it is about dealings of states."""
_NEAR, _REACH = 6, 6
_DRAFTED = ("visit", "meet", "sign", "signing")
_PAST = frozenset({"was", "were", "had"})
_PRICES = frozenset({"cost", "total", "стоить", "обойтись", "составить"})


def predictions(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    if one.question or around.length(one) < _LONG:
        return
    found = sorted(hits("predictions", one), key=lambda each: (_ORDER.index(each.name.partition("-")[2]), each.first))
    hit = next((each for each in found if not _imagined(one, each) and _about_dealings(text, at, each)), None)
    if hit is None or one.all_("team"):
        return
    span = _span(one, hit)
    if any(one.is_(word, *_DRAFTED) and (one.is_(word, "future") or one.feature(word, "Tense") == "Fut") for word in one.tokens):
        return
    if any(_meet(span, other) for other in _taken(one, around.behind(text, at))):
        return
    author = attribution(one, hit.first)
    context = None if around.actors(one) else around.spoken_of(text, at)
    parties = once(as_(each.party, "about") for each in around.known(context or one) if each.party.span != around.speaker(author))
    refused = hit.name == "prediction-unlikely" or around.denied(one, hit.first) or _says_not(one, hit)
    yield Draft(
        "expectation", "prediction", hit.name, (span,), one.span(hit.first, hit.end), parties,
        date=_date(one, hit), modality="possible" if hit.name in _POSSIBLE else "planned",
        polarity="negative" if refused else "positive", attribution=author, topic=_topic(one, hit),
    )  # fmt: skip


def _about_dealings(text: Sequence[Sentence], at: int, hit: Hit) -> bool:
    """Tell whether it is about states: one and a dealing, or two, with the sentence before it where it names none."""
    if (
        hit.name in _VOICED
        and (around.actors(text[at]) or (hit.name != "prediction-voiced" and _thinker(text[at], hit)))
        and setting(text, at, _REACH)
    ):
        return True
    one, previous = text[at], around.before(text, at)
    named = around.actors(one)
    if not named and previous is not None and hit.name != "prediction-voiced":
        behind = bool(around.actors(previous)) and bool(previous.all_(*_DEALINGS))
        return behind and (bool(one.all_(*_DEALINGS)) or hit.name in _POSSIBLE)
    if hit.name == "prediction-voiced":
        dealing = any(each.all_(*_DEALINGS) for each in (one, previous) if each is not None)
        return bool(around.context(text, at)) and (dealing or any(niche(one, word) is not None for word in one.tokens))
    spoken = {each.party.actor for each in around.known(one) if each.how not in {"demonym", "people"}}
    if hit.name == "prediction-effect":  # what a dealing does, not what befalls one
        return bool(named) and any(one.is_(word, *_STRICT) for word in range(one.tokens.start, hit.first))
    if named and one.all_(*_DEALINGS):
        return True
    if hit.name == "prediction-may":
        return len(spoken) >= _TWO
    if hit.name not in _TOLD or not spoken:
        return False
    return len(named) >= _TWO or (previous is not None and bool(previous.all_(*_DEALINGS)))


def _thinker(one: Sentence, hit: Hit) -> bool:
    """Tell whether somebody is said to foresee it: "she expects", «аналитики банка ждут», "I bet"."""
    near = range(max(hit.first - _NEAR, one.tokens.start), hit.end)
    return any(one.is_(at, "he", "she", "title", "many", "forecaster") or one.word(at) in {"i", "we", "думаю"} for at in near)


def _imagined(one: Sentence, hit: Hit) -> bool:
    """Tell whether it is said of the past, of what is not, or of a price: «мог бы», "was expected to", "may cost"."""
    clause = one.clause(hit.first)
    if any(one.is_(at, "would") and one.word(at) != "would" for at in clause):
        return True
    if hit.name == "prediction-may" and any(one.word(at) in _PRICES for at in range(hit.first, hit.end + 1)):
        return True
    return one.word(hit.first - 1) in _PAST or any(one.word(at) == "have" and one.word(at - 1) == "would" for at in clause)


def _says_not(one: Sentence, hit: Hit) -> bool:
    """Tell whether the phrase itself denies: "does not expect", «не ожидает»; «не исключено» does not."""
    inside = range(hit.first, hit.end)
    return any(one.is_(at, "not") and not one.word(at + 1).startswith(("исключ", "сомнева")) for at in inside) and (
        hit.name not in {"prediction-sure", "prediction-unlikely"}
    )


def _date(one: Sentence, hit: Hit) -> When | None:
    """Give when it is due: a date that does not lie behind the text."""
    behind = [when for word, when in one.dates if word > hit.first and not one.apart(hit.first, word)]
    near = date_at(one, hit.first, Mode("planned"))
    dates = (when for when in (near, *behind) if when is not None)
    return next((when for when in dates if when.date.latest is None or when.date.latest >= one.day), None)


def _topic(one: Sentence, hit: Hit) -> Span | None:
    """Give what is said to come about: behind "is expected", else the clause with what it is said of."""
    behind = hit.name in {"prediction-expected", "prediction-sure"}
    first = hit.end if behind else max(one.clause(hit.first).start, one.tokens.start)
    return around.trimmed(one, first, one.tokens.stop)


def _span(one: Sentence, hit: Hit) -> Span:
    """Give the clause, from its beginning to the end of the sentence."""
    return one.span(one.tokens.start if not one.all_("say") else one.clause(hit.first).start, one.tokens.stop)


def _taken(one: Sentence, following: Sentence | None) -> Iterator[Span]:
    """Give what the other modules draft of what lies ahead."""
    for draft in (*events(one), *deals(one), *expectations(one, following)):
        if draft.modality in {"planned", "possible"} or draft.kind in {"expectation", "missed"}:
            yield from draft.evidence


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
