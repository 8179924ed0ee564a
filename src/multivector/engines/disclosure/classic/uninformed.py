"""Silence because there may be nothing to say: Dye (1985), Jung and Kwon (1988).

With probability q the sender does not know the number. Those who do publish from x* on, what is expected of the silent:

    q (mean - x*) = (1 - q) (integral of F up to x*)

and for a number between 0 and 1 with nothing known of it x* = sqrt q / (1 + sqrt q).

References: Dye (1985), Disclosure of nonproprietary information, J. of Accounting Research 23. Jung and Kwon (1988), Disclosure
when the market is unsure of information endowment of managers, J. of Accounting Research 26.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from multivector.engines.disclosure.classic.distributions import root

if TYPE_CHECKING:
    from multivector.engines.disclosure.classic.distributions import Distribution


def dye(q: float) -> float:
    """Give the number from which on a uniform one between 0 and 1 is published."""
    share = math.sqrt(_probability(q))
    return share / (1 + share)


def jung_kwon(q: float, of: Distribution) -> float:
    """Give the number from which on it is published; the lower end, where everything is, if the sender surely knows it."""
    low, _ = of.ends
    if _probability(q) == 0:
        return low
    return root(lambda t: (1 - q) * of.cdf(t) * of.gap(t) - q * (of.mean - t), low, of.mean)


def _probability(q: float) -> float:
    if not 0 <= q < 1:
        raise ValueError("the probability that there is nothing to publish lies from 0 to below 1")
    return q
