"""Who owns what, and who deals or meets with whom."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import yaml

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.drafts import Draft, Party
from multivector.reader.facts import Facts, facts
from multivector.reader.spans import Span
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tokens import cut

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reader" / "ownerships.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def told(text: str, weights: Weights, *drafts: Draft) -> Facts:
    cut_ = cut(text)
    return facts(cut_, tag(weights, cut_.sentence_words()), drafts)


def owned(text: str, weights: Weights) -> list[str]:
    return [f"{one.owner.span.of(text)} | {one.holding.of(text)}" for one in told(text, weights).ownerships]


@pytest.mark.parametrize("case", CASES["tells"], ids=lambda case: case["text"])
def test_a_sentence_tells_who_owns_what(case: dict[str, list[str]], weights: Weights) -> None:
    assert owned(str(case["text"]), weights) == case["says"]


@pytest.mark.parametrize("text", CASES["traps"])
def test_a_trap_tells_of_no_ownership(text: str, weights: Weights) -> None:
    assert owned(text, weights) == []


@pytest.mark.parametrize(
    ("text", "purpose", "parties"),
    [
        ("Компания «Норлес» купила компанию «Балтика-Порт».", "purchase", ["Компания «Норлес»", "компанию «Балтика-Порт»"]),
        ("Еврокомиссия оштрафовала компанию «Норлес».", "fine", ["Еврокомиссия", "компанию «Норлес»"]),
        ("Анна Кирос встретилась с Томасом Бергом.", "meeting", ["Анна Кирос", "Томасом Бергом"]),
    ],
)
def test_a_verb_tells_who_deals_with_whom(text: str, purpose: str, parties: list[str], weights: Weights) -> None:
    (one,) = told(text, weights).dealings
    assert (one.purpose, [span.of(text) for span in one.parties]) == (purpose, parties)


@pytest.mark.parametrize("text", ["Анна Кирос купила билет.", "Туристы встретились в Кито.", "Компания «Норлес» выросла."])
def test_one_who_acts_alone_deals_with_nobody(text: str, weights: Weights) -> None:
    assert told(text, weights).dealings == ()


def test_the_meeting_of_a_draft_is_taken_over_with_the_names_of_people_unless_it_is_denied(weights: Weights) -> None:
    text = "Беседу посла Анны Кирос и Томаса Берга сочли полезной."
    place = Span(0, len(text))
    parties = tuple(
        Party(None, Span(text.index(first), text.index(first) + len(first))) for first in ("посла Анны Кирос", "Томаса Берга")
    )
    draft = Draft("event", "meeting", "event-meeting", (place,), place, parties)
    (one,) = told(text, weights, draft).dealings
    assert [span.of(text) for span in one.parties] == ["Анны Кирос", "Томаса Берга"]
    denied = Draft("event", "meeting", "event-meeting", (place,), place, parties, polarity="negative")
    assert told(text, weights, denied).dealings == ()


def test_a_body_is_a_part_of_those_in_its_name(weights: Weights) -> None:
    text = "Отдел печати посольства Чили молчит."
    found = {(one.part.span.of(text), one.whole.span.of(text)) for one in told(text, weights).memberships}
    assert found == {("Отдел печати посольства Чили", "посольства Чили"), ("посольства Чили", "Чили")}
