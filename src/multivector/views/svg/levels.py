"""A matrix of levels known between ends: how far each column reaches in each row, and where it was chosen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import fit, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TURN = -42.0
_LINE = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One cell: between which ends of 0 to 1 the level lies, whether it was chosen, and where it leads."""

    low: float
    high: float
    chosen: bool
    href: str
    words: str


def levels(
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    cells: Mapping[tuple[int, int], Level],
    size: float,
    *,
    title: str,
    told: str,
    name: str,
) -> str:
    """Draw cells by (row, column) at a width in pixels at most."""
    narrow = size < 500  # noqa: PLR2004  # a phone
    left = 10 + min(size * 0.36, max((width(row, SIZE) for row in rows), default=0))
    slant = min(max((width(column, SIZE) for column in columns), default=0), 80.0 if narrow else 150.0)
    top = 12 + slant * math.sin(math.radians(-_TURN)) + 8
    spill = slant * math.cos(math.radians(-_TURN))
    step = min(52.0, (size - left - spill) / max(len(columns), 1))
    right, bottom = left + step * len(columns), top + _LINE * len(rows)
    body = [draw.rule(left, top + _LINE * number, right, top + _LINE * number, "grid") for number in range(len(rows) + 1)]
    body += [
        draw.text(left - 8, top + _LINE * (number + 0.5) + 4, fit(row, left - 9, SIZE), anchor="end")
        for number, row in enumerate(rows)
    ]
    body += [
        draw.text(left + step * (number + 0.5) + 2, top - 8, fit(column, slant, SIZE), turn=_TURN)
        for number, column in enumerate(columns)
    ]
    for (row, column), level in sorted(cells.items()):
        shapes = "".join(_level(level, left + step * column + 3, top + _LINE * row, step - 6))
        body.append(draw.linked(level.href, shapes, level.words))
    return draw.picture(body, width=right + spill, height=bottom + 4, title=title, told=told, name=name)


def _level(level: Level, x: float, y: float, room: float) -> Iterator[str]:
    """Draw a frame that fills from the left: dark as far as is sure, pale as far as is possible; a disc where chosen."""
    yield draw.rect(x, y + 12, room, 9, "frame")
    if level.high > 0:
        yield draw.rect(x, y + 12, room * level.high, 9, "span")
    if level.low > 0:
        yield draw.rect(x, y + 12, room * level.low, 9, "solid")
    if level.chosen:
        yield draw.circle(x + room / 2, y + 6.5, 3.5, "disc more")
