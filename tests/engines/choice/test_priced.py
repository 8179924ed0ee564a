"""Priced choices: the indices by trying everything on small cases, by a published example, and their order."""

from __future__ import annotations

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multivector.engines.choice import Priced, avi, ccei, garp, houtman_maks, priced_power

few = settings(max_examples=40, deadline=None)
PRICES = [[4, 4, 4], [1, 9, 3], [2, 8, 3], [1, 8, 4], [3, 1, 9], [3, 2, 8], [8, 4, 1], [4, 1, 8], [9, 3, 1], [8, 3, 2]]
TAKEN = [
    [1.81, 0.19, 10.51], [17.28, 2.26, 4.13], [12.33, 2.05, 2.99], [6.06, 5.19, 0.62], [11.34, 10.33, 0.63],
    [4.33, 8.08, 2.61], [4.36, 1.34, 9.76], [1.37, 36.35, 1.02], [3.21, 4.97, 6.20], [0.32, 8.53, 10.92],
]  # fmt: skip
EXAMPLE = Priced(np.array(PRICES, float), np.array(TAKEN))
"""The example of the R package revpref, with the figures that it gives below."""


@st.composite
def priced(draw: st.DrawFn, most: int = 5) -> Priced:
    shape = (draw(st.integers(1, most)), draw(st.integers(1, 3)))
    whole = st.integers(1, 6).map(float)
    return Priced(draw(arrays(float, shape, elements=whole)), draw(arrays(float, shape, elements=whole)))


def holds(of: Priced, efficiency: list[float] | float, among: tuple[int, ...] | None = None) -> bool:
    """Tell by its definition whether no chain comes back with a strict step, every chain tried."""
    count = len(of.prices)
    at = [efficiency] * count if isinstance(efficiency, float) else efficiency
    cost = of.prices @ of.taken.T
    chosen = tuple(range(count)) if among is None else among
    for length in range(2, len(chosen) + 1):
        for chain in permutations(chosen, length):
            steps = [(chain[k], chain[(k + 1) % length]) for k in range(length)]
            if all(at[t] * cost[t, t] >= cost[t, s] - 1e-12 for t, s in steps) and any(
                at[t] * cost[t, t] > cost[t, s] + 1e-9 for t, s in steps
            ):
                return False
    return True


def test_the_published_example() -> None:
    assert not garp(EXAMPLE)
    assert garp(EXAMPLE, 0.90)
    assert ccei(EXAMPLE) == pytest.approx(0.9488409, abs=5e-8)
    power = priced_power(EXAMPLE, garp, np.random.default_rng(1), 1000)
    assert not power.passed
    assert 1 - power.area == pytest.approx(0.858, abs=4 * power.error)
    assert power.selten == -power.area


@few
@given(priced())
def test_garp_is_its_definition(of: Priced) -> None:
    assert garp(of) == holds(of, 1.0)
    assert garp(of, 0.8) == holds(of, 0.8)


@few
@given(priced(4))
def test_the_critical_efficiency_is_the_greatest_below_which_it_holds(of: Priced) -> None:
    found = ccei(of)
    assert 0 < found <= 1
    assert holds(of, found - 1e-6)
    assert found == 1 or not holds(of, min(1.0, found + 1e-6))


@few
@given(priced())
def test_the_most_choices_that_hold_together_are_the_most_of_all_subsets(of: Priced) -> None:
    found = houtman_maks(of)
    assert holds(of, 1.0, found)
    count = len(of.prices)
    best = max(size for size in range(count + 1) for kept in combinations(range(count), size) if holds(of, 1.0, kept))
    assert len(found) == best


@settings(max_examples=25, deadline=None)
@given(priced(3))
def test_efficiencies_of_each_choice_are_the_best_of_all_that_matter(of: Priced) -> None:
    mean, each = avi(of)
    cost = of.prices @ of.taken.T
    ratio = cost / np.diag(cost)[:, None]
    count = len(ratio)
    ends = [sorted({1.0, *(float(r) for r in ratio[t] if r < 1)}) for t in range(count)]
    best = max(float(np.mean(e)) for e in product(*ends) if holds(of, [end - 1e-7 for end in e]))
    assert mean == pytest.approx(best, abs=1e-6)
    assert holds(of, [end - 1e-6 for end in each])
    assert ccei(of) <= mean + 1e-9


def test_two_disjoint_choices_cannot_contradict_and_equal_prices_cannot_fail() -> None:
    apart = Priced(np.array([[1.0, 9.0], [9.0, 1.0]]), np.array([[5.0, 1.0], [1.0, 5.0]]))
    assert priced_power(Priced(np.ones((4, 3)), np.ones((4, 3))), garp, np.random.default_rng(1), 50).area == 1.0
    assert garp(apart)


@pytest.mark.parametrize(
    ("prices", "taken", "said"),
    [
        ([[1.0]], [[1.0, 2.0]], "every choice"),
        ([[0.0]], [[1.0]], "above 0"),
        ([[1.0]], [[0.0]], "something is taken"),
        ([[np.nan]], [[1.0]], "finite"),
    ],
)
def test_what_are_no_choices_is_refused(prices: list[list[float]], taken: list[list[float]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Priced(np.array(prices), np.array(taken))


def test_there_is_at_least_one_draw() -> None:
    with pytest.raises(ValueError, match="one draw"):
        priced_power(EXAMPLE, garp, np.random.default_rng(1), 0)
