"""The pictures of the bargaining lens: where it may end, who goes where, and on which number that hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import number
from multivector.views.naming import called
from multivector.views.pictures import NARROW, WIDE
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.courses import Course, courses
from multivector.views.svg.density import Line, density
from multivector.views.wording import say

if TYPE_CHECKING:
    from multivector.lenses.bargaining import Contest
    from multivector.lenses.bargaining.outcomes import Outcome
    from multivector.model.ledger import Ledger
    from multivector.model.seats import Scale

_SWINGS = 10
"""Numbers that are shown; the others move the outcome less."""
_LOOKS = {"compromise": "mark", "median": "plain", "spatial": "missed"}
_MODELS = {
    "compromise": "bargaining.model-compromise",
    "median": "bargaining.model-median",
    "spatial": "bargaining.model-spatial",
    "expected-utility": "bargaining.model-expected-utility",
}
WHAT = {"position": "bargaining.position", "salience": "bargaining.salience", "capability": "bargaining.capability"}


def model(name: str, lang: str) -> str:
    """Name a model."""
    return say(lang, _MODELS[name])


def outcome_density(row: Contest, of: Outcome, scale: Scale, lang: str) -> Picture:
    """Show where the spatial model ends over all draws, with the plain models' outcomes as lines."""
    lines = tuple(
        Line(at=one.value, label=f"{model(one.model, lang)}: {_place(lang, one.value)}", look=_LOOKS[one.model])
        for one in sorted(of.forecasts, key=lambda one: one.value)  # so that no line crosses the name of another
        if one.model in _LOOKS
    )
    title = say(lang, "bargaining.density", what=scale.what.best(lang))
    told = "; ".join(one.label for one in lines)

    def draw(size: float, name: str) -> str:
        return density(
            of.density,
            lines,
            size,
            ends=(f"0: {scale.low.best(lang)}", f"100: {scale.high.best(lang)}"),
            write=lambda value: _place(lang, value),
            title=title,
            told=told,
            name=f"{name}-{row.question}-{scale.id}",
        )

    caption = line(Run(say(lang, "bargaining.density-caption"), of.because))
    return Picture(draw(WIDE, "density"), draw(NARROW, "narrow-density"), title, caption)


def paths(row: Contest, of: Outcome, ledger: Ledger, lang: str) -> Picture:
    """Show where each actor stands turn by turn."""
    drawn = tuple(
        Course(label=called(ledger, one.actor, lang), low=one.low, middle=one.middle, high=one.high) for one in of.paths
    )
    title = say(lang, "bargaining.paths")
    told = "; ".join(f"{one.label}: {_place(lang, one.middle[0])} → {_place(lang, one.middle[-1])}" for one in drawn)

    def draw(size: float, name: str) -> str:
        return courses(
            drawn,
            size,
            turns=say(lang, "bargaining.turns"),
            write=lambda value: _place(lang, value),
            title=title,
            told=told,
            name=f"{name}-{row.question}-{of.scale}",
        )

    caption = line(Run(say(lang, "bargaining.paths-caption"), of.because))
    return Picture(draw(WIDE, "paths"), draw(NARROW, "narrow-paths"), title, caption)


def swings(row: Contest, of: Outcome, ledger: Ledger, lang: str) -> Picture:
    """Show on which numbers the outcome hangs most."""
    middle = next(one.value for one in of.forecasts if one.model == "spatial")
    rows = tuple(
        Interval(
            label=say(
                lang,
                "bargaining.swing",
                actor=called(ledger, one.actor, lang),
                what=say(lang, WHAT[one.what]),
                low=_place(lang, one.low),
                high=_place(lang, one.high),
            ),
            low=min(one.at_low, one.at_high),
            high=max(one.at_low, one.at_high),
            marks=(Mark(low=middle, high=middle, standing=True, words=_place(lang, middle)),),
            href="",
        )
        for one in of.swings[:_SWINGS]
    )
    title = say(lang, "bargaining.swings")
    told = "; ".join(f"{one.label}: {_place(lang, one.low or 0)}–{_place(lang, one.high or 0)}" for one in rows)

    def draw(size: float, name: str) -> str:
        return bounds(
            rows,
            size,
            write=lambda value: _place(lang, value),
            title=title,
            told=told,
            name=f"{name}-{row.question}-{of.scale}",
            most=100.0,
        )

    caption = line(Run(say(lang, "bargaining.swings-caption"), of.because))
    return Picture(draw(WIDE, "swings"), draw(NARROW, "narrow-swings"), title, caption)


def _place(lang: str, value: float) -> str:
    return number(lang, value, 0)
