"""One signature for every model: a table in, a run out, with every move told and the plain baselines beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from multivector.engines.bargaining import expected_utility, spatial
from multivector.engines.bargaining.measures import weighted_mean, weighted_median
from multivector.engines.bargaining.options import ExpectedUtility, Spatial, Weighted, settings
from multivector.engines.bargaining.tables import inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from multivector.engines.bargaining.options import Model, Options
    from multivector.engines.bargaining.spatial import Course
    from multivector.engines.bargaining.tables import Change, Inputs, Table

    Floats: TypeAlias = NDArray[np.float64]

Reason = Literal["stays", "own", "accepts", "conflict", "compromise", "compel"]
_REASONS: tuple[Reason, ...] = ("stays", "conflict", "compromise", "compel")


@dataclass(frozen=True, slots=True)
class Move:
    """What an actor did at a turn, and why.

    Attributes:
        turn: Which, from 0.
        actor: Its index.
        before: Where it was.
        after: Where it went.
        target: Whom it challenges (spatial) or would gain most by challenging; None where it gains nothing by any.
        success: How likely it thinks that to succeed; None likewise.
        gain: What it expects of it, in utility; None likewise.
        reason: `own`: its own challenge's bargain. `accepts`: a bargain that another proposed. `conflict`: it gives in to one who
            expects more of a contest that both want. `compromise`: it goes part of the way. `compel`: all of it. `stays`.
        partner: With whom it bargains, or to whom it yields; None where it stays.
        options: How many bargains it had before it, the status quo included; or how many demands.
        probability: How probable the bargain taken was in the election among these; None in models without one.
        risk: Its attitude to risk: above 0 averse in the spatial model; the exponent, below 1 averse, in the other.
        dimension: Of which issue, in a model that takes one at a time; None: of all.
    """

    turn: int
    actor: int
    before: tuple[float, ...]
    after: tuple[float, ...]
    target: int | None
    success: float | None
    gain: float | None
    reason: Reason
    partner: int | None
    options: int
    probability: float | None
    risk: float
    dimension: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A bargain that lay before an actor.

    Attributes:
        challenger: Who proposed it; None of the status quo.
        target: To whom; likewise.
        place: Where the actor would be, of each dimension.
        probability: How probable it was in the election among all that lay before the actor.
    """

    challenger: int | None
    target: int | None
    place: tuple[float, ...]
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Where a question ends, and how it came there.

    Attributes:
        table: What was run.
        model: By which model.
        options: With which settings.
        changes: What changed on the way.
        outcome: The forecast, of each dimension.
        positions: Of turn, actor and dimension, from the start to the end.
        ideals: What everybody wants, likewise; where it stands, unless the table says otherwise.
        means: The weighted mean of positions, of turn and dimension.
        medians: The weighted median, likewise.
        baseline_mean: The compromise model on the same table: the mean that nothing has beaten significantly.
        baseline_median: The median voter on the same table.
        turns: How many.
        settled: Whether movement had ceased, rather than turns run out.
        chances: How probable each actor's position is, of turn and actor; None in models without an election.
        moves: What everybody did at every turn.
    """

    table: Table
    model: Model
    options: Options
    changes: tuple[Change, ...]
    outcome: Floats
    positions: Floats
    ideals: Floats
    means: Floats
    medians: Floats
    baseline_mean: Floats
    baseline_median: Floats
    turns: int
    settled: bool
    chances: Floats | None
    moves: tuple[Move, ...]


def forecast(
    table: Table,
    model: Model = "spatial",
    options: Options | None = None,
    *,
    changes: Sequence[Change] = (),
    rng: np.random.Generator | None = None,
) -> Run:
    """Say where a question of collective bargaining ends.

    Args:
        table: Who pulls where; see `multivector.engines.bargaining.tables.table`.
        model: Which model.
        options: Its settings (default: its usual ones).
        changes: Shocks, and inputs that vary with time.
        rng: Draws the transitions of the stochastic spatial model (default: one with seed 0); nothing else is drawn.

    Raises:
        ValueError: the settings are another model's, a change is impossible, or a run cannot go on; the message says why.
    """
    chosen = settings(model, options)
    given = inputs(table, changes)
    done = course(given, chosen, rng if rng is not None else np.random.default_rng(0))
    width = table.high - table.low
    capability, salience = _over(given, done.turns)
    weights = capability[..., None] * salience
    means, medians = weighted_mean(done.positions, weights), weighted_median(done.positions, weights)
    first = baselines(given)
    return Run(
        table=table,
        model=model,
        options=chosen,
        changes=tuple(changes),
        outcome=table.low + width * outcome(given, chosen, done, model),
        positions=table.low + width * done.positions,
        ideals=table.low + width * done.ideals,
        means=table.low + width * means,
        medians=table.low + width * medians,
        baseline_mean=table.low + width * first[0],
        baseline_median=table.low + width * first[1],
        turns=done.turns,
        settled=isinstance(chosen, Weighted) or done.turns < chosen.stopping.most,
        chances=spatial.chances(given, chosen, done) if isinstance(chosen, Spatial) else None,
        moves=tuple(_moves(table, chosen, done)),
    )


def course(given: Inputs, options: Options, rng: np.random.Generator) -> Course:
    """Run a model; one that only weighs has no turns."""
    if isinstance(options, Spatial):
        return spatial.course(given, options, rng)
    if isinstance(options, ExpectedUtility):
        return expected_utility.course(given, options)
    n, _ = given.position.shape
    start = given.position[None]
    return spatial.Course(start, start, np.zeros((0, n, 4), np.int64), np.zeros((0, n, 4)), 0)


def outcome(given: Inputs, options: Options, of: Course, model: Model) -> Floats:
    """Give the forecast of a run, in units of the whole space.

    Raises:
        ValueError: it is to be anchored, and there is no reference point.
    """
    capability, salience = _over(given, of.turns)
    x, weights = of.positions[-1], capability[-1][:, None] * salience[-1]
    if isinstance(options, Weighted):
        if options.anchor > 0:
            x, weights = _anchored(x, weights, given.reference, options.anchor)
        return weighted_mean(x, weights) if model == "compromise" else weighted_median(x, weights)
    return weighted_median(x, weights) if options.outcome == "median" else weighted_mean(x, weights)


def baselines(given: Inputs) -> tuple[Floats, Floats]:
    """Give the weighted mean and the weighted median of positions at the start, in units of the whole space."""
    weights = given.capability[0][:, None] * given.salience[0]
    return weighted_mean(given.position, weights), weighted_median(given.position, weights)


def backing(run: Run, turn: int, actor: int) -> tuple[tuple[int, float], ...]:
    """Give who would back an actor's challenge of a turn, as that actor sees it: actor and share of all votes, against below 0.

    Raises:
        ValueError: the model has no challenges with third parties, or that actor challenged nobody at that turn.
    """
    options, places, risk = _at(run, turn, actor)
    target = next(each.target for each in run.moves if (each.turn, each.actor) == (turn, actor))
    if target is None:
        raise ValueError("nobody was challenged by that actor at that turn")
    cast = spatial.votes(inputs(run.table, run.changes), options, places, risk, (turn, actor, target))
    total = float(np.abs(cast).sum())
    found = [(n, float(vote) / total) for n, vote in enumerate(cast) if vote != 0.0]
    return tuple(sorted(found, key=lambda each: (-abs(each[1]), each[0])))


def offers(run: Run, turn: int, actor: int) -> tuple[Offer, ...]:
    """Give what lay before an actor at a turn of the spatial model, and how probable each was; the most probable first.

    Raises:
        ValueError: the model is another, or there is no such turn or actor.
    """
    options, places, risk = _at(run, turn, actor)
    low, width = run.table.low, run.table.high - run.table.low
    found = spatial.lying(inputs(run.table, run.changes), options, places, risk, turn, actor)
    made = [
        Offer(one if one >= 0 else None, other if one >= 0 else None, tuple((low + width * where).tolist()), chance)
        for one, other, where, chance in found
    ]
    return tuple(sorted(made, key=lambda each: -each.probability))


def _at(run: Run, turn: int, actor: int) -> tuple[Spatial, tuple[Floats, Floats], Floats]:
    """Give settings, positions and ideals in units of the whole space, and attitudes to risk of a turn."""
    if not isinstance(run.options, Spatial):
        raise ValueError(f"the model {run.model} has no third parties and no offers")  # noqa: TRY004  # of arguments
    if not (0 <= turn < run.turns and 0 <= actor < len(run.table.actors)):
        raise ValueError("the run has no such turn or actor")
    low, width = run.table.low, run.table.high - run.table.low
    risk = np.array([each.risk for each in run.moves if each.turn == turn])
    return run.options, ((run.positions[turn] - low) / width, (run.ideals[turn] - low) / width), risk


def _over(given: Inputs, turns: int) -> tuple[Floats, Floats]:
    """Give capabilities and saliences of every turn from the start to the end."""
    at = np.minimum(np.arange(turns + 1), len(given.capability) - 1)
    return given.capability[at], given.salience[at]


def _anchored(x: Floats, weights: Floats, reference: Floats, share: float) -> tuple[Floats, Floats]:
    if np.isnan(reference).any():
        raise ValueError("anchor: the table has no reference point")
    total = weights.sum(axis=0)
    return np.vstack([x, reference]), np.vstack([weights, total * share / (1 - share)])


def _moves(table: Table, options: Options, of: Course) -> Iterator[Move]:
    width = table.high - table.low
    scaled = table.low + width * of.positions
    for turn in range(of.turns):
        for actor in range(len(table.actors)):
            before, after = (tuple(scaled[at, actor].tolist()) for at in (turn, turn + 1))
            if isinstance(options, Spatial):
                yield _bargained(turn, actor, before, after, of)
            else:
                for dimension in range(len(table.dimensions)):
                    yield _yielded(turn, actor, before, after, of, dimension)


def _bargained(turn: int, actor: int, before: tuple[float, ...], after: tuple[float, ...], of: Course) -> Move:
    target, one, other, options = (int(each) for each in of.told[turn, actor])
    success, gain, probability, risk = (float(each) for each in of.figures[turn, actor])
    nobody = target < 0
    return Move(
        turn,
        actor,
        before,
        after,
        None if nobody else target,
        None if nobody else success,
        None if nobody else gain,
        "stays" if one < 0 else ("own" if one == actor else "accepts"),
        None if one < 0 else (other if one == actor else one),
        options,
        probability,
        risk,
    )


def _yielded(turn: int, actor: int, before: tuple[float, ...], after: tuple[float, ...], of: Course, dimension: int) -> Move:
    target, to, reason, options = (int(each) for each in of.told[turn, actor, dimension])
    success, gain, _, risk = (float(each) for each in of.figures[turn, actor, dimension])
    nobody = target < 0
    return Move(
        turn,
        actor,
        before,
        after,
        None if nobody else target,
        None if nobody else success,
        None if nobody else gain,
        _REASONS[reason],
        None if to < 0 else to,
        options,
        None,
        risk,
        dimension,
    )
