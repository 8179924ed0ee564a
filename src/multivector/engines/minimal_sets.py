"""All the minimal reasons why items cannot stand together, and all the minimal ways out.

Let P(S) say whether a set S of items is consistent, with P monotone: a subset of a consistent set is consistent.

    U  minimal unsatisfiable:  not P(U), and P(U - {i}) for every i in U
    C  minimal correction:     P(All - C), and not P(All - C + {i}) for every i in C

The two families are each other's minimal hitting sets. The enumeration is MARCO's: a binary programme proposes the
largest set S, not yet decided, that contains no known U and misses no known C,

    max sum_i s_i   subject to   sum_{i in U} s_i <= |U| - 1,   sum_{i in C} s_i >= 1,   s binary.

If S is consistent it is maximal, and its complement is a correction; otherwise QuickXplain reduces it to a U with
O(|U| log(n / |U|)) further questions. No proposal is left exactly when both families are complete. There are as many
proposals as sets in both, which may be exponential in n: split independent items first, and set the limit.

References: Liffiton, Previti, Malik, Marques-Silva (2016), Fast, flexible MUS enumeration, Constraints 21.
Reiter (1987), A theory of diagnosis from first principles, Artificial Intelligence 32. Junker (2004), QuickXplain, AAAI.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np

from multivector.engines.solver import Status, run, solver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimalSets:
    """Both families in the order found, each set ascending; where not `complete`, more of either may exist."""

    unsatisfiable: tuple[tuple[int, ...], ...]
    correcting: tuple[tuple[int, ...], ...]
    complete: bool


def minimal_sets(n: int, consistent: Callable[[NDArray[np.bool_]], bool], limit: int) -> MinimalSets:
    """Both families over items 0..n-1, until there are `limit` of either.

    `consistent` takes a mask of n items. Corrections come smallest first. Raises ArithmeticError if the solver fails.
    """
    undecided = solver(mip_rel_gap=0.0)
    undecided.addVars(n, np.zeros(n), np.ones(n))
    items = np.arange(n, dtype=np.int32)
    undecided.changeColsIntegrality(n, items, np.full(n, highspy.HighsVarType.kInteger))
    undecided.changeColsCost(n, items, np.ones(n))
    undecided.changeObjectiveSense(highspy.ObjSense.kMaximize)
    unsatisfiable: list[tuple[int, ...]] = []
    correcting: list[tuple[int, ...]] = []

    def holds(members: Sequence[int]) -> bool:
        chosen = np.zeros(n, dtype=np.bool_)
        chosen[list(members)] = True
        return consistent(chosen)

    while run(undecided, Status.kOptimal, Status.kInfeasible) == Status.kOptimal:
        if max(len(unsatisfiable), len(correcting)) >= limit:
            return MinimalSets(unsatisfiable=tuple(unsatisfiable), correcting=tuple(correcting), complete=False)
        inside = np.array(undecided.getSolution().col_value) > 0.5  # noqa: PLR2004  # a binary, give or take rounding
        if consistent(inside):
            members = tuple(int(i) for i in np.flatnonzero(~inside))
            correcting.append(members)
            low, high = 1.0, math.inf
        else:
            members = tuple(sorted(_conflict((), [int(i) for i in np.flatnonzero(inside)], holds)))
            unsatisfiable.append(members)
            low, high = -math.inf, len(members) - 1.0
        undecided.addRow(low, high, len(members), np.array(members, dtype=np.int32), np.ones(len(members)))
    return MinimalSets(unsatisfiable=tuple(unsatisfiable), correcting=tuple(correcting), complete=True)


def _conflict(given: Sequence[int], items: Sequence[int], holds: Callable[[Sequence[int]], bool]) -> list[int]:
    """QuickXplain: a minimal subset of `items` that cannot hold beside `given`, where all of `items` cannot."""
    if len(items) == 1:
        return list(items)
    first, second = items[: len(items) // 2], items[len(items) // 2 :]
    late = [] if not holds((*given, *first)) else _conflict((*given, *first), second, holds)
    early = [] if late and not holds((*given, *late)) else _conflict((*given, *late), first, holds)
    return early + late
