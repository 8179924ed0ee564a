"""Priors and the records of the game: what they hold, and what they refuse."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import lognorm, norm

from multivector.engines.disclosure import Audience, Game, Sender, changed, coarser, lognormal, normal, parameters, prior, uniform
from multivector.engines.disclosure.effects import rows

HOME = Audience("home", "shortfall", 17, 1.0)
GRID = uniform(0, 20, 20)
GAME = Game(GRID, (HOME,), (Sender((1.0,)),))
weights = st.lists(st.integers(0, 9), min_size=1, max_size=40).filter(any)


@given(weights)
def test_a_prior_adds_up_to_one_and_keeps_no_number_that_cannot_be(given_: list[int]) -> None:
    made = prior(np.arange(len(given_)), given_)
    assert made.weight.sum() == pytest.approx(1)
    assert (made.weight > 0).all()
    assert made.x.tolist() == [place for place, each in enumerate(given_) if each]
    assert made.mean == pytest.approx(np.average(np.arange(len(given_)), weights=given_))
    assert made.edges[0] == made.x[0]
    assert made.edges[-1] == made.x[-1]


@given(weights, st.integers(1, 50))
def test_a_coarser_prior_expects_the_same(given_: list[int], cells: int) -> None:
    fine = prior(np.arange(len(given_)), given_)
    made = coarser(fine, cells)
    assert made.mean == pytest.approx(fine.mean)
    assert made.weight.sum() == pytest.approx(1)
    assert made.x.size == min(cells, fine.x.size)
    assert (np.diff(made.x) > 0).all()


def test_the_shapes_of_priors_are_those_of_scipy() -> None:
    bell, skew = normal(1, 2, -9, 11, 2000), lognormal(10, 0.6, 200, 20_000)
    assert np.allclose(np.cumsum(bell.weight), norm(1, 2).cdf(bell.edges[1:]), atol=1e-3)
    assert skew.mean == pytest.approx(lognorm(0.6, scale=10).mean(), rel=1e-3)
    assert np.allclose(uniform(2, 4, 4).x, [2.25, 2.75, 3.25, 3.75])


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["shortfall", "match", "excess", "gain"]), st.floats(1, 19), st.none() | st.floats(1, 19), st.floats(-2, 2)
)
def test_an_effect_is_what_its_kind_says(kind: Any, reference: float, limit: float | None, stake: float) -> None:
    one = Audience("a", kind, reference, stake, limit)
    found = rows(Game(GRID, (one,), (Sender((0.5,)),))).published(GRID.x[None, :])[0]
    at, x = reference if limit is None else limit, GRID.x
    expected = {
        "shortfall": np.where(x < at, -stake * (reference - x) / reference, 0),
        "match": np.where(x < at, 0, -stake),
        "excess": np.where(x < at, 0, -stake * (x - reference) / reference),
        "gain": stake * (x - reference),
    }
    assert np.allclose(found, 0.5 * expected[kind])


def test_a_limit_that_is_not_given_moves_with_its_reference() -> None:
    moved = changed(GAME, {"home.reference": 9.0})
    assert (moved.audiences[0].reference, moved.audiences[0].limit) == (9.0, None)
    assert (
        rows(moved).published(GRID.x[None, :])[0] == rows(GAME, 0, {"home.reference": [9.0]}).published(GRID.x[None, :])[0]
    ).all()


def test_changing_nothing_changes_nothing_and_the_names_are_known() -> None:
    assert changed(GAME, {}) == GAME
    assert parameters(GAME) == (
        *("sigma", "q", "leak", "accent", "cover_up"),
        *("home.reference", "home.limit", "home.stake", "home.without"),
    )
    both = changed(
        GAME, {"sigma": 0.5, "accent": 0.2, "home.stake": 2.0, "leak": 0.1, "cover_up": 3.0, "q": 0.3, "home.without": 1.0}
    )
    assert (both.sigma, both.q, both.leak, both.senders[0]) == (0.5, 0.3, 0.1, Sender((1.0,), 0.2, 3.0))
    assert both.audiences[0] == replace(HOME, stake=2.0, without=1.0)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: prior([1, 2], [1]), "one weight"),
        (lambda: prior([], []), "one weight"),
        (lambda: prior([2, 1], [1, 1]), "rise"),
        (lambda: prior([1, math.nan], [1, 1]), "finite"),
        (lambda: prior([1, 2], [1, -1]), "negative"),
        (lambda: prior([1, 2], [0, 0]), "above 0"),
        (lambda: prior([1, 2], [1, math.inf]), "finite"),
        (lambda: uniform(1, 1, 5), "two finite ends"),
        (lambda: uniform(0, math.inf, 5), "two finite ends"),
        (lambda: uniform(0, 1, 0), "at least one cell"),
        (lambda: normal(0, 0, -1, 1, 5), "above 0"),
        (lambda: lognormal(-1, 1, 5, 5), "above 0"),
        (lambda: coarser(GRID, 0), "at least one cell"),
        (lambda: replace(HOME, stake=math.nan), "finite"),
        (lambda: replace(HOME, limit=math.inf), "finite"),
        (lambda: replace(HOME, reference=0.0), "above 0"),
        (lambda: Audience("a", cast("Any", "fear"), 1.0, 1.0), "not known"),
        (lambda: replace(HOME, reacts=cast("Any", "never")), "not known"),
        (lambda: replace(GAME, senders=()), "a sender"),
        (lambda: replace(GAME, audiences=()), "an audience"),
        (lambda: replace(GAME, sigma=1.1), "sigma lies"),
        (lambda: replace(GAME, sigma=math.nan), "sigma lies"),
        (lambda: replace(GAME, q=1.0), "below 1"),
        (lambda: replace(GAME, leak=-0.1), "below 1"),
        (lambda: replace(GAME, rule=cast("Any", "vote")), "unilaterally"),
        (lambda: replace(GAME, audiences=(HOME, HOME)), "different names"),
        (lambda: replace(GAME, senders=(Sender((1.0, 2.0)),)), "one weight for each"),
        (lambda: replace(GAME, senders=(Sender((1.0,), math.inf),)), "finite"),
        (lambda: changed(GAME, {"luck": 1.0}), "no parameter luck"),
    ],
)
def test_what_has_no_meaning_is_refused(refused: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        refused()
