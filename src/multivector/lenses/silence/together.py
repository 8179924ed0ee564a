"""Several who withhold a figure: what silence comes to if they must agree, if each may speak alone, if they can make up for it.

What an audience costs is borne in equal parts by those whom it `hurts`, all else by all who withhold. Published by consent, a
figure comes out if nobody is better off silent; alone, if somebody is not. With payments between them all is as if they were one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.engines.disclosure import Sender, changed, coarser, equilibria, pooled, stretches, total_silence

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from multivector.engines.disclosure import Game
    from multivector.lenses.silence.games import Set

_SENDERS = (2, 3)
"""How many can be looked at one by one."""
_CELLS = 50
"""Figures that are told apart where several decide: thresholds of all are tried in all combinations."""
_DRAWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How silence on everything fares with several who know the figure."""

    by: tuple[str, ...]
    agreed: float
    """Share of the draws in which it is an equilibrium if all must agree to publish."""
    alone: float
    """And if each may publish alone."""
    paid: float
    """And if they can make up for each other's losses."""
    silent_agreed: tuple[tuple[float, float], ...]
    silent_alone: tuple[tuple[float, float], ...]
    """The figures on which silence is then kept at the middle of all ranges."""
    draws: int


def together(found: Set, by: tuple[str, ...], values: Mapping[str, NDArray[np.float64]]) -> Together | None:
    """Tell how silence fares between those who withhold; None where nothing is judged to hurt them differently."""
    by = tuple(dict.fromkeys(by))
    least, most = _SENDERS
    if not least <= len(by) <= most or all(set(one.hurts) >= set(by) for one in found.references):
        return None
    game = _game(found, by)
    count = min(_DRAWS, len(values["sigma"]))
    share = 1 / len(by)
    drawn = [
        {name: float(column[at]) * (share if name in {"accent", "cover_up"} else 1.0) for name, column in values.items()}
        for at in range(count)
    ]
    games = [changed(game, one) for one in drawn]
    coarse = replace(game, prior=coarser(game.prior, _CELLS))
    return Together(
        by=by,
        agreed=_holding(games),
        alone=_holding([replace(one, rule="unilateral") for one in games]),
        paid=_holding([pooled(one) for one in games]),
        silent_agreed=_silent(coarse),
        silent_alone=_silent(replace(coarse, rule="unilateral")),
        draws=count,
    )


def _game(found: Set, by: tuple[str, ...]) -> Game:
    """Give the game with a sender for each of those who withhold."""
    one = found.game.senders[0]
    share = 1 / len(by)
    senders = tuple(
        Sender(
            tuple((who in each.hurts) / max(1, sum(other in each.hurts for other in by)) for each in found.references),
            one.accent * share,
            one.cover_up * share,
        )
        for who in by
    )
    return replace(found.game, senders=senders, rule="consent")


def _holding(games: list[Game]) -> float:
    return round(sum(total_silence(one).holds for one in games) / len(games), 6)


def _silent(game: Game) -> tuple[tuple[float, float], ...]:
    """Give the figures that are kept silent in the equilibrium to expect, by their first two digits."""
    found = equilibria(game)
    ends = stretches(game.prior, found[0].silent) if found else ()
    return tuple((float(f"{low:.2g}"), float(f"{high:.2g}")) for low, high in ends)
