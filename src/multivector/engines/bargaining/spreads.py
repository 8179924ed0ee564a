"""How uncertain a number is, and tables of uncertain numbers drawn by members, each from its own stream.

Member m of a seed draws from a stream of its own (that of a seed sequence with its index as key) one uniform number for every
input of the table, whether it is uncertain or not. So a member is the same whoever computes it and however many others there are,
and models, settings and shifts of the same table are compared on the same draws. What has no spread is a point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from multivector.engines.bargaining.tables import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from multivector.engines.bargaining.tables import Table

    Floats: TypeAlias = NDArray[np.float64]

Kind = Literal["position", "salience", "capability"]
_LEFT = 1e-15
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Uniform:
    """An interval of which nothing more is known."""

    low: float
    high: float

    def at(self, u: Floats) -> Floats:
        """Give quantiles."""
        return np.asarray(self.low + (self.high - self.low) * u, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Triangular:
    """An interval with a most likely value."""

    low: float
    mode: float
    high: float

    def at(self, u: Floats) -> Floats:
        """Give quantiles."""
        width = self.high - self.low
        turn = (self.mode - self.low) / width if width > 0 else 0.0
        rising = self.low + np.sqrt(u * width * (self.mode - self.low))
        falling = self.high - np.sqrt((1 - u) * width * (self.high - self.mode))
        return np.where(u < turn, rising, falling)


@dataclass(frozen=True, slots=True)
class Normal:
    """A value with a standard deviation, cut off at both ends."""

    mean: float
    deviation: float
    low: float
    high: float

    def at(self, u: Floats) -> Floats:
        """Give quantiles."""
        of = NormalDist(self.mean, self.deviation)
        below, above = of.cdf(self.low), of.cdf(self.high)
        inner = np.clip(below + (above - below) * u, _LEFT, 1 - _LEFT)
        found = np.array([of.inv_cdf(each) for each in inner.ravel().tolist()]).reshape(u.shape)
        return np.asarray(np.clip(found, self.low, self.high), dtype=np.float64)


Spread: TypeAlias = Uniform | Triangular | Normal


@dataclass(frozen=True, slots=True)
class Input:
    """One number of a table: whose, which, and of which dimension."""

    kind: Kind
    actor: int
    dimension: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Uncertain:
    """A table of whose numbers some are not known exactly. Made by `uncertain`, which checks it.

    Attributes:
        table: Best values of all.
        spreads: Of the uncertain ones, in the order of the table.
    """

    table: Table
    spreads: tuple[tuple[Input, Spread], ...]


def uncertain(table: Table, spreads: Mapping[Input, Spread]) -> Uncertain:
    """Say which numbers of a table are not known exactly, and how they are spread.

    Raises:
        ValueError: there is no such number, or a spread is none or leads out of the range of its number.
    """
    for which, spread in spreads.items():
        _place(table, which)
        ends = _ends(table, which)
        if not _proper(spread):
            raise ValueError(f"a spread goes from its lower end up, with what is most likely between, and has no NaN: {spread}")
        if not (ends[0] <= spread.low and spread.high <= ends[1]):
            raise ValueError(f"the {which.kind} of {table.actors[which.actor]} lies between {ends[0]:g} and {ends[1]:g}")
    ordered = sorted(spreads.items(), key=lambda each: _place(table, each[0]))
    return Uncertain(table, tuple(ordered))


def inputs_of(table: Table) -> int:
    """Give how many numbers a table has."""
    return len(table.actors) * (2 * len(table.dimensions) + 1)


def draws(of: Uncertain, seed: int, first: int, count: int, sets: int = 1) -> Floats:
    """Give uniform numbers of members and uncertain inputs; further sets stand behind, of their own draws.

    Args:
        of: The uncertain table.
        seed: The master seed.
        first: The first member.
        count: How many.
        sets: How many numbers for each input.
    """
    total = inputs_of(of.table)
    columns = [_place(of.table, which) for which, _ in of.spreads]
    found = np.empty((count, sets, len(columns)))
    for each in range(count):
        found[each] = stream(seed, first + each).random((sets, total))[:, columns]
    return found


def stream(seed: int, member: int, purpose: int = 0) -> np.random.Generator:
    """Give the stream of a member; other purposes have streams of their own."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(member, purpose))))


def members(of: Uncertain, u: Floats) -> list[Table]:
    """Give the tables that go with uniform numbers of members and uncertain inputs.

    Saliences of one actor that add up to more than 100 are scaled down to 100.
    """
    columns = [spread.at(u[:, each]) for each, (_, spread) in enumerate(of.spreads)]
    found = []
    for member in range(len(u)):
        made = {"position": of.table.position.copy(), "salience": of.table.salience.copy()}
        capability = of.table.capability.copy()
        for (which, _), column in zip(of.spreads, columns, strict=True):
            if which.kind == "capability":
                capability[which.actor] = column[member]
            else:
                made[which.kind][which.actor, which.dimension] = column[member]
        salience = made["salience"]
        over = np.maximum(salience.sum(axis=1, keepdims=True) / WHOLE, 1.0)
        found.append(replace(of.table, position=made["position"], salience=salience / over, capability=capability))
    return found


def _place(table: Table, which: Input) -> int:
    """Give the place of a number among all of a table."""
    n, k = len(table.actors), len(table.dimensions)
    if not (0 <= which.actor < n and 0 <= which.dimension < k) or (which.kind == "capability" and which.dimension != 0):
        raise ValueError(f"the table has no such number: {which}")
    start = {"capability": 0, "position": n, "salience": n + n * k}[which.kind]
    return start + (which.actor if which.kind == "capability" else which.actor * k + which.dimension)


def _ends(table: Table, which: Input) -> tuple[float, float]:
    if which.kind == "position":
        return float(table.low[which.dimension]), float(table.high[which.dimension])
    return 0.0, WHOLE if which.kind == "salience" else math.inf


def _proper(spread: Spread) -> bool:
    if isinstance(spread, Normal):
        reach = NormalDist(spread.mean, spread.deviation) if spread.deviation > 0 else None
        return (
            reach is not None
            and math.isfinite(spread.mean)
            and spread.low < spread.high
            and reach.cdf(spread.high) - reach.cdf(spread.low) > _LEFT
        )
    mode = spread.mode if isinstance(spread, Triangular) else spread.low
    return spread.low <= mode <= spread.high and math.isfinite(spread.high - spread.low)
