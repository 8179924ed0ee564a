"""All equilibria of a game, the one to expect first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure.effects import rows
from multivector.engines.disclosure.levels import levels
from multivector.engines.disclosure.outcomes import Equilibrium, heard, payoff
from multivector.engines.disclosure.several import joint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.engines.disclosure.game import Game


def equilibria(game: Game) -> tuple[Equilibrium, ...]:
    """Find all equilibria of a game on the grid of its prior, mixing at a level included; the one to expect comes first.

    Numbers that bring the same are of one level, and all silent with the same probability.

    With one sender that is the equilibrium in which silence is worth most: a number brings the larger of publication and silence,
    so it is the best for every number at once. Of two such, the one with fewer silent numbers. With several senders it is the
    one with the largest sum of expected payoffs (`agreed` tells whether it is the best for each of them as well).

    With several senders each decides as if it mattered (otherwise "all refuse, whatever the others do" would always be one), and
    the grid must be coarse: the thresholds of all are tried in all combinations.

    There is at least one if all audiences react by belief and there are one or two senders; an effect that jumps in the estimate
    may leave none.

    Raises:
        ValueError: several senders have more combinations of thresholds than `several.MOST`.
    """
    if len(game.senders) > 1:
        return joint(game)
    stakes = rows(game)
    found = levels(stakes, game.prior)
    picked = [(float(found.worth[0, k]), int(k), 1.0) for k in np.flatnonzero(found.pure[0])]
    for one in found.mixed:
        picked += [(float(found.target[0, k]), int(k), float(one[0, k])) for k in np.flatnonzero(np.isfinite(one[0]))]
    stretch = found.tied[0].copy()
    stretch[found.before[0][stretch]] = True
    near = float(found.near[0, 0])
    made = []
    for worth, prefix, chance in _ordered(picked, near):
        silent = found.silent(np.array([prefix]), np.array([chance]))[0]
        threshold = worth - float(stakes.shift[0, 0])
        tied = bool(stretch[prefix]) and chance >= 1
        made.append(Equilibrium(silent, (worth,), (threshold,), (payoff(game, 0, silent, worth),), heard(game, silent), tied))
    return tuple(made)


def _ordered(picked: Sequence[tuple[float, int, float]], near: float) -> list[tuple[float, int, float]]:
    """Sort by what silence is worth, most first; those that are worth the same by who is silent, fewest first."""
    left, done = sorted(picked, key=lambda one: -one[0]), []
    while left:
        same = [one for one in left if one[0] >= left[0][0] - near]
        done += sorted(same, key=lambda one: (one[1], one[2]))
        left = left[len(same) :]
    return done
