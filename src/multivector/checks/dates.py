"""Dates make sense beside each other.

What: stages and outcomes before 1800, expectations said after they were due, adoptions before their claim's source.
Why: most of them are slips of the pen, and each moves an entry to where nobody looks for it.
Example: a stage on 0225-11-06, which EDTF cannot be, or 1025-11-06, which it can.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from multivector.checks._shared import place_of
from multivector.model.entries import Expectation
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.dates import Date
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

_EARLIEST = date(1800, 1, 1)


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report dates that cannot, or can hardly, be meant."""
    for entry in ledger:
        for key in ("stages", "outcomes"):
            for position, part in enumerate(getattr(entry, key, ())):
                yield from _early(entry, key, position, part)
        if isinstance(entry, Expectation) and entry.said is not None and entry.due is not None:
            yield from _said(entry, entry.said, entry.due)
        if entry.adopted:
            yield from _adopted(ledger, entry)


def _early(entry: AnyEntry, key: str, position: int, part: Any) -> Iterator[Problem]:  # noqa: ANN401
    if part.on.latest is not None and part.on.latest < _EARLIEST:
        mistake = Mistake("too-early", f"{part.on} is before {_EARLIEST.year}", "check the year")
        yield mistake.at(place_of(entry, key, position, "on"), "warning")


def _said(entry: Expectation, said: Date, due: Date) -> Iterator[Problem]:
    if due.surely_before(said):
        message = f"said on {said}, when {due} had passed"
        help_ = "check both dates; a deadline that was missed is an outcome"
        yield Mistake("said-after-due", message, help_).at(place_of(entry, "said"), "warning")


def _adopted(ledger: Ledger, entry: AnyEntry) -> Iterator[Problem]:
    """Report adoptions of a claim none of whose sources had appeared."""
    for position, adoption in enumerate(entry.adopted):
        cited = [
            ledger.source(evidence.source) for claim in entry.claims if claim.key == adoption.claim for evidence in claim.evidence
        ]
        dates = [source.date for source in cited if source is not None and source.date is not None]
        if dates and len(dates) == len(cited) and all(adoption.on.surely_before(found) for found in dates):
            first = min(dates, key=lambda found: found.sort_key())
            message = f"adopted on {adoption.on}, before its source of {first} appeared"
            help_ = "give the day of your decision, not that of the deal"
            yield Mistake("adopted-before-source", message, help_).at(place_of(entry, "adopted", position, "on"), "warning")
