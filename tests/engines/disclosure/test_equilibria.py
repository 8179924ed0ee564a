"""Equilibria, from their definition: on small random games every silent set is tried, and every one that was found is checked."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.disclosure import (
    Audience,
    Equilibrium,
    Game,
    Sender,
    agreed,
    distinct,
    equilibria,
    pooled,
    prior,
    stretches,
    uniform,
)
from multivector.engines.disclosure.effects import rows
from multivector.engines.disclosure.game import Kind, Reacts, Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CLOSE = 1e-9
some = settings(max_examples=100, deadline=None)
levels = st.integers(2, 30).map(lambda n: n + 0.37)
stakes = st.integers(-20, 40).map(lambda n: n / 20 + 0.003)
shares = st.integers(0, 9).map(lambda n: n / 10)
kinds = st.sampled_from(get_args(Kind))
rules = st.sampled_from(get_args(Rule))


@st.composite
def games(draw: st.DrawFn, senders: int = 1, reacts: tuple[Reacts, ...] = ("belief", "estimate"), most: int = 5) -> Game:
    numbers = sorted(draw(st.sets(st.integers(1, 30), min_size=1, max_size=most)))
    weights = draw(st.lists(st.integers(1, 9), min_size=len(numbers), max_size=len(numbers)))
    count = draw(st.integers(1, 3))
    audiences = tuple(
        Audience(
            str(n),
            draw(kinds),
            draw(levels),
            draw(stakes),
            draw(st.none() | levels),
            draw(st.sampled_from(reacts)),
            draw(st.sampled_from([0.0, -0.2, 0.3])),
        )
        for n in range(count)
    )
    made = tuple(
        Sender(tuple(draw(shares) + 0.01 for _ in audiences), draw(st.integers(-3, 9)) / 30, draw(shares)) for _ in range(senders)
    )
    leak = draw(st.sampled_from([0.0, 0.2]))
    return Game(prior(numbers, weights), audiences, made, draw(shares) + 0.1, draw(shares), leak, draw(rules))


def effect(one: Audience, x: float) -> float:
    """Give the effect of a number, as the module on games says it."""
    limit = one.reference if one.limit is None else one.limit
    if one.kind == "gain":
        return one.stake * (x - one.reference)
    if one.kind == "match":
        return -one.stake if x >= limit else 0.0
    if one.kind == "shortfall":
        return -one.stake * (one.reference - x) / one.reference if x < limit else 0.0
    return -one.stake * (x - one.reference) / one.reference if x >= limit else 0.0


def brought(game: Game, sender: int, x: float) -> float:
    """Give what publication of a number brings, but for the accent."""
    return sum(w * effect(one, x) for w, one in zip(game.senders[sender].weights, game.audiences, strict=True))


def silence(game: Game, sender: int, silent: Floats) -> float:
    """Give what silence is worth if numbers are silent with these probabilities."""
    numbers, named = game.prior.x.tolist(), (1 - game.q) * game.prior.weight * silent
    held = game.q + named.sum()
    if held <= 0:
        return game.sigma * min(brought(game, sender, x) for x in numbers)
    expected = (game.q * game.prior.mean + float(named @ game.prior.x)) / held
    worth = 0.0
    for w, one in zip(game.senders[sender].weights, game.audiences, strict=True):
        if one.reacts == "estimate":
            worth += w * effect(one, expected)
        else:
            worth += w * (game.q * one.without + sum(p * effect(one, x) for p, x in zip(named, numbers, strict=True))) / held
    return game.sigma * worth


def preferred(game: Game, sender: int, worth: float) -> list[float | None]:
    """Give for each number whether a sender wants silence: 1, 0, or None if it makes no difference."""
    one, found = game.senders[sender], list[float | None]()
    for x in game.prior.x.tolist():
        published = brought(game, sender, x) - one.accent
        kept = (1 - game.leak) * worth + game.leak * (published - one.cover_up)
        found.append(None if abs(kept - published) < CLOSE else float(kept > published))
    return found


def holds(game: Game, silent: Floats) -> bool:
    """Tell whether nobody wants to leave: with several senders, each as if it mattered."""
    wants = [preferred(game, place, silence(game, place, silent)) for place in range(len(game.senders))]
    for place, kept in enumerate(silent.tolist()):
        here = [one[place] for one in wants]
        deciding = 1.0 if game.rule == "consent" else 0.0
        if deciding in here:
            allowed = kept == deciding
        elif None in here:
            allowed = True
        else:
            allowed = kept == 1 - deciding
        if not allowed:
            return False
    return True


def whole(game: Game, silent: Floats) -> bool:
    """Tell whether numbers that bring every sender the same are all silent or all not."""
    keys = [tuple(round(brought(game, n, x), 9) for n in range(len(game.senders))) for x in game.prior.x.tolist()]
    return len(set(zip(keys, silent.tolist(), strict=True))) == len(set(keys))


def tried(game: Game) -> set[tuple[float, ...]]:
    """Try every silent set."""
    sets = (np.array(one) for one in itertools.product((0.0, 1.0), repeat=game.prior.x.size))
    return {tuple(one.tolist()) for one in sets if holds(game, one) and whole(game, one)}


def pure(found: tuple[Equilibrium, ...]) -> set[tuple[float, ...]]:
    return {tuple(one.silent.tolist()) for one in found if set(one.silent.tolist()) <= {0.0, 1.0}}


@some
@given(games())
def test_of_one_sender_the_silent_sets_are_those_of_the_definition(game: Game) -> None:
    assert pure(equilibria(game)) == tried(game)


@some
@given(st.integers(2, 3).flatmap(games))
def test_of_several_senders_the_silent_sets_are_those_of_the_definition(game: Game) -> None:
    assert tried(game) <= pure(equilibria(game))


@some
@given(st.integers(1, 3).flatmap(lambda count: games(count, most=8)))
def test_nobody_wants_to_leave_what_was_found_mixing_included(game: Game) -> None:
    for one in equilibria(game):
        assert holds(game, one.silent)
        expected = [silence(game, place, one.silent) for place in range(len(game.senders))]
        assert np.allclose(one.worth, expected, atol=CLOSE)


@some
@given(games(most=8))
def test_between_two_sets_across_which_indifference_is_crossed_there_is_mixing(game: Game) -> None:
    found = equilibria(game)
    values = [round(brought(game, 0, x), 9) for x in game.prior.x.tolist()]
    for level in sorted(set(values)):
        below, at = np.array([float(v < level) for v in values]), np.array([float(v == level) for v in values])
        one = game.senders[0]
        target = level - one.accent + game.leak / (1 - game.leak) * one.cover_up
        chances = np.linspace(0, 1, 41)[1:-1]
        over = np.array([silence(game, 0, below + p * at) - target for p in chances])
        if any(each.reacts == "estimate" and each.kind != "gain" for each in game.audiences):
            continue  # it may jump
        for before, after, (low, high) in zip(over, over[1:], itertools.pairwise(chances), strict=False):
            if before * after < 0 and min(abs(before), abs(after)) > CLOSE:
                place = int(at.argmax())
                assert any((e.silent - below - e.silent[place] * at == 0).all() and low < e.silent[place] < high for e in found)


@some
@given(st.integers(1, 2).flatmap(lambda count: games(count, ("belief",), 9)))
def test_where_audiences_react_by_belief_there_is_an_equilibrium_of_one_sender_or_two(game: Game) -> None:
    assert equilibria(game)


@some
@given(games(most=8))
def test_every_number_prefers_the_equilibrium_that_comes_first(game: Game) -> None:
    found = equilibria(game)
    one = game.senders[0]
    published = np.array([brought(game, 0, x) - one.accent for x in game.prior.x.tolist()])

    def brings(worth: float) -> Floats:
        leaked = game.leak * (published - one.cover_up)
        better: Floats = np.maximum(published, (1 - game.leak) * worth + leaked)
        return better

    for other in found[1:]:
        assert (brings(found[0].worth[0]) >= brings(other.worth[0]) - CLOSE).all()
        assert found[0].payoffs[0] >= other.payoffs[0] - CLOSE
    assert not found or agreed(found)


@some
@given(st.integers(2, 3).flatmap(games))
def test_of_several_senders_the_largest_sum_comes_first(game: Game) -> None:
    found = equilibria(game)
    sums = [sum(one.payoffs) for one in found]
    assert sums == sorted(sums, reverse=True) or np.allclose(sums, sorted(sums, reverse=True), atol=CLOSE)
    if found and agreed(found):
        assert all(found[0].payoffs[n] >= one.payoffs[n] - CLOSE for one in found for n in range(len(game.senders)))


@some
@given(games())
def test_payoffs_are_those_of_the_definition(game: Game) -> None:
    one = game.senders[0]
    for found in equilibria(game):
        total = 0.0
        for x, f, s in zip(game.prior.x.tolist(), game.prior.weight.tolist(), found.silent.tolist(), strict=True):
            published = brought(game, 0, x) - one.accent
            kept = (1 - game.leak) * found.worth[0] + game.leak * (published - one.cover_up)
            total += (1 - game.q) * f * (s * kept + (1 - s) * published)
        known = sum(w * a.without for w, a in zip(one.weights, game.audiences, strict=True) if a.reacts == "belief")
        total += game.q * ((1 - game.leak) * found.worth[0] + game.leak * known)
        assert found.payoffs[0] == pytest.approx(total, abs=CLOSE)


@some
@given(games())
def test_two_senders_with_the_same_stakes_do_what_one_does(game: Game) -> None:
    alone = pure(equilibria(game))
    twins = Game(game.prior, game.audiences, game.senders * 2, game.sigma, game.q, game.leak, game.rule)
    assert alone <= pure(equilibria(twins))


@some
@given(games(2))
def test_senders_who_can_pay_each_other_have_one_payoff(game: Game) -> None:
    one = pooled(game)
    published = rows(one).published(game.prior.x[None, :])[0]
    apart = [rows(game, place).published(game.prior.x[None, :])[0] for place in (0, 1)]
    assert np.allclose(published, apart[0] + apart[1])
    assert one.senders[0].accent == pytest.approx(game.senders[0].accent + game.senders[1].accent)


@some
@given(games(most=6), st.sampled_from([0.5, 3.0]))
def test_what_all_stakes_are_counted_in_does_not_matter(game: Game, unit: float) -> None:
    senders = tuple(Sender(tuple(w * unit for w in s.weights), s.accent * unit, s.cover_up * unit) for s in game.senders)
    other = Game(game.prior, game.audiences, senders, game.sigma, game.q, game.leak, game.rule)
    assert [one.regime for one in equilibria(other)] == [one.regime for one in equilibria(game)]


def random_game(seed: int, senders: int, reacts: Any) -> Game:
    """Give a game whose effects rise and fall at will, in which silent sets are rarely clear-cut."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 5))
    steps = [Audience(str(n), "match", n + 0.37, 1.0, None, reacts) for n in range(1, count)]
    bend = Audience("bend", "excess", float(rng.integers(1, count)) + 0.3, 1.0, None, reacts)
    audiences = (*steps, bend, Audience("gain", "gain", 1.0, 0.3, None, reacts))
    made = tuple(
        Sender(tuple((rng.integers(-9, 10, len(audiences)) / 9 + 0.01).tolist()), float(rng.integers(-3, 4)) / 10)
        for _ in range(senders)
    )
    rule: Rule = "unilateral" if rng.integers(2) else "consent"
    return Game(prior(np.arange(1, count + 1), rng.integers(1, 9, count)), audiences, made, 0.9, 0.3, 0.0, rule)


@pytest.mark.parametrize(("senders", "reacts"), [(1, "belief"), (2, "belief"), (1, "estimate"), (2, "estimate"), (3, "belief")])
def test_where_no_silent_set_is_clear_cut_somebody_mixes(senders: int, reacts: str) -> None:
    mixed = 0
    for seed in range(250):
        game = random_game(seed, senders, reacts)
        found = equilibria(game)
        assert tried(game) <= pure(found)
        assert all(holds(game, one.silent) for one in found)
        assert found or reacts == "estimate" or senders > 2
        mixed += bool(found) and not pure(found)
    assert mixed > 3


def test_where_no_single_one_who_mixes_is_enough_both_do() -> None:
    audiences = (Audience("large", "match", 1.5, 1.0), Audience("any", "match", 0.5, 1.0))
    senders = (Sender((-0.111, 0.556), -0.3), Sender((0.556, -0.889), 0.0))
    game = Game(prior([1, 2], [1, 1]), audiences, senders, 0.9, 0.3)
    (found,) = equilibria(game)
    assert holds(game, found.silent)
    assert 0 < found.silent.min() < found.silent.max() < 1 or found.silent.max() == 1
    wants = [preferred(game, place, worth) for place, worth in enumerate(found.worth)]
    assert all(None in one for one in wants)


def test_a_number_that_brings_all_the_same_may_be_silent_or_not() -> None:
    flat = Game(uniform(1, 2, 4), (Audience("a", "match", 0.5, 1.0),), (Sender((1.0,)),))
    found = equilibria(flat)
    assert [one.regime for one in found] == ["full", "total"]
    assert all(one.tied for one in found)


def test_an_effect_that_jumps_in_the_estimate_may_leave_no_equilibrium() -> None:
    jump = (Audience("a", "match", 2.0, 1.0, reacts="estimate"), Audience("b", "gain", 2.0, 1.0))
    game = Game(prior([1, 2.5], [1, 1]), jump, (Sender((1.0, -0.3), accent=-0.3),), q=0.5)
    assert equilibria(game) == ()
    assert not tried(game)


def test_mixing_of_two_is_no_equilibrium_where_their_estimate_would_lie_on_another_piece() -> None:
    audiences = (
        Audience("a", "excess", 12.37, 0.453, reacts="estimate"),
        Audience("b", "excess", 28.37, -0.497, reacts="estimate"),
        Audience("c", "excess", 17.37, 1.703),
    )
    senders = (Sender((7 / 9, -7 / 9, -4 / 9), -1 / 15), Sender((-1 / 3, 5 / 9, 1.0), 1 / 15))
    game = Game(prior([6, 14, 15, 19, 24, 27], [7, 1, 1, 2, 2, 4]), audiences, senders, 0.6, 0.3, 0.0, "unilateral")
    found = equilibria(game)
    assert tried(game) <= pure(found)
    assert all(holds(game, one.silent) for one in found)


def test_neighbours_on_the_grid_are_one_cluster() -> None:
    game = Game(uniform(0, 1, 1000), (Audience("market", "gain", 0.0, 1.0, reacts="estimate"),), (Sender((1.0,), accent=0.2),))
    found = equilibria(game)
    assert len(found) == 3
    assert len(distinct(found, game.prior)) == 1
    assert distinct(found, game.prior, 0.0) == found


def test_the_silent_set_is_told_in_stretches() -> None:
    grid = prior([1, 2, 4, 8], [1, 1, 1, 1])
    assert stretches(grid, np.array([1.0, 0.0, 0.5, 1.0])) == ((1.0, 1.5), (3.0, 8.0))
    assert stretches(grid, np.zeros(4)) == ()


def test_too_many_combinations_of_thresholds_are_refused() -> None:
    audience = (Audience("a", "gain", 0.0, 1.0),)
    with pytest.raises(ValueError, match="coarser prior"):
        equilibria(Game(uniform(0, 1, 3000), audience, (Sender((1.0,)), Sender((2.0,)))))
