"""Distances, utilities, and what a challenge is worth: who would back whom, who would win, and whom to turn on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from multivector.engines.bargaining.kernels.votes import PROP, vote
from multivector.engines.compiled import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FULL_COMMIT, SEMI_COMMIT, NO_COMMIT = range(3)
SAME, BY_SIDE = range(2)
"""Whether a third party's chance of winning is the same whichever side it backs, or counts its own weight on that side."""
LEAST_GAIN = 1e-5
NOBODY = -1
_FLOOR = 1e-10


@compiled
def distance(salience: Floats, ideals: Floats, norm: Floats, a: int, points: Floats, b: int) -> float:
    """Give how far a point lies from an actor's ideal, in units of the whole space; nothing is far for the indifferent."""
    if norm[a] == 0.0:
        return 0.0
    total = 0.0
    for k in range(points.shape[1]):
        step = salience[a, k] * (ideals[a, k] - points[b, k])
        total += step * step
    return math.sqrt(total / norm[a])


@compiled
def norms(salience: Floats, norm: Floats, whole: Floats) -> None:
    """Fill in each actor's sum of squared saliences, and the sum of saliences."""
    for i in range(len(salience)):
        norm[i] = 0.0
        whole[i] = 0.0
        for each in salience[i]:
            norm[i] += each * each
            whole[i] += each


@compiled
def distances(salience: Floats, ideals: Floats, norm: Floats, positions: Floats, far: Floats) -> None:
    """Fill in how far each position (second index) lies from each actor's ideal (first index)."""
    for i in range(len(far)):
        for j in range(len(far)):
            far[i, j] = distance(salience, ideals, norm, i, positions, j)


@compiled
def utility(far: float, risk: float) -> float:
    """Give the utility of what is so far away, to one with this attitude to risk."""
    return (1.0 - far) * (1.0 + risk * min(far, 1.0))


@compiled
def seen(h: int, n: int, risk: Floats, adjust: float) -> float:
    """Give what h takes for n's attitude to risk."""
    return float(risk[h] if h == n else (1.0 - adjust) * risk[h] + adjust * risk[n])


@compiled
def backing(rule: int, weight: float, a: float, b: float, one: float, other: float, own: float) -> float:
    """Give the vote of a third party between a challenger and a target.

    Args:
        rule: The voting rule.
        weight: Its influence.
        a: Strength of the challenger alone.
        b: Strength of the target alone.
        one: The third party's utility of the challenger's position.
        other: Its utility of the target's.
        own: Its utility of its own.
    """
    lean = vote(rule, weight, one - other)
    p = (a + max(lean, 0.0)) / (a + max(lean, 0.0) + (b + max(-lean, 0.0)))
    first = p * (2.0 * one + own) + (1.0 - p) * (3.0 * other)
    second = p * (3.0 * one) + (1.0 - p) * (2.0 * other + own)
    return vote(rule, weight, first - second)


@compiled
def siding(rule: int, stakes: float, weight: float, a: float, b: float, one: float, other: float) -> float:
    """Give the vote of a third party whose weight helps the side that it backs, and which does alike after either outcome."""
    lean = abs(vote(rule, weight, one - other))
    helped = (a + lean) / (a + lean + b)
    harmed = a / (a + b + lean)
    return vote(rule, weight, stakes * (helped - harmed) * (one - other))


@compiled
def third_party(
    rule: int, commit: int, sides: int, weight: float, a: float, b: float, one: float, other: float, own: float
) -> float:
    """Give the vote of a third party; see `backing`."""
    if commit == SEMI_COMMIT:
        return backing(rule, weight, a, b, one, other, own)
    if sides == SAME:
        return 0.0  # the two sides promise it the same
    return siding(rule, 3.0 if commit == FULL_COMMIT else 2.0, weight, a, b, one, other)


@compiled
def gain(resists: float, success: float, mine: float, theirs: float) -> float:
    """Give what a challenger expects of a challenge, in utilities of both positions."""
    fought = success * (2.0 * mine) + (1.0 - success) * (2.0 * theirs)
    return (1.0 - resists) * (2.0 * mine) + resists * fought - (mine + theirs)


@compiled
def principals(
    rule: int, h: int, i: int, j: int, influence: Floats, far: Floats, risk: Floats, adjust: float
) -> tuple[float, float]:
    """Give the strengths of challenger i and target j without third parties, as h sees them."""
    ri, rj = seen(h, i, risk, adjust), seen(h, j, risk, adjust)
    first = vote(rule, influence[i], utility(far[i, i], ri) - utility(far[i, j], ri))
    second = vote(rule, influence[j], utility(far[j, i], rj) - utility(far[j, j], rj))
    return (
        _FLOOR + max(first, 0.0) + max(second, 0.0),
        _FLOOR + max(-first, 0.0) + max(-second, 0.0),
    )


@compiled
def contest(
    how: tuple[int, int, int],
    h: int,
    i: int,
    j: int,
    influence: Floats,
    whole: Floats,
    far: Floats,
    risk: Floats,
    adjust: float,
    votes: Floats,
) -> tuple[float, float]:
    """Give, as h sees it, the chance that i defeats j and what i gains by trying; fill in how everybody else votes."""
    rule, commit, sides = how
    a, b = principals(rule, h, i, j, influence, far, risk, adjust)
    strong, weak = a, b
    for n in range(len(far)):
        votes[n] = 0.0
        if n not in (i, j):
            r = seen(h, n, risk, adjust)
            one, other, own = utility(far[n, i], r), utility(far[n, j], r), utility(far[n, n], r)
            votes[n] = third_party(rule, commit, sides, influence[n], a, b, one, other, own)
            strong += max(votes[n], 0.0)
            weak += max(-votes[n], 0.0)
    success = strong / (strong + weak)
    r = seen(h, i, risk, adjust)
    return success, gain(whole[j], success, utility(far[i, i], r), utility(far[i, j], r))


@compiled
def third_parties(
    how: tuple[int, int, int],
    i: int,
    influence: Floats,
    far: Floats,
    risk: Floats,
    adjust: float,
    a: Floats,
    b: Floats,
    strong: Floats,
    weak: Floats,
) -> None:
    """Add everybody's votes for challenger i and for each target to the sums of the two sides.

    The inner loop runs over targets, so that it may do several at once, and no sum is taken in another order than in `contest`.
    """
    rule, commit, sides = how
    plain = rule == PROP and commit == SEMI_COMMIT
    n_actors = len(far)
    for n in range(n_actors):
        if n == i:
            continue
        r, weight = seen(i, n, risk, adjust), influence[n]
        near, own = utility(far[n, i], r), utility(far[n, n], r)
        kept_strong, kept_weak = strong[n], weak[n]  # it is no third party where it is the target
        if plain:  # the same as below, said so that the compiler sees a loop without branches
            for j in range(n_actors):
                cast = backing(PROP, weight, a[j], b[j], near, utility(far[n, j], r), own)
                strong[j] += max(cast, 0.0)
                weak[j] += max(-cast, 0.0)
        else:
            for j in range(n_actors):
                cast = third_party(rule, commit, sides, weight, a[j], b[j], near, utility(far[n, j], r), own)
                strong[j] += max(cast, 0.0)
                weak[j] += max(-cast, 0.0)
        strong[n], weak[n] = kept_strong, kept_weak


@compiled
def target(
    how: tuple[int, int, int], i: int, influence: Floats, whole: Floats, far: Floats, risk: Floats, adjust: float, room: Floats
) -> tuple[int, float, float]:
    """Give whom i challenges (NOBODY where nothing is gained), with the chance of success and the gain, as i sees them.

    `room` is four rows to work in: strengths of challenger and target alone, and with third parties.
    """
    a, b, strong, weak = room[0], room[1], room[2], room[3]
    for j in range(len(far)):
        a[j], b[j] = principals(how[0], i, i, j, influence, far, risk, adjust)
        strong[j], weak[j] = a[j], b[j]
    if how[1] == SEMI_COMMIT or how[2] == BY_SIDE:
        third_parties(how, i, influence, far, risk, adjust, a, b, strong, weak)
    best, chance, most = NOBODY, 0.0, LEAST_GAIN
    mine = utility(far[i, i], risk[i])
    for j in range(len(far)):
        success = strong[j] / (strong[j] + weak[j])
        gained = gain(whole[j], success, mine, utility(far[i, j], risk[i]))
        if j != i and gained > most:
            best, chance, most = j, success, gained
    return best, chance, most if best != NOBODY else 0.0
