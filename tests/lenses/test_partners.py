"""What each partner is for: the table, lifts and information against plain Python, and against tables known in advance."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from dealing import ACTORS, AGENDAS, commitment, dealt, message, signal
from making import claim, deal, event, evidence, ledger, of_day, source
from multivector.lenses import money, partners
from multivector.lenses.partners import Sum
from multivector.model.subjects import AGENDAS as EVERY_AGENDA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multivector.lenses.partners import Cell, PartnersAnswer
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

few = settings(max_examples=40, deadline=None)
FEW = 9  # shuffles, where the answer does not hang on them


def answer(*entries: AnyEntry, **parameters: Any) -> PartnersAnswer:
    return partners(ledger(*entries, *ACTORS), **{"permutations": FEW} | parameters).answer


def cell(found: PartnersAnswer, partner: str, agenda: str) -> Cell:
    return next(row for row in found.rows if (row.partner, row.agenda) == (partner, agenda))


def events(pairs: Iterable[tuple[str, Any]]) -> list[AnyEntry]:
    """Make one event for each pair of a partner and an agenda."""
    return [event(f"e{number:03}", partner, agenda=(agenda,)) for number, (partner, agenda) in enumerate(pairs)]


def slow_table(found: PartnersAnswer) -> dict[tuple[str, str], float]:
    table: Counter[tuple[str, str]] = Counter()
    for dealing in found.dealings:
        for partner in dealing.partners:
            for agenda in dealing.agendas:
                table[partner, agenda] += 1 / len(dealing.partners) / len(dealing.agendas)  # type: ignore[assignment]
    return dict(table)


def slow_entropy(weights: Sequence[float]) -> float:
    return -sum(weight / sum(weights) * math.log2(weight / sum(weights)) for weight in weights)


def margins(table: dict[tuple[str, str], float]) -> tuple[dict[str, float], dict[str, float]]:
    rows, columns = {row for row, _ in table}, {column for _, column in table}
    return (
        {row: sum(n for (one, _), n in table.items() if one == row) for row in rows},
        {column: sum(n for (_, one), n in table.items() if one == column) for column in columns},
    )


# --- the table --------------------------------------------------------------------------------------------------------


@few
@given(dealt())
def test_the_table_adds_up_to_the_dealings_that_have_an_agenda(found: Ledger) -> None:
    got = partners(found, permutations=FEW).answer
    placed = [dealing for dealing in got.dealings if dealing.agendas]
    assert got.records == len(placed)
    assert sum(row.count for row in got.rows) == pytest.approx(len(placed), abs=1e-4)
    assert {(row.partner, row.agenda): row.count for row in got.rows} == pytest.approx(slow_table(got), abs=1e-5)
    for row in got.rows:
        members = [one for one in placed if row.partner in one.partners and row.agenda in one.agendas]
        assert row.because == tuple(one.id for one in members)
        kinds = Counter(one.kind for one in members)
        counts = (row.events, row.deals, row.commitments, row.signals, row.messages)
        assert counts == tuple(kinds[kind] for kind in ("event", "deal", "commitment", "signal", "message"))


@few
@given(dealt())
def test_rows_are_ordered_by_partner_and_then_as_the_codebook_orders_agendas(found: Ledger) -> None:
    keys = [(row.partner, EVERY_AGENDA.index(row.agenda)) for row in partners(found, permutations=FEW).answer.rows]
    assert keys == sorted(set(keys))


def test_a_dealing_with_several_is_divided_evenly() -> None:
    found = answer(
        event("summit", "east", "west", "league", agenda=("security", "energy")), event("visit", "east", agenda=("energy",))
    )
    assert {(row.partner, row.agenda): row.count for row in found.rows} == pytest.approx(
        {
            ("east", "energy"): 1 + 1 / 6,
            ("east", "security"): 1 / 6,
            ("league", "energy"): 1 / 6,
            ("league", "security"): 1 / 6,
            ("west", "energy"): 1 / 6,
            ("west", "security"): 1 / 6,
        },
        abs=1e-6,
    )


def test_an_agenda_named_twice_counts_once() -> None:
    twice, once = (answer(deal("d", amount="5 USD", agenda=agenda)) for agenda in (("energy", "energy"), ("energy",)))
    assert twice == once
    assert cell(twice, "east", "energy").money == (Sum(currency="USD", low=5, high=5),)


def test_a_companys_dealings_are_its_states_and_a_ministers_are_ours() -> None:
    found = answer(
        deal("d", between=("minister", "works"), agenda=("energy",)),
        signal("s", ("works",), ("minister",), agenda=("energy",)),
        message("m", ("minister",), ("public",), agenda=("energy",)),
    )
    assert [(row.partner, row.because, row.deals, row.signals) for row in found.rows] == [("east", ("d", "s"), 1, 1)]


def test_packages_count_through_their_parts_and_statistics_not_at_all() -> None:
    found = answer(
        deal("package", agenda=("trade",)),
        deal("part", part_of="package", agenda=("energy",)),
        deal("figure", flow="trade", agenda=("trade",)),
        deal("theirs", between=("east", "west"), agenda=("trade",)),
    )
    assert [(row.agenda, row.because) for row in found.rows] == [("energy", ("part",))]


def test_a_later_dealing_is_not_known_before_its_text() -> None:
    entries = (
        source("early", "2030-01-01"),
        source("late", "2031-01-01"),
        event("e", "east", agenda=("memory",), evidence=evidence("early")),
        event("f", "west", agenda=("memory",), evidence=evidence("late")),
    )
    assert [row.partner for row in answer(*entries, as_of=of_day(2030, 6)).rows] == ["east"]
    assert [row.partner for row in answer(*entries).rows] == ["east", "west"]


# --- lifts and information --------------------------------------------------------------------------------------------


@few
@given(dealt())
def test_lift_and_information_are_those_of_the_definitions(found: Ledger) -> None:
    got = partners(found, permutations=FEW).answer
    table = slow_table(got)
    rows, columns = margins(table)
    total = len([dealing for dealing in got.dealings if dealing.agendas])
    for row in got.rows:
        lift = table[row.partner, row.agenda] * total / (rows[row.partner] * columns[row.agenda])
        assert row.lift == pytest.approx(lift, abs=1e-5)
        assert 0 <= row.lift_low <= row.lift <= row.lift_high
    if not table:
        assert (got.information, got.normalised, got.p) == (None, None, None)
        return
    bits = slow_entropy([*rows.values()]) + slow_entropy([*columns.values()]) - slow_entropy([*table.values()])
    assert got.information == pytest.approx(bits, abs=1e-5)
    if min(len(rows), len(columns)) == 1:
        assert {got.normalised, got.chance_low, got.chance_high, got.adjusted, got.p} == {None}
    else:
        most = math.sqrt(slow_entropy([*rows.values()]) * slow_entropy([*columns.values()]))
        assert got.normalised == pytest.approx(bits / most, abs=1e-5)
        assert got.p is not None
        assert round(got.p * (FEW + 1)) in range(1, FEW + 2)


@few
@given(dealt(most=14), st.sampled_from([0.5, 0.8, 0.95]), st.integers(1, 4))
def test_an_agenda_stands_out_where_its_lift_surely_exceeds_one_and_it_holds_enough(
    found: Ledger, level: float, fewest: int
) -> None:
    got = partners(found, permutations=FEW, level=level, fewest=fewest).answer
    for row in got.rows:
        assert row.stands_out == (row.lift_low > 1 and len(row.because) >= fewest)
    wider = partners(found, permutations=FEW, level=0.99, fewest=fewest + 1).answer
    standing = {(row.partner, row.agenda) for row in got.rows if row.stands_out}
    assert {(row.partner, row.agenda) for row in wider.rows if row.stands_out} <= standing


def test_a_partner_for_each_agenda_is_the_most_that_a_table_can_tell() -> None:
    pairs = zip(["east", "west", "south"] * 8, AGENDAS * 8, strict=True)
    found = answer(*events(pairs), permutations=199)
    assert (found.normalised, found.adjusted) == (1, 1)
    assert found.p == pytest.approx(1 / 200)
    assert found.information == pytest.approx(math.log2(3))
    assert found.chance_high is not None
    assert found.chance_high < 0.5
    assert [(row.lift, row.stands_out) for row in found.rows] == [(3, True)] * 3
    assert [(profile.partner, profile.agendas) for profile in found.profiles] == [
        ("east", ("security",)), ("south", ("memory",)), ("west", ("energy",)),
    ]  # fmt: skip


def test_partners_used_alike_tell_nothing() -> None:
    found = answer(
        *events((partner, agenda) for partner in ("east", "west") for agenda in AGENDAS for _ in range(6)), permutations=99
    )
    assert found.normalised == pytest.approx(0, abs=1e-9)
    assert found.p == 1
    assert {row.lift for row in found.rows} == {1}
    assert not any(row.stands_out for row in found.rows)


def test_chance_alone_seldom_makes_an_agenda_stand_out() -> None:
    rng = np.random.default_rng(5)
    runs = [
        answer(*events(zip(rng.choice(["east", "west", "south"], 60), rng.choice(AGENDAS, 60), strict=True)), permutations=19)
        for _ in range(60)
    ]
    outstanding = [row.stands_out for run in runs for row in run.rows]
    assert np.mean(outstanding) < 0.05  # about 0.03 at a level of 95 %
    assert sum(not any(row.stands_out for row in run.rows) for run in runs) > 40
    assert np.mean([run.p <= 0.1 for run in runs if run.p is not None]) < 0.25


@few
@given(st.lists(st.sampled_from(AGENDAS), min_size=1, max_size=40), st.sampled_from([0.8, 0.95, 0.99]))
def test_a_sole_partner_stands_out_for_nothing(agendas: list[str], level: float) -> None:
    found = answer(*events(("east", agenda) for agenda in agendas), level=level, fewest=1)
    assert {row.lift for row in found.rows} == {1}
    assert not any(row.stands_out for row in found.rows)


def test_shuffles_are_the_same_unless_asked_for_by_another_generator() -> None:
    pairs = list(zip(["east", "west", "east", "south", "east"] * 4, [*AGENDAS, "memory"] * 5, strict=True))
    found = ledger(*events(pairs))
    first = partners(found)
    assert partners(found) == first
    own, same, other = (partners(found, rng=np.random.default_rng(seed)).answer for seed in (1, 1, 2))
    assert own == same
    assert (own.chance_low, own.chance_high, own.adjusted, own.p) != (
        other.chance_low,
        other.chance_high,
        other.adjusted,
        other.p,
    )
    for drawn in (own, other):
        assert (drawn.rows, drawn.profiles, drawn.normalised) == (
            first.answer.rows,
            first.answer.profiles,
            first.answer.normalised,
        )
        assert drawn.chance_low == pytest.approx(first.answer.chance_low, abs=0.03)
        assert drawn.p == pytest.approx(first.answer.p, abs=0.06)
    wide, narrow = (partners(found, level=level).answer for level in (0.99, 0.8))
    assert wide.chance_low < narrow.chance_low < narrow.chance_high < wide.chance_high  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [{"permutations": 0}, {"permutations": 10**7}, {"fewest": 0}, {"level": 0.0}, {"level": 1.0}])
def test_parameters_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"permutations|level"):
        answer(event("e", "east", agenda=("energy",)), **wrong)


# --- money, profiles, caveats -----------------------------------------------------------------------------------------


def test_money_is_added_by_currency_from_the_least_to_the_greatest_figure() -> None:
    found = answer(
        deal("a", amount="3..5 USD", agenda=("energy",)),
        deal("b", claim("t1", amount="10 USD"), claim("t2", amount="12 USD"), agenda=("energy",)),
        deal("c", amount="undisclosed", agenda=("energy",)),
        deal("d", amount="7 EUR", agenda=("energy",)),
        deal("e", amount="over 2 USD", partner="west", agenda=("energy",)),
        deal("f", amount="1 USD", partner="west", agenda=("energy",)),
        deal("g", amount="100 USD", between=("home", "east", "west"), agenda=("energy",)),
        deal("h", amount="100 USD", agenda=("energy", "memory")),
        deal("i", amount="undisclosed", agenda=("security",)),
    )
    east, west = cell(found, "east", "energy"), cell(found, "west", "energy")
    assert east.money == (Sum(currency="EUR", low=7, high=7), Sum(currency="USD", low=13, high=17))
    assert west.money == (Sum(currency="USD", low=3, high=None),)
    assert cell(found, "east", "security").money == cell(found, "east", "memory").money == ()
    assert (east.deals, west.deals) == (6, 3)


@few
@given(dealt())
def test_money_in_cells_is_the_money_lenss_of_dealings_that_are_not_shared(found: Ledger) -> None:
    got = partners(found, permutations=FEW).answer
    alone = {one.id for one in got.dealings if len(one.partners) == len(one.agendas) == 1}
    lines = [line for line in money(found).answer.lines if line.counted and line.id in alone and line.adds_low is not None]
    for currency in ("USD", "EUR"):
        sums = [figure.low for row in got.rows for figure in row.money if figure.currency == currency]
        assert sum(sums) == pytest.approx(sum(line.adds_low or 0 for line in lines if line.currency == currency))


def test_profiles_are_busiest_first_and_name_the_strongest_agenda_first() -> None:
    pairs = [("east", "security")] * 6 + [("east", "memory")] * 12 + [("west", "energy")] * 30 + [("west", "memory")] * 3
    shared: list[AnyEntry] = [
        event("both", "east", "south", agenda=("energy",)),
        commitment("c", to=("south",), agenda=("security",)),
    ]
    found = answer(*events(pairs), *shared)
    assert [(profile.partner, profile.dealings) for profile in found.profiles] == [("west", 33), ("east", 19), ("south", 2)]
    east = next(profile for profile in found.profiles if profile.partner == "east")
    lifts = {row.agenda: row.lift for row in found.rows if row.partner == "east"}
    assert east.agendas == ("security", "memory") == tuple(sorted(east.agendas, key=lambda agenda: -lifts[agenda]))
    assert set(east.because) == {"both", *(f"e{number:03}" for number in range(18))}


@few
@given(dealt())
def test_a_profile_holds_what_stands_out_and_every_dealing_with_the_partner(found: Ledger) -> None:
    got = partners(found, permutations=FEW, fewest=1, level=0.8).answer
    assert {profile.partner for profile in got.profiles} == {row.partner for row in got.rows}
    ranks = [(-profile.dealings, profile.partner) for profile in got.profiles]
    assert ranks == sorted(ranks)
    for profile in got.profiles:
        own = [row for row in got.rows if row.partner == profile.partner]
        assert set(profile.agendas) == {row.agenda for row in own if row.stands_out}
        assert profile.dealings == len(profile.because) == len(set(profile.because))
        assert set(profile.because) == {id_ for row in own for id_ in row.because}


def test_caveats_name_dealings_without_agenda_and_tell_of_small_counts() -> None:
    def caveats(*entries: AnyEntry) -> dict[str, tuple[dict[str, Any], tuple[str, ...]]]:
        return {one.code: (dict(one.values), one.because) for one in partners(ledger(*entries), permutations=FEW).caveats}

    plenty = [(partner, agenda) for partner in ("east", "west") for agenda in AGENDAS for _ in range(5)]
    assert caveats(*events(plenty)) == {}
    assert caveats(*events(plenty[1:])) == {"small-counts": ({"n": 29}, ())}
    # one rare partner among many dealings: on average enough, in its cells too few
    assert caveats(*events([*plenty * 4, ("south", "memory")])) == {"small-counts": ({"n": 121}, ())}
    bare: AnyEntry = event("bare", "east")
    assert caveats(*events(plenty), bare) == {"no-agenda": ({"n": 1}, ("bare",))}
    assert caveats(bare, event("b", "east")) == {"no-agenda": ({"n": 2}, ("b", "bare"))}


def test_a_dealing_without_agenda_is_kept_but_in_no_cell() -> None:
    found = answer(event("bare", "west"), event("e", "east", agenda=("memory",)))
    assert [one.id for one in found.dealings] == ["bare", "e"]
    assert ([row.partner for row in found.rows], [one.partner for one in found.profiles]) == (["east"], ["east"])


def test_the_small_dossier_has_the_table_that_its_text_says() -> None:
    small = multivector.load("dossiers/small").ledger
    found = partners(small).answer
    assert {(row.partner, row.agenda): row.count for row in found.rows} == {
        ("borland", "alignment"): 1, ("borland", "diplomacy"): 2, ("borland", "technology"): 1, ("borland", "transport"): 1,
        ("cestria", "alignment"): 1,
        ("cestria", "diplomacy"): 0.5, ("cestria", "security"): 1.5, ("cestria", "status"): 1, ("cestria", "trade"): 1,
    }  # fmt: skip
    assert cell(found, "borland", "transport").money == (Sum(currency="USD", low=6e9, high=6e9),)
    assert not any(row.stands_out for row in found.rows)
