"""Pictures of the pending lens: stated dates and their slips, and the probability of one item over time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import date as written
from multivector.views.locale import percent, short_month
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.chances import Line, Moment, chances
from multivector.views.svg.slips import Stair, Step, slips
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from multivector.lenses.pending import Due, PendingAnswer
    from multivector.lenses.pending.path import Point
    from multivector.model.ledger import Ledger

_MOST = 14
_BEFORE, _AFTER = timedelta(days=730), timedelta(days=730)
"""How far before and after the day the picture reaches."""


def slip_stairs(answer: PendingAnswer, ledger: Ledger, lang: str, day: date) -> Picture | None:
    """Show what is due and how it slipped; None if nothing was said on a known day within the time shown."""
    earliest, latest = _shifted(day, -_BEFORE), _shifted(day, _AFTER)
    drawn = [(row, stair) for row in answer.rows if (stair := _stair(row, ledger, lang, earliest)) is not None]
    if not drawn:
        return None
    stairs = tuple(stair for _, stair in drawn[:_MOST])
    steps = [step for stair in stairs for step in stair.steps]
    start = max(min(step.said for step in steps), earliest)
    end = min(max([day, *(step.due for step in steps if step.due is not None)]), latest)
    title = say(lang, "pending.slips")
    told = "; ".join(f"{stair.label}: {', '.join(step.words for step in stair.steps)}" for stair in stairs)
    caption = say(lang, "pending.slips-caption")
    if len(drawn) > _MOST:
        caption += " " + say(lang, "pending.slips-more", n=len(drawn) - _MOST)

    def draw(size: float, name: str) -> str:
        return slips(
            stairs, start, end, size, today=day, write=lambda month: _month(month, lang), title=title, told=told, name=name
        )

    return Picture(draw(WIDE, "slips"), draw(NARROW, "narrow-slips"), title, line(Run(caption)))


def probability_path(answer: PendingAnswer, ledger: Ledger, lang: str, day: date) -> Picture | None:
    """Show what was to be thought of each stated date of one item, on each day; None without a path."""
    path = answer.path
    if path is None:
        return None
    lines = tuple(
        _line(by, [point for point in path.points if point.by == by], lang, day) for by in sorted({one.by for one in path.points})
    )
    title = say(lang, "pending.path", name=thing(path.id, ledger, lang))
    told = "; ".join(found.words for found in lines)

    def draw(size: float, name: str) -> str:
        return chances(
            lines,
            size,
            today=day,
            write=lambda month: _month(month, lang),
            share=lambda value: percent(lang, value),
            title=title,
            told=told,
            name=name,
        )

    caption = say(lang, "pending.path-caption")
    return Picture(draw(WIDE, "path"), draw(NARROW, "narrow-path"), title, line(Run(caption, path.because)))


def thing(id_: str, ledger: Ledger, lang: str) -> str:
    """Name the thing that a statement is about with the stage that it should reach, else the statement."""
    entry = ledger.by_id[id_]
    about, expects = getattr(entry, "about", ""), getattr(entry, "expects", None)
    if about not in ledger or expects is None:
        return called(ledger, id_, lang)
    return f"{called(ledger, about, lang)} ({label(lang, 'stage', expects)})"


def _stair(row: Due, ledger: Ledger, lang: str, earliest: date) -> Stair | None:
    steps = []
    for one in row.statements:
        if one.said is None or (one.due or date.max) < earliest:
            continue
        form: Literal["due", "met", "missed"] = "met" if one.fate == "met" else "missed" if one.fate == "missed" else "due"
        words = f"{called(ledger, one.id, lang)} ({', '.join(written(lang, due) for due in one.due_text)})"
        said = min(max(one.said, earliest), one.due or date.max)  # of a date that was told only when it was over
        steps.append(Step(said=said, due=one.due, form=form, words=words))
    if not steps or row.status == "unknown":
        return None
    beside = ", ".join(written(lang, due) for due in row.statements[-1].due_text)
    return Stair(label=thing(row.id, ledger, lang), beside=beside, steps=tuple(steps), href=f"#e-{row.id}")


def _line(by: date, points: list[Point], lang: str, day: date) -> Line:
    moments = tuple(Moment(day=one.day, mean=one.chance.mean, low=one.chance.low, high=one.chance.high) for one in points)
    words = "; ".join(f"{written(lang, one.day)}: {percent(lang, one.mean)}" for one in moments)
    return Line(by=by, label=written(lang, by), moments=moments, missed=by < day, words=f"{written(lang, by)} ({words})")


def _shifted(day: date, by: timedelta) -> date:
    """Move a day, within the time that there is."""
    return day + min(max(by, date.min - day), date.max - day)


def _month(day: date, lang: str) -> str:
    return f"{short_month(lang, day.month)} {day.year}"
