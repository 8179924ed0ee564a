"""The dates of a text, in Russian and English: where they stand, which days they mean, and how a happening lies to them.

What a text leaves open is filled by rules, which are these.

* Year. A day, month, quarter, half or season without a year takes it from the day of the text (the dateline): where the
  sentence speaks of the past, the last one that has begun; where it speaks of the future, the first one that has not ended;
  else the nearest, except that «к», «по», "by", "until" look ahead and «с», "since" back if the nearest is more than 31 days
  away.
* Weekday. The same; after «прошлый», "last" the latest before the dateline; after «следующий», "next" that of the next week,
  after «этот», "this" that of this week. Weeks begin on Monday. A date beside a weekday wins.
* Parts. The beginning, middle and end of a month are its days 1–10, 11–20 and from 21; of a year its months 1–4, 5–8 and 9–12;
  of a quarter or season its months; of a decade its years 0–2, 3–6 and 7–9; of a century its thirds. Inner ends are approximate
  (`2025-11-01/2025-11-10~`).
* Decades and centuries are intervals; «90-е» is the last decade of that name that ended before that of the dateline. Of a
  calendar year's two winters none is chosen. A day and month in figures that could be exchanged (12/11/2025) are left unread.
* Counted. "Three days ago" is a day, "two weeks ago" a week from Monday to Sunday, months and years likewise.
* Relation. «до ноября», "before November" end before the date; «до конца года» by its end; «по», "until", "through" with it.

A span includes the preposition («в 2025 году», «до ноября», "in 2025"), except «после», "after" and "to", and not the dot of
«г.».
What is counted from another moment of the text («два месяца спустя», «в тот же день»), and what only lasts («в течение трёх
лет»), is no date: `times` gives it beside the dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.calendar.expressions import expressions
from multivector.reader.calendar.records import Length, Relation, Shift, Time, Unit, When
from multivector.reader.spans import Found

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Length", "Relation", "Shift", "Time", "Unit", "When", "dates", "times"]


def dates(text: str, dateline: dt.date) -> tuple[Found[When], ...]:
    """Give the dates of a text that was written on a day, in order and never overlapping."""
    return tuple(Found(at.span, at.value, at.rule) for at in times(text, dateline) if isinstance(at.value, When))


def times(text: str, dateline: dt.date) -> tuple[Found[Time], ...]:
    """Give every expression of time in a text: dates, moments counted from another one, and lengths."""
    return tuple(expressions(text, dateline))
