"""Runs of the reference program, and published cases."""

from __future__ import annotations

import csv
import gzip
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multivector.engines.bargaining import ExpectedUtility, Run, Spatial, Stopping, Table, forecast, table

GOLDEN = Path(__file__).parents[4] / "shared" / "golden"
RUNS = sorted((GOLDEN / "smp").glob("*.json.gz"))
PUBLISHED = GOLDEN / "published"
NAMES = {
    "VictoryProbModel": "victory",
    "PCEModel": "pce",
    "StateTransitions": "transitions",
    "VotingRule": "voting",
    "BigRAdjust": "adjust",
    "BigRRange": "range",
    "ThirdPartyCommit": "commit",
    "InterVecBrgn": "interpolation",
    "BargnModel": "bargain",
}
there = pytest.mark.skipif(not RUNS, reason="the reference runs are not beside the project")
published = pytest.mark.skipif(not PUBLISHED.exists(), reason="the published tables are not beside the project")


def read(path: Path) -> dict[str, Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found


def rerun(case: dict[str, Any], **more: Any) -> Run:
    shares = np.eye(len(case["input"]["names"]))
    for i, j, share in case["accommodate"] or ():
        shares[i, j] = share
    of = case["input"]
    made = table(of["names"], of["pos"], of["sal"], of["cap"], accommodation=shares)
    return forecast(
        made, options=Spatial(**{NAMES[name]: value for name, value in case["options"].items()}, ktab_compat=True, **more)
    )


@there
@pytest.mark.parametrize("path", RUNS, ids=lambda path: path.name.removesuffix(".json.gz"))
def test_every_deterministic_run_of_the_reference_program_is_reproduced(path: Path) -> None:
    case = read(path)
    run = rerun(case)
    assert run.turns == case["turns"]
    if not case["deterministic_over_5_runs"]:
        return  # it differs from run to run, so there is nothing to equal
    assert np.abs(run.positions - np.array(case["pos"])).max() <= 1e-12
    assert np.abs(run.ideals - np.array(case["ideal"])).max() <= 1e-12


@there
@pytest.mark.parametrize("path", RUNS[1::3], ids=lambda path: path.name.removesuffix(".json.gz"))
def test_chances_of_challenges_bargains_and_positions_are_those_of_the_reference_program(path: Path) -> None:
    case = read(path)
    run = rerun(case)
    if not case["deterministic_over_5_runs"]:
        return
    chances = {(t, i, j): phi for t, h, i, j, phi in case["probvict"] if h == i}
    challenges = [move for move in run.moves if move.target is not None]
    assert challenges
    for move in challenges:
        assert move.success == pytest.approx(chances[move.turn, move.actor, move.target], abs=1e-12)
    taken = {}
    for row in case["bargn"]:
        told = dict(zip(case["bargn_cols"], row, strict=True))
        for side in ("Init", "Recd"):
            if told[f"{side}_Seld"] == 1:
                actor = told["Init_Act_i" if side == "Init" else "Recd_Act_j"]
                taken[told["Turn_t"], actor] = told[f"{side}_Prob"]
    for move in run.moves:
        assert move.probability == pytest.approx(
            taken[move.turn, move.actor], abs=2e-6
        )  # votes of rounding beside a floor of 1e-8
    assert run.chances is not None
    for actor, line in enumerate(case["winprob_log"]):
        told_ = [float(each) for each in re.findall(r"\d\.\d{4}", line)]
        assert run.chances[: len(told_), actor] == pytest.approx(told_, abs=6e-5)


def emissions() -> Table:
    with (PUBLISHED / "bdm1994_ec_car_emissions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("position_years", "salience_0_100", "capability")
    return table([row["actor"] for row in rows], *([float(row[name]) for row in rows] for name in columns), low=4, high=10)


@published
def test_emissions_the_plain_baselines_are_the_published_ones() -> None:
    of = emissions()
    assert forecast(of, "compromise").outcome[0] == pytest.approx(7.38996, abs=1e-5)
    assert forecast(of, "median").outcome[0] == 7


@published
def test_emissions_the_expected_utility_model_gives_the_published_means_and_first_medians_within_what_is_stated() -> None:
    told = json.loads((PUBLISHED / "bdm1994_ec_car_emissions_published.json").read_text(encoding="utf-8"))["scholz2011_table2"]
    run = forecast(emissions(), "expected-utility", ExpectedUtility(stopping=Stopping(8, 8, 0)))
    means, medians = run.means[1:, 0], np.median(run.positions[1:, :, 0], axis=1)
    assert np.abs(means[:2] - told["mean"][:2]).max() <= 0.08
    assert np.abs(means - told["mean"]).max() <= 0.39
    assert np.abs(medians[:2] - told["median"][:2]).max() <= 0.45  # the published medians are unweighted ones, it seems
    assert medians[:2] == pytest.approx([8.26, 9.46], abs=0.01)  # the first prediction of 1994 was 8.35
    assert means == pytest.approx([7.37, 7.43, 7.31, 7.36, 7.33, 7.30, 7.26, 7.22], abs=0.01)


@published
@pytest.mark.parametrize(
    ("pce", "compat", "median"),
    [
        ("Conditional", True, 6.01),
        ("MarkovIncentive", True, 8.43),
        ("MarkovUniform", True, 8.35),
        ("Conditional", False, 6.04),
        ("MarkovIncentive", False, 8.43),
        ("MarkovUniform", False, 8.35),
    ],
)
def test_emissions_the_spatial_model_hangs_on_its_election(pce: Any, compat: bool, median: float) -> None:  # noqa: FBT001  # a parameter
    of = emissions()
    shown = table(of.actors, of.position, of.salience, of.capability * 100, low=4, high=10)
    run = forecast(shown, options=Spatial(pce=pce, ktab_compat=compat, stopping=Stopping(10, 10, 0)))
    assert run.medians[-1, 0] == pytest.approx(median, abs=0.005)


@published
@pytest.mark.parametrize(
    ("name", "actors", "leader", "low", "high", "mean"),
    [("policy", 26, 42, 12.8, 48.0, 36.5), ("competitive", 34, 28.4, 15.2, 64.7, 37.0)],
)
def test_enterprises_end_at_turn_ten_where_the_reference_program_ends(
    name: str, actors: int, leader: float, low: float, high: float, mean: float
) -> None:
    lines = (PUBLISHED / f"efird2016_china_{name}_ktab.csv").read_text(encoding="utf-8").splitlines()[2:]
    rows = [[cell.strip() for cell in line.split(",")] for line in lines if line.strip()]
    weights, positions, saliences = ([float(row[at]) for row in rows] for at in (-4, -3, -2))
    of = table([row[0] for row in rows], positions, saliences, weights)
    run = forecast(of, options=Spatial(range="Min", adjust="Half", ktab_compat=True, stopping=Stopping(10, 10, 0)))
    assert len(rows) == actors
    last = run.positions[10, :, 0]
    assert last[0] == pytest.approx(leader, abs=0.05)
    assert (last.min(), last.max()) == pytest.approx((low, high), abs=0.05)
    assert run.means[10, 0] == pytest.approx(mean, abs=0.06)
    if name == "policy":
        assert run.positions[1, of.actors.index("USA"), 0] == pytest.approx(44, abs=0.005)


@published
def test_on_resolved_issues_of_the_union_the_mean_errs_less_than_the_challenge_model() -> None:
    with (PUBLISHED / "deu3_issue_level_benchmark_351.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    outcome, mean, challenge = (
        np.array([float(row[name]) for row in rows]) for name in ("outcome", "compromise_forecast", "challenge_forecast")
    )
    assert len(rows) == 351
    assert np.abs(mean - outcome).mean() == pytest.approx(22.99, abs=0.005)
    assert np.abs(challenge - outcome).mean() == pytest.approx(26.83, abs=0.005)
