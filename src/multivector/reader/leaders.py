"""The packaged leaders of states and bodies, as the persons that a ledger might hold: names, and offices with dates.

They are optional: a reader without a ledger can still tell who "the president of France" was on the day of a text. A person whom
the ledger holds by any of the names goes before.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from multivector.model.dates import day
from multivector.model.entries import Actor
from multivector.model.fields import ActorId
from multivector.model.names import names
from multivector.model.parts import Office
from multivector.reader.gazetteer import fold, listed
from multivector.reader.inflect import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PREFIX = "person:"
"""What the ids of packaged persons begin with."""


def checked() -> date:
    """Give the day up to which the table was looked at: a later office without an end is unsure."""
    return date.fromisoformat(table("leaders")["checked"])


def full_only() -> frozenset[str]:
    """Give the ids of those whom the surname alone does not mean."""
    return frozenset(PREFIX + key for key in listed(table("leaders")["full-only"]))


def leaders(ids: Mapping[str, str], known: Collection[str]) -> Iterator[Actor]:
    """Give the persons of the table with the ids of their states in the ledger, but those of whom a folded name is known."""
    for key, line in table("leaders")["persons"].items():
        state, offices, *columns = (column.strip() for column in line.split("|"))
        called = dict(zip(("ru", "en", "kk"), map(listed, columns), strict=True))
        every = [name for texts in called.values() for name in texts]
        if any(fold(name) in known for name in every):
            continue
        of = f"iso3:{state}" if state.isupper() else state
        yield Actor(
            id=PREFIX + key,
            type="person",
            part_of=ActorId(ids.get(of, of)),
            name=names(**{lang: texts[0] for lang, texts in called.items() if texts}),
            aliases=tuple(name for texts in called.values() for name in texts[1:]),
            offices=tuple(_office(text, ids.get(of, of)) for text in listed(offices)),
        )


def _office(text: str, of: str) -> Office:
    name, terms = text.split(" ")
    since, until = terms.split("..")
    return Office(
        office=name,
        of=ActorId(of),
        from_=day(date.fromisoformat(since)),
        to=day(date.fromisoformat(until)) if until else None,
    )
