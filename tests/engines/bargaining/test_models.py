"""The expected-utility model against its definition, anchors, and what all models have in common."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.bargaining import MODELS, ExpectedUtility, Spatial, Stopping, Weighted, backing, forecast, offers, table
from multivector.engines.bargaining.kernels import expected

if TYPE_CHECKING:
    from multivector.engines.bargaining import Model, Table

few = settings(max_examples=40, deadline=None)


@st.composite
def tables(draw: st.DrawFn, *, anchored: bool = False) -> Table:
    n = draw(st.integers(2, 6))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    x = rng.choice(np.arange(0, 101, draw(st.sampled_from([5, 25]))), n)
    reference = float(rng.integers(0, 101)) if anchored else None
    return table([f"a{i}" for i in range(n)], x, rng.uniform(1, 99, n), rng.uniform(1, 9, n), reference=reference)


def slow(of: Table, o: ExpectedUtility) -> list[float]:
    """Give the positions after one round, from the definition."""
    x, s, c = (of.position[:, 0] / 100), of.salience[:, 0] / 100, of.capability
    n, spread = len(x), x.max() - x.min()
    if spread == 0:
        return list(of.position[:, 0])
    order = np.argsort(x, kind="stable")
    total = np.cumsum((c * s)[order])
    mu = x[order][np.argmax(total >= total[-1] / 2)]
    if o.anchored:
        assert of.reference is not None
        mu = of.reference[0] / 100

    def p(i: int, j: int) -> float:
        leans = [c[k] * s[k] * (abs(x[k] - x[j]) - abs(x[k] - x[i])) for k in range(n)]
        return float(sum(each for each in leans if each > 0) / sum(abs(each) for each in leans))

    def e(i: int, j: int, r: float) -> float:
        if x[i] == x[j]:
            return 0.0
        far, drift = abs(x[i] - x[j]) / spread, (abs(x[i] - mu) + abs(x[i] - x[j])) / (4 * spread)
        won, lost = 2 - 4 * (0.5 - far / 2) ** r, 2 - 4 * (0.5 + far / 2) ** r
        better, worse = 2 - 4 * max(0.5 - drift, 0) ** r, 2 - 4 * min(0.5 + drift, 1) ** r
        left = better if abs(x[i] - mu) < abs(x[i] - x[j]) else worse
        challenge = s[j] * (p(i, j) * won + (1 - p(i, j)) * lost) + (1 - s[j]) * won
        return float(challenge - o.quiet * (2 - 4 * 0.5**r) - (1 - o.quiet) * left)

    exposed = np.array([sum(e(j, i, 1.0) for j in range(n) if j != i) for i in range(n)])
    low, high = exposed.min(), exposed.max()
    tilt = (2 * exposed - high - low) / (high - low) if high > low else np.zeros(n)
    r = (1 - tilt / 3) / (1 + tilt / 3)
    values = [[e(i, j, r[i]) if i != j else 0.0 for j in range(n)] for i in range(n)]
    after = []
    for i in range(n):
        made: list[tuple[float, float]] = []
        for j in range(n):
            mine, theirs = values[i][j], values[j][i]
            if theirs > 0 and mine > 0 and theirs > mine:
                made.append((x[j], theirs))
            elif theirs > 0 and mine < 0:
                share = min(1.0, -mine / theirs) if theirs > -mine else 1.0
                made.append((x[i] + (x[j] - x[i]) * share, theirs))
        offers = [(abs(to - x[i]), -force, to) if o.offers == "least" else (-force, abs(to - x[i]), to) for to, force in made]
        after.append(float(min(offers)[2] if offers else x[i]) * 100)
    return after


@few
@given(tables(anchored=True), st.sampled_from([1.0, 0.7, 0.0]), st.sampled_from(["least", "enforceable"]), st.booleans())
def test_the_expected_utility_model_is_what_its_definition_says(of: Table, quiet: float, offers: Any, anchored: bool) -> None:  # noqa: FBT001  # drawn
    chosen = ExpectedUtility(quiet=quiet, offers=offers, anchored=anchored, stopping=Stopping(1, 1, 0))
    run = forecast(of, "expected-utility", chosen)
    assert run.positions[1, :, 0] == pytest.approx(slow(of, chosen), abs=1e-9)


@few
@given(tables())
def test_exponents_of_risk_lie_between_a_half_and_two_and_reach_both(of: Table) -> None:
    risks = [move.risk for move in forecast(of, "expected-utility", ExpectedUtility(stopping=Stopping(1, 1, 0))).moves]
    assert min(risks) >= 0.5 - 1e-12
    assert max(risks) <= 2 + 1e-12
    assert len(set(risks)) == 1 or (min(risks), max(risks)) == pytest.approx((0.5, 2))


@pytest.mark.parametrize(
    ("mine", "theirs", "reason", "where"),
    [
        (0.5, 1.0, expected.CONFLICT, 80),
        (1.0, 0.5, expected.STAYS, 20),
        (1.0, 1.0, expected.STAYS, 20),
        (-0.25, 1.0, expected.COMPROMISE, 35),
        (-1.0, 1.0, expected.COMPEL, 80),
        (-2.0, 1.0, expected.COMPEL, 80),
        (0.0, 1.0, expected.STAYS, 20),
        (1.0, -1.0, expected.STAYS, 20),
        (-1.0, -1.0, expected.STAYS, 20),
    ],
)
def test_each_octant_has_its_move(mine: float, theirs: float, reason: int, where: float) -> None:
    why, to = expected.demand(mine, theirs, 20.0, 80.0)
    assert why == reason
    assert to == pytest.approx(where)


@few
@given(tables(), st.sampled_from(MODELS))
def test_nobody_leaves_the_hull_and_every_outcome_lies_in_it(of: Table, model: Model) -> None:
    run = forecast(of, model)
    low, high = of.position.min(), of.position.max()
    assert run.positions.min() >= low - 0.011  # half a step of the grid, and the rest
    assert run.positions.max() <= high + 0.011
    for each in (run.outcome, run.baseline_mean, run.baseline_median):
        assert low - 0.011 <= each[0] <= high + 0.011


@few
@given(tables(), st.sampled_from(MODELS))
def test_moves_tell_the_whole_way(of: Table, model: Model) -> None:
    run = forecast(of, model)
    for move in run.moves:
        assert move.before == tuple(run.positions[move.turn, move.actor])
        assert move.after == tuple(run.positions[move.turn + 1, move.actor])
        assert (move.partner is None) == (move.reason == "stays")
        assert move.reason != "stays" or move.before == move.after
        assert (move.target is None) == (move.success is None) == (move.gain is None)
        assert move.reason != "own" or move.partner == move.target
        assert move.success is None or 0 <= move.success <= 1
        assert move.probability is None or 0 < move.probability <= 1
    assert len(run.moves) == run.turns * len(of.actors)
    assert run.positions.shape[0] == run.turns + 1


@few
@given(tables(), st.sampled_from(MODELS))
def test_the_same_table_gives_the_same_bytes(of: Table, model: Model) -> None:
    assert forecast(of, model).positions.tobytes() == forecast(of, model).positions.tobytes()


@few
@given(tables(anchored=True), st.floats(0, 0.99))
def test_an_anchor_draws_the_mean_to_the_reference_point_in_proportion(of: Table, share: float) -> None:
    assert of.reference is not None
    mean = forecast(of, "compromise").outcome[0]
    anchored = forecast(of, "compromise", Weighted(anchor=share)).outcome[0]
    assert anchored == pytest.approx((1 - share) * mean + share * of.reference[0])
    if share > 0.5:
        assert forecast(of, "median", Weighted(anchor=share)).outcome[0] == pytest.approx(of.reference[0])


def test_the_forecast_of_a_game_is_the_median_of_where_it_ends_or_the_mean() -> None:
    of = table(["a", "b", "c"], [10, 40, 90], [60, 50, 70], [3, 2, 3])
    for model, kind in (("spatial", Spatial), ("expected-utility", ExpectedUtility)):
        chosen: Any = kind
        for measure in ("median", "mean"):
            run = forecast(of, model, chosen(outcome=measure))  # type: ignore[arg-type]  # names of models
            assert run.outcome[0] == (run.medians if measure == "median" else run.means)[-1, 0]


def test_issues_of_the_expected_utility_model_do_not_meet() -> None:
    rng = np.random.default_rng(4)
    x, s, c = rng.uniform(0, 100, (5, 2)), rng.uniform(5, 50, (5, 2)), rng.uniform(1, 9, 5)
    both = forecast(table(list("abcde"), x, s, c), "expected-utility")
    for k in range(2):
        one = forecast(table(list("abcde"), x[:, k], s[:, k], c), "expected-utility")
        assert (both.positions[: one.turns + 1, :, k] == one.positions[:, :, 0]).all()
        assert (both.positions[one.turns :, :, k] == one.positions[-1, :, 0]).all()
        assert {move.dimension for move in both.moves} == {0, 1}


@few
@given(tables())
def test_backers_are_those_whose_votes_make_the_chance(of: Table) -> None:
    run = forecast(of, options=Spatial(stopping=Stopping(2, 2, 0)))
    for move in run.moves:
        if move.target is None:
            continue
        found = backing(run, move.turn, move.actor)
        assert not {move.actor, move.target} & {n for n, _ in found}
        assert not found or math.fsum(abs(share) for _, share in found) == pytest.approx(1)
        assert [abs(share) for _, share in found] == sorted((abs(share) for _, share in found), reverse=True)


@few
@given(tables(), st.sampled_from(["Deterministic", "Stochastic"]), st.booleans())
def test_what_lay_before_an_actor_holds_what_it_took(of: Table, transitions: Any, both: bool) -> None:  # noqa: FBT001  # drawn
    bargain: Any = "InitRcvrInterp" if both else "InitOnlyInterp"
    run = forecast(of, options=Spatial(transitions=transitions, bargain=bargain, stopping=Stopping(2, 2, 0)))
    for move in run.moves:
        found = offers(run, move.turn, move.actor)
        assert len(found) == move.options
        assert sum(each.probability for each in found) == pytest.approx(1)
        assert sum(each.challenger is None for each in found) <= 1
        assert all(move.actor in (each.challenger, each.target) for each in found if each.challenger is not None)
        near = [each for each in found if each.place == pytest.approx(move.after, abs=1e-9)]
        assert move.probability in [pytest.approx(each.probability, abs=1e-6) for each in near]
        if transitions == "Deterministic":
            assert move.probability == pytest.approx(found[0].probability, abs=1e-6)


def test_a_run_that_runs_out_of_turns_has_not_settled() -> None:
    of = table(["a", "b", "c"], [10, 40, 90], [60, 50, 70], [3, 2, 3])
    assert not forecast(of, options=Spatial(stopping=Stopping(3, 3, 0))).settled
    assert forecast(of).settled
    assert forecast(of, "median").settled
