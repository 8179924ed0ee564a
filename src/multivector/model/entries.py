"""The nouns of a ledger: thirteen kinds of entry, as frozen records. This module is the definition of the format.

A field's name in files is its name here with dashes (`part-of`) and without a trailing underscore (`to`). Names of
kinds and fields are for ever: a file written today must mean the same in ten years.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, get_args

from multivector.model.dates import Date
from multivector.model.evidence import Adoption, Claim, Evidence
from multivector.model.fields import ActorId, DealId, EntryId, EventId, ExpectationId, SourceId, holds
from multivector.model.money import Money, Quantity
from multivector.model.names import Names
from multivector.model.parts import (
    Code,
    Coverage,
    Disclosure,
    Hypothesis,
    Membership,
    Observation,
    Office,
    Outcome,
    Period,
    Reading,
    Stage,
    StageName,
    Stake,
    Term,
    Weight,
)
from multivector.model.seats import Scale, Seat
from multivector.model.subjects import Agenda, Sector

if TYPE_CHECKING:
    from multivector.model.problems import Place


class Origin(Protocol):
    """Where an entry was written: gives the place of any of its keys and values."""

    def place(self, *path: str | int) -> Place:
        """Give the place of the value at a path (`"stages", 2, "on"`), or of its nearest parent that was written."""
        ...

    def key(self, key: str) -> Place:
        """Give the place of a key of the entry."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every kind has. A value written on the entry itself is the claim of the entry's own evidence."""

    id: str
    name: Names | None = holds("what readers call it, by language", default=None)
    evidence: tuple[Evidence, ...] = holds("where the entry's own values are said", default=())
    claims: tuple[Claim, ...] = holds("values that sources give, side by side", default=())
    adopted: tuple[Adoption, ...] = holds("which claim the analyst goes by, since when and why", default=())
    agenda: tuple[Agenda, ...] = holds("the fields of policy it belongs to (default: that of its sector)", default=())
    note: Names | None = holds("the analyst's remark", default=None)
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Entry):
    """Who acts: a state, a bloc, a body, a company, a person."""

    type: Literal["state", "bloc", "organisation", "government", "company", "person", "media", "group"] = holds("what it is")
    part_of: ActorId | None = holds("the actor whose dealings its own are (a company's or minister's state)", default=None)
    aliases: tuple[str, ...] = holds("other names, in any language", default=())
    demonyms: tuple[Names, ...] = holds("what its people and things are called", default=())
    codes: tuple[Code, ...] = holds("codes elsewhere, with dates where they changed", default=())
    offices: tuple[Office, ...] = holds("offices held, with dates", default=())
    member_of: tuple[Membership, ...] = holds("blocs it belongs to, with dates", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Entry):
    """Who says it: an outlet or institution, or one text of it (`part-of` the outlet)."""

    type: Literal["official", "agency", "newspaper", "opinion", "company", "academic", "database", "social", "compiled"] = holds(
        "what kind of voice it is; `compiled` is the dossier's own arithmetic or search"
    )
    part_of: SourceId | None = holds("the outlet or collection that carries it", default=None)
    author: tuple[str, ...] = holds("who signed it", default=())
    date: Date | None = holds("when it was published", default=None)
    url: str | None = holds("where it is read", default=None)
    language: str | None = holds("language of its text, ISO 639 code", default=None)
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = holds(
        "of the outlet, A reliable to E unreliable, F cannot be judged (Admiralty scale); its texts inherit it",
        default=None,
    )
    repeats: SourceId | None = holds("the source whose words it passes on: the two are one voice", default=None)
    sha256: str | None = holds("hash of the text that places refer to (UTF-8, as read)", default=None)
    disclaimer: Names | None = holds("words that must travel with its quotes", default=None)
    covers: tuple[Coverage, ...] = holds("what it reports on, and over which time: there its silence means something", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entry):
    """What happened at a time: a visit, a meeting, a signing, a law, a poll."""

    type: Literal[
        "visit", "summit", "meeting", "call", "statement", "signing", "ceremony", "vote", "law", "negotiation", "poll",
        "publication", "incident", "other",
    ] = holds("what it was")  # fmt: skip
    when: Date | None = holds("when", rival=True, default=None)
    where: Names | None = holds("where", rival=True, default=None)
    between: tuple[ActorId, ...] = holds("who took part", rival=True, default=())
    host: ActorId | None = holds("who received the others", rival=True, default=None)
    level: Literal["state", "official", "working", "private"] | None = holds("rank of a visit", rival=True, default=None)
    quantity: Quantity | None = holds("a figure of it: documents signed, hours, turnout", rival=True, default=None)
    part_of: EventId | None = holds("the larger event", default=None)
    stages: tuple[Stage, ...] = holds("how it went on (of a law or a negotiation)", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal(Entry):
    """Money or goods agreed between parties, at whatever stage; or a package of such deals."""

    between: tuple[ActorId, ...] = holds("the parties", rival=True, needed=True, default=())
    supplier: tuple[ActorId, ...] = holds("who delivers or builds", rival=True, default=())
    buyer: tuple[ActorId, ...] = holds("who orders", rival=True, default=())
    sector: Sector = holds("field of business", default="mixed")
    niche: tuple[str, ...] = holds("niches of the market that it serves, short names as on `capacity`", default=())
    amount: Money | None = holds("how much", rival=True, default=None)
    basis: Literal["ceiling", "estimate", "contract", "actual", "target", "list-price"] | None = holds(
        "what the amount is", rival=True, default=None
    )
    flow: Literal["purchase", "investment", "loan", "grant", "production", "trade", "stock", "mixed"] | None = holds(
        "what the money does; `trade` and `stock` are statistics, which totals of deals leave out",
        rival=True,
        default=None,
    )
    pays: ActorId | None = holds("who pays, lends or invests", rival=True, default=None)
    to: ActorId | None = holds("whom it is paid to, lent to or invested in (default: the other party)", rival=True, default=None)
    quantity: Quantity | None = holds("how many, how long: 300 locomotives, 15 years", rival=True, default=None)
    part_of: DealId | None = holds("the package in which it was announced", default=None)
    overlaps: tuple[DealId, ...] = holds("other deals whose money it may share, such as another cut of one package", default=())
    complete: Literal["yes", "no"] = holds("of a package: whether its listed parts are all of it", default="no")
    localisation: Names | None = holds("what of it is made in the buyer's country", rival=True, default=None)
    stages: tuple[Stage, ...] = holds("how firm it was, when, says who", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Entry):
    """What a party is bound to do, not to do, or may do."""

    by: tuple[ActorId, ...] = holds("who is bound", rival=True, needed=True, default=())
    to: tuple[ActorId, ...] = holds("towards whom", rival=True, default=())
    modality: Literal["must", "must-not", "may", "principle"] | None = holds(
        "how it binds", rival=True, needed=True, default=None
    )
    what: Names | None = holds("what it binds to, in the analyst's words", rival=True, needed=True, default=None)
    trigger: Names | None = holds("when it applies (always, where absent)", rival=True, default=None)
    unless: Names | None = holds("when it does not", rival=True, default=None)
    area: Names | None = holds("where it applies", rival=True, default=None)
    rank: Literal["charter", "treaty", "agreement", "law", "declaration", "statement", "contract"] | None = holds(
        "legal weight of the instrument", rival=True, default=None
    )
    instrument: EntryId | None = holds("the event or deal in which it was given", default=None)
    part_of: EntryId | None = holds("the larger commitment that it is a clause of", default=None)
    valid: Date | None = holds("interval in which it holds", rival=True, default=None)
    clauses: tuple[str, ...] = holds(
        "what it binds to, in words that can be compared: `must not host armed-forces outside caspian-five in caspian-sea`",
        default=(),
    )
    yields_to: tuple[EntryId, ...] = holds("commitments that it declares to go before it", default=())
    candidate: Literal["yes", "no"] = holds(
        "whether nobody gave it so far: a promise that is asked for or weighed, entered to see what it would break", default="no"
    )
    stages: tuple[Stage, ...] = holds("how firm it was, when, says who", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Entry):
    """An act that speaks: a greeting, a toast, a form of address, an hour alone together."""

    by: tuple[ActorId, ...] = holds("who sends it", rival=True, needed=True, default=())
    to: tuple[ActorId, ...] = holds("to whom", rival=True, default=())
    audiences: tuple[ActorId, ...] = holds("who else was meant to see it", rival=True, default=())
    act: Literal[
        "greeting", "private-talk", "toast", "address", "praise", "gift", "honour", "attendance", "ceremony", "language",
        "omission", "other",
    ] = holds("what was done")  # fmt: skip
    what: Names | None = holds("what it was, in the analyst's words", rival=True, default=None)
    on: Date | None = holds("when", rival=True, default=None)
    where: Names | None = holds("where", rival=True, default=None)
    quantity: Quantity | None = holds("a figure of it: hours, guns, documents", rival=True, default=None)
    part_of: EventId | None = holds("the event at which it was sent", default=None)
    readings: tuple[Reading, ...] = holds("what sources say that it means", default=())
    contradicts: tuple[EntryId, ...] = holds(
        "signals and messages that cannot stand beside it, says a source (one that denies it says that they can)",
        rival=True,
        default=(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Entry):
    """Something said to be heard: who, to which audiences, about what."""

    by: tuple[ActorId, ...] = holds("who says it", rival=True, needed=True, default=())
    to: tuple[ActorId, ...] = holds("the audiences addressed", rival=True, default=())
    says: Names | None = holds("the content, in the analyst's words", rival=True, needed=True, default=None)
    about: tuple[EntryId, ...] = holds("entries that it speaks of", default=())
    on: Date | None = holds("when", rival=True, default=None)
    where: Names | None = holds("where", rival=True, default=None)
    part_of: EventId | None = holds("the event at which it was said", default=None)
    visibility: Literal["public", "closed", "leaked"] | None = holds(
        "who could hear it: all; only those addressed; all, though it was meant for those", rival=True, default=None
    )
    heard_by: tuple[ActorId, ...] = holds("who heard it besides those addressed", rival=True, default=())
    contradicts: tuple[EntryId, ...] = holds(
        "messages and signals that cannot stand beside it, says a source (one that denies it says that they can)",
        rival=True,
        default=(),
    )
    stakes: tuple[Stake, ...] = holds("what its sender gains or loses with each audience that learns the truth of it", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Entry):
    """What a state wants to have, from whomever."""

    of: ActorId = holds("who needs it")
    what: Names = holds("what is needed, in the analyst's words")
    sector: Sector | None = holds("field of business", default=None)
    amount: Money | None = holds("what it would cost", rival=True, default=None)
    quantity: Quantity | None = holds("how much of it", rival=True, default=None)
    due: Date | None = holds("by when", rival=True, default=None)
    served_by: tuple[EntryId, ...] = holds("deals and commitments that serve it", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Entry):
    """How able an actor is to supply a niche of a market, and if it is absent there, why."""

    of: ActorId = holds("the supplier")
    market: ActorId | None = holds("the state whose market it is (default: the dossier's)", default=None)
    niche: str = holds("the niche, a short name in lower case: `airliners`")
    niche_name: Names | None = holds("what readers call the niche (one entry of the niche needs to say it)", default=None)
    sector: Sector | None = holds("field of business that the niche belongs to", default=None)
    level: Literal["absent", "marginal", "able", "leading"] | None = holds("how able", rival=True, needed=True, default=None)
    why: Literal["no-bid", "sanctioned", "no-capacity", "excluded", "withdrew"] | None = holds(
        "why absent or marginal", rival=True, default=None
    )
    rivals: tuple[ActorId, ...] = holds("whom it competes with in the niche, says a source", rival=True, default=())
    since: Date | None = holds("since when", rival=True, default=None)
    quantity: Quantity | None = holds("a figure of it: market share, output", rival=True, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation(Entry):
    """Something said to come about by a time. A deadline that passes unmet is an outcome, not an edit."""

    about: EntryId = holds("what it concerns")
    what: Names | None = holds("what is expected, in the analyst's words", default=None)
    expects: StageName | None = holds("the stage that it should reach", default=None)
    due: Date | None = holds("by when", rival=True, default=None)
    by: ActorId | None = holds("who says so, where it is not the source's author", default=None)
    said: Date | None = holds("when it was said (default: the date of its source)", default=None)
    waits_for: tuple[Names, ...] = holds("what must come first", default=())
    replaces: ExpectationId | None = holds("the earlier deadline that it moved", default=None)
    outcomes: tuple[Outcome, ...] = holds("what became of it, never rewritten", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Entry):
    """An open question with the answers that rival each other."""

    asks: Names = holds("the question")
    about: tuple[EntryId, ...] = holds("entries that it concerns", default=())
    hypotheses: tuple[Hypothesis, ...] = holds("possible answers, each with a likelihood if one was judged", default=())
    weighs: tuple[Weight, ...] = holds("evidence, and how likely it is under each answer: judgements", default=())
    would_tell: tuple[Observation, ...] = holds("observations not made so far that would tell the answers apart", default=())
    scales: tuple[Scale, ...] = holds("what is bargained about, if many pull at one outcome", default=())
    seats: tuple[Seat, ...] = holds(
        "who stands where on these scales, how hard and with what: judgements, or sourced", default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding(Entry):
    """A figure or text that was not published: by whom, since when, beside what it would have been compared."""

    what: Names = holds("what is withheld")
    by: tuple[ActorId, ...] = holds("who withholds it")
    from_: tuple[ActorId, ...] = holds("from whom (the public, where absent)", default=())
    since: Date | None = holds("since when", rival=True, default=None)
    until: Date | None = holds("when it was published after all", rival=True, default=None)
    about: EntryId | None = holds("the deal or commitment whose figure or text it is", default=None)
    compared_with: tuple[EntryId, ...] = holds("entries beside which the figure would be read", default=())
    amount: Money | None = holds("a figure that was named after all", rival=True, default=None)
    readings: tuple[Reading, ...] = holds("reasons that sources offer", default=())
    disclosure: Disclosure | None = holds("what is taken to weigh on whether it is published: judgements", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Entry):
    """A number of people: a generation, students abroad, speakers of a language."""

    of: ActorId = holds("whose people")
    what: Names = holds("which people")
    abroad: ActorId | None = holds("the state they are in, where it is not their own", default=None)
    born: Date | None = holds("years of birth", rival=True, default=None)
    on: Date | None = holds("as of when", rival=True, default=None)
    size: Quantity | None = holds("how many, or what share", rival=True, default=None)
    women_by_age: tuple[int, ...] = holds("how many women aged 0-4, 5-9 and so on to 100 and over", default=())
    men_by_age: tuple[int, ...] = holds("how many men, likewise", default=())
    rates: tuple[Period, ...] = holds("births, deaths and migration since, five years each", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the folder is about (the file `dossier.yaml`, the only one that is not a list of entries)."""

    title: Names = holds("what readers see on the briefing")
    state: ActorId = holds("the state whose dealings these are")
    as_of: Date | None = holds(
        "the day whose knowledge the briefing shows (default: that of the newest source, decision or outcome)", default=None
    )
    period: Date | None = holds("the time it is about", default=None)
    terms: tuple[Term, ...] = holds("words of its own in which clauses of commitments say what they bind to", default=())
    origin: Origin | None = field(default=None, compare=False, repr=False)


AnyEntry: TypeAlias = (
    Actor
    | Source
    | Event
    | Deal
    | Commitment
    | Signal
    | Message
    | Need
    | Capacity
    | Expectation
    | Question
    | Withholding
    | Population
)
KINDS: dict[str, type[AnyEntry]] = {kind.__name__.lower(): kind for kind in get_args(AnyEntry)}


def kind_of(entry: AnyEntry) -> str:
    """Give the kind of an entry as written in files."""
    return type(entry).__name__.lower()
