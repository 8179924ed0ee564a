"""Places in a text -> the sentences in which they stand, in pieces, each marked or not: what a reader sees of a draft."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from multivector.reader.spans import Span
from multivector.reader.tokens import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NEXT = 1
"""Code points between sentences that follow each other."""
_LONGEST = 400
"""Code points shown around marked words to either side, where a sentence is a list or no prose."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, marked where the evidence stands; `gap` where something was left out before it."""

    span: Span
    marked: bool
    gap: bool = False


def bounds(text: str) -> tuple[Span, ...]:
    """Give the sentences of a text, once for all of its passages; a line break ends one as well."""
    found: list[Span] = []
    for start, end in sentences(text):
        breaks = [at for at in range(start, end) if text[at] == "\n"]
        for first, last in pairwise((start - 1, *breaks, end)):
            line = text[first + 1 : last]
            if line.strip():
                found.append(Span(first + 1 + len(line) - len(line.lstrip()), first + 1 + len(line.rstrip())))
    return tuple(found)


def passage(evidence: Iterable[Span], within: Sequence[Span]) -> tuple[Piece, ...]:
    """Give the sentences that hold some evidence, in the order of the text.

    Args:
        evidence: The places to mark.
        within: The sentences of the text (`bounds`).
    """
    marks = _joined(sorted(evidence), 0)
    return tuple(_pieces(marks, _joined([_around(mark, within) for mark in marks], _NEXT)))


def _joined(spans: Iterable[Span], apart: int) -> list[Span]:
    """Join what overlaps, or lies at most this far apart."""
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end + apart:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _around(mark: Span, within: Sequence[Span]) -> Span:
    """Give what to show of the sentences that a mark touches: never less than the mark."""
    first = bisect_right([each.end for each in within], mark.start)
    last = bisect_left([each.start for each in within], mark.end) - 1
    start = min(mark.start, max(within[first].start, mark.start - _LONGEST)) if first < len(within) else mark.start
    end = max(mark.end, min(within[last].end, mark.end + _LONGEST)) if last >= 0 else mark.end
    return Span(start, end)


def _pieces(marks: Sequence[Span], shown: Sequence[Span]) -> Iterator[Piece]:
    for number, whole in enumerate(shown):
        at, gap = whole.start, number > 0
        for mark in (mark for mark in marks if whole.start <= mark.start and mark.end <= whole.end):
            if mark.start > at:
                yield Piece(Span(at, mark.start), marked=False, gap=gap)
                gap = False
            yield Piece(mark, marked=True, gap=gap)
            at, gap = mark.end, False
        if at < whole.end:
            yield Piece(Span(at, whole.end), marked=False, gap=gap)
