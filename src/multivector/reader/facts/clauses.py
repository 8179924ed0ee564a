"""A verb or a noun of doing -> who does it and whom it concerns, among the entities that depend on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.reader.entities import Entity
    from multivector.reader.facts.offices import Page
    from multivector.reader.spans import Span

_DEEP = 4
"""How far below a verb an entity may hang."""
_OTHER = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp"})
"""Relations that begin a clause of its own."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a word says, who does it, and the others that depend on it, nearest first."""

    kind: str
    at: int
    doers: tuple[Entity, ...]
    others: tuple[Entity, ...]

    def span(self, page: Page) -> Span:
        """Give the place of the clause, from the first of its entities to the last."""
        held = (*self.doers, *self.others)
        return page.cut.span(min(self.at, *(each.first for each in held)), max(self.at + 1, *(each.end for each in held)))


def clauses(page: Page, kinds: Mapping[str, tuple[str, ...]], *, nouns: bool = False) -> Iterator[Clause]:
    """Give the clauses of verbs that begin as one of the kinds does; of nouns, whose doer may be that of their verb."""
    children = _children(page)
    for at in range(len(page.cut.words)):
        kind = next((kind for kind, stems in kinds.items() if page.low(at).startswith(stems)), None)
        if kind is None or at in page.inside or page.part(at) not in ({"NOUN"} if nouns else {"VERB", "ADJ"}):
            continue
        doers, others = _sorted(page, children, at)
        if nouns and not doers:
            doers, above = _above(page, children, at)
            others = tuple(dict.fromkeys((*others, *above)))
        head = page.tagged.heads[at] if page.tagged.relations[at] in {"acl", "amod"} and not nouns else None
        name = page.inside.get(head) if head is not None else None
        if name is not None:  # a participle is said of what it stands with
            doers, others = ((*doers, name), others) if page.feature(at, "Voice") != "Pass" else (doers, (name, *others))
        yield Clause(kind, at, doers, others)


def _above(page: Page, children: Mapping[int, list[int]], at: int) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Give who does what the verb above a noun says, and the others that depend on that verb."""
    verb = page.tagged.heads[at]
    for _ in range(_DEEP):
        if verb is None or page.part(verb) == "VERB":
            break
        verb = page.tagged.heads[verb]
    return _sorted(page, children, verb, without=at) if verb is not None else ((), ())


def _children(page: Page) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at, head in enumerate(page.tagged.heads):
        if head is not None:
            found[head].append(at)
    return found


def _sorted(
    page: Page, children: Mapping[int, list[int]], at: int, without: int | None = None
) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Give the entities below a word: those of its subject or its agent, and the others."""
    doers: list[Entity] = []
    others: list[Entity] = []
    for child in children.get(at, ()):
        if child == without:
            continue
        relation = page.tagged.relations[child]
        doing = relation in {"nsubj", "obl:agent"} or (
            relation == "obl" and page.case(child) == "Ins" and not _led(page, children, child)
        )
        (doers if doing else others).extend(_below(page, children, child))
    return tuple(dict.fromkeys(doers)), tuple(one for one in dict.fromkeys(others) if one not in doers)


def _led(page: Page, children: Mapping[int, list[int]], at: int) -> bool:
    """Tell whether a preposition leads a word."""
    return any(page.tagged.relations[child] == "case" for child in children.get(at, ()))


def _below(page: Page, children: Mapping[int, list[int]], at: int) -> list[Entity]:
    """Give the outermost entities at and below a word, nearest first; other clauses are left out."""
    found: dict[Entity, None] = {}
    level = [at]
    for _ in range(_DEEP):
        below: list[int] = []
        for one in level:
            name = page.inside.get(one)
            if name is not None:
                found[name] = None
            below += [child for child in children.get(one, ()) if page.tagged.relations[child] not in _OTHER]
        level = below
    return list(found)
