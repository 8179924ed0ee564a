"""Policies over ranges of parameters: the same sets and the same shocks for all, ranks, and what an advantage is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.policies import equidistance, niches
from multivector.engines.worlds.runs import MEASURES, WORSE_IF_MORE, outcomes
from multivector.engines.worlds.world import PARAMETERS, usual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from multivector.engines.worlds.policies import Policy
    from multivector.engines.worlds.runs import Mapper
    from multivector.engines.worlds.world import World

    Floats = NDArray[np.float64]

_TIE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Policies beside each other.

    Attributes:
        policies: Their names.
        parameters: Of set and parameter, in the order of `NAMES`.
        values: Of set, policy and measure: means over trajectories.
    """

    policies: tuple[str, ...]
    parameters: Floats
    values: Floats

    def better(self) -> Floats:
        """Give the values with what is worse if more turned round."""
        turned = self.values.copy()
        turned[:, :, MEASURES.index(WORSE_IF_MORE)] *= -1
        return turned


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How policies stand over all sets of parameters.

    Attributes:
        first: Of policy and measure: the share of sets in which it is best; ties are shared.
        rank: Of policy and measure: its mean rank, from 1.
        undominated: Of policy: the share of sets in which no other is at least as good in everything and better in something.
    """

    first: Floats
    rank: Floats
    undominated: Floats


@dataclass(frozen=True, slots=True)
class Decomposed:
    """What matching niches gains in needs met over keeping the same distance to all.

    Attributes:
        specialisation: By choosing whoever is best once, and no more.
        adaptivity: By choosing anew every quarter on top of that.
        flat: By choosing whoever is best where all are equally able: what is no specialisation at all.
    """

    specialisation: float
    adaptivity: float
    flat: float


def latin(count: int, rng: np.random.Generator) -> Floats:
    """Draw sets of parameters over their ranges, each range divided into as many parts, one set in each (McKay and others 1979).

    Raises:
        ValueError: there is no set.
    """
    if count < 1:
        raise ValueError("there is at least one set of parameters")
    found = np.empty((count, len(PARAMETERS)))
    for at, one in enumerate(PARAMETERS.values()):
        found[:, at] = one.low + (one.high - one.low) * (rng.permutation(count) + rng.random(count)) / count
    return found


def compare(
    world: World,
    policies: Sequence[Policy],
    parameters: Floats,
    *,
    seed: int,
    count: int,
    steps: int,
    mapped: Mapper = map,
) -> Comparison:
    """Run every policy under every set of parameters, with the same shocks.

    Args:
        world: the world.
        policies: what is compared.
        parameters: of set and parameter.
        seed: of all chance; each set has trajectories of its own, the same for every policy.
        count: trajectories of each set.
        steps: quarters.
        mapped: runs the sets, in order: `map`, or that of any executor.
    """
    jobs = [(world, tuple(policies), one, seed, at * count, count, steps) for at, one in enumerate(parameters)]
    return Comparison(tuple(_named(policies)), parameters, np.array(list(mapped(run_set, jobs))))


def run_set(job: tuple[World, tuple[Policy, ...], Floats, int, int, int, int]) -> Floats:
    """Run every policy under one set of parameters; give the means, of policy and measure."""
    world, policies, one, seed, first, count, steps = job
    return np.array(
        [outcomes(world, each, one, seed=seed, count=count, steps=steps, first=first).mean(axis=0) for each in policies]
    )


def standing(of: Comparison) -> Standing:
    """Tell how policies stand over all sets."""
    values = of.better()
    best = values >= values.max(axis=1, keepdims=True) - _TIE
    first = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    above = (values[:, None, :, :] > values[:, :, None, :] + _TIE).sum(axis=2)
    level = (np.abs(values[:, None, :, :] - values[:, :, None, :]) <= _TIE).sum(axis=2)
    rank = (1 + above + (level - 1) / 2).mean(axis=0)
    no_worse = (values[:, None, :, :] >= values[:, :, None, :] - _TIE).all(axis=3)
    better = (values[:, None, :, :] > values[:, :, None, :] + _TIE).any(axis=3)
    return Standing(first, rank, 1 - np.any(no_worse & better, axis=2).mean(axis=0))


def decomposed(world: World, *, seed: int, count: int, steps: int) -> Decomposed:
    """Tell what the advantage of matching niches is made of, at the usual parameters and with the same commitments."""
    at = usual()
    flat = replace(world, capability=np.full_like(world.capability, world.capability.mean()))

    def needs(of: World, policy: Policy) -> float:
        return float(outcomes(of, policy, at, seed=seed, count=count, steps=steps)[:, 0].mean())

    same = needs(world, equidistance(world, adaptive=False))
    once, anew = needs(world, niches(world, adaptive=False)), needs(world, niches(world))
    level = needs(flat, niches(flat, adaptive=False)) - needs(flat, equidistance(flat, adaptive=False))
    return Decomposed(once - same, anew - once, level)


def _named(policies: Sequence[Policy]) -> list[str]:
    return [f"{each.name}{'' if each.adaptive else '-static'}" for each in policies]
