"""What is due at a time without anybody who owes it, and dates that belong on the other side of the text's own day."""

from __future__ import annotations

import importlib.util
from datetime import date
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.actors import known
from multivector.reader.drafting import read
from multivector.reader.tagging import Weights, load

if TYPE_CHECKING:
    from multivector.reader.drafts import Draft

DAY = date(2025, 11, 17)
NAMES = known()
TELLS = (
    ("Первые поставки газа из Омана начнутся в 2028 году.", "expected-at", "2028"),
    ("Поставки локомотивов в Перу ожидаются в 2027 году.", "expected-at", "2027"),
    ("Порт откроется к июлю 2026 года.", "expected-by", "2026-07"),
    ("Стройка должна начаться не позднее 1 октября 2026 года.", "expected-by", "2026-10-01"),
    ("Deliveries of gas to Peru are to start in 2028.", "expected-at", "2028"),
    ("The first trains are due in 2027.", "expected-at", "2027"),
    ("Construction of the port is to begin by October 2026.", "expected-by", "2026-10"),
    ("Both sides say the price will be settled by July.", "expected-by", "2026-07"),
    ("The buyer has until 24 March to close.", "expected-by", "2026-03-24"),
    ("Lima gave itself until June to choose a supplier.", "expected-by", "2026-06"),
    ("У Лимы есть время до 24 марта.", "expected-by", "2026-03-24"),
    ("Перу дала себе срок до июня, чтобы выбрать поставщика.", "expected-by", "2026-06"),
)
TRAPS = (
    "Срок полномочий президента Перу истекает 1 марта 2026 года.",
    "The old lease expired at the end of 2019.",
    "If the buyer has until March, it will wait.",
    "Поставки газа из Омана начались в 2021 году.",
    "Порт открылся в июле 2024 года.",
    "Матч сборной Перу начнётся в декабре.",
    "Если цена упадёт, поставки начнутся в 2028 году.",
    "Поставки не начнутся в 2028 году.",
    "Deliveries of gas to Peru started in 2021.",
    "The first trains were due in 2019.",
    "Deliveries to Peru would have started in 2028.",
    "The port will not open in 2028.",
    "The lawyer will be seventy in 2028.",
)
MISSED = (
    ("Кения обещала сдать порт до июля, но не успела.", "2025-07"),
    ("Кения обещала сдать порт до марта. Не сдала.", "2025-03"),
    ("Kenya had promised a decision on the port by the end of June; none came.", "2025-06"),
    ("Первый блок обещали сдать к 2024 году, теперь говорят о 2028-м.", "2024"),
    ("Порт планировали открыть в мае, но открытие сорвалось.", "2025-05"),
    ("Первый корабль должен был выйти в сентябре. Он всё ещё в доке.", "2025-09"),
    ("The money was meant to arrive by October; by mid-November there was no sign of it.", "2025-10"),
)
KEPT = (
    "Кения обещала сдать порт до 2030 года. Перу не спешит.",
    "Президент Кении должен приехать в Осло. Поездка министра Ганы отложена.",
    "Договор был подписан в 2019 году и с тех пор не менялся.",
    "Kenya must open the port by 2030. Peru did not.",
)


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def due(text: str, weights: Weights) -> list[Draft]:
    return [draft for draft in read(text, DAY, NAMES, weights).drafts if draft.rule in {"expected-at", "expected-by"}]


@pytest.mark.parametrize(("text", "rule", "when"), TELLS)
def test_what_begins_comes_or_is_ready_at_a_date_is_expected(text: str, rule: str, when: str, weights: Weights) -> None:
    (draft,) = due(text, weights)
    assert draft.date is not None
    assert (draft.rule, draft.modality, str(draft.date.date)) == (rule, "planned", when)


@pytest.mark.parametrize("text", TRAPS)
def test_what_has_begun_is_imagined_or_is_no_dealing_is_not_expected(text: str, weights: Weights) -> None:
    assert due(text, weights) == []


@pytest.mark.parametrize(("text", "when"), MISSED)
def test_a_deadline_that_was_missed_lies_behind_the_text(text: str, when: str, weights: Weights) -> None:
    (draft,) = [draft for draft in read(text, DAY, NAMES, weights).drafts if draft.kind == "missed"]
    assert draft.date is not None
    assert str(draft.date.date).startswith(when)
    assert draft.date.latest is not None
    assert draft.date.latest <= DAY


@pytest.mark.parametrize("text", KEPT)
def test_a_deadline_ahead_or_the_doings_of_others_miss_nothing(text: str, weights: Weights) -> None:
    assert not any(draft.kind == "missed" for draft in read(text, DAY, NAMES, weights).drafts)
