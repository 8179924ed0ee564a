"""All minimal collisions of a set of clauses."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from multivector.engines.collisions import covers, exclusions, quantities
from multivector.engines.collisions.background import Background
from multivector.engines.collisions.clauses import Modality
from multivector.engines.collisions.priorities import resolution
from multivector.engines.collisions.regions import FIRST, LAST, packed
from multivector.engines.collisions.results import Collision, Severity
from multivector.engines.collisions.sides import Side
from multivector.engines.collisions.versions import Atoms, Version, joint, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Protocol

    from multivector.engines.collisions.clauses import Clause
    from multivector.engines.collisions.taxonomy import Taxonomies

    class Clauses(Protocol):
        """Clauses by their places."""

        def __getitem__(self, place: int, /) -> Clause:
            """Give the clause at a place."""
            ...


CLAUSES, EVENTS = 3, 3
"""How many clauses and atoms a collision has at most, where nothing else is asked."""


class Index:
    """Clauses made ready for any number of questions; made by `index`, and not to be changed.

    Attributes:
        clauses: The clauses in the order of their places.
        places: The place of each id.
        taxonomies: The taxonomies of boxes.
        background: What is given beside the clauses.
        atoms: The bits of atoms.
        demands: Versions of obligations and permissions.
        forbids: Versions of prohibitions.
        amounts: Versions of amounts.
        remedies: Versions that are in force only where another clause is broken.
        every: The demands of every act, as bits.
        excluded: Exclusions with their extents.
        touching: The demands whose boxes meet one of an exclusion.
    """

    __slots__ = (
        "amounts",
        "atoms",
        "background",
        "clauses",
        "demands",
        "every",
        "excluded",
        "forbids",
        "places",
        "remedies",
        "taxonomies",
        "touching",
    )

    def __init__(
        self,
        clauses: Sequence[Clause],
        taxonomies: Taxonomies,
        background: Background,
        atoms: Atoms,
        chosen: Iterable[Version],
    ) -> None:
        """Sort versions of clauses by what they do."""
        self.clauses, self.taxonomies, self.background, self.atoms = clauses, taxonomies, background, atoms
        self.places = {clause.id: place for place, clause in enumerate(clauses)}
        demands: list[Version] = []
        forbids: list[Version] = []
        self.amounts: list[Version] = []
        self.remedies: list[Version] = []
        for version in chosen:
            if clauses[version.clause].remedy_of is not None:
                self.remedies.append(version)
            elif version.amount:
                self.amounts.append(version)
            else:
                (forbids if version.modality is Modality.PROHIBITION else demands).append(version)
        self.demands, self.forbids = Side(demands), Side(forbids)
        self.every = packed((place for place, version in enumerate(demands) if version.every), len(demands))
        self.excluded = exclusions.excluded(background.exclusions, taxonomies)
        self.touching = [one for one in demands if exclusions.touched(one, self.excluded)] if self.excluded else []


class Found(NamedTuple):
    """A collision before it is told: places of clauses by their ids, atoms as bits."""

    clauses: tuple[int, ...]
    scenario: int
    start: int
    end: int
    exclusions: tuple[str, ...]


def index(clauses: Iterable[Clause], taxonomies: Taxonomies, background: Background | None = None) -> Index:
    """Make clauses ready.

    Raises:
        ValueError: two clauses have one id, a term is in no taxonomy, an exclusion rests on a disputed term, or what is said to
            bound a bearer's quantities cannot hold.
    """
    given = background or Background()
    for bearer in sorted({whose for whose, _ in given.capacities}):
        if not quantities.feasible([amount for whose, amount in given.capacities if whose == bearer]):
            raise ValueError(f"the capacities of {bearer!r} cannot hold together")
    listed, atoms = tuple(clauses), Atoms(given, taxonomies)
    if len({clause.id for clause in listed}) < len(listed):
        twice = min(clause_id for clause_id, count in Counter(clause.id for clause in listed).items() if count > 1)
        raise ValueError(f"two clauses have the id {twice!r}")
    made = (version for place, clause in enumerate(listed) for version in versions(clause, place, taxonomies, atoms))
    return Index(listed, taxonomies, given, atoms, made)


def collisions(
    clauses: Iterable[Clause] | Index,
    taxonomies: Taxonomies | None = None,
    background: Background | None = None,
    *,
    most_clauses: int = CLAUSES,
    most_atoms: int = EVENTS,
) -> tuple[Collision, ...]:
    """Give all minimal collisions of up to so many clauses and atoms of a scenario, few clauses first, then by id.

    Args:
        clauses: The clauses, or an index of them, which needs no more.
        taxonomies: The taxonomies of their boxes.
        background: What is given beside them.
        most_clauses: How many clauses a collision has at most.
        most_atoms: How many events and interpretations its scenario has at most.

    Raises:
        ValueError: as `index`, or a bound is out of range.
    """
    if isinstance(clauses, Index):
        ready = clauses
    elif taxonomies is None:
        raise ValueError("clauses need the taxonomies of their boxes")
    else:
        ready = index(clauses, taxonomies, background)
    check(most_clauses, most_atoms)
    return told(ready, ready.clauses, minimal(raw(ready, most_clauses, most_atoms)))


def check(most_clauses: int, most_atoms: int) -> None:
    """Refuse bounds that let nothing be found."""
    if most_clauses < 1 or most_atoms < 0:
        raise ValueError("a collision has at least one clause, and no fewer than 0 atoms")


def raw(ready: Index, most_clauses: int, most_atoms: int) -> list[Found]:
    """Give collisions, all minimal ones among them."""
    found: list[Found] = []
    for demand in ready.demands.versions:
        found += covered(ready, ready.clauses, demand, most_clauses, most_atoms)
    if ready.excluded:
        excluding = exclusions.conflicts(ready.touching, ready.forbids, ready.excluded, ready.atoms, most_clauses, most_atoms)
        for chosen, names in excluding:
            found += shaped(ready.clauses, chosen, ready.atoms, names)
    if ready.amounts:
        for chosen in quantities.short(ready.amounts, ready.background.capacities, ready.atoms, most_clauses, most_atoms):
            found += shaped(ready.clauses, chosen, ready.atoms)
    return found


def covered(ready: Index, clauses: Clauses, demand: Version, most_clauses: int, most_atoms: int) -> Iterator[Found]:
    """Give the collisions of a demand with prohibitions of the index."""
    forbids, atoms = ready.forbids.versions, ready.atoms
    mask = covers.alone(demand, ready.forbids) if most_clauses > 1 else 0
    while mask:
        low = mask & -mask
        mask ^= low
        other = forbids[low.bit_length() - 1]
        scenario = demand.trigger | other.trigger
        if scenario.bit_count() > most_atoms:
            continue
        start, end = max(demand.start, other.start), min(demand.end, other.end)
        if start < end and joint((demand, other), atoms, most_atoms) >= 0:
            yield Found(_sorted(clauses, (demand.clause, other.clause)), scenario, start, end, ())

    def fits(chosen: tuple[Version, ...]) -> bool:
        return joint(chosen, atoms, most_atoms) >= 0 and together_in_force(chosen)

    for cover in covers.together(demand, ready.forbids, most_clauses - 1, fits):
        yield from shaped(clauses, (demand, *cover), atoms, most=most_atoms)


def together_in_force(chosen: Sequence[Version]) -> bool:
    """Say whether all clauses are in force on a day, or in the time in which one is to be done once."""
    if any(one.achieve for one in chosen):
        return True
    return max(one.start for one in chosen) < min(one.end for one in chosen)


def shaped(
    clauses: Clauses, chosen: Sequence[Version], atoms: Atoms, names: tuple[str, ...] = (), most: int = 1 << 30
) -> Iterator[Found]:
    """Give the collision of versions, if they are of different clauses that can be in force together."""
    scenario = joint(chosen, atoms, most)
    places = {one.clause for one in chosen}
    if scenario < 0 or len(places) < len(chosen) or not together_in_force(chosen):
        return
    start, end = max(one.start for one in chosen), min(one.end for one in chosen)
    once = [one for one in chosen if one.achieve]
    if once:
        start, end = min(one.start for one in once), max(one.end for one in once)
    yield Found(_sorted(clauses, places), scenario, start, end, names)


def _sorted(clauses: Clauses, places: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(places, key=lambda place: clauses[place].id))


def minimal(found: Sequence[Found]) -> list[Found]:
    """Give those of which no other has the same clauses or fewer, and the same scenario or less."""
    by: dict[tuple[int, ...], list[Found]] = {}
    for one in found:
        by.setdefault(one.clauses, []).append(one)
    sizes = {len(places) for places in by}
    kept: list[Found] = []
    for places, alike in by.items():
        same = alike
        if len(alike) > 1:
            least = {one.scenario: one for one in alike}
            same = [one for one in least.values() if not any(_within(other, one.scenario) for other in least)]
        less = [
            other.scenario
            for size in sizes
            if size < len(places)
            for fewer in combinations(places, size)
            for other in by.get(fewer, ())
        ]
        kept += [one for one in same if not any(scenario & ~one.scenario == 0 for scenario in less)] if less else same
    return kept


def _within(less: int, scenario: int) -> bool:
    return less != scenario and not less & ~scenario


def told(ready: Index, clauses: Clauses, found: Iterable[Found]) -> tuple[Collision, ...]:
    """Give collisions with their names, severity and resolution, in order."""
    atoms, doubted = ready.atoms, ready.atoms.interpretations
    names: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    made = []
    for one in found:
        if one.scenario not in names:
            all_of = atoms.named(one.scenario)
            names[one.scenario] = tuple(a for a in all_of if a not in doubted), tuple(a for a in all_of if a in doubted)
        events, interpretations = names[one.scenario]
        members = [clauses[place] for place in one.clauses]
        if any(member.modality is Modality.PERMISSION for member in members):
            severity = Severity.BLOCKED
        elif interpretations:
            severity = Severity.INTERPRETIVE
        else:
            severity = Severity.CONDITIONAL if events else Severity.CONTRADICTION
        made.append(
            Collision(
                tuple(member.id for member in members),
                events,
                interpretations,
                None if one.start == FIRST else one.start,
                None if one.end == LAST else one.end,
                severity,
                resolution(members, ready.taxonomies),
                one.exclusions,
            )
        )
    return tuple(sorted(made, key=lambda each: (len(each.clauses), each.clauses, each.scenario)))
