"""What passes between those who share the work, and what a result file holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from multivector.batch.units import Unit
    from multivector.reader.rows import Row

LONGEST = 2_000_000
"""Code points of a text that is drafted, at most: more than any book has, and a minute or two of reading."""


def too_long(text: str) -> str | None:
    """Say that a text is too long to be drafted; None if it is not."""
    if len(text) <= LONGEST:
        return None
    return f"the text has {len(text):,} characters, and no more than {LONGEST:,} are drafted at once; split it into documents"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reading depends on, besides the texts."""

    out: str
    """The output folder."""
    mark: str
    """The hash of all that the drafts depend on: rules, actors, day. What was read under another one is read again."""
    dossier: str | None = None
    """The dossier whose actors to know."""
    day: date | None = None
    """The day on which the texts were written; it counts before the day that a page declares, but not before that of a line."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. Its text is kept where there are drafts, and None elsewhere."""

    document: str
    file: str
    line: int | None
    title: str
    url: str
    day: str
    text: str
    """The hash of its text."""
    content: str | None
    """The text itself, in which the places of the drafts are found."""
    rows: tuple[Row, ...]
    """Its drafts (`reader.rows`)."""

    def plain(self) -> dict[str, Any]:
        """Give what a result file holds of it, without the drafts."""
        names = ("document", "file", "line", "title", "url", "day", "text", "content")
        return {name: getattr(self, name) for name in names} | {"drafts": len(self.rows)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a unit."""

    unit: Unit | None
    documents: int = 0
    drafts: int = 0
    problems: tuple[str, ...] = ()
    """Why something of it was not read, a message each."""
    doubts: tuple[str, ...] = ()
    """What may be wrong with what was read."""
    hidden: int = 0
    """Problems and doubts beyond those that are told."""
    before: bool = field(default=False, kw_only=True)
    """Whether it was read by an earlier run."""


class UnwritableError(Exception):
    """The output folder cannot be written to, so that to go on is of no use."""
