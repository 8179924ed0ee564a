"""Reasons for silence: the condition against the one of a single game, and each reason by taking the others away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.disclosure import Audience, Game, Sender, changed, condition, lognormal, reasons, total_silence

some = settings(max_examples=60, deadline=None)
HOME, RIVAL = Audience("home", "shortfall", 17, 1.0, 14), Audience("rival", "match", 14, 0.4)
GAME = Game(lognormal(10, 0.6, 40, 60), (HOME, RIVAL), (Sender((1.0, 1.0)),), sigma=0.5)
sets = st.fixed_dictionaries(
    {
        "sigma": st.floats(0, 1),
        "q": st.floats(0, 0.9),
        "accent": st.floats(0, 0.3),
        "leak": st.floats(0, 0.2),
        "cover_up": st.floats(0, 1),
        "rival.stake": st.floats(0, 1),
        "home.limit": st.floats(8, 17),
    }
)


def columns(drawn: list[dict[str, float]]) -> dict[str, list[float]]:
    return {name: [one[name] for one in drawn] for name in drawn[0]}


@some
@given(st.lists(sets, min_size=1, max_size=4))
def test_it_is_the_condition_of_each_game_alone(drawn: list[dict[str, float]]) -> None:
    found = condition(GAME, columns(drawn))
    for place, values in enumerate(drawn):
        alone = total_silence(changed(GAME, values))
        assert found.compared[place] == pytest.approx(alone.compared)
        assert found.coverage[place] == pytest.approx(alone.coverage)
        if abs(alone.margin) > 1e-6:
            assert found.holds[place] == alone.holds


@some
@given(sets)
def test_a_reason_is_enough_if_silence_holds_with_it_alone_and_needed_if_it_ends_without(values: dict[str, float]) -> None:
    found = reasons(GAME, columns([values]))
    if not found.holding:
        assert set(shares(found)) == {0.0}
        return
    bare = {"accent": 0.0, "cover_up": 0.0}
    enough, without = total_silence(changed(GAME, values | bare | {"q": 0.0})), total_silence(changed(GAME, values | {"q": 0.0}))
    if abs(enough.margin) > 1e-6:
        assert found.hurt_enough == float(enough.holds)
    if abs(without.margin) > 1e-6:
        assert found.missing_needed == float(not without.holds)
    alone = total_silence(changed(GAME, values | bare))
    if abs(alone.margin) > 1e-6:
        assert found.cost_needed == float(not alone.holds)


def shares(found: Any) -> list[float]:
    return [getattr(found, name) for name in found.__slots__ if name != "holding"]


def test_a_window_that_is_safe_takes_away_that_every_number_hurts() -> None:
    window = replace(GAME, audiences=(replace(HOME, limit=12.0), RIVAL))  # from 12 to 14 nothing hurts
    paid = {"sigma": [0.3], "accent": [0.2]}
    assert total_silence(changed(window, {"sigma": 0.3, "accent": 0.2})).holds
    assert reasons(window, paid).hurt_needed == 0.0
    assert reasons(window, paid).cost_enough == reasons(window, paid).cost_needed == 1.0


def test_that_there_may_be_no_number_is_enough_only_where_nothing_is_compared() -> None:
    assert reasons(GAME, {"sigma": [0.4], "q": [0.8]}).missing_enough == 0.0
    assert reasons(GAME, {"sigma": [0.0], "q": [0.8]}).missing_enough == 1.0


def test_where_somebody_gains_there_is_no_coverage() -> None:
    gained = replace(GAME, audiences=(replace(HOME, kind="gain"), RIVAL))
    assert np.isnan(condition(gained, {"sigma": [0.1, 0.9]}).coverage).all()
    assert not condition(gained, {}).holds.any()
    assert reasons(gained, {}).holding == 0


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GAME, senders=(Sender((1.0, 0.0)), Sender((0.0, 1.0)))),
        replace(GAME, audiences=(replace(HOME, reacts="estimate"), RIVAL)),
        replace(GAME, audiences=(replace(HOME, without=0.1), RIVAL)),
    ],
)
def test_games_of_another_form_are_refused(wrong: Game) -> None:
    with pytest.raises(ValueError, match="the condition is one"):
        condition(wrong, {})
