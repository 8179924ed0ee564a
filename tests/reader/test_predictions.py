"""What is said to come about: the case file, and what is left to visits, deals and deadlines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telling import cases, spans, told, written

CASES = cases("predictions")
OTHERS = {"visit", "meeting", "call", "agreement", "purchase", "signing", "deadline"}
AHEAD = (
    "Ожидается, что", "Вероятно,", "Вряд ли", "В ближайшие годы", "Analysts predict that", "It is likely to be that", "Индия",
    "Оман", "подпишет договор", "посетит Перу", "Chile", "will sign a deal with Peru", "will visit Oman", "до конца года",
    "by May", "должна завершить переговоры", "экспорт вырастет", "exports will grow", "may lead to a rift", ",", ".",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES.all_, ids=lambda case: case["text"][:50])
def test_a_sentence_gives_this_prediction_and_no_other(case: dict[str, Any]) -> None:
    assert [written(case["text"], draft) for draft in told(case["text"], "prediction")] == case["drafts"]


def test_there_are_enough_cases_and_no_trap_gives_a_prediction() -> None:
    assert CASES.enough()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(AHEAD), min_size=2, max_size=12).map(" ".join))
def test_no_clause_is_drafted_twice_as_lying_ahead(text: str) -> None:
    drafts = told(text, russian=False)
    predicted = [span for draft in drafts if draft.form == "prediction" for span in draft.evidence]
    others = [draft for draft in drafts if draft.form in OTHERS and draft.modality in {"planned", "possible"}]
    ahead = [span for draft in others for span in draft.evidence]
    assert not any(one.start < other.end and other.start < one.end for one in predicted for other in ahead)
    assert all(0 <= span.start < span.end <= len(text) for draft in drafts for span in spans(draft))


@pytest.mark.parametrize("name", ["Чили", "Перу", "Кении", "Вьетнаме"])
def test_what_is_unlikely_is_of_negative_polarity(name: str) -> None:
    (draft,) = told(f"Вряд ли в {name} изменят курс в отношениях с Оманом.", "prediction")
    assert (draft.polarity, draft.modality) == ("negative", "possible")


def test_a_date_that_has_passed_is_not_that_of_a_prediction() -> None:
    (draft,) = told("Norway passed the tariff on Tuesday, and trade with Iceland is expected to fall.", "prediction")
    assert draft.date is None
    (draft,) = told("Analysts predict that trade between Norway and Iceland will fall in 2030.", "prediction")
    assert draft.date is not None
    assert str(draft.date.date) == "2030"


def test_who_predicts_is_kept_and_is_no_party() -> None:
    text = "По словам президента Катара, экспорт Индии в Непал может сократиться."
    drafts = told(text, "prediction")
    assert [draft.attribution.by for draft in drafts] == ["speaker"]
    assert all(party.actor != "iso3:QAT" for draft in drafts for party in draft.parties)
