"""What a policy says, and the shares that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multivector.engines.worlds.world import World

    Floats = NDArray[np.float64]

Trait = Literal["specialised", "concentrated", "spread", "alone", "bound", "unbound", "careful"]
"""What can be seen of it.

`specialised`: different needs lean on different partners. `concentrated`: one partner has most. `spread`: all have the same.
`alone`: nobody has anything. `bound`: it commits itself to somebody. `unbound`: to nobody. `careful`: it turns from a partner on
whom it depends too much.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """What a policy says.

    Attributes:
        name: Its name.
        adaptive: Whether it decides anew every quarter.
        fit: How much it looks at who is able, open and trusted.
        avoid: How much it avoids dependence above the cap, 0 to 1.
        lean: Of partner: how much it leans to each, whatever that can do.
        alone: Of need, 0 to 1: the share that it meets without anybody.
        bound: Of partner, 0 to 1: how far it commits itself.
        traits: What is to be seen of it.
    """

    name: str
    adaptive: bool
    fit: float
    avoid: float
    lean: Floats
    alone: Floats
    bound: Floats
    traits: frozenset[Trait]

    def __post_init__(self) -> None:
        """Refuse what is no policy."""
        if not all(np.isfinite(each).all() for each in (self.lean, self.alone, self.bound)):
            raise ValueError("a policy is made of finite numbers")
        if self.fit < 0 or self.avoid < 0 or (self.alone < 0).any() or (self.alone > 1).any():
            raise ValueError("what a policy looks at is at least 0, and shares lie between 0 and 1")
        if (self.bound < 0).any() or (self.bound > 1).any():
            raise ValueError("commitments lie between 0 and 1")


def shares(
    of: Policy, world: World, open_: Floats, trust: Floats, dependence: Floats, rule: tuple[float, float, float]
) -> Floats:
    """Give what each partner meets of each need under `rule`: beta, chi and the cap.

    What is of partners may have trajectories before them; the shares are then of trajectory, need and partner.
    """
    beta, chi, cap = rule
    over = of.avoid * chi * np.maximum(dependence - cap, 0.0)
    score = of.fit * world.capability * (open_ * trust)[..., None, :] - over[..., None, :] + of.lean
    e = np.exp(beta * (score - score.max(axis=-1, keepdims=True)))
    return np.asarray((1 - of.alone)[:, None] * e / e.sum(axis=-1, keepdims=True))
