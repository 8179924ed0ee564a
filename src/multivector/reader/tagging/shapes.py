"""The shape of a word, as slovnet's models learnt it: script and case, number, or the mark itself."""

from __future__ import annotations

import re

_MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
_SCRIPT = re.compile(rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{re.escape(_MARKS)}])", re.IGNORECASE)


def shape_of(word: str) -> str:
    """Give the shape of a word, as `RU_Xx`, `NUM`, `PUNCT_,` or `OTHER`; its first character decides which it is."""
    match = _SCRIPT.match(word)
    script = (match and match.lastgroup) or "OTHER"
    if script in {"RU", "EN"}:
        return f"{script}_{_case(word)}"
    if script == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    return script


def _case(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
