"""The engine beside the definition as an answer-set program, solved by clingo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import clingo
import numpy as np
import pytest

from colliding import BASE, DAYS, Key, Ledger, drawn, key
from multivector.engines.collisions import Box, Modality, unfold

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = (Path(__file__).parent / "reference.lp").read_text(encoding="utf-8")
BLOCK = 40


def facts(ledger: Ledger) -> Iterator[str]:
    """Give a ledger as facts; derived atoms are unfolded."""
    rules = ledger.background.rules
    yield from (f'atom("{atom}").' for atom in BASE)
    for number, clash in enumerate(unfold(ledger.background.incompatible, rules)):
        yield from (f'clash({number},"{atom}").' for atom in clash)
    yield from (f"day({day})." for day in range(DAYS))
    for dimension, tree in enumerate(ledger.trees):
        yield from (f'below("{dimension}{t}","{leaf}").' for t in tree.terms() for leaf in tree.leaves(t, frozenset()))
    for clause in ledger.clauses:
        how = "every" if clause.every else "once" if clause.achieve else "some"
        kinds = {Modality.PROHIBITION: "forbids", Modality.OBLIGATION: how, Modality.PERMISSION: f"right({how})"}
        yield f'clause("{clause.id}",{kinds[clause.modality]}).'
        for day in range(clause.start or 0, DAYS if clause.end is None else clause.end):
            yield f'valid("{clause.id}",{day}).'
        for name, part, sets in (("set", "needs", clause.trigger), ("exception", "lifts", clause.unless)):
            for number, each in enumerate(unfold(sets, rules)):
                yield f'{name}("{clause.id}",{number}).'
                yield from (f'{part}("{clause.id}",{number},"{atom}").' for atom in each)
        assert isinstance(clause.what, Box)
        yield f'box("{clause.id}","{clause.bearer}",{terms(clause.what)}).'
    for one in ledger.background.exclusions:
        yield f'exclusion("{one.id}",{one.most}).'
        yield from (f'part("{one.id}",{number},{terms(box)}).' for number, box in enumerate(one.boxes))


def terms(box: Box) -> str:
    return f'"0{box.action}","1{box.object}","2{box.area}"'


def by_clingo(ledger: Ledger, most_clauses: int = 3, most_atoms: int = 3) -> list[Key]:
    bounds = [f"-cmost_clauses={most_clauses}", f"-cmost_atoms={most_atoms}"]
    control = clingo.Control(["0", "--heuristic=Domain", "--enum-mode=domRec", *bounds], logger=lambda *_: None)
    control.add("base", [], PROGRAM + "\n".join(facts(ledger)))
    control.ground([("base", [])])
    found: list[Key] = []

    def told(model: clingo.Model) -> None:
        shown = [(symbol.name, symbol.arguments[0].string) for symbol in model.symbols(shown=True)]
        found.append((frozenset(n for name, n in shown if name == "sel"), frozenset(e for name, e in shown if name == "ev")))

    control.solve(on_model=told)
    return found


@pytest.mark.parametrize("block", range(8))
def test_the_engine_finds_what_the_reference_program_finds(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        ledger = drawn(np.random.default_rng(10_000 + seed), exclusive=seed % 2 == 1, achieve=seed % 4 == 3)
        found = by_clingo(ledger)
        assert len(set(found)) == len(found)
        assert {key(one) for one in ledger.found()} == set(found), seed


def test_the_drawn_ledgers_have_collisions_of_every_kind() -> None:
    found = [
        (ledger, one)
        for seed in range(8 * BLOCK)
        for ledger in [drawn(np.random.default_rng(10_000 + seed), exclusive=seed % 2 == 1, achieve=seed % 4 == 3)]
        for one in ledger.found()
    ]
    assert {len(one.clauses) for _, one in found} == {1, 2, 3}
    assert {len(one.scenario) for _, one in found} == {0, 1, 2, 3}
    assert any(one.exclusions for _, one in found)
    members = [(ledger, [c for c in ledger.clauses if c.id in one.clauses]) for ledger, one in found]
    assert any(clause.unless for _, clauses in members for clause in clauses)
    assert any(clause.start is not None or clause.end is not None for _, clauses in members for clause in clauses)
