"""A population by age can be carried forward.

What: counts and rates for another number of age groups than there is, rates that no population has, periods that do not
take five years, and rates that do not begin with the population.
Why: such a population enters no answer on generations.
Example: `births: [20000, 90000]`, which are two age groups of seven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Population
from multivector.model.population import flaws

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report what keeps a population by age from being carried forward."""
    del texts
    for population in ledger.of(Population):
        for path, mistake in flaws(population):
            yield mistake.at(place_of(population, *path))
