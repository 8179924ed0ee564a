"""Shares over years: a panel a group, with the band of what may be, a plain baseline, and where it falls under a half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.views.svg import draw
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, fit, width
from multivector.views.svg.scale import axis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TOP, _HEAD, _PANEL = 22.0, 26.0, 92.0
_EVERY = (1, 2, 5, 10, 20, 50)
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share in a year, with the ends of its band and the plain baseline."""

    year: int
    mean: float
    low: float
    high: float
    plain: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The shares of one group, in words, and the year from which on it is under a half."""

    label: str
    shares: tuple[Share, ...]
    half: int | None
    words: str


def fading(
    panels: tuple[Panel, ...], size: float, *, today: int, share: Callable[[float], str], title: str, told: str, name: str
) -> str:
    """Draw the panels at a width in pixels; `share` writes a share."""
    years = [one.year for panel in panels for one in panel.shares]
    start, end = min(years), max(*years, min(years) + 1)
    left = 14 + max(width(share(tick), SIZE) for tick in (0.0, _HALF, 1.0))
    unit = (size - left - 14) / (end - start)
    every = next((step for step in _EVERY if step * unit > width("2000", SIZE) + 10), 100)
    height = _TOP + len(panels) * (_HEAD + _PANEL) + 4

    def x(year: float) -> float:
        return left + (year - start) * unit

    body = axis(((x(year), str(year)) for year in range(start, end + 1) if year % every == 0), size, height)
    body.append(draw.rule(x(today), 20, x(today), height, "today"))
    for at, panel in enumerate(panels):
        top = _TOP + at * (_HEAD + _PANEL)
        beside = next((f"{today}: {share(one.mean)}" for one in panel.shares if one.year == today), "")
        room = (size - left - 14) / BOLD - width(beside, SIZE)
        body.append(draw.rect(left, top + 4, size - left, 18, "gap"))
        body.append(draw.text(left + 2, top + 17, fit(panel.label, room, SIZE), look="strong"))
        body += [draw.text(size, top + 17, beside, look="strong", anchor="end")] if beside else []
        body += _panel(panel, top + _HEAD, left, size, x, share, today)
    return draw.picture(body, width=size, height=height, title=title, told=told, name=name)


def _panel(
    panel: Panel,
    top: float,
    left: float,
    size: float,
    x: Callable[[float], float],
    share: Callable[[float], str],
    today: int,
) -> Iterator[str]:
    def y(value: float) -> float:
        return top + 6 + (_PANEL - 14) * (1 - value)

    for tick in (0.0, _HALF, 1.0):
        yield draw.rule(left, y(tick), size, y(tick), "grid")
        yield draw.text(left - 6, y(tick) + 4, share(tick), look="quiet", anchor="end")
    upper = [(x(one.year), y(one.high)) for one in panel.shares]
    lower = [(x(one.year), y(one.low)) for one in reversed(panel.shares)]
    plain = [(x(one.year), y(one.plain)) for one in panel.shares if one.plain is not None]
    lines = draw.path(f"M{_points([*upper, *lower])}Z", "vague")
    lines += draw.path(f"M{_points(plain)}", "plain") if plain else ""
    lines += draw.path(f"M{_points((x(one.year), y(one.mean)) for one in panel.shares)}", "mark")
    yield draw.linked("", lines, panel.words)
    for one in panel.shares:
        if one.year == today:
            yield draw.circle(x(one.year), y(one.mean), 3.2, "point")
    if panel.half is not None:
        yield draw.diamond(x(panel.half), y(_HALF), 4.5, "hollow")


def _points(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{draw.at(x)} {draw.at(y)}" for x, y in places)
