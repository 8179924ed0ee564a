"""HiGHS as every engine uses it: silent, serial, the same answer for the same programme.

The number of threads is left alone: HiGHS keeps one pool per process and refuses a second size; serial is said by
`parallel`. Reference: Huangfu, Hall (2018), Parallelizing the dual revised simplex method, Math. Prog. Comp. 10.
"""

from __future__ import annotations

import highspy

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
