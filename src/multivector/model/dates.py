"""Dates as sources give them: EDTF text (ISO 8601-2) with the earliest and latest day that it may mean.

Supported are level 0 and the parts of levels 1 and 2 that news needs: `2025`, `2025-11`, `2025-11-06`,
unspecified digits (`2025-XX`, `202X`, `2025-11-XX`), the qualifiers `~ ? %`, quarters (`2025-33` to `-36`),
halves (`2025-40`, `-41`), seasons (`2025-21` to `-24`, northern meteorological), and intervals with open
(`2026/..`) or unknown (`/2026`) ends. A qualifier does not widen the bounds: how far "about" reaches is a
judgement of whoever computes.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from multivector.model.problems import Mistake

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years that a date may have: EDTF writes four digits, and diplomacy before 1000 is not our subject."""

_POINT = re.compile(r"(\d{2}\d[\dX]|\d{2}XX)(?:-(\d\d|XX|\dX)(?:-(\d\d|XX|\dX))?)?([~?%]?)", re.ASCII)
_SPANS = {  # code -> first month, months (seasons begin in March, as meteorologists count)
    **{21 + i: (3 + 3 * i, 3) for i in range(3)},
    24: (12, 3),
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},
    40: (1, 6),
    41: (7, 6),
}
_HELP = "write it as 2025, 2025-11, 2025-11-06, 2025-12~ (about), 2026/2030 (from, to) or 2026/.. (open)"


@dataclass(frozen=True, slots=True)
class Date:
    """A date or interval: `earliest` and `latest` day, None where that end is open or unknown."""

    text: str
    earliest: date | None
    latest: date | None

    @property
    def approximate(self) -> bool:
        """Whether the source says "about" (`~` or `%`)."""
        return "~" in self.text or "%" in self.text

    @property
    def uncertain(self) -> bool:
        """Whether the source, or the analyst, doubts it (`?` or `%`)."""
        return "?" in self.text or "%" in self.text

    @property
    def interval(self) -> bool:
        """Whether it is written as a stretch of time rather than one date."""
        return "/" in self.text

    def __str__(self) -> str:
        """Give the EDTF text."""
        return self.text

    def surely_before(self, other: Date) -> bool:
        """Whether every day that this may mean is before every day that the other may mean."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def sort_key(self) -> tuple[date, date, str]:
        """Give a total order: by earliest day, then latest, then text."""
        return (self.earliest or date.min, self.latest or date.max, self.text)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date | Mistake:
    """Read EDTF text; a mistake says what is wrong with it."""
    if text.count("/") > 1:
        return Mistake("bad-date", f"{text!r} has more than one slash", _HELP)
    if "/" not in text:
        bounds = _point(text)
        return bounds if isinstance(bounds, Mistake) else Date(text, *bounds)
    start, end = text.split("/")
    low = (None, None) if start in {"", ".."} else _point(start)
    high = (None, None) if end in {"", ".."} else _point(end)
    for side in (low, high):
        if isinstance(side, Mistake):
            return side
    if isinstance(low, Mistake) or isinstance(high, Mistake) or (low[0] is None and high[1] is None):
        return Mistake("bad-date", f"{text!r} has neither a beginning nor an end", _HELP)
    if low[0] is not None and high[1] is not None and low[0] > high[1]:
        return Mistake("bad-date", f"{text!r} ends before it begins", "put the earlier date first")
    return Date(text, low[0], high[1])


def day(value: date) -> Date:
    """Make the Date that means exactly this day."""
    return Date(value.isoformat(), value, value)


def _point(text: str) -> tuple[date, date] | Mistake:
    match = _POINT.fullmatch(text)
    if match is None:
        return Mistake("bad-date", f"{text!r} is not a date", _HELP)
    year, month, day_, _ = match.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first < FIRST_YEAR or last > LAST_YEAR:
        return Mistake("bad-date", f"{text!r}: years go from {FIRST_YEAR} to {LAST_YEAR}", _HELP)
    if month is None:
        return date(first, 1, 1), date(last, 12, 31)
    if "X" not in month and int(month) in _SPANS:
        if day_ is not None:
            return Mistake("bad-date", f"{text!r}: a quarter, half or season has no day", _HELP)
        begin, months = _SPANS[int(month)]
        return _month(first, begin, 1), _month(last, begin, months + 1) - timedelta(days=1)
    months_ = _digits(month, 1, 12)
    if not months_:
        return Mistake("bad-date", f"{text!r}: there is no month {month}", _HELP)
    if day_ is None:
        return date(first, months_[0], 1), date(last, months_[-1], monthrange(last, months_[-1])[1])
    return _days(text, first, last, months_, day_)


def _days(text: str, first: int, last: int, months: list[int], day_: str) -> tuple[date, date] | Mistake:
    """Give the first and last day that fits; a 29 February may fit in no year but a leap year between the two."""
    years = range(first, last + 1)
    low = next((days[0] for year in years if (days := _fitting(year, months, day_))), None)
    high = next((days[-1] for year in reversed(years) if (days := _fitting(year, months, day_))), None)
    if low is None or high is None:
        return Mistake("bad-date", f"{text!r}: that month has no day {day_}", _HELP)
    return low, high


def _fitting(year: int, months: list[int], day_: str) -> list[date]:
    return [date(year, month, d) for month in months for d in _digits(day_, 1, monthrange(year, month)[1])]


def _digits(pattern: str, low: int, high: int) -> list[int]:
    """Give the numbers from low to high whose two digits fit the pattern."""
    if "X" not in pattern:
        return [int(pattern)] if low <= int(pattern) <= high else []
    return [n for n in range(low, high + 1) if all(p in {"X", c} for p, c in zip(pattern, f"{n:02}", strict=True))]


def _month(year: int, month: int, add: int) -> date:
    """Give the first day of the month `add - 1` months after the given one."""
    index = month - 1 + add - 1
    return date(year + index // 12, index % 12 + 1, 1)
