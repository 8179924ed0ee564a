"""Wordings: phrases of several words with classes and names among them, from the tables, and where in a sentence they stand.

A wording is written as its words with blanks between, in a section of a table under `phrases`:

    word        the word itself, small, with "е" for "ё"; also a mark
    stem*       any word that begins so
    a|b*        either of them
    <class>     a word of a class of the tables; <actor> whoever is named, <share> a percentage or "half", <niche> a thing that
                can be supplied, <will> also any verb of the future, <year> the end of a date
    ?x          x or nothing
    ..3         at most three words more, none of them a mark that ends a sentence or begins another thing
    ^           the beginning of the sentence, before marks of quotation
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from multivector.reader.numbers import table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


@dataclass(frozen=True, slots=True)
class _Wording:
    name: str
    parts: tuple[_Part, ...]
    opens: bool
    needs: tuple[_Part, ...]
    """The parts behind the first that a sentence must hold somewhere for the wording to stand in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The wordings of a table, by the first letters of their first words."""

    wordings: Mapping[str, tuple[_Wording, ...]]


def book(name: str) -> Book:
    """Give the wordings of a table of words: those of every section that has some."""
    found: dict[str, list[_Wording]] = {}
    for section, lists in table(f"frames/{name}").items():
        for written in lists.get("phrases", ()):
            wording = _wording(section, written)
            for letter in sorted({word[0] for word in (*wording.parts[0].words, *wording.parts[0].stems)}):
                found.setdefault(letter, []).append(wording)
    return Book({letter: tuple(wordings) for letter, wordings in found.items()})


def _wording(name: str, written: str) -> _Wording:
    words = written.split()
    opens = words[0] == "^"
    parts = tuple(_part(word) for word in words[opens:])
    if parts[0].gap or parts[0].optional or parts[0].classes:
        raise ValueError(written)  # a fault of our own table: wordings are sought by their first words
    needs = tuple(part for part in parts[1:] if not (part.optional or part.gap or _SPECIAL.keys() & set(part.classes)))
    return _Wording(name, parts, opens, needs)


def _part(written: str) -> _Part:
    word = written.removeprefix("?") or written
    optional = word != written
    if word.startswith(".."):
        return _Part(frozenset(), (), (), optional, int(word[2:]))
    kinds = word.split("|")
    return _Part(
        frozenset(kind for kind in kinds if not kind.endswith("*") and not kind.startswith("<")),
        tuple(kind[:-1] for kind in kinds if kind.endswith("*")),
        tuple(kind[1:-1] for kind in kinds if kind.startswith("<")),
        optional,
        0,
    )


@lru_cache(maxsize=65536)
def _beginning(sought: Book, word: str) -> tuple[_Wording, ...]:
    return tuple(wording for wording in sought.wordings.get(word[:1], ()) if _is_word(wording.parts[0], word))


def _is_word(part: _Part, word: str) -> bool:
    return word in part.words or word.startswith(part.stems)


def hits(sought: Book, one: Sentence) -> list[Hit]:
    """Give the wordings that stand in a sentence, in the order of their first words."""
    begun = [(at, some) for at, word in enumerate(one.low, one.tokens.start) if (some := _beginning(sought, word))]
    if not begun:
        return []
    found = []
    there = frozenset(one.low)
    for at, wordings in begun:
        for wording in wordings:
            if wording.opens and any(one.word(before) not in _OPENING for before in range(one.tokens.start, at)):
                continue
            if not all(_held(part, one, there) for part in wording.needs):
                continue
            end = _end(one, wording.parts, at)
            if end is not None:
                found.append(Hit(wording.name, at, end))
    return found


def _held(part: _Part, one: Sentence, there: frozenset[str]) -> bool:
    """Tell whether a sentence holds a word that a part takes, wherever it stands."""
    return (
        not part.words.isdisjoint(there)
        or any(name in one.places for name in part.classes)
        or (bool(part.stems) and any(word.startswith(part.stems) for word in there))
    )


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
    if _is_word(part, one.word(at)) or one.is_(at, *part.classes):
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


_SPECIAL: dict[str, Callable[[Sentence, int], int | None]] = {
    "actor": _actor, "share": _share, "niche": _niche, "year": _year, "will": _ahead,
}  # fmt: skip
