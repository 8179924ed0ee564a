"""What one more promise would break, and where a state is still free; one question to an index, not a new search.

A candidate that demands asks which prohibitions cover its box; one that forbids asks which demands lie within its box, and, for
collisions of three, which demands it covers in part and what covers their rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from multivector.engines.collisions import covers, exclusions, quantities
from multivector.engines.collisions.clauses import Box, Modality
from multivector.engines.collisions.regions import bits
from multivector.engines.collisions.search import CLAUSES, EVENTS, Found, Index, check, covered, minimal, raw, shaped, told
from multivector.engines.collisions.sides import Side
from multivector.engines.collisions.versions import Version, joint, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.engines.collisions.clauses import Clause
    from multivector.engines.collisions.results import Collision

_THREE = 3


@dataclass(frozen=True, slots=True)
class Headroom:
    """How far a promise over a box would be from a collision.

    Attributes:
        box: The box.
        atoms: The fewest atoms of a scenario in which it would collide; None where there is none within the bounds asked for.
        collisions: How many minimal collisions it would bring.
    """

    box: Box
    atoms: int | None
    collisions: int


class _With:
    """The clauses of an index and one more, by their places."""

    __slots__ = ("_clauses", "_more")

    def __init__(self, clauses: Index, more: Clause) -> None:
        self._clauses, self._more = clauses.clauses, more

    def __getitem__(self, place: int, /) -> Clause:
        return self._more if place == len(self._clauses) else self._clauses[place]


def screen(ready: Index, candidate: Clause, *, most_clauses: int = CLAUSES, most_atoms: int = EVENTS) -> tuple[Collision, ...]:
    """Give the minimal collisions in which a further clause would take part.

    Args:
        ready: The clauses there are, which stay as they are.
        candidate: The further clause; it has an id of its own.
        most_clauses: How many clauses a collision has at most, the candidate among them.
        most_atoms: How many events and interpretations its scenario has at most.

    Raises:
        ValueError: its id is taken, it is a remedy, a term is in no taxonomy, or a bound is out of range.
    """
    check(most_clauses, most_atoms)
    if candidate.id in ready.places:
        raise ValueError(f"there is a clause {candidate.id!r} already")
    if candidate.remedy_of is not None:
        raise ValueError(f"{candidate.id}: a remedy collides with nothing while what it mends is kept")
    clauses = _With(ready, candidate)
    found = minimal(list(_found(ready, clauses, candidate, most_clauses, most_atoms)))
    alone = len(ready.clauses)
    return told(ready, clauses, [one for one in found if not _without(ready, one, alone, most_atoms)])


def headroom(
    ready: Index, clause: Clause, boxes: Iterable[Box], *, most_clauses: int = CLAUSES, most_atoms: int = EVENTS
) -> tuple[Headroom, ...]:
    """Say of each box how far a clause over it would be from a collision.

    Args:
        ready: The clauses there are.
        clause: The promise thought of; its own box does not matter.
        boxes: The boxes to try in its place.
        most_clauses: As of `screen`.
        most_atoms: As of `screen`.
    """
    rows = []
    for box in boxes:
        found = screen(ready, replace(clause, what=box), most_clauses=most_clauses, most_atoms=most_atoms)
        rows.append(Headroom(box, min((len(one.scenario) for one in found), default=None), len(found)))
    return tuple(rows)


def _found(ready: Index, clauses: _With, candidate: Clause, most_clauses: int, most_atoms: int) -> Iterator[Found]:
    made = list(versions(candidate, len(ready.clauses), ready.taxonomies, ready.atoms))
    for one in made:
        if one.amount:
            continue
        if one.modality is Modality.PROHIBITION:
            yield from _forbidding(ready, clauses, one, most_clauses, most_atoms)
        else:
            yield from covered(ready, clauses, one, most_clauses, most_atoms)
    own = len(ready.clauses)
    for chosen, names in chain(_excluding(ready, made, most_clauses, most_atoms), _short(ready, made, most_clauses, most_atoms)):
        if any(one.clause == own for one in chosen):
            yield from shaped(clauses, chosen, ready.atoms, names)


def _forbidding(ready: Index, clauses: _With, one: Version, most_clauses: int, most_atoms: int) -> Iterator[Found]:
    """Give the collisions of a prohibition with what the index demands and forbids."""
    if most_clauses == 1:
        return
    demands = ready.demands
    whole, part = _reached(ready, one, most_clauses)

    def fits(chosen: tuple[Version, ...]) -> bool:
        return joint(chosen, ready.atoms, most_atoms) >= 0 and (
            chosen[0].achieve or max(each.start for each in chosen) < min(each.end for each in chosen)
        )

    for place in bits(whole | part):
        demand = demands.versions[place]
        if not fits((demand, one)):
            continue
        if whole >> place & 1 and not (demand.achieve and (one.start > demand.start or one.end < demand.end)):
            yield from shaped(clauses, (demand, one), ready.atoms, most=most_atoms)
        elif most_clauses >= _THREE and one.start < demand.end and demand.start < one.end:
            for cover in covers.completed(demand, one, ready.forbids, most_clauses - 1, fits):
                yield from shaped(clauses, (demand, *cover), ready.atoms, most=most_atoms)


def _reached(ready: Index, one: Version, most_clauses: int) -> tuple[int, int]:
    """Give the demands that a prohibition leaves no act, and those that it may leave none with others."""
    demands, extents, bearer = ready.demands, one.extents, one.bearer
    whole = demands.all_within(extents, bearer) & ~ready.every
    if ready.every:
        whole |= demands.all_meeting(extents, bearer) & ready.every
    if most_clauses < _THREE:
        return whole, 0
    part = demands.of(bearer) & ~whole & ~ready.every
    if most_clauses == _THREE:  # of two that cover, each is full in all dimensions but one
        first, second, third = (demands.within(dimension, extent) for dimension, extent in enumerate(extents))
        part &= first & second | first & third | second & third
    return whole, part & demands.all_meeting(extents, bearer) if part else 0


def _excluding(
    ready: Index, made: list[Version], most_clauses: int, most_atoms: int
) -> Iterator[tuple[tuple[Version, ...], tuple[str, ...]]]:
    if not ready.excluded or not made or made[0].amount:
        return
    demands, forbids = [*ready.touching], ready.forbids
    if made[0].modality is Modality.PROHIBITION:
        near = [one for one in demands if any(covers.meet(one, each) for each in made)]
        if not near:
            return
        forbids = Side([*forbids.versions, *made])
    else:
        demands += [one for one in made if exclusions.touched(one, ready.excluded)]
    yield from exclusions.conflicts(demands, forbids, ready.excluded, ready.atoms, most_clauses, most_atoms)


def _short(
    ready: Index, made: list[Version], most_clauses: int, most_atoms: int
) -> Iterator[tuple[tuple[Version, ...], tuple[str, ...]]]:
    if made and made[0].amount:
        for chosen in quantities.short(
            [*ready.amounts, *made], ready.background.capacities, ready.atoms, most_clauses, most_atoms
        ):
            yield chosen, ()


def _without(ready: Index, found: Found, own: int, most_atoms: int) -> bool:
    """Say whether the clauses other than the candidate collide by themselves in the scenario or in less."""
    others = [ready.clauses[place] for place in found.clauses if place != own]
    if not others or (len(others) == 1 and not ready.excluded and not ready.amounts):
        return False
    made = (version for place, clause in enumerate(others) for version in versions(clause, place, ready.taxonomies, ready.atoms))
    rest = Index(others, ready.taxonomies, ready.background, ready.atoms, made)
    return any(not one.scenario & ~found.scenario for one in raw(rest, len(others), most_atoms))
