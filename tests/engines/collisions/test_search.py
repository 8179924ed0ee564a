"""All minimal collisions: beside the definition, and as published or argued elsewhere."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from colliding import by_definition, drawn, key, subsets
from multivector.engines.collisions import (
    Amount,
    Background,
    Box,
    Clause,
    Collision,
    Exclusion,
    Modality,
    Rule,
    Severity,
    Taxonomies,
    Taxonomy,
    collisions,
    index,
    screen,
    taxonomy,
)
from multivector.engines.collisions.quantities import feasible

O, F, P = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION  # noqa: E741  # the letters of deontic logic
ONE = taxonomy({"it": []})
BLOCK = 150


def over(actions: Taxonomy, objects: Taxonomy = ONE) -> Taxonomies:
    return Taxonomies(actions, objects, ONE)


def clause(name: str, modality: Modality, action: str, **more: object) -> Clause:
    return Clause(id=name, bearer="x", modality=modality, what=Box(action, "it", "it"), **more)  # type: ignore[arg-type]  # by name


def when(*atoms: str) -> tuple[frozenset[str], ...]:
    return (frozenset(atoms),)


def ids(found: tuple[Collision, ...]) -> list[str]:
    return [" ".join(one.clauses) for one in found]


@pytest.mark.parametrize("block", range(4))
def test_the_engine_finds_what_the_definition_says(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        rng = np.random.default_rng(seed)
        ledger = drawn(rng, disputed=seed % 2 == 1, exclusive=seed % 4 > 1, achieve=seed % 8 > 3)
        assert {key(one) for one in ledger.found()} == by_definition(ledger), seed


def test_so_it_does_of_four_clauses_and_more_atoms_and_of_fewer() -> None:
    for seed in range(120):
        ledger = drawn(np.random.default_rng(seed), disputed=seed % 2 == 1, exclusive=seed % 4 > 2, achieve=seed % 3 == 0)
        for bounds in ((4, 5), (2, 1), (1, 3)):
            assert {key(one) for one in ledger.found(*bounds)} == by_definition(ledger, *bounds), (seed, bounds)


def test_a_candidate_brings_just_the_collisions_that_its_clause_has() -> None:
    for seed in range(100):
        ledger = drawn(np.random.default_rng(seed), disputed=seed % 2 == 1, exclusive=seed % 4 > 1, achieve=seed % 8 > 3)
        for most in (1, 2, 3, 4):
            whole = ledger.found(most)
            for one in ledger.clauses[:3]:
                ready = index([other for other in ledger.clauses if other is not one], ledger.taxonomies, ledger.background)
                assert screen(ready, one, most_clauses=most) == tuple(each for each in whole if one.id in each.clauses), seed


def test_order_of_clauses_means_nothing() -> None:
    for seed in range(40):
        ledger = drawn(np.random.default_rng(seed), exclusive=seed % 2 == 1)
        turned = collisions(reversed(ledger.clauses), ledger.taxonomies, ledger.background)
        assert turned == ledger.found()


def test_four_clauses_of_a_textbook_have_two_minimal_unsatisfiable_sets() -> None:
    # a, not a, not a or b, not b, where "a" is to do a with b or a without b, and so on
    acts = taxonomy(
        {"a without b": ["a", "some"], "a with b": ["a", "b", "some"], "b without a": ["b", "some"]},
        exhaustive=["a", "b", "some"],
    )
    clauses = [clause("C1", O, "a"), clause("C2", F, "a"), clause("C3", F, "a without b"), clause("C4", F, "b")]
    assert ids(collisions(clauses, over(acts))) == ["C1 C2", "C1 C3 C4"]


def test_three_validities_of_which_each_two_overlap_have_a_day_in_common() -> None:
    acts = taxonomy({"north": ["both"], "south": ["both"]}, exhaustive=["both"])
    spans = [(0, 6), (4, 9), (5, 12)]
    clauses = [
        clause(name, modality, act, start=start, end=end)
        for (name, modality, act), (start, end) in zip(
            [("O", O, "both"), ("N", F, "north"), ("S", F, "south")], spans, strict=True
        )
    ]
    (found,) = collisions(clauses, over(acts))
    assert (found.clauses, found.start, found.end) == (("N", "O", "S"), 5, 6)
    apart = [clauses[0], clauses[1], clause("S", F, "south", start=6, end=12)]
    assert collisions(apart, over(acts)) == ()


def test_what_is_to_be_done_once_may_be_done_on_a_day_left_free() -> None:
    acts = taxonomy({"go": []})
    once = clause("O", O, "go", achieve=True, start=0, end=10)
    early, late = clause("E", F, "go", end=5), clause("L", F, "go", start=5)
    (found,) = collisions([once, early, late], over(acts))
    assert (found.clauses, found.start, found.end) == (("E", "L", "O"), 0, 10)
    assert collisions([once, early, clause("L", F, "go", start=6)], over(acts)) == ()


def test_goods_are_more_than_chips_unless_chips_are_said_to_be_all() -> None:
    clauses = [clause("move", O, "goods"), clause("chips", F, "chips")]
    assert collisions(clauses, over(taxonomy({"chips": ["goods"]}))) == ()
    assert ids(collisions(clauses, over(taxonomy({"chips": ["goods"]}, exhaustive=["goods"])))) == ["chips move"]


def test_free_movement_of_every_good_meets_what_some_good_does_not() -> None:
    goods = over(taxonomy({"chips": ["goods"], "grain": ["goods"]}))
    some, barred = clause("move", O, "goods"), clause("chips", F, "chips")
    every = clause("move", O, "goods", every=True)
    assert collisions([some, barred], goods) == ()
    assert ids(collisions([every, barred], goods)) == ["chips move"]


def test_a_specific_promise_meets_a_general_ban_and_not_the_reverse() -> None:
    acts = over(taxonomy({"base": ["forces"], "transit": ["forces"]}))
    assert ids(collisions([clause("O", O, "base"), clause("F", F, "forces")], acts)) == ["F O"]
    assert collisions([clause("O", O, "forces"), clause("F", F, "base")], acts) == ()


def test_a_disputed_membership_is_part_of_the_scenario() -> None:
    acts = over(taxonomy({"port": [], "open sea": ["caspian"]}, disputed={("port", "caspian"): "the port is on the sea"}))
    (found,) = collisions([clause("base", O, "port"), clause("ban", F, "caspian")], acts)
    assert (found.interpretations, found.events, found.severity) == (("the port is on the sea",), (), Severity.INTERPRETIVE)


def test_two_terms_that_hang_on_one_reading_with_equal_extents_are_told_once() -> None:
    acts = over(
        taxonomy(
            {"port": ["coast"], "open sea": ["caspian"], "coast": []},
            disputed={("port", "caspian"): "i", ("coast", "caspian"): "j"},
        )
    )
    clauses = [clause("base", O, "port"), clause("ban", F, "caspian")]
    assert [one.interpretations for one in collisions(clauses, acts)] == [("i",), ("j",)]
    doubled = over(
        taxonomy(
            {"port": ["shore"], "shore": []}, disputed={("port", "sea"): "i", ("port", "shores"): "j", ("shores", "sea"): "i"}
        )
    )
    assert [one.interpretations for one in collisions([clauses[0], clause("ban", F, "sea")], doubled)] == [("i",)]


def test_severities_are_told_apart() -> None:
    acts = over(taxonomy({"go": []}))
    given = Background(interpretations=frozenset(["threat"]))

    def severity(modality: Modality, *atoms: str) -> Severity:
        (found,) = collisions([clause("D", modality, "go", trigger=when(*atoms)), clause("F", F, "go")], acts, given)
        return found.severity

    assert severity(O) is Severity.CONTRADICTION
    assert severity(O, "attack") is Severity.CONDITIONAL
    assert severity(O, "attack", "threat") is Severity.INTERPRETIVE
    assert severity(P, "threat") is Severity.BLOCKED


def test_derived_events_are_told_by_what_they_follow_from() -> None:
    given = Background(
        rules=(Rule("on a member", frozenset(["attack", "member"])), Rule("member", frozenset(["joined"]))),
        incompatible=(frozenset(["on a member", "peace"]),),
    )
    help_, stay = clause("O", O, "go", trigger=when("on a member")), clause("F", F, "go")
    acts = over(taxonomy({"go": []}))
    (found,) = collisions([help_, stay], acts, given)
    assert found.events == ("attack", "joined")
    assert collisions([help_, clause("F", F, "go", trigger=when("peace"))], acts, given) == ()
    assert collisions([help_, clause("F", F, "go", unless=when("member"))], acts, given) == ()


def test_three_tasks_and_two_places_collide_only_together() -> None:
    acts = taxonomy(
        {f"task {i} at {place}": [f"task {i}"] for i in "123" for place in "pq"}, exhaustive=["task 1", "task 2", "task 3"]
    )
    places = tuple(Exclusion(place, tuple(Box(f"task {i} at {place}", "it", "it") for i in "123")) for place in "pq")
    tasks = [clause(i, O, f"task {i}") for i in "123"]
    (found,) = collisions(tasks, over(acts), Background(exclusions=places))
    assert (found.clauses, found.exclusions) == (("1", "2", "3"), ("p", "q"))
    assert collisions(tasks, over(acts), Background(exclusions=places[:1])) == ()


def amount(name: str, terms: dict[str, float], least: float | None = None, most: float | None = None, **more: object) -> Clause:
    what = Amount(tuple(terms.items()), least, most)
    return Clause(id=name, bearer="x", modality=O, what=what, **more)  # type: ignore[arg-type]  # by name


OIL = [
    amount("east", {"east": 1}, 40),
    amount("west", {"west": 1}, 40),
    amount("south", {"south": 2}, 80),
    amount("quota", {"east": 1, "west": 1}, None, 70, trigger=when("cut")),
]


def test_oil_promised_to_three_partners_exceeds_what_there_is() -> None:
    whole = Background(
        capacities=(("x", Amount((("east", 1), ("west", 1), ("south", 1)), None, 100)), ("y", Amount((("z", 1),), 1)))
    )
    found = collisions(OIL, over(ONE), whole)
    assert [(one.clauses, one.events) for one in found] == [
        (("east", "quota", "west"), ("cut",)),
        (("east", "south", "west"), ()),
    ]
    assert screen(index(OIL[1:], over(ONE), whole), OIL[0]) == found
    assert ids(collisions(OIL, over(ONE))) == ["east quota west"]


def test_bounds_of_one_quantity_collide_in_pairs() -> None:
    clauses = [amount("low", {"q": 1}, 5), amount("high", {"q": 2}, None, 8), amount("owed", {"q": -1}, None, -3)]
    assert ids(collisions(clauses, over(ONE))) == ["high low"]
    later = amount("low", {"q": 1}, 5, start=9)
    assert collisions([later, amount("high", {"q": 1}, None, 4, end=9)], over(ONE)) == ()
    either = amount("high", {"q": 1}, None, 4, trigger=(frozenset("p"), frozenset("q")))
    assert [one.events for one in collisions([later, either], over(ONE))] == [("p",), ("q",)]
    assert ids(collisions([amount("alone", {"q": 1}, None, -1), *clauses], over(ONE))) == ["alone", "high low"]


def test_amounts_collide_as_every_set_of_them_tried_says() -> None:
    rng = np.random.default_rng(1)
    for _ in range(40):
        clauses = []
        for place in range(5):
            terms = {
                name: float(rng.integers(1, 3)) for name in rng.choice(["u", "v", "w"], int(rng.integers(1, 3)), replace=False)
            }
            end = float(rng.integers(1, 9))
            low = rng.random() < 0.5
            trigger = when(*rng.choice(["p", "q"], int(rng.integers(0, 2)), replace=False))
            clauses.append(amount(f"c{place}", terms, end if low else None, None if low else end, trigger=trigger))
        wrong = [
            (frozenset(one.id for one in chosen), frozenset().union(*(one.trigger[0] for one in chosen)))
            for chosen in subsets(clauses, 3)
            if not feasible([one.what for one in chosen if isinstance(one.what, Amount)])
        ]
        least = {each for each in wrong if not any(other[0] < each[0] for other in wrong)}
        assert {key(one) for one in collisions(clauses, over(ONE))} == least


def test_what_cannot_be_asked_is_refused() -> None:
    acts = over(taxonomy({"go": []}))
    with pytest.raises(ValueError, match="two clauses have the id 'O'"):
        index([clause("O", O, "go"), clause("O", F, "go")], acts)
    with pytest.raises(ValueError, match="O: no taxonomy of its dimension has the term 'fly'"):
        index([clause("O", O, "fly")], acts)
    with pytest.raises(ValueError, match="need the taxonomies"):
        collisions([clause("O", O, "go")])
    with pytest.raises(ValueError, match="at least one clause"):
        collisions([], acts, most_clauses=0)
    with pytest.raises(ValueError, match="capacities of 'x' cannot hold"):
        index([], acts, Background(capacities=(("x", Amount((("q", 1),), None, -1)),)))
    doubted = over(taxonomy({"go": []}, disputed={("go", "move"): "i"}))
    exclusion = Exclusion("x", (Box("move", "it", "it"), Box("go", "it", "it")))
    with pytest.raises(ValueError, match="x: what is of 'move' is disputed"):
        index([], doubted, Background(exclusions=(exclusion,)))
    with pytest.raises(ValueError, match="no exclusion"):
        Exclusion("x", exclusion.boxes, most=2)


def test_a_remedy_collides_with_nothing_while_its_clause_is_kept() -> None:
    acts = over(taxonomy({"go": [], "pay": []}))
    clauses = [clause("O", O, "go"), clause("R", O, "pay", remedy_of="O"), clause("F", F, "pay")]
    assert collisions(clauses, acts) == ()


def test_every_pair_of_a_promise_and_a_ban_is_found() -> None:
    acts = over(taxonomy({"go": []}))
    clauses = [*(clause(f"O{i}", O, "go") for i in range(5)), *(clause(f"F{i}", F, "go") for i in range(5))]
    assert len(collisions(index(clauses, acts))) == len(
        [1 for one, other in combinations(clauses, 2) if one.modality != other.modality]
    )


def test_two_that_cover_are_found_as_any_number_that_cover_are() -> None:
    parents = {
        "1": ["12", "13"],
        "2": ["12", "24"],
        "3": ["34", "13"],
        "4": ["34", "24"],
        **{pair: ["all"] for pair in ("12", "34", "13", "24")},
    }
    tree = taxonomy(parents, exhaustive=["12", "34", "13", "24", "all"])
    terms, three = [*parents, "all"], 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        clauses = [
            Clause(
                id=f"c{place}",
                bearer="x",
                modality=O if place < 6 else F,
                what=Box(*(str(rng.choice(terms, p=[0.05] * 4 + [0.125] * 4 + [0.3])) for _ in range(3))),
                trigger=when(*rng.choice(["p", "q", "r"], int(rng.integers(3)), replace=False)),
            )
            for place in range(20)
        ]
        all_three = Taxonomies(tree, tree, tree)
        found = collisions(clauses, all_three)
        assert found == tuple(one for one in collisions(clauses, all_three, most_clauses=4) if len(one.clauses) < 4)
        ready = index(clauses[:-1], all_three)
        assert screen(ready, clauses[-1]) == tuple(one for one in found if "c19" in one.clauses)
        three += sum(len(one.clauses) == 3 for one in found)
    assert three > 100
