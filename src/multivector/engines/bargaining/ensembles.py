"""Many members of an uncertain table: where a question ends, how sure that is, and by which ways.

Members are done in blocks of a fixed size, and blocks are added up in their order, so that the result is the same, bit for bit,
whoever does them: pass the `map` of an executor. A block gives back sums only, so memory does not grow with the members.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from multivector.engines.bargaining.forecasts import baselines, course, outcome
from multivector.engines.bargaining.moments import Moments, histograms, merged, moments, quantile_ends, quantiles
from multivector.engines.bargaining.options import Weighted, settings
from multivector.engines.bargaining.spreads import draws, members, stream
from multivector.engines.bargaining.tables import inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from multivector.engines.bargaining.options import Model, Options
    from multivector.engines.bargaining.spreads import Uncertain
    from multivector.engines.bargaining.tables import Change

    Floats: TypeAlias = NDArray[np.float64]
    Counts: TypeAlias = NDArray[np.int64]
    Mapper: TypeAlias = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]

BLOCK = 500
"""Members that are added up in one go; part of the result, so it is fixed."""
PATH_BINS = 200
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What every member is run through."""

    of: Uncertain
    model: Model
    options: Options
    changes: tuple[Change, ...]
    seed: int
    turns: int


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a block of members adds: moments of forecast and baselines, counts of positions on the way, members that settled."""

    ends: Moments
    paths: Counts
    settled: int


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Where something lies over all members, of each dimension, in the units of the table.

    Attributes:
        mean: Its mean.
        deviation: Its standard deviation.
        error: The standard error of the mean, from the number of members alone.
        least: The smallest.
        most: The largest.
        levels: Of the quantiles.
        quantiles: Of level and dimension.
        quantile_low: The lower end of each quantile's 95 % interval, from the number of members alone.
        quantile_high: The upper end.
        edges: Ends of the bins, of dimension and end.
        counts: Members in each bin, of dimension and bin.
    """

    mean: Floats
    deviation: Floats
    error: Floats
    least: Floats
    most: Floats
    levels: Floats
    quantiles: Floats
    quantile_low: Floats
    quantile_high: Floats
    edges: Floats
    counts: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """What is known of a question whose table is uncertain.

    Attributes:
        question: What was run.
        members: How many.
        outcome: The forecast of the model.
        baseline_mean: The weighted mean of the same members: the plain model that nothing has beaten significantly.
        baseline_median: The median voter of the same members.
        paths: Positions on the way, of level, turn, actor and dimension; to half a per cent of the scale.
        settled: The share of members whose movement ceased before turns ran out.
        convergence: Members so far, with mean and standard error of the forecast, at each doubling of blocks and at the end.
    """

    question: Question
    members: int
    outcome: Distribution
    baseline_mean: Distribution
    baseline_median: Distribution
    paths: Floats
    settled: float
    convergence: tuple[tuple[int, Floats, Floats], ...]


def ensemble(
    of: Uncertain,
    model: Model = "spatial",
    options: Options | None = None,
    *,
    members: int = 1000,
    seed: int = 0,
    changes: Sequence[Change] = (),
    levels: Sequence[float] = LEVELS,
    turns: int = 25,
    mapped: Mapper = map,
) -> Ensemble:
    """Run many members of an uncertain table.

    Args:
        of: The table and its spreads.
        model: Which model.
        options: Its settings.
        members: How many; the first ones of more are the same.
        seed: The master seed.
        changes: Shocks, and inputs that vary with time.
        levels: Of the quantiles.
        turns: Up to which turn paths are kept; a member that ended before stays where it was.
        mapped: Does the blocks, in order: `map`, or that of any executor.

    Raises:
        ValueError: as `forecast`, or there is no member, or a level is none.
    """
    if members < 1 or turns < 0:
        raise ValueError("an ensemble has at least one member, and paths from turn 0 on")
    if not all(0 < each < 1 for each in levels):
        raise ValueError("a level lies between 0 and 1")
    chosen = settings(model, options)
    last = 0 if isinstance(chosen, Weighted) else min(turns, chosen.stopping.most)
    question = Question(of, model, chosen, tuple(changes), seed, last)
    total: Part | None = None
    steps: list[tuple[int, Floats, Floats]] = []
    low, width = of.table.low, of.table.high - of.table.low
    k = len(width)
    starts = range(0, members, BLOCK)
    jobs = [(question, start, min(BLOCK, members - start)) for start in starts]
    for done, part in enumerate(mapped(run_block, jobs), start=1):
        total = part if total is None else _added(total, part)
        if done & (done - 1) == 0 or done == len(jobs):
            steps.append((total.ends.count, low + width * total.ends.mean[:k], width * total.ends.error()[:k]))
    assert total is not None  # noqa: S101  # there is at least one block
    at = np.array(levels, dtype=np.float64)
    n = len(of.table.actors)
    bands = quantiles(total.paths, at).reshape(len(at), last + 1, n, k)
    outcome_, mean, median = (_distribution(total.ends, slice(each * k, each * k + k), at, low, width) for each in range(3))
    return Ensemble(question, members, outcome_, mean, median, low + width * bands, total.settled / members, tuple(steps))


def run_block(job: tuple[Question, int, int]) -> Part:
    """Run some members: a question, the first, and how many."""
    question, first, count = job
    u = draws(question.of, question.seed, first, count)[:, 0]
    n, k = question.of.table.position.shape
    ends, paths = np.empty((count, 3 * k)), np.empty((count, (question.turns + 1) * n * k))
    settled = 0
    for each, table in enumerate(members(question.of, u)):
        given = inputs(table, question.changes)
        done = course(given, question.options, stream(question.seed, first + each, 1))
        ends[each] = np.concatenate([outcome(given, question.options, done, question.model), *baselines(given)])
        kept = np.minimum(np.arange(question.turns + 1), done.turns)
        paths[each] = done.positions[kept].ravel()
        settled += isinstance(question.options, Weighted) or done.turns < question.options.stopping.most
    return Part(moments(ends), histograms(paths, PATH_BINS), settled)


def _added(one: Part, other: Part) -> Part:
    return Part(merged(one.ends, other.ends), one.paths + other.paths, one.settled + other.settled)


def _distribution(of: Moments, which: slice, levels: Floats, low: Floats, width: Floats) -> Distribution:
    bins = of.bins[which]
    least, most = of.least[which], of.most[which]
    ends = np.array([quantile_ends(of.count, float(level), _CONFIDENCE) for level in levels])
    found = [low + width * np.clip(quantiles(bins, each), least, most) for each in (levels, ends[:, 0], ends[:, 1])]
    squares = of.squares[which]
    return Distribution(
        mean=low + width * of.mean[which],
        deviation=width * np.sqrt(squares / max(of.count - 1, 1)),
        error=width * of.error()[which],
        least=low + width * least,
        most=low + width * most,
        levels=levels,
        quantiles=found[0],
        quantile_low=found[1],
        quantile_high=found[2],
        edges=low[:, None] + width[:, None] * np.linspace(0, 1, bins.shape[1] + 1),
        counts=bins,
    )
