"""What is expected is expected by some time.

What: expectations for which neither the entry nor a claim gives `due`.
Why: without a time it can neither come true nor fail.
Example: `- expectation: plant-signed` with `about:` and `expects: commitment` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.claims import claimed
from multivector.model.entries import Expectation
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report expectations without a time."""
    for expectation in ledger.of(Expectation):
        if not claimed(expectation, "due"):
            help_ = "add `due:` as the source gives it, if only as 2026/.. (from 2026 on)"
            yield Mistake("no-due", f"{expectation.id!r} has no time", help_).at(place_of(expectation), "info")
