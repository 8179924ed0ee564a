"""Every place in a source's text still holds the words that it was given for.

What: the text's hash, each place's mark and quote; a place that moved is sought by its quote, then by its mark.
Why: a text that was edited moves under its offsets, and a reader must find the sentence, not its neighbour.
Example: `trend-2025@100-140#0c6f2d9b7a41` after a paragraph was put before it.

A place in a text that is not at hand is not checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from multivector.checks._shared import evidence_in, place_of
from multivector.model.evidence import mark_of
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import AnyEntry
    from multivector.model.evidence import Evidence
    from multivector.model.ledger import Ledger
    from multivector.model.walk import Path

_TRIES = 1_000_000
"""Stretches of one text that are hashed in search of marks, at most (about a second); further places are not sought."""
_NEIGHBOURS = 8
"""How many of the shifts of earlier places are tried first."""
_MOST = 100
"""Places in a text where the same words stand that are compared, at most."""
_SHOWN = 40
_SPACE = re.compile(r"\s+")


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report texts that changed, and places that moved, are lost, stand twice or have no mark."""
    if not texts:
        return
    read = {id_: _Read(text) for id_, text in texts.items()}
    for id_ in sorted(texts):
        source = ledger.source(id_)
        if source is not None and source.sha256 is not None and source.sha256.lower() != read[id_].hash:
            message = f"the text of {id_!r} is no longer the one that was hashed"
            help_ = f"if it is the text that you mean, write `sha256: {read[id_].hash}`"
            yield Mistake("text-changed", message, help_).at(place_of(source, "sha256"), "warning")
    for entry in ledger:
        for path, evidence in evidence_in(entry):
            text = read.get(evidence.source)
            if text is not None and (evidence.start is not None or evidence.quote is not None):
                yield from _anchored(entry, path, evidence, text)


def _anchored(entry: AnyEntry, path: Path, evidence: Evidence, read: _Read) -> Iterator[Problem]:
    start, end, quote = evidence.start, evidence.end, evidence.quote
    place = place_of(entry, *path)
    if start is None or end is None:
        if quote is not None and not read.quoted(quote):
            yield _lost(evidence, f"the words {_short(quote)} are not in the text of {evidence.source!r}").at(place)
        return
    there = read.text[start:end] if end <= len(read.text) else ""
    if evidence.mark is None and quote is None:
        if there:
            help_ = f"write {_form(evidence.source, start, end, mark_of(there))}, so that it is found again if the text moves"
            yield Mistake("unmarked", f"the place {_short(there)} has no mark", help_).at(place, "info")
        else:
            yield _lost(evidence, f"the place ends behind the text, which has {len(read.text)} characters").at(place)
        return
    if there and (mark_of(there) == evidence.mark or (evidence.mark is None and quote and _same(there, quote))):
        return
    found = _sought(evidence, start, end, read)
    if not found:
        yield _lost(evidence, f"the words of this place were not found in the text of {evidence.source!r}").at(place)
        return
    nearest = min(found, key=lambda span: (abs(span[0] - start), span))
    read.shifts[nearest[0] - start] = None
    form = _form(evidence.source, *nearest, mark_of(read.text[nearest[0] : nearest[1]]))
    if nearest == (start, end):
        message = f"the mark is not that of the words {_short(there)}"
        yield Mistake("moved", message, f"write {form}").at(place, "warning")
    elif len(found) == 1:
        message = f"the text has moved by {nearest[0] - start:+}; this place now holds {_short(there)}"
        yield Mistake("moved", message, f"write {form}").at(place, "warning")
    else:
        message = f"the text has moved, and the words stand in it {len(found)} times"
        yield Mistake("ambiguous", message, f"the nearest is {form}").at(place, "warning")


def _sought(evidence: Evidence, start: int, end: int, read: _Read) -> list[tuple[int, int]]:
    """Find the words of a place that are no longer there: by the quote, else by the mark."""
    found = read.quoted(evidence.quote) if evidence.quote else []
    return found or ([] if evidence.mark is None else read.marked(evidence.mark, start, end - start))


def _lost(evidence: Evidence, message: str) -> Mistake:
    return Mistake("lost", message, f"find the words in the source anew, or cite {evidence.source!r} as a whole")


@dataclass
class _Read:
    """A text, and what was found out about it so far."""

    text: str
    shifts: dict[int, None] = field(default_factory=dict)
    """By how much places moved: neighbours move together."""
    tries: int = 0

    @cached_property
    def hash(self) -> str:
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def squeezed(self) -> tuple[str, list[int]]:
        """The text with single spaces, and where each of its characters stands in the text (and the end)."""
        parts: list[str] = []
        at: list[int] = []
        behind = 0
        for gap in _SPACE.finditer(self.text):
            parts += [self.text[behind : gap.start()], " "]
            at += [*range(behind, gap.start()), gap.start()]
            behind = gap.end()
        return "".join([*parts, self.text[behind:]]), [*at, *range(behind, len(self.text) + 1)]

    def quoted(self, quote: str) -> list[tuple[int, int]]:
        """Give where the words stand: exactly, else with other spaces and line ends."""
        exact = [(at, at + len(quote)) for at in _all(self.text, quote)]
        if exact:
            return exact
        words = _SPACE.sub(" ", quote).strip()
        text, at = self.squeezed
        return [(at[begin], at[begin + len(words) - 1] + 1) for begin in _all(text, words)] if words else []

    def marked(self, mark: str, start: int, length: int) -> list[tuple[int, int]]:
        """Give where stretches of this length have this mark, or one of them, if it moved as its neighbours did."""
        for shift in islice(reversed(self.shifts), _NEIGHBOURS):
            if self.has(mark, start + shift, length):
                return [(start + shift, start + shift + length)]
        starts = range(max(0, len(self.text) - length + 1))
        if self.tries + len(starts) > _TRIES:
            return []
        self.tries += len(starts)
        return [(begin, begin + length) for begin in starts if self.has(mark, begin, length)]

    def has(self, mark: str, begin: int, length: int) -> bool:
        """Tell whether the stretch has the mark."""
        return 0 <= begin <= len(self.text) - length and mark_of(self.text[begin : begin + length]) == mark


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _same(there: str, quote: str) -> bool:
    return there == quote or _SPACE.sub(" ", there).strip() == _SPACE.sub(" ", quote).strip()


def _form(source: str, start: int, end: int, mark: str) -> str:
    return f"{source}@{start}-{end}#{mark}"


def _short(text: str) -> str:
    words = _SPACE.sub(" ", text).strip()
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}”"
