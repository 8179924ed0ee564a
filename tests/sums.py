"""The answer of the money lens to a few deals, and its lines and totals by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making import ledger, texts
from multivector.lenses import money

if TYPE_CHECKING:
    from multivector.lenses.money import MoneyAnswer
    from multivector.lenses.money.lines import Line
    from multivector.lenses.money.totals import Total
    from multivector.model.entries import Deal


def answer(*entries: Deal, **parameters: object) -> MoneyAnswer:
    """Ask the money lens of these deals, with four texts."""
    return money(ledger(*entries, *texts()), **parameters).answer  # type: ignore[arg-type]  # each test gives its own


def line(id_: str, found: MoneyAnswer) -> Line:
    return next(one for one in found.lines if one.id == id_)


def total(found: MoneyAnswer, key: str, currency: str = "USD") -> Total:
    return next(row for row in found.rows if (row.key, row.currency) == (key, currency))
