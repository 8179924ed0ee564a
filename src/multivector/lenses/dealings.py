"""What lenses share: with whom an entry is a dealing, about what, when, and as of when one looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from multivector.model.claims import known, standing
from multivector.model.dates import Date
from multivector.model.entries import Actor, AnyEntry, Commitment, Deal, Event, Expectation, Message, Signal, Source, kind_of
from multivector.model.parts import LADDER, Stage, StageName
from multivector.model.subjects import SECTOR_CODES, Agenda

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.ledger import Ledger

AnyDealing: TypeAlias = Event | Deal | Commitment | Signal | Message
"""The kinds in which a state deals with a partner."""

PARTY_KEYS = ("between", "by", "to", "host", "pays", "supplier", "buyer")
DATE_KEYS = ("when", "on", "valid")
PARENT_KEYS = ("part_of", "instrument")
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
    """Give the ledger as known on a day, and the day: the one asked for, the dossier's, or its newest source's or decision's."""
    day = as_of or _default_day(ledger)
    return known(ledger, day), day


def dealings(ledger: Ledger) -> Iterator[Dealing]:
    """Give every dealing of the state with somebody; a package or treaty counts through its parts, statistics do not count."""
    found = {
        entry.id: entry
        for entry in ledger
        if isinstance(entry, AnyDealing) and _happens(entry) and is_ours(entry, ledger) and partners_of(entry, ledger)
    }
    above = {id_: _wholes(entry, ledger) for id_, entry in found.items()}
    wholes = {whole for id_, over in above.items() for whole in over if whole in found and id_ not in above[whole]}
    for id_, entry in found.items():
        if id_ not in wholes:
            first, last = span_of(entry)
            yield Dealing(
                id=id_,
                kind=kind_of(entry),
                partners=partners_of(entry, ledger),
                agendas=tuple(dict.fromkeys(agendas_of(entry, ledger))),
                first=first,
                last=last,
                stage=stage_of(entry),
            )


def _happens(entry: AnyDealing) -> bool:
    """Tell whether it is dealt at all: statistics count what others are, and candidates nobody gave."""
    return not is_statistic(entry) and not (isinstance(entry, Commitment) and entry.candidate == "yes")


def partners_of(entry: AnyEntry, ledger: Ledger) -> tuple[str, ...]:
    """Give whom the dossier's state deals with in an entry: its other parties (for a company, its state) but groups."""
    return tuple(sorted(id_ for id_ in _parties(entry, ledger) - {_home(ledger)} if not _is_group(ledger.by_id.get(id_))))


def is_ours(entry: AnyEntry, ledger: Ledger) -> bool:
    """Tell whether the dossier's state takes part in an entry; what others agree among themselves is background."""
    return _home(ledger) in _parties(entry, ledger)


def agendas_of(entry: AnyEntry, ledger: Ledger) -> tuple[Agenda, ...]:
    """Give an entry's agendas: its own, else that of its sector, else those of what it is part of or was given in."""
    line = [entry]
    for here in line:  # which grows by what is above
        if here.agenda:
            return here.agenda
        if isinstance(here, Deal):
            return (SECTOR_CODES[here.sector].agenda,)
        above = [ledger.by_id.get(getattr(here, key, None) or "") for key in PARENT_KEYS]
        line += [parent for parent in above if isinstance(parent, AnyDealing) and parent not in line]
    return ()


def span_of(entry: AnyEntry) -> tuple[date | None, date | None]:
    """Give the first and last day that an entry may mean: of its date (over all rivals that stand), else of its first stage."""
    for key in DATE_KEYS:
        dates = [claim.value for claim in standing(entry, key)]
        if dates:
            return _hull(dates)
    stages = _reached(entry)
    return _hull([min((stage.on for stage in stages), key=Date.sort_key)]) if stages else (None, None)


def stage_of(entry: AnyEntry) -> StageName | None:
    """Give the stage that an entry has reached: the latest by date, on the same date the highest."""
    rank = {name: position for position, name in enumerate(LADDER)}
    latest = max(_reached(entry), key=lambda stage: (stage.on.earliest or date.min, rank.get(stage.is_, len(rank))), default=None)
    return None if latest is None else latest.is_


def is_statistic(entry: AnyEntry) -> bool:
    """Tell whether an entry is a figure of trade or of a stock, rather than a deal."""
    flows = {claim.value for claim in standing(entry, "flow")}
    return bool(flows) and flows <= STATISTICS


def _home(ledger: Ledger) -> str | None:
    """Give the dossier's state as a party: what its `part-of` leads to, as for any other actor."""
    return None if ledger.state is None else ledger.partner(ledger.state)


def _parties(entry: AnyEntry, ledger: Ledger) -> set[str]:
    """Give the tops of all parties that the claims to go by name: a company's state, a minister's."""
    named: set[str] = set()
    for key in PARTY_KEYS:
        for claim in standing(entry, key):
            named.update(claim.value if isinstance(claim.value, tuple) else (claim.value,))
    return {ledger.partner(id_) for id_ in named}


def _wholes(entry: AnyDealing, ledger: Ledger) -> frozenset[str]:
    """Give the packages that hold a deal, or the commitments that hold a clause, up to the top; events are no sums."""
    found: dict[str, None] = {}
    here: AnyEntry | None = entry
    while isinstance(here, Deal | Commitment) and here.part_of is not None:
        here = ledger.by_id.get(here.part_of)
        if here is None or type(here) is not type(entry) or here.id in found:
            break
        found[here.id] = None
    return frozenset(found)


def _reached(entry: AnyEntry) -> list[Stage]:
    """Give the stages that a source says were reached, or the analyst alone; one that is only denied or foretold was not."""
    stages: tuple[Stage, ...] = getattr(entry, "stages", ())
    return [stage for stage in stages if not stage.evidence or any(evidence.does == "asserts" for evidence in stage.evidence)]


def _is_group(entry: AnyEntry | None) -> bool:
    """Tell whether an actor is a group, such as an audience: one speaks to it, and has no dealings with it."""
    return isinstance(entry, Actor) and entry.type == "group"


def _default_day(ledger: Ledger) -> date:
    """Give the day that an undated question means, by which all is known; the beginning of time for a ledger without dates."""
    if ledger.dossier is not None and ledger.dossier.as_of is not None and ledger.dossier.as_of.latest is not None:
        return ledger.dossier.as_of.latest
    dates = [source.date for source in ledger.of(Source) if source.date is not None]
    dates += [adoption.on for entry in ledger for adoption in entry.adopted]
    dates += [outcome.on for expectation in ledger.of(Expectation) for outcome in expectation.outcomes]
    return max((day for when in dates if (day := when.latest or when.earliest) is not None), default=date.min)


def _hull(dates: list[Date]) -> tuple[date | None, date | None]:
    firsts, lasts = [day.earliest for day in dates], [day.latest for day in dates]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    return first, None if None in lasts else max(day for day in lasts if day is not None)
