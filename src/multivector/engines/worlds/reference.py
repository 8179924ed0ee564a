"""The model in NumPy, all trajectories of a block side by side: to be read, and to hold the compiled loop to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.worlds.draws import uniform
from multivector.engines.worlds.policies import shares
from multivector.engines.worlds.world import INDEX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multivector.engines.worlds.draws import Counters
    from multivector.engines.worlds.policies import Policy
    from multivector.engines.worlds.world import World

    Floats = NDArray[np.float64]


@dataclass(slots=True, eq=False)
class _State:
    """Of every trajectory: what holds now."""

    met: Floats
    dependence: Floats
    trust: Floats
    legitimacy: Floats
    sanctioned: Floats
    war: Floats
    secondary: Floats


def simulate(world: World, policy: Policy, parameters: Floats, key: Counters, steps: int) -> Floats:
    """Run a trajectory for each key; give the measures of each, in their order."""
    at = {name: float(parameters[place]) for name, place in INDEX.items()}
    count, p = len(key), len(world.partners)
    rule = (at["beta"], at["chi"], at["cap"])
    now = _State(
        np.full((count, len(world.needs)), at["n_home"]),
        np.zeros((count, p)),
        np.tile(world.trust, (count, 1)),
        np.full(count, at["l_home"]),
        np.tile(world.sanctioned, (count, 1)),
        np.zeros((count, p)),
        np.zeros(count),
    )
    first = 1 - at["phi_s"] * world.sanctioned
    decided = shares(policy, world, np.tile(first, (count, 1)), now.trust, now.dependence, rule)
    told = np.zeros((count, 5))
    told[:, 3] = 1.0
    for step in range(steps):
        start = step * (4 * p + 3)
        u = [uniform(key, start + place) for place in range(4 * p + 3)]
        _shock(world, at, now, u)
        shut = at["phi_s"] * now.sanctioned + at["phi_c"] * now.war + at["phi_z"] * now.secondary[:, None] * world.imposes
        open_ = np.maximum(1 - shut, 0.0)
        a = shares(policy, world, open_, now.trust, now.dependence, rule) if policy.adaptive else decided
        worth = (a * world.capability * (open_ * now.trust)[:, None, :]).sum(axis=2) + policy.alone * world.own
        now.met += at["pace"] * (np.minimum(1.0, at["gain"] * worth) - now.met)
        share = (world.weight[:, None] * a).sum(axis=1)
        now.dependence += at["memory"] * (share - now.dependence)
        _trust(world, policy, at, now, share, u)
        _coercion(world, at, now, u)
        autonomy = 1 - (now.dependence**2 * world.power).sum(axis=1)
        needs = (now.met * world.weight).sum(axis=1)
        failed = _legitimacy(world, policy, at, now, (needs, autonomy), u)
        told[:, 0] += needs
        told[:, 1] += autonomy
        told[:, 2] += now.legitimacy
        told[:, 3] = np.minimum(told[:, 3], now.legitimacy)
        told[:, 4] = np.maximum(told[:, 4], failed)
    told[:, :3] /= max(steps, 1)
    return told


def _shock(world: World, at: dict[str, float], now: _State, u: list[Floats]) -> None:
    p = len(world.partners)
    for one in range(p):
        for state, chance, place in ((now.sanctioned, world.sanctions, one), (now.war, world.war, p + one)):
            state[:, one] = np.where(state[:, one] > 0, u[place] >= chance[one, 1], u[place] < chance[one, 0])
    chance = at["h_sec"] * (now.sanctioned * now.dependence**2).sum(axis=1)
    now.secondary = np.where(now.secondary > 0, u[2 * p] >= at["z_off"], u[2 * p] < chance).astype(np.float64)


def _trust(world: World, policy: Policy, at: dict[str, float], now: _State, share: Floats, u: list[Floats]) -> None:
    p = len(world.partners)
    against = (world.rivalry * policy.bound).sum(axis=1)
    aim = world.trust + at["b_commit"] * policy.bound + at["b_engage"] * share - at["eta"] * against
    now.trust += at["trust_pace"] * (np.clip(aim, 0.0, 1.0) - now.trust)
    for one in range(p):
        drawn, chance = u[2 * p + 1 + one], world.leader[one]
        changed = drawn < chance
        jump = at["jump"] * (2 * drawn / (chance if chance > 0 else 1.0) - 1)
        now.trust[:, one] = np.where(changed, now.trust[:, one] + jump, now.trust[:, one])
    np.clip(now.trust, 0.0, 1.0, out=now.trust)


def _coercion(world: World, at: dict[str, float], now: _State, u: list[Floats]) -> None:
    p = len(world.partners)
    for one in range(p):
        depends = now.dependence[:, one]
        chance = 4 * at["h_coerce"] * (1 - now.trust[:, one]) * depends**2 * world.power[one]
        hurt = (u[3 * p + 1 + one] < chance) & (depends >= at["resist"])
        now.met *= np.where(hurt, 1 - at["psi"] * depends, 1.0)[:, None]


def _legitimacy(
    world: World, policy: Policy, at: dict[str, float], now: _State, of: tuple[Floats, Floats], u: list[Floats]
) -> Floats:
    """Bring legitimacy on by a quarter; give 1 where there was unrest that was not survived."""
    needs, autonomy = of
    p = len(world.partners)
    chance = 2 * at["h_unrest"] * (1 - now.legitimacy) * (1 + at["c_unrest"] * (now.war > 0).any(axis=1))
    drawn = u[4 * p + 1]
    unrest = drawn < chance
    help_ = (policy.bound * world.capability[world.security] * now.trust).sum(axis=1)
    survives = np.minimum(1.0, at["s_base"] + at["s_help"] * (help_ + at["own_security"] * now.met[:, world.security]))
    failed = unrest & (drawn / np.where(unrest, chance, 1.0) >= survives)
    hit = np.where(failed, at["hit_failed"], np.where(unrest, at["hit_survived"], 0.0))
    income = np.sqrt(3.0) * (2 * u[4 * p + 2] - 1)
    now.legitimacy = np.clip(
        now.legitimacy
        + at["rho"] * (at["l_home"] - now.legitimacy)
        + at["g_needs"] * (needs - at["n_home"])
        + at["g_income"] * income
        - at["g_autonomy"] * (1 - autonomy)
        - hit,
        0.0,
        1.0,
    )
    return np.asarray(failed, dtype=np.float64)
