"""The spatial model, turn by turn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.bargaining.kernels.bargains import STATUS_QUO, place, propose, queue, settle, worth
from multivector.engines.bargaining.kernels.challenge import NOBODY, contest, distance, distances, norms, seen, target, utility
from multivector.engines.bargaining.kernels.votes import SWEEPS, attitudes, coalitions, election, victories
from multivector.engines.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

(RULE, ELECTION_RULE, VICTORY, PCE, SPAN, COMMIT, SIDES, INTERPOLATION, BARGAIN, COMPAT, DRAWN, BY_INFLUENCE) = range(12)
"""Places of the options in the array of codes."""
INITIATOR, BOTH, POWER = range(3)
"""Whose view of a challenge makes bargains: the challenger's, both, or one between them."""
FINE, EVEN, ONE_VIEW, UNSETTLED = range(4)
"""How a run ended: well, or because chances are equal, or no view differs from another, or an election goes on for ever."""
_EVEN = 1e-12
_VIEWS = 1e-12
_SOME = 1e-4
_UNIQUE = 1e-3
_PEER_SWEEPS = 1000


@compiled
def influences(capability: Floats, whole: Floats, influence: Floats) -> None:
    """Fill in capability times salience."""
    for i in range(len(capability)):
        influence[i] = capability[i] * whole[i]


@compiled
def assess(codes: Whole, weights: Floats, far: Floats, risk: Floats) -> int:
    """Fill in attitudes to risk from how probable each actor's position is; say how that went."""
    n = len(weights)
    liking, strength, back, chance = np.empty((n, n)), np.empty((n, n)), np.empty((n, n)), np.empty((n, n))
    p = np.empty(n)
    for i in range(n):
        for j in range(n):
            liking[i, j] = 1.0 - far[i, j]
    coalitions(codes[ELECTION_RULE], weights, liking, n, strength, back)
    victories(codes[VICTORY], strength, n, chance)
    sweeps = election(codes[PCE], strength, chance, n, 1 - codes[COMPAT], p)
    compat = codes[COMPAT] == 1
    if sweeps > (_PEER_SWEEPS if compat else SWEEPS):
        return UNSETTLED
    if not attitudes(codes[SPAN], p, 0.0 if compat else _EVEN, risk) and compat:
        return EVEN
    return FINE


@compiled
def views_differ(far: Floats, risk: Floats, adjust: float) -> bool:
    """Say whether the peer would go on: utilities differ from neutral ones, and each view from everybody's own."""
    for h in range(-1, len(far)):
        total = 0.0
        for i in range(len(far)):
            for j in range(len(far)):
                own = utility(far[i, j], risk[i])
                other = 1.0 - far[i, j] if h < 0 else utility(far[i, j], seen(h, i, risk, adjust))
                total += (own - other) * (own - other)
        if total <= _VIEWS:
            return False
    return True


@compiled
def bargain(
    codes: Whole,
    i: int,
    j: int,
    views: tuple[float, float],
    strengths: tuple[float, float],
    salience: Floats,
    positions: Floats,
    pairs: Whole,
    parts: Floats,
    count: int,
) -> int:
    """Add what challenger i and target j may agree on, and give how many bargains there are."""
    n = codes[INTERPOLATION]
    pairs[count, 0], pairs[count, 1] = i, j
    propose(n, views[0], i, j, salience, positions, parts, 2 * count)
    if codes[BARGAIN] == INITIATOR:
        return count + 1
    pairs[count + 1, 0], pairs[count + 1, 1] = i, j
    propose(n, views[1], i, j, salience, positions, parts, 2 * count + 2)
    if codes[BARGAIN] == BOTH:
        return count + 2
    a, b = strengths
    if a + b <= 0.0:
        a = b = 1.0
    for row in range(2 * count, 2 * count + 2):
        for k in range(positions.shape[1]):
            parts[row, k] = (a * parts[row, k] + b * parts[row + 2, k]) / (a + b)
    return count + 1


@compiled
def challenges(
    codes: Whole,
    adjust: float,
    capability: Floats,
    salience: Floats,
    whole: Floats,
    positions: Floats,
    far: Floats,
    risk: Floats,
    pairs: Whole,
    parts: Floats,
    told: Whole,
    figures: Floats,
) -> int:
    """Fill in the bargains of a turn, and whom each actor challenges with which prospects; give how many bargains there are."""
    n = len(capability)
    how = (codes[RULE], codes[COMMIT], codes[SIDES])
    influence, votes, sums = np.empty(n), np.empty(n), np.empty((4, n))
    influences(capability, whole, influence)
    count = 0
    for i in range(n):
        j, success, gained = target(how, i, influence, whole, far, risk, adjust, sums)
        told[i, 0] = j
        figures[i, 0], figures[i, 1] = success, gained
        if j == NOBODY:
            continue
        other = success
        if codes[BARGAIN] != INITIATOR:
            chance, gained = contest(how, j, i, j, influence, whole, far, risk, adjust, votes)
            other = gained if codes[COMPAT] == 1 else chance
        strengths = (capability[i] * whole[i], capability[i if codes[COMPAT] == 1 else j] * whole[j])
        count = bargain(codes, i, j, (success, other), strengths, salience, positions, pairs, parts, count)
    return count


@compiled
def resolve(
    codes: Whole,
    weights: Floats,
    value: Floats,
    pairs: Whole,
    parts: Floats,
    count: int,
    positions: Floats,
    draws: Floats,
    after: Floats,
    told: Whole,
    figures: Floats,
) -> int:
    """Fill in where everybody goes, and with whose bargain; say how that went."""
    n = len(weights)
    most = 2 * n + 1
    liking, p = np.empty((n, most)), np.empty(most)
    strength, back, chance = np.empty((most, most)), np.empty((most, most)), np.empty((most, most))
    lying = np.empty(most, np.int64)
    how = (codes[ELECTION_RULE], codes[VICTORY], codes[PCE], 1 - codes[COMPAT])
    for k in range(n):
        options = queue(k, pairs, parts, count, positions, 1 - codes[COMPAT], lying)
        draw = draws[k] if codes[DRAWN] == 1 else -1.0
        taken, probable, sweeps = settle(how, weights, value, lying, options, count, draw, liking, strength, back, chance, p)
        if sweeps > (_PEER_SWEEPS if codes[COMPAT] == 1 else SWEEPS):
            return UNSETTLED
        told[k, 1] = told[k, 2] = STATUS_QUO
        told[k, 3] = options
        figures[k, 2] = probable
        if taken != STATUS_QUO:
            told[k, 1], told[k, 2] = pairs[taken, 0], pairs[taken, 1]
        for dimension in range(positions.shape[1]):
            after[k, dimension] = place(pairs, parts, positions, taken, k, dimension)
    return FINE


@compiled
def turn(
    codes: Whole,
    adjust: float,
    capability: Floats,
    salience: Floats,
    positions: Floats,
    ideals: Floats,
    draws: Floats,
    after: Floats,
    told: Whole,
    figures: Floats,
) -> int:
    """Fill in where everybody is after a turn, and why; say how that went."""
    n, dimensions = positions.shape
    norm, whole, far, risk = np.empty(n), np.empty(n), np.empty((n, n)), np.empty(n)
    norms(salience, norm, whole)
    distances(salience, ideals, norm, positions, far)
    weights = capability.copy()
    if codes[BY_INFLUENCE] == 1:
        influences(capability, whole, weights)
    ended = assess(codes, weights, far, risk)
    if ended != FINE:
        return ended
    if codes[COMPAT] == 1 and not views_differ(far, risk, adjust):
        return ONE_VIEW
    for i in range(n):
        figures[i, 3] = risk[i]
    pairs, parts = np.empty((2 * n, 2), np.int64), np.empty((4 * n, dimensions))
    count = challenges(codes, adjust, capability, salience, whole, positions, far, risk, pairs, parts, told, figures)
    value = np.empty((n, count + 1))
    worth(pairs, parts, count, salience, ideals, norm, far, risk, value)
    return resolve(codes, weights, value, pairs, parts, count, positions, draws, after, told, figures)


@compiled
def adopt(accommodation: Floats, positions: Floats, before: Floats, ideals: Floats) -> None:
    """Fill in the ideals that go with new positions."""
    for i in range(len(positions)):
        for k in range(positions.shape[1]):
            total, given = 0.0, 0.0
            for j in range(len(positions)):
                total += accommodation[i, j] * positions[j, k]
                given += accommodation[i, j]
            ideals[i, k] = total + (1.0 - given) * before[i, k]


@compiled
def put(places: Floats, positions: Floats, ideals: Floats) -> None:
    """Put actors where a shock puts them."""
    for i in range(len(places)):
        for k in range(places.shape[1]):
            if not math.isnan(places[i, k]):
                positions[i, k] = ideals[i, k] = places[i, k]


@compiled
def moved(before: Floats, after: Floats) -> float:
    """Give how far all went."""
    total = 0.0
    for i in range(len(before)):
        square = 0.0
        for k in range(before.shape[1]):
            square += (after[i, k] - before[i, k]) * (after[i, k] - before[i, k])
        total += math.sqrt(square)
    return total


@compiled
def simulate(
    codes: Whole,
    adjust: float,
    stopping: tuple[int, int, float],
    capability: Floats,
    salience: Floats,
    shocks: Floats,
    accommodation: Floats,
    draws: Floats,
    positions: Floats,
    ideals: Floats,
    told: Whole,
    figures: Floats,
) -> tuple[int, int]:
    """Fill in positions and ideals of each turn, from those at the start, and who did what; give the turns, and how it ended.

    Args:
        codes: The options.
        adjust: How much of another's attitude to risk is seen.
        stopping: Turns at most, turns at least, and the share of the first turn's movement below which it ends.
        capability: Of turn and actor; the last turn's holds on.
        salience: Of turn, actor and dimension; likewise.
        shocks: Positions of turn, actor and dimension that are put, NaN elsewhere.
        accommodation: How ideals follow positions.
        draws: Of turn and actor, in [0, 1); of no length where the most probable bargain is taken.
        positions: Of turn, actor and dimension.
        ideals: Likewise.
        told: Of turn and actor: target, challenger and target of the bargain taken, number of options.
        figures: Of turn and actor: chance of success, gain, chance of the bargain taken, attitude to risk.
    """
    most, least, ratio = stopping
    first = 0.0
    t = 0
    while t < most:
        at = min(t, len(capability) - 1)
        if t < len(shocks):
            put(shocks[t], positions[t], ideals[t])
        drawn = draws[t if codes[DRAWN] == 1 else 0]
        ended = turn(
            codes, adjust, capability[at], salience[at], positions[t], ideals[t], drawn, positions[t + 1], told[t], figures[t]
        )
        if ended != FINE:
            return t, ended
        adopt(accommodation, positions[t + 1], ideals[t], ideals[t + 1])
        far = moved(positions[t], positions[t + 1])
        first = far if t == 0 else first
        t += 1
        if t >= least and far / (first + _SOME) < ratio:
            break
    return t, FINE


@compiled
def unique(positions: Floats, group: Whole, first: Whole) -> int:
    """Fill in of each actor the group of its position, and of each group its first actor; give how many groups there are.

    A position farther than a thousandth from every group before makes a new one; then everybody goes to the nearest.
    """
    groups = 0
    for i in range(len(positions)):
        new = True
        for g in range(groups):
            new = new and moved(positions[first[g] : first[g] + 1], positions[i : i + 1]) > _UNIQUE
        if new:
            first[groups] = i
            groups += 1
    for i in range(len(positions)):
        nearest = math.inf
        for g in range(groups):
            far = moved(positions[first[g] : first[g] + 1], positions[i : i + 1])
            if far < nearest:
                nearest, group[i] = far, g
    return groups


@compiled
def standing(
    codes: Whole, capability: Floats, salience: Floats, positions: Floats, ideals: Floats, risk: Floats, p: Floats
) -> None:
    """Fill in how probable each actor's position is, positions within a thousandth of each other counting as one."""
    n = len(capability)
    norm, whole, weights = np.empty(n), np.empty(n), capability.copy()
    norms(salience, norm, whole)
    if codes[BY_INFLUENCE] == 1:
        influences(capability, whole, weights)
    group, first = np.empty(n, np.int64), np.empty(n, np.int64)
    groups = unique(positions, group, first)
    liking, q = np.empty((n, groups)), np.empty(groups)
    strength, back, chance = np.empty((groups, groups)), np.empty((groups, groups)), np.empty((groups, groups))
    for i in range(n):
        for g in range(groups):
            liking[i, g] = utility(distance(salience, ideals, norm, i, positions, first[g]), risk[i])
    coalitions(codes[ELECTION_RULE], weights, liking, groups, strength, back)
    victories(codes[VICTORY], strength, groups, chance)
    election(codes[PCE], strength, chance, groups, 1, q)
    for i in range(n):
        p[i] = q[group[i]]
