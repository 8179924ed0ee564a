"""Where silence holds, over two parameters at once: a map instead of a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure.effects import columns_of
from multivector.engines.disclosure.game import changed
from multivector.engines.disclosure.inference import solve
from multivector.engines.disclosure.totals import total_silence

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from multivector.engines.disclosure.game import Game
    from multivector.engines.disclosure.outcomes import Regime

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Regimes over two parameters: rows are values of the first, columns of the second."""

    first: str
    second: str
    across: Floats
    down: Floats
    regime: tuple[tuple[Regime | None, ...], ...]
    """Of the equilibrium to expect; None where there is none."""
    number: NDArray[np.int64]
    """How many equilibria there are; a stretch of them counts as one."""
    silence: Floats
    """The probability that the number is kept silent, if there is one."""

    def share(self, regime: Regime) -> float:
        """Give which part of the map has a regime."""
        return sum(row.count(regime) for row in self.regime) / self.number.size


def regions(game: Game, first: tuple[str, ArrayLike], second: tuple[str, ArrayLike]) -> Regions:
    """Map the regime to expect over the values of two parameters.

    Args:
        game: All that does not vary; its prior should be coarse (200 cells), since each point of the map is a game.
        first: The name of a parameter (`game.parameters`) and its values, which become rows.
        second: Another, which becomes columns.

    Raises:
        ValueError: both are the same, or one is unknown, or its values have no meaning.
    """
    (one, rows), (other, columns) = first, second
    if one == other:
        raise ValueError("a map has two different parameters")
    down, across = (columns_of(game, {name: values})[name][:, 0] for name, values in ((one, rows), (other, columns)))
    solved = solve(game, {one: np.repeat(down, across.size), other: np.tile(across, down.size)})
    shape = (down.size, across.size)
    named: list[Regime | None] = [
        None if not number else "total" if total else "full" if full else "partial"
        for number, total, full in zip(solved.number.tolist(), solved.total.tolist(), solved.full.tolist(), strict=True)
    ]
    regime = tuple(tuple(named[start : start + across.size]) for start in range(0, len(named), across.size))
    return Regions(
        one, other, across, down, regime, solved.number.reshape(shape), (solved.silent @ game.prior.weight).reshape(shape)
    )


def possible(game: Game, first: tuple[str, ArrayLike], second: tuple[str, ArrayLike]) -> NDArray[np.bool_]:
    """Tell over the values of two parameters where silence on all numbers is an equilibrium, be it the one to expect or not."""
    return np.array(
        [
            [total_silence(changed(game, {first[0]: one, second[0]: other})).holds for other in _list(second)]
            for one in _list(first)
        ]
    )


def _list(of: tuple[str, ArrayLike]) -> list[float]:
    found: list[float] = np.asarray(of[1], dtype=np.float64).ravel().tolist()
    return found
