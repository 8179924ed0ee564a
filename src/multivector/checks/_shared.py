"""What several checks need: the place of a value, and walks that only go where something is to be found."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from multivector.model.fields import Field, rival_fields
from multivector.model.problems import Place
from multivector.model.walk import evidence_of as evidence_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.entries import AnyEntry, Dossier, Source
    from multivector.model.ledger import Ledger

__all__ = ["evidence_in", "place_of", "rivals", "voice"]


def place_of(entry: AnyEntry | Dossier, *path: str | int) -> Place:
    """Give the place of a value of an entry; an entry that was never written stands in `<memory>`."""
    return Place("<memory>", 1, 1) if entry.origin is None else entry.origin.place(*path)


@cache
def rivals(record: type) -> tuple[Field, ...]:
    """Give the fields of a kind on which claims may differ."""
    return tuple(rival_fields(record).values())


def voice(ledger: Ledger, source: Source) -> Iterator[Source]:
    """Give a source, the outlet that carries it, and so on upwards; a cycle (reported elsewhere) ends where it began."""
    seen = set()
    here: Source | None = source
    while here is not None and here.id not in seen:
        yield here
        seen.add(here.id)
        here = None if here.part_of is None else ledger.source(here.part_of)
