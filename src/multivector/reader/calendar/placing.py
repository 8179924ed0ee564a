"""What is common to all dates of a text: their relation, their place on the calendar, and the hedge before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multivector.reader.calendar import arithmetic as at
from multivector.reader.calendar.context import hedge, tense
from multivector.reader.calendar.records import Meaning, Relation, When
from multivector.reader.calendar.words import LETTER

if TYPE_CHECKING:
    from multivector.model.dates import Date
    from multivector.reader.calendar.points import Point, Reading

_RELATIONS: Final[dict[str, Relation]] = {
    LETTER["since"]: "since",
    LETTER["until"]: "until",
    LETTER["upto"]: "before",
    LETTER["to"]: "until",
    LETTER["by"]: "by",
    LETTER["after"]: "after",
}
_OUTSIDE: Final = frozenset({"to", "over", "during"})
"""Words before a date that are no part of it."""
_NOT_BEFORE: Final = frozenset({"ранее", "раньше", "earlier", "before", "до"})
_END = 3
_NEAR: Final = 31
"""Days within which the nearest date is meant, whatever the preposition."""


def when(reading: Reading, date: Date | None, relation: Relation, *, relative: bool, start: int, end: int) -> Meaning:
    """Make the record, hedged by what stands before it; nothing where there is no such date."""
    sign = "~" if reading.tokens.letters[start] == LETTER["about"] else hedge(reading.tokens, start)
    marked = at.marked(date, sign) if date is not None and sign else date
    return None if marked is None else (When(marked, relation, relative), start, end)


def related(reading: Reading, point: Point | None = None) -> tuple[Relation, int, bool]:
    """Give the relation, the first token that belongs to the expression, and whether a word before it makes it a date."""
    tokens, start = reading.tokens, reading.match.start()
    if not reading.has("before"):
        after = start > 0 and tokens.letters[start - 1] == LETTER["after"]
        return "after" if after else "at", start, after
    first, last = reading.match.span("before")
    words = [tokens.word(index).lower() for index in range(first, last)]
    if words[0] in {"не", "no", "not"}:
        return "since" if words[1] in _NOT_BEFORE else "by", start, True
    if words[0] in _OUTSIDE:
        return "at", last, words[0] != "to"
    relation = _RELATIONS.get(tokens.letters[last - 1], "at")
    if relation == "before" and tokens.word(reading.match.end()).lower() in {"включительно", "inclusive"}:
        relation = "until"
    if relation == "before" and point is not None and point.part == _END:
        relation = "by"  # until the end of a year is within it
    return relation, start, True


def placed(reading: Reading, point: Point, relation: Relation, start: int, end: int) -> Date | None:
    """Place a date by the tense of its sentence; else «к» and "by" look ahead, «с» and "since" back, unless it is near."""
    said = tense(reading.tokens, start, end)
    nearest = point.placed(reading.dateline, said)
    if said is not None or nearest is None or at.distance(nearest, reading.dateline) <= _NEAR:
        return nearest
    return point.placed(reading.dateline, "future" if relation in {"by", "until"} else "past" if relation == "since" else None)
