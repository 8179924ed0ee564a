"""Bandwagoning: everything with one patron, and bound to it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.policies.policy import Policy

if TYPE_CHECKING:
    from multivector.engines.worlds.world import World

_LEAN = 1.5
"""More than any capability, open and trusted, weighs: another partner is taken only where the patron is shut and cannot do it."""
_BOUND = 0.9


def bandwagoning(world: World, patron: str, *, adaptive: bool = True) -> Policy:
    """Give the policy of leaning on one partner.

    Raises:
        ValueError: there is no such partner.
    """
    if patron not in world.partners:
        raise ValueError(f"there is no partner {patron!r}; there are {', '.join(world.partners)}")
    is_patron = np.array([float(name == patron) for name in world.partners])
    return Policy(
        name=f"bandwagoning-{patron}",
        adaptive=adaptive,
        fit=1.0,
        avoid=0.0,
        lean=_LEAN * is_patron,
        alone=np.zeros(len(world.needs)),
        bound=_BOUND * is_patron,
        traits=frozenset({"concentrated", "bound"}),
    )
