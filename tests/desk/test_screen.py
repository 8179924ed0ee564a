"""The screen: no line wider than the terminal, no letter cut, nothing that a terminal would obey but our own colours."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import DAY, ODD, desk, dossier, made, told
from multivector.desk.desk import Card, Item
from multivector.desk.entry import Proposal
from multivector.desk.items import Text
from multivector.desk.review import KEYS, State
from multivector.desk.screen import WIDE, clusters, plain, screen
from multivector.reader.match import Match
from multivector.views.text import columns

if TYPE_CHECKING:
    from pathlib import Path

    from multivector.reader.drafts import Draft

BOTH = [("aldoria", "party"), ("cestria", "party")]
letters = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)
special = st.sampled_from(
    ["漢字テスト" * 9, "é́́" * 40, "שלום עולם " * 9, "مرحبا بالعالم " * 9, "\u202eabc", "\x1b[2J", "👩‍👩‍👧 " * 9, *ODD]
)


def shown(words: str, width: int, *, colour: bool, height: int = 60, missing: str = "") -> str:
    content, draft = made("deal", "agreement", words, "")
    card = Card(Item(0, 0), Match(), Proposal("x", "deal", f"- deal: x\n  name: {words}\n", "s", {"between": missing}))
    return screen(State(1), card, Text(words, content, DAY, words), draft, (width, height), colour=colour)


@settings(max_examples=120, deadline=None)
@given(st.one_of(letters, special), st.integers(20, 160), st.booleans())
def test_no_line_is_wider_than_the_terminal_and_nothing_in_it_is_obeyed(words: str, width: int, colour: bool) -> None:  # noqa: FBT001
    lines = shown(words, width, colour=colour, missing=words).split("\n")
    for line in lines:
        bare = plain(line)
        assert columns(bare) <= width
        assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in bare)
        assert colour or bare == line
        assert not bare or unicodedata.category(bare[0]) not in {"Mn", "Me"} or unicodedata.category(words[0]) in {"Mn", "Me"}


@settings(max_examples=60, deadline=None)
@given(letters)
def test_letters_keep_their_marks(text: str) -> None:
    parts = list(clusters(text))
    assert "".join(parts) == text
    assert all(unicodedata.category(part[0]) not in {"Mn", "Me", "Mc"} for part in parts[1:])


def test_wide_terminals_have_two_columns_and_narrow_ones_two_parts() -> None:
    wide, narrow = (shown("grain terminal", width, colour=False) for width in (WIDE, WIDE - 1))
    assert "│" in wide
    assert "│" not in narrow
    assert narrow.index("[grain terminal]") < narrow.index("- deal: x")
    assert "[grain terminal]" in wide


def test_without_colours_there_is_no_escape_and_with_them_the_evidence_is_marked() -> None:
    assert "\x1b" not in shown("grain", 120, colour=False)
    assert "\x1b[1;7mgrain\x1b[0m" in shown("grain", 120, colour=True)


@pytest.mark.parametrize("height", [10, 24, 60])
@pytest.mark.parametrize("width", [60, 120])
def test_a_long_text_is_cut_to_the_rows_and_says_so(width: int, height: int) -> None:
    lines = shown("grain " * 600, width, colour=False, height=height).splitlines()
    assert len(lines) <= max(height, 16)
    assert any("lines more" in line for line in lines)


def test_the_keys_are_told_and_the_end_counts_what_was_decided(tmp_path: Path) -> None:
    waiting = desk(dossier(tmp_path), told(("deal", "agreement", "grain", BOTH, {})))
    card = waiting.card(Item(0, 0))
    draft: Draft = waiting.draft(Item(0, 0))
    text = waiting.told[0].text
    helped = screen(State(1, help=True), card, text, draft, (80, 50), colour=False)
    assert all(f"\n{key}  " in helped for key in KEYS)
    over = screen(State(1, history=("accepted",)), None, None, None, (80, 50), colour=False)
    assert over.startswith("1 accepted, 0 rejected, 0 skipped; 0 left")
    told_ = screen(State(1, message="no \x1b way"), card, text, draft, (80, 50), colour=False)
    assert "no <U+001B> way" in told_
