"""The spatial model over a table's inputs: options as codes, room for what is recorded, and what must not be run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, get_args

import numpy as np

from multivector.engines.bargaining import options as named

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multivector.engines.bargaining.options import Spatial
    from multivector.engines.bargaining.tables import Inputs

    Floats: TypeAlias = NDArray[np.float64]
    Whole: TypeAlias = NDArray[np.int64]

FEWEST, MOST = 3, 250
"""Actors that the reference program takes."""
_USUAL = 100.0
_FREE_RULE = 6
_WHY = {
    1: "the reference program ends here: every position is equally probable, so that nobody has an attitude to risk",
    2: "the reference program ends here: no view of the others' attitudes to risk differs from their own",
    3: "an election goes on for ever: the favourite keeps changing",
}


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """What happened, in units of the whole space.

    Attributes:
        positions: Of turn and actor and dimension, from the start to the end.
        ideals: Likewise.
        told: Of turn and actor (and dimension, in a model of one issue at a time): who did what to whom; see the kernels.
        figures: Likewise: how likely, how much.
        turns: How many.
    """

    positions: Floats
    ideals: Floats
    told: Whole
    figures: Floats
    turns: int


def codes(options: Spatial) -> Whole:
    """Give the options as the kernels take them."""
    compat = options.ktab_compat
    rule = get_args(named.Voting).index(options.voting)
    return np.array(
        [
            rule,
            rule if compat or options.voting != "ASymProsp" else _FREE_RULE,
            get_args(named.Victory).index(options.victory),
            get_args(named.Pce).index(options.pce),
            get_args(named.Range).index(options.range),
            get_args(named.Commit).index(options.commit),
            0 if compat else 1,
            get_args(named.Interpolation).index(options.interpolation),
            get_args(named.Bargain).index(options.bargain),
            int(compat),
            int(options.transitions == "Stochastic"),
            int(options.election == "influence"),
        ],
        dtype=np.int64,
    )


def scaled(capability: Floats, options: Spatial) -> Floats:
    """Give capabilities in a unit in which the largest is about 100, so that the floors of coalitions mean the same in any unit.

    The factor is a power of two, so nothing is rounded, and usual tables stay as they are.
    """
    most = float(capability.max())
    if options.ktab_compat:
        return capability
    return np.ldexp(capability, round(math.log2(_USUAL / most)))


def course(given: Inputs, options: Spatial, rng: np.random.Generator) -> Course:
    """Run the spatial model.

    Raises:
        ValueError: an election does not end; or, with the defects kept, the reference program would not have gone on.
    """
    from multivector.engines.bargaining.kernels.turns import simulate  # noqa: PLC0415  # numba takes half a second to load

    n, k = given.position.shape
    if options.ktab_compat:
        _taken(given, n)
    rule = options.stopping
    positions, ideals = np.zeros((rule.most + 1, n, k)), np.zeros((rule.most + 1, n, k))
    positions[0] = ideals[0] = given.position
    told, figures = np.zeros((rule.most, n, 4), np.int64), np.zeros((rule.most, n, 4))
    stochastic = options.transitions == "Stochastic"
    turns, ended = simulate(
        codes(options),
        named.SHARES[options.adjust],
        (rule.most, max(rule.least, given.pending), rule.ratio),
        scaled(given.capability, options),
        given.salience,
        given.shocks,
        given.accommodation,
        rng.random((rule.most, n)) if stochastic else np.zeros((1, n)),
        positions,
        ideals,
        told,
        figures,
    )
    if ended:
        raise ValueError(f"turn {turns}: {_WHY[ended]}")
    return Course(positions[: turns + 1], ideals[: turns + 1], told[:turns], figures[:turns], turns)


def chances(given: Inputs, options: Spatial, of: Course) -> Floats:
    """Give how probable each actor's position is, of turn and actor, with all others' attitudes as they see themselves."""
    from multivector.engines.bargaining.kernels import turns  # noqa: PLC0415  # as above

    n = given.position.shape[0]
    found, risk = np.zeros((of.turns + 1, n)), np.zeros(n)
    for turn, places in enumerate(zip(of.positions, of.ideals, strict=True)):
        c, s, _, whole, far = _seen(given, options, places, turn)
        turns.assess(codes(options), c * whole if options.election == "influence" else c, far, risk)
        turns.standing(codes(options), c, s, *places, risk, found[turn])
    return found


def votes(given: Inputs, options: Spatial, places: tuple[Floats, Floats], risk: Floats, at: tuple[int, int, int]) -> Floats:
    """Give how each third party would vote in a challenge, as its challenger sees it.

    Args:
        given: The table.
        options: The settings.
        places: Positions and ideals at that turn, of actor and dimension.
        risk: Everybody's attitude to risk at that turn.
        at: Turn, challenger and target.
    """
    from multivector.engines.bargaining.kernels import challenge  # noqa: PLC0415  # as above

    turn, actor, target = at
    c, _, _, whole, far = _seen(given, options, places, turn)
    code = codes(options)
    how = int(code[0]), int(code[5]), int(code[6])
    cast = np.zeros_like(c)
    challenge.contest(how, actor, actor, target, c * whole, whole, far, risk, named.SHARES[options.adjust], cast)
    return cast


def lying(
    given: Inputs, options: Spatial, places: tuple[Floats, Floats], risk: Floats, turn: int, actor: int
) -> list[tuple[int, int, Floats, float]]:
    """Give what lay before an actor at a turn: challenger and target (-1 of the status quo), where it would be, how probable."""
    from multivector.engines.bargaining.kernels import bargains, turns  # noqa: PLC0415  # as above

    n, k = given.position.shape
    c, s, norm, whole, far = _seen(given, options, places, turn)
    code, x = codes(options), places[0]
    pairs, parts, told, figures = (
        np.zeros((2 * n, 2), np.int64),
        np.zeros((4 * n, k)),
        np.zeros((n, 4), np.int64),
        np.zeros((n, 4)),
    )
    count = turns.challenges(code, named.SHARES[options.adjust], c, s, whole, x, far, risk, pairs, parts, told, figures)
    value = np.zeros((n, count + 1))
    bargains.worth(pairs, parts, count, s, places[1], norm, far, risk, value)
    room = 2 * n + 1
    queue, p = np.zeros(room, np.int64), np.zeros(room)
    many = bargains.queue(actor, pairs, parts, count, x, 1 - int(options.ktab_compat), queue)
    how = int(code[1]), int(code[2]), int(code[3]), 1 - int(options.ktab_compat)
    weights = c * whole if options.election == "influence" else c
    liking, strength, back, beats = np.zeros((n, room)), *(np.zeros((room, room)) for _ in range(3))
    bargains.settle(how, weights, value, queue, many, count, -1.0, liking, strength, back, beats, p)
    found = []
    for b, chance in zip(queue[:many].tolist(), p[:many].tolist(), strict=True):
        one, other = (-1, -1) if b < 0 else pairs[b].tolist()
        found.append((one, other, x[actor] if b < 0 else parts[2 * b + (one != actor)], chance))
    return found


def _seen(
    given: Inputs, options: Spatial, places: tuple[Floats, Floats], turn: int
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Give capabilities, saliences, norms and sums of these, and distances of a turn."""
    from multivector.engines.bargaining.kernels import challenge  # noqa: PLC0415  # as above

    n = given.position.shape[0]
    capability = scaled(given.capability, options)
    c, s = capability[min(turn, len(capability) - 1)], given.salience[min(turn, len(given.salience) - 1)]
    norm, whole, far = np.zeros(n), np.zeros(n), np.zeros((n, n))
    challenge.norms(s, norm, whole)
    challenge.distances(s, places[1], norm, places[0], far)
    return c, s, norm, whole, far


def _taken(given: Inputs, n: int) -> None:
    if not FEWEST <= n <= MOST:
        raise ValueError(f"the reference program takes {FEWEST} to {MOST} actors")
    if (given.salience.sum(axis=2) == 0).any() or (given.capability == 0).any():
        raise ValueError("the reference program takes no actor without salience or capability")
