"""Owners named in a text, with what they own: «владелец «Зари» Пабло Кирос», «Кирос владеет «Зарёй»», «Кирос основал «Зарю»»."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from multivector.reader.facts.clauses import clauses
from multivector.reader.facts.occupations import holder
from multivector.reader.facts.offices import Page, key, offices
from multivector.reader.facts.records import Ownership
from multivector.reader.inflect import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWNERS = frozenset({"PER", "ORG"})


@cache
def _owning(name: str) -> tuple[str, ...]:
    return tuple(table("facts_dealings")["owning"][name])


def ownerships(page: Page) -> tuple[Ownership, ...]:
    """Give who owns what, each once, in the order of the text."""
    found: dict[tuple[str, str], Ownership] = {}
    for one in (*_named(page), *_said(page)):
        found.setdefault((key(one.owner.span.of(page.cut.text)), key(one.holding.of(page.cut.text))), one)
    return tuple(sorted(found.values(), key=lambda one: one.evidence))


def _named(page: Page) -> Iterator[Ownership]:
    """Give those that a noun names owners."""
    named = list(offices(page, "owner"))
    for number, office in enumerate(named):
        who = holder(page, named, number, _OWNERS)
        if who is not None and office.where is not None and office.where.named and office.where.state is None:
            first, end = min(who.first, office.begin), max(who.end, office.stop)
            yield Ownership(who, office.where.span, page.cut.span(first, end))


def _said(page: Page) -> Iterator[Ownership]:
    """Give those of whom a verb says that they own, or of what, that it is somebody's."""
    for clause in clauses(page, {"has": _owning("has"), "belongs": _owning("belongs")}):
        owner, held = clause.doers, clause.others
        if clause.kind == "belongs":
            owner, held = held, owner
        if owner and held and held[0].kind == "ORG" and owner[0] != held[0]:
            yield Ownership(owner[0], held[0].span, clause.span(page))
