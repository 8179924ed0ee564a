"""The validation of postures read from votes: no country helps to predict itself, and the baselines are what they say."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from posture_labels import CLASSES, LABELS
from posture_votes import balanced, majority, nearest, predicted

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


def test_no_country_helps_to_predict_itself() -> None:
    countries = np.array(["a", "b", "a", "c", "b", "d"])
    places = np.arange(6.0)
    values = np.column_stack([places, places**2])
    seen: list[tuple[int, int]] = []

    def method(known: Floats, classes: Whole, asked: Floats) -> Whole:
        seen.append((len(known), len(asked)))
        assert not set(classes.tolist()) & {int(place) for place in np.flatnonzero(countries == order[len(seen) - 1])}
        np.testing.assert_allclose(known.mean(axis=0), 0, atol=1e-12)
        np.testing.assert_allclose(known.std(axis=0), 1)
        return np.full(len(asked), len(seen))

    order = ["a", "b", "c", "d"]
    found = predicted(method, values, np.arange(6), countries)
    assert seen == [(4, 2), (4, 2), (5, 1), (5, 1)]
    assert found.tolist() == [1, 2, 1, 3, 2, 4]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=20), st.integers(0, 2))
def test_who_always_says_the_same_is_right_in_one_class_of_all(classes: list[int], same: int) -> None:
    expected = 1 / len(set(classes)) if same in classes else 0
    assert balanced(np.full(len(classes), same), np.array(classes)) == pytest.approx(expected)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(-5, 5), st.integers(0, 2)), min_size=1, max_size=12), st.floats(-5, 5))
def test_the_nearest_mean_is_nearest_and_the_majority_most_frequent(known: list[tuple[float, int]], asked: float) -> None:
    values, classes = np.array([[value] for value, _ in known]), np.array([one for _, one in known])
    means = {one: float(values[classes == one].mean()) for one in set(classes.tolist())}
    found = int(nearest(values, classes, np.array([[asked]]))[0])
    assert (means[found] - asked) ** 2 == pytest.approx(min((mean - asked) ** 2 for mean in means.values()))
    most = int(majority(values, classes, np.array([[asked]]))[0])
    assert (classes == most).sum() == max((classes == one).sum() for one in means)


def test_periods_of_a_country_do_not_overlap_and_lie_within_the_votes() -> None:
    assert all(1992 <= one.first <= one.last <= 2019 and one.posture in CLASSES and one.on for one in LABELS)
    for one, other in itertools.combinations(LABELS, 2):
        assert one.country != other.country or one.last < other.first or other.last < one.first
