"""Votes, coalitions, who beats whom, and the probabilistic Condorcet election among options."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BINARY, PROP_BIN, PROP, PROP_CBC, CUBIC, ASYM_PROSP, ASYM_EVEN = range(7)
"""Voting rules; the last is ASYM_PROSP averaged over both orders of two options."""
V_BINARY, V_LINEAR, V_SQUARE, V_QUARTIC, V_OCTIC = range(5)
CONDITIONAL, MARKOV_INCENTIVE, MARKOV_UNIFORM = range(3)
MIN, MID, MAX = range(3)

STEP = 1e-8
"""The difference of utilities at which a binary vote is whole."""
FLOOR = 1e-8
"""Strength of a coalition that nobody joins."""
THRESHOLD = 1.1
SURE = 1e-6
SWEEPS = 20_000
_GAIN, _EVEN = 2.0 / 3.0, 5.0 / 6.0
_UNIFORM, _INCENTIVE = 1e-6, 1e-8
_SELF = 1e-10
_FEW = 6
_TINY = 1e-250


@compiled
def vote(rule: int, weight: float, gain: float) -> float:
    """Give the vote for the first of two options, by how much more its voter likes it."""
    if rule == PROP:
        return weight * gain
    if rule in (CUBIC, PROP_CBC):
        cubed = gain * gain * gain
        return weight * cubed if rule == CUBIC else weight * (0.5 * gain + 0.5 * cubed)
    if rule == ASYM_EVEN:
        return weight * (_EVEN * gain)
    if rule == ASYM_PROSP:
        return weight * (_GAIN * gain if gain > 0.0 else gain)
    whole = min(max(gain / STEP, -1.0), 1.0)
    return weight * whole if rule == BINARY else weight * (0.8 * gain + 0.2 * whole)


@compiled
def coalitions_of_few(rule: int, weights: Floats, liking: Floats, options: int, strength: Floats) -> None:
    """Fill in the same sums, taken in the same order, without the cost of setting up short loops."""
    for i in range(options):
        strength[i, i] = FLOOR
        for j in range(i):
            ours, theirs = FLOOR, FLOOR
            for k in range(len(weights)):
                cast = vote(rule, weights[k], liking[k, i] - liking[k, j])
                ours += max(cast, 0.0)
                theirs += max(-cast, 0.0)
            strength[i, j], strength[j, i] = ours, theirs


@compiled
def coalitions(rule: int, weights: Floats, liking: Floats, options: int, strength: Floats, back: Floats) -> None:
    """Fill in the strength of those for the one option against the other; `liking` is of voter and option."""
    if options <= _FEW:
        coalitions_of_few(rule, weights, liking, options, strength)
        return
    for i in range(options):
        for j in range(options):
            strength[i, j] = FLOOR
            back[i, j] = FLOOR
    for i in range(1, options):
        for k in range(len(weights)):
            weight, mine = weights[k], liking[k, i]
            for j in range(i):
                cast = vote(rule, weight, mine - liking[k, j])
                strength[i, j] += max(cast, 0.0)
                back[i, j] += max(-cast, 0.0)
    for i in range(options):
        for j in range(i):
            strength[j, i] = back[i, j]


@compiled
def beats(model: int, one: float, other: float) -> float:
    """Give the chance that the first of two coalitions wins."""
    if model == V_BINARY:
        if one >= THRESHOLD * other:
            return 1.0 / (1.0 + SURE)
        if other >= THRESHOLD * one:
            return SURE / (1.0 + SURE)
        return ((THRESHOLD + 1.0) * (one / (one + other)) - 1.0) / (THRESHOLD - 1.0)
    for _ in range(model - V_LINEAR):
        one, other = one * one, other * other
    return one / (one + other)


@compiled
def victories(model: int, strength: Floats, options: int, chance: Floats) -> None:
    """Fill in who beats whom, with which chance."""
    for i in range(options):
        chance[i, i] = 0.5
        for j in range(options):
            if i != j:
                chance[i, j] = beats(model, strength[i, j], strength[j, i])


@compiled
def election(pce: int, strength: Floats, chance: Floats, options: int, logs: int, p: Floats) -> int:
    """Fill in how probable each option is; give the number of sweeps, above SWEEPS where they did not end.

    Args:
        pce: Which election.
        strength: Of each option's coalition against each other's.
        chance: That the one beats the other.
        options: How many there are.
        logs: Whether products too small for floats are taken by their logarithms (1 or 0).
        p: Filled in.
    """
    if pce != CONDITIONAL:
        return markov(pce, strength, chance, options, p)
    total = 0.0
    for i in range(options):
        product = 1.0
        for j in range(options):
            product *= chance[i, j]
        p[i] = product
        total += product
    if logs == 1 and total < _TINY:
        total = by_logarithms(chance, options, p)
    for i in range(options):
        p[i] /= total
    return 0


@compiled
def by_logarithms(chance: Floats, options: int, p: Floats) -> float:
    """Fill in the products of chances, relative to the largest, and give their sum."""
    for i in range(options):
        p[i] = 0.0
        for j in range(options):
            p[i] += math.log(max(chance[i, j], 1e-300))
    most = p[0]
    for i in range(options):
        most = max(most, p[i])
    total = 0.0
    for i in range(options):
        p[i] = math.exp(p[i] - most)
        total += p[i]
    return total


@compiled
def markov(pce: int, strength: Floats, chance: Floats, options: int, p: Floats) -> int:
    """Fill in the share of time for which each option is the favourite."""
    tolerance = _UNIFORM if pce == MARKOV_UNIFORM else _INCENTIVE
    challenge = np.empty((options, options))
    challengers(pce, strength, chance, options, challenge)
    q = np.empty(options)
    for i in range(options):
        p[i] = 1.0 / options
    for sweep in range(SWEEPS):
        for i in range(options):
            q[i] = 0.0
            for j in range(options):
                q[i] += chance[i, j] * (p[i] * challenge[j, i] + p[j] * challenge[i, j])
        furthest = 0.0
        for i in range(options):
            furthest = max(furthest, abs(q[i] - p[i]))
            p[i] = 0.5 * (p[i] + q[i])
        if furthest <= tolerance:
            return sweep + 1
    return SWEEPS + 1


@compiled
def challengers(pce: int, strength: Floats, chance: Floats, options: int, challenge: Floats) -> None:
    """Fill in how probable it is that the favourite, the second index, is challenged by the first."""
    for j in range(options):
        total = 0.0
        for i in range(options):
            challenge[i, j] = 1.0 if pce == MARKOV_UNIFORM else strength[i, j] * chance[i, j] + (_SELF if i == j else 0.0)
            total += challenge[i, j]
        for i in range(options):
            challenge[i, j] /= total


@compiled
def attitudes(span: int, p: Floats, even: float, risk: Floats) -> bool:
    """Fill in attitudes to risk from the chances of the actors' positions; say whether these differ.

    Args:
        span: Which range the attitudes fill.
        p: The chances.
        even: The difference up to which they are equal, and everybody is neutral.
        risk: Filled in; above 0 is averse.
    """
    least, most = p[0], p[0]
    for each in p:
        least, most = min(least, each), max(most, each)
    if most - least <= even:
        for i in range(len(p)):
            risk[i] = 0.0
        return False
    for i in range(len(p)):
        if span == MIN:
            risk[i] = (p[i] - least) / (most - least)
        elif span == MID:
            risk[i] = (3.0 * p[i] - most - 2.0 * least) / (2.0 * (most - least))
        else:
            risk[i] = (2.0 * p[i] - most - least) / (most - least)
    return True
