"""Why things are done and what they mean: the case file, and which sentences an explanation needs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telling import cases, spans, told, written

FORMS = ("hypothesis", "interpretation", "claim")
CASES = cases("explanations")
STAGED = ("hypothesis-rival", "hypothesis-reason")
"""What counts only where dealings are told around it, which are no part of what it says."""
TWO = [case for case in CASES.tells if case["text"].count(". ") + case["text"].count("? ") == 1]
PAIRS = [case["text"] for case in TWO if not case["drafts"][0].startswith(STAGED)]
LONELY = [
    case["text"].partition(". ")[2] for case in TWO if case["drafts"][0].startswith(STAGED) and ", " not in case["drafts"][0]
]
"""Readings that name one state, without the sentence before them."""


@pytest.mark.parametrize("case", CASES.all_, ids=lambda case: case["text"][:50])
def test_a_text_gives_these_explanations_and_no_other(case: dict[str, Any]) -> None:
    assert [written(case["text"], draft) for draft in told(case["text"], *FORMS)] == case["drafts"]


def test_there_are_enough_cases_and_no_trap_gives_an_explanation() -> None:
    assert CASES.enough()


@pytest.mark.parametrize("text", PAIRS, ids=lambda text: text[:50])
def test_what_is_explained_stands_in_the_same_paragraph(text: str) -> None:
    parted = text.replace(". ", ".\n\n").replace("? ", "?\n\n")
    both = [draft for draft in told(text, *FORMS) if len(draft.evidence) > 1]
    assert both
    assert all(len(draft.evidence) == 1 for draft in told(parted, *FORMS))


@pytest.mark.parametrize("text", LONELY, ids=lambda text: text[:50])
def test_a_reading_needs_dealings_that_are_told_around_it(text: str) -> None:
    assert [draft for draft in told(text, *FORMS) if draft.rule in STAGED] == []


def test_a_question_between_leads_to_what_it_asks_about() -> None:
    text = "Переговоры Перу с Чили продолжаются. Почему? Потому что договор сложен."
    (draft,) = told(text, *FORMS)
    assert (draft.rule, len(draft.evidence)) == ("hypothesis-next", 3)
    assert draft.topic is not None
    assert draft.topic.of(text) == "договор сложен"


def test_a_claim_that_is_rejected_is_the_word_of_many_and_keeps_the_answer() -> None:
    text = "Many called the visit a snub to Berlin. It was not."
    (draft,) = told(text, *FORMS)
    assert (draft.polarity, draft.attribution.by) == ("negative", "many")
    assert [span.of(text) for span in draft.evidence] == ["Many called the visit a snub to Berlin.", "It was not."]


def test_a_claim_that_nobody_rejects_is_no_draft() -> None:
    assert told("Many called the visit a snub to Berlin. The talks went on.", *FORMS) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in CASES.all_]), min_size=1, max_size=3))
def test_every_place_is_a_slice_and_only_a_claim_is_denied(texts: list[str]) -> None:
    text = " ".join(texts)
    for draft in told(text, *FORMS, russian=False):
        assert all(0 <= span.start < span.end <= len(text) for span in spans(draft))
        assert (draft.modality == "denied") == (draft.polarity == "negative")
        assert draft.form == "claim" or draft.modality == "possible"
        assert draft.form == draft.rule.partition("-")[0]
