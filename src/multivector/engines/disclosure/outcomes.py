"""What an equilibrium is: who is silent, what that is worth, what each sender expects of it; and how several compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from multivector.engines.disclosure.effects import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from multivector.engines.disclosure.game import Game
    from multivector.engines.disclosure.prior import Prior

    Floats = NDArray[np.float64]

_NEAR = 1e-12

Regime = Literal["total", "partial", "full"]
"""Silence whatever the number; silence on some numbers; every number published."""


@dataclass(frozen=True, slots=True, eq=False)
class Equilibrium:
    """One way of keeping silent that nobody wants to leave."""

    silent: Floats
    """With which probability each number of the prior is kept silent."""
    worth: tuple[float, ...]
    """What silence brings each sender."""
    threshold: tuple[float, ...]
    """Each sender wants silence on the numbers whose publication brings less than this, accent included."""
    payoffs: tuple[float, ...]
    """What each sender expects before the number is known."""
    probability: float
    """How likely silence is, unless it is pierced; 0 where silence would only be read as the worst number."""
    tied: bool = False
    """One of a stretch of equilibria, in which a level of numbers is silent with any probability."""

    @property
    def regime(self) -> Regime:
        """Say whether all numbers are kept silent, or some, or none."""
        return "total" if self.silent.min() >= 1 else "partial" if self.silent.max() > 0 else "full"


def heard(game: Game, silent: Floats) -> float:
    """Give how likely it is that no number is published, before any leak."""
    return float(game.q + (1 - game.q) * (game.prior.weight @ silent))


def payoff(game: Game, sender: int, silent: Floats, worth: float) -> float:
    """Give what a sender expects before the number is known; a leak that there is none costs no cover-up."""
    one, stakes = game.senders[sender], rows(game, sender)
    published = stakes.published(game.prior.x[None, :])[0] - one.accent
    kept = (1 - game.leak) * worth + game.leak * (published - one.cover_up)
    named = float(game.prior.weight @ (silent * kept + (1 - silent) * published))
    return (1 - game.q) * named + game.q * ((1 - game.leak) * worth + game.leak * float(stakes.without[0, 0]))


def agreed(found: tuple[Equilibrium, ...]) -> bool:
    """Tell whether the first equilibrium is the best for each sender."""
    return all(first >= max(of) - _NEAR for first, *of in zip(*(one.payoffs for one in found[:1] + found), strict=True))


def distinct(found: Sequence[Equilibrium], prior: Prior, most: float | None = None) -> tuple[Equilibrium, ...]:
    """Keep the first of each cluster of equilibria, whose neighbours differ by no more than one cell of the grid.

    Where publication and silence bring nearly the same over many numbers, a grid has several equilibria for one of the continuum.

    Args:
        found: Equilibria, the one to expect first.
        prior: The grid.
        most: The probability of numbers by which neighbours may differ (default: of the most probable cell).
    """
    least = (float(prior.weight.max()) if most is None else most) * (1 + 1e-9)
    kept: list[Equilibrium] = []
    left = list(found)
    while left:
        kept.append(left[0])
        cluster, left = left[:1], left[1:]
        for member in cluster:
            near = [one for one in left if float(prior.weight @ np.abs(one.silent - member.silent)) <= least]
            left = [one for one in left if not any(one is each for each in near)]
            cluster += near  # and their neighbours in turn
    return tuple(kept)


def stretches(prior: Prior, silent: Floats) -> tuple[tuple[float, float], ...]:
    """Give between which ends numbers are kept silent at all, in rising order: one stretch, or several with numbers between."""
    some = np.concatenate([[False], silent > 0, [False]]).astype(np.int8)
    turns, edges = np.diff(some), prior.edges
    starts, stops = np.flatnonzero(turns > 0), np.flatnonzero(turns < 0)
    return tuple((float(edges[start]), float(edges[stop])) for start, stop in zip(starts, stops, strict=True))
