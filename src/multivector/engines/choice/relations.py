"""Relations of "revealed preferred": whether a cycle holds a strict one, and the most choices without such a cycle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.solver import Row, optimum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Revealed:
    """What is revealed preferred to what: row to column, weakly, and strictly (which is also weakly)."""

    weak: Flags
    strict: Flags


def consistent(of: Revealed) -> bool:
    """Tell whether no cycle holds a strict preference."""
    return not (_reach(of.weak) & of.strict.T).any()


def most(of: Revealed) -> tuple[int, ...]:
    """Give the most choices that are consistent together, exactly; of equally many, any.

    Choices z and levels u, with u_t >= u_s where t is weakly preferred to s and both are kept, u_t >= u_s + 1 where strictly.
    """
    count = len(of.weak)
    if count == 0:
        return ()
    big = count + 1.0
    rows = []
    for t in range(count):
        for s in range(count):
            if t == s and of.strict[t, t]:
                rows.append(Row({t: 1.0}, 0.0, 0.0))
            elif t != s and of.weak[t, s]:
                step = float(of.strict[t, s])
                rows.append(Row({count + t: 1.0, count + s: -1.0, t: -big, s: -big}, step - 2 * big, np.inf))
    gain = np.concatenate([np.ones(count), np.zeros(count)])
    high = np.concatenate([np.ones(count), np.full(count, float(count))])
    found = optimum(gain, np.zeros(2 * count), high, range(count), rows)
    assert found is not None  # noqa: S101  # nothing kept always fits
    return tuple(int(at) for at in np.flatnonzero(found.x[:count] > 0.5))  # noqa: PLR2004  # whole numbers


def _reach(weak: Flags) -> Flags:
    """Give what is reached by any number of steps (Warshall 1962)."""
    reach = weak | np.eye(len(weak), dtype=np.bool_)
    for middle in range(len(weak)):
        reach |= np.outer(reach[:, middle], reach[middle])
    return reach
