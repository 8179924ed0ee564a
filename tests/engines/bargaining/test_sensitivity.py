"""Shares of variance against functions that have known ones and against two loops; tornado and persuasion against the models."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from multivector.engines.bargaining import (
    Input,
    Spatial,
    Stopping,
    Triangular,
    Uniform,
    forecast,
    persuasion,
    sobol,
    table,
    tornado,
    uncertain,
    variance_shares,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.engines.bargaining import Uncertain

PI = math.pi


def ishigami(u: np.ndarray) -> np.ndarray:
    x = PI * (2 * u - 1)
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def ishigami_indices() -> tuple[list[float], list[float]]:
    a, b = 7.0, 0.1
    one, two = (1 + b * PI**4 / 5) ** 2 / 2, a**2 / 8
    both = b**2 * PI**8 * (1 / 18 - 1 / 50)
    whole = one + two + both
    return [one / whole, two / whole, 0.0], [(one + both) / whole, two / whole, both / whole]


A = np.array([0.0, 1.0, 4.5, 9.0])


def g_function(u: np.ndarray) -> np.ndarray:
    return np.asarray(((np.abs(4 * u - 2) + A) / (1 + A)).prod(axis=1))


def g_indices() -> tuple[list[float], list[float]]:
    parts = 1 / (3 * (1 + A) ** 2)
    whole = (1 + parts).prod() - 1
    return (parts / whole).tolist(), [float(p * (1 + parts).prod() / (1 + p) / whole) for p in parts]


def found(function: Callable[[np.ndarray], np.ndarray], d: int, members: int, seed: int = 1) -> tuple[sobol.Share, ...]:
    rng = np.random.default_rng(seed)
    a, b = rng.random((members, d)), rng.random((members, d))
    centre = float(function(np.full((1, d), 0.5))[0])
    parts = [
        sobol.batch(function, a[at : at + many], b[at : at + many], [[each] for each in range(d)], centre)
        for at, many in sobol.batches(members)
    ]
    return sobol.shares(parts)


@pytest.mark.parametrize(("function", "known"), [(ishigami, ishigami_indices()), (g_function, g_indices())])
def test_indices_of_known_functions_are_found_within_their_errors(function: Any, known: tuple[list[float], list[float]]) -> None:
    shares = found(function, len(known[0]), 40_000)
    for share, first, total in zip(shares, *known, strict=True):
        assert share.first == pytest.approx(first, abs=0.025)
        assert share.total == pytest.approx(total, abs=0.02)
        assert abs(share.first - first) <= 4 * share.first_error
        assert abs(share.total - total) <= 4 * share.total_error + 1e-6
        low, high = share.first_interval
        assert (low + high) / 2 == pytest.approx(share.first)
        assert share.total_interval[1] - share.total == pytest.approx(1.96 * share.total_error, rel=1e-3)


def test_intervals_cover_the_known_index_about_as_often_as_they_should() -> None:
    first, total = ishigami_indices()
    runs = [found(ishigami, 3, 1000, seed) for seed in range(60)]
    for index, ends in ((first[0], "first_interval"), (total[2], "total_interval"), (total[1], "total_interval")):
        at = 0 if ends == "first_interval" else (2 if index == total[2] else 1)
        within = sum(getattr(run[at], ends)[0] <= index <= getattr(run[at], ends)[1] for run in runs)
        assert 51 <= within <= 60


def question(width: float = 10.0) -> Uncertain:
    of = table(["a", "b", "c"], [30, 50, 80], [40, 60, 50], [2, 1, 3])
    spreads: dict[Input, Any] = {
        Input("position", 0): Uniform(30 - width, 30 + width),
        Input("position", 2): Uniform(80 - width, 80 + width),
        Input("salience", 1): Triangular(30, 60, 90),
    }
    return uncertain(of, spreads)


def mean(x0: Any, x2: Any, s1: Any) -> Any:
    w0, w1, w2 = 2 * 40, s1, 3 * 50
    return (w0 * x0 + w1 * 50 + w2 * x2) / (w0 + w1 + w2)


def test_shares_of_a_forecast_are_those_of_two_loops() -> None:
    """The outer loop fixes an input, the inner one runs over all others, each over a fine lattice."""
    of = question()
    size = 40
    u = (np.arange(size) + 0.5) / size
    axes = [spread.at(u) for _, spread in of.spreads]
    values = mean(*np.meshgrid(*axes, indexing="ij"))
    whole = values.var()
    shares = variance_shares(of, "compromise", members=4000)
    assert [share.inputs for share in shares] == [(which,) for which, _ in of.spreads]
    for at, share in enumerate(shares):
        others = tuple(each for each in range(3) if each != at)
        assert share.share.first == pytest.approx(values.mean(axis=others).var() / whole, abs=0.03)
        assert share.share.total == pytest.approx(values.var(axis=at).mean() / whole, abs=0.02)


def test_inputs_of_an_actor_may_go_together() -> None:
    of = question()
    more = uncertain(of.table, dict(of.spreads) | {Input("capability", 0): Uniform(1, 3)})
    shares = variance_shares(more, "compromise", members=1500, by="actor")
    assert [{each.actor for each in share.inputs} for share in shares] == [{0}, {2}, {1}]
    assert sum(share.share.first for share in shares) == pytest.approx(1, abs=0.1)


def test_what_does_not_vary_has_no_shares() -> None:
    flat = uncertain(question().table, {Input("position", 0): Uniform(30, 30)})
    (share,) = variance_shares(flat, "compromise", members=20)
    assert math.isnan(share.share.first)
    assert math.isnan(share.share.total)
    one = sobol.batch(ishigami, np.random.default_rng(1).random((9, 3)), np.random.default_rng(2).random((9, 3)), [[0]], 0.0)
    assert math.isinf(sobol.shares([one])[0].first_error)


def test_shares_are_the_same_whoever_does_them() -> None:
    def backwards(function: Any, jobs: Any) -> list[Any]:
        return [function(job) for job in list(jobs)[::-1]][::-1]

    chosen = Spatial(transitions="Stochastic", stopping=Stopping(2))
    one, other = (variance_shares(question(), options=chosen, members=60, mapped=mapped) for mapped in (map, backwards))
    assert repr(one) == repr(other)
    first, second = (persuasion(question(), options=chosen, members=60, mapped=mapped) for mapped in (map, backwards))
    assert repr(first) == repr(second)


def test_a_tornado_moves_one_input_at_a_time_and_puts_the_widest_first() -> None:
    swings = tornado(question(), "compromise")
    assert [swing.input for swing in swings] == [Input("position", 2), Input("position", 0), Input("salience", 1)]
    widest = swings[0]
    assert (widest.low, widest.high) == pytest.approx((71, 89))
    s1 = Triangular(30, 60, 90).at(np.array([0.5]))[0]
    assert widest.at_low == pytest.approx(mean(30, 71, s1))
    assert widest.at_high == pytest.approx(mean(30, 89, s1))


def test_persuasion_moves_the_mean_by_each_ones_share_of_the_weight() -> None:
    of = uncertain(question().table, {})
    levers = {lever.input: lever for lever in persuasion(of, "compromise", members=1, step=4)}
    weights = np.array([80.0, 60.0, 150.0])
    for actor, share in enumerate(weights / weights.sum()):
        lever = levers[Input("position", actor)]
        assert lever.effect == pytest.approx(share)
        assert (lever.up, lever.down) == pytest.approx((4 * share, -4 * share))
        assert math.isinf(lever.error)
    lever = levers[Input("salience", 2)]
    shifts = [np.array([[0.0], [0.0], [by]]) for by in (-4.0, 0.0, 4.0)]
    tables = [replace(of.table, salience=np.add(of.table.salience, shift)) for shift in shifts]
    changed = [forecast(each, "compromise").outcome[0] for each in tables]
    assert (lever.down, lever.up) == pytest.approx((changed[0] - changed[1], changed[2] - changed[1]))
    strengths = [max(abs(each.up), abs(each.down)) for each in persuasion(of, "compromise", members=1)]
    assert strengths == sorted(strengths, reverse=True)


def test_at_an_end_of_the_scale_persuasion_has_one_side_and_of_the_whole_none() -> None:
    of = uncertain(table(["a", "b"], [0, 100], [100, 0], [1, 1]), {})
    levers = {lever.input: lever for lever in persuasion(of, "compromise", members=1)}
    assert levers[Input("position", 0)].down == 0
    assert levers[Input("position", 0)].effect == pytest.approx(1)
    assert levers[Input("salience", 0)].up == 0
    assert levers[Input("salience", 1)].down == 0
    assert levers[Input("salience", 1)].up == pytest.approx(100 * 5 / 105)


def test_effects_of_persuasion_average_over_members() -> None:
    levers = {lever.input: lever for lever in persuasion(question(), "spatial", members=60)}
    assert all(math.isfinite(lever.error) for lever in levers.values())
    assert len(levers) == 6


@pytest.mark.parametrize("members", [0, 1])
def test_shares_of_nothing_are_refused(members: int) -> None:
    with pytest.raises(ValueError, match="at least two members"):
        variance_shares(question(), members=members)
    with pytest.raises(ValueError, match="something uncertain"):
        variance_shares(uncertain(question().table, {}))


def test_what_is_no_step_or_dimension_is_refused() -> None:
    for arguments in ({"members": 0}, {"step": 0.0}, {"step": 101.0}):
        more: Any = arguments
        with pytest.raises(ValueError, match="persuasion needs"):
            persuasion(question(), **more)
    for function in (tornado, persuasion, variance_shares):
        of: Any = function
        with pytest.raises(ValueError, match="no such dimension"):
            of(question(), dimension=1)


def test_a_tornado_of_nothing_uncertain_is_empty() -> None:
    assert tornado(uncertain(question().table, {})) == ()
