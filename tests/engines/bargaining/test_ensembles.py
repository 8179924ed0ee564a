"""Ensembles: the same bytes whoever does the work, sums that are those of all members at once, errors that tell the truth."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.bargaining import (
    MODELS,
    Change,
    Input,
    Spatial,
    Stopping,
    Uniform,
    ensemble,
    ensembles,
    forecast,
    moments,
    spreads,
    table,
    uncertain,
)

if TYPE_CHECKING:
    from multivector.engines.bargaining import Ensemble, Model, Uncertain

few = settings(max_examples=30, deadline=None)


def question(n: int = 4, k: int = 1) -> Uncertain:
    rng = np.random.default_rng(3)
    x, s, w = rng.uniform(20, 80, (n, k)), rng.uniform(20, 80 / k, (n, k)), rng.uniform(2, 9, n)
    of = table([f"a{i}" for i in range(n)], x, s, w, low=-50, high=150)
    spread: dict[Input, Any] = {Input("position", i): Uniform(x[i, 0] - 15, x[i, 0] + 15) for i in range(n)}
    return uncertain(of, spread | {Input("capability", 0): Uniform(1, 12), Input("salience", 1): Uniform(10, 30)})


def content(of: Ensemble) -> bytes:
    found = [of.paths.tobytes(), repr(of.settled).encode()]
    for each in (of.outcome, of.baseline_mean, of.baseline_median):
        found += [np.asarray(getattr(each, name)).tobytes() for name in type(each).__slots__]
    found += [repr((count, mean.tolist(), error.tolist())).encode() for count, mean, error in of.convergence]
    return b"".join(found)


@pytest.mark.parametrize("model", MODELS)
def test_sums_are_those_of_all_members_at_once(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensembles, "BLOCK", 16)
    of, count = question(k=2), 50
    found = ensemble(of, model, members=count, seed=5, turns=3)
    tables = spreads.members(of, spreads.draws(of, 5, 0, count)[:, 0])
    runs = [forecast(each, model) for each in tables]
    for what, values in (
        (found.outcome, np.array([run.outcome for run in runs])),
        (found.baseline_mean, np.array([run.baseline_mean for run in runs])),
        (found.baseline_median, np.array([run.baseline_median for run in runs])),
    ):
        assert what.mean == pytest.approx(values.mean(axis=0))
        assert what.deviation == pytest.approx(values.std(axis=0, ddof=1))
        assert what.error == pytest.approx(values.std(axis=0, ddof=1) / count**0.5)
        assert what.least == pytest.approx(values.min(axis=0))
        assert what.most == pytest.approx(values.max(axis=0))
        assert what.counts.sum(axis=1).tolist() == [count, count]
        for level, quantile, low, high in zip(what.levels, what.quantiles, what.quantile_low, what.quantile_high, strict=True):
            assert ((low <= quantile) & (quantile <= high)).all()
            below = (values <= quantile + 0.1 + 1e-9).sum(axis=0)  # a bin is a tenth wide here
            assert (below >= level * count - 1e-9).all()
            assert ((values < quantile - 0.1 - 1e-9).sum(axis=0) <= level * count + 1e-9).all()
    last = found.paths.shape[1] - 1
    assert last == (0 if model in ("compromise", "median") else 3)
    ways = np.array([run.positions[min(last, run.turns)] for run in runs])
    assert found.paths[2, last] == pytest.approx(np.median(ways, axis=0), abs=2.1 + 5 * np.ptp(ways) / count)
    assert found.settled == np.mean([run.settled for run in runs])
    assert [each[0] for each in found.convergence] == [16, 32, 50]


@pytest.mark.parametrize("transitions", ["Deterministic", "Stochastic"])
def test_one_process_two_and_any_order_of_doing_give_the_same_bytes(transitions: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Spatial(transitions=transitions, stopping=Stopping(5))
    of = question()

    def backwards(function: Any, jobs: Any) -> list[Any]:
        return [function(job) for job in list(jobs)[::-1]][::-1]

    first = content(ensemble(of, options=chosen, members=1100, seed=2))
    assert content(ensemble(of, options=chosen, members=1100, seed=2, mapped=backwards)) == first
    assert content(ensemble(of, options=chosen, members=1100, seed=3)) != first
    if transitions == "Stochastic":
        monkeypatch.setenv("PYTHONWARNINGS", "ignore")
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            assert content(ensemble(of, options=chosen, members=1100, seed=2, mapped=pool.map)) == first


def test_dask_gives_the_same_bytes() -> None:
    distributed = pytest.importorskip("distributed")
    of, chosen = question(), Spatial(stopping=Stopping(5))
    first = content(ensemble(of, options=chosen, members=1100, seed=2))
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor(pure=False) as pool,
    ):
        assert content(ensemble(of, options=chosen, members=1100, seed=2, mapped=pool.map)) == first


def test_memory_does_not_grow_with_the_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensembles, "BLOCK", 100)
    of = question()

    def peak(count: int) -> int:
        tracemalloc.start()
        ensemble(of, "compromise", members=count)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = (min(peak(count) for _ in range(3)) for count in (800, 4000))  # what else the process does is in one of them
    assert many < 1.1 * few


def test_errors_of_the_mean_cover_it_about_as_often_as_they_should() -> None:
    of = question()
    truth = ensemble(of, "compromise", members=6000, seed=99).outcome
    found = [ensemble(of, "compromise", members=100, seed=seed).outcome for seed in range(40)]
    assert 33 <= sum(abs(each.mean[0] - truth.mean[0]) <= 1.96 * each.error[0] for each in found) <= 40
    assert 33 <= sum(each.quantile_low[2, 0] <= truth.quantiles[2, 0] <= each.quantile_high[2, 0] for each in found) <= 40


def test_the_error_shrinks_with_the_root_of_the_members() -> None:
    steps = ensemble(question(), "compromise", members=4000).convergence
    assert [count for count, _, _ in steps] == [500, 1000, 2000, 4000]
    assert steps[-1][2][0] == pytest.approx(steps[0][2][0] / 8**0.5, rel=0.1)


def test_shocks_reach_every_member() -> None:
    of = question()
    run = ensemble(of, members=20, changes=[Change(0, 1, position=(149,))], options=Spatial(stopping=Stopping(3, 3, 0)))
    assert run.paths[:, 1, 0, 0] == pytest.approx(np.full(5, 149), abs=1.01)


def test_a_single_member_has_no_error_to_tell() -> None:
    one = ensemble(question(), "median", members=1)
    assert np.isinf(one.outcome.error).all()
    assert (one.outcome.quantiles == one.outcome.mean).all()


@pytest.mark.parametrize("arguments", [{"members": 0}, {"turns": -1}, {"levels": (0.5, 1.0)}])
def test_what_is_no_ensemble_is_refused(arguments: Any) -> None:
    with pytest.raises(ValueError, match=r"ensemble|level"):
        ensemble(question(), **arguments)


@few
@given(st.lists(st.floats(0, 1), min_size=2, max_size=60), st.integers(1, 59))
def test_moments_of_parts_add_up(values: list[float], cut: int) -> None:
    x = np.array(values)[:, None]
    whole = moments.moments(x)
    if cut < len(x):
        parts = moments.merged(moments.moments(x[:cut]), moments.moments(x[cut:]))
        assert (parts.count, parts.mean[0]) == (whole.count, pytest.approx(whole.mean[0]))
        assert parts.squares[0] == pytest.approx(whole.squares[0], abs=1e-12)
        assert (parts.bins == whole.bins).all()
    levels = np.array([0.0, 0.25, 0.5, 1.0])
    found = moments.quantiles(whole.bins, levels)[:, 0]
    assert (np.diff(found) >= 0).all()
    assert found == pytest.approx(np.quantile(x, levels, method="inverted_cdf"), abs=1 / moments.BINS + 1e-12)
