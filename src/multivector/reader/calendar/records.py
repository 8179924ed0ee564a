"""What an expression of time may say: when, how far from another moment, or how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from multivector.model.dates import Date

Relation = Literal["at", "by", "before", "after", "since", "until"]
Unit = Literal["hour", "day", "week", "month", "quarter", "season", "half-year", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class When:
    """A date, and how a happening lies to it; `relative` where it took the day of the text to know it."""

    date: Date
    relation: Relation
    relative: bool

    @property
    def earliest(self) -> dt.date | None:
        """Give the first day on which it may happen; None where there is none."""
        match self.relation:
            case "by" | "before" | "until":
                return None
            case "after":
                return self.date.latest and self.date.latest + timedelta(days=1)
            case _:
                return self.date.earliest

    @property
    def latest(self) -> dt.date | None:
        """Give the last day on which it may happen; None where there is none."""
        match self.relation:
            case "since" | "after":
                return None
            case "before":
                return self.date.earliest and self.date.earliest - timedelta(days=1)
            case _:
                return self.date.latest


@dataclass(frozen=True, slots=True)
class Shift:
    """A moment counted from another one that the text tells of: `count` units after it (None: unknown, below 0: before)."""

    count: int | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time that is only measured: from `least` to `most` units, None where the text leaves it open."""

    least: int | None
    most: int | None
    unit: Unit


Time = When | Shift | Length
Meaning = tuple[Time, int, int] | None
"""What a rule reads: the record, and from which token to before which it stands."""
