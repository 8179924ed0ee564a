"""Presences and values -> how much of each supplier's ground meets another's, with bounds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines import contest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Ends = tuple[float, float]
    Places = Mapping[tuple[str, str], Ends]
    """Niche and supplier -> between which ends the presence lies; missing where nothing is recorded."""

_UNSAID = (0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What rivalry is computed on: presences gone by, presences by all rival claims, and values of niches."""

    gone_by: Places
    all_said: Places
    values: Mapping[str, Ends]
    reasons: Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivalry:
    """What share of a supplier's presence, weighted by the value of niches, meets another's: 0 nowhere, 1 everywhere."""

    supplier: str
    rival: str
    sector: str | None
    """The field of business whose niches alone are looked at; None: all niches."""
    niches: tuple[str, ...]
    """Niches in which both are recorded: those compared."""
    low: float
    high: float
    middle: float
    """With every presence and value in the middle of its ends."""
    equal: float
    """The baseline: presences in the middle, all niches of equal weight."""
    shared_low: int
    shared_high: int
    """The plain count: niches of those compared in which both are surely, or possibly, present."""
    widest_low: float
    widest_high: float
    """Bounds over all niches, if what is not recorded may be anything and no rival claim is set aside."""
    because: tuple[str, ...]


def rivalries(ground: Ground, sectors: Mapping[str, Sequence[str]]) -> tuple[Rivalry, ...]:
    """Give the rivalry of every ordered pair where the first may be present: over all niches, and within sectors that differ.

    Args:
        ground: Presences and values.
        sectors: The niches of each sector that has more than one.
    """
    suppliers = sorted({supplier for _, supplier in ground.gone_by})
    scopes: list[tuple[str | None, Sequence[str]]] = [(None, sorted(ground.values)), *sectors.items()]
    found: dict[tuple[str, str, tuple[str, ...]], Rivalry] = {}
    for supplier, rival in permutations(suppliers, 2):
        for sector, niches in scopes:
            one = _rivalry(supplier, rival, sector, niches, ground)
            if one is not None:
                found.setdefault((supplier, rival, one.niches), one)
    return tuple(found.values())


def _rivalry(supplier: str, rival: str, sector: str | None, niches: Sequence[str], ground: Ground) -> Rivalry | None:
    compared = [niche for niche in niches if {(niche, supplier), (niche, rival)} <= ground.gone_by.keys()]
    low, high = _bounds(compared, supplier, rival, ground.gone_by, ground.values)
    if math.isnan(low):
        return None
    widest = _bounds(niches, supplier, rival, ground.all_said, ground.values)
    own, other = _ends(ground.gone_by, compared, supplier), _ends(ground.gone_by, compared, rival)
    middles = own.mean(axis=0), other.mean(axis=0)
    reasons = (id_ for niche in compared for one in (supplier, rival) for id_ in ground.reasons[niche, one])
    return Rivalry(
        supplier=supplier,
        rival=rival,
        sector=sector,
        niches=tuple(compared),
        low=round(low, 6),
        high=round(high, 6),
        middle=round(contest.rivalry(*middles, _worth(ground.values, compared).mean(axis=0)), 6),
        equal=round(contest.rivalry(*middles, np.ones(len(compared))), 6),
        shared_low=int(((own[0] > 0) & (other[0] > 0)).sum()),
        shared_high=int(((own[1] > 0) & (other[1] > 0)).sum()),
        widest_low=round(widest[0], 6),
        widest_high=round(widest[1], 6),
        because=tuple(dict.fromkeys(reasons)),
    )


def _bounds(niches: Sequence[str], supplier: str, rival: str, places: Places, values: Mapping[str, Ends]) -> tuple[float, float]:
    own, other, worth = _ends(places, niches, supplier), _ends(places, niches, rival), _worth(values, niches)
    return contest.rivalry_bounds((own[0], own[1]), (other[0], other[1]), (worth[0], worth[1]))


def _worth(values: Mapping[str, Ends], niches: Sequence[str]) -> NDArray[np.float64]:
    return np.array([values[niche] for niche in niches], dtype=np.float64).reshape(-1, 2).T


def _ends(places: Places, niches: Sequence[str], supplier: str) -> NDArray[np.float64]:
    """Give the least and the most presence of a supplier in these niches: two rows."""
    found = [places.get((niche, supplier), _UNSAID) for niche in niches]
    return np.array(found, dtype=np.float64).reshape(-1, 2).T
