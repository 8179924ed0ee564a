"""Figures that others published, by the closed forms and by the general engine on a grid; and the case of a rival and a plan."""

from __future__ import annotations

import math

import numpy as np
import pytest

from multivector.engines.disclosure import (
    Audience,
    Game,
    Prior,
    Sender,
    distinct,
    equilibria,
    lognormal,
    normal,
    pooled,
    posterior,
    stretches,
    total_silence,
    uniform,
)
from multivector.engines.disclosure.classic.distributions import Normal, Uniform
from multivector.engines.disclosure.classic.persuasion import persuade
from multivector.engines.disclosure.classic.proprietary import verrecchia
from multivector.engines.disclosure.classic.uninformed import dye, jung_kwon
from multivector.engines.disclosure.classic.unravelling import unravel

MARKET = (Audience("market", "gain", 0.0, 1.0, reacts="estimate"),)
UNIFORM, NORMAL = uniform(0, 1, 20_000), normal(0, 1, -8, 8, 40_000)


def threshold(grid: Prior, q: float = 0.0, cost: float = 0.0) -> float:
    """Give up to which number all are silent, before a market that prices what it expects."""
    found = distinct(equilibria(Game(grid, MARKET, (Sender((1.0,), accent=cost),), q=q)), grid)
    assert len(found) == 1
    ((_, high),) = stretches(grid, found[0].silent)
    return high


@pytest.mark.parametrize(("q", "published"), [(1 / 9, 0.25), (1 / 4, 0.3333), (1 / 2, 0.4142), (0.81, 0.473684)])
def test_dye(q: float, published: float) -> None:
    assert dye(q) == pytest.approx(published, abs=5e-5)
    assert dye(q) == pytest.approx(math.sqrt(q) / (1 + math.sqrt(q)))
    assert jung_kwon(q, Uniform()) == pytest.approx(dye(q))
    assert threshold(UNIFORM, q) == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize(("q", "published"), [(0.1, -0.901462), (0.25, -0.549156), (0.5, -0.276030), (0.75, -0.114733)])
def test_jung_and_kwon(q: float, published: float) -> None:
    assert jung_kwon(q, Normal()) == pytest.approx(published, abs=1e-6)
    assert threshold(NORMAL, q) == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize(("cost", "published"), [(0.05, 0.1), (0.2, 0.4), (0.45, 0.9), (0.6, 1.0)])
def test_verrecchia_where_nothing_is_known(cost: float, published: float) -> None:
    assert verrecchia(cost, Uniform()) == pytest.approx(min(1, 2 * cost)) == pytest.approx(published)
    assert threshold(UNIFORM, cost=cost) == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize(("cost", "published"), [(0.5, -1.131150), (1.0, 0.481058), (2.0, 1.937257)])
def test_verrecchia_on_the_bell_curve(cost: float, published: float) -> None:
    assert verrecchia(cost, Normal()) == pytest.approx(published, abs=1e-6)
    assert threshold(NORMAL, cost=cost) == pytest.approx(published, abs=1e-3)


@pytest.mark.parametrize("reacts", ["belief", "estimate"])
def test_grossman_and_milgrom(reacts: str) -> None:
    market = (Audience("market", "gain", 0.0, 1.0, reacts=reacts),)  # type: ignore[arg-type]  # one of two words
    found = equilibria(Game(UNIFORM, market, (Sender((1.0,)),)))
    assert found[0].regime == "full"
    assert all(one.silent.sum() <= 1 for one in found)  # none, or the worst, which is the same to it
    assert unravel(uniform(0, 1, 50))[-1] == pytest.approx(0.01)


def test_kamenica_and_gentzkow() -> None:
    beliefs = np.linspace(0, 1, 101)
    found = persuade(0.3, beliefs, beliefs >= 0.5)
    assert found.value == pytest.approx(0.6)
    assert found.silent == 0
    guilty = found.messages[1]
    assert (guilty.belief, guilty.probability, guilty.so) == pytest.approx((0.5, 0.6, 1.0))
    assert found.messages[0].not_ == pytest.approx(4 / 7)


def test_bond_and_zeng() -> None:
    """With opposed audiences, each of whom may be the one that matters, silence is safest though publication costs nothing."""
    opposed = (
        Audience("more", "shortfall", 1.0, 1.0, reacts="estimate"),
        Audience("less", "excess", 1.0, 1.0, reacts="estimate"),
    )
    found = equilibria(Game(uniform(0, 2, 400), opposed, (Sender((0.5, 0.5)),)))
    assert {one.regime for one in found} >= {"total", "full"}
    assert found[0].regime == "total"


def trapped(
    sigma: float = 1.0, q: float = 0.0, accent: float = 0.0, *, leak: float = 0.0, cover_up: float = 0.0, cells: int = 4000
) -> Game:
    """A plan of 17, of which 14 is good enough, and a rival who has 14: below, a number disappoints; from there on it rivals."""
    audiences = (Audience("home", "shortfall", 17, 1.0, 14), Audience("rival", "match", 14, 0.4))
    return Game(lognormal(10, 0.6, 40, cells), audiences, (Sender((1, 1), accent, cover_up),), sigma, q, leak)


@pytest.mark.parametrize(
    ("game", "silent", "expected", "bits"),
    [
        (trapped(0.8), [(0, 7.7)], 5.5, 1.56),
        (trapped(0.6), [(0, 11.7), (14, 40)], 11.42, 0.17),
        (trapped(0.2), [(0, 40)], 11.57, 0.0),
        (trapped(0.5, q=0.3), [(0, 40)], 11.57, 0.0),
        (trapped(0.5, accent=0.1), [(0, 40)], 11.57, 0.0),
    ],
)
def test_between_a_plan_and_a_rival(game: Game, silent: list[tuple[float, float]], expected: float, bits: float) -> None:
    first = equilibria(game)[0]
    assert np.allclose(stretches(game.prior, first.silent), silent, atol=0.08)
    found = posterior(game, first)
    assert found.mean == pytest.approx(expected, abs=0.05)
    assert found.bits == pytest.approx(bits, abs=0.008)


def test_a_safe_window_and_a_leak_break_total_silence() -> None:
    assert total_silence(trapped(0.2)).holds
    window = (Audience("home", "shortfall", 17, 1.0, 14), Audience("rival", "match", 16, 0.4))
    opened = Game(trapped().prior, window, (Sender((1, 1)),), 0.2)
    (published,) = total_silence(opened).published
    assert published == pytest.approx((14, 16), abs=0.01)
    assert not total_silence(trapped(0.2, leak=0.1, cover_up=1.0)).holds


def test_whoever_is_rewarded_for_more_publishes_everything() -> None:
    game = Game(lognormal(10, 0.6, 40, 400), (Audience("home", "gain", 0.0, 1.0),), (Sender((1.0,)),))
    assert equilibria(game)[0].regime == "full"


def two(rule: str, sigma: float, q: float, accent: float) -> Game:
    """Two governments with opposite fears: one of rivalling, one of falling short."""
    one = trapped(sigma, q, cells=400)
    senders = (Sender((0, 1), accent), Sender((1, 0), accent))
    return Game(one.prior, one.audiences, senders, sigma, q, 0.0, rule)  # type: ignore[arg-type]  # one of two words


def test_two_governments_hide_by_consent_what_they_would_publish_if_they_could_pay_each_other() -> None:
    game = two("consent", 1.0, 0.0, 0.0)
    full, partial = equilibria(game)  # and not the smallest number alone, improbable as it is
    assert full.regime == "full"
    assert np.allclose(stretches(game.prior, partial.silent), [(0, 10.3), (14, 40)], atol=0.1)
    assert equilibria(pooled(game))[0].regime == "full"


def test_what_all_is_hidden_by_consent_is_published_in_part_if_one_may_alone() -> None:
    assert [one.regime for one in equilibria(two("consent", 0.6, 0.2, 0.05))] == ["total"]
    game = two("unilateral", 0.6, 0.2, 0.05)
    (hidden,) = stretches(game.prior, equilibria(game)[0].silent)
    assert hidden == pytest.approx((0, 13.9), abs=0.1)
