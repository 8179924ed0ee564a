"""Spreads have the quantiles that another library gives them, and members are the same however they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from multivector.engines.bargaining import Input, Normal, Table, Triangular, Uniform, spreads, table, uncertain

if TYPE_CHECKING:
    from multivector.engines.bargaining import Spread, Uncertain

few = settings(max_examples=30, deadline=None)
U = np.array([0.0, 0.01, 0.3, 0.5, 0.77, 0.999])


def of() -> Table:
    return table(["a", "b"], [[10, 60], [90, 40]], [[30, 30], [50, 50]], [1, 2])


def spread_out() -> Uncertain:
    return uncertain(
        of(),
        {
            Input("salience", 1, 0): Uniform(20, 80),
            Input("position", 0, 1): Triangular(50, 60, 90),
            Input("capability", 1): Normal(2, 1, 0.5, 9),
        },
    )


@few
@given(st.floats(-50, 50), st.floats(0.1, 50), st.floats(0, 1))
def test_quantiles_are_those_of_another_library(low: float, width: float, where: float) -> None:
    mode = low + width * where
    assert Uniform(low, low + width).at(U) == pytest.approx(stats.uniform(low, width).ppf(U))
    assert Triangular(low, mode, low + width).at(U) == pytest.approx(stats.triang(where, low, width).ppf(U), abs=1e-6)
    cut = stats.truncnorm(-width / width, 1.5, mode, width).ppf(U)
    assert Normal(mode, width, mode - width, mode + 1.5 * width).at(U) == pytest.approx(cut, abs=1e-6)


def test_an_interval_of_no_width_is_a_point() -> None:
    assert (Uniform(3, 3).at(U) == 3).all()
    assert (Triangular(3, 3, 3).at(U) == 3).all()


def test_members_are_the_same_in_any_division_and_however_many_inputs_are_uncertain() -> None:
    one = spread_out()
    whole = spreads.draws(one, 7, 0, 9)
    parts = np.concatenate([spreads.draws(one, 7, 0, 4), spreads.draws(one, 7, 4, 5)])
    assert (whole == parts).all()
    less = uncertain(of(), {Input("salience", 1, 0): Uniform(20, 80)})
    at = [which for which, _ in one.spreads].index(Input("salience", 1, 0))
    assert (spreads.draws(less, 7, 0, 9)[:, 0, 0] == whole[:, 0, at]).all()
    assert (spreads.draws(one, 7, 0, 9, sets=2)[:, 0] == whole[:, 0]).all()
    assert (spreads.draws(one, 8, 0, 9) != whole).all()


def test_members_lie_within_their_spreads_and_saliences_within_a_hundred() -> None:
    made = spreads.members(spread_out(), spreads.draws(spread_out(), 1, 0, 200)[:, 0])
    assert {float(each.position[0, 0]) for each in made} == {10.0}
    for each in made:
        assert 50 <= each.position[0, 1] <= 90
        assert 0.5 <= each.capability[1] <= 9
        assert each.salience.sum(axis=1).max() <= 100 + 1e-9
        assert each.salience[1, 0] / each.salience[1, 1] == pytest.approx(
            each.salience[1, 0] / min(50, each.salience[1, 1]), rel=0.7
        )
    assert len({float(each.salience[1, 0]) for each in made}) == 200
    assert of().salience.tolist() == [[30, 30], [50, 50]]


@pytest.mark.parametrize(
    ("which", "spread", "says"),
    [
        (Input("position", 2), Uniform(1, 2), "no such number"),
        (Input("position", 0, 2), Uniform(1, 2), "no such number"),
        (Input("capability", 0, 1), Uniform(1, 2), "no such number"),
        (Input("position", 0), Uniform(-1, 2), "between 0 and 100"),
        (Input("salience", 0), Uniform(1, 101), "between 0 and 100"),
        (Input("capability", 0), Uniform(-1, 1), "between 0 and inf"),
        (Input("position", 0), Uniform(3, 2), "lower end up"),
        (Input("position", 0), Uniform(float("nan"), 2), "lower end up"),
        (Input("capability", 0), Uniform(1, float("inf")), "lower end up"),
        (Input("position", 0), Triangular(1, 3, 2), "lower end up"),
        (Input("position", 0), Normal(1, 0, 0, 2), "lower end up"),
        (Input("position", 0), Normal(1, 1, 2, 2), "lower end up"),
        (Input("position", 0), Normal(1, 1, 60, 90), "lower end up"),
        (Input("position", 0), Normal(float("inf"), 1, 0, 90), "lower end up"),
    ],
)
def test_what_is_no_spread_of_a_number_of_the_table_is_refused(which: Input, spread: Spread, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        uncertain(of(), {which: spread})


def test_spreads_come_in_the_order_of_the_table() -> None:
    found = [which for which, _ in spread_out().spreads]
    assert found == [Input("capability", 1), Input("position", 0, 1), Input("salience", 1, 0)]


def test_streams_of_other_purposes_differ() -> None:
    a: Any = spreads.stream(1, 2).random()
    assert a == spreads.stream(1, 2).random()
    assert a != spreads.stream(1, 2, 1).random()
