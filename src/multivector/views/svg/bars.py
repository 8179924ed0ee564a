"""Horizontal bars of sums: what is firm, what is estimated, what is undisclosed; whiskers where figures rival."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, fit, width, wrap
from multivector.views.svg.scale import axis, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROW, _BAR, _HATCHED = 40, 16, 14
_LINE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row. Sums are in whole units: `firm` and then `estimated`, each the least that stands; `low` to `high` the span."""

    label: str
    detail: str
    firm: float
    estimated: float
    undisclosed: int
    """Deals without a figure; a hatched box of fixed length stands for them all."""
    low: float
    high: float | None
    """None where a figure is open above."""
    written: str
    """The sum in words, beside the bar."""


def bars(rows: tuple[Bar, ...], size: float, *, write: Callable[[float], str], title: str, told: str, name: str) -> str:
    """Draw the rows at a width in pixels; `write` puts a value of the axis into words."""
    narrow = size < 500  # noqa: PLR2004  # a phone: labels stand above their bars
    left = (
        4.0
        if narrow
        else min(230.0, 14 + max((width(text, SIZE) * BOLD for row in rows for text in (row.label, row.detail)), default=0))
    )
    room = size - left - (24 if narrow else 190)
    marks = ticks(max((row.high or row.low * 1.15 for row in rows), default=1.0), 3 if narrow else 5)
    unit = room / marks[-1]
    step = _ROW + (_LINE if narrow else 0)
    height = 26 + step * len(rows)
    body = axis(((left + mark * unit, write(mark)) for mark in marks), size, height)
    for number, row in enumerate(rows):
        body += _row(row, 26 + number * step, left, unit, size, narrow=narrow, name=name)
    return draw.picture(body, width=size, height=height, title=title, told=told, name=name)


def _row(row: Bar, top: float, left: float, unit: float, size: float, *, narrow: bool, name: str) -> Iterator[str]:
    bar = top + (_LINE + 6 if narrow else 6)
    if narrow:
        label = fit(row.label, size * 0.5, SIZE)
        yield draw.pair(left, top + 12, label, fit(row.detail, size - left - width(label, SIZE) * BOLD - 14, SIZE))
    else:
        yield draw.text(left - 8, bar + 7, fit(row.label, (left - 10) / BOLD, SIZE), look="strong", anchor="end")
        yield draw.text(left - 8, bar + 21, fit(row.detail, left - 10, SIZE), look="quiet", anchor="end")
    split, end = left + row.firm * unit, left + (row.firm + row.estimated) * unit
    if row.firm:
        yield draw.rect(left, bar, row.firm * unit, _BAR, "solid")
    if row.estimated:
        yield draw.rect(split, bar, row.estimated * unit, _BAR, "dashed")
    if row.high is not None and row.high > row.low:
        yield from _whisker(left + row.low * unit, left + row.high * unit, bar + _BAR / 2)
        end = max(end, left + row.high * unit)
    elif row.high is None:
        yield draw.path(f"M{draw.at(end + 2)} {draw.at(bar + 2)}l7 6l-7 6", "mark open")
        end += 10
    if row.undisclosed:
        end += 3 if end > left else 0
        yield draw.rect(end, bar, _HATCHED, _BAR, "hatched", fill=f"{name}-hatch")
        end += _HATCHED
    if narrow:
        yield draw.text(left, bar + _BAR + 12, fit(row.written, size - left, SIZE), look="quiet")
        return
    for number, words in enumerate(wrap(row.written, size - end - 8, SIZE)):
        yield draw.text(
            end + 6, bar + 12 + number * _LINE - (4 if number or width(row.written, SIZE) > size - end - 8 else 0), words
        )


def _whisker(low: float, high: float, middle: float) -> Iterator[str]:
    ends = "".join(f"M{draw.at(x)} {draw.at(middle - 4)}v8" for x in (low, high))
    yield draw.path(f"M{draw.at(low)} {draw.at(middle)}H{draw.at(high)}{ends}", "mark")
