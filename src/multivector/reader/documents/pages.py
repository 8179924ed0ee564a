"""HTML -> the text of its article: paragraphs and headings as lines, without scripts, menus, forms and what stands beside it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from multivector.reader.documents.encodings import decoded
from multivector.reader.documents.markup import Tag, pieces
from multivector.reader.documents.markup import decoded as unescaped
from multivector.reader.documents.records import Extract, day_in, refusal

if TYPE_CHECKING:
    from datetime import date

    from multivector.model.problems import Mistake

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.-]{1,40})", re.IGNORECASE
)
_MOST, _DEEPEST = 16 << 20, 2000
"""Bytes of a page, and elements within one another, beyond which it is not read, or not told apart."""
_HEAD = 1 << 14
"""Bytes within which a page may declare its encoding."""

_DROPPED = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "object",
        "iframe",
        "noembed",
        "noframes",
    }
    | {"button", "select", "datalist", "textarea", "dialog", "menu", "canvas", "audio", "video", "xmp", "title"}
)
_DROPPED_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "banner", "dialog", "menu", "menubar"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
    }
    | {"mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"}
)
_IMPLIED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
"""Elements that the next of their name closes."""
_PART = 4
"""What is preferred must hold at least one part in so many of the letters."""
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")

_DATE_NAMES = ("article:published_time", "datepublished", "og:article:published_time", "dc.date.issued", "publishdate", "pubdate")
_LONGEST_JSON = 1 << 20

Drop = Literal["", "form", "all"]


@dataclass(frozen=True, slots=True)
class _Where:
    """Where in a page a piece stands: in which element, dropped or not, in `main`, in which article, in a row of a table."""

    name: str = ""
    drop: Drop = ""
    main: bool = False
    article: int = 0
    row: bool = False


@dataclass(slots=True)
class _Page:
    """What has been read of a page."""

    lines: list[tuple[_Where, str]] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    linked: list[str] = field(default_factory=list)
    times: list[tuple[_Where, bool, str]] = field(default_factory=list)
    articles: int = 0
    deeper: int = 0

    def end_line(self, where: _Where) -> None:
        text = _BLANKS.sub(" ", "".join(self.line)).replace(" \v", "\v").replace("\v ", "\v").strip(" \v").replace("\v", "\t")
        self.line.clear()
        if text:
            self.lines.append((where, text))


def page(data: bytes) -> Extract | Mistake:
    """Read a page."""
    if len(data) > _MOST:
        return refusal("too-large", f"the page is larger than {_MOST >> 20} MiB", "save its text alone")
    declared = _DECLARED.search(data[:_HEAD])
    label = (declared[1] or declared[2]).decode("ascii", errors="replace") if declared else ""
    read = decoded(data, label)
    if not isinstance(read, tuple):
        return read
    text, encoding, doubts = read
    found = _read(text)
    title = found.metas.get("og:title") or found.title
    return Extract("\n".join(_article(found.lines)), encoding, title, _published(found), doubts=doubts)


def _read(text: str) -> _Page:
    found = _Page()
    stack = [_Where()]
    open_ = Counter[str]()
    for piece in pieces(text):
        where = stack[-1]
        if isinstance(piece, str):
            if where.drop != "all":
                found.line.append(piece.replace("\v", " "))
        elif piece.opens:
            _open(piece, stack, open_, found)
        elif open_[piece.name]:
            _close(piece.name, stack, open_, found)
    found.end_line(stack[-1])
    return found


def _open(tag: Tag, stack: list[_Where], open_: Counter[str], found: _Page) -> None:
    _note(tag, stack[-1], found)
    _break(tag.name, stack[-1], found)
    if tag.name in _VOID or tag.raw or tag.name in {"script", "style", "title", "textarea", "iframe", "xmp"}:
        return
    if tag.name in _IMPLIED and stack[-1].name == tag.name:
        open_[stack.pop().name] -= 1
    if len(stack) > _DEEPEST:
        found.deeper += 1
        return
    stack.append(_inside(tag, stack[-1], found))
    open_[tag.name] += 1


def _close(name: str, stack: list[_Where], open_: Counter[str], found: _Page) -> None:
    """Close an element and all in it that is open still; one of a few words only if it is the last opened."""
    if name in _INLINE and stack[-1].name != name:
        return
    _break(name, stack[-1], found)
    if found.deeper:
        found.deeper -= 1
        return
    while True:
        closed = stack.pop().name
        open_[closed] -= 1
        if closed == name:
            return


def _break(name: str, where: _Where, found: _Page) -> None:
    """End the line before and behind an element that is not within one; the cells of a row stay in one line."""
    if name in _INLINE or name in {"wbr", "img", "script", "style", "input"}:
        return
    if name in {"td", "th"}:
        found.line.append("\v")
    elif where.row and name not in {"tr", "table"}:
        found.line.append(" ")
    else:
        found.end_line(where)


def _inside(tag: Tag, where: _Where, found: _Page) -> _Where:
    """Tell where the content of an element stands. A form may be the whole page, so an article within it counts."""
    drop: Drop = where.drop
    attributes = tag.attributes
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true" or _HIDING.search(attributes.get("style", ""))
    if tag.name in _DROPPED or attributes.get("role", "").lower() in _DROPPED_ROLES or hidden:
        drop = "all"
    elif tag.name == "form" and not drop:
        drop = "form"
    inside = replace(where, name=tag.name, drop=drop, row=tag.name == "tr" or (where.row and tag.name != "table"))
    if tag.name == "main" or attributes.get("role") == "main":
        inside = replace(inside, main=True, drop="" if drop == "form" else drop)
    if (tag.name == "article" or attributes.get("itemprop") == "articleBody") and not where.article:
        found.articles += 1
        inside = replace(inside, article=found.articles, drop="" if drop == "form" else drop)
    return inside


def _note(tag: Tag, where: _Where, found: _Page) -> None:
    """Keep what a page says of itself."""
    attributes = tag.attributes
    if tag.name == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        found.metas.setdefault(name.lower(), attributes.get("content", ""))
    elif tag.name == "title" and not found.title and where.drop != "all":
        found.title = unescaped(tag.raw)
    elif tag.name == "script" and "ld+json" in attributes.get("type", "").lower() and len(tag.raw) <= _LONGEST_JSON:
        found.linked.append(tag.raw)
    elif tag.name == "time" and where.drop != "all":
        stated = "pubdate" in attributes or attributes.get("itemprop", "").lower() == "datepublished"
        found.times.append((where, stated, attributes.get("datetime", "")))


def _article(lines: list[tuple[_Where, str]]) -> list[str]:
    """Give the lines of the longest article if it holds enough, or else of `main`, or else all."""
    kept = [(where, line) for where, line in lines if not where.drop]
    total = sum(len(line) for where, line in lines if where.drop != "all")
    if sum(len(line) for _, line in kept) * _PART < total:
        kept = [(where, line) for where, line in lines if where.drop != "all"]
    sizes = Counter[int]()
    for where, line in kept:
        sizes[where.article] += len(line)
    total = sizes.total()
    del sizes[0]
    main = [line for where, line in kept if where.main]
    article, size = max(sizes.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if size * _PART >= total and size * 2 >= sum(map(len, main)) and size:
        return [line for where, line in kept if where.article == article]
    if main and sum(map(len, main)) * _PART >= total:
        return main
    return [line for _, line in kept]


def _published(found: _Page) -> date | None:
    """Give the day of publication: as the head says, or the linked data, or the text itself by a marked time."""
    told = [found.metas.get(name, "") for name in _DATE_NAMES]
    told += [_date_published(text) for text in found.linked]
    told += [time for _, stated, time in found.times if stated]
    told += [time for where, _, time in found.times if where.main or where.article]
    if len(found.times) == 1:
        told.append(found.times[0][2])
    return next((day for text in told if (day := day_in(text)) is not None), None)


def _date_published(text: str) -> str:
    """Give the outermost `datePublished` of a piece of linked data; nothing if it has none or is no JSON."""
    try:
        level = [json.loads(text)]
    except (ValueError, RecursionError):
        return ""
    while level:
        within: list[object] = []
        for thing in level:
            if isinstance(thing, dict):
                told = thing.get("datePublished")
                if isinstance(told, str):
                    return told
                within += thing.values()
            elif isinstance(thing, list):
                within += thing
        level = within
    return ""
