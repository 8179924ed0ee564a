"""How good forecasts were: proper scores, and how much of the score is want of calibration.

Forecast x_i in [0, 1] of an outcome y_i in {0, 1}; a lower score is better:

    Brier         (x - y)^2                              Brier 1950
    logarithmic   -log(x) if y else -log(1 - x)          natural logarithm; infinite for a sure forecast that fails
    CRPS          sum_k (F_k - 1{t <= z_k})^2 (z_k+1 - z_k) of a distribution F over times z against the time t
                  (Gneiting, Raftery 2007, eq. 20, for a step function); a thing that has not come about by the last z has no t

Calibration by isotonic regression instead of bins (CORP: Dimitriadis, Gneiting, Jordan 2021, eq. 2 to 4): c is the isotonic fit
of y on x by pooling adjacent violators, r the mean of y, S the mean score:

    MCB = S(x) - S(c)      miscalibration, what calibrating would gain; 0 iff calibrated on these data
    DSC = S(r) - S(c)      discrimination, what the ranking of forecasts gains over the rate; 0 iff they tell nothing apart
    UNC = S(r)             uncertainty of the outcome itself;          S(x) = MCB - DSC + UNC, exactly

A band of consistency says where c would lie if x were calibrated: y* ~ Bernoulli(x) is drawn again and again, and refitted.

Known to be poor: with few outcomes c overfits, so MCB and DSC are both too large (their difference is not), and the band is
wide. The plain baseline is r, the rate itself. The expected calibration error over bins is given beside it since others print
it: it depends on the bins, and is above 0 for calibrated forecasts by chance alone.

References: Brier (1950), Monthly Weather Review 78. Gneiting, Raftery (2007), JASA 102. Dimitriadis, Gneiting, Jordan (2021),
Stable reliability diagrams for probabilistic classifiers, PNAS 118. Ayer and others (1955), Annals of Mathematical Statistics 26.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

Score = Literal["brier", "log"]


def score(forecasts: ArrayLike, outcomes: ArrayLike, kind: Score = "brier") -> Floats:
    """Score each forecast of a yes or no.

    Args:
        forecasts: Probabilities in [0, 1], shape (n,).
        outcomes: 0 or 1, shape (n,).
        kind: Which score.
    """
    x, y = _checked(forecasts, outcomes)
    if kind == "brier":
        return np.asarray((x - y) ** 2)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(np.where(y == 1, x, 1 - x)))


def crps(times: ArrayLike, reached: ArrayLike, came: float | None) -> float:
    """Score a distribution over times against when the thing came about.

    Args:
        times: Increasing times z_0 < … < z_m, in any unit; the score has this unit.
        reached: F_0 ≤ … ≤ F_m in [0, 1], the probability that it came about by each of them.
        came: When it came about; None if it had not by the last time.
    """
    z, f = np.asarray(times, dtype=np.float64), np.asarray(reached, dtype=np.float64)
    if z.ndim != 1 or z.shape != f.shape or len(z) == 0 or (np.diff(z) <= 0).any():
        raise ValueError("times must increase, and each has its probability")
    if not ((f >= 0) & (f <= 1)).all() or (np.diff(f) < 0).any():
        raise ValueError("probabilities must lie in [0, 1] and never fall")
    if came is None or came >= z[-1]:
        return float(np.sum(f[:-1] ** 2 * np.diff(z)))
    before = max(float(z[0]) - came, 0.0)  # nothing was given to the time before the first
    ends = np.unique(np.append(z, max(came, float(z[0]))))
    step = f[np.searchsorted(z, ends[:-1], side="right") - 1]
    return before + float(np.sum((step - (ends[:-1] >= came)) ** 2 * np.diff(ends)))


def isotonic(forecasts: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Fit outcomes by a function that never falls in the forecast (pool adjacent violators); equal forecasts fare alike."""
    x, y = _checked(forecasts, outcomes)
    values, place, counts = np.unique(x, return_inverse=True, return_counts=True)
    sums = np.bincount(place, weights=y, minlength=len(values))
    pools: list[tuple[float, int, int]] = []  # sum, records, values
    for total, count in zip(sums.tolist(), counts.tolist(), strict=True):
        pools.append((total, count, 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last, pool = pools.pop(), pools.pop()
            pools.append((pool[0] + last[0], pool[1] + last[1], pool[2] + last[2]))
    fitted = np.repeat([total / count for total, count, _ in pools], [number for _, _, number in pools])
    return np.asarray(fitted[place])


@dataclass(frozen=True, slots=True)
class Corp:
    """A mean score in its parts: score = miscalibration - discrimination + uncertainty."""

    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    fitted: tuple[float, ...]
    """The calibrated forecast of each record."""


def corp(forecasts: ArrayLike, outcomes: ArrayLike, kind: Score = "brier") -> Corp:
    """Take the mean score apart. There must be a record."""
    x, y = _checked(forecasts, outcomes)
    if len(x) == 0:
        raise ValueError("without a forecast there is no score")
    c = isotonic(x, y)
    mean, fitted, rate = (float(score(each, y, kind).mean()) for each in (x, c, np.full_like(x, y.mean())))
    return Corp(mean, mean - fitted, rate - fitted, rate, tuple(c.tolist()))


def band(forecasts: ArrayLike, rng: np.random.Generator, *, level: float = 0.9, draws: int = 1000) -> tuple[Floats, Floats]:
    """Give between which ends the calibrated forecast of each record lies, at a level, if the forecasts are calibrated."""
    x, _ = _checked(forecasts, np.zeros(np.shape(forecasts)))
    drawn = np.array([isotonic(x, rng.random(len(x)) < x) for _ in range(draws)]).reshape(draws, len(x))
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.minimum(low, x), np.maximum(high, x)


def calibration_error(forecasts: ArrayLike, outcomes: ArrayLike, bins: int = 10) -> float:
    """Give the expected calibration error over bins that hold equally many records: the mean of |mean x - mean y|."""
    x, y = _checked(forecasts, outcomes)
    if len(x) == 0:
        raise ValueError("without a forecast there is no error")
    order = np.argsort(x, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(abs(x[part].mean() - y[part].mean()) * len(part) for part in parts) / len(x))


def _checked(forecasts: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    x, y = np.asarray(forecasts, dtype=np.float64), np.asarray(outcomes, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError("each forecast needs its outcome")
    if not ((x >= 0) & (x <= 1)).all():
        raise ValueError("a forecast is a probability")
    if not ((y == 0) | (y == 1)).all():
        raise ValueError("an outcome is 0 or 1")
    return x, y
