"""How long things take that may never come about: survival with a cured share.

A share p never comes about; the duration T of the rest is lognormal:

    F(t) = Phi((log t - m) / s)                        reached by t, of those that will be
    S(t) = p + (1 - p) (1 - F(t))                      not yet by t, of all
    P(by u | not by t)  = (S(t) - S(u)) / S(t)         u >= t
    P(never | not by t) = p / S(t)

(mixture cure model: Boag 1949, Farewell 1982.) A record says that T lies in [a, b]: its likelihood is (1 - p) (F(b) - F(a)), or
(1 - p) f(a) where a = b, or S(a) where b is infinite, so that what is not yet done counts as what it is. The posterior is
computed on a grid over (p, m, s), laid once over everything and once more over where the weight lies: prior uniform over p in
(0, 1), over m and over log s within the first grid's ends.

Known to be poor: p and the tail of F can hardly be told apart before the longest durations are over (Farewell 1986), so with few
or young records the posterior of p is wide and leans on the prior; quote its interval. The plain baseline is the share of the
records that were done by t (`empirical`), and for a thing that is late, "not this year either".

References: Boag (1949), J. Royal Statistical Society B 11. Farewell (1982), Biometrics 38. Farewell (1986), Canadian J. of
Statistics 14. Turnbull (1976), J. Royal Statistical Society B 38 (records between ends).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

SIZES = (29, 33, 23)
"""Points of the grid: shares that never come about, means of log durations, logarithms of their standard deviations."""
_LIGHT = 1e-5
"""Weight, beside the heaviest, below which a point of the first grid is left out of the second."""
LEAST_SPREAD, MOST_SPREAD = 0.1, 3.0
_BEYOND = 1.5
"""How far, in log units, the grid of means reaches beyond the durations."""
_SMALLEST = 1e-300
_LEVEL = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What records say of (p, m, s): points of the grid with weights that add up to 1, heaviest first."""

    weight: Floats
    never: Floats
    mean: Floats
    spread: Floats
    records: int

    def expected(self, of: Callable[[Posterior], Floats]) -> float:
        """Give the mean of a quantity of each point."""
        return float(of(self) @ self.weight)

    def interval(self, of: Callable[[Posterior], Floats], level: float = _LEVEL) -> tuple[float, float]:
        """Give the ends between which a quantity lies with this probability, as much beyond one as beyond the other."""
        values = of(self)
        order = np.argsort(values, kind="stable")
        below = np.cumsum(self.weight[order])
        low, high = (int(np.searchsorted(below, share)) for share in ((1 - level) / 2, (1 + level) / 2))
        return float(values[order[low]]), float(values[order[min(high, len(order) - 1)]])


def fit(low: ArrayLike, high: ArrayLike, counts: ArrayLike | None = None) -> Posterior:
    """Fit durations.

    Args:
        low: The least that each took, above 0, in any unit; all others have this unit.
        high: The most that each took; infinite where it had not come about by then. Shape as `low`.
        counts: How many records are alike (default: one of each).

    Raises:
        ValueError: a duration is not positive, or ends before it begins, or there is none that came about.
    """
    a, b = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    n = np.ones_like(a) if counts is None else np.asarray(counts, dtype=np.float64)
    if a.ndim != 1 or a.shape != b.shape or a.shape != n.shape:
        raise ValueError("each duration needs both ends")
    if not (np.isfinite(a) & (a >= 0) & (b > 0) & (b >= a) & (n >= 0)).all():
        raise ValueError("a duration is positive and does not end before it begins")
    seen = np.isfinite(b) & (n > 0)
    if not seen.any():
        raise ValueError("nothing has come about, so there is nothing to learn from")
    logs = np.log(np.concatenate([a[seen & (a > 0)], b[seen]]))
    box = (
        (0.0, 1.0),
        (float(logs.min()) - _BEYOND, float(logs.max()) + _BEYOND),
        (math.log(LEAST_SPREAD), math.log(MOST_SPREAD)),
    )
    first, points = _weighed(a, b, n, box)
    heavy = first > _LIGHT * first.max()
    closer = tuple(_around(axis[heavy], ends, size) for axis, ends, size in zip(points, box, SIZES, strict=True))
    weight, (never, mean, spread) = _weighed(a, b, n, closer)
    order = np.argsort(-weight, kind="stable")
    order = order[weight[order] > 0]
    return Posterior(weight[order] / weight.sum(), never[order], mean[order], np.exp(spread[order]), int(n.sum()))


def _around(values: Floats, ends: tuple[float, float], size: int) -> tuple[float, float]:
    """Give the ends of an axis around its heavy points, a step wider, never wider than before."""
    step = (ends[1] - ends[0]) / size
    return max(ends[0], float(values.min()) - step), min(ends[1], float(values.max()) + step)


def _weighed(a: Floats, b: Floats, n: Floats, box: tuple[tuple[float, float], ...]) -> tuple[Floats, list[Floats]]:
    """Weigh the points of a grid, each the middle of its cell; spreads are logarithms."""
    axes = [low + (np.arange(size) + 0.5) / size * (high - low) for (low, high), size in zip(box, SIZES, strict=True)]
    points = [axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")]
    never, mean, spread = points[0], points[1], np.exp(points[2])
    total = np.zeros(len(never))
    for start, end, count in zip(a, b, n, strict=True):
        total += count * _log_likelihood(start, end, never, mean, spread)
    return np.exp(total - total.max()), points


def _log_likelihood(start: float, end: float, never: Floats, mean: Floats, spread: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        if math.isinf(end):
            return np.asarray(np.log(never + (1 - never) * (1 - _reached(start, mean, spread))))
        if start == end:
            z = (math.log(start) - mean) / spread
            return np.asarray(np.log1p(-never) - z * z / 2 - np.log(spread) - math.log(start) - math.log(2 * math.pi) / 2)
        return np.asarray(np.log1p(-never) + np.log(_between(start, end, mean, spread)))


def _between(start: float, end: float, mean: Floats, spread: Floats) -> Floats:
    """Give F(end) - F(start), from the tail on whose side it lies, so that nothing is lost by rounding."""
    low, high = _standard(start, mean, spread), _standard(end, mean, spread)
    flip = low > 0
    return _phi(np.where(flip, -low, high)) - _phi(np.where(flip, -high, low))


def _standard(t: float, mean: Floats, spread: Floats) -> Floats:
    return np.full_like(mean, -np.inf) if t <= 0 else np.asarray((math.log(t) - mean) / spread)


def _phi(z: Floats) -> Floats:
    distinct, place = np.unique(z, return_inverse=True)
    return np.array([0.5 * math.erfc(-each / math.sqrt(2)) for each in distinct.tolist()])[place]


def _reached(t: float, mean: Floats, spread: Floats) -> Floats:
    return _phi(_standard(t, mean, spread))


def waiting(t: float) -> Callable[[Posterior], Floats]:
    """Give S(t), the share that has not come about by t, of each point."""
    return lambda at: np.asarray(at.never + (1 - at.never) * (1 - _reached(t, at.mean, at.spread)))


def by(until: float, since: float = 0.0) -> Callable[[Posterior], Floats]:
    """Give P(by `until` | not by `since`) of each point."""
    if until < since:
        raise ValueError("it cannot come about before it was found waiting")
    left, then = waiting(since), waiting(until)
    return lambda at: np.asarray(1 - then(at) / np.maximum(left(at), _SMALLEST))


def stalled(since: float) -> Callable[[Posterior], Floats]:
    """Give P(never | not by `since`) of each point."""
    left = waiting(since)
    return lambda at: np.asarray(at.never / np.maximum(left(at), _SMALLEST))


def after(posterior: Posterior, since: float) -> Posterior:
    """Weigh the points anew by what one thing says that has not come about by `since`: a missed deadline is data."""
    weight = posterior.weight * waiting(since)(posterior)
    return Posterior(weight / weight.sum(), posterior.never, posterior.mean, posterior.spread, posterior.records + 1)


def empirical(low: ArrayLike, high: ArrayLike, t: float) -> tuple[float, float]:
    """Give the plain baseline: between which shares of the records came about by t, whatever is not known of them."""
    a, b = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    surely = (b <= t).mean()
    return float(surely), float((a <= t).mean())
