"""Generations that sources name, tested; and exchange programmes as stocks of people with a tie that fades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.cohorts import stock
from multivector.model.claims import standing
from multivector.model.entries import Population

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.model.ledger import Ledger

_LONGEST = 100
"""The longest stretch of years of birth that is a generation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A generation that sources name: which share of it was old enough."""

    id: str
    born_first: int
    born_last: int
    age_low: int
    age_high: int
    """Its ages at the end of the year."""
    share: float
    low: float
    high: float
    """Between the ages from which one may remember, and the years in which it may have ended."""
    verdict: str
    """`none` if nobody remembers, whatever the age; `all`; `some`; or `depends` where it turns on the age."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """People of the state who study in another, as an intake and as the stock that it would build."""

    id: str
    partner: str
    students_low: float
    students_high: float
    intake_low: float
    """Graduates a year."""
    intake_high: float
    stock_low: float
    """Graduates with a tie after the years looked ahead, from none."""
    stock_high: float
    adults_low: float
    """Their share of adults then."""
    adults_high: float
    elite_low: float
    """Their share of an elite to which they are as much likelier to belong as the parameter says."""
    elite_high: float
    pull_low: float | None
    """How many times as likely they would have to be, so as to replace what those who decide lose by then; None: never."""
    pull_high: float | None
    covers_low: float | None
    """The intake as a share of the one that would make good what adults lose; None if they lose nothing."""
    covers_high: float | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """When something common ended (the end of that year), and the age from which one remembers it."""

    ended: int
    least: int

    def born(self, year: int) -> float:
        """Give the share of those born in a year that were old enough."""
        return min(max(float(self.ended + 1 - self.least - year), 0.0), 1.0)


def generations_named(ledger: Ledger, year: int, point: Memory, corners: Sequence[Memory]) -> Iterator[Generation]:
    """Test each generation of the state that is given by years of birth."""
    for entry in ledger.of(Population):
        ends = [(claim.value.earliest, claim.value.latest) for claim in standing(entry, "born")]
        known = [(first.year, last.year) for first, last in ends if first is not None and last is not None]
        if entry.of != ledger.state or not known or len(known) < len(ends):
            continue
        first, last = min(one for one, _ in known), max(one for _, one in known)
        if last - first > _LONGEST or last > year:
            continue
        shares = [float(np.mean([memory.born(born) for born in range(first, last + 1)])) for memory in (point, *corners)]
        yield Generation(
            id=entry.id,
            born_first=first,
            born_last=last,
            age_low=year - last,
            age_high=year - first,
            share=round(shares[0], 6),
            low=round(min(shares), 6),
            high=round(max(shares), 6),
            verdict=_verdict(min(shares), max(shares)),
            because=(entry.id,),
        )


def programmes(
    ledger: Ledger, *, study: float, lost: float, horizon: int, pull: float, adults: float, gone: float, needed: float | None
) -> Iterator[Programme]:
    """Give each programme that takes the state's people abroad.

    Args:
        ledger: As known.
        study: Years that a student stays.
        lost: The share of the stock that is lost in a year.
        horizon: Years over which the stock builds up.
        pull: How many times as likely a graduate is to belong to the elite as another adult.
        adults: How many there will be.
        gone: The share of those who decide that will have lost its memory by then.
        needed: The intake a year that would make good what adults lose; None if they lose nothing.
    """
    for entry in ledger.of(Population):
        sizes = [claim.value for claim in standing(entry, "size") if not claim.value.unit.startswith("%")]
        known = [float(end) for size in sizes for end in (size.low, size.high) if end is not None]
        if entry.of != ledger.state or entry.abroad is None or ledger.partner(entry.abroad) == ledger.state or not known:
            continue
        students = (min(known), max(known))
        intake = [count / study for count in students]
        built = [float(stock(0.0, [count] * horizon, lost)[-1]) for count in intake]
        shares = [min(count / adults, 1.0) for count in built]
        elite = [share * pull / (1 - share + share * pull) for share in shares]
        pulls = [_pull(share, gone) for share in shares]
        covers = [None, None] if needed is None else [round(count / needed, 6) for count in intake]
        yield Programme(
            id=entry.id,
            partner=ledger.partner(entry.abroad),
            students_low=students[0],
            students_high=students[1],
            intake_low=round(intake[0], 1),
            intake_high=round(intake[1], 1),
            stock_low=round(built[0], 1),
            stock_high=round(built[1], 1),
            adults_low=round(shares[0], 6),
            adults_high=round(shares[1], 6),
            elite_low=round(elite[0], 6),
            elite_high=round(elite[1], 6),
            pull_low=pulls[1],
            pull_high=pulls[0],
            covers_low=covers[0],
            covers_high=covers[1],
            because=(entry.id,),
        )


def _pull(share: float, gone: float) -> float | None:
    """Give how many times as likely those who are a share of adults must belong to the elite to be this share of it."""
    return round(gone * (1 - share) / (share * (1 - gone)), 1) if 0 < gone < 1 and 0 < share < 1 else None


def _verdict(low: float, high: float) -> str:
    if high == 0:
        return "none"
    if low == 1:
        return "all"
    return "some" if low > 0 and high < 1 else "depends"
