"""Meetings -> their rung on an ordered scale of protocol, and the gestures of the host that raised or lowered them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from multivector.lenses.dealings import is_ours, partners_of, span_of
from multivector.lenses.signals.utterances import events_above
from multivector.model.claims import standing
from multivector.model.entries import Event, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.model.ledger import Ledger
    from multivector.model.parts import Office

SCALE = "call < meeting = summit < private < working < official < state"
HEADS = "president, monarch, king, queen, emir, sultan"
VISITS = ("private", "working", "official", "state")
_FORMS = {"call": "call", "meeting": "meeting", "negotiation": "meeting", "summit": "summit"}
"""Types of events but visits, and the word of the scale for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One visit, meeting or call: between which rungs it lies (from 0), and what was done about it."""

    id: str
    partners: tuple[str, ...]
    host: str | None
    first: date | None
    last: date | None
    forms: tuple[str, ...]
    """Words of the scale that it may be: one where its rank is known."""
    low: int
    high: int
    raised: tuple[str, ...]
    """Gestures of the host that raise it."""
    lowered: tuple[str, ...]
    open_: tuple[str, ...]
    """Gestures of the host of which that cannot be told: greetings by somebody else than its head, or disputed."""
    returned: tuple[str, ...]
    """Gestures of the guests."""
    because: tuple[str, ...]


def rungs(scale: str) -> tuple[tuple[str, ...], ...]:
    """Read a scale: words of one rung joined by `=`, rungs from the lowest up by `<`."""
    found = tuple(tuple(word.strip() for word in rung.split("=")) for rung in scale.split("<"))
    words = [word for rung in found for word in rung]
    allowed = {*VISITS, *_FORMS.values()}
    if not set(words) <= allowed or len(set(words)) < len(words):
        raise ValueError(f"a scale orders each of these words at most once: {', '.join(sorted(allowed))}")
    return found


def meetings(ledger: Ledger, scale: Sequence[Sequence[str]], heads: frozenset[str]) -> tuple[Meeting, ...]:
    """Give the state's meetings that the scale knows, the earliest first; those within another belong to it."""
    place = {word: number for number, rung in enumerate(scale) for word in rung}
    found = []
    for event in ledger.of(Event):
        forms = tuple(form for form in _forms(event) if form in place)
        above = list(events_above(ledger, event.part_of))
        within = any(form in place for parent in above for form in _forms(parent))
        if forms and not within and is_ours(event, ledger) and partners_of(event, ledger):
            found.append(_meeting(event, forms, [place[form] for form in forms], heads, ledger))
    return tuple(sorted(found, key=lambda one: (one.first is None, one.first or date.min, one.id)))


def _forms(event: Event) -> tuple[str, ...]:
    if event.type != "visit":
        return (_FORMS[event.type],) if event.type in _FORMS else ()
    levels = {claim.value for claim in standing(event, "level")}
    return tuple(level for level in VISITS if level in levels) or VISITS


def _meeting(event: Event, forms: tuple[str, ...], places: list[int], heads: frozenset[str], ledger: Ledger) -> Meeting:
    hosts = {ledger.partner(claim.value) for claim in standing(event, "host")}
    host = hosts.pop() if len(hosts) == 1 else None
    sides: dict[str, list[str]] = {"raises": [], "lowers": [], "open": [], "returned": []}
    for signal in ledger.of(Signal):
        if any(parent.id == event.id for parent in events_above(ledger, signal.part_of)):
            sides[_effect(signal, host, event, heads, ledger)].append(signal.id)
    first, last = span_of(event)
    return Meeting(
        id=event.id,
        partners=partners_of(event, ledger),
        host=host,
        first=first,
        last=last,
        forms=forms,
        low=min(places),
        high=max(places),
        raised=tuple(sides["raises"]),
        lowered=tuple(sides["lowers"]),
        open_=tuple(sides["open"]),
        returned=tuple(sides["returned"]),
        because=(event.id, *(id_ for ids in sides.values() for id_ in ids)),
    )


def _effect(
    signal: Signal, host: str | None, event: Event, heads: frozenset[str], ledger: Ledger
) -> Literal["raises", "lowers", "open", "returned"]:
    senders = [claim.value for claim in standing(signal, "by")]
    tops = {ledger.partner(id_) for sender in senders for id_ in sender}
    home = None if ledger.state is None else ledger.partner(ledger.state)
    if (host is None and tops <= {home}) or (host is not None and host not in tops):
        return "returned"
    if signal.act == "omission":
        return "lowers"
    if signal.act != "greeting":
        return "raises"
    day = span_of(signal)[0] or span_of(event)[0]
    by_head = [any(_is_head(id_, heads, day, ledger) for id_ in sender) for sender in senders]
    return "raises" if all(by_head) else "open"


def _is_head(id_: str, heads: frozenset[str], day: date | None, ledger: Ledger) -> bool:
    actor = ledger.actor(id_)
    return actor is not None and day is not None and any(_held(office, heads, day) for office in actor.offices)


def _held(office: Office, heads: frozenset[str], day: date) -> bool:
    since = None if office.from_ is None else office.from_.earliest
    until = None if office.to is None else office.to.latest
    return office.office in heads and (since is None or since <= day) and (until is None or day <= until)
