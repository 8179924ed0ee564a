"""Reliability of sources and credibility of claims are two judgements, not one written twice.

What: the share of rated claims on the diagonal A1, B2, C3, D4, E5, where there are enough of them to tell.
Why: a good source may err and a poor one be right; if the two grades always agree, one of them says nothing.
Example: every claim of an A source is graded 1, every claim of a C source 3.

Reference: NATO, AJP-2.1 (Admiralty scale); Irwin and Mandel, "Improving information evaluation for intelligence
production", Intelligence and National Security 34(4), 2019, on raters who let one grade decide the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import evidence_in, place_of, voice
from multivector.model.entries import Source
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger

LEAST = 10
"""Rated claims below which nothing can be told (a judgement)."""
SHARE = 0.8
"""Share on the diagonal above which the grades count as one (a judgement; independent grades would give about a fifth)."""
_DIAGONAL = frozenset({"A1", "B2", "C3", "D4", "E5"})


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report once if the two grades move together over the whole ledger."""
    reliability = {
        source.id: next((above.reliability for above in voice(ledger, source) if above.reliability), None)
        for source in ledger.of(Source)
    }
    grades: list[str] = []
    first = None
    for entry in ledger:
        for path, evidence in evidence_in(entry):
            letter = reliability.get(evidence.source)
            if letter in {None, "F"} or evidence.credibility in {None, "6"}:
                continue
            grades.append(f"{letter}{evidence.credibility}")
            first = first or (entry, (*path, "credibility"))
    same = sum(grade in _DIAGONAL for grade in grades)
    if first is not None and len(grades) >= LEAST and same > SHARE * len(grades) and len(set(grades)) > 1:
        message = f"of {len(grades)} rated claims {same} have the grade of their source (A1, B2 …)"
        help_ = "rate each claim by what confirms or contradicts it, not by who makes it"
        yield Mistake("one-grade-twice", message, help_).at(place_of(first[0], *first[1]), "warning")
