"""Choices from menus: monotone and additive utilities by trying everything, and what chance would pass."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multivector.engines.choice import (
    Menu,
    additive,
    additive_most,
    cells,
    menu_power,
    monotone,
    monotone_most,
)
from multivector.engines.choice.relations import Revealed, most

few = settings(max_examples=40, deadline=None)


@st.composite
def menus(draw: st.DrawFn) -> list[Menu]:
    d = draw(st.integers(1, 3))
    whole = st.integers(0, 4).map(float)
    made = []
    for _ in range(draw(st.integers(1, 4))):
        rows = draw(arrays(float, (draw(st.integers(1, 4)), d), elements=whole))
        made.append(Menu(rows, draw(st.integers(0, len(rows) - 1))))
    return made


def apart(of: list[Menu]) -> list[tuple[int, np.ndarray]]:
    every = np.concatenate([menu.rows for menu in of])
    width = np.where(np.ptp(every, axis=0) > 0, np.ptp(every, axis=0), 1.0)
    return [
        (t, (menu.rows[menu.taken] - row) / width)
        for t, menu in enumerate(of)
        for at, row in enumerate(menu.rows)
        if at != menu.taken
    ]


GRID = [np.array(w) / 12 for d in (1, 2, 3) for w in product(range(13), repeat=d) if sum(w) == 12]


@few
@given(menus())
def test_no_weighting_does_better_than_the_one_found(of: list[Menu]) -> None:
    found = additive(of)
    d = of[0].rows.shape[1]
    assert found.weights.sum() == pytest.approx(1)
    assert (found.weights >= -1e-9).all()
    steps = apart(of)
    reached = min((float(found.weights @ step) for _, step in steps), default=1.0)
    assert found.margin == pytest.approx(reached, abs=1e-7)
    for weights in GRID:
        if len(weights) == d:
            assert min((float(weights @ step) for _, step in steps), default=1.0) <= found.margin + 1e-7


@few
@given(menus())
def test_the_maximum_score_explains_what_it_says_and_no_grid_of_weights_explains_more(of: list[Menu]) -> None:
    found = additive_most(of, 1e-3)
    d = of[0].rows.shape[1]
    if found:
        assert additive([of[at] for at in found]).margin > 0
    for weights in GRID:
        if len(weights) == d:
            scored = [t for t in range(len(of)) if all(float(weights @ step) >= 2e-3 for other, step in apart(of) if other == t)]
            assert len(scored) <= len(found)


@few
@given(menus())
def test_what_one_weighting_explains_a_monotone_utility_does_too(of: list[Menu]) -> None:
    if additive(of).margin > 1e-9:
        assert monotone(of)
    assert monotone(of) == (len(monotone_most(of)) == len(of))


@few
@given(menus())
def test_the_most_that_a_monotone_utility_explains_is_the_most_of_all_subsets(of: list[Menu]) -> None:
    found = monotone_most(of)
    assert monotone([of[at] for at in found]) if found else True
    sizes = [k for k in range(1, len(of) + 1) for kept in combinations(range(len(of)), k) if monotone([of[at] for at in kept])]
    assert len(found) == max(sizes, default=0)


def test_a_choice_with_something_better_on_its_menu_explains_nothing() -> None:
    worse = Menu(np.array([[1.0, 1.0], [2.0, 2.0]]), 0)
    assert not monotone([worse])
    assert monotone_most([worse]) == ()
    assert additive([worse]).margin == -1.0


def test_cycles_over_menus_are_found() -> None:
    a, b, c = np.array([2.0, 0.0]), np.array([0.0, 2.0]), np.array([1.0, 1.0])
    one, other = Menu(np.array([a, b + 1]), 0), Menu(np.array([b, a + 1]), 0)
    assert not monotone([one, other])
    assert len(monotone_most([one, other])) == 1
    assert monotone([Menu(np.array([a, c]), 0), Menu(np.array([c, b]), 0)])


def test_two_menus_with_nothing_in_common_have_no_power() -> None:
    disjoint = [Menu(np.array([[0.0, 1.0], [1.0, 0.0]]), 0), Menu(np.array([[5.0, 6.0], [6.0, 5.0]]), 1)]
    power = menu_power(disjoint, monotone, np.random.default_rng(1), 200)
    assert (power.area, power.selten) == (1.0, 0.0)
    assert power.error == 0.0


@few
@given(st.integers(1, 3), st.integers(1, 6), st.randoms(use_true_random=False))
def test_weights_decide_comparisons_in_at_most_so_many_ways(d: int, comparisons: int, random: object) -> None:
    rng = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]  # of Hypothesis
    steps = rng.normal(size=(comparisons, d))
    seen = {tuple((steps @ w > 0).tolist()) for w in rng.normal(size=(500, d))}
    assert len(seen) <= cells(d, comparisons) <= 2**comparisons
    assert cells(d, 0) == 1


@pytest.mark.parametrize(
    ("rows", "taken", "said"), [(np.ones(3), 0, "rows"), (np.array([[np.inf]]), 0, "finite"), (np.ones((1, 1)), 1, "stands on")]
)
def test_what_is_no_menu_is_refused(rows: np.ndarray, taken: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Menu(rows, taken)


def test_menus_have_the_same_attributes_and_margins_are_above_nothing() -> None:
    for wrong in ([], [Menu(np.ones((1, 1)), 0), Menu(np.ones((1, 2)), 0)]):
        with pytest.raises(ValueError, match="same attributes"):
            additive(wrong)
    with pytest.raises(ValueError, match="margin above 0"):
        additive_most([Menu(np.ones((1, 1)), 0)], 0.0)
    assert most(Revealed(np.zeros((0, 0), np.bool_), np.zeros((0, 0), np.bool_))) == ()
