"""Round numbers for axes."""

from __future__ import annotations

import math

_STEPS = (1, 2, 2.5, 5, 10)


def ticks(most: float, count: int) -> tuple[float, ...]:
    """Give about `count` round values from 0 to at least `most`."""
    if not 0 < most < math.inf:
        return (0.0, 1.0)
    rough = most / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * (1 - 1e-9))
    return tuple(position * step for position in range(math.ceil(most / step * (1 - 1e-9)) + 1))
