"""Words -> the offices that they name: «заместитель министра иностранных дел Перу» is a position and where it is held."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from multivector.reader.entities import classed, fold, forms, state_names
from multivector.reader.facts.records import Where
from multivector.reader.gazetteer import states
from multivector.reader.inflect import adjective, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.entities import Entity
    from multivector.reader.tagging import Tagged
    from multivector.reader.tokens import Cut

_INNER = frozenset({"NOUN", "ADJ", "PROPN"})
_OPENING = frozenset("«„“\"'")
_CLOSING = frozenset("»”“\"'")
_STEM = 4
_FAR = 8
"""Words that an office may take behind its noun before the name of where it is held."""
_NAMING = _INNER | {"X"}
_SECOND = ("зам", "секретар", "вице", "проректор")
"""Beginnings of offices of which there is a first one."""
_OUT_OF = frozenset({"из", "в", "во", "при", "от", "на", "по"})


@cache
def _nouns(name: str) -> frozenset[str]:
    """Give the nouns of a class of the table in all their forms."""
    return frozenset(form for lemma in table("facts_offices")["nouns"][name].split() for form in forms(lemma))


@cache
def _kept() -> tuple[str, ...]:
    return tuple(table("facts_offices")["adjectives"]["kept"])


@cache
def _firsts() -> frozenset[str]:
    return frozenset(table("facts_offices")["adjectives"]["first"])


@cache
def _states() -> dict[str, str]:
    """Give the usual names of states by the forms of their adjectives."""
    return {
        form: state.ru[0].removesuffix("=")
        for state in states()
        if state.ru
        for word in map(fold, state.adjectives)
        if word.endswith("ий")
        for form in adjective(word[:-2])
    }


def key(words: str) -> str:
    """Give what a name or an office is known by, whatever its case: the beginnings of its words."""
    return " ".join(word[:_STEM] for word in re.findall(r"\w+", fold(words)))


@dataclass(frozen=True, slots=True)
class Page:
    """A text's words, their tags and its entities, by number."""

    cut: Cut
    tagged: Tagged
    entities: Sequence[Entity]
    starts: dict[int, Entity] = field(init=False)
    """The outermost entity that begins at a word."""
    ends: dict[int, Entity] = field(init=False)
    inside: dict[int, Entity] = field(init=False)
    """The outermost entity that a word lies in."""

    def __post_init__(self) -> None:
        """Look the entities up by their words; they are given outer before inner."""
        starts: dict[int, Entity] = {}
        ends: dict[int, Entity] = {}
        inside: dict[int, Entity] = {}
        for each in self.entities:
            starts.setdefault(each.first, each)
            ends.setdefault(each.end, each)
            for at in range(each.first, each.end):
                inside.setdefault(at, each)
        for name, value in (("starts", starts), ("ends", ends), ("inside", inside)):
            object.__setattr__(self, name, value)

    def low(self, at: int) -> str:
        """Give a folded word; nothing outside the text."""
        return fold(self.cut.words[at]) if 0 <= at < len(self.cut.words) else ""

    def high(self, at: int) -> bool:
        """Tell whether a word is written large."""
        return 0 <= at < len(self.cut.words) and self.cut.words[at][:1].isupper()

    def part(self, at: int) -> str:
        """Give the part of speech."""
        return self.tagged.tags[at].part if 0 <= at < len(self.cut.words) else ""

    def feature(self, at: int, name: str) -> str:
        """Give a feature of a word's tag."""
        return self.tagged.tags[at].features.get(name, "") if 0 <= at < len(self.cut.words) else ""

    def case(self, at: int) -> str:
        """Give the case."""
        return self.feature(at, "Case")

    def together(self, one: int, other: int) -> bool:
        """Tell whether two words stand in one line."""
        first, last = sorted((one, other))
        return "\n" not in self.cut.text[self.cut.starts[first] : self.cut.ends[last]]

    def office(self, at: int, kind: str = "office") -> bool:
        """Tell whether a word is the noun of an office, or of another kind of the table."""
        return self.low(at) in _nouns(kind) and self.part(at) in _NAMING and self.feature(at, "Animacy") != "Inan"

    def state(self, name: Entity) -> bool:
        """Tell whether a name is that of a state."""
        return " ".join(map(self.low, range(name.first, name.end))) in state_names()


@dataclass(frozen=True, slots=True)
class Office:
    """An office named: the tokens of the position, of the whole phrase from `begin` to before `stop`, and where it is held."""

    begin: int
    first: int
    end: int
    stop: int
    where: Where | None
    case: str


def offices(page: Page, kind: str = "office") -> Iterator[Office]:
    """Give the offices that a text names, in order, or what is named alike; a deputy's holds that of whom he stands for."""
    stop = 0
    for at in range(len(page.cut.words)):
        if at < stop or not page.office(at, kind) or at in page.inside or page.feature(at, "Number") == "Plur":
            continue
        found = _office(page, at)
        stop = found.stop
        yield found


def _office(page: Page, at: int, *, shares: bool = True) -> Office:
    first, begin, adjectival = _before(page, at)
    end, stop, where = at + 1, at + 1, None
    linked = False
    while where is None and stop < at + 1 + _FAR:
        stop += page.low(stop) in _OPENING and stop + 1 in page.starts
        where, after = _held_at(page, stop, linked=linked)
        if where is not None:
            stop = after + (page.low(after) in _CLOSING)
        elif stop in page.starts:
            break
        elif page.low(stop) in _OUT_OF and (stop + 1 in page.starts or page.low(stop) == "по"):
            linked = True
            stop += 1
        elif _goes_on(page, stop, linked=linked):
            stop += 1
            end = stop
        else:
            break
    while end > at + 1 and page.part(end - 1) not in {"NOUN", "PROPN"}:
        end -= 1  # adjectives of what follows
    if where is None:
        public = page.office(at, "public") or page.office(at, "of-state")
        stop, where = end, adjectival if public or not shares else _shared(page, end)
    return Office(begin, first, end, stop, where, page.case(at))


def _shared(page: Page, end: int) -> Where | None:
    """Give where an office is held that shares this with the next one: «основатель и директор «Зари»»."""
    if page.low(end) != "и" or not (page.office(end + 1) or page.office(end + 1, "owner")):
        return None
    return _office(page, end + 1, shares=False).where


def _held_at(page: Page, at: int, *, linked: bool) -> tuple[Where | None, int]:
    """Give the body or place that begins at a word behind an office, and its end; one without a name only in the genitive."""
    name = page.starts.get(at)
    if name is None:
        end = at if linked else _unnamed(page, at)
        return (Where(page.cut.span(at, end), named=False), end) if end > at else (None, at)
    if name.kind == "PER" or not (linked or name.kind == "ORG" or page.case(at) in {"Gen", ""}):
        return None, at
    return Where(name.span), name.end


def _goes_on(page: Page, at: int, *, linked: bool) -> bool:
    """Tell whether a word behind an office is still a part of the position: «министр связи и торговли», «по делам печати»."""
    if page.low(at) == "и":
        cases = page.case(at - 1), page.case(at + 1)
        return cases == ("Gen", "Gen") and at + 1 not in page.inside and not page.office(at + 1)
    return page.part(at) in _INNER and (linked or page.case(at) == "Gen") and not page.high(at)


def _unnamed(page: Page, first: int) -> int:
    """Give the end of a body that has no name, «областного суда»; the word itself where there is none."""
    at = first
    while page.part(at) == "ADJ" and page.case(at) == "Gen" and at not in page.inside:
        at += 1
    if page.case(at) != "Gen" or at in page.inside or not classed(page.low(at), "body", "generic", "realm"):
        return first
    at += 1
    end = at
    while page.part(at) in _INNER and page.case(at) == "Gen" and not page.high(at) and not (at in page.inside or page.office(at)):
        at += 1
        end = at if page.part(at - 1) == "NOUN" else end
    return end


def _before(page: Page, at: int) -> tuple[int, int, Where | None]:
    """Give the first word of a position, that of all that stands before it, and the state that an adjective there means."""
    first = begin = at
    state = None
    joined = True
    while page.part(begin - 1) in {"ADJ", "PROPN"} or (page.low(begin - 1) == "и" and page.part(begin - 2) == "ADJ"):
        low = page.low(begin - 1)
        if low == "и":
            begin -= 1
            continue
        if page.case(begin - 1) != page.case(at) or page.inside.get(begin - 1) not in {None, page.starts.get(begin - 1)}:
            break
        name = _states().get(low)
        if name is not None or (low.endswith(_relating()) and not low.startswith(_kept())):
            state = state or Where(page.cut.span(begin - 1, begin), name)
        elif page.part(begin - 1) != "ADJ":
            break
        elif joined and (low.startswith(_kept()) or (low in _firsts() and page.low(at).startswith(_SECOND))):
            first = begin - 1
        else:
            joined = False
        begin -= 1
    return first, begin + (page.low(begin) == "и"), state


@cache
def _relating() -> tuple[str, ...]:
    return tuple(adjective("ск"))
