"""The picture of the silence lens: which figures are expected, kept silent, compared with, and were named all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import money, money_range, percent
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.plane import Dot, Words, plane
from multivector.views.wording import say

if TYPE_CHECKING:
    from multivector.lenses.silence import Kept
    from multivector.lenses.silence.judged import Judged
    from multivector.model.ledger import Ledger

_FAR = 2.0
"""Coverage beyond which points stand at the upper edge."""


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


def conditions(row: Kept, judged: Judged, lang: str) -> Picture:
    """Show every draw on the plane of the condition: what is compared anyway, and up to which share of that silence holds."""
    dots = tuple(
        Dot(x=one.compared, y=one.coverage, look="disc" if one.regime == "total" else "disc more") for one in judged.points
    )
    words = Words(
        across=say(lang, "silence.map-across"),
        up=say(lang, "silence.map-up"),
        within=say(lang, "silence.map-within"),
        beyond=say(lang, "silence.map-beyond"),
    )
    most = min(_FAR, max(1.0, *(dot.y for dot in dots)))
    title = say(lang, "silence.map")
    within = sum(one.regime == "total" for one in judged.points)
    told = say(lang, "silence.map-told", n=len(dots), within=within)

    def draw(size: float, name: str) -> str:
        return plane(
            dots,
            size,
            words,
            most=most,
            share=lambda value: percent(lang, value),
            title=title,
            told=told,
            name=f"{name}-{row.withholding}",
        )

    caption = line(Run(say(lang, "silence.map-caption"), judged.because))
    return Picture(draw(WIDE, "silence-map"), draw(NARROW, "narrow-silence-map"), title, caption)


def _interval(label: str, low: float, high: float, id_: str, *, strong: bool = False) -> Interval:
    return Interval(label=label, low=low, high=high, marks=(), href=f"#e-{id_}", strong=strong)


def _ends(row: Interval, unit: str, lang: str) -> str:
    return money_range(lang, row.low, row.high, unit)
