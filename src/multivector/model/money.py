"""Amounts as sources give them: a figure with its hedge, or bounds, in a currency or a unit, or "undisclosed".

    4.2bn USD · about 15bn USD · 3..5bn USD · up to 3.7bn USD · over 16bn USD · 13 documents · undisclosed

Figures are `Decimal`s that keep the precision as written: 17bn has a `step` of one billion, 17.0bn of a tenth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NewType, get_args

from multivector.model.problems import Mistake

Hedge = Literal["exact", "about", "nearly", "over", "at least", "up to", "under", "between", "undisclosed"]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
SCALES = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}
CURRENCIES = frozenset(
    "USD EUR GBP CHF JPY CNY RUB KZT UZS KGS TJS TMT AZN AMD GEL BYN UAH TRY AED SAR QAR KWD IRR IQD ILS EGP "  # noqa: SIM905
    "INR PKR BDT LKR AFN MNT KRW KPW VND THB IDR MYR SGD PHP HKD TWD AUD NZD CAD MXN BRL ARS CLP COP PEN ZAR NGN "
    "KES ETB MAD DZD TND LYD SEK NOK DKK ISK PLN CZK HUF RON BGN RSD MDL ALL MKD BAM XDR "
    "BHD OMR JOD LBP SYP NPR XAF XOF UGX TZS CUP UYU DOP".split()
)
"""ISO 4217 codes of currencies in which deals are reported; `XDR` is the IMF's unit."""

_LARGEST = Decimal("1e18")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_UNIT = r"[^\d\s.,~](?:[^\n]{0,38}\S)?"
_AMOUNT = re.compile(
    rf"(?:(about|nearly|over|at least|up to|under) )?({_NUMBER})(?:\.\.({_NUMBER}))?(k|m|bn|tn)? ({_UNIT})",
)
_UNDISCLOSED = re.compile(rf"undisclosed(?: ({_UNIT}))?")
_LOOSE_SCALE = re.compile(r"(?:k|m|bn|tn) ")
_HELP = "write it as 4.2bn USD, about 15bn USD, 3..5bn USD, up to 3.7bn USD, over 16bn USD or undisclosed"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure between `low` and `high` (in whole units; None where a side is open or nothing is known).

    For one figure both ends are that figure and the hedge says how the source qualified it: the bounds that
    a hedge implies are a reading, which lenses take as a parameter, not part of what was said.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: Hedge = "exact"

    @property
    def value(self) -> Decimal | None:
        """The single figure, or None for a range or an undisclosed amount."""
        return self.low if self.low == self.high else None

    @property
    def step(self) -> Decimal:
        """The unit of the last digit written (1e9 for 17bn); 1 where nothing was disclosed."""
        ends = [_step(end) for end in (self.low, self.high) if end is not None]
        return min(ends, default=Decimal(1))

    def __str__(self) -> str:
        """Write it so that `parse_amount` gives the same again."""
        if self.low is None or self.high is None:
            return " ".join(filter(None, ("undisclosed", self.unit)))
        scale = _scale(self.low, self.high)
        low, high = _figure(self.low, scale), _figure(self.high, scale)
        figure = f"{low}..{high}" if self.hedge == "between" else low
        return f"{'' if self.hedge in {'exact', 'between'} else self.hedge + ' '}{figure}{scale} {self.unit}"


Money = NewType("Money", Amount)
"""An amount whose unit is a currency."""
Quantity = NewType("Quantity", Amount)
"""An amount of anything else: documents, hours, aircraft, % of something."""


@lru_cache(maxsize=65536)
def parse_amount(text: str) -> Amount | Mistake:
    """Read an amount with its hedge and unit."""
    undisclosed = _UNDISCLOSED.fullmatch(text)
    if undisclosed is not None:
        return Amount(None, None, undisclosed[1] or "", "undisclosed")
    match = _AMOUNT.fullmatch(text)
    if match is None:
        if "," in text:
            return Mistake(
                "bad-amount", f"{text!r}: a comma may mean thousands or decimals", "use a decimal point only: 4.2bn USD"
            )
        return Mistake("bad-amount", f"{text!r} is not an amount", _HELP)
    hedge, first, second, scale, unit = match.groups()
    if _LOOSE_SCALE.match(unit) is not None:
        fixed = f"{text[: match.start(5) - 1]}{unit}"
        return Mistake("bad-amount", f"{text!r}: a scale stands directly behind its figure", f"write {fixed}")
    low = Decimal(first).scaleb(SCALES[scale or ""])
    high = low if second is None else Decimal(second).scaleb(SCALES[scale or ""])
    if max(low, high) > _LARGEST:
        return Mistake("bad-amount", f"{text!r} is larger than anything a state deals in", "check the scale: k, m, bn or tn")
    if high < low or (second is not None and hedge is not None):
        return Mistake("bad-amount", f"{text!r}: a range goes from the smaller to the larger and needs no other hedge", _HELP)
    return Amount(low, high, unit, "between" if second is not None else _hedge(hedge))


def parse_money(text: str) -> Money | Mistake:
    """Read an amount whose unit must be a currency code (an undisclosed one may leave it out)."""
    amount = parse_amount(text)
    if isinstance(amount, Mistake):
        return amount
    if amount.unit not in CURRENCIES and not (amount.hedge == "undisclosed" and not amount.unit):
        return Mistake(
            "bad-amount",
            f"{amount.unit!r} is not a currency",
            "end it with an ISO 4217 code: USD, EUR, KZT, RUB, CNY …",
        )
    return Money(amount)


def parse_quantity(text: str) -> Quantity | Mistake:
    """Read an amount of something that is not money."""
    amount = parse_amount(text)
    if isinstance(amount, Mistake):
        return Mistake(amount.code, amount.message, "write it as 13 documents, 2..3 hours, about 300 locomotives or 63.87 %")
    if amount.unit in CURRENCIES:
        return Mistake("bad-amount", f"{text!r} is money, not a quantity", "give it as the amount")
    return Quantity(amount)


def _hedge(word: str | None) -> Hedge:
    return next((hedge for hedge in HEDGES if hedge == word), "exact")


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _scale(low: Decimal, high: Decimal) -> str:
    """Choose a scale in which no figure needs zeros that were not written: none, else the largest below the figure."""
    if max(_step(low), _step(high)) <= 1:
        return ""
    exact = [scale for scale, power in SCALES.items() if max(_step(low), _step(high)) <= Decimal(10) ** power]
    fitting = [scale for scale in exact if max(low, high) >= Decimal(10) ** SCALES[scale]]
    return (fitting[-1:] or exact[:1] or [""])[0]


def _figure(value: Decimal, scale: str) -> str:
    return f"{value.scaleb(-SCALES[scale]):f}"
