"""HiGHS as every engine uses it: silent, serial, the same answer for the same programme.

The number of threads is left alone: HiGHS keeps one pool per process and refuses a second size; serial is said by
`parallel`. Reference: Huangfu, Hall (2018), Parallelizing the dual revised simplex method, Math. Prog. Comp. 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

Status = highspy.HighsModelStatus


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> highspy.HighsStatus:  # noqa: N802  # the name is HiGHS's
        """Turn output off before the constructor's first call that would print a banner."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003
        status: highspy.HighsStatus = super().enableCallbacks()  # type: ignore[no-untyped-call]
        return status


def solver(**options: str | float) -> highspy.Highs:
    """A solver without a model, with further HiGHS options."""
    made = _Silent()  # type: ignore[no-untyped-call]
    made.setOptionValue("parallel", "off")
    made.setOptionValue("random_seed", 0)
    for option, value in options.items():
        made.setOptionValue(option, value)
    return made


def run(programme: highspy.Highs, *expected: Status) -> Status:
    """Solve; the status is one of those expected, else ArithmeticError."""
    programme.run()
    if programme.getModelStatus() not in expected:  # a warm start can end undecided where a cold one does not
        programme.clearSolver()
        programme.run()
    if (status := programme.getModelStatus()) not in expected:
        raise ArithmeticError(f"the solver stopped with {status}")
    return status


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One constraint: low <= sum of coefficient times variable <= high."""

    terms: Mapping[int, float]
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """The greatest value of a programme, and where it is reached."""

    value: float
    x: Floats


def optimum(gain: ArrayLike, low: ArrayLike, high: ArrayLike, whole: Sequence[int], rows: Sequence[Row]) -> Optimum | None:
    """Maximise a linear gain of variables between bounds, some of them whole numbers, under rows; None if nothing fits.

    Raises:
        ArithmeticError: the gain has no bound, or the solver gives up.
    """
    gain_, low_, high_ = (np.asarray(each, dtype=np.float64) for each in (gain, low, high))
    n = len(gain_)
    made = solver(mip_rel_gap=0.0, mip_abs_gap=0.0)
    made.addVars(n, low_, high_)
    columns = np.arange(n, dtype=np.int32)
    made.changeColsCost(n, columns, gain_)
    if len(whole):
        made.changeColsIntegrality(
            len(whole), np.array(whole, dtype=np.int32), np.full(len(whole), highspy.HighsVarType.kInteger)
        )
    made.changeObjectiveSense(highspy.ObjSense.kMaximize)
    for row in rows:
        places = np.array(list(row.terms), dtype=np.int32)
        made.addRow(row.low, row.high, len(places), places, np.array(list(row.terms.values()), dtype=np.float64))
    if run(made, Status.kOptimal, Status.kInfeasible, Status.kUnboundedOrInfeasible) != Status.kOptimal:
        return None
    x = np.array(made.getSolution().col_value)
    x[list(whole)] = np.round(x[list(whole)])
    return Optimum(float(gain_ @ x), x)
