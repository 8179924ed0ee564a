"""What the threshold models ask of a prior that is no grid: F(t), and how far those below t lie below it on average."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_TAIL, _DEPTH, _STEPS = -4.0, 200, 200


class Distribution(Protocol):
    """A prior of a number."""

    @property
    def mean(self) -> float:
        """The expected number."""
        ...

    @property
    def ends(self) -> tuple[float, float]:
        """Between which ends the number lies."""
        ...

    def cdf(self, t: float) -> float:
        """Give F(t), the probability of a number up to t."""
        ...

    def gap(self, t: float) -> float:
        """Give t - E[x | x <= t], which is the integral of F up to t over F(t) and rises with t."""
        ...


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every number between two ends is as likely."""

    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ValueError("a uniform prior lies between two finite ends, the lower one first")

    @property
    def mean(self) -> float:
        """The expected number."""
        return (self.low + self.high) / 2

    @property
    def ends(self) -> tuple[float, float]:
        """Between which ends the number lies."""
        return self.low, self.high

    def cdf(self, t: float) -> float:
        """Give F(t)."""
        return min(max((t - self.low) / (self.high - self.low), 0.0), 1.0)

    def gap(self, t: float) -> float:
        """Give t - E[x | x <= t]."""
        return max(t - self.low, 0.0) / 2 if t <= self.high else t - self.mean


@dataclass(frozen=True, slots=True)
class Normal:
    """The bell curve."""

    mean: float = 0.0
    spread: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not (math.isfinite(self.mean) and math.isfinite(self.spread) and self.spread > 0):
            raise ValueError("a normal prior has a finite mean and a finite spread above 0")

    @property
    def ends(self) -> tuple[float, float]:
        """Between which ends the number lies: none."""
        return -math.inf, math.inf

    def cdf(self, t: float) -> float:
        """Give F(t)."""
        return math.erfc(-(t - self.mean) / self.spread / math.sqrt(2)) / 2

    def gap(self, t: float) -> float:
        """Give t - E[x | x <= t]; far down by the continued fraction of Mills' ratio, where differences would lose all digits."""
        z = (t - self.mean) / self.spread
        if z >= _TAIL:
            return self.spread * (z + math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / self.cdf(t))
        fraction = 0.0
        for depth in range(_DEPTH, 0, -1):
            fraction = depth / (fraction - z)
        # 1 / (|z| + 2 / (|z| + 3 / ...)), the whole being |z| + that
        return self.spread * fraction


def root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Give where a rising function turns positive, between ends at which it is not and is; infinite ends are drawn in first."""
    step = 1.0
    if math.isinf(low):
        low = min(high, 0.0) - step
        while rising(low) > 0:
            step *= 2
            low -= step
    if math.isinf(high):
        high, step = max(low, 0.0) + 1.0, 1.0
        while rising(high) <= 0:
            step *= 2
            high += step
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
