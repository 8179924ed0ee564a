"""Tables of bargaining: from seats to the engine's table, what the models say of it, and whose word each number is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from making import evidence, ledger, of_day, source
from multivector.engines.bargaining import Spatial
from multivector.lenses import bargaining
from multivector.lenses.bargaining import contest_of
from multivector.lenses.bargaining.outcomes import Setting, levers_of
from multivector.lenses.bargaining.tables import bargained, spread_of
from multivector.model.problems import Mistake
from multivector.model.seats import Span, parse_span
from pulling import PRICE, SHARE, contested, seat, span

if TYPE_CHECKING:
    from multivector.model.entries import Question

few = settings(max_examples=20, deadline=None)
BOTH = (SHARE, PRICE)
THREE = (seat("home", span(10, 30)), seat("east", span(60)), seat("west", span(90), span(80), span(5, 20)))


@few
@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(1, 100), st.integers(1, 100)), min_size=2, max_size=5
    )
)
def test_the_plain_models_are_the_plain_models_and_every_interval_holds_its_middle_table(
    given_: list[tuple[int, int, int, int]],
) -> None:
    seats = [seat(f"a{n}", span(min(x, y), max(x, y)), span(s), span(c)) for n, (x, y, s, c) in enumerate(given_)]
    (row,) = bargaining(ledger(contested(*seats)), members=20).answer.rows
    (found,) = row.outcomes
    assert [one.model for one in found.forecasts] == ["compromise", "median", "spatial", "expected-utility"]
    total = sum(s * c for _, _, s, c in given_)
    mean = sum((x + y) / 2 * s * c for x, y, s, c in given_) / total
    assert found.forecasts[0].value == pytest.approx(mean, abs=0.051)
    for one in found.forecasts:
        assert 0 <= one.low <= one.high <= 100
    assert sum(found.density) == pytest.approx(1)
    assert [path.actor for path in found.paths] == [f"a{n}" for n in range(len(given_))]
    assert all(len(path.low) == len(path.high) for path in found.paths)
    widths = [abs(one.at_high - one.at_low) for one in found.swings]
    assert all(one >= other - 0.11 for one, other in pairwise(widths))


def test_what_is_sure_has_an_interval_of_no_width_and_no_swings() -> None:
    (row,) = bargaining(ledger(contested(seat("home", span(10)), seat("east", span(60)))), members=20).answer.rows
    (found,) = row.outcomes
    assert found.swings == ()
    assert all(one.low == pytest.approx(one.high, abs=0.11) for one in found.forecasts)


def test_rival_seats_widen_to_their_hull_and_a_preferred_judge_counts_alone() -> None:
    rivals = (
        *THREE,
        seat("home", span(50), by=cast("Any", "east")),
        seat("home", span(70), evidence=evidence("paper")),
    )
    found = bargained(contested(*rivals))
    assert found is not None
    assert (found.sat[0].position, found.sat[0].seats) == ((10, 70), 3)
    assert (found.sat[0].by, found.sat[0].sources) == (("east",), ("paper",))
    for prefer, ends in (("east", [50, 50]), ("paper", [70, 70]), ("nobody", [10, 70])):
        chosen = bargained(contested(*rivals), prefer)
        assert chosen is not None
        assert [list(one.position) for one in chosen.sat] == [ends, [60, 60], [90, 90]]
    (row,) = bargaining(ledger(contested(*rivals)), members=20, prefer="paper").answer.rows
    assert row.judged == 2


def test_several_scales_are_bargained_about_together() -> None:
    seats = [
        seat(who, span(x), span(40), on=on) for who, x in (("home", 20), ("east", 50), ("west", 90)) for on in ("share", "price")
    ]
    found = bargained(contested(*seats, scales=(SHARE, PRICE)))
    assert found is not None
    assert found.of.table.reference is None
    (row,) = bargaining(ledger(contested(*seats, scales=(SHARE, PRICE))), members=20).answer.rows
    assert [one.scale for one in row.outcomes] == ["share", "price"]
    assert all(len(move.before) == 2 for move in row.moves)
    only = bargained(contested(*(seat(who, span(x)) for who, x in (("home", 20), ("east", 50))), scales=(PRICE,)))
    assert only is not None
    assert only.of.table.reference is not None
    assert only.of.table.reference.tolist() == [30.0]


@pytest.mark.parametrize(
    "wrong",
    [
        contested(*THREE, scales=()),
        contested(),
        contested(THREE[0]),
        contested(seat("home", span(120)), THREE[1]),
        contested(seat("home", span(10), span(0)), seat("east", span(20), span(50), span(0))),
        contested(*(seat(who, span(1), on="share") for who in ("home", "east")), scales=(SHARE, PRICE)),
        contested(
            *(seat(who, span(1), span(60), on=on) for who in ("home", "east") for on in ("share", "price")), scales=(SHARE, PRICE)
        ),
    ],
)
def test_a_table_that_cannot_be_run_is_left_out_and_said(wrong: Question) -> None:
    found = bargaining(ledger(wrong), members=20)
    assert found.answer.rows == ()
    expected = [] if not wrong.seats and not wrong.scales else [("bargaining-apart", ("q",))]
    assert [(one.code, one.because) for one in found.caveats] == expected


def test_only_what_no_source_says_is_called_a_judgement() -> None:
    sourced = tuple(seat(who, span(x), evidence=evidence("paper")) for who, x in (("home", 10), ("east", 90)))
    found = bargaining(ledger(contested(*sourced)), members=20)
    assert [one.code for one in found.caveats] == ["bargaining-baseline"]


def test_moves_tell_who_went_where_with_whom_and_are_never_shorter_than_one() -> None:
    (row,) = bargaining(ledger(contested(*THREE)), members=20).answer.rows
    actors = {"home", "east", "west"}
    assert row.moves
    for move in row.moves:
        assert move.actor in actors
        assert move.partner in actors - {move.actor}
        assert abs(move.after[0] - move.before[0]) >= 1
        assert 1 <= move.turn <= row.turns


@pytest.mark.parametrize("wrong", [{"members": 1}, {"members": 10**6}, {"seed": -1}])
def test_parameters_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="members"):
        bargaining(ledger(), **wrong)


def test_the_same_seed_gives_the_same_and_another_other_draws() -> None:
    found = ledger(contested(*THREE))
    one, again, other = (bargaining(found, members=20, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one.answer != other.answer


def test_what_later_texts_say_is_not_known_before() -> None:
    late = seat("home", span(70), evidence=evidence("late"))
    found = ledger(source("late", "2031-05-01"), contested(*THREE[1:], late))
    before, after = (bargaining(found, as_of=of_day(2031, month), members=20).answer.rows for month in (4, 6))
    assert [len(row.seats) for row in before] == [2]
    assert [len(row.seats) for row in after] == [3]


def test_a_table_of_a_file_may_be_off_by_a_share_everywhere() -> None:
    middle = bargained(contested(*THREE))
    assert middle is not None
    sure = spread_of(contested(*THREE), middle.of.table, 0.0)
    assert sure.of.spreads == ()
    loose = spread_of(contested(*THREE), middle.of.table, 0.2)
    assert len(loose.of.spreads) == 9
    assert contest_of(sure, Setting(20, 1, Spatial())).outcomes[0].swings == ()


def test_whom_to_persuade_is_told_for_each_actor_and_number() -> None:
    found = bargained(contested(*THREE))
    assert found is not None
    levers = levers_of(found, Setting(2, 1, Spatial()), 0)
    assert {(one.actor, one.what) for one in levers} == {
        (who, what) for who in ("home", "east", "west") for what in ("position", "salience")
    }
    assert all(one.error is not None for one in levers)
    assert {one.error for one in levers_of(found, Setting(1, 1, Spatial()), 0)} == {None}


@given(st.integers(0, 10**6 - 1), st.integers(0, 999), st.integers(0, 10**6 - 1))
def test_a_span_is_read_as_it_is_written(whole: int, part: int, other: int) -> None:
    low, high = sorted((round(whole + part / 1000, 3), float(other)))
    assert parse_span(str(Span(low, high))) == Span(low, high)
    assert isinstance(parse_span(f"{high + 1}..{low}"), Mistake)


def test_the_demonstration_keeps_the_plain_mean_first_and_says_what_is_judged() -> None:
    found = bargaining(multivector.load("dossiers/kazakhstan").ledger)
    (row,) = found.answer.rows
    assert row.question == "npp-second-builder"
    assert [one.code for one in found.caveats] == ["bargaining-baseline", "bargaining-judged"]
    plain = row.outcomes[0].forecasts[0]
    assert plain.low < plain.value < plain.high < 50
