"""What the lens answers: shares by year, when they fall, what else could be, and what graduates make good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multivector.lenses.generations.ties import Generation, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One group in one year: the share that remembers."""

    year: int
    group: str
    share: float
    low: float
    high: float
    """Over every corner of memory, births and migration."""
    people_low: float
    people_high: float
    """Over births and migration alone."""
    baseline: float | None
    """With the ages of the first year; None where these leave nobody in the group."""
    people: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The first year in which a share is under a half, or nobody's; None: not within the years looked at."""

    group: str
    under: str
    """`half` or `nobody`."""
    year: int | None
    earliest: int | None
    latest: int | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What the shares are in a year if one thing turns out otherwise."""

    variant: str
    year: int
    all: float
    adults: float
    deciders: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """What a group loses in a year, and the graduates a year that would make it good."""

    group: str
    lost: float
    lost_low: float
    lost_high: float
    intake: int
    intake_low: int
    intake_high: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationsAnswer:
    """Shares by year and group; when they fall; what else could be; generations that are named; programmes abroad."""

    rows: tuple[Year, ...]
    now: int | None
    """The year of the day, or of the population if that is later; None without a population by age."""
    remembers_from: int | None
    """The age from which one remembers in that year."""
    start: int | None
    """The year of the population that is carried forward."""
    crossings: tuple[Crossing, ...]
    others: tuple[Other, ...]
    named: tuple[Generation, ...]
    break_even: tuple[BreakEven, ...]
    programmes: tuple[Programme, ...]
