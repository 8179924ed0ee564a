from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checking import PEOPLE, codes

PARTS = "- deal: part-{0}\n  name: Part {0}\n  between: kz\n  part-of: whole\n  amount: {1}\n"


def _codes(whole: str, *parts: str) -> list[str]:
    rows = "".join(PARTS.format(i, part) for i, part in enumerate(parts))
    return codes(f"{PEOPLE}- deal: whole\n  between: [kz, us]\n  amount: {whole}\n{rows}")


@pytest.mark.parametrize("whole", ["about 3bn USD", "over 3bn USD", "at least 3bn USD", "nearly 3bn USD", "undisclosed"])
def test_a_whole_without_a_sure_upper_end_is_never_exceeded(whole: str) -> None:
    assert _codes(whole, "9bn USD", "9bn USD") == []


@pytest.mark.parametrize("part", ["about 9bn USD", "up to 9bn USD", "nearly 9bn USD", "under 9bn USD", "undisclosed", "9bn EUR"])
def test_a_part_without_a_sure_lower_end_in_the_currency_adds_nothing(part: str) -> None:
    assert _codes("3bn USD", part) == []


def test_rounding_is_not_held_against_a_figure() -> None:
    assert _codes("up to 3bn USD", "2bn USD", "over 1.5bn USD") == []
    assert _codes("up to 3bn USD", "2.0bn USD", "over 1.5bn USD") == ["parts-exceed-whole"]


def test_a_cancelled_part_and_a_statistic_add_nothing() -> None:
    part = "- deal: part\n  between: kz\n  part-of: whole\n  amount: 9bn USD\n"
    whole = PEOPLE + "- deal: whole\n  between: [kz, us]\n  amount: 3bn USD\n"
    assert codes(whole + part) == ["parts-exceed-whole"]
    assert codes(whole + part + "  flow: trade\n") == []
    assert codes(whole + part + "  stages: [{on: 2025, is: cancelled}]\n") == []


@given(st.integers(1, 50), st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_ranges_are_compared_by_their_ends(whole: int, parts: list[int]) -> None:
    found = _codes(f"up to {whole}m USD", *(f"at least {part}m USD" for part in parts))
    assert found == (["parts-exceed-whole"] if sum(parts) > whole else [])
