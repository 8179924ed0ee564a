"""Whom words convince that cannot be verified, said in private or before all: Farrell and Gibbons (1989).

A sender of one of several types says which it is, and audiences act on what they then believe. Saying the truth is an equilibrium
if no type gains by passing for another: before one audience by what that one gives, before all by the sum,

    in private  g_a(t, t) >= g_a(t, s)                    in public  sum over a of g_a(t, t) >= sum over a of g_a(t, s)

for all types t, s. So audiences discipline each other or spoil each other's belief. With two types and two audiences that makes
five regimes; where all believe in private, all do in public.

    full          all believe in private and in public
    one-sided     some believe in private, all in public          (one-sided discipline)
    mutual        none believes in private, all do in public      (mutual discipline)
    subversion    some believe in private, none in public
    none          nobody ever does

Assumes that what audiences give adds up, and that the sender has no word to lose. An equilibrium in which nobody listens always
exists.

Reference: Farrell and Gibbons (1989), Cheap talk with two audiences, American Economic Review 79.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

Regime = Literal["full", "one-sided", "mutual", "subversion", "none"]

NEAR = 1e-12
"""Share of the largest gain below which a gain by a lie is taken for rounding."""


@dataclass(frozen=True, slots=True)
class Credibility:
    """Who would believe the sender, and which lies stand in the way."""

    private: tuple[bool, ...]
    public: bool
    regime: Regime
    private_lies: tuple[tuple[tuple[int, int], ...], ...]
    """For each audience: which type would pass for which other before it alone."""
    public_lies: tuple[tuple[int, int], ...]


def credibility(gains: ArrayLike) -> Credibility:
    """Tell whom the truth convinces.

    Args:
        gains: What the sender gets from each audience (first axis) if it is of one type (second) and taken for another (third).

    Raises:
        ValueError: gains are not finite, or types are not the same on both axes.
    """
    table = np.asarray(gains, dtype=np.float64)
    if table.ndim != 3 or table.shape[1] != table.shape[2] or not table.size or not np.isfinite(table).all():  # noqa: PLR2004
        raise ValueError("gains are finite: audiences by types by the types for which they are taken")
    private = tuple(_lies(one) for one in table)
    public = _lies(table.sum(axis=0))
    believing = tuple(not lies for lies in private)
    return Credibility(believing, not public, _regime(believing, public=not public), private, public)


def two_types(so: ArrayLike, not_: ArrayLike) -> Floats:
    """Give the gains of a statement that is so or not, from what the sender gains with each audience if it knows the truth.

    Args:
        so: For each audience, what it brings to be believed if it is so, beyond being taken for the contrary.
        not_: The same if it is not.
    """
    true, false = np.asarray(so, dtype=np.float64), np.asarray(not_, dtype=np.float64)
    if true.ndim != 1 or true.shape != false.shape:
        raise ValueError("each audience has a gain in either case")
    found = np.zeros((true.size, 2, 2))
    found[:, 0, 0], found[:, 1, 1] = true, false
    return found


def _lies(table: Floats) -> tuple[tuple[int, int], ...]:
    size = NEAR * np.abs(table).max()
    return tuple((int(true), int(told)) for true, told in np.argwhere(table > np.diag(table)[:, None] + size))


def _regime(private: tuple[bool, ...], *, public: bool) -> Regime:
    if public:
        return "full" if all(private) else "one-sided" if any(private) else "mutual"
    return "subversion" if any(private) else "none"
