"""Dates as EDTF text: parts of months and years, weeks, and the year of a date that names none."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from multivector.model.dates import Date, parse_date
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

Toward = Literal["past", "future"] | None
WINTER, MONTHS = 24, 12
_FAR = 8  # years until the next 29 February, at most


def made(text: str) -> Date | None:
    """Give the date that an EDTF text means; None if it means none."""
    read = parse_date(text)
    return None if isinstance(read, Mistake) else read


def marked(value: Date, sign: str) -> Date | None:
    """Give a date as approximate (`~`) or uncertain (`?`), both ends of an interval alike."""
    return made("/".join(end if end[-1:] in {"~", "?", ".", ""} else end + sign for end in value.text.split("/")))


def month(year: int, number: int, part: int | None = None) -> str:
    """Write a month, or its part: days 1–10, 11–20, from 21."""
    stem = f"{year:04}-{number:02}"
    if part is None or not 1 <= year <= 9999:  # noqa: PLR2004 (the calendar's last year)
        return stem
    last = monthrange(year, number)[1]
    return (f"{stem}-01/{stem}-10~", f"{stem}-11~/{stem}-20~", f"{stem}-21~/{stem}-{last}")[part - 1]


def part_of_year(year: int, part: int) -> str:
    """Write a part of a year: January to April, May to August, September to December."""
    return (f"{year:04}-01/{year:04}-04~", f"{year:04}-05~/{year:04}-08~", f"{year:04}-09~/{year:04}-12")[part - 1]


def part_of_span(first: int, last: int, part: int | None, half: int | None = None) -> str:
    """Write a stretch of years, its third (the middle of ten years is four), or its half."""
    if half is not None:
        middle = first + (last - first) // 2
        first, last = (first, middle) if half == 1 else (middle + 1, last)
    if part is None:
        return f"{first:04}/{last:04}"
    third = (last - first + 1) // 3
    return (
        f"{first:04}/{first + third - 1:04}~",
        f"{first + third:04}~/{last - third:04}~",
        f"{last - third + 1:04}~/{last:04}",
    )[part - 1]


def part_of_quarter(year: int, first: int, part: int) -> str:
    """Write a month of a quarter or season that begins in month `first`."""
    index = year * MONTHS + first - 1 + part - 1
    return month(index // MONTHS, index % MONTHS + 1) + "~"


def season(year: int, code: int) -> str:
    """Write a season of a year; a calendar year has two winters, and which is meant is not said."""
    return f"{year:04}-{code}" if code != WINTER else f"{year - 1:04}-{WINTER}/{year:04}-{WINTER}"


def days(first: date, last: date) -> str:
    """Write a stretch of days."""
    return f"{first.isoformat()}/{last.isoformat()}"


def week(day: date, shift: int = 0, first: int = 1, last: int = 7) -> str:
    """Write the week of a day (Monday to Sunday), another one, or its weekdays from `first` to `last`."""
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * shift)
    return days(monday + timedelta(days=first - 1), monday + timedelta(days=last - 1))


def months_from(day: date, shift: int) -> tuple[int, int]:
    """Give year and month so many months away."""
    index = day.year * MONTHS + day.month - 1 + shift
    return index // MONTHS, index % MONTHS + 1


def nearest(text: Callable[[int], str], day: date, toward: Toward) -> Date | None:
    """Choose the year of a date that names none.

    Toward the past it is the last that has begun by that day, toward the future the first that has not ended, else the one
    that lies nearest to the day (of two equally near the past one).
    """
    found = [read for year in range(day.year - _FAR, day.year + _FAR + 1) if (read := made(text(year)))]
    if toward == "past":
        found = [read for read in found if read.earliest and read.earliest <= day][-1:]
    elif toward == "future":
        found = [read for read in found if read.latest and read.latest >= day][:1]
    return min(found, key=lambda read: (distance(read, day), read.earliest or day), default=None)


def beside(text: Callable[[int], str], day: date, shift: int) -> Date | None:
    """Give the last such date that has ended (-1), the first that has not begun (1), or the nearest (0)."""
    found = [read for year in range(day.year - _FAR, day.year + _FAR + 1) if (read := made(text(year)))]
    if shift < 0:
        return next((read for read in reversed(found) if read.latest and read.latest < day), None)
    if shift > 0:
        return next((read for read in found if read.earliest and read.earliest > day), None)
    return nearest(text, day, None)


def later(day: date, days_: int) -> date:
    """Give the day so many days later."""
    return day + timedelta(days=days_)


def distance(value: Date, day: date) -> int:
    """Count the days between a date and a day; 0 if the day lies within."""
    if value.earliest is None or value.latest is None:
        return 0
    return max((value.earliest - day).days, (day - value.latest).days, 0)


def weekday(day: date, number: int, toward: Toward) -> date:
    """Give the nearest such weekday; the day itself where it is one."""
    ahead = (number - 1 - day.weekday()) % 7
    back = toward == "past" or (toward is None and ahead > 7 // 2)
    return day + timedelta(days=ahead - 7 if back and ahead else ahead)
