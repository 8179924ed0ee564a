"""Posture: what is counted, which readings fit by which conditions, and choices tested beside chance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from dealing import dealt
from making import claim, deal, event, ledger, stage
from multivector.lenses import posture
from multivector.lenses.posture.measures import ALL, Measures, measures_of
from multivector.lenses.posture.readings import Thresholds, readings_of
from multivector.model.entries import Actor, Capacity
from multivector.model.names import names
from promising import promise

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

few = settings(max_examples=25, deadline=None)
AT = Thresholds(several=3.0, dominant=0.6, level=0.05, ambiguous=0.5, fewest=10)


def state(id_: str) -> Actor:
    return Actor(id=id_, type="state", name=names(id_))


def supplier(of: str, niche: str, level: Any, **values: Any) -> Capacity:
    return Capacity(id=f"{of}-{niche}", of=cast("Any", of), niche=niche, level=level, **values)


def bought(niche: str, of: str) -> Any:
    return deal(
        f"buy-{niche}",
        claim("s", amount="1bn USD"),
        partner=of,
        niche=(niche,),
        supplier=(of,),
        stages=(stage("commitment", "2030-01-01"),),
    )


@few
@given(dealt())
def test_concentration_is_the_sum_of_squared_shares_and_counts_every_dealing_once(found: Ledger) -> None:
    measures = measures_of(found)
    for one in measures.concentrations:
        assert 1 / one.partners - 1e-3 <= one.concentration <= 1
        assert one.effective == pytest.approx(1 / one.concentration, rel=0.01)
        assert 0 < one.share <= 1
        assert one.dealings == len(one.because)
    if measures.concentrations:
        whole, *kinds = measures.concentrations
        assert whole.kind == ALL
        assert whole.dealings == sum(one.dealings for one in kinds)
    assert measures.overlap is None or 0 <= measures.overlap <= 1


def test_a_dealing_with_several_counts_for_each_in_equal_parts() -> None:
    whole = measures_of(ledger(event("a", "east", "west"), event("b", "east"))).concentrations[0]
    assert (whole.top, whole.share) == ("east", 0.75)
    assert whole.concentration == pytest.approx(0.75**2 + 0.25**2, abs=1e-3)


def test_security_with_two_hostile_sides_is_counted_and_binding_promises_are() -> None:
    hostile = promise(
        "no-way-round", "must not export goods to east if west puts sanctions on east", to=("west",), agenda=("trade",)
    )
    with_east = [promise(f"e{n}", "must help east", to=("east",), agenda=("security",)) for n in range(3)]
    with_west = promise("w", "must help west", to=("west",), agenda=("security",), rank="statement")
    candidate = promise("c", "must help west if east puts sanctions on west", to=("west",), agenda=("security",), candidate="yes")
    measures = measures_of(ledger(*map(state, ("home", "east", "west")), hostile, *with_east, with_west, candidate))
    (pair,) = measures.between
    assert (pair.one, pair.other, pair.with_one, pair.with_other, pair.ambiguity) == ("west", "east", 1, 3, 0.5)
    assert (measures.bound, measures.exclusivity) == (4, 0.75)
    alone = measures_of(ledger(*map(state, ("home", "east", "west")), hostile))
    assert [one.ambiguity for one in alone.between] == [None]
    assert measures_of(ledger()).exclusivity is None


@few
@given(st.floats(1, 9), st.floats(0, 1), st.one_of(st.none(), st.floats(0, 1)), st.integers(0, 40))
def test_a_reading_fits_if_all_its_conditions_hold_and_fails_if_one_fails(
    effective: float, share: float, part: float | None, count: int
) -> None:
    one = replace(measures_of(ledger(event("a", "east"))).concentrations[0], effective=effective, share=share, dealings=count)
    of = Measures(
        concentrations=(one,),
        specialised=part,
        overlap=None,
        exclusivity=part,
        bound=0,
        between=(),
        collisions=0,
        contradictions=0,
    )
    for row in readings_of(of, AT):
        told = [condition.holds for condition in row.conditions]
        assert row.fits == (False if False in told else None if None in told else True)
        for condition in row.conditions:
            if condition.value is not None:
                assert condition.holds == ((condition.value >= condition.threshold) == condition.above)
    by = {row.name: row.fits for row in readings_of(of, AT)}
    assert not (by["multi-vector"] and by["bandwagoning"])
    assert by["isolation"] == (count < 10)


def test_choices_that_one_weighting_explains_are_told_beside_chance() -> None:
    niches = [f"n{n}" for n in range(6)]
    entries = [
        one
        for niche in niches
        for one in (
            supplier("east", niche, "leading"),
            supplier("west", niche, "marginal"),
            supplier("south", niche, "absent", why="sanctioned"),
            bought(niche, "east"),
        )
    ]
    found = posture(ledger(*map(state, ("home", "east", "west", "south")), *entries)).answer
    assert {one.used for one in found.choices} == {"east"}
    middle, lower = found.consistency
    assert (middle.coding, lower.coding) == ("middle", "lower-end")
    assert (middle.menus, middle.explained, middle.comparisons) == (6, 6, 12)
    assert middle.margin > 0
    assert middle.chance <= middle.possible + 4 * middle.error  # as Cover bounds it
    assert 0 < middle.possible <= 1


def test_nothing_dealt_reads_as_nothing() -> None:
    assert posture(ledger()).answer.rows == ()


def test_without_menus_there_is_no_test_and_few_are_called_few() -> None:
    bare = posture(ledger(event("a", "east")))
    assert bare.answer.consistency == ()
    assert [one.code for one in bare.caveats] == ["posture-selection", "posture-few-choices"]
    assert posture(ledger()).caveats == ()
    entries = [
        one
        for niche in ("a", "b", "c", "d", "e")
        for one in (supplier("east", niche, "able"), supplier("west", niche, "able"), bought(niche, "east"))
    ]
    many = posture(ledger(*map(state, ("home", "east", "west")), *entries))
    assert [one.code for one in many.caveats] == ["posture-selection"]


@pytest.mark.parametrize(
    "wrong",
    [{"several": 0.5}, {"dominant": 2.0}, {"level": -1.0}, {"ambiguous": 2.0}, {"fewest": -1}, {"draws": 1}, {"seed": -1}],
)
def test_parameters_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="lie"):
        posture(ledger(), **wrong)


def test_the_demonstration_reads_as_multi_vector_and_as_balancing_and_its_consistency_hangs_on_the_coding() -> None:
    answer = posture(multivector.load("dossiers/kazakhstan").ledger).answer
    assert {row.name for row in answer.rows if row.fits} == {"multi-vector", "balancing"}
    middle, lower = answer.consistency
    assert (middle.menus, middle.explained) == (lower.menus, lower.explained) == (9, 8)
    assert middle.chance < 0.05 < lower.chance  # so the verdict hangs on the reading of ability
    assert [(one.one, one.other) for one in answer.measures.between] == [("eu", "ru"), ("us", "ru")]
