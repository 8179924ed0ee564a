"""Measures of voting: every pair by its definition, Cohen's kappa as another library has it, and Kazakhstan's in 2019."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import cohen_kappa_score
from unga import UNGA, ballots_of

from multivector.engines.votes import ABSENT, MEASURES, Ballots, ballots, contested, distances, similarity, yearly

if TYPE_CHECKING:
    import random as chance
    from collections.abc import Callable

    from numpy.typing import NDArray

some = settings(max_examples=80, deadline=None)


def laid(table: NDArray[np.int8], group: NDArray[np.int64] | None = None) -> Ballots:
    n, rolls = table.shape
    return Ballots(
        tuple(f"s{at}" for at in range(n)), np.arange(rolls), np.zeros(rolls, np.int64) if group is None else group, table
    )


@st.composite
def tables(draw: st.DrawFn) -> Ballots:
    n, rolls = draw(st.integers(1, 5)), draw(st.integers(0, 12))
    table = draw(arrays(np.int8, (n, rolls), elements=st.integers(0, 3)))
    group = draw(arrays(np.int64, rolls, elements=st.integers(2000, 2002)))
    return laid(table, group)


def defined(x: NDArray[np.int8], y: NDArray[np.int8]) -> dict[str, float]:
    """Give every measure of one pair as its sum over roll calls says, ballot by ballot."""
    both = [(int(a), int(b)) for a, b in zip(x, y, strict=True) if a and b]
    n = len(both)
    if n == 0:
        return dict.fromkeys(MEASURES, math.nan)
    weights: dict[str, Callable[[int], float]] = {
        "nominal": lambda d: float(d > 0),
        "absolute": float,
        "squared": lambda d: float(d * d),
    }
    found = {
        "agreement": sum(float(a == b) for a, b in both) / n,
        "closeness": sum(1 - abs(a - b) / 2 for a, b in both) / n,
        "s_absolute": 1 - 2 * sum(abs(a - b) for a, b in both) / (n * 2),
        "s_squared": 1 - 2 * sum((a - b) ** 2 for a, b in both) / (n * 4),
    }
    for name, weight in weights.items():
        seen = sum(weight(abs(a - b)) for a, b in both) / n
        kappa = sum(weight(abs(a - b)) for a, _ in both for _, b in both) / n**2
        pooled = [a for a, _ in both] + [b for _, b in both]
        pi = sum(weight(abs(a - b)) for a in pooled for b in pooled) / (2 * n) ** 2
        found |= {f"kappa_{name}": 1 - seen / kappa if kappa else math.nan, f"pi_{name}": 1 - seen / pi if pi else math.nan}
    return found


@some
@given(tables())
def test_every_measure_of_every_pair_is_its_definition(of: Ballots) -> None:
    found = similarity(of)
    for i, one in enumerate(of.states):
        for j, other in enumerate(of.states):
            assert found.n[i, j] == ((of.table[i] > 0) & (of.table[j] > 0)).sum()
            assert found.of(one, other) == pytest.approx(defined(of.table[i], of.table[j]), abs=1e-12, nan_ok=True)


@some
@given(tables())
def test_both_directions_are_given_and_agree(of: Ballots) -> None:
    found = similarity(of)
    for name in MEASURES:
        values = getattr(found, name)
        assert np.allclose(values, values.T, equal_nan=True)


@some
@given(arrays(np.int8, (2, 30), elements=st.integers(1, 3)))
def test_kappa_is_the_one_of_another_library(table: NDArray[np.int8]) -> None:
    found = similarity(laid(table)).of("s0", "s1")
    if len(np.unique(table)) == 1:
        assert math.isnan(found["kappa_squared"])
        return
    for name, weights in (("nominal", None), ("absolute", "linear"), ("squared", "quadratic")):
        ours, theirs = found[f"kappa_{name}"], cohen_kappa_score(*table, labels=[1, 2, 3], weights=weights)
        assert ours == pytest.approx(theirs, abs=1e-12, nan_ok=True)


@some
@given(tables())
def test_squared_ones_follow_from_means_and_variances(of: Ballots) -> None:
    found = similarity(of)
    for i in range(len(of.states)):
        for j in range(len(of.states)):
            both = (of.table[i] > 0) & (of.table[j] > 0)
            x, y = of.table[i][both].astype(float), of.table[j][both].astype(float)
            if len(x) == 0:
                continue
            d, spread, apart = ((x - y) ** 2).mean(), x.var() + y.var(), (x.mean() - y.mean()) ** 2
            for values, chance in ((found.kappa_squared, spread + apart), (found.pi_squared, spread + apart / 2)):
                wanted = 1 - d / chance if chance > 1e-12 else math.nan
                assert values[i, j] == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@some
@given(tables(), st.randoms(use_true_random=False))
def test_ballots_may_come_in_any_order_and_absence_needs_no_ballot(of: Ballots, random: chance.Random) -> None:
    cast = [(of.states[i], j, int(of.table[i, j]), int(of.group[j])) for i in range(len(of.states)) for j in range(len(of.group))]
    cast = [one for one in cast if one[2] != ABSENT]
    random.shuffle(cast)
    if not cast:
        return
    state, roll, vote, group = zip(*cast, strict=True)
    made = ballots(state, roll, vote, group)
    again = similarity(made)
    first = similarity(of)
    for one in made.states:
        for other in made.states:
            assert again.of(one, other) == pytest.approx(first.of(one, other), abs=1e-12, nan_ok=True)


@some
@given(tables())
def test_groups_are_measured_apart_and_hold_only_those_who_voted(of: Ballots) -> None:
    for group, found in yearly(of):
        part = of.of(group)
        assert found.states == part.states
        assert (part.table > 0).any(axis=1).all()
        assert np.array_equal(found.n, similarity(part).n)


def test_what_everybody_voted_alike_is_left_out() -> None:
    table = np.array([[1, 1, 0, 3], [1, 2, 0, 3], [0, 1, 0, 0]], np.int8)
    assert contested(laid(table, np.arange(4))).group.tolist() == [1]


def test_who_never_met_or_cannot_be_told_from_chance_has_no_figure() -> None:
    never = similarity(laid(np.array([[1, 0], [0, 3]], np.int8))).of("s0", "s1")
    assert all(math.isnan(value) for value in never.values())
    alike = similarity(laid(np.ones((2, 2), np.int8))).of("s0", "s1")
    assert alike["agreement"] == 1.0
    assert math.isnan(alike["kappa_squared"])
    apart = similarity(laid(np.array([[1, 1], [3, 3]], np.int8))).of("s0", "s1")
    assert (apart["agreement"], apart["kappa_squared"], apart["pi_squared"]) == (0.0, 0.0, -1.0)


def test_ideal_points_are_apart_by_their_difference_and_missing_is_not_zero() -> None:
    found = distances([0.5, math.nan, -1.0])
    assert found[0, 2] == found[2, 0] == 1.5
    assert np.isnan(found[1]).all()
    for wrong in ([math.inf, 0.0], [[0.0, 1.0]]):
        with pytest.raises(ValueError, match="ideal points"):
            distances(wrong)


@pytest.mark.parametrize(
    ("state", "roll", "vote", "group", "said"),
    [
        (["a"], [1, 2], [1, 1], [1, 1], "every ballot"),
        (["a"], [1], [4], [1], "a vote is"),
        (["a", "a"], [1, 1], [1, 2], [1, 1], "votes once"),
        (["a", "b"], [1, 1], [1, 2], [1, 2], "one group"),
    ],
)
def test_ballots_that_cannot_be_are_refused(
    state: list[str], roll: list[int], vote: list[int], group: list[int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        ballots(state, roll, vote, group)


@pytest.mark.skipif(not UNGA.exists(), reason="votes of the General Assembly are not beside the project")
def test_kazakhstan_in_2019_is_closest_to_china_and_apart_from_america() -> None:
    found = similarity(ballots_of((2019, 2019)))
    kappa = [found.of("Kazakhstan", other)["kappa_squared"] for other in ("United States", "Russia", "China")]
    assert kappa == pytest.approx([-0.110, 0.214, 0.423], abs=5e-4)
