"""The persons of a ledger: what they are called, which offices they held when, and which of them a surname in a text means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from multivector.reader.automaton import WORD, clean
from multivector.reader.gazetteer import Called, bend, fold, forms, listed, packaged
from multivector.reader.inflect import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from multivector.model.entries import Actor
    from multivector.model.parts import Office

_PATRONYMIC = re.compile(r".*(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой)|чн(?:а|ы|е|у|ой)|ұлы|қызы)")
_BETWEEN = re.compile(r"[^\S\n]{0,3}\n?[^\S\n]{0,3}|[-\u2010\u2011]|\.[^\S\n]{0,2}|\.-")
_REACH = 90
"""How far from a surname, in code points, the rest of the name is looked for."""
_MOST = 4
"""How many words of a name may stand beside the surname."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in an office: from the first day on which it may have begun to the last on which it may have ended."""

    office: str
    since: date
    until: date | None

    def at(self, day: date) -> bool:
        """Say whether the office may have been held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """The names of a person beside the surname, in all their forms."""

    id: str
    state: str | None
    given: frozenset[str]
    initials: frozenset[str]
    particles: frozenset[str]
    family_first: int
    """How many words the name has, where the surname comes first; else 0."""
    alone: bool
    """Whether an office makes the surname alone enough."""
    terms: tuple[Term, ...] = ()
    """Of a person of the packaged table, who stands for a state: when."""

    def known(self, day: date | None) -> bool:
        """Say whether a text of that day may mean the person: nobody of the table before the first term, or without a day."""
        return not self.terms or (day is not None and any(term.since <= day for term in self.terms))

    def held(self, day: date | None) -> tuple[str, ...]:
        """Give the offices of the table that the person may have held on that day."""
        return () if day is None else tuple(term.office for term in self.terms if term.at(day))


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a person held."""

    person: str
    since: date | None
    until: date | None

    def at(self, day: date) -> bool:
        """Say whether it may have been held on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def _family_first() -> frozenset[str]:
    return frozenset(listed(table("roles")["persons"]["family-first"]))


def split(name: str) -> tuple[str, list[str]]:
    """Split a full name into the surname and the rest; a Chinese, Korean or Vietnamese surname comes first."""
    words = [match[0] for match in WORD.finditer(name)]
    if len(words) > 1 and fold(words[0]) in _family_first():
        return words[0], words[1:]
    return (words[-1], words[:-1]) if words else ("", [])


def persons(actors: Iterable[Actor]) -> tuple[dict[str, Person], list[Called]]:
    """Give the persons among actors by id, and their surnames as names to be found."""
    found: dict[str, Person] = {}
    surnames: list[Called] = []
    for actor in actors:
        if actor.type != "person":
            continue
        names = () if actor.name is None else actor.name.texts
        given: set[str] = set()
        initials: set[str] = set()
        particles: set[str] = set()
        family_first = 0
        for lang, name in (*names, *(("", alias) for alias in actor.aliases)):
            surname, rest = split(name)
            how = bend(surname, lang)
            for word in rest:
                if word.islower():
                    particles.add(word)
                    continue
                initials.add(fold(word)[0])
                given |= forms(fold(word), "russian" if how == "russian" else how)
            if surname[:1].isupper():
                bends = "surname" if how == "russian" else how
                surnames.append(Called(actor.id, "person", surname, bends, own=True))
            if fold(surname) in _family_first():
                family_first = max(family_first, 1 + len(rest))
        sets = frozenset(given), frozenset(initials), frozenset(particles)
        found[actor.id] = Person(actor.id, actor.part_of, *sets, family_first, not family_first and bool(actor.offices))
    return found, surnames


def offices(actors: Iterable[Actor]) -> tuple[dict[tuple[str, str], tuple[Held, ...]], list[Called]]:
    """Give who held which office of whom, and the titles of offices as names to be found."""
    held: dict[tuple[str, str], list[Held]] = {}
    titles: list[Called] = []
    for actor in actors:
        for office in actor.offices:
            since = None if office.from_ is None else office.from_.earliest
            until = None if office.to is None else office.to.latest
            held.setdefault((office.of, office.office), []).append(Held(actor.id, since, until))
            titles += _titles(office)
    return {key: tuple(each) for key, each in held.items()}, titles


def _titles(office: Office) -> Iterator[Called]:
    """Give the titles that name no state: «председатель КНР» is read as an office and a state."""
    states = {fold(called.words) for called in packaged() if called.how in {"name", "alias", "demonym"}}
    for lang, title in () if office.title is None else office.title.texts:
        words = title.split()
        if any(fold(word) in states or (lang != "en" and word[0].isupper()) for word in words[1:]):
            continue
        yield Called("", "role", title, bend(title, lang), "any", office.office, own=True)


def leads() -> tuple[str, ...]:
    """Give the offices that "the leader" may mean, in their order."""
    return tuple(table("roles")["leads"])


def widened(text: str, start: int, end: int, person: Person) -> tuple[int, int]:
    """Give the place of the whole name around a surname: given names, initials and a patronymic, before it or behind it."""
    first = _before(text, start, person)
    return (first, end) if first < start else (start, _behind(text, end, person))


def _before(text: str, start: int, person: Person) -> int:
    best, edge = start, start
    for match in reversed(list(WORD.finditer(text, max(0, start - _REACH), start))[-_MOST:]):
        kind = _kind(text, match, person) if _BETWEEN.fullmatch(text, match.end(), edge) else "none"
        if kind == "none":
            break
        edge = match.start()
        if kind == "given":
            best = edge
    return best


def _behind(text: str, end: int, person: Person) -> int:
    best, edge = end, end
    for match in islice(WORD.finditer(text, end, min(len(text), end + _REACH)), _MOST):
        kind = _kind(text, match, person) if _BETWEEN.fullmatch(text, edge, match.start()) else "none"
        if kind == "none" or (text[edge : edge + 1] == "." and best == end):
            break
        edge = match.end()
        joined = kind == "particle" and best == match.start() - 1 and text[best] == "-"  # "Lee Jae-myung"
        if kind == "given" or (kind == "beside" and best > end) or joined:
            best = edge + (len(match[0]) == 1)
    return best


def _kind(text: str, match: re.Match[str], person: Person) -> Literal["given", "beside", "particle", "none"]:
    """Say what a word beside a surname is: a given name or its initial, a patronymic or another initial, a particle, or none."""
    word, folded = clean(match[0]), fold(clean(match[0]))
    if not word[0].isupper():
        return "particle" if word in person.particles else "none"
    initial = len(word) == 1 and text[match.end() : match.end() + 1] == "."
    if (initial and folded in person.initials) or (len(word) > 1 and folded in person.given):
        return "given"
    return "beside" if initial or _PATRONYMIC.fullmatch(folded) else "none"


def continued(text: str, end: int) -> bool:
    """Say whether another capitalised word follows, as a given name does after a surname that comes first."""
    match = WORD.match(text, end + 1)
    return match is not None and text[end] == " " and match[0][0].isupper()


def holders(
    held: Mapping[tuple[str, str], tuple[Held, ...]], of: str, names: tuple[str, ...], day: date | None
) -> tuple[Held, ...]:
    """Give who held an office of a state on a day; the first of the names that anybody held decides. No day, no holder."""
    if day is None:
        return ()
    for name in names:
        found = tuple({each.person: each for each in held.get((of, name), ()) if each.at(day)}.values())
        if found:
            return found
    return ()
