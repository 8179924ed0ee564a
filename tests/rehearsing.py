"""A small world, and strategies for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from multivector.engines.worlds import PARAMETERS, World
from multivector.engines.worlds.policies import Policy, balancing, bandwagoning, equidistance, isolation, niches

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTNERS = ("us", "ru", "cn", "eu", "tr")


def small_world() -> World:
    """Make a world of five partners and four needs, in which able partners differ from need to need."""
    rivalry = np.zeros((5, 5))
    for one, other, much in ((0, 1, 0.9), (0, 2, 0.7), (1, 3, 0.8)):
        rivalry[one, other] = rivalry[other, one] = much
    return World(
        partners=PARTNERS,
        needs=("security", "energy", "technology", "minerals"),
        capability=np.array(
            [[0.4, 0.9, 0.5, 0.3, 0.4], [0.4, 0.9, 0.8, 0.4, 0.2], [0.95, 0.2, 0.8, 0.8, 0.4], [0.7, 0.3, 0.8, 0.8, 0.3]]
        ),
        own=np.array([0.3, 0.3, 0.1, 0.2]),
        weight=np.full(4, 0.25),
        power=np.array([0.8, 0.8, 0.9, 0.5, 0.2]),
        trust=np.array([0.5, 0.6, 0.6, 0.6, 0.6]),
        rivalry=rivalry,
        sanctions=np.array([[0.01, 0.02], [0.03, 0.01], [0.01, 0.02], [0.001, 0.1], [0.005, 0.1]]),
        war=np.array([[0.005, 0.1], [0.02, 0.05], [0.003, 0.1], [0.002, 0.1], [0.005, 0.1]]),
        leader=np.array([0.06, 0.02, 0.02, 0.05, 0.0]),
        imposes=np.array([1.0, 0.0, 0.0, 1.0, 0.0]),
        sanctioned=np.array([0.0, 1.0, 0.0, 0.0, 0.0]),
    )


def policies(world: World) -> list[Policy]:
    """Give every policy in both forms."""
    made = []
    for adaptive in (True, False):
        made += [make(world, adaptive=adaptive) for make in (niches, balancing, equidistance, isolation)]
        made += [bandwagoning(world, patron, adaptive=adaptive) for patron in (world.partners[0], world.partners[-1])]
    return made


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a world of one to three partners and one to three needs."""
    p, j = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    weight = rng.random(j) + 0.1
    return World(
        partners=tuple(f"p{at}" for at in range(p)),
        needs=tuple(f"n{at}" for at in range(j)),
        capability=rng.random((j, p)),
        own=rng.random(j),
        weight=weight / weight.sum(),
        power=rng.random(p),
        trust=rng.random(p),
        rivalry=rng.random((p, p)),
        sanctions=rng.random((p, 2)),
        war=rng.random((p, 2)),
        leader=rng.random(p) * rng.integers(0, 2, p),
        imposes=rng.integers(0, 2, p).astype(float),
        sanctioned=rng.integers(0, 2, p).astype(float),
        security=draw(st.integers(0, j - 1)),
    )


def _set(seed: int) -> NDArray[np.float64]:
    drawn = np.random.default_rng(seed).random(len(PARAMETERS))
    return np.array([one.low + (one.high - one.low) * u for one, u in zip(PARAMETERS.values(), drawn, strict=True)])


parameters = st.integers(0, 10**6).map(_set)
