"""What rests on whose word?

Question:
    What rests on one source; where do sources contradict each other; how healthy is each record; whose voices are they?

Method:
    Texts of one outlet are one voice, and a text that repeats another belongs to that other's voice. A record's
    *corroboration* is the number of voices that assert something of it; its *completeness* the share of the fields
    that its kind offers and that it fills, itself or through a claim (the two parts of AidData's health of record,
    kept apart: they are not added). A *conflict* is a field for which voices assert different values. Shares of
    voices by type count pieces of evidence, and texts.

Reads:
    Every entry but actors and sources; `evidence` at any depth, `claims`, `adopted`; of sources `part-of`, `repeats`,
    `type`, `reliability`.

Caveats:
    Independence is only known where `repeats` says otherwise: outlets that share an unnamed origin count as two voices.
    Completeness counts fields, not their worth. Entries without any evidence are the analyst's own and listed as such.

Example:
    >>> import multivector
    >>> result = multivector.lenses.sources(multivector.load("dossiers/small").ledger)
    >>> [row.id for row in result.answer.rows if row.voices == 0]
    ['why-silent']

References:
    AidData, "Tracking Under-reported Financial Flows" (health of record); NATO AJP-2.1 (Admiralty scale);
    ICD 206 (source descriptors).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.lenses.dealings import looked_at
from multivector.model.claims import OWN, claimed
from multivector.model.entries import Actor, AnyEntry, Source, kind_of
from multivector.model.fields import fields_of, rival_fields
from multivector.model.results import Caveat, Result
from multivector.model.walk import evidence_of

if TYPE_CHECKING:
    from datetime import date

    from multivector.model.evidence import Evidence
    from multivector.model.ledger import Ledger

_NOT_COUNTED = frozenset({"claims", "adopted", "note", "evidence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The health of one entry."""

    id: str
    kind: str
    voices: int
    """Independent voices that assert something of it."""
    texts: int
    types: tuple[str, ...]
    """Types of its sources, most frequent first."""
    filled: int
    fields: int
    """Fields filled, of those that its kind offers."""
    disputed: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the rival values of a conflict, and who asserts it."""

    value: str
    key: str
    texts: tuple[str, ...]
    credibility: str | None
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field on which voices assert different values."""

    id: str
    field: str
    sides: tuple[Side, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeShare:
    """How much of the evidence one type of source gives."""

    type: str
    evidence: int
    texts: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesAnswer:
    """Records by id; conflicts; types of source; and the share of grades that lie on the scale's diagonal."""

    rows: tuple[Record, ...]
    conflicts: tuple[Conflict, ...]
    types: tuple[TypeShare, ...]
    voices: int
    texts: int
    graded: int
    """Pieces of evidence with both grades."""
    diagonal: int
    """Of these, how many have the same rank in both: a sign that the two were not judged apart."""


def sources(ledger: Ledger, *, as_of: date | None = None) -> Result[SourcesAnswer]:
    """Tell what rests on whose word, as known on a day."""
    ledger, day = looked_at(ledger, as_of)
    entries = [entry for entry in ledger if not isinstance(entry, Actor | Source)]
    backing = {entry.id: tuple(evidence for _, evidence in evidence_of(entry)) for entry in entries}
    rows = tuple(_record(entry, backing[entry.id], ledger) for entry in entries)
    everything = [evidence for found in backing.values() for evidence in found]
    grades = [
        (grade, evidence.credibility)
        for evidence in everything
        if evidence.credibility and (grade := reliability(ledger, evidence.source))
    ]
    answer = SourcesAnswer(
        rows=rows,
        conflicts=tuple(conflict for entry in entries for conflict in _conflicts(entry)),
        types=_types(everything, ledger),
        voices=len({voice(ledger, evidence.source) for evidence in everything}),
        texts=len({evidence.source for evidence in everything}),
        graded=len(grades),
        diagonal=sum("ABCDEF".index(grade) == "123456".index(credibility) for grade, credibility in grades),
    )
    return Result(lens="sources", as_of=day, ledger=ledger.digest, parameters=(), answer=answer, caveats=_caveats(rows))


def voice(ledger: Ledger, id_: str) -> str:
    """Give whose word a text is: the outlet of the text that it ultimately repeats."""
    seen: list[str] = []
    while id_ not in seen:
        seen.append(id_)
        source = ledger.source(id_)
        if source is not None:
            id_ = source.repeats or source.part_of or id_
    return id_


def reliability(ledger: Ledger, id_: str) -> str | None:
    """Give a source's reliability: its own, or that of what it is part of."""
    seen: set[str] = set()
    while (source := ledger.source(id_)) is not None and id_ not in seen:
        if source.reliability is not None or source.part_of is None:
            return source.reliability
        seen.add(id_)
        id_ = source.part_of
    return None


def _record(entry: AnyEntry, evidence: tuple[Evidence, ...], ledger: Ledger) -> Record:
    asserting = [item for item in evidence if item.does in {"asserts", "predicts"}]
    types = Counter(_type(ledger, item.source) for item in evidence)
    offered = [field for field in fields_of(type(entry)) if field.name not in _NOT_COUNTED]
    claims = {key for claim in entry.claims for key, _ in claim.values}
    return Record(
        id=entry.id,
        kind=kind_of(entry),
        voices=len({voice(ledger, item.source) for item in asserting}),
        texts=len({item.source for item in asserting}),
        types=tuple(sorted(types, key=lambda name: (-types[name], name))),
        filled=sum(getattr(entry, field.name) not in {None, ()} or field.key in claims for field in offered),
        fields=len(offered),
        disputed=tuple(conflict.field for conflict in _conflicts(entry)),
        because=(entry.id, *sorted({item.source for item in evidence})),
    )


def _conflicts(entry: AnyEntry) -> tuple[Conflict, ...]:
    found = []
    for key in rival_fields(type(entry)):
        sides = tuple(
            Side(
                value=", ".join(map(str, claim.value)) if isinstance(claim.value, tuple) else str(claim.value),
                key=claim.key,
                texts=tuple(dict.fromkeys(item.source for item in claim.evidence)),
                credibility=min((item.credibility for item in claim.evidence if item.credibility), default=None),
                adopted=claim.adopted,
            )
            for claim in claimed(entry, key)
            if claim.asserted and (claim.key != OWN or claim.evidence)
        )
        if len({side.value for side in sides}) > 1:
            because = dict.fromkeys(text for side in sides for text in side.texts)
            found.append(Conflict(id=entry.id, field=key, sides=sides, because=(entry.id, *because)))
    return tuple(found)


def _types(evidence: list[Evidence], ledger: Ledger) -> tuple[TypeShare, ...]:
    texts: dict[str, list[str]] = {}
    for item in evidence:
        texts.setdefault(_type(ledger, item.source), []).append(item.source)
    shares = (
        TypeShare(type=type_, evidence=len(found), texts=len(set(found)), because=tuple(sorted(set(found))))
        for type_, found in texts.items()
    )
    return tuple(sorted(shares, key=lambda share: (-share.evidence, share.type)))


def _type(ledger: Ledger, id_: str) -> str:
    source = ledger.source(id_)
    return "unknown" if source is None else source.type


def _caveats(rows: tuple[Record, ...]) -> tuple[Caveat, ...]:
    single = tuple(row.id for row in rows if row.voices == 1)
    own = tuple(row.id for row in rows if row.voices == 0)
    caveats = (
        Caveat(code="single-voice", values=(("n", len(single)), ("of", len(rows))), because=single),
        Caveat(code="no-evidence", values=(("n", len(own)),), because=own),
    )
    return tuple(caveat for caveat in caveats if caveat.because)
