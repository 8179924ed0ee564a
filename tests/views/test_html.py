"""Pages: well-formed, self-contained, harmless whatever a ledger holds; and from every figure a way to its source."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pages
from dealing import dealt
from drawings import finite, inside
from making import claim, deal, deals, evidence, ledger, source
from multivector.lenses import LENSES
from multivector.lenses.dealings import looked_at
from multivector.load import load
from multivector.model.entries import Source
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import Names, names
from multivector.model.walk import evidence_of
from multivector.views.blocks import Run
from multivector.views.briefing import briefing
from multivector.views.html import address, render_html
from multivector.views.locale import LANGUAGES, OWN_NAMES
from strategies import ledgers

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOSSIERS = ("small", "kazakhstan")
NASTY = '<script>alert(\'1\')</script>" onload="x" &amp; </title></style>'
few = settings(max_examples=12, deadline=None)
each = pytest.mark.parametrize("lang", LANGUAGES)
any_ledger = st.one_of(ledgers(), deals(), dealt())
shown = pytest.mark.parametrize(("dossier", "lang"), [(dossier, lang) for dossier in DOSSIERS for lang in LANGUAGES])


@cache
def dossier_ledger(dossier: str) -> Ledger:
    return load(ROOT / "dossiers" / dossier).ledger


@cache
def results_of(dossier: str) -> tuple[Ledger, dict[str, Any]]:
    known, day = looked_at(dossier_ledger(dossier), None)
    return known, {name: lens(known, as_of=day) for name, lens in LENSES.items()}


@cache
def dossier_page(dossier: str, lang: str) -> str:
    known, results = results_of(dossier)
    return render_html(briefing(known, results, lang))


def page_of(found: Ledger, lang: str = "en", languages: tuple[str, ...] = LANGUAGES) -> str:
    known, day = looked_at(found, None)
    results: dict[str, Any] = {name: lens(known, as_of=day) for name, lens in LENSES.items() if name != "partners"}
    results["partners"] = LENSES["partners"](known, as_of=day, permutations=9)
    return render_html(briefing(known, results, lang, languages))


def law_abiding(html: str, lang: str) -> pages.Found:
    """Check what holds of every page."""
    found = pages.parsed(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert found.elements[0] == ("html", {"lang": lang})
    ids = found.ids()
    assert len(ids) == len(set(ids))
    for link in found.links():
        assert link.startswith(("#", "http://", "https://")) or link in {f"{code}.html" for code in LANGUAGES}
        assert not link.startswith("#") or link[1:] in ids
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "foreignobject"} & set(found.tags())
    assert not [attributes for _, attributes in found.elements if {"src", "srcset", "data", "action"} & attributes.keys()]
    styles = "".join(text for tag, text in found.texts if tag == "style")
    assert styles
    assert not re.search(r"url\(|@import|http|expression", styles)
    levels = [int(tag[1]) for tag in found.tags() if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 == levels.count(1)
    assert all(below <= above + 1 for above, below in pairwise(levels))
    for tag in ("title", "main", "header"):
        assert tag in found.tags()
    for picture in pages.pictures(html):
        told = [child.tag.rpartition("}")[2] for child in ET.fromstring(picture)]  # noqa: S314  # we wrote it
        assert told[:2] == ["title", "desc"]
        finite(picture)
    assert not re.search(r"<(?:ul|ol|tbody)>\s*</", html)
    return found


# --- the pages of the dossiers ----------------------------------------------------------------------------------------


@shown
def test_a_page_of_a_dossier_abides_by_the_laws_of_pages(dossier: str, lang: str) -> None:
    found = law_abiding(dossier_page(dossier, lang), lang)
    others = [(attributes["hreflang"], attributes["href"]) for tag, attributes in found.elements if "hreflang" in attributes]
    assert others == [(code, f"{code}.html") for code in LANGUAGES if code != lang]
    assert ("a", {"class": "skip", "href": "#main"}) in found.elements


@shown
def test_every_number_leads_to_an_entry_from_there_to_its_sources_and_from_these_to_their_addresses(
    dossier: str, lang: str
) -> None:
    html, (known, _) = dossier_page(dossier, lang), results_of(dossier)
    sections = dict(re.findall(r'<section id="([es]-[^"]+)"[^>]*>(.*?)</section>', html, re.DOTALL))
    numbers = re.findall(r'<a href="#e-([^"]+)">(\d+)</a>', html)
    assert numbers
    for id_, number in set(numbers):
        assert f'<span class="number">{number}</span>' in sections[f"e-{id_}"]
    for entry in known:
        if isinstance(entry, Source):
            continue
        cited = {item.source for _, item in evidence_of(entry)}
        told = sections[f"e-{entry.id}"]
        assert set(re.findall(r'href="#s-([^"]+)"', told)) >= {id_ for id_ in cited if _shown_on_entry(entry, id_)}
        for id_ in cited:
            text = known.source(id_)
            assert text is not None
            if text.url:
                assert f'href="{text.url.replace("&", "&amp;")}"' in sections[f"s-{id_}"]


def _shown_on_entry(entry: Any, source_id: str) -> bool:
    """Tell whether a source backs a claim, stage, outcome, reading or hypothesis, or the entry's own values."""
    parts = [
        *entry.claims,
        *(part for name in ("stages", "outcomes", "readings", "hypotheses") for part in getattr(entry, name, ())),
    ]
    return any(item.source == source_id for part in parts for item in part.evidence)


@shown
def test_no_chart_of_a_dossier_lets_anything_out_of_the_picture(dossier: str, lang: str) -> None:
    drawn = pages.pictures(dossier_page(dossier, lang))
    assert len(drawn) >= 10
    for picture in drawn:
        inside(picture)


@shown
def test_every_reason_on_a_page_has_a_number(dossier: str, lang: str) -> None:
    known, results = results_of(dossier)
    page = briefing(known, results, lang)
    assert set(reasons(page.sections)) <= set(page.numbers)


def reasons(value: Any) -> Iterator[str]:
    """Give the ids that every run of these sections came from."""
    if isinstance(value, Run):
        yield from value.because
    elif isinstance(value, tuple):
        for item in value:
            yield from reasons(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from reasons(getattr(value, one.name))


@shown
def test_the_contents_name_every_section(dossier: str, lang: str) -> None:
    html = dossier_page(dossier, lang)
    (contents,) = re.findall(r'<nav class="contents".*?</nav>', html, re.DOTALL)
    assert re.findall(r'href="#([^"]+)"', contents) == re.findall(r'<section id="([^"]+)" class="l2"', html)


@shown
def test_a_sentence_with_a_likelihood_holds_no_confidence(dossier: str, lang: str) -> None:
    word = {"en": "confidence", "ru": "уверенность", "kk": "сенімділік"}[lang]
    found = pages.parsed(dossier_page(dossier, lang))
    sentences = [sentence for text in found.words() for sentence in re.split(r"(?<=[.?!:;])\s", text)]
    judged = [text for text in sentences if re.search(r"\(\d+(?:–\d+)?\s?%\)", text)]
    assert any(re.search(r"\d–\d+\s?%\)", text) for text in judged)
    assert not [text for text in judged if word in text.lower()]


@each
def test_the_same_ledger_gives_the_same_page_in_any_order(lang: str) -> None:
    found = dossier_ledger("small")
    again = ledger_of(reversed(found.entries), found.dossier)
    assert page_of(found, lang) == page_of(again, lang) == page_of(found, lang)


# --- any ledger -------------------------------------------------------------------------------------------------------


def spoilt(value: Any) -> Any:
    """Put markup into every text of a record that people may write."""
    if isinstance(value, Names):
        return Names(tuple((lang, text + NASTY) for lang, text in value.texts))
    if isinstance(value, tuple):
        return tuple(spoilt(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and type(value).__str__ is object.__str__:
        return replace(value, **{one.name: spoilt(getattr(value, one.name)) for one in fields(value) if one.init})
    return value


@each
@few
@given(found=any_ledger)
def test_a_page_of_any_ledger_abides_by_the_laws_of_pages(lang: str, found: Ledger) -> None:
    law_abiding(page_of(found, lang), lang)


@few
@given(found=any_ledger)
def test_texts_of_a_ledger_are_never_markup(found: Ledger) -> None:
    nasty = ledger_of((spoilt(entry) for entry in found), spoilt(found.dossier))
    html = page_of(nasty)
    law_abiding(html, "en")
    assert "<script" not in html


@each
def test_a_ledger_without_entries_or_without_a_dossier_file_has_a_page(lang: str) -> None:
    law_abiding(page_of(ledger_of([]), lang), lang)
    html = page_of(Ledger(dossier_ledger("small").entries), lang)
    law_abiding(html, lang)
    assert not re.search(r"\b0001\b", page_of(ledger_of([]), lang))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", " javascript:x", "//x.example", "x"])
def test_an_address_that_is_no_page_of_the_web_is_shown_but_is_no_link(url: str) -> None:
    html = page_of(ledger(deal("d", claim("s", amount="3 USD")), source("s", "2031-01-01", url=url)))
    law_abiding(html, "en")
    assert url.strip() in html
    assert f'href="{url}' not in html


@pytest.mark.parametrize("href", ["#e-x", "http://a.example", "https://a.example/?a=1&b=2"])
def test_a_place_on_the_page_or_an_address_of_the_web_is_a_link(href: str) -> None:
    assert address(href) == href


def test_evidence_of_a_source_that_is_not_there_leads_nowhere() -> None:
    html = page_of(ledger(deal("d", evidence=evidence("gone"), amount="3 USD")))
    assert any(text.endswith(" gone") for text in law_abiding(html, "en").words())
    assert "#s-gone" not in html


def test_packages_whose_ids_differ_by_narrow_share_no_pattern() -> None:
    found = ledger(
        *(deal(id_, claim("t", amount="5 USD")) for id_ in ("p", "p-narrow", "narrow-p")),
        *(deal(f"{id_}-part", claim("t", amount="3 USD"), part_of=id_) for id_ in ("p", "p-narrow", "narrow-p")),
        source("t", "2030-01-01"),
    )
    law_abiding(page_of(found), "en")


@pytest.mark.parametrize(("languages", "others"), [(("en",), 0), (("en", "kk"), 1), (LANGUAGES, 2)])
def test_a_page_leads_to_those_languages_that_are_written(languages: tuple[str, ...], others: int) -> None:
    html = page_of(dossier_ledger("small"), "en", languages)
    assert html.count("hreflang=") == others
    assert (OWN_NAMES["en"] in html) == (others > 0)


def test_an_entry_s_own_text_is_shown_as_written() -> None:
    strange = 'Ёж & "Қаз" <b> ₸ 漢'
    html = page_of(ledger(deal("d", name=names(strange), amount="3 USD")))
    assert any(text.endswith(strange) for text in law_abiding(html, "en").words())
