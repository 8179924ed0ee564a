"""Stages follow each other: nothing is completed before it was agreed, nor known before it was said.

What: the order of the ladder by dates; a stage after the date of the source that reports it; a delay without a new date.
Why: a wrong year in one stage turns a promise into a fact.
Example: `completed` on 2024-05-01 below `commitment` on 2025-11-06.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.parts import LADDER, Stage
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

_RANK = {name: rank for rank, name in enumerate(LADDER)}
_BROKEN_OFF = frozenset({"suspended", "cancelled", "superseded"})


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report stages that are surely out of order, surely foretold, or delayed to nowhere."""
    del texts
    for entry in ledger:
        stages: tuple[Stage, ...] = getattr(entry, "stages", ())
        yield from _order(entry, stages)
        for position, stage in enumerate(stages):
            yield from _foretold(entry, position, stage, ledger)
            if stage.is_ == "delayed" and stage.until is None and stage.note is None:
                message, help_ = "a delay without a new date", "add `until:`, or say in a note that none was named"
                yield Mistake("delay-open", message, help_).at(place_of(entry, "stages", position), "info")


def _order(entry: AnyEntry, stages: tuple[Stage, ...]) -> Iterator[Problem]:
    """Compare each stage with the first of every lower rank; what was broken off may begin again, and is not compared."""
    if any(stage.is_ in _BROKEN_OFF for stage in stages):
        return
    first: dict[int, Stage] = {}
    for stage in sorted(stages, key=lambda stage: stage.on.sort_key()):
        first.setdefault(_RANK.get(stage.is_, len(_RANK)), stage)
    for position, stage in enumerate(stages):
        lower = (first[rank] for rank in range(_RANK.get(stage.is_, 0)) if rank in first)
        later = [other for other in lower if stage.on.surely_before(other.on)]
        if later:
            latest = max(later, key=lambda other: other.on.sort_key())
            message = f"{stage.is_!r} on {stage.on} is before {latest.is_!r} on {latest.on}"
            yield Mistake("stage-order", message, "check the two dates, and which stage is meant").at(
                place_of(entry, "stages", position, "on"), "warning"
            )


def _foretold(entry: AnyEntry, position: int, stage: Stage, ledger: Ledger) -> Iterator[Problem]:
    """Report a stage that begins after the day on which its every dated source was published."""
    published = [
        source.date for evidence in stage.evidence if (source := ledger.source(evidence.source)) and source.date is not None
    ]
    if published and len(published) == len(stage.evidence) and all(day.surely_before(stage.on) for day in published):
        message = f"{stage.is_!r} on {stage.on} is after its source was published ({max(str(day) for day in published)})"
        help_ = "what is only foretold is an expectation; else correct the date"
        yield Mistake("stage-foretold", message, help_).at(place_of(entry, "stages", position, "on"), "warning")
