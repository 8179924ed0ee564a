"""A ledger -> the ends between which its world lies: who can do what, who is under sanctions, bound, or imposing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds import World
from multivector.lenses.dealings import is_ours
from multivector.lenses.niches import niches
from multivector.model.entries import Commitment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.lenses.niches.presence import Presence
    from multivector.model.ledger import Ledger

SECURITY = "security"
"""The need beside the niches: help when there is unrest."""
MOST_PARTNERS, MOST_NEEDS = 7, 12
_BINDING = frozenset({"treaty", "agreement"})
_IMPOSES = re.compile(r"([a-z0-9-]+) puts sanctions on ([a-z0-9-]+)")
_BOUND, _FREE = (0.5, 1.0), (0.0, 0.5)
"""Ends of the help that a partner bound by a treaty of security may give, and of any other's."""
_HOSTILE, _OTHERS = (0.5, 1.0), (0.0, 0.3)
"""Ends of the rivalry of partners one of whom puts sanctions on the other, and of all others."""
_OWN, _TRUST, _POWER = (0.0, 0.4), (0.4, 0.8), (0.3, 1.0)
_SANCTIONS, _WAR, _LEADER = (0.01, 0.02), (0.005, 0.05), 0.03
"""Chances a quarter that it begins, and that it ends; that a leader changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a world stands on.

    Attributes:
        partners: The partners recorded in most niches, most first.
        needs: Niches, and security.
        low: Of need and partner: the least that it can do.
        high: The most.
        recorded: How many of these are recorded rather than unknown.
        sanctioned: Partners that a capacity calls sanctioned.
        bound: Partners bound by a treaty or agreement on security.
        hostile: Pairs of partners, the first of which puts sanctions on the second in a clause of some commitment.
        because: The entries that say so.
    """

    partners: tuple[str, ...]
    needs: tuple[str, ...]
    low: tuple[tuple[float, ...], ...]
    high: tuple[tuple[float, ...], ...]
    recorded: int
    sanctioned: tuple[str, ...]
    bound: tuple[str, ...]
    hostile: tuple[tuple[str, str], ...]
    because: tuple[str, ...]


def ground_of(ledger: Ledger, unknown: float) -> Ground | None:
    """Give what a ledger says of the world; None with fewer than two partners or no niche."""
    found = niches(ledger).answer
    recorded = {(one.niche, one.supplier): one for one in found.presences if one.levels}
    counts: dict[str, int] = {}
    for _, supplier in recorded:
        counts[supplier] = counts.get(supplier, 0) + 1
    partners = tuple(sorted(counts, key=lambda one: (-counts[one], one))[:MOST_PARTNERS])
    named = tuple(dict.fromkeys(niche for niche, supplier in recorded if supplier in partners))[:MOST_NEEDS]
    if len(partners) < 2 or not named:  # noqa: PLR2004  # a policy is a choice between partners
        return None
    promises = [one for one in ledger.of(Commitment) if one.candidate != "yes" and is_ours(one, ledger)]
    binding = [one for one in promises if SECURITY in one.agenda and one.rank in _BINDING]
    bound = _who(partners, ledger, [who for one in binding for who in (*one.by, *one.to)])
    said = [pair for one in promises for clause in one.clauses for pair in _IMPOSES.findall(clause)]
    hostile = {(ledger.partner(one), ledger.partner(other)) for one, other in said}
    ends = [[_ends(recorded, niche, partner, unknown) for partner in partners] for niche in named]
    ends.append([_BOUND if partner in bound else _FREE for partner in partners])
    used = [one for (niche, supplier), one in recorded.items() if niche in named and supplier in partners]
    because = [id_ for one in used for id_ in one.because] + [one.id for one in binding]
    return Ground(
        partners=partners,
        needs=(*named, SECURITY),
        low=tuple(tuple(low for low, _ in row) for row in ends),
        high=tuple(tuple(high for _, high in row) for row in ends),
        recorded=len(used),
        sanctioned=tuple(dict.fromkeys(one.supplier for one in used if "sanctioned" in one.why)),
        bound=bound,
        hostile=tuple(sorted(pair for pair in hostile if set(pair) <= set(partners))),
        because=tuple(dict.fromkeys(because)),
    )


def world_of(ground: Ground, rng: np.random.Generator) -> World:
    """Draw a world between the ends."""
    p, j = len(ground.partners), len(ground.needs)
    low, high = np.array(ground.low), np.array(ground.high)
    apart = np.array([[_apart(ground, one, other) for other in ground.partners] for one in ground.partners])
    drawn = np.triu(rng.random((p, p)), 1)
    ends = np.where(apart[:, :, None], _HOSTILE, _OTHERS)
    rivalry = (ends[:, :, 0] + (ends[:, :, 1] - ends[:, :, 0]) * (drawn + drawn.T)) * (1 - np.eye(p))
    return World(
        partners=ground.partners,
        needs=ground.needs,
        capability=low + (high - low) * rng.random((j, p)),
        own=rng.uniform(*_OWN, size=j),
        weight=np.full(j, 1 / j),
        power=rng.uniform(*_POWER, size=p),
        trust=rng.uniform(*_TRUST, size=p),
        rivalry=rivalry,
        sanctions=np.tile(_SANCTIONS, (p, 1)),
        war=np.tile(_WAR, (p, 1)),
        leader=np.full(p, _LEADER),
        imposes=np.array([float(any(one == first for first, _ in ground.hostile)) for one in ground.partners]),
        sanctioned=np.array([float(one in ground.sanctioned) for one in ground.partners]),
        security=j - 1,
    )


def _apart(ground: Ground, one: str, other: str) -> bool:
    """Tell whether one of the two puts sanctions on the other."""
    return (one, other) in ground.hostile or (other, one) in ground.hostile


def _ends(recorded: Mapping[tuple[str, str], Presence], niche: str, partner: str, unknown: float) -> tuple[float, float]:
    found = recorded.get((niche, partner))
    return (0.0, unknown) if found is None else (found.low, found.high)


def _who(partners: tuple[str, ...], ledger: Ledger, said: list[str]) -> tuple[str, ...]:
    there = {ledger.partner(one) for one in said}
    return tuple(one for one in partners if one in there)
