"""Who spoke for which state, and when: the packaged table of heads of state and of government, and of some foreign ministers.

A text says «Эрдоган» or "Modi" and means a state. That holds in office only: before it they are nobody known, after it a former
leader, who speaks for no state. A surname that others bear too needs a given name, the office or a full mention beside it.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from multivector.reader.automaton import WORD
from multivector.reader.gazetteer import Bend, Called, Case, bend, fold, forms, listed
from multivector.reader.inflect import table
from multivector.reader.persons import Person, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAME = re.compile(r"(?P<before>[^*~]*)(?P<mark>[*~])(?P<surname>\S+)(?P<behind>.*)")
_TERM = re.compile(r"(?P<office>[a-z-]+) (?P<since>\d{4}(?:-\d\d){0,2})(?P<open>\.\.(?P<until>\d{4}(?:-\d\d){0,2})?)?")
_MARKS = str.maketrans({"*": "", "~": "", "_": " "})
_LETTERS = str.maketrans("ıøłđæØŁĐ", "ioldaOLD")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the table has it: the surname, the words beside it in their order, and whether the surname is enough alone."""

    marked: str
    surname: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    alone: bool

    @property
    def written(self) -> str:
        """Give the name as a text has it."""
        return self.marked.translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of the table."""

    id: str
    state: str
    russian: tuple[Name, ...]
    english: tuple[Name, ...]
    terms: tuple[Term, ...]
    checked: tuple[str, ...]
    """The kinds of source in which the row was found."""


@cache
def leaders() -> tuple[Leader, ...]:
    """Give the rows of the table, in its order."""
    return tuple(
        _leader(code, number, row) for code, rows in table("leaders")["states"].items() for number, row in enumerate(rows)
    )


def _leader(code: str, number: int, row: str) -> Leader:
    russian, english, terms, checked = (column.strip() for column in row.split("|"))
    return Leader(
        f"leader:{code}:{number}",
        f"iso3:{code}",
        tuple(map(_name, listed(russian))),
        tuple(map(_name, listed(english))),
        tuple(map(_term, terms.split("; "))),
        tuple(checked.split()),
    )


def _name(written: str) -> Name:
    match = _NAME.fullmatch(written)
    if match is None:
        raise ValueError(f"no mark before the surname: {written}")
    before, behind = (tuple(found[0] for found in WORD.finditer(match[part].replace("_", " "))) for part in ("before", "behind"))
    return Name(written, match["surname"].replace("_", " "), before, behind, match["mark"] == "*")


def _term(written: str) -> Term:
    match = _TERM.fullmatch(written)
    if match is None:
        raise ValueError(f"no term of office: {written}")
    until = match["until"] if match["open"] else match["since"]
    return Term(match["office"], _day(match["since"]), None if until is None else _day(until, last=True))


def _day(written: str, *, last: bool = False) -> date:
    """Give the first or the last day of a year, a month or a day."""
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    if not month:
        return date(year, 12, 31) if last else date(year, 1, 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def plain(name: str) -> str:
    """Give a name without accents, as many papers print it."""
    parts = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def packaged_persons() -> tuple[Mapping[str, Person], tuple[Called, ...]]:
    """Give the persons of the table by id, and their surnames as names to be found."""
    people: dict[str, Person] = {}
    called: dict[Called, None] = {}
    for leader in leaders():
        names = [*leader.russian, *leader.english]
        names += [_name(plain(name.marked)) for name in leader.english]
        words = [word for name in names for word in (*name.before, *name.behind)]
        given = [word for word in words if not word.islower()]
        people[leader.id] = Person(
            leader.id,
            leader.state,
            frozenset(form for word in given for form in forms(fold(word), bend(word))),
            frozenset(fold(word)[0] for word in given),
            frozenset(word for word in words if word.islower()),
            max((1 + len(name.behind) for name in names if name.behind), default=0),
            alone=True,
            terms=leader.terms,
        )
        for name in names:
            called[_called(leader.id, name)] = None
    return people, tuple(called)


def _called(id_: str, name: Name) -> Called:
    """Give a surname as a name to be found; «Ван И» as it is written only, since «и» is a word."""
    short = any(len(word) == 1 for word in name.surname.split())
    how: Bend = "none" if short else "surname" if bend(name.surname) == "russian" else bend(name.surname)
    case: Case = "exact" if short else "capital" if name.surname[0].isupper() else "any"
    return Called(id_, "person", name.surname, how, case, doubtful=not name.alone)


def besides(people: Mapping[str, Person], surnames: Iterable[Called]) -> tuple[dict[str, Person], list[Called]]:
    """Give the persons of the table, but for those whom a ledger has: its own stay, and are found by the names of the table too.

    Args:
        people: The persons of the ledger.
        surnames: Their surnames.
    """
    packaged, called = packaged_persons()
    theirs: dict[str, list[str]] = {}
    for each in surnames:
        theirs.setdefault(fold(each.words), []).append(each.actor)
    same: dict[str, str] = {}
    for each in called:
        for id_ in theirs.get(fold(each.words), ()):
            if not packaged[each.actor].given.isdisjoint(people[id_].given):
                same[each.actor] = id_
    found = {id_: person for id_, person in packaged.items() if id_ not in same}
    for id_, own in same.items():
        mine, other = found.get(own, people[own]), packaged[id_]
        found[own] = replace(mine, given=mine.given | other.given, initials=mine.initials | other.initials)
    more = [replace(each, actor=same[each.actor], own=True) for each in called if each.actor in same]
    new = [each for each in more if each.actor not in theirs.get(fold(each.words), ())]
    return found, [*(each for each in called if each.actor not in same), *new]
