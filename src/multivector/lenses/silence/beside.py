"""What stands beside a silence: figures that were named all the same, bounds on what was not, and how long one has looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.intervals import Reading
from multivector.lenses.money.lines import lines_of
from multivector.lenses.money.packages import packages_of
from multivector.lenses.silence.games import amounts
from multivector.model.claims import settled, standing
from multivector.model.entries import Deal, Source, Withholding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from multivector.model.ledger import Ledger

_PACKAGES = Reading(about=0.10, nearly=0.10)
"""As the lens `money` reads figures by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A figure that those who withhold one have named all the same: the very one, or of a deal between them."""

    entry: str
    low: float
    high: float
    unit: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Between which amounts a figure, or the unexplained rest of a package, must lie (None: no bound)."""

    of: str
    rest: bool
    """Of a package: whether it is what its listed parts leave unexplained."""
    low: float | None
    high: float | None
    unit: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """How long nothing has been found."""

    days: int
    """From the first day on which it may have been withheld to the day looked at, or on which it was published."""
    texts: int
    """Sources of the ledger that are no older than that."""


def named_of(ledger: Ledger, entry: Withholding) -> Iterator[Named]:
    """Give the figure itself if it was named after all, and those beside which it would be read, of the very same parties."""
    parties = {ledger.partner(one) for one in entry.by}
    for id_ in (entry.id, *entry.compared_with):
        other = ledger.by_id.get(id_)
        same = isinstance(other, Deal) and {ledger.partner(one) for one in other.between} == parties
        if other is None or not (same or other is entry):
            continue
        for unit in sorted({claim.value.unit for claim in standing(other, "amount")}):
            ends = amounts(ledger, id_, unit)
            if ends is not None:
                yield Named(entry=id_, low=ends[0], high=ends[1], unit=unit, because=tuple(dict.fromkeys((entry.id, id_))))


def bounds_of(ledger: Ledger) -> Mapping[str, Bound]:
    """Give by deal what its package says of figures that are withheld: of a package, of the rest that is unexplained."""
    asked = {entry.about for entry in ledger.of(Withholding) if entry.about is not None}
    found: dict[str, Bound] = {}
    for package in packages_of(ledger, lines_of(ledger), _PACKAGES) if asked else ():
        ends = {bound.id: (bound.low, bound.high) for bound in package.bounds if not bound.disclosed and bound.id != package.id}
        for id_, (low, high) in (ends | {package.id: (package.remainder_low, package.remainder_high)}).items():
            if id_ in asked and not (low in {None, 0} and high is None):
                rest = id_ == package.id
                found[id_] = Bound(of=id_, rest=rest, low=low, high=high, unit=package.currency, because=package.because)
    return found


def watched_of(ledger: Ledger, entry: Withholding, day: date) -> Watched | None:
    """Tell how long nothing has been found; None where it is not known since when."""
    since, until = settled(entry, "since"), settled(entry, "until")
    first = None if since is None else since.earliest
    if first is None:
        return None
    texts = sum(
        source.date is not None and source.date.earliest is not None and first <= source.date.earliest <= day
        for source in ledger.of(Source)
    )
    last = day if until is None or until.earliest is None else min(day, until.earliest)
    return Watched(days=max(0, (last - first).days), texts=texts)
