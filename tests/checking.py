"""Help for the tests of checks: dossiers written as text, without a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks import run_checks
from multivector.files.build import build_dossier, build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.model.ledger import Ledger, ledger_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.model.entries import Dossier
    from multivector.model.problems import Problem

PEOPLE = """
- actor: kz
  type: state
  name: Kazakhstan
- actor: us
  type: state
  name: the United States
"""


def ledger(text: str, dossier: str = "") -> Ledger:
    """Read the text of a dossier file, which must be in order."""
    about: Dossier | None = None
    if dossier:
        lines = Lines(dossier)
        node, wrong = parse(dossier, "dossier.yaml", lines)
        assert node is not None
        about, unfit = build_dossier(node, "dossier.yaml", lines)
        assert not [*wrong, *unfit]
    lines = Lines(text)
    node, wrong = parse(text, "a.yaml", lines)
    assert node is not None
    entries, unfit = build_entries(node, "a.yaml", lines)
    assert not [*wrong, *unfit]
    return ledger_of(entries, about)


def problems(text: str, texts: Mapping[str, str] | None = None, dossier: str = "") -> list[Problem]:
    """Check the text of a dossier file."""
    return sorted(run_checks(ledger(text, dossier), texts or {}))


def codes(text: str, texts: Mapping[str, str] | None = None, dossier: str = "") -> list[str]:
    """Give the codes of what is wrong with the text of a dossier file, by place."""
    return [problem.code for problem in problems(text, texts, dossier)]
