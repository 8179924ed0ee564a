"""Balancing: against the strongest, with all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.policies.policy import Policy

if TYPE_CHECKING:
    from multivector.engines.worlds.world import World

_LEAN, _BOUND = -1.5, 0.6


def balancing(world: World, *, adaptive: bool = True) -> Policy:
    """Give the policy; the strongest is the partner with most power, the first of equals."""
    strongest = int(world.power.argmax())
    is_strongest = np.arange(len(world.partners)) == strongest
    return Policy(
        name="balancing",
        adaptive=adaptive,
        fit=1.0,
        avoid=0.5,
        lean=np.where(is_strongest, _LEAN, 0.0),
        alone=np.zeros(len(world.needs)),
        bound=np.where(is_strongest, 0.0, _BOUND),
        traits=frozenset({"bound"}),
    )
