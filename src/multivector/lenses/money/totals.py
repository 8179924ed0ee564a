"""Lines -> totals: what lines come to together, each package with its parts, so that nothing counts twice."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from multivector.lenses.money.lines import Direction, parts_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from multivector.lenses.money.lines import Line

Dimension = Literal["partner", "direction", "sector", "stage", "basis", "flow"]
DIMENSIONS: tuple[Dimension, ...] = ("partner", "direction", "sector", "stage", "basis", "flow")
SEVERAL = "several"
"""The partner of a deal with more than one, so that it counts once."""
UNSTATED = "unstated"
K = TypeVar("K", str, tuple[str, Direction])
FIRM = frozenset({"contract", "actual"})
"""What an amount must be to count as firm, rather than as an estimate, a ceiling or a list price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sum of the counted lines that share a value of one dimension, in one currency (empty: none disclosed)."""

    dimension: Dimension
    key: str
    currency: str
    low: float | None
    """None where nothing was disclosed: missing is not zero."""
    high: float | None
    """None where nothing was disclosed, or a figure is open above ("over 16bn")."""
    deals: int
    undisclosed: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The sum of the counted lines with one partner in one direction, in one currency (empty: none disclosed)."""

    partner: str
    direction: Direction
    currency: str
    firm: float
    """The least that contracts and payments among them come to."""
    low: float | None
    high: float | None
    deals: int
    undisclosed: int
    because: tuple[str, ...]


def totals(lines: Iterable[Line]) -> tuple[Total, ...]:
    """Add up the counted lines by every dimension."""
    counted = [line for line in lines if line.counted]
    return tuple(
        Total(dimension=dimension, key=key, currency=currency, **_told(own))
        for dimension in DIMENSIONS
        for key, currency, own in _grouped(counted, partial(key_of, dimension))
    )


def flows(lines: Iterable[Line]) -> tuple[Flow, ...]:
    """Add up the counted lines by partner and direction together."""
    counted = [line for line in lines if line.counted]
    found = []
    for (partner, direction), currency, own in _grouped(counted, lambda line: (key_of("partner", line), line.direction)):
        told = _told(own)
        firm = min(sum_of(line for line in own if line.basis in FIRM)[0], told["low"] or 0.0)
        found.append(Flow(partner=partner, direction=direction, currency=currency, firm=firm, **told))
    return tuple(found)


def key_of(dimension: Dimension, line: Line) -> str:
    """Give a line's value of a dimension."""
    if dimension == "partner":
        return line.partners[0] if len(line.partners) == 1 else SEVERAL if line.partners else UNSTATED
    return str(getattr(line, dimension) or UNSTATED)


def sum_of(lines: Iterable[Line]) -> tuple[float, float]:
    """Give the least and greatest sum of disclosed lines of one currency (0 for none; infinite where open).

    A package that stands here with all its disclosed parts comes to its own figure, if that leaves them room; of any
    other package only the rest beyond its parts is added to those parts that are here.
    """
    here = {line.id: line for line in lines}
    inside = {line.id: line.package for line in here.values() if line.package is not None and line.package in here}
    parts: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, tuple[float, float]] = {}
    whole: set[str] = set()
    for id_ in parts_first(list(here), inside):
        line = here[id_]
        least, greatest = (sum(ends[part][end] for part in parts[id_]) for end in (0, 1))
        if set(line.parts) <= whole.intersection(parts[id_]) and not line.overlaps:
            whole.add(id_)
            high = math.inf if line.high is None else line.high
            ends[id_] = max(line.low or 0.0, least), high if high >= least else greatest
        else:
            rest = math.inf if line.adds_high is None else line.adds_high
            ends[id_] = (line.adds_low or 0.0) + least, rest + greatest
        if id_ in inside:
            parts[inside[id_]].append(id_)
    tops = [ends[id_] for id_ in here if id_ not in inside]
    return sum(low for low, _ in tops), sum(high for _, high in tops)


def _grouped(lines: list[Line], key: Callable[[Line], K]) -> list[tuple[K, str, list[Line]]]:
    groups: dict[tuple[K, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[key(line), line.currency].append(line)
    return [(value, currency, groups[value, currency]) for value, currency in sorted(groups)]


def _told(lines: list[Line]) -> dict[str, Any]:
    """Give what both kinds of sum tell of their lines."""
    known = [line for line in lines if line.disclosed]
    low, high = sum_of(known)
    return {
        "low": low if known else None,
        "high": high if known and math.isfinite(high) else None,
        "deals": len(lines),
        "undisclosed": len(lines) - len(known),
        "because": tuple(line.id for line in lines),
    }
