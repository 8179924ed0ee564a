"""What a scenario costs: what cannot be kept on a day, and the lightest clauses whose breach lets the rest be kept.

    minimise  sum_n w_n b_n    subject to    sum_{n in U} b_n >= 1    for every set U of clauses that cannot be kept together

A binary programme over the sets known so far proposes what to break; then either the rest can be kept, and the proposal is
the cheapest, or it has a further minimal set, which is added. A remedy is in force only if what it mends is broken: in the row
of a set with remedies, 1 - b of what each mends is added on the left. Rights need not be used, so they cost nothing.

Reference: Davies, Bacchus (2011), Solving MAXSAT by solving a sequence of simpler SAT instances, Principles and Practice of
Constraint Programming.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import highspy
import numpy as np

from multivector.engines.collisions import covers, exclusions, quantities
from multivector.engines.collisions.clauses import Modality
from multivector.engines.collisions.regions import bits, without
from multivector.engines.collisions.search import CLAUSES, Index, check, minimal, raw, told
from multivector.engines.collisions.sides import Side
from multivector.engines.solver import Status, run, solver

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from multivector.engines.collisions.clauses import Amount
    from multivector.engines.collisions.results import Collision
    from multivector.engines.collisions.versions import Version

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario does on a day.

    Attributes:
        in_force: The ids of the clauses in force, in the order of the index; remedies are left out.
        collisions: Which of them cannot be kept together, each with the part of the scenario that brings it about.
        broken: The ids of those that are cheapest to break so that the rest can be kept, remedies among them.
        weight: What they weigh together.
        due: The ids of the remedies that are then owed.
    """

    in_force: tuple[str, ...]
    collisions: tuple[Collision, ...]
    broken: tuple[str, ...]
    weight: float
    due: tuple[str, ...]


def in_scenario(ready: Index, events: Collection[str], day: int, *, most_clauses: int = CLAUSES) -> Outcome:
    """Say what cannot be kept if just these atoms hold, on a day, and what is the cheapest way out.

    Args:
        ready: The clauses.
        events: The events and interpretations that hold; no derived ones.
        day: The day. What is to be done once may be done on it or later, while the same atoms hold.
        most_clauses: How many clauses a collision told has at most; the way out takes account of all.

    Raises:
        ValueError: the atoms cannot hold together, or one of them is derived by a rule.
    """
    check(most_clauses, 0)
    if derived := sorted({rule.head for rule in ready.background.rules} & set(events)):
        raise ValueError(f"{derived[0]!r} holds by a rule alone")
    held = ready.atoms.mask(frozenset(events))
    if not ready.atoms.consistent(held):
        raise ValueError("the background does not let these atoms hold together")
    listed = [*ready.demands.versions, *ready.forbids.versions, *ready.amounts, *ready.remedies]
    active = Index(ready.clauses, ready.taxonomies, ready.background, ready.atoms, _clipped(listed, held, day))
    found = minimal(raw(active, most_clauses, held.bit_count()))
    rights = {one.clause for one in active.demands.versions if one.modality is Modality.PERMISSION}
    cores = [frozenset(one.clauses) for one in found if rights.isdisjoint(one.clauses)]
    today = [one for one in (*active.demands.versions, *active.forbids.versions, *active.amounts) if one.start <= day < one.end]
    broken, due = _cheapest(active, cores)
    clauses = ready.clauses
    return Outcome(
        in_force=tuple(clauses[place].id for place in sorted({one.clause for one in today})),
        collisions=told(ready, clauses, found),
        broken=tuple(clauses[place].id for place in broken),
        weight=math.fsum(clauses[place].weight for place in broken),
        due=tuple(clauses[place].id for place in due),
    )


def _clipped(listed: Iterable[Version], held: int, day: int) -> Iterator[Version]:
    """Give what holds, with the days that matter."""
    for one in listed:
        if not one.holds(held) or one.end <= day:
            continue
        if one.modality is Modality.PROHIBITION:
            yield one._replace(start=max(one.start, day))
        elif one.start <= day:
            yield one._replace(start=day, end=one.end if one.achieve else day + 1)


def _cheapest(active: Index, cores: list[frozenset[int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give what to break and which remedies are then kept."""
    mends = {
        one.clause: active.places[name]
        for one in active.remedies
        if (name := active.clauses[one.clause].remedy_of) in active.places and name is not None
    }
    owed = [one for one in active.demands.versions if one.modality is Modality.OBLIGATION]
    remedies = [one for one in active.remedies if one.clause in mends]
    forbids = Side([*active.forbids.versions, *(one for one in remedies if one.modality is Modality.PROHIBITION)])
    demands = [*owed, *(one for one in remedies if one.modality is not Modality.PROHIBITION and not one.amount)]
    amounts = [*active.amounts, *(one for one in remedies if one.amount)]
    present = sorted({one.clause for one in (*demands, *forbids.versions, *amounts)})
    while True:
        broken = _proposed(active, present, mends, cores)
        kept = {place for place in present if place not in broken and (place not in mends or mends[place] in broken)}
        more = list(_cores(active, kept, demands, forbids, amounts))
        if not more:
            return tuple(sorted(broken)), tuple(sorted(place for place in kept if place in mends))
        cores.extend(more)


def _proposed(active: Index, present: Sequence[int], mends: dict[int, int], cores: Sequence[frozenset[int]]) -> frozenset[int]:
    """Give the cheapest set that breaks a clause of each set known."""
    if not cores:
        return frozenset()
    column = {place: at for at, place in enumerate(present)}
    programme = solver(mip_rel_gap=0.0)
    programme.addVars(len(present), np.zeros(len(present)), np.ones(len(present)))
    columns = np.arange(len(present), dtype=np.int32)
    programme.changeColsIntegrality(len(present), columns, np.full(len(present), highspy.HighsVarType.kInteger))
    programme.changeColsCost(len(present), columns, np.array([active.clauses[place].weight for place in present]))
    for core in cores:
        row: dict[int, float] = {}
        bound = 1.0
        for place in core:
            row[column[place]] = row.get(column[place], 0.0) + 1.0
            if place in mends and mends[place] in column:
                row[column[mends[place]]] = row.get(column[mends[place]], 0.0) - 1.0
                bound -= 1.0
        programme.addRow(bound, math.inf, len(row), np.array(list(row), dtype=np.int32), np.array(list(row.values())))
    run(programme, Status.kOptimal)
    values = programme.getSolution().col_value
    return frozenset(place for place, at in column.items() if values[at] > _HALF)


def _cores(
    active: Index, kept: set[int], demands: Sequence[Version], forbids: Side, amounts: Sequence[Version]
) -> Iterator[frozenset[int]]:
    """Give minimal sets of clauses, of those kept, that cannot be kept together; none only if all can be."""
    asked = [one for one in demands if one.clause in kept]
    joined = [one for one in asked if exclusions.touched(one, active.excluded)]
    found = False
    for one in asked:
        near = [forbids.versions[place] for place in bits(forbids.all_meeting(one.extents, one.bearer))]
        barring = [other for other in near if other.clause in kept and covers.meet(one, other)]
        if _barred(one, barring):
            found = True
            yield _shrunk(barring, partial(_barred, one)) | {one.clause}
    if joined and not found:
        barring = [other for other in forbids.versions if other.clause in kept and any(covers.meet(one, other) for one in joined)]

        def clash(chosen: Sequence[Version]) -> bool:
            wanted = [one for one in chosen if one.modality is not Modality.PROHIBITION]
            return not exclusions.satisfiable(wanted, [one for one in chosen if one not in wanted], active.excluded)

        if clash([*joined, *barring]):
            yield _shrunk([*joined, *barring], clash)
    for bearer in sorted({one.bearer for one in amounts}):
        given = [amount for whose, amount in active.background.capacities if whose == bearer]
        mine = [one for one in amounts if one.clause in kept and one.bearer == bearer]

        def short(chosen: Sequence[Version], given: Sequence[Amount] = given) -> bool:
            return not quantities.feasible([*given, *(one.amount for one in chosen if one.amount)])

        if mine and short(mine):
            yield _shrunk(mine, short)


def _barred(demand: Version, barring: Sequence[Version]) -> bool:
    """Say whether prohibitions leave a demand no act."""
    if demand.every:
        return bool(barring)
    free = [covers.region(demand, demand)]
    for one in barring:
        free = without(free, covers.region(one, demand))
    return not free


def _shrunk(versions: Sequence[Version], clash: Callable[[Sequence[Version]], bool]) -> frozenset[int]:
    """Give the clauses of a minimal part of versions that still clash."""
    left = list(versions)
    for one in versions:
        fewer = [other for other in left if other is not one]
        if clash(fewer):
            left = fewer
    return frozenset(one.clause for one in left)
