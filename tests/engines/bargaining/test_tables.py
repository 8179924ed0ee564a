"""What is no table, no setting and no change is refused with a sentence; what is odd has a defined result."""

from __future__ import annotations

import math
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.bargaining import (
    MODELS,
    Change,
    ExpectedUtility,
    Spatial,
    Stopping,
    Weighted,
    backing,
    forecast,
    offers,
    table,
    weighted_mean,
    weighted_median,
)

if TYPE_CHECKING:
    from multivector.engines.bargaining import Model, Table

THREE = ["a", "b", "c"]


def three(**more: Any) -> Table:
    return table(THREE, [10, 50, 90], [30, 60, 90], [1, 2, 3], **more)


@pytest.mark.parametrize(
    ("arguments", "more", "says"),
    [
        (([], [], [], []), {}, "at least one"),
        ((THREE, [1, 2, math.nan], [1, 2, 3], [1, 2, 3]), {}, "position: not a finite"),
        ((THREE, [1, 2, 3], [1, math.inf, 3], [1, 2, 3]), {}, "salience: not a finite"),
        ((THREE, [1, 2, 3], [1, 2, 3], [1, 2, math.nan]), {}, "capability: not a finite"),
        ((THREE, [1, 2], [1, 2, 3], [1, 2, 3]), {}, "one row for every actor"),
        ((THREE, [[[1]], [[2]], [[3]]], [1, 2, 3], [1, 2, 3]), {}, "one row for every actor"),
        ((THREE, [[], [], []], [1, 2, 3], [1, 2, 3]), {}, "one row for every actor"),
        ((THREE, [1, 2, 3], [[1, 2], [1, 2], [1, 2]], [1, 2, 3]), {}, "every position needs a salience"),
        ((THREE, [1, 2, 3], [1, 2, 3], [1, 2]), {}, "capability for every actor"),
        ((THREE, [1, 2, 3], [1, 2, 3], [1, 2, 3]), {"dimensions": ["x", "y"]}, "name for every dimension"),
        ((THREE, [1, 2, 3], [1, 2, 3], [1, -2, 3]), {}, "capability is at least 0"),
        ((THREE, [1, 2, 3], [1, 2, 3], [0, 0, 0]), {}, "nobody who has any capability"),
        ((THREE, [1, 2, 3], [0, 0, 0], [1, 1, 1]), {}, "nobody who has any capability cares about price"),
        ((THREE, [1, 2, 3], [1, -2, 3], [1, 1, 1]), {}, "salience is at least 0"),
        ((THREE, [1, 2, 3], [1, 101, 3], [1, 1, 1]), {}, "add up to at most 100"),
        ((THREE, [1, 2, 300], [1, 1, 3], [1, 1, 1]), {}, "between the ends"),
        ((THREE, [1, 2, 3], [1, 1, 3], [1, 1, 1]), {"low": 5, "high": 5}, "lower end"),
        ((THREE, [1, 2, 3], [1, 1, 3], [1, 1, 1]), {"low": [0, 1]}, "low: there must be one number"),
        ((THREE, [1, 2, 3], [1, 1, 3], [1, 1, 1]), {"reference": 101}, "reference point lies"),
        ((THREE, [1, 2, 3], [1, 1, 3], [1, 1, 1]), {"accommodation": np.eye(2)}, "accommodation"),
        ((THREE, [1, 2, 3], [1, 1, 3], [1, 1, 1]), {"accommodation": 2 * np.eye(3)}, "accommodation"),
        ((THREE, [1, 2, 3], [1, 1, 3], [1, 1, 1]), {"accommodation": -np.eye(3)}, "accommodation"),
    ],
)
def test_what_is_no_table_is_refused(arguments: tuple[Any, ...], more: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        table(*arguments, **({"dimensions": ["price"]} | more))


@pytest.mark.parametrize(
    "change",
    [
        Change(3, 0),
        Change(-1, 0),
        Change(0, -1),
        Change(0, 3, until=3, capability=1),
        Change(0, 1, position=(101,)),
        Change(0, 1, position=(1, 2)),
        Change(0, 1, salience=(101,)),
        Change(0, 1, salience=(-1,)),
        Change(0, 1, capability=-1),
        Change(0, 1, capability=math.nan),
    ],
)
def test_an_impossible_change_is_refused(change: Change) -> None:
    with pytest.raises(ValueError, match=r"change|position|salience|capability"):
        forecast(three(), changes=[change])


def test_a_change_that_leaves_nobody_who_counts_is_refused() -> None:
    alone = table(["a", "b"], [1, 2], [50, 0], [1, 1])
    with pytest.raises(ValueError, match="nobody who has any capability"):
        forecast(alone, changes=[Change(0, 1, salience=(0,))])


def test_settings_of_another_model_and_unknown_ones_are_refused() -> None:
    unknown: Any = "rational"
    with pytest.raises(ValueError, match="no model"):
        forecast(three(), unknown)
    with pytest.raises(ValueError, match="takes Weighted, not Spatial"):
        forecast(three(), "median", Spatial())
    with pytest.raises(ValueError, match="voting: 'rational' is none of"):
        Spatial(voting=unknown)
    with pytest.raises(ValueError, match="offers"):
        ExpectedUtility(offers=unknown)
    with pytest.raises(ValueError, match="quiet"):
        ExpectedUtility(quiet=1.5)
    with pytest.raises(ValueError, match="anchor"):
        Weighted(anchor=1)
    for most, least, ratio in ((0, 0, 0.1), (1, -1, 0.1), (1, 1, -0.1), (1, 1, math.nan)):
        with pytest.raises(ValueError, match="a run ends"):
            Stopping(most, least, ratio)


def test_an_anchor_needs_a_reference_point() -> None:
    with pytest.raises(ValueError, match="no reference point"):
        forecast(three(), "compromise", Weighted(anchor=0.5))
    with pytest.raises(ValueError, match="no reference point"):
        forecast(three(), "expected-utility", ExpectedUtility(anchored=True))


def test_nobody_backs_a_challenge_that_was_not_made() -> None:
    same = table(THREE, [50, 50, 50], [30, 60, 90], [1, 2, 3])
    with pytest.raises(ValueError, match="nobody was challenged"):
        backing(forecast(same), 0, 0)
    for function in (backing, offers):
        for turn, actor in ((99, 0), (-1, 0), (0, 3), (0, -1)):
            with pytest.raises(ValueError, match="no such turn or actor"):
                function(forecast(same), turn, actor)
        with pytest.raises(ValueError, match="no third parties"):
            function(forecast(three(), "median"), 0, 0)


@pytest.mark.parametrize("model", MODELS)
def test_one_actor_has_its_way(model: Model) -> None:
    run = forecast(table(["a"], [30], [50], [1]), model)
    assert run.outcome.tolist() == [30]
    assert (run.positions == 30).all()


@pytest.mark.parametrize("model", MODELS)
def test_actors_that_agree_stay_where_they_are(model: Model) -> None:
    run = forecast(table(THREE, [40, 40, 40], [10, 50, 90], [1, 2, 3]), model)
    assert run.outcome == pytest.approx([40])
    assert run.positions == pytest.approx(np.full(run.positions.shape, 40))
    assert {move.reason for move in run.moves} <= {"stays"}


@pytest.mark.parametrize("model", MODELS)
def test_one_that_does_not_care_weighs_nothing_and_gives_in(model: Model) -> None:
    of = table([*THREE, "idle"], [10, 50, 90, 100], [30, 60, 90, 0], [1, 2, 3, 50])
    run = forecast(of, model)
    assert np.isfinite(run.outcome).all()
    assert run.baseline_mean == pytest.approx(forecast(three(), "compromise").outcome)
    assert not [move for move in run.moves if move.actor == 3 and move.target is not None and model == "spatial"]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("weights", [[1e-12, 1e-12, 1e-12], [1e12, 1e12, 1e12], [1e-12, 1, 1e12], [0, 1, 1e12]])
def test_weights_may_be_as_small_or_large_as_one_likes(model: Model, weights: list[float]) -> None:
    run = forecast(table(THREE, [10, 50, 90], [30, 60, 90], weights), model)
    assert np.isfinite(run.positions).all()
    assert 10 <= run.outcome[0] <= 90
    if weights[2] > 1e6 * weights[1]:
        assert run.baseline_mean[0] == pytest.approx(90)


@pytest.mark.skipif(find_spec("numba") is None, reason="uncompiled, 250 actors take minutes")
@pytest.mark.parametrize("model", MODELS)
def test_two_hundred_and_fifty_actors_are_no_matter(model: Model) -> None:
    rng = np.random.default_rng(1)
    of = table([str(each) for each in range(250)], rng.uniform(0, 100, 250), rng.uniform(1, 100, 250), rng.uniform(1, 100, 250))
    options: Any = {"spatial": Spatial(stopping=Stopping(2)), "expected-utility": ExpectedUtility(stopping=Stopping(2))}
    run = forecast(of, model, options.get(model))
    assert np.isfinite(run.positions).all()
    assert 0 <= run.outcome[0] <= 100


def test_the_reference_program_takes_no_fewer_than_three_and_none_without_weight() -> None:
    compat = Spatial(ktab_compat=True)
    with pytest.raises(ValueError, match="3 to 250"):
        forecast(table(["a", "b"], [1, 2], [50, 50], [1, 1]), options=compat)
    for salience, capability in (([0, 1, 1], [1, 1, 1]), ([1, 1, 1], [0, 1, 1])):
        with pytest.raises(ValueError, match="without salience or capability"):
            forecast(table(THREE, [1, 2, 3], salience, capability), options=compat)


def test_a_shock_puts_an_actor_and_weights_change_while_they_are_said_to() -> None:
    changes = [Change(0, 3, position=(95,)), Change(1, 2, capability=90, salience=(99,), until=4)]
    for model in ("spatial", "expected-utility"):
        calm, run = forecast(three(), model), forecast(three(), model, changes=changes)
        assert run.turns >= 4
        assert (run.positions[:2] == calm.positions[:2]).all()
        assert run.positions[3, 0, 0] == 95
        weights = np.array([1, 90, 3]) * [30, 99, 90]
        assert run.means[3, 0] == pytest.approx(weights @ run.positions[3, :, 0] / weights.sum())
        late = np.array([1, 2, 3]) * [30, 60, 90]
        assert run.means[4, 0] == pytest.approx(late @ run.positions[4, :, 0] / late.sum())


NUMBERS = st.integers(0, 1000)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.integers(0, 100)), min_size=1, max_size=9).filter(lambda rows: any(w for _, w in rows)))
def test_the_weighted_median_is_beaten_by_nobody_and_the_mean_lies_between(rows: list[tuple[int, int]]) -> None:
    x, w = np.array([[each] for each, _ in rows], dtype=float), np.array([[each] for _, each in rows], dtype=float)
    median = weighted_median(x, w)[0]
    costs = {each: float((w[:, 0] * np.abs(x[:, 0] - each)).sum()) for each in x[:, 0].tolist()}
    assert costs[median] == min(costs.values())
    assert weighted_mean(x, w)[0] == pytest.approx(np.average(x[:, 0], weights=w[:, 0]))
    assert x.min() <= weighted_mean(x, w)[0] <= x.max()


def test_nobodys_median_is_not_a_number() -> None:
    assert np.isnan(weighted_median(np.ones((2, 1)), np.zeros((2, 1)))).all()
