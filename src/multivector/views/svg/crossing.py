"""Who against whom: a matrix of the same names both ways, a shape for what is gravest in a cell, a number for how many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import fit, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TURN = -42.0
_LINE = 30.0
_SIZE = 7.0
"""Half a shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cross:
    """One cell: the shape of what is gravest in it, how many there are, and where it leads."""

    shape: Literal["square", "disc", "diamond", "ring"]
    count: int
    href: str
    words: str


def crossing(
    names: tuple[str, ...], cells: Mapping[tuple[int, int], Cross], size: float, *, title: str, told: str, name: str
) -> str:
    """Draw cells by (row, column), the lower number first, on both sides of the diagonal."""
    narrow = size < 500  # noqa: PLR2004  # a phone
    most = max((width(one, SIZE) for one in names), default=0.0)
    left = 10 + min(size * 0.36, most)
    slant = min(most, 80.0 if narrow else 150.0)
    top = 12 + slant * math.sin(math.radians(-_TURN)) + 8
    spill = slant * math.cos(math.radians(-_TURN))
    step = min(46.0, (size - left - spill) / max(len(names), 1))
    right, bottom = left + step * len(names), top + _LINE * len(names)
    body = []
    for place, one in enumerate(names):
        x, y = left + step * place, top + _LINE * place
        body += [draw.rule(left, y, right, y, "grid"), draw.rect(x + 1, y + 1, step - 2, _LINE - 2, "vague")]
        body.append(draw.text(left - 8, y + _LINE / 2 + 4, fit(one, left - 9, SIZE), anchor="end"))
        body.append(draw.text(x + step / 2 + 2, top - 8, fit(one, slant, SIZE), turn=_TURN))
    body.append(draw.rule(left, bottom, right, bottom, "grid"))
    for (row, column), cross in sorted(cells.items()):
        for across, down in dict.fromkeys(((row, column), (column, row))):
            shapes = "".join(_cross(cross, left + step * (across + 0.5), top + _LINE * (down + 0.5), step))
            body.append(draw.linked(cross.href, shapes, cross.words))
    return draw.picture(body, width=right + spill, height=bottom + 4, title=title, told=told, name=name)


def _cross(cross: Cross, x: float, y: float, step: float) -> Iterator[str]:
    if cross.count > 1:
        reach = min(6.0, step / 6)
        yield draw.text(x + reach, y + 4, str(cross.count))
        x -= reach + 3
    half = min(_SIZE, step / 4)
    if cross.shape == "square":
        yield draw.rect(x - half, y - half, 2 * half, 2 * half, "disc more")
    elif cross.shape == "diamond":
        yield draw.diamond(x, y, half, "hollow")
    else:
        yield draw.circle(x, y, half, "disc" if cross.shape == "disc" else "plain")
