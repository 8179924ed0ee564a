"""An adoption chooses between rivals, and says why.

What: adoptions whose reason is no word, and adoptions where nothing rivals the claim.
Why: the decision is the analyst's, and the reader may ask for its reason.
Example: `adopted: {claim: trend-2025, on: 2025-11-20, reason: "-"}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.claims import claimed
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import AnyEntry
    from multivector.model.evidence import Adoption
    from multivector.model.ledger import Ledger

_LETTERS = 3


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report adoptions without a reason in words, and those of a claim that has no rival."""
    for entry in ledger:
        for position, adoption in enumerate(entry.adopted):
            if all(sum(map(str.isalpha, text)) < _LETTERS for _, text in adoption.reason.texts):
                mistake = Mistake(
                    "thin-reason", "the reason says nothing", "say in a few words why this claim and not its rivals"
                )
                yield mistake.at(place_of(entry, "adopted", position, "reason"), "info")
            if _alone(entry, adoption):
                message = f"nothing rivals {adoption.claim!r}" + (f" on {adoption.field!r}" if adoption.field else "")
                help_ = "a claim without rivals stands by itself: delete the adoption, or add the rival claim"
                yield Mistake("needless-adoption", message, help_).at(place_of(entry, "adopted", position, "claim"), "info")


def _alone(entry: AnyEntry, adoption: Adoption) -> bool:
    """Tell whether the claim exists and has no rival on any field that it is adopted for."""
    fields = {key for claim in entry.claims if claim.key == adoption.claim for key, _ in claim.values}
    if adoption.field is not None:
        fields &= {adoption.field}
    return bool(fields) and all({claim.key for claim in claimed(entry, key)} == {adoption.claim} for key in fields)
