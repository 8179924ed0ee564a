"""What a question of bargaining is made of: actors with positions, saliences and capabilities, and what changes on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

WHOLE = 100.0
"""The most that the saliences of an actor add up to."""
_SLACK = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Who pulls where, how hard, and with what. Made by `table`, which checks it.

    Attributes:
        actors: Their names.
        position: Of actor and dimension, between `low` and `high`.
        salience: Of actor and dimension, 0 to 100: how much an actor cares, of all that it cares about.
        capability: Of actor, at least 0, in any unit.
        dimensions: Names of what is bargained about.
        low: The lower end of each dimension.
        high: The upper end.
        reference: What holds if nothing is agreed, of each dimension; None where that is not known.
        accommodation: Of actor and actor: how far the ideal of the first follows the position of the second; what is left of 1
            stays with the ideal that it had. None: everybody's ideal is where it stands.
    """

    actors: tuple[str, ...]
    position: Floats
    salience: Floats
    capability: Floats
    dimensions: tuple[str, ...]
    low: Floats
    high: Floats
    reference: Floats | None
    accommodation: Floats | None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an actor at a turn: a shock, or a step of a path in time.

    Attributes:
        actor: Its index.
        turn: From when on; 0 is the start.
        position: Where it is put, of each dimension; it bargains on from there.
        salience: Its saliences from then on, of each dimension.
        capability: Its capability from then on.
        until: The turn at which salience and capability are again what they were; None: never.
    """

    actor: int
    turn: int
    position: tuple[float, ...] | None = None
    salience: tuple[float, ...] | None = None
    capability: float | None = None
    until: int | None = None


def table(
    actors: Sequence[str],
    position: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    dimensions: Sequence[str] | None = None,
    low: ArrayLike = 0.0,
    high: ArrayLike = WHOLE,
    reference: ArrayLike | None = None,
    accommodation: ArrayLike | None = None,
) -> Table:
    """Make a table of what may also be lists; with one dimension, positions and saliences may be one number an actor.

    Raises:
        ValueError: something is not a finite number, is out of its range, or does not fit the number of actors.
    """
    count = len(actors)
    if count == 0:
        raise ValueError("a table needs at least one actor")
    x, s = _columns(position, count, "position"), _columns(salience, count, "salience")
    if s.shape != x.shape:
        raise ValueError("every position needs a salience")
    k = x.shape[1]
    named = tuple(dimensions) if dimensions is not None else tuple(f"dimension {each + 1}" for each in range(k))
    ends = _row(low, k, "low"), _row(high, k, "high")
    w = _finite(capability, "capability")
    if w.shape != (count,) or len(named) != k:
        raise ValueError("a table needs a capability for every actor and a name for every dimension")
    if not (ends[0] < ends[1]).all():
        raise ValueError("the lower end of a dimension lies below the upper one")
    _within(x, ends, "a position lies between the ends of its dimension")
    _cared(s, w, named)
    status_quo = None if reference is None else _row(reference, k, "reference")
    if status_quo is not None:
        _within(status_quo, ends, "the reference point lies between the ends of its dimension")
    return Table(tuple(actors), x, s, w, named, *ends, status_quo, _shares(accommodation, count))


def _finite(values: ArrayLike, name: str) -> Floats:
    array = np.array(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: not a finite number")
    return array


def _columns(values: ArrayLike, count: int, name: str) -> Floats:
    array = _finite(values, name)
    if array.ndim == 1:
        array = array[:, None]
    if array.ndim != 2 or array.shape[0] != count or array.shape[1] == 0:  # noqa: PLR2004  # actors and dimensions
        raise ValueError(f"{name}: there must be one row for every actor")
    return array


def _row(values: ArrayLike, count: int, name: str) -> Floats:
    array = _finite(values, name)
    if array.ndim == 0:
        return np.full(count, float(array))
    if array.shape != (count,):
        raise ValueError(f"{name}: there must be one number for every dimension")
    return array


def _within(values: Floats, ends: tuple[Floats, Floats], rule: str) -> None:
    if not ((values >= ends[0]) & (values <= ends[1])).all():
        raise ValueError(rule)


def _cared(salience: Floats, capability: Floats, dimensions: tuple[str, ...]) -> None:
    """Refuse saliences and capabilities out of range, and a dimension that nobody who counts cares about."""
    if (salience < 0).any() or (salience.sum(axis=-1) > WHOLE + _SLACK).any():
        raise ValueError(f"a salience is at least 0, and those of an actor add up to at most {WHOLE:g}")
    if (capability < 0).any():
        raise ValueError("a capability is at least 0")
    cares = (salience > 0) & (capability > 0)[:, None]
    for each, name in enumerate(dimensions):
        if not cares[:, each].any():
            raise ValueError(f"nobody who has any capability cares about {name}")


def _shares(accommodation: ArrayLike | None, count: int) -> Floats | None:
    if accommodation is None:
        return None
    shares = _finite(accommodation, "accommodation")
    if shares.shape != (count, count) or (shares < 0).any() or (shares.sum(axis=1) > 1 + _SLACK).any():
        raise ValueError("accommodation: what an actor takes from each is at least 0, and at most 1 in all")
    return shares


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """A table in units of the whole space, with what changes on the way.

    Attributes:
        position: Of actor and dimension, 0 to 1.
        salience: Of turn, actor and dimension, 0 to 1; the last turn's holds on.
        capability: Of turn and actor; likewise.
        shocks: Positions of turn, actor and dimension that are put, NaN elsewhere.
        reference: Of dimension; NaN where it is not known.
        accommodation: As in the table, the identity where there is none.
        pending: The turn before which nothing may end, since something is still to change.
    """

    position: Floats
    salience: Floats
    capability: Floats
    shocks: Floats
    reference: Floats
    accommodation: Floats
    pending: int


def inputs(of: Table, changes: Sequence[Change] = ()) -> Inputs:
    """Bring a table to units of the whole space, and lay out what changes turn by turn.

    Raises:
        ValueError: a change is of nobody, comes before the start, or is out of range.
    """
    n, k = of.position.shape
    last = max((max(each.turn, each.until or 0) for each in changes), default=-1) + 1
    width = of.high - of.low
    salience = np.repeat(of.salience[None] / WHOLE, max(last, 1), axis=0)
    capability = np.repeat(of.capability[None], max(last, 1), axis=0)
    shocks = np.full((last, n, k), np.nan)
    for each in sorted(changes, key=lambda change: change.turn):
        if not (0 <= each.actor < n and each.turn >= 0 and (each.until is None or each.until > each.turn)):
            raise ValueError("a change is of one of the actors, at a turn from 0 on, and ends after it began")
        while_ = slice(each.turn, each.until)
        if each.position is not None:
            put = _row(each.position, k, "position of a change")
            _within(put, (of.low, of.high), "a position lies between the ends of its dimension")
            shocks[each.turn, each.actor] = (put - of.low) / width
        if each.salience is not None:
            salience[while_, each.actor] = _row(each.salience, k, "salience of a change") / WHOLE
        if each.capability is not None:
            capability[while_, each.actor] = _finite(each.capability, "capability of a change")
    for turn in range(len(salience)):
        _cared(salience[turn] * WHOLE, capability[turn], of.dimensions)
    return Inputs(
        position=(of.position - of.low) / width,
        salience=salience,
        capability=capability,
        shocks=shocks,
        reference=np.full(k, np.nan) if of.reference is None else (of.reference - of.low) / width,
        accommodation=np.eye(n) if of.accommodation is None else of.accommodation,
        pending=last,
    )
