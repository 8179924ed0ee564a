"""Explanations in rows, evidence in columns: how likely each piece of evidence is under each explanation, as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW, _TOP, _TALL, _LINE = 42.0, 22.0, 32.0, 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One piece of evidence: its short mark, ends of its chance in each row, and where it leads; `strong` stands out."""

    mark: str
    chances: tuple[tuple[float, float], ...]
    href: str
    words: str
    strong: bool


def weights(rows: tuple[str, ...], columns: tuple[Column, ...], size: float, *, title: str, told: str, name: str) -> str:
    """Draw the matrix at a width in pixels at most: in each cell a bar between its ends, from 0 below to 1 above."""
    left = 12 + min(size * 0.42, max((width(row, SIZE) for row in rows), default=0))
    step = min(52.0, (size - left - 4) / max(len(columns), 1))
    right = left + step * len(columns)
    height = _TOP + _ROW * len(rows) + 4
    body = [draw.rule(left, _TOP + _ROW * (at + 1), right, _TOP + _ROW * (at + 1), "grid") for at in range(len(rows))]
    for at, row in enumerate(rows):
        lines = wrap(row, left - 12, SIZE)
        first = _TOP + _ROW * (at + 0.5) + 4 - _LINE / 2 * (len(lines) - 1)
        body += [draw.text(left - 10, first + _LINE * n, line, anchor="end") for n, line in enumerate(lines)]
    for number, column in enumerate(columns):
        body.append(draw.linked(column.href, "".join(_column(column, left + step * (number + 0.5), step)), column.words))
    return draw.picture(body, width=max(right + 4, left + 40), height=height, title=title, told=told, name=name)


def _column(column: Column, x: float, step: float) -> Iterator[str]:
    room = width(column.mark, SIZE) * BOLD
    if room < step or column.strong:
        yield draw.text(x, 13, column.mark, look="strong" if column.strong else "quiet", anchor="middle")
    most = max((low + high for low, high in column.chances), default=0.0)
    broad = min(14.0, step * 0.6)
    for at, (low, high) in enumerate(column.chances):
        bottom = _TOP + _ROW * (at + 1)
        yield draw.rule(x, bottom - _TALL, x, bottom, "grid")
        look = "solid" if low + high == most else "span"
        yield draw.rect(x - broad / 2, bottom - high * _TALL, broad, max((high - low) * _TALL, 2.0), look)
