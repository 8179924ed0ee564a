"""How far a draft is trusted: the chance that a person who reads its sentence would accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.numbers import table

if TYPE_CHECKING:
    from multivector.reader.drafts import Draft

_RULES: dict[str, float] = table("confidence")["rules"]
_UNKNOWN = 0.5
"""Of a rule on which nothing was measured."""


def trust(rule: str) -> float:
    """Give how far a rule is trusted."""
    return _RULES.get(rule, _UNKNOWN)


def confidence(draft: Draft) -> float:
    """Give how far a draft is trusted: its rule, and less if a party is in doubt or missing."""
    unknown = any(party.actor is None for party in draft.parties)
    return round(trust(draft.rule) * (0.9 if unknown or not draft.parties else 1.0), 3)
