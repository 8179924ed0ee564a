"""Rendered pages and texts of the small dossier are set as a careful printer sets each language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import pages
from multivector.lenses import LENSES
from multivector.load import load
from multivector.views.annex import entry_section
from multivector.views.briefing import briefing
from multivector.views.html import render_html
from multivector.views.locale import LANGUAGES, NBSP
from multivector.views.sections import SECTIONS
from multivector.views.text import render_text

SMALL = load(Path(__file__).parents[2] / "dossiers" / "small").ledger
UNITS = r"(?:млрд|млн|трлн|тыс\.|мың|г\.|гг\.|ж\.|documents?|документ|құжат|aircraft|самолёт|ұшақ)"
each = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def on_page(lang: str) -> tuple[str, ...]:
    """Give every text of the page."""
    results = {name: lens(SMALL) for name, lens in LENSES.items()}
    return tuple(pages.parsed(render_html(briefing(SMALL, results, lang))).words())


@cache
def texts(lang: str) -> tuple[str, ...]:
    """Give every text that the page, the lenses and the entries show, without breaks of lines."""
    sections = [SECTIONS[name](lens(SMALL), SMALL, lang) for name, lens in LENSES.items()]
    sections += [entry_section(entry, SMALL, lang) for entry in SMALL]
    return (*on_page(lang), *(line for section in sections for line in render_text(section, 10_000).split("\n")))


def wrong(lang: str, pattern: str, *, but: str = r"(?!)") -> list[str]:
    return [text for text in texts(lang) if re.search(pattern, re.sub(but, "", text))]


@each
def test_quotation_marks_are_those_of_the_language_and_never_straight(lang: str) -> None:
    assert wrong(lang, "[\"']") == []
    assert wrong(lang, "[«»]" if lang == "en" else "[“”]") == []
    assert any("«" in text for text in texts("ru"))


@each
def test_dashes_between_parts_of_a_sentence_are_long_and_spaced_and_never_begin_a_line(lang: str) -> None:
    assert wrong(lang, " [–—]", but=r"^ *–|  +–.*|  +\S* +–.*") == []
    assert wrong(lang, r"[^\s–]—|—[^\s]") == []
    assert wrong(lang, "—" if lang == "en" else rf"[^.\w]{NBSP}– |[)»…,]{NBSP}–") == []
    assert wrong(lang, r"\w - \w|--(?!-)[^-]*\w") == []
    assert any(f"{NBSP}{'–' if lang == 'en' else '—'} " in text for text in texts(lang))


@each
def test_ranges_have_an_unspaced_dash(lang: str) -> None:
    assert wrong(lang, rf"\d[\s{NBSP}]?–[\s{NBSP}]\d|\d[\s{NBSP}]–[\s{NBSP}]?\d", but=r"\d{4}(?: [гж]\.)?\s– \d{4}") == []
    assert wrong(lang, r"\d-\d", but=r"\[[^\]]*\]|· \S+|[a-z]+(?:-[a-z0-9]+)+|https?:\S+") == []
    assert any(re.search(r"7–8", text) for text in texts(lang))


@each
def test_a_number_keeps_its_sign_and_unit(lang: str) -> None:
    assert wrong(lang, rf"\d [%$€₽₸]|№ \d|\d {UNITS}") == []
    assert wrong(lang, r"\d\s%" if lang == "en" else r"\d%") == []
    assert any("%" in text for text in texts(lang))


@each
def test_nothing_is_spaced_twice_or_before_a_full_stop(lang: str) -> None:
    assert len(on_page(lang)) > 500
    assert [text for text in on_page(lang) if re.search(rf"\S[ {NBSP}]{{2,}}\S", text)] == []
    assert [text for text in on_page(lang) if re.search(r"[^\s–—] [.,;:!?](?:\s|$)", text)] == []


def test_kazakh_pages_hold_the_letters_of_kazakh_and_russian_ones_do_not() -> None:
    assert set("әғқңөұүһі") & set("".join(texts("kk")).lower()) >= set("әғқңөұүі")
    assert not set("әғқңөұүһі") & set("".join(texts("ru")).lower().replace("қазақша", ""))
