"""Persons, bodies and places: what a name takes in, and laws that hold for any words and tags."""

from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.entities import entities
from multivector.reader.tagging import Name, Tagged, Weights, load, tag
from multivector.reader.tagging.tags import parse_tag
from multivector.reader.tokens import Cut, cut

WORDS = (
    "правительство", "Кении", "компания", "«", "»", "Заря", "(", ")", "ЕС", "в", "Кремле", "по", "и", "Анна", "Кирос", "аэропорт",
    "шаттл", "МИД", "Чили", "президент", "японского", ".", ",", "Bank", "of", "China", "комитет", "при", "совете", "города", "🙂",
)  # fmt: skip
TAGS = (
    "NOUN|Case=Gen|Number=Sing",
    "NOUN|Case=Nom|Number=Plur",
    "PROPN|Case=Gen",
    "ADJ|Case=Gen",
    "ADP",
    "PUNCT",
    "X",
    "VERB|VerbForm=Fin",
)


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


@st.composite
def tagged_texts(draw: st.DrawFn) -> tuple[Cut, Tagged]:
    cut_ = cut(" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=25))))
    size = len(cut_.words)
    tags = [parse_tag(draw(st.sampled_from(TAGS))) for _ in range(size)]
    heads = [draw(st.one_of(st.none(), st.integers(0, size - 1))) for _ in range(size)]
    bounds = sorted(draw(st.sets(st.integers(0, size), max_size=8)))
    names = [
        Name(first, end, draw(st.sampled_from(("PER", "LOC", "ORG"))))
        for first, end in zip(bounds[::2], bounds[1::2], strict=False)
    ]
    return cut_, Tagged(tuple(tags), tuple(heads), ("nsubj",) * size, tuple(names))


@settings(max_examples=100, deadline=None)
@given(tagged_texts())
def test_every_entity_lies_in_the_text_is_told_once_and_outer_ones_come_first(case: tuple[Cut, Tagged]) -> None:
    cut_, tagged = case
    found = entities(cut_, tagged)
    order = [(one.first, -one.end, one.kind) for one in found]
    assert order == sorted(order)
    assert len({(one.first, one.end, one.kind) for one in found}) == len(found)
    for one in found:
        assert 0 <= one.first < one.end <= len(cut_.words)
        assert one.span == cut_.span(one.first, one.end)
        assert one.kind in {"PER", "LOC", "ORG"}


@settings(max_examples=60, deadline=None)
@given(tagged_texts())
def test_a_person_of_the_tagger_without_brackets_is_kept_or_is_in_the_table(case: tuple[Cut, Tagged]) -> None:
    cut_, tagged = case
    held = {at for one in entities(cut_, tagged) for at in range(one.first, one.end)}
    for name in tagged.names:
        words = set(cut_.words[name.first : name.end])
        if name.kind == "PER" and words <= {"Анна", "Кирос"}:
            assert set(range(name.first, name.end)) <= held


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Правительство Кении снизило налоги.", {"ORG Правительство Кении", "LOC Кении"}),
        ("Министерство обороны Хорватии купило вертолёты.", {"ORG Министерство обороны Хорватии", "LOC Хорватии"}),
        ("Экспорт в Евросоюз вырос вдвое.", {"ORG Евросоюз"}),
        ("Компания «Синий кит» открыла магазин в Лиме.", {"ORG Компания «Синий кит»", "LOC Лиме"}),
        ("Отдел печати посольства Чили молчит.", {"ORG Отдел печати посольства Чили", "ORG посольства Чили", "LOC Чили"}),
        ("Комитет защиты озёр (КЗО) собрал подписи.", {"ORG Комитет защиты озёр", "ORG КЗО"}),
        ("Переговоры прошли в Кремле.", {"LOC Кремле"}),
        ("Кремль ответил на письмо.", {"ORG Кремль"}),
        ("Шаттл «Колибри» вернулся на базу.", set()),
        ("Фотограф Ли Хан (Lee Han) получил премию.", {"PER Ли Хан", "PER Lee Han"}),
        ("Экипаж МКС вышел на связь.", {"ORG Экипаж МКС", "LOC МКС"}),
    ],
)
def test_a_name_takes_in_what_belongs_to_it(text: str, told: set[str], weights: Weights) -> None:
    cut_ = cut(text)
    found = entities(cut_, tag(weights, cut_.sentence_words()))
    assert {f"{one.kind} {one.span.of(text)}" for one in found} == told
