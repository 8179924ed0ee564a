"""Collisions of amounts: sums of named quantities that cannot all lie between their ends.

Quantities are at least 0. Each amount is a linear condition, so a set can be kept iff a linear programme has a solution; where
all amounts are of one quantity each, intervals answer without one, and no minimal set has more than two (Helly). Sets are grown
along the quantities they share, in components that have no solution as a whole; others have no collision in any scenario.

Known to be poor: a solution that misses a condition by up to the solver's tolerance (1e-7) counts as one; use units
in which figures are neither huge nor tiny.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.collisions.exclusions import grown
from multivector.engines.collisions.versions import joint
from multivector.engines.solver import Status, run, solver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from multivector.engines.collisions.clauses import Amount
    from multivector.engines.collisions.versions import Atoms, Version

    Quantity = tuple[str, str]

_HELLY = 2
"""Intervals of which any two meet have a common point."""


def feasible(amounts: Sequence[Amount]) -> bool:
    """Say whether all amounts can lie between their ends."""
    names = {name: place for place, name in enumerate(sorted({name for one in amounts for name, _ in one.terms}))}
    low, high = np.zeros(len(names)), np.full(len(names), math.inf)
    rows = []
    for one in amounts:
        least = -math.inf if one.least is None else one.least
        most = math.inf if one.most is None else one.most
        if len(one.terms) > 1:
            rows.append((one, least, most))
            continue
        name, factor = one.terms[0]
        place = names[name]
        ends = sorted((least / factor, most / factor))
        low[place], high[place] = max(low[place], ends[0]), min(high[place], ends[1])
    if (low > high).any():
        return False
    if not rows:
        return True
    programme = solver()
    programme.addVars(len(names), low, high)
    for one, least, most in rows:
        places = np.array([names[name] for name, _ in one.terms], dtype=np.int32)
        programme.addRow(least, most, len(places), places, np.array([factor for _, factor in one.terms]))
    return run(programme, Status.kOptimal, Status.kInfeasible) == Status.kOptimal


def short(
    versions: Sequence[Version], capacities: Sequence[tuple[str, Amount]], atoms: Atoms, clauses: int, events: int
) -> Iterator[tuple[Version, ...]]:
    """Give sets of versions whose amounts cannot be kept together; the minimal sets are among them."""
    owed = [(one.bearer, one.amount) for one in versions if one.amount]
    linked, joined = _roots(capacities, owed), _roots([*owed, *capacities], [])
    components: dict[Quantity, list[int]] = {}
    for place, (bearer, amount) in enumerate(owed):
        components.setdefault(joined[bearer, amount.terms[0][0]], []).append(place)
    for component, members in components.items():
        given = [amount for bearer, amount in capacities if joined[bearer, amount.terms[0][0]] == component]
        whole = [*given, *(owed[place][1] for place in members)]
        if feasible(whole):
            continue
        most = clauses if any(len(one.terms) > 1 for one in whole) else min(clauses, _HELLY)
        known: list[frozenset[int]] = []
        uses = {place: sorted({linked[owed[place][0], name] for name, _ in owed[place][1].terms}) for place in members}
        for chosen in grown(uses, most):
            asked = [versions[place] for place in chosen]
            if len({one.clause for one in asked}) < len(asked) or joint(asked, atoms, events) < 0 or not overlap(asked):
                continue
            if not any(less <= set(chosen) for less in known) and not feasible([*given, *(owed[place][1] for place in chosen)]):
                known.append(frozenset(chosen))
                yield tuple(asked)


def overlap(versions: Sequence[Version]) -> bool:
    """Say whether a day is in the validity of all."""
    return max(one.start for one in versions) < min(one.end for one in versions)


def _roots(joining: Iterable[tuple[str, Amount]], other: Iterable[tuple[str, Amount]]) -> dict[Quantity, Quantity]:
    """Give a representative of each quantity, the same for those that amounts of `joining` hold together."""
    root: dict[Quantity, Quantity] = {(bearer, name): (bearer, name) for bearer, one in other for name, _ in one.terms}

    def find(key: Quantity) -> Quantity:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for bearer, amount in joining:
        keys = sorted(find((bearer, name)) for name, _ in amount.terms)
        for key in keys:
            root[key] = keys[0]
    return {key: find(key) for key in list(root)}
