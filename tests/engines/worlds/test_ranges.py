"""Policies over ranges: sets that fill them, ranks by counting, boxes by peeling, and what an advantage is made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multivector.engines.worlds import MEASURES, PARAMETERS, Comparison, boxes, compare, decomposed, latin, standing, usual
from multivector.engines.worlds.policies import equidistance, isolation, niches
from rehearsing import small_world

few = settings(max_examples=40, deadline=None)
WORLD = small_world()


@few
@given(st.integers(1, 30), st.integers(0, 10**6))
def test_sets_fill_every_range_evenly(count: int, seed: int) -> None:
    found = latin(count, np.random.default_rng(seed))
    for at, one in enumerate(PARAMETERS.values()):
        parts = np.floor((found[:, at] - one.low) / (one.high - one.low) * count).astype(int)
        assert sorted(np.minimum(parts, count - 1).tolist()) == list(range(count))


def test_there_is_at_least_one_set() -> None:
    with pytest.raises(ValueError, match="one set"):
        latin(0, np.random.default_rng(1))


@few
@given(
    arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 4), st.just(len(MEASURES))), elements=st.integers(0, 3).map(float))
)
def test_ranks_are_what_counting_gives(values: np.ndarray) -> None:
    sets, policies, measures = values.shape
    found = standing(Comparison(tuple("abcd"[:policies]), np.zeros((sets, 1)), values))
    turned = values.copy()
    turned[:, :, -1] *= -1
    for m in range(measures):
        for p in range(policies):
            firsts, ranks = [], []
            for s in range(sets):
                column = turned[s, :, m]
                best = column == column.max()
                firsts.append(best[p] / best.sum())
                ranks.append(1 + (column > column[p]).sum() + ((column == column[p]).sum() - 1) / 2)
            assert found.first[p, m] == pytest.approx(np.mean(firsts))
            assert found.rank[p, m] == pytest.approx(np.mean(ranks))
    for p in range(policies):
        free = [
            not any((turned[s, q] >= turned[s, p]).all() and (turned[s, q] > turned[s, p]).any() for q in range(policies))
            for s in range(sets)
        ]
        assert found.undominated[p] == pytest.approx(np.mean(free))


def test_sets_are_compared_on_the_same_shocks_in_any_order() -> None:
    sets = np.array([usual(), usual()])
    made = [niches(WORLD), isolation(WORLD), niches(WORLD, adaptive=False)]
    found = compare(WORLD, made, sets, seed=1, count=40, steps=6)
    assert found.policies == ("niches", "isolation", "niches-static")
    turned = compare(WORLD, made[::-1], sets, seed=1, count=40, steps=6)
    assert np.array_equal(found.values[:, ::-1], turned.values)
    assert found.values.shape == (2, 3, len(MEASURES))


def test_the_advantage_of_niches_is_the_dispersion_of_capabilities() -> None:
    found = decomposed(WORLD, seed=1, count=2000, steps=60)
    assert found.specialisation > 2 * found.flat > 0
    assert found.adaptivity > 0
    assert equidistance(WORLD).name == "equidistance"


def test_a_box_is_found_where_the_cases_are() -> None:
    rng = np.random.default_rng(1)
    x = rng.random((1500, 4))
    case = (x[:, 1] > 0.6) & (x[:, 3] < 0.5)
    found = boxes(x, case)
    assert found is not None
    assert {side[0] for side in found.sides} == {1, 3}
    ends = {side[0]: side[1:] for side in found.sides}
    assert ends[1][0] == pytest.approx(0.6, abs=0.06)
    assert ends[3][1] == pytest.approx(0.5, abs=0.06)
    assert found.coverage > 0.8
    assert found.density > 0.9


@few
@given(st.integers(0, 10**6), st.integers(20, 80))
def test_a_box_says_of_itself_what_is_true(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    x, case = rng.random((count, 3)), rng.random(count) < 0.4
    found = boxes(x, case)
    if found is None:
        assert not case.any() or case.all()
        return
    inside = np.ones(count, bool)
    for at, low, high in found.sides:
        inside &= (x[:, at] >= low) & (x[:, at] <= high)
    assert found.mass == pytest.approx(inside.mean())
    assert found.density == pytest.approx(case[inside].mean())
    assert found.coverage == pytest.approx(case[inside].sum() / case.sum())
    assert found.density >= case.mean() - 1e-12


def test_what_always_or_never_happens_has_no_box() -> None:
    x = np.random.default_rng(1).random((30, 2))
    assert boxes(x, np.zeros(30, bool)) is None
    assert boxes(x, np.ones(30, bool)) is None
    for wrong in ((x, np.ones(29, bool), 0.05), (x, np.ones(30, bool), 0.0)):
        with pytest.raises(ValueError, match="case or none"):
            boxes(wrong[0], wrong[1], alpha=wrong[2])
