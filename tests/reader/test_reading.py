"""A whole text read at once: everything is a slice of it, and the day of the text is found."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from multivector.reader.actors import known
from multivector.reader.reading import dateline_of, read

NAMES = known(multivector.load("dossiers/small").ledger)
WORDS = (
    "Президент Алдории", "в Борландию", "2 млрд долларов", "до конца года", "about $5bn", "on Tuesday", "next year", "Китай",
    "в 2025 году", "до", "от", "и", "the", "of", ",", ".", "—", "12", "\n", "%", "$", "ё", "\u0301", "\u200f",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_all_that_is_found_is_a_slice_of_the_text_in_order(text: str) -> None:
    found = read(text, date(2025, 11, 17), NAMES)
    for kind in (found.amounts, found.dates, found.actors):
        spans = [one.span for one in kind]
        assert all(0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in spans)
        assert spans == sorted(spans)
        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert read(text, date(2025, 11, 17), NAMES) == found


def test_amounts_dates_and_actors_of_one_sentence() -> None:
    text = "12 ноября 2025 года президент Алдории подписал в Борландии контракт почти на 2 млрд долларов."
    found = read(text, date(2025, 11, 17), NAMES)
    assert [str(one.value) for one in found.amounts] == ["nearly 2bn USD"]
    assert [str(one.value.date) for one in found.dates] == ["2025-11-12"]
    assert [one.value.actor for one in found.actors][-2:] == ["aldoria", "borland"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 ноября 2025 года, Астана. Вчера …", date(2025, 11, 17)),
        ("LONDON, March 3, 2024 (Agency) - Last week …", date(2024, 3, 3)),
        ("2025-11-17\n\nТекст", date(2025, 11, 17)),
        ("Вчера, 12 ноября, в 2025 году", None),
        ("", None),
        ("x" * 5000 + " 2025-11-17", None),
    ],
)
def test_the_day_of_a_text_is_the_first_full_date_in_its_head(text: str, expected: date | None) -> None:
    assert dateline_of(text) == expected
