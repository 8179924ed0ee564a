"""What publication brings a sender, for many values of the parameters at once: a row for each, a column for each number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure.game import parameters, sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import ArrayLike, NDArray

    from multivector.engines.disclosure.game import Audience, Game

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Effects that one sender feels of one audience, a row of a column each: straight below the limit and from it on."""

    limit: Floats
    below: tuple[Floats, Floats]
    above: tuple[Floats, Floats]
    reacts: str

    def __call__(self, x: Floats) -> Floats:
        """Give the effect of each number."""
        (low, rise), (high, slope) = self.below, self.above
        return np.where(x < self.limit, low + rise * x, high + slope * x)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One sender's stakes, a row for each set of parameters; what does not vary has one row only, which holds for all."""

    lines: tuple[Line, ...]
    without: Floats
    sigma: Floats
    q: Floats
    leak: Floats
    accent: Floats
    shift: Floats
    """What a leak takes off the payoff of silence, in terms of the threshold: leak cover_up / (1 - leak)."""

    def published(self, x: Floats) -> Floats:
        """Give the sum of all effects of each number, without the accent."""
        return _sum(line(x) for line in self.lines)

    def size(self, x: Floats) -> Floats:
        """Give the scale of the effects before they are added, by which what rounding leaves of a sum can be told."""
        return _sum(np.abs(line(x)).max(axis=1, keepdims=True) for line in self.lines)

    def believed(self, x: Floats) -> Floats:
        """Give the sum of the effects on audiences that react by belief; 0 if there are none."""
        return np.zeros((1, x.shape[-1])) + _sum(line(x) for line in self.lines if line.reacts == "belief")

    def estimated(self, x: Floats) -> Floats:
        """Give the sum of the effects on audiences that react by estimate, x being what they expect; 0 if there are none."""
        return np.zeros((1, x.shape[-1])) + _sum(line(x) for line in self.lines if line.reacts == "estimate")

    def pieces(self) -> list[tuple[Floats, Floats, Floats, Floats]]:
        """Give the straight pieces of the effect of an estimate: where each begins and ends, its value at 0, its slope."""
        lines = [line for line in self.lines if line.reacts == "estimate"]
        endless, nothing = np.full((1, 1), np.inf), np.zeros((1, 1))
        if not lines:
            return [(-endless, endless, nothing, nothing)]
        limits = np.sort(np.concatenate(np.broadcast_arrays(*(line.limit for line in lines)), axis=1), axis=1)
        ends = np.concatenate([np.full_like(limits[:, :1], -np.inf), limits, np.full_like(limits[:, :1], np.inf)], axis=1)
        found = []
        for place in range(len(lines) + 1):
            low, high = ends[:, place : place + 1], ends[:, place + 1 : place + 2]
            value = _sum(np.where(line.limit <= low, line.above[0], line.below[0]) for line in lines)
            slope = _sum(np.where(line.limit <= low, line.above[1], line.below[1]) for line in lines)
            found.append((low, high, value, slope))
        return found


def rows(game: Game, sender: int = 0, values: Mapping[str, ArrayLike] | None = None) -> Rows:
    """Lay out a sender's stakes, with some parameters varied from row to row.

    Raises:
        ValueError: there is no parameter of a name, or its values have no meaning, or rows differ in number.
    """
    columns = columns_of(game, values or {})
    one = game.senders[sender]
    made = [_line(game.audiences[place], weight, columns) for place, weight in enumerate(one.weights)]
    without = _sum(line[1] for line in made)
    leak = columns.get("leak", _one(game.leak))
    cover_up = columns.get("cover_up", _one(one.cover_up))
    return Rows(
        tuple(line[0] for line in made),
        without,
        columns.get("sigma", _one(game.sigma)),
        columns.get("q", _one(game.q)),
        leak,
        columns.get("accent", _one(one.accent)),
        leak * cover_up / (1 - leak),
    )


def columns_of(game: Game, values: Mapping[str, ArrayLike]) -> dict[str, Floats]:
    """Give values of parameters as columns, one row for each set, when they have been looked at."""
    known = parameters(game)
    columns = {name: np.asarray(value, dtype=np.float64).reshape(-1, 1) for name, value in values.items()}
    if len({column.shape for column in columns.values()}) > 1:
        raise ValueError("all parameters that vary have as many values")
    for name, column in columns.items():
        if name not in known:
            raise ValueError(f"there is no parameter {name}; there are {', '.join(known)}")
        if not column.size or not np.isfinite(column).all():
            raise ValueError(f"the values of {name} are finite, and there are some")
        if name in {"sigma", "q", "leak"} and not ((column >= 0) & (column <= 1) & ((column < 1) | (name == "sigma"))).all():
            raise ValueError("sigma lies between 0 and 1, q and leak do so below 1")
    for one in game.audiences:
        if one.kind in {"shortfall", "excess"} and (columns.get(f"{one.name}.reference", np.ones(1)) <= 0).any():
            raise ValueError(f"what audience {one.name} compares with must be above 0, since it compares in shares")
    return columns


def _line(audience: Audience, weight: float, columns: Mapping[str, Floats]) -> tuple[Line, Floats]:
    """Give the line of an audience, and the effect on it of there being no number."""

    def column(field: str, otherwise: float) -> Floats:
        return columns.get(f"{audience.name}.{field}", _one(otherwise))

    reference = column("reference", audience.reference)
    below, above = sides(audience.kind, reference, weight * column("stake", audience.stake))
    named = f"{audience.name}.limit" in columns or audience.limit is not None
    limit = column("limit", audience.limit or 0.0) if named else reference
    without = weight * column("without", audience.without) * (audience.reacts == "belief")
    return Line(limit, below, above, audience.reacts), without


def _one(value: float) -> Floats:
    return np.full((1, 1), value, dtype=np.float64)


def _sum(of: Iterable[Floats]) -> Floats:
    return reduce(np.add, of, _one(0.0))
