"""What a text may add to a ledger: drafts, each with its places in the text, the rule that made it, and what is missing.

A draft is no entry. It may lack what an entry needs, it is never written by the reader, and a person decides on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from multivector.model.money import Amount
    from multivector.model.parts import StageName
    from multivector.model.subjects import Sector
    from multivector.reader.calendar.records import When
    from multivector.reader.spans import Span

Kind = Literal[
    "event", "deal", "commitment", "signal", "message", "withholding", "expectation", "missed", "capacity", "question",
]  # fmt: skip
"""The kinds of entry that a text gives, and `missed`: a date that passed without what was expected by it."""
Form = Literal[
    "visit", "meeting", "call", "law", "occurrence",
    "agreement", "purchase", "package-part",
    "undertaking",
    "gesture", "reading",
    "statement", "toast", "proposal",
    "figure", "document",
    "signing", "deadline", "prediction",
    "competition", "supply",
    "hypothesis", "interpretation", "claim",
]  # fmt: skip
"""What it is within its kind, in the order of the kinds (`expectation` and `missed` share theirs)."""
Modality = Literal["done", "planned", "possible", "denied"]
"""`denied`: the text says that it did not come about, or that somebody denies it; such a draft is no happening."""
Polarity = Literal["positive", "negative"]
Role = Literal["party", "visitor", "host", "speaker", "by", "to", "about", "audience", "supplier", "buyer", "payer", "recipient"]
"""What somebody does in it: `buyer` orders of `supplier`, `payer` lends to or invests in `recipient`; `party` where no more is
said."""
Binding = Literal["must", "must-not", "may", "principle"]
Flow = Literal["purchase", "investment", "loan", "grant", "production", "trade"]


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
    rule: str
    """The rule that made it: a name that `confidence` knows."""
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
    binding: Binding | None = None
    """Of a commitment: how it binds."""
    trigger: Span | None = None
    """Of a commitment: the words that say when it applies."""
    flow: Flow | None = None
    """Of a deal: what the money does."""
    sector: Sector | None = None
    localisation: Span | None = None
    """Of a deal: the words that say what of it is made in the buyer's country."""
    part_of: int | None = None
    """The number of the draft that it is a part of, among the drafts of its text."""
    about: int | None = None
    """The number of the draft that it speaks of: what a figure is withheld of, what is expected, what is explained."""

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
