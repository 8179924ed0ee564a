"""Axes: round numbers, and where their labels stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import width

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS = (1, 2, 2.5, 5, 10)
_LEAST, _MOST = 1e-300, 1e300
"""Between these a step can be written as a float."""
_APART = 6


def ticks(most: float, count: int) -> tuple[float, ...]:
    """Give about `count` round values from 0 to at least `most`."""
    if not _LEAST < most < _MOST:
        return (0.0, 1.0)
    rough = most / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * (1 - 1e-9))
    return tuple(position * step for position in range(math.ceil(most / step * (1 - 1e-9)) + 1))


def axis(places: Iterable[tuple[float, str]], size: float, bottom: float) -> list[str]:
    """Draw a rule at each place with its label above, pushed inside the picture, or left out where it has no room."""
    drawn: list[str] = []
    free = 0.0
    for x, words in places:
        drawn.append(draw.rule(x, 20, x, bottom, "grid"))
        wide = width(words, SIZE)
        start = min(max(x - wide / 2, 0.0), size - wide)
        if start >= free:
            drawn.append(draw.text(start + wide / 2, 12, words, look="quiet", anchor="middle"))
            free = start + wide + _APART
    return drawn
