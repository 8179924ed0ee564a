"""Equilibria of two or more senders: thresholds, one for each, tried in all combinations by sums over boxes.

    consent      x is published iff nobody wants silence:   N = N_1 or  N_2 or ...
    unilateral   x is published iff somebody does not:      N = N_1 and N_2 and ...

where N_i holds the numbers whose publication brings sender i no more than silence does. Where a level of one sender is
indifferent it may mix, and where there are two senders both may, each at a level of its own: two equations, each linear in either
probability.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure.effects import rows
from multivector.engines.disclosure.levels import NEAR
from multivector.engines.disclosure.outcomes import Equilibrium, heard, payoff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from multivector.engines.disclosure.effects import Rows
    from multivector.engines.disclosure.game import Game

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

MOST = 4_000_000
"""Combinations of thresholds that are tried at most; a coarser prior has fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One sender: its stakes, the level of each number, what its levels bring, and the sums of beliefs over each silent set."""

    stakes: Rows
    rank: Whole
    target: Floats
    """What silence must be worth to leave each level indifferent."""
    beliefs: Floats
    worth: Floats
    near: float


@dataclass(frozen=True, slots=True, eq=False)
class _Boxes:
    """All senders, and for each combination of thresholds the sums over the silent set."""

    sides: tuple[_Side, ...]
    mass: Floats
    means: Floats


def joint(game: Game) -> tuple[Equilibrium, ...]:
    """Find all equilibria in which no more than one sender mixes, or two of two, at one level each.

    Raises:
        ValueError: there are more combinations of thresholds than MOST.
    """
    boxes = _boxes(game)
    shares = [tuple(share) for share in (*_pure(boxes), *_one_mixes(boxes), *_two_mix(boxes))]
    made = [_equilibrium(game, boxes, share) for share in shares]
    return tuple(sorted(made, key=lambda one: (-round(sum(one.payoffs), 12), one.probability)))


def _boxes(game: Game) -> _Boxes:
    x, f = game.prior.x[None, :], game.prior.weight
    laid = [rows(game, place) for place in range(len(game.senders))]
    ranks, targets, nears = [], [], []
    for stakes in laid:
        value = stakes.published(x)[0]
        off = float((stakes.shift - stakes.accent)[0, 0])
        size = float(stakes.size(x)[0, 0])
        order = np.argsort(value, kind="stable")
        new = np.concatenate([[False], np.diff(value[order]) > NEAR * size])
        rank = np.empty_like(order)
        rank[order] = np.cumsum(new)
        ranks.append(rank)
        targets.append(value[order][np.concatenate([[True], new[1:]])] + off)
        nears.append(NEAR * (size + float((np.abs(stakes.shift) + np.abs(stakes.accent) + np.abs(stakes.without))[0, 0])))
    shape = tuple(len(target) for target in targets)
    if np.prod([size + 1.0 for size in shape]) > MOST:
        raise ValueError(f"more than {MOST} combinations of thresholds: take a coarser prior")
    place = np.ravel_multi_index(tuple(ranks), shape)

    def sums(of: Floats, uninformed: float) -> Floats:
        cells = np.bincount(place, weights=f * of, minlength=int(np.prod(shape))).astype(np.float64).reshape(shape)
        return game.q * uninformed + (1 - game.q) * _over(cells, consent=game.rule == "consent")

    mass, means = sums(np.ones_like(f), 1.0), sums(game.prior.x, game.prior.mean)
    empty = mass <= 0
    safe = np.where(empty, 1.0, mass)
    sides = []
    for stakes, rank, target, near in zip(laid, ranks, targets, nears, strict=True):
        beliefs = sums(stakes.believed(x)[0], float(stakes.without[0, 0]))
        sigma = float(stakes.sigma[0, 0])
        expected = stakes.estimated((means / safe).reshape(1, -1)).reshape(-1)
        worth = sigma * (beliefs / safe + np.broadcast_to(expected, mass.size).reshape(mass.shape))
        worth = np.where(empty, sigma * float(stakes.published(x).min()), worth)
        sides.append(_Side(stakes, rank, target, beliefs, worth, near))
    return _Boxes(tuple(sides), mass, means)


def _over(cells: Floats, *, consent: bool) -> Floats:
    """Give the sum over the silent set of each combination of thresholds, by additions only, so that small ones are exact.

    A union is cut into those whom the first sender silences, those whom the second does but the first does not, and so on.
    """
    axes = range(cells.ndim)
    if not consent:
        return reduce(_below, axes, cells)
    found = np.zeros([size + 1 for size in cells.shape])
    for axis in axes:
        part = reduce(_from, range(axis), cells)
        found = found + _below(part, axis).sum(axis=tuple(axes[axis + 1 :]), keepdims=True)
    return found


def _below(cells: Floats, axis: int) -> Floats:
    """Give the sums below each threshold of an axis."""
    return np.pad(np.cumsum(cells, axis), [(1, 0) if each == axis else (0, 0) for each in range(cells.ndim)])


def _from(cells: Floats, axis: int) -> Floats:
    """Give the sums at and above each threshold of an axis."""
    return np.flip(_below(np.flip(cells, axis), axis), axis)


def _fits(side: _Side, worth: Floats, levels: Whole) -> NDArray[np.bool_]:
    """Tell where thresholds at these levels are what silence of this worth makes a sender choose."""
    ends = np.concatenate([[-np.inf], side.target, [np.inf]])
    return (worth >= ends[levels] - side.near) & (worth <= ends[levels + 1] + side.near)


def _along(size: int, axis: int, axes: int) -> Whole:
    return np.arange(size).reshape([-1 if each == axis else 1 for each in range(axes)])


def _pure(boxes: _Boxes) -> Iterator[list[tuple[int, float]]]:
    """Give, for each sender, how many of its levels are silent and with which probability the last of them is."""
    good = np.ones(boxes.mass.shape, dtype=np.bool_)
    for axis, side in enumerate(boxes.sides):
        good &= _fits(side, side.worth, _along(boxes.mass.shape[axis], axis, good.ndim))
    for found in np.argwhere(good):
        yield [(int(count), 1.0) for count in found]


def _cut(of: Floats, axis: int, *, upper: bool) -> Floats:
    """Give the sums with (`upper`) and without the level of an axis that is in question."""
    return np.take(of, np.arange(1, of.shape[axis]) if upper else np.arange(of.shape[axis] - 1), axis)


def _pieces(side: _Side) -> list[tuple[float, ...]]:
    return [tuple(float(part[0, 0]) for part in piece) for piece in side.stakes.pieces()]


def _excess(side: _Side, piece: tuple[float, ...], axis: int, sums: tuple[Floats, Floats, Floats]) -> Floats:
    """Give by how much silence is worth more than what leaves a level indifferent, times the probability of silence."""
    mass, means, beliefs = sums
    wanted = side.target.reshape([-1 if each == axis else 1 for each in range(mass.ndim)])
    sigma = float(side.stakes.sigma[0, 0])
    return sigma * (beliefs + piece[2] * mass + piece[3] * means) - wanted * mass


def _one_mixes(boxes: _Boxes) -> Iterator[list[tuple[int, float]]]:
    for axis, side in enumerate(boxes.sides):
        ends = [[_cut(of, axis, upper=upper) for of in (boxes.mass, boxes.means, side.beliefs)] for upper in (False, True)]
        for piece in _pieces(side):
            start, after = (_excess(side, piece, axis, (at[0], at[1], at[2])) for at in ends)
            turns = (np.sign(start) * np.sign(after) < 0) & (np.minimum(np.abs(start), np.abs(after)) > side.near)
            share = np.where(turns, start, 0.0) / np.where(turns, start - after, 1.0)
            mass, means = (ends[0][part] + share * (ends[1][part] - ends[0][part]) for part in (0, 1))
            turns &= mass > 0
            expected = means / np.where(turns, mass, 1.0)
            turns &= (expected >= piece[0]) & (expected < piece[1])
            for other, beside in enumerate(boxes.sides):
                if other != axis:
                    low, high = (_cut(beside.beliefs, axis, upper=upper) for upper in (False, True))
                    worth = _worth(beside, (mass, low + share * (high - low), expected), turns)
                    turns &= _fits(beside, worth, _along(turns.shape[other], other, turns.ndim))
            for found in np.argwhere(turns):
                yield [
                    (int(count) + 1, float(share[tuple(found)])) if each == axis else (int(count), 1.0)
                    for each, count in enumerate(found)
                ]


def _worth(side: _Side, sums: tuple[Floats, Floats, Floats], where: NDArray[np.bool_]) -> Floats:
    mass, beliefs, expected = sums
    by_estimate = np.broadcast_to(side.stakes.estimated(expected.reshape(1, -1)), (1, expected.size)).reshape(expected.shape)
    return np.asarray(float(side.stakes.sigma[0, 0]) * (beliefs / np.where(where, mass, 1.0) + by_estimate))


def _two_mix(boxes: _Boxes) -> Iterator[list[tuple[int, float]]]:
    """Find where both of two senders mix; what rounding makes of a pure choice is left out."""
    if len(boxes.sides) != 2:  # noqa: PLR2004  # the two that mix
        return
    for pieces in itertools.product(*(_pieces(side) for side in boxes.sides)):
        forms = [_form(boxes, axis, piece) for axis, piece in enumerate(pieces)]
        for first, second in _roots(*forms):
            inside = (first > NEAR) & (first < 1 - NEAR) & (second > NEAR) & (second < 1 - NEAR)
            for found in np.argwhere(inside):
                here = tuple(found)
                share = [(int(found[0]) + 1, float(first[here])), (int(found[1]) + 1, float(second[here]))]
                held, expected = _met(boxes, share)
                if held > 0 and all(piece[0] <= expected < piece[1] for piece in pieces):
                    yield share


def _form(boxes: _Boxes, axis: int, piece: tuple[float, ...]) -> tuple[Floats, ...]:
    """Give a, b, c, d of the indifference a + b p + c r + d p r = 0 of a sender, if a level of each sender mixes."""

    def corner(*, first: bool, second: bool) -> Floats:
        side = boxes.sides[axis]
        mass, means, beliefs = (_cut(_cut(of, 0, upper=first), 1, upper=second) for of in (boxes.mass, boxes.means, side.beliefs))
        return _excess(side, piece, axis, (mass, means, beliefs))

    a, b = corner(first=False, second=False), corner(first=True, second=False)
    c, d = corner(first=False, second=True), corner(first=True, second=True)
    return a, b - a, c - a, d - b - c + a


def _roots(one: tuple[Floats, ...], other: tuple[Floats, ...]) -> list[tuple[Floats, Floats]]:
    """Solve both equations: for p a quadratic one, by neither difference of equals, and r from the steadier of the two."""
    (a, b, c, d), (e, f, g, h) = one, other
    square, linear, constant = b * h - d * f, a * h + b * g - c * f - d * e, a * g - c * e
    under = linear * linear - 4 * square * constant
    with np.errstate(divide="ignore", invalid="ignore"):
        half = -(linear + np.where(linear >= 0, 1.0, -1.0) * np.sqrt(np.where(under >= 0, under, np.nan))) / 2
        found = []
        for p in (half / square, constant / half):
            below, beneath = c + d * p, g + h * p
            found.append((p, np.where(np.abs(below) >= np.abs(beneath), -(a + b * p) / below, -(e + f * p) / beneath)))
    return found


def _between(of: Floats, share: list[tuple[int, float]]) -> float:
    """Give a sum over the silent set where last levels are silent with some probability only."""
    total = 0.0
    for corner in itertools.product((False, True), repeat=len(share)):
        weight = float(np.prod([chance if upper else 1 - chance for upper, (_, chance) in zip(corner, share, strict=True)]))
        if weight:
            total += weight * float(
                of[tuple(count if upper else count - 1 for upper, (count, _) in zip(corner, share, strict=True))]
            )
    return total


def _met(boxes: _Boxes, share: list[tuple[int, float]]) -> tuple[float, float]:
    """Give how likely silence is, and the number then expected."""
    mass = _between(boxes.mass, share)
    return mass, _between(boxes.means, share) / mass if mass > 0 else 0.0


def _equilibrium(game: Game, boxes: _Boxes, share: tuple[tuple[int, float], ...]) -> Equilibrium:
    wants = [
        np.where(s.rank < n - 1, 1.0, np.where(s.rank == n - 1, p, 0.0)) for s, (n, p) in zip(boxes.sides, share, strict=True)
    ]
    silent = 1 - np.prod([1 - each for each in wants], axis=0) if game.rule == "consent" else np.prod(wants, axis=0)
    held, expected = _met(boxes, list(share))
    if held > 0:
        worth = tuple(
            float(side.stakes.sigma[0, 0])
            * (_between(side.beliefs, list(share)) / held + float(side.stakes.estimated(np.full((1, 1), expected))[0, 0]))
            for side in boxes.sides
        )
    else:
        worth = tuple(float(side.worth[tuple(count for count, _ in share)]) for side in boxes.sides)
    threshold = tuple(each - float(side.stakes.shift[0, 0]) for each, side in zip(worth, boxes.sides, strict=True))
    payoffs = tuple(payoff(game, place, silent, each) for place, each in enumerate(worth))
    return Equilibrium(silent, worth, threshold, payoffs, heard(game, silent))
