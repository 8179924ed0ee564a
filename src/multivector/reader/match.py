"""An amount of a text -> the entries of a ledger that hold the same figure already.

The same figure means the same ends in the same currency; hedges do not matter, since «около 15 млрд» and «15 млрд» are two
reports of one figure more often than two figures. Whether an entry speaks of the same thing is for a person to see.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from multivector.model.entries import Source
from multivector.model.money import CURRENCIES, Amount
from multivector.model.walk import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from multivector.model.ledger import Ledger

Figure: TypeAlias = "tuple[Decimal, Decimal, str]"
"""Ends in whole units, and the currency."""


def figures(ledger: Ledger) -> Mapping[Figure, tuple[str, ...]]:
    """Give the ids of the entries that hold each figure, own or claimed, in the order of the ledger."""
    found: dict[Figure, dict[str, None]] = defaultdict(dict)
    for entry in ledger:
        for _, _, value in () if isinstance(entry, Source) else values_of(entry):
            figure = _figure(value) if isinstance(value, Amount) else None
            if figure is not None:
                found[figure][entry.id] = None
    return {figure: tuple(ids) for figure, ids in found.items()}


def holding(amount: Amount, known: Mapping[Figure, tuple[str, ...]]) -> tuple[str, ...]:
    """Give the ids of the entries that hold an amount's figure."""
    figure = _figure(amount)
    return () if figure is None else known.get(figure, ())


def _figure(amount: Amount) -> Figure | None:
    if amount.low is None or amount.high is None or amount.unit not in CURRENCIES:
        return None
    return amount.low.normalize(), amount.high.normalize(), amount.unit
