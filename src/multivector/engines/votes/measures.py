"""Measures of how alike states vote, for all pairs at once, from how often each ballot met each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.votes.ballots import ABSTAIN, NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from multivector.engines.votes.ballots import Ballots

    Floats = NDArray[np.float64]

_VOTES = (YES, ABSTAIN, NO)
_FAR = 2.0
"""From yes to no."""

MEASURES = (
    "agreement", "closeness", "s_absolute", "s_squared",
    "kappa_nominal", "kappa_absolute", "kappa_squared", "pi_nominal", "pi_absolute", "pi_squared",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """Of state and state, in the order of `states`; NaN where nothing can be said."""

    states: tuple[str, ...]
    n: NDArray[np.int64]
    """Roll calls on which both voted."""
    agreement: Floats
    closeness: Floats
    s_absolute: Floats
    s_squared: Floats
    kappa_nominal: Floats
    kappa_absolute: Floats
    kappa_squared: Floats
    pi_nominal: Floats
    pi_absolute: Floats
    pi_squared: Floats

    def of(self, one: str, other: str) -> dict[str, float]:
        """Give all measures of a pair.

        Raises:
            ValueError: one of them did not vote at all.
        """
        row, column = self.states.index(one), self.states.index(other)
        return {name: float(getattr(self, name)[row, column]) for name in MEASURES}


def similarity(of: Ballots) -> Similarity:
    """Measure all pairs of states over all roll calls of a table."""
    met = _met(of)
    total = met.sum(axis=(0, 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = met / total  # of ballot, ballot, state, state
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    apart = np.abs(np.subtract.outer(np.array(_VOTES), np.array(_VOTES))).astype(np.float64)
    weights = {"nominal": (apart > 0).astype(np.float64), "absolute": apart, "squared": apart**2}
    distance = {name: _weighed(shares, weight) for name, weight in weights.items()}
    both = (first + second) / 2
    kappa = {name: _beyond(distance[name], _chance(first, second, weight)) for name, weight in weights.items()}
    pi = {name: _beyond(distance[name], _chance(both, both, weight)) for name, weight in weights.items()}
    return Similarity(
        states=of.states,
        n=total.astype(np.int64),
        agreement=1 - distance["nominal"],
        closeness=1 - distance["absolute"] / _FAR,
        s_absolute=1 - 2 * distance["absolute"] / _FAR,
        s_squared=1 - 2 * distance["squared"] / _FAR**2,
        kappa_nominal=kappa["nominal"],
        kappa_absolute=kappa["absolute"],
        kappa_squared=kappa["squared"],
        pi_nominal=pi["nominal"],
        pi_absolute=pi["absolute"],
        pi_squared=pi["squared"],
    )


def yearly(of: Ballots) -> Iterator[tuple[int, Similarity]]:
    """Measure all pairs group by group, in rising order; of each group only the states that voted."""
    for group in np.unique(of.group).tolist():
        yield group, similarity(of.of(group))


def distances(points: ArrayLike) -> Floats:
    """Give the distance of ideal points of all pairs; NaN where a state has none.

    Raises:
        ValueError: a point is infinite, or there is more than one dimension.
    """
    found = np.asarray(points, dtype=np.float64)
    if found.ndim != 1 or np.isinf(found).any():
        raise ValueError("ideal points are one finite number for each state, or NaN")
    return np.abs(np.subtract.outer(found, found))


def _met(of: Ballots) -> Floats:
    """Count how often each ballot of a state met each of another: of ballot, ballot, state, state. Sums are whole numbers."""
    cast = [(of.table == vote).astype(np.float32) for vote in _VOTES]  # exact up to 2**24 roll calls
    found = np.empty((3, 3, len(of.states), len(of.states)))
    for a in range(3):
        for b in range(a, 3):
            found[a, b] = cast[a] @ cast[b].T
            found[b, a] = found[a, b].T
    return found


def _weighed(shares: Floats, weight: Floats) -> Floats:
    return np.asarray(np.einsum("abij,ab->ij", shares, weight))


def _chance(one: Floats, other: Floats, weight: Floats) -> Floats:
    """Give the distance to expect by chance, from shares of ballot, state and state."""
    return np.asarray(np.einsum("aij,ab,bij->ij", one, weight, other, optimize=True))


def _beyond(distance: Floats, chance: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(chance > 0, 1 - distance / chance, np.nan)
