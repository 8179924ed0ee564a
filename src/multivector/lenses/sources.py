"""What rests on whose word?

Question:
    What rests on one source; where do sources differ; how healthy is each record; whose voices are they?

Method:
    Texts of one outlet are one voice, and a text that repeats another belongs to that other's voice; what the dossier
    compiled itself is no voice. A record's *corroboration* is the number of voices that assert something of it; its
    *completeness* the share of the fields that its kind offers and that it fills, itself or through an asserted claim
    (the two parts of AidData's health of record, kept apart: they are not added). A *conflict* is a field for which
    different values are asserted, or one claimed value is asserted here and denied or doubted there. For each voice
    stand the records that it speaks of and those that rest on it alone. Shares by type count pieces of evidence, and
    texts; a reprint counts as what it repeats.

Reads:
    Every entry but actors and sources; `evidence` at any depth, `claims`, `adopted`; of sources `part-of`, `repeats`,
    `type`, `reliability`.

Caveats:
    Independence is only known where `repeats` says otherwise: outlets that share an unnamed origin count as two voices.
    Two voices of a record need not speak of the same field of it, nor agree. Values conflict as they are written: a
    month beside a day in it, or "about 17bn" beside "17bn", is listed too; "undisclosed" is no value. Completeness
    counts fields, not their worth. Entries without any source but the dossier itself are listed as the analyst's own.

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

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from multivector.lenses.dealings import looked_at
from multivector.model.claims import OWN, Claimed, claimed
from multivector.model.entries import Actor, AnyEntry, Commitment, Source, kind_of
from multivector.model.fields import fields_of, rival_fields
from multivector.model.money import Amount
from multivector.model.results import Caveat, Result
from multivector.model.walk import evidence_of, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import date

    from multivector.model.evidence import Evidence
    from multivector.model.ledger import Ledger

_NOT_COUNTED = frozenset({"claims", "adopted", "note", "evidence"})
_ASSERTING = frozenset({"asserts", "predicts"})
_COMPILED = "compiled"
"""The type of what the dossier says of itself: its own arithmetic or search."""
_UNJUDGED = frozenset({None, "F", "6"})
"""Grades that say nothing: none, or "cannot be judged"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The health of one entry."""

    id: str
    kind: str
    voices: int
    """Independent voices that assert something of it."""
    texts: int
    """Texts that assert something of it."""
    denied: tuple[str, ...]
    """Texts that deny or doubt something of it."""
    types: tuple[str, ...]
    """Types of its sources, most frequent first."""
    filled: int
    fields: int
    """Fields filled, of those that its kind offers."""
    disputed: tuple[str, ...]
    cited: int
    """Other entries that refer to it: parts, clauses, judgements that rest on it."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the rival values of a conflict; `key` is that of the first claim to give it."""

    value: str
    key: str
    texts: tuple[str, ...]
    """Texts that assert it."""
    denied: tuple[str, ...]
    """Texts whose claim it is to deny or doubt it."""
    credibility: str | None
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field on which sources differ."""

    id: str
    field: str
    sides: tuple[Side, ...]
    voices: int
    """Voices that take part; where it is one, it contradicts itself or has changed its mind."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice: its texts, the records of which it asserts something, and those of them that rest on it alone."""

    id: str
    texts: int
    records: int
    alone: tuple[str, ...]
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
    """Records in the ledger's order; conflicts; voices on which most rests alone first; types of source, most evidence first."""

    rows: tuple[Record, ...]
    conflicts: tuple[Conflict, ...]
    heard: tuple[Voice, ...]
    types: tuple[TypeShare, ...]
    voices: int
    texts: int
    graded: int
    """Pieces of evidence for which both grades were judged."""
    diagonal: int
    """Of these, how many have the same rank in both (A1 to E5): a sign that the two were not judged apart."""


def sources(ledger: Ledger, *, as_of: date | None = None) -> Result[SourcesAnswer]:
    """Tell what rests on whose word, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
    """
    ledger, day = looked_at(ledger, as_of)
    entries = [entry for entry in ledger if not isinstance(entry, Actor | Source) and not _is_candidate(entry)]
    backing = {entry.id: tuple(evidence for _, evidence in evidence_of(entry)) for entry in entries}
    conflicts = {entry.id: _conflicts(entry, ledger) for entry in entries}
    cited = _references(entries)
    rows = tuple(_record(entry, backing[entry.id], conflicts[entry.id], cited[entry.id], ledger) for entry in entries)
    everything = [evidence for found in backing.values() for evidence in found]
    grades = [(reliability(ledger, evidence.source), evidence.credibility) for evidence in everything]
    judged = [(letter, digit) for letter, digit in grades if letter not in _UNJUDGED and digit not in _UNJUDGED]
    heard = _heard(backing, ledger)
    answer = SourcesAnswer(
        rows=rows,
        conflicts=tuple(conflict for found in conflicts.values() for conflict in found),
        heard=heard,
        types=_types(everything, ledger),
        voices=len(heard),
        texts=len({evidence.source for evidence in everything}),
        graded=len(judged),
        diagonal=sum(f"{letter}{digit}" in {"A1", "B2", "C3", "D4", "E5"} for letter, digit in judged),
    )
    return Result(lens="sources", as_of=day, ledger=ledger.digest, parameters=(), answer=answer, caveats=_caveats(rows))


def _is_candidate(entry: AnyEntry) -> bool:
    """Tell whether it is a promise that nobody gave, so that it rests on nobody's word."""
    return isinstance(entry, Commitment) and entry.candidate == "yes"


def voice(ledger: Ledger, id_: str) -> str:
    """Give whose word a text is: the outlet of the text that it ultimately repeats."""

    def above(source: Source) -> str | None:
        return source.repeats or source.part_of

    return _end(ledger, id_, above)


def reliability(ledger: Ledger, id_: str) -> str | None:
    """Give a source's reliability: its own, or that of what it is part of."""
    seen: set[str] = set()
    while (source := ledger.source(id_)) is not None and id_ not in seen:
        if source.reliability is not None or source.part_of is None:
            return source.reliability
        seen.add(id_)
        id_ = source.part_of
    return None


def type_of(ledger: Ledger, id_: str) -> str:
    """Give the type of a text, of a reprint that of what it ultimately repeats; `unknown` for one that is not in the ledger."""
    source = ledger.source(_end(ledger, id_, lambda source: source.repeats)) or ledger.source(id_)
    return "unknown" if source is None else source.type


def _end(ledger: Ledger, id_: str, above: Callable[[Source], str | None]) -> str:
    """Follow a chain of sources to its end; a ring, having none, ends at the first of its ids."""
    seen: list[str] = []
    while id_ not in seen:
        seen.append(id_)
        source = ledger.source(id_)
        id_ = (above(source) if source is not None else None) or id_
    return min(seen[seen.index(id_) :])


def _references(entries: Iterable[AnyEntry]) -> Counter[str]:
    """Count for each entry how many others refer to it."""
    named = ({value for _, field, value in values_of(entry) if isinstance(field.type, NewType)} - {entry.id} for entry in entries)
    return Counter(id_ for ids in named for id_ in ids)


def _record(
    entry: AnyEntry, evidence: tuple[Evidence, ...], conflicts: tuple[Conflict, ...], cited: int, ledger: Ledger
) -> Record:
    asserting = [item.source for item in evidence if item.does in _ASSERTING]
    types = Counter(type_of(ledger, item.source) for item in evidence)
    offered = [field for field in fields_of(type(entry)) if field.name not in _NOT_COUNTED]
    return Record(
        id=entry.id,
        kind=kind_of(entry),
        voices=len(_voices(asserting, ledger)),
        texts=len(set(asserting)),
        denied=_denying(evidence),
        types=tuple(sorted(types, key=lambda name: (-types[name], name))),
        filled=sum(
            getattr(entry, field.name) != field.default
            or any(claim.asserted for claim in claimed(entry, field.key) if claim.key != OWN)
            for field in offered
        ),
        fields=len(offered),
        disputed=tuple(conflict.field for conflict in conflicts),
        cited=cited,
        because=_there(ledger, (entry.id, *sorted({item.source for item in evidence}))),
    )


def _conflicts(entry: AnyEntry, ledger: Ledger) -> tuple[Conflict, ...]:
    found = []
    for key in rival_fields(type(entry)):
        sides = _sides(entry, key)
        if len(sides) > 1 or any(side.denied for side in sides):
            texts = dict.fromkeys(text for side in sides for text in (*side.texts, *side.denied))
            because = _there(ledger, (entry.id, *texts))
            found.append(Conflict(id=entry.id, field=key, sides=sides, voices=len(_voices(texts, ledger)), because=because))
    return tuple(found)


def _sides(entry: AnyEntry, key: str) -> tuple[Side, ...]:
    """Give the distinct values that sources assert for a field, each with all who assert it and who deny it."""
    merged: dict[Hashable, list[Claimed]] = {}
    for claim in claimed(entry, key):
        if claim.evidence and not (isinstance(claim.value, Amount) and claim.value.hedge == "undisclosed"):
            value = frozenset(claim.value) if isinstance(claim.value, tuple) else claim.value
            merged.setdefault(value, []).append(claim)
    return tuple(_side(claims) for claims in merged.values() if any(claim.asserted for claim in claims))


def _side(claims: list[Claimed]) -> Side:
    value = claims[0].value
    asserting = [item for claim in claims for item in claim.evidence if item.does in _ASSERTING]
    return Side(
        value=", ".join(map(str, value)) if isinstance(value, tuple) else str(value),
        key=claims[0].key,
        texts=tuple(dict.fromkeys(item.source for item in asserting)),
        # whoever denies the entry as a whole takes no side on a single field of it
        denied=_denying(item for claim in claims if claim.key != OWN for item in claim.evidence),
        credibility=min((item.credibility for item in asserting if item.credibility), default=None),
        adopted=any(claim.adopted for claim in claims),
    )


def _denying(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.source for item in evidence if item.does not in _ASSERTING))


def _heard(backing: dict[str, tuple[Evidence, ...]], ledger: Ledger) -> tuple[Voice, ...]:
    texts: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, list[str]] = defaultdict(list)
    asserted: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, list[str]] = defaultdict(list)
    for id_, evidence in backing.items():
        for text in {item.source for item in evidence}:
            for name in _voices((text,), ledger):
                texts[name].add(text)
        for name in _voices((item.source for item in evidence), ledger):
            spoken[name].append(id_)
        asserting = _voices((item.source for item in evidence if item.does in _ASSERTING), ledger)
        for name in asserting:
            asserted[name].append(id_)
            if len(asserting) == 1:
                alone[name].append(id_)
    heard = (
        Voice(id=name, texts=len(texts[name]), records=len(asserted[name]), alone=tuple(alone[name]), because=tuple(found))
        for name, found in spoken.items()
    )
    return tuple(sorted(heard, key=lambda one: (-len(one.alone), -one.records, one.id)))


def _voices(texts: Iterable[str], ledger: Ledger) -> set[str]:
    """Give the independent voices among texts."""
    return {voice(ledger, text) for text in texts if type_of(ledger, text) != _COMPILED}


def _types(evidence: list[Evidence], ledger: Ledger) -> tuple[TypeShare, ...]:
    texts: dict[str, list[str]] = defaultdict(list)
    for item in evidence:
        texts[type_of(ledger, item.source)].append(item.source)
    shares = (
        TypeShare(type=type_, evidence=len(found), texts=len(set(found)), because=_there(ledger, sorted(set(found))))
        for type_, found in texts.items()
    )
    return tuple(sorted(shares, key=lambda share: (-share.evidence, share.type)))


def _there(ledger: Ledger, ids: Iterable[str]) -> tuple[str, ...]:
    """Give those ids that the ledger has: an unknown source, which the checks report, leads nowhere."""
    return tuple(id_ for id_ in ids if id_ in ledger)


def _caveats(rows: tuple[Record, ...]) -> tuple[Caveat, ...]:
    single = tuple(row.id for row in rows if row.voices == 1)
    own = tuple(row.id for row in rows if set(row.types) <= {_COMPILED})
    caveats = (
        Caveat(code="single-voice", values=(("n", len(single)), ("of", len(rows))), because=single),
        Caveat(code="no-evidence", values=(("n", len(own)),), because=own),
    )
    return tuple(caveat for caveat in caveats if caveat.because)
