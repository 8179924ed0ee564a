"""What a state has promised, as records: clauses over boxes of action, object and area, or over amounts."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALWAYS: tuple[frozenset[str], ...] = (frozenset(),)
"""The trigger of a clause in force whatever happens."""
VARIABLE = "?"
"""What a variable begins with, alone as a term or among the arguments of an atom: attack(?x, ?y)."""


class Modality(StrEnum):
    """What a clause asks of its bearer."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"


class Rank(IntEnum):
    """The standing of what a clause rests on, higher before lower."""

    POLITICAL = 0
    TREATY = 1
    CHARTER = 2
    PEREMPTORY = 3


@dataclass(frozen=True, slots=True)
class Box:
    """Every act of a kind, towards every object of a kind, anywhere in an area: three terms of the taxonomies."""

    action: str
    object: str
    area: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of named quantities, each at least 0, that is to lie between two ends.

    Attributes:
        terms: Names with their coefficients.
        least: The least it may be, if there is one.
        most: The most it may be, if there is one.
    """

    terms: tuple[tuple[str, float], ...]
    least: float | None = None
    most: float | None = None

    def __post_init__(self) -> None:
        """Refuse what is no condition."""
        ends = [end for end in (self.least, self.most) if end is not None]
        if not self.terms or not ends:
            raise ValueError("an amount needs a quantity and an end")
        if len({name for name, _ in self.terms}) < len(self.terms):
            raise ValueError("an amount names a quantity twice")
        if not all(math.isfinite(number) for number in [*ends, *(factor for _, factor in self.terms)]):
            raise ValueError("an amount must be finite")
        if any(factor == 0 for _, factor in self.terms):
            raise ValueError("a quantity counts 0 times")
        if ends != sorted(ends):
            raise ValueError("an amount's least is more than its most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One commitment.

    Attributes:
        id: Its name, its own among all clauses.
        bearer: Who is bound, or holds the right.
        modality: Obligation, prohibition or permission; of an amount always an obligation.
        what: The box or the amount.
        every: Of an obligation or a permission: every act of the box on every day, not just some one.
        achieve: Of an obligation or a permission: once while in force, not on every day. Not with `every`.
        trigger: Sets of event and interpretation atoms; in force if all of one set hold.
        unless: Sets of atoms; not in force if all of one set hold.
        start: The first day in force, if it is known or there is one.
        end: The first day no longer in force, if there is one.
        parties: Who is party to the instrument; empty if not known.
        rank: The standing of the instrument.
        instrument: The text in which it stands.
        date: The day of the instrument's conclusion, if known.
        yields_to: Instruments to which this one declares itself subject.
        remedy_of: The clause whose breach puts this one in force, for what must be done then.
        weight: What breaking it costs, beside the others.
    """

    id: str
    bearer: str
    modality: Modality
    what: Box | Amount
    every: bool = False
    achieve: bool = False
    trigger: tuple[frozenset[str], ...] = ALWAYS
    unless: tuple[frozenset[str], ...] = ()
    start: int | None = None
    end: int | None = None
    parties: frozenset[str] = frozenset()
    rank: Rank = Rank.TREATY
    instrument: str = ""
    date: int | None = None
    yields_to: frozenset[str] = frozenset()
    remedy_of: str | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"{self.id}: it ends before it begins")
        if not 0 < self.weight < math.inf:
            raise ValueError(f"{self.id}: a weight is positive and finite")
        if not self.trigger:
            raise ValueError(f"{self.id}: without a set of atoms in its trigger it is never in force")
        if not all(self.unless):
            raise ValueError(f"{self.id}: an exception without atoms always holds")
        if self.modality is Modality.PROHIBITION and (self.every or self.achieve):
            raise ValueError(f"{self.id}: a prohibition is of every act on every day as it is")
        if self.every and self.achieve:
            raise ValueError(f"{self.id}: what is to be done once in every act is a clause for each of them")
        if isinstance(self.what, Amount) and (self.every or self.achieve or self.modality is not Modality.OBLIGATION):
            raise ValueError(f"{self.id}: an amount is owed on every day, and not in some or every act")
        if self.remedy_of is not None and (self.remedy_of == self.id or self.modality is Modality.PERMISSION):
            raise ValueError(f"{self.id}: a remedy is owed, for the breach of another clause")


def ground(clause: Clause, bindings: Iterable[Mapping[str, str]]) -> tuple[Clause, ...]:
    """Give a clause with variables once for each binding of them, so that trigger and act speak of the same.

    Args:
        clause: Its box, trigger and exceptions may hold variables ("?x"), alone or among an atom's arguments.
        bindings: Names for the variables, which are written with their mark.

    Returns:
        A clause for each binding, whose id has the names in brackets.

    Raises:
        ValueError: a variable is bound by no atom of a set of the trigger, or a binding lacks it.
    """
    loose = _variables([clause.what.action, clause.what.object, clause.what.area]) if isinstance(clause.what, Box) else set()
    loose |= {name for conjunction in clause.unless for name in _variables(conjunction)}
    bound = [_variables(conjunction) for conjunction in clause.trigger]
    for unbound in sorted(name for name in loose if not all(name in names for names in bound)):
        raise ValueError(f"{clause.id}: {unbound} is bound by no atom of its trigger")
    names = sorted(set().union(*bound))
    found = []
    for binding in bindings:
        if missing := [name for name in names if name not in binding]:
            raise ValueError(f"{clause.id}: nothing is bound to {missing[0]}")
        what = clause.what
        if isinstance(what, Box):
            what = Box(*(_filled(term, binding) for term in (what.action, what.object, what.area)))
        found.append(
            replace(
                clause,
                id=f"{clause.id}[{', '.join(binding[name] for name in names)}]" if names else clause.id,
                what=what,
                trigger=tuple(frozenset(_filled(atom, binding) for atom in each) for each in clause.trigger),
                unless=tuple(frozenset(_filled(atom, binding) for atom in each) for each in clause.unless),
            )
        )
    return tuple(found)


def _words(text: str) -> list[str]:
    for mark in "(,)":
        text = text.replace(mark, f"\0{mark}\0")
    return text.split("\0")


def _variables(texts: Iterable[str]) -> set[str]:
    return {word.strip() for text in texts for word in _words(text) if word.strip().startswith(VARIABLE)}


def _filled(text: str, binding: Mapping[str, str]) -> str:
    return "".join(
        word.replace(word.strip(), binding.get(word.strip(), word.strip())) if word.strip() else word for word in _words(text)
    )
