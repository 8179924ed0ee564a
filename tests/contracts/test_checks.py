from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector import checks
from multivector.checks import CHECKS, run_checks
from multivector.load import load
from multivector.model.ledger import Ledger, ledger_of
from strategies import IDS, ledgers

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Mapping

    from multivector.model.problems import Problem

    Check = Callable[[Ledger, Mapping[str, str]], Iterator[Problem]]

CASES = Path(__file__).parents[1] / "cases" / "checks"
SOURCES = [id_ for id_ in IDS if id_.startswith("source")]
each = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__module__.rpartition(".")[2])


@each
def test_says_what_why_and_gives_an_example(check: Check) -> None:
    doc = importlib.import_module(check.__module__).__doc__ or ""
    assert [doc.count(f"\n{heading}: ") for heading in ("What", "Why", "Example")] == [1, 1, 1]
    assert check.__doc__


@each
def test_has_nothing_to_say_of_an_empty_ledger(check: Check) -> None:
    assert list(check(ledger_of([]), {})) == []


def test_the_folder_is_the_tuple() -> None:
    modules = {f"multivector.checks.{module.name}" for module in pkgutil.iter_modules(checks.__path__) if module.name[0] != "_"}
    assert {check.__module__ for check in CHECKS} == modules
    assert len(CHECKS) == len(modules)


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.dictionaries(st.sampled_from(SOURCES), st.text(max_size=600)), st.randoms(use_true_random=False))
def test_any_ledger_is_checked_alike_in_any_order_and_left_as_it_was(
    ledger: Ledger, texts: dict[str, str], chance: random.Random
) -> None:
    before, read = ledger.digest, dict(texts)
    found = run_checks(ledger, texts)
    assert found == run_checks(ledger, texts)
    assert (Ledger(ledger.entries, ledger.dossier).digest, texts) == (before, read)
    shuffled = list(ledger)
    chance.shuffle(shuffled)
    assert run_checks(ledger_of(shuffled, ledger.dossier), dict(sorted(texts.items(), reverse=True))) == found


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_every_problem_points_into_its_file(case: Path) -> None:
    for problem in load(case).problems if (case / "bad.yaml").is_file() else ():
        lines = (case / problem.place.file).read_bytes().decode("utf-8", errors="replace").split("\n")
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message.strip()
        assert problem.help.strip()
