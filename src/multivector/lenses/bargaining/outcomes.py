"""What the models say of a table: outcomes with their intervals, paths with bands, swings, and every move told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.bargaining import ensemble, forecast, persuasion, tornado

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from multivector.engines.bargaining import Distribution, Ensemble, Model, Options, Run, Spatial
    from multivector.engines.bargaining.ensembles import Mapper
    from multivector.engines.bargaining.forecasts import Reason
    from multivector.engines.bargaining.spreads import Kind
    from multivector.lenses.bargaining.tables import Bargained

STEP = 5.0
"""How far a number is moved to persuade, in per cent of its scale."""
_LEVELS = (0.05, 0.5, 0.95)
_TURNS = 12
"""Turns of which paths are kept."""
_LEAST = 1.0
"""The shortest way that is told as a move."""
_BINS = 25
"""Classes in which outcomes are counted: four of a hundred each."""
_ORDER: tuple[Model, ...] = ("compromise", "median", "spatial", "expected-utility")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where a model ends: at the middle of all ranges, and between which ends lie nine tenths of what was drawn."""

    model: Model
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Where an actor is, turn by turn: the median of what was drawn, and nine tenths of it."""

    actor: str
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Where the spatial model ends if one number alone moves between the ends of its range."""

    actor: str
    what: Kind
    on: str
    low: float
    high: float
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the models say of one scale."""

    scale: str
    forecasts: tuple[Forecast, ...]
    density: tuple[float, ...]
    """Share of what was drawn in each twenty-fifth of the scale, by the spatial model."""
    paths: tuple[Path, ...]
    swings: tuple[Swing, ...]
    """Widest first."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What an actor did at a turn, and why."""

    turn: int
    actor: str
    before: tuple[float, ...]
    """Of each scale."""
    after: tuple[float, ...]
    reason: Reason
    partner: str | None
    """With whom it bargained."""
    target: str | None
    """Whom it challenged."""
    success: float | None
    """How likely it thought that to succeed."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persuaded:
    """What it would do to the spatial model's outcome to move an actor's position or salience a little."""

    actor: str
    what: Kind
    on: str
    up: float
    """By how much the outcome moves if the number moves up by the step, as a mean over draws."""
    down: float
    error: float | None
    """The standard error of the slope, in outcome for each unit; None of a single draw."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """How it is run."""

    members: int
    seed: int
    options: Spatial
    mapped: Mapper = map


def outcomes_of(found: Bargained, how: Setting, because: tuple[str, ...]) -> tuple[Outcome, ...]:
    """Run every model at the middle and over members, scale by scale."""
    settings: dict[Model, Options | None] = {"spatial": how.options, "expected-utility": None}
    drawn = {
        model: ensemble(
            found.of, model, options, members=how.members, seed=how.seed, levels=_LEVELS, turns=_TURNS, mapped=how.mapped
        )
        for model, options in settings.items()
    }
    over: dict[Model, Distribution] = {
        "compromise": drawn["spatial"].baseline_mean,
        "median": drawn["spatial"].baseline_median,
        "spatial": drawn["spatial"].outcome,
        "expected-utility": drawn["expected-utility"].outcome,
    }
    middle = {model: forecast(found.of.table, model, settings.get(model)).outcome for model in _ORDER}
    return tuple(
        Outcome(
            scale=scale.id,
            forecasts=tuple(
                Forecast(
                    model=model,
                    value=_rounded(middle[model][at]),
                    low=_rounded(over[model].quantiles[0, at]),
                    high=_rounded(over[model].quantiles[2, at]),
                )
                for model in _ORDER
            ),
            density=_density(drawn["spatial"].outcome.counts[at], how.members),
            paths=_paths(drawn["spatial"], at),
            swings=_swings(found, how, at),
            because=because,
        )
        for at, scale in enumerate(found.scales)
    )


def levers_of(found: Bargained, how: Setting, at: int) -> tuple[Persuaded, ...]:
    """Tell whom it would pay to persuade on a scale, the strongest first; `how.members` draws, each many runs."""
    table = found.of.table
    levers = persuasion(
        found.of, options=how.options, members=how.members, seed=how.seed, dimension=at, step=STEP, mapped=how.mapped
    )
    return tuple(
        Persuaded(
            actor=table.actors[one.input.actor],
            what=one.input.kind,
            on=table.dimensions[one.input.dimension],
            up=_rounded(one.up),
            down=_rounded(one.down),
            error=None if how.members == 1 else round(one.error, 3),
        )
        for one in levers
    )


def moves_of(found: Bargained, options: Spatial, because: tuple[str, ...]) -> tuple[Run, tuple[Move, ...]]:
    """Run the spatial model at the middle of all ranges and tell who moved."""
    run = forecast(found.of.table, "spatial", options)
    actors = found.of.table.actors
    told = (
        Move(
            turn=one.turn + 1,
            actor=actors[one.actor],
            before=tuple(_rounded(each) for each in one.before),
            after=tuple(_rounded(each) for each in one.after),
            reason=one.reason,
            partner=None if one.partner is None else actors[one.partner],
            target=None if one.target is None else actors[one.target],
            success=None if one.success is None else round(one.success, 3),
            because=because,
        )
        for one in run.moves
        if one.reason != "stays"
    )
    return run, tuple(one for one in told if any(abs(a - b) >= _LEAST for a, b in zip(one.before, one.after, strict=True)))


def _density(counts: NDArray[np.int64], members: int) -> tuple[float, ...]:
    classes = counts.reshape(_BINS, -1).sum(axis=1)
    return tuple(round(float(each) / members, 6) for each in classes)


def _paths(of: Ensemble, at: int) -> tuple[Path, ...]:
    actors = of.question.of.table.actors

    def row(level: int, actor: int) -> tuple[float, ...]:
        return tuple(_rounded(each) for each in of.paths[level, :, actor, at])

    return tuple(Path(actor=name, low=row(0, n), middle=row(1, n), high=row(2, n)) for n, name in enumerate(actors))


def _swings(found: Bargained, how: Setting, at: int) -> tuple[Swing, ...]:
    table = found.of.table
    return tuple(
        Swing(
            actor=table.actors[one.input.actor],
            what=one.input.kind,
            on=table.dimensions[one.input.dimension],
            low=_rounded(one.low),
            high=_rounded(one.high),
            at_low=_rounded(one.at_low),
            at_high=_rounded(one.at_high),
        )
        for one in tornado(found.of, options=how.options, dimension=at, seed=how.seed)
    )


def _rounded(value: float) -> float:
    """Give a place on the scale to a tenth: more would be false precision."""
    return round(float(value), 1) + 0.0
