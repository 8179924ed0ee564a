"""What silence says: Bayes' rule by hand, one draw or many, the map against its points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.disclosure import (
    Audience,
    Equilibrium,
    Game,
    Sender,
    changed,
    coarser,
    draw,
    equilibria,
    infer,
    inference,
    lognormal,
    parameters,
    possible,
    posterior,
    regions,
    solve,
    stretches,
    total_silence,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

some = settings(max_examples=60, deadline=None)
HOME, RIVAL = Audience("home", "shortfall", 17, 1.0, 14), Audience("rival", "match", 14, 0.4)
MARKET = Audience("market", "excess", 9.0, 0.5, None, "estimate", 0.0)
GRID = lognormal(10, 0.6, 40, 60)
RANGES = {
    "sigma": (0.1, 1.0),
    "q": (0.0, 0.5),
    "accent": (-0.1, 0.2),
    "rival.stake": (0.1, 0.9),
    "home.limit": (9.0, 17.0),
    "leak": (0.0, 0.2),
}
seeds = st.integers(0, 10_000)


def trapped(*more: Audience, sigma: float = 0.6, q: float = 0.1) -> Game:
    return Game(GRID, (HOME, RIVAL, *more), (Sender((1.0,) * (2 + len(more)), cover_up=0.3),), sigma, q)


@given(st.sampled_from([0.0, 0.2, 0.6]), st.sampled_from([0.3, 0.6, 0.9]))
def test_the_posterior_is_that_of_bayes(q: float, sigma: float) -> None:
    game = trapped(q=q, sigma=sigma)
    for one in equilibria(game):
        if not one.probability:
            continue
        found = posterior(game, one)
        likely = np.array([f * ((1 - q) * s + q) for f, s in zip(GRID.weight, one.silent, strict=True)])
        assert np.allclose(found.weight, likely / likely.sum())
        assert found.bits == pytest.approx(
            sum(p * math.log2(p / f) for p, f in zip(found.weight, GRID.weight, strict=True) if p), abs=1e-9
        )
        assert found.mean == pytest.approx(float(found.weight @ GRID.x))
        assert found.without == pytest.approx(q / one.probability)
        low, high = found.interval()
        assert found.weight[found.x < low].sum() <= 0.05 + 1e-9
        assert found.weight[found.x > high].sum() <= 0.05 + 1e-9


def test_where_nobody_is_silent_silence_has_no_meaning() -> None:
    game = Game(GRID, (Audience("home", "gain", 0, 1.0),), (Sender((1.0,)),))
    with pytest.raises(ValueError, match="nobody is silent"):
        posterior(game, equilibria(game)[0])


@some
@given(seeds, st.booleans())
def test_many_draws_at_once_are_each_draw_alone(seed: int, by_estimate: bool) -> None:  # noqa: FBT001  # drawn
    game = trapped(MARKET) if by_estimate else trapped()
    draws = draw(RANGES, 7, np.random.default_rng(seed))
    solved = solve(game, draws)
    for place in range(7):
        one = changed(game, {name: float(values[place]) for name, values in draws.items()})
        found = equilibria(one)
        assert solved.number[place] == len(found) - sum(each.tied for each in found) // 2
        if found:
            assert np.allclose(solved.silent[place], found[0].silent)
            assert (solved.total[place], solved.full[place]) == (found[0].regime == "total", found[0].regime == "full")
            assert solved.heard[place] == pytest.approx((1 - one.leak) * found[0].probability)


@some
@given(seeds)
def test_inference_weighs_draws_by_how_likely_they_make_silence(seed: int) -> None:
    game = trapped()
    draws = draw(RANGES, 20, np.random.default_rng(seed))
    found, solved = infer(game, draws), solve(game, draws)
    weights = np.zeros(GRID.x.size)
    for place in range(20):
        one = changed(game, {name: float(values[place]) for name, values in draws.items()})
        weights += (1 - one.leak) * GRID.weight * ((1 - one.q) * solved.silent[place] + one.q)
    assert np.allclose(found.posterior.weight, weights / weights.sum())
    assert found.total + found.partial + found.full == pytest.approx(1)
    assert found.total_if_silent == pytest.approx(solved.heard[solved.total].sum() / solved.heard.sum())
    assert found.means[0] <= found.means[1]
    assert found.most_bits >= found.posterior.bits - 1e-12
    assert found.draws == 20


def test_one_draw_says_what_its_equilibrium_says() -> None:
    game = trapped()
    found, one = infer(game, {"sigma": [0.6]}), posterior(game, equilibria(game)[0])
    assert np.allclose(found.posterior.weight, one.weight)
    assert found.posterior.bits == pytest.approx(one.bits)
    assert found.posterior.without == pytest.approx(one.without)


def test_work_in_pieces_gives_what_work_at_once_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = draw(RANGES, 40, np.random.default_rng(3))
    whole = solve(trapped(), draws)
    monkeypatch.setattr(inference, "ROOM", 400)
    pieces = solve(trapped(), draws)
    assert all(
        np.allclose(getattr(whole, name), getattr(pieces, name)) for name in ("total", "full", "number", "heard", "silent")
    )


def test_the_same_seed_gives_the_same_draws_within_their_ends() -> None:
    first, again = (draw(RANGES, 50, np.random.default_rng(1)) for _ in range(2))
    assert all(np.array_equal(first[name], again[name]) for name in RANGES)
    assert all((first[name] >= low).all() and (first[name] <= high).all() for name, (low, high) in RANGES.items())


def test_several_senders_are_drawn_one_game_at_a_time() -> None:
    game = Game(GRID, (HOME, RIVAL), (Sender((0, 1), 0.05), Sender((1, 0), 0.05)), 0.6, 0.2)
    solved = solve(game, {"sigma": [0.3, 0.6, 1.0], "q": [0.2, 0.2, 0.0]})
    assert solved.total.tolist() == [True, True, False]
    found = infer(game, {"sigma": [0.3, 0.6]})
    assert found.total == 1
    assert found.posterior.bits == pytest.approx(0, abs=1e-12)


def without_equilibrium(senders: int) -> Game:
    jump = (Audience("a", "match", 2.0, 1.0, reacts="estimate"), Audience("b", "gain", 2.0, 1.0))
    grid = coarser(lognormal(2, 0.5, 4, 2), 2)
    one = Sender((1.0, -0.3), accent=-0.3)
    return Game(grid, jump, (one,) * senders, q=0.5)


@pytest.mark.parametrize("senders", [1, 2])
def test_a_draw_without_equilibrium_is_counted_as_none(senders: int) -> None:
    game = without_equilibrium(senders)
    q = np.linspace(0.02, 0.9, 45)
    solved = solve(game, {"q": q})
    none = solved.number == 0
    assert none.any()
    assert not none.all()
    assert not solved.heard[none].any()
    assert not (solved.total | solved.full)[none].any()
    found = infer(game, {"q": q})
    assert found.total + found.partial + found.full == pytest.approx(1 - none.mean())
    drawn = regions(game, ("q", q), ("sigma", [1.0]))
    assert [row[0] is None for row in drawn.regime] == none.tolist()


@some
@given(seeds)
def test_the_map_has_at_each_point_the_game_of_that_point(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sigma, stake = np.sort(rng.uniform(0, 1, 4)), np.sort(rng.uniform(0, 1, 3))
    found = regions(trapped(), ("sigma", sigma), ("rival.stake", stake))
    holds = possible(trapped(), ("sigma", sigma), ("rival.stake", stake))
    for row, one in enumerate(sigma.tolist()):
        for column, other in enumerate(stake.tolist()):
            game = changed(trapped(), {"sigma": one, "rival.stake": other})
            first, *rest = equilibria(game)
            assert found.regime[row][column] == first.regime
            assert found.number[row, column] == 1 + len(rest)
            assert found.silence[row, column] == pytest.approx(float(GRID.weight @ first.silent))
            assert holds[row, column] == total_silence(game).holds
    assert found.share("total") + found.share("partial") + found.share("full") == pytest.approx(1)


def test_every_parameter_can_be_varied_and_says_the_same_as_a_game_that_has_it() -> None:
    game = trapped(MARKET)
    values = {
        name: 0.3 if "." not in name else 11.0 if name.endswith(("reference", "limit")) else 0.35 for name in parameters(game)
    }
    for name, value in values.items():
        solved, first = solve(game, {name: [value]}), equilibria(changed(game, {name: value}))[0]
        assert np.allclose(solved.silent[0], first.silent), name


def test_silence_is_known_by_its_stretches_whatever_the_grid() -> None:
    fine = Game(lognormal(10, 0.6, 40, 4000), (HOME, RIVAL), (Sender((1, 1)),), 0.6)
    coarse = Game(coarser(fine.prior, 200), fine.audiences, fine.senders, 0.6)
    ends: list[NDArray[np.float64]] = [np.array(stretches(one.prior, equilibria(one)[0].silent)) for one in (fine, coarse)]
    assert ends[0].shape == ends[1].shape
    assert np.allclose(ends[0], ends[1], atol=0.4)


@pytest.mark.parametrize(
    ("draws", "message"),
    [
        ({}, "nothing is drawn"),
        ({"sigma": [0.1], "q": [0.1, 0.2]}, "as many values"),
        ({"power": [1.0]}, "no parameter power"),
        ({"sigma": []}, "there are some"),
        ({"sigma": [math.nan]}, "finite"),
        ({"sigma": [1.1]}, "sigma lies between"),
        ({"leak": [1.0]}, "below 1"),
        ({"home.reference": [0.0]}, "above 0"),
    ],
)
def test_draws_without_meaning_are_refused(draws: dict[str, list[float]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        infer(trapped(), draws)


def test_silence_that_is_possible_in_no_draw_cannot_be_read() -> None:
    game = Game(GRID, (Audience("home", "gain", 0, 1.0),), (Sender((1.0,)),))
    with pytest.raises(ValueError, match="none of the draws"):
        infer(game, {"sigma": [1.0, 0.9]})


@pytest.mark.parametrize(("ranges", "count"), [({"q": (0.2, 0.1)}, 3), ({"q": (0.0, math.inf)}, 3), ({"q": (0.0, 0.1)}, 0)])
def test_ranges_without_meaning_are_refused(ranges: dict[str, tuple[float, float]], count: int) -> None:
    with pytest.raises(ValueError, match="at least one draw"):
        draw(ranges, count, np.random.default_rng(1))


def test_a_map_has_two_parameters() -> None:
    with pytest.raises(ValueError, match="different"):
        regions(trapped(), ("q", [0.1]), ("q", [0.2]))


def test_an_equilibrium_knows_its_regime() -> None:
    kinds = {"total": [1.0, 1.0], "partial": [0.0, 0.2], "full": [0.0, 0.0]}
    for name, silent in kinds.items():
        assert Equilibrium(np.array(silent), (0.0,), (0.0,), (0.0,), 0.5).regime == name
