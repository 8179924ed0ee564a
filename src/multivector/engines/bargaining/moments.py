"""Sums that can be added up from parts: how many, mean, spread, extremes and a histogram, of as many quantities as one likes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Counts: TypeAlias = NDArray[np.int64]

BINS = 2000
"""Bins of a histogram over the whole of a scale: quantiles are told to within one of them, a twentieth of a per cent."""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Of quantities between 0 and 1, each of any number of members.

    Attributes:
        count: Members.
        mean: Of each quantity.
        squares: Sum of squared distances from the mean.
        least: The smallest value of each.
        most: The largest.
        bins: Counts over [0, 1], of quantity and bin.
    """

    count: int
    mean: Floats
    squares: Floats
    least: Floats
    most: Floats
    bins: Counts

    def error(self) -> Floats:
        """Give the standard error of each mean; infinite of a single member."""
        if self.count == 1:
            return np.full_like(self.mean, math.inf)
        return np.asarray(np.sqrt(self.squares / (self.count - 1) / self.count))


def moments(values: Floats, bins: int = BINS) -> Moments:
    """Take the moments of values of member and quantity."""
    mean = values.mean(axis=0)
    return Moments(
        len(values), mean, ((values - mean) ** 2).sum(axis=0), values.min(axis=0), values.max(axis=0), histograms(values, bins)
    )


def histograms(values: Floats, bins: int) -> Counts:
    """Count values of member and quantity in bins over [0, 1], of quantity and bin."""
    quantities = values.shape[1]
    found = np.clip((values * bins).astype(np.int64), 0, bins - 1) + bins * np.arange(quantities)
    return np.bincount(found.ravel(), minlength=bins * quantities).reshape(quantities, bins)


def merged(one: Moments, other: Moments) -> Moments:
    """Add up two parts (Chan, Golub, LeVeque 1983)."""
    count = one.count + other.count
    apart = other.mean - one.mean
    return Moments(
        count,
        one.mean + apart * (other.count / count),
        one.squares + other.squares + apart**2 * (one.count * other.count / count),
        np.minimum(one.least, other.least),
        np.maximum(one.most, other.most),
        one.bins + other.bins,
    )


def quantiles(bins: Counts, levels: Floats) -> Floats:
    """Give quantiles in [0, 1] of counts of quantity and bin, evenly spread within each bin; of level and quantity."""
    below = np.cumsum(bins, axis=-1)
    size = bins.shape[-1]
    wanted = levels[:, None] * below[..., -1]
    found = np.empty(wanted.shape)
    for quantity in range(len(bins)):
        at = np.searchsorted(below[quantity], wanted[:, quantity], side="left")
        at = np.maximum(at, int(np.argmax(bins[quantity] > 0)))
        inside = bins[quantity][at]
        found[:, quantity] = (at + (wanted[:, quantity] - (below[quantity][at] - inside)) / inside) / size
    return found


def quantile_ends(count: int, level: float, confidence: float) -> tuple[float, float]:
    """Give the levels between which the true quantile lies with some confidence, by the binomial distribution made normal."""
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(level * (1 - level) / count)
    return max(0.0, level - reach), min(1.0, level + reach)
