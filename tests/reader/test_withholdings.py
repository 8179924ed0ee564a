"""What somebody does not publish: the case file, and laws that hold for any text."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.actors import known
from multivector.reader.frames import drafts
from multivector.reader.reading import read
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from multivector.reader.drafts import Draft

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reader" / "withholdings.yaml").read_text(encoding="utf-8"))
TELLS, TRAPS = CASES["tells"], CASES["traps"]
KINDS = {"withholding": {"figure", "document"}}
NAMES = known()
DAY = date(2025, 11, 17)
WORDS = sorted({word for case in (*TELLS, *TRAPS) for word in case["text"].split()})


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def drafted(text: str, weights: Weights | None) -> list[Draft]:
    cut_ = cut(text)
    found = drafts(text, read(text, DAY, NAMES), cut_, None if weights is None else tag(weights, cut_.sentence_words()))
    return [draft for draft in found if draft.kind in KINDS]


def written(text: str, draft: Draft) -> str:
    parties = ", ".join(f"{each.role} {(each.actor or each.span.of(text)).removeprefix('iso3:')}" for each in draft.parties)
    more = [draft.topic]
    return " = ".join([f"{draft.form} {draft.modality}", parties, *(span.of(text) for span in more if span is not None)])


@pytest.mark.parametrize("case", [*TELLS, *TRAPS], ids=lambda case: case["text"][:50])
def test_a_sentence_gives_these_drafts_and_no_other(case: dict[str, list[str]], weights: Weights) -> None:
    text = str(case["text"])
    assert [written(text, draft) for draft in drafted(text, weights)] == case["drafts"]


def test_there_are_enough_cases_and_traps_bind_or_tell_nothing() -> None:
    assert len(TELLS) + len(TRAPS) >= 40
    assert len(TRAPS) >= 15
    assert all(" denied" in draft for case in TRAPS for draft in case["drafts"])
    assert not any(" denied" in draft for case in TELLS for draft in case["drafts"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_every_place_is_a_slice_of_the_text_and_every_draft_keeps_its_form(text: str) -> None:
    for draft in drafted(text, None):
        spans = [*draft.evidence, draft.head, *(party.span for party in draft.parties)]
        spans += [span for span in (draft.topic, draft.trigger) if span is not None]
        assert all(0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in spans)
        assert (draft.modality == "denied") == (draft.polarity == "negative")
        assert draft.form in KINDS[draft.kind]


def test_who_publishes_later_withholds_no_more(weights: Weights) -> None:
    kept = "Текст договора Армении с Францией не опубликован."
    (draft,) = drafted(kept, weights)
    assert draft.polarity == "positive"
    (after,) = drafted(f"{kept} Позже его обнародовали.", weights)
    assert (after.polarity, len(after.evidence)) == ("negative", 2)


def test_nothing_is_withheld_where_no_state_deals_with_another(weights: Weights) -> None:
    assert drafted("Сумма контракта не раскрывается.", weights) == []
    assert drafted("Президент Чили прибыл в порт. Подробности не сообщаются.", weights) == []
