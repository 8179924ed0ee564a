"""What is given beside the clauses: which events exclude each other or follow from others, which acts exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.engines.collisions.clauses import Amount, Box


@dataclass(frozen=True, slots=True)
class Rule:
    """An event that holds just where all of one of its bodies hold; one rule for each body."""

    head: str
    body: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Kinds of acts of which one bearer can do no more than so many on one day.

    Attributes:
        id: Its name.
        boxes: The kinds.
        most: How many of them.
    """

    id: str
    boxes: tuple[Box, ...]
    most: int = 1

    def __post_init__(self) -> None:
        """Refuse one that excludes nothing, or everything."""
        if not 1 <= self.most < len(self.boxes):
            raise ValueError(f"{self.id}: of {len(self.boxes)} kinds of acts, {self.most} are no exclusion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """All that is given.

    Attributes:
        incompatible: Sets of atoms of which not all hold.
        rules: How derived atoms follow; an atom that is a head of one holds by a rule alone.
        interpretations: The atoms that are readings, not events; those of disputed memberships need not be named.
        exclusions: Acts that exclude each other.
        capacities: What bounds the quantities of a bearer whatever is promised.
    """

    incompatible: tuple[frozenset[str], ...] = ()
    rules: tuple[Rule, ...] = ()
    interpretations: frozenset[str] = frozenset()
    exclusions: tuple[Exclusion, ...] = ()
    capacities: tuple[tuple[str, Amount], ...] = ()


def unfold(sets: Iterable[frozenset[str]], rules: Iterable[Rule]) -> tuple[frozenset[str], ...]:
    """Put what they follow from in the place of derived atoms; of the sets that result, give the minimal ones.

    Raises:
        ValueError: an atom follows from itself.
    """
    bodies: dict[str, list[frozenset[str]]] = {}
    for rule in rules:
        bodies.setdefault(rule.head, []).append(rule.body)
    try:
        order = list(TopologicalSorter({head: frozenset().union(*bodies[head]) for head in bodies}).static_order())
    except CycleError as error:
        raise ValueError(f"{error.args[1][0]!r} follows from itself") from error
    found = set(sets)
    for head in reversed(order):
        if head in bodies:
            found = {
                wide for each in found for wide in ([(each - {head}) | body for body in bodies[head]] if head in each else [each])
            }
    return tuple(
        sorted((each for each in found if not any(other < each for other in found)), key=lambda each: (len(each), sorted(each)))
    )
