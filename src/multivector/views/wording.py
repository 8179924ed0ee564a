"""Phrases in three languages, from the tables in `phrases/`: all languages of a phrase stand side by side.

A phrase is a text with `{places}`, or a table of plural forms (CLDR's one, few, many, other) chosen by the value `n`.
Whole numbers are written as the language writes them. An unknown phrase is a mistake of the program and raises.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from multivector.views.locale import NBSP, number, plural


def say(lang: str, key: str, **values: object) -> str:
    """Put values into a phrase, in a language."""
    phrase = phrases()[key][lang]
    if isinstance(phrase, dict):
        n = values["n"]
        assert isinstance(n, int)  # noqa: S101  # plural forms count things
        phrase = phrase[plural(lang, n)]
    return str(phrase.format(**{name: number(lang, value) if type(value) is int else value for name, value in values.items()}))


def label(lang: str, group: str, word: str | None) -> str:
    """Give the name of a word of the format (a stage, an agenda); a word without a name stands for itself."""
    if not word:
        return ""
    key = f"label.{group}.{word}"
    return say(lang, key) if key in phrases() else word


@cache
def phrases() -> dict[str, dict[str, Any]]:
    """Give every phrase by its dotted key: a text, or plural forms, by language. A dash keeps to the word before it."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((files("multivector.views") / "phrases").iterdir(), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8").replace(" — ", f"{NBSP}— ").replace(" – ", f"{NBSP}– ")
        found |= _flat("", tomllib.loads(text))
    return found


def _flat(prefix: str, table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    if "en" in table:
        return {prefix: table}
    found: dict[str, dict[str, Any]] = {}
    for name, inner in table.items():
        found |= _flat(f"{prefix}.{name}" if prefix else name, inner)
    return found
