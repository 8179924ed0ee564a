"""The ledger: every entry of a dossier in one fixed order, with look-ups and nothing else."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from multivector.model.entries import KINDS, Actor, AnyEntry, Dossier, Source, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

K = TypeVar("K", bound=AnyEntry)
_ORDER = {kind: position for position, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Ledger:
    """Entries sorted by kind and id. Make it with `ledger_of`; two ledgers of the same entries are equal."""

    entries: tuple[AnyEntry, ...] = ()
    dossier: Dossier | None = None

    def __iter__(self) -> Iterator[AnyEntry]:
        """Go through the entries in their order."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self.entries)

    def __contains__(self, id_: object) -> bool:
        """Tell whether an entry has this id."""
        return id_ in self.by_id

    def of(self, kind: type[K]) -> tuple[K, ...]:
        """Give the entries of one kind."""
        return tuple(entry for entry in self.entries if isinstance(entry, kind))

    @cached_property
    def by_id(self) -> Mapping[str, AnyEntry]:
        """Give the entries by id."""
        return {entry.id: entry for entry in self.entries}

    def actor(self, id_: str) -> Actor | None:
        """Give the actor with this id."""
        entry = self.by_id.get(id_)
        return entry if isinstance(entry, Actor) else None

    def source(self, id_: str) -> Source | None:
        """Give the source with this id."""
        entry = self.by_id.get(id_)
        return entry if isinstance(entry, Source) else None

    def partner(self, id_: str) -> str:
        """Give the actor whose dealings this actor's are: the top of its `part-of` (itself, if there is none)."""
        return self._partners.get(id_, id_)

    @cached_property
    def _partners(self) -> Mapping[str, str]:
        parents = {actor.id: actor.part_of for actor in self.of(Actor) if actor.part_of is not None}
        return _tops(parents)

    @property
    def state(self) -> str | None:
        """The id of the state whose dealings these are."""
        return None if self.dossier is None else self.dossier.state

    @cached_property
    def digest(self) -> str:
        """Sixteen hex digits that change with any entry's content, and with nothing else."""
        text = json.dumps([plain(self.dossier), [[kind_of(entry), plain(entry)] for entry in self.entries]], ensure_ascii=False)
        return sha256(text.encode()).hexdigest()[:16]


def ledger_of(entries: Iterable[AnyEntry], dossier: Dossier | None = None) -> Ledger:
    """Make a ledger; of entries with the same id the first in the given order stays."""
    first: dict[str, AnyEntry] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    return Ledger(tuple(sorted(first.values(), key=lambda entry: (_ORDER[kind_of(entry)], entry.id))), dossier)


def plain(value: object) -> Any:  # noqa: ANN401
    """Turn a record into what JSON can hold; dates and amounts become their text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if type(value).__str__ is not object.__str__:
            return str(value)
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.compare}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return str(value)


def _tops(parents: Mapping[str, str]) -> dict[str, str]:
    """Follow parents upwards to the top; a cycle (reported by the checks) has one of its members for its top."""
    tops: dict[str, str] = {}
    for id_ in parents:
        path = {id_: None}
        here = id_
        while here not in tops and here in parents and parents[here] not in path:
            here = parents[here]
            path[here] = None
        tops |= dict.fromkeys(path, tops.get(here, here))
    return tops
