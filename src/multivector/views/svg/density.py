"""A density: the share of what was drawn in each class of a scale, and lines where plain models end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import fit, width

if TYPE_CHECKING:
    from collections.abc import Callable

_TALL, _BELOW = 130.0, 40.0
_QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)
_LINE = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where something lies on the scale, and what it is."""

    at: float
    label: str
    look: str


def density(
    shares: tuple[float, ...],
    lines: tuple[Line, ...],
    size: float,
    *,
    ends: tuple[str, str],
    write: Callable[[float], str],
    title: str,
    told: str,
    name: str,
) -> str:
    """Draw shares over a scale from 0 to 100 at a width in pixels; `ends` says what its two ends mean."""
    left = right = 4 + width(write(100.0), SIZE) / 2
    wide = size - left - right
    top = 6 + _LINE * len(lines)
    most = max(*shares, 1e-9)

    def x(value: float) -> float:
        return left + wide * value / 100

    body = [draw.rule(left, top + _TALL, left + wide, top + _TALL, "rule")]
    step = 100 / len(shares)
    for at, share in enumerate(shares):
        if share > 0:
            tall = _TALL * share / most
            body.append(draw.rect(x(at * step) + 0.5, top + _TALL - tall, wide * step / 100 - 1, tall, "disc"))
    body += [draw.text(x(mark), top + _TALL + 15, write(mark), look="quiet", anchor="middle") for mark in _QUARTERS]
    for at, line in enumerate(lines):
        place = 6 + _LINE * at + 9
        body.append(draw.rule(x(line.at), place + 3, x(line.at), top + _TALL, line.look))
        room = width(line.label, SIZE)
        fits = x(line.at) + room + 4 < size
        body.append(draw.text(x(line.at) + (4 if fits else -4), place + 2, line.label, anchor="start" if fits else "end"))
    half = size / 2 - 8
    body.append(draw.text(2, top + _TALL + 33, fit(ends[0], half, SIZE), look="quiet"))
    body.append(draw.text(size - 2, top + _TALL + 33, fit(ends[1], half, SIZE), look="quiet", anchor="end"))
    return draw.picture(body, width=size, height=top + _TALL + _BELOW, title=title, told=told, name=name)
