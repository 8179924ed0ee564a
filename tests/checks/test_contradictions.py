from __future__ import annotations

import pytest

from checking import PEOPLE, codes

WORDS = (
    PEOPLE
    + """
- message: one
  by: kz
  says: one thing
  on: 2025
- signal: nod
  by: kz
  act: other
  on: 2025
"""
)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("one", []),
        ("nod", []),
        ("[one, nod]", []),
        ("two", ["contradicts-what"]),
        ("kz", ["contradicts-what"]),
        ("[kz, one, two]", ["contradicts-what"] * 2),
        ("gone", ["unknown-id"]),
    ],
)
def test_only_what_was_said_or_shown_contradicts_and_nothing_itself(named: str, said: list[str]) -> None:
    assert codes(f"{WORDS}- message: two\n  by: kz\n  says: another\n  contradicts: {named}\n") == said


def test_what_a_claim_contradicts_is_looked_at_too() -> None:
    source = "- source: t\n  type: newspaper\n"
    claims = "  claims:\n    - contradicts: kz\n      evidence: t\n"
    assert codes(f"{WORDS}{source}- signal: two\n  by: kz\n  act: toast\n  on: 2025\n{claims}") == ["contradicts-what"]


@pytest.mark.parametrize(("audiences", "said"), [(("kz", "kz"), ["stake-twice"]), (("kz",), []), (("kz", "us"), [])])
def test_an_audience_has_one_stake(audiences: tuple[str, ...], said: list[str]) -> None:
    stakes = ", ".join(f"{{to: {audience}, if-so: 1, if-not: -1}}" for audience in audiences)
    assert codes(f"{WORDS}- message: two\n  by: kz\n  says: another\n  on: 2025\n  stakes: [{stakes}]\n") == said
