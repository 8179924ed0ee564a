"""Survival with a cured share: laws, another library's optimum, and what is recovered from drawn records."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import norm

from multivector.engines import cure

few = settings(max_examples=15, deadline=None)
DURATIONS = st.lists(
    st.tuples(st.floats(0.1, 20), st.sampled_from(["seen", "between", "waiting"])), min_size=1, max_size=12
).filter(lambda each: any(how != "waiting" for _, how in each))


def ends(records: list[tuple[float, str]]) -> tuple[list[float], list[float]]:
    width = {"seen": 0.0, "between": 1.0, "waiting": math.inf}
    return [at for at, _ in records], [at + width[how] for at, how in records]


def drawn(count: int, never: float, mean: float, spread: float, until: float) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    took = np.where(rng.random(count) < never, np.inf, np.exp(rng.normal(mean, spread, count)))
    return np.minimum(took, until), np.where(took <= until, took, np.inf)


@few
@given(DURATIONS, st.floats(0, 30), st.floats(0, 30))
def test_probabilities_are_such_and_waiting_only_falls(records: list[tuple[float, str]], one: float, other: float) -> None:
    posterior = cure.fit(*ends(records))
    since, until = sorted((one, other))
    early, late = cure.waiting(since)(posterior), cure.waiting(until)(posterior)
    assert (late <= early + 1e-12).all()
    assert ((late >= posterior.never - 1e-12) & (early <= 1 + 1e-12)).all()
    chance = cure.by(until, since)(posterior)
    assert ((chance >= 0) & (chance <= 1)).all()
    assert (chance + cure.stalled(since)(posterior) <= 1 + 1e-9).all()
    assert posterior.weight.sum() == pytest.approx(1)
    low, high = posterior.interval(cure.waiting(since))
    assert low <= high


@few
@given(DURATIONS)
def test_like_records_may_be_counted_and_their_order_and_unit_mean_nothing(records: list[tuple[float, str]]) -> None:
    low, high = ends(records)
    one = cure.fit(low, high)
    assert cure.fit(low + low, high + high).expected(cure.waiting(3)) == pytest.approx(
        cure.fit(low, high, [2] * len(low)).expected(cure.waiting(3))
    )
    assert cure.fit(low[::-1], high[::-1]).expected(cure.waiting(3)) == pytest.approx(one.expected(cure.waiting(3)))
    months = cure.fit([12 * at for at in low], [12 * at for at in high])
    assert months.expected(cure.waiting(36)) == pytest.approx(one.expected(cure.waiting(3)), abs=1e-6)


@few
@given(DURATIONS, st.floats(0.5, 20), st.floats(0.5, 20))
def test_a_missed_deadline_speaks_for_never(records: list[tuple[float, str]], since: float, more: float) -> None:
    posterior = cure.fit(*ends(records))
    assert cure.after(posterior, since).expected(lambda at: at.never) >= posterior.expected(lambda at: at.never) - 1e-12
    early, late = (posterior.expected(cure.stalled(at)) for at in (since, since + more))
    assert late >= early - 1e-12


def test_the_heaviest_point_is_the_optimum_that_another_library_finds() -> None:
    low, high = drawn(300, 0.25, 1.0, 0.7, 12.0)
    seen = np.isfinite(high)

    def loss(at: np.ndarray) -> float:
        never, mean, spread = 1 / (1 + math.exp(-at[0])), at[1], math.exp(at[2])
        z = (np.log(low) - mean) / spread
        told = np.log1p(-never) + norm.logpdf(z) - math.log(spread) - np.log(low)
        waits = np.log(never + (1 - never) * norm.sf(z))
        return float(-np.where(seen, told, waits).sum())

    best = minimize(loss, [-1.0, 0.5, 0.0], method="Nelder-Mead", options={"maxiter": 2000}).x
    posterior = cure.fit(low, high)
    heaviest = [posterior.never[0], posterior.mean[0], posterior.spread[0]]
    assert heaviest == pytest.approx([1 / (1 + math.exp(-best[0])), best[1], math.exp(best[2])], abs=0.02)


def test_what_was_drawn_is_recovered_within_its_intervals_also_from_years_alone() -> None:
    low, high = drawn(600, 0.2, 0.8, 0.6, 15.0)
    posterior = cure.fit(low, high)
    years = cure.fit(np.floor(low), np.where(np.isfinite(high), np.floor(high) + 1, high))
    for each in (posterior, years):
        for of, truth in ((lambda at: at.never, 0.2), (lambda at: at.mean, 0.8), (lambda at: at.spread, 0.6)):
            ends_ = each.interval(of, 0.99)
            assert ends_[0] <= truth <= ends_[1]


def test_with_nothing_but_early_records_the_share_is_left_open() -> None:
    posterior = cure.fit([1.0, 1.0, 0.5], [math.inf, math.inf, 0.5])
    low, high = posterior.interval(lambda at: at.never)
    assert high - low > 0.6


def test_the_plain_baseline_brackets_what_is_not_known() -> None:
    assert list(cure.empirical([1, 2, 2], [1, 4, math.inf], 3)) == pytest.approx([1 / 3, 1.0])


@pytest.mark.parametrize(
    ("low", "high"), [([], []), ([1], [math.inf]), ([2], [1]), ([-1], [1]), ([math.nan], [1]), ([1, 2], [3]), ([0], [0])]
)
def test_what_is_no_duration_is_refused(low: list[float], high: list[float]) -> None:
    with pytest.raises(ValueError, match=r"duration|come about"):
        cure.fit(low, high)


def test_nothing_comes_about_before_it_was_found_waiting() -> None:
    with pytest.raises(ValueError, match="before"):
        cure.by(1, 2)
