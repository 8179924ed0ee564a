"""The model: loop and reference agree, chance is fair and the same for all, and nothing depends on who computes what."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.worlds import MEASURES, NAMES, PARAMETERS, World, means, outcomes, usual
from multivector.engines.worlds.draws import keys, uniform
from multivector.engines.worlds.policies import isolation, niches
from rehearsing import parameters, policies, small_world, worlds

few = settings(max_examples=15, deadline=None)
WORLD = small_world()


@few
@given(worlds(), parameters, st.integers(0, 2**32), st.integers(1, 12))
def test_the_compiled_loop_is_the_reference(world: World, at: np.ndarray, seed: int, steps: int) -> None:
    for policy in policies(world):
        one, other = (outcomes(world, policy, at, seed=seed, count=20, steps=steps, fast=fast) for fast in (True, False))
        assert np.abs(one - other).max() <= 1e-12


@few
@given(worlds(), parameters, st.integers(0, 2**32))
def test_shares_stay_shares(world: World, at: np.ndarray, seed: int) -> None:
    for policy in policies(world):
        found = outcomes(world, policy, at, seed=seed, count=30, steps=20)
        assert np.isfinite(found).all()
        assert ((found[:, [0, 2, 3, 4]] >= 0) & (found[:, [0, 2, 3, 4]] <= 1)).all()
        assert (found[:, 1] <= 1 + 1e-12).all()
        assert (found[:, 3] <= found[:, 2] + 1e-12).all()
        assert set(found[:, 4].tolist()) <= {0.0, 1.0}


def test_who_depends_on_nobody_keeps_all_autonomy() -> None:
    found = outcomes(WORLD, isolation(WORLD), usual(), seed=1, count=100, steps=40)
    assert (found[:, 1] == 1.0).all()


def test_without_any_chance_needs_go_where_the_equations_say() -> None:
    quiet = replace(
        WORLD, sanctions=np.zeros((5, 2)), war=np.zeros((5, 2)), leader=np.zeros(5), sanctioned=np.zeros(5), trust=np.ones(5)
    )
    at = usual()
    for name in ("h_sec", "h_coerce", "h_unrest", "eta"):
        at[NAMES.index(name)] = 0.0
    found = outcomes(quiet, niches(quiet, adaptive=False), at, seed=3, count=2, steps=400)
    from multivector.engines.worlds.policies import shares  # noqa: PLC0415  # beside its own test only

    a = shares(niches(quiet), quiet, np.ones(5), np.ones(5), np.zeros(5), (at[NAMES.index("beta")], 2.0, 0.4))
    wanted = float((np.minimum(1.0, at[NAMES.index("gain")] * (a * quiet.capability).sum(axis=1)) * quiet.weight).sum())
    assert found[:, 0] == pytest.approx([wanted, wanted], abs=0.02)


def test_chance_is_fair_even_between_neighbours() -> None:
    key = keys(7, 0, 4000)
    u = np.array([uniform(key, number) for number in range(50)])
    assert ((u >= 0) & (u < 1)).all()
    cells = np.bincount((u.ravel() * 100).astype(int), minlength=100)
    expected = u.size / 100
    assert ((cells - expected) ** 2 / expected).sum() < 150  # chi squared of 99 degrees: 149 at one in a thousand
    for one, other in ((u[:, :-1].ravel(), u[:, 1:].ravel()), (u[:-1].ravel(), u[1:].ravel())):
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(one.size)
    assert abs(np.corrcoef(uniform(keys(7, 0, 9999), 3), uniform(keys(8, 0, 9999), 3))[0, 1]) < 0.04


@few
@given(st.integers(0, 2**64 - 1), st.integers(0, 1000), st.integers(1, 40))
def test_a_trajectory_is_the_same_whoever_asks_for_it(seed: int, first: int, count: int) -> None:
    policy, at = niches(WORLD), usual()
    whole = outcomes(WORLD, policy, at, seed=seed, count=count, steps=4, first=first)
    parts = [outcomes(WORLD, policy, at, seed=seed, count=1, steps=4, first=first + n) for n in range(count)]
    assert np.array_equal(whole, np.concatenate(parts))


def test_processes_and_dask_give_the_same_bytes() -> None:
    policy, at = niches(WORLD), usual()

    def run(mapped: object) -> bytes:
        return means(WORLD, policy, at, seed=5, count=4500, steps=8, mapped=mapped).tobytes()  # type: ignore[arg-type]

    alone = run(map)
    with ProcessPoolExecutor(2) as pool:
        assert run(pool.map) == alone
    distributed = import_module("distributed")
    with distributed.Client(processes=False, dashboard_address=None, n_workers=1, threads_per_worker=2) as client:
        assert run(client.get_executor().map) == alone


def test_means_are_the_means_of_all_trajectories() -> None:
    policy, at = niches(WORLD), usual()
    whole = outcomes(WORLD, policy, at, seed=2, count=4100, steps=3)
    assert means(WORLD, policy, at, seed=2, count=4100, steps=3) == pytest.approx(whole.mean(axis=0))
    assert len(MEASURES) == whole.shape[1]


def test_policies_meet_the_same_shocks() -> None:
    alike = replace(niches(WORLD), name="another")
    one, other = (outcomes(WORLD, policy, usual(), seed=9, count=50, steps=30) for policy in (niches(WORLD), alike))
    assert np.array_equal(one, other)


def test_every_parameter_lies_in_its_range_and_says_what_it_means() -> None:
    for one in PARAMETERS.values():
        assert one.low <= one.value <= one.high
        assert one.low < one.high
        assert one.means
        assert one.source


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"own": np.full(3, 0.5)}, "shape"),
        ({"own": np.full(4, 1.5)}, "between 0 and 1"),
        ({"weight": np.full(4, 0.5)}, "sum to 1"),
        ({"security": 4}, "security"),
        ({"trust": np.full(5, np.nan)}, "between 0 and 1"),
    ],
)
def test_worlds_that_cannot_be_are_refused(wrong: dict[str, np.ndarray], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(WORLD, **wrong)  # type: ignore[arg-type]  # as a user might


@pytest.mark.parametrize(
    "wrong", [{"count": 0}, {"steps": 0}, {"parameters": np.ones(3)}, {"parameters": np.full(len(NAMES), np.nan)}]
)
def test_runs_that_mean_nothing_are_refused(wrong: dict[str, object]) -> None:
    given_ = {"parameters": usual(), "seed": 1, "count": 1, "steps": 1} | wrong
    with pytest.raises(ValueError, match="at least one trajectory"):
        outcomes(WORLD, niches(WORLD), given_.pop("parameters"), **given_)  # type: ignore[arg-type]  # as a user might
