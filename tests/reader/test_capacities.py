"""Who can supply what, and who competes with whom: the case file, and what short answers deny."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telling import cases, spans, told, written

FORMS = ("competition", "supply")
CASES = cases("capacities")
THINGS = ("Вертолёты", "Танкеры", "Соглашение с Оманом на 2 млрд долларов о поставке чипов", "Trams", "The $3bn deal with Chad")


@pytest.mark.parametrize("case", CASES.all_, ids=lambda case: case["text"][:50])
def test_a_sentence_gives_these_capacities_and_no_other(case: dict[str, Any]) -> None:
    assert [written(case["text"], draft) for draft in told(case["text"], *FORMS)] == case["drafts"]


def test_there_are_enough_cases_and_no_trap_gives_a_capacity_that_is_so() -> None:
    assert CASES.enough()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(THINGS), st.sampled_from(("Нет.", "Тоже нет."))), min_size=1, max_size=3))
def test_answers_belong_to_the_claim_before_them_and_deny_no_deal(answers: list[tuple[str, str]]) -> None:
    claim = "Непал здесь не конкурент Индии."
    text = " ".join([claim, *(f"{thing}? {answer}" for thing, answer in answers)])
    (draft,) = told(text, *FORMS)
    assert draft.polarity == "negative"
    assert [span.of(text) for span in draft.evidence] == [
        claim,
        *(part for thing, answer in answers for part in (f"{thing}?", answer)),
    ]
    assert all(each.polarity == "positive" for each in told(text) if each.kind == "deal")


def test_answers_in_another_paragraph_belong_to_no_claim() -> None:
    text = "Непал здесь не конкурент Индии.\n\nВертолёты? Нет."
    (draft,) = told(text, *FORMS)
    assert len(draft.evidence) == 1


def test_the_sector_may_stand_in_the_question_that_is_answered() -> None:
    text = "Вертолёты? Непал не играет на этом рынке."
    (draft,) = told(text, *FORMS)
    assert (draft.sector, draft.polarity, len(draft.evidence)) == ("aviation", "negative", 2)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in CASES.all_]), min_size=1, max_size=3))
def test_every_place_is_a_slice_and_denied_is_negative(texts: list[str]) -> None:
    text = " ".join(texts)
    for draft in told(text, *FORMS, russian=False):
        assert all(0 <= span.start < span.end <= len(text) for span in spans(draft))
        assert (draft.modality == "denied") == (draft.polarity == "negative")
        assert draft.form == draft.rule.partition("-")[0]
        assert draft.form == "competition" or [party.role for party in draft.parties].count("by") == 1
