"""Who holds which position where: the case file, and laws that hold for any text."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.facts import Facts, facts
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tokens import cut

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reader" / "occupations.yaml").read_text(encoding="utf-8"))
WORDS = (
    "президент Перу", "Анна Кирос", "мэр", "Лимы", "глава", "МИД Чили", ",", "и", "—", "(", ")", ".", "стала", "министром",
    "бывший", "компании «Заря»", "владеет", "«", "»", "возглавляет", "встретилась с", "Томасом Бергом", "первый заместитель",
    "по делам", "\n", "купила", "в Вене", "депутаты", "перуанский", "t", "🙂",
)  # fmt: skip


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def told(text: str, weights: Weights) -> Facts:
    cut_ = cut(text)
    return facts(cut_, tag(weights, cut_.sentence_words()))


def written(text: str, weights: Weights) -> list[str]:
    return [
        f"{one.who.span.of(text)} | {'' if one.position is None else one.position.of(text)} | {one.where.of(text)}"
        for one in told(text, weights).occupations
    ]


@pytest.mark.parametrize("case", CASES["tells"], ids=lambda case: case["text"])
def test_a_sentence_tells_who_holds_which_position_where(case: dict[str, list[str]], weights: Weights) -> None:
    assert written(str(case["text"]), weights) == case["says"]


@pytest.mark.parametrize("text", CASES["traps"])
def test_a_trap_tells_of_no_occupation(text: str, weights: Weights) -> None:
    assert written(text, weights) == []


def test_an_office_of_state_whose_state_was_just_named_is_understood_and_says_so(weights: Weights) -> None:
    text = "Кения закупит зерно. Президент Уильям Руто подписал указ."
    (one,) = told(text, weights).occupations
    assert (one.where.of(text), one.understood) == ("Кения", True)
    said = "Президент Кении Уильям Руто подписал указ. Президент Руто уехал."
    assert [one.understood for one in told(said, weights).occupations] == [False]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=18).map(" ".join))
def test_every_place_lies_in_the_text_within_its_evidence_and_facts_are_told_once(text: str) -> None:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    found = told(text, _weights())
    assert len(set(found.occupations)) == len(found.occupations)
    for one in found.occupations:
        spans = [one.who.span, *([] if one.position is None else [one.position])]
        assert all(one.evidence.start <= span.start < span.end <= one.evidence.end <= len(text) for span in spans)
        assert one.who.kind == "PER"
    for dealt in found.dealings:
        assert len(set(dealt.parties)) > 1
    for held in found.memberships:
        assert held.part.holds(held.whole)


_LOADED: list[Weights] = []


def _weights() -> Weights:
    """Load the weights once for the drawn texts, which a fixture of the module cannot serve."""
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]
