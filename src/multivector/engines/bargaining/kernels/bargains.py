"""What is proposed, what it is worth to everybody, and what each actor takes of what lies before it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.bargaining.kernels.challenge import distance, utility
from multivector.engines.bargaining.kernels.votes import coalitions, election, victories
from multivector.engines.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

S1P1, S2P2, S2P_MAX = range(3)
STATUS_QUO = -1
_LEAST = 1e-6
_GRID = 1e4
_ALIKE = 1e-12


@compiled
def on_grid(x: float) -> float:
    """Round to four places as the published program does: add a half and cut."""
    steps = x * _GRID + 0.5
    return (math.floor(steps) if steps >= 0.0 else math.ceil(steps)) / _GRID


@compiled
def propose(kind: int, success: float, i: int, j: int, salience: Floats, positions: Floats, parts: Floats, row: int) -> None:
    """Fill in where challenger i (at this row) and target j (at the next) would move."""
    for k in range(positions.shape[1]):
        si, sj, xi, xj = salience[i, k], salience[j, k], positions[i, k], positions[j, k]
        if kind == S2P_MAX:
            up, down = max(0.0, (1.0 - success) - success), max(0.0, success - (1.0 - success))
            a, b = si * si, sj * sj
            parts[row, k] = xi + up * b / (up * b + _LEAST + (1.0 - up) * a) * (xj - xi)
            parts[row + 1, k] = xj + down * a / (down * a + _LEAST + (1.0 - down) * b) * (xi - xj)
            continue
        a, b = si * success, sj * (1.0 - success)
        if kind == S2P2:
            a, b = a * a, b * b
        parts[row, k] = on_grid(((a + _LEAST) * xi + b * xj) / (a + _LEAST + b))
        parts[row + 1, k] = on_grid((a * xi + (b + _LEAST) * xj) / (a + _LEAST + b))


@compiled
def worth(
    pairs: Whole,
    parts: Floats,
    count: int,
    salience: Floats,
    ideals: Floats,
    norm: Floats,
    far: Floats,
    risk: Floats,
    value: Floats,
) -> None:
    """Fill in the utility to each actor (first index) of each bargain, and last of the status quo.

    Each sum begins with the two that bargain and goes on with the others in their order, as in the reference program: where votes
    are binary, differences of rounding count.
    """
    n_actors = len(far)
    ours, theirs, sums = np.empty(count + 1), np.empty(count + 1), np.empty(count + 1)
    ones, others = np.full(count + 1, STATUS_QUO), np.full(count + 1, STATUS_QUO)
    for b in range(count):
        ones[b], others[b] = pairs[b, 0], pairs[b, 1]
    for a in range(n_actors):
        for b in range(count):
            ours[b] = utility(distance(salience, ideals, norm, a, parts, 2 * b), risk[a])
            theirs[b] = utility(distance(salience, ideals, norm, a, parts, 2 * b + 1), risk[a])
        for b in range(count):
            sums[b] = ours[b] + theirs[b]
        sums[count] = 0.0
        for n in range(n_actors):
            same = utility(far[a, n], risk[a])
            for b in range(count + 1):
                sums[b] += 0.0 if ones[b] == n or others[b] == n else same
        for b in range(count + 1):
            value[a, b] = sums[b] / n_actors


@compiled
def place(pairs: Whole, parts: Floats, positions: Floats, b: int, n: int, k: int) -> float:
    """Give where an actor is after a bargain."""
    if b != STATUS_QUO and pairs[b, 0] == n:
        return float(parts[2 * b, k])
    if b != STATUS_QUO and pairs[b, 1] == n:
        return float(parts[2 * b + 1, k])
    return float(positions[n, k])


@compiled
def alike(pairs: Whole, parts: Floats, positions: Floats, one: int, other: int) -> bool:
    """Say whether two options leave everybody at the same place."""
    for b in (one, other):
        for side in range(2):
            if b != STATUS_QUO:
                n = pairs[b, side]
                for k in range(positions.shape[1]):
                    apart = place(pairs, parts, positions, one, n, k) - place(pairs, parts, positions, other, n, k)
                    if abs(apart) > _ALIKE:
                        return False
    return True


@compiled
def queue(k: int, pairs: Whole, parts: Floats, count: int, positions: Floats, merge: int, lying: Whole) -> int:
    """Fill in what lies before actor k, in the order of those who proposed it, and give how many there are."""
    m = 0
    own = False
    for b in range(count + 1):
        if not own and (b == count or pairs[b, 0] >= k):
            lying[m] = STATUS_QUO
            m += 1
            own = True
        if b < count and (pairs[b, 0] == k or pairs[b, 1] == k):
            lying[m] = b
            m += 1
    return merged(k, pairs, parts, positions, lying, m) if merge == 1 else m


@compiled
def merged(k: int, pairs: Whole, parts: Floats, positions: Floats, lying: Whole, m: int) -> int:
    """Leave out options before actor k that an earlier one equals, and give how many are left."""
    left = 0
    for each in range(m):
        new = True
        here = place(pairs, parts, positions, lying[each], k, 0)
        for earlier in range(left):
            apart = place(pairs, parts, positions, lying[earlier], k, 0) - here  # most differ here already
            if abs(apart) <= _ALIKE and alike(pairs, parts, positions, lying[earlier], lying[each]):
                new = False
                break
        if new:
            lying[left] = lying[each]
            left += 1
    return left


@compiled
def choose(p: Floats, options: int, draw: float) -> int:
    """Give the most probable option, the first of equals; or, where a draw is given (not below 0), the one that it falls on."""
    best = 0
    if draw >= 0.0:
        total = p[0]
        while total <= draw and best < options - 1:
            best += 1
            total += p[best]
        return best
    for each in range(1, options):
        if p[each] > p[best]:
            best = each
    return best


@compiled
def settle(
    how: tuple[int, int, int, int],
    weights: Floats,
    value: Floats,
    lying: Whole,
    options: int,
    count: int,
    draw: float,
    liking: Floats,
    strength: Floats,
    back: Floats,
    chance: Floats,
    p: Floats,
) -> tuple[int, float, int]:
    """Give which of the options that lie before an actor is taken, how probable that was, and the sweeps that it took.

    The last five arrays are room to work in.
    """
    rule, victory, pce, logs = how
    for a in range(len(weights)):
        for each in range(options):
            b = lying[each]
            liking[a, each] = value[a, count if b == STATUS_QUO else b]
    coalitions(rule, weights, liking, options, strength, back)
    victories(victory, strength, options, chance)
    sweeps = election(pce, strength, chance, options, logs, p)
    best = choose(p, options, draw)
    return lying[best], p[best], sweeps
