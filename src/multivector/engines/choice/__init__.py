"""Can one stable set of priorities explain what was chosen, and would a chooser without any look the same?

**Priced allocations.** At prices p_t a chooser took x_t. x_t is revealed preferred to x_s at efficiency e if e p_t x_t >= p_t
x_s, strictly if e p_t x_t > p_t x_s. GARP (Varian 1982): no cycle of these holds a strict one; then, and only then, a
well-behaved utility explains everything (Afriat 1967). How nearly it holds:

    CCEI   the greatest e at which GARP holds below it (Afriat 1973)
    AVI    the greatest mean of e_t, one for each choice, below which it holds (Varian 1990)
    HM     the most choices that hold together (Houtman, Maks 1985); the last two exactly, as integer programmes

**Menus.** From a menu of rows of attributes, each the better the greater, one row was taken. *Monotone*: x_t is revealed
preferred to whatever lies at or below a row of its menu, strictly if strictly below; again no cycle may hold a strict one
(Forges, Minelli 2009; Nishimura, Ok, Quah 2017). *Additive*: one w >= 0, summing to 1, with w (x_t - y) >= margin for every y of
menu t; the greatest margin is a linear programme, below 0 it is the least regret. HM of the additive test is the maximum score of
Manski (1975), here exactly, with a smallest margin, since without one w = 0 would pass everything.

**Power.** Passing says nothing where nobody can fail. Bronars (1987): the share of random choosers, even on each budget or
menu, that pass. Selten (1991): m = passed - that share, from -1 to 1; 0 is what chance gives. Cover (1965) bounds how
many of all ways to choose from menus an additive chooser with d attributes can make: 2 sum_{i < d} C(M - 1, i), M comparisons.

**Many noisy choices.** Conditional logit: U(v) = alpha_v + w z(v), with one stable w, or w by issue, or w drifting with time;
what matters is which predicts what it has not seen, topic by topic (`logit`).

Known to be poor: any single choice is rationalisable, two disjoint menus never contradict each other, and equal prices cannot
fail; consistency with a coder's own attributes says more of the coder than of the chooser. So no result comes without its power.

References: Afriat (1967), International Economic Review 8. Varian (1982), Econometrica 50; (1990), J. of Econometrics 46.
Houtman, Maks (1985), Kwantitatieve Methoden 19. Bronars (1987), Econometrica 55. Selten (1991), Mathematical Social Sciences 21.
Forges, Minelli (2009), J. of Economic Theory 144. Nishimura, Ok, Quah (2017), American Economic Review 107. Manski (1975), J. of
Econometrics 3. Cover (1965), IEEE Transactions on Electronic Computers 14. McFadden (1974), in Frontiers in Econometrics.
"""

from __future__ import annotations

from multivector.engines.choice.logit import Fit, Gain, Roll, choices, predicted
from multivector.engines.choice.menus import Additive, Menu, additive, additive_most, monotone, monotone_most
from multivector.engines.choice.power import Power, cells, menu_power, priced_power
from multivector.engines.choice.priced import Priced, avi, ccei, garp, houtman_maks

__all__ = [
    "Additive",
    "Fit",
    "Gain",
    "Menu",
    "Power",
    "Priced",
    "Roll",
    "additive",
    "additive_most",
    "avi",
    "ccei",
    "cells",
    "choices",
    "garp",
    "houtman_maks",
    "menu_power",
    "monotone",
    "monotone_most",
    "predicted",
    "priced_power",
]
