"""What several checks need: the place of a value, and walks that only go where something is to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.problems import Place
from multivector.model.walk import evidence_of as evidence_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.entries import AnyEntry, Dossier, Source
    from multivector.model.ledger import Ledger

__all__ = ["evidence_in", "place_of", "unread", "voice"]


def place_of(entry: AnyEntry | Dossier, *path: str | int) -> Place:
    """Give the place of a value of an entry; an entry that was never written stands in `<memory>`."""
    return Place("<memory>", 1, 1) if entry.origin is None else entry.origin.place(*path)


def unread(entry: AnyEntry, key: str) -> bool:
    """Tell whether a field that holds nothing was written all the same: what could not be read has its own message."""
    return entry.origin is not None and entry.origin.place(key) != entry.origin.place()


def voice(ledger: Ledger, source: Source) -> Iterator[Source]:
    """Give a source, the outlet that carries it, and so on upwards; a cycle (reported elsewhere) ends where it began."""
    seen = set()
    here: Source | None = source
    while here is not None and here.id not in seen:
        yield here
        seen.add(here.id)
        here = None if here.part_of is None else ledger.source(here.part_of)
