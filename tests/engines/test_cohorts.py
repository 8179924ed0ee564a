"""Cohorts: nobody appears or vanishes but by birth, death and migration; the step is a matrix; shares are shares."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from multivector.engines.cohorts import (
    GROUPS,
    MIGRANTS,
    People,
    Rates,
    between,
    constant_structure,
    error,
    life_expectancy,
    old_enough,
    project,
    remembering,
    single_years,
    step,
    stock,
    survival,
)

few = settings(max_examples=40, deadline=None)
Floats = NDArray[np.float64]


def arrays(size: int, low: float, high: float) -> st.SearchStrategy[Floats]:
    return st.lists(st.floats(low, high), min_size=size, max_size=size).map(np.array)


PEOPLE = st.builds(People, arrays(GROUPS, 0, 1000), arrays(GROUPS, 0, 1000))
DEATHS = arrays(GROUPS + 1, 0.0005, 0.5)
RATES = st.builds(Rates, DEATHS, DEATHS, arrays(7, 0, 0.3))
IMMORTAL = np.append(np.zeros(GROUPS), 1e-12)


@few
@given(rates=DEATHS, women=st.booleans())
def test_nobody_survives_more_than_once(rates: Floats, *, women: bool) -> None:
    born, onward = survival(rates, women=women)
    assert 0 <= born <= 1
    assert ((onward >= 0) & (onward <= 1 + 1e-9)).all()
    worse = survival(rates * 2, women=women)
    assert worse[0] <= born + 1e-12


@few
@given(rate=st.floats(0.002, 0.2), women=st.booleans())
def test_who_dies_at_one_rate_at_all_ages_lives_for_its_inverse(rate: float, *, women: bool) -> None:
    assert life_expectancy(np.full(GROUPS + 1, rate), women=women) == pytest.approx(1 / rate, rel=0.04)


def test_the_old_of_a_law_of_mortality_live_as_long_as_it_says() -> None:
    """Gompertz: hazard b e^(c x); rates of five years and survival by fine integration."""
    ages = np.arange(0, 130, 0.01) + 0.005
    hazard = 3e-5 * np.exp(0.1 * ages)
    alive = np.exp(-np.cumsum(hazard) * 0.01)
    edges = [0, 1, *range(5, 101, 5), 130]
    spans = [slice(low * 100, high * 100) for low, high in pairwise(edges)]
    rates = np.array([(hazard * alive)[span].sum() / alive[span].sum() for span in spans])
    assert life_expectancy(rates, women=True) == pytest.approx(alive.sum() * 0.01, abs=0.02)
    lived = np.array([alive[span].sum() for span in spans])
    _, onward = survival(rates, women=True)
    assert onward[4:19] == pytest.approx(lived[6:21] / lived[5:20], rel=0.01)


@few
@given(PEOPLE, RATES)
def test_a_step_without_migrants_is_the_matrix_of_leslie(people: People, rates: Rates) -> None:
    born, onward = survival(rates.deaths_women, women=True)
    matrix = np.zeros((GROUPS, GROUPS))
    for age in range(GROUPS - 1):
        matrix[age + 1, age] = onward[age]
    matrix[-1, -1] = onward[-1]
    later = matrix @ people.women
    births = 5 * rates.births @ (people.women[3:10] + later[3:10]) / 2
    later[0] = births / 2.05 * born
    assert step(people, rates).women == pytest.approx(later)
    boys, _ = survival(rates.deaths_men, women=False)
    assert step(people, rates).men[0] == pytest.approx(births * 1.05 / 2.05 * boys)


@few
@given(PEOPLE, st.floats(0, 500))
def test_people_are_conserved_where_nobody_is_born_or_dies(people: People, migrants: float) -> None:
    later = step(people, Rates(IMMORTAL, IMMORTAL, np.zeros(7), came=migrants))
    assert later.total == pytest.approx(people.total + migrants, rel=1e-6, abs=1e-6)
    assert later.women[5] == pytest.approx(people.women[4] + (MIGRANTS[4] + MIGRANTS[5]) * migrants / 4)


@few
@given(arrays(GROUPS, 100, 1000), st.floats(0, 500), st.floats(0, 1))
def test_who_leaves_is_gone_and_of_the_ages_of_all_as_far_as_households_go(each: Floats, left: float, households: float) -> None:
    people = People(each, each * 2)
    gone = people.total - step(people, Rates(IMMORTAL, IMMORTAL, np.zeros(7), left=left), households).total
    infants = (1 - households) * MIGRANTS[0] / MIGRANTS.sum() + households * people.ages[0] / people.total
    assert gone == pytest.approx(left * (1 - infants / 2), rel=1e-6, abs=1e-6)  # nobody was born who might have left at the end
    alike = step(people, Rates(IMMORTAL, IMMORTAL, np.zeros(7), left=left), 1.0)
    assert alike.women.sum() / alike.men.sum() == pytest.approx(0.5)
    kept = 1 - left / people.total / 2
    assert alike.men[5] == pytest.approx(people.men[4] * kept - people.men[5] * (1 - kept))


@few
@given(PEOPLE, RATES)
def test_steps_follow_each_other_and_nobody_is_less_than_nobody(people: People, rates: Rates) -> None:
    path = project(people, [rates, rates])
    assert path[0] is people
    assert path[2].ages == pytest.approx(step(step(people, rates), rates).ages)
    leaving = Rates(rates.deaths_women, rates.deaths_men, rates.births, left=1e6)
    assert (step(people, leaving).ages >= 0).all()


@few
@given(arrays(GROUPS, 0, 1000))
def test_single_years_keep_the_sum_of_each_group(groups: Floats) -> None:
    single = single_years(groups)
    assert single.reshape(GROUPS, 5).sum(axis=1) == pytest.approx(groups)
    assert (single >= -1e-9).all()


@few
@given(arrays(GROUPS, 1, 1000), st.floats(1991, 2050), st.floats(0.1, 30))
def test_who_remembers_grow_fewer_and_are_a_share(groups: Floats, year: float, later: float) -> None:
    single = single_years(groups)
    now, then = remembering(single, year, 1991, 10), remembering(single, year + later, 1991, 10)
    assert 0 <= then <= now <= 1
    assert remembering(single, year, 1991, 15) <= now
    assert remembering(single, 1991, 1991, 0) == pytest.approx(1)


def test_who_was_old_enough_is_counted_by_age() -> None:
    assert remembering(np.ones(100), 2025, 1991, 10) == pytest.approx(0.56)
    adults = (np.arange(100) >= 18).astype(float)
    assert remembering(np.ones(100), 2025, 1991, 10, adults) == pytest.approx(56 / 82)
    assert np.isnan(remembering(np.ones(100), 2025, 1991, 10, np.zeros(100)))


@few
@given(st.floats(0, 1e4), st.floats(0, 1e3), st.floats(0.01, 0.99), st.integers(1, 60))
def test_a_stock_nears_what_comes_in_over_what_is_lost(started: float, intake: float, lost: float, years: int) -> None:
    (*_, last) = stock(started, [intake] * years, lost)
    rest = intake / lost
    assert last == pytest.approx(rest + (started - rest) * (1 - lost) ** years)


def test_the_error_of_the_truth_is_nothing_and_the_baseline_has_the_total() -> None:
    people = People(np.arange(1.0, 22), np.arange(2.0, 23))
    assert error(people, people) == 0
    assert constant_structure(people, 1000).total == pytest.approx(1000)
    assert error(constant_structure(people, people.total * 1.1), people) == pytest.approx(10)


@pytest.mark.parametrize("rates", [np.zeros(22), np.full(22, -0.1), np.ones(21), np.full(22, np.nan)])
def test_what_is_no_death_rate_is_refused(rates: Floats) -> None:
    with pytest.raises(ValueError, match="death"):
        survival(rates, women=True)


@few
@given(PEOPLE, st.integers(0, 5))
def test_a_year_within_a_step_lies_between_its_ends_along_cohorts(people: People, elapsed: int) -> None:
    before = single_years(people.ages)
    after = single_years(step(people, Rates(IMMORTAL, IMMORTAL, np.zeros(7))).ages)
    found = between(before, after, elapsed)
    share = elapsed / 5
    for age in range(elapsed, len(before) - 5 + elapsed):
        assert found[age] == pytest.approx((1 - share) * before[age - elapsed] + share * after[age - elapsed + 5])
    assert found[:elapsed] == pytest.approx(after[5 - elapsed : 5])
    assert between(before, after, 0) == pytest.approx(before)
    assert between(before, after, 5) == pytest.approx(after)


@few
@given(st.floats(1980, 2060), st.floats(0, 20))
def test_who_was_old_enough_is_so_ever_after(year: float, least: float) -> None:
    found = old_enough(105, year, 1992, least)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) >= 0).all()
    assert found[:-1] == pytest.approx(old_enough(105, year + 1, 1992, least)[1:])
    assert remembering(np.ones(105), year, 1992, least) == pytest.approx(found.mean())


def test_what_is_no_share_is_refused() -> None:
    people = People(np.ones(21), np.ones(21))
    with pytest.raises(ValueError, match="share"):
        step(people, Rates(IMMORTAL, IMMORTAL, np.zeros(7)), 1.5)
    with pytest.raises(ValueError, match="year"):
        between(np.ones(105), np.ones(105), 6)
    with pytest.raises(ValueError, match="share"):
        stock(0, [1], 1.5)
