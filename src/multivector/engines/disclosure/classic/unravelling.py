"""Why silence does not last where a number surely exists, costs nothing to prove, and all agree on what is better.

Whoever is better than what is expected of the silent gains by publishing; then less is expected of those who are left, and so
on, until only the worst are silent (Grossman 1981, Milgrom 1981). It goes on beyond one common order of better and worse:
everything is disclosed in an equilibrium if no circle of types exists in which each would rather pass for the next (acyclic
masquerades: Hagenbach, Koessler and Perez-Richet 2014), since then every set of types has one for which no other wants to pass.

References: Grossman (1981), The informational role of warranties and private disclosure about product quality, J. of Law and
Economics 24. Milgrom (1981), Good news and bad news, Bell J. of Economics 12. Hagenbach, Koessler and Perez-Richet (2014),
Certifiable pre-play communication: full disclosure, Econometrica 82.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from multivector.engines.disclosure.prior import Prior


def unravel(prior: Prior) -> tuple[float, ...]:
    """Give what is expected of the silent, round by round, if those above it publish; the last is the worst number."""
    silent, expected = len(prior.x), prior.mean
    found = [expected]
    while silent > 1:
        # the worst is never above what is expected of a set that holds it
        silent = max(1, min(silent - 1, int(np.searchsorted(prior.x, expected, side="right"))))
        expected = float(prior.x[0] + (prior.x[:silent] - prior.x[0]) @ prior.weight[:silent] / prior.weight[:silent].sum())
        found.append(expected)
    return tuple(found)


def worst_cases(gains: ArrayLike) -> tuple[int, ...] | None:
    """Order types so that, of each and all later ones, none wants to pass for it; None if masquerades go in a circle.

    Args:
        gains: What each type (row) gets when it is taken for each type (column).

    Raises:
        ValueError: it is no square table of finite numbers.
    """
    table = np.asarray(gains, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not np.isfinite(table).all():  # noqa: PLR2004  # rows and columns
        raise ValueError("gains are a square table of finite numbers: types by the types for which they are taken")
    envied = table > np.diag(table)[:, None]
    left, order = np.ones(len(table), dtype=np.bool_), []
    for _ in range(len(table)):
        free = np.flatnonzero(left & ~envied[left].any(axis=0))
        if not free.size:
            return None
        order.append(int(free[0]))
        left[free[0]] = False
    return tuple(order)
