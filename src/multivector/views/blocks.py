"""What a page is made of: a few frozen blocks, in one language, which text, HTML and documents render alike.

A view of a lens turns its result into blocks once; no renderer knows lenses, and no lens knows renderers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `because` are the ids of the entries that it came from, `href` an address elsewhere."""

    text: str
    because: tuple[str, ...] = ()
    strong: bool = False
    quiet: bool = False
    href: str = ""
    mark: bool = False
    """Whether it is marked as with a pen: the evidence in a quoted sentence."""


Inline: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: Inline
    style: Literal["text", "lead", "note", "quote"] = "text"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order means something."""

    items: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: column heads, rows of cells, and which columns hold figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: str = ""
    figures: frozenset[int] = frozenset()
    folded: bool = False
    """Whether a page shows only the caption until it is opened (print shows all)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG for wide and for narrow screens, with what it shows in words."""

    wide: str
    narrow: str
    title: str
    caption: Inline = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = field(default=())


Block: TypeAlias = Paragraph | Items | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole document: title, what it is of, sections; and the entries in the order in which their numbers count."""

    lang: str
    title: str
    kicker: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    numbers: tuple[str, ...] = ()
    """Ids of the entries that the annex shows; a reference to an entry shows its number there."""
    languages: tuple[tuple[str, str, str], ...] = ()
    """The same page in other languages: code, name, address."""


def run(text: str, *because: str, strong: bool = False, quiet: bool = False) -> Run:
    """Make a run that came from these entries."""
    return Run(text, because, strong=strong, quiet=quiet)


def line(*parts: str | Run) -> Inline:
    """Make a line of texts and runs."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)
