"""The most that chosen evidence can achieve, if the sender is bound to how it is gathered: Kamenica and Gentzkow (2011).

A receiver who believes p that something is so gives the sender v(p). Evidence splits the prior belief into others that have it
for their mean, so the best that can be reached is the least concave function above v at the prior, and two beliefs suffice.

Reference: Kamenica and Gentzkow (2011), Bayesian persuasion, American Economic Review 101.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Message:
    """One piece of evidence: how often it comes, what is believed after it, how often it comes if it is so and if not."""

    probability: float
    belief: float
    so: float
    not_: float


@dataclass(frozen=True, slots=True)
class Persuasion:
    """The best evidence, and what it is worth beside none at all."""

    value: float
    silent: float
    messages: tuple[Message, ...]


def concave(beliefs: ArrayLike, values: ArrayLike) -> tuple[Floats, Floats]:
    """Give the corners of the least concave function above some points.

    Raises:
        ValueError: beliefs do not rise from 0 or more to 1 or less, or there is not one finite value for each.
    """
    p, v = np.asarray(beliefs, dtype=np.float64), np.asarray(values, dtype=np.float64)
    if p.ndim != 1 or p.shape != v.shape or not p.size or not np.isfinite(p).all() or not np.isfinite(v).all():
        raise ValueError("each belief has one value, and all are finite")
    if (np.diff(p) <= 0).any() or p[0] < 0 or p[-1] > 1:
        raise ValueError("beliefs rise, between 0 and 1")
    kept: list[int] = []
    for place in range(len(p)):
        while len(kept) > 1 and _below(p, v, kept[-2], kept[-1], place):
            kept.pop()
        kept.append(place)
    return p[kept], v[kept]


def persuade(prior: float, beliefs: ArrayLike, values: ArrayLike) -> Persuasion:
    """Give the best evidence for a sender.

    Args:
        prior: What is believed before, above 0 and below 1.
        beliefs: A grid of beliefs, rising, on both sides of the prior; let it hold those at which the receiver turns.
        values: What the sender gets at each.

    Raises:
        ValueError: the grid is no grid, or does not reach around the prior.
    """
    p, v = concave(beliefs, values)
    if not (0 < prior < 1 and p[0] <= prior <= p[-1]):
        raise ValueError("the prior belief lies between 0 and 1, and between the first and the last of the grid")
    silent = float(np.interp(prior, np.asarray(beliefs, dtype=np.float64), np.asarray(values, dtype=np.float64)))
    place = min(int(np.searchsorted(p, prior, side="left")), len(p) - 1)
    if p[place] == prior:
        return Persuasion(float(v[place]), silent, (Message(1.0, prior, 1.0, 1.0),))
    low, high = float(p[place - 1]), float(p[place])
    share = (prior - low) / (high - low)
    parts = ((1 - share, low), (share, high))
    messages = tuple(Message(w, b, w * b / prior, w * (1 - b) / (1 - prior)) for w, b in parts)
    return Persuasion(float((1 - share) * v[place - 1] + share * v[place]), silent, messages)


def _below(p: Floats, v: Floats, first: int, middle: int, last: int) -> bool:
    """Tell whether a point lies on or below the line between two others."""
    return bool((v[middle] - v[first]) * (p[last] - p[first]) <= (v[last] - v[first]) * (p[middle] - p[first]))
