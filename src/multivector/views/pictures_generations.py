"""The picture of the generations lens: the share that remembers, by group and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import percent
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.fading import Panel, Share, fading
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.lenses.generations.answer import GenerationsAnswer


def fading_memory(answer: GenerationsAnswer, groups: Mapping[str, str], lang: str) -> Picture | None:
    """Show the shares over the years, a panel a group, which are named as given; None without a population by age."""
    if answer.now is None:
        return None
    panels = tuple(_panel(answer, name, label, lang) for name, label in groups.items())
    shown = tuple(panel for panel in panels if panel.shares)
    title = say(lang, "generations.picture")
    told = "; ".join(f"{panel.label}: {panel.words}" for panel in shown)
    today = answer.now

    def draw(size: float, name: str) -> str:
        return fading(shown, size, today=today, share=lambda value: percent(lang, value), title=title, told=told, name=name)

    because = tuple(dict.fromkeys(id_ for row in answer.rows[:1] for id_ in row.because))
    caption = line(Run(say(lang, "generations.picture-caption"), because))
    return Picture(draw(WIDE, "fading"), draw(NARROW, "narrow-fading"), title, caption)


def _panel(answer: GenerationsAnswer, name: str, label: str, lang: str) -> Panel:
    rows = [row for row in answer.rows if row.group == name]
    half = next((one.year for one in answer.crossings if one.group == name and one.under == "half"), None)
    return Panel(
        label=label,
        shares=tuple(Share(year=row.year, mean=row.share, low=row.low, high=row.high, plain=row.baseline) for row in rows),
        half=None if half == answer.start else half,
        words="; ".join(f"{row.year}: {percent(lang, row.share)}" for row in rows if row.year % 10 == 0),
    )
