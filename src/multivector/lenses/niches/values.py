"""Deals in niches -> what each niche is worth: money as printed, and between which ends it may weigh."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.lenses.niches.presence import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Money of a niche's deals in the currency of most, and what it may weigh beside other niches."""

    niche: str
    currency: str
    low: float
    high: float | None
    """None: open above, for some of it is not disclosed, or there is no deal."""
    undisclosed: tuple[str, ...]
    weight: tuple[float, float]
    deals: tuple[str, ...]


def values(deals: Iterable[Placed], niches: Iterable[str], undisclosed: float) -> dict[str, Value]:
    """Give the value of every niche, by name.

    Args:
        deals: Those that count, in their niches.
        niches: All niches that capacities know.
        undisclosed: The most that a deal without a figure may weigh, as a multiple of the largest figure.
    """
    inside: dict[str, list[Placed]] = {niche: [] for niche in sorted(set(niches))}
    deals = tuple(deal for deal in deals if deal.niches)
    for deal in deals:
        for niche in deal.niches:
            inside[niche].append(deal)
    currencies = sorted(deal.line.currency for deal in deals if deal.line.currency)
    main = max(currencies, key=currencies.count, default="")
    known = [figure for deal in deals if deal.line.currency == main for figure in (deal.line.adds_low, deal.line.adds_high)]
    most = undisclosed * (max((figure for figure in known if figure), default=0.0) or 1.0)
    return {niche: _value(niche, found, main, most) for niche, found in inside.items()}


def _value(niche: str, deals: list[Placed], main: str, most: float) -> Value:
    sums: dict[str, float] = defaultdict(float)
    hidden = []
    open_ = not deals
    for deal in deals:
        line = deal.line
        alone = len(deal.niches) == 1
        if line.adds_low is None or line.currency != main:
            hidden.append(line.id)
            sums["weight"] += most
        else:
            sums["low"] += line.adds_low if alone else 0.0
            sums["high"] += line.adds_high or 0.0
            sums["weight"] += max(line.adds_low, most) if line.adds_high is None else line.adds_high
            open_ = open_ or line.adds_high is None
    weight = sums["weight"] if deals else most
    return Value(
        niche=niche,
        currency=main,
        low=sums["low"],
        high=None if open_ or hidden else sums["high"],
        undisclosed=tuple(hidden),
        weight=(min(sums["low"], weight), weight),
        deals=tuple(deal.line.id for deal in deals),
    )
