"""Nobody holds two exclusive offices at a time, and no exclusive office has two holders.

What: exclusive offices whose dates surely overlap, by holder and by office.
Why: "the president" at a date must be one person, or the speaker of a message is nobody.
Example: a president since 2019 whose predecessor's office has no end.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Actor
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.parts import Office

    Held = tuple[Actor, int, Office]

_HELP = "say until when (`to:`) the earlier was held, or leave `exclusive` out"


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report exclusive offices that surely overlap."""
    by_office: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for actor in ledger.of(Actor):
        held = [(actor, position, office) for position, office in enumerate(actor.offices) if office.exclusive == "yes"]
        for earlier, later in _overlaps(held):
            office, other = later[2], earlier[2]
            message = f"{actor.id!r} is {office.office} of {office.of!r} and {other.office} of {other.of!r} at the same time"
            yield _at(later, Mistake("two-offices", message, _HELP))
        for found in held:
            by_office[found[2].of, found[2].office].append(found)
    for (of, name), held in by_office.items():
        for earlier, later in _overlaps(held):
            if earlier[0] is not later[0]:
                message = f"{name} of {of!r} are both {earlier[0].id!r} and {later[0].id!r} at the same time"
                yield _at(later, Mistake("two-holders", message, _HELP))


def _at(held: Held, mistake: Mistake) -> Problem:
    actor, position, _ = held
    return mistake.at(place_of(actor, "offices", position), "warning")


def _overlaps(held: list[Held]) -> Iterator[tuple[Held, Held]]:
    """Give each holding that surely begins before an earlier one ends, with the earlier one that lasts longest."""
    lasting: Held | None = None
    for one in sorted(held, key=lambda found: (_begin(found[2]), _end(found[2]), found[0].id, found[1])):
        if _begin(one[2]) > _end(one[2]):
            continue
        if lasting is not None and (_begin(one[2]) < _end(lasting[2]) or _end(lasting[2]) == _end(one[2]) == date.max):
            yield lasting, one
        if lasting is None or _end(one[2]) > _end(lasting[2]):
            lasting = one


def _begin(office: Office) -> date:
    """Give the first day on which it was surely held: not known to be so before today's "still", where none is given."""
    return (office.from_.latest if office.from_ is not None else None) or date.max


def _end(office: Office) -> date:
    return date.max if office.to is None else (office.to.earliest or date.min)
