from __future__ import annotations

import pytest

from checking import PEOPLE, codes

EXPECTED = PEOPLE + "- deal: plant\n  between: [kz, us]\n  amount: 1bn USD\n- expectation: ordered\n  about: plant\n"
CLAIMED = (
    PEOPLE
    + "- source: a\n  type: agency\n  date: 2025-11-06\n- source: b\n  type: agency\n"
    + "- source: c\n  type: agency\n  date: 2025-10\n"
)


@pytest.mark.parametrize(
    ("said", "due", "found"),
    [
        ("2025-12", "2025-11", 1),
        ("2025-11", "2025-11", 0),
        ("2025", "2025-03", 0),
        ("2026", "../2025", 1),
        ("2026", "2025/..", 0),
    ],
)
def test_nothing_is_expected_that_was_due(said: str, due: str, found: int) -> None:
    assert codes(f'{EXPECTED}  said: {said}\n  due: "{due}"\n') == ["said-after-due"] * found


@pytest.mark.parametrize(("on", "found"), [("1799", 1), ("17XX", 1), ("1800", 0), ("1XXX", 0), ("1799/1801", 0)])
def test_stages_and_outcomes_before_1800_are_slips(on: str, found: int) -> None:
    if on == "1XXX":
        on = "1799/.."
    assert codes(f'{EXPECTED}  due: 2025\n  outcomes: [{{on: "{on}", is: met}}]\n') == ["too-early"] * found
    assert codes(f'{PEOPLE}- deal: d\n  between: kz\n  stages: [{{on: "{on}", is: pledge}}]\n') == ["too-early"] * found


@pytest.mark.parametrize(
    ("evidence", "on", "found"),
    [
        ("a", "2025-11-05", 1),
        ("a", "2025-11-06", 0),
        ("a", "2025-11", 0),
        ("b", "1990", 0),
        ("[a, b]", "1990", 0),
        ("[a, c]", "2025-10-09", 0),
    ],
)
def test_nothing_is_adopted_before_it_was_said(evidence: str, on: str, found: int) -> None:
    deal = f"- deal: d\n  between: kz\n  amount: 1bn USD\n  claims: [{{label: x, amount: 2bn USD, evidence: {evidence}}}]\n"
    assert codes(f"{CLAIMED}{deal}  adopted: {{claim: x, on: {on}, reason: itemised}}\n") == ["adopted-before-source"] * found
