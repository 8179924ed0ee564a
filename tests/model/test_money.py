from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.model.money import CURRENCIES, Amount, parse_amount, parse_money, parse_quantity
from multivector.model.problems import Mistake
from strategies import amounts


def read(text: str) -> Amount:
    found = parse_amount(text)
    assert isinstance(found, Amount), found
    return found


@given(amounts(("USD", "documents", "% of it", "m³")))
def test_an_amount_reads_as_it_is_written(amount: Any) -> None:
    again = read(str(amount))
    assert again == amount
    assert str(again) == str(amount)
    assert again.step == amount.step, "digits that were not written must not appear"


@given(st.text("0123456789.kmbtn aboutUSDpfile,~-", max_size=16) | st.text(max_size=16))
def test_whatever_is_read_as_an_amount_is_written_the_same(text: str) -> None:
    found = parse_amount(text)
    if isinstance(found, Amount):
        assert read(str(found)) == found
        assert read(str(found)).step == found.step
        if found.low is not None and found.high is not None:
            assert 0 <= found.low <= found.high


@pytest.mark.parametrize(
    ("text", "low", "high", "hedge", "step"),
    [
        ("4.2bn USD", "4.2e9", "4.2e9", "exact", "1e8"),
        ("17bn USD", "17e9", "17e9", "exact", "1e9"),
        ("17.0bn USD", "17e9", "17e9", "exact", "1e8"),
        ("1700000 USD", "1.7e6", "1.7e6", "exact", "1"),
        ("0.5k USD", "500", "500", "exact", "1e2"),
        ("3..5bn USD", "3e9", "5e9", "between", "1e9"),
        ("about 15tn USD", "15e12", "15e12", "about", "1e12"),
        ("at least 3 USD", "3", "3", "at least", "1"),
        ("up to 3.70m USD", "3.7e6", "3.7e6", "up to", "1e4"),
        ("0 USD", "0", "0", "exact", "1"),
        ("1000000000000000000 USD", "1e18", "1e18", "exact", "1"),
    ],
)
def test_figures(text: str, low: str, high: str, hedge: str, step: str) -> None:
    found = read(text)
    assert (found.low, found.high, found.hedge, found.step) == (Decimal(low), Decimal(high), hedge, Decimal(step))
    assert found.value == (Decimal(low) if low == high else None)


def test_nothing_is_known_of_what_is_undisclosed() -> None:
    assert read("undisclosed") == Amount(None, None, "", "undisclosed")
    assert read("undisclosed USD") == Amount(None, None, "USD", "undisclosed")
    assert read("undisclosed").value is None
    assert read("undisclosed").step == 1
    assert parse_money("undisclosed") == read("undisclosed")


@pytest.mark.parametrize(
    "text",
    [
        "", "4.2", "USD", "4.2 bn USD", "4.2bn", "4.2bnUSD", "4,2bn USD", "1,000 USD", "1.000.000 USD", "-5 USD", "+5 USD",
        "NaN USD", "nan USD", "inf USD", "Infinity USD", "1e9 USD", "5. USD", ".5 USD", "5..3 USD", "5..5.. USD",
        "about 3..5 USD",
        "1..USD", "10000000tn USD", "1000000000000000001 USD", "9" * 400 + " USD", "~5 USD", "about about 5 USD", "exact 5 USD",
        "between 5 USD", "٣ USD", "5  USD", "5 USD\n", "5\nUSD", "5 " + "x" * 41, "undisclosedUSD", "$5", "5 5 USD",
        "5 USD ", "5 \xa0", "5 \xa0USD", "5 x\n", "5 ٣", "undisclosed ", "undisclosed  USD", "undisclosed 5", "undisclosed a\nb",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_a_mistake(text: str) -> None:
    found = parse_amount(text)
    assert isinstance(found, Mistake)
    assert found.code == "bad-amount"


def test_a_mistake_says_what_to_write() -> None:
    comma, loose = parse_amount("4,2bn USD"), parse_amount("about 4.2 bn USD")
    assert isinstance(comma, Mistake)
    assert isinstance(loose, Mistake)
    assert "comma" in comma.message
    assert loose.help == "write about 4.2bn USD"


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_money_is_in_a_currency_and_a_quantity_is_not(currency: str) -> None:
    assert parse_money(f"5bn {currency}") == parse_amount(f"5bn {currency}")
    assert isinstance(parse_quantity(f"5bn {currency}"), Mistake)


@pytest.mark.parametrize("text", ["5 documents", "undisclosed documents", "5 usd", "5 US dollars", "5 XXX", "five USD"])
def test_what_is_no_money_is_a_mistake(text: str) -> None:
    assert isinstance(parse_money(text), Mistake)


def test_quantities() -> None:
    assert parse_quantity("63.87 %") == Amount(Decimal("63.87"), Decimal("63.87"), "%")
    assert parse_quantity("2..3 hours") == Amount(Decimal(2), Decimal(3), "hours", "between")
    assert isinstance(parse_quantity("some"), Mistake)
