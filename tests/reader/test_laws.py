"""Laws, and what was awaited in vain: the case file, and what is left to deadlines and deals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telling import cases, spans, told, written

FORMS = ("law", "occurrence")
CASES = cases("laws")


@pytest.mark.parametrize("case", CASES.all_, ids=lambda case: case["text"][:50])
def test_a_text_gives_these_laws_and_no_other(case: dict[str, Any]) -> None:
    assert [written(case["text"], draft) for draft in told(case["text"], *FORMS)] == case["drafts"]


def test_there_are_enough_cases_and_no_trap_gives_a_law_that_came_about() -> None:
    assert CASES.enough()


def test_what_was_awaited_in_vain_keeps_what_was_awaited_and_that_it_was_in_vain() -> None:
    text = "Greece expected Albania to open the port. It did not happen."
    (draft,) = told(text, *FORMS)
    assert [span.of(text) for span in draft.evidence] == ["Greece expected Albania to open the port.", "It did not happen."]
    assert (draft.form, draft.modality, draft.polarity) == ("occurrence", "denied", "negative")


def test_in_another_paragraph_nothing_was_awaited() -> None:
    assert told("Greece expected Albania to open the port.\n\nIt did not happen.", *FORMS) == []


def test_a_deadline_that_passed_is_no_occurrence_as_well() -> None:
    text = "Правительство Румынии должно было ввести терминал до сентября 2025 года. Этого не произошло."
    assert [draft.kind for draft in told(text)] == ["missed"]


def test_a_law_of_which_the_state_stands_in_the_sentence_before_is_that_state_s() -> None:
    (draft,) = told("Кризис в Аргентине углубился. Парламент отклонил поправки о банке.", *FORMS)
    assert [party.actor for party in draft.parties] == ["iso3:ARG"]
    assert told("Перу спорит с Аргентиной. Парламент отклонил поправки о банке.", *FORMS) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in CASES.all_]), min_size=1, max_size=3))
def test_every_place_is_a_slice_and_every_law_has_one_state(texts: list[str]) -> None:
    text = " ".join(texts)
    for draft in told(text, *FORMS, russian=False):
        assert all(0 <= span.start < span.end <= len(text) for span in spans(draft))
        assert draft.form == "occurrence" or [party.role for party in draft.parties] == ["by"]
        assert draft.form == "law" or draft.modality == "denied"
