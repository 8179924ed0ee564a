from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checking import PEOPLE, codes
from multivector.load import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "entry",
    [
        "deal: d\n  between: kz",
        "event: e\n  type: visit\n  name: A visit",
        "question: q\n  asks: Why?",
        "signal: s\n  by: kz\n  act: toast\n  note: to do",
    ],
)
def test_an_entry_with_only_what_it_must_have_says_nothing(entry: str) -> None:
    assert codes(f"{PEOPLE}- {entry}\n") == ["empty-entry"]


@pytest.mark.parametrize(
    "entry",
    [
        "deal: d\n  between: kz\n  amount: undisclosed",
        "event: e\n  type: visit\n  when: 2025",
        "actor: a\n  type: person",
        "source: s\n  type: agency",
    ],
)
def test_one_value_more_and_it_says_something(entry: str) -> None:
    assert codes(f"{PEOPLE}- {entry}\n") == []


def test_a_value_that_could_not_be_read_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"{PEOPLE}- deal: d\n  between: kz\n  amount: 4,2bn USD\n", encoding="utf-8")
    assert [problem.code for problem in load(tmp_path).problems] == ["bad-amount"]
