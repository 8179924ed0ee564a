"""Axes of time: the first of every so many months, so that their names do not touch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOM = 58
"""Pixels that the name of a month takes."""


def months(start: date, end: date, left: float, unit: float, write: Callable[[date], str]) -> Iterator[tuple[float, str]]:
    """Give where months stand between two days, and their names; `unit` is pixels a day, `left` where the first day stands."""
    every = next((count for count in (1, 2, 3, 6, 12, 24, 60, 120) if count * 30 * unit > _ROOM), 240)
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % every == 0 and day >= start:
            yield left + (day - start).days * unit, write(day)
