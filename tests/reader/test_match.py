from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

import multivector
from making import amount, claim, deal, deals, ledger
from multivector.model.claims import claimed
from multivector.model.entries import Deal
from multivector.reader.match import figures, holding
from multivector.reader.money import money

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger


def test_a_figure_is_the_same_however_it_is_written_and_hedged() -> None:
    known = figures(
        ledger(deal("a", amount="about 15bn USD"), deal("b", claim("t1", amount="15000m USD")), deal("c", amount="15bn EUR"))
    )
    for words in ("$15 млрд", "около 15 млрд долларов", "15,000 million dollars", "over $15.0 billion"):
        (found,) = money(words)
        assert holding(found.value, known) == ("a", "b")


def test_what_is_undisclosed_or_no_money_matches_nothing() -> None:
    known = figures(ledger(deal("a", amount="undisclosed USD"), deal("b", quantity="15 documents")))
    assert known == {}
    assert holding(amount("undisclosed USD"), known) == ()
    assert holding(amount("15 documents"), known) == ()


@settings(max_examples=60, deadline=None)
@given(deals())
def test_every_figure_of_a_ledger_leads_to_its_entries(found_in: Ledger) -> None:
    known = figures(found_in)
    for one in found_in.of(Deal):
        for claim_ in claimed(one, "amount"):
            assert claim_.value.low is None or one.id in holding(claim_.value, known)
    assert all(ids and set(ids) <= {entry.id for entry in found_in} for ids in known.values())


def test_a_figure_that_three_sources_give_leads_to_the_package() -> None:
    known = figures(multivector.load("dossiers/kazakhstan").ledger)
    assert "us-package-2025" in holding(amount("17bn USD"), known)
