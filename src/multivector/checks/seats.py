"""A table of bargaining can be run: every seat is on a scale of its question, and every actor has one on each.

What: positions and saliences beyond 100; saliences of one actor that exceed 100 in all; a seat on no scale or an unknown one; an
actor without a seat on one of several scales; fewer than two actors; a scale about which nobody with any capability cares; a
scale whose marks lie beyond its ends, or that is given twice.
Why: nothing can be forecast from such a table, and the lens leaves all of it out.
Example: `position: 120` on a scale from 0 to 100.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Question
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem
    from multivector.model.seats import Scale, Seat

_MOST = 100


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report tables from which nothing follows."""
    del texts
    for question in ledger.of(Question):
        if question.scales or question.seats:
            for path, mistake in (*_scales(question), *_seats(question), *_whole(question)):
                yield mistake.at(place_of(question, *path), "warning")


def _scales(question: Question) -> Iterator[tuple[tuple[str | int, ...], Mistake]]:
    ids = [scale.id for scale in question.scales]
    for place, scale in enumerate(question.scales):
        if scale.id in ids[:place]:
            yield (
                ("scales", place, "id"),
                Mistake("scale-twice", f"there is a scale {scale.id!r} already", "give it another name"),
            )
        for position, mark in enumerate(scale.marks):
            if mark.at.high > _MOST:
                yield ("scales", place, "marks", position, "at"), _beyond("a mark", mark.at)
        if scale.reference is not None and scale.reference.high > _MOST:
            yield ("scales", place, "reference"), _beyond("the reference point", scale.reference)


def _seats(question: Question) -> Iterator[tuple[tuple[str | int, ...], Mistake]]:
    ids = [scale.id for scale in question.scales]
    for place, seat in enumerate(question.seats):
        if seat.on is None and len(ids) != 1:
            help_ = f"say `on` which: {', '.join(ids)}" if ids else "give the question its `scales`"
            yield ("seats", place), Mistake("no-scale", f"{seat.actor!r} sits on no scale", help_)
        if seat.on is not None and seat.on not in ids:
            help_ = f"it has: {', '.join(ids)}" if ids else "give the question its `scales`"
            yield ("seats", place, "on"), Mistake("unknown-scale", f"the question has no scale {seat.on!r}", help_)
        for key, span in (("position", seat.position), ("salience", seat.salience)):
            if span.high > _MOST:
                yield ("seats", place, key), _beyond(f"a {key}", span)


def _whole(question: Question) -> Iterator[tuple[tuple[str | int, ...], Mistake]]:
    """Report what is wrong with the table as a whole."""
    sat: dict[str, dict[str, list[Seat]]] = defaultdict(lambda: defaultdict(list))
    for seat in question.seats:
        sat[seat.actor][seat.on or (question.scales[0].id if len(question.scales) == 1 else "")].append(seat)
    if len(sat) < 2:  # noqa: PLR2004  # to bargain takes two
        yield (
            ("seats",) if question.seats else ("scales",),
            Mistake("few-seats", "fewer than two actors pull at it", "add `seats`"),
        )
    for actor, on in sat.items():
        missing = [scale.id for scale in question.scales if scale.id not in on]
        if missing and "" not in on:
            help_ = "add one, with salience 0 if it does not care"
            yield ("seats",), Mistake("seat-missing", f"{actor!r} has no seat on {', '.join(missing)}", help_)
        most = sum(max(seat.salience.low for seat in seats) for seats in on.values())
        if most > _MOST and len(on) > 1:
            help_ = "a salience is a share of all that it cares about"
            yield ("seats",), Mistake("over-salience", f"the saliences of {actor!r} add up to at least {most:g}", help_)
    for place, scale in enumerate(question.scales):
        if question.seats and not _cared(question, scale):
            help_ = "somebody's salience and capability on it must be above 0"
            yield ("scales", place), Mistake("nobody-cares", f"nobody who counts cares about {scale.id!r}", help_)


def _cared(question: Question, scale: Scale) -> bool:
    """Tell whether anybody with capability has a salience on a scale, at the middle of what is given."""
    return any(seat.salience.high > 0 and seat.capability.high > 0 for seat in question.seats if seat.on in {None, scale.id})


def _beyond(what: str, span: object) -> Mistake:
    return Mistake("beyond-scale", f"{what} of {span} lies beyond 100", "scales go from 0 to 100")
