"""A Russian or Kazakh name -> the forms in which a text may give it, by small rules and a table of exceptions.

Words are folded: lower case, е for ё. The rules are generous, since a form that nobody writes is found nowhere; they need no
dictionary, so a name that a user adds bends as one that we ship.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_VELARS, _HUSHES, _VOWELS = "гкх", "жшчщ", "аеиоуыэюя"
_SOFT = frozenset(("верхн", "нижн", "средн", "ближн", "дальн", "внешн", "внутренн", "крайн"))
_ADJECTIVE = re.compile(r"(.{2,}?)(?:ый|ой|ая|яя|ое|ее|ые|(?<=[гкхжшщчн])ий|(?<=[гкхжшщч])ие)")
_NOUNS_LIKE_ADJECTIVES = re.compile(r".*(?:[аеиу]ний|гий)")
_KAZAKH = re.compile(r"[әғқңөұүһі]")


def table(name: str) -> dict[str, Any]:
    """Read a table of words."""
    return tomllib.loads(files("multivector.reader").joinpath("words", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _kazakh_endings() -> tuple[str, ...]:
    return tuple(table("bending")["kazakh"]["endings"].split())


@cache
def _exceptions() -> dict[str, frozenset[str]]:
    return {word: frozenset(_written(forms)) for word, forms in table("bending")["forms"].items()}


def _written(entry: str) -> list[str]:
    """Write out `stem|ending ending …`, several of them in a row; an ending "0" is none."""
    found, stem = [], ""
    for part in entry.split():
        head, stroke, ending = part.partition("|")
        if stroke:
            stem = head
        found.append(stem + (ending if stroke else head).removeprefix("0"))
    return found


@cache
def russian(word: str) -> frozenset[str]:
    """Give the forms of a noun in the singular, or of an adjective in both numbers and all genders; a plural keeps its number."""
    exception = _exceptions().get(word)
    if exception is not None:
        return exception
    match = _ADJECTIVE.fullmatch(word)
    if match and not _NOUNS_LIKE_ADJECTIVES.fullmatch(word):
        return adjective(match[1])
    return frozenset((word, *_noun(word)))


def adjective(stem: str) -> frozenset[str]:
    """Give the forms of an adjective from its stem (`российск`)."""
    if stem in _SOFT:
        endings = "ий его ему им ем яя ей юю ее ие их ими"
    elif stem[-1] in _VELARS:
        endings = "ий ого ому им ом ая ой ую ое ие их ими"
    elif stem[-1] in _HUSHES:
        endings = "ий его ему им ем ая ей ую ее ие их ими ой ого ому ом ое"
    else:
        endings = "ый ой ого ому ым ом ая ую ое ые ых ыми"
    return frozenset(stem + ending for ending in endings.split())


def _noun(word: str) -> list[str]:
    last, stem = word[-1], word[:-1]
    before = stem[-1:]
    endings = ""
    if last in "бвгдзклмнпрстфхцжшчщ":
        return [word + ending for ending in (("а", "у", "ем", "ом", "е") if last in _HUSHES + "ц" else ("а", "у", "ом", "е"))]
    if last == "й":
        endings = "я ю ем и" if before == "и" else "я ю ем е"
    elif last == "ь":
        endings = "я ю ем е и ью"
    elif last == "а" and before not in _VOWELS:
        endings = ("и" if before in _VELARS + _HUSHES else "ы") + " у е ой ою" + (" ей" if before in _HUSHES + "ц" else "")
    elif last == "я":
        endings = "и ю ей" if before == "и" else "и ю ей е"
    elif word.endswith("во"):
        endings = "а у ом е"
    elif word.endswith(("ние", "тие", "вие", "вье", "море")):
        endings = "я ю ем и е"
    elif last == "ы":
        endings = "0 ов ам ами ах"
    elif word.endswith("ии"):
        endings = "й ям ями ях"
    return [stem + ending.removeprefix("0") for ending in endings.split()]


@cache
def people(word: str) -> frozenset[str]:
    """Give the forms of a word for one of a people, in both numbers."""
    exception = _exceptions().get(word)
    if exception is not None:
        return exception
    if word.endswith("ец"):
        link = "й" if word[-3] in _VOWELS else "ль" if word[-3] == "л" else word[-3]
        stem = word[: -2 if word[-3] in _VOWELS else -3] + link + "ц"
        return frozenset((word, *(stem + ending for ending in ("а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"))))
    if word.endswith(("анин", "янин")):
        return frozenset((*russian(word), *(word[:-2] + ending for ending in ("е", "", "ам", "ами", "ах"))))
    if word.endswith("ка"):
        stem = word[:-2]
        many = stem[:-1] + "ек" if stem[-1] == "й" else stem + ("ек" if stem[-1] in _HUSHES else "ок")
        return frozenset((*russian(word), many, *(stem + ending for ending in ("кам", "ками", "ках"))))
    plural = "и" if word[-1] in _VELARS else "ы"
    return frozenset((*russian(word), *(word + ending for ending in (plural, "ов", "ам", "ами", "ах"))))


@cache
def surname(word: str) -> frozenset[str]:
    """Give the forms of a surname, of a man, of a woman and of their family."""
    if word.endswith(("ов", "ев", "ин", "ын")):
        return frozenset(word + ending for ending in ("", "а", "у", "ым", "ом", "е", "ой", "ы", "ых", "ыми"))
    if word.endswith(("ова", "ева", "ина", "ына")):
        return surname(word[:-1])
    if word.endswith(("ский", "цкий", "ская", "цкая")):
        return adjective(word[:-2])
    if word.endswith(("ко", "ых", "их")):
        return frozenset((word,))
    return russian(word)


@cache
def kazakh(word: str) -> frozenset[str]:
    """Give a Kazakh word with its case endings, also after the possessive."""
    return frozenset((word, *(word + ending for ending in _kazakh_endings())))


def is_kazakh(word: str) -> bool:
    """Say whether a word has a letter that Russian has not."""
    return _KAZAKH.search(word) is not None
