"""The words of clauses: acts, things, areas and events, those that every dossier has and those that it adds."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from multivector.model.entries import Actor, Commitment
from multivector.model.names import names
from multivector.model.parts import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.names import Names

Axis: TypeAlias = Literal["act", "thing", "area"]
ROOTS: dict[Axis, str] = {"act": "any-act", "thing": "anything", "area": "anywhere"}
"""The broadest term of each kind: what a clause means that names none."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may happen, on which clauses hang.

    Attributes:
        id: Its name.
        says: How a clause puts it: its words, with the numbers of those whom it befalls.
        reading: Whether it is somebody's judgement, not an occurrence.
        name: How readers are told of it: texts with `{0}`, `{1:acc}` for those whom it befalls, in a grammatical case.
    """

    id: str
    says: tuple[str | int, ...]
    reading: bool
    name: Names


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Made by `vocabulary`: the terms of each axis and the events, by id."""

    acts: Mapping[str, Term]
    things: Mapping[str, Term]
    areas: Mapping[str, Term]
    events: Mapping[str, Event]

    def of(self, axis: Axis) -> Mapping[str, Term]:
        """Give the terms of one axis."""
        return {"act": self.acts, "thing": self.things, "area": self.areas}[axis]


@dataclass(frozen=True, slots=True)
class Words:
    """What a clause may name: the vocabulary, and the ids of actors and commitments by the small words of their names."""

    vocabulary: Vocabulary
    ids: Mapping[tuple[str, ...], str]


_WORD = re.compile(r"[\w'’-]+|,")


def small_words(text: str) -> list[str]:
    """Give the words and commas of a text in small letters, without its definite articles."""
    return [word for word in _WORD.findall(text.lower()) if word != "the"]


def phrase(text: str) -> tuple[str, ...]:
    """Give the small words of a name."""
    return tuple(word for word in small_words(text) if word != ",")


def words_of(ledger: Ledger) -> Words:
    """Give what the clauses of a ledger may name: ids first, then English names and aliases of actors, the first of a name."""
    ids: dict[tuple[str, ...], str] = {}
    for entry in (*ledger.of(Actor), *ledger.of(Commitment)):
        ids[(entry.id,)] = entry.id
    for actor in ledger.of(Actor):
        for name in (actor.name.best("en") if actor.name else "", *actor.aliases):
            if spoken := phrase(name):
                ids.setdefault(spoken, actor.id)
    return Words(vocabulary(() if ledger.dossier is None else ledger.dossier.terms), ids)


def vocabulary(own: Iterable[Term] = ()) -> Vocabulary:
    """Give the words of a dossier; where it uses the id of a common term, its own counts."""
    found: dict[Axis, dict[str, Term]] = {"act": {}, "thing": {}, "area": {}}
    for term in (*_common_terms(), *own):
        found[term.of][term.id] = term
    return Vocabulary(found["act"], found["thing"], found["area"], _events())


@cache
def _tables() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(files("multivector.model").joinpath("terms.toml").read_text(encoding="utf-8"))


@cache
def _common_terms() -> tuple[Term, ...]:
    axes: tuple[Axis, ...] = ("act", "thing", "area")
    return tuple(_term(axis, id_, entry) for axis in axes for id_, entry in _tables()[axis].items())


def _term(axis: Axis, id_: str, entry: Mapping[str, Any]) -> Term:
    return Term(
        id=id_,
        of=axis,
        in_=tuple(entry.get("in", ())),
        perhaps_in=tuple(entry.get("perhaps-in", ())),
        says=tuple(entry.get("says", ())),
        act=entry.get("act"),
        whole="yes" if entry.get("whole") else "no",
        name=_names(entry),
    )


@cache
def _events() -> dict[str, Event]:
    return {
        id_: Event(
            id_,
            tuple(int(word) if word.isdigit() else word for word in small_words(entry["says"])),
            bool(entry.get("reading")),
            _names(entry),
        )
        for id_, entry in _tables()["event"].items()
    }


def _names(entry: Mapping[str, Any]) -> Names:
    return names(**{language: entry[language] for language in ("en", "ru", "kk")})
