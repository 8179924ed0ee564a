"""What silence says on the number: once the parameters are known, and when they lie between ends.

    f(x | silence) ~ f(x) ((1 - q) P(silent | x) + q)

where there may be no number, what it would have been stays as it was believed. Information is the Kullback-Leibler divergence of
that from the prior, in bits: 0 where all are silent whatever the number, however long they are. Where parameters are drawn, each
draw counts by how likely it makes silence that nobody has pierced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure.effects import columns_of, rows
from multivector.engines.disclosure.equilibria import equilibria
from multivector.engines.disclosure.game import changed
from multivector.engines.disclosure.levels import levels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from multivector.engines.disclosure.game import Game
    from multivector.engines.disclosure.outcomes import Equilibrium
    from multivector.engines.disclosure.prior import Prior

    Floats = NDArray[np.float64]

ROOM = 1_000_000
"""Numbers of draws times cells that are worked on at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What to believe of a number on which silence is kept."""

    x: Floats
    weight: Floats
    mean: float
    bits: float
    without: float
    """The probability that there is no number."""

    def interval(self, level: float = 0.9) -> tuple[float, float]:
        """Give the ends between which the number lies with this probability, as much beyond one as beyond the other."""
        below = np.cumsum(self.weight)
        low, high = (int(np.searchsorted(below, share)) for share in ((1 - level) / 2, (1 + level) / 2))
        return float(self.x[low]), float(self.x[min(high, len(self.x) - 1)])


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The equilibrium to expect for each set of parameters."""

    total: NDArray[np.bool_]
    full: NDArray[np.bool_]
    number: NDArray[np.int64]
    """How many equilibria there are; a stretch of them counts as one."""
    heard: Floats
    """How likely silence is that nobody pierces."""
    silent: Floats
    """With which probability each number is kept silent; a row for each set."""


@dataclass(frozen=True, slots=True, eq=False)
class Inferred:
    """What silence says when parameters are drawn: of the number, and of why it is kept."""

    posterior: Posterior
    means: tuple[float, float]
    """Between which ends 90 of 100 draws, weighed by how likely they make silence, put the expected number."""
    most_bits: float
    """What silence would say in the draw in which it says most."""
    total: float
    partial: float
    full: float
    """Shares of the draws in which all numbers are kept silent, some, or none; what is left has no equilibrium."""
    unique: float
    """Share of the draws with one equilibrium only."""
    total_if_silent: float
    """The probability that all numbers would have been kept silent, given that silence was met with."""
    draws: int


def posterior(game: Game, found: Equilibrium) -> Posterior:
    """Give what silence says on the number in an equilibrium.

    Raises:
        ValueError: there is no silence in it.
    """
    if not found.probability > 0:
        raise ValueError("nobody is silent in this equilibrium, so silence has no meaning in it")
    weight = game.prior.weight * ((1 - game.q) * found.silent + game.q)
    return _posterior(game.prior, weight, game.q / found.probability)


def draw(ranges: Mapping[str, tuple[float, float]], count: int, rng: np.random.Generator) -> dict[str, Floats]:
    """Draw parameters, each evenly between its ends and regardless of the others."""
    if count < 1 or not all(np.isfinite(ends).all() and ends[0] <= ends[1] for ends in ranges.values()):
        raise ValueError("there is at least one draw, between finite ends, the lower one first")
    return {name: rng.uniform(*ends, size=count) for name, ends in ranges.items()}


def infer(game: Game, draws: Mapping[str, ArrayLike]) -> Inferred:
    """Give what silence says on the number when parameters are as likely one as another of some draws.

    Of each draw the equilibrium to expect is taken. Cost: draws times cells of the prior; 200 cells say as much as more do, since
    draws blur them (`prior.coarser`). With several senders each draw is a game of its own, which takes far longer.

    Raises:
        ValueError: there is no draw, a parameter is unknown or has no meaning, or no draw makes silence possible.
    """
    if not draws:
        raise ValueError("nothing is drawn")
    solved = solve(game, draws)
    columns = columns_of(game, draws)
    q = np.broadcast_to(columns.get("q", np.full((1, 1), game.q)), (len(solved.heard), 1))
    weights = solved.heard
    if not weights.sum() > 0:
        raise ValueError("silence is possible in none of the draws")
    seen = weights > 0
    likely = game.prior.weight * ((1 - q) * solved.silent + q)[seen]
    likely /= likely.sum(axis=1, keepdims=True)
    share = weights[seen] / weights.sum()
    by_draw = likely @ game.prior.x
    order = np.argsort(by_draw, kind="stable")
    below = np.cumsum(share[order])
    low, high = (by_draw[order][min(int(np.searchsorted(below, end)), len(order) - 1)] for end in (0.05, 0.95))
    without = q[seen, 0] / np.maximum(
        q[seen, 0] + (1 - q[seen, 0]) * (solved.silent[seen] @ game.prior.weight), np.finfo(float).tiny
    )
    none = solved.number == 0
    return Inferred(
        _posterior(game.prior, share @ likely, float(share @ without)),
        (float(low), float(high)),
        float(_bits(likely, game.prior).max()),
        float(solved.total.mean()),
        float((~solved.total & ~solved.full & ~none).mean()),
        float(solved.full.mean()),
        float((solved.number == 1).mean()),
        float(weights[solved.total].sum() / weights.sum()),
        len(weights),
    )


def solve(game: Game, values: Mapping[str, ArrayLike]) -> Solved:
    """Find the equilibrium to expect for each set of parameters: the names of `game.parameters`, a value for each set."""
    columns = columns_of(game, values)
    count = max((len(column) for column in columns.values()), default=1)
    if len(game.senders) > 1:
        return _joined(
            [_one(changed(game, {name: float(column[place, 0]) for name, column in columns.items()})) for place in range(count)]
        )
    step = max(1, ROOM // game.prior.x.size)
    return _joined(
        [_many(game, {name: column[start : start + step] for name, column in columns.items()}) for start in range(0, count, step)]
    )


def _many(game: Game, columns: Mapping[str, Floats]) -> Solved:
    stakes = rows(game, 0, columns)
    found = levels(stakes, game.prior)
    prefix, chance = found.best()
    silent = found.silent(prefix, chance)
    none = prefix < 0
    heard = np.where(none, 0.0, (1 - stakes.leak[:, 0]) * (stakes.q[:, 0] + (1 - stakes.q[:, 0]) * (silent @ game.prior.weight)))
    last = game.prior.x.size
    return Solved((prefix == last) & (chance >= 1), (prefix == 0) & ~none, found.number, heard, silent)


def _one(game: Game) -> Solved:
    found = equilibria(game)
    best = found[0] if found else None
    silent = best.silent if best else np.zeros(game.prior.x.size)
    return Solved(
        np.array([best is not None and best.regime == "total"]),
        np.array([best is not None and best.regime == "full"]),
        np.array([len(found)]),
        np.array([(1 - game.leak) * best.probability if best else 0.0]),
        silent[None, :],
    )


def _joined(parts: list[Solved]) -> Solved:
    return Solved(*(np.concatenate([getattr(part, name) for part in parts]) for name in Solved.__slots__))


def _posterior(prior: Prior, weight: Floats, without: float) -> Posterior:
    weight = weight / weight.sum()
    return Posterior(prior.x, weight, float(weight @ prior.x), float(_bits(weight[None, :], prior)[0]), without)


def _bits(weight: Floats, prior: Prior) -> Floats:
    ratio = np.where(weight > 0, weight / prior.weight, 1.0)
    found: Floats = np.maximum((weight * np.log2(ratio)).sum(axis=1), 0.0)
    return found
