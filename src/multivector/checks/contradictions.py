"""Messages and signals contradict other messages and signals, and each audience is at stake once.

What: what `contradicts` names is a message or signal, and another than its own; an audience has one stake in a message.
Why: the lens pairs what was said and shown; anything else, and a second stake, is left out without a word.
Example: `contradicts: us-package` on a message, where that is a deal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Message, Signal, kind_of
from multivector.model.problems import Mistake
from multivector.model.walk import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem

_HELP = "name the message or signal that cannot stand beside this one"


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report contradictions with what was not said or shown, and second stakes of one audience."""
    del texts
    said: list[Message | Signal] = [*ledger.of(Message), *ledger.of(Signal)]
    for entry in said:
        for path, field, id_ in values_of(entry):
            other = ledger.by_id.get(id_) if field.key == "contradicts" else None
            if other is None:
                continue
            if other.id == entry.id:
                yield Mistake("contradicts-what", f"{id_!r} cannot contradict itself", _HELP).at(
                    place_of(entry, *path), "warning"
                )
            elif not isinstance(other, Message | Signal):
                message = f"{id_!r} is of the kind {kind_of(other)!r}, which was not said or shown"
                yield Mistake("contradicts-what", message, _HELP).at(place_of(entry, *path), "warning")
    for message_ in ledger.of(Message):
        seen: set[str] = set()
        for position, stake in enumerate(message_.stakes):
            if stake.to in seen:
                yield Mistake("stake-twice", f"a second stake of {stake.to!r}", "delete one: the first counts").at(
                    place_of(message_, "stakes", position), "warning"
                )
            seen.add(stake.to)
