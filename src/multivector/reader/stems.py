"""Words of any language -> stems: what stays of a content word when its ending is taken off, so that two texts can be compared.

The stems are crude on purpose: they tell that two names may speak of the same thing, never that they do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from multivector.reader.numbers import table

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(
    "(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ией|ию|ия|ии|ие|ий|ях|ах|ов|ев|ей|ом|ем|ам|ям|ый|ой|ая|яя|ое|ее|ые|ую|юю|ых|их|ым|им|"
    "[аеиоуыэюяйьё]|лардың|лердің|лары|лері|лар|лер|дар|дер|тар|тер|ның|нің|ations?|ing|ies|ed|es|s|e|y)$"
)
_SHORTEST, _LONGEST = 3, 6
"""Letters that a stem has at least and at most."""


def fold(text: str) -> str:
    """Give a text without case, accents of encoding and the dots of ё."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def stem(word: str) -> str:
    """Give the stem of one folded word."""
    shorter = _ENDING.sub("", word)
    return (shorter if len(shorter) >= _SHORTEST else word)[:_LONGEST]


def stems(text: str) -> frozenset[str]:
    """Give the stems of the content words of a text: no figures, no short words, none that say only of what kind a thing is."""
    words = _WORD.findall(fold(text))
    found = {stem(word) for word in words if len(word) >= _SHORTEST and not word[0].isdigit()}
    return frozenset(found - _common())


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(fold(word)) for words in table("matching")["common"].values() for word in words.split())
