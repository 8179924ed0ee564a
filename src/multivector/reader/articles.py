"""A text that waits for a person: what was drafted from it, and what a ledger holds of that already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from multivector.reader.drafts import Draft
    from multivector.reader.match import Match


@dataclass(frozen=True, slots=True)
class Article:
    """A text that was read against a ledger."""

    name: str
    """Of its file, or of the document in it."""
    title: str
    day: date
    text: str
    drafts: tuple[Draft, ...]
    matches: tuple[Match, ...]
    """For each draft what the ledger holds of it."""
    notice: str = ""
    """What the text says of itself before its headline: that it is an exercise, say."""
