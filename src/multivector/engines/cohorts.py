"""A population by age, carried forward: births, deaths, migration (the cohort-component method), in steps of five years.

Age groups 0-4, 5-9, … 95-99, 100 and over; N(x) people aged x to x+5 of one sex. From death rates m (of 0, 1-4, 5-9, …, 100+):

    q = n m / (1 + (n - a) m)                         a the years lived in the interval by those who die in it
    l(x+n) = l(x) (1 - q),  d = l q,  L = n l(x+n) + a d     open group: L = l / m;  L(0-4) = L0 + L1
    survival  s(x) = L(x+5) / L(x), of the births s(b) = L(0-4) / (5 l(0)), into the open group T(100) / T(95)

and then, with net migrants G(x) of the step, half of whom come at its beginning and half at its end:

    N'(x+5) = (N(x) + G(x)/2) s(x) + G(x+5)/2
    births  = 5 sum_x f(x) (W(x) + W'(x)) / 2         f births a year per woman aged x to x+5, 15 to 49
    N'(0-4) = births share s(b) + G(0-4)/2            of each sex; share by r boys born per girl

(Preston, Heuveline, Guillot 2001, ch. 3 and 6; a of the first two groups after Coale, Demeny, as their table 3.3, of 5-14 the
middle, above after Greville: n/2 - n^2/12 (m - k) with k the rise of ln m a year over the groups beside.) Those who come and
those who leave in a step are given as totals; their ages are a judgement. Who comes is spread over families and a bulge of young
adults (`MIGRANTS`), both sexes alike. Of those who leave a share, `households`, is of the sexes and ages of the population, as
when whole communities go; the rest is spread like those who come.

Known to be poor: rates of a forecast are no facts, and migration least of all; ages above 85 are those of small numbers and bad
counts. The plain baseline keeps today's shares of the age groups (`constant_structure`) and asks only for the total.

References: Preston, Heuveline, Guillot (2001), Demography: Measuring and Modeling Population Processes. Coale, Demeny (1983),
Regional Model Life Tables and Stable Populations. Greville (1943), Short methods of constructing abridged life tables, Record of
the American Institute of Actuaries 32. Rogers, Castro (1981), Model Migration Schedules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

GROUPS = 21
"""Age groups of five years, the last open at 100."""
STEP = 5
_DEATH_GROUPS = GROUPS + 1
_FERTILE = slice(3, 10)
_BOYS = 1.05
"""Boys born per girl, where no other figure is given: the usual one."""
_LEAST = 1e-9
"""A death rate of which a logarithm can be taken."""

MIGRANTS = np.array([6, 6, 7, 12, 16, 14, 10, 8, 6, 4, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0], dtype=np.float64) / 100
"""Shares of migrants by age group: families and a bulge of young adults, in the manner of Rogers and Castro (1981)."""
HOUSEHOLDS = 0.5
"""The share of those who leave that is of the ages of all: neither extreme suits all states (`benchmarks/cohorts.py`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """What happens in a step of five years, a year at a time."""

    deaths_women: Floats
    """Death rates of ages 0, 1-4, 5-9, … 95-99, 100+; shape (22,)."""
    deaths_men: Floats
    births: Floats
    """Births a year per woman aged 15-19, … 45-49; shape (7,)."""
    came: float = 0.0
    """Who came to live here in the whole step, in the unit of the population; net of those who left, if only that is known."""
    left: float = 0.0
    """Who left in the whole step."""
    boys: float = _BOYS


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """A population by sex and age group, in any unit; each of shape (21,)."""

    women: Floats
    men: Floats

    @property
    def total(self) -> float:
        """Everybody."""
        return float(self.women.sum() + self.men.sum())

    @property
    def ages(self) -> Floats:
        """Both sexes by age group."""
        return np.asarray(self.women + self.men)


def survival(rates: ArrayLike, *, women: bool) -> tuple[float, Floats]:
    """Give the share of the births of a step that are alive at its end, and of each group that is five years later.

    Args:
        rates: Death rates of ages 0, 1-4, 5-9, … 100+, each at least 0, the last above.
        women: Whether they are those of women; the first years differ.
    """
    lived = _lived(rates, women=women)
    years = np.concatenate([[lived[0] + lived[1]], lived[2:]])
    onward = years[1:] / np.maximum(years[:-1], np.finfo(float).tiny)
    onward[-1] = years[-1] / max(years[-1] + years[-2], np.finfo(float).tiny)
    return float(years[0] / STEP), np.append(onward, onward[-1])


def life_expectancy(rates: ArrayLike, *, women: bool) -> float:
    """Give the years that one lives on the mean at these death rates."""
    return float(_lived(rates, women=women).sum())


def _lived(rates: ArrayLike, *, women: bool) -> Floats:
    """Give the years lived per birth in each age group of the death rates."""
    m = np.asarray(rates, dtype=np.float64)
    if m.shape != (_DEATH_GROUPS,) or not (np.isfinite(m) & (m >= 0)).all() or m[-1] <= 0:
        raise ValueError("there must be a death rate of each age group, and some must die in the last")
    n = np.array([1, 4, *[STEP] * (_DEATH_GROUPS - 3)], dtype=np.float64)
    a = n / 2
    a[:2] = _first_years(float(m[0]), women=women)
    rise = np.log(np.maximum(m[5:], _LEAST) / np.maximum(m[3:-2], _LEAST)) / (2 * STEP)
    a[4:] = np.clip(STEP / 2 - STEP**2 / 12 * (m[4:-1] - rise), 0.0, STEP)
    q = np.minimum(n * m[:-1] / (1 + (n - a) * m[:-1]), 1.0)
    alive = np.concatenate([[1.0], np.cumprod(1 - q)])
    return np.append(n * alive[1:] + a * alive[:-1] * q, alive[-1] / m[-1])


def _first_years(infants: float, *, women: bool) -> tuple[float, float]:
    """Give the years lived by those who die before 1, and from 1 to 5 (Preston and others, table 3.3)."""
    if infants >= 0.107:  # noqa: PLR2004 - of that table
        return (0.350, 1.361) if women else (0.330, 1.352)
    return (0.053 + 2.8 * infants, 1.522 - 1.518 * infants) if women else (0.045 + 2.684 * infants, 1.651 - 2.816 * infants)


def step(people: People, rates: Rates, households: float = HOUSEHOLDS) -> People:
    """Carry a population five years forward.

    Args:
        people: At the beginning.
        rates: Of the five years.
        households: The share of those who leave that is of the sex and age of the population, 0 to 1.
    """
    if not 0 <= households <= 1:
        raise ValueError("a share lies between 0 and 1")
    spread = (rates.came - rates.left * (1 - households)) / 4 * MIGRANTS / MIGRANTS.sum()  # of each sex, at each end
    like = rates.left * households / 2 / people.total if people.total > 0 else 0.0
    (born_women, women), (born_men, men) = (
        _older(each, deaths, spread - like * each, women=sex)
        for each, deaths, sex in ((people.women, rates.deaths_women, True), (people.men, rates.deaths_men, False))
    )
    mothers = (people.women[_FERTILE] + women[_FERTILE]) / 2
    births = float(STEP * np.asarray(rates.births) @ mothers)
    women[0] += births / (1 + rates.boys) * born_women
    men[0] += births * rates.boys / (1 + rates.boys) * born_men
    return People(np.maximum(women, 0), np.maximum(men, 0))


def _older(people: Floats, deaths: Floats, half: Floats, *, women: bool) -> tuple[float, Floats]:
    born, onward = survival(deaths, women=women)
    later = (people + half) * onward
    moved = np.concatenate([[0.0], later[:-1]])
    moved[-1] += later[-1]
    return born, moved + half


def project(people: People, rates: Sequence[Rates], households: float = HOUSEHOLDS) -> tuple[People, ...]:
    """Carry a population through several steps: it as it was, then after each."""
    found = [people]
    for each in rates:
        found.append(step(found[-1], each, households))
    return tuple(found)


def constant_structure(people: People, total: float) -> People:
    """Give the plain baseline: as many people, with today's shares of sexes and ages."""
    return People(people.women * total / people.total, people.men * total / people.total)


def error(found: People, truth: People, groups: slice = slice(0, GROUPS)) -> float:
    """Give the mean absolute percentage error over age groups, both sexes together; groups in which nobody is are left out."""
    ours, theirs = found.ages[groups], truth.ages[groups]
    there = theirs > 0
    return float(np.mean(np.abs(ours[there] - theirs[there]) / theirs[there]) * 100)


def single_years(people: ArrayLike) -> Floats:
    """Part five-year groups into single years of age along a slope; each group keeps its sum, and no year falls below nothing."""
    groups = np.asarray(people, dtype=np.float64)
    before, after = np.concatenate([[groups[0]], groups[:-1]]), np.concatenate([groups[1:], [groups[-1]]])
    slope = np.where((after - groups) * (groups - before) > 0, (after - before) / 2, 0.0)
    slope = np.clip(slope, -groups, groups)
    return np.asarray((groups[:, None] / STEP + slope[:, None] / STEP * (np.arange(STEP) - 2) / STEP).ravel())


def between(before: Floats, after: Floats, elapsed: int) -> Floats:
    """Give the people by single year of age in a year within a step, along cohorts: each as far between its two counts.

    Args:
        before: By single year of age at the beginning of the step, the last year open.
        after: Five years later.
        elapsed: Years since the beginning, 0 to 5.
    """
    if not 0 <= elapsed <= STEP:
        raise ValueError("a year within a step is one of 0 to 5")
    share = elapsed / STEP
    came = np.concatenate([np.zeros(elapsed), before[: len(before) - elapsed]])
    goes = np.concatenate([after[STEP - elapsed :], np.zeros(STEP - elapsed)])
    found = (1 - share) * came + share * goes
    found[:elapsed] = goes[:elapsed]  # who was not born at the beginning
    found[len(found) - STEP + elapsed :] = came[len(found) - STEP + elapsed :]  # who is past all ages at the end
    return np.asarray(found)


def old_enough(years: int, year: float, ended: float, least: float) -> Floats:
    """Give the share of each single year of age that was old enough when something common to them ended.

    Args:
        years: How many years of age, from 0 on.
        year: When they are of these ages.
        ended: When it ended.
        least: The age at which one remembers.
    """
    return np.clip(np.arange(years) + 1 - (year - ended) - least, 0.0, 1.0)


def remembering(people: Floats, year: float, ended: float, least: float, weights: ArrayLike | None = None) -> float:
    """Give the share of people who were old enough when something common to them ended.

    Args:
        people: By single year of age.
        year: Of the population.
        ended: The year in which it ended.
        least: The age at which one remembers.
        weights: Of each single year of age, 0 to 1 (adults, say, or ages at which decisions are made); default: everybody.
    """
    counted = people if weights is None else people * np.asarray(weights, dtype=np.float64)
    whole = counted.sum()
    return float(counted @ old_enough(len(people), year, ended, least) / whole) if whole > 0 else float("nan")


def stock(started: float, intake: ArrayLike, lost: float) -> Floats:
    """Carry a stock of alumni: E' = E (1 - lost) + intake, at the end of each year.

    Args:
        started: The stock before the first year.
        intake: Who comes anew in each year.
        lost: The share that is lost in a year, by death and by fading, 0 to 1.
    """
    if not 0 <= lost <= 1:
        raise ValueError("a share lies between 0 and 1")
    found = [started]
    for new in np.asarray(intake, dtype=np.float64).tolist():
        found.append(found[-1] * (1 - lost) + new)
    return np.array(found[1:])
