"""Totals: against enumeration of every way in which amounts can be."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from making import deal, deals, ledger, stage, texts
from multivector.lenses import money
from multivector.lenses.money.lines import lines_of
from multivector.lenses.money.totals import DIMENSIONS, sum_of
from multivector.model.entries import Deal
from sums import answer, line, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.lenses.money import MoneyAnswer
    from multivector.model.ledger import Ledger


GRID = range(13)
plain_figures = st.one_of(
    st.builds("{} USD".format, st.integers(0, 8)),
    st.builds(lambda low, more: f"{low}..{low + more} USD", st.integers(0, 6), st.integers(1, 3)),
    st.just("undisclosed"),
)


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
