"""Whom a pronoun stands for: the case file, and that a guess is never made where two fit."""

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
from multivector.reader.frames.coreference import resolved
from multivector.reader.frames.sentence import sentences
from multivector.reader.reading import read
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from multivector.reader.frames.sentence import Sentence

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reader" / "coreference.yaml").read_text(encoding="utf-8"))
TELLS, TRAPS = CASES["tells"], CASES["traps"]
DAY = date(2025, 11, 17)
NAMES = known()
WORDS = ("Kenya", "Peru", "He", "they", "the two sides", ".", "\n\n", "signed", "The country")
STATES = ("Kenya", "Peru", "Oman", "Nepal", "Chile", "Ghana")


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def heard(text: str, weights: Weights | None = None) -> list[Sentence]:
    cut_ = cut(text)
    tagged = None if weights is None else tag(weights, cut_.sentence_words())
    return resolved(sentences(read(text, DAY, NAMES), cut_, tagged))


def stands(text: str, weights: Weights | None = None) -> list[str]:
    found: list[str] = []
    for one in heard(text, weights):
        meant = [each for each in one.named if each.how == "pronoun"]
        for at in sorted({each.first for each in meant}):
            actors = [each.party.actor or each.party.span.of(text) for each in meant if each.first == at]
            found.append(f"{one.cut.words[at]} = {', '.join(actor.removeprefix('iso3:') for actor in actors)}")
    return found


@pytest.mark.parametrize("case", [*TELLS, *TRAPS], ids=lambda case: case["text"][:50])
def test_a_pronoun_stands_for_these_and_no_other(case: dict[str, list[str]], weights: Weights) -> None:
    assert stands(str(case["text"]), weights) == case["stands"]


def test_there_are_enough_cases_and_nothing_is_resolved_in_traps() -> None:
    assert len(TELLS) >= 20
    assert len(TRAPS) >= 15
    assert all(case["stands"] == [] for case in TRAPS)


@settings(max_examples=40, deadline=None)
@given(st.permutations(STATES), st.integers(0, 4))
def test_he_is_the_one_president_who_was_named_and_nobody_where_there_are_two_or_none(names: list[str], count: int) -> None:
    told = " and ".join(f"the president of {name}" for name in names[:count]) or "Nobody"
    text = f"{told} came. He signed a deal."
    expected = [f"He = {read(names[0], DAY, NAMES).actors[0].value.actor}".replace("iso3:", "")] if count == 1 else []
    assert stands(text) == expected


@settings(max_examples=40, deadline=None)
@given(st.permutations(STATES), st.integers(0, 4))
def test_two_sides_are_two_states(names: list[str], count: int) -> None:
    text = f"{', '.join(names[:count]) or 'Nobody'} held talks. The two sides signed a deal."
    assert len(stands(text)) == (count == 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_who_is_meant_was_named_before_and_names_stay_in_order(words: list[str]) -> None:
    text = " ".join(words)
    for one in heard(text):
        assert [each.first for each in one.named] == sorted(each.first for each in one.named)
        for each in one.named:
            assert each.how != "pronoun" or each.party.span.end <= one.cut.starts[each.first]
