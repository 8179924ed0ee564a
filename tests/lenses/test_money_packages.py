"""Packages: bounds and contradictions against enumeration of all worlds."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from making import amount, claim, deal, ledger, texts
from multivector.lenses import money
from multivector.lenses.money import packages
from multivector.model.claims import claimed
from sums import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from multivector.lenses.money.packages import Package
    from multivector.model.entries import Deal


def test_what_is_left_is_the_total_less_the_parts() -> None:
    (package,) = answer(
        deal("all", amount="10..12bn USD"), deal("a", amount="3..4bn USD", part_of="all"), deal("b", part_of="all")
    ).packages
    assert (package.remainder_low, package.remainder_high) == (0.0, 9e9)
    assert {one.id: (one.low, one.high, one.disclosed) for one in package.bounds} == {
        "all": (10e9, 12e9, True),
        "a": (3e9, 4e9, True),
        "b": (0.0, 9e9, False),
    }


def test_a_package_without_a_total_has_no_bound_above() -> None:
    (package,) = answer(deal("all"), deal("a", amount="3bn USD", part_of="all")).packages
    assert (package.remainder_low, package.remainder_high, package.total) == (0.0, None, ())
    assert package.consistent


def test_a_package_of_nothing_but_silence_is_unbounded() -> None:
    (package,) = answer(deal("all", amount="undisclosed"), deal("a", part_of="all")).packages
    assert (package.currency, package.accounts, package.contradictions, package.remainder_high) == ("", (), (), None)


def test_complete_parts_are_all_of_it() -> None:
    (package,) = answer(
        deal("all", amount="9..9 USD", complete="yes"), deal("a", amount="3..3 USD", part_of="all"), deal("b", part_of="all")
    ).packages
    assert package.complete
    assert {one.id: (one.low, one.high) for one in package.bounds}["b"] == (6.0, 6.0)


def test_an_undisclosed_rival_does_not_unsettle_a_figure() -> None:
    both = (claim("t1", amount="5..6 USD"), claim("t2", amount="undisclosed USD"))
    (package,) = answer(deal("all", *both), deal("a", part_of="all")).packages
    assert {one.id: (one.low, one.high) for one in package.bounds}["a"] == (0.0, 6.0)


def test_what_a_text_itself_adds_up_to_mixes_no_currencies() -> None:
    parts = (claim("t1", amount="3bn USD"),), (claim("t1", amount="over 4bn USD"),), (claim("t1", amount="9bn EUR"),)
    (package,) = answer(
        deal("all", amount="20bn USD"), *(deal(f"p{n}", *own, part_of="all") for n, own in enumerate(parts))
    ).packages
    assert [(one.source, one.parts, one.low, one.high) for one in package.accounts] == [("t1", ("p0", "p1"), 7e9, None)]


def test_ceilings_contradict_only_at_face_value() -> None:
    promised = answer(deal("all", amount="5bn USD"), deal("a", amount="up to 9bn USD", part_of="all"))
    (found,) = promised.packages[0].contradictions
    assert not found.unconditional
    assert promised.packages[0].consistent


def test_a_dispute_over_one_deal_alone_is_no_contradiction_of_the_package() -> None:
    rivals = (claim("t1", amount="3..3 USD"), claim("t2", amount="5..5 USD"))
    (package,) = answer(deal("all", *rivals), deal("a", amount="1..1 USD", part_of="all")).packages
    assert package.contradictions == ()


def test_the_search_for_contradictions_says_when_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_CONFLICTS", 1)
    parts = (deal(f"p{n}", amount="9..9 USD", part_of="all") for n in range(3))
    (package,) = answer(deal("all", amount="5..5 USD"), *parts).packages
    assert (len(package.contradictions), package.all_found) == (1, False)


ends = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda pair: f"{pair[0]}..{pair[0] + pair[1]} USD")


@st.composite
def small_packages(draw: st.DrawFn) -> tuple[Deal, ...]:
    """Draw a package of up to three parts, one of which may have parts, each with at most two figures."""
    parents = draw(st.sampled_from([("all",), ("all", "all"), ("all", "all", "all"), ("all", "p0"), ("all", "p0", "p0")]))
    made = []
    for id_, parent in (("all", None), *((f"p{n}", parent) for n, parent in enumerate(parents))):
        claims = [
            claim(text, amount=figure) for text, figure in zip(("t1", "t3"), draw(st.lists(ends, max_size=2)), strict=False)
        ]
        made.append(deal(id_, *claims, part_of=parent, complete=draw(st.sampled_from(["no", "yes"]))))
    return tuple(made)


def holds(amounts: Mapping[str, int], package: tuple[Deal, ...]) -> bool:
    for one in package:
        parts = [amounts[part.id] for part in package if part.part_of == one.id]
        if parts and (amounts[one.id] < sum(parts) or (one.complete == "yes" and amounts[one.id] != sum(parts))):
            return False
    return True


def worlds(package: tuple[Deal, ...], within: Mapping[str, tuple[int, int]]) -> list[dict[str, int]]:
    most = 40
    ids = [one.id for one in package]
    leaves = [id_ for id_ in ids if not any(one.part_of == id_ for one in package)]
    wholes = [id_ for id_ in ids if id_ not in leaves]
    found = []
    for values in product(*(range(within.get(id_, (0, 0))[0], min(within.get(id_, (0, 12))[1], 12) + 1) for id_ in leaves)):
        amounts = dict(zip(leaves, values, strict=True))
        for sums in product(*(range(within.get(id_, (0, 0))[0], min(within.get(id_, (0, most))[1], most) + 1) for id_ in wholes)):
            world = amounts | dict(zip(wholes, sums, strict=True))
            if holds(world, package):
                found.append(world)
    return found


def read(text: str) -> tuple[int, int]:
    found = amount(text)
    return int(found.low), int(found.high)


def the(package: tuple[Deal, ...]) -> Package:
    return money(ledger(*package, *texts())).answer.packages[0]


@settings(max_examples=25, deadline=None)
@given(small_packages())
def test_bounds_are_the_extremes_of_all_worlds_that_the_figures_leave(package: tuple[Deal, ...]) -> None:
    assume(all(one.claims for one in package if not any(other.part_of == one.id for other in package)))  # keeps worlds few
    found = the(package)
    within = {
        one.id: (min(low for low, _ in own), max(high for _, high in own))
        for one in package
        if (own := [read(str(claim.value)) for claim in claimed(one, "amount")])
    }
    left = worlds(package, within)
    assert found.consistent == bool(left)
    direct = [one.id for one in package if one.part_of == "all"]
    for bound in found.bounds if left else ():
        assert bound.low == min(world[bound.id] for world in left)
        assert bound.high in {max(world[bound.id] for world in left), None}
        assert (bound.high is None) == (max(world[bound.id] for world in left) == 40)  # the grid's own end
    if left:
        rests = [world["all"] - sum(world[id_] for id_ in direct) for world in left]
        assert found.remainder_low == min(rests)
        assert found.remainder_high is None or found.remainder_high == max(rests)
    else:
        assert (found.remainder_low, found.remainder_high) == (None, None)


@settings(max_examples=25, deadline=None)
@given(small_packages())
def test_contradictions_are_real_smallest_and_all_of_them(package: tuple[Deal, ...]) -> None:
    assume(sum(len(one.claims) for one in package) <= 5)
    said = [(one.id, str(claim.value)) for one in package for claim in claimed(one, "amount")]
    said = list(dict.fromkeys(said))

    def together(figures: tuple[tuple[str, str], ...]) -> bool:
        least, most = dict.fromkeys((one.id for one in package), 0), dict.fromkeys((one.id for one in package), 99)
        for id_, figure in figures:
            low, high = read(figure)
            least[id_], most[id_] = max(least[id_], low), min(most[id_], high)
        return _fits(package, least, most)

    subsets = [tuple(one for n, one in enumerate(said) if mask >> n & 1) for mask in range(1 << len(said))]
    clashing = [frozenset(one) for one in subsets if not together(one)]
    minimal = {one for one in clashing if not any(other < one for other in clashing)}
    found = the(package)
    assert found.all_found
    shown = [frozenset((member.id, member.figure) for member in one.members) for one in found.contradictions]
    assert set(shown) == {one for one in minimal if len({id_ for id_, _ in one}) > 1}
    assert len(shown) == len(set(shown))
    assert shown == sorted(shown, key=len)
    assert all(one.gap > 0 and one.unconditional for one in found.contradictions)


def _fits(package: tuple[Deal, ...], least: dict[str, int], most: dict[str, int]) -> bool:
    """Tell whether amounts exist: going up the tree, the sums that a whole may have are an interval."""

    def reach(id_: str) -> tuple[int, int] | None:
        own = next(one for one in package if one.id == id_)
        low, high = least[id_], most[id_]
        parts = [reach(part.id) for part in package if part.part_of == id_]
        if None in parts:
            return None
        if parts:
            low = max(low, sum(part[0] for part in parts if part))
            high = min(high, sum(part[1] for part in parts if part)) if own.complete == "yes" else high
        return (low, high) if low <= high else None

    return reach("all") is not None
