"""From a hedged figure to the interval that a reading of the hedge allows.

With v the figure, [a, b] the ends of a range and h half the unit of the last digit written (0 if the reading ignores rounding),

    exact            [v - h, v + h]                 17bn, step 1bn: [16.5bn, 17.5bn]
    about            [v - w, v + w]                 w = max(about v, h)
    nearly           [v - w, v]                     w = max(nearly v, h)
    over, at least   [v, (1 + over) v]
    up to, under     [(1 - under) v, v]
    between          [a, b]
    ceiling          [0, v]                         potential value, "up to" of a framework
    target           [0, (1 + target) v]            an aim bounds what was reached only if the reader thinks so
    undisclosed      [0, inf)

Lower ends are never below zero: these are sizes. A range keeps its ends as written, since it already states its doubt.
What a hedge means is a judgement: `Reading` holds every one, with its default and the range to vary it over. The
defaults are conventions of this program and claim little. Measured readings vary widely between people and depend on
the size and roundness of the figure (Ferson et al. 2015, Natural language of uncertainty: numeric hedge words,
International Journal of Approximate Reasoning 57), so a conclusion that hangs on a default is worth no more than that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Hedge = Literal["exact", "about", "nearly", "over", "at least", "up to", "under", "between", "ceiling", "target", "undisclosed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How hedges are read; every field is a judgement.

    Attributes:
        about: Half-width of "about" as a share of the figure. Default 0.10; sensible 0.02 to 0.25.
        nearly: How far below the figure "nearly" and "close to" reach, as a share. Default 0.10; sensible 0.02 to 0.25.
        over: How far above it "over" and "at least" reach, as a share. Default infinite (no upper bound); often 0.10 to 1.
        under: How far below it "up to" and "under" reach, as a share. Default 1 (down to zero); sensible 0.10 to 1.
        target: How far above a target the outcome may lie, as a share. Default infinite (it bounds nothing); 0 makes it a cap.
        rounding: Whether a figure stands for all that round to it. Default true; false takes it as exact to the unit.

    Raises ValueError for a negative or undefined share, or one above 1 where the interval would reach below zero.
    """

    about: float = 0.10
    nearly: float = 0.10
    over: float = math.inf
    under: float = 1.0
    target: float = math.inf
    rounding: bool = True

    def __post_init__(self) -> None:
        """Refuse shares that mean nothing."""
        for name, share, most in (
            ("about", self.about, 1.0),
            ("nearly", self.nearly, 1.0),
            ("under", self.under, 1.0),
            ("over", self.over, math.inf),
            ("target", self.target, math.inf),
        ):
            if not 0.0 <= share <= most:
                raise ValueError(f"{name} must lie within 0..{most}, not {share}")


def interval(
    value: float | None, low: float | None, high: float | None, hedge: Hedge, reading: Reading, *, step: float = 0.0
) -> tuple[float, float]:
    """The interval meant by a hedged figure, in its own units.

    Args:
        value: The figure; None for a range or what is undisclosed.
        low: The lower end of a range; None where it is open. Read only for "between" and "undisclosed".
        high: The upper end, likewise.
        hedge: How the source qualified it.
        reading: What hedges are taken to mean.
        step: The unit of the last digit written, as in 1e9 for 17bn and 1e8 for 17.0bn; 0 where the figure is exact.

    Raises ValueError where a figure is missing, negative or infinite, or the ends of a range are crossed.
    """
    if not 0.0 <= step < math.inf:
        raise ValueError(f"a step must be a size, not {step}")
    if hedge in {"between", "undisclosed"}:
        floor, cap = 0.0 if low is None else low, math.inf if high is None else high
        if not 0.0 <= floor <= cap or floor == math.inf:
            raise ValueError(f"no size lies between {low} and {high}")
        return floor, cap
    if value is None or not 0.0 <= value < math.inf:
        raise ValueError(f"{hedge!r} qualifies one size, not {value}")
    rounding = step / 2 if reading.rounding else 0.0
    about, nearly = max(reading.about * value, rounding), max(reading.nearly * value, rounding)
    over, under = _share(reading.over, value), reading.under * value
    below, above = {
        "exact": (rounding, rounding),
        "about": (about, about),
        "nearly": (nearly, 0.0),
        "over": (0.0, over),
        "at least": (0.0, over),
        "up to": (under, 0.0),
        "under": (under, 0.0),
        "ceiling": (value, 0.0),
        "target": (value, _share(reading.target, value)),
    }[hedge]
    return max(value - below, 0.0), value + above


def _share(share: float, figure: float) -> float:
    """A share of the figure; an unlimited one is unlimited even of zero."""
    return share if share == math.inf else share * figure
