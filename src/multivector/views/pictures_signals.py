"""The signals lens's answer -> charts: what went to which audience, and on which rung of protocol each meeting stood."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from multivector.model.claims import settled
from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import date
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.matrix import Disc, matrix
from multivector.views.svg.rungs import Placed, rungs
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.lenses.signals import Cell, SignalsAnswer
    from multivector.lenses.signals.protocol import Meeting
    from multivector.model.ledger import Ledger

_MOST_AUDIENCES, _FEWER_AUDIENCES = 10, 6
"""Audiences in the matrix of a page, and of a phone."""
_MOST_MEETINGS = 16


def audience_matrix(answer: SignalsAnswer, ledger: Ledger, lang: str) -> Picture:
    """Show how many words and gestures went to each audience in dealings with each partner."""
    heard: Counter[str] = Counter()
    dealt: Counter[str | None] = Counter()
    for cell in answer.cells:
        heard[cell.audience] += len(cell.because)
        dealt[cell.partner] += len(cell.because)
    columns = sorted(heard, key=lambda audience: (-heard[audience], audience))
    rows = sorted(dealt, key=lambda partner: (partner is None, -dealt[partner], partner or ""))
    cells = {(rows.index(cell.partner), columns.index(cell.audience)): _disc(cell, ledger, lang) for cell in answer.cells}
    names = tuple(partner_called(partner, ledger, lang) for partner in rows)
    title = say(lang, "signals.matrix")
    told = "; ".join(disc.words for _, disc in sorted(cells.items()))

    def draw(size: float, name: str) -> str:
        most = _MOST_AUDIENCES if size == WIDE else _FEWER_AUDIENCES
        shown = tuple(called(ledger, audience, lang) for audience in columns[:most])
        drawn = {place: disc for place, disc in cells.items() if place[1] < most}
        return matrix(names, shown, drawn, size, title=title, told=told, name=name)

    return _picture(title, draw, "audiences", say(lang, "signals.matrix-caption"))


def protocol_rungs(answer: SignalsAnswer, ledger: Ledger, lang: str) -> Picture:
    """Show on which rung each of the latest meetings stood, and how many gestures raised or lowered it."""
    columns = tuple(rung_called(words, lang) for words in answer.scale)
    rows = tuple(_placed(one, answer, ledger, lang) for one in answer.meetings[-_MOST_MEETINGS:])
    title = say(lang, "signals.protocol")
    told = "; ".join(row.words for row in rows)

    def draw(size: float, name: str) -> str:
        return rungs(columns, rows, size, title=title, told=told, name=name)

    return _picture(title, draw, "protocol", say(lang, "signals.protocol-caption"))


def partner_called(partner: str | None, ledger: Ledger, lang: str) -> str:
    """Name a partner, or say that none is named."""
    return say(lang, "signals.no-partner") if partner is None else called(ledger, partner, lang)


def rung_called(words: tuple[str, ...], lang: str) -> str:
    """Name a rung by the forms of meeting that stand on it."""
    known = (label(lang, "type", word) if word in {"call", "meeting", "summit"} else label(lang, "level", word) for word in words)
    return ", ".join(known)


def rungs_of(one: Meeting, answer: SignalsAnswer, lang: str) -> str:
    """Say on which rung a meeting stood, or between which."""
    ends = dict.fromkeys(rung_called(answer.scale[at], lang) for at in (one.low, one.high))
    return " … ".join(ends)


def meeting_called(one: Meeting, ledger: Ledger, lang: str) -> str:
    """Name a meeting with its date, where it has one date."""
    when = settled(ledger.by_id[one.id], "when") or one.first
    return ", ".join(filter(None, (called(ledger, one.id, lang), date(lang, when) if when is not None else "")))


def _placed(one: Meeting, answer: SignalsAnswer, ledger: Ledger, lang: str) -> Placed:
    marks = (("+", one.raised), ("−", one.lowered), ("?", one.open_))
    beside = " ".join(f"{sign}{len(ids)}" for sign, ids in marks if ids)
    name = meeting_called(one, ledger, lang)
    return Placed(
        label=called(ledger, one.id, lang),
        low=one.low,
        high=one.high,
        beside=beside,
        href=f"#e-{one.id}",
        words=": ".join((name, " ".join(filter(None, (rungs_of(one, answer, lang), beside))))),
    )


def _disc(cell: Cell, ledger: Ledger, lang: str) -> Disc:
    counts = say(lang, "signals.counts", messages=cell.messages, signals=cell.signals)
    words = f"{partner_called(cell.partner, ledger, lang)}, {called(ledger, cell.audience, lang)}: {counts}"
    return Disc(count=len(cell.because), sign="", href=f"#e-{cell.because[0]}", words=words)


def _picture(title: str, draw: Callable[[float, str], str], name: str, caption: str) -> Picture:
    return Picture(draw(WIDE, name), draw(NARROW, f"narrow-{name}"), title, line(Run(caption)))
