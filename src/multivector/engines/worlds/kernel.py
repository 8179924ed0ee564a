"""The model as one loop over trajectories, compiled where a compiler is installed; the same as `reference`, to be read first.

Parameters come by their places in `NAMES`; the places are written out here, since a compiled loop knows no names.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.compiled import compiled
from multivector.engines.worlds.draws import GOLDEN, ONE, S11, S27, S30, S31, UNIT, A, B
from multivector.engines.worlds.world import INDEX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from multivector.engines.worlds.draws import Counters

    Floats = NDArray[np.float64]

PHI_S, PHI_C, PHI_Z, H_SEC, Z_OFF = (INDEX[name] for name in ("phi_s", "phi_c", "phi_z", "h_sec", "z_off"))
GAIN, PACE, MEMORY, TRUST_PACE = (INDEX[name] for name in ("gain", "pace", "memory", "trust_pace"))
B_COMMIT, B_ENGAGE, ETA, JUMP = (INDEX[name] for name in ("b_commit", "b_engage", "eta", "jump"))
H_COERCE, PSI, RESIST, H_UNREST, C_UNREST = (INDEX[name] for name in ("h_coerce", "psi", "resist", "h_unrest", "c_unrest"))
S_BASE, S_HELP, OWN_SECURITY = (INDEX[name] for name in ("s_base", "s_help", "own_security"))
HIT_SURVIVED, HIT_FAILED, L_HOME, RHO = (INDEX[name] for name in ("hit_survived", "hit_failed", "l_home", "rho"))
G_NEEDS, N_HOME, G_INCOME, G_AUTONOMY = (INDEX[name] for name in ("g_needs", "n_home", "g_income", "g_autonomy"))
BETA, CHI, CAP = (INDEX[name] for name in ("beta", "chi", "cap"))
_SPREAD = math.sqrt(3.0)


@compiled
def next_uniform(key: np.uint64, number: np.uint64) -> float:
    """Give the same as `draws.uniform`, of one key."""
    z = key + GOLDEN * (number + ONE)
    z = (z ^ (z >> S30)) * A
    z = (z ^ (z >> S27)) * B
    z = z ^ (z >> S31)
    return float(z >> S11) * UNIT


@compiled
def _decide(
    capability: Floats,
    near: Floats,
    dependence: Floats,
    lean: Floats,
    alone: Floats,
    rule: tuple[float, float, float, float, float],
    a: Floats,
) -> None:
    """Put what each partner meets of each need into `a`; `near` is openness times trust."""
    fit, avoid, beta, chi, cap = rule
    needs, partners = capability.shape
    for j in range(needs):
        most = -1e300
        for p in range(partners):
            over = avoid * chi * max(dependence[p] - cap, 0.0)
            a[j, p] = fit * capability[j, p] * near[p] - over + lean[p]
            most = max(most, a[j, p])
        total = 0.0
        for p in range(partners):
            a[j, p] = math.exp(beta * (a[j, p] - most))
            total += a[j, p]
        for p in range(partners):
            a[j, p] = (1 - alone[j]) * a[j, p] / total


@compiled
def run(  # noqa: C901, PLR0912, PLR0915  # one loop, since nothing may be made anew within it
    key: Counters,
    steps: int,
    at: Floats,
    world: tuple[Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats, Floats],
    security: int,
    policy: tuple[bool, float, float, Floats, Floats, Floats],
    told: Floats,
) -> None:
    """Run a trajectory for each key and put its measures into `told`."""
    capability, own, weight, power, trust0, rivalry, sanctions, war_, leader, imposes, sanctioned0 = world
    adaptive, fit, avoid, lean, alone, bound = policy
    needs, partners = capability.shape
    rule = (fit, avoid, at[BETA], at[CHI], at[CAP])
    met, dependence, trust = np.empty(needs), np.empty(partners), np.empty(partners)
    sanctioned, war = np.empty(partners), np.empty(partners)
    near, share, aim, open_ = np.empty(partners), np.empty(partners), np.empty(partners), np.empty(partners)
    a = np.empty((needs, partners))
    for p in range(partners):
        against = 0.0
        for q in range(partners):
            against += rivalry[p, q] * bound[q]
        aim[p] = trust0[p] + at[B_COMMIT] * bound[p] - at[ETA] * against
    for row in range(len(key)):
        met[:] = at[N_HOME]
        legitimacy, secondary, failed, least = at[L_HOME], False, 0.0, 1.0
        sum_needs, sum_autonomy, sum_legitimacy = 0.0, 0.0, 0.0
        for p in range(partners):
            dependence[p], trust[p], sanctioned[p], war[p] = 0.0, trust0[p], sanctioned0[p], 0.0
            near[p] = (1 - at[PHI_S] * sanctioned0[p]) * trust0[p]
        _decide(capability, near, dependence, lean, alone, rule, a)
        number = np.uint64(0)
        one = np.uint64(1)
        for _ in range(steps):
            hazard = 0.0
            for p in range(partners):
                u = next_uniform(key[row], number + np.uint64(p))
                is_on = u >= sanctions[p, 1] if sanctioned[p] > 0 else u < sanctions[p, 0]
                sanctioned[p] = 1.0 if is_on else 0.0
                hazard += sanctioned[p] * dependence[p] * dependence[p]
            number += np.uint64(partners)
            at_war = False
            for p in range(partners):
                u = next_uniform(key[row], number + np.uint64(p))
                is_on = u >= war_[p, 1] if war[p] > 0 else u < war_[p, 0]
                war[p] = 1.0 if is_on else 0.0
                at_war = at_war or is_on
            number += np.uint64(partners)
            u = next_uniform(key[row], number)
            number += one
            secondary = u >= at[Z_OFF] if secondary else u < at[H_SEC] * hazard
            for p in range(partners):
                shut = at[PHI_S] * sanctioned[p] + at[PHI_C] * war[p] + (at[PHI_Z] * imposes[p] if secondary else 0.0)
                open_[p] = max(1 - shut, 0.0)
                near[p] = open_[p] * trust[p]
                share[p] = 0.0
            if adaptive:
                _decide(capability, near, dependence, lean, alone, rule, a)
            for j in range(needs):
                worth = alone[j] * own[j]
                for p in range(partners):
                    worth += a[j, p] * capability[j, p] * near[p]
                    share[p] += weight[j] * a[j, p]
                met[j] += at[PACE] * (min(1.0, at[GAIN] * worth) - met[j])
            autonomy, help_ = 1.0, 0.0
            for p in range(partners):
                dependence[p] += at[MEMORY] * (share[p] - dependence[p])
                goal = min(max(aim[p] + at[B_ENGAGE] * share[p], 0.0), 1.0)
                trust[p] += at[TRUST_PACE] * (goal - trust[p])
                u = next_uniform(key[row], number + np.uint64(p))
                if u < leader[p]:
                    trust[p] += at[JUMP] * (2 * u / leader[p] - 1)
                trust[p] = min(max(trust[p], 0.0), 1.0)
                help_ += bound[p] * capability[security, p] * trust[p]
                autonomy -= dependence[p] * dependence[p] * power[p]
            number += np.uint64(partners)
            for p in range(partners):
                chance = 4 * at[H_COERCE] * (1 - trust[p]) * dependence[p] * dependence[p] * power[p]
                if next_uniform(key[row], number + np.uint64(p)) < chance and dependence[p] >= at[RESIST]:
                    for j in range(needs):
                        met[j] *= 1 - at[PSI] * dependence[p]
            number += np.uint64(partners)
            total = 0.0
            for j in range(needs):
                total += met[j] * weight[j]
            chance = 2 * at[H_UNREST] * (1 - legitimacy) * (1 + (at[C_UNREST] if at_war else 0.0))
            u = next_uniform(key[row], number)
            hit = 0.0
            if u < chance:
                hit = at[HIT_SURVIVED]
                if u / chance >= min(1.0, at[S_BASE] + at[S_HELP] * (help_ + at[OWN_SECURITY] * met[security])):
                    hit, failed = at[HIT_FAILED], 1.0
            income = _SPREAD * (2 * next_uniform(key[row], number + one) - 1)
            number += one + one
            moved = at[RHO] * (at[L_HOME] - legitimacy) + at[G_NEEDS] * (total - at[N_HOME]) + at[G_INCOME] * income
            legitimacy = min(max(legitimacy + moved - at[G_AUTONOMY] * (1 - autonomy) - hit, 0.0), 1.0)
            sum_needs += total
            sum_autonomy += autonomy
            sum_legitimacy += legitimacy
            least = min(least, legitimacy)
        told[row, 0], told[row, 1] = sum_needs / max(steps, 1), sum_autonomy / max(steps, 1)
        told[row, 2], told[row, 3], told[row, 4] = sum_legitimacy / max(steps, 1), least, failed
