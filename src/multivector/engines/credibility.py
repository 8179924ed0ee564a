"""Whom can a statement convince, in private and in public, though talk is cheap?

A sender knows whether something is so, and each audience acts on what it takes to be so. A stake says what the sender gains, in
either case, if one audience acts on the truth rather than on its contrary. Then telling the truth is an equilibrium

    in private, to audience a:   v_a(so) >= 0  and  v_a(not) >= 0
    in public, to all at once:   sum over a of v_a(so) >= 0  and  sum over a of v_a(not) >= 0

so that audiences can discipline each other (what neither would believe in private, both believe in public) or one can subvert
what the other would have believed. Stakes are known between ends; conditions are *untold* where choices within them differ.

Valid for statements that cost nothing and cannot be verified, two cases, audiences whose actions matter to the sender one by
one and add up, and a sender who has not been caught before. An equilibrium in which nobody listens exists always.

Reference: Farrell and Gibbons, Cheap Talk with Two Audiences, American Economic Review 79 (1989), 1214-1223.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Told = Literal["yes", "no", "untold"]
Regime = Literal["full", "one-sided", "mutual", "subversion", "none"]
"""Everybody believes in private, and in public; some do and all do; none does and all do; some do and none does; nobody ever."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the sender gains with one audience that acts on the truth: if the statement is so, and if it is not, between ends."""

    so: tuple[float, float]
    not_: tuple[float, float]


def in_private(stakes: Stakes) -> Told:
    """Tell whether one audience would believe the statement if nobody else heard it."""
    return _credible([stakes.so], [stakes.not_])


def in_public(stakes: Sequence[Stakes]) -> Told:
    """Tell whether audiences that all hear the statement would believe it."""
    return _credible([one.so for one in stakes], [one.not_ for one in stakes])


def regime(stakes: Sequence[Stakes]) -> Regime | None:
    """Name how private and public credibility stand to each other; None where choices within the stakes may differ in it."""
    private = [in_private(one) for one in stakes]
    public = in_public(stakes)
    possible = {
        _named(number, len(stakes), convinced)
        for number in range(private.count("yes"), len(stakes) - private.count("no") + 1)
        for convinced in ({"yes": (True,), "no": (False,), "untold": (True, False)}[public])
        if convinced or number < len(stakes)  # where every sum has gains alone, it is a gain
    }
    return possible.pop() if len(possible) == 1 else None


def _credible(so: Iterable[tuple[float, float]], not_: Iterable[tuple[float, float]]) -> Told:
    ends = [tuple(math.fsum(end) for end in zip((0.0, 0.0), *case, strict=True)) for case in (so, not_)]
    if any(high < 0 for _, high in ends):
        return "no"
    return "yes" if all(low >= 0 for low, _ in ends) else "untold"


def _named(convinced: int, audiences: int, public: bool) -> Regime:  # noqa: FBT001  # the second of two answers
    if public:
        return "full" if convinced == audiences else "one-sided" if convinced else "mutual"
    return "subversion" if convinced else "none"
