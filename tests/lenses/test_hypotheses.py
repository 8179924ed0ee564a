"""Rival explanations: bounds that hold for every choice inside the intervals, and verdicts against plain Python."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from making import event, evidence, ledger, source
from multivector.lenses import hypotheses
from multivector.model.entries import Question
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import names
from multivector.model.parts import Chance, Hypothesis, Share
from weighing import EVENTS, asked, sight, weighed, weight

if TYPE_CHECKING:
    from multivector.lenses.hypotheses import Enquiry, HypothesesAnswer
    from multivector.model.parts import Weight

few = settings(max_examples=60, deadline=None)
FLOOR = 0.01
DEPENDENT = 0.5


def enquiry(found: Ledger, **parameters: Any) -> Enquiry:
    (only,) = hypotheses(found, **parameters).answer.enquiries
    return only


def told(question: Question, **parameters: Any) -> Enquiry:
    return enquiry(ledger(*(event(id_, "east") for id_ in EVENTS), question), **parameters)


def question_of(found: Ledger) -> Question:
    (only,) = found.of(Question)
    return only


def with_weights(found: Ledger, weights: tuple[Weight, ...]) -> Ledger:
    question = replace(question_of(found), weighs=weights)
    return ledger_of((*(entry for entry in found if not isinstance(entry, Question)), question), found.dossier)


def clipped(per_cent: float) -> float:
    return min(max(per_cent / 100, FLOOR), 1 - FLOOR)


def posterior(weights: tuple[Weight, ...], answers: list[str], dependence: float = DEPENDENT) -> list[float]:
    """Give what Bayes' rule makes of the middles, even priors: written out in plain Python."""
    logs = [0.0] * len(answers)
    for weight_ in weights:
        alike = sum(other.group == weight_.group for other in weights) if weight_.group else 1
        for at, answer in enumerate(answers):
            share = next(chance.likelihood for chance in weight_.under if chance.if_ == answer)
            middle = (clipped(share.low) + clipped(share.high)) / 2
            logs[at] += math.log(middle) / (1 + (alike - 1) * dependence)
    most = max(logs)
    odds = [math.exp(log - most) for log in logs]
    return [each / sum(odds) for each in odds]


# --- laws -------------------------------------------------------------------------------------------------------------


@few
@given(weighed())
def test_best_guesses_are_those_of_bayes_rule(found: Ledger) -> None:
    question = question_of(found)
    answers = [hypothesis.id for hypothesis in question.hypotheses]
    expected = dict(zip(answers, posterior(question.weighs, answers), strict=True))
    for row in enquiry(found).rows:
        assert row.point == pytest.approx(expected[row.hypothesis], abs=1e-5)


@few
@given(weighed(), st.data())
def test_bounds_hold_for_every_choice_inside_the_intervals(found: Ledger, data: st.DataObject) -> None:
    def chosen(chance: Chance) -> Chance:
        at = data.draw(st.floats(chance.likelihood.low, chance.likelihood.high))
        return Chance(if_=chance.if_, likelihood=Share(at, at))

    before = enquiry(found)
    weights = tuple(replace(one, under=tuple(chosen(chance) for chance in one.under)) for one in question_of(found).weighs)
    inside = {row.hypothesis: row.point for row in enquiry(with_weights(found, weights), prior=1).rows}
    for row in before.rows:
        point = inside[row.hypothesis]
        assert row.low is not None
        assert row.high is not None
        assert point is not None
        assert row.low - 1e-5 <= point <= row.high + 1e-5
    if before.decided:
        assert max(inside, key=lambda answer: inside[answer] or 0.0) == before.leader


@few
@given(weighed(), st.integers(1, 5), st.integers(1, 5))
def test_wider_priors_only_widen_the_bounds(found: Ledger, one: int, more: int) -> None:
    narrow, wide = enquiry(found, prior=one), enquiry(found, prior=one + more)
    for inner, outer in zip(narrow.rows, wide.rows, strict=True):
        assert inner.hypothesis == outer.hypothesis
        assert (outer.low or 0) <= (inner.low or 0) <= (inner.high or 0) <= (outer.high or 0)
    assert narrow.decided or not wide.decided


@few
@given(weighed(sure=False))
def test_it_is_decided_only_where_one_answer_lies_above_all_others(found: Ledger) -> None:
    verdict = enquiry(found)
    if not verdict.pieces:
        assert (verdict.leader, verdict.decided, verdict.margin, verdict.sights) == (None, False, None, ())
        assert {(row.point, row.low, row.high) for row in verdict.rows} == {(None, None, None)}
        return
    first, *others = verdict.rows
    assert first.point == max(row.point or 0 for row in verdict.rows)
    if verdict.decided:
        assert all((first.low or 0) >= (row.high or 0) for row in others)
    if all((first.low or 0) > (row.high or 0) + 1e-5 for row in others):
        assert verdict.decided
    assert verdict.leader in {None, first.hypothesis}
    assert verdict.margin == pytest.approx(sum(piece.decibans for piece in verdict.pieces), abs=1e-4)


@few
@given(weighed())
def test_the_fewest_pieces_that_turn_it_are_those_of_brute_force(found: Ledger) -> None:
    question, verdict = question_of(found), enquiry(found)
    answers = [hypothesis.id for hypothesis in question.hypotheses]
    leader = answers.index(verdict.rows[0].hypothesis)

    def turned(left: tuple[Weight, ...]) -> bool:
        point = posterior(left, answers)
        return max(point) > point[leader] * (1 + 1e-9)

    sizes = [
        size
        for size in range(len(question.weighs) + 1)
        for kept in combinations(question.weighs, len(question.weighs) - size)
        if turned(kept)
    ]
    turning = [piece.turns for piece in verdict.pieces]
    assert verdict.turnable == bool(sizes)
    assert sum(turning) == min(sizes, default=0)
    if sizes:
        assert turned(tuple(one for one, turns in zip(question.weighs, turning, strict=True) if not turns))


@few
@given(weighed())
def test_margins_at_both_ends_of_dependence_are_those_of_bayes_rule_there(found: Ledger) -> None:
    question, verdict = question_of(found), enquiry(found)
    answers = [hypothesis.id for hypothesis in question.hypotheses]
    leader = answers.index(verdict.rows[0].hypothesis)
    for dependence, margin in ((0.0, verdict.margin_apart), (1.0, verdict.margin_together), (DEPENDENT, verdict.margin)):
        point = posterior(question.weighs, answers, dependence)
        best = max(share for at, share in enumerate(point) if at != leader)
        assert margin == pytest.approx(10 * math.log10(point[leader] / best), abs=1e-4)


@few
@given(weighed())
def test_what_tells_most_comes_first_and_tells_what_it_leaves_less_of_doubt(found: Ledger) -> None:
    question, verdict = question_of(found), enquiry(found)
    answers = [hypothesis.id for hypothesis in question.hypotheses]
    now = posterior(question.weighs, answers)
    bits = [one.bits for one in verdict.sights]
    assert bits == sorted(bits, reverse=True)
    assert len(bits) == len(question.would_tell)
    expected = []
    for observation in question.would_tell:
        middles = [(clipped(chance.likelihood.low) + clipped(chance.likelihood.high)) / 2 for chance in observation.under]
        after = 0.0
        for chances in (middles, [1 - middle for middle in middles]):
            seen = sum(share * chance for share, chance in zip(now, chances, strict=True))
            after += seen * doubt([share * chance / seen for share, chance in zip(now, chances, strict=True)])
        expected.append(doubt(now) - after)
    assert bits == pytest.approx(sorted(expected, reverse=True), abs=1e-4)


def doubt(shares: list[float]) -> float:
    return -sum(share * math.log2(share) for share in shares if share > 0)


# --- by example -------------------------------------------------------------------------------------------------------


def test_strong_evidence_decides_and_weak_evidence_does_not() -> None:
    strong = told(asked("q", "ab", [weight({"a": "90..95 %", "b": "1..2 %"}, "e0")]))
    assert (strong.leader, strong.decided) == ("a", True)
    weak = told(asked("q", "ab", [weight({"a": "40..80 %", "b": "30..70 %"}, "e0")]))
    assert (weak.leader, weak.decided) == ("a", False)
    level = told(asked("q", "ab", [weight({"a": "40 %", "b": "40 %"}, "e0")]))
    assert (level.leader, level.decided, level.margin, level.turnable) == (None, False, 0.0, False)


def test_a_weight_that_is_silent_on_an_answer_or_rests_on_what_is_not_known_is_left_out_and_counted() -> None:
    full, half = {"a": "60 %", "b": "30 %"}, {"a": "10 %"}
    question = asked(
        "q", "ab", [weight(full, "e0"), weight(half, "e1"), weight(full, "gone")], [sight("x", half), sight("y", full)]
    )
    result = hypotheses(ledger(event("e0", "east"), event("e1", "east"), question))
    (found,) = result.answer.enquiries
    assert [piece.because for piece in found.pieces] == [("e0",)]
    assert [str(one.what) for one in found.sights] == ["y"]
    caveats = {caveat.code: caveat for caveat in result.caveats}
    assert dict(caveats["weights-left-out"].values) == {"n": 3}
    assert caveats["likelihoods-judged"].because == ("q",)
    assert "not-weighed" not in caveats


def test_what_was_not_yet_said_on_the_day_is_not_weighed() -> None:
    weights = [
        weight({"a": "60 %", "b": "30 %"}, "e0"),
        weight({"a": "10 %", "b": "90 %"}, "e0", evidence=evidence("late")),
        weight({"a": "10 %", "b": "90 %"}, "later"),
    ]
    entries = (source("late", "2031-05-01"), event("e0", "east"), event("later", "east", evidence=evidence("late")))
    found = ledger(*entries, asked("q", "ab", weights))
    assert len(enquiry(found).pieces) == 3
    assert enquiry(found).leader == "b"
    early = enquiry(found, as_of=date(2031, 4, 1))
    assert [piece.because for piece in early.pieces] == [("e0",)]
    assert early.leader == "a"


def test_without_weights_the_answers_stand_as_recorded() -> None:
    answers = (
        Hypothesis(
            id="a",
            says=names("a"),
            likelihood=Share(55.0, 80.0),
            because=cast("Any", ("e0", "e0", "gone")),
            against=cast("Any", ("e1",)),
            evidence=(*evidence("s"), *evidence("s", does="denies"), *evidence("t", does="predicts")),
        ),
        Hypothesis(id="b", says=names("b")),
        Hypothesis(id="a", says=names("again")),
    )
    result = hypotheses(
        ledger(event("e0", "east"), event("e1", "east"), source("s"), source("t"), asked("q", "", hypotheses=answers))
    )
    first, second = result.answer.rows
    assert (first.speaks_for, first.speaks_against, first.said, first.denied) == (("e0",), ("e1",), 2, 1)
    assert (first.judged_low, first.judged_high) == (0.55, 0.8)
    assert (second.judged_low, second.speaks_for, second.said) == (None, (), 0)
    assert [caveat.code for caveat in result.caveats] == ["not-weighed"]


def test_questions_that_are_weighed_come_first_and_those_without_answers_are_left_out() -> None:
    found = ledger(
        event("e0", "east"), asked("a", "x"), asked("b", ""), asked("c", "xy", [weight({"x": "9 %", "y": "8 %"}, "e0")])
    )
    assert [one.question for one in hypotheses(found).answer.enquiries] == ["c", "a"]


def test_one_answer_alone_has_no_rival_to_be_weighed_against() -> None:
    assert told(asked("q", "a", [weight({"a": "90 %"}, "e0")])).pieces == ()


def test_a_chance_for_an_answer_given_twice_counts_once_as_first_given() -> None:
    twice = weight({"a": "90 %", "b": "10 %"}, "e0")
    twice = replace(twice, under=(*twice.under, Chance(if_="a", likelihood=Share(1.0, 1.0))))
    assert told(asked("q", "ab", [twice])).leader == "a"


def test_votes_of_a_group_are_worth_less_the_more_they_repeat_each_other() -> None:
    chances = {"a": "60 %", "b": "30 %"}
    question = asked("q", "ab", [weight(chances, "e0", group="g"), weight(chances, "e1", group="g"), weight(chances, "e2")])
    for dependence, worth in ((0.0, 1.0), (0.5, 2 / 3), (1.0, 0.5)):
        found = told(question, dependence=dependence)
        assert [piece.worth for piece in found.pieces] == pytest.approx([worth, worth, 1.0], abs=1e-6)


@pytest.mark.parametrize(
    "wrong", [{"prior": 0}, {"dependence": -0.1}, {"dependence": 1.1}, {"floor": 0.0}, {"floor": 0.5}], ids=str
)
def test_a_parameter_out_of_its_range_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="prior must be"):
        hypotheses(ledger(), **wrong)


# --- the demonstration ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kazakhstan() -> HypothesesAnswer:
    return hypotheses(multivector.load("dossiers/kazakhstan").ledger).answer


@pytest.mark.parametrize("question", ["curtsy", "why-silent"])
def test_neither_the_law_nor_the_silence_is_decided_and_what_would_tell_is_named(
    kazakhstan: HypothesesAnswer, question: str
) -> None:
    found = next(one for one in kazakhstan.enquiries if one.question == question)
    assert not found.decided
    assert found.turnable
    assert found.sights[0].bits > 0.1
    assert all((row.low or 1) < 0.5 for row in found.rows)


def test_all_readings_of_the_law_are_counted(kazakhstan: HypothesesAnswer) -> None:
    rows = [row for row in kazakhstan.rows if row.question == "curtsy"]
    assert len(rows) == 5
    assert (sum(row.said for row in rows), sum(row.denied for row in rows)) == (8, 1)
