"""Niche matching, the multi-vector policy: each need with whoever is best at it, open and trusted, and nobody too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.policies.policy import Policy

if TYPE_CHECKING:
    from multivector.engines.worlds.world import World

_BOUND = 0.3


def niches(world: World, *, adaptive: bool = True, bound: float = _BOUND) -> Policy:
    """Give the policy; it commits itself a little to everybody."""
    p, j = len(world.partners), len(world.needs)
    return Policy(
        name="niches",
        adaptive=adaptive,
        fit=1.0,
        avoid=1.0,
        lean=np.zeros(p),
        alone=np.zeros(j),
        bound=np.full(p, bound),
        traits=frozenset({"specialised", "bound", "careful"}),
    )
