"""The classical models: against scipy, against brute force, and against the sister engine of statements."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import linprog
from scipy.stats import norm, uniform

from multivector.engines import credibility as statements
from multivector.engines.disclosure import prior
from multivector.engines.disclosure.classic.cheap_talk import credibility, two_types
from multivector.engines.disclosure.classic.distributions import Normal, Uniform, root
from multivector.engines.disclosure.classic.persuasion import concave, persuade
from multivector.engines.disclosure.classic.proprietary import verrecchia
from multivector.engines.disclosure.classic.uninformed import dye, jung_kwon
from multivector.engines.disclosure.classic.unravelling import unravel, worst_cases

some = settings(max_examples=80, deadline=None)
gains = st.integers(-3, 3)


@given(st.floats(-3, 3), st.floats(0.2, 4), st.floats(-3.5, 5))
def test_the_bell_curve_is_that_of_scipy(mean: float, spread: float, at: float) -> None:
    t, ours, theirs = mean + at * spread, Normal(mean, spread), norm(mean, spread)
    assert ours.cdf(t) == pytest.approx(theirs.cdf(t))
    below, _ = quad(theirs.cdf, mean - 12 * spread, t)
    assert ours.gap(t) * ours.cdf(t) == pytest.approx(below, rel=1e-6)
    assert ours.ends == (-math.inf, math.inf)


@given(st.floats(-3, 3), st.floats(0.2, 4), st.floats(0.01, 1.5))
def test_the_even_prior_is_that_of_scipy(low: float, width: float, at: float) -> None:
    t, ours, theirs = low + at * width, Uniform(low, low + width), uniform(low, width)
    assert ours.mean == pytest.approx(theirs.mean())
    assert ours.ends == (low, low + width)
    assert ours.cdf(t) == pytest.approx(theirs.cdf(t))
    below, _ = quad(theirs.cdf, low, t, points=[min(t, low + width)])
    assert ours.gap(t) * ours.cdf(t) == pytest.approx(below, rel=1e-6)


def test_far_down_the_tail_no_digits_are_lost() -> None:
    assert Normal().gap(-4.0) == pytest.approx(Normal().gap(-4.0 - 1e-9), rel=1e-8)
    for z in (-4.5, -6.0, -9.0):
        assert Normal().gap(z) == pytest.approx(z + math.exp(norm.logpdf(z) - norm.logcdf(z)), rel=1e-9)
    assert Normal().gap(-1000.0) == pytest.approx(1e-3, rel=1e-5)


@given(st.floats(0.001, 0.98), st.floats(-2, 2), st.floats(0.3, 3))
def test_the_silent_are_worth_what_the_threshold_is(q: float, mean: float, spread: float) -> None:
    of = Normal(mean, spread)
    t = jung_kwon(q, of)
    held = q + (1 - q) * of.cdf(t)
    expected = (q * mean + (1 - q) * of.cdf(t) * (t - of.gap(t))) / held
    assert expected == pytest.approx(t, abs=1e-9)
    assert jung_kwon(q, Uniform(mean, mean + spread)) == pytest.approx(mean + spread * dye(q))


@given(st.floats(0.001, 0.4), st.floats(1.5, 9), st.floats(-2, 2))
def test_the_threshold_pays_for_publication(low: float, ratio: float, mean: float) -> None:
    of = Normal(mean, 1.0)
    cheap, dear = verrecchia(low, of), verrecchia(low * ratio, of)
    assert of.gap(cheap) == pytest.approx(low)
    assert cheap < dear


def test_nothing_holds_back_who_knows_and_pays_nothing() -> None:
    assert jung_kwon(0.0, Uniform(2, 3)) == 2
    assert jung_kwon(0.0, Normal()) == -math.inf
    assert verrecchia(0.0, Normal()) == -math.inf
    assert verrecchia(0.5, Uniform()) == 1


@pytest.mark.parametrize(("low", "high"), [(-math.inf, math.inf), (-math.inf, 700.0), (-900.0, math.inf), (-900.0, 700.0)])
@pytest.mark.parametrize("at", [-123.0, 0.3, 456.0])
def test_a_root_is_found_between_any_ends(at: float, low: float, high: float) -> None:
    assert root(lambda t: t - at, low, high) == pytest.approx(at)


@some
@given(st.integers(0, 10_000), st.integers(3, 12), st.floats(0.05, 0.95))
def test_the_best_evidence_is_that_of_the_linear_programme(seed: int, cells: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    beliefs, values = np.linspace(0, 1, cells), rng.integers(-4, 5, cells) / 4
    best = linprog(-values, A_eq=[np.ones(cells), beliefs], b_eq=[1, share])
    found = persuade(share, beliefs, values)
    assert found.value == pytest.approx(-best.fun)
    assert found.value >= found.silent - 1e-12
    assert sum(one.probability for one in found.messages) == pytest.approx(1)
    assert sum(one.probability * one.belief for one in found.messages) == pytest.approx(share)
    assert sum(one.so for one in found.messages) == pytest.approx(1)
    assert sum(one.not_ for one in found.messages) == pytest.approx(1)
    for one in found.messages:  # what is believed after it is what follows from it
        assert share * one.so == pytest.approx(one.belief * one.probability)


@some
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_the_concave_function_lies_above_and_is_the_least(seed: int, cells: int) -> None:
    rng = np.random.default_rng(seed)
    beliefs, values = np.linspace(0, 1, cells), rng.integers(-4, 5, cells).astype(float)
    p, v = concave(beliefs, values)
    assert (np.interp(beliefs, p, v) >= values - 1e-9).all()
    assert set(zip(p.tolist(), v.tolist(), strict=True)) <= set(zip(beliefs.tolist(), values.tolist(), strict=True))
    slopes = np.diff(v) / np.diff(p)
    assert (np.diff(slopes) < 1e-9).all()


def test_where_the_value_is_concave_nothing_is_said() -> None:
    beliefs = np.linspace(0, 1, 11)
    found = persuade(0.5, beliefs, -((beliefs - 0.4) ** 2))
    assert found.value == pytest.approx(found.silent)
    assert [one.belief for one in found.messages] == [0.5]


@some
@given(st.lists(st.integers(1, 40), min_size=1, max_size=9, unique=True))
def test_round_by_round_less_is_expected_until_the_worst_is_left(numbers: list[int]) -> None:
    grid = prior(sorted(numbers), np.arange(len(numbers)) + 1.0)
    rounds = unravel(grid)
    assert rounds[0] == pytest.approx(grid.mean)
    assert rounds[-1] == min(numbers)
    assert all(later < before for before, later in itertools.pairwise(rounds))


@some
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(gains, min_size=n, max_size=n), min_size=n, max_size=n)))
def test_masquerades_are_acyclic_where_every_set_has_a_worst_case(table: list[list[int]]) -> None:
    count = len(table)

    def worst(group: tuple[int, ...]) -> bool:
        return any(all(table[t][s] <= table[t][t] for t in group) for s in group)

    groups = itertools.chain.from_iterable(itertools.combinations(range(count), size) for size in range(1, count + 1))
    order = worst_cases(table)
    assert (order is not None) == all(worst(group) for group in groups)
    if order is not None:
        assert sorted(order) == list(range(count))
        assert all(table[t][s] <= table[t][t] for place, s in enumerate(order) for t in order[place:])


tables = st.tuples(st.integers(1, 3), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(st.lists(gains, min_size=size[1], max_size=size[1]), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


@given(tables)
def test_words_convince_where_no_type_gains_by_passing_for_another(table: list[list[list[int]]]) -> None:
    found, types = credibility(table), range(len(table[0]))

    def lies(audiences: list[list[list[int]]]) -> tuple[tuple[int, int], ...]:
        return tuple((t, s) for t in types for s in types if sum(a[t][s] for a in audiences) > sum(a[t][t] for a in audiences))

    assert found.public_lies == lies(table)
    assert found.private_lies == tuple(lies([one]) for one in table)
    assert found.public == (not found.public_lies)
    assert found.private == tuple(not one for one in found.private_lies)
    assert found.public or not all(found.private)


@given(st.lists(st.tuples(gains, gains), min_size=1, max_size=4))
def test_of_two_types_the_regimes_are_those_of_statements_that_are_so_or_not(pairs: list[tuple[int, int]]) -> None:
    found = credibility(two_types([so for so, _ in pairs], [not_ for _, not_ in pairs]))
    stakes = [statements.Stakes((float(so),) * 2, (float(not_),) * 2) for so, not_ in pairs]
    assert found.regime == statements.regime(stakes)
    assert found.private == tuple(statements.in_private(one) == "yes" for one in stakes)
    assert found.public == (statements.in_public(stakes) == "yes")


def test_each_regime_of_two_audiences() -> None:
    cases = {
        "full": ([1, 1], [1, 1]),
        "one-sided": ([3, -1], [1, 1]),
        "mutual": ([3, -1], [-1, 3]),
        "subversion": ([1, -3], [1, 1]),
    }
    assert {name: credibility(two_types(*case)).regime for name, case in cases.items()} == {name: name for name in cases}
    assert credibility(two_types([-1, -1], [1, 1])).regime == "none"


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Uniform(1, 1),
        lambda: Uniform(0, math.inf),
        lambda: Normal(math.nan, 1),
        lambda: Normal(0, 0),
        lambda: dye(1.0),
        lambda: jung_kwon(-0.1, Uniform()),
        lambda: jung_kwon(math.nan, Uniform()),
        lambda: verrecchia(-1, Uniform()),
        lambda: verrecchia(math.inf, Uniform()),
        lambda: concave([0, 1], [1]),
        lambda: concave([0, 1], [1, math.nan]),
        lambda: concave([1, 0], [1, 1]),
        lambda: concave([0, 2], [1, 1]),
        lambda: persuade(0.0, [0, 1], [0, 1]),
        lambda: persuade(0.9, [0, 0.5], [0, 1]),
        lambda: worst_cases([[1, 2]]),
        lambda: worst_cases([[math.inf]]),
        lambda: credibility([[[1, 2]]]),
        lambda: credibility([[[math.nan]]]),
        lambda: credibility(np.zeros((0, 2, 2))),
        lambda: two_types([1], [1, 2]),
    ],
)
def test_what_has_no_meaning_is_refused(refused: object) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*"):
        refused()  # type: ignore[operator]  # each is a function
