"""Each defect of the reference program: what it does, and what is done by default."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from multivector.engines.bargaining import Spatial, Stopping, forecast, table
from multivector.engines.bargaining.kernels import bargains, votes

if TYPE_CHECKING:
    from multivector.engines.bargaining import Run, Table


def drawn(seed: int, n: int = 6, k: int = 1) -> Table:
    rng = np.random.default_rng(seed)
    return table(
        [f"a{i}" for i in range(n)], rng.integers(0, 101, (n, k)), rng.uniform(5, 95 / k, (n, k)), rng.uniform(5, 100, n)
    )


def both(of: Table, **chosen: Any) -> tuple[Run, Run]:
    return forecast(of, options=Spatial(**chosen, ktab_compat=True)), forecast(of, options=Spatial(**chosen))


def equal(of: Table, **chosen: Any) -> bool:
    one, other = both(of, stopping=Stopping(3, 3, 0), **chosen)
    return bool((one.positions == other.positions).all())


def test_without_a_defect_in_the_way_both_give_the_same() -> None:
    assert sum(equal(drawn(seed)) for seed in range(10)) >= 8  # the others meet two bargains that are one


@pytest.mark.parametrize("bargain", ["InitRcvrInterp", "PWCompInterp"])
def test_a_receivers_view_is_a_chance_and_not_an_expected_gain(bargain: Any) -> None:
    assert not all(equal(drawn(seed), bargain=bargain) for seed in range(5))


def test_a_compromise_by_power_weighs_each_side_by_its_own_power() -> None:
    """With equal saliences and views alike the two sides are told apart by capability only."""
    of = table(["weak", "strong", "other"], [10, 90, 50], [50, 50, 50], [1, 99, 30])
    heavy = table(["weak", "strong", "other"], [10, 90, 50], [50, 50, 50], [99, 1, 30])
    for each in (of, heavy):
        one, other = both(each, bargain="PWCompInterp", stopping=Stopping(1, 1, 0))
        assert (one.positions[1] != other.positions[1]).any()


def test_full_adjustment_runs() -> None:
    with pytest.raises(ValueError, match="no view"):
        forecast(drawn(1), options=Spatial(adjust="Full", ktab_compat=True))
    assert forecast(drawn(1), options=Spatial(adjust="Full")).turns > 0


def test_equal_chances_make_everybody_neutral() -> None:
    of = table(["a", "b", "c"], [50, 50, 50], [50, 50, 50], [10, 20, 30])
    with pytest.raises(ValueError, match="equally probable"):
        forecast(of, options=Spatial(ktab_compat=True))
    run = forecast(of)
    assert (run.positions == 50).all()
    assert {move.risk for move in run.moves} == {0.0}


def test_a_drawn_run_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    chosen = Spatial(transitions="Stochastic", stopping=Stopping(8, 8, 0))
    runs = [forecast(drawn(2), options=chosen, rng=np.random.default_rng(seed)).positions for seed in (1, 1, 2, 3, 4)]
    assert (runs[0] == runs[1]).all()
    assert any((runs[0] != each).any() for each in runs[2:])


def test_what_is_drawn_comes_as_often_as_it_is_probable() -> None:
    p = np.array([0.2, 0.5, 0.3])
    found = [bargains.choose(p, 3, (each + 0.5) / 1000) for each in range(1000)]
    assert [found.count(each) for each in range(3)] == [200, 500, 300]
    assert bargains.choose(p, 3, 1 - 1e-17) == 2
    assert bargains.choose(p, 3, -1.0) == 1


def test_the_asymmetric_vote_does_not_depend_on_the_order_of_options() -> None:
    rng = np.random.default_rng(5)
    weights, liking = rng.uniform(1, 9, 4), rng.uniform(0, 1, (4, 3))
    for rule, same in ((votes.ASYM_EVEN, True), (votes.ASYM_PROSP, False)):
        found = set()
        for order in permutations(range(3)):
            strength, back, chance, p = np.empty((3, 3)), np.empty((3, 3)), np.empty((3, 3)), np.empty(3)
            votes.coalitions(rule, weights, np.ascontiguousarray(liking[:, list(order)]), 3, strength, back)
            votes.victories(votes.V_LINEAR, strength, 3, chance)
            votes.election(votes.CONDITIONAL, strength, chance, 3, 1, p)
            found.add(tuple(np.round(p[np.argsort(order)], 12)))
        assert (len(found) == 1) == same


def test_one_bargain_proposed_twice_is_one_option() -> None:
    """The third actor is challenged from both sides: equal bargains no longer share their chance among themselves."""
    pairs = np.array([[0, 1], [1, 0], [2, 1]])
    parts = np.array([[0.4], [0.4], [0.4], [0.4], [0.7], [0.6]])
    positions, lying = np.array([[0.2], [0.5], [0.9]]), np.empty(7, np.int64)
    assert bargains.queue(1, pairs, parts, 3, positions, 0, lying) == 4
    assert lying[:4].tolist() == [0, -1, 1, 2]
    assert bargains.queue(1, pairs, parts, 3, positions, 1, lying) == 3
    assert lying[:3].tolist() == [0, -1, 2]


def test_a_bargain_that_changes_nothing_is_the_status_quo() -> None:
    pairs, parts = np.array([[0, 1]]), np.array([[0.2], [0.5]])
    positions, lying = np.array([[0.2], [0.5]]), np.empty(5, np.int64)
    assert bargains.queue(0, pairs, parts, 1, positions, 1, lying) == 1
    assert lying[0] == bargains.STATUS_QUO


def test_third_parties_count_also_where_they_are_bound_in_either_case_or_in_none() -> None:
    for seed in range(3):
        of = drawn(seed)
        runs = {
            (commit, compat): forecast(of, options=Spatial(commit=commit, ktab_compat=compat, stopping=Stopping(2, 2, 0)))
            for commit in ("FullCommit", "NoCommit")
            for compat in (True, False)
        }
        assert (runs["FullCommit", True].positions == runs["NoCommit", True].positions).all()
        one, other = (runs[commit, False].moves for commit in ("FullCommit", "NoCommit"))
        assert [move.success for move in one] != [move.success for move in other]


def test_the_rule_by_which_a_run_ends_may_be_set() -> None:
    of = drawn(3)
    assert forecast(of, options=Spatial(stopping=Stopping(7, 7, 0))).turns == 7
    early = forecast(of, options=Spatial(stopping=Stopping(100, 1, 0.9)))
    late = forecast(of, options=Spatial(stopping=Stopping(100, 1, 0.001)))
    assert early.turns < late.turns
    assert (late.positions[: early.turns + 1] == early.positions).all()


def test_both_elections_may_weigh_by_influence_as_challenges_do() -> None:
    of = drawn(4)
    one, other = forecast(of), forecast(of, options=Spatial(election="influence"))
    assert one.chances is not None
    assert other.chances is not None
    assert (one.chances[0] != other.chances[0]).any()
    even = table(of.actors, of.position, np.full((6, 1), 50.0), of.capability)
    assert forecast(even, options=Spatial(election="influence")).outcome == pytest.approx(forecast(even).outcome, abs=0.02)


def test_products_of_many_small_chances_do_not_vanish() -> None:
    m = 60
    chance = np.full((m, m), 1e-6 / (1 + 1e-6))
    chance[0] = 2e-6
    p = np.empty(m)
    votes.election(votes.CONDITIONAL, np.ones((m, m)), chance, m, 1, p)
    assert p.sum() == pytest.approx(1)
    assert p[0] == pytest.approx(1)


def test_the_unit_of_capability_does_not_matter() -> None:
    of = drawn(5)
    runs = [
        forecast(table(of.actors, of.position, of.salience, of.capability * unit)) for unit in (1, 2.0**-40, 2.0**30, 1e-12, 1e12)
    ]
    assert (runs[0].positions == runs[1].positions).all()
    assert (runs[0].positions == runs[2].positions).all()
    for each in runs[3:]:
        assert each.positions[1] == pytest.approx(runs[0].positions[1], abs=0.011)  # a step of the grid
