"""Equidistance: the same of everything with everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.policies.policy import Policy

if TYPE_CHECKING:
    from multivector.engines.worlds.world import World

_BOUND = 0.3


def equidistance(world: World, *, adaptive: bool = True, bound: float = _BOUND) -> Policy:
    """Give the policy; the adaptive one keeps its distance to all, but not more of anybody than the cap on dependence."""
    p, j = len(world.partners), len(world.needs)
    return Policy(
        name="equidistance",
        adaptive=adaptive,
        fit=0.0,
        avoid=1.0,
        lean=np.zeros(p),
        alone=np.zeros(j),
        bound=np.full(p, bound),
        traits=frozenset({"spread", "bound"}),
    )
