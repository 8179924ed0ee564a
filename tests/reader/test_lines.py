"""A text says the same however its lines are wrapped; headings and items of lists stay apart."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.frames.lines import lines
from multivector.reader.tokens import cut

RUSSIAN = """Президент Сербии Александр Вучич прибыл в Анкару с официальным визитом во вторник, где его встретил президент Турции
Эрдоган. Стороны подписали соглашение о строительстве завода стоимостью 2 млрд долларов, а министры обсудили поставки газа."""
ENGLISH = """Mongolia and Japan signed an agreement worth about $300 million on Tuesday, the ministry in Ulaanbaatar said in a
statement. The president of Kenya, William Ruto, will travel to Beijing next month to ask for a loan for the railway to Kisumu."""
TEXTS = tuple(" ".join(text.split()) for text in (RUSSIAN, ENGLISH))


def told(text: str) -> list[list[str]]:
    found = cut(text)
    return [list(found.words[words.start : words.stop]) for _, words in lines(found)]


@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(TEXTS), width=st.integers(50, 110))
def test_a_wrapped_text_has_the_sentences_of_the_same_text_in_one_line(text: str, width: int) -> None:
    assert told(textwrap.fill(text, width, break_on_hyphens=False)) == told(text)


def test_a_heading_an_item_and_a_blank_line_end_a_sentence() -> None:
    wide = "The two sides spoke of a railway, of gas, of students and of much else that nobody named"
    assert told(f"Visit to Ankara\n{wide}.")[0] == ["Visit", "to", "Ankara"]
    assert told(f"{wide}\n\nPresident Ruto left.")[-1] == ["President", "Ruto", "left", "."]
    assert told(f"{wide}\n- Railway: $2bn")[-1][0] == "-"
    assert told("Railway\nGas\nStudents") == [["Railway"], ["Gas"], ["Students"]]


def test_a_line_that_goes_on_with_a_small_letter_goes_on() -> None:
    assert told("Kenya signed\nan agreement.") == [["Kenya", "signed", "an", "agreement", "."]]
    assert told("") == []
