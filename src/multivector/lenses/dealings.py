"""What lenses share: with whom an entry is a dealing, about what, when, and as of when one looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from multivector.model.claims import claimed, known, settled, standing
from multivector.model.dates import Date
from multivector.model.entries import Actor, AnyEntry, Commitment, Deal, Event, Message, Signal, Source, kind_of
from multivector.model.parts import LADDER, Stage, StageName
from multivector.model.subjects import SECTOR_CODES, Agenda

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.ledger import Ledger

AnyDealing: TypeAlias = Event | Deal | Commitment | Signal | Message
"""The kinds in which a state deals with a partner."""

PARTY_KEYS = ("between", "by", "to", "host", "pays", "supplier", "buyer")
DATE_KEYS = ("when", "on", "valid")
STATISTICS = frozenset({"trade", "stock"})
"""Flows that measure a relation as a whole; they are no deals and enter no total of deals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """One entry as a dealing: with which partners, on which agendas, from when to when, how far it got."""

    id: str
    kind: str
    partners: tuple[str, ...]
    agendas: tuple[Agenda, ...]
    first: date | None
    last: date | None
    stage: StageName | None


def looked_at(ledger: Ledger, as_of: date | None) -> tuple[Ledger, date]:
    """Give the ledger as known on a day, and the day: the one asked for, the dossier's, or that of the newest source."""
    day = as_of or _default_day(ledger)
    return known(ledger, day), day


def dealings(ledger: Ledger) -> Iterator[Dealing]:
    """Give every dealing of the state with somebody; a package counts through its parts, statistics do not count."""
    packages = {deal.part_of for deal in ledger.of(Deal)}
    for entry in ledger:
        if not isinstance(entry, AnyDealing) or entry.id in packages or is_statistic(entry) or not is_ours(entry, ledger):
            continue
        partners = partners_of(entry, ledger)
        if partners:
            first, last = span_of(entry)
            yield Dealing(
                id=entry.id,
                kind=kind_of(entry),
                partners=partners,
                agendas=agendas_of(entry, ledger),
                first=first,
                last=last,
                stage=stage_of(entry),
            )


def partners_of(entry: AnyEntry, ledger: Ledger) -> tuple[str, ...]:
    """Give whom the dossier's state deals with in an entry: states, blocs and organisations among its parties, but itself."""
    return tuple(sorted(id_ for id_ in _parties(entry, ledger) - {ledger.state} if not _is_group(ledger.by_id.get(id_))))


def is_ours(entry: AnyEntry, ledger: Ledger) -> bool:
    """Tell whether the dossier's state takes part in an entry; what others agree among themselves is background."""
    return ledger.state in _parties(entry, ledger)


def agendas_of(entry: AnyEntry, ledger: Ledger) -> tuple[Agenda, ...]:
    """Give an entry's agendas: its own, else that of its sector, else those of the event that it is part of."""
    if entry.agenda:
        return entry.agenda
    if isinstance(entry, Deal):
        return (SECTOR_CODES[entry.sector].agenda,)
    parent = ledger.by_id.get(getattr(entry, "part_of", None) or getattr(entry, "instrument", None) or "")
    return () if parent is None or isinstance(parent, Source) else parent.agenda


def span_of(entry: AnyEntry) -> tuple[date | None, date | None]:
    """Give the first and last day that an entry may mean: of its date, else of its first stage."""
    for key in DATE_KEYS:
        dates = [claim.value for claim in standing(entry, key)]
        if dates:
            return _hull(dates)
    stages: tuple[Stage, ...] = getattr(entry, "stages", ())
    return _hull([min((stage.on for stage in stages), key=Date.sort_key)]) if stages else (None, None)


def stage_of(entry: AnyEntry) -> StageName | None:
    """Give the stage that an entry has reached: the latest by date, on the same date the highest."""
    stages: tuple[Stage, ...] = getattr(entry, "stages", ())
    rank = {name: position for position, name in enumerate(LADDER)}
    latest = max(stages, key=lambda stage: (stage.on.earliest or date.min, rank.get(stage.is_, len(rank))), default=None)
    return None if latest is None else latest.is_


def is_statistic(entry: AnyEntry) -> bool:
    """Tell whether an entry is a figure of trade or of a stock, rather than a deal."""
    return isinstance(entry, Deal) and settled(entry, "flow") in STATISTICS


def _parties(entry: AnyEntry, ledger: Ledger) -> set[str]:
    """Give the tops of all parties that any claim names: a company's state, a minister's."""
    named: set[str] = set()
    for key in PARTY_KEYS:
        for claim in claimed(entry, key):
            named.update(claim.value if isinstance(claim.value, tuple) else (claim.value,))
    return {ledger.partner(id_) for id_ in named}


def _is_group(entry: AnyEntry | None) -> bool:
    """Tell whether an actor is a group, such as an audience: one speaks to it, and has no dealings with it."""
    return isinstance(entry, Actor) and entry.type == "group"


def _default_day(ledger: Ledger) -> date:
    """Give the day that an undated question means; the beginning of time for a ledger without dates."""
    if ledger.dossier is not None and ledger.dossier.as_of is not None and ledger.dossier.as_of.latest is not None:
        return ledger.dossier.as_of.latest
    days = (source.date.latest for source in ledger.of(Source) if source.date is not None)
    return max((day for day in days if day is not None), default=date.min)


def _hull(dates: list[Date]) -> tuple[date | None, date | None]:
    firsts, lasts = [day.earliest for day in dates], [day.latest for day in dates]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    return first, None if None in lasts else max(day for day in lasts if day is not None)
