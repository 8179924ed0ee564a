"""How good past expectations were: each stated date, once it is over, scored beside the class and plain baselines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from multivector.engines import reliability
from multivector.lenses.pending.classes import Outlook, outlook, share
from multivector.lenses.pending.items import items_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from multivector.lenses.pending.classes import Judgements
    from multivector.lenses.pending.items import Statement
    from multivector.model.ledger import Ledger

Forecaster: TypeAlias = Literal["word", "class", "rate", "late"]
FORECASTERS: tuple[Forecaster, ...] = ("word", "class", "rate", "late")
_STEPS = 12
_DRAWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One stated date that is over: what each forecaster gave it on the day it was told, and how far off each was."""

    id: str
    told: date
    due: date
    known: date
    """When it was known whether the date was kept."""
    kept: bool
    forecasts: tuple[tuple[Forecaster, float], ...]
    """The probability that it would be kept; a class and a rate only where there is a class."""
    crps: tuple[tuple[Forecaster, float], ...]
    """Days, from when it was told to when its fate was known or due, whichever is later."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One forecaster over the stated dates that it gave a probability: mean scores, and the Brier score in its parts."""

    forecaster: Forecaster
    n: int
    kept: int
    brier: float
    log: float | None
    """None where a sure forecast failed: the score is infinite."""
    brier_shared: float | None
    """Over the dates to which every forecaster gave a probability: only this can be compared. None if there are none."""
    crps: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    points: tuple[tuple[float, float, float, float], ...]
    """For each forecast: itself, its calibrated value, and the ends between which that lies if the forecasts are calibrated."""
    because: tuple[str, ...]


def score_of(ledger: Ledger, statement: Statement, judged: Judgements) -> Scored | None:
    """Score a stated date by what was known when it was told; None if it is not over, had no date, or was told after it."""
    told, known = statement.told, statement.fate_on
    if statement.fate not in {"met", "missed"} or told is None or known is None:
        return None
    items = items_of(ledger, told)
    item, then = next((item, one) for item in items for one in item.statements if one.id == statement.id)
    if then.due is None or then.due <= told or known < told:
        return None
    due, kept = then.due, statement.fate == "met"
    reached = _forecasters(outlook(item, items, told, judged), due, judged)
    end = max(due, known)
    times = sorted({*np.linspace(0, (end - told).days, _STEPS).round().astype(int).tolist(), (due - told).days})
    came = (known - told).days if kept else None
    return Scored(
        id=statement.id,
        told=told,
        due=due,
        known=known,
        kept=kept,
        forecasts=tuple((name, share(by(due))) for name, by in reached.items()),
        crps=tuple((name, _crps(told, times, by, came)) for name, by in reached.items()),
        because=(statement.id,),
    )


def tracks(scored: tuple[Scored, ...], level: float, rng: np.random.Generator) -> tuple[Track, ...]:
    """Give each forecaster's record over all dates that it gave a probability."""
    found = []
    for name in FORECASTERS:
        own = [one for one in scored if name in dict(one.forecasts)]
        if own:
            found.append(_track(name, own, level, rng))
    return tuple(found)


def _track(name: Forecaster, own: list[Scored], level: float, rng: np.random.Generator) -> Track:
    x = [dict(one.forecasts)[name] for one in own]
    y = [float(one.kept) for one in own]
    both = [(p, kept) for p, kept, one in zip(x, y, own, strict=True) if len(one.forecasts) == len(FORECASTERS)]
    shared = ([p for p, _ in both], [kept for _, kept in both])
    parts = reliability.corp(x, y)
    low, high = reliability.band(x, rng, level=level, draws=_DRAWS)
    log = float(reliability.score(x, y, "log").mean())
    points = zip(x, parts.fitted, low.tolist(), high.tolist(), strict=True)
    return Track(
        forecaster=name,
        n=len(own),
        kept=sum(one.kept for one in own),
        brier=round(parts.score, 6),
        log=round(log, 6) if math.isfinite(log) else None,
        brier_shared=round(float(reliability.score(*shared).mean()), 6) if shared[0] else None,
        crps=round(float(np.mean([dict(one.crps)[name] for one in own])), 1),
        miscalibration=round(parts.miscalibration, 6),
        discrimination=round(parts.discrimination, 6),
        uncertainty=round(parts.uncertainty, 6),
        points=tuple(sorted((round(a, 6), round(b, 6), round(c, 6), round(d, 6)) for a, b, c, d in points)),
        because=tuple(one.id for one in own),
    )


def _forecasters(at: Outlook | None, due: date, judged: Judgements) -> dict[Forecaster, Callable[[date], float]]:
    """Give for each forecaster the probability that it comes about by a day, as given on the day when the date was told."""
    found: dict[Forecaster, Callable[[date], float]] = {"word": lambda day: judged.sure if day >= due else 0.0}
    if at is not None:
        found |= {"class": at.reached, "rate": partial(_rate, at)}
    return found | {"late": lambda day: 1 - judged.sure if day >= due else 0.0}


def _rate(at: Outlook, day: date) -> float:
    """Give the share of the class that came about in the time from when the clock began to a day."""
    return at.reference.rate((day - at.start).days / at.unit)


def _crps(told: date, times: list[int], by: Callable[[date], float], came: int | None) -> float:
    reached = np.clip(np.maximum.accumulate([by(told + timedelta(days=days)) for days in times]), 0, 1)
    return round(reliability.crps(times, reached, came), 1)
