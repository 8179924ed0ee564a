"""Evidence: bounds that hold for every choice inside the ends, flip sets against brute force, and what an observation tells."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.evidence import Item, Verdict, discount, gain, weigh

few = settings(max_examples=80, deadline=None)
GROUPS = {"a": 0.5, "b": 1.0}


@st.composite
def items(draw: st.DrawFn, hypotheses: int) -> Item:
    ends = [sorted(draw(st.tuples(*[st.floats(0.02, 1)] * 3))) for _ in range(hypotheses)]
    low, point, high = zip(*ends, strict=True)
    return Item(low, point, high, draw(st.sampled_from(["", "", "a", "b"])))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[float], list[Item]]:
    count = draw(st.integers(2, 4))
    prior = draw(st.lists(st.floats(0.05, 1), min_size=count, max_size=count))
    return prior, draw(st.lists(items(count), max_size=6))


def leads(prior: list[float], left: list[Item]) -> int:
    return weigh(prior, left, GROUPS).leader


@few
@given(cases(), st.data())
def test_bounds_hold_for_every_choice_inside_the_ends(case: tuple[list[float], list[Item]], data: st.DataObject) -> None:
    prior, evidence = case
    verdict = weigh(prior, evidence, GROUPS)
    chosen = []
    for item in evidence:
        point = tuple(data.draw(st.floats(low, high)) for low, high in zip(item.low, item.high, strict=True))
        chosen.append(Item(point, point, point, item.group))
    inside = weigh(prior, chosen, GROUPS).point
    assert all(low - 1e-9 <= at <= high + 1e-9 for low, at, high in zip(verdict.low, inside, verdict.high, strict=True))
    assert sum(verdict.point) == pytest.approx(1)
    assert not verdict.decided or max(range(len(inside)), key=inside.__getitem__) == verdict.leader


@few
@given(cases())
def test_the_fewest_items_that_turn_it_are_those_of_brute_force(case: tuple[list[float], list[Item]]) -> None:
    prior, evidence = case
    verdict = weigh(prior, evidence, GROUPS)
    turning = [
        removed
        for size in range(len(evidence) + 1)
        for removed in combinations(range(len(evidence)), size)
        if _turned(prior, [item for at, item in enumerate(evidence) if at not in removed], verdict)
    ]
    if verdict.flip is None:
        assert turning == []
    else:
        assert len(verdict.flip) == len(turning[0])
        assert _turned(prior, [item for at, item in enumerate(evidence) if at not in verdict.flip], verdict)


def _turned(prior: list[float], left: list[Item], before: Verdict) -> bool:
    point = weigh(prior, left, GROUPS).point
    return max(point) > point[before.leader] * (1 + 1e-12)


@few
@given(cases())
def test_neither_the_order_of_the_evidence_nor_a_common_factor_of_its_likelihoods_matters(
    case: tuple[list[float], list[Item]],
) -> None:
    prior, evidence = case

    def half(ends: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(at / 2 for at in ends)

    halved = [Item(half(one.low), half(one.point), half(one.high), one.group) for one in evidence]
    expected = weigh(prior, evidence, GROUPS).point
    assert weigh(prior, evidence[::-1], GROUPS).point == pytest.approx(expected)
    assert weigh(prior, halved, GROUPS).point == pytest.approx(expected)


def test_items_that_say_the_same_have_one_vote() -> None:
    one = Item((0.2, 0.8), (0.2, 0.8), (0.2, 0.8), "b")
    assert weigh([1, 1], [one] * 5, GROUPS).point == pytest.approx(weigh([1, 1], [one], GROUPS).point)
    assert discount(5, 0) == 1
    assert discount(5, 1) == pytest.approx(0.2)


def test_without_evidence_there_is_the_prior_and_it_is_undecided_between_equals() -> None:
    verdict = weigh([3, 1], [])
    assert verdict.point == pytest.approx((0.75, 0.25))
    assert (verdict.flip, verdict.decided) == (None, True)
    assert not weigh([1, 1], []).decided
    assert not weigh([0.6, 0.4], [], prior_low=[0.3, 0.3], prior_high=[0.7, 0.7]).decided
    assert weigh([1], []).point == (1,)


def test_the_margin_is_in_decibans() -> None:
    assert weigh([1, 1], [Item((0.9, 0.09), (0.9, 0.09), (0.9, 0.09))]).margin == pytest.approx(10)


@few
@given(st.floats(0.01, 0.99), st.floats(0, 1), st.floats(0, 1))
def test_an_observation_tells_something_iff_the_hypotheses_differ_on_it(prior: float, one: float, other: float) -> None:
    told = gain([prior, 1 - prior], [[one, other], [1 - one, 1 - other]])
    assert 0 <= told <= 1 + 1e-12
    if one == other:
        assert told == pytest.approx(0, abs=1e-12)
    assert gain([prior, 1 - prior], [[1, 0], [0, 1]]) == pytest.approx(-sum(p * np.log2(p) for p in (prior, 1 - prior)))


@pytest.mark.parametrize(
    ("prior", "item", "dependence"),
    [
        ([], None, {}),
        ([0, 1], None, {}),
        ([1, float("nan")], None, {}),
        ([1, 1], Item((0.1,), (0.1,), (0.1,)), {}),
        ([1, 1], Item((0.5, 0.5), (0.1, 0.5), (0.5, 0.5)), {}),
        ([1, 1], Item((0.0, 0.5), (0.1, 0.5), (0.5, 0.5)), {}),
        ([1, 1], None, {"a": 2}),
    ],
)
def test_what_is_out_of_range_is_refused(prior: list[float], item: Item | None, dependence: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"prior|likelihood|dependence"):
        weigh(prior, [item] if item is not None else [], dependence)


def test_a_prior_lies_between_its_ends_and_outcomes_add_up() -> None:
    with pytest.raises(ValueError, match="between its ends"):
        weigh([1, 1], [], prior_low=[2, 1])
    with pytest.raises(ValueError, match="add up"):
        gain([0.5, 0.5], [[0.5, 0.5]])
