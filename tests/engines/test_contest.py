"""Contests: bounds against every corner and random choices inside, and the laws of a share."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from multivector.engines.contest import concentration, effective_number, rivalry, rivalry_bounds

few = settings(max_examples=60, deadline=None)
Ends = tuple[NDArray[np.float64], NDArray[np.float64]]


def ends(size: int, top: float = 1.0) -> st.SearchStrategy[Ends]:
    pair = st.tuples(st.floats(0, top), st.floats(0, top)).map(sorted)
    return st.lists(pair, min_size=size, max_size=size).map(lambda each: (np.array(each)[:, 0], np.array(each)[:, 1]))


CASES = st.integers(1, 3).flatmap(lambda size: st.tuples(ends(size), ends(size), ends(size, 9)))


@few
@given(CASES, st.integers(0, 999))
def test_bounds_of_rivalry_hold_inside_and_are_reached(case: tuple[Ends, Ends, Ends], seed: int) -> None:
    i, j, v = case
    low, high = rivalry_bounds(i, j, v)
    if np.isnan(low):
        assert float(v[1] @ i[1]) == 0
        return
    rng = np.random.default_rng(seed)
    inside = [rivalry(*(rng.uniform(*each) for each in case)) for _ in range(30)]
    assert all(low - 1e-9 <= at <= high + 1e-9 for at in inside if not np.isnan(at))
    near = [np.clip(q, *i) for q in j]  # where the presence of i is best kept to that of j
    reached = [
        rivalry(p, q, w)
        for p in [np.array(each) for each in product(*zip(*i, *near, strict=True))]
        for q in j
        for w in [np.array(each) for each in product(*zip(*v, strict=True))]
    ]
    reached = [at for at in reached if not np.isnan(at)]
    if reached and i[0].min() > 0 and v[0].min() > 0:
        assert (low, high) == pytest.approx((min(reached), max(reached)), abs=1e-9)


@few
@given(CASES)
def test_rivalry_is_a_share_whole_with_oneself_and_rises_with_the_other(case: tuple[Ends, Ends, Ends]) -> None:
    (p, _), (q, more), (v, _) = case
    found = rivalry(p, q, v)
    if np.isnan(found):
        return
    assert -1e-12 <= found <= 1 + 1e-12
    assert rivalry(p, p, v) == pytest.approx(1)
    assert rivalry(p, more, v) >= found - 1e-12
    assert rivalry(p, np.zeros_like(p), v) == 0


@few
@given(st.integers(1, 5).flatmap(ends), st.integers(0, 999))
def test_bounds_of_the_effective_number_hold_inside(case: Ends, seed: int) -> None:
    low, high = effective_number(*case)
    rng = np.random.default_rng(seed)
    for _ in range(40):
        chosen = rng.uniform(*case)
        chosen = np.where(rng.random(len(chosen)) < 0.3, case[rng.integers(2)], chosen)
        if chosen.sum() > 0:
            assert low - 1e-9 <= 1 / concentration(chosen) <= high + 1e-9
    assert high <= len(case[0]) + 1e-9


@few
@given(st.integers(1, 6), st.floats(0.05, 1))
def test_equals_count_each_and_one_alone_is_one(count: int, presence: float) -> None:
    assert effective_number([presence] * count, [presence] * count) == pytest.approx((count, count))
    assert effective_number([0.2, 0], [0.9, 0]) == pytest.approx((1, 1))


def test_where_nobody_may_be_present_the_lower_end_is_nothing() -> None:
    assert effective_number([0, 0], [0, 0]) == (0, 0)
    assert effective_number([0, 0], [1, 1]) == pytest.approx((0, 2))
    assert np.isnan(concentration([0, 0]))


@pytest.mark.parametrize(("low", "high"), [([0.5], [0.4]), ([-0.1], [1]), ([0], [1.1]), ([np.nan], [1]), ([0, 0], [1])])
def test_what_is_no_presence_is_refused(low: list[float], high: list[float]) -> None:
    with pytest.raises(ValueError, match="least"):
        effective_number(low, high)


def test_values_must_be_finite_and_suppliers_few() -> None:
    with pytest.raises(ValueError, match="finite"):
        rivalry_bounds(([0], [1]), ([0], [1]), ([0], [np.inf]))
    with pytest.raises(ValueError, match="more than"):
        effective_number([0.1] * 17, [0.2] * 17)
