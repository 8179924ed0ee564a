"""The state's population by age, carried forward under every corner of what may be varied, by single years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.cohorts import GROUPS, STEP, People, Rates, between, project, single_years
from multivector.model.entries import Population
from multivector.model.population import begins, flaws, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from multivector.model.ledger import Ledger
    from multivector.model.parts import Period

    Floats = NDArray[np.float64]

_MILLION = 1e6
_LONGEST = 100
"""Years after which a count is too old to be carried forward to the day."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What may turn out otherwise in years of which nobody has counted births, deaths and migrants."""

    births: float = 1.0
    """How many times the births that the rates give."""
    moving: float = 0.0
    """Net migrants a year beyond those given, as a share of everybody."""
    households: float = 0.5
    closed: bool = False
    """Whether nobody moves."""
    held: bool = False
    """Whether the last counted rates stay, whatever was foretold."""


@dataclass(frozen=True, slots=True)
class Step:
    """Five years with their rates; `counted` if a source asserts them, rather than foretells them or nobody gives them."""

    rates: Rates
    counted: bool


@dataclass(frozen=True, slots=True)
class Base:
    """A population by age from which to start, with what is known of the years since."""

    id: str
    year: int
    people: People
    periods: tuple[Period, ...]

    @property
    def given_until(self) -> int:
        """The year until which rates are given."""
        return max((begins(period) or 0) + STEP for period in self.periods)


def base_of(ledger: Ledger, year: int) -> Base | None:
    """Give the newest population by age of the dossier's state that has rates and is not too old in a year."""
    found: list[tuple[int, str, Population]] = []
    for entry in ledger.of(Population):
        of = year_of(entry)
        if entry.of == ledger.state and entry.rates and of is not None and year - of <= _LONGEST and not any(flaws(entry)):
            found.append((of, entry.id, entry))
    if not found:
        return None
    of, id_, entry = max(found, key=lambda one: one[:2])
    people = People(_padded(entry.women_by_age), _padded(entry.men_by_age))
    return Base(id_, of, people, entry.rates) if people.total > 0 else None


def carried(base: Base, until: int, variant: Variant) -> Floats:
    """Give both sexes by single year of age, a row for each year from the base's to the last."""
    count = -(-(until - base.year) // STEP)
    steps = _steps(base, count, held=variant.held)
    people = base.people
    found = [single_years(people.ages)]
    for step in steps:
        rates = step.rates if step.counted else _varied(step.rates, variant, people.total)
        people = project(people, [rates], variant.households)[-1]
        found.append(single_years(people.ages))
    years = range(until - base.year + 1)
    return np.array([_within(found, at) for at in years])


def _within(found: Sequence[Floats], at: int) -> Floats:
    step, elapsed = divmod(at, STEP)
    return between(found[step], found[step + 1], elapsed) if elapsed else found[step]


def _steps(base: Base, count: int, *, held: bool) -> list[Step]:
    """Give the steps from the base's year on; what a period does not give is as before, and so is what nobody gives."""
    by_start = {begins(period): period for period in reversed(base.periods)}
    rates = Rates(np.zeros(0), np.zeros(0), np.zeros(0))
    found = []
    for at in range(count):
        period = by_start.get(base.year + STEP * at)
        counted = period is not None and _counted(period)
        if period is not None and (counted or not held or not at):
            rates = _taken(rates, period)
        found.append(Step(rates, counted))
    return found


def _counted(period: Period) -> bool:
    given = period.births and period.deaths_women and period.deaths_men
    return bool(given) and (not period.evidence or any(one.does == "asserts" for one in period.evidence))


def _taken(before: Rates, period: Period) -> Rates:
    """Take what a period gives, else what the one before gave; if it gives migrants one way only, none went the other."""
    moved = period.came is not None or period.left is not None
    return Rates(
        np.array(period.deaths_women) / _MILLION if period.deaths_women else before.deaths_women,
        np.array(period.deaths_men) / _MILLION if period.deaths_men else before.deaths_men,
        np.array(period.births) / _MILLION if period.births else before.births,
        came=float(period.came or 0) if moved else before.came,
        left=float(period.left or 0) if moved else before.left,
    )


def _varied(rates: Rates, variant: Variant, total: float) -> Rates:
    more = variant.moving * total * STEP
    return replace(
        rates,
        births=rates.births * variant.births,
        came=0.0 if variant.closed else rates.came + max(more, 0.0),
        left=0.0 if variant.closed else rates.left + max(-more, 0.0),
    )


def _padded(figures: tuple[int, ...]) -> Floats:
    return np.concatenate([np.array(figures, dtype=np.float64), np.zeros(GROUPS - len(figures))])
