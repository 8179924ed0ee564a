"""Ledger -> problems: one rule per module. `CHECKS` lists them all, in the order in which the reference shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem


def run_checks(ledger: Ledger, texts: Mapping[str, str]) -> list[Problem]:
    """Run every check over a ledger; `texts` holds the text of sources, by id, where it is at hand."""
    return []
