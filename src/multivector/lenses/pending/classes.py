"""Reference classes: of which things an item is one, how long those took, and what follows for the item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from multivector.engines import cure
from multivector.lenses.pending.agreements import CAME, OPEN, YEAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from numpy.typing import NDArray

    from multivector.engines.cure import Posterior
    from multivector.lenses.pending.items import Item

ClassName = Literal["ledger", "agreements"]
Choice = Literal["auto", "ledger", "agreements"]
LEGAL = frozenset({"commitment", "in-force"})
"""Stages that make something binding, as entry into force does; for these the class of agreements is taken."""
_KEPT = 0.9999
"""Weight of the posterior's points that are gone on with; the thousands of others weigh nothing together."""

_SHORTEST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Durations of a class: the least and most that each took, how many of each, and what they say of any."""

    name: ClassName
    low: tuple[float, ...]
    high: tuple[float, ...]
    counts: tuple[float, ...]
    records: int
    came: int
    because: tuple[str, ...]
    """Ids of the statements of the ledger's own items; none for agreements."""

    @property
    def posterior(self) -> Posterior:
        """What the records say: fitted once for each class."""
        return _fitted(self.low, self.high, self.counts)

    def rate(self, t: float) -> float:
        """Give the plain baseline: the share of the records that came about by t, spread evenly between the ends of each."""
        low, high, counts = (np.asarray(each) for each in (self.low, self.high, self.counts))
        ends = np.isfinite(high)
        reached = np.clip((t - low[ends]) / np.maximum(high[ends] - low[ends], _SHORTEST), 0, 1)
        return float(reached @ counts[ends] / counts.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A probability with its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """An item in its class, as waited for until a day: the start of its clock, a unit of it in days, the posterior."""

    reference: Reference
    start: date
    unit: float
    since: float
    posterior: Posterior
    level: float

    def chance(self, day: date) -> Chance:
        """Give the probability that it comes about by a day, which is no earlier than the day as known on."""
        return self._told(cure.by(max((day - self.start).days / self.unit, self.since), self.since))

    def never(self) -> Chance:
        """Give the probability that it never comes about."""
        return self._told(cure.stalled(self.since))

    def reached(self, day: date) -> float:
        """Give the probability that it comes about by a day, without an interval."""
        return self.posterior.expected(cure.by(max((day - self.start).days / self.unit, self.since), self.since))

    def _told(self, of: Callable[[Posterior], NDArray[np.float64]]) -> Chance:
        values = of(self.posterior)
        low, high = self.posterior.interval(lambda _: values, self.level)
        return Chance(mean=share(float(values @ self.posterior.weight)), low=share(low), high=share(high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What the lens was told to go by."""

    reference: Choice
    enough: int
    unrecorded: float
    ahead: int
    sure: float
    level: float


def share(value: float) -> float:
    """Round a probability, which rounding may have put a hair outside [0, 1]."""
    return round(min(max(value, 0.0), 1.0), 6)


def own(items: tuple[Item, ...]) -> Reference:
    """Give the class of the ledger's own items: how long each took, over how long it was first said to take."""
    low, high, because = [], [], []
    for item in items:
        if item.start is None or item.planned is None:
            continue
        if item.came is not None:
            first, last = ((day - item.start).days / item.planned for day in item.came)
            low.append(max(min(first, last), 0.0))
            high.append(max(last, 1 / item.planned))
        elif item.waited is not None and item.waited > item.start:
            low.append((item.waited - item.start).days / item.planned)
            high.append(np.inf)
        else:
            continue
        because += [one.id for one in item.statements]
    came = int(np.isfinite(high).sum())
    return Reference(
        name="ledger",
        low=tuple(low),
        high=tuple(high),
        counts=(1.0,) * len(low),
        records=len(low),
        came=came,
        because=tuple(because),
    )


def agreements(unrecorded: float) -> Reference:
    """Give the class of trade agreements, in years from signature to force; those without a year of force weigh so much."""
    return Reference(
        name="agreements",
        low=(*(max(years - 1.0, 0.0) for years in CAME), *(float(years) for years in OPEN)),
        high=(*(years + 1.0 for years in CAME), *(np.inf for _ in OPEN)),
        counts=(*(float(count) for count in CAME.values()), *(count * unrecorded for count in OPEN.values())),
        records=sum(CAME.values()) + sum(OPEN.values()),
        came=sum(CAME.values()),
        because=(),
    )


def outlook(item: Item, items: tuple[Item, ...], day: date, judged: Judgements) -> Outlook | None:
    """Put an item into its class, as known on a day; None where it has none, is not waited for, or began on no known day."""
    if item.start is None or item.status not in {"open", "overdue"}:
        return None
    mine = own(items)
    wanted = judged.reference
    if wanted == "auto":
        wanted = "ledger" if mine.came >= judged.enough and item.planned is not None else "agreements"
        if wanted == "agreements" and item.expects not in LEGAL:
            return None
    if wanted == "ledger":
        if mine.came == 0 or item.planned is None:
            return None
        since = (day - item.start).days / item.planned
        return Outlook(
            reference=mine, start=item.start, unit=item.planned, since=since, posterior=mine.posterior, level=judged.level
        )
    return borrowed(item.start, day, judged.unrecorded, judged.level)


def borrowed(start: date, day: date, unrecorded: float, level: float) -> Outlook:
    """Put what is waited for since a day into the class of agreements; it is itself one more that has not come about."""
    others = agreements(unrecorded)
    since = (day - start).days / YEAR
    return Outlook(
        reference=others, start=start, unit=YEAR, since=since, posterior=cure.after(others.posterior, since), level=level
    )


@lru_cache(maxsize=32)
def _fitted(low: tuple[float, ...], high: tuple[float, ...], counts: tuple[float, ...]) -> Posterior:
    found = cure.fit(low, high, counts)
    kept = int(np.searchsorted(np.cumsum(found.weight), _KEPT)) + 1
    weight = found.weight[:kept]
    return cure.Posterior(weight / weight.sum(), found.never[:kept], found.mean[:kept], found.spread[:kept], found.records)
