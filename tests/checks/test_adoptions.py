from __future__ import annotations

import pytest

from checking import PEOPLE, codes

DEAL = (
    PEOPLE
    + """
- source: trend
  type: agency
- source: ministry
  type: official
- deal: railway
  between: [kz, us]
  claims:
    - {amount: 4bn USD, flow: purchase, evidence: trend}
    - {amount: 4.2bn USD, evidence: ministry}
"""
)


@pytest.mark.parametrize(("reason", "said"), [('"-"', ["thin-reason"]), ("ok", ["thin-reason"]), ("лот", []), ("official", [])])
def test_a_reason_has_letters(reason: str, said: list[str]) -> None:
    assert codes(f"{DEAL}  adopted: {{claim: trend, on: 2025, reason: {reason}}}\n") == said


def test_one_language_with_a_reason_is_enough() -> None:
    assert codes(DEAL + '  adopted: {claim: trend, on: 2025, reason: {en: itemised, ru: "-"}}\n') == []


def test_a_claim_without_a_rival_needs_no_adoption() -> None:
    assert codes(DEAL + "  adopted: {claim: trend, field: flow, on: 2025, reason: itemised}\n") == ["needless-adoption"]
    assert codes(DEAL + "  adopted: {claim: trend, field: amount, on: 2025, reason: itemised}\n") == []
    assert codes(DEAL + "  adopted: {claim: trend, on: 2025, reason: itemised}\n") == []


def test_the_value_of_the_entry_itself_is_a_rival() -> None:
    assert codes(DEAL + "  flow: loan\n  adopted: {claim: trend, field: flow, on: 2025, reason: itemised}\n") == []
