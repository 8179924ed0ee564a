"""Intervals: between which bounds each amount lies, and the figures as printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, fit, width
from multivector.views.svg.scale import axis, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROW = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One printed figure: its ends (None: open above) and whether it stands."""

    low: float
    high: float | None
    standing: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One row: bounds as computed (None: none on that side; both None: no bar) and the figures as printed."""

    label: str
    low: float | None
    high: float | None
    marks: tuple[Mark, ...]
    href: str
    strong: bool = False


def bounds(
    rows: tuple[Interval, ...],
    size: float,
    *,
    write: Callable[[float], str],
    title: str,
    told: str,
    name: str,
    most: float | None = None,
) -> str:
    """Draw the rows at a width in pixels; `write` puts a value of the axis into words, which ends at `most` if that is given."""
    narrow = size < 500  # noqa: PLR2004  # a phone: labels stand above their bars
    left = 4.0 if narrow else min(270.0, 16 + max((width(row.label, SIZE) * BOLD for row in rows), default=0))
    ends = [
        end
        for row in rows
        for end in (row.low, row.high, *(e for mark in row.marks for e in (mark.low, mark.high)))
        if end is not None
    ]
    marks = ticks(max(ends, default=1.0) * 1.04 if most is None else most, 4 if narrow else 6)
    unit = (size - left - 24) / marks[-1]
    step = _ROW + (14 if narrow else 0)
    height = 26 + step * len(rows)
    body = axis(((left + mark * unit, write(mark)) for mark in marks), size, height)
    for number, row in enumerate(rows):
        top = 26 + number * step
        look = "strong" if row.strong else ""
        if narrow:
            label = draw.text(left, top + 12, fit(row.label, (size - left) / BOLD, SIZE), look=look)
        else:
            label = draw.text(left - 10, top + _ROW / 2 + 4, fit(row.label, (left - 12) / BOLD, SIZE), look=look, anchor="end")
        body.append(draw.linked(row.href, label))
        body += _row(row, top + (14 if narrow else 0) + _ROW / 2, left, unit, size - 20)
    return draw.picture(body, width=size, height=height, title=title, told=told, name=name)


def _row(row: Interval, y: float, left: float, unit: float, right: float) -> Iterator[str]:
    if row.low is not None or row.high is not None:
        start = left + (row.low or 0.0) * unit
        end = right if row.high is None else left + row.high * unit
        yield draw.rect(start, y - 5, max(end - start, 2.5), 10, "span")
        if row.high is None:
            yield draw.path(f"M{draw.at(right + 1)} {draw.at(y - 5)}l8 5l-8 5", "mark")
    for mark in sorted(row.marks, key=lambda mark: mark.standing):
        look = "point" if mark.standing else "point rival"
        start = left + mark.low * unit
        shape = draw.diamond(start, y, 5, look) if mark.high == mark.low or mark.high is None else ""
        if mark.high is None:
            shape += draw.path(f"M{draw.at(start + 5)} {draw.at(y)}h12m-4 -4l4 4l-4 4", "mark")
        elif mark.high > mark.low:
            end = left + mark.high * unit
            shape = (
                draw.path(f"M{draw.at(start)} {draw.at(y)}H{draw.at(end)}", "mark")
                + draw.diamond(start, y, 4, look)
                + draw.diamond(end, y, 4, look)
            )
        yield draw.linked("", shape, mark.words)
