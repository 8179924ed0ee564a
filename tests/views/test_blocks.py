"""Each block on a page: its form, its references, and headings that stop at the sixth."""

from __future__ import annotations

import re
from typing import Any

import pytest

from multivector.views.blocks import Items, Page, Paragraph, Picture, Run, Section, Table, line
from multivector.views.html import MOST_REFERENCES, form, render_html


def single(*blocks: Any, numbers: tuple[str, ...] = ()) -> str:
    html = render_html(
        Page(lang="en", title="T", kicker="K", facts=("F",), sections=(Section("s", "S", blocks),), numbers=numbers)
    )
    return html[html.index("<main") :]


def test_references_are_numbers_in_order_each_once_and_many_are_folded() -> None:
    ids = tuple(f"d{number}" for number in range(9))
    because = (*reversed(ids), "d1", "unknown")
    html = single(Paragraph((Run("x", because),)), numbers=ids)
    assert re.findall(r'href="#e-(d\d)">(\d)<', html) == [(f"d{number}", str(number + 1)) for number in range(9)]
    assert f"+{9 - MOST_REFERENCES}<" in html


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Paragraph(line("a"), "note"), '<p class="note">a</p>'),
        (Paragraph(line(Run("a", strong=True), Run("b", quiet=True))), '<p><strong>a</strong><span class="quiet">b</span></p>'),
        (Items((line("a"), line("b"))), "<ul><li>a</li><li>b</li></ul>"),
        (Items((line("a"),), numbered=True), "<ol><li>a</li></ol>"),
        (Table(("h",), ((line("1"),),), figures=frozenset({0})), '<td class="n" data-head="h">1</td>'),
        (Table(("h",), (), caption="C", folded=True), '<details class="fold"><summary>C</summary>'),
        (Picture("<svg/>", "<svg/>", "P", line("c")), '<p class="caption">c</p>'),
        (Paragraph(line(Run("a", href="https://a.example"))), '<a href="https://a.example" class="out" rel="noreferrer">a</a>'),
        (Paragraph(line(Run("a", href="#s"))), '<a href="#s">a</a>'),
    ],
    ids=lambda value: form(value) if not isinstance(value, str) else "",
)
def test_a_block_has_its_form(block: Any, html: str) -> None:
    assert html in single(block)


def test_deep_sections_stop_at_the_sixth_heading() -> None:
    inner = Section("s7", "S7")
    for level in range(6, 1, -1):
        inner = Section(f"s{level}", f"S{level}", (), (inner,))
    html = render_html(Page(lang="en", title="T", kicker="K", facts=(), sections=(inner,)))
    assert re.findall(r"<h(\d)>", html) == ["1", "2", "3", "4", "5", "6", "6"]
