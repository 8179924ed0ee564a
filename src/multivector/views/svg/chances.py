"""Probabilities over time: a line with its band for each stated date, which ends where the date is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import width
from multivector.views.svg.months import months
from multivector.views.svg.scale import axis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

_HEIGHT, _TOP = 190.0, 44.0
_RISES = (0.2, 0.5, 1.0)
"""How high the axis may reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A probability on a day, with the ends of its interval."""

    day: date
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The probability that a date is kept, over the days on which it was still to come."""

    by: date
    label: str
    moments: tuple[Moment, ...]
    missed: bool
    words: str


def chances(
    lines: tuple[Line, ...],
    size: float,
    *,
    today: date,
    write: Callable[[date], str],
    share: Callable[[float], str],
    title: str,
    told: str,
    name: str,
) -> str:
    """Draw the lines at a width in pixels; `write` names a month, `share` writes a probability."""
    start = min(line.moments[0].day for line in lines)
    end = max(
        today,
        *(line.moments[-1].day for line in lines),
        *(line.by for line in lines if (line.by - today).days < (today - start).days),
    )
    left = 8 + max(width(share(rise), SIZE) for rise in _RISES)
    unit = (size - left - 12) / max((end - start).days, 1)
    most = max(moment.high for line in lines for moment in line.moments)
    rise = next(rise for rise in _RISES if most <= rise)

    def x(day: date) -> float:
        return left + (day - start).days * unit

    def y(chance: float) -> float:
        return _TOP + (_HEIGHT - _TOP - 8) * (1 - chance / rise)

    body = axis(months(start, end, left, unit, write), size, _HEIGHT)
    for tick in (0.0, rise / 2, rise):
        body += [
            draw.rule(left, y(tick), size, y(tick), "grid"),
            draw.text(left - 6, y(tick) + 4, share(tick), look="quiet", anchor="end"),
        ]
    free = 0.0
    for line in lines:
        body.append(draw.linked("", "".join(_line(line, x, y)), line.words))
        if line.by <= end:
            wide = width(line.label, SIZE)
            middle = min(max(x(line.by), left + wide / 2), size - wide / 2)
            body.append(draw.rule(x(line.by), 36, x(line.by), _HEIGHT - 8, "rule"))
            if middle - wide / 2 >= free:
                body.append(draw.text(middle, 33, line.label, anchor="middle"))
                free = middle + wide / 2 + 8
            body += _end(line, x(line.by), y(0))
    body.append(draw.rule(x(today), 38, x(today), _HEIGHT, "today"))
    return draw.picture(body, width=size, height=_HEIGHT, title=title, told=told, name=name)


def _line(line: Line, x: Callable[[date], float], y: Callable[[float], float]) -> Iterator[str]:
    upper = [(x(moment.day), y(moment.high)) for moment in line.moments]
    lower = [(x(moment.day), y(moment.low)) for moment in reversed(line.moments)]
    yield draw.path(f"M{_points([*upper, *lower])}Z", "vague")
    yield draw.path(f"M{_points((x(moment.day), y(moment.mean)) for moment in line.moments)}", "mark")
    for moment in line.moments:
        yield draw.circle(x(moment.day), y(moment.mean), 2.2, "point")


def _end(line: Line, x: float, y: float) -> Iterator[str]:
    yield draw.diamond(x, y, 5, "hollow")
    if line.missed:
        yield draw.path(f"M{draw.at(x - 5)} {draw.at(y - 5)}l10 10m0 -10l-10 10", "missed")


def _points(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{draw.at(x)} {draw.at(y)}" for x, y in places)
