from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from multivector.engines.solver import Status, run, solver

if TYPE_CHECKING:
    import highspy


def programme(**options: str | float) -> highspy.Highs:
    """Make the programme: the least x + y where x + 2 y >= 4 and 3 x + y >= 6."""
    made = solver(presolve="off", solver="simplex", **options)
    made.addVars(2, np.zeros(2), np.full(2, np.inf))
    made.changeColsCost(2, np.arange(2, dtype=np.int32), np.ones(2))
    for low, row in ((4.0, [1.0, 2.0]), (6.0, [3.0, 1.0])):
        made.addRow(low, np.inf, 2, np.arange(2, dtype=np.int32), np.array(row))
    return made


class Undecided:
    """Stand in for a solver whose warm start ends undecided."""

    def __init__(self, cold: Status) -> None:
        self.status, self.cold = Status.kUnknown, cold
        self.warm = True
        self.runs = 0

    def run(self) -> None:
        self.runs += 1
        self.status = Status.kUnknown if self.warm else self.cold

    def clearSolver(self) -> None:  # noqa: N802  # the name is HiGHS's
        self.warm = False

    def getModelStatus(self) -> Status:  # noqa: N802  # likewise
        return self.status


def test_it_solves_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    made = programme()
    assert run(made, Status.kOptimal) == Status.kOptimal
    assert made.getObjectiveValue() == pytest.approx(2.8)
    assert capfd.readouterr() == ("", "")


def test_an_option_reaches_the_solver_and_what_it_ends_is_an_error() -> None:
    with pytest.raises(ArithmeticError, match="IterationLimit"):
        run(programme(simplex_iteration_limit=0), Status.kOptimal)
    assert run(programme(simplex_iteration_limit=0), Status.kIterationLimit) == Status.kIterationLimit


def test_what_a_warm_start_leaves_undecided_is_solved_once_more_from_the_beginning() -> None:
    warm = Undecided(Status.kInfeasible)
    assert run(cast("highspy.Highs", warm), Status.kOptimal, Status.kInfeasible) == Status.kInfeasible
    assert warm.runs == 2
    stuck = Undecided(Status.kUnbounded)
    with pytest.raises(ArithmeticError, match="Unbounded"):
        run(cast("highspy.Highs", stuck), Status.kOptimal)
    assert stuck.runs == 2
