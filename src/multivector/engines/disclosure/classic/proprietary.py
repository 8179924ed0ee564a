"""Silence because publication costs: Verrecchia (1983).

Publishing costs c whatever the number is. It is published from x* on, where what publication gains just pays for it:

    x* - E[x | x <= x*] = c

For a number between 0 and 1 with nothing known of it x* = min(1, 2 c): from c = 1/2 on nothing is published.

Reference: Verrecchia (1983), Discretionary disclosure, J. of Accounting and Economics 5.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from multivector.engines.disclosure.classic.distributions import root

if TYPE_CHECKING:
    from multivector.engines.disclosure.classic.distributions import Distribution


def verrecchia(cost: float, of: Distribution) -> float:
    """Give the number from which on it is published; the upper end if it never is, the lower one if it always is."""
    if not (math.isfinite(cost) and cost >= 0):
        raise ValueError("what publication costs is finite and not below 0")
    low, high = of.ends
    if cost == 0:
        return low
    if math.isfinite(high) and of.gap(high) <= cost:
        return high
    return root(lambda t: of.gap(t) - cost, low, high)
