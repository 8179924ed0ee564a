"""Shares of variance: how much of an uncertain result is due to each uncertain input, alone and with all others.

Of a function f of independent inputs, with A and B two samples of n members and AB_i the sample A with input i taken from B:

    first_i = mean(f(B) (f(AB_i) - f(A))) / V         what is left to explain if only i were known      (Saltelli and others 2010)
    total_i = mean((f(A) - f(AB_i))^2) / (2 V)        what would be left if all but i were known         (Jansen 1999)

f is taken about its value at the medians. Intervals are by the jackknife over batches of members. It costs n (d + 2) runs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Function: TypeAlias = Callable[[Floats], Floats]

BATCHES = 50
"""Batches over which the jackknife goes."""
_TWO_SIGMA = 1.959963984540054


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What a batch adds: members, sums of f and of its square over A and B, and of both products for each group of inputs."""

    count: int
    values: float
    squares: float
    first: Floats
    total: Floats


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the variance is due to a group of inputs; NaN where there is no variance.

    Attributes:
        first: Its first-order index.
        first_error: With which standard error.
        total: Its total index.
        total_error: With which standard error.
    """

    first: float
    first_error: float
    total: float
    total_error: float

    @property
    def first_interval(self) -> tuple[float, float]:
        """Give the 95 % interval of the first-order index."""
        return self.first - _TWO_SIGMA * self.first_error, self.first + _TWO_SIGMA * self.first_error

    @property
    def total_interval(self) -> tuple[float, float]:
        """Give the 95 % interval of the total index."""
        return self.total - _TWO_SIGMA * self.total_error, self.total + _TWO_SIGMA * self.total_error


def batch(function: Function, a: Floats, b: Floats, groups: Sequence[Sequence[int]], centre: float) -> Sums:
    """Run a batch.

    Args:
        function: Of rows of uniform numbers.
        a: The first sample, of member and input.
        b: The second.
        groups: Which columns go together.
        centre: About what the function is taken.
    """
    at_a, at_b = function(a) - centre, function(b) - centre
    first, total = np.empty(len(groups)), np.empty(len(groups))
    for g, columns in enumerate(groups):
        mixed = a.copy()
        mixed[:, list(columns)] = b[:, list(columns)]
        at = function(mixed) - centre
        first[g] = float((at_b * (at - at_a)).sum())
        total[g] = float(((at_a - at) ** 2).sum())
    return Sums(len(a), float(at_a.sum() + at_b.sum()), float((at_a**2).sum() + (at_b**2).sum()), first, total)


def shares(parts: Sequence[Sums]) -> tuple[Share, ...]:
    """Give the indices of each group from all batches."""
    whole = _indices(_sum(parts))
    groups = len(parts[0].first)
    without = np.array([_indices(_sum([*parts[:g], *parts[g + 1 :]])) for g in range(len(parts))]) if len(parts) > 1 else None
    found = []
    for g in range(groups):
        errors = [math.inf, math.inf] if without is None else [_jackknife(without[:, which, g]) for which in range(2)]
        found.append(Share(float(whole[0, g]), errors[0], float(whole[1, g]), errors[1]))
    return tuple(found)


def batches(members: int) -> list[tuple[int, int]]:
    """Divide members into at most BATCHES runs as even as can be: the first of each, and how many."""
    many = min(BATCHES, members)
    ends = [members * each // many for each in range(many + 1)]
    return [(start, end - start) for start, end in pairwise(ends)]


def _sum(parts: Sequence[Sums]) -> Sums:
    return Sums(
        sum(each.count for each in parts),
        math.fsum(each.values for each in parts),
        math.fsum(each.squares for each in parts),
        np.sum([each.first for each in parts], axis=0),
        np.sum([each.total for each in parts], axis=0),
    )


def _indices(of: Sums) -> Floats:
    variance = of.squares / (2 * of.count) - (of.values / (2 * of.count)) ** 2
    if variance <= 0:
        return np.full((2, len(of.first)), np.nan)
    return np.array([of.first / of.count / variance, of.total / (2 * of.count) / variance])


def _jackknife(without: Floats) -> float:
    count = len(without)
    return math.sqrt((count - 1) / count * float(((without - without.mean()) ** 2).sum()))
