"""What is due to begin, to come or to be ready at a time, told without a word of duty or without anybody who owes it.

«Первые вагоны поступят в 2028 году.»       expectation
"Construction is to start by October."      deadline
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.model.dates import Date, parse_date
from multivector.reader.drafts import Draft
from multivector.reader.frames.modes import attribution, mode
from multivector.reader.frames.parties import once, within
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.calendar.records import When
    from multivector.reader.drafts import Party
    from multivector.reader.frames.sentence import Sentence

_AHEAD = frozenset({"before", "by", "until"})
_YEAR = re.compile(r"\d{4}(?=-)")
_TWO, _FOUR, _REACH = 2, 4, 5
_OTHERS = ("visit", "trip", "meet", "meeting", "trade", "give", "sign")
"""What is drafted as a thing of its own, with its date."""
_DUTIES = frozenset(
    {"is", "are", "due", "expected", "scheduled", "planned", "set", "slated", "must", "should", "hopes", "hope", "aims"}
)
_PLANNED = frozenset(
    {"ожидается", "ожидаются", "намечен", "намечена", "намечено", "намечены", "запланирован", "запланирована", "запланировано",
     "запланированы"}
)  # fmt: skip
_IF = frozenset({"если", "if", "unless", "whether"})
_WAS = frozenset({"был", "была", "было", "были"})
_THINGS = ("ware", "due-thing", "works", "supplying-noun")


def _terms(one: Sentence) -> Iterator[Draft]:
    """Draft the term that a sentence names: "has until 24 March", «срок истекает 1 марта»."""
    found = hits("schedules", one)
    if not found or one.all_("personal", "team") or not _IF.isdisjoint(one.low):
        return
    hit = found[0]
    near = [(at, turned(one, at, when, past=False)) for at, when in one.dates if hit.first < at <= hit.end + _REACH]
    ahead = [(at, when) for at, when in near if when.date.latest is not None and when.date.latest >= one.day]
    held = mode(one, hit.first, hit.first)
    if ahead and held is not None and held.polarity == "positive":
        clause = one.clause(hit.first)
        author = attribution(one, hit.first)
        parties = once(each.party for each in one.named if each.first in clause and each.party != author.speaker)
        span = one.span(clause.start, max(clause.stop, ahead[0][0] + 1))
        yield Draft("expectation", "deadline", "expected-by", (span,), one.span(hit.first, hit.first + 1), parties, None,
                    ahead[0][1], None, "planned", "positive", author)  # fmt: skip


def turned(one: Sentence, at: int, when: When, *, past: bool) -> When:
    """Move a date without a year to the other side of the text's own day, where the words say that it lies there.

    Args:
        one: The sentence.
        at: The last word of the date.
        when: What it was read as.
        past: Whether it has passed, as what was due by it did not come about.
    """
    latest = when.date.latest
    if not when.relative or latest is None or (latest <= one.day) == past:
        return when
    if not any(one.is_(mid, "month-name") for mid in range(at - _TWO, at + 1)):
        return when
    moved = parse_date(_YEAR.sub(lambda year: str(int(year[0]) + (-1 if past else 1)), when.date.text))
    fits = isinstance(moved, Date) and moved.latest is not None and (moved.latest <= one.day) == past
    return replace(when, date=moved) if isinstance(moved, Date) and fits else when


def due(one: Sentence) -> Iterator[Draft]:
    """Draft what a sentence says to be due at a date that lies ahead."""
    if not one.dates:
        return
    terms = list(_terms(one))
    yield from terms
    if terms or not one.all_(*_THINGS) or one.all_("team") or not _IF.isdisjoint(one.low):
        return
    for at, read in one.dates:
        when = turned(one, at, read, past=False)
        clause = one.clause(at)
        latest = when.date.latest
        verb = _verb(one, clause)
        if latest is None or latest < one.day or verb is None or when.relation in {"since", "after"}:
            continue
        thing = next((mid for mid in clause if one.is_(mid, *_THINGS) and mid != verb), None)
        told = any(one.is_(mid, *_OTHERS) and mid != verb and one.word(mid) not in {"to", "set"} for mid in clause)
        held = mode(one, verb, verb)
        if thing is None or told or held is None or held.polarity == "negative" or held.modality == "possible":
            continue
        author = attribution(one, verb)
        parties: tuple[Party, ...] = within(one, verb, thing, author) or once(
            each.party for each in one.named if each.first in clause and each.party != author.speaker and each.how != "people"
        )
        by = when.relation in _AHEAD
        yield Draft("expectation", "deadline" if by else "prediction", "expected-by" if by else "expected-at",
                    (one.span(clause.start, clause.stop),), one.span(verb, verb + 1), parties, None, when, None,
                    "planned", "positive", author, one.span(thing, thing + 1))  # fmt: skip
        return


def _verb(one: Sentence, clause: range) -> int | None:
    """Give the verb that looks ahead: «начнутся», «должны завершить», "will open", "is to be delivered", "are due"."""
    for at in clause:
        if one.is_(at, "starts"):
            return at
        if not one.is_(at, "starting"):
            continue
        if one.tagged is not None:
            led = any(one.is_(mid, "must", "plan") and one.feature(mid, "Tense") != "Past" for mid in clause if mid < at)
            if one.feature(at, "VerbForm") == "Inf" and led and not any(one.word(mid) in _WAS for mid in clause):
                return at
        elif _leads(one, at):
            return at
    due_ = (at for at in clause if one.word(at) in {"due", "expected", "scheduled"} and one.word(at - 1) in {"is", "are"})
    return next((at for at in clause if one.word(at) in _PLANNED), None) or next(due_, None)


def _leads(one: Sentence, at: int) -> bool:
    """Tell whether an English verb stands behind "will", or behind "to" with a word of duty in the present."""
    before = [one.word(mid) for mid in range(at - _FOUR, at)]
    if {"will", "ll", "must", "shall"} & set(before[-_TWO:]):
        return True
    return "to" in before[-_TWO:] and not {"was", "were", "had"} & set(before) and bool(_DUTIES & set(before))
