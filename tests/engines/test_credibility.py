"""Private and public credibility: against the game itself, played out; over intervals, against every choice within them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.credibility import Stakes, in_private, in_public, regime
from multivector.engines.disclosure.classic.cheap_talk import credibility, two_types

few = settings(max_examples=80, deadline=None)
gains = st.integers(-3, 3).map(float)
points = st.builds(lambda so, not_: Stakes((so, so), (not_, not_)), gains, gains)
spans = st.tuples(gains, gains).map(lambda ends: (min(ends), max(ends)))
intervals = st.builds(Stakes, spans, spans)


def truth_is_best(stakes: list[Stakes]) -> bool:
    """Play the game with audiences that believe what they hear: tell whether the sender does best by the truth in either case."""

    def gained(case: str, heard: str) -> float:
        return sum(getattr(one, case)[0] if heard == case else 0.0 for one in stakes)

    return all(max(("so", "not_"), key=lambda heard: (gained(case, heard), heard == case)) == case for case in ("so", "not_"))


def choices(stakes: list[Stakes]) -> list[list[Stakes]]:
    """Give every choice of ends, and of the middles, in which some condition may turn."""
    options = [
        [Stakes((so, so), (not_, not_)) for so in (*one.so, sum(one.so) / 2) for not_ in (*one.not_, sum(one.not_) / 2)]
        for one in stakes
    ]
    return [list(choice) for choice in itertools.product(*options)]


@given(st.lists(points, min_size=1, max_size=4))
def test_a_statement_is_credible_where_no_lie_pays_in_the_game(stakes: list[Stakes]) -> None:
    assert in_public(stakes) == ("yes" if truth_is_best(stakes) else "no")
    assert [in_private(one) for one in stakes] == ["yes" if truth_is_best([one]) else "no" for one in stakes]


@given(st.lists(points, min_size=1, max_size=4))
def test_the_regime_says_who_is_convinced_alone_and_whether_all_are_together(stakes: list[Stakes]) -> None:
    alone = sum(truth_is_best([one]) for one in stakes)
    share = "all" if alone == len(stakes) else "some" if alone else "none"
    expected = {
        ("all", True): "full",
        ("some", True): "one-sided",
        ("none", True): "mutual",
        ("some", False): "subversion",
        ("none", False): "none",
    }
    assert regime(stakes) == expected[share, truth_is_best(stakes)]


@given(st.lists(points, min_size=1, max_size=4))
def test_points_are_told_as_by_the_model_of_any_number_of_types(stakes: list[Stakes]) -> None:
    other = credibility(two_types([one.so[0] for one in stakes], [one.not_[0] for one in stakes]))
    assert [in_private(one) == "yes" for one in stakes] == list(other.private)
    assert ((in_public(stakes) == "yes"), regime(stakes)) == (other.public, other.regime)


@few
@given(st.lists(intervals, min_size=1, max_size=2))
def test_what_is_told_of_intervals_holds_for_every_choice_within_them(stakes: list[Stakes]) -> None:
    found = choices(stakes)
    public = {in_public(choice) for choice in found}
    assert in_public(stakes) == (public.pop() if len(public) == 1 else "untold")
    for number, one in enumerate(stakes):
        private = {in_private(choice[number]) for choice in found}
        assert in_private(one) == (private.pop() if len(private) == 1 else "untold")
    named = regime(stakes)
    assert named is None or {regime(choice) for choice in found} == {named}


@given(st.lists(intervals, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_audiences_does_not_matter_and_greater_gains_never_hurt(stakes: list[Stakes], chance: object) -> None:
    shuffled = stakes.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert (in_public(shuffled), regime(shuffled)) == (in_public(stakes), regime(stakes))
    better = [Stakes((one.so[0] + 1, one.so[1] + 1), (one.not_[0] + 1, one.not_[1] + 1)) for one in stakes]
    rank = ["no", "untold", "yes"]
    assert rank.index(in_public(better)) >= rank.index(in_public(stakes))


@pytest.mark.parametrize(
    ("stakes", "named"),
    [
        ([(1, 1), (2, 0)], "full"),
        ([(3, 1), (-1, 0)], "one-sided"),
        ([(3, -1), (-1, 3)], "mutual"),
        ([(1, 1), (-3, 0)], "subversion"),
        ([(1, -2), (1, -1)], "none"),
    ],
)
def test_the_five_regimes_of_the_paper(stakes: list[tuple[float, float]], named: str) -> None:
    assert regime([Stakes((so, so), (not_, not_)) for so, not_ in stakes]) == named


def test_with_nobody_to_convince_everybody_is() -> None:
    assert (in_public([]), regime([])) == ("yes", "full")
