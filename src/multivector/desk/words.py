"""Words of a text -> what may stand in a dossier: harmless names in the text's language, and ids that are free."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from multivector.files.values import LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from multivector.reader.spans import Span

_LONGEST_NAME = 100
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_SEVERAL = 3
_TWICE = 20
"""A text is Kazakh where one letter in twenty is one of those that Russian lacks."""
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch * y * e yu ya a g q n o u u h i".split(),  # noqa: SIM905
        strict=True,
    )
)


def language_of(text: str) -> str:
    """Give the language of a text that the reader reads: by its letters."""
    cyrillic = len(_CYRILLIC.findall(text))
    if len(_KAZAKH.findall(text)) * _TWICE > cyrillic + _TWICE:
        return "kk"
    return "ru" if cyrillic > len(_LATIN.findall(text)) else "en"


def clean(words: str, longest: int = _LONGEST_NAME) -> str:
    """Give words on one line, without characters that cannot be seen, cut at a word where they are long."""
    seen = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in words)
    line = " ".join(seen.split()).strip(" ,;:")
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in line[:longest] else line[: longest - 1] + "…"


def said(text: str, *spans: Span | None) -> str:
    """Give the words at some places as one name; those that lie within another only once."""
    kept: list[Span] = []
    for span in sorted((span for span in spans if span is not None), key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return clean(" ".join(span.of(text) for span in kept))


def slug(words: str) -> str:
    """Give words as an id is written; empty where no letter can be."""
    folded = unicodedata.normalize("NFKD", "".join(_letter(c) for c in words.casefold()))
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")


def _letter(c: str) -> str:
    return _LETTERS.get(c, c).replace("*", "")


def free(parts: Sequence[str], taken: Container[str]) -> str:
    """Give an id made of parts that is not taken: with a number behind it, if it must."""
    whole = slug(" ".join(part for part in parts if part))[: LONGEST_ID - _SEVERAL].strip("-") or "entry"
    number, id_ = 1, whole
    while id_ in taken:
        number += 1
        id_ = f"{whole[: LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    return id_
