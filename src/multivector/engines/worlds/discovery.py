"""Where in the space of parameters something happens: boxes, found by peeling bit by bit (PRIM; Friedman and Fisher 1999).

From all sets, the side of one parameter whose removal leaves the greatest share of cases is cut off, a share `alpha` of what is
left, until the box would hold fewer than `least` of all sets. Of the boxes on the way that one is taken that makes coverage (of
all cases, those in the box) times density (of the box, those that are cases) greatest. Then sides that hardly matter are given
back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_GIVE = 0.02
"""Share of the density that a side may be worth and still be given back."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the space.

    Attributes:
        sides: Of each bounded parameter, by its number: the lower and the upper end.
        coverage: The share of all cases that lie in it.
        density: The share of what lies in it that are cases.
        mass: The share of all sets that lie in it.
    """

    sides: tuple[tuple[int, float, float], ...]
    coverage: float
    density: float
    mass: float


def boxes(x: Floats, case: Flags, *, alpha: float = 0.05, least: float = 0.05) -> Box | None:
    """Find the box of one kind of case; None where there is no case, or nothing but cases.

    Args:
        x: of set and parameter.
        case: of set.
        alpha: the share that is cut off at a time, above 0 and below 1.
        least: the least share of all sets in a box.

    Raises:
        ValueError: sets and cases differ in number, or a share is none.
    """
    if len(x) != len(case) or not (0 < alpha < 1 and 0 < least < 1):
        raise ValueError("every set is a case or none, and shares lie between 0 and 1")
    if not case.any() or case.all():
        return None
    low, high = x.min(axis=0), x.max(axis=0)
    ends = [(low.copy(), high.copy())]
    inside = np.ones(len(x), np.bool_)
    while (cut := _peeled(x, case, inside, (low, high), alpha, least)) is not None:
        low, high = cut
        inside = _within(x, low, high)
        ends.append((low.copy(), high.copy()))
    best = max(ends, key=lambda one: _worth(x, case, *one))
    return _trimmed(x, case, *best)


def _peeled(
    x: Floats, case: Flags, inside: Flags, ends: tuple[Floats, Floats], alpha: float, least: float
) -> tuple[Floats, Floats] | None:
    """Cut off the side whose removal leaves the greatest share of cases; None where nothing is gained or too little left."""
    best, found = float(case[inside].mean()), None
    for at in range(x.shape[1]):
        values = x[inside, at]
        for side, end in ((0, np.quantile(values, alpha)), (1, np.quantile(values, 1 - alpha))):
            low, high = ends[0].copy(), ends[1].copy()
            if side == 0:
                low[at] = end
            else:
                high[at] = end
            left = inside & (x[:, at] >= low[at]) & (x[:, at] <= high[at])
            if left.sum() < max(least * len(x), 1) or left.sum() == inside.sum():
                continue
            share = float(case[left].mean())
            if share > best:
                best, found = share, (low, high)
    return found


def _within(x: Floats, low: Floats, high: Floats) -> Flags:
    return np.asarray(((x >= low) & (x <= high)).all(axis=1))


def _worth(x: Floats, case: Flags, low: Floats, high: Floats) -> float:
    inside = _within(x, low, high)
    return float(case[inside].sum() / case.sum() * case[inside].mean())


def _trimmed(x: Floats, case: Flags, low: Floats, high: Floats) -> Box:
    """Give back the sides that hardly matter, the least telling first."""
    low, high = low.copy(), high.copy()
    whole = (x.min(axis=0), x.max(axis=0))
    while True:
        now = float(case[_within(x, low, high)].mean())
        bounded = [at for at in range(x.shape[1]) if low[at] > whole[0][at] or high[at] < whole[1][at]]
        given = []
        for at in bounded:
            wider_low, wider_high = low.copy(), high.copy()
            wider_low[at], wider_high[at] = whole[0][at], whole[1][at]
            given.append((float(case[_within(x, wider_low, wider_high)].mean()), at, wider_low, wider_high))
        if not given or (best := max(given, key=lambda one: (one[0], -one[1])))[0] < now * (1 - _GIVE):
            break
        low, high = best[2], best[3]
    inside = _within(x, low, high)
    return Box(
        sides=tuple((at, float(low[at]), float(high[at])) for at in bounded),
        coverage=float(case[inside].sum() / case.sum()),
        density=float(case[inside].mean()),
        mass=float(inside.mean()),
    )
