"""What a text may add to a ledger: drafts, each with its places in the text, the rule that made it, and what is missing.

A draft is no entry. It may lack what an entry needs, it is never written by the reader, and a person decides on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.model.money import Amount
    from multivector.model.parts import StageName
    from multivector.reader.calendar.records import When
    from multivector.reader.spans import Span

Kind = Literal["event", "deal", "expectation", "missed"]
"""Events, deals, things expected by a date, and dates that passed without what was expected."""
Form = Literal["visit", "meeting", "call", "signing", "agreement", "purchase", "package-part", "deadline"]
Modality = Literal["done", "planned", "possible", "denied"]
"""`denied`: the text says that it did not come about, or that somebody denies it; such a draft is no happening."""
Polarity = Literal["positive", "negative"]
Role = Literal["party", "visitor", "host", "speaker"]

Rule = Literal[
    "deal-signed", "deal-agreed", "deal-talks", "deal-named", "deal-amount", "deal-denied", "deal-trade", "deal-part",
    "visit-verb", "visit-noun", "meeting-verb", "meeting-noun", "meeting-talks", "meeting-received", "call",
    "expected-deal", "expected-signing", "expected-by", "missed-deadline",
]  # fmt: skip

PRIORS: Mapping[Rule, float] = {
    "deal-signed": 0.8, "deal-agreed": 0.65, "deal-talks": 0.6, "deal-named": 0.5, "deal-amount": 0.6, "deal-denied": 0.7,
    "deal-trade": 0.6, "deal-part": 0.5, "visit-verb": 0.8, "visit-noun": 0.7, "meeting-verb": 0.75, "meeting-noun": 0.6,
    "meeting-talks": 0.65, "meeting-received": 0.6, "call": 0.75, "expected-deal": 0.65, "expected-signing": 0.65,
    "expected-by": 0.6, "missed-deadline": 0.65,
}  # fmt: skip
"""How far each rule is trusted before anything was measured: stated by hand, not calibrated."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part, where the text names them; `actor` is None where the name has no code."""

    actor: str | None
    span: Span
    role: Role = "party"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word it is: the author's, a speaker's at a place, or that of many who are not named."""

    by: Literal["author", "speaker", "many"]
    speaker: Party | None = None
    span: Span | None = None
    """The words that attribute it."""


AUTHOR = Attribution("author")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry could be made of."""

    kind: Kind
    form: Form
    rule: Rule
    evidence: tuple[Span, ...]
    head: Span
    """The word that names the thing."""
    parties: tuple[Party, ...] = ()
    amount: Amount | None = None
    date: When | None = None
    stage: StageName | None = None
    modality: Modality = "done"
    polarity: Polarity = "positive"
    attribution: Attribution = AUTHOR
    topic: Span | None = None
    """The words that say what it is about."""
    many: bool = False
    """Whether the word stands for several: «соглашения», "documents"."""

    @property
    def confidence(self) -> float:
        """Give the stated prior of the rule, lower for every party or place in doubt; not calibrated."""
        unknown = any(party.actor is None for party in self.parties)
        return round(PRIORS[self.rule] * (0.9 if unknown or not self.parties else 1.0), 3)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the fields that an entry of this kind would have and that the text does not give here."""
        least = 2 if self.form != "deadline" else 1
        lacks = {
            "parties": len(self.parties) < least,
            "amount": self.kind == "deal" and self.amount is None,
            "date": self.date is None,
            "stage": self.kind == "deal" and self.stage is None,
        }
        return tuple(name for name, lacking in lacks.items() if lacking)
