"""Isolation: everything without anybody, and bound to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.policies.policy import Policy

if TYPE_CHECKING:
    from multivector.engines.worlds.world import World


def isolation(world: World, *, adaptive: bool = True) -> Policy:
    """Give the policy; there is nothing for the adaptive one to adapt."""
    p, j = len(world.partners), len(world.needs)
    return Policy(
        name="isolation",
        adaptive=adaptive,
        fit=0.0,
        avoid=0.0,
        lean=np.zeros(p),
        alone=np.ones(j),
        bound=np.zeros(p),
        traits=frozenset({"alone", "unbound"}),
    )
