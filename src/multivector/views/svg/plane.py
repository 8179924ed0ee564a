"""A plane of two shares: the part of it in which something holds, its border, and points as they were drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import fit, width
from multivector.views.svg.scale import ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TALL, _BELOW, _ABOVE = 0.62, 40.0, 26.0
_DOT = 2.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point of the plane; `look` names a class of the style sheet."""

    x: float
    y: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the plane says in words: of both axes and of both sides of the border."""

    across: str
    up: str
    within: str
    beyond: str


def plane(
    dots: tuple[Dot, ...],
    size: float,
    words: Words,
    *,
    most: float,
    share: Callable[[float], str],
    title: str,
    told: str,
    name: str,
) -> str:
    """Draw the plane from 0 to 1 across and to `most` up, at a width in pixels; it holds where y is at least x."""
    marks = ticks(most, 4)
    left = 10 + max(width(share(mark), SIZE) for mark in marks)
    right = 2 + width(share(1.0), SIZE) / 2
    wide = min(size - left - right, 520.0)
    tall = wide * _TALL
    top = _ABOVE
    height = top + tall + _BELOW

    def x(value: float) -> float:
        return left + value * wide

    def y(value: float) -> float:
        return top + tall * (1 - min(value, marks[-1]) / marks[-1])

    body = [draw.rect(left, top, wide, tall, "frame"), draw.path(_holds(x, y, marks[-1]), "vague")]
    body += _axes(x, y, (left, top, wide, tall), marks, share)
    edge = min(1.0, marks[-1])
    body.append(draw.rule(x(0), y(0), x(edge), y(edge), "mark"))
    body += [draw.circle(x(dot.x), y(dot.y), _DOT, dot.look) for dot in dots]
    body.append(draw.text(left + 8, top + 16, fit(words.within, wide - 16, SIZE), look="strong"))
    body.append(draw.text(left + wide - 8, top + tall - 8, fit(words.beyond, wide * 0.6, SIZE), look="strong", anchor="end"))
    body.append(draw.text(left, 14, fit(words.up, size - left, SIZE), look="quiet"))
    body.append(draw.text(left + wide, height - 6, fit(words.across, size - 4, SIZE), look="quiet", anchor="end"))
    return draw.picture(body, width=size, height=height, title=title, told=told, name=name)


def _holds(x: Callable[[float], float], y: Callable[[float], float], most: float) -> str:
    """Give the outline of the part in which y is at least x."""
    edge = min(1.0, most)
    corners = [(0.0, 0.0), (edge, edge), *([(1.0, most)] if most > 1 else []), (0.0, most)]
    return "M" + "L".join(f"{draw.at(x(a))} {draw.at(y(b))}" for a, b in corners) + "Z"


def _axes(
    x: Callable[[float], float],
    y: Callable[[float], float],
    box: tuple[float, float, float, float],
    marks: tuple[float, ...],
    share: Callable[[float], str],
) -> Iterator[str]:
    left, top, wide, tall = box
    for mark in marks:
        yield draw.rule(left, y(mark), left + wide, y(mark), "grid")
        yield draw.text(left - 5, y(mark) + 4, share(mark), look="quiet", anchor="end")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield draw.rule(x(tick), top, x(tick), top + tall, "grid")
        yield draw.text(x(tick), top + tall + 15, share(tick), look="quiet", anchor="middle")
