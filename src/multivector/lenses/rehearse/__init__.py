"""How would other policies fare under the same shocks, where would each win, and where would it lose?

Question:
    With partners as able as the ledger says, and everything else between ends: over which part of that is matching niches, the
    multi-vector policy, better than bandwagoning, balancing, equidistance and isolation, and over which part is it worse?

Method:
    The stochastic world of `engines.worlds`, a quarter at a time for `years`. Its needs are the niches of the lens `niches`, and
    security; its partners those recorded in most of them. For each of `sets`, capabilities are drawn between the ends of what is
    recorded, unrecorded ones between 0 and `unknown`; all parameters of the model are drawn over their ranges (Latin
    hypercube); and every policy, in its static and its adaptive form, meets the same shocks on `trajectories` trajectories. Told
    are the share of sets in which a policy is best at each measure, its mean rank, the share in which no other is at least as
    good in everything and better in something, and its values over nine tenths of the sets. From 200 sets on, boxes of parameters
    say where matching niches is not the best. What its advantage is made of is told at the usual parameters.

Reads:
    `capacity` and `deal` as the lens `niches`; `commitment` with `agenda`, `rank`, `clauses`.

Caveats:
    An exploratory device and no forecast: trust, legitimacy and autonomy are states of the model, not measurements, and nearly
    every parameter is a judgement. The advantage of matching niches is the dispersion of capabilities that the ledger records. A
    policy is a caricature; nobody follows one. The simple baseline is equidistance: the same of everything with everybody.

Example:
    >>> import multivector
    >>> answer = multivector.lenses.rehearse(multivector.load("dossiers/small").ledger, sets=4, trajectories=5).answer
    >>> [row.policy for row in answer.rows][:3]
    ['niches', 'balancing', 'equidistance']

References:
    Lempert, Popper, Bankes (2003), Shaping the Next One Hundred Years, RAND; Friedman, Fisher (1999), Statistics and Computing 9;
    Hirschman (1945), National Power and the Structure of Foreign Trade.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds import MEASURES, NAMES, boxes, compare, decomposed, latin, standing
from multivector.engines.worlds.policies import balancing, bandwagoning, equidistance, isolation, niches
from multivector.engines.worlds.ranges import Comparison
from multivector.lenses.dealings import looked_at
from multivector.lenses.rehearse.ground import Ground, ground_of, world_of
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from multivector.engines.worlds import World
    from multivector.engines.worlds.policies import Policy
    from multivector.model.ledger import Ledger

_PATRONS = 2
"""Partners on whom bandwagoning is tried: those recorded in most niches."""
_ENOUGH = 200
"""Sets from which on boxes are looked for."""
_QUARTERS = 4
_MOST_SETS, _MOST_TRAJECTORIES, _MOST_YEARS = 10_000, 10_000, 50
_TRIED = 2000
"""Trajectories from which it is told what the advantage is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How a policy does at one measure."""

    measure: str
    first: float
    """The share of sets in which it is best; ties are shared."""
    rank: float
    low: float
    middle: float
    high: float
    """Over nine tenths of the sets, and the median."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """How a policy fares."""

    policy: str
    patron: str | None
    adaptive: bool
    undominated: float
    """The share of sets in which no other policy is at least as good in everything and better in something."""
    measures: tuple[Measured, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A parameter between ends."""

    parameter: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Loses:
    """Where matching niches is not the best at a measure."""

    measure: str
    share: float
    """Of all sets."""
    best: str
    """Which policy is best there most often."""
    sides: tuple[Side, ...]
    """The part of the ranges in which that is densest; none where too few sets were run, or nothing tells it."""
    coverage: float
    density: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearseAnswer:
    """Policies in both forms; where matching niches loses; what its gain in needs is made of; what the world stands on."""

    rows: tuple[Fared, ...]
    loses: tuple[Loses, ...]
    specialisation: float | None
    adaptivity: float | None
    flat: float | None
    """Gains in needs met over equidistance: by choosing once, by choosing anew on top, and where all are equally able."""
    ground: Ground | None


def rehearse(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    sets: int = 16,
    trajectories: int = 40,
    years: int = 10,
    unknown: float = 0.25,
    seed: int = 1,
) -> Result[RehearseAnswer]:
    """Rehearse policies over ranges, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        sets: how many sets of parameters are drawn; 2 to 10,000.
        trajectories: how many of each set; 1 to 10,000.
        years: how long; 1 to 50.
        unknown: the most that a capability of which nothing is recorded may be, 0 to 1.
        seed: of all that is drawn.
    """
    if not (2 <= sets <= _MOST_SETS and 1 <= trajectories <= _MOST_TRAJECTORIES and 1 <= years <= _MOST_YEARS):  # noqa: PLR2004
        raise ValueError("sets lie within 2..10000, trajectories within 1..10000, years within 1..50")
    if not 0 <= unknown <= 1 or not 0 <= seed < 2**32:
        raise ValueError("unknown lies within 0..1, and a seed is a whole number from 0 to 2**32 - 1")
    ledger, day = looked_at(ledger, as_of)
    ground = ground_of(ledger, unknown)
    empty = RehearseAnswer(rows=(), loses=(), specialisation=None, adaptivity=None, flat=None, ground=None)
    answer = empty if ground is None else _answer(ground, (sets, trajectories, years * _QUARTERS, seed))
    return Result(
        lens="rehearse",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="sets", value=sets, default=16, low=2, high=_MOST_SETS, source="convention"),
            Parameter(name="trajectories", value=trajectories, default=40, low=1, high=_MOST_TRAJECTORIES, source="convention"),
            Parameter(name="years", value=years, default=10, low=5, high=25, source="convention"),
            Parameter(name="unknown", value=unknown, default=0.25, low=0.0, high=1.0, source="convention"),
            Parameter(name="seed", value=seed, default=1, low=0, high=2**32 - 1, source="convention"),
        ),
        answer=answer,
        caveats=tuple(_caveats(ground)),
    )


def _answer(ground: Ground, size: tuple[int, int, int, int]) -> RehearseAnswer:
    sets, trajectories, steps, seed = size
    rng = np.random.default_rng(seed)
    drawn = latin(sets, rng)
    worlds = [world_of(ground, rng) for _ in range(sets)]
    chosen = [_policies(world, ground) for world in worlds]
    values = np.concatenate(
        [
            compare(world, policies, one[None], seed=seed + at, count=trajectories, steps=steps).values
            for at, (world, policies, one) in enumerate(zip(worlds, chosen, drawn, strict=True))
        ]
    )
    compared = Comparison(tuple(_key(one) for one in chosen[0]), drawn, values)
    stood = standing(compared)
    middle = world_of(ground, np.random.default_rng(seed))
    made = decomposed(middle, seed=seed, count=min(_TRIED, sets * trajectories), steps=steps)
    low, half, high = np.quantile(values, (0.05, 0.5, 0.95), axis=0)
    rows = tuple(
        Fared(
            policy=one.name.partition("-")[0],
            patron=one.name.partition("-")[2] or None,
            adaptive=one.adaptive,
            undominated=_rounded(stood.undominated[at]),
            measures=tuple(
                Measured(
                    measure=measure,
                    first=_rounded(stood.first[at, m]),
                    rank=_rounded(stood.rank[at, m]),
                    low=_rounded(low[at, m]),
                    middle=_rounded(half[at, m]),
                    high=_rounded(high[at, m]),
                )
                for m, measure in enumerate(MEASURES)
            ),
            because=ground.because,
        )
        for at, one in enumerate(chosen[0])
    )
    return RehearseAnswer(
        rows=rows,
        loses=tuple(_loses(compared)),
        specialisation=_rounded(made.specialisation),
        adaptivity=_rounded(made.adaptivity),
        flat=_rounded(made.flat),
        ground=ground,
    )


def _policies(world: World, ground: Ground) -> list[Policy]:
    made: list[Policy] = []
    for adaptive in (True, False):
        made += [make(world, adaptive=adaptive) for make in (niches, balancing, equidistance, isolation)]
        made += [bandwagoning(world, patron, adaptive=adaptive) for patron in ground.partners[:_PATRONS]]
    return made


def _key(one: Policy) -> str:
    return f"{one.name}{'' if one.adaptive else '-static'}"


def _loses(of: Comparison) -> Iterator[Loses]:
    """Tell for each measure where the adaptive niche policy is not the best."""
    values = of.better()
    for m, measure in enumerate(MEASURES):
        best = values[:, :, m].argmax(axis=1)
        lost = values[:, 0, m] < values[:, :, m].max(axis=1)
        if not lost.any():
            continue
        winner = int(np.bincount(best[lost]).argmax())
        box = boxes(of.parameters, lost) if len(lost) >= _ENOUGH else None
        yield Loses(
            measure=measure,
            share=_rounded(lost.mean()),
            best=of.policies[winner],
            sides=tuple(
                Side(parameter=NAMES[at], low=_rounded(a), high=_rounded(b)) for at, a, b in (() if box is None else box.sides)
            ),
            coverage=0.0 if box is None else _rounded(box.coverage),
            density=0.0 if box is None else _rounded(box.density),
        )


def _caveats(ground: Ground | None) -> Iterator[Caveat]:
    if ground is None:
        return
    yield Caveat(code="rehearse-no-forecast", because=ground.because)
    cells = (len(ground.needs) - 1) * len(ground.partners)
    if ground.recorded < cells:
        yield Caveat(code="rehearse-unrecorded", values=(("n", cells - ground.recorded), ("of", cells)), because=ground.because)


def _rounded(value: float) -> float:
    """Give a share or level to a thousandth: more would be false precision."""
    return round(float(value), 3) + 0.0
