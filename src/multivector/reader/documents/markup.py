"""HTML, however broken, -> its tags and texts, in time that grows with its length.

The parser of the standard library is not used: in the Pythons that we support, a hundred kilobytes of unclosed tags take it
ten seconds, and some declarations make it raise.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=]+|=)(\s*=\s*)?")
_BARE = re.compile(r"[^\s>]+")
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""Elements in which a tag is text."""
_RAW_ENDS = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in _RAW}
_MOST_ATTRIBUTES = 100
"""Attributes of a tag that are kept."""
_LONG_NUMBER = re.compile(r"&#x?[0-9a-fA-F]{9,};?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens or closes an element; `raw` is what an element holds in which tags are text."""

    name: str
    attributes: Mapping[str, str]
    opens: bool
    raw: str = ""


def pieces(text: str) -> Iterator[Tag | str]:
    """Give tags, and the texts between them with entities decoded; comments and declarations are left out."""
    at = 0
    while at < len(text):
        start = text.find("<", at)
        if start < 0:
            yield decoded(text[at:])
            return
        name = _NAME.match(text, start + 2 if text.startswith("</", start) else start + 1)
        if name is None and text[start + 1 : start + 2] not in {"!", "?", "/"}:
            yield decoded(text[at : start + 1])
            at = start + 1
            continue
        if start > at:
            yield decoded(text[at:start])
        if name is None:
            at = _after(text, *(("-->", start + 4) if text.startswith("<!--", start) else (">", start + 1)))
        elif text[start + 1] == "/":
            yield Tag(name[0].lower(), {}, opens=False)
            at = _after(text, ">", name.end())
        else:
            tag, at = _opening(text, name)
            yield tag


def decoded(text: str) -> str:
    """Decode entities; a number that is too long for any character is no entity."""
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _after(text: str, end: str, start: int) -> int:
    """Give the place behind the next end; that of the text where it has none."""
    found = text.find(end, start)
    return len(text) if found < 0 else found + len(end)


def _opening(text: str, name: re.Match[str]) -> tuple[Tag, int]:
    element = name[0].lower()
    attributes, at = _attributes(text, name.end())
    if element not in _RAW:
        return Tag(element, attributes, opens=True), at
    end = _RAW_ENDS[element].search(text, at)
    raw = text[at : end.start() if end else len(text)]
    return Tag(element, attributes, opens=True, raw=raw), _after(text, ">", end.end()) if end else len(text)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """Read the attributes of a tag, the first of each name, and give the place behind the tag."""
    found: dict[str, str] = {}
    while (name := _ATTRIBUTE.match(text, at)) is not None:
        value, at = "", name.end()
        if name[2] is not None:
            quote = text[at : at + 1]
            if quote in {'"', "'"}:
                end = text.find(quote, at + 1)
                if end < 0:
                    return found, len(text)
                value, at = text[at + 1 : end], end + 1
            elif bare := _BARE.match(text, at):
                value, at = bare[0], bare.end()
        if len(found) < _MOST_ATTRIBUTES:
            found.setdefault(name[1].lower(), decoded(value))
    return found, _after(text, ">", at)
