"""What of a ledger bears on posture, figure by figure: how concentrated, how specialised, how exclusive, how ambiguous."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.lenses.commitments import commitments
from multivector.lenses.dealings import dealings, is_ours, partners_of
from multivector.lenses.partners import partners
from multivector.model.entries import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.lenses.dealings import Dealing
    from multivector.model.ledger import Ledger

ALL = "all"
BINDING = frozenset({"treaty", "agreement"})
SECURITY = "security"
_HOSTILE = re.compile(r"([a-z0-9-]+) puts sanctions on ([a-z0-9-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How dealings of one kind are spread over partners; a dealing with several counts for each in equal parts."""

    kind: str
    dealings: int
    partners: int
    concentration: float
    """Sum of squared shares, from 1 / partners to 1."""
    effective: float
    """Its inverse: as many partners with equal shares would be as concentrated."""
    top: str
    share: float
    """Of the partner with most."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two partners one of whom is said to put sanctions on the other, and how much of security is dealt with each."""

    one: str
    other: str
    with_one: int
    with_other: int
    ambiguity: float | None
    """1 - |difference| / sum, from 0 (one of them alone) to 1 (the same with both); None where there is nothing with either."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What bears on posture."""

    concentrations: tuple[Concentration, ...]
    """Of all dealings first, then by kind."""
    specialised: float | None
    """The likelihood that partners and agendas would inform each other as much by chance; None where it cannot be told."""
    overlap: float | None
    """The share of agendas that are dealt with at least two partners."""
    exclusivity: float | None
    """The share of binding commitments that are with the partner who has most of them."""
    bound: int
    """How many binding commitments there are."""
    between: tuple[Between, ...]
    collisions: int
    contradictions: int


def measures_of(ledger: Ledger) -> Measures:
    """Measure a ledger."""
    found = tuple(dealings(ledger))
    kinds: dict[str, list[Dealing]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one)
    groups = {ALL: list(found)} | {kind: kinds[kind] for kind in sorted(kinds)}
    told = partners(ledger).answer
    promised = commitments(ledger).answer
    bound = [one for one in ledger.of(Commitment) if one.candidate != "yes" and one.rank in BINDING and is_ours(one, ledger)]
    held = _counts(partners_of(one, ledger) for one in bound)
    agendas: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for agenda in one.agendas:
            agendas[agenda] |= set(one.partners)
    return Measures(
        concentrations=tuple(_concentration(kind, group) for kind, group in groups.items() if group),
        specialised=told.p,
        overlap=_rounded(sum(len(who) > 1 for who in agendas.values()) / len(agendas)) if agendas else None,
        exclusivity=_rounded(max(held.values()) / sum(held.values())) if held else None,
        bound=len(bound),
        between=tuple(_between(ledger, found)),
        collisions=len(promised.rows),
        contradictions=promised.contradictions,
    )


def _concentration(kind: str, group: list[Dealing]) -> Concentration:
    counts = _counts(one.partners for one in group)
    total = sum(counts.values())
    top = max(sorted(counts), key=lambda one: counts[one])
    squares = sum((count / total) ** 2 for count in counts.values())
    return Concentration(
        kind=kind,
        dealings=len(group),
        partners=len(counts),
        concentration=_rounded(squares),
        effective=round(1 / squares, 2),
        top=top,
        share=_rounded(counts[top] / total),
        because=tuple(one.id for one in group),
    )


def _counts(of: Iterable[tuple[str, ...]]) -> Mapping[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for partners_ in of:
        for one in partners_:
            counts[one] += 1 / len(partners_)
    return counts


def _between(ledger: Ledger, found: tuple[Dealing, ...]) -> list[Between]:
    """Give every pair of partners that a clause calls hostile, and what is dealt of security with each (Lim and Cooper 2015)."""
    said = [(one, pair) for one in ledger.of(Commitment) for clause in one.clauses for pair in _HOSTILE.findall(clause)]
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry, (one, other) in said:
        first, second = ledger.partner(one), ledger.partner(other)
        if is_ours(entry, ledger) and entry.candidate != "yes" and first in ledger.by_id and second in ledger.by_id:
            pairs[first, second].append(entry.id)
    made = []
    for (one, other), because in sorted(pairs.items()):
        ones, others = (tuple(d.id for d in found if SECURITY in d.agendas and who in d.partners) for who in (one, other))
        total = len(ones) + len(others)
        made.append(
            Between(
                one=one,
                other=other,
                with_one=len(ones),
                with_other=len(others),
                ambiguity=_rounded(1 - abs(len(ones) - len(others)) / total) if total else None,
                because=tuple(dict.fromkeys((*because, *ones, *others))),
            )
        )
    return made


def _rounded(value: float) -> float:
    return round(float(value), 3) + 0.0
