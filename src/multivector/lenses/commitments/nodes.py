"""Vocabulary and actors -> the taxonomies over which clauses range.

    things    the terms; each of them of each owner below it ("bases of us"); states and blocs as things
    areas     the terms; states as land, blocs as the land of their members
    acts      the terms

A bloc's are those of its members on the day, beside some of its own; those outside a bloc are the other states' and those of
states that the ledger does not name, which are outside every bloc. A disputed membership (`perhaps-in`) hangs on a reading.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.collisions.taxonomy import MOST_DISPUTED, Taxonomies, taxonomy
from multivector.model.clauses import Atom
from multivector.model.entries import Actor
from multivector.model.vocabulary import ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from multivector.engines.collisions.taxonomy import Taxonomy
    from multivector.model.dates import Date
    from multivector.model.ledger import Ledger
    from multivector.model.parts import Term
    from multivector.model.vocabulary import Axis, Vocabulary

_ACTOR = "@"
"""What the node of an actor begins with, so that it is never taken for a term."""
_OTHERS = "other states"


@dataclass(frozen=True, slots=True)
class States:
    """Who is a state, and of which blocs; made by `states_of`.

    Attributes:
        all: The states of the ledger.
        members: The states of each bloc that has some.
    """

    all: tuple[str, ...]
    members: Mapping[str, frozenset[str]]

    def among(self, bloc: str, *, outside: bool) -> tuple[str, ...]:
        """Give the states of a bloc (a state is a bloc of its own), or those outside it."""
        inside = self.members.get(bloc, frozenset((bloc,)))
        return tuple(state for state in self.all if (state in inside) != outside)


def states_of(ledger: Ledger, day: date) -> States:
    """Give states and memberships as they are on a day."""
    states = tuple(actor.id for actor in ledger.of(Actor) if actor.type == "state")
    members: dict[str, set[str]] = defaultdict(set)
    for actor in ledger.of(Actor):
        for membership in actor.member_of if actor.type == "state" else ():
            if membership.of not in states and _began(membership.from_, day) and not _ended(membership.to, day):
                members[membership.of].add(actor.id)
    return States(states, {bloc: frozenset(inside) for bloc, inside in sorted(members.items())})


def _began(start: Date | None, day: date) -> bool:
    return start is None or start.earliest is None or start.earliest <= day


def _ended(end: Date | None, day: date) -> bool:
    return end is not None and end.latest is not None and end.latest < day


def key_of(atom: Atom) -> str:
    """Give the name by which the engine knows an atom."""
    return f"{atom.event}({', '.join(atom.about)})"


def named(axis: Axis, name: str, vocabulary: Vocabulary) -> str:
    """Give the node of a term or of an actor."""
    return name if name in vocabulary.of(axis) else _ACTOR + name


def owned(thing: str, owner: str, *, outside: bool = False) -> str:
    """Give the node of a thing of an actor, or of those outside a bloc."""
    return f"{thing} {'outside' if outside else 'of'} {owner}"


@dataclass(frozen=True, slots=True)
class Nodes:
    """The taxonomies, and the atoms of their disputed memberships by name."""

    taxonomies: Taxonomies
    disputes: Mapping[str, Atom]


def is_below(term: str, other: str, terms: Mapping[str, Term]) -> bool:
    """Say whether a term is another one, or narrower, whatever is disputed."""
    found, layer = {term}, [term]
    while layer:
        layer = [up for one in layer if one in terms for up in terms[one].in_ if up not in found]
        found.update(layer)
    return other in found


def nodes(vocabulary: Vocabulary, states: States, named_actors: Mapping[str, str], outside: Iterable[str]) -> Nodes:
    """Make the taxonomies.

    Args:
        vocabulary: The terms.
        states: States and blocs.
        named_actors: Other actors, or entries, that clauses name, and whose they are: of a company, its state.
        outside: The blocs outside which clauses range.
    """
    actors = dict.fromkeys((*states.all, *states.members, *named_actors))
    blocs = {state: [bloc for bloc, inside in states.members.items() if state in inside] for state in states.all}
    graphs: dict[Axis, _Graph] = {}
    for axis in ROOTS:
        graphs[axis] = _Graph(vocabulary, axis, MOST_DISPUTED - sum(len(graph.disputed) for graph in graphs.values()))
    things, areas = graphs["thing"], graphs["area"]
    owners: dict[str, list[str]] = {owned("", actor): [owned("", bloc) for bloc in blocs.get(actor, ())] for actor in actors}
    for actor, state in named_actors.items():
        if actor not in states.all and state in states.all:
            owners[owned("", actor)].append(owned("", state))
    owners[owned("", _OTHERS)] = []
    for bloc in dict.fromkeys(outside):
        owners[beyond := owned("", bloc, outside=True)] = []
        inside = states.members.get(bloc, frozenset((bloc,)))
        for actor in (*actors, _OTHERS):
            own = states.members.get(actor, frozenset((actor, named_actors.get(actor, actor))))
            if actor != bloc and not own & inside:
                owners[owned("", actor)].append(beyond)
    things.own(owners)
    for actor in actors:
        wider = [_ACTOR + bloc for bloc in blocs.get(actor, ())]
        things.parents[_ACTOR + actor] = [*wider, owned(ROOTS["thing"], actor)]
        areas.parents[_ACTOR + actor] = [*wider, ROOTS["area"]]
    made = {axis: graph.made() for axis, graph in graphs.items()}
    return Nodes(
        Taxonomies(made["act"], made["thing"], made["area"]),
        {key_of(atom): atom for graph in graphs.values() for atom in graph.disputed.values()},
    )


class _Graph:
    """The terms of an axis with their broader ones; a term that would be below itself is not put there."""

    def __init__(self, vocabulary: Vocabulary, axis: Axis, room: int) -> None:
        terms = vocabulary.of(axis)
        self.parents: dict[str, list[str]] = {id_: [] for id_ in terms}
        self.disputed: dict[tuple[str, str], Atom] = {}
        self.whole = {id_ for id_, term in terms.items() if term.whole == "yes"}
        self._doubts: dict[str, list[str]] = {id_: [] for id_ in terms}
        for id_, term in terms.items():
            for broader in term.in_:
                node = broader if broader in terms or axis != "area" else _ACTOR + broader
                if (node in terms or node != broader) and not self._is_below(node, id_) and node not in self.parents[id_]:
                    self.parents[id_].append(node)
        for id_, term in terms.items():
            for broader in term.perhaps_in:
                fits = broader in terms and not self._is_below(broader, id_) and broader not in self.parents[id_]
                if fits and len(self.disputed) < room:
                    self._doubts[id_].append(broader)
                    self.disputed[id_, broader] = Atom("counts-in", (id_, broader))
        self._terms = tuple(terms)

    def _is_below(self, node: str, other: str) -> bool:
        """Say whether a node is another one, or below it, by the memberships so far."""
        found, layer = {node}, [node]
        while layer:
            layer = [up for one in layer for up in (*self.parents.get(one, ()), *self._doubts.get(one, ())) if up not in found]
            found.update(layer)
        return other in found

    def own(self, owners: Mapping[str, list[str]]) -> None:
        """Add each thing of each owner."""
        for term in self._terms:
            for owner, wider in owners.items():
                above = [each + owner for each in self.parents[term] if each in self._doubts]
                broader = [term, *above, *(term + each for each in wider)]
                self.parents[term + owner] = broader
                for each in self._doubts[term]:
                    self.disputed[term + owner, each + owner] = self.disputed[term, each]
        self.whole |= {term + owner for term in self.whole for owner in owners if " outside " not in owner}
        self.whole |= {term + owner for term in self._terms for owner in owners if " outside " in owner}

    def made(self) -> Taxonomy:
        known = {child: [each for each in broader if each in self.parents] for child, broader in self.parents.items()}
        filled = {each for broader in known.values() for each in broader}
        return taxonomy(
            known, exhaustive=self.whole & filled, disputed={edge: key_of(atom) for edge, atom in self.disputed.items()}
        )
