"""Terms of one dimension as a directed acyclic graph, and which leaves lie below each.

The extent of a term is the set of leaves below it, held as the bits of an integer. A term that has narrower ones owns a
residual leaf ("other ..."), unless its children are said to exhaust it: without it, a term whose one listed child is
"chips" would mean the same as "chips". A membership that is disputed counts only where its interpretation atom is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import chain, combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MOST_DISPUTED = 8
"""Disputed memberships below one box, all of whose readings are tried."""
RESIDUAL = "other "
"""What the name of a residual leaf begins with."""


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """Made by `taxonomy`.

    Attributes:
        leaves: The leaves in the order of their bits.
        below: The undisputed children of each term, its residual leaf among them.
        above: Those of which a term is an undisputed child.
        disputed: The child and the interpretation atom of each disputed membership of a term.
        atoms: The interpretation atoms on which the extent of a term hangs.
        extents: The leaves of a term where no disputed membership is held.
    """

    leaves: tuple[str, ...]
    below: Mapping[str, tuple[str, ...]]
    above: Mapping[str, tuple[str, ...]]
    disputed: Mapping[str, tuple[tuple[str, str], ...]]
    atoms: Mapping[str, frozenset[str]]
    extents: Mapping[str, int]

    def extent(self, term: str, held: Collection[str] = ()) -> int:
        """Give the leaves of a term as bits, where the interpretation atoms of `held` are held."""
        if term not in self.extents:
            raise ValueError(f"the taxonomy has no term {term!r}")
        if not self.atoms[term] or not self.atoms[term].intersection(held):
            return self.extents[term]
        inner = [*self.below[term], *(child for child, atom in self.disputed[term] if atom in held)]
        found = 0
        for child in inner:
            found |= self.extent(child, held)
        return found

    def names(self, extent: int) -> tuple[str, ...]:
        """Give the names of the leaves whose bits are set."""
        return tuple(leaf for place, leaf in enumerate(self.leaves) if extent >> place & 1)


@dataclass(frozen=True, slots=True)
class Taxonomies:
    """The taxonomies of the three dimensions of a box."""

    actions: Taxonomy
    objects: Taxonomy
    areas: Taxonomy


def taxonomy(
    parents: Mapping[str, Iterable[str]],
    *,
    exhaustive: Collection[str] = (),
    disputed: Mapping[tuple[str, str], str] | None = None,
) -> Taxonomy:
    """Make a taxonomy.

    Args:
        parents: The broader terms of each term; none for one at the top. Terms that are only named as broader count too.
        exhaustive: Terms whose children are all there is, so that they need no residual leaf.
        disputed: The interpretation atom of a membership (child, parent) that some would deny.

    Raises:
        ValueError: a term is below itself, a term is said to be exhaustive and has no undisputed child, or a membership
            is both disputed and not.
    """
    doubts = dict(disputed or {})
    above = {child: tuple(dict.fromkeys(broader)) for child, broader in parents.items()}
    terms = list(dict.fromkeys(chain(above, *above.values(), *doubts)))
    below: dict[str, list[str]] = {term: [] for term in terms}
    for child, broader in above.items():
        for parent in broader:
            below[parent].append(child)
    doubted: dict[str, list[tuple[str, str]]] = {term: [] for term in terms}
    for (child, parent), atom in sorted(doubts.items()):
        if child in below[parent]:
            raise ValueError(f"that {child!r} is of {parent!r} is said to be disputed and not to be")
        doubted[parent].append((child, atom))
    for term in sorted(set(exhaustive)):
        if not below.get(term):
            raise ValueError(f"{term!r} has no undisputed narrower term, so none exhausts it")
    _complete(below, doubted, exhaustive)
    return _laid_out(below, doubted)


def _complete(below: dict[str, list[str]], doubted: dict[str, list[tuple[str, str]]], exhaustive: Collection[str]) -> None:
    """Add the residual leaves."""
    for term in list(below):
        residual = RESIDUAL + term
        if (below[term] or doubted[term]) and term not in exhaustive and residual not in below[term]:
            if residual in below:
                raise ValueError(f"{residual!r} is the residual leaf of {term!r} and cannot lie elsewhere")
            below[term].append(residual)
            below[residual], doubted[residual] = [], []


def _laid_out(below: Mapping[str, list[str]], doubted: Mapping[str, list[tuple[str, str]]]) -> Taxonomy:
    graph = {term: [*below[term], *(child for child, _ in doubted[term])] for term in below}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ValueError(f"{error.args[1][0]!r} is below itself") from error
    leaves = tuple(term for term in below if not graph[term])
    extents = {leaf: 1 << place for place, leaf in enumerate(leaves)}
    atoms: dict[str, frozenset[str]] = {}
    above: dict[str, list[str]] = {term: [] for term in below}
    for term in order:
        extents.setdefault(term, 0)
        for child in below[term]:
            extents[term] |= extents[child]
            above[child].append(term)
        atoms[term] = frozenset(atom for _, atom in doubted[term]).union(*(atoms[child] for child in graph[term]))
    return Taxonomy(
        leaves=leaves,
        below={term: tuple(inner) for term, inner in below.items()},
        above={term: tuple(outer) for term, outer in above.items()},
        disputed={term: tuple(inner) for term, inner in doubted.items()},
        atoms=atoms,
        extents=extents,
    )


def readings(atoms: frozenset[str]) -> list[frozenset[str]]:
    """Give every set of interpretation atoms that may be held, smaller ones first."""
    if len(atoms) > MOST_DISPUTED:
        raise ValueError(f"more than {MOST_DISPUTED} disputed memberships below one box: {', '.join(sorted(atoms))}")
    names = sorted(atoms)
    return [frozenset(held) for size in range(len(names) + 1) for held in combinations(names, size)]
