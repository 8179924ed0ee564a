"""Wordings against regular expressions over the same words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.actors import known
from multivector.reader.frames import wording
from multivector.reader.frames.sentence import sentences
from multivector.reader.reading import read
from multivector.reader.tokens import cut

NAMES = known()
WORDS = ("ab", "abc", "ba", "b", "c")
PARTS = ("ab", "ab*", "b|c", "ba|a*", "?b", "..1", "..2", "?ab*")


def pattern(written: str) -> str:
    """Write a wording as a regular expression over words that each end in a blank."""

    def part(word: str) -> str:
        if word.startswith(".."):
            return rf"(?:\S+ ){{0,{word[2:]}}}"
        bare = word.removeprefix("?")
        kinds = "|".join(kind.replace("*", r"\S*") for kind in bare.split("|"))
        return f"(?:(?:{kinds}) )" + ("?" if word != bare else "")

    return "".join(map(part, written.split()))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PARTS[:4]),
    st.lists(st.sampled_from(PARTS), max_size=4),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9),
)
def test_a_wording_stands_where_a_regular_expression_matches(first: str, more: list[str], words: list[str]) -> None:
    written = " ".join([first, *more])
    text = " ".join(words)
    cut_ = cut(text)
    (one,) = sentences(read(text, date(2025, 11, 17), NAMES), cut_, None)
    sought = wording.shelf([wording.wording("t", "x", written), wording.wording("u", "y", "ab")])
    found = {hit.first for hit in wording.hits("t", one, sought)}
    expected = {at for at in range(len(words)) if re.match(pattern(written), " ".join(words[at:]) + " ")}
    assert found == expected


@pytest.mark.parametrize("written", ["..2 ab", "?ab b", "<actor> ab"])
def test_a_wording_must_begin_with_a_word(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        wording.wording("t", "x", written)


def test_an_opening_wording_stands_only_at_the_beginning() -> None:
    sought = wording.shelf([wording.wording("t", "x", "^ а b")])
    for text, found in (("«а b", 1), ("а b", 1), ("b а b", 0)):
        (one,) = sentences(read(text, date(2025, 11, 17), NAMES), cut(text), None)
        assert len(wording.hits("t", one, sought)) == found
