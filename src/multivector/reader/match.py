"""A draft, or an amount of a text -> what a ledger holds of it already.

    known = index(ledger)
    for draft, found in zip(drafts, matches(drafts, text, known), strict=True):
        found.verdict  # "further" evidence of `found.entry`, a "rival" claim on it, or "new"

Every reason has a name and counts as one; which of them are enough is a table (`_ENOUGH`, `_SAME`) and no weight. An entry that
does not share a word, a figure, a month, a company or a whole with the draft is never looked at. To take a draft for evidence of
an entry of which it does not speak is worse than not to see it, so what two entries fit equally well fits none.

For a figure alone: the same figure means the same ends in the same currency; hedges do not matter, since «около 15 млрд» and
«15 млрд» are two reports of one figure more often than two figures. Whether an entry speaks of the same thing is for a person to
see.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.model.entries import Actor, Need, Population, Source
from multivector.model.money import Amount
from multivector.model.walk import values_of
from multivector.reader.comparing import SPELL, WEEK, Difference, Figure, Reason, differences, figure_of, go_together, reasons
from multivector.reader.gazetteer import same
from multivector.reader.held import Actors, Held, of_draft, of_entry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from multivector.model.dates import Date
    from multivector.model.ledger import Ledger
    from multivector.reader.drafts import Draft, Party

__all__ = ["Candidate", "Difference", "Figure", "Index", "Match", "Verdict", "figures", "holding", "index", "match", "matches"]


def figures(ledger: Ledger) -> Mapping[Figure, tuple[str, ...]]:
    """Give the ids of the entries that hold each figure, own or claimed, in the order of the ledger."""
    found: dict[Figure, dict[str, None]] = defaultdict(dict)
    for entry in ledger:
        for _, _, value in () if isinstance(entry, Source) else values_of(entry):
            figure = figure_of(value) if isinstance(value, Amount) else None
            if figure is not None:
                found[figure][entry.id] = None
    return {figure: tuple(ids) for figure, ids in found.items()}


def holding(amount: Amount, known: Mapping[Figure, tuple[str, ...]]) -> tuple[str, ...]:
    """Give the ids of the entries that hold an amount's figure."""
    figure = figure_of(amount)
    return () if figure is None else known.get(figure, ())


Verdict: TypeAlias = Literal["further", "rival", "new"]

_ENOUGH: dict[str, tuple[frozenset[str], ...]] = {
    kind: tuple(frozenset(reasons.split()) for reasons in several)
    for kind, several in {
        "deal": (
            "parties amount figure", "parties amount word", "parties amount sector", "parties amount date", "firm amount",
            "parties name", "firm sector word", "firm sector about",
        ),
        "event": ("parties date",),
        "visit": ("parties date", "parties recent name"),
        "law": ("parties name",),
        "occurrence": ("parties date word", "parties words"),
        "commitment": ("parties name",),
        "signal": ("parties date word", "parties words"),
        "message": ("parties date name", "parties words"),
        "withholding": ("parties name", "parties about"),
        "expectation": ("about date", "parties date name"),
        "capacity": ("parties word", "parties sector"),
        "question": ("about name", "words"),
    }.items()
}  # fmt: skip
"""What it takes, by kind or form, for a draft that contradicts nothing to be further evidence of an entry."""
_SAME: dict[str, tuple[frozenset[str], ...]] = {
    kind: tuple(frozenset(reasons.split()) for reasons in several)
    for kind, several in {
        "deal": ("parties name", "firm sector word", "parties amount word", "firm amount"),
        "event": ("parties near", "parties date"),
        "law": ("parties name",),
        "commitment": ("parties name",),
        "expectation": ("about",),
        "capacity": ("parties word",),
    }.items()
}  # fmt: skip
"""What it takes for a draft that contradicts an entry to be a rival claim on it rather than another thing."""
_TYPES: dict[str, frozenset[str]] = {
    "visit": frozenset({"visit", "summit"}),
    "meeting": frozenset({"meeting", "summit", "negotiation"}),
    "call": frozenset({"call"}),
    "law": frozenset({"law", "vote"}),
    "occurrence": frozenset({"statement", "signing", "ceremony", "vote", "poll", "publication", "incident", "other"}),
}
"""The types of event that a draft of each form may be."""
_PAIR = 2
_MOST = 3
"""Candidates that are given."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a draft may speak of, why, and what speaks against it. Its score is the number of reasons."""

    entry: str
    verdict: Verdict
    """`new` where the reasons are too few."""
    reasons: tuple[Reason, ...]
    differs: tuple[Difference, ...] = ()

    @property
    def score(self) -> int:
        """The number of reasons."""
        return len(self.reasons)


@dataclass(frozen=True, slots=True)
class Match:
    """What a ledger holds of a draft: the verdict is that of the first candidate, or `new` where two are equally good."""

    verdict: Verdict = "new"
    candidates: tuple[Candidate, ...] = ()

    @property
    def entry(self) -> str | None:
        """The entry that is meant; None where the draft is new."""
        return None if self.verdict == "new" else self.candidates[0].entry

    @property
    def differs(self) -> tuple[Difference, ...]:
        """On what a rival claim contradicts the entry."""
        return () if self.verdict == "new" else self.candidates[0].differs


@dataclass(frozen=True, slots=True)
class Index:
    """A ledger made ready for matching."""

    actors: Actors
    held: Mapping[str, Held]
    by_key: Mapping[tuple[str, ...], tuple[str, ...]]


def index(ledger: Ledger) -> Index:
    """Make a ledger ready: whoever wants to match many drafts does it once."""
    actors = Actors(ledger, same(ledger))
    held = {
        entry.id: of_entry(entry, ledger, actors) for entry in ledger if not isinstance(entry, Source | Actor | Need | Population)
    }
    by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id_, each in held.items():
        for key in _keys(each, each.parties or frozenset(("",))):
            by_key[key].append(id_)
    return Index(actors, held, {key: tuple(ids) for key, ids in by_key.items()})


def matches(drafts: Sequence[Draft], text: str, known: Index, told: dt.date | None = None) -> tuple[Match, ...]:
    """Match the drafts of a text, in their order; first each alone, then again those that are part of, or about, what was found.

    Args:
        drafts: What was drafted.
        text: Where from.
        known: The ledger, made ready.
        told: The day of the text: what is done and has no date is likely to be of the weeks before it.
    """

    def one(draft: Draft, about: frozenset[str]) -> Match:
        parties = [(party.actor, party.role) for party in _parties(draft, drafts) if party.actor is not None]
        return match(of_draft(draft, text, parties, about, known.actors, told), known)

    alone = [one(draft, frozenset()) for draft in drafts]
    wholes = [frozenset(entry for other in _others(draft, drafts) if (entry := alone[other].entry)) for draft in drafts]
    return tuple(one(drafts[at], whole) if whole else alone[at] for at, whole in enumerate(wholes))


def match(draft: Held, known: Index) -> Match:
    """Match one draft."""
    parties = draft.others or draft.parties or frozenset(("",))
    keys = _keys(draft, parties if draft.kind != "question" else parties | {""})
    ids = dict.fromkeys(id_ for key in keys for id_ in known.by_key.get(key, ()))
    judged = (_judged(id_, draft, known.held[id_]) for id_ in ids)
    order = {"further": 0, "rival": 1, "new": 2}
    found = sorted(
        (candidate for candidate in judged if candidate is not None),
        key=lambda candidate: (order[candidate.verdict], -candidate.score, len(candidate.differs), candidate.entry),
    )[:_MOST]
    tied = len(found) > 1 and (found[0].verdict, found[0].score) == (found[1].verdict, found[1].score)
    return Match("new" if tied or not found else found[0].verdict, tuple(found))


def _parties(draft: Draft, drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """Give the parties of a draft; where it names nobody with a code, those of what it is part of or about."""
    others = _others(draft, drafts)
    if not others or len({each.actor for each in draft.parties} - {None}) >= _PAIR:
        return draft.parties
    return (*draft.parties, *(replace(party, role="party") for party in drafts[others[0]].parties))


def _others(draft: Draft, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """Give the numbers of the drafts that a draft is part of or about."""
    given = (draft.part_of, draft.about)
    return tuple(other for other in given if other is not None and other in range(len(drafts)) and drafts[other] is not draft)


def _keys(held: Held, parties: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Give the keys that two things which speak of the same share at least one of."""
    words = frozenset[str]().union(*held.words)
    months = {f"{day.year}-{day.month}" for date in held.dates for day in _months(date)}
    months |= {f"{day.year}-{day.month}" for _, date in held.stages if date is not None for day in _months(date)}
    for party in sorted(parties):
        yield from ((held.kind, "word", party, word) for word in words)
        yield from ((held.kind, "month", party, month) for month in months)
    if held.kind == "question":
        yield from ((held.kind, "word", "", word) for word in words)
    for amount in held.amounts:
        figure = figure_of(amount)
        if figure is not None:
            yield (held.kind, "figure", *map(str, figure))
    yield from ((held.kind, "about", id_) for id_ in held.about)
    yield from ((held.kind, "firm", firm) for firm in held.firms)


def _months(date: Date) -> Iterator[dt.date]:
    """Give a day of each month that a date touches, and of those beside it, where it is no more than a spell."""
    if date.earliest is None or date.latest is None or date.latest - date.earliest > SPELL:
        return
    day = date.earliest - WEEK
    while day <= date.latest + WEEK:
        yield day
        day += WEEK
    yield date.latest + WEEK


def _judged(id_: str, draft: Held, entry: Held) -> Candidate | None:
    """Say what an entry has to do with a draft; None where they cannot be the same."""
    if draft.kind == "event" and entry.sort not in _TYPES.get(draft.sort, ()):
        return None
    if draft.doers and entry.doers and not draft.doers & entry.doers:
        return None
    if not go_together(draft, entry) or (draft.sector and entry.sector and draft.sector != entry.sector):
        return None
    why, differs = tuple(reasons(draft, entry)), tuple(differences(draft, entry))
    if not why:
        return None
    table = _SAME if differs else _ENOUGH
    enough = any(rule <= set(why) for rule in table.get(draft.sort, table.get(draft.kind, ())))
    verdict: Verdict = "new" if not enough else "rival" if differs else "further"
    return Candidate(id_, verdict, why, differs)
