"""Who dealt or met with whom: by the verbs and nouns of buying, fining, investing, lending and meeting, and by drafts."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from multivector.reader.facts.clauses import Clause, clauses
from multivector.reader.facts.offices import key
from multivector.reader.facts.records import Dealing, Purpose
from multivector.reader.inflect import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from multivector.reader.drafts import Draft, Flow
    from multivector.reader.entities import Entity
    from multivector.reader.facts.offices import Page
    from multivector.reader.spans import Span

_PLACING = frozenset({"в", "во", "на", "из", "под", "около", "близ", "через", "от", "по", "за"})
_FLOWS: Mapping[Flow, Purpose] = {"purchase": "purchase", "investment": "investment", "loan": "loan", "grant": "loan"}


@cache
def _kinds(part: str) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(stems) for name, stems in table("facts_dealings")[part].items()}


def dealings(page: Page) -> Iterator[Dealing]:
    """Give who deals or meets with whom, each pair once for a purpose."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for clause in (*clauses(page, _kinds("verbs")), *clauses(page, _kinds("nouns"), nouns=True)):
        parties = _parties(page, clause)
        known = clause.kind, frozenset(key(each.span.of(page.cut.text)) for each in parties)
        if len(known[1]) > 1 and known not in seen:
            seen.add(known)
            yield Dealing(tuple(each.span for each in parties), clause.kind, clause.span(page))  # type: ignore[arg-type]  # the kinds of the table are the purposes


def _parties(page: Page, clause: Clause) -> list[Entity]:
    """Give those who deal: people meet people; what is bought is a body; a place deals where it is no mere where."""
    if clause.kind == "meeting":
        met = [each for each in (*clause.doers, *clause.others) if each.kind == "PER"]
        return met[:2]
    doers = [each for each in clause.doers if each.kind != "LOC"] or [each for each in clause.doers if not _where(page, each)]
    others = [each for each in clause.others if each.kind == "ORG"]
    if clause.kind == "fine":
        others = others or [each for each in clause.others if each.kind == "PER"]
    if clause.kind != "purchase":
        others = others or [each for each in clause.others if each.kind == "LOC" and not _where(page, each)]
    return [*doers[:1], *others[:1]] if doers else others[:2]


def _where(page: Page, name: Entity) -> bool:
    """Tell whether a place only says where: it follows a preposition of place."""
    return page.low(name.first - 1) in _PLACING


def of_drafts(page: Page, drafts: Iterable[Draft]) -> Iterator[Dealing]:
    """Give what drafts tell of two or more who deal or meet, as it came about or is to; people are told by their names."""
    for draft in drafts:
        parties = tuple(_name(page, party.span) for party in draft.parties)
        if draft.polarity != "positive" or len(set(parties)) < 2:  # noqa: PLR2004  # two make a deal
            continue
        if draft.form in {"meeting", "call"}:
            yield Dealing(parties, "meeting", draft.evidence[0])
        elif draft.kind == "deal" and draft.flow is not None and draft.flow in _FLOWS:
            yield Dealing(parties, _FLOWS[draft.flow], draft.evidence[0])


def _name(page: Page, span: Span) -> Span:
    """Give the person named within a party, as «посол Анна Кирос»; the party's own words where there is none."""
    ends = bisect_left(page.cut.ends, span.end) + 1
    name = page.ends.get(ends)
    return name.span if name is not None and name.kind == "PER" and name.span.start >= span.start else span
