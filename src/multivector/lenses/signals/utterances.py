"""Messages and signals -> who said or showed what to whom, where it could be heard, and how many voices report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.lenses.dealings import partners_of, span_of
from multivector.lenses.sources import voice
from multivector.model.claims import standing
from multivector.model.entries import Actor, Event, Message, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

AnyUtterance: TypeAlias = Message | Signal
SURE = frozenset({"asserts", "predicts"})
CONTRADICTS = "contradicts"
_SEEN = ("audiences", "heard-by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One message or signal."""

    id: str
    kind: Literal["message", "signal"]
    by: tuple[str, ...]
    partners: tuple[str, ...]
    """With whom the state dealt in it: the other parties, else those of the event at which it was; none where it had none."""
    audiences: tuple[str, ...]
    """Those addressed; of persons and companies their state, of groups themselves."""
    beside: tuple[str, ...]
    """Others who were meant to see it or are said to have heard it."""
    channel: str | None
    """Visibility of a message where sources agree on it; what was done, of a signal."""
    event: str | None
    first: date | None
    last: date | None
    voices: tuple[str, ...]
    """Independent voices that report it; what the dossier compiled itself is none."""
    because: tuple[str, ...]


def utterances(ledger: Ledger) -> tuple[Utterance, ...]:
    """Give every message and signal, the earliest first, those without a date last."""
    entries: list[AnyUtterance] = [*ledger.of(Message), *ledger.of(Signal)]
    found = [_utterance(entry, ledger) for entry in entries]
    return tuple(sorted(found, key=lambda one: (one.first is None, one.first or date.min, one.id)))


def audiences(ledger: Ledger, ids: Iterable[str]) -> tuple[str, ...]:
    """Give who is spoken to: a group itself, of any other actor the state or body at the top."""
    return tuple(sorted({id_ if _is_group(ledger, id_) else ledger.partner(id_) for id_ in ids}))


def events_above(ledger: Ledger, id_: str | None) -> Iterator[Event]:
    """Go up from an event through those that it is part of."""
    seen: set[str] = set()
    while id_ is not None and id_ not in seen and isinstance(event := ledger.by_id.get(id_), Event):
        yield event
        seen.add(id_)
        id_ = event.part_of


def is_compiled(ledger: Ledger, id_: str) -> bool:
    """Tell whether a source is the dossier's own arithmetic or search, and so no voice."""
    source = ledger.source(id_)
    return source is not None and source.type == "compiled"


def _utterance(entry: AnyUtterance, ledger: Ledger) -> Utterance:
    above = list(events_above(ledger, entry.part_of))
    partners = partners_of(entry, ledger) or next(filter(None, (partners_of(event, ledger) for event in above)), ())
    first, last = span_of(entry)
    if first is None and last is None and above:
        first, last = span_of(above[0])
    addressed = audiences(ledger, _named(entry, "to"))
    seen = audiences(ledger, (id_ for key in _SEEN for id_ in _named(entry, key)))
    return Utterance(
        id=entry.id,
        kind="message" if isinstance(entry, Message) else "signal",
        by=tuple(sorted({ledger.partner(id_) for id_ in _named(entry, "by")})),
        partners=partners,
        audiences=addressed,
        beside=tuple(id_ for id_ in seen if id_ not in addressed),
        channel=_channel(entry),
        event=above[0].id if above else None,
        first=first,
        last=last,
        voices=_voices(entry, ledger),
        because=(entry.id,),
    )


def _named(entry: AnyEntry, key: str) -> list[str]:
    return [id_ for claim in standing(entry, key) for id_ in claim.value]


def _channel(entry: AnyUtterance) -> str | None:
    if isinstance(entry, Signal):
        return entry.act
    said = {claim.value for claim in standing(entry, "visibility")}
    return said.pop() if len(said) == 1 else None


def _voices(entry: AnyUtterance, ledger: Ledger) -> tuple[str, ...]:
    """Give the voices that say it was said or shown; to say what it contradicts is not to report it."""
    reports = [claim for claim in entry.claims if {key for key, _ in claim.values} != {CONTRADICTS}]
    pieces = [*entry.evidence, *(piece for claim in reports for piece in claim.evidence)]
    sources = {piece.source for piece in pieces if piece.does in SURE and not is_compiled(ledger, piece.source)}
    return tuple(sorted({voice(ledger, source) for source in sources}))


def _is_group(ledger: Ledger, id_: str) -> bool:
    actor = ledger.by_id.get(id_)
    return isinstance(actor, Actor) and actor.type == "group"
