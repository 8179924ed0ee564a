from __future__ import annotations

from checking import PEOPLE, codes

PLANT = PEOPLE + "- source: trend\n  type: agency\n- deal: plant\n  between: [kz, us]\n  amount: 1bn USD\n"
ORDER = "- expectation: ordered\n  about: plant\n  expects: commitment\n"


def test_an_expectation_has_its_time_from_the_entry_or_a_claim() -> None:
    assert codes(PLANT + ORDER) == ["no-due"]
    assert codes(PLANT + ORDER + "  due: 2026/..\n") == []
    assert codes(PLANT + ORDER + "  claims: [{due: 2026, evidence: trend}]\n") == []
