"""Trajectories of a policy, in blocks that anybody may run: what is kept of each, or their means."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from multivector.engines.worlds import reference
from multivector.engines.worlds.draws import keys
from multivector.engines.worlds.world import INDEX, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from multivector.engines.worlds.policies import Policy
    from multivector.engines.worlds.world import World

    Floats = NDArray[np.float64]
    Mapper: TypeAlias = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]

MEASURES = ("needs", "autonomy", "legitimacy", "least-legitimacy", "failed-unrest")
"""Of a trajectory: means over time of the first three, the least legitimacy, and 1 if unrest was not survived."""
WORSE_IF_MORE = "failed-unrest"
BLOCK = 2000
"""Trajectories that are added up in one go; part of the result, so it is fixed."""

Job: TypeAlias = "tuple[World, Policy, Floats, int, int, int, int]"


def outcomes(
    world: World,
    policy: Policy,
    parameters: Floats,
    *,
    seed: int,
    count: int,
    steps: int,
    first: int = 0,
    fast: bool | None = None,
) -> Floats:
    """Give the measures of trajectories, of trajectory and measure.

    Args:
        world: the world.
        policy: the policy.
        parameters: their values, in the order of `NAMES`.
        seed: of all chance.
        count: how many trajectories.
        steps: how many quarters.
        first: the number of the first one.
        fast: whether the compiled loop runs them (default: where there is a compiler).

    Raises:
        ValueError: there is no trajectory, parameters are not as many as there are names, or there is no compiler.
    """
    if count < 1 or steps < 1 or len(parameters) != len(NAMES) or not np.isfinite(parameters).all():
        raise ValueError("there is at least one trajectory and one step, and a finite value for every parameter")
    key = keys(seed, first, count)
    parameters = in_place(world, parameters)
    compiler = find_spec("numba") is not None
    if fast and not compiler:
        raise ValueError("the compiled loop needs the extra `rehearse`")
    if fast is False or not compiler:
        return reference.simulate(world, policy, parameters, key, steps)
    from multivector.engines.worlds import kernel  # noqa: PLC0415  # it compiles where it is imported

    told = np.empty((count, len(MEASURES)))
    of = (
        world.capability, world.own, world.weight, world.power, world.trust, world.rivalry, world.sanctions, world.war,
        world.leader, world.imposes, world.sanctioned,
    )  # fmt: skip
    chosen = (policy.adaptive, policy.fit, policy.avoid, policy.lean, policy.alone, policy.bound)
    kernel.run(key, steps, parameters, of, world.security, chosen, told)
    return told


def in_place(world: World, parameters: Floats) -> Floats:
    """Give the parameters with what is taken for usual as needs met, not as a share of what the best partners could meet."""
    best = (world.capability * world.trust).max(axis=1)
    made = parameters.copy()
    made[INDEX["n_home"]] *= float((world.weight * np.minimum(1.0, parameters[INDEX["gain"]] * best)).sum())
    return made


def means(world: World, policy: Policy, parameters: Floats, *, seed: int, count: int, steps: int, mapped: Mapper = map) -> Floats:
    """Give the means of all measures over trajectories: block by block, added up in their order, so that memory stays flat."""
    starts = range(0, count, BLOCK)
    jobs: list[Job] = [(world, policy, parameters, seed, start, min(BLOCK, count - start), steps) for start in starts]
    total = np.zeros(len(MEASURES))
    for part in mapped(block, jobs):
        total = total + part
    return total / count


def block(job: Job) -> Floats:
    """Run a block and add up its measures."""
    world, policy, parameters, seed, first, count, steps = job
    return np.asarray(outcomes(world, policy, parameters, seed=seed, count=count, steps=steps, first=first).sum(axis=0))
