"""Passages: whole sentences, in the order of the text, with exactly the evidence marked."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.reader.passages import bounds, passage
from multivector.reader.spans import Span

WORDS = ("Индия", "signed", "г.", "в 2025 г.", ".", "!", "\n", "«Да».", ",", "№ 5", "—", "It did not.", "\n\n", "  ", "😀")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join).filter(str.strip)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text) - 1)
    ends = [sorted((draw(places), draw(places))) for _ in range(draw(st.integers(1, 4)))]
    return text, [Span(start, end + 1) for start, end in ends if text[start : end + 1].strip()]


def places(spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@settings(max_examples=200, deadline=None)
@given(marked())
def test_exactly_the_evidence_is_marked_and_the_rest_shares_a_sentence_with_it(case: tuple[str, list[Span]]) -> None:
    text, evidence = case
    within = bounds(text)
    pieces = passage(evidence, within)
    assert all(one.span.end <= other.span.start for one, other in pairwise(pieces))
    assert places([piece.span for piece in pieces if piece.marked]) == places(evidence)
    near = [each for each in within if places([each]) & places(evidence)]
    shown = places([piece.span for piece in pieces])
    assert places(near) <= shown
    assert all(not text[at].strip() for at in shown - places(near) - places(evidence))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_sentences_hold_every_word_once(text: str) -> None:
    within = bounds(text)
    assert all(one.end <= other.start for one, other in pairwise(within))
    assert {at for at in range(len(text)) if text[at].strip()} <= places(list(within))
    assert not any("\n" in each.of(text) for each in within)


def test_a_passage_is_the_sentence_and_leaves_out_those_between() -> None:
    text = "Вчера было тихо. Индия подписала договор с Чили. Шёл дождь. Перу не подписала ничего. Конец."
    evidence = [Span(text.index("Индия"), text.index("Индия") + 15), Span(text.index("Перу"), text.index("Перу") + 4)]
    pieces = passage(evidence, bounds(text))
    shown = "".join(
        ("… " if piece.gap else "") + (f"[{piece.span.of(text)}]" if piece.marked else piece.span.of(text)) for piece in pieces
    )
    assert shown == "[Индия подписала] договор с Чили.… [Перу] не подписала ничего."


def test_neighbouring_sentences_are_shown_as_one_passage() -> None:
    text = "Срок был до мая. Не вышло. Ждут."
    pieces = passage([Span(0, 15), Span(17, 26)], bounds(text))
    assert [(piece.span.of(text), piece.marked, piece.gap) for piece in pieces] == [
        ("Срок был до мая", True, False), (". ", False, False), ("Не вышло.", True, False),
    ]  # fmt: skip


def test_a_heading_is_a_sentence_of_its_own() -> None:
    text = "Договор с Чили\n\nИндия ждёт."
    assert [piece.span.of(text) for piece in passage([Span(0, 7)], bounds(text))] == ["Договор", " с Чили"]
