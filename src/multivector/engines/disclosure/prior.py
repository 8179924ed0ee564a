"""What was believed of a number before anybody was silent on it: cells of a grid, each with a probability above 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """Numbers in rising order and their probabilities, which add up to 1; made by `prior` and its like."""

    x: Floats
    weight: Floats

    @property
    def mean(self) -> float:
        """Give the expected number."""
        return float(self.weight @ self.x)

    @property
    def edges(self) -> Floats:
        """Give where cells meet: midway between neighbours, and the outermost numbers themselves."""
        return np.concatenate([self.x[:1], (self.x[1:] + self.x[:-1]) / 2, self.x[-1:]])


def prior(x: ArrayLike, weight: ArrayLike) -> Prior:
    """Make a prior of numbers and weights of any scale; numbers of weight 0 are dropped.

    Raises:
        ValueError: numbers do not rise, or a weight is negative or not finite, or all are 0.
    """
    numbers, weights = np.array(x, dtype=np.float64), np.array(weight, dtype=np.float64)
    if numbers.ndim != 1 or numbers.shape != weights.shape or not numbers.size:
        raise ValueError("each number of a prior needs one weight")
    if not np.isfinite(numbers).all() or (np.diff(numbers) <= 0).any():
        raise ValueError("the numbers of a prior are finite and rise")
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.sum() > 0:
        raise ValueError("the weights of a prior are finite, none is negative, and some are above 0")
    kept = weights > 0
    return Prior(numbers[kept], weights[kept] / weights.sum())


def uniform(low: float, high: float, cells: int) -> Prior:
    """Make a prior that knows nothing between two ends; numbers are the middles of cells."""
    return prior(_middles(low, high, cells), np.ones(cells))


def normal(mean: float, spread: float, low: float, high: float, cells: int) -> Prior:
    """Make a normal prior, cut off at both ends."""
    x = _middles(low, high, cells)
    return prior(x, np.exp(-(((x - mean) / _positive(spread)) ** 2) / 2))


def lognormal(median: float, spread: float, high: float, cells: int) -> Prior:
    """Make a prior of a number above 0 whose logarithm is normal with this standard deviation, cut off at `high`."""
    x = _middles(0.0, high, cells)
    return prior(x, np.exp(-(((np.log(x) - math.log(_positive(median))) / _positive(spread)) ** 2) / 2) / x)


def coarser(fine: Prior, cells: int) -> Prior:
    """Join neighbouring cells so that at most so many are left, each at the mean of what it holds."""
    if cells < 1:
        raise ValueError("a prior needs at least one cell")
    starts = np.unique(np.linspace(0, fine.x.size, min(cells, fine.x.size), endpoint=False).astype(np.int64))
    weight = np.add.reduceat(fine.weight, starts)
    return Prior(np.add.reduceat(fine.weight * fine.x, starts) / weight, weight)


def _middles(low: float, high: float, cells: int) -> Floats:
    if cells < 1:
        raise ValueError("a prior needs at least one cell")
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError("a prior lies between two finite ends, the lower one first")
    return np.asarray(low + (np.arange(cells) + 0.5) / cells * (high - low))


def _positive(value: float) -> float:
    if not (math.isfinite(value) and value > 0):
        raise ValueError("a median and a spread are finite and above 0")
    return value
