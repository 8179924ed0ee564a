"""When can promises collide?

Question:
    Can what the state has promised to different partners ever be kept together; in which smallest course of events not; what
    settles it; what would a promise that is asked for break; and where is the state still free?

Method:
    Each clause is a box of acts, things and areas over the terms of `terms.toml` and of the dossier, owed, forbidden or
    allowed, while its events have happened and its exceptions have not. A *collision* is a smallest set of clauses with a
    smallest scenario in which no conduct keeps all of them (`engines.collisions`; up to three clauses and `events` events).
    It is a *contradiction* if nothing need happen, *conditional* on events, *interpretive* if somebody must read a principle
    or a term in a certain way, and a *blocked right* if what is not kept is only allowed. Letters are put in for every state
    of the ledger; collisions that differ in them alone are one row. A treaty that was signed and is not known to be in force
    collides only if it enters into force. What settles a collision are the rules of the law of treaties (Charter art. 103;
    Vienna Convention art. 30), in that order, and *lex specialis* only arguably; between promises to different partners there
    is mostly none, and the state chooses whom to fail. `price` is the least weight of what is to be broken so that the rest
    of a row can be kept.

Reads:
    `commitment` with `clauses`, `by`, `to`, `rank`, `valid`, `stages`, `part-of`, `yields-to`, `candidate`; `actor` with
    `member-of`; the dossier's `terms`.

Caveats:
    Only what was entered as clauses is compared, and each clause is the analyst's reading of a text that often was not seen.
    A clause too broad collides with too much, one too narrow with nothing: read both clauses of each collision. Some act of a
    box will do where `every` is not said. No quantities, and no acts that exclude each other. Counts depend on how finely
    promises are told apart. Plain baseline: the number of pairs of commitments to different partners, which says nothing of
    their content.

Example:
    >>> import multivector
    >>> result = multivector.lenses.commitments(multivector.load("dossiers/small").ledger)
    >>> [(row.severity, row.commitments, row.events[0].event) for row in result.answer.rows]
    [('conditional', ('no-bases', 'shelter'), 'attacks')]

References:
    Vasconcelos, Kollingbaum and Norman (2009), JAAMAS 19 (norm conflict as overlap of scope); International Law Commission,
    Conclusions on fragmentation (2006), A/CN.4/L.702; Vienna Convention on the Law of Treaties, art. 30 and 53; UN Charter,
    art. 103; Hunter and Konieczny (2010), Artificial Intelligence 174 (blame).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.collisions import measures
from multivector.engines.collisions.results import Severity
from multivector.engines.collisions.search import collisions, index
from multivector.lenses.commitments.build import build
from multivector.lenses.commitments.clashes import Clash, clashes
from multivector.lenses.commitments.rooms import Room, rooms
from multivector.lenses.dealings import looked_at
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from datetime import date

    from multivector.lenses.commitments.build import Built
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

MOST_EVENTS = 6
_UNSEEN = frozenset({"5", "6"})
"""Credibility of those who did not see the wording: improbable, or cannot be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """How often a promise to one partner collides with one to the other (the same, where both are)."""

    one: str
    other: str
    contradictions: int
    conditional: int
    interpretive: int
    blocked: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A promise that nobody gave: what it would break that can be kept without it."""

    commitment: str
    clashes: tuple[Clash, ...]
    distance: int | None
    """Fewest events in which it collides; None where there is no collision."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """The share of a commitment in the collisions: each is divided evenly among its clauses."""

    commitment: str
    share: float
    collisions: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsAnswer:
    """Collisions, gravest first; who is against whom; what candidates would break; where the state is free; who is to blame."""

    rows: tuple[Clash, ...]
    between: tuple[Between, ...]
    candidates: tuple[Candidate, ...]
    rooms: tuple[Room, ...]
    blame: tuple[Blame, ...]
    clauses: int
    """Clauses of promises given that were compared."""
    commitments: int
    """Commitments that have them."""
    contradictions: int
    """Collisions for which nothing need happen."""
    distance: int | None
    """Fewest events of a collision that no rule settles; None where there is none."""


def commitments(
    ledger: Ledger, *, as_of: date | None = None, events: int = 3, political: float = 0.5
) -> Result[CommitmentsAnswer]:
    """Tell which promises can collide, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known, and what has ended by then is left out.
        events: events and readings of a scenario at most, 1 to 6.
        political: what breaking a declaration weighs in the price, where breaking a treaty weighs 1, above 0 and up to 1.
    """
    if not 1 <= events <= MOST_EVENTS or not 0 < political <= 1:
        raise ValueError(f"events must lie within 1..{MOST_EVENTS} and political above 0 and up to 1")
    ledger, day = looked_at(ledger, as_of)
    built = build(ledger, day, political=political)
    ready = index(built.given, built.taxonomies, built.background)
    found = collisions(ready, most_atoms=events)
    rows = clashes(found, built, ready)
    compared = {one.commitment for one in map(built.provisions.__getitem__, (clause.id for clause in built.given))}
    answer = CommitmentsAnswer(
        rows=rows,
        between=_between(rows, built),
        candidates=tuple(_candidate(id_, built, events) for id_ in built.candidates),
        rooms=rooms(ready, built, events),
        blame=_blame(rows),
        clauses=len({built.provisions[clause.id] for clause in built.given}),
        commitments=len(compared),
        contradictions=sum(row.severity == "contradiction" for row in rows),
        distance=measures.distance(found).atoms,
    )
    return Result(
        lens="commitments",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="events", value=events, default=3, low=1, high=4, source="convention"),
            Parameter(name="political", value=political, default=0.5, low=0.1, high=1.0, source="judgement, no rule of law"),
        ),
        answer=answer,
        caveats=_caveats(ledger, built),
    )


def _between(rows: tuple[Clash, ...], built: Built) -> tuple[Between, ...]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    because: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in rows:
        sides = [built.partners[clause.commitment] for clause in row.clauses]
        pairs = {
            (min(one, other), max(one, other))
            for place, side in enumerate(sides)
            for others in sides[place + 1 :]
            for one in side
            for other in others
        }
        for pair in pairs:
            counts[pair][row.severity] += 1
            because[pair] |= dict.fromkeys(row.because)
    return tuple(
        Between(
            one=one,
            other=other,
            contradictions=found["contradiction"],
            conditional=found["conditional"],
            interpretive=found["interpretive"],
            blocked=found["blocked-right"],
            because=tuple(because[one, other]),
        )
        for (one, other), found in sorted(counts.items())
    )


def _candidate(id_: str, built: Built, events: int) -> Candidate:
    own = {clause.id for clause in built.candidates[id_]}
    ready = index((*built.given, *built.candidates[id_]), built.taxonomies, built.background)
    found = [one for one in collisions(ready, most_atoms=events) if own & set(one.clauses)]
    return Candidate(
        commitment=id_,
        clashes=clashes(found, built, ready),
        distance=min((len(one.scenario) for one in found if one.severity is not Severity.BLOCKED), default=None),
        because=(id_,),
    )


def _blame(rows: tuple[Clash, ...]) -> tuple[Blame, ...]:
    shares: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for id_ in row.commitments:
            shares[id_].append(sum(clause.commitment == id_ for clause in row.clauses) / len(row.clauses))
    made = [
        Blame(commitment=id_, share=round(math.fsum(own), 6), collisions=len(own), because=(id_,)) for id_, own in shares.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.share, one.commitment)))


def _caveats(ledger: Ledger, built: Built) -> tuple[Caveat, ...]:
    caveats = []
    given = tuple(dict.fromkeys(built.provisions[clause.id].commitment for clause in built.given))
    if built.provisions:
        caveats.append(Caveat(code="clauses-read"))
    if given and built.silent:
        caveats.append(Caveat(code="clauses-missing", values=(("n", len(built.silent)),), because=built.silent))
    unseen = [one for one in built.said if one.commitment in given and _is_unseen(ledger.by_id[one.commitment])]
    if unseen:
        of = len({built.provisions[clause.id] for clause in built.given})
        because = tuple(dict.fromkeys(one.commitment for one in unseen))
        caveats.append(Caveat(code="wording-unseen", values=(("n", len(unseen)), ("of", of)), because=because))
    if built.left_out:
        caveats.append(Caveat(code="clauses-left-out", values=(("n", len(built.left_out)),), because=built.left_out))
    return tuple(caveats)


def _is_unseen(commitment: AnyEntry) -> bool:
    """Tell whether every source of a commitment that was judged can be judged no better than improbable or not at all."""
    own = (*commitment.evidence, *(one for claim in commitment.claims for one in claim.evidence))
    judged = {one.credibility for one in own if one.credibility is not None}
    return bool(judged) and judged <= _UNSEEN
