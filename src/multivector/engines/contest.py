"""Who contends with whom, where: presence of suppliers in niches, known between ends.

Presence p_is in [0, 1] of supplier i in niche s, value V_s >= 0 of a niche, each known to lie between ends:

    concentration     H_s = sum_i (p_is / sum_j p_js)^2         Herfindahl and Hirschman: 1 / n for n equals, 1 for one alone
    effective number  1 / H_s                                    of suppliers who count
    rivalry           R(i, j) = sum_s V_s min(p_is, p_js) / sum_s V_s p_is
                      what share of i's presence meets j's: 0 nowhere, 1 everywhere; not the same seen from j
                      (Finger, Kreinin 1979, who compare exports; here weighted by the value of niches)

Bounds of R are exact over all presences and values within their ends. With t = R, R >= t iff sum_s V_s (min(p_is, p_js) - t
p_is) >= 0, and each summand is largest at p_js high and p_is as near to it as its ends allow, smallest at p_js low and one
end of p_is, with V_s at an end by its sign; t rises (falls) to the bound by Dinkelbach's steps, which are finite.

Bounds of 1 / H are exact too: raising p_is raises H iff p_is lies above sum p^2 / sum p, so H is largest at a corner of the
ends (all are tried, for up to MOST suppliers) and least where every presence is one level, clipped to its ends.

Known to be poor: presence from words such as "able" is a judgement, hence the ends; a niche drawn wider or narrower changes
everything. The plain baseline counts the niches in which both are present.

References: Finger, Kreinin (1979), A measure of "export similarity" and its possible uses, Economic Journal 89. Hirschman
(1964), The paternity of an index, American Economic Review 54. Dinkelbach (1967), On nonlinear fractional programming,
Management Science 13.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MOST = 16
"""Suppliers of one niche, all of whose corners can be tried."""
_STEPS = 100
_CLOSE = 1e-12


def concentration(presence: ArrayLike) -> float:
    """Give H of a niche; NaN where nobody is present."""
    p = np.asarray(presence, dtype=np.float64)
    total = p.sum()
    return float(((p / total) ** 2).sum()) if total > 0 else float("nan")


def effective_number(low: ArrayLike, high: ArrayLike) -> tuple[float, float]:
    """Give between which ends 1 / H of a niche lies; 0 at the lower one where it may be that nobody is present.

    Args:
        low: The least presence of each supplier, 0 to 1.
        high: The most.

    Raises:
        ValueError: an end is out of range, or there are more than MOST suppliers who are present.
    """
    least, most = _ends(low, high)
    least, most = least[most > 0], most[most > 0]
    if len(most) > MOST:
        raise ValueError(f"more than {MOST} suppliers of one niche")
    if most.sum() == 0:
        return 0.0, 0.0
    levels = np.unique(np.concatenate([least, most]))
    levels = levels[levels > 0]
    equal = max(1 / concentration(np.clip(level, least, most)) for level in [*levels, *(levels[1:] + levels[:-1]) / 2])
    best = max(equal, *(1 / concentration(np.clip(level, least, most)) for level in _stationary(least, most, levels)), 0.0)
    if least.sum() == 0:
        return 0.0, best
    corners = np.where((np.arange(2 ** len(least))[:, None] >> np.arange(len(least))) & 1, most, least)
    shares = corners / corners.sum(axis=1, keepdims=True)
    return float((1 / (shares**2).sum(axis=1)).min()), best


def _stationary(least: Floats, most: Floats, levels: Floats) -> list[float]:
    """Give the levels, between two ends, at which the presences that are free are as equal to the rest as they can be."""
    found = []
    for low, high in pairwise(levels):
        middle = (low + high) / 2
        fixed = np.where(least >= middle, least, np.where(most <= middle, most, 0.0))
        held = fixed[(least >= middle) | (most <= middle)]
        if held.sum() > 0:
            found.append(float(np.clip((held**2).sum() / held.sum(), low, high)))
    return found


def rivalry(i: ArrayLike, j: ArrayLike, values: ArrayLike) -> float:
    """Give R(i, j) for known presences and values; NaN where i is nowhere."""
    p, q, v = (np.asarray(each, dtype=np.float64) for each in (i, j, values))
    whole = float(v @ p)
    return float(v @ np.minimum(p, q)) / whole if whole > 0 else float("nan")


def rivalry_bounds(
    i: tuple[ArrayLike, ArrayLike], j: tuple[ArrayLike, ArrayLike], values: tuple[ArrayLike, ArrayLike]
) -> tuple[float, float]:
    """Give the least and the greatest R(i, j); NaN where i may be present nowhere that counts, whatever the choice.

    Args:
        i: The least and the most presence of i in each niche, 0 to 1.
        j: Those of j.
        values: The least and the most value of each niche, at least 0.
    """
    p, q, v = _ends(*i), _ends(*j), _ends(*values, top=np.inf)
    if float(v[1] @ p[1]) == 0:
        return float("nan"), float("nan")
    return _extreme(p, q[0], v, highest=False), _extreme(p, q[1], v, highest=True)


def _extreme(p: tuple[Floats, Floats], q: Floats, v: tuple[Floats, Floats], *, highest: bool) -> float:
    t = 0.0 if highest else 1.0
    for _ in range(_STEPS):
        choices = [np.clip(q, *p)] if highest else [p[0], p[1]]
        worth = np.array([np.minimum(each, q) - t * each for each in choices])
        best = worth.argmax(axis=0) if highest else worth.argmin(axis=0)
        chosen, told = np.choose(best, choices), np.choose(best, worth)
        weight = np.where((told >= 0) == highest, v[1], v[0])
        whole, gained = float(weight @ chosen), float(weight @ told)
        if whole <= 0 or (gained <= _CLOSE * whole if highest else gained >= -_CLOSE * whole):
            return t
        t = float(weight @ np.minimum(chosen, q)) / whole
    return t


def _ends(low: ArrayLike, high: ArrayLike, top: float = 1.0) -> tuple[Floats, Floats]:
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if least.ndim != 1 or least.shape != most.shape or not ((least >= 0) & (least <= most) & (most <= top)).all():
        raise ValueError("the least lies at or above 0 and at or below the most")
    if not np.isfinite(most).all():
        raise ValueError("a value must be finite")
    return least, most
