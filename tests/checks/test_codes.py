from __future__ import annotations

import pytest

from checking import codes


@pytest.mark.parametrize(
    "code",
    ["iso2 KZ", "iso3 KAZ", "cow 705", "cow 2", "gw 705", "wikidata Q232", "lei 5493001KJTIIGC8Y1R12"],
)
def test_codes_of_the_right_form(code: str) -> None:
    assert codes(f"- actor: kz\n  type: state\n  codes: {code}\n") == []


@pytest.mark.parametrize(
    "code",
    [
        "iso2 KAZ",
        "iso2 kz",
        "iso3 KZ",
        "cow KAZ",
        "cow 0",
        "cow 1705",
        "wikidata 232",
        "wikidata Q0",
        "lei 5493001KJTIIGC8Y1R13",
        "lei X",
    ],
)
def test_codes_that_no_list_holds(code: str) -> None:
    assert codes(f"- actor: kz\n  type: state\n  codes: {code}\n") == ["bad-code"]
