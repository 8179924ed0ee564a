"""What a ledger judges of a withholding -> a game of disclosure at the middle of the judgements, and their ranges."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.engines.disclosure import Audience, Game, Sender, draw, lognormal
from multivector.model.claims import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from multivector.engines.disclosure import Prior
    from multivector.model.entries import Withholding
    from multivector.model.ledger import Ledger
    from multivector.model.parts import Disclosure, Gain, Share

    Floats = NDArray[np.float64]

CELLS = 200
"""Figures that are told apart; a finer grid changes no figure that is shown."""
_NINETY = 2 * 1.6448536269514722
"""Standard deviations between the ends of the middle nine tenths."""
_FAR = 2.0
"""How far beyond the upper of these ends figures are thought of."""
_SURE = 0.99
_KINDS: Mapping[str, Literal["shortfall", "match", "gain"]] = {"failure": "shortfall", "match": "match", "success": "gain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """With what an audience compares: an entry's amount between its ends, as one of the readings."""

    who: str
    beside: str
    reads: str
    low: float
    high: float
    begins_low: float
    begins_high: float
    """At which share of the amount the reading begins."""
    hurts: tuple[str, ...]
    """Who bears it."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Set:
    """A game that stands for a judgement: at its middle, with the ranges, and what audiences compare with."""

    game: Game
    ranges: Mapping[str, tuple[float, float]]
    """Of what is drawn apart from all else."""
    references: tuple[Reference, ...]
    """Of each audience, in their order."""
    unit: str


def drawn(found: Set, count: int, rng: np.random.Generator) -> dict[str, Floats]:
    """Draw judgements from their ranges, evenly; an amount with which several compare is the same for all of them."""
    values = draw({"sigma": (found.game.sigma, found.game.sigma)} | dict(found.ranges), count, rng)
    amount = draw({one.beside: (one.low, one.high) for one in found.references}, count, rng)
    for audience, one in zip(found.game.audiences, found.references, strict=True):
        begins = draw({"begins": (one.begins_low, one.begins_high)}, count, rng)["begins"]
        values[f"{audience.name}.reference"] = amount[one.beside]
        values[f"{audience.name}.limit"] = amount[one.beside] * begins
    return values


def amounts(ledger: Ledger, id_: str, unit: str) -> tuple[float, float] | None:
    """Give the least and the greatest amount that stands for an entry in a currency; None where there is none above 0."""
    entry = ledger.by_id.get(id_)
    found = [claim.value for claim in standing(entry, "amount")] if entry is not None else []
    ends = [(float(one.low), float(one.high)) for one in found if one.unit == unit and one.low and one.high]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def game_of(ledger: Ledger, entry: Withholding) -> Set | None:
    """Give the game of a withholding; None where nothing is judged, or what is judged cannot be compared.

    All who withhold are taken for one, as if each could make up for what the other loses.
    """
    judged = entry.disclosure
    prior = None if judged is None else _prior(judged)
    if judged is None or prior is None:
        return None
    unit = judged.expects.unit
    audiences, ranges, references = [], dict[str, tuple[float, float]](), []
    for place, one in enumerate(judged.audiences):
        against = amounts(ledger, one.beside, unit)
        if against is None or one.loss.low < 0 or one.loss.high <= 0:
            return None
        name = f"{place}-{one.who}"
        begins = (1.0, 1.0) if one.begins is None else (one.begins.low / 100, one.begins.high / 100)
        amount = (against[0] + against[1]) / 2
        kind = _KINDS[one.reads]
        stake = [end / (amount if kind == "gain" else 1.0) for end in (one.loss.low, one.loss.high)]  # a gain counts per unit
        audiences.append(Audience(name, kind, amount, sum(stake) / 2, sum(begins) / 2 * amount))
        ranges[f"{name}.stake"] = (stake[0], stake[1])
        references.append(
            Reference(
                who=one.who,
                beside=one.beside,
                reads=one.reads,
                low=against[0],
                high=against[1],
                begins_low=begins[0],
                begins_high=begins[1],
                hurts=one.hurts or entry.by,
                because=(entry.id, one.beside),
            )
        )
    if not audiences:
        return None
    ranges |= {
        "sigma": _share(judged.compares),
        "q": _share(judged.no_total),
        "leak": _share(judged.leak),
        "accent": _gain(judged.cost),
        "cover_up": _gain(judged.cover_up),
    }
    middle = {key: (low + high) / 2 for key, (low, high) in ranges.items()}
    sender = Sender((1.0,) * len(audiences), middle["accent"], middle["cover_up"])
    game = Game(prior, tuple(audiences), (sender,), middle["sigma"], middle["q"], middle["leak"])
    return Set(game, ranges, tuple(references), unit)


def _prior(judged: Disclosure) -> Prior | None:
    """Give a lognormal figure whose middle nine tenths lie between the ends that are expected."""
    low, high = (float(end or 0) for end in (judged.expects.low, judged.expects.high))
    if not 0 < low < high:
        return None
    return lognormal(math.sqrt(low * high), math.log(high / low) / _NINETY, _FAR * high, CELLS)


def _share(share: Share | None) -> tuple[float, float]:
    """Give a chance as a number; nothing is quite sure."""
    return (0.0, 0.0) if share is None else (min(share.low / 100, _SURE), min(share.high / 100, _SURE))


def _gain(gain: Gain | None) -> tuple[float, float]:
    return (0.0, 0.0) if gain is None else (gain.low, gain.high)
