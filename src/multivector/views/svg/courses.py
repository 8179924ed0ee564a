"""Courses: where each of many stands turn by turn on one scale, with the band of what was drawn, named at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import fit, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOP, _TALL, _BELOW = 8.0, 260.0, 36.0
_LINE = 15.0
_QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course from 0 to 100: the middle, and the ends of its band, turn by turn from the start."""

    label: str
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


def courses(
    of: tuple[Course, ...], size: float, *, turns: str, write: Callable[[float], str], title: str, told: str, name: str
) -> str:
    """Draw the courses at a width in pixels; `turns` names the axis across, `write` a place on the scale."""
    last = max(1, *(len(one.middle) - 1 for one in of))
    left = 8 + max(width(write(mark), SIZE) for mark in _QUARTERS)
    room = min(size * 0.34, 12 + max(width(one.label, SIZE) for one in of))
    wide = size - left - room - 6
    tall = max(_TALL, _LINE * (len(of) + 1))

    def x(turn: float) -> float:
        return left + wide * turn / last

    def y(value: float) -> float:
        return _TOP + tall * (1 - value / 100)

    body = []
    for mark in _QUARTERS:
        body.append(draw.rule(left, y(mark), left + wide, y(mark), "grid"))
        body.append(draw.text(left - 5, y(mark) + 4, write(mark), look="quiet", anchor="end"))
    every = max(1, round(last / max(1.0, wide / 45)))
    below = _TOP + tall + 16
    body += [draw.text(x(turn), below, str(turn), look="quiet", anchor="middle") for turn in range(0, last + 1, every)]
    body.append(draw.text(left + wide, _TOP + tall + 31, fit(turns, wide, SIZE), look="quiet", anchor="end"))
    body += [shape for one in of for shape in _band(one, x, y)]
    body += [shape for one in of for shape in _middle(one, x, y)]
    body += _labels(of, left + wide, room, y, tall)
    return draw.picture(body, width=size, height=_TOP + tall + _BELOW, title=title, told=told, name=name)


def _band(one: Course, x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    ends = [(turn, value) for turn, value in enumerate(one.high)]
    ends += [(turn, one.low[turn]) for turn in reversed(range(len(one.low)))]
    yield draw.path("M" + "L".join(f"{draw.at(x(turn))} {draw.at(y(value))}" for turn, value in ends) + "Z", "band")


def _middle(one: Course, x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    points = "L".join(f"{draw.at(x(turn))} {draw.at(y(value))}" for turn, value in enumerate(one.middle))
    yield draw.path(f"M{points}", "course")
    yield draw.circle(x(0), y(one.middle[0]), 3, "point")


def _labels(of: tuple[Course, ...], right: float, room: float, y: Callable[[float], float], tall: float) -> Iterator[str]:
    """Set the names beside the ends, from above down, none upon another, with a line to the end that each belongs to."""
    ordered = sorted(of, key=lambda one: -one.middle[-1])
    places: list[float] = []
    for one in ordered:
        places.append(max(y(one.middle[-1]) + 4, places[-1] + _LINE if places else 0.0))
    over = places[-1] - (_TOP + tall + 4)
    if over > 0:  # too low: move up from below
        lowest = _TOP + tall + 4
        for at in reversed(range(len(places))):
            places[at] = min(places[at], lowest)
            lowest = places[at] - _LINE
    for one, place in zip(ordered, places, strict=True):
        yield draw.rule(right + 1, y(one.middle[-1]), right + 9, place - 4, "rule")
        yield draw.text(right + 11, place, fit(one.label, room - 11, SIZE))
