import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.engines.intervals import Hedge, Reading, interval

INF = math.inf
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
figures = st.floats(0, 1e13)
shares = st.floats(0, 1)
readings = st.builds(
    Reading,
    about=shares,
    nearly=shares,
    under=shares,
    over=st.floats(0),
    target=st.floats(0),
    rounding=st.booleans(),
)


@pytest.mark.parametrize(
    ("hedge", "expected"),
    [
        ("exact", (16.5, 17.5)),
        ("about", (15.3, 18.7)),
        ("nearly", (15.3, 17.0)),
        ("over", (17.0, INF)),
        ("at least", (17.0, INF)),
        ("up to", (0.0, 17.0)),
        ("under", (0.0, 17.0)),
        ("between", (17.0, 17.0)),
        ("ceiling", (0.0, 17.0)),
        ("target", (0.0, INF)),
    ],
)
def test_the_default_reading_of_seventeen(hedge: Hedge, expected: tuple[float, float]) -> None:
    assert interval(17.0, 17.0, 17.0, hedge, Reading(), step=1.0) == pytest.approx(expected)


def test_another_reading_of_seventeen() -> None:
    bold = Reading(about=0.02, nearly=0.05, over=0.5, under=0.2, target=0.0, rounding=False)
    assert interval(17.0, 17.0, 17.0, "exact", bold, step=1.0) == (17.0, 17.0)
    assert interval(17.0, 17.0, 17.0, "about", bold, step=1.0) == pytest.approx((16.66, 17.34))
    assert interval(17.0, 17.0, 17.0, "nearly", bold) == pytest.approx((16.15, 17.0))
    assert interval(17.0, 17.0, 17.0, "over", bold) == pytest.approx((17.0, 25.5))
    assert interval(17.0, 17.0, 17.0, "up to", bold) == pytest.approx((13.6, 17.0))
    assert interval(17.0, 17.0, 17.0, "target", bold) == pytest.approx((0.0, 17.0))


def test_ranges_keep_their_ends_and_open_ones_stay_open() -> None:
    assert interval(None, 3.0, 5.0, "between", Reading(), step=1.0) == (3.0, 5.0)
    assert interval(None, None, 5.0, "between", Reading()) == (0.0, 5.0)
    assert interval(None, 3.0, None, "between", Reading()) == (3.0, INF)
    assert interval(None, None, None, "undisclosed", Reading()) == (0.0, INF)


def test_about_is_never_narrower_than_the_rounding() -> None:
    assert interval(2.0, None, None, "about", Reading(), step=1.0) == (1.5, 2.5)


@given(figures, st.sampled_from(HEDGES), readings, st.floats(0, 1e9))
def test_an_interval_holds_its_figure_and_no_negative_one(figure: float, hedge: Hedge, reading: Reading, step: float) -> None:
    low, high = interval(figure, figure, figure, hedge, reading, step=step)
    assert 0 <= low <= figure <= high


@given(
    figures, st.sampled_from(HEDGES), st.floats(0, 1e9), st.sampled_from(["about", "nearly", "over", "under", "target"]), shares
)
def test_a_wider_judgement_never_narrows(figure: float, hedge: Hedge, step: float, name: str, share: float) -> None:
    narrow = interval(figure, figure, figure, hedge, Reading(**{name: share / 2}), step=step)  # type: ignore[arg-type]
    wide = interval(figure, figure, figure, hedge, Reading(**{name: share}), step=step)  # type: ignore[arg-type]
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


@given(st.floats(0, 1e6), st.sampled_from(HEDGES), readings, st.integers(-10, 30))
def test_units_do_not_matter(figure: float, hedge: Hedge, reading: Reading, power: int) -> None:
    unit = 2.0**power
    expected = [end * unit for end in interval(figure, figure, figure, hedge, reading, step=1.0)]
    assert interval(figure * unit, figure * unit, figure * unit, hedge, reading, step=unit) == pytest.approx(tuple(expected))


def test_what_means_nothing_is_refused() -> None:
    for share in (-0.1, 1.1, math.nan):
        with pytest.raises(ValueError, match="about"):
            Reading(about=share)
    for low, high in ((-1.0, 1.0), (2.0, 1.0), (math.nan, 1.0), (INF, INF)):
        with pytest.raises(ValueError, match="no size"):
            interval(None, low, high, "between", Reading())
    for value in (None, -1.0, math.nan, INF):
        with pytest.raises(ValueError, match="one size"):
            interval(value, 1.0, 2.0, "about", Reading())
    with pytest.raises(ValueError, match="step"):
        interval(1.0, None, None, "exact", Reading(), step=-1.0)
