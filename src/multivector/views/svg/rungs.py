"""Things on an ordered scale: each on its rung, or between two where that is not known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, fit, width

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN = -42.0
_LINE, _BAR = 26.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One row: its label, the rungs between which it lies (from 0), and what stands beside it."""

    label: str
    low: int
    high: int
    beside: str
    href: str
    words: str


def rungs(columns: tuple[str, ...], rows: tuple[Placed, ...], size: float, *, title: str, told: str, name: str) -> str:
    """Draw the rows over the rungs, the lowest at the left, at a width in pixels."""
    narrow = size < 500  # noqa: PLR2004  # a phone: labels stand above their bars
    left = 4.0 if narrow else 12 + min(size * 0.45, max((width(row.label, SIZE) for row in rows), default=0))
    right = 8 + max((width(row.beside, SIZE) for row in rows), default=0)
    slant = min(max((width(column, SIZE) for column in columns), default=0), 130.0)
    top = 10 + slant * math.sin(math.radians(-_TURN))
    spill = max(slant * math.cos(math.radians(-_TURN)), right)
    step = (size - left - spill) / max(len(columns), 1)
    line = _LINE + (14 if narrow else 0)
    end, bottom = left + step * len(columns), top + line * len(rows)
    body = [draw.rule(left + step * at, top, left + step * at, bottom, "grid") for at in range(len(columns) + 1)]
    body += [
        draw.text(left + step * (at + 0.5), top - 6, fit(column, slant, SIZE), look="quiet", turn=_TURN)
        for at, column in enumerate(columns)
    ]
    for number, row in enumerate(rows):
        shapes = "".join(_row(row, top + line * number, left, step, size, narrow=narrow))
        body.append(draw.linked(row.href, shapes, row.words))
        body.append(draw.text(end + 8, top + line * number + line - 9, row.beside, look="strong"))
    return draw.picture(body, width=size, height=bottom + 4, title=title, told=told, name=name)


def _row(row: Placed, top: float, left: float, step: float, size: float, *, narrow: bool) -> Iterator[str]:
    if narrow:
        yield draw.text(left, top + 12, fit(row.label, (size - left) / BOLD, SIZE))
    else:
        yield draw.text(left - 8, top + _LINE / 2 + 4, fit(row.label, left - 9, SIZE), anchor="end")
    y = top + (14 if narrow else 0) + (_LINE - _BAR) / 2
    look = "solid" if row.low == row.high else "span"
    yield draw.rect(left + step * row.low + 2, y, step * (row.high - row.low + 1) - 4, _BAR, look)
