"""How do policies fare under the same shocks? A stochastic world of a state among partners, over ranges of its parameters.

Each quarter, of partners p and needs j, with S sanctions on a partner, C a war of its, Z secondary sanctions on those who deal
with the sanctioned, tau trust, D dependence, kappa commitments, L legitimacy:

    open_p  = 1 - phi_s S_p - phi_c C_p - phi_z Z imposes_p           S, C on and off by chance; Z on with h_sec sum_p S_p D_p^2
    v_j     = sum_p a_jp cap_jp open_p tau_p + alone_j own_j          a_jp: the policy's shares (`policies`)
    n_j    += pace (min(1, gain v_j) - n_j)                           needs met
    D_p    += memory (sum_j weight_j a_jp - D_p)                      a stock (Hirschman 1945)
    tau_p  += trust_pace (clip(trust_p + b_commit kappa_p + b_engage share_p - eta sum_q R_pq kappa_q) - tau_p) + jump
    coercion with chance 4 h_coerce (1 - tau_p) D_p^2 power_p:        n *= 1 - psi D_p, unless D_p < resist
    A       = 1 - sum_p D_p^2 power_p                                 autonomy
    unrest with chance 2 h_unrest (1 - L)(1 + c_unrest [any C]), survived with
              min(1, s_base + s_help (sum_p kappa_p cap_sec,p tau_p + own_security n_sec))
    L      += rho (l_home - L) + g_needs (w n - n_home) + g_income y - g_autonomy (1 - A) - hit

all shares clipped to [0, 1], n_home being a share of what the best partners could meet. What is kept of a trajectory: needs met,
autonomy and legitimacy as means over time, the least legitimacy, and whether unrest was not survived (`MEASURES`).

Random numbers are counted, not drawn in turn (`draws`), so that all policies meet the same shocks and a result does not depend on
who computes which trajectory. The model stands twice: in NumPy, to be read, and as a compiled loop; a test holds them together.

*This is an exploratory device and no forecast.* Trust, legitimacy and autonomy are states of the model, not measurements. Nearly
all parameters are judgements, so what is asked is not what will happen but over which part of their ranges one policy does better
than another (`compare`, `standing`), and where it loses (`boxes`). The advantage of matching niches *is* the dispersion of
capabilities that was put in; `decomposed` says how much is due to it and how much to adapting.

References: Hirschman (1945), National Power and the Structure of Foreign Trade. Lempert, Popper, Bankes (2003), Shaping the Next
One Hundred Years, RAND (robust decision making). Friedman, Fisher (1999), Statistics and Computing 9 (PRIM). McKay, Beckman,
Conover (1979), Technometrics 21 (Latin hypercubes). Steele, Lea, Flood (2014), OOPSLA (splitmix64). Morrow (1991), American J. of
Political Science 35 (alliances as an exchange of autonomy for security).
"""

from __future__ import annotations

from multivector.engines.worlds.discovery import Box, boxes
from multivector.engines.worlds.ranges import Comparison, Decomposed, Standing, compare, decomposed, latin, standing
from multivector.engines.worlds.runs import MEASURES, block, in_place, means, outcomes
from multivector.engines.worlds.world import INDEX, NAMES, PARAMETERS, Parameter, World, usual

__all__ = [
    "INDEX",
    "MEASURES",
    "NAMES",
    "PARAMETERS",
    "Box",
    "Comparison",
    "Decomposed",
    "Parameter",
    "Standing",
    "World",
    "block",
    "boxes",
    "compare",
    "decomposed",
    "in_place",
    "latin",
    "means",
    "outcomes",
    "standing",
    "usual",
]
