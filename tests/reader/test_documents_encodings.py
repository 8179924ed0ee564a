"""Encodings: a text comes back from each as it was, and where that is not certain it is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documenting import ENGLISH, KAZAKH, RUSSIAN, document, refused

OF_CODE_PAGES = [(codec, RUSSIAN) for codec in ("cp1251", "koi8_r", "mac_cyrillic", "iso8859_5", "cp866")] + [
    ("kz1048", KAZAKH),
    ("ptcp154", KAZAKH),
    ("cp1252", ENGLISH),
]
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize(("codec", "sentences"), OF_CODE_PAGES, ids=[codec for codec, _ in OF_CODE_PAGES])
@settings(max_examples=25)
@given(st.data())
def test_a_text_comes_back_from_its_code_page_without_a_doubt(
    codec: str, sentences: tuple[str, ...], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sentences), min_size=3, max_size=8))
    text = " ".join(chosen).encode(codec, errors="ignore").decode(codec)
    found = document(text.encode(codec), "a.txt")
    assert (found.text, found.encoding, found.as_it_is) == (text, codec, False)
    assert not [doubt for doubt in found.doubts if "certain" in doubt]


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("text", [RUSSIAN[0], ENGLISH[0], KAZAKH[0]])
def test_a_wide_text_comes_back_with_and_without_its_mark(codec: str, text: str) -> None:
    assert document(text.encode(codec), "a.txt").text == text


@settings(max_examples=100)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=50))
def test_utf_8_stays_as_it_is(text: str) -> None:
    found = document(text.encode(), "a.txt")
    assert (found.text, found.as_it_is) == (text, True)


@pytest.mark.parametrize("text", ["\ufeffОтвет ждут.", "Ответ\r\nждут.\r", "  Ответ \n\n"])
def test_marks_and_line_ends_of_utf_8_stay(text: str) -> None:
    assert document(text.encode(), "a.txt").text == text


def test_a_short_text_is_read_with_a_doubt_that_names_the_other_encoding() -> None:
    found = document("млрд".encode("cp1251"), "a.txt")
    assert found.text == "млрд"
    assert [doubt.startswith("read as Windows-1251, which is not certain; it may be ") for doubt in found.doubts] == [True]


def test_damaged_utf_8_is_read_and_said_to_be_so() -> None:
    found = document(" ".join(RUSSIAN).encode() + b"\xd0", "a.txt")
    assert found.text == " ".join(RUSSIAN) + "\ufffd"
    assert found.doubts[0].startswith("1 character ")
    assert not found.as_it_is


def test_half_a_character_is_counted() -> None:
    found = document(RUSSIAN[0].encode("utf-16") + b"\x00", "a.txt")
    assert (found.text, found.doubts[0][:12]) == (RUSSIAN[0] + "\ufffd", "1 character ")


def test_lines_stay_where_they_are_in_any_encoding() -> None:
    text = "\n\n  " + "\n\n".join(RUSSIAN) + "\n"
    assert document(text.replace("\n", "\r\n").encode("cp1251"), "a.txt").text == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 20,
        b"a" * 150 + b"\x00",
        b"\xff\x00\xfe",
        bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 9,
        b"\xff\xfe" + b"\x01\xe0" * 9,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert refused(data, "a.txt").code == "encoding"
