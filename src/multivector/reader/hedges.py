"""How the words beside a figure qualify it: a hedge before it, behind it, or separated from it by a preposition.

«около 5», "5 or so", «более чем на 5», «примерно в сумму 5» all hedge the 5; «превышает 5» and "exceeds 5" do as well, but the
verb is no part of the expression. «до» is a limit unless the sentence tells of a change («вырос до 5»), "over" and "about" are
none where they say what a dispute is about.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from multivector.model.money import HEDGES, Hedge
from multivector.reader.numbers import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TABLE = table("hedges")
_HEDGES: Mapping[str, Hedge] = {hedge: hedge for hedge in HEDGES}


def _phrases(section: str) -> dict[tuple[str, ...], Hedge]:
    rows: dict[str, list[str]] = _TABLE[section]
    return {tuple(phrase.split()): _HEDGES[hedge] for hedge, phrases in rows.items() for phrase in phrases}


BEFORE, VERBS, AFTER = _phrases("before"), _phrases("verbs"), _phrases("after")
_SEPARABLE = {tuple(phrase.split()) for phrase in _TABLE["separable"]["words"]}
_FILLERS = frozenset(_TABLE["fillers"]["words"])
_CHANGE, _LEAST, _DISPUTE = (tuple(_TABLE[name]["stems"]) for name in ("change", "least", "dispute"))
FUNCTION = frozenset(_TABLE["function"]["words"])
"""Words that may follow a figure and that it does not count."""
COUNTED = tuple(_TABLE["counted"]["stems"])
"""Stems of what figures without a currency count."""
PAID = tuple(_TABLE["paid"]["stems"])
"""Stems of words that say that a figure near them is money."""
_CHANGED = frozenset(_TABLE["change"]["words"])
_LONGEST, _MOST_FILLERS, _NEAR = 5, 4, 8
_THAN = frozenset({"чем", "than"})


def before(words: Sequence[str], sentence: Sequence[str]) -> tuple[Hedge, int] | None:
    """Read the hedge at the end of the words to the left of a figure, and how many words back the expression begins.

    Args:
        words: The words to the left, up to the next punctuation.
        sentence: All words to the left in the sentence.
    """
    fillers = 0
    for skipped in range(min(len(words), _MOST_FILLERS + 1)):
        rest = words[: len(words) - skipped]
        if skipped and words[-skipped] not in _FILLERS:
            break
        fillers = skipped
        for length in range(min(len(rest), _LONGEST), 0, -1):
            phrase = tuple(rest[-length:])
            if phrase in VERBS:
                return VERBS[phrase], 0
            hedge = BEFORE.get(phrase)
            if hedge is not None and (not fillers or phrase in _SEPARABLE or phrase[-1] in _THAN):
                read = _in_context(hedge, phrase, rest[:-length], sentence, fillers)
                if read is not None:
                    return read
    return ("at least", 0) if words[-1:] == ["от"] and any(word.startswith(_LEAST) for word in words[-3:-1]) else None


def after(words: Sequence[str]) -> tuple[Hedge, int] | None:
    """Read the hedge at the beginning of the words to the right of a figure, and how many words it has."""
    return next(((AFTER[tuple(words[:n])], n) for n in range(min(len(words), 3), 0, -1) if tuple(words[:n]) in AFTER), None)


def changes(words: Sequence[str]) -> bool:
    """Tell whether words speak of a figure that moved."""
    return any(word in _CHANGED or word.startswith(_CHANGE) for word in words[-_NEAR:])


def _starts(left: Sequence[str]) -> bool:
    """Tell whether the words say where something stood before: «с 3 млрд … до»."""
    return any(first in {"с", "со"} and second[0].isdigit() for first, second in pairwise(left))


def _in_context(
    hedge: Hedge, phrase: tuple[str, ...], left: Sequence[str], sentence: Sequence[str], fillers: int
) -> tuple[Hedge, int] | None:
    if phrase == ("до",) and (changes(sentence) or _starts(sentence[-12:])):
        return None
    if phrase in {("over",), ("about",)} and any(word.startswith(_DISPUTE) for word in left[-2:]):
        return None
    return hedge, 0 if fillers else len(phrase)
