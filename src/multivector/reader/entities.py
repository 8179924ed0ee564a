"""Words and names of the tagger -> the persons, bodies and places that a text names, with the words that belong to each.

    for entity in entities(cut, tagged):
        entity.kind, entity.span  # "ORG" «правительства Перу», "LOC" «Перу»

The tagger knows names; it does not know that «правительство Перу» is somebody else than Peru, that «компания «Заря»» is one name,
that a bracket gives a second name, or that a shuttle is no company. What kind a name is of is corrected by the noun that stands
before it and by a table; a body is grown from the noun that heads it over what depends on it. Entities may lie in one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, cast

from multivector.reader.gazetteer import states
from multivector.reader.inflect import adjective, people, russian, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from multivector.reader.spans import Span
    from multivector.reader.tagging import Tagged
    from multivector.reader.tokens import Cut

Kind = Literal["PER", "LOC", "ORG"]
_OPENING, _CLOSING = frozenset("«„“\"'"), frozenset("»”“\"'")
_LINKS = frozenset({"по", "при", "против", "за", "для"})
_CLASSING = ("государственн", "национальн", "федеральн", "генеральн")
"""Beginnings of adjectives that are a part of a body's name; so are those of peoples."""
_PLURAL = ("и", "ы", "я", "а", "ов", "ев", "ей", "й", "ам", "ям", "ами", "ями", "ах", "ях")
_INNER = frozenset({"NOUN", "ADJ", "PROPN"})
_REACH = 7
"""Words that may stand between the noun that heads a body and the name that makes it one."""
_STEM, _SHORT = 5, 3
"""Letters by which a name that is told again is known whatever its case, and the least that it needs."""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """Somebody or some place named: the tokens from `first` to before `end`, and their place in the text."""

    first: int
    end: int
    kind: Kind
    span: Span

    def holds(self, other: Entity) -> bool:
        """Tell whether another lies within this one."""
        return self.first <= other.first and other.end <= self.end and self != other


@dataclass(frozen=True, slots=True, order=True)
class _Name:
    first: int
    end: int
    kind: str


def fold(word: str) -> str:
    """Write a word as the tables do."""
    return word.lower().replace("ё", "е")


def classed(word: str, *classes: str) -> bool:
    """Tell whether a folded word is a noun of one of the table's classes."""
    return not _nouns().get(word, frozenset()).isdisjoint(classes)


def forms(lemma: str) -> frozenset[str]:
    """Give the forms of a noun in both numbers; generous, since a form that nobody writes is found nowhere."""
    if lemma.endswith("ец"):
        return people(lemma)
    stem = lemma[:-1] if lemma[-1] in "аяоеьйыи" else lemma
    many = {stem + ending for ending in _PLURAL} | ({stem} if lemma[-1] in "аояе" else set())
    return russian(lemma) | many if len(lemma) > _SHORT else russian(lemma)


@cache
def _nouns() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, lemmas in table("facts_entities")["nouns"].items():
        for lemma in lemmas.split():
            for form in forms(lemma):
                found.setdefault(form, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _beginning(word: str) -> str:
    """Write a word of a name as the table does: an abbreviation as it is, another without its ending."""
    if word.endswith("=") or len(word) <= _SHORT:
        return fold(word).removesuffix("=")
    low = fold(word)
    ending = 2 if low.endswith(("ая", "яя", "ый", "ий", "ой", "ое", "ее", "ые", "ие")) else int(low[-1] in "аяоеыийьу")
    return low[: len(low) - ending] + "*"


@cache
def _names() -> dict[int, tuple[tuple[tuple[str, ...], str], ...]]:
    """Give the names of the table by their number of words."""
    found: dict[int, list[tuple[tuple[str, ...], str]]] = {}
    for kind, line in table("facts_entities")["names"].items():
        for name in line.split(","):
            parts = tuple(name.split())
            found.setdefault(len(parts), []).append((parts, kind))
    for line in table("blocs")["blocs"].values():
        for name in map(str.strip, line.split(",")):
            parts = tuple(map(_beginning, name.split()))
            if len(parts) > 1 or name.endswith("="):
                found.setdefault(len(parts), []).append((parts, "ORG"))
    return {length: tuple(names) for length, names in found.items()}


@cache
def _adjectives() -> frozenset[str]:
    """Give the forms of the adjectives of states."""
    words = (fold(word) for state in states() for word in state.adjectives)
    return frozenset(form for word in words if word.endswith("ий") for form in adjective(word[:-2]))


@cache
def state_names() -> frozenset[str]:
    """Give the usual names of states in all their forms, folded."""
    names = {fold(name).removesuffix("=") for state in states() for name in state.ru}
    return frozenset(form for name in names for form in (russian(name) if " " not in name else (name,)))


@lru_cache(maxsize=4096)
def _named(words: tuple[str, ...]) -> str | None:
    """Give the kind of a name of the table, `NONE` for what is no name; None where it is not in it."""
    for parts, kind in _names().get(len(words), ()):
        if all(word.startswith(part[:-1]) if part[-1] == "*" else word == part for word, part in zip(words, parts, strict=True)):
            return kind
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words with their tags, asked by number; outside the text there is nothing."""

    cut: Cut
    tagged: Tagged

    def low(self, at: int) -> str:
        return fold(self.cut.words[at]) if 0 <= at < len(self.cut.words) else ""

    def high(self, at: int) -> bool:
        return 0 <= at < len(self.cut.words) and self.cut.words[at][:1].isupper()

    def part(self, at: int) -> str:
        return self.tagged.tags[at].part if 0 <= at < len(self.cut.words) else ""

    def feature(self, at: int, name: str) -> str:
        return self.tagged.tags[at].features.get(name, "") if 0 <= at < len(self.cut.words) else ""

    def case(self, at: int) -> str:
        return self.feature(at, "Case")

    def is_(self, at: int, *classes: str) -> bool:
        return classed(self.low(at), *classes)

    def before(self, at: int) -> int:
        """Give the word before one, over an opening quote."""
        return at - 2 if self.low(at - 1) in _OPENING else at - 1

    def quoted(self, at: int) -> int:
        """Give the end of the quote that opens at a word, behind its closing mark; the word itself where none does."""
        if self.low(at) not in _OPENING or not self.high(at + 1):
            return at
        for end in range(at + 2, min(at + 2 + _REACH, len(self.cut.words))):
            if self.low(end) in _CLOSING:
                return end + 1
        return at

    def key(self, name: _Name) -> tuple[str, ...]:
        """Give what a name is known by when it is told again."""
        words = (self.cut.words[at] for at in range(name.first, name.end))
        return tuple(fold(word if word.isupper() else word[:_STEM]) for word in words if word[:1].isalnum())

    def whole(self, name: _Name) -> tuple[str, ...]:
        return tuple(self.low(at) for at in range(name.first, name.end) if self.low(at)[:1].isalnum())


def entities(cut: Cut, tagged: Tagged) -> tuple[Entity, ...]:
    """Give the entities of a text in order, the outer of two before the inner."""
    words = _Words(cut, tagged)
    names = [part for name in tagged.names for part in _parts(words, _Name(name.first, name.end, name.kind))]
    names += _brackets(words, names)
    names = _told(words, names)
    things = {words.key(name) for name in names if _thing(words, name)}
    names = [_placed(words, replace(name, kind=_kind(words, name))) for name in names if words.key(name) not in things]
    names = [name for name in names if name.kind in {"PER", "LOC", "ORG"}]
    grown, dropped = _bodies(words, names)
    whole = sorted(
        {*grown, *(name for name in names if name not in dropped)}, key=lambda name: (name.first, -name.end, name.kind)
    )
    return tuple(Entity(one.first, one.end, cast("Kind", one.kind), cut.span(one.first, one.end)) for one in whole)


def _parts(words: _Words, name: _Name) -> Iterator[_Name]:
    """Cut a name at brackets, which hold a second name of the same."""
    first = name.first
    for at in range(name.first, name.end + 1):
        if at == name.end or words.low(at) in {"(", ")"}:
            if first < at:
                yield replace(name, first=first, end=at)
            first = at + 1


def _brackets(words: _Words, names: Iterable[_Name]) -> Iterator[_Name]:
    """Give the second names in brackets right behind a name that the tagger does not see: an abbreviation, or Latin words."""
    known = {at for name in names for at in range(name.first, name.end)}
    for name in names:
        at = name.end + (words.low(name.end) in _CLOSING or words.low(name.end) == ")")
        if words.low(at) != "(" or name.kind == "LOC":
            continue
        end = next((end for end in range(at + 1, at + 2 + _REACH) if words.low(end) == ")"), at)
        inner = [words.cut.words[one] for one in range(at + 1, end)]
        latin = bool(inner) and all(word[:1].isascii() for word in inner) and inner[0][:1].isupper()
        short = len(inner) == 1 and inner[0].isupper() and name.kind == "ORG"
        if (latin or short) and known.isdisjoint(range(at + 1, end)):
            yield _Name(at + 1, end, name.kind)


def _told(words: _Words, names: list[_Name]) -> list[_Name]:
    """Add names of the table, and what is named elsewhere in the text, where the tagger sees none."""
    longer = {at for name in names if name.end - name.first > 1 for at in range(name.first, name.end)}
    taken = {at for name in names for at in range(name.first, name.end)}
    again = {
        key[0]: name.kind for name in names if name.kind != "LOC" and len(key := words.key(name)) == 1 and len(key[0]) >= _SHORT
    }
    added = []
    replaced: set[int] = set()
    for at in range(len(words.cut.words)):
        if at in longer or not words.high(at):
            continue
        two = _Name(at, at + 2, "")
        one = _Name(at, at + 1, "")
        kind = _named(words.whole(two)) if at + 1 not in longer and words.low(at + 1)[:1].isalnum() else None
        if kind in {"ORG", "LOC"}:
            added.append(replace(two, kind=kind))
            replaced |= {at, at + 1}
            continue
        if at in taken:
            continue
        key = words.key(one)
        kind = _named(words.whole(one)) or (again.get(key[0]) if key and words.part(at) in {"PROPN", "X"} else None)
        if kind is None and words.part(at) == "PROPN" and words.low(at) in state_names():
            kind = "LOC"
        if kind in {"ORG", "LOC", "PER"}:
            added.append(replace(one, kind=kind))
    return [*(name for name in names if name.first not in replaced), *added]


def _thing(words: _Words, name: _Name) -> bool:
    """Tell whether a quoted name is that of a thing or a work, by the noun before it; who made it may stand there unquoted."""
    quoted = words.low(name.first - 1) in _OPENING and name.kind != "PER"
    return quoted and words.is_(name.first - 2, "thing") and _named(words.whole(name)) is None


def _kind(words: _Words, name: _Name) -> str:
    """Give the kind of a name, by the table, or by the noun before it."""
    known = _named(words.whole(name))
    if known == "ORG" and words.low(name.first - 1) in {"в", "во"} and words.is_(name.end - 1, "seat"):
        return "LOC"
    if known is not None:
        return known
    if not any(words.high(at) for at in range(name.first, name.end)):
        return ""
    before = words.before(name.first)
    if name.kind != "PER" and words.is_(before, "generic") and words.low(name.first - 1) in _OPENING:
        return "ORG"
    return name.kind


def _placed(words: _Words, name: _Name) -> _Name:
    """Make a place of a body that a noun before it, or its own head, calls one."""
    if name.kind != "ORG" or _named(words.whole(name)) is not None:
        return name
    before = words.before(name.first)
    if words.is_(before, "place") and not words.is_(before, "body", "generic"):
        return _Name(before, name.end, "LOC")
    head = next((at for at in range(name.first, name.end) if words.part(at) == "NOUN"), name.first)
    return replace(name, kind="LOC") if words.is_(head, "place") else name


def _bodies(words: _Words, names: Sequence[_Name]) -> tuple[set[_Name], set[_Name]]:
    """Grow bodies from the nouns that head them; give them, and the names that they take the place of."""
    starts = {name.first: name for name in names}
    inside = {at: name for name in names for at in range(name.first, name.end)}
    grown: set[_Name] = set()
    dropped: set[_Name] = set()
    for at in range(len(words.cut.words)):
        name = inside.get(at)
        if name is not None and name.kind == "ORG" and name.first == at:
            wide = replace(name, first=_led(words, inside, at), end=_onward(words, starts, name.end))
            if wide != name:
                grown.add(wide)
                dropped.add(name)
        elif name is None and words.is_(at, "body", "generic") and words.part(at) in {"NOUN", "PROPN"}:
            own = _next(words, starts, at + 1) if words.is_(at, "generic") else at + 1
            many = not words.is_(at, "body") and words.feature(at, "Number") != "Sing"
            end = own if own > at + 1 or many else _reached(words, starts, at + 1)
            first = _led(words, inside, at, every=end > at + 1)
            if end > at + 1:
                grown.add(_Name(first, _onward(words, starts, end), "ORG"))
                dropped |= {one for one in _within(starts, at, own) if one.kind == "ORG"}
    return grown, dropped


def _within(starts: dict[int, _Name], first: int, end: int) -> Iterator[_Name]:
    return (starts[at] for at in range(first, end) if at in starts)


def _next(words: _Words, starts: dict[int, _Name], at: int) -> int:
    """Give the end of a body's own name right behind the noun that says what it is."""
    end = words.quoted(at)
    if end > at:
        return end
    name = starts.get(at)
    return name.end if name is not None and name.kind == "ORG" else at


def _onward(words: _Words, starts: dict[int, _Name], end: int) -> int:
    """Give the end of a body's name with the places and bodies that it is of: «… России по Омску»."""
    for _ in range(_SHORT):
        if words.low(end) == "при" and words.is_(end + 1, "body") and end + 1 not in starts:
            end += 2
        at = end + (words.low(end) in _CLOSING)
        at += words.low(at) == "по" or (words.is_(at, "place") and words.case(at) == "Gen")
        name = starts.get(at)
        if (
            name is None
            or name.kind == "PER"
            or words.low(at - 1) in _OPENING
            or (at == end and words.case(at) not in {"Gen", ""})
        ):
            return end
        end = name.end
    return end


def _reached(words: _Words, starts: dict[int, _Name], first: int) -> int:
    """Give the end of the first name among what depends on a body: genitives, and what it is for; `first` where there is none."""
    at = first
    linked = False
    while at < first + _REACH:
        name = starts.get(at)
        placed = words.is_(at - 1, "place") and at > first
        if name is not None and name.kind != "PER" and (linked or placed or words.case(at) in {"Gen", ""}):
            return name.end
        quoted = words.quoted(at)
        if quoted > at:
            return quoted
        if words.low(at) in _LINKS:
            linked = True
        elif words.low(at) == "и" and words.case(at - 1) == words.case(at + 1) == "Gen" and not words.high(at + 1) and at > first:
            pass
        elif words.part(at) not in _INNER or (words.case(at) != "Gen" and not linked) or words.high(at):
            break
        at += 1
    return first


def _led(words: _Words, inside: dict[int, _Name], at: int, *, every: bool = False) -> int:
    """Give the first of the adjectives before a noun that are a part of the name: those of states, or every one of relation."""
    first = at
    while words.part(first - 1) == "ADJ" and first - 1 not in inside and words.case(first - 1) == words.case(at):
        low = words.low(first - 1)
        if not (every or low in _adjectives() or low.startswith(_CLASSING)):
            break
        first -= 1
    return first
