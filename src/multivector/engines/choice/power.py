"""What passing is worth: how many random choosers would pass as well."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from multivector.engines.choice.menus import Menu
    from multivector.engines.choice.priced import Priced


@dataclass(frozen=True, slots=True)
class Power:
    """A test beside chance.

    Attributes:
        passed: Whether the choices pass.
        area: The share of random choosers that do.
        error: The standard error of that, from the number of draws alone.
        draws: How many were drawn.
    """

    passed: bool
    area: float
    error: float
    draws: int

    @property
    def selten(self) -> float:
        """Give Selten's measure: 1 if the choices pass what no random chooser does, 0 if they do as chance would."""
        return float(self.passed) - self.area


def priced_power(of: Priced, test: Callable[[Priced], bool], rng: np.random.Generator, draws: int = 1000) -> Power:
    """Test priced choices beside choosers who spend the same, divided evenly at random over goods (Bronars's first method)."""
    spent = (of.prices * of.taken).sum(axis=1, keepdims=True)
    goods = of.prices.shape[1]
    passed = sum(
        test(replace(of, taken=rng.dirichlet(np.ones(goods), size=len(spent)) * spent / of.prices)) for _ in range(_many(draws))
    )
    return _power(test(of), passed, draws)


def menu_power(
    menus: Sequence[Menu], test: Callable[[Sequence[Menu]], bool], rng: np.random.Generator, draws: int = 1000
) -> Power:
    """Test choices from menus beside choosers who take any row of a menu with the same chance."""
    passed = sum(test([replace(menu, taken=int(rng.integers(len(menu.rows)))) for menu in menus]) for _ in range(_many(draws)))
    return _power(test(menus), passed, draws)


def cells(attributes: int, comparisons: int) -> int:
    """Give how many ways of deciding comparisons one weighting of attributes can make at most (Cover 1965)."""
    return min(2**comparisons, 2 * sum(math.comb(comparisons - 1, i) for i in range(attributes))) if comparisons else 1


def _power(passed: bool, count: int, draws: int) -> Power:  # noqa: FBT001  # what the test says
    area = count / draws
    return Power(passed, area, math.sqrt(area * (1 - area) / draws), draws)


def _many(draws: int) -> int:
    if draws < 1:
        raise ValueError("there is at least one draw")
    return draws
