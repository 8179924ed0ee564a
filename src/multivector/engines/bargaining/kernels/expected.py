"""The expected-utility model of one issue, round by round."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

LEAST, ENFORCEABLE = range(2)
"""Which of its offers an actor takes: the one that moves it least, or the one of whoever expects most."""
STAYS, CONFLICT, COMPROMISE, COMPEL = range(4)
"""Why an actor moves."""
NOBODY = -1
_SOME = 1e-4
_TILT = 3.0


@compiled
def middle(weights: Floats, x: Floats) -> float:
    """Give the position that no other beats by weighted votes, the lower of two that tie: the weighted median."""
    best, least = x[0], math.inf
    for each in x:
        total = 0.0
        for k in range(len(x)):
            total += weights[k] * abs(x[k] - each)
        if total < least or (total == least and each < best):
            best, least = each, total
    return float(best)


@compiled
def alliances(weights: Floats, x: Floats, p: Floats) -> None:
    """Fill in the share of votes for the one against the other; one half where nobody cares."""
    n = len(x)
    for i in range(n):
        for j in range(n):
            ours, total = 0.0, 0.0
            for k in range(n):
                lean = weights[k] * (abs(x[k] - x[j]) - abs(x[k] - x[i]))
                ours += max(lean, 0.0)
                total += abs(lean)
            p[i, j] = ours / total if total > 0.0 else 0.5


@compiled
def worth(base: float, r: float) -> float:
    """Give 2 - 4 base^r, the base held between 0 and 1."""
    return float(2.0 - 4.0 * min(max(base, 0.0), 1.0) ** r)


@compiled
def expected(q: float, salience: Floats, x: Floats, span: float, anchor: float, p: Floats, r: Floats, e: Floats) -> None:
    """Fill in what the one expects of challenging the other rather than not."""
    n = len(x)
    for i in range(n):
        quiet = worth(0.5, r[i])
        for j in range(n):
            far = abs(x[i] - x[j]) / span
            won, lost = worth(0.5 - 0.5 * far, r[i]), worth(0.5 + 0.5 * far, r[i])
            fought = salience[j] * (p[i, j] * won + (1.0 - p[i, j]) * lost) + (1.0 - salience[j]) * won
            drift = 0.25 * (abs(x[i] - anchor) / span + far)
            better = abs(x[i] - anchor) < abs(x[i] - x[j])
            left = worth(0.5 - drift if better else 0.5 + drift, r[i])
            e[i, j] = fought - q * quiet - (1.0 - q) * left if far > 0.0 else 0.0


@compiled
def exponents(e: Floats, r: Floats) -> None:
    """Fill in exponents of risk, from 1/2 (averse: others gain most by challenging it) to 2."""
    n = len(r)
    exposed = np.zeros(n)
    for i in range(n):
        for j in range(n):
            if j != i:
                exposed[i] += e[j, i]
    least, most = exposed[0], exposed[0]
    for each in exposed:
        least, most = min(least, each), max(most, each)
    for i in range(n):
        tilt = (2.0 * exposed[i] - most - least) / (most - least) if most > least else 0.0
        r[i] = (1.0 - tilt / _TILT) / (1.0 + tilt / _TILT)


@compiled
def demand(mine: float, theirs: float, ours: float, other: float) -> tuple[int, float]:
    """Give what one, at `ours`, must do to satisfy another, at `other`: why it moves, and where to.

    Args:
        mine: What it expects of challenging the other.
        theirs: What the other expects of challenging it.
        ours: Where it is.
        other: Where the other is.
    """
    if theirs <= 0.0 or theirs <= mine:
        return STAYS, ours
    if mine > 0.0:
        return CONFLICT, other
    if mine < 0.0 and -mine < theirs:
        return COMPROMISE, ours + (other - ours) * (-mine / theirs)
    return (COMPEL, other) if mine < 0.0 else (STAYS, ours)


@compiled
def concede(offers: int, i: int, x: Floats, e: Floats, told: Whole, figures: Floats) -> float:
    """Give where an actor goes, and fill in to whom it yields and why."""
    best, reason, to, force, count = NOBODY, STAYS, x[i], 0.0, 0
    for j in range(len(x)):
        why, where = demand(e[i, j], e[j, i], x[i], x[j])
        if j == i or why == STAYS:
            continue
        count += 1
        nearer, stronger = abs(where - x[i]) - abs(to - x[i]), e[j, i] - force
        better = nearer < 0.0 or (nearer == 0.0 and stronger > 0.0)
        if offers == ENFORCEABLE:
            better = stronger > 0.0 or (stronger == 0.0 and nearer < 0.0)
        if best == NOBODY or better:
            best, reason, to, force = j, why, where, e[j, i]
    told[i, 1], told[i, 2], told[i, 3] = best, reason, count
    figures[i, 2] = force
    return float(to)


@compiled
def rounds(
    codes: Whole,
    q: float,
    stopping: tuple[int, int, float],
    capability: Floats,
    salience: Floats,
    shocks: Floats,
    reference: float,
    positions: Floats,
    told: Whole,
    figures: Floats,
) -> int:
    """Fill in the positions of each round, from those at the start, and who did what; give the number of rounds.

    Args:
        codes: Which offer is taken.
        q: The chance that nothing changes where nobody challenges.
        stopping: Rounds at most, rounds at least, and the share of the first round's movement below which it ends.
        capability: Of round and actor; the last round's holds on.
        salience: Likewise.
        shocks: Positions of round and actor that are put, NaN elsewhere.
        reference: Where things go without challenge; NaN for the median.
        positions: Of round and actor.
        told: Of round and actor: whom it would challenge, to whom it yields, why, number of demands on it.
        figures: Of round and actor: chance of success, expected gain, what the one to whom it yields expects, exponent of risk.
    """
    most, least, ratio = stopping
    n = positions.shape[1]
    p, e, r, weights = np.empty((n, n)), np.empty((n, n)), np.empty(n), np.empty(n)
    first = 0.0
    t = 0
    while t < most:
        x, after = positions[t], positions[t + 1]
        c, s = capability[min(t, len(capability) - 1)], salience[min(t, len(salience) - 1)]
        for i in range(n):
            if t < len(shocks) and not math.isnan(shocks[t, i]):
                x[i] = shocks[t, i]
            weights[i] = c[i] * s[i]
            r[i] = 1.0
        span = x.max() - x.min()
        span = span if span > 0.0 else 1.0
        anchor = middle(weights, x) if math.isnan(reference) else reference
        alliances(weights, x, p)
        expected(q, s, x, span, anchor, p, r, e)
        exponents(e, r)
        expected(q, s, x, span, anchor, p, r, e)
        far = 0.0
        for i in range(n):
            told[t, i, 0] = NOBODY
            figures[t, i, 0], figures[t, i, 1], figures[t, i, 3] = 0.0, 0.0, r[i]
            for j in range(n):
                if e[i, j] > figures[t, i, 1]:
                    told[t, i, 0] = j
                    figures[t, i, 0], figures[t, i, 1] = p[i, j], e[i, j]
            after[i] = concede(codes[0], i, x, e, told[t], figures[t])
            far += abs(after[i] - x[i])
        first = far if t == 0 else first
        t += 1
        if t >= least and far / (first + _SOME) < ratio:
            break
    return t
