"""The hypotheses lens's answer -> charts: between which bounds each explanation lies, and what each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import NBSP, percent
from multivector.views.locale.tables import EN_DASH
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.weights import Column, weights
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.lenses.hypotheses import Enquiry


def span(lang: str, low: float, high: float) -> str:
    """Write a share between two ends."""
    least, most = (percent(lang, end) for end in (low, high))
    return most if least == most else f"{least.rstrip(f'%{NBSP}')}{EN_DASH}{most}"


def answer_bounds(enquiry: Enquiry, answers: Sequence[str], lang: str) -> Picture:
    """Show between which bounds each answer lies, its best guess, and what the analyst judged."""
    rows = tuple(
        Interval(
            label=f"H{number}{NBSP}{answer}",
            low=row.low,
            high=row.high,
            marks=(
                *_mark(lang, "hypotheses.judged-mark", row.judged_low, row.judged_high, standing=False),
                *_mark(lang, "hypotheses.guess-mark", row.point, row.point, standing=True),
            ),
            href=f"#e-{enquiry.question}",
            strong=row.hypothesis == enquiry.leader,
        )
        for number, (row, answer) in enumerate(zip(enquiry.rows, answers, strict=True), 1)
    )
    title = say(lang, "hypotheses.bounds")
    told = "; ".join(f"{row.label}: {span(lang, row.low or 0.0, row.high or 0.0)}" for row in rows)

    def draw(size: float, name: str) -> str:
        return bounds(rows, size, write=lambda share: percent(lang, share), title=title, told=told, name=name, most=1.0)

    name = f"answers-{enquiry.question}"
    caption = line(Run(say(lang, "hypotheses.bounds-caption")))
    return Picture(draw(WIDE, name), draw(NARROW, f"narrow-{name}"), title, caption)


def evidence_matrix(enquiry: Enquiry, answers: Sequence[str], pieces: Sequence[str], lang: str) -> Picture:
    """Show how likely each piece of evidence is under each answer."""
    columns = tuple(
        Column(
            mark=f"E{number}",
            chances=piece.chances,
            href=f"#e-{piece.because[0]}",
            words=f"E{number}{NBSP}{what}: "
            + ", ".join(f"H{at} {span(lang, low, high)}" for at, (low, high) in enumerate(piece.chances, 1)),
            strong=piece.turns,
        )
        for number, (piece, what) in enumerate(zip(enquiry.pieces, pieces, strict=True), 1)
    )
    rows = tuple(f"H{number}{NBSP}{answer}" for number, answer in enumerate(answers, 1))
    title = say(lang, "hypotheses.matrix")
    told = "; ".join(column.words for column in columns)

    def draw(size: float, name: str) -> str:
        return weights(rows, columns, size, title=title, told=told, name=name)

    name = f"evidence-{enquiry.question}"
    caption = line(Run(say(lang, "hypotheses.matrix-caption")))
    return Picture(draw(WIDE, name), draw(NARROW, f"narrow-{name}"), title, caption)


def _mark(lang: str, key: str, low: float | None, high: float | None, *, standing: bool) -> tuple[Mark, ...]:
    if low is None or high is None:
        return ()
    return (Mark(low=low, high=high, standing=standing, words=say(lang, key, share=span(lang, low, high))),)
