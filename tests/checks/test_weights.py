from __future__ import annotations

import pytest

from checking import PEOPLE, codes

QUESTION = (
    PEOPLE
    + """
- question: why
  asks: Why?
  hypotheses: [{id: a, says: one}, {id: b, says: other}]
"""
)


@pytest.mark.parametrize(
    ("under", "said"),
    [
        ("[a 1 %, b 0..100 %]", []),
        ("a 1 %", ["silent-weight"]),
        ("[a 1 %, b 2 %, a 3 %]", ["answer-twice"]),
        ("[a 1 %, zzz 2 %]", ["unknown-answer"]),
    ],
)
def test_a_weight_names_every_answer_once_and_no_other(under: str, said: list[str]) -> None:
    assert codes(f"{QUESTION}  weighs: {{on: kz, under: {under}}}\n") == said
    assert codes(f"{QUESTION}  would-tell: {{what: papers, under: {under}}}\n") == said


def test_a_question_without_answers_has_none_to_weigh_under() -> None:
    assert "unknown-answer" in codes(PEOPLE + "- question: why\n  asks: Why?\n  weighs: {on: kz, under: a 1 %}\n")
