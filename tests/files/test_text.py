from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.files import text as module
from multivector.files.lines import Lines
from multivector.files.text import HIDDEN, decode


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_utf8_without_hidden_characters_is_read_whole(text: str, marked: bool) -> None:  # noqa: FBT001
    data = text.encode("utf-8-sig" if marked else "utf-8")
    found, problems = decode(data, "f")
    body = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if problems:
        assert found is None
        assert HIDDEN.search(body)
    else:
        assert found == body
        assert not HIDDEN.search(body)


@given(st.binary())
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    found, problems = decode(data, "f")
    assert (found is None) == bool(problems)
    for problem in problems:
        before = data.decode("utf-8-sig", errors="replace")
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize(
    ("data", "code", "said", "line", "column"),
    [
        (b"- actor: a\n  note: \x00\n", "control-character", r"U\+0000", 2, 9),
        (b"a\rb\r\nc\x7f", "control-character", r"U\+007F", 3, 2),
        ("a\u200b\u202eb".encode(), "bidi", r"U\+202E", 1, 3),
        ("a\ufeffb".encode(), "control-character", r"U\+FEFF", 1, 2),
        ("- a\n- Қазақ".encode("utf-16"), "encoding", "UTF-16", 1, 1),
        (b"- actor: kz\n  type: state\n".decode().encode("utf-16-le"), "encoding", "UTF-16", 1, 1),
        ("- a\n- Казахстан".encode("cp1251"), "encoding", "Windows-1251", 2, 3),
        (b"- a\n- \xed\xa0\x80\n", "encoding", "not UTF-8$", 2, 3),
        (b"\xef\xbb\xbf- \xff", "encoding", "not UTF-8$", 1, 3),
        (b"- \xc0\xaf", "encoding", "not UTF-8$", 1, 3),
        (b"a\r\nb\r\xff\n", "encoding", "Windows-1251", 3, 1),
        ("- «Казахстан» № 1, ёж".encode("cp1251"), "encoding", "Windows-1251", 1, 3),
        ("- Қазақ тілі: ".encode() + b"\xff\xfe", "encoding", "not UTF-8$", 1, 15),
        (b"\x80\x81\xfe\x82", "encoding", "not UTF-8$", 1, 1),
    ],
)
def test_what_is_no_text_and_where(data: bytes, code: str, said: str, line: int, column: int) -> None:
    found, problems = decode(data, "f")
    assert found is None
    assert [problem.code for problem in problems] == [code]
    assert re.search(said, problems[0].message)
    assert (problems[0].place.line, problems[0].place.column) == (line, column)


def test_so_many_hidden_characters_are_named_and_no_more() -> None:
    assert len(decode(b"\x01" * 500, "f")[1]) == 100


def test_a_file_is_not_larger_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    assert decode(b"x" * 10, "f") == ("x" * 10, [])
    assert [problem.code for problem in decode(b"x" * 11, "f")[1]] == ["too-large"]


@given(st.text("ab\n я", max_size=60), st.data(), st.integers(1, 9))
def test_a_place_is_the_line_and_column_of_its_character(text: str, data: st.DataObject, width: int) -> None:
    at = data.draw(st.integers(0, len(text)))
    place = Lines(text).place("f", at, width)
    lines = text.split("\n")
    assert place.line == text.count("\n", 0, at) + 1
    assert text[:at] == "\n".join([*lines[: place.line - 1], lines[place.line - 1][: place.column - 1]])
    assert place.excerpt == lines[place.line - 1]
    assert place.caret == place.column
    assert place.width <= max(1, len(place.excerpt) - place.caret + 1)


@given(st.integers(0, 999), st.integers(1, 60))
def test_a_long_line_is_cut_around_the_place(at: int, width: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(1000))
    place = Lines(text).place("f", at, width)
    assert len(place.excerpt) == 160
    assert place.excerpt[place.caret - 1] == text[at]
    assert place.width == min(width, 160 - (place.caret - 1))
    assert place.caret == max(at - 839, 1 + min(at, 80)), "in the middle, but at the ends of the line"
    assert place.column == at + 1


def test_an_excerpt_shows_no_control_characters() -> None:
    assert Lines("a\tb\u202ec\x85").place("f", 0).excerpt == "a�b�c�"
