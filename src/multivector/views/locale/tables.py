"""Languages, the signs of their typography, and the tables made from CLDR at development time (`tools/locale_tables.py`)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

Lang: TypeAlias = Literal["ru", "en", "kk"]
LANGUAGES: tuple[Lang, ...] = ("ru", "en", "kk")
OWN_NAMES: dict[Lang, str] = {"ru": "Русский", "en": "English", "kk": "Қазақша"}

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
_EM_DASH = "\N{EM DASH}"


def dash(lang: str) -> str:
    """Give the dash between two parts of a sentence, with its spaces; it never begins a line."""
    return f"{NBSP}{EN_DASH if lang == 'en' else _EM_DASH} "


def quoted(lang: str, text: str) -> str:
    """Put words into the quotation marks of a language."""
    return f"“{text}”" if lang == "en" else f"«{text}»"


@cache
def tables() -> dict[str, dict[str, Any]]:
    """Give month names and the signs in numbers, by language."""
    found: dict[str, dict[str, Any]] = json.loads((files(__package__) / "tables.json").read_text(encoding="utf-8"))
    return found
