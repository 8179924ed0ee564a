"""The rehearsal: what of a ledger its world stands on, that all policies are told alike, and where one loses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

import multivector
from making import deal, ledger, source
from multivector.engines.worlds import MEASURES
from multivector.lenses import rehearse
from multivector.lenses.rehearse.ground import SECURITY, ground_of, world_of
from multivector.model.entries import Actor, Capacity
from multivector.model.names import names
from promising import promise

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger


def capacity(of: str, niche: str, level: Any, **values: Any) -> Capacity:
    return Capacity(id=f"{of}-{niche}", of=cast("Any", of), niche=niche, level=level, **values)


def state(id_: str) -> Actor:
    return Actor(id=id_, type="state", name=names(id_))


CAPACITIES = (
    capacity("east", "plants", "leading"),
    capacity("east", "trains", "absent", why="sanctioned"),
    capacity("west", "trains", "leading"),
    capacity("west", "plants", "marginal"),
    capacity("south", "trains", "able"),
)


def told(*more: Any) -> Ledger:
    return ledger(*(state(one) for one in ("home", "east", "west", "south")), *CAPACITIES, *more)


def test_the_world_stands_on_what_is_recorded_and_what_is_not_is_open() -> None:
    found = ground_of(told(), 0.4)
    assert found is not None
    assert found.partners == ("east", "west", "south")
    assert found.needs == ("plants", "trains", SECURITY)
    ends = {
        (need, partner): (found.low[j][p], found.high[j][p])
        for j, need in enumerate(found.needs)
        for p, partner in enumerate(found.partners)
    }
    assert ends["plants", "east"] == (0.7, 1.0)
    assert ends["trains", "east"] == (0.0, 0.0)
    assert ends["plants", "south"] == (0.0, 0.4)
    assert (found.recorded, found.sanctioned, found.bound, found.hostile) == (5, ("east",), (), ())
    assert set(found.because) >= {"east-plants", "west-trains"}


def test_treaties_bind_and_clauses_tell_who_is_hostile() -> None:
    treaty = promise("pact", "must help east", to=("east",), agenda=("security",), rank="treaty")
    clause = promise("no-way-round", "must not export goods to east if west puts sanctions on east", to=("west",))
    candidate = promise("maybe", "must not export goods to south if east puts sanctions on south", to=("west",), candidate="yes")
    found = ground_of(told(treaty, clause, candidate), 0.25)
    assert found is not None
    assert found.bound == ("east",)
    assert found.hostile == (("west", "east"),)
    world = world_of(found, np.random.default_rng(1))
    east, west, south = (found.partners.index(one) for one in ("east", "west", "south"))
    assert world.rivalry[east, west] == world.rivalry[west, east] >= 0.5
    assert world.rivalry[east, south] <= 0.3
    assert world.imposes.tolist() == [float(one == "west") for one in found.partners]
    assert (world.capability >= np.array(found.low)).all()
    assert (world.capability <= np.array(found.high)).all()


def test_every_policy_is_told_in_both_forms_and_shares_are_shares() -> None:
    rows = rehearse(told(), sets=6, trajectories=5, years=2).answer.rows
    assert len(rows) == 12
    assert [row.adaptive for row in rows] == [True] * 6 + [False] * 6
    for at, measure in enumerate(MEASURES):
        assert sum(row.measures[at].first for row in rows) == pytest.approx(1, abs=0.01)
        assert {row.measures[at].measure for row in rows} == {measure}
        assert all(row.measures[at].low <= row.measures[at].middle <= row.measures[at].high for row in rows)
        assert sum(row.measures[at].rank for row in rows) == pytest.approx(78, abs=0.02)
    assert {row.patron for row in rows} == {None, "east", "west"}
    isolation = next(row for row in rows if row.policy == "isolation")
    assert isolation.measures[1].low == 1.0


def test_where_it_loses_is_told_and_by_boxes_where_there_are_sets_enough() -> None:
    few, many = (rehearse(told(), sets=sets, trajectories=2, years=2).answer.loses for sets in (10, 200))
    assert {one.measure for one in few} >= {"autonomy"}
    assert all(one.sides == () and one.coverage == one.density == 0 for one in few)
    assert any(one.sides for one in many)
    for one in many:
        assert 0 < one.share <= 1
        assert 0 <= one.coverage <= 1
        assert one.best != "niches"


def test_without_two_partners_there_is_nothing_to_rehearse() -> None:
    for bare in (ledger(), ledger(state("east"), capacity("east", "plants", "able")), ledger(deal("d", partner="east"))):
        found = rehearse(bare)
        assert found.answer.rows == ()
        assert found.caveats == ()
        assert found.answer.ground is None


def test_where_all_is_recorded_nothing_is_said_of_the_unrecorded() -> None:
    whole = (*CAPACITIES, capacity("south", "plants", "able"))
    found = rehearse(ledger(*(state(one) for one in ("home", "east", "west", "south")), *whole), sets=2, trajectories=1, years=1)
    assert [one.code for one in found.caveats] == ["rehearse-no-forecast"]
    assert [one.code for one in rehearse(told(), sets=2, trajectories=1, years=1).caveats][1] == "rehearse-unrecorded"


def test_the_same_seed_gives_the_same_and_another_other_draws() -> None:
    one, again, other = (rehearse(told(source("s")), sets=3, trajectories=3, years=2, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one.answer != other.answer


@pytest.mark.parametrize("wrong", [{"sets": 1}, {"trajectories": 0}, {"years": 99}, {"unknown": 2.0}, {"seed": -1}])
def test_parameters_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="lie"):
        rehearse(ledger(), **wrong)


def test_the_demonstration_shows_where_matching_niches_loses_too() -> None:
    answer = rehearse(multivector.load("dossiers/kazakhstan").ledger).answer
    assert answer.ground is not None
    assert answer.ground.hostile == (("eu", "ru"), ("us", "ru"))
    assert {one.measure for one in answer.loses} >= {"needs", "autonomy"}
    first = answer.rows[0]
    assert first.policy == "niches"
    assert first.measures[1].first == 0.0
    assert answer.specialisation is not None
    assert answer.flat is not None
    assert answer.specialisation > answer.flat
