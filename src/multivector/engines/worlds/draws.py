"""Random numbers by counter: the number of a trajectory, a step and a place is the same whoever asks for it, and in which order.

    key(t)     = mix(seed + G (t + 1))                                    of trajectory t
    u(t, m)    = mix(key(t) + G (m + 1)) >> 11, times 2^-53               the m-th number of that trajectory, in [0, 1)

with mix the finaliser of splitmix64 and G = 0x9E3779B97F4A7C15, all modulo 2^64 (Steele, Lea, Flood 2014, OOPSLA). Each
trajectory walks a stream of splitmix64 of its own. Policies that ask for the same (t, m) meet the same shocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counters = NDArray[np.uint64]

_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_WHOLE = 0xFFFFFFFFFFFFFFFF
UNIT = 2.0**-53

GOLDEN = np.uint64(_GOLDEN)
A, B = np.uint64(_FIRST), np.uint64(_SECOND)
S30, S27, S31, S11, ONE = (np.uint64(shift) for shift in (30, 27, 31, 11, 1))


def keys(seed: int, first: int, count: int) -> Counters:
    """Give the keys of trajectories, the first of which has the number `first`."""
    of = np.arange(first, first + count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        return mixed(np.uint64(seed & _WHOLE) + GOLDEN * (of + ONE))


def uniform(key: Counters, number: int) -> Floats:
    """Give the number of that place of each key, in [0, 1)."""
    with np.errstate(over="ignore"):
        z = mixed(key + GOLDEN * np.uint64(number + 1))
    return np.asarray((z >> S11).astype(np.float64) * UNIT)


def mixed(z: Counters) -> Counters:
    """Finish a counter, so that neighbours have nothing in common."""
    with np.errstate(over="ignore"):
        z = (z ^ (z >> S30)) * A
        z = (z ^ (z >> S27)) * B
    return np.asarray(z ^ (z >> S31))
