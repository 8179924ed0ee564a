"""A matrix of counts: discs by area, a plus or minus where the margins lead to expect another count."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """One cell: how many, whether more or fewer than expected, and where it leads."""

    count: float
    sign: Literal["", "+", "−"]
    href: str
    words: str


def matrix(
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    cells: Mapping[tuple[int, int], Disc],
    size: float,
    *,
    title: str,
    told: str,
    name: str,
) -> str:
    """Draw cells by (row, column) at a width in pixels at most."""
    narrow = size < 500  # noqa: PLR2004  # a phone
    left = 10 + min(size * 0.36, max((width(row, SIZE) for row in rows), default=0))
    most = max((width(column, SIZE) for column in columns), default=0)
    slant = min(most, 110.0 if narrow else 150.0)
    top = 12 + slant * math.sin(math.radians(-_TURN)) + 8
    spill = slant * math.cos(math.radians(-_TURN))
    step = min(40.0, (size - left - spill) / max(len(columns), 1))
    line = min(max(step, 22.0), 26.0)
    largest = max((disc.count for disc in cells.values()), default=1.0)
    unit = (min(step, line) / 2 - 1.5) / math.sqrt(largest or 1.0)
    body = [
        draw.rule(left, top + line * number, left + step * len(columns), top + line * number, "grid")
        for number in range(len(rows) + 1)
    ]
    body += [
        draw.text(left - 8, top + line * (number + 0.5) + 4, fit(row, left - 9, SIZE), anchor="end")
        for number, row in enumerate(rows)
    ]
    body += [
        draw.text(left + step * (number + 0.5) + 2, top - 8, fit(column, slant, SIZE), turn=_TURN)
        for number, column in enumerate(columns)
    ]
    for (row, column), disc in sorted(cells.items()):
        body += _disc(disc, left + step * (column + 0.5), top + line * (row + 0.5), unit)
    return draw.picture(
        body, width=left + step * len(columns) + spill, height=top + line * len(rows) + 4, title=title, told=told, name=name
    )


def _disc(disc: Disc, x: float, y: float, unit: float) -> Iterator[str]:
    radius = max(unit * math.sqrt(disc.count), 1.5)
    shape = draw.circle(x, y, radius, "disc more" if disc.sign == "+" else "disc")
    if disc.sign:
        reach = min(radius * 0.6, 4.5)
        bars = f"M{draw.at(x - reach)} {draw.at(y)}h{draw.at(2 * reach)}" + (
            f"M{draw.at(x)} {draw.at(y - reach)}v{draw.at(2 * reach)}" if disc.sign == "+" else ""
        )
        shape += draw.path(bars, "sign")
    yield draw.linked(disc.href, shape, disc.words)
