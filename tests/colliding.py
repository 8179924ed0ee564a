"""Tiny ledgers of clauses, drawn, and their collisions by the definition: every scenario, every set of clauses, every plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from multivector.engines.collisions import (
    Background,
    Box,
    Clause,
    Exclusion,
    Modality,
    Rule,
    Taxonomies,
    collisions,
    taxonomy,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from multivector.engines.collisions import Collision, Taxonomy

DAYS = 3
BASE = ("p", "q", "r")
Key = tuple[frozenset[str], frozenset[str]]
T = TypeVar("T")


@dataclass(frozen=True)
class Tree:
    """What a taxonomy is made of, and its extents from the definition."""

    parents: dict[str, list[str]]
    exhaustive: frozenset[str] = frozenset()
    disputed: dict[tuple[str, str], str] = field(default_factory=dict)

    def children(self, term: str, held: frozenset[str]) -> list[str]:
        sure = [child for child, above in self.parents.items() if term in above]
        return sure + [child for (child, above), atom in self.disputed.items() if above == term and atom in held]

    def leaves(self, term: str, held: frozenset[str]) -> frozenset[str]:
        ever = self.children(term, frozenset(self.disputed.values()))
        if not ever:
            return frozenset([term])
        own = frozenset() if term in self.exhaustive else frozenset([f"other {term}"])
        return own.union(*(self.leaves(child, held) for child in self.children(term, held)))

    def terms(self) -> list[str]:
        return sorted({*self.parents, *chain(*self.parents.values()), *chain(*self.disputed)})


@dataclass(frozen=True)
class Ledger:
    """A drawn ledger with what its taxonomies are made of."""

    trees: tuple[Tree, Tree, Tree]
    clauses: tuple[Clause, ...]
    background: Background

    @property
    def taxonomies(self) -> Taxonomies:
        return Taxonomies(*(taxonomy(t.parents, exhaustive=t.exhaustive, disputed=t.disputed) for t in self.trees))

    def box(self, box: Box, held: frozenset[str]) -> frozenset[tuple[str, str, str]]:
        terms = (box.action, box.object, box.area)
        actions, objects, areas = (tree.leaves(term, held) for tree, term in zip(self.trees, terms, strict=True))
        return frozenset(product(actions, objects, areas))

    def found(self, most_clauses: int = 3, most_atoms: int = 3) -> tuple[Collision, ...]:
        return collisions(self.clauses, self.taxonomies, self.background, most_clauses=most_clauses, most_atoms=most_atoms)


def key(collision: Collision) -> Key:
    return frozenset(collision.clauses), frozenset(collision.scenario)


TREES = (
    Tree({"a1": ["a"], "a2": ["a"]}, frozenset(["a"])),
    Tree({"a1": ["a"]}),
    Tree({"a1": ["a", "b"], "a2": ["a"], "a3": ["b"]}, frozenset("ab")),
    Tree({"a1": ["a"], "a2": ["a"], "a": ["t"], "a3": ["t"]}, frozenset("at")),
    Tree({"a1": []}),
)
SMALL: tuple[Tree, ...] = (Tree({"a1": []}), Tree({"a1": []}), TREES[0], TREES[1])
DOUBTS = (
    Tree({"a1": ["a"], "a2": []}, frozenset(["a"]), {("a2", "a"): "i"}),
    Tree({"a1": ["a"], "a2": []}, frozenset(["a"]), {("a2", "a"): "j"}),
    Tree({"a1": ["a"], "a2": [], "a3": []}, frozenset(["a"]), {("a2", "a"): "i", ("a3", "a"): "j"}),
    Tree({"a1": [], "a": []}, frozenset(), {("a1", "a"): "i"}),
)


def pick(rng: np.random.Generator, items: Sequence[T]) -> T:
    return items[int(rng.integers(len(items)))]


def drawn(  # noqa: C901  # one draw after another
    rng: np.random.Generator, *, disputed: bool = False, exclusive: bool = False, achieve: bool = False, size: int = 7
) -> Ledger:
    """Draw a ledger of at most 4 points on 3 days."""
    while True:
        trees = (
            pick(rng, DOUBTS if disputed else TREES),
            pick(rng, DOUBTS + SMALL if disputed else SMALL),
            pick(rng, SMALL),
        )
        whole = 1
        for tree in trees:
            whole *= len({leaf for term in tree.terms() for leaf in tree.leaves(term, frozenset("ij"))})
        if whole <= 4:
            break
    rules: list[Rule] = []
    atoms = list(BASE)
    if rng.random() < 0.3:
        rules = [Rule("d", frozenset("pq")), Rule("d", frozenset("r"))]
        atoms.append("d")
    if disputed:
        atoms += ["i", "j"]

    def some(most: int) -> frozenset[str]:
        return frozenset(pick(rng, atoms) for _ in range(int(rng.integers(most + 1))))

    def box(terms: Sequence[Sequence[str]]) -> Box:
        return Box(*(pick(rng, each) for each in terms))

    terms = [tree.terms() for tree in trees]
    clauses = []
    for place in range(int(rng.integers(3, size + 1))):
        modality = pick(rng, [Modality.OBLIGATION] * 3 + [Modality.PROHIBITION] * 5 + [Modality.PERMISSION])
        acts = modality is not Modality.PROHIBITION
        every = acts and rng.random() < 0.2
        start, end = sorted(int(day) for day in rng.choice(DAYS + 1, 2, replace=False))
        bound = achieve or rng.random() < 0.4
        clauses.append(
            Clause(
                id=f"c{place}",
                bearer="x" if rng.random() < 0.9 else "y",
                modality=modality,
                what=box(terms),
                every=every,
                achieve=achieve and acts and not every and rng.random() < 0.5,
                trigger=tuple(some(2) for _ in range(1 + int(rng.random() < 0.2))),
                unless=tuple(some(1) | {pick(rng, atoms)} for _ in range(int(rng.random() < 0.25))),
                start=start if bound or rng.random() < 0.1 else None,
                end=end if bound else None,
            )
        )
    exclusions = []
    if exclusive:
        plain = [[t for t in each if not tree.atoms[t]] for each, tree in zip(terms, _made(trees), strict=True)]
        for number in range(1 + int(rng.random() < 0.3)):
            boxes = tuple(box(plain) for _ in range(int(rng.integers(2, 4))))
            exclusions.append(Exclusion(f"x{number}", boxes, most=int(rng.integers(1, len(boxes)))))
    incompatible = (frozenset("pr"),) if rng.random() < 0.3 else ()
    return Ledger(
        trees,
        tuple(clauses),
        Background(
            incompatible=incompatible,
            rules=tuple(rules),
            interpretations=frozenset("i"),
            exclusions=tuple(exclusions),
        ),
    )


def _made(trees: Iterable[Tree]) -> list[Taxonomy]:
    return [taxonomy(t.parents, exhaustive=t.exhaustive, disputed=t.disputed) for t in trees]


def subsets(items: Sequence[T], most: int) -> Iterator[frozenset[T]]:
    return (frozenset(each) for size in range(most + 1) for each in combinations(items, size))


def scenarios(ledger: Ledger) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Give the sets of base atoms that can hold, with all that holds then."""
    for base in subsets([*BASE, "i", "j"], 5):
        holds = base
        for _ in ledger.background.rules:
            holds = holds.union(rule.head for rule in ledger.background.rules if rule.body <= holds)
        if not any(clash <= holds for clash in ledger.background.incompatible):
            yield base, holds


def in_force(clause: Clause, holds: frozenset[str]) -> bool:
    return any(each <= holds for each in clause.trigger) and not any(each <= holds for each in clause.unless)


class Plans:
    """Every plan of one bearer: bit (point, day) of a number says that the act is done; a set of plans is a set of bits."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        everything = frozenset("ij")
        whole = [sorted({leaf for term in t.terms() for leaf in t.leaves(term, everything)}) for t in ledger.trees]
        self.points = list(product(*whole))
        plans = np.arange(1 << len(self.points) * DAYS)
        admissible = np.ones(len(plans), dtype=bool)
        for one in ledger.background.exclusions:
            boxes = [self.mask(ledger.box(box, frozenset())) for box in one.boxes]
            for day in range(DAYS):
                admissible &= sum(((plans >> day & box) > 0).astype(int) for box in boxes) <= one.most
        self.admissible = plans[admissible]

    def mask(self, box: frozenset[tuple[str, str, str]]) -> int:
        return sum(1 << place * DAYS for place, point in enumerate(self.points) if point in box)

    def kept(self, clause: Clause, holds: frozenset[str]) -> np.ndarray:
        """Say of each admissible plan whether it keeps a clause in force."""
        assert isinstance(clause.what, Box)
        box = self.mask(self.ledger.box(clause.what, holds))
        days = [d for d in range(DAYS) if (clause.start or 0) <= d < (DAYS if clause.end is None else clause.end)]
        acts = np.array([self.admissible >> day & box for day in days])
        if clause.modality is Modality.PROHIBITION:
            return np.asarray(~(acts > 0).any(axis=0))
        if clause.every:
            return np.asarray((acts == box).all(axis=0))
        return np.asarray((acts > 0).any(axis=0) if clause.achieve else (acts > 0).all(axis=0))


def by_definition(ledger: Ledger, most_clauses: int = 3, most_atoms: int = 3) -> set[Key]:
    """Give the minimal collisions."""
    plans = Plans(ledger)
    memory: dict[tuple[str, frozenset[str]], np.ndarray] = {}
    found: set[Key] = set()
    for base, holds in scenarios(ledger):
        if len(base) > most_atoms:
            continue
        active = [clause for clause in ledger.clauses if in_force(clause, holds)]
        for chosen in subsets(active, most_clauses):
            rights = [one for one in chosen if one.modality is Modality.PERMISSION]
            if len(rights) > 1:
                continue
            for bearer in {one.bearer for one in chosen}:
                left = np.ones(len(plans.admissible), dtype=bool)
                mine = [one for one in chosen if one.bearer == bearer]
                for one in mine:
                    at = (one.id, holds & {"i", "j"})
                    if at not in memory:
                        memory[at] = plans.kept(one, holds)
                    left &= memory[at]
                if not left.any():
                    found.add((frozenset(one.id for one in mine), base))
    return {
        (clauses, scenario)
        for clauses, scenario in found
        if not any((c, s) != (clauses, scenario) and c <= clauses and s <= scenario for c, s in found)
    }
