"""Sums: against enumeration of every way in which amounts can be, and the invented dossier's own numbers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import multivector
from making import adopted, amount, claim, deal, deals, ledger, source, stage, texts
from multivector.engines.intervals import Reading
from multivector.lenses import money
from multivector.lenses.money import MoneyAnswer, packages
from multivector.lenses.money.lines import lines_of
from multivector.lenses.money.totals import DIMENSIONS, sum_of
from multivector.model.claims import claimed
from multivector.model.entries import Actor, Deal
from multivector.model.ledger import ledger_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.lenses.money.lines import Line
    from multivector.lenses.money.packages import Package
    from multivector.lenses.money.totals import Total
    from multivector.model.ledger import Ledger

SMALL = multivector.load("dossiers/small").ledger
GRID = range(13)
plain_figures = st.one_of(
    st.builds("{} USD".format, st.integers(0, 8)),
    st.builds(lambda low, more: f"{low}..{low + more} USD", st.integers(0, 6), st.integers(1, 3)),
    st.just("undisclosed"),
)


def answer(*entries: Deal, **parameters: object) -> MoneyAnswer:
    return money(ledger(*entries, *texts()), **parameters).answer  # type: ignore[arg-type]


def line(id_: str, found: MoneyAnswer) -> Line:
    return next(one for one in found.lines if one.id == id_)


def total(found: MoneyAnswer, key: str, currency: str = "USD") -> Total:
    return next(row for row in found.rows if (row.key, row.currency) == (key, currency))


# --- the invented dossier ---------------------------------------------------------------------------------------------


def test_the_small_dossier_has_the_numbers_that_its_text_says() -> None:
    found = money(SMALL).answer
    borland, cestria = (next(row for row in found.rows if row.key == key) for key in ("borland", "cestria"))
    assert (borland.low, borland.high, borland.deals, borland.undisclosed) == (13e9, 14e9, 2, 0)
    assert (cestria.low, cestria.high, cestria.deals, cestria.undisclosed) == (None, None, 1, 1)
    assert (total(found, "out").low, total(found, "in").high) == (6e9, 8e9)
    (package,) = found.packages
    assert [(account.source, account.low, account.high) for account in package.accounts] == [("ministry-2031-04-01", 13e9, 14e9)]
    assert not package.consistent
    assert (package.remainder_low, package.remainder_high) == (None, None)
    assert [({member.figure for member in one.members}, one.gap) for one in package.contradictions[:2]] == [
        ({"8bn USD", "6bn USD", "7..8bn USD"}, 4e9),  # 5.5 + 7 over 8.5: the parts' least less the whole's greatest
        ({"8bn USD", "4.5bn USD", "7..8bn USD"}, 2.95e9),  # 4.45 + 7 over 8.5
    ]
    assert all(one.unconditional for one in package.contradictions)


def test_the_source_that_is_preferred_is_gone_by_wherever_it_gives_a_figure() -> None:
    found = money(SMALL, prefer="herald-2031-04-02").answer
    assert (line("airliners", found).low, line("airliners", found).basis) == (4.5e9, "contract")
    assert line("borland-package", found).low == 10e9
    assert line("data-centre", found).low == 7e9  # it says nothing of this one


def test_money_is_seen_as_it_was_known_on_the_day() -> None:
    assert money(SMALL, as_of=multivector.load("dossiers/small").ledger.by_id["ministry-2031-04-01"].date.earliest).answer.lines  # type: ignore[union-attr]
    early = money(SMALL, as_of=SMALL.source("ministry-2031-04-01").date.earliest).answer  # type: ignore[union-attr]
    assert {one.id for one in early.lines} == {"airliners", "data-centre"}
    assert [figure.text for figure in line("airliners", early).figures] == ["6bn USD"]


# --- nothing counts twice: every way in which the amounts can be --------------------------------------------------------


def spans(found: MoneyAnswer) -> dict[str, tuple[float, float]]:
    return {
        one.id: (0.0, math.inf) if one.low is None else (one.low, math.inf if one.high is None else one.high)
        for one in found.lines
    }


def possible(found: MoneyAnswer) -> Iterator[Mapping[str, int]]:
    """Give every assignment of whole amounts to deals that figures and packages allow."""
    within = [[n for n in GRID if low <= n <= high] for low, high in spans(found).values()]
    ids = [one.id for one in found.lines]
    parts = {id_: [one.id for one in found.lines if one.package == id_] for id_ in ids}
    for values in product(*within):
        amounts = dict(zip(ids, values, strict=True))
        if all(amounts[id_] >= sum(amounts[part] for part in own) for id_, own in parts.items()):
            yield amounts


def told(id_: str, amounts: Mapping[str, int], found: MoneyAnswer) -> float:
    """Give what a deal and its parts come to: the whole where it was disclosed, else what was disclosed below it."""
    if line(id_, found).disclosed:
        return amounts[id_]
    return sum(told(one.id, amounts, found) for one in found.lines if one.package == id_)


@settings(max_examples=60, deadline=None)
@given(deals(figures=plain_figures, most=3))
def test_the_total_holds_whatever_the_amounts_are_and_counts_no_part_twice(found_in: Ledger) -> None:
    same: dict[str, Any] = {"between": ("home", "east"), "flow": None, "pays": None, "complete": "no", "basis": None}
    ours = [replace(deal, **same) for deal in found_in.of(Deal)]
    found = money(ledger(*ours, *texts())).answer
    assume(found.packages or not any(one.package for one in found.lines))  # no rings
    ids = {one.id for one in found.lines}
    rows = [row for row in found.rows if row.dimension == "partner" and row.low is not None]
    low, high = sum(row.low or 0 for row in rows), sum(math.inf if row.high is None else row.high for row in rows)
    for amounts in possible(found):
        everything = sum(told(one.id, amounts, found) for one in found.lines if one.package not in ids)
        assert low <= everything <= high


@settings(deadline=None)
@given(deals())
def test_every_dimension_divides_the_same_deals_and_sums(found_in: Ledger) -> None:
    found = money(found_in).answer
    counted = {one.id for one in found.lines if one.counted}
    by_id = {one.id: one for one in found.lines}
    for dimension in DIMENSIONS:
        rows = [row for row in found.rows if row.dimension == dimension]
        assert Counter(id_ for row in rows for id_ in row.because) == Counter(counted)
        assert sum(row.deals for row in rows) == len(counted)
        assert all((row.currency == "") == (row.low is None) == (row.undisclosed == row.deals) for row in rows)
        for row in rows:
            own = [by_id[id_] for id_ in row.because if by_id[id_].disclosed]
            assert (row.low or 0) >= sum(one.adds_low or 0 for one in own)
            assert row.high is None or all(one.adds_high is not None for one in own) <= (
                row.high <= sum(one.adds_high or 0 for one in own)
            )


@settings(deadline=None)
@given(deals())
def test_only_deals_of_the_state_count_and_no_statistics(found_in: Ledger) -> None:
    for one in money(found_in).answer.lines:
        of = found_in.by_id[one.id]
        assert isinstance(of, Deal)
        assert not one.counted or ("home" in {*of.between, of.pays} and one.flow != "trade")


def test_a_package_adds_what_its_parts_leave() -> None:
    found = answer(deal("all", amount="10bn USD"), deal("a", amount="6bn USD", part_of="all"), deal("b", part_of="all"))
    assert (line("all", found).adds_low, line("all", found).adds_high) == (4e9, 4e9)
    assert total(found, "east").low == 10e9


def test_a_package_that_its_parts_exhaust_is_no_further_deal() -> None:
    found = answer(
        deal("all", amount="10bn USD"), deal("a", amount="6bn USD", part_of="all"), deal("b", amount="5bn USD", part_of="all")
    )
    assert not line("all", found).counted
    assert (total(found, "east").low, total(found, "east").deals) == (11e9, 2)


def test_a_package_without_a_figure_adds_nothing_beside_its_parts_and_one_without_any_is_undisclosed() -> None:
    found = answer(deal("all"), deal("a", amount="6bn USD", part_of="all"), deal("none"), deal("c", part_of="none"))
    assert not line("all", found).counted
    assert (total(found, "east").low, total(found, "east", "").undisclosed) == (6e9, 2)


def test_a_package_in_a_package_is_taken_off_once() -> None:
    found = answer(
        deal("outer", amount="20bn USD"),
        deal("inner", amount="8bn USD", part_of="outer"),
        deal("a", amount="5bn USD", part_of="inner"),
        deal("b", part_of="outer"),
    )
    assert {one.id: one.adds_low for one in found.lines} == {"outer": 12e9, "inner": 3e9, "a": 5e9, "b": None}
    (package,) = found.packages
    assert (package.id, package.parts, len(package.bounds)) == ("outer", ("b", "inner"), 4)


def test_parts_in_another_currency_leave_open_how_much_of_the_package_they_are() -> None:
    found = answer(
        deal("all", amount="10bn USD"), deal("a", amount="6bn EUR", part_of="all"), deal("b", amount="1bn USD", part_of="all")
    )
    assert (line("all", found).adds_low, line("all", found).adds_high) == (0.0, 9e9)
    assert (total(found, "east").low, total(found, "east").high) == (1e9, 10e9)
    assert total(found, "east", "EUR").low == 6e9


def test_a_package_between_ends_adds_from_its_least_less_their_greatest() -> None:
    package = (deal("all", amount="10..12bn USD", flow="loan"), deal("a", amount="over 3bn USD", part_of="all", flow="purchase"))
    found = answer(*package)
    assert (line("all", found).adds_low, line("all", found).adds_high) == (0.0, 9e9)
    assert (total(found, "loan").low, total(found, "loan").high) == (0.0, 9e9)
    assert (total(found, "purchase").low, total(found, "purchase").high) == (3e9, None)


def test_a_package_that_stands_with_all_its_parts_comes_to_its_own_figure() -> None:
    found = answer(deal("all", amount="10..12bn USD"), deal("a", amount="over 3bn USD", part_of="all"), deal("b", part_of="all"))
    assert (total(found, "east").low, total(found, "east").high) == (10e9, 12e9)


def test_a_package_in_a_package_whose_parts_are_elsewhere_adds_its_rest_alone() -> None:
    found = answer(
        deal("outer", amount="20bn USD"),
        deal("inner", amount="8bn USD", part_of="outer"),
        deal("a", amount="5bn USD", part_of="inner", partner="west"),
    )
    assert (total(found, "east").low, total(found, "west").low) == (15e9, 5e9)


def test_a_very_long_chain_of_packages_adds_up() -> None:
    chain = (deal(f"d{n:04}", amount=f"{3000 - n} USD", part_of=f"d{n - 1:04}") for n in range(1500))
    assert sum_of(lines_of(ledger(*chain))) == (3000, 3000)


# --- what counts ----------------------------------------------------------------------------------------------------------


def agreed(*stages: str, least: str = "framework", **values: object) -> bool:
    made = tuple(stage(name, f"2030-0{month}-01") for month, name in enumerate(stages, 1))
    return line("a", answer(deal("a", amount="1bn USD", stages=made, **values), least=least)).counted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stages", "counts"),
    [
        ((), True),
        (("signal",), False),
        (("pledge",), False),
        (("pledge", "delayed"), False),
        (("signal", "framework"), True),
        (("commitment", "delayed"), True),
        (("framework", "signal"), True),
        (("commitment", "suspended"), False),
        (("commitment", "cancelled"), False),
        (("framework", "superseded"), False),
        (("suspended", "commitment"), True),
        (("delayed",), True),
    ],
)
def test_what_was_agreed_counts_and_what_was_hoped_for_or_broken_off_does_not(stages: tuple[str, ...], counts: bool) -> None:  # noqa: FBT001
    assert agreed(*stages) is counts


def test_the_least_stage_is_the_users_choice() -> None:
    assert [agreed("pledge", least=least) for least in ("signal", "pledge", "framework")] == [True, True, False]
    assert not agreed("framework", least="commitment")
    with pytest.raises(ValueError, match="least must be one of"):
        answer(least="handshake")


def test_a_part_counts_with_its_package_unless_it_was_broken_off() -> None:
    signed, hoped, ended = (stage(name, "2030-01-01") for name in ("framework", "pledge", "cancelled"))
    found = money(
        ledger(
            deal("all", amount="10bn USD", stages=(signed,)),
            deal("a", amount="3bn USD", part_of="all", stages=(hoped,)),
            deal("b", amount="2bn USD", part_of="all", stages=(ended,)),
            deal("a1", amount="1bn USD", part_of="a", stages=(hoped,)),
        )
    )
    assert {one.id: one.counted for one in found.answer.lines} == {"a": True, "a1": True, "all": True, "b": False}
    assert total(found.answer, "east").low == 8e9  # the ten less the two that were cancelled
    assert {caveat.code: caveat.because for caveat in found.caveats}["not-agreed"] == ("b",)


def test_another_cut_of_the_same_money_adds_only_what_surely_lies_beyond_it() -> None:
    cut = deal("cut", amount="15bn USD", overlaps=("a", "b", "gone"))
    found = answer(deal("a", amount="4bn USD"), deal("b", amount="6..7bn USD"), cut)
    assert (line("cut", found).adds_low, line("cut", found).adds_high) == (4e9, 15e9)
    assert (total(found, "east").low, total(found, "east").high) == (14e9, 26e9)
    for other in ("over 4bn USD", "4bn EUR", "undisclosed"):
        assert line("cut", answer(deal("a", amount=other), cut)).adds_low == 0
    assert line("cut", answer(deal("a", amount="4bn USD"), deal("cut", overlaps=("a",)))).adds_low is None


def test_flows_are_by_partner_and_payer_and_say_how_much_is_contracted() -> None:
    found = answer(
        deal("a", amount="4bn USD", pays="home", basis="contract"),
        deal("b", amount="over 2bn USD", pays="home", basis="estimate"),
        deal("c", pays="home"),
        deal("d", amount="1bn USD", pays="east"),
    )
    told = [(one.partner, one.direction, one.currency, one.firm, one.low, one.high, one.deals) for one in found.flows]
    assert told == [
        ("east", "in", "USD", 0.0, 1e9, 1e9, 1),
        ("east", "out", "", 0.0, None, None, 1),
        ("east", "out", "USD", 4e9, 6e9, None, 2),
    ]


def test_nothing_is_not_the_same_as_no_bound() -> None:
    found = answer(deal("gift", amount="0 USD"), deal("open", amount="over 0 USD", partner="west"))
    assert (line("gift", found).low, line("gift", found).high) == (0.0, 0.0)
    assert (total(found, "east").low, total(found, "east").high) == (0.0, 0.0)
    assert (total(found, "west").low, total(found, "west").high) == (0.0, None)


@pytest.mark.parametrize("ring", [1, 2, 3])
def test_packages_in_a_ring_end(ring: int) -> None:
    found = answer(
        *(deal(f"d{n}", amount="5bn USD", part_of=f"d{(n + 1) % ring}") for n in range(ring)), deal("z", amount="1bn USD")
    )
    assert found.packages == ()
    assert len(found.lines) == ring + 1


def test_a_very_long_chain_of_packages_ends() -> None:
    chain = (deal(f"d{n:04}", amount=f"{3000 - n} USD", part_of=f"d{n - 1:04}") for n in range(1500))
    assert sum(one.adds_low or 0 for one in lines_of(ledger(*chain), None)) == 3000


# --- figures, directions, caveats -----------------------------------------------------------------------------------------


def test_rivals_stand_until_one_is_adopted_and_span_the_line() -> None:
    rivals = (
        claim("t1", amount="3bn USD", credibility="4"),
        claim("t3", amount="about 5bn USD"),
        claim("t2", amount="3bn USD", credibility="2"),
    )
    found = line("a", answer(deal("a", *rivals)))
    assert (found.low, found.high) == (3e9, 5e9)
    assert [(one.text, one.texts, one.credibility, one.standing) for one in found.figures] == [
        ("3bn USD", ("t1", "t2"), "2", True),
        ("about 5bn USD", ("t3",), None, True),
    ]
    decided = line("a", answer(deal("a", *rivals, adopted=adopted("t3"))))
    assert (decided.low, decided.high) == (5e9, 5e9)
    assert [(one.standing, one.adopted) for one in decided.figures] == [(False, False), (True, True)]


def test_what_is_denied_or_doubted_is_no_figure() -> None:
    found = line(
        "a", answer(deal("a", claim("t1", amount="9bn USD", does="denies"), claim("t2", amount="2bn USD", does="doubts")))
    )
    assert (found.figures, found.disclosed, found.low) == ((), False, None)


def test_a_figure_in_another_currency_is_kept_and_not_added() -> None:
    found = answer(deal("a", claim("t1", amount="3bn USD"), claim("t2", amount="2bn EUR")), deal("b", amount="1bn USD"))
    assert (line("a", found).currency, line("a", found).high, len(line("a", found).figures)) == ("USD", 3e9, 2)
    assert total(found, "east").low == 4e9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "unstated"),
        ({"pays": "home"}, "out"),
        ({"pays": "ministry", "to": "east"}, "out"),
        ({"pays": "east"}, "in"),
        ({"pays": "east", "to": "home"}, "in"),
        ({"pays": "east", "to": "west"}, "between-others"),
    ],
)
def test_who_pays_gives_the_direction(values: dict[str, str], expected: str) -> None:
    ministry = Actor(id="ministry", type="government", part_of="home")  # type: ignore[arg-type]
    found = money(ledger_of((deal("a", amount="1bn USD", **values), ministry), ledger().dossier)).answer
    assert line("a", found).direction == expected


def test_rival_payers_leave_the_direction_disputed() -> None:
    found = answer(deal("a", claim("t1", pays="home"), claim("t2", pays="east")))
    assert (line("a", found).direction, line("a", found).pays) == ("disputed", None)


def test_partners_are_one_several_or_unstated() -> None:
    found = answer(deal("a"), deal("b", between=("home", "east", "west")), deal("c", between=("home",)))
    assert {row.key for row in found.rows if row.dimension == "partner"} == {"east", "several", "unstated"}


def test_caveats_name_the_deals_that_they_speak_of() -> None:
    package = (deal("all", amount="1bn USD"), deal("a", amount="3bn USD", part_of="all"))
    rival = deal("c", claim("t1", amount="1bn USD"), claim("t2", amount="2bn USD"))
    background = deal("d", between=("east", "west"), amount="1bn USD")
    found = money(
        ledger(*package, deal("b"), rival, background, deal("e", amount="1bn EUR", basis="ceiling", pays="home"), *texts())
    )
    assert {caveat.code: caveat.because for caveat in found.caveats} == {
        "undisclosed": ("b",),
        "no-direction": ("a", "b", "c"),
        "open-rivals": ("c",),
        "background": ("d",),
        "ceilings": ("e",),
        "contradiction": ("all",),
        "other-currency": ("e",),
    }
    assert all(dict(caveat.values) == {"n": len(caveat.because)} for caveat in found.caveats)
    assert money(ledger(deal("a", amount="1bn USD", pays="home"))).caveats == ()


def test_a_preference_that_nobody_hears_is_said_to_be_one() -> None:
    for prefer in ("t1", "guess"):
        claims = (claim("t1", amount="1bn USD"), claim("t2", label="guess", amount="2bn USD"))
        assert "preference-unheard" not in {
            one.code for one in money(ledger(deal("a", *claims), *texts()), prefer=prefer).caveats
        }
    found = money(ledger(deal("a", amount="1bn USD", pays="home")), prefer="t9").caveats
    assert [(one.code, one.values) for one in found] == [("preference-unheard", (("prefer", "t9"),))]


def test_the_same_sum_written_in_two_ways_is_no_open_dispute() -> None:
    found = money(ledger(deal("a", claim("t1", amount="6bn USD"), claim("t2", amount="6000m USD"), pays="home"), *texts()))
    assert found.caveats == ()


# --- packages: bounds and contradictions against enumeration ---------------------------------------------------------------


def test_what_is_left_is_the_total_less_the_parts() -> None:
    (package,) = answer(
        deal("all", amount="10..12bn USD"), deal("a", amount="3..4bn USD", part_of="all"), deal("b", part_of="all")
    ).packages
    assert (package.remainder_low, package.remainder_high) == (0.0, 9e9)
    assert {one.id: (one.low, one.high, one.disclosed) for one in package.bounds} == {
        "all": (10e9, 12e9, True),
        "a": (3e9, 4e9, True),
        "b": (0.0, 9e9, False),
    }


def test_a_package_without_a_total_has_no_bound_above() -> None:
    (package,) = answer(deal("all"), deal("a", amount="3bn USD", part_of="all")).packages
    assert (package.remainder_low, package.remainder_high, package.total) == (0.0, None, ())
    assert package.consistent


def test_a_package_of_nothing_but_silence_is_unbounded() -> None:
    (package,) = answer(deal("all", amount="undisclosed"), deal("a", part_of="all")).packages
    assert (package.currency, package.accounts, package.contradictions, package.remainder_high) == ("", (), (), None)


def test_complete_parts_are_all_of_it() -> None:
    (package,) = answer(
        deal("all", amount="9..9 USD", complete="yes"), deal("a", amount="3..3 USD", part_of="all"), deal("b", part_of="all")
    ).packages
    assert package.complete
    assert {one.id: (one.low, one.high) for one in package.bounds}["b"] == (6.0, 6.0)


def test_an_undisclosed_rival_does_not_unsettle_a_figure() -> None:
    both = (claim("t1", amount="5..6 USD"), claim("t2", amount="undisclosed USD"))
    (package,) = answer(deal("all", *both), deal("a", part_of="all")).packages
    assert {one.id: (one.low, one.high) for one in package.bounds}["a"] == (0.0, 6.0)


def test_what_a_text_itself_adds_up_to_mixes_no_currencies() -> None:
    parts = (claim("t1", amount="3bn USD"),), (claim("t1", amount="over 4bn USD"),), (claim("t1", amount="9bn EUR"),)
    (package,) = answer(
        deal("all", amount="20bn USD"), *(deal(f"p{n}", *own, part_of="all") for n, own in enumerate(parts))
    ).packages
    assert [(one.source, one.parts, one.low, one.high) for one in package.accounts] == [("t1", ("p0", "p1"), 7e9, None)]


def test_ceilings_contradict_only_at_face_value() -> None:
    promised = answer(deal("all", amount="5bn USD"), deal("a", amount="up to 9bn USD", part_of="all"))
    (found,) = promised.packages[0].contradictions
    assert not found.unconditional
    assert promised.packages[0].consistent


def test_a_dispute_over_one_deal_alone_is_no_contradiction_of_the_package() -> None:
    rivals = (claim("t1", amount="3..3 USD"), claim("t2", amount="5..5 USD"))
    (package,) = answer(deal("all", *rivals), deal("a", amount="1..1 USD", part_of="all")).packages
    assert package.contradictions == ()


def test_the_search_for_contradictions_says_when_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_CONFLICTS", 1)
    parts = (deal(f"p{n}", amount="9..9 USD", part_of="all") for n in range(3))
    (package,) = answer(deal("all", amount="5..5 USD"), *parts).packages
    assert (len(package.contradictions), package.all_found) == (1, False)


ends = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda pair: f"{pair[0]}..{pair[0] + pair[1]} USD")


@st.composite
def small_packages(draw: st.DrawFn) -> tuple[Deal, ...]:
    """Draw a package of up to three parts, one of which may have parts, each with at most two figures."""
    parents = draw(st.sampled_from([("all",), ("all", "all"), ("all", "all", "all"), ("all", "p0"), ("all", "p0", "p0")]))
    made = []
    for id_, parent in (("all", None), *((f"p{n}", parent) for n, parent in enumerate(parents))):
        claims = [
            claim(text, amount=figure) for text, figure in zip(("t1", "t3"), draw(st.lists(ends, max_size=2)), strict=False)
        ]
        made.append(deal(id_, *claims, part_of=parent, complete=draw(st.sampled_from(["no", "yes"]))))
    return tuple(made)


def holds(amounts: Mapping[str, int], package: tuple[Deal, ...]) -> bool:
    for one in package:
        parts = [amounts[part.id] for part in package if part.part_of == one.id]
        if parts and (amounts[one.id] < sum(parts) or (one.complete == "yes" and amounts[one.id] != sum(parts))):
            return False
    return True


def worlds(package: tuple[Deal, ...], within: Mapping[str, tuple[int, int]]) -> list[dict[str, int]]:
    most = 40
    ids = [one.id for one in package]
    leaves = [id_ for id_ in ids if not any(one.part_of == id_ for one in package)]
    wholes = [id_ for id_ in ids if id_ not in leaves]
    found = []
    for values in product(*(range(within.get(id_, (0, 0))[0], min(within.get(id_, (0, 12))[1], 12) + 1) for id_ in leaves)):
        amounts = dict(zip(leaves, values, strict=True))
        for sums in product(*(range(within.get(id_, (0, 0))[0], min(within.get(id_, (0, most))[1], most) + 1) for id_ in wholes)):
            world = amounts | dict(zip(wholes, sums, strict=True))
            if holds(world, package):
                found.append(world)
    return found


def read(text: str) -> tuple[int, int]:
    found = amount(text)
    return int(found.low), int(found.high)


def the(package: tuple[Deal, ...]) -> Package:
    return money(ledger(*package, *texts())).answer.packages[0]


@settings(max_examples=25, deadline=None)
@given(small_packages())
def test_bounds_are_the_extremes_of_all_worlds_that_the_figures_leave(package: tuple[Deal, ...]) -> None:
    assume(all(one.claims for one in package if not any(other.part_of == one.id for other in package)))  # keeps worlds few
    found = the(package)
    within = {
        one.id: (min(low for low, _ in own), max(high for _, high in own))
        for one in package
        if (own := [read(str(claim.value)) for claim in claimed(one, "amount")])
    }
    left = worlds(package, within)
    assert found.consistent == bool(left)
    direct = [one.id for one in package if one.part_of == "all"]
    for bound in found.bounds if left else ():
        assert bound.low == min(world[bound.id] for world in left)
        assert bound.high in {max(world[bound.id] for world in left), None}
        assert (bound.high is None) == (max(world[bound.id] for world in left) == 40)  # the grid's own end
    if left:
        rests = [world["all"] - sum(world[id_] for id_ in direct) for world in left]
        assert found.remainder_low == min(rests)
        assert found.remainder_high is None or found.remainder_high == max(rests)
    else:
        assert (found.remainder_low, found.remainder_high) == (None, None)


@settings(max_examples=25, deadline=None)
@given(small_packages())
def test_contradictions_are_real_smallest_and_all_of_them(package: tuple[Deal, ...]) -> None:
    assume(sum(len(one.claims) for one in package) <= 5)
    said = [(one.id, str(claim.value)) for one in package for claim in claimed(one, "amount")]
    said = list(dict.fromkeys(said))

    def together(figures: tuple[tuple[str, str], ...]) -> bool:
        least, most = dict.fromkeys((one.id for one in package), 0), dict.fromkeys((one.id for one in package), 99)
        for id_, figure in figures:
            low, high = read(figure)
            least[id_], most[id_] = max(least[id_], low), min(most[id_], high)
        return _fits(package, least, most)

    subsets = [tuple(one for n, one in enumerate(said) if mask >> n & 1) for mask in range(1 << len(said))]
    clashing = [frozenset(one) for one in subsets if not together(one)]
    minimal = {one for one in clashing if not any(other < one for other in clashing)}
    found = the(package)
    assert found.all_found
    shown = [frozenset((member.id, member.figure) for member in one.members) for one in found.contradictions]
    assert set(shown) == {one for one in minimal if len({id_ for id_, _ in one}) > 1}
    assert len(shown) == len(set(shown))
    assert shown == sorted(shown, key=len)
    assert all(one.gap > 0 and one.unconditional for one in found.contradictions)


def _fits(package: tuple[Deal, ...], least: dict[str, int], most: dict[str, int]) -> bool:
    """Tell whether amounts exist: going up the tree, the sums that a whole may have are an interval."""

    def reach(id_: str) -> tuple[int, int] | None:
        own = next(one for one in package if one.id == id_)
        low, high = least[id_], most[id_]
        parts = [reach(part.id) for part in package if part.part_of == id_]
        if None in parts:
            return None
        if parts:
            low = max(low, sum(part[0] for part in parts if part))
            high = min(high, sum(part[1] for part in parts if part)) if own.complete == "yes" else high
        return (low, high) if low <= high else None

    return reach("all") is not None


# --- parameters --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parameters", [{"about": -0.1}, {"about": 1.1}, {"about": math.nan}, {"nearly": math.inf}])
def test_shares_that_mean_nothing_are_refused(parameters: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must lie within"):
        money(SMALL, **parameters)  # type: ignore[arg-type]


def test_wider_hedges_only_widen_bounds_and_only_end_contradictions() -> None:
    deals_ = (deal("all", amount="about 10bn USD"), deal("a", amount="nearly 10.8bn USD", part_of="all"))
    tight, wide = (answer(*deals_, about=share, nearly=share).packages[0] for share in (0.01, 0.2))
    assert (len(tight.contradictions), len(wide.contradictions)) == (1, 0)
    assert Reading().about == next(one.default for one in money(SMALL).parameters if one.name == "about")


def test_a_day_before_every_source_leaves_nothing() -> None:
    found = money(ledger(deal("a", claim("t1", amount="1bn USD")), *texts()), as_of=source("x", "1999-01-01").date.earliest)  # type: ignore[union-attr]
    assert (found.answer.rows, found.answer.lines, found.answer.packages) == ((), (), ())
