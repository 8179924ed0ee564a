"""What is judged of a withholding can be compared with the dossier's own figures.

What: an expected figure without two ends; no audience, or one that reads a figure in one way twice; losses below 0; a deal to
compare with that has no amount in the currency of what is expected; a loss for somebody who does not withhold the figure.
Why: of such a judgement nothing can be computed, and the lens leaves all of it out.
Example: `expects: 4..30bn USD` beside a deal whose amount is given in tenge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.claims import standing
from multivector.model.entries import Withholding
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.parts import Audience
    from multivector.model.problems import Problem


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report judgements from which nothing follows."""
    del texts
    for entry in ledger.of(Withholding):
        judged = entry.disclosure
        if judged is None:
            continue
        low, high = judged.expects.low, judged.expects.high
        if low is None or high is None or not 0 < low < high:
            help_ = "give two ends, between which it lies nine times in ten: 4..30bn USD"
            mistake = Mistake("no-ends", f"{judged.expects} is no range above 0", help_)
            yield mistake.at(place_of(entry, "disclosure", "expects"), "warning")
        if not judged.audiences:
            help_ = "say who would compare the figure with what: `audiences`"
            yield Mistake("no-audience", "nobody would compare the figure", help_).at(place_of(entry, "disclosure"), "warning")
        read = set()
        for position, one in enumerate(judged.audiences):
            for key, mistake in (*_audience(ledger, one, judged.expects.unit), *_hurt(entry, one)):
                yield mistake.at(place_of(entry, "disclosure", "audiences", position, key), "warning")
            if (one.who, one.reads, one.beside) in read:
                mistake = Mistake("audience-twice", f"{one.who!r} reads it in this way already", "delete one of the two")
                yield mistake.at(place_of(entry, "disclosure", "audiences", position), "warning")
            read.add((one.who, one.reads, one.beside))


def _hurt(entry: Withholding, one: Audience) -> Iterator[tuple[str, Mistake]]:
    """Report who bears what a figure costs, but does not withhold it."""
    others = [who for who in one.hurts if who not in entry.by]
    if others:
        help_ = f"name some of those in `by`: {', '.join(entry.by)}; or leave `hurts` away"
        yield "hurts", Mistake("not-withholding", f"{others[0]!r} does not withhold the figure", help_)


def _audience(ledger: Ledger, one: Audience, unit: str) -> Iterator[tuple[str, Mistake]]:
    if one.loss.low < 0 or one.loss.high == 0:
        yield "loss", Mistake("bad-loss", f"a loss of {one.loss}", "a loss is at least 0, and its upper end above")
    beside = ledger.by_id.get(one.beside)
    if beside is None:
        return  # the check of references says so
    if not any(claim.value.unit == unit and claim.value.low and claim.value.high for claim in standing(beside, "amount")):
        help_ = "give its amount, or compare with a deal that has one in the currency of `expects`"
        yield "beside", Mistake("no-reference", f"{one.beside!r} has no amount in {unit}", help_)
