"""What a forecast hangs on: shares of variance, one input at a time, and whom it would pay to persuade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from multivector.engines.bargaining.ensembles import Question
from multivector.engines.bargaining.forecasts import course, outcome
from multivector.engines.bargaining.moments import Moments, merged, moments
from multivector.engines.bargaining.options import settings
from multivector.engines.bargaining.sobol import Share, Sums, batch, batches, shares
from multivector.engines.bargaining.spreads import Input, draws, members, stream
from multivector.engines.bargaining.tables import WHOLE, inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from multivector.engines.bargaining.ensembles import Mapper
    from multivector.engines.bargaining.options import Model, Options
    from multivector.engines.bargaining.spreads import Uncertain
    from multivector.engines.bargaining.tables import Change, Table

    Floats: TypeAlias = NDArray[np.float64]

_ENDS = (0.05, 0.95)
_BLOCK = 50
_BITS = 1
_LEAST_KEPT = 0.1


@dataclass(frozen=True, slots=True)
class VarianceShare:
    """How much of the variance of the forecast is due to some inputs.

    Attributes:
        inputs: Which: one, or all of an actor.
        share: First-order and total index, with errors.
    """

    inputs: tuple[Input, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class Swing:
    """Where the forecast goes if one input moves between its ends, all others at their medians.

    Attributes:
        input: Which.
        low: Its lower end, the 5 % quantile.
        high: Its upper end, the 95 % quantile.
        at_low: The forecast at the lower end.
        at_high: The forecast at the upper end.
    """

    input: Input
    low: float
    high: float
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class Lever:
    """What persuading an actor would do to the forecast.

    Attributes:
        input: Its position or its salience, on which dimension.
        effect: By how much the forecast moves for each unit that it moves, as a mean over members.
        error: The standard error of that, from the number of members alone; infinite of a single one.
        up: By how much the forecast moves, on average, if the input moves up by the step.
        down: The same for a step down.
    """

    input: Input
    effect: float
    error: float
    up: float
    down: float


def variance_shares(
    of: Uncertain,
    model: Model = "spatial",
    options: Options | None = None,
    *,
    members: int = 500,
    seed: int = 0,
    changes: Sequence[Change] = (),
    dimension: int = 0,
    by: Literal["input", "actor"] = "input",
    mapped: Mapper = map,
) -> tuple[VarianceShare, ...]:
    """Give how much of the variance of the forecast each uncertain input, or each actor's inputs together, are due to.

    Args:
        of: The table and its spreads.
        model: Which model.
        options: Its settings.
        members: How many; each costs as many runs as there are inputs, and two.
        seed: The master seed.
        changes: Shocks, and inputs that vary with time.
        dimension: Of the forecast.
        by: What goes together.
        mapped: Does the batches, in order: `map`, or that of any executor.

    Raises:
        ValueError: nothing is uncertain, or there are no two members.
    """
    question = _question(of, model, options, changes, seed, dimension)
    if not of.spreads or members < 2:  # noqa: PLR2004  # a variance needs two
        raise ValueError("shares of variance need something uncertain, and at least two members")
    whose = [(each.actor, 0, "", 0) if by == "actor" else (each.actor, 1, each.kind, each.dimension) for each, _ in of.spreads]
    keys = list(dict.fromkeys(whose))
    groups = tuple(tuple(column for column, each in enumerate(whose) if each == key) for key in keys)
    centre = float(_forecasts(question, dimension, np.full((1, len(of.spreads)), 0.5), [0])[0])
    jobs = [(question, dimension, groups, centre, first, count) for first, count in batches(members)]
    found = shares(list(mapped(run_batch, jobs)))
    return tuple(
        VarianceShare(tuple(of.spreads[column][0] for column in columns), share)
        for columns, share in zip(groups, found, strict=True)
    )


def run_batch(job: tuple[Question, int, tuple[tuple[int, ...], ...], float, int, int]) -> Sums:
    """Run a batch of `variance_shares`."""
    question, dimension, groups, centre, first, count = job
    u = draws(question.of, question.seed, first, count, sets=2)
    names = range(first, first + count)
    return batch(lambda rows: _forecasts(question, dimension, rows, names), u[:, 0], u[:, 1], groups, centre)


def tornado(
    of: Uncertain,
    model: Model = "spatial",
    options: Options | None = None,
    *,
    changes: Sequence[Change] = (),
    dimension: int = 0,
    seed: int = 0,
) -> tuple[Swing, ...]:
    """Give where the forecast goes as each uncertain input alone moves between its ends, the widest swing first."""
    question = _question(of, model, options, changes, seed, dimension)
    d = len(of.spreads)
    rows = np.full((2 * d, d), 0.5)
    for each in range(d):
        rows[2 * each, each], rows[2 * each + 1, each] = _ENDS
    found = _forecasts(question, dimension, rows, [0] * len(rows))
    swings = []
    for each, (which, spread) in enumerate(of.spreads):
        low, high = spread.at(np.array(_ENDS))
        swings.append(Swing(which, float(low), float(high), float(found[2 * each]), float(found[2 * each + 1])))
    return tuple(sorted(swings, key=lambda swing: -abs(swing.at_high - swing.at_low)))


def persuasion(
    of: Uncertain,
    model: Model = "spatial",
    options: Options | None = None,
    *,
    members: int = 100,
    seed: int = 0,
    changes: Sequence[Change] = (),
    dimension: int = 0,
    step: float = 5.0,
    mapped: Mapper = map,
) -> tuple[Lever, ...]:
    """Give what it would do to the forecast to move each actor's position and salience a little; the strongest first.

    Args:
        of: The table and its spreads, or none.
        model: Which model.
        options: Its settings.
        members: Over how many draws the effect is averaged; the model jumps, so one is little.
        seed: The master seed.
        changes: Shocks, and inputs that vary with time.
        dimension: Of the forecast.
        step: How far, in per cent of the scale; less where an end comes first.
        mapped: Does the blocks, in order: `map`, or that of any executor.

    Raises:
        ValueError: there is no member, or no step.
    """
    question = _question(of, model, options, changes, seed, dimension)
    if members < 1 or not 0 < step <= WHOLE:
        raise ValueError("persuasion needs at least one member, and a step of at most the whole scale")
    n, k = of.table.position.shape
    names = [Input(kind, actor, each) for actor in range(n) for kind in ("position", "salience") for each in range(k)]
    jobs = [(question, dimension, step, tuple(names), start, min(_BLOCK, members - start)) for start in range(0, members, _BLOCK)]
    total: Moments | None = None
    for part in mapped(run_levers, jobs):
        total = part if total is None else merged(total, part)
    assert total is not None  # noqa: S101  # there is at least one block
    mean, error = total.mean.reshape(3, len(names)), total.error().reshape(3, len(names))
    levers = [
        Lever(name, float(mean[0, at]), float(error[0, at]), float(mean[1, at]), float(mean[2, at]))
        for at, name in enumerate(names)
    ]
    return tuple(sorted(levers, key=lambda lever: -max(abs(lever.up), abs(lever.down))))


def run_levers(job: tuple[Question, int, float, tuple[Input, ...], int, int]) -> Moments:
    """Run a block of `persuasion`: slope, effect up and effect down, of member and input."""
    question, dimension, step, names, first, count = job
    u = draws(question.of, question.seed, first, count)[:, 0]
    found = np.zeros((count, 3, len(names)))
    for row, table in enumerate(members(question.of, u)):
        member = first + row
        base = _forecast(question, dimension, table, member)
        for at, name in enumerate(names):
            (low, high), value = _around(table, name, step), _value(table, name)
            down = _forecast(question, dimension, _with(table, name, low), member) if low < value else base
            up = _forecast(question, dimension, _with(table, name, high), member) if high > value else base
            found[row, :, at] = (up - down) / (high - low) if high > low else 0.0, up - base, down - base
    return moments(found.reshape(count, -1), bins=_BITS)


def _question(
    of: Uncertain, model: Model, options: Options | None, changes: Sequence[Change], seed: int, dimension: int
) -> Question:
    if not 0 <= dimension < len(of.table.dimensions):
        raise ValueError("the table has no such dimension")
    return Question(of, model, settings(model, options), tuple(changes), seed, 0)


def _forecasts(question: Question, dimension: int, rows: Floats, names: Sequence[int]) -> Floats:
    """Give the forecast of each row of uniform numbers; rows of one name share what else is drawn."""
    tables = members(question.of, rows)
    return np.array([_forecast(question, dimension, each, name) for each, name in zip(tables, names, strict=True)])


def _forecast(question: Question, dimension: int, table: Table, member: int) -> float:
    given = inputs(table, question.changes)
    done = course(given, question.options, stream(question.seed, member, 1))
    found = outcome(given, question.options, done, question.model)[dimension]
    return float(table.low[dimension] + (table.high[dimension] - table.low[dimension]) * found)


def _value(table: Table, name: Input) -> float:
    return float((table.position if name.kind == "position" else table.salience)[name.actor, name.dimension])


def _around(table: Table, name: Input, step: float) -> tuple[float, float]:
    """Give the values a step below and above, no farther than the ends; nobody is made to stop caring altogether."""
    value = _value(table, name)
    if name.kind == "position":
        low, high = float(table.low[name.dimension]), float(table.high[name.dimension])
        reach = (high - low) * step / WHOLE
        return max(low, value - reach), min(high, value + reach)
    spare = max(0.0, WHOLE - float(table.salience[name.actor].sum()))
    return max(value * _LEAST_KEPT, value - step), value + min(step, spare)


def _with(table: Table, name: Input, value: float) -> Table:
    changed = (table.position if name.kind == "position" else table.salience).copy()
    changed[name.actor, name.dimension] = value
    return replace(table, position=changed) if name.kind == "position" else replace(table, salience=changed)
