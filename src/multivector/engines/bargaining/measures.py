"""Weighted means and medians, the plain baselines of every forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def weighted_mean(x: Floats, weights: Floats) -> Floats:
    """Give the weighted mean over the last axis but one (actors) of each dimension; NaN where all weights are 0."""
    total = weights.sum(axis=-2)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.asarray((x * weights).sum(axis=-2) / total)
    inside = np.clip(mean, x.min(axis=-2), x.max(axis=-2))  # rounding does not lead out of the hull
    return np.asarray(inside)


def weighted_median(x: Floats, weights: Floats) -> Floats:
    """Give the position that no other beats by weighted votes, the lower of two that tie; NaN where all weights are 0."""
    order = np.argsort(x, axis=-2, kind="stable")
    sorted_ = np.take_along_axis(x, order, axis=-2)
    below = np.cumsum(np.take_along_axis(np.broadcast_to(weights, x.shape), order, axis=-2), axis=-2)
    total = below[..., -1:, :]
    first = (below >= total / 2).argmax(axis=-2)
    median = np.take_along_axis(sorted_, first[..., None, :], axis=-2)[..., 0, :]
    return np.where(total[..., 0, :] > 0, median, np.nan)
