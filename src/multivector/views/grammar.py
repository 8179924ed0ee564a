"""Names in sentences: the cases of Russian and Kazakh, the number of a Russian verb, the English article; all by endings.

A template holds `{0}` in the nominative, `{1:acc}` in a case (gen, dat, acc, ins), and `{0:ends|end}`, words that agree with a
name in number. Russian names bend up to their first noun («Организация тюркских государств» → «Организации тюркских
государств»), both sides of «и»; abbreviations and foreign vowels do not. Kazakh abbreviations take their suffix after a hyphen,
as they are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Case: TypeAlias = Literal["gen", "dat", "acc", "ins"]
_PLACE = re.compile(r"\{(\d)(?::([^{}]*))?\}")
_BREAKS = re.compile(r"( — | и |[ \N{NO-BREAK SPACE}])")


def filled(template: str, names: Sequence[str], lang: str) -> str:
    """Put names into a template."""

    def put(match: re.Match[str]) -> str:
        name, asked = names[int(match[1])], match[2] or ""
        if "|" in asked:
            one, many = asked.split("|")
            return many if lang == "ru" and is_plural(name) else one
        if lang == "en":
            return with_article(name)
        return _BENDING[lang](name, asked) if asked in _CASES else name

    return _PLACE.sub(put, template)


# --- English ----------------------------------------------------------------------------------------------------------

_WITH_ARTICLE = re.compile(
    r"(?:United|Five|Six) .*|.*\b(?:Republic|Union|Organi[sz]ation|Commonwealth|Emirates|States|Kingdom|Islands|Council|League|"
    r"Federation|Nations|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles)\b.*"
)


def with_article(name: str) -> str:
    """Give a name with the article that English asks for."""
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


# --- Russian ----------------------------------------------------------------------------------------------------------

_CASES: Mapping[str, int] = {"gen": 0, "dat": 1, "acc": 2, "ins": 3}
_PLURAL_NAMES = frozenset({"США", "ОАЭ"})
_NUMERALS = frozenset({"два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"})
_ADJECTIVE = re.compile(r".{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|овы)")
_VELAR, _HUSH = "гкх", "жшчщ"
_STRESSED = frozenset({"больш", "чуж"})
"""Stems in a hush whose endings are stressed."""
_SHORTEST = 2
_NOUNS: tuple[tuple[re.Pattern[str], int, tuple[str, str, str, str]], ...] = tuple(
    (re.compile(pattern), cut, (gen, dat, acc, ins))
    for pattern, cut, gen, dat, acc, ins in (
        ("египет", 2, "та", "ту", "ет", "том"),
        ("острова", 1, "ов", "ам", "а", "ами"),
        ("(?:филиппин|мальдив|сейшел|комор|багам|гренадин|бермуд|фарер|кайман)ы", 1, "", "ам", "ы", "ами"),
        (".*ы", 1, "ов", "ам", "ы", "ами"),
        (".*[бвгдзклмнпрстфх]", 0, "а", "у", "", "ом"),
        (".*[цжшчщ]", 0, "а", "у", "", "ем"),
        (".*й", 1, "я", "ю", "й", "ем"),
        ("(?:бела)?русь|.*[оа]сть", 1, "и", "и", "ь", "ью"),
        (".*ь", 1, "я", "ю", "ь", "ем"),
        (".*ия", 1, "и", "и", "ю", "ей"),
        (".*я", 1, "и", "е", "ю", "ей"),
        (".*[гкх]а", 1, "и", "е", "у", "ой"),
        (".*[жшчщ]а", 1, "и", "е", "у", "ей"),
        (".*ца", 1, "ы", "е", "у", "ей"),
        (".*[бвдзлмнпрстф]а", 1, "ы", "е", "у", "ой"),
        (".*ство", 1, "а", "у", "о", "ом"),
        (".*(?:ние|тие|вие|вье|море)", 1, "я", "ю", "е", "ем"),
    )
)
"""How a noun ends, how much of that is cut, and its endings; the first that fits. What fits none does not bend."""


def russian(name: str, case: str) -> str:
    """Bend a Russian name."""
    parts = _BREAKS.split(name)
    if parts[0].lower() in _NUMERALS:
        return name
    found, open_ = "", True
    for place, part in enumerate(parts):
        if _BREAKS.fullmatch(part):
            open_ = open_ or part in {" и ", " — "}
            found += part
        elif not open_:
            found += part
        else:
            followed = place + 2 < len(parts) and parts[place + 1] not in {" и ", " — "}
            open_ = followed and _ADJECTIVE.fullmatch(part) is not None
            found += _adjective(part, _CASES[case]) if open_ else _noun(part, _CASES[case])
    return found


def is_plural(name: str) -> bool:
    """Say whether a Russian name takes its verb in the plural."""
    words = name.replace("\N{NO-BREAK SPACE}", " ").split(" ")
    if words[0].lower() in _NUMERALS or words[0] in _PLURAL_NAMES:
        return True
    head = next((word for word in words if not _ADJECTIVE.fullmatch(word)), words[0]) if len(words) > 1 else words[0]
    return len(head) > 1 and not head.isupper() and (head.endswith("ы") or head.lower() == "острова")


def _adjective(word: str, case: int) -> str:
    """Bend an adjective by gender and number of its ending; things are no animals, so the accusative is the nominative."""
    if word.endswith("овы"):
        return word[:-1] + ("ых", "ым", "ы", "ыми")[case]
    stem, ending = word[:-2], word[-2:]
    soft = ending in {"яя", "ее"} or (ending in {"ий", "ие"} and stem[-1] not in _VELAR + _HUSH)
    if ending in {"ая", "яя"}:
        vowel = "е" if soft or (stem[-1] in _HUSH and stem.lower() not in _STRESSED) else "о"
        return stem + (f"{vowel}й", f"{vowel}й", "юю" if soft else "ую", f"{vowel}й")[case]
    if ending in {"ые", "ие"}:
        vowel = ending[0]
        return stem + (f"{vowel}х", f"{vowel}м", ending, f"{vowel}ми")[case]
    vowel = "е" if soft or (stem[-1] in _HUSH and ending != "ой") else "о"
    last = "им" if soft or stem[-1] in _VELAR + _HUSH else "ым"
    return stem + (f"{vowel}го", f"{vowel}му", ending, last)[case]


def _noun(word: str, case: int) -> str:
    """Bend a noun by its ending; a hyphenated one bends in its last part."""
    head, hyphen, last = word.rpartition("-")
    if len(last) < _SHORTEST or last.isupper():
        return word
    for pattern, cut, ends in _NOUNS:
        if pattern.fullmatch(last.lower()):
            return head + hyphen + last[: len(last) - cut] + ends[case]
    return word


# --- Kazakh -----------------------------------------------------------------------------------------------------------

_HARD, _SOFT = "аоұыяё", "әөүіеэи"
_VOWELS = "аоұыяёәөүіеэ"
_SUFFIXES = {
    "vowel": (("ның", "нің"), ("ға", "ге"), ("ны", "ні"), ("мен", "мен")),
    "nasal": (("ның", "нің"), ("ға", "ге"), ("ды", "ді"), ("мен", "мен")),
    "sonorant": (("дың", "дің"), ("ға", "ге"), ("ды", "ді"), ("мен", "мен")),
    "voiced": (("дың", "дің"), ("ға", "ге"), ("ды", "ді"), ("бен", "бен")),
    "voiceless": (("тың", "тің"), ("қа", "ке"), ("ты", "ті"), ("пен", "пен")),
    "possessive": (("ның", "нің"), ("на", "не"), ("н", "н"), ("мен", "мен")),
}


def kazakh(name: str, case: str) -> str:
    """Give a Kazakh name its case: by the last sound, in harmony with the last vowel, after what it ends in being someone's."""
    word = re.split(r"[ \N{NO-BREAK SPACE}-]", name)[-1]
    if not word or not word[-1].isalpha():
        return name
    short = len(word) > 1 and word.isupper()
    spoken = word.lower()
    if short and spoken[-1] not in _VOWELS and not set(spoken) & set(_VOWELS):
        spoken += "а"  # letters without a vowel are read one by one, the last with a vowel after it
    whose = " " in name and not short and spoken.endswith(("ы", "і"))
    kind = "possessive" if whose else _last_sound(spoken[-1])
    soft = next((letter in _SOFT for letter in reversed(spoken) if letter in _HARD + _SOFT), False)
    return f"{name}{'-' if short else ''}{_SUFFIXES[kind][_CASES[case]][soft]}"


def _last_sound(letter: str) -> str:
    if letter in _VOWELS:
        return "vowel"
    if letter in "мнң":
        return "nasal"
    if letter in "рлйуию":
        return "sonorant"
    return "voiced" if letter in "зж" else "voiceless"


_BENDING: Mapping[str, Callable[[str, str], str]] = {"ru": russian, "kk": kazakh}
