"""Which currency a word, a sign or a code means, given the adjective beside it and the states that the text names.

A bare dollar is American, a bare rouble Russian. A word that several states use («крон», «динаров», "rupees") is read by its
adjective; without one, by the only such state that the text names, and then as doubtful; otherwise it stays unread. Currencies
that the ledger does not know stay unread as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from multivector.model.money import CURRENCIES
from multivector.reader.numbers import forms, table

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE = table("money")
_WORDLIKE = frozenset({"ALL", "TRY", "MAD", "COP", "PEN", "RON", "ARS", "BAM", "SAR", "MOP", "LAK", "CAD", "BYN"})
_LOWER = frozenset({"usd", "eur", "rub", "kzt", "gbp", "cny", "rur"})
_OTHER_CODES = {"RUR": "RUB", "RMB": "CNY", "CNH": "CNY", "BYR": "BYN", "NIS": "ILS", "UAH": "UAH"}


def _written(entries: Sequence[str]) -> tuple[str, ...]:
    """Write the forms out, with the paradigms that are named by @."""
    endings: dict[str, str] = _TABLE["endings"]
    return tuple(forms([re.sub(r"@(\w+)", lambda match: endings[match[1]], entry) for entry in entries]))


NOUNS = {word: name for name, noun in _TABLE["nouns"].items() for word in _written(noun["words"])}
ADJECTIVES = {word: name for name, noun in _TABLE["nouns"].items() for word in _written(noun.get("before", ()))}
STATES = {word: name for name, state in _TABLE["states"].items() for word in _written((*state["adj"], *state["behind"]))}
SIGNS: dict[str, str] = _TABLE["signs"]
CURRENCY_KINDS = (
    dict.fromkeys(_written(_TABLE["plain"]["words"]), "g")
    | {word: "A" for state in _TABLE["states"].values() for word in _written(state["adj"])}
    | {word: "U" for state in _TABLE["states"].values() for word in _written(state["behind"])}
    | dict.fromkeys(ADJECTIVES, "B")
    | {code.lower(): "I" for code in (*CURRENCIES, *_OTHER_CODES)}
    | dict.fromkeys(NOUNS, "C")
    | dict.fromkeys(_written(_TABLE["minor"]["words"]), "M")
    | dict.fromkeys((*SIGNS, *_TABLE["two"]), "$")
)
"""Noun, adjective made of one, code, sign, hundredth; adjective of a state, words behind the noun, adjective without a state."""


class Named:
    """Which states a text names, looked up once for each."""

    def __init__(self, lowered: str) -> None:
        """Take the text in lower case."""
        self._lowered, self._known = lowered, dict[str, bool]()

    def __contains__(self, state: str) -> bool:
        """Tell whether a word of the text begins with a stem of the state."""
        if state not in self._known:
            self._known[state] = any(_begins(self._lowered, stem) for stem in _TABLE["states"][state].get("near", ()))
        return self._known[state]


def of_sign(sign: str, named: Named) -> tuple[str, bool] | None:
    """Give the code of a sign, and whether it is doubtful."""
    if sign in SIGNS:
        return SIGNS[sign], False
    return _only(_TABLE["two"][sign], named)


def of_code(written: str, neighbour: str) -> str | None:
    """Give the code that is written so, unless it is a word (`neighbour` is the word behind it)."""
    code = written.upper()
    if written != code and written not in _LOWER:
        return None
    if code in _WORDLIKE and neighbour.isalpha() and neighbour.isupper():
        return None
    return _OTHER_CODES.get(code, code)


def of_word(word: str, states: Sequence[str], named: Named, *, scaled: bool) -> tuple[str, bool] | None:
    """Give the code that a noun or an adjective means with these words of states, and whether it is doubtful."""
    noun: dict[str, Any] = _TABLE["nouns"][NOUNS.get(word) or ADJECTIVES[word]]
    codes: dict[str, str] = noun["of"]
    if noun.get("scaled") and not scaled and not states:
        return None
    if states:
        found = {codes.get(STATES[state], "") for state in states}
        code = found.pop()
        return (code, False) if code in CURRENCIES and not found else None
    if "plain" in noun:
        return noun["plain"], False
    if "likely" in noun and sum(state in named for state in codes) == 0:
        return noun["likely"], True
    return _only(codes, named) if noun.get("context", True) else None


def _only(codes: dict[str, str], named: Named) -> tuple[str, bool] | None:
    there = [code for state, code in codes.items() if state in named]
    return (there[0], True) if len(there) == 1 and there[0] in CURRENCIES else None


def _begins(lowered: str, stem: str) -> bool:
    """Tell whether a word of a text begins with a stem."""
    at = lowered.find(stem)
    while at > 0 and lowered[at - 1].isalnum():
        at = lowered.find(stem, at + 1)
    return at >= 0
