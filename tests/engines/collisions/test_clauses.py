"""Clauses, taxonomies and rules: what they mean and what is refused; which clause prevails; how far it is to a collision."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colliding import drawn, in_force
from multivector.engines.collisions import (
    Amount,
    Box,
    Clause,
    Distance,
    Modality,
    NearMiss,
    Precedence,
    Rank,
    Rule,
    Standing,
    Taxonomies,
    blame,
    collisions,
    distance,
    freedom,
    ground,
    headroom,
    index,
    near_misses,
    prevailing,
    resolution,
    screen,
    steps,
    taxonomy,
    unfold,
)
from multivector.engines.collisions.quantities import feasible
from multivector.engines.collisions.regions import minus, points
from multivector.engines.collisions.taxonomy import readings

O, F, P = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION  # noqa: E741  # the letters of deontic logic
ONE = taxonomy({"it": []})
ACTS = Taxonomies(taxonomy({"base": ["forces"], "port": ["base"], "pay": []}), ONE, ONE)


def clause(name: str, modality: Modality = O, action: str = "base", **more: object) -> Clause:
    return Clause(id=name, bearer="x", modality=modality, what=Box(action, "it", "it"), **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"start": 5, "end": 5}, "ends before it begins"),
        ({"weight": float("nan")}, "positive and finite"),
        ({"trigger": ()}, "never in force"),
        ({"unless": (frozenset(),)}, "always holds"),
        ({"modality": F, "every": True}, "as it is"),
        ({"every": True, "achieve": True}, "a clause for each"),
        ({"what": Amount((("q", 1),), 1), "achieve": True}, "on every day"),
        ({"modality": P, "remedy_of": "other"}, "a remedy is owed"),
        ({"remedy_of": "c"}, "of another clause"),
    ],
)
def test_what_a_clause_cannot_mean_is_refused(more: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(clause("c"), **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("terms", "least", "most", "message"),
    [
        ((), 1, None, "needs a quantity"),
        ((("q", 1),), None, None, "and an end"),
        ((("q", 1), ("q", 2)), 1, None, "twice"),
        ((("q", 1),), float("nan"), None, "finite"),
        ((("q", 0),), 1, None, "0 times"),
        ((("q", 1),), 2, 1, "more than its most"),
    ],
)
def test_what_an_amount_cannot_mean_is_refused(
    terms: tuple[tuple[str, float], ...], least: float, most: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Amount(terms, least, most)


def test_the_member_attacked_is_the_member_assisted() -> None:
    aid = Clause(
        id="aid",
        bearer="x",
        modality=O,
        what=Box("assist", "?y", "it"),
        trigger=(frozenset(["attack(?x, ?y)", "member(?y)"]),),
        unless=(frozenset(["consents(?y)"]),),
    )
    first, second = ground(aid, [{"?x": "AZ", "?y": "AM"}, {"?x": "AM", "?y": "BY"}])
    assert (first.id, first.what) == ("aid[AZ, AM]", Box("assist", "AM", "it"))
    assert first.trigger == (frozenset(["attack(AZ, AM)", "member(AM)"]),)
    assert second.unless == (frozenset(["consents(BY)"]),)
    assert ground(clause("plain"), [{}]) == (clause("plain"),)
    sold = Clause(id="sold", bearer="x", modality=O, what=Amount((("q", 1),), 1), trigger=(frozenset(["asks(?x)"]),))
    assert [one.id for one in ground(sold, [{"?x": "CN"}])] == ["sold[CN]"]
    with pytest.raises(ValueError, match=r"\?z is bound by no atom"):
        ground(replace(aid, what=Box("assist", "?z", "it")), [])
    with pytest.raises(ValueError, match=r"nothing is bound to \?y"):
        ground(aid, [{"?x": "AZ"}])


def test_a_taxonomy_has_a_leaf_for_what_is_not_listed() -> None:
    goods = taxonomy({"chips": ["goods"], "other chips": ["chips"], "goods": []}, disputed={("data", "goods"): "i"})
    assert goods.names(goods.extent("goods")) == ("other chips", "other goods")
    assert set(goods.names(goods.extent("goods", ["i"]))) == {"data", "other chips", "other goods"}
    assert goods.extent("data", ["i"]) == goods.extent("data")
    assert goods.atoms["goods"] == {"i"}


@pytest.mark.parametrize(
    ("parents", "exhaustive", "disputed", "message"),
    [
        ({"a": ["b"], "b": ["a"]}, (), {}, "is below itself"),
        ({"a": []}, ("a",), {}, "none exhausts it"),
        ({"a": ["b"]}, (), {("a", "b"): "i"}, "disputed and not"),
        ({"a": ["b"], "other b": ["c"]}, (), {}, "cannot lie elsewhere"),
    ],
)
def test_what_a_taxonomy_cannot_mean_is_refused(
    parents: dict[str, list[str]], exhaustive: tuple[str, ...], disputed: dict[tuple[str, str], str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        taxonomy(parents, exhaustive=exhaustive, disputed=disputed)


def test_too_many_doubts_and_unknown_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 8"):
        readings(frozenset("abcdefghi"))
    with pytest.raises(ValueError, match="no term 'b'"):
        ONE.extent("b")


def test_rules_that_go_round_are_refused() -> None:
    with pytest.raises(ValueError, match="follows from itself"):
        unfold([frozenset("a")], [Rule("a", frozenset("b")), Rule("b", frozenset("a"))])


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_trigger_unfolded_is_in_force_where_the_rules_say(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rules = [Rule(head, frozenset(rng.choice(list("pqrab"[: 3 + i]), 2))) for i, head in enumerate("abc")]
    deep = [frozenset(rng.choice(list("pabc"), 2)) for _ in range(2)]
    flat = clause("c", trigger=unfold(deep, rules))
    for bits in range(8):
        base = frozenset(atom for place, atom in enumerate("pqr") if bits >> place & 1)
        holds = base
        for _ in rules:
            holds = holds.union(rule.head for rule in rules if rule.body <= holds)
        assert in_force(flat, base) == any(each <= holds for each in deep)


@given(*(st.tuples(*(st.integers(0, 7) for _ in range(3)), st.integers(0, 3), st.integers(4, 6)) for _ in range(2)))
def test_what_is_left_of_a_region_and_what_is_taken_make_it_up(
    whole: tuple[int, int, int, int, int], part: tuple[int, int, int, int, int]
) -> None:
    def dots(region: tuple[int, int, int, int, int]) -> set[tuple[int, ...]]:
        a, b, r, start, end = region
        return {
            (i, j, k, d)
            for i in range(3)
            for j in range(3)
            for k in range(3)
            for d in range(start, end)
            if a >> i & b >> j & r >> k & 1
        }

    left = minus(whole, part)
    assert set().union(*map(dots, left)) == dots(whole) - dots(part)
    assert sum(len(dots(piece)) for piece in left) == len(dots(whole) - dots(part))
    assert points([whole]) * (whole[4] - whole[3]) == len(dots(whole))


def test_the_rules_of_precedence_decide_in_their_order() -> None:
    between = frozenset(["x", "RU"])
    old = clause("old", action="forces", instrument="1992", date=1, parties=between)
    wider = replace(old, id="wider", instrument="2013", date=9, parties=between | {"CN"})
    assert prevailing(wider, old, ACTS) == (True, Precedence.LATER)
    assert prevailing(old, wider, ACTS) == (False, Precedence.LATER)
    assert prevailing(old, replace(wider, parties=frozenset(["x", "US"])), ACTS) is None
    assert prevailing(old, replace(wider, parties=frozenset()), ACTS) is None
    assert prevailing(replace(old, parties=frozenset()), wider, ACTS) is None
    assert prevailing(replace(old, date=None), wider, ACTS) is None
    subject = replace(wider, yields_to=frozenset(["1992"]))
    assert prevailing(subject, old, ACTS) == (False, Precedence.SUBJECT)
    assert prevailing(old, subject, ACTS) == (True, Precedence.SUBJECT)
    assert prevailing(replace(old, yields_to=frozenset(["2013"])), subject, ACTS) is None
    charter, peremptory = replace(old, rank=Rank.CHARTER), replace(old, rank=Rank.PEREMPTORY)
    assert prevailing(subject, charter, ACTS) == (False, Precedence.CHARTER)
    assert prevailing(peremptory, charter, ACTS) == (True, Precedence.PEREMPTORY)
    word = replace(wider, rank=Rank.POLITICAL)
    assert prevailing(word, old, ACTS) == (False, Precedence.BINDING)
    narrow = replace(old, id="narrow", what=Box("port", "it", "it"))
    assert prevailing(narrow, old, ACTS) == (True, Precedence.SPECIAL)
    assert prevailing(old, narrow, ACTS) == (False, Precedence.SPECIAL)
    assert prevailing(old, replace(old, id="same"), ACTS) is None
    assert prevailing(old, replace(old, what=Amount((("q", 1),), 1)), ACTS) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(Rank), st.integers(0, 2), st.sampled_from("AB"), st.sampled_from("AB"), st.booleans()),
        min_size=2,
        max_size=2,
    )
)
def test_what_prevails_seen_from_one_side_gives_way_seen_from_the_other(
    drawn_ones: list[tuple[Rank, int, str, str, bool]],
) -> None:
    one, other = (
        clause(str(i), rank=rank, date=date, instrument=text, yields_to=frozenset(to), parties=frozenset("xy" if few else "xyz"))
        for i, (rank, date, text, to, few) in enumerate(drawn_ones)
    )
    seen, back = prevailing(one, other, ACTS), prevailing(other, one, ACTS)
    assert (seen is None and back is None) or (seen is not None and back is not None and seen == (not back[0], back[1]))


def test_a_collision_is_settled_if_one_clause_gives_way_to_every_other() -> None:
    parties = frozenset(["x", "RU"])
    word = clause("word", rank=Rank.POLITICAL)
    treaties = [clause("t1", F, instrument="1"), clause("t2", F, instrument="2")]
    settled = resolution([treaties[0], word, treaties[1]], ACTS)
    assert (settled.standing, settled.gives_way) == (Standing.RESOLVED, "word")
    assert [(each.prevails, each.by) for each in settled.rulings] == [("t1", Precedence.BINDING), ("t2", Precedence.BINDING)]
    assert resolution(treaties, ACTS).standing is Standing.NONE
    special = resolution([clause("wide", parties=parties), clause("narrow", F, "port", parties=parties)], ACTS)
    assert (special.standing, special.gives_way) == (Standing.ARGUABLE, "wide")
    assert resolution([word], ACTS).standing is Standing.NONE


def test_distances_are_of_what_is_owed_and_not_settled() -> None:
    clauses = [
        clause("O", trigger=(frozenset(["attack", "request"]),)),
        clause("ban", F, "forces"),
        clause("right", P),
        clause("word", O, "port", rank=Rank.POLITICAL),
    ]
    found = collisions(clauses, ACTS)
    assert [one.settled for one in found] == [False, False, True]
    assert distance(found) == Distance(2, 0, None)
    assert distance(found, {"attack": 0.5, "request": 0.25}) == Distance(2, 0, 3.0)
    assert distance([]) == Distance(None, None, None)
    assert found[0].scenario == ("attack", "request")
    with pytest.raises(ValueError, match="above 0"):
        distance(found, {"attack": 0})


def test_blames_add_up_to_the_collisions() -> None:
    for seed in range(40):
        found = drawn(np.random.default_rng(seed), exclusive=seed % 2 == 1).found()
        assert sum(blame(found).values()) == pytest.approx(len(found))


def test_steps_lead_from_a_ban_up_and_from_a_demand_down() -> None:
    assert steps(ACTS, Box("port", "it", "it"), Box("forces", "it", "it")) == 0
    assert steps(ACTS, Box("forces", "it", "it"), Box("port", "it", "it")) == 2
    assert steps(ACTS, Box("pay", "it", "it"), Box("port", "it", "it")) is None
    clauses = [
        clause("O", O, "base"),
        clause("near", F, "port"),
        clause("met", F, "forces"),
        clause("far", F, "pay"),
        replace(clause("else", F, "port"), bearer="y"),
        Clause(id="sum", bearer="x", modality=O, what=Amount((("q", 1),), 1)),
        clause("P", P, "forces"),
    ]
    assert near_misses(clauses, ACTS, 1) == (NearMiss("O", "near", 1),)
    assert near_misses(clauses, ACTS, 2) == (NearMiss("O", "near", 1), NearMiss("P", "near", 2))


def test_freedom_is_the_share_of_acts_that_nothing_forbids() -> None:
    clauses = [
        clause("O", O, "forces", start=1),
        clause("ban", F, "port", trigger=(frozenset(["deal"]),)),
        clause("later", F, "forces", start=9),
        clause("other", O, "pay"),
    ]
    ready = index(clauses, ACTS)
    assert freedom(ready, "O", [], 2) == 1
    assert freedom(ready, "O", ["deal"], 2) == pytest.approx(2 / 3)
    assert freedom(ready, "O", [], 9) == 0
    assert freedom(ready, "O", [], 0) is None
    for name in ("ban", "nothing"):
        with pytest.raises(ValueError, match="demands or permits"):
            freedom(ready, name, [], 0)


def test_headroom_tells_how_far_each_box_is_from_a_collision() -> None:
    ready = index([clause("ban", F, "base", trigger=(frozenset(["deal"]),)), clause("stop", F, "port")], ACTS)
    rows = headroom(ready, clause("new"), [Box(term, "it", "it") for term in ("port", "base", "forces")])
    assert [(row.atoms, row.collisions) for row in rows] == [(0, 2), (1, 1), (None, 0)]
    assert all(one.atoms is None or other.atoms is None or one.atoms <= other.atoms for one, other in pairwise(rows))


def test_a_candidate_needs_an_id_of_its_own_and_is_no_remedy() -> None:
    ready = index([clause("ban", F)], ACTS)
    with pytest.raises(ValueError, match="'ban' already"):
        screen(ready, clause("ban"))
    with pytest.raises(ValueError, match="a remedy collides with nothing"):
        screen(ready, clause("new", remedy_of="ban"))


def test_an_infinite_choice_of_quantities_is_feasible() -> None:
    assert feasible([Amount((("a", 1), ("b", -1)), 1), Amount((("b", 1),), 3)])
    assert not feasible([Amount((("a", 1), ("b", 1)), None, 1), Amount((("b", 1),), 3)])
