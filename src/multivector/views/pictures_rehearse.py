"""The pictures of the rehearsal: which policy is best at what over the ranges, and between which ends each fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import number, percent
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.matrix import Disc, matrix
from multivector.views.wording import say

if TYPE_CHECKING:
    from multivector.lenses.rehearse import Fared, Measured, RehearseAnswer
    from multivector.model.ledger import Ledger

MEASURES = {
    "needs": "rehearse.needs",
    "autonomy": "rehearse.autonomy",
    "legitimacy": "rehearse.legitimacy",
    "least-legitimacy": "rehearse.least-legitimacy",
    "failed-unrest": "rehearse.failed-unrest",
}
_POLICIES = {
    "niches": "rehearse.niches",
    "balancing": "rehearse.balancing",
    "equidistance": "rehearse.equidistance",
    "isolation": "rehearse.isolation",
}


def named(policy: str, patron: str | None, ledger: Ledger, lang: str, *, adaptive: bool = True) -> str:
    """Name a policy in one of its forms."""
    name = (
        say(lang, _POLICIES[policy])
        if patron is None
        else say(lang, "rehearse.bandwagoning", patron=called(ledger, patron, lang))
    )
    return name if adaptive else say(lang, "rehearse.static", policy=name)


def ranks(answer: RehearseAnswer, ledger: Ledger, lang: str) -> Picture:
    """Show in how many sets of parameters each policy is the best at each measure."""
    policies = tuple(named(row.policy, row.patron, ledger, lang, adaptive=row.adaptive) for row in answer.rows)
    first = sum(row.adaptive for row in answer.rows)  # the adaptive ones, which are all that a phone has room for
    measures = tuple(say(lang, MEASURES[one.measure]) for one in answer.rows[0].measures)
    cells = {
        (r, c): Disc(
            count=one.first,
            sign="",
            href="",
            words=say(lang, "rehearse.cell", policy=policies[r], measure=measures[c], share=percent(lang, one.first)),
        )
        for r, row in enumerate(answer.rows)
        for c, one in enumerate(row.measures)
        if one.first > 0
    }
    title = say(lang, "rehearse.ranks")
    told = "; ".join(disc.words for disc in cells.values())

    def draw(size: float, name: str) -> str:
        shown = policies if size == WIDE else policies[:first]
        seen = {place: disc for place, disc in cells.items() if place[0] < len(shown)}
        return matrix(shown, measures, seen, size, title=title, told=told, name=name)

    caption = line(Run(say(lang, "rehearse.ranks-caption"), answer.rows[0].because))
    return Picture(draw(WIDE, "ranks"), draw(NARROW, "narrow-ranks"), title, caption)


def fares(answer: RehearseAnswer, measure: str, ledger: Ledger, lang: str) -> Picture:
    """Show between which ends each policy fares at a measure; the adaptive forms alone."""
    rows = tuple(_interval(row, _of(row, measure), ledger, lang) for row in answer.rows if row.adaptive)
    title = say(lang, MEASURES[measure])
    told = "; ".join(f"{one.label}: {number(lang, one.low or 0, 2)}–{number(lang, one.high or 0, 2)}" for one in rows)

    def draw(size: float, name: str) -> str:
        return bounds(rows, size, write=lambda value: number(lang, value, 1), title=title, told=told, name=name, most=1.0)

    caption = line(Run(say(lang, "rehearse.fares-caption"), answer.rows[0].because))
    return Picture(draw(WIDE, f"fares-{measure}"), draw(NARROW, f"narrow-fares-{measure}"), title, caption)


def _of(row: Fared, measure: str) -> Measured:
    return next(one for one in row.measures if one.measure == measure)


def _interval(row: Fared, of: Measured, ledger: Ledger, lang: str) -> Interval:
    return Interval(
        label=named(row.policy, row.patron, ledger, lang),
        low=of.low,
        high=of.high,
        marks=(Mark(low=of.middle, high=of.middle, standing=True, words=number(lang, of.middle, 2)),),
        href="",
        strong=row.policy == "niches",
    )
