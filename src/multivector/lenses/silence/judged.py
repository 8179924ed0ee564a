"""What the judgements of a withholding come to: over all draws, at the middle, by reason, with several who know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from multivector.engines.disclosure import condition, equilibria, infer, levers, reasons, solve, stretches
from multivector.lenses.silence.games import Reference, drawn
from multivector.lenses.silence.together import Together, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from multivector.engines.disclosure import Game
    from multivector.lenses.silence.games import Set
    from multivector.model.entries import Withholding

_NAMES: tuple[Literal["audiences", "cost", "no-figure", "secrecy"], ...] = ("audiences", "cost", "no-figure", "secrecy")
_SHOWN = 150
"""Draws that are shown as points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What would end silence on everything: its value now, and beyond which it ends; None where no value does."""

    name: str
    now: float
    at: float | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One draw on the map of the condition: silence holds on everything where `compared` is at most `coverage`."""

    compared: float
    coverage: float
    regime: Literal["total", "partial", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What may explain the silence, beside what sources say."""

    name: Literal["audiences", "cost", "no-figure", "secrecy"]
    enough: float | None
    """Of the draws in which silence holds on everything, the share in which it would with this alone; None outside the game."""
    needed: float | None
    """And the share in which it would end without this."""
    readings: int
    """How many reasons that sources offer are of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the judgements of a withholding come to."""

    unit: str
    low: float
    high: float
    """Between which the figure is expected, nine times in ten."""
    references: tuple[Reference, ...]
    compared_low: float
    compared_high: float
    """Sigma (1 - q) over the draws."""
    coverage_low: float | None
    coverage_high: float | None
    """Up to which `compared` may rise; None where an audience would gain."""
    total: float
    partial: float
    full: float
    """Shares of the draws in which silence is kept on every figure, on some, on none."""
    unique: float
    """The share of draws with one equilibrium."""
    silent: tuple[tuple[float, float], ...]
    """The figures on which silence is kept at the middle of all ranges."""
    expected: float
    """The figure to expect before anything is heard."""
    given_low: float
    given_high: float
    """And given silence, over nine tenths of the draws."""
    bits: float
    most_bits: float
    """What silence tells of the figure: over all draws together, and in the one in which it tells most."""
    levers: tuple[Lever, ...]
    reasons: tuple[Reason, ...]
    points: tuple[Point, ...]
    """Of the first draws; none where an audience would gain."""
    together: Together | None
    because: tuple[str, ...]


def judged_of(entry: Withholding, found: Set, draws: int, seed: int) -> Judged:
    """Draw judgements within their ranges and tell what they come to."""
    game = found.game
    values = drawn(found, draws, np.random.default_rng(seed))
    inferred = infer(game, values)
    compared = values["sigma"] * (1 - values["q"])
    where = condition(game, values)
    known = where.coverage[np.isfinite(where.coverage)]
    expected = equilibria(game)
    judged = entry.disclosure
    assert judged is not None  # noqa: S101  # there is no game without one
    because = tuple(dict.fromkeys((entry.id, *(one.beside for one in found.references))))
    return Judged(
        unit=found.unit,
        low=float(judged.expects.low or 0),
        high=float(judged.expects.high or 0),
        references=found.references,
        compared_low=_rounded(compared.min()),
        compared_high=_rounded(compared.max()),
        coverage_low=_rounded(known.min()) if known.size else None,
        coverage_high=_rounded(known.max()) if known.size else None,
        total=_rounded(inferred.total),
        partial=_rounded(inferred.partial),
        full=_rounded(inferred.full),
        unique=_rounded(inferred.unique),
        silent=tuple((_two(low), _two(high)) for low, high in stretches(game.prior, expected[0].silent)) if expected else (),
        expected=_two(game.prior.mean),
        given_low=_two(inferred.means[0]),
        given_high=_two(inferred.means[1]),
        bits=_rounded(inferred.posterior.bits),
        most_bits=_rounded(inferred.most_bits),
        levers=tuple(
            Lever(name=one.name, now=_rounded(one.now), at=None if one.at is None else _rounded(one.at), because=because)
            for one in levers(game)
        ),
        reasons=_reasons(entry, game, values),
        points=_points(game, values),
        together=together(found, entry.by, values),
        because=because,
    )


def _reasons(entry: Withholding, game: Game, values: Mapping[str, NDArray[np.float64]]) -> tuple[Reason, ...]:
    """Give what may explain the silence; where an audience would gain, nothing can be said of being enough and needed."""
    found = reasons(game, values)
    shares: dict[str, tuple[float, float]] = {}
    if found.holding:
        shares = {
            "audiences": (found.hurt_enough, found.hurt_needed),
            "cost": (found.cost_enough, found.cost_needed),
            "no-figure": (found.missing_enough, found.missing_needed),
        }
    return tuple(
        Reason(
            name=name,
            enough=_rounded(shares[name][0]) if name in shares else None,
            needed=_rounded(shares[name][1]) if name in shares else None,
            readings=sum(reading.explains == name for reading in entry.readings),
        )
        for name in _NAMES
    )


def _points(game: Game, values: Mapping[str, NDArray[np.float64]]) -> tuple[Point, ...]:
    few = {name: column[:_SHOWN] for name, column in values.items()}
    where, solved = condition(game, few), solve(game, few)
    return tuple(
        Point(
            compared=_rounded(compared),
            coverage=_rounded(coverage),
            regime="total" if total else "full" if full else "partial",
        )
        for compared, coverage, total, full in zip(where.compared, where.coverage, solved.total, solved.full, strict=True)
        if np.isfinite(coverage)
    )


def _rounded(value: float) -> float:
    return round(float(value), 6)


def _two(value: float) -> float:
    """Give a figure by its first two digits: more would be false precision."""
    return float(f"{value:.2g}")
