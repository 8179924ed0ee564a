"""The words that make frames, by class; a word's classes are looked up by its beginnings, so that no lemmas are needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from multivector.reader.numbers import table

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES = (
    "common", "arrivals", "dealings", "outlays", "schedules", "commitments", "signals", "withholdings", "capacities",
    "explanations", "predictions", "laws",
)  # fmt: skip
"""The tables of words, each with classes of its own; one more kind of draft brings one more."""
_TABLE = {name: section for part in TABLES for name, section in table(f"frames/{part}").items()}
_NOTHING: frozenset[str] = frozenset()


def _by_word(key: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, section in _TABLE.items():
        for word in section.get(key, ()):
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


_STEMS, _WORDS, _NOT = _by_word("stems"), _by_word("words"), _by_word("not")
_LONGEST = max(map(len, (*_STEMS, *_NOT)))


def fold(word: str) -> str:
    """Write a word as the table does."""
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=65536)
def classes(word: str) -> frozenset[str]:
    """Give the classes of a folded word."""
    whole = _WORDS.get(word, _NOTHING)
    beginnings = [word[:length] for length in range(1, min(len(word), _LONGEST) + 1)]
    return whole | (_all(_STEMS, beginnings) - _all(_NOT, beginnings))


def _all(table_: dict[str, frozenset[str]], words: Iterable[str]) -> frozenset[str]:
    return _NOTHING.union(*(table_[word] for word in words if word in table_))
