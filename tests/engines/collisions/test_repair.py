"""The price of a scenario: beside every choice of what to break, and by example."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from colliding import Ledger, Plans, drawn, in_force, scenarios, subsets
from multivector.engines.collisions import (
    Amount,
    Background,
    Box,
    Clause,
    Exclusion,
    Modality,
    Rule,
    Taxonomies,
    in_scenario,
    index,
    taxonomy,
)

O, F, P = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION  # noqa: E741  # the letters of deontic logic
ONE = taxonomy({"it": []})
ACTS = Taxonomies(taxonomy({"go": [], "pay": [], "tell": []}), ONE, ONE)


def clause(name: str, modality: Modality, action: str, **more: object) -> Clause:
    return Clause(id=name, bearer="x", modality=modality, what=Box(action, "it", "it"), **more)  # type: ignore[arg-type]  # by name


def owed(ledger: Ledger, holds: frozenset[str], day: int) -> list[Clause]:
    """Give the clauses that a day's plan is to keep, each for the days from then on that matter to it."""
    found = []
    for one in ledger.clauses:
        end = 3 if one.end is None else one.end
        if one.modality is P or not in_force(one, holds) or end <= day:
            continue
        if one.modality is F:
            found.append(replace(one, start=max(one.start or 0, day), end=end))
        elif (one.start or 0) <= day:
            found.append(replace(one, start=day, end=end if one.achieve else day + 1))
    return found


def cheapest(plans: Plans, clauses: list[Clause], holds: frozenset[str]) -> float:
    kept = {one.id: plans.kept(one, holds) for one in clauses}
    weights = []
    for bearer in {one.bearer for one in clauses}:
        mine = [one for one in clauses if one.bearer == bearer]
        weights.append(
            min(
                sum(one.weight for one in broken)
                for broken in subsets(mine, len(mine))
                if np.logical_and.reduce(
                    [np.ones(len(plans.admissible), dtype=bool), *(kept[o.id] for o in mine if o not in broken)]
                ).any()
            )
        )
    return sum(weights)


def test_no_choice_of_what_to_break_is_cheaper_and_what_is_left_can_be_kept() -> None:
    rng = np.random.default_rng(4)
    for seed in range(80):
        ledger = drawn(np.random.default_rng(seed), disputed=seed % 2 == 1, exclusive=seed % 4 > 1, achieve=seed % 8 > 3)
        weighted = tuple(replace(one, weight=float(rng.integers(1, 4))) for one in ledger.clauses)
        ledger = replace(ledger, clauses=weighted)
        plans, ready = Plans(ledger), index(ledger.clauses, ledger.taxonomies, ledger.background)
        for base, holds in list(scenarios(ledger))[:: int(rng.integers(3, 6))]:
            day = int(rng.integers(3))
            found = in_scenario(ready, base, day)
            clauses = owed(ledger, holds, day)
            assert found.weight == cheapest(plans, clauses, holds), (seed, base, day)
            left = [one for one in clauses if one.id not in found.broken]
            assert cheapest(plans, left, holds) == 0
            assert set(found.in_force) == {
                one.id
                for one in ledger.clauses
                if in_force(one, holds) and (one.start or 0) <= day < (3 if one.end is None else one.end)
            }


def test_a_remedy_that_cannot_be_had_makes_the_breach_dearer() -> None:
    clauses = [
        clause("aid", O, "go", trigger=(frozenset(["attack"]),)),
        clause("peace", F, "go", weight=1.5),
        clause("damages", O, "pay", remedy_of="aid"),
        clause("silence", F, "tell", remedy_of="peace"),
        clause("report", O, "tell"),
        clause("lost", O, "pay", remedy_of="nothing here"),
    ]
    calm = in_scenario(index(clauses, ACTS), [], 0)
    assert (calm.broken, calm.weight, calm.due, calm.collisions) == ((), 0, (), ())
    war = in_scenario(index(clauses, ACTS), ["attack"], 0)
    assert (war.broken, war.weight, war.due) == (("aid",), 1, ("damages",))
    assert [one.clauses for one in war.collisions] == [("aid", "peace")]
    frozen = in_scenario(index([*clauses, clause("freeze", F, "pay")], ACTS), ["attack"], 0)
    assert (frozen.broken, frozen.weight) == (("aid", "damages"), 2) or frozen.broken == ("aid", "freeze")
    owing = in_scenario(index([*clauses, clause("freeze", F, "pay", weight=9)], ACTS), ["attack"], 0)
    assert (owing.broken, owing.weight, owing.due) == (("aid", "damages"), 2, ())


def test_a_remedy_may_be_an_amount() -> None:
    fine = Clause(id="fine", bearer="x", modality=O, what=Amount((("money", 1),), 5), remedy_of="aid")
    cap = Clause(id="cap", bearer="x", modality=O, what=Amount((("money", 1),), None, 3), weight=7)
    found = in_scenario(index([clause("aid", O, "go"), clause("peace", F, "go", weight=5), fine, cap], ACTS), [], 0)
    assert (found.broken, found.weight) == (("aid", "fine"), 2)


def test_four_tasks_and_three_places_leave_one_undone() -> None:
    acts = taxonomy(
        {f"{i} at {place}": [f"task {i}"] for i in "1234" for place in "pqr"}, exhaustive=[f"task {i}" for i in "1234"]
    )
    places = tuple(Exclusion(place, tuple(Box(f"{i} at {place}", "it", "it") for i in "1234")) for place in "pqr")
    tasks = [clause(i, O, f"task {i}", weight=float(i)) for i in "1234"]
    found = in_scenario(index(tasks, Taxonomies(acts, ONE, ONE), Background(exclusions=places)), [], 0)
    assert (found.collisions, found.broken, found.weight) == ((), ("1",), 1)


def test_a_cover_of_more_clauses_than_are_told_is_paid_for_all_the_same() -> None:
    acts = taxonomy({f"way {i}": ["go"] for i in "123"}, exhaustive=["go"])
    clauses = [clause("O", O, "go", weight=2), *(clause(i, F, f"way {i}") for i in "123")]
    found = in_scenario(index(clauses, Taxonomies(acts, ONE, ONE)), [], 0)
    assert (found.collisions, found.weight, len(found.broken)) == ((), 1, 1)


def test_amounts_beyond_a_capacity_are_shared_out() -> None:
    def sale(name: str, weight: float) -> Clause:
        return Clause(id=name, bearer="x", modality=O, what=Amount(((name, 1.0),), 40), weight=weight)

    whole = Background(capacities=(("x", Amount((("a", 1), ("b", 1), ("c", 1), ("d", 1)), None, 130)),))
    found = in_scenario(index([sale("a", 3), sale("b", 2), sale("c", 4), sale("d", 3)], ACTS, whole), [], 0)
    assert (found.collisions, found.broken, found.weight) == ((), ("b",), 2)


def test_rights_need_not_be_used_and_are_told() -> None:
    found = in_scenario(index([clause("right", P, "go"), clause("ban", F, "go")], ACTS), [], 0)
    assert (found.broken, [one.clauses for one in found.collisions]) == ((), [("ban", "right")])


def test_what_cannot_hold_is_refused() -> None:
    given = Background(rules=(Rule("war", frozenset(["attack"])),), incompatible=(frozenset(["war", "peace"]),))
    ready = index([], ACTS, given)
    with pytest.raises(ValueError, match="'war' holds by a rule alone"):
        in_scenario(ready, ["war"], 0)
    with pytest.raises(ValueError, match="hold together"):
        in_scenario(ready, ["attack", "peace"], 0)
