"""Every id that an entry names must exist, and be of the kind that the field asks for.

What: ids of actors, sources, events, deals, expectations and entries; the dossier's state; the claims that are adopted.
Why: a dangling id silently takes an entry out of totals and of its partner's column.
Example: `part-of: us-pakage` where only `us-package` exists.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from multivector.checks._shared import place_of
from multivector.model import fields
from multivector.model.claims import OWN, claimed
from multivector.model.entries import Actor, Deal, Event, Expectation, Source, kind_of
from multivector.model.problems import Mistake, Place
from multivector.model.walk import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem

_KINDS: dict[Any, tuple[type, ...]] = {
    fields.ActorId: (Actor,),
    fields.SourceId: (Source,),
    fields.EventId: (Event,),
    fields.DealId: (Deal,),
    fields.ExpectationId: (Expectation,),
    fields.EntryId: (object,),
}

_OTHERWISE = "write the entry, or correct the id"
_SOUGHT = 100
"""Unknown ids for which the one that was meant is sought, at most."""
_COMPARED = 500
"""Ids that each of them is compared with, at most."""


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report ids that name nothing, or something of another kind."""
    del texts
    near = _Near(ledger.by_id)
    for entry in ledger:
        for path, field, value in values_of(entry):
            wanted = _KINDS.get(field.type)
            if wanted is None:
                continue
            found = ledger.by_id.get(value)
            if found is None:
                yield Mistake("unknown-id", f"nothing has the id {value!r}", near.help(value, _OTHERWISE)).at(
                    place_of(entry, *path)
                )
            elif not isinstance(found, wanted):
                message = (
                    f"{value!r} is {_article(kind_of(found))}, but {field.key!r} names {_article(wanted[0].__name__.lower())}"
                )
                yield Mistake("wrong-kind", message, f"name {_article(wanted[0].__name__.lower())} here").at(
                    place_of(entry, *path)
                )
        yield from _adoptions(entry)
    yield from _state(ledger, near)


def _adoptions(entry: AnyEntry) -> Iterator[Problem]:
    """Report adoptions of claims that are not there, or that do not give the field."""
    keys = {OWN, *(claim.key for claim in entry.claims)}
    for position, adoption in enumerate(entry.adopted):
        if adoption.claim not in keys:
            help_ = (
                _Near(keys).help(adoption.claim, f"its claims: {', '.join(sorted(keys - {OWN}))}")
                if entry.claims
                else "there are no claims to choose from"
            )
            yield Mistake("unknown-claim", f"no claim is called {adoption.claim!r}", help_).at(
                place_of(entry, "adopted", position, "claim")
            )
        elif adoption.field is not None and adoption.claim not in {claim.key for claim in claimed(entry, adoption.field)}:
            message = f"the claim {adoption.claim!r} gives no {adoption.field!r}"
            yield Mistake("unknown-claim", message, "name a field that the claim gives").at(
                place_of(entry, "adopted", position, "field")
            )


def _state(ledger: Ledger, near: _Near) -> Iterator[Problem]:
    dossier = ledger.dossier
    if dossier is None or ledger.actor(dossier.state) is not None:
        return
    place = Place("<memory>", 1, 1) if dossier.origin is None else dossier.origin.place("state")
    message = f"no actor has the id {dossier.state!r}, of whose dealings this dossier is"
    yield Mistake("unknown-state", message, near.help(dossier.state, "add the actor, or correct the id")).at(place)


class _Near:
    """Finds the ids that may have been meant: those that share a word, or the first letter, with an unknown one."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = known
        self.by_word: dict[str, list[str]] = {}
        self.found: dict[str, list[str]] = {}

    def help(self, id_: str, otherwise: str) -> str:
        """Name them; say what else to do where there is none."""
        if id_ not in self.found and len(self.found) < _SOUGHT:
            self.found[id_] = self._close(id_)
        close = self.found.get(id_)
        return f"did you mean {' or '.join(repr(name) for name in close)}?" if close else otherwise

    def _close(self, id_: str) -> list[str]:
        if not self.by_word:
            for known in self.known:
                for word in _words(known):
                    self.by_word.setdefault(word, []).append(known)
        words = sorted(_words(id_), key=lambda word: (len(self.by_word.get(word, ())), word))
        near = (known for word in words for known in self.by_word.get(word, ()))
        return get_close_matches(id_, list(dict.fromkeys(islice(near, _COMPARED))), n=3)


def _words(id_: str) -> set[str]:
    return {*id_.split("-"), id_[:1]}


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
