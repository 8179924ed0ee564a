"""From clauses to versions: one for each set of a trigger and each reading of the disputed memberships below its box.

Where an extent can only make a clause stricter (prohibitions, and what is owed in every act), the version of a reading has its
atoms in the trigger. Otherwise a wider box is easier to keep, and each version also has the atoms not held among its exceptions,
so that just one is in force. Versions of a clause share its place; their atoms are the bits of integers.

Of what cannot be kept together, one version of each clause suffices: two sets of a trigger ask the same, and two readings of a
stricter clause are both within that which holds all their atoms, so it covers as much in no larger a scenario.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from multivector.engines.collisions.background import unfold
from multivector.engines.collisions.clauses import Amount, Modality
from multivector.engines.collisions.regions import FIRST, LAST, bits
from multivector.engines.collisions.taxonomy import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.engines.collisions.background import Background
    from multivector.engines.collisions.clauses import Box, Clause
    from multivector.engines.collisions.taxonomy import Taxonomies


class Version(NamedTuple):
    """A clause as it is in force where its trigger holds; `clause` is its place."""

    clause: int
    bearer: str
    modality: Modality
    every: bool
    achieve: bool
    extents: tuple[int, int, int]
    amount: Amount | None
    trigger: int
    unless: tuple[int, ...]
    start: int
    end: int

    def holds(self, scenario: int) -> bool:
        """Say whether it is in force where just these atoms hold, on a day of its validity."""
        return not self.trigger & ~scenario and not any(each & scenario == each for each in self.unless)


class Atoms:
    """Atoms and their bits; further ones are numbered as they come, which changes nothing for those before."""

    __slots__ = ("_masks", "clashes", "interpretations", "names", "places", "risky", "rules")

    def __init__(self, background: Background, taxonomies: Taxonomies) -> None:
        """Number the atoms of the background; those of disputed memberships are interpretations too."""
        self.rules = background.rules
        self.names: list[str] = []
        self.places: dict[str, int] = {}
        self._masks: dict[frozenset[str], int] = {}
        sides = (taxonomies.actions, taxonomies.objects, taxonomies.areas)
        self.interpretations = background.interpretations.union(*(each for side in sides for each in side.atoms.values()))
        self.clashes = [self.mask(each) for each in unfold(background.incompatible, self.rules)]
        self.risky = 0
        for clash in self.clashes:
            self.risky |= clash

    def mask(self, atoms: frozenset[str]) -> int:
        """Give the bits of atoms, numbering new ones."""
        found = self._masks.get(atoms)
        if found is None:
            found = 0
            for atom in sorted(atoms):
                place = self.places.setdefault(atom, len(self.names))
                if place == len(self.names):
                    self.names.append(atom)
                found |= 1 << place
            self._masks[atoms] = found
        return found

    def consistent(self, scenario: int) -> bool:
        """Say whether the background lets these atoms hold together."""
        return not scenario & self.risky or not any(clash & scenario == clash for clash in self.clashes)

    def named(self, scenario: int) -> tuple[str, ...]:
        """Give the names of atoms, sorted."""
        return tuple(sorted(self.names[place] for place in bits(scenario)))


def joint(versions: Iterable[Version], atoms: Atoms, most: int) -> int:
    """Give the least scenario in which all of these are in force, -1 if there is none of up to `most` atoms."""
    scenario = 0
    for version in versions:
        scenario |= version.trigger
    if scenario.bit_count() > most or not atoms.consistent(scenario):
        return -1
    for version in versions:
        for exception in version.unless:
            if exception & scenario == exception:
                return -1
    return scenario


def versions(clause: Clause, place: int, taxonomies: Taxonomies, atoms: Atoms) -> Iterator[Version]:
    """Give the versions of a clause that are ever in force."""
    triggers, exceptions = clause.trigger, clause.unless
    if atoms.rules:
        triggers, exceptions = unfold(triggers, atoms.rules), unfold(exceptions, atoms.rules)
    elif len(triggers) > 1:
        triggers = tuple(each for each in triggers if not any(other < each for other in triggers))
    unless = tuple(map(atoms.mask, exceptions)) if exceptions else ()
    start = FIRST if clause.start is None else clause.start
    end = LAST if clause.end is None else clause.end
    amount = clause.what if isinstance(clause.what, Amount) else None
    read = [((0, 0, 0), 0, 0)] if isinstance(clause.what, Amount) else list(_extents(clause, clause.what, taxonomies, atoms))
    for each in triggers:
        base = atoms.mask(each)
        for extents, held, denied in read:
            trigger = base | held
            if denied & trigger or (trigger & atoms.risky and not atoms.consistent(trigger)):
                continue
            barred = (*unless, *(1 << bit for bit in bits(denied))) if denied else unless
            if barred and any(exception & trigger == exception for exception in barred):
                continue
            yield Version(
                place, clause.bearer, clause.modality, clause.every, clause.achieve, extents, amount, trigger, barred, start, end
            )


def _extents(clause: Clause, box: Box, taxonomies: Taxonomies, atoms: Atoms) -> Iterator[tuple[tuple[int, int, int], int, int]]:
    """Give the extents of a box with the atoms that must and that must not hold for them."""
    actions, objects, areas = taxonomies.actions, taxonomies.objects, taxonomies.areas
    try:
        plain = (actions.extents[box.action], objects.extents[box.object], areas.extents[box.area])
    except KeyError as error:
        raise ValueError(f"{clause.id}: no taxonomy of its dimension has the term {error.args[0]!r}") from error
    doubtful = actions.atoms[box.action] | objects.atoms[box.object] | areas.atoms[box.area]
    if not doubtful:
        yield plain, 0, 0
        return
    stricter = clause.modality is Modality.PROHIBITION or clause.every
    seen: list[tuple[frozenset[str], tuple[int, int, int]]] = []
    for held in readings(doubtful):
        extents = (actions.extent(box.action, held), objects.extent(box.object, held), areas.extent(box.area, held))
        if stricter and any(less <= held and same == extents for less, same in seen):
            continue
        seen.append((held, extents))
        denied = 0 if stricter else atoms.mask(doubtful - held)
        yield extents, atoms.mask(held), denied
