"""Wordings: phrases of several words with classes and names among them, from the tables, and where in a sentence they stand.

A wording is written as its words with blanks between, in a section of a table under `phrases`:

    word        the word itself, small, with "е" for "ё"; also a mark
    stem*       any word that begins so
    a|b*        either of them
    <class>     a word of a class of the tables; <actor> whoever is named, <share> a percentage or "half", <niche> a thing that
                can be supplied, <will> also any verb of the future, <year> the end of a date, <money> that of an amount
    ?x          x or nothing
    ..3         at most three words more, none of them a mark that ends a sentence or begins another thing
    ^           the beginning of the sentence, before marks of quotation
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from multivector.reader.frames.lexicon import TABLES
from multivector.reader.numbers import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from multivector.reader.frames.sentence import Sentence

NICHE = "niche-"
"""How the classes of things that are supplied begin; what follows is the sector."""
_MARKS = frozenset({";", "(", ")", ".", "!", "?", "…"})
_OPENING = frozenset({"«", '"', "“", "„", "—", "–", "-"})
_PARTS = frozenset({"half", "third", "quarter", "thirds", "quarters", "majority", "половину", "половина", "треть", "четверть"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording found: the name of its section, and its tokens."""

    name: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    words: frozenset[str]
    stems: tuple[str, ...]
    classes: tuple[str, ...]
    optional: bool
    gap: int
    marks: frozenset[str]
    """What a word may bear to be taken: itself, or `stem*` for a beginning of it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Wording:
    table: str
    name: str
    parts: tuple[_Part, ...]
    opens: bool
    needs: tuple[_Part, ...]
    """The parts behind the first that a sentence must hold somewhere for the wording to stand in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Wordings by the marks of their first words, and all the beginnings of words that some wording asks for."""

    first: Mapping[str, tuple[_Wording, ...]]
    stems: frozenset[str]
    longest: int


def shelf(wordings: Iterable[_Wording]) -> Shelf:
    """Put wordings where a sentence's words find them."""
    first: dict[str, list[_Wording]] = {}
    stems: set[str] = set()
    for each in wordings:
        for mark in sorted(each.parts[0].marks):
            first.setdefault(mark, []).append(each)
        stems.update(stem for part in each.parts for stem in part.stems)
    return Shelf({mark: tuple(some) for mark, some in first.items()}, frozenset(stems), max(map(len, stems), default=0))


def wording(of: str, name: str, written: str) -> _Wording:
    """Read a wording of a section of a table."""
    words = written.split()
    opens = words[0] == "^"
    parts = tuple(_part(word) for word in words[opens:])
    if parts[0].gap or parts[0].optional or parts[0].classes:
        raise ValueError(written)  # a fault of our own table: wordings are sought by their first words
    needs = tuple(part for part in parts[1:] if not (part.optional or part.gap or _SPECIAL.keys() & set(part.classes)))
    return _Wording(of, name, parts, opens, needs)


def _part(written: str) -> _Part:
    word = written.removeprefix("?") or written
    optional = word != written
    if word.startswith(".."):
        return _Part(frozenset(), (), (), optional, int(word[2:]), frozenset())
    kinds = word.split("|")
    marks = frozenset(kind for kind in kinds if not kind.startswith("<"))
    return _Part(
        frozenset(mark for mark in marks if not mark.endswith("*")),
        tuple(kind[:-1] for kind in kinds if kind.endswith("*")),
        tuple(kind[1:-1] for kind in kinds if kind.startswith("<")),
        optional,
        0,
        marks,
    )


@lru_cache(maxsize=65536)
def _marks(on: Shelf, word: str) -> frozenset[str]:
    """Give what a word bears: itself, and each beginning of it that some wording asks for."""
    lengths = range(1, min(len(word), on.longest) + 1)
    return frozenset((word, *(word[:length] + "*" for length in lengths if word[:length] in on.stems)))


@lru_cache(maxsize=65536)
def _openings(on: Shelf, word: str) -> tuple[_Wording, ...]:
    marks = _marks(on, word) & on.first.keys()
    return tuple(dict.fromkeys(each for mark in sorted(marks) for each in on.first[mark]))


@lru_cache(maxsize=4096)
def _begun(on: Shelf, low: tuple[str, ...]) -> tuple[Mapping[str, tuple[tuple[int, _Wording], ...]], frozenset[str]]:
    """Give the wordings that may begin in a sentence, by table and place, and what all of its words bear.

    Kept for the sentences of a text, since each kind of draft asks anew.
    """
    found: dict[str, list[tuple[int, _Wording]]] = {}
    for at, word in enumerate(low):
        for each in _openings(on, word):
            found.setdefault(each.table, []).append((at, each))
    there = frozenset().union(*(_marks(on, word) for word in low)) if found else frozenset()
    return {name: tuple(some) for name, some in found.items()}, there


def hits(name: str, one: Sentence, on: Shelf | None = None) -> list[Hit]:
    """Give the wordings of a table that stand in a sentence, in the order of their first words.

    Args:
        name: Of the table.
        one: The sentence.
        on: Where wordings lie; those of the tables where nothing is given.
    """
    begun, there = _begun(on or _SHELF, one.low)
    found = []
    for place, each in begun.get(name, ()):
        at = one.tokens.start + place
        if each.opens and any(one.word(before) not in _OPENING for before in range(one.tokens.start, at)):
            continue
        if not all(_held(part, one, there) for part in each.needs):
            continue
        end = _end(one, each.parts, at)
        if end is not None:
            found.append(Hit(each.name, at, end))
    return found


def _held(part: _Part, one: Sentence, there: frozenset[str]) -> bool:
    """Tell whether a sentence holds a word that a part takes, wherever it stands."""
    return not part.marks.isdisjoint(there) or any(name in one.places for name in part.classes)


def _end(one: Sentence, parts: tuple[_Part, ...], at: int) -> int | None:
    """Give where a wording ends that begins at a word; None where it does not stand there."""
    if not parts:
        return at
    part, rest = parts[0], parts[1:]
    if part.gap:
        for skip in range(part.gap + 1):
            end = _end(one, rest, at + skip)
            if end is not None or at + skip not in one.tokens or one.word(at + skip) in _MARKS:
                return end
        return None
    after = _step(one, part, at)
    end = None if after is None else _end(one, rest, after)
    return _end(one, rest, at) if end is None and part.optional else end


def _step(one: Sentence, part: _Part, at: int) -> int | None:
    if at not in one.tokens:
        return None
    word = one.word(at)
    if word in part.words or word.startswith(part.stems) or one.is_(at, *part.classes):
        return at + 1
    ends = (_SPECIAL[name](one, at) for name in part.classes if name in _SPECIAL)
    return next((end for end in ends if end is not None), None)


def _actor(one: Sentence, at: int) -> int | None:
    return next((each.end for each in one.named if each.first == at), None)


def _share(one: Sentence, at: int) -> int | None:
    word = one.word(at)
    if word[:1].isdigit() and (one.word(at + 1) in {"%", "percent", "per"} or one.word(at + 1).startswith("процент")):
        return at + 2
    return at + 1 if word.endswith("%") or word in _PARTS else None


def _niche(one: Sentence, at: int) -> int | None:
    return at + 1 if niche(one, at) is not None else None


def niche(one: Sentence, at: int) -> str | None:
    """Give the sector of a thing that can be supplied."""
    kinds = one.kinds[at - one.tokens.start] if at in one.tokens else ()
    return next((kind.removeprefix(NICHE) for kind in sorted(kinds) if kind.startswith(NICHE)), None)


def _ahead(one: Sentence, at: int) -> int | None:
    return at + 1 if one.feature(at, "Tense") == "Fut" else None


def _year(one: Sentence, at: int) -> int | None:
    return at + 1 if any(place == at for place, _ in one.dates) else None


def _money(one: Sentence, at: int) -> int | None:
    return at + 1 if any(place == at for place, _ in one.amounts) else None


_SPECIAL: dict[str, Callable[[Sentence, int], int | None]] = {
    "actor": _actor, "share": _share, "niche": _niche, "year": _year, "will": _ahead, "money": _money,
}  # fmt: skip
_SHELF = shelf(
    wording(name, section, written)
    for name in TABLES
    for section, lists in table(f"frames/{name}").items()
    for written in lists.get("phrases", ())
)
