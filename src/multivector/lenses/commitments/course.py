"""What a course of events does to promises: what cannot be kept then, and the cheapest way out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.engines.collisions.repair import in_scenario
from multivector.engines.collisions.search import index
from multivector.lenses.commitments.build import build
from multivector.lenses.commitments.clashes import Clash, clashes
from multivector.lenses.commitments.nodes import key_of
from multivector.lenses.dealings import looked_at

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from multivector.lenses.commitments.build import Built
    from multivector.model.clauses import Atom
    from multivector.model.ledger import Ledger

_DEARER = 1 + 2**-20
"""By which the promises of one way out are made dearer, to see whether another costs no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What cannot be kept in a course of events.

    Attributes:
        events: What happens; all else does not.
        in_force: How many clauses are then in force.
        clashes: Which of them cannot be kept together, each with the part of the events that it takes.
        ways_out: Promises whose breach lets the rest be kept, at the least weight: one set, or two where they weigh the same.
        price: What they weigh.
    """

    events: tuple[Atom, ...]
    in_force: int
    clashes: tuple[Clash, ...]
    ways_out: tuple[tuple[str, ...], ...]
    price: float


def course(
    ledger: Ledger,
    events: Sequence[Atom],
    *,
    as_of: date | None = None,
    political: float = 0.5,
    candidates: Collection[str] = (),
) -> Course:
    """Say what a course of events does on a day.

    Args:
        ledger: The ledger.
        events: What happens, readings among it.
        as_of: The day (default: as for a lens).
        political: What breaking a declaration weighs, where breaking a treaty weighs 1.
        candidates: Promises that nobody gave, to be counted as if they had been given.
    """
    known, day = looked_at(ledger, as_of)
    built = build(known, day, political=political)
    clauses = [*built.given, *(clause for id_ in candidates for clause in built.candidates.get(id_, ()))]
    held = frozenset(key_of(atom) for atom in events)
    ready = index(clauses, built.taxonomies, built.background)
    outcome = in_scenario(ready, held, day.toordinal())
    dearer = [replace(each, weight=each.weight * _DEARER) if each.id in outcome.broken else each for each in clauses]
    other = in_scenario(index(dearer, built.taxonomies, built.background), held, day.toordinal())
    return Course(
        events=tuple(events),
        in_force=len({built.provisions[id_] for id_ in outcome.in_force}),
        clashes=clashes(outcome.collisions, built, ready),
        ways_out=tuple(dict.fromkeys(_whose(way, built) for way in (outcome.broken, other.broken) if way)),
        price=round(outcome.weight, 6),
    )


def _whose(ids: tuple[str, ...], built: Built) -> tuple[str, ...]:
    return tuple(sorted({built.provisions[id_].commitment for id_ in ids}))
