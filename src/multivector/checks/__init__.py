"""Ledger -> problems: one rule per module. `CHECKS` lists them all, in the order in which the reference shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks import (
    admiralty,
    adoptions,
    anchors,
    clauses,
    codes,
    contradictions,
    cycles,
    dates,
    disclaimers,
    disclosures,
    empty,
    expectations,
    identical,
    offices,
    parts,
    populations,
    references,
    seats,
    sources,
    stages,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem

CHECKS: tuple[Callable[[Ledger, Mapping[str, str]], Iterator[Problem]], ...] = (
    references.check,
    cycles.check,
    identical.check,
    empty.check,
    dates.check,
    stages.check,
    expectations.check,
    parts.check,
    anchors.check,
    adoptions.check,
    admiralty.check,
    sources.check,
    disclaimers.check,
    offices.check,
    codes.check,
    weights.check,
    populations.check,
    clauses.check,
    contradictions.check,
    disclosures.check,
    seats.check,
)


def run_checks(ledger: Ledger, texts: Mapping[str, str]) -> list[Problem]:
    """Run every check over a ledger; `texts` holds the text of sources, by id, where it is at hand."""
    return [problem for check in CHECKS for problem in check(ledger, texts)]
