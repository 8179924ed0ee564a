"""A timeline with lanes: what happened when, how exactly that is known, what was due; labels packed without collisions."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, fit, width
from multivector.views.svg.scale import axis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LINE, _GAP = 18, 10
_ROOM = 90
"""Pixels beside a mark that are enough for a label."""
_EXACT = 8
"""Days up to which a stretch of time is drawn as a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that happened or is due, between two days."""

    label: str
    first: date
    last: date
    form: Literal["event", "deal", "due", "met", "missed"]
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Items that belong together, one under another where they would collide."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item between two places, in a row of its lane, with its label behind it, before it, or on it where it fills the lane."""

    item: Item
    x: float
    tail: float
    row: int
    label: str
    anchor: float
    _: KW_ONLY
    before: bool


def timeline(
    lanes: tuple[Lane, ...],
    start: date,
    end: date,
    size: float,
    *,
    today: date,
    write: Callable[[date], str],
    title: str,
    told: str,
    name: str,
) -> str:
    """Draw lanes between two days at a width in pixels; `write` names a month, `today` is the day as known on."""
    narrow = size < 500  # noqa: PLR2004  # a phone: the lane's name stands above it
    left = 4.0 if narrow else min(180.0, 14 + max((width(lane.label, SIZE) * BOLD for lane in lanes), default=0))
    unit = (size - left - 8) / max((end - start).days, 1)
    packed = [(lane, _pack(lane, left, unit, start, size, 210.0 if narrow else 250.0)) for lane in lanes]
    body: list[str] = []
    top = 24.0
    for lane, placed in packed:
        body.append(draw.rule(0, top, size, top, "rule"))
        body.append(
            draw.text(
                4 if narrow else left - 10,
                top + 15,
                fit(lane.label, ((size if narrow else left) - 14) / BOLD, SIZE),
                look="strong",
                anchor="start" if narrow else "end",
            )
        )
        top += 20 if narrow else 4
        for found in placed:
            shapes = "".join(_item(found, top + found.row * _LINE + _LINE / 2))
            body.append(draw.linked(found.item.href, shapes, found.item.words))
        top += _LINE * (1 + max((found.row for found in placed), default=0)) + 6
    months = axis(_months(start, end, left, unit, write, every=_every(unit)), size, top)
    if start <= today <= end:
        months.append(draw.rule(left + (today - start).days * unit, 18, left + (today - start).days * unit, top, "today"))
    return draw.picture([*months, *body], width=size, height=top, title=title, told=told, name=name)


def _pack(lane: Lane, left: float, unit: float, start: date, size: float, longest: float) -> list[_Placed]:
    """Give each item its place, row and label: the first row in which neither mark nor label meets another."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    right = size - 8
    for item in sorted(lane.items, key=lambda item: (item.first, item.last, item.label, item.form, item.href)):
        x, tail = (min(left + max((day - start).days, 0) * unit, right) for day in (item.first, item.last))
        if (item.last - item.first).days <= _EXACT:
            x = tail = (x + tail) / 2
        anchor = tail + 9 if max(size - tail, x - left) > _ROOM else (x + tail) / 2 + 9
        room = max(size - anchor - 3, x - left - 12)
        label = fit(item.label, min(longest, room), SIZE)
        wide = width(label, SIZE)
        before = anchor + wide > size
        span = (x - 9 - wide, tail + 6) if before else (x - 6, max(tail + 6, anchor + wide))
        row = next(
            (n for n, spans in enumerate(taken) if all(span[1] + _GAP < low or high + _GAP < span[0] for low, high in spans)),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        placed.append(_Placed(item, x, tail, row, label, x - 9 if before else anchor, before=before))
    return placed


def _item(found: _Placed, y: float) -> Iterator[str]:
    if found.tail > found.x:
        yield draw.rect(found.x, y - 4, found.tail - found.x, 8, "vague")
    middle = (found.x + found.tail) / 2
    match found.item.form:
        case "event":
            yield draw.circle(middle, y, 4, "point")
        case "deal":
            yield draw.rect(middle - 3.5, y - 3.5, 7, 7, "point")
        case "met":
            yield draw.diamond(middle, y, 5, "point")
        case _:
            yield draw.diamond(middle, y, 5, "hollow")
    if found.item.form == "missed":
        yield draw.path(f"M{draw.at(middle - 5)} {draw.at(y - 5)}l10 10m0 -10l-10 10", "missed")
    yield draw.text(found.anchor, y + 4, found.label, anchor="end" if found.before else "start")


def _every(unit: float) -> int:
    """Give how many months apart labels of the axis stand, so that they do not touch."""
    return next((months for months in (1, 2, 3, 6, 12, 24, 60, 120) if months * 30 * unit > 58), 240)  # noqa: PLR2004  # pixels of a label


def _months(
    start: date, end: date, left: float, unit: float, write: Callable[[date], str], every: int
) -> Iterator[tuple[float, str]]:
    """Give the first of every so many months: where it stands, and its name."""
    day = start.replace(day=1)
    while day <= end:
        if day >= start and (day.year * 12 + day.month - 1) % every == 0:
            yield left + (day - start).days * unit, write(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
