"""The niches lens, drawn: who reaches how far where, and how much of one supplier's ground meets each other's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from multivector.model.entries import Capacity
from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import number, percent
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.levels import Level, levels
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.lenses.niches import NichesAnswer
    from multivector.lenses.niches.presence import Presence
    from multivector.lenses.niches.rivalry import Rivalry
    from multivector.model.ledger import Ledger

_MOST_SUPPLIERS, _FEWER_SUPPLIERS = 10, 7
"""Suppliers in the matrix of a page, and of a phone."""
_MOST_RIVALS = 12


def niche_called(ledger: Ledger, niche: str, lang: str) -> str:
    """Give what readers call a niche: the first name that an entry gives it, else its short name."""
    given = (entry.niche_name for entry in ledger.of(Capacity) if entry.niche == niche)
    return next((name.best(lang) for name in given if name is not None), niche)


def shares(lang: str, low: float, high: float) -> str:
    """Write a range of shares."""
    ends = percent(lang, low), percent(lang, high)
    return ends[1] if ends[0] == ends[1] else f"{number(lang, low * 100, 0)}–{ends[1]}"


def rivals_of_most_used(answer: NichesAnswer) -> tuple[Rivalry, ...]:
    """Give the rivalries of the supplier used in most niches: over all niches first, the most shared first."""
    used = Counter(supplier for row in answer.rows for supplier in row.used)
    within = {one.supplier for one in answer.rivalries}
    most = min(within, key=lambda supplier: (-used[supplier], supplier), default=None)
    own = [one for one in answer.rivalries if one.supplier == most]
    return tuple(sorted(own, key=lambda one: (one.sector or "", -one.middle, one.rival))[:_MOST_RIVALS])


def levels_matrix(answer: NichesAnswer, ledger: Ledger, lang: str) -> Picture:
    """Show how far each supplier reaches in each niche, and where it was used."""
    counts = Counter(one.supplier for one in answer.presences)
    columns = sorted(counts, key=lambda supplier: (-counts[supplier], supplier))
    rows = [row.niche for row in answer.rows]
    cells = {(rows.index(one.niche), columns.index(one.supplier)): _level(one, ledger, lang) for one in answer.presences}
    title = say(lang, "niches.matrix")
    told = "; ".join(level.words for _, level in sorted(cells.items()))

    def draw(size: float, name: str) -> str:
        most = _MOST_SUPPLIERS if size == WIDE else _FEWER_SUPPLIERS
        names = tuple(called(ledger, supplier, lang) for supplier in columns[:most])
        drawn = {place: level for place, level in cells.items() if place[1] < most}
        called_ = tuple(niche_called(ledger, niche, lang) for niche in rows)
        return levels(called_, names, drawn, size, title=title, told=told, name=name)

    caption = say(lang, "niches.matrix-caption")
    if len(columns) > _MOST_SUPPLIERS:
        caption += " " + say(lang, "niches.matrix-more", n=len(columns) - _MOST_SUPPLIERS)
    return _picture(title, draw, "niches", caption)


def rivalry_bounds(found: tuple[Rivalry, ...], ledger: Ledger, lang: str) -> Picture:
    """Show between which bounds the share of one supplier's ground lies that meets each other's."""
    supplier = called(ledger, found[0].supplier, lang)
    rows = tuple(
        Interval(
            label=", ".join(filter(None, (called(ledger, one.rival, lang), label(lang, "sector", one.sector)))),
            low=one.low,
            high=one.high,
            marks=(
                Mark(low=one.equal, high=one.equal, standing=False, words=percent(lang, one.equal)),
                Mark(low=one.middle, high=one.middle, standing=True, words=percent(lang, one.middle)),
            ),
            href=f"#e-{one.because[0]}",
            strong=one.sector is None,
        )
        for one in found
    )
    title = say(lang, "niches.rivalry", supplier=supplier)
    told = "; ".join(f"{row.label}: {shares(lang, one.low, one.high)}" for row, one in zip(rows, found, strict=True))

    def draw(size: float, name: str) -> str:
        return bounds(rows, size, write=lambda share: _axis(lang, share), title=title, told=told, name=name)

    return _picture(title, draw, "rivalry", say(lang, "niches.rivalry-caption"))


def levels_of(one: Presence, lang: str) -> str:
    """Say how able a supplier is in a niche: the levels that stand, and why it is absent."""
    if not one.levels:
        return say(lang, "niches.unrecorded")
    told = " / ".join(label(lang, "level", level) for level in one.levels)
    return told + (f" ({', '.join(label(lang, 'why', why) for why in one.why)})" if one.why else "")


def _axis(lang: str, share: float) -> str:
    """Label an axis that may run on beyond the whole, where nothing is."""
    return percent(lang, share) if share <= 1 else ""


def _level(one: Presence, ledger: Ledger, lang: str) -> Level:
    words = f"{called(ledger, one.supplier, lang)}, {niche_called(ledger, one.niche, lang)}: {levels_of(one, lang)}"
    return Level(low=one.low, high=one.high, chosen=bool(one.used), href=f"#e-{one.because[0]}", words=words)


def _picture(title: str, draw: Callable[[float, str], str], name: str, caption: str) -> Picture:
    return Picture(draw(WIDE, name), draw(NARROW, f"narrow-{name}"), title, line(Run(caption)))
