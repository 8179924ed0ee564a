"""Scores and their parts: against definitions by brute force, and the laws that make them scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.isotonic import IsotonicRegression

from multivector.engines.reliability import band, calibration_error, corp, crps, isotonic, score

few = settings(max_examples=80, deadline=None)
RECORDS = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.6, 0.9, 1.0]), st.integers(0, 1)), min_size=1, max_size=12)


def parts(records: list[tuple[float, int]]) -> tuple[list[float], list[int]]:
    return [x for x, _ in records], [y for _, y in records]


def by_min_max(x: list[float], y: list[int]) -> list[float]:
    """Fit by the formula of Ayer and others: the largest of the smallest means over stretches around each value."""
    values = sorted(set(x))

    def mean(low: float, high: float) -> float:
        return float(np.mean([b for a, b in zip(x, y, strict=True) if low <= a <= high]))

    return [max(min(mean(low, high) for high in values if high >= a) for low in values if low <= a) for a in x]


@few
@given(RECORDS)
def test_pooling_gives_the_fit_of_the_min_max_formula(records: list[tuple[float, int]]) -> None:
    x, y = parts(records)
    assert isotonic(x, y) == pytest.approx(by_min_max(x, y))


@few
@given(RECORDS)
def test_pooling_gives_the_fit_of_another_library(records: list[tuple[float, int]]) -> None:
    x, y = parts(records)
    values = sorted(set(x))
    means = [np.mean([b for a, b in zip(x, y, strict=True) if a == value]) for value in values]
    fitted = IsotonicRegression().fit_transform(values, means, sample_weight=[x.count(value) for value in values])
    assert isotonic(x, y) == pytest.approx([fitted[values.index(a)] for a in x])


@few
@given(RECORDS, st.sampled_from(["brier", "log"]))
def test_the_parts_add_up_and_none_is_negative(records: list[tuple[float, int]], kind: str) -> None:
    x, y = parts(records)
    assume(kind == "brier" or all(0 < a < 1 for a in x))
    found = corp(x, y, kind)  # type: ignore[arg-type]  # one of the two
    assert found.score == pytest.approx(found.miscalibration - found.discrimination + found.uncertainty)
    assert found.miscalibration >= -1e-12
    assert found.discrimination >= -1e-12


@few
@given(RECORDS)
def test_calibrated_forecasts_have_no_miscalibration_and_one_forecast_for_all_tells_nothing_apart(
    records: list[tuple[float, int]],
) -> None:
    x, y = parts(records)
    fitted = isotonic(x, y)
    assert corp(fitted, y).miscalibration == pytest.approx(0)
    assert corp([x[0]] * len(y), y).discrimination == pytest.approx(0)


@few
@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.sampled_from(["brier", "log"]))
def test_nobody_gains_by_saying_other_than_they_believe(belief: float, said: float, kind: str) -> None:
    def expected(p: float) -> float:
        return float(belief * score([p], [1], kind)[0] + (1 - belief) * score([p], [0], kind)[0])  # type: ignore[arg-type]

    assert expected(belief) <= expected(said) + 1e-12


@few
@given(st.lists(st.floats(0, 1), min_size=2, max_size=6), st.one_of(st.none(), st.floats(-2, 9)))
def test_the_score_of_a_distribution_is_the_area_between_it_and_what_came(steps: list[float], came: float | None) -> None:
    times, reached = np.arange(len(steps), dtype=float), np.sort(steps)
    grid = np.linspace(-2, times[-1], 40_001)
    f = np.where(grid < 0, 0.0, reached[np.clip(np.floor(grid), 0, len(steps) - 1).astype(int)])
    fact = np.zeros_like(grid) if came is None else (grid >= came).astype(float)
    width = grid[1] - grid[0]
    area = float((((f - fact) ** 2)[:-1]).sum() * width)
    assert crps(times, reached, came) == pytest.approx(area, abs=4 * width * len(steps))


def test_a_sure_and_right_distribution_scores_nothing() -> None:
    assert crps([0, 1, 2, 3], [0, 0, 1, 1], 2) == 0
    assert crps([0, 1, 2, 3], [0, 0, 0, 0], None) == 0
    assert score([1.0, 0.0], [1, 0], "log").tolist() == [0, 0]
    assert score([1.0], [0], "log")[0] == np.inf


def test_a_band_holds_calibrated_forecasts_and_depends_on_the_generator_alone() -> None:
    rng = np.random.default_rng(5)
    x = rng.random(150)
    low, high = band(x, np.random.default_rng(1), draws=300)
    again = band(x, np.random.default_rng(1), draws=300)
    assert (low == again[0]).all()
    assert (high == again[1]).all()
    assert ((low <= x) & (x <= high)).all()
    fitted = isotonic(x, rng.random(150) < x)
    assert ((low <= fitted) & (fitted <= high)).mean() > 0.75
    lied = isotonic(x, rng.random(150) < x**4)
    assert ((low <= lied) & (lied <= high)).mean() < 0.5


def test_the_error_over_bins_is_that_of_its_definition() -> None:
    assert calibration_error([0.2, 0.2, 0.8, 0.8], [0, 0, 1, 1], bins=2) == pytest.approx(0.2)
    assert calibration_error([0.5, 0.5], [0, 1], bins=1) == 0


@pytest.mark.parametrize(
    ("forecasts", "outcomes"), [([0.5], [0, 1]), ([1.5], [1]), ([float("nan")], [1]), ([0.5], [2]), ([[0.5]], [[1]])]
)
def test_what_is_no_forecast_is_refused(forecasts: list[float], outcomes: list[int]) -> None:
    with pytest.raises(ValueError, match=r"forecast|outcome"):
        score(forecasts, outcomes)


def test_nothing_to_score_is_refused_and_so_are_times_that_do_not_increase() -> None:
    for empty in (corp, calibration_error):
        with pytest.raises(ValueError, match="without a forecast"):
            empty([], [])
    with pytest.raises(ValueError, match="increase"):
        crps([1, 1], [0, 1], 1)
    with pytest.raises(ValueError, match="never fall"):
        crps([1, 2], [1, 0], 1)
