"""The commitments lens's answer -> a chart: to which two partners promises were given that can collide, and how gravely."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from multivector.views.blocks import Picture, line
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.crossing import Cross, crossing
from multivector.views.wording import say

if TYPE_CHECKING:
    from multivector.lenses.commitments import Between, CommitmentsAnswer
    from multivector.model.ledger import Ledger

_MOST, _FEWER = 10, 6
"""Partners in the matrix of a page, and of a phone."""


def partners_crossing(answer: CommitmentsAnswer, ledger: Ledger, lang: str) -> Picture:
    """Show partner by partner how many collisions there are, and the gravest."""
    involved: Counter[str] = Counter()
    for one in answer.between:
        for partner in {one.one, one.other}:
            involved[partner] += _total(one)
    order = sorted(involved, key=lambda partner: (-involved[partner], partner))
    title = say(lang, "commitments.picture")
    told = "; ".join(_words(one, ledger, lang) for one in answer.between)

    def draw(size: float, name: str) -> str:
        shown = order[: _MOST if size == WIDE else _FEWER]
        names = tuple(called(ledger, partner, lang) for partner in shown)
        cells = {}
        for one in answer.between:
            if one.one in shown and one.other in shown:
                row, column = sorted((shown.index(one.one), shown.index(one.other)))
                cells[row, column] = Cross(
                    shape=_shape(one), count=_total(one), href=f"#e-{one.because[0]}", words=_words(one, ledger, lang)
                )
        return crossing(names, cells, size, title=title, told=told, name=name)

    caption = line(say(lang, "commitments.picture-caption"))
    return Picture(draw(WIDE, "commitments"), draw(NARROW, "narrow-commitments"), title, caption)


def _total(one: Between) -> int:
    return one.contradictions + one.conditional + one.interpretive + one.blocked


def _shape(one: Between) -> Literal["square", "disc", "diamond", "ring"]:
    if one.contradictions:
        return "square"
    return "disc" if one.conditional else "diamond" if one.interpretive else "ring"


def _words(one: Between, ledger: Ledger, lang: str) -> str:
    counts = (one.contradictions, one.conditional, one.interpretive, one.blocked)
    keys = ("commitments.direct-n", "commitments.conditional-n", "commitments.interpretive-n", "commitments.blocked-n")
    told = ", ".join(f"{say(lang, key)} {n}" for key, n in zip(keys, counts, strict=True) if n)
    return f"{called(ledger, one.one, lang)}, {called(ledger, one.other, lang)}: {told}"
