"""Priced allocations: GARP, and how nearly it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.choice.relations import Revealed, consistent, most
from multivector.engines.solver import Row, optimum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NEAR = 1e-9
"""As shares of what was spent: what is cheaper by less than this costs the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """Choices at prices.

    Attributes:
        prices: Of choice and good, above 0.
        taken: Of choice and good, at least 0, and something of each choice.
    """

    prices: Floats
    taken: Floats

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if self.prices.ndim != 2 or self.prices.shape != self.taken.shape:  # noqa: PLR2004  # choices and goods
            raise ValueError("every choice has a price and a quantity of every good")
        if not (np.isfinite(self.prices).all() and np.isfinite(self.taken).all()):
            raise ValueError("prices and quantities are finite numbers")
        if (self.prices <= 0).any() or (self.taken < 0).any() or (self.taken.sum(axis=1) <= 0).any():
            raise ValueError("prices are above 0, quantities at least 0, and something is taken each time")


def garp(of: Priced, efficiency: float = 1.0) -> bool:
    """Tell whether the choices satisfy GARP at an efficiency from 0 to 1."""
    return consistent(revealed(of, efficiency))


def revealed(of: Priced, efficiency: float = 1.0) -> Revealed:
    """Give what the choices reveal at an efficiency: each is preferred to what that share of its cost could buy."""
    ratio = _ratios(of)
    weak = ratio <= efficiency * (1 + _NEAR)
    return Revealed(
        weak | np.eye(len(ratio), dtype=np.bool_), (ratio < efficiency * (1 - _NEAR)) & ~np.eye(len(ratio), dtype=np.bool_)
    )


def ccei(of: Priced) -> float:
    """Give the greatest efficiency below which GARP holds (the critical cost efficiency index), from 0 to 1."""
    ratio = _ratios(of)
    ends = np.unique(np.concatenate([[0.0, 1.0], ratio[ratio < 1]]))
    low, high = 0, len(ends) - 2  # GARP holds between the ends `low` and `low` + 1: at least nothing is revealed below the least
    while low < high:
        middle = (low + high + 1) // 2
        if garp(of, float(ends[middle] + ends[middle + 1]) / 2):
            low = middle
        else:
            high = middle - 1
    return float(ends[low + 1])


def avi(of: Priced) -> tuple[float, tuple[float, ...]]:
    """Give the greatest mean of efficiencies, one for each choice, below which GARP holds, and these efficiencies.

    A step from t to s is kept or given up; kept ones have no cycle (levels u), given up it costs e_t <= ratio_ts.
    """
    ratio = _ratios(of)
    count = len(ratio)
    steps = [(t, s) for t in range(count) for s in range(count) if t != s and ratio[t, s] < 1]
    variables = 2 * count + len(steps)
    rows = []
    for at, (t, s) in enumerate(steps):
        kept = 2 * count + at
        rows.append(Row({t: 1.0, kept: -(1 - float(ratio[t, s]))}, -np.inf, float(ratio[t, s])))
        rows.append(Row({count + t: 1.0, count + s: -1.0, kept: -float(count)}, 1.0 - count, np.inf))
    gain = np.concatenate([np.full(count, 1 / count), np.zeros(count + len(steps))])
    high = np.concatenate([np.ones(count), np.full(count, float(count)), np.ones(len(steps))])
    found = optimum(gain, np.zeros(variables), high, range(2 * count, variables), rows)
    assert found is not None  # noqa: S101  # nothing revealed always fits
    return float(found.value), tuple(float(each) for each in found.x[:count])


def houtman_maks(of: Priced) -> tuple[int, ...]:
    """Give the most choices that satisfy GARP together."""
    return most(revealed(of))


def _ratios(of: Priced) -> Floats:
    """Give which share of its own cost another choice would have cost: of choice made, and choice looked at."""
    cost = of.prices @ of.taken.T
    return np.asarray(cost / np.diag(cost)[:, None])
