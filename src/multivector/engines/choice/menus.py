"""Choices from menus of attributes: consistent with any monotone utility, or with one weighting of attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.choice.relations import Revealed, consistent, most
from multivector.engines.solver import Row, optimum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LEAST = 1e-6
"""By how much a choice must at least be better, attributes being brought to a range of 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Menu:
    """What could be chosen, a row of attributes each (the greater the better), and which row was."""

    rows: Floats
    taken: int

    def __post_init__(self) -> None:
        """Refuse what is no menu."""
        if self.rows.ndim != 2 or not np.isfinite(self.rows).all():  # noqa: PLR2004  # rows and attributes
            raise ValueError("a menu has rows of finite attributes")
        if not 0 <= self.taken < len(self.rows):
            raise ValueError("what was taken stands on the menu")


@dataclass(frozen=True, slots=True, eq=False)
class Additive:
    """How well one weighting explains all choices.

    Attributes:
        margin: By how much every choice is at least better than all else on its menu, in units of the attributes' ranges; below
        0,
            the least regret that some choice must be allowed; 0 if it just ties somewhere.
        weights: A weighting that reaches it, at least 0 and summing to 1. There are others: it is no measurement.
    """

    margin: float
    weights: Floats


def monotone(menus: Sequence[Menu]) -> bool:
    """Tell whether some utility that rises with every attribute explains all choices."""
    return consistent(_revealed(menus))


def monotone_most(menus: Sequence[Menu]) -> tuple[int, ...]:
    """Give the most choices that such a utility explains together."""
    return most(_revealed(menus))


def additive(menus: Sequence[Menu]) -> Additive:
    """Give the weighting that explains all choices best."""
    apart = _apart(menus)
    d = apart.shape[1]
    rows = [Row({d: -1.0} | dict(enumerate(each.tolist())), 0.0, np.inf) for each in apart]
    rows.append(Row(dict.fromkeys(range(d), 1.0), 1.0, 1.0))
    found = optimum([0.0] * d + [1.0], [0.0] * d + [-1.0], [1.0] * d + [1.0], (), rows)
    assert found is not None  # noqa: S101  # a regret of the whole range fits any weighting
    return Additive(float(found.value), found.x[:d])


def additive_most(menus: Sequence[Menu], least: float = _LEAST) -> tuple[int, ...]:
    """Give the most choices that one weighting explains together, each by a margin of at least `least`: the maximum score."""
    if not least > 0:
        raise ValueError("without a margin above 0 no weights at all would explain everything")
    apart, of = _apart(menus), _whose(menus)
    d, count = apart.shape[1], len(menus)
    rows = [Row(dict.fromkeys(range(d), 1.0), 1.0, 1.0)]
    rows += [Row({d + t: -(1 + least)} | dict(enumerate(each.tolist())), -1.0, np.inf) for each, t in zip(apart, of, strict=True)]
    gain = np.concatenate([np.zeros(d), np.ones(count)])
    found = optimum(gain, np.zeros(d + count), np.ones(d + count), range(d, d + count), rows)
    assert found is not None  # noqa: S101  # nothing explained always fits
    return tuple(int(at) for at in np.flatnonzero(found.x[d:] > 0.5))  # noqa: PLR2004  # whole numbers


def _apart(menus: Sequence[Menu]) -> Floats:
    """Give what was taken less each other row of its menu, with every attribute brought to a range of 1 over all menus."""
    if not menus or len({menu.rows.shape[1] for menu in menus}) > 1:
        raise ValueError("there is at least one menu, and all have the same attributes")
    every = np.concatenate([menu.rows for menu in menus])
    width = every.max(axis=0) - every.min(axis=0)
    width[width == 0] = 1.0
    return np.concatenate([(menu.rows[menu.taken] - np.delete(menu.rows, menu.taken, axis=0)) / width for menu in menus])


def _whose(menus: Sequence[Menu]) -> list[int]:
    return [t for t, menu in enumerate(menus) for _ in range(len(menu.rows) - 1)]


def _revealed(menus: Sequence[Menu]) -> Revealed:
    taken = np.array([menu.rows[menu.taken] for menu in menus])
    count = len(menus)
    weak, strict = np.zeros((count, count), np.bool_), np.zeros((count, count), np.bool_)
    for t, menu in enumerate(menus):
        above = (menu.rows[:, None, :] >= taken[None]).all(axis=2)
        better = above & (menu.rows[:, None, :] > taken[None]).any(axis=2)
        weak[t], strict[t] = above.any(axis=0), better.any(axis=0)
    return Revealed(weak, strict)
