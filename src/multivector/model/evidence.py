"""What backs a value: the place in a source, the analyst's gloss of it, and how credible the claim is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from multivector.model.dates import Date
from multivector.model.fields import ActorId, SourceId, holds
from multivector.model.names import Names
from multivector.model.problems import Mistake

Does = Literal["asserts", "denies", "doubts", "predicts"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

MARK_LENGTH = 12
"""Hex digits of the hash of a place's text: one chance in 2.8e14 that another stretch of text has the same."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SHORT = re.compile(rf"({SLUG})(?:@(\d{{1,9}})-(\d{{1,9}})(?:#([0-9a-f]{{{MARK_LENGTH}}}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place in one source. Short form: `source`, `source@start-end` or `source@start-end#mark`."""

    source: SourceId = holds("the source that says it")
    start: int | None = holds("where it begins in the source's text, in characters from 0", default=None)
    end: int | None = holds("where it ends (exclusive)", default=None)
    mark: str | None = holds(
        "first 12 hex digits of the SHA-256 of that stretch of text (UTF-8): finds it again when the text moves",
        default=None,
    )
    quote: str | None = holds("the exact words, where they may be kept", default=None)
    gloss: Names | None = holds("what it says, in the analyst's own words", default=None)
    credibility: Credibility | None = holds(
        "of the claim, 1 confirmed to 5 improbable, 6 cannot be judged (Admiralty scale); "
        "the source's reliability stands on the source",
        default=None,
    )
    does: Does = holds("what the source does with the value", default="asserts")
    speaker: ActorId | None = holds("who is quoted, where it is not the author", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Values that one source (or several, agreeing) gives for fields of an entry, beside other claims."""

    label: str | None = holds("a name for the claim, where its source makes more than one", default=None)
    evidence: tuple[Evidence, ...] = holds("where it is said")
    values: tuple[tuple[str, Any], ...]
    """Field key and value, in the order of the keys."""

    @property
    def key(self) -> str:
        """The name by which an adoption chooses the claim: its label, or its first source."""
        return self.label or self.evidence[0].source


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The analyst's explicit, dated decision to go by one of several rival claims."""

    claim: str = holds("label or source of the claim gone by")
    field: str | None = holds("the one field it is adopted for (all that the claim gives, where absent)", default=None)
    on: Date = holds("day of the decision")
    reason: Names = holds("why this claim and not its rivals")


def parse_evidence(text: str) -> Evidence | Mistake:
    """Read the short form of a place in a source."""
    match = _SHORT.fullmatch(text)
    if match is None:
        return Mistake(
            "bad-evidence",
            f"{text!r} is not a place in a source",
            "write the source's id, or id@start-end, or id@start-end#mark",
        )
    source, start, end, mark = match.groups()
    if start is None:
        return Evidence(source=SourceId(source))
    if int(start) >= int(end):
        return Mistake("bad-evidence", f"{text!r} ends before it begins", "offsets count characters from 0, end exclusive")
    return Evidence(source=SourceId(source), start=int(start), end=int(end), mark=mark)


def mark_of(text: str) -> str:
    """Give the mark of a stretch of text: enough of its SHA-256 to find it again."""
    return sha256(text.encode()).hexdigest()[:MARK_LENGTH]
