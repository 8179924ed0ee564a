"""The records inside entries: stages, offices, codes, outcomes, readings and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from multivector.model.dates import Date
from multivector.model.evidence import Evidence
from multivector.model.fields import ActorId, EntryId, holds
from multivector.model.money import Money
from multivector.model.names import Names
from multivector.model.problems import Mistake
from multivector.model.subjects import Agenda

StageName = Literal[
    "signal", "pledge", "framework", "commitment", "in-force", "financed", "implementing", "completed",
    "delayed", "suspended", "cancelled", "superseded",
]  # fmt: skip
STAGES: tuple[StageName, ...] = get_args(StageName)
LADDER: tuple[StageName, ...] = STAGES[:8]
"""The stages that follow each other; the last four stand beside them."""


Scheme = Literal["iso2", "iso3", "cow", "gw", "wikidata", "lei"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How firm something was at a date, according to its evidence."""

    on: Date = holds("since when")
    is_: StageName = holds("the stage: signal, pledge (not binding), framework (umbrella), commitment (signed, binding) …")
    until: Date | None = holds("the new date of a delayed thing", default=None)
    evidence: tuple[Evidence, ...] = holds("where it is said", default=())
    note: Names | None = holds("the analyst's remark", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What five years did to a population, or will do. What it does not give is as in the period before."""

    during: Date = holds("the five years, from the middle of one to that of another: 2020/2025")
    births: tuple[int, ...] = holds("births a year per million women aged 15-19, 20-24 and so on to 45-49", default=())
    deaths_women: tuple[int, ...] = holds(
        "deaths a year per million women aged 0, 1-4, 5-9 and so on to 100 and over", default=()
    )
    deaths_men: tuple[int, ...] = holds("deaths a year per million men, likewise", default=())
    came: int | None = holds("who came to live there in the five years (net, if only that is known)", default=None)
    left: int | None = holds("who left in the five years (net, if only that is known)", default=None)
    evidence: tuple[Evidence, ...] = holds("where it is said", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code in another list. Short form: `iso3 KAZ`."""

    scheme: Scheme = holds("the list")
    code: str = holds("the code")
    from_: Date | None = holds("since when it holds", default=None)
    to: Date | None = holds("until when", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office held: who "the president" was then."""

    office: str = holds("the office, a short name in lower case: `president`")
    title: Names | None = holds("how it is called", default=None)
    of: ActorId = holds("the state or body")
    from_: Date | None = holds("since when", default=None)
    to: Date | None = holds("until when (still, where absent)", default=None)
    exclusive: Literal["yes", "no"] = holds("whether its holder may hold no other exclusive one", default="no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Belonging to a bloc or organisation. Short form: its id."""

    of: ActorId = holds("the bloc or organisation")
    from_: Date | None = holds("since when", default=None)
    to: Date | None = holds("until when (still, where absent)", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a source reports on and over which time: only there does its silence mean something."""

    agenda: tuple[Agenda, ...] = holds("fields of policy (all, where absent)", default=())
    partners: tuple[ActorId, ...] = holds("partners (all, where absent)", default=())
    from_: Date = holds("since when")
    to: Date | None = holds("until when (still, where absent)", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source says that something means, or why it was done."""

    says: Names = holds("the reading, in the analyst's words")
    explains: Literal["audiences", "cost", "no-figure", "secrecy"] | None = holds(
        "of a withholding, by what: what `audiences` would read into a figure, what naming any costs, that there is none, a rule",
        default=None,
    )
    evidence: tuple[Evidence, ...] = holds("who reads it so", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an expectation."""

    on: Date = holds("when that was known")
    is_: Literal["met", "missed", "partly", "withdrawn", "unknown"] = holds("the outcome")
    evidence: tuple[Evidence, ...] = holds("where it is said", default=())
    note: Names | None = holds("the analyst's remark", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word in which clauses of commitments say what they bind to, beside those that every dossier has."""

    id: str = holds("a short name in lower case: `aktau-port`")
    of: Literal["act", "thing", "area"] = holds("what it is a word for")
    in_: tuple[str, ...] = holds("broader terms of the same kind", default=())
    perhaps_in: tuple[str, ...] = holds("broader terms that only some take it to belong to", default=())
    says: tuple[str, ...] = holds("other English words for it in clauses", default=())
    act: str | None = holds("of a thing: what is done with it where a clause names no act", default=None)
    whole: Literal["yes", "no"] = holds("whether its narrower terms are all of it", default="no")
    name: Names = holds("what readers call it")
    evidence: tuple[Evidence, ...] = holds("who takes it to belong where, or disputes that", default=())


@dataclass(frozen=True, slots=True)
class Share:
    """A probability between `low` and `high` per cent. Written `55..80 %`."""

    low: float
    high: float

    def __str__(self) -> str:
        """Write it so that `parse_share` gives the same again."""
        return f"{self.low:g} %" if self.low == self.high else f"{self.low:g}..{self.high:g} %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One possible answer to a question, and what the analyst thinks of it."""

    id: str = holds("a short name in lower case")
    says: Names = holds("the answer")
    likelihood: Share | None = holds("the analyst's judgement, in per cent: `55..80 %`", default=None)
    confidence: Literal["low", "moderate", "high"] | None = holds("how well the judgement is founded", default=None)
    because: tuple[EntryId, ...] = holds("entries that speak for it", default=())
    against: tuple[EntryId, ...] = holds("entries that speak against it", default=())
    would_change: Names | None = holds("which observation would change the judgement", default=None)
    evidence: tuple[Evidence, ...] = holds("who says so", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How likely something is if one of the answers to a question is true. Short form: `own-logic 40..80 %`."""

    if_: str = holds("the answer, by the id that its question gives it")
    likelihood: Share = holds("how likely it then is, in per cent: `40..80 %`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Evidence as somebody weighs it: how likely one would see it under each answer to a question."""

    on: tuple[EntryId, ...] = holds("entries that are the evidence")
    what: Names | None = holds("what of them is weighed (default: their names)", default=None)
    under: tuple[Chance, ...] = holds("how likely it is under each of the answers: `[own-logic 40..80 %, template 10..40 %]`")
    group: str | None = holds("weights of one group say partly the same; a short name in lower case", default=None)
    by: ActorId | None = holds("whose judgement it is (default: the analyst's)", default=None)
    evidence: tuple[Evidence, ...] = holds("where that is said which is weighed, if the entries say more than it", default=())
    note: Names | None = holds("why so likely", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something not seen so far that would tell the answers to a question apart."""

    what: Names = holds("what one would see")
    under: tuple[Chance, ...] = holds("how likely one would see it under each of the answers")
    by: ActorId | None = holds("whose judgement it is (default: the analyst's)", default=None)
    note: Names | None = holds("where to look, or why so likely", default=None)


@dataclass(frozen=True, slots=True)
class Gain:
    """What somebody gains, or loses below 0, between two ends, in units of the judge's own. Written `2` or `-3..-1`."""

    low: float
    high: float

    def __str__(self) -> str:
        """Write it so that `parse_gain` gives the same again."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}..{self.high:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What the sender of a message gains if an audience acts on the truth of what is said, rather than on its contrary."""

    to: ActorId = holds("the audience")
    if_so: Gain = holds("the gain if what is said is so: `1..3`; below 0 a loss")
    if_not: Gain = holds("the gain if it is not so: `-2`, in the same units for all audiences of the message")
    by: ActorId | None = holds("whose judgement it is (default: the analyst's)", default=None)
    note: Names | None = holds("why so much", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Somebody who would compare a figure with another: how it would be read, and what that costs those who published it."""

    who: ActorId = holds("the audience")
    reads: Literal["failure", "match", "success"] = holds(
        "as what: `failure` below that amount, the worse the smaller; `match` from it on; `success`, the larger the better"
    )
    beside: EntryId = holds("the deal whose amount it is compared with")
    begins: Share | None = holds("at which share of that amount the reading begins (default: 100 %)", default=None)
    loss: Gain = holds("what that costs at its worst (of a success: what it gains), in units of the judge's own: `0.3..0.5`")
    hurts: tuple[ActorId, ...] = holds("which of those who withhold it bear that, in equal parts (default: all)", default=())
    note: Names | None = holds("why so much", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What is taken to weigh on whether a figure is published: judgements, each a range."""

    expects: Money = holds("between which amounts the figure is taken to lie, nine times in ten: `3..40bn USD`")
    no_total: Share = holds("how likely there is no single figure at all")
    compares: Share = holds("how much of the comparison is made although no figure is named: 100 % all of it")
    cost: Gain | None = holds("what naming any figure costs, in the units of the losses (default: 0)", default=None)
    leak: Share | None = holds("how likely the figure comes out all the same (default: 0 %)", default=None)
    cover_up: Gain | None = holds("what it then costs to have kept silent (default: 0)", default=None)
    audiences: tuple[Audience, ...] = holds("who would compare it", default=())
    by: ActorId | None = holds("whose judgements they are (default: the analyst's)", default=None)
    note: Names | None = holds("why these", default=None)


_SHARE = re.compile(r"(\d{1,3}(?:\.\d\d?)?)(?:\.\.(\d{1,3}(?:\.\d\d?)?))? ?%", re.ASCII)
_GAIN = re.compile(r"(-?\d{1,3}(?:\.\d)?)(?:\.\.(-?\d{1,3}(?:\.\d)?))?", re.ASCII)
_CODE = re.compile(r"([a-z0-9]+) (\S+)", re.ASCII)


def parse_share(text: str) -> Share | Mistake:
    """Read a probability or a range of it."""
    match = _SHARE.fullmatch(text)
    if match is None:
        return Mistake("bad-share", f"{text!r} is not a likelihood", "write it as 70 % or 55..80 %")
    low, high = float(match[1]), float(match[2] or match[1])
    if low > high or high > 100:  # noqa: PLR2004
        return Mistake("bad-share", f"{text!r} is not between 0 and 100 % or is upside down", "write it as 55..80 %")
    return Share(low, high)


def parse_gain(text: str) -> Gain | Mistake:
    """Read a gain or a range of it."""
    match = _GAIN.fullmatch(text)
    low, high = (float(match[1]), float(match[2] or match[1])) if match else (1.0, 0.0)
    if low > high:
        return Mistake("bad-gain", f"{text!r} is not a gain, or upside down", "write it as 2 or -3..-1, up to 999.9")
    return Gain(low + 0.0, high + 0.0)


def parse_chance(text: str) -> Chance | Mistake:
    """Read the short form of a chance: an answer's id and a likelihood."""
    answer, _, likelihood = text.partition(" ")
    if not answer or not likelihood:
        return Mistake("bad-share", f"{text!r} is not the id of an answer with a likelihood", "write it as own-logic 40..80 %")
    share = parse_share(likelihood)
    return share if isinstance(share, Mistake) else Chance(if_=answer, likelihood=share)


def parse_code(text: str) -> Code | Mistake:
    """Read the short form of a code."""
    match = _CODE.fullmatch(text)
    scheme = next((scheme for scheme in SCHEMES if match and match[1] == scheme), None)
    if match is None or scheme is None:
        return Mistake(
            "bad-code", f"{text!r} is not a code", f"write the list and the code: iso3 KAZ. Lists: {', '.join(SCHEMES)}"
        )
    return Code(scheme=scheme, code=match[2])
