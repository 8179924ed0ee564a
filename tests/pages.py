"""Reading pages in tests: an HTML parser that lets nothing pass, and what it found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
ALONE = frozenset({"rect", "path", "circle"})
"""Shapes that the charts close at once."""
_IN_P = frozenset({"p", "ul", "ol", "table", "section", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "details", "nav"})
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);)")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@dataclass
class Found:
    """What a page holds: every element with its attributes, in order, and every text with the element that it stands in."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def links(self) -> list[str]:
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def words(self) -> list[str]:
        """Give every text that people read."""
        return [text for tag, text in self.texts if tag != "style" and text.strip()]


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        assert not [name for name in names if name.startswith("on")], (tag, names)
        assert tag not in _IN_P or "p" not in self.open, (tag, self.open)
        assert tag != "a" or "a" not in self.open, self.open
        self.found.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALONE, tag
        self.found.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, (tag, self.open)

    def handle_data(self, data: str) -> None:
        self.found.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def parsed(html: str) -> Found:
    """Parse a page; whatever a browser would have to mend is a failure."""
    assert not _LOOSE.search(_STYLE.sub("", html)), _LOOSE.search(html)
    parser = _Strict()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.found


def pictures(html: str) -> list[str]:
    """Give the text of every chart."""
    return re.findall(r"<svg .*?</svg>", html, re.DOTALL)
