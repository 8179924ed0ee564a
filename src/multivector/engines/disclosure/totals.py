"""When silence holds whatever the number is, in closed form, and what least change would end it.

Silence on everything is an equilibrium iff it is worth to a sender, before anything was learnt, at least what the best number
would bring. Where effects are penalties pen(x) >= 0 and audiences react by belief that is

    sigma (1 - q)  <=  (c + min pen) / E pen,        c = accent - leak cover_up / (1 - leak)

so it holds for small accents only if every number hurts (min pen > 0). Levers are moved one at a time; all else stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from multivector.engines.disclosure.effects import rows
from multivector.engines.disclosure.levels import NEAR
from multivector.engines.disclosure.outcomes import stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multivector.engines.disclosure.game import Game

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TotalSilence:
    """Whether silence on every number is an equilibrium, and by how much."""

    holds: bool
    margin: float
    """How much better silence is than publication for the number that comes closest to being published; below 0 if it is."""
    published: tuple[tuple[float, float], ...]
    """Between which ends numbers would be published if silence on all were expected."""
    compared: float
    """sigma (1 - q): how much of the comparison silence is met with."""
    coverage: float | None
    """(c + min pen) / E pen, up to which `compared` may rise; None where effects are no penalties, or senders several."""


Name = Literal["safe window", "leak", "sigma", "q", "unilateral"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that could change, and the least change beyond which silence on all numbers is no equilibrium any more."""

    name: Name
    now: float
    at: float | None
    """The value beyond which it ends; equal to `now` where it does not hold now; None where no value ends it.

    Of a safe window: the share by which the penalty of some number must fall, 1 being a window that is entirely safe; the window
    is so narrow that it changes nothing of what is believed. Of unilateral publication: 1 if it ends silence, 0 being now.
    """
    first: float | None
    """The number that would be published first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Stakes:
    """By sender: what each number brings, what silence does at sigma 1 by beliefs and by estimates, costs, the scale of all."""

    value: Floats
    belief: Floats
    estimate: Floats
    without: Floats
    accent: Floats
    cover_up: Floats
    size: Floats

    def worth(self, game: Game) -> Floats:
        """Give what silence brings if everybody expects it whatever the number is."""
        return game.sigma * ((1 - game.q) * self.belief + game.q * self.without + self.estimate)


def total_silence(game: Game) -> TotalSilence:
    """Tell whether silence whatever the number is an equilibrium, without looking for the others."""
    stakes = _stakes(game)
    odds = game.leak / (1 - game.leak)
    over = (stakes.worth(game) - odds * stakes.cover_up + stakes.accent)[:, None] - stakes.value
    margins = over.max(axis=0) if game.rule == "consent" else over.min(axis=0)
    near = NEAR * (stakes.size + np.abs(stakes.accent) + odds * np.abs(stakes.cover_up)).max()
    published = stretches(game.prior, (margins < -near).astype(np.float64))
    coverage = None
    expected = -float(stakes.value[0] @ game.prior.weight)
    by_belief = not stakes.estimate.any() and all(one.reacts == "belief" for one in game.audiences)
    if len(game.senders) == 1 and by_belief and not stakes.without.any() and stakes.value.max() <= 0 and expected > 0:
        coverage = float((stakes.accent - odds * stakes.cover_up)[0] - stakes.value.max()) / expected
    return TotalSilence(not published, float(margins.min()), published, game.sigma * (1 - game.q), coverage)


def levers(game: Game) -> tuple[Lever, ...]:
    """Give what would end silence on all numbers, one lever at a time, and how far each must be moved.

    Unilateral publication is a lever of games with several senders who publish by consent.
    """
    stakes, holds = _stakes(game), total_silence(game)
    odds = game.leak / (1 - game.leak)
    worth, net = stakes.worth(game), stakes.value - stakes.accent[:, None]
    need = net + (odds * stakes.cover_up)[:, None]
    consent = game.rule == "consent"

    def moved(name: Name, now: float, line: tuple[Floats, Floats, Floats], most: float) -> Lever:
        slope, constant, needed = line
        at, place = _nearest(slope, constant, needed, (now, most), consent=consent)
        if name != "leak":
            return _lever(game, name, now, at, place)
        return _lever(game, name, game.leak, game.leak if at == now else at / (1 + at), place)  # from odds

    nothing = np.zeros_like(worth)
    found = [
        _window(game, stakes, worth, need),
        moved("leak", odds, (-stakes.cover_up, worth, net), np.inf),
        moved("sigma", game.sigma, (stakes.worth(replace(game, sigma=1.0)), nothing, need), 1.0),
        moved("q", game.q, (game.sigma * (stakes.without - stakes.belief), stakes.worth(replace(game, q=0.0)), need), 1.0),
    ]
    if len(game.senders) > 1 and consent:
        alone = total_silence(replace(game, rule="unilateral"))
        first = alone.published[0][0] if alone.published else None
        if not holds.holds:
            found.append(Lever("unilateral", 0.0, 0.0, first))
        else:
            best = int((need - worth[:, None]).max(axis=0).argmax())
            found.append(_lever(game, "unilateral", 0.0, np.nan if alone.holds else 1.0, best))
    return tuple(found)


def _stakes(game: Game) -> _Stakes:
    x, weight = game.prior.x[None, :], game.prior.weight
    laid = [rows(game, place) for place in range(len(game.senders))]
    mean = np.full((1, 1), float(weight @ game.prior.x))
    return _Stakes(
        np.stack([one.published(x)[0] for one in laid]),
        np.array([float(one.believed(x)[0] @ weight) for one in laid]),
        np.array([float(one.estimated(mean)[0, 0]) for one in laid]),
        np.array([float(one.without[0, 0]) for one in laid]),
        np.array([one.accent for one in game.senders]),
        np.array([one.cover_up for one in game.senders]),
        np.array([float((one.size(x) + np.abs(one.without))[0, 0]) for one in laid]),
    )


def _lever(game: Game, name: Name, now: float, at: float, place: int) -> Lever:
    if np.isnan(at):
        return Lever(name, now, None, None)
    return Lever(name, now, at, float(game.prior.x[place]))


def _window(game: Game, stakes: _Stakes, worth: Floats, need: Floats) -> Lever:
    """Give the least share of a penalty whose loss makes some number published."""
    lacking = worth[:, None] - need
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(lacking < 0, 0.0, np.where(stakes.value < 0, lacking / -stakes.value, np.inf))
    least = share.max(axis=0) if game.rule == "consent" else share.min(axis=0)
    place = int(least.argmin())
    return _lever(game, "safe window", 0.0, float(least[place]) if least[place] < 1 else np.nan, place)


def _nearest(slope: Floats, constant: Floats, need: Floats, between: tuple[float, float], *, consent: bool) -> tuple[float, int]:
    """Find the nearest z beyond which silence, worth slope z + constant, is not enough for some number; NaN if there is none."""
    now, most = between
    lacking = need - constant[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = lacking / slope[:, None]
    flat = np.where(lacking > 0, -np.inf, np.inf)
    low = np.where(slope[:, None] < 0, turn, np.where(slope[:, None] > 0, -np.inf, flat))
    high = np.where(slope[:, None] > 0, turn, np.inf)
    if consent:  # all must fail; otherwise any may
        low, high = low.max(axis=0, keepdims=True), high.min(axis=0, keepdims=True)
    possible = (low < high) & (low < most) & (high > 0)
    distance = np.where(possible, np.maximum(np.maximum(low - now, now - high), 0.0), np.inf)
    if not possible.any():
        return np.nan, 0
    place = np.unravel_index(int(distance.argmin()), distance.shape)
    return float(np.clip(now, low[place], high[place])), int(place[1])
