"""How far a set of commitments is from contradiction, and which clauses are to blame.

    distance            the fewest atoms of a scenario, over the collisions that no rule settles; 0 for a contradiction
    interpretation      the fewest interpretation atoms, likewise
    bits                sum over the scenario of -log2 p(atom), where the analyst gives p; atoms are taken as independent
    hierarchy           the fewest steps, a prohibition's term to a broader one or a demand's to a narrower one, after which the
                        box demanded lies within the box forbidden
    blame of a clause   sum over the collisions with it of 1 / (number of clauses); the blames add up to the collisions
    freedom             the share of the acts of a demand's box that nothing in force forbids

Known to be poor: counts depend on how finely events and terms are told apart; bits are the analyst's own judgement.

Reference: Hunter, Konieczny (2010), On the measure of conflicts: Shapley inconsistency values, Artificial Intelligence 174.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.collisions.clauses import Box, Modality
from multivector.engines.collisions.regions import bits, points, without
from multivector.engines.collisions.results import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from multivector.engines.collisions.clauses import Clause
    from multivector.engines.collisions.regions import Region
    from multivector.engines.collisions.results import Collision
    from multivector.engines.collisions.search import Index
    from multivector.engines.collisions.taxonomy import Taxonomies, Taxonomy


@dataclass(frozen=True, slots=True)
class Distance:
    """How far it is to the nearest collision of what is owed; None where there is none, or its bits are not known.

    Attributes:
        atoms: By the number of atoms.
        interpretations: By the number of interpretations.
        bits: By the improbability of the atoms, over the scenarios all of whose atoms have a probability.
    """

    atoms: int | None
    interpretations: int | None
    bits: float | None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A demand and a prohibition that would collide if terms were read more broadly or narrowly.

    Attributes:
        demand: The id of the obligation or permission.
        prohibition: The id of the prohibition.
        steps: How many steps between neighbouring terms that takes, at least 1.
    """

    demand: str
    prohibition: str
    steps: int


def distance(collisions: Iterable[Collision], probabilities: Mapping[str, float] | None = None) -> Distance:
    """Give the distance of the nearest collision that no rule settles and that is more than a blocked right.

    Args:
        collisions: The collisions.
        probabilities: What the analyst thinks of atoms, above 0 and up to 1.

    Raises:
        ValueError: a probability is out of range.
    """
    given = probabilities or {}
    if not all(0 < p <= 1 for p in given.values()):
        raise ValueError("a probability lies above 0 and up to 1")
    open_ones = [one for one in collisions if not one.settled and one.severity is not Severity.BLOCKED]
    known = [one for one in open_ones if all(atom in given for atom in one.scenario)]
    return Distance(
        atoms=min((len(one.scenario) for one in open_ones), default=None),
        interpretations=min((len(one.interpretations) for one in open_ones), default=None),
        bits=min((sum(-math.log2(given[atom]) for atom in one.scenario) for one in known), default=None),
    )


def blame(collisions: Iterable[Collision]) -> dict[str, float]:
    """Give the blame of each clause that takes part in a collision, by id."""
    found: dict[str, float] = {}
    for one in collisions:
        for clause in one.clauses:
            found[clause] = found.get(clause, 0.0) + 1 / len(one.clauses)
    return dict(sorted(found.items()))


def steps(taxonomies: Taxonomies, demanded: Box, forbidden: Box) -> int | None:
    """Give the fewest steps after which the box demanded lies within the box forbidden; None if no steps lead there."""
    parts = (
        _steps(taxonomies.actions, demanded.action, forbidden.action),
        _steps(taxonomies.objects, demanded.object, forbidden.object),
        _steps(taxonomies.areas, demanded.area, forbidden.area),
    )
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def near_misses(clauses: Sequence[Clause], taxonomies: Taxonomies, most: int) -> tuple[NearMiss, ...]:
    """Give the demands and prohibitions of one bearer that 1 to `most` steps part, nearest first; every pair is tried."""
    found = []
    for one in clauses:
        for other in clauses:
            if one.modality is Modality.PROHIBITION or other.modality is not Modality.PROHIBITION or one.bearer != other.bearer:
                continue
            if isinstance(one.what, Box) and isinstance(other.what, Box):
                apart = steps(taxonomies, one.what, other.what)
                if apart is not None and 1 <= apart <= most:
                    found.append(NearMiss(one.id, other.id, apart))
    return tuple(sorted(found, key=lambda each: (each.steps, each.demand, each.prohibition)))


def freedom(ready: Index, clause: str, events: Collection[str], day: int) -> float | None:
    """Give the share of the acts of a clause's box that no prohibition in force forbids; None if it is not in force itself.

    Raises:
        ValueError: there is no such clause, or it demands no act.
    """
    place = ready.places.get(clause)
    if place is None or not isinstance(ready.clauses[place].what, Box) or ready.clauses[place].modality is Modality.PROHIBITION:
        raise ValueError(f"{clause!r} is no clause that demands or permits acts")
    held = ready.atoms.mask(frozenset(events))
    for demand in ready.demands.versions:
        if demand.clause == place and demand.holds(held) and demand.start <= day < demand.end:
            whole: list[Region] = [(*demand.extents, 0, 1)]
            free = whole
            for other in bits(ready.forbids.all_meeting(demand.extents, demand.bearer)):
                one = ready.forbids.versions[other]
                if one.holds(held) and one.start <= day < one.end:
                    free = without(free, (*one.extents, 0, 1))
            return points(free) / points(whole)
    return None


def _steps(taxonomy: Taxonomy, demanded: str, forbidden: str) -> int | None:
    down, up = _far(taxonomy.below, demanded), _far(taxonomy.above, forbidden)
    sums = [
        fewer + more
        for low, fewer in down.items()
        for high, more in up.items()
        if not taxonomy.extents[low] & ~taxonomy.extents[high]
    ]
    return min(sums, default=None)


def _far(edges: Mapping[str, Sequence[str]], term: str) -> dict[str, int]:
    """Give how many edges lead from a term to each that they reach."""
    found, layer, far = {term: 0}, [term], 0
    while layer:
        far += 1
        layer = [other for one in layer for other in edges[one] if other not in found]
        for other in layer:
            found[other] = far
    return found
