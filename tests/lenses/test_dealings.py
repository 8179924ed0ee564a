"""With whom, about what, when and how far: against the definitions, worked out slowly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealing import ACTORS, PARTIES, commitment, dealt, message, signal
from making import HOME, adopted, claim, deal, deals, event, evidence, ledger, of_day, source, stage, when
from multivector.lenses.dealings import (
    STATISTICS,
    Dealing,
    agendas_of,
    dealings,
    is_ours,
    is_statistic,
    looked_at,
    partners_of,
    span_of,
    stage_of,
)
from multivector.model.entries import Actor, Commitment, Deal, Expectation, Source
from multivector.model.ledger import ledger_of
from multivector.model.parts import LADDER, STAGES, Outcome
from strategies import ledgers

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

few = settings(max_examples=60, deadline=None)
COUNTRY = {"minister": "home", "works": "east"}


def found(*entries: AnyEntry) -> dict[str, Dealing]:
    return {dealing.id: dealing for dealing in dealings(ledger(*entries, *ACTORS))}


# --- the day ----------------------------------------------------------------------------------------------------------


def test_the_day_is_the_one_asked_for_else_the_dossiers_else_that_of_the_newest_source_decision_or_outcome() -> None:
    texts = (source("old", "2029-05-01"), source("new", "2030-02"))
    dated = replace(HOME, as_of=when("2030-03"))
    assert looked_at(ledger(*texts, dossier=dated), of_day(2029, 6))[1] == of_day(2029, 6)
    assert looked_at(ledger(*texts, dossier=dated), None)[1] == of_day(2030, 3, 31)
    assert looked_at(ledger(*texts, dossier=replace(HOME, as_of=when("2030-03/.."))), None)[1] == of_day(2030, 2, 28)
    assert looked_at(ledger(*texts), None)[1] == of_day(2030, 2, 28)
    assert looked_at(ledger(*texts, source("open", "2031-01-01/..")), None)[1] == of_day(2031)
    decided = deal("d", claim("old", amount="1 USD"), claim("new", amount="2 USD"), adopted=adopted("old", "2030-04-05"))
    assert looked_at(ledger(*texts, decided), None)[1] == of_day(2030, 4, 5)
    missed = Expectation(id="x", about=cast("Any", "d"), outcomes=(Outcome(on=when("2030-06-01"), is_="missed"),))
    assert looked_at(ledger(*texts, decided, missed), None)[1] == of_day(2030, 6)
    assert looked_at(ledger(source("undated"), dossier=None), None)[1] == date.min


@few
@given(ledgers())
def test_without_a_day_everything_is_known(any_ledger: Ledger) -> None:
    assert any_ledger.dossier is not None
    assert any_ledger.dossier.as_of is None
    assert looked_at(any_ledger, None)[0] == any_ledger


# --- which entries are dealings ---------------------------------------------------------------------------------------


def over(entry: AnyEntry, every: Ledger) -> set[str]:
    """Give what holds a deal among deals or a commitment among commitments (in a ring it holds itself): by relaxation."""
    alike = [other for other in every if type(other) is type(entry) and isinstance(other, Deal | Commitment)]
    ids = {other.id for other in alike}
    above = {other.id: {other.part_of} & ids for other in alike}
    for _ in alike:
        above = {id_: ups.union(*(above[up] for up in ups if up is not None)) for id_, ups in above.items()}
    return {up for up in above.get(entry.id, set()) if up is not None}


@few
@given(st.one_of(dealt(), deals(), ledgers()))
def test_a_dealing_is_ours_with_somebody_no_statistic_and_no_sum_of_others(every: Ledger) -> None:
    eligible = {
        entry.id: over(entry, every)
        for entry in every
        if type(entry).__name__ in {"Event", "Deal", "Commitment", "Signal", "Message"}
        and is_ours(entry, every)
        and partners_of(entry, every)
        and not is_statistic(entry)
    }
    wholes = {whole for id_, above in eligible.items() for whole in above if whole in eligible and id_ not in eligible[whole]}
    assert [dealing.id for dealing in dealings(every)] == [id_ for id_ in eligible if id_ not in wholes]
    for dealing in dealings(every):
        entry = every.by_id[dealing.id]
        assert dealing.kind == type(entry).__name__.lower()
        assert (dealing.partners, dealing.stage) == (partners_of(entry, every), stage_of(entry))
        assert (dealing.first, dealing.last) == span_of(entry)
        assert set(dealing.agendas) == set(agendas_of(entry, every))
        assert len(set(dealing.agendas)) == len(dealing.agendas)


def test_a_package_counts_through_its_parts_and_a_treaty_through_its_clauses() -> None:
    packed = found(deal("package"), deal("inner", part_of="package"), deal("part", part_of="inner"), deal("apart"))
    assert set(packed) == {"part", "apart"}
    assert set(found(commitment("treaty"), commitment("clause", part_of="treaty"))) == {"clause"}
    assert set(found(deal("contract"), commitment("promise", part_of="contract"))) == {"contract", "promise"}


def test_a_visit_counts_beside_what_happened_on_it() -> None:
    assert set(found(event("visit", "east"), event("talks", "east", part_of="visit"))) == {"visit", "talks"}


def test_a_package_counts_itself_where_no_part_does() -> None:
    others = deal("part", part_of="package", between=("east", "west"))
    assert set(found(deal("package"), others)) == {"package"}
    assert set(found(deal("package"), deal("figure", part_of="package", flow="trade"))) == {"package"}
    assert set(found(deal("package"), replace(others, id="middle"), deal("leaf", part_of="middle"))) == {"leaf"}


def test_packages_in_a_ring_count_each_and_a_package_over_the_ring_does_not() -> None:
    assert set(found(deal("a", part_of="b"), deal("b", part_of="a"))) == {"a", "b"}
    assert set(found(deal("a", part_of="a"))) == {"a"}
    assert set(found(deal("a", part_of="b"), deal("b", part_of="a"), deal("part", part_of="a"))) == {"part"}


@pytest.mark.parametrize(
    ("flows", "statistic"),
    [((), False), (("trade",), True), (("trade", "stock"), True), (("trade", "purchase"), False), (("purchase",), False)],
)
def test_a_statistic_is_what_every_source_that_stands_gives_as_one(flows: tuple[str, ...], *, statistic: bool) -> None:
    entry = deal("d", *(claim(f"t{number}", flow=flow) for number, flow in enumerate(flows)))
    assert is_statistic(entry) is statistic
    assert is_statistic(replace(entry, adopted=adopted("t0"))) is (flows[:1] != () and flows[0] in STATISTICS)
    assert not is_statistic(event("e", "east"))


# --- with whom --------------------------------------------------------------------------------------------------------


@few
@given(st.lists(st.sampled_from(PARTIES), max_size=4), st.sampled_from(["event", "deal", "signal", "message", "commitment"]))
def test_partners_are_the_other_parties_or_the_states_of_these_but_groups(parties: list[str], kind: str) -> None:
    made: dict[str, Callable[[], AnyEntry]] = {
        "event": lambda: event("x", between=tuple(parties)),
        "deal": lambda: deal("x", between=tuple(parties[:1]), supplier=tuple(parties[1:])),
        "signal": lambda: signal("x", tuple(parties[:1]), tuple(parties[1:])),
        "message": lambda: message("x", tuple(parties[:1]), tuple(parties[1:])),
        "commitment": lambda: commitment("x", tuple(parties[1:]), tuple(parties[:1])),
    }
    entry = made[kind]()
    every = ledger(entry, *ACTORS)
    sides = {COUNTRY.get(party, party) for party in parties}
    assert partners_of(entry, every) == tuple(sorted(sides - {"home", "public"}))
    assert is_ours(entry, every) == ("home" in sides)


def test_who_pays_hosts_builds_or_buys_is_a_party_too() -> None:
    every = ledger(*ACTORS)
    for key in ("pays", "to"):
        assert partners_of(deal("x", between=("home",), **{key: "works"}), every) == ("east",)
    assert partners_of(event("x", host="west"), every) == ("west",)
    assert partners_of(deal("x", between=("home",), buyer=("west",), supplier=("works",)), every) == ("east", "west")


def test_a_party_that_is_only_denied_is_none_and_an_adopted_claim_settles_who_is() -> None:
    rivals = deal("x", claim("a", pays="west"), claim("b", pays="south"), claim("c", pays="league", does="denies"))
    every = ledger(rivals, *ACTORS)
    assert partners_of(rivals, every) == ("east", "south", "west")
    assert partners_of(replace(rivals, adopted=adopted("a")), every) == ("east", "west")


def test_a_dossier_on_a_member_of_a_union_goes_by_the_union_like_everybody_else() -> None:
    union = (Actor(id="home", type="state", part_of=cast("Any", "union")), Actor(id="union", type="bloc"), deal("d"))
    every = ledger_of(union, HOME)
    assert [dealing.partners for dealing in dealings(every)] == [("east",)]


def test_nothing_is_ours_where_nobody_says_whose_dossier_it_is() -> None:
    assert list(dealings(ledger(deal("d"), event("e", "east"), dossier=None))) == []


# --- about what -------------------------------------------------------------------------------------------------------


def test_an_agenda_is_the_entrys_own_or_its_sectors_or_that_of_what_it_is_part_of_or_was_given_in() -> None:
    every = ledger(
        event("visit", "east", agenda=("diplomacy", "memory")),
        event("talks", "east", part_of="visit"),
        deal("rails", sector="rail", part_of="visit"),
        deal("school", sector="rail", agenda=("education",)),
        commitment("treaty", instrument="talks"),
        commitment("clause", part_of="treaty", instrument="rails"),
        commitment("loose", part_of="gone", instrument="rails"),
        signal("toast", part_of="talks"),
        message("words", part_of="herald", agenda=()),
        event("quiet", "east"),
        source("herald", agenda=("law",)),
    )
    assert {entry.id: agendas_of(entry, every) for entry in every if not isinstance(entry, Actor | Source)} == {
        "visit": ("diplomacy", "memory"),
        "talks": ("diplomacy", "memory"),
        "rails": ("transport",),
        "school": ("education",),
        "treaty": ("diplomacy", "memory"),
        "clause": ("transport",),  # the deal that it was given in is nearer than the visit
        "loose": ("transport",),
        "toast": ("diplomacy", "memory"),
        "words": (),
        "quiet": (),
    }


def test_the_search_for_an_agenda_ends_in_rings_and_in_long_chains() -> None:
    ring = ledger(event("a", "east", part_of="b"), event("b", "east", part_of="a"), event("c", "east", part_of="c"))
    assert [agendas_of(entry, ring) for entry in ring if entry.id in {"a", "b", "c"}] == [(), (), ()]
    chain = [event(f"e{n}", "east", part_of=f"e{n + 1}") for n in range(1500)]
    every = ledger(*chain, event("e1500", "east", agenda=("security",)))
    assert agendas_of(every.by_id["e0"], every) == ("security",)


# --- when, and how far ------------------------------------------------------------------------------------------------


def test_a_span_reaches_over_all_dates_that_stand() -> None:
    rivals = event(
        "x", "east", claims=(claim("a", when="2030-01-05"), claim("b", when="2030-02"), claim("c", when="2029", does="denies"))
    )
    assert span_of(rivals) == (of_day(2030, 1, 5), of_day(2030, 2, 28))
    assert span_of(replace(rivals, adopted=adopted("a"))) == (of_day(2030, 1, 5), of_day(2030, 1, 5))
    assert span_of(event("x", "east", when="2030-01-05/..")) == (of_day(2030, 1, 5), None)
    assert span_of(event("x", "east", claims=(claim("a", when="/2030-03"), claim("b", when="2030-01-01")))) == (
        None,
        of_day(2030, 3, 31),
    )
    assert span_of(commitment("x", valid="2030/2040")) == (of_day(2030), of_day(2040, 12, 31))
    assert span_of(signal("x", on="2030-01-05")) == (of_day(2030, 1, 5), of_day(2030, 1, 5))


def test_a_span_without_a_date_is_that_of_the_first_stage_reached() -> None:
    stages = (stage("in-force", "2031-01-01"), stage("pledge", "2030-03"), stage("signal", "2029-01-01", "t1"))
    assert span_of(deal("x", stages=stages)) == (of_day(2029), of_day(2029))
    assert span_of(deal("x", stages=stages[:2])) == (of_day(2030, 3), of_day(2030, 3, 31))
    denied = replace(stages[2], evidence=evidence("t1", does="denies"))
    assert span_of(deal("x", stages=(*stages[:2], denied))) == (of_day(2030, 3), of_day(2030, 3, 31))
    assert span_of(deal("x")) == (None, None)


stages = st.lists(
    st.builds(
        stage,
        st.sampled_from(STAGES),
        st.sampled_from(["2030-01-01", "2030-01", "2030-06-01", "/2029"]),
        st.sampled_from(["t1", "t2"]),
    ),
    max_size=5,
)


@few
@given(stages)
def test_the_stage_reached_is_the_latest_and_on_one_day_the_highest(found: list[Any]) -> None:
    reached = stage_of(deal("x", stages=tuple(found)))
    if not found:
        assert reached is None
        return
    latest = max(one.on.earliest or date.min for one in found)
    then = [one.is_ for one in found if (one.on.earliest or date.min) == latest]
    assert reached in then
    beside = [name for name in then if name not in LADDER]
    assert reached in beside if beside else reached == max(then, key=LADDER.index)


@pytest.mark.parametrize("does", ["denies", "doubts", "predicts"])
def test_a_stage_that_is_denied_or_foretold_was_not_reached(does: Any) -> None:
    signed = stage("commitment", "2030-01-01", "t1")
    other = replace(stage("in-force", "2030-06-01"), evidence=evidence("t2", does=does))
    assert stage_of(deal("x", stages=(signed, other))) == "commitment"
    both = replace(other, evidence=(*evidence("t2", does=does), *evidence("t1")))
    assert stage_of(deal("x", stages=(signed, both))) == "in-force"
    assert stage_of(deal("x", stages=(signed, stage("in-force", "2030-06-01")))) == "in-force"  # the analyst's own
