"""Can one stable weighting of what partners offer explain whom the state chose in each niche, and would chance look the same?

Each supplier that was used in a niche is a choice over those recorded there and not used. A supplier's attributes are how able it
is, that nothing keeps it away (sanctions, exclusion), and how little the state depends on it already. Ability is read twice: at
the middle of the recorded level, and at its lower end, so that one can see whether the verdict hangs on the reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from multivector.engines.choice import Menu, additive, additive_most, cells, menu_power, monotone
from multivector.lenses.niches import niches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from multivector.lenses.niches.presence import Presence
    from multivector.model.ledger import Ledger

Coding = Literal["middle", "lower-end"]
ATTRIBUTES = ("ability", "open", "independence")
_KEPT_AWAY = frozenset({"sanctioned", "excluded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """Whether choices are explained under one reading of ability."""

    coding: Coding
    menus: int
    comparisons: int
    monotone: bool
    """Whether some preference that rises with every attribute explains all choices."""
    explained: int
    """The most choices that one weighting explains together."""
    margin: float
    """By how much one weighting explains all of them; below 0 the least regret that must be allowed."""
    weights: tuple[float, ...]
    """A weighting that reaches it, in the order of `ATTRIBUTES`. There are others: it is no measurement of preferences."""
    chance: float
    """The share of random choosers of whom one weighting explains as many choices."""
    error: float
    possible: float
    """At most this share of all ways to choose can be explained by any weighting (Cover 1965)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A menu: who was used in a niche, first, and who was recorded there and not used."""

    niche: str
    suppliers: tuple[str, ...]
    used: str
    because: tuple[str, ...]


def chosen(ledger: Ledger) -> tuple[tuple[Chosen, ...], Mapping[tuple[str, str], Presence]]:
    """Give the menus of a ledger, and the presences that they are of."""
    found = niches(ledger).answer
    there = {(one.niche, one.supplier): one for one in found.presences if one.levels}
    menus = []
    for row in found.rows:
        suppliers = tuple(supplier for niche, supplier in there if niche == row.niche)
        used = [supplier for supplier in suppliers if there[row.niche, supplier].used]
        passed = tuple(supplier for supplier in suppliers if supplier not in used)
        if passed:
            menus += [Chosen(niche=row.niche, suppliers=(one, *passed), used=one, because=row.because) for one in used]
    return tuple(menus), there


def consistency(
    menus: Sequence[Chosen], there: Mapping[tuple[str, str], Presence], depends: Mapping[str, float], draws: int, seed: int
) -> tuple[Consistency, ...]:
    """Test the choices under both readings of ability; `depends` is each partner's share of all dealings."""
    return tuple(_tested([_menu(one, there, depends, coding) for one in menus], coding, draws, seed) for coding in _CODINGS)


_CODINGS: tuple[Coding, ...] = ("middle", "lower-end")


def _menu(of: Chosen, there: Mapping[tuple[str, str], Presence], depends: Mapping[str, float], coding: Coding) -> Menu:
    rows = []
    for supplier in of.suppliers:
        one = there[of.niche, supplier]
        able = one.low if coding == "lower-end" else (one.low + one.high) / 2
        rows.append([able, float(not _KEPT_AWAY & set(one.why)), 1 - depends.get(supplier, 0.0)])
    return Menu(np.array(rows), of.suppliers.index(of.used))


def _tested(menus: list[Menu], coding: Coding, draws: int, seed: int) -> Consistency:
    found, best = additive(menus), len(additive_most(menus))
    power = menu_power(menus, lambda of: len(additive_most(of)) >= best, np.random.default_rng(seed), draws)
    comparisons = sum(len(menu.rows) - 1 for menu in menus)
    ways = float(np.prod([len(menu.rows) for menu in menus]))
    return Consistency(
        coding=coding,
        menus=len(menus),
        comparisons=comparisons,
        monotone=monotone(menus),
        explained=best,
        margin=_rounded(found.margin),
        weights=tuple(_rounded(each) for each in found.weights),
        chance=_rounded(power.area),
        error=_rounded(power.error),
        possible=_rounded(min(1.0, cells(len(ATTRIBUTES), comparisons) / ways)),
    )


def _rounded(value: float) -> float:
    return round(float(value), 3) + 0.0
