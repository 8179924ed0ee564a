"""How far a draft is trusted: the chance that a person who reads its sentence would accept it.

The chance of its rule, fitted on drafts that were judged (`tools/calibrate.py` writes the table), made smaller by what is
wanting: each trait takes away its weight from the log odds.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from multivector.reader.numbers import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.reader.drafts import Draft

_TABLE = table("confidence")
_RULES: Mapping[str, float] = _TABLE["rules"]
_KINDS: Mapping[str, float] = _TABLE["kinds"]
_WEIGHTS: Mapping[str, float] = _TABLE["traits"]
_ANY: float = _TABLE["any"]
_LONG = 200
"""Code points of evidence beyond which a sentence is long."""


def trust(rule: str) -> float:
    """Give how far a rule is trusted where nothing is wanting."""
    return _RULES.get(rule, _ANY)


def confidence(draft: Draft) -> float:
    """Give how far a draft is trusted."""
    base = _RULES.get(draft.rule, _KINDS.get(draft.kind, _ANY))
    odds = log(base / (1 - base)) - sum(_WEIGHTS[name] for name, so in traits(draft).items() if so)
    return round(1 / (1 + exp(-odds)), 3)


def traits(draft: Draft) -> dict[str, bool]:
    """Tell what of that which makes a draft less sure it has."""
    return {
        "unknown-party": any(party.actor is None for party in draft.parties),
        "few-parties": "parties" in draft.missing,
        "undated": draft.date is None,
        "long": sum(span.end - span.start for span in draft.evidence) > _LONG,
    }
