"""The picture of the silence lens: which figures are expected, kept silent, compared with, and were named all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import money, money_range
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.wording import say

if TYPE_CHECKING:
    from multivector.lenses.silence import Judged, Kept
    from multivector.model.ledger import Ledger


def figures(row: Kept, judged: Judged, ledger: Ledger, lang: str) -> Picture:
    """Show the figures of a withholding on one axis, silence as it is at the middle of all judgements."""
    named = [one for one in row.named if one.unit == judged.unit]
    ends = [judged.high, *(one.high for one in judged.references), *(one.high for one in named)]
    most = max(ends)
    rows = [_interval(say(lang, "silence.expected-row"), judged.low, judged.high, row.withholding, strong=True)]
    silent = say(lang, "silence.silent-row")
    rows += [_interval(silent, low, min(high, most), row.withholding) for low, high in judged.silent if low < most]
    beside = dict.fromkeys((one.beside, one.low, one.high) for one in judged.references)
    rows += [_interval(called(ledger, id_, lang), low, high, id_) for id_, low, high in beside]
    rows += [
        Interval(
            label=called(ledger, one.entry, lang),
            low=None,
            high=None,
            marks=(Mark(low=one.low, high=one.high, standing=True, words=money(lang, one.high, one.unit)),),
            href=f"#e-{one.entry}",
        )
        for one in named
    ]
    title = say(lang, "silence.picture")
    told = "; ".join(each.label if each.low is None else f"{each.label}: {_ends(each, judged.unit, lang)}" for each in rows)

    def draw(size: float, name: str) -> str:
        return bounds(
            tuple(rows),
            size,
            write=lambda value: money(lang, value, judged.unit) if value else "0",
            title=title,
            told=told,
            name=f"{name}-{row.withholding}",
        )

    caption = line(Run(say(lang, "silence.picture-caption"), judged.because))
    return Picture(draw(WIDE, "silence"), draw(NARROW, "narrow-silence"), title, caption)


def _interval(label: str, low: float, high: float, id_: str, *, strong: bool = False) -> Interval:
    return Interval(label=label, low=low, high=high, marks=(), href=f"#e-{id_}", strong=strong)


def _ends(row: Interval, unit: str, lang: str) -> str:
    return money_range(lang, row.low, row.high, unit)
