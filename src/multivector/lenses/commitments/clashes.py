"""Collisions of the engine -> rows that can be told: clauses by their commitments, scenarios as events, one row a pattern."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.engines.collisions.clauses import Modality
from multivector.engines.collisions.results import Severity, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.engines.collisions.results import Collision
    from multivector.engines.collisions.search import Index
    from multivector.lenses.commitments.build import Built, Provision
    from multivector.model.clauses import Atom

Grave: TypeAlias = Literal["contradiction", "conditional", "interpretive", "blocked-right"]
SEVERITIES: dict[Severity, Grave] = {
    Severity.CONTRADICTION: "contradiction",
    Severity.CONDITIONAL: "conditional",
    Severity.INTERPRETIVE: "interpretive",
    Severity.BLOCKED: "blocked-right",
}
"""Gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Clauses that cannot all be kept if a scenario comes about.

    Attributes:
        clauses: Which of them, by commitment and number.
        commitments: Whose they are.
        severity: What kind of collision it is.
        events: What has to happen.
        readings: How principles and terms have to be read.
        also: Other scenarios, alike but for the states.
        unless: Sets of events that lift it: the exceptions of its clauses.
        first: The first day on which they collide (None: they always did).
        last: The last one (None: no end is known).
        standing: Whether rules settle it.
        gives_way: The commitment that then gives way.
        rules: By which rules.
        distance: Events and readings that it takes.
        price: The least weight of one of them, which is to be broken; nothing for what is only allowed.
        way_out: Those that weigh as little.
        because: The commitments.
    """

    clauses: tuple[Provision, ...]
    commitments: tuple[str, ...]
    severity: Grave
    events: tuple[Atom, ...]
    readings: tuple[Atom, ...]
    also: tuple[tuple[Atom, ...], ...]
    unless: tuple[tuple[Atom, ...], ...]
    first: date | None
    last: date | None
    standing: Literal["resolved", "arguable", "none"]
    gives_way: str | None
    rules: tuple[str, ...]
    distance: int
    price: float
    way_out: tuple[str, ...]
    because: tuple[str, ...]


def clashes(found: Iterable[Collision], built: Built, ready: Index) -> tuple[Clash, ...]:
    """Give collisions as rows, gravest and nearest first; those alike but for the states put in for letters are one row."""
    patterns: dict[tuple[object, ...], list[Collision]] = {}
    for one in _least(found, built):
        kinds = (tuple(sorted(built.atoms[name].event for name in one.events)), one.interpretations)
        pattern = (tuple(built.provisions[id_] for id_ in one.clauses), one.severity, *kinds)
        patterns.setdefault(pattern, []).append(one)
    rows = [_clash(alike, built, ready) for alike in patterns.values()]
    return tuple(sorted(rows, key=_order))


def _least(found: Iterable[Collision], built: Built) -> list[Collision]:
    """Leave out collisions of the same clauses, for other states, in a larger scenario than one that there is."""
    scenarios: dict[tuple[Provision, ...], list[frozenset[str]]] = defaultdict(list)
    alike = [(tuple(built.provisions[id_] for id_ in one.clauses), one) for one in found]
    for clauses, one in alike:
        scenarios[clauses].append(frozenset(one.scenario))
    return [one for clauses, one in alike if not any(less < frozenset(one.scenario) for less in scenarios[clauses])]


def _order(row: Clash) -> tuple[object, ...]:
    grave = list(SEVERITIES.values()).index(row.severity)
    return (grave, row.distance, row.commitments, [clause.number for clause in row.clauses], str(row.events), str(row.readings))


def _clash(alike: list[Collision], built: Built, ready: Index) -> Clash:
    one, *others = sorted(alike, key=lambda each: (each.events, each.clauses))
    provisions = tuple(built.provisions[id_] for id_ in one.clauses)
    whose = tuple(dict.fromkeys(each.commitment for each in provisions))
    clauses = [ready.clauses[ready.places[id_]] for id_ in one.clauses]
    costs = {each.id: 0.0 if each.modality is Modality.PERMISSION else each.weight for each in clauses}
    price = min(costs.values())
    loser = one.resolution.gives_way
    exceptions = (each for clause in clauses for each in clause.unless)
    return Clash(
        clauses=provisions,
        commitments=whose,
        severity=SEVERITIES[one.severity],
        events=_events(one.events, built),
        readings=tuple(built.atoms[name] for name in one.interpretations),
        also=tuple(_events(each.events, built) for each in others),
        unless=tuple(dict.fromkeys(_events(each, built) for each in exceptions)),
        first=None if one.start is None else date.fromordinal(one.start),
        last=None if one.end is None else date.fromordinal(one.end - 1),
        standing="resolved" if one.settled else "arguable" if one.resolution.standing is Standing.ARGUABLE else "none",
        gives_way=None if loser is None else built.provisions[loser].commitment,
        rules=tuple(dict.fromkeys(ruling.by.value for ruling in one.resolution.rulings)),
        distance=len(one.scenario),
        price=price,
        way_out=tuple(dict.fromkeys(built.provisions[id_].commitment for id_, cost in costs.items() if cost == price)),
        because=whose,
    )


def _events(names: Iterable[str], built: Built) -> tuple[Atom, ...]:
    """Give events in the order of the vocabulary, in which causes stand before what follows them."""
    order = list(built.vocabulary.events)
    return tuple(sorted((built.atoms[name] for name in names), key=lambda atom: (order.index(atom.event), atom.about)))
