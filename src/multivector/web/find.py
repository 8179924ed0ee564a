"""Words -> entries: every word must begin a word of an id, a name or an alias in any language, or of what the entry says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.lenses.dealings import dealings
from multivector.model.entries import kind_of
from multivector.model.names import Names
from multivector.model.walk import values_of
from multivector.reader.stems import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.model.ledger import Ledger

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the search sees it."""

    id: str
    kind: str
    partners: tuple[str, ...]
    called: str
    """Words of its id, names and aliases, folded, each after a space."""
    says: str
    """Words of all else that it says."""


def rows_of(ledger: Ledger) -> tuple[Row, ...]:
    """Make the index."""
    partners = {dealing.id: dealing.partners for dealing in dealings(ledger)}
    found = []
    for entry in ledger:
        called: list[str] = [entry.id]
        says: list[str] = []
        for path, _, value in values_of(entry):
            into = called if path[0] in {"name", "aliases"} else says
            if isinstance(value, Names):
                into += [text for _, text in value.texts]
            elif isinstance(value, str):
                into.append(value)
        found.append(Row(entry.id, kind_of(entry), partners.get(entry.id, ()), _folded(called), _folded(says)))
    return tuple(found)


def find(rows: Iterable[Row], query: str, kind: str = "", partner: str = "") -> tuple[str, ...]:
    """Give the ids of entries that fit: first those that are called so, then those that say so."""
    words = [f" {word}" for word in _WORD.findall(fold(query))]
    named, saying = [], []
    for row in rows:
        if (kind and row.kind != kind) or (partner and partner not in row.partners):
            continue
        if all(word in row.called for word in words):
            named.append(row.id)
        elif all(word in row.called or word in row.says for word in words):
            saying.append(row.id)
    return (*named, *saying)


def _folded(texts: Iterable[str]) -> str:
    return " " + " ".join(_WORD.findall(fold(" ".join(texts))))
