"""Blocks as text: no line too wide, tables in straight columns whatever their letters, references that can be copied."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.views.blocks import Block, Inline, Items, Paragraph, Picture, Run, Section, Table, line, run
from multivector.views.text import MOST_REFERENCES, columns, render_text
from strategies import words

few = settings(max_examples=60, deadline=None)
ids = st.lists(st.sampled_from(["a", "long-id-of-an-entry-2031-04-02", "b-c"]), max_size=5).map(tuple)
inlines: st.SearchStrategy[Inline] = st.lists(st.builds(Run, text=words, because=ids), min_size=1, max_size=8).map(tuple)
SPACES = re.compile(r"[ \t\r\n]+")


def told(*blocks: Block, width: int = 100) -> list[str]:
    """Give the lines under the heading."""
    return render_text(Section("s", "T", blocks), width).split("\n")[3:-1]


def words_in(runs: Inline) -> list[str]:
    """Give the words of a line with its references, written out by hand."""
    text = ""
    for one in runs:
        text += one.text
        if one.because:
            more = len(one.because) - MOST_REFERENCES
            text += " [" + ", ".join(one.because[:MOST_REFERENCES]) + (f" +{more}" if more > 0 else "") + "]"
    return [word for word in SPACES.split(text) if word]


@few
@given(runs=inlines, width=st.integers(20, 120))
def test_no_line_of_a_paragraph_is_wider_than_asked_unless_a_word_is_and_no_word_is_lost(runs: Inline, width: int) -> None:
    lines = told(Paragraph(runs), width=width)
    assert all(columns(one) <= width or not SPACES.search(one) for one in lines)
    assert [word for one in lines for word in SPACES.split(one) if word] == words_in(runs)
    for first, second in pairwise(lines):
        assert columns(f"{first} {SPACES.split(second)[0]}") > width


@few
@given(items=st.lists(inlines, min_size=1, max_size=12), width=st.integers(20, 120), numbered=st.booleans())
def test_items_hang_behind_their_mark(items: list[Inline], width: int, *, numbered: bool) -> None:
    lines = told(Items(tuple(items), numbered=numbered), width=width)
    marks = [f"{position}." if numbered else "-" for position in range(1, len(items) + 1)]
    found: list[list[str]] = []
    for one in lines:
        if len(found) < len(marks) and one.startswith(marks[len(found)]):
            found.append([word for word in SPACES.split(one[len(marks[len(found)]) :]) if word])
        else:
            assert one.startswith(" " * (len(marks[len(found) - 1]) + 1))
            found[-1] += [word for word in SPACES.split(one) if word]
        assert columns(one) <= width or len(SPACES.split(one.strip())) <= 2
    assert found == [words_in(item) for item in items]


@few
@given(rows=st.lists(st.tuples(inlines, inlines, inlines), max_size=6), figures=st.frozensets(st.integers(0, 2)))
def test_columns_of_a_table_are_straight_and_figures_stand_to_the_right(
    rows: list[tuple[Inline, ...]], figures: frozenset[int]
) -> None:
    head = ("Сделка", "漢字", "e\u0301tat")
    heading, rule, *body = told(Table(head, tuple(rows), figures=figures))
    spans = [match.span() for match in re.finditer("-+", rule)]
    assert len(spans) == 3
    cells = [[SPACES.sub(" ", column) for column in head]]
    cells += [[SPACES.sub(" ", "".join(_with_references(cell))) for cell in row] for row in rows]
    for text, row in zip((heading, *body), cells, strict=True):
        expected = [
            " " * (end - start - columns(cell)) + cell if column in figures else cell + " " * (end - start - columns(cell))
            for column, (cell, (start, end)) in enumerate(zip(row, spans, strict=True))
        ]
        assert text == "  ".join(expected).rstrip()


def _with_references(runs: Inline) -> list[str]:
    found = []
    for one in runs:
        more = len(one.because) - MOST_REFERENCES
        shown = ", ".join(one.because[:MOST_REFERENCES])
        found.append(one.text + (f" [{shown}{f' +{more}' if more > 0 else ''}]" if one.because else ""))
    return found


@pytest.mark.parametrize(
    ("text", "wide"),
    [("abc", 3), ("Қазақ", 5), ("漢字", 4), ("e\u0301", 1), ("a\u200db", 2), ("✈\ufe0f", 1), ("", 0), ("\N{NO-BREAK SPACE}", 1)],
)
def test_columns_are_those_of_a_terminal(text: str, wide: int) -> None:
    assert columns(text) == wide
    assert columns(unicodedata.normalize("NFD", text)) == wide


def test_an_id_is_never_broken_at_its_dashes() -> None:
    lines = told(Paragraph(line("The whole is put at ", run("about $10bn", "borland-package"))), width=36)
    assert lines == ["The whole is put at about $10bn", "[borland-package]"]


def test_a_no_break_space_holds() -> None:
    assert told(Paragraph(line("sum 10\N{NO-BREAK SPACE}bn")), width=6) == ["sum", "10\N{NO-BREAK SPACE}bn"]


def test_pictures_are_left_out_and_a_caption_stands_above_its_table() -> None:
    picture = Picture("<svg/>", "<svg/>", "P")
    table = Table(("a",), ((line("b"),),), caption="All of it")
    assert told(picture, table) == ["All of it", "a", "-", "b"]


def test_headings_are_underlined_by_their_level() -> None:
    inner = Section("i", "Внутри", (Paragraph(()),))
    assert render_text(Section("s", "Outer", (), (inner,))) == "Outer\n=====\n\nВнутри\n------\n\n\n"
    assert render_text(Section("s", "a long title", ()), 6) == "a long\ntitle\n======\n"
