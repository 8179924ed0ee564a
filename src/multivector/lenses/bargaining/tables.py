"""What a question carries -> an uncertain table of the engine, and whose word each number is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.engines.bargaining import Input, Spread, Table, Uncertain, Uniform, table, uncertain

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from multivector.engines.bargaining.spreads import Kind
    from multivector.model.entries import Question
    from multivector.model.seats import Scale, Seat, Span

    Floats = NDArray[np.float64]

_MOST = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """Where an actor stands on a scale by all seats that count: the ends of what they leave possible."""

    actor: str
    on: str
    position: tuple[float, float]
    salience: tuple[float, float]
    capability: tuple[float, float]
    by: tuple[str, ...]
    """Whose judgements: actors; the analyst's where there is none."""
    sources: tuple[str, ...]
    """Who says so, where a seat has evidence."""
    seats: int
    """How many seats were given; several widen the ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Bargained:
    """The table of a question."""

    question: str
    scales: tuple[Scale, ...]
    sat: tuple[Sat, ...]
    """Of each actor and scale, actors in the order of the question."""
    of: Uncertain


def bargained(question: Question, prefer: str | None = None) -> Bargained | None:
    """Give the table of a question with its ranges; None where it cannot be run (see `multivector check`).

    Rival seats of one actor widen its ranges to their hull, since none of them was adopted; with `prefer`, only those seats count
    which that source gives, or which that actor judges, wherever there are any.
    """
    actors = tuple(dict.fromkeys(seat.actor for seat in question.seats))
    scales = question.scales
    only = scales[0].id if len(scales) == 1 else None
    sat = []
    for actor in actors:
        for scale in scales:
            given = [seat for seat in question.seats if seat.actor == actor and (seat.on or only) == scale.id]
            if not given:
                return None
            preferred = [seat for seat in given if prefer is not None and _speaks(seat, prefer)]
            sat.append(_sat(actor, scale.id, preferred or given))
    made = _table(question, actors, sat) if scales and len(actors) > 1 else None
    return None if made is None else Bargained(question.id, scales, tuple(sat), made)


def spread_of(question: Question, of: Table, share: float) -> Bargained:
    """Give a table that is sure of nothing.

    Args:
        question: its entry.
        of: its table.
        share: by how much of its scale each number may be off, 0 to 1; a capability by how much of itself.
    """
    spreads: dict[Input, Spread] = {}
    kinds: tuple[tuple[Kind, Floats], ...] = (("position", of.position), ("salience", of.salience))
    for actor, capability in enumerate(of.capability.tolist() if share > 0 else ()):
        spreads[Input("capability", actor)] = Uniform(capability * (1 - share), capability * (1 + share))
        for kind, values in kinds:
            for at, value in enumerate(values[actor].tolist()):
                ends = max(0.0, value - share * _MOST), min(_MOST, value + share * _MOST)
                spreads[Input(kind, actor, at)] = Uniform(*ends)
    of = replace(of, actors=tuple(dict.fromkeys(seat.actor for seat in question.seats)))
    sat = tuple(_sat(seat.actor, seat.on or question.scales[0].id, [seat]) for seat in question.seats)
    return Bargained(question.id, question.scales, sat, uncertain(of, spreads))


def _speaks(seat: Seat, prefer: str) -> bool:
    return seat.by == prefer or any(each.source == prefer for each in seat.evidence)


def _sat(actor: str, scale: str, seats: list[Seat]) -> Sat:
    return Sat(
        actor=actor,
        on=scale,
        position=_hull(seat.position for seat in seats),
        salience=_hull(seat.salience for seat in seats),
        capability=_hull(seat.capability for seat in seats),
        by=tuple(dict.fromkeys(seat.by for seat in seats if seat.by is not None)),
        sources=tuple(dict.fromkeys(each.source for seat in seats for each in seat.evidence)),
        seats=len(seats),
    )


def _hull(spans: Iterable[Span]) -> tuple[float, float]:
    given = list(spans)
    return min(span.low for span in given), max(span.high for span in given)


def _table(question: Question, actors: tuple[str, ...], sat: list[Sat]) -> Uncertain | None:
    """Give the engine's table; an actor's capability is the same on all scales, its ends those of all its seats."""
    scales = [scale.id for scale in question.scales]
    at = {(one.actor, one.on): one for one in sat}
    rows = [[at[actor, scale] for scale in scales] for actor in actors]
    capability = [(min(one.capability[0] for one in row), max(one.capability[1] for one in row)) for row in rows]
    references = [scale.reference for scale in question.scales]
    try:
        middle = table(
            actors,
            [[_middle(one.position) for one in row] for row in rows],
            [[_middle(one.salience) for one in row] for row in rows],
            [_middle(ends) for ends in capability],
            dimensions=scales,
            reference=None if None in references else [_middle((each.low, each.high)) for each in references if each is not None],
        )
        return uncertain(middle, dict(_spreads(middle, rows, capability)))
    except ValueError:  # `multivector check` says what is wrong
        return None


def _spreads(of: Table, rows: list[list[Sat]], capability: list[tuple[float, float]]) -> Iterable[tuple[Input, Uniform]]:
    for actor in range(len(of.actors)):
        kinds: list[tuple[Kind, int, tuple[float, float]]] = [("capability", 0, capability[actor])]
        for dimension, one in enumerate(rows[actor]):
            kinds += [("position", dimension, one.position), ("salience", dimension, one.salience)]
        for kind, dimension, (low, high) in kinds:
            if low < high:
                yield Input(kind, actor, dimension), Uniform(low, high)


def _middle(ends: tuple[float, float]) -> float:
    return (ends[0] + ends[1]) / 2
