"""All equilibria of one sender, for many sets of parameters at once: prefixes of the numbers in the order of what they bring.

What silence is worth does not depend on the number behind it. So who is silent in an equilibrium are those to whom publication
brings no more than some level, up to mixing at that level; on a grid of n numbers there are n + 1 such sets and, for each level,
one linear equation of the probability with which it is silent. Sorting takes n log n, the rest n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multivector.engines.disclosure.effects import Rows
    from multivector.engines.disclosure.prior import Prior

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

S = TypeVar("S", bound=np.generic)

NEAR = 1e-12
"""Share of the largest payoff by which two are taken to be equal."""


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """What was found: a row for each set of parameters, a column for each prefix, from nobody to everybody."""

    order: Whole
    """Numbers in the order of what they bring; one row where the order is the same for all."""
    before: Whole
    """For each prefix, the next smaller one that does not divide equals."""
    worth: Floats
    """What silence is worth if just the prefix is silent."""
    pure: Flags
    """Which prefixes are equilibria."""
    mixed: tuple[Floats, ...]
    """For each prefix, with which probability its last level is silent in an equilibrium; NaN where in none."""
    target: Floats
    """What silence is worth if the last level of each prefix is indifferent."""
    tied: Flags
    """Which prefixes are the other end of a stretch of equilibria that begins with the prefix before."""
    near: Floats

    @property
    def number(self) -> Whole:
        """Give how many equilibria there are in each row; a stretch of them counts as one."""
        mixed = sum((np.isfinite(one).sum(axis=1) for one in self.mixed), np.zeros(len(self.pure), dtype=np.int64))
        return np.asarray(self.pure.sum(axis=1) - self.tied.sum(axis=1) + mixed)

    def best(self) -> tuple[Whole, Floats]:
        """Give for each row the equilibrium in which silence is worth most, and of these the one in which fewest are silent.

        Returns:
            The prefix, -1 where there is no equilibrium, and the probability with which its last level is silent.
        """
        top = np.where(self.pure, self.worth, -np.inf).max(axis=1, keepdims=True)
        for one in self.mixed:
            top = np.maximum(top, np.where(np.isfinite(one), self.target, -np.inf).max(axis=1, keepdims=True))
        good = self.pure & (self.worth >= top - self.near)
        prefix, chance = np.where(good.any(axis=1), good.argmax(axis=1), good.shape[1]), np.ones(len(good))
        for one in self.mixed:
            also = np.isfinite(one) & (self.target >= top - self.near)
            place = np.where(also.any(axis=1), also.argmax(axis=1), also.shape[1])
            share = one[np.arange(len(one)), np.minimum(place, also.shape[1] - 1)]
            sooner = (place < also.shape[1]) & ((place < prefix) | ((place == prefix) & ~(share >= chance)))
            prefix, chance = np.where(sooner, place, prefix), np.where(sooner, share, chance)
        return np.where(prefix == good.shape[1], -1, prefix), chance

    def silent(self, prefix: Whole, chance: Floats) -> Floats:
        """Give with which probability each number is kept silent, in the order of the grid: one equilibrium of each row."""
        place, some = np.arange(self.order.shape[1]), np.maximum(prefix, 0)[:, None]
        start = np.take_along_axis(np.broadcast_to(self.before, (len(some), self.before.shape[1])), some, axis=1)
        sorted_ = np.where(place < start, 1.0, np.where(place < some, chance[:, None], 0.0))
        found = np.empty_like(sorted_)
        np.put_along_axis(found, np.broadcast_to(self.order, found.shape), sorted_, axis=1)
        return found


def levels(stakes: Rows, prior: Prior) -> Levels:
    """Find all equilibria of one sender."""
    x, f = prior.x[None, :], prior.weight[None, :]
    value = stakes.published(x)
    order = np.argsort(value, axis=1, kind="stable")
    sorted_ = np.take_along_axis(value, order, axis=1)
    size = stakes.size(x)
    near = NEAR * (size + np.abs(stakes.accent) + np.abs(stakes.shift) + np.abs(stakes.without))
    edge = np.ones((len(value), value.shape[1] + 1), dtype=np.bool_)
    np.greater(np.diff(sorted_, axis=1), NEAR * size, out=edge[:, 1:-1])
    before = _before(edge)

    def running(of: Floats) -> Floats:
        found = np.zeros((max(len(of), len(order)), order.shape[1] + 1))
        of, how = np.broadcast_to(of, found[:, 1:].shape), np.broadcast_to(order, found[:, 1:].shape)
        np.cumsum(np.take_along_axis(of, how, axis=1), axis=1, out=found[:, 1:])
        return found

    named = 1 - stakes.q
    mass = stakes.q + named * running(f)
    beliefs = stakes.q * stakes.without + named * running(f * stakes.believed(x))
    means = stakes.q * prior.mean + named * running(f * x)
    safe = np.where(mass > 0, mass, 1.0)
    worth = stakes.sigma * (beliefs / safe + stakes.estimated(means / safe))
    # where silence cannot be met with, it is taken for the worst of the numbers
    worth = np.where(mass > 0, worth, stakes.sigma * sorted_[:, :1])
    off = stakes.shift - stakes.accent
    target = np.full(np.broadcast_shapes(worth.shape, off.shape), -np.inf)
    target[:, 1:] = sorted_ + off
    later = np.full_like(target, np.inf)
    later[:, :-1] = target[:, 1:]
    pure = edge & (worth >= target - near) & (worth <= later + near)
    mixed = tuple(_mixed(stakes, piece, (mass, beliefs, means), (target, edge, before, near)) for piece in stakes.pieces())
    earlier = _at(pure & (np.abs(worth - later) <= near), before)
    tied = pure & earlier & (np.abs(worth - target) <= near)
    tied[:, 0] = False
    return Levels(order, before, np.broadcast_to(worth, target.shape), pure, mixed, target, tied, near)


def _before(edge: Flags) -> Whole:
    """Give for each prefix the next smaller one that does not divide equals; 0 for that of nobody."""
    last = np.maximum.accumulate(np.where(edge, np.arange(edge.shape[1]), 0), axis=1)
    return np.concatenate([last[:, :1], last[:, :-1]], axis=1)


def _at(of: NDArray[S], before: Whole) -> NDArray[S]:
    """Give what holds of the prefix before each."""
    return (
        of[:, before[0]] if len(before) == 1 else np.take_along_axis(np.broadcast_to(of, (len(before), of.shape[1])), before, 1)
    )


def _mixed(
    stakes: Rows,
    piece: tuple[Floats, Floats, Floats, Floats],
    sums: tuple[Floats, Floats, Floats],
    how: tuple[Floats, Flags, Whole, Floats],
) -> Floats:
    """Give with which probability the last level of each prefix leaves itself indifferent, on one piece of the estimate."""
    low, high, value, slope = piece
    mass, beliefs, means = sums
    target, edge, before, near = how
    wanted = np.where(np.isfinite(target), target, 0.0)
    constant, rising = stakes.sigma * value - wanted, stakes.sigma * slope
    after = stakes.sigma * beliefs + constant * mass + rising * means
    first = [_at(one, before) for one in (mass, beliefs, means)]
    start = stakes.sigma * first[1] + constant * first[0] + rising * first[2]
    turns = ((start > near * first[0]) & (after < -near * mass)) | ((start < -near * first[0]) & (after > near * mass))
    turns &= edge & np.isfinite(target)
    if not turns.any():
        return np.full(turns.shape, np.nan)
    share = np.where(turns, start, 0.0) / np.where(turns, start - after, 1.0)
    held = first[0] + share * (mass - first[0])
    expected = (first[2] + share * (means - first[2])) / np.where(turns, held, 1.0)
    return np.where(turns & (expected >= low) & (expected < high), share, np.nan)
