"""The parts of a package are not worth more than the package, even at the least that they may be.

What: the sum of the lower bounds of the parts beside the upper bound of the whole, in one currency, under standing claims.
Why: either a part is counted twice, or it belongs elsewhere, or a figure is wrong.
Example: a package of 3bn USD with parts of 2bn USD and 1.5bn USD.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.claims import standing
from multivector.model.entries import Deal
from multivector.model.money import Amount
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger

_APART = frozenset({"trade", "stock"})
_OVER = frozenset({"cancelled", "superseded"})


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report packages whose parts surely sum to more."""
    del texts
    deals = ledger.of(Deal)
    parts: dict[str, list[Deal]] = defaultdict(list)
    for deal in deals:
        if deal.part_of is not None and deal.part_of != deal.id and deal.flow not in _APART and not _broken_off(deal):
            parts[deal.part_of].append(deal)
    for whole in deals:
        if whole.id in parts:
            yield from _whole(whole, parts[whole.id])


def _whole(whole: Deal, parts: list[Deal]) -> Iterator[Problem]:
    figures = _figures(whole)
    unit = figures[0].unit if figures else ""
    tops = [_most(figure) for figure in figures]
    if not tops or any(figure.unit != unit for figure in figures):
        return
    most = max((top for top in tops if top is not None), default=None)
    if most is None or None in tops:
        return
    lows = [
        min((_least(figure) if figure.unit == unit else Decimal(0) for figure in _figures(part)), default=Decimal(0))
        for part in parts
    ]
    least = sum(lows, Decimal(0))
    if least > most:
        counted = sum(low > 0 for low in lows)
        which = "its part is" if counted == 1 else f"its {counted} parts are"
        message = f"{which} at least {_shown(least, unit)}, {whole.id!r} at most {_shown(most, unit)}"
        help_ = (
            "is a part counted twice, or of another package? `multivector lens money` shows the figures that cannot hold together"
        )
        yield Mistake("parts-exceed-whole", message, help_).at(place_of(whole, "amount"), "warning")


def _figures(deal: Deal) -> list[Amount]:
    return [claim.value for claim in standing(deal, "amount")]


def _least(figure: Amount) -> Decimal:
    """Give what the amount is at least, whatever "about" or "nearly" may mean: then, and for "up to", nothing is sure."""
    if figure.low is None or figure.hedge in {"about", "nearly", "up to", "under"}:
        return Decimal(0)
    return figure.low if figure.hedge in {"over", "at least"} else max(figure.low - figure.step / 2, Decimal(0))


def _most(figure: Amount) -> Decimal | None:
    """Give what the amount is at most, or None where nothing is sure."""
    if figure.high is None or figure.hedge in {"about", "nearly", "over", "at least"}:
        return None
    return figure.high if figure.hedge in {"up to", "under"} else figure.high + figure.step / 2


def _shown(value: Decimal, unit: str) -> str:
    return str(Amount(value.normalize(), value.normalize(), unit))


def _broken_off(deal: Deal) -> bool:
    return any(stage.is_ in _OVER for stage in deal.stages)
