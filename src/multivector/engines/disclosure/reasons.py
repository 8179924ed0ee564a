"""Why silence holds on everything: which reason is enough by itself, and which could not be missed.

Where effects are penalties and audiences react by belief, one sender keeps silent on everything iff

    sigma (1 - q) E pen  <=  c + min pen

so three reasons are at work: every number hurts (min pen), naming any costs something (c), there may be no number (q). A reason
is enough if silence holds with it alone: the others away, that is a window that is safe, no cost, a number that surely exists. It
is needed if silence ends without it, all else as it is. The window is so narrow that E pen stays. That there may be no number is
never enough by itself: it only makes the comparison smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure.effects import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from multivector.engines.disclosure.game import Game

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_NEAR = 1e-9
"""By which share of what is compared rounding may be off."""


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """Both sides of the condition, a value for each set of parameters."""

    compared: Floats
    """sigma (1 - q), from 0 to 1."""
    coverage: Floats
    """(c + min pen) / E pen: up to which `compared` may rise; NaN where effects are no penalties."""

    @property
    def holds(self) -> Flags:
        """Tell where silence on everything is an equilibrium; nowhere where effects are no penalties."""
        return np.asarray(self.compared <= self.coverage * (1 + _NEAR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """By reason, of all sets in which silence holds on everything: the share in which it is enough, and is needed."""

    holding: int
    """How many sets these are; with none, all shares are 0."""
    hurt_enough: float
    hurt_needed: float
    cost_enough: float
    cost_needed: float
    missing_enough: float
    missing_needed: float


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    sigma: Floats
    q: Floats
    cost: Floats
    least: Floats
    mean: Floats


def condition(game: Game, values: Mapping[str, ArrayLike]) -> Condition:
    """Give both sides of the condition for each set of parameters: the names of `game.parameters`, a value for each set.

    Raises:
        ValueError: there are several senders, audiences react by estimate or care that there is no number, or a name is
            unknown.
    """
    of = _terms(game, values)
    penalised = (of.mean > 0) & (of.least >= 0)
    coverage = np.where(penalised, (of.cost + of.least) / np.where(penalised, of.mean, 1.0), np.nan)
    return Condition(of.sigma * (1 - of.q), coverage)


def reasons(game: Game, values: Mapping[str, ArrayLike]) -> Reasons:
    """Tell how often each reason is enough and is needed, over the sets in which silence holds on everything.

    Raises:
        ValueError: as `condition`.
    """
    holds = condition(game, values).holds
    of = _terms(game, values)
    full, part = of.sigma * of.mean, of.sigma * (1 - of.q) * of.mean

    def share(which: Flags) -> float:
        return float((which & holds).sum() / max(int(holds.sum()), 1))

    def covers(over: Floats, under: Floats) -> Flags:
        return np.asarray(under <= over + _NEAR * of.mean)

    return Reasons(
        holding=int(holds.sum()),
        hurt_enough=share(covers(of.least, full)),
        hurt_needed=share(~covers(of.cost, part)),
        cost_enough=share(covers(of.cost, full)),
        cost_needed=share(~covers(of.least, part)),
        missing_enough=share(covers(0 * of.cost, part)),
        missing_needed=share(~covers(of.cost + of.least, full)),
    )


def _terms(game: Game, values: Mapping[str, ArrayLike]) -> _Terms:
    if len(game.senders) > 1 or any(one.reacts != "belief" for one in game.audiences):
        raise ValueError("the condition is one for a single sender before audiences that react by belief")
    stakes = rows(game, 0, values)
    if stakes.without.any():
        raise ValueError("the condition is one for audiences to whom a number that does not exist means nothing")
    penalty = -stakes.published(game.prior.x[None, :])
    count = max((np.size(each) for each in values.values()), default=1)

    def column(of: Floats) -> Floats:
        return np.broadcast_to(of.reshape(-1), (count,))

    return _Terms(
        column(stakes.sigma),
        column(stakes.q),
        column(stakes.accent - stakes.shift),
        column(penalty.min(axis=1)),
        column(penalty @ game.prior.weight),
    )
