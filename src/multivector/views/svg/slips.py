"""Stated dates and how they slipped: for each thing a staircase, from when a date was said to the date itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, fit, width
from multivector.views.svg.months import months
from multivector.views.svg.scale import axis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

_STEP, _ROW = 11, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stated date: when it was said, by when it should be (None: open), and whether it was kept."""

    said: date
    due: date | None
    form: Literal["due", "met", "missed"]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """One thing that is waited for, with its stated dates in order; `beside` is written after the last of them."""

    label: str
    beside: str
    steps: tuple[Step, ...]
    href: str


def slips(
    stairs: tuple[Stair, ...],
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
    """Draw the stairs between two days at a width in pixels; what lies beyond has an arrow."""
    narrow = size < 500  # noqa: PLR2004  # a phone: names stand above their stairs
    left = 4.0 if narrow else min(340.0, 16 + max((width(stair.label, SIZE) * BOLD for stair in stairs), default=0))
    unit = (size - left - 22) / max((end - start).days, 1)

    def place(day: date) -> float:
        return left + min(max((day - start).days, 0), (end - start).days) * unit

    body: list[str] = []
    top = 24.0
    for stair in stairs:
        above = 16 if narrow else 0
        words = fit(stair.label, ((size if narrow else left) - 14) / BOLD, SIZE)
        label = draw.text(4 if narrow else left - 10, top + 16, words, look="strong", anchor="start" if narrow else "end")
        body.append(draw.rule(0, top, size, top, "grid"))
        body.append(draw.linked(stair.href, label))
        for number, step in enumerate(stair.steps):
            shapes = "".join(_step(step, top + above + 13 + number * _STEP, place, end))
            body.append(draw.linked(stair.href, shapes, step.words))
        height = above + _ROW + (len(stair.steps) - 1) * _STEP
        body += _beside(stair, place, top + above + 17 + (len(stair.steps) - 1) * _STEP, size, left)
        top += height
    found = axis(months(start, end, left, unit, write), size, top)
    if start <= today <= end:
        found.append(draw.rule(place(today), 18, place(today), top, "today"))
    return draw.picture([*found, *body], width=size, height=top, title=title, told=told, name=name)


def _step(step: Step, y: float, place: Callable[[date], float], end: date) -> Iterator[str]:
    x, due = place(step.said), place(end if step.due is None else step.due)
    yield draw.rule(x, y, due, y, "rule")
    yield draw.circle(x, y, 2.5, "point")
    if step.due is None or step.due > end:
        yield draw.path(f"M{draw.at(due + 2)} {draw.at(y - 4)}l7 4l-7 4", "mark")
    if step.due is None and step.form == "missed":
        yield _cross(due - 6, y)
    if step.due is not None and step.due <= end:
        yield draw.diamond(due, y, 5, "point" if step.form == "met" else "hollow")
        if step.form == "missed":
            yield _cross(due, y)


def _cross(x: float, y: float) -> str:
    return draw.path(f"M{draw.at(x - 5)} {draw.at(y - 5)}l10 10m0 -10l-10 10", "missed")


def _beside(stair: Stair, place: Callable[[date], float], y: float, size: float, left: float) -> Iterator[str]:
    """Write what is said of the last step before it, or behind it, where there is room."""
    last = stair.steps[-1]
    wide = width(stair.beside, SIZE)
    before, behind = place(last.said) - 8, place(last.due or last.said) + 12
    if before - wide > left:
        yield draw.text(before, y, stair.beside, look="quiet", anchor="end")
    elif last.due is not None and behind + wide < size:
        yield draw.text(behind, y, stair.beside, look="quiet")
