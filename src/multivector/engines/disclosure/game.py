"""Who could publish a number, who would compare it with what, and what is known of both: the records of the model.

An audience's effect is one line below its limit and another from it on, so that sums of audiences are any function that is linear
in pieces, and all that is asked of it later (where it takes a value, say) has an exact answer:

    shortfall   - stake (reference - x) / reference      below the limit, 0 from it on: the number disappoints
    match       - stake                                  from the limit on, 0 below it: the number rivals somebody's
    excess      - stake (x - reference) / reference      from the limit on, 0 below it: the number is too large
    gain        stake (x - reference)                    everywhere: the more the better

The limit is the reference unless it is given: 14 may be good enough beside a 17. A negative stake turns a penalty into a gain.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from multivector.engines.disclosure.prior import Prior

    Floats = NDArray[np.float64]

Kind = Literal["shortfall", "match", "excess", "gain"]
Reacts = Literal["belief", "estimate"]
Rule = Literal["consent", "unilateral"]


@dataclass(frozen=True, slots=True)
class Audience:
    """Somebody who compares a number with another: how, with which, and how much it matters."""

    name: str
    kind: Kind
    reference: float
    stake: float
    limit: float | None = None
    """Where the effect sets in or stops; the reference if None."""
    reacts: Reacts = "belief"
    """To silence: by the effects of all numbers that it thinks possible, or by the effect of the number that it expects."""
    without: float = 0.0
    """The effect on one who reacts by belief and knows that there is no number."""

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not all(math.isfinite(each) for each in (self.reference, self.stake, self.limit or 0.0, self.without)):
            raise ValueError(f"the figures of audience {self.name} are finite")
        if self.kind not in get_args(Kind) or self.reacts not in get_args(Reacts):
            raise ValueError(f"audience {self.name} has a kind or a reaction that is not known")
        if self.kind in {"shortfall", "excess"} and not self.reference > 0:
            raise ValueError(f"what audience {self.name} compares with must be above 0, since it compares in shares")


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody who knows the number and could prove it."""

    weights: tuple[float, ...]
    """How much the effect of each audience is this sender's: 1 entirely, 0 not at all."""
    accent: float = 0.0
    """What publishing costs whatever the number is: politics displaced by a figure, a secret of the trade."""
    cover_up: float = 0.0
    """What it costs on top to have kept silent on a number that leaks."""


@dataclass(frozen=True, slots=True)
class Game:
    """Senders before audiences, with a number that may be published or not."""

    prior: Prior
    audiences: tuple[Audience, ...]
    senders: tuple[Sender, ...]
    sigma: float = 1.0
    """How much of the comparison is made though there is no number: 1 all of it, 0 none."""
    q: float = 0.0
    """The probability that there is no number to publish."""
    leak: float = 0.0
    """The probability that silence is pierced, whatever lies behind it."""
    rule: Rule = "consent"
    """With several senders: all must agree to publish, or one may alone."""

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not self.audiences or not self.senders:
            raise ValueError("a game needs an audience and a sender")
        if not 0 <= self.sigma <= 1 or not 0 <= self.q < 1 or not 0 <= self.leak < 1:
            raise ValueError("sigma lies between 0 and 1, q and leak do so below 1")
        if self.rule not in get_args(Rule):
            raise ValueError("senders publish by consent or unilaterally")
        if max(Counter(each.name for each in self.audiences).values()) > 1:
            raise ValueError("audiences have different names")
        for sender in self.senders:
            if len(sender.weights) != len(self.audiences):
                raise ValueError("a sender has one weight for each audience")
            if not all(math.isfinite(each) for each in (*sender.weights, sender.accent, sender.cover_up)):
                raise ValueError("the figures of a sender are finite")


def parameters(game: Game) -> tuple[str, ...]:
    """Name what `changed`, `regions` and `infer` can vary; accent and cover_up are varied for all senders alike."""
    own = [f"{each.name}.{field}" for each in game.audiences for field in ("reference", "limit", "stake", "without")]
    return ("sigma", "q", "leak", "accent", "cover_up", *own)


def changed(game: Game, values: Mapping[str, float]) -> Game:
    """Give the game with some parameters at other values, by the names of `parameters`.

    Raises:
        ValueError: there is no parameter of that name, or its value has no meaning.
    """
    unknown = set(values) - set(parameters(game))
    if unknown:
        raise ValueError(f"there is no parameter {min(unknown)}; there are {', '.join(parameters(game))}")
    audiences = tuple(
        replace(
            each,
            reference=values.get(f"{each.name}.reference", each.reference),
            limit=values.get(f"{each.name}.limit", each.limit),
            stake=values.get(f"{each.name}.stake", each.stake),
            without=values.get(f"{each.name}.without", each.without),
        )
        for each in game.audiences
    )
    senders = tuple(
        replace(each, accent=values.get("accent", each.accent), cover_up=values.get("cover_up", each.cover_up))
        for each in game.senders
    )
    sigma, q, leak = (values.get(name, now) for name, now in (("sigma", game.sigma), ("q", game.q), ("leak", game.leak)))
    return replace(game, audiences=audiences, senders=senders, sigma=sigma, q=q, leak=leak)


def pooled(game: Game) -> Game:
    """Give the game of senders who can pay each other: one sender with the sum of what is at stake for them."""
    weights = np.sum([each.weights for each in game.senders], axis=0).tolist()
    one = Sender(tuple(weights), sum(each.accent for each in game.senders), sum(each.cover_up for each in game.senders))
    return replace(game, senders=(one,))


def sides(kind: Kind, reference: Floats, stake: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Give the lines of an effect, below its limit and from it on: each by its value at 0 and its slope."""
    nothing = np.zeros(np.broadcast_shapes(reference.shape, stake.shape))
    if kind == "gain":
        return (-stake * reference, stake + nothing), (-stake * reference, stake + nothing)
    if kind == "match":
        return (nothing, nothing), (nothing - stake, nothing)
    if kind == "shortfall":
        return (nothing - stake, stake / reference), (nothing, nothing)
    return (nothing, nothing), (nothing + stake, -stake / reference)
