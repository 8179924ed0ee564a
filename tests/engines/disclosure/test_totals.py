"""Silence on everything: the closed form against the equilibria themselves, and levers by pulling them."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.disclosure import (
    Audience,
    Game,
    Sender,
    equilibria,
    levers,
    lognormal,
    posterior,
    prior,
    total_silence,
    uniform,
)
from multivector.engines.disclosure.game import Rule

some = settings(max_examples=100, deadline=None)
shares = st.integers(0, 9).map(lambda n: n / 10)
HOME, RIVAL = Audience("home", "shortfall", 17, 1.0, 14), Audience("rival", "match", 14, 0.4)
NUDGE = 1e-6


@st.composite
def games(draw: st.DrawFn, senders: int = 1) -> Game:
    """Give games in which most numbers hurt."""
    numbers = sorted(draw(st.sets(st.integers(1, 30), min_size=2, max_size=6)))
    level, plan = draw(st.integers(3, 25)) + 0.5, draw(st.integers(10, 30)) + 0.5
    audiences = (
        Audience("home", "shortfall", plan, draw(shares) + 0.1, min(level, plan)),
        Audience("rival", "match", level + draw(st.sampled_from([0.0, 0.0, 3.0])), draw(shares) + 0.05),
        Audience("market", "excess", 20.0, draw(shares), None, "estimate", 0.0),
    )
    made = tuple(
        Sender((draw(shares) + 0.1, draw(shares) + 0.1, draw(shares)), draw(shares) / 9 + 0.003, draw(shares))
        for _ in range(senders)
    )
    weights = draw(st.lists(st.integers(1, 9), min_size=len(numbers), max_size=len(numbers)))
    rule = draw(st.sampled_from(get_args(Rule)))
    leak = draw(st.sampled_from([0.0, 0.03]))
    return Game(prior(numbers, weights), audiences, made, draw(shares) + 0.05, draw(shares) * 0.9, leak, rule)


@some
@given(st.integers(1, 3).flatmap(games))
def test_it_holds_where_it_is_among_the_equilibria(game: Game) -> None:
    found = total_silence(game)
    assert found.holds == ("total" in {one.regime for one in equilibria(game)})
    assert found.holds == (not found.published)
    assert found.holds == (found.margin >= -1e-9)


@pytest.mark.parametrize("sigma", [0.2, 0.35, 0.37, 0.5, 0.8, 1.0])
@pytest.mark.parametrize(("q", "accent"), [(0.0, 0.0), (0.3, 0.0), (0.0, 0.1)])
def test_penalties_have_a_coverage_up_to_which_comparison_may_go(sigma: float, q: float, accent: float) -> None:
    game = Game(lognormal(10, 0.6, 40, 2000), (HOME, RIVAL), (Sender((1, 1), accent),), sigma, q)
    found = total_silence(game)
    penalty = np.where(game.prior.x < 14, (17 - game.prior.x) / 17, 0.4)
    expected = (accent + penalty.min()) / float(penalty @ game.prior.weight)
    assert found.coverage == pytest.approx(expected)
    assert found.compared == sigma * (1 - q)
    assert found.holds == (sigma * (1 - q) <= expected)


def test_there_is_no_coverage_where_numbers_please_or_senders_are_several_or_audiences_estimate() -> None:
    grid, one = lognormal(10, 0.6, 40, 50), (Sender((1, 1)),)
    assert total_silence(Game(grid, (HOME, Audience("market", "gain", 1, 1.0)), one)).coverage is None
    assert total_silence(Game(grid, (HOME, RIVAL), one * 2)).coverage is None
    assert total_silence(Game(grid, (HOME, replace(RIVAL, reacts="estimate")), one)).coverage is None
    assert total_silence(Game(grid, (replace(HOME, without=-1.0), RIVAL), one)).coverage is None
    assert total_silence(Game(grid, (replace(HOME, stake=0.0), replace(RIVAL, stake=0.0)), one)).coverage is None


def pulled(game: Game, name: str, value: float) -> Game:
    now = {"sigma": game.sigma, "q": game.q, "leak": game.leak, name: value}
    return replace(game, sigma=now["sigma"], q=now["q"], leak=now["leak"])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 2).flatmap(games))
def test_a_lever_ends_silence_just_beyond_its_value_and_not_before_it(game: Game) -> None:
    holds = total_silence(game).holds
    for lever in levers(game):
        if lever.name not in {"sigma", "q", "leak"}:
            continue
        if lever.at is None:
            tried = [total_silence(pulled(game, lever.name, float(value))) for value in np.linspace(0, 0.999, 9)]
            assert holds
            assert min(one.margin for one in tried) > -1e-6
        elif not holds:
            assert lever.at == lever.now
        else:
            way = np.sign(lever.at - lever.now) or 1.0
            before, beyond = lever.at - way * NUDGE, lever.at + way * NUDGE
            if 0 <= beyond <= (1 if lever.name == "sigma" else 0.999):
                both = [pulled(game, lever.name, min(max(v, 0.0), 1.0)) for v in (lever.at + NUDGE, lever.at - NUDGE)]
                assert min(total_silence(each).margin for each in both) < 1e-9
            between = np.linspace(lever.now, before, 5)
            assert all(total_silence(pulled(game, lever.name, float(value))).margin > -1e-9 for value in between)


@some
@given(st.integers(1, 2).flatmap(games))
def test_less_of_a_penalty_ends_silence_by_the_share_that_is_named(game: Game) -> None:
    window = next(one for one in levers(game) if one.name == "safe window")
    found = total_silence(game)
    if not found.holds:
        assert window.at == 0
    elif window.at is not None:
        assert 0 <= window.at < 1
        assert window.first in game.prior.x


def test_the_safe_window_is_where_least_is_to_be_taken_away() -> None:
    game = Game(lognormal(10, 0.6, 40, 4000), (HOME, RIVAL), (Sender((1, 1)),), 0.2)
    window = next(one for one in levers(game) if one.name == "safe window")
    found = total_silence(game)
    assert window.first == pytest.approx(14, abs=0.02)
    assert window.at == pytest.approx(found.margin / (3 / 17), rel=0.01)
    assert window.at is not None
    relief = window.at * (17 - 13.995) / 17
    for share, holds in ((0.98, True), (1.02, False)):
        opened = (
            HOME,
            RIVAL,
            Audience("opens", "match", 13.99, -relief * share),
            Audience("shuts", "match", 14.0, relief * share),
        )
        assert total_silence(Game(game.prior, opened, (Sender((1, 1, 1, 1)),), 0.2)).holds == holds


def test_a_partner_who_may_publish_alone_ends_what_consent_kept() -> None:
    senders = (Sender((0, 1), 0.05), Sender((1, 0), 0.05))
    game = Game(lognormal(10, 0.6, 40, 400), (HOME, RIVAL), senders, 0.6, 0.2)
    lever = next(one for one in levers(game) if one.name == "unilateral")
    assert total_silence(game).holds
    assert lever.at == 1
    assert lever.first is not None
    assert not total_silence(replace(game, rule="unilateral")).holds
    costly = replace(game, senders=tuple(replace(one, accent=0.9) for one in senders))
    assert next(one for one in levers(costly) if one.name == "unilateral").at is None
    assert "unilateral" not in {one.name for one in levers(replace(game, rule="unilateral"))}
    broken = next(one for one in levers(replace(game, sigma=1.0, q=0.0)) if one.name == "unilateral")
    assert broken.at == 0


def test_silence_on_everything_says_nothing_on_the_number() -> None:
    game = Game(uniform(5, 13, 50), (HOME, RIVAL), (Sender((1, 1), 0.9),), 0.5, 0.2)
    first = equilibria(game)[0]
    assert first.regime == "total"
    assert posterior(game, first).bits == pytest.approx(0, abs=1e-12)
    assert np.allclose(posterior(game, first).weight, game.prior.weight)
