"""Deals -> lines: each deal with its figures as claimed, its direction, its stage, and whether totals count it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.lenses.dealings import is_ours, is_statistic, partners_of, stage_of
from multivector.model.claims import Claimed, claimed, settled, standing
from multivector.model.entries import Deal
from multivector.model.money import Amount
from multivector.model.parts import LADDER, StageName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.model.ledger import Ledger

Direction = Literal["out", "in", "between-others", "disputed", "unstated"]
"""Who pays: the dossier's state (`out`), a partner (`in`), two others; or sources differ; or none says."""
LEAST: StageName = "framework"
"""The lowest stage from which a deal counts: pledges and signals are no agreements."""
BROKEN_OFF = frozenset({"suspended", "cancelled", "superseded"})
_Sums: TypeAlias = dict[str, tuple[float, float]]
"""Currency -> ends of a sum; empty where nothing is disclosed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure that sources give for a deal, as printed and in whole units of its currency."""

    text: str
    low: float | None
    high: float | None
    hedge: str
    currency: str
    key: str
    texts: tuple[str, ...]
    credibility: str | None
    standing: bool
    """Whether the lens goes by it: it is adopted or preferred, or nothing is."""
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deal: between which figures, of what kind, how firm. `low` and `high` span the figures that stand."""

    id: str
    partners: tuple[str, ...]
    direction: Direction
    pays: str | None
    to: str | None
    flow: str | None
    sector: str
    stage: StageName | None
    basis: str | None
    currency: str
    low: float | None
    high: float | None
    disclosed: bool
    ours: bool
    """Whether the dossier's state is a party."""
    agreed: bool
    """Whether it, or its package, got as far as totals ask, and it was not broken off; a deal of no stated stage did."""
    counted: bool
    """Whether totals count it: agreed deals of the state, no statistics; a package for what its parts leave unexplained."""
    adds_low: float | None
    adds_high: float | None
    """What it adds to totals: its figure; of a package with disclosed parts, or a deal that overlaps others, what may remain."""
    package: str | None
    parts: tuple[str, ...]
    """Of a package: its own parts of which something is disclosed."""
    overlaps: tuple[str, ...]
    """Deals whose money it may share."""
    figures: tuple[Figure, ...]
    because: tuple[str, ...]


def lines_of(ledger: Ledger, prefer: str | None = None, least: StageName = LEAST) -> tuple[Line, ...]:
    """Give a line for every deal, in the order of the ledger; deals that are part of each other in a ring are part of none."""
    lines = {deal.id: _line(deal, ledger, prefer, least) for deal in ledger.of(Deal)}
    inside = {line.id: line.package for line in lines.values() if line.package is not None and line.package in lines}
    order = parts_first(list(lines), inside)
    rings = [id_ for id_ in lines if id_ not in set(order)]
    lines |= {id_: replace(lines[id_], package=None) for id_ in rings}
    for id_ in reversed(order):
        line = lines[id_]
        if not line.agreed and line.stage not in BROKEN_OFF and id_ in inside:
            lines[id_] = replace(line, agreed=lines[inside[id_]].agreed)
    below: dict[str, dict[str, _Sums]] = defaultdict(dict)
    for id_ in [*order, *rings]:
        line = lines[id_]
        known = [sums for sums in below[id_].values() if sums]
        if known:
            lines[id_] = _with_rest(replace(line, parts=tuple(part for part, sums in below[id_].items() if sums)), known)
        if line.package is not None:
            below[line.package][id_] = _sums(line, known)
    return tuple(_settled(line, lines) for line in lines.values())


def _settled(line: Line, lines: Mapping[str, Line]) -> Line:
    """Count what was agreed; of a deal that may share the money of others, only what surely lies beyond them."""
    line = replace(line, counted=line.counted and line.agreed)
    others = [lines[id_] for id_ in line.overlaps if id_ in lines]
    if line.adds_low is None or not others:
        return line
    alike = all(other.currency == line.currency and other.high is not None for other in others)
    shared = sum(other.high or 0.0 for other in others) if alike else math.inf
    return replace(line, adds_low=max(line.adds_low - shared, 0.0))


def parts_first(ids: list[str], inside: Mapping[str, str]) -> list[str]:
    """Order deals so that parts come before their package; those on a ring of packages are left out."""
    waiting = Counter(inside.values())
    order = [id_ for id_ in ids if not waiting[id_]]
    for id_ in order:
        if id_ in inside:
            waiting[inside[id_]] -= 1
            if not waiting[inside[id_]]:
                order.append(inside[id_])
    return order


def _with_rest(line: Line, parts: list[_Sums]) -> Line:
    """Let a package add only what its parts do not: between its least less their greatest and its greatest less their least."""
    if line.low is None:
        return replace(line, counted=False, adds_low=None, adds_high=None)
    least, greatest = _within(line.currency, parts)
    rest_low = max(line.low - greatest, 0.0)
    rest_high = None if line.high is None else max(line.high - least, 0.0)
    return replace(line, counted=line.counted and rest_high != 0, adds_low=rest_low, adds_high=rest_high)


def _sums(line: Line, parts: list[_Sums]) -> _Sums:
    """Give what a deal and its parts come to: in its own currency where it is disclosed, else in those of its parts."""
    if line.low is not None:
        least, greatest = _within(line.currency, parts)
        high = math.inf if line.high is None else line.high
        return {line.currency: (max(line.low, least), max(high, greatest))}
    currencies = sorted({currency for sums in parts for currency in sums})
    return {currency: _added(currency, parts) for currency in currencies}


def _within(currency: str, parts: list[_Sums]) -> tuple[float, float]:
    """Give the ends of what parts take of a sum in a currency: what is in another one may be any amount of it."""
    least, greatest = _added(currency, parts)
    return least, math.inf if any(set(sums) != {currency} for sums in parts) else greatest


def _added(currency: str, parts: list[_Sums]) -> tuple[float, float]:
    own = [sums[currency] for sums in parts if currency in sums]
    return sum(low for low, _ in own), sum(high for _, high in own)


def _line(deal: Deal, ledger: Ledger, prefer: str | None, least: StageName) -> Line:
    figures = _figures(deal, prefer)
    standing_ = [figure for figure in figures if figure.standing and _disclosed(figure)]
    known = [figure for figure in standing_ if figure.currency == standing_[0].currency]
    pays, to = settled(deal, "pays", prefer), settled(deal, "to", prefer)
    low = min((figure.low for figure in known if figure.low is not None), default=None)
    highs = [figure.high for figure in known if figure.high is not None]
    high = max(highs) if highs and len(highs) == len(known) else None
    ours = is_ours(deal, ledger)
    return Line(
        id=deal.id,
        partners=partners_of(deal, ledger),
        direction=_direction(deal, ledger, prefer),
        pays=pays,
        to=to,
        flow=settled(deal, "flow", prefer),
        sector=deal.sector,
        stage=stage_of(deal),
        basis=settled(deal, "basis", prefer),
        currency=known[0].currency if known else "",
        low=low,
        high=high,
        disclosed=bool(known),
        ours=ours,
        agreed=_agreed(deal, least),
        counted=ours and not is_statistic(deal),
        adds_low=low,
        adds_high=high,
        package=deal.part_of,
        parts=(),
        overlaps=deal.overlaps,
        figures=figures,
        because=(deal.id, *dict.fromkeys(text for figure in figures for text in figure.texts if text in ledger)),
    )


def _agreed(deal: Deal, least: StageName) -> bool:
    """Tell whether the highest stage that a deal reached is at least this one; a delay does not undo what was reached."""
    rungs = [LADDER.index(stage.is_) for stage in deal.stages if stage.is_ in LADDER]
    return stage_of(deal) not in BROKEN_OFF and (not rungs or max(rungs) >= LADDER.index(least))


def _figures(deal: Deal, prefer: str | None) -> tuple[Figure, ...]:
    """Give the distinct figures of a deal; sources that agree on the same text of a figure share it."""
    stands = {claim.key for claim in standing(deal, "amount", prefer)}
    merged: dict[str, list[Claimed]] = {}
    for claim in claimed(deal, "amount"):
        if claim.asserted:
            merged.setdefault(str(claim.value), []).append(claim)
    return tuple(_figure(claims, stands) for claims in merged.values())


def _figure(claims: list[Claimed], stands: set[str]) -> Figure:
    amount = claims[0].value
    assert isinstance(amount, Amount)  # noqa: S101  # the field's type says so
    low, high = ends(amount)
    evidence = [item for claim in claims for item in claim.evidence]
    return Figure(
        text=str(amount),
        low=low,
        high=high,
        hedge=amount.hedge,
        currency=amount.unit,
        key=claims[0].key,
        texts=tuple(dict.fromkeys(item.source for item in evidence)),
        credibility=min((item.credibility for item in evidence if item.credibility), default=None),
        standing=any(claim.key in stands for claim in claims),
        adopted=any(claim.adopted for claim in claims),
    )


def _disclosed(figure: Figure) -> bool:
    return figure.hedge != "undisclosed"


def _direction(deal: Deal, ledger: Ledger, prefer: str | None) -> Direction:
    home = ledger.partner(ledger.state) if ledger.state is not None else None
    payers = {ledger.partner(claim.value) for claim in standing(deal, "pays", prefer)}
    if not payers:
        return "unstated"
    if len(payers) > 1:
        return "disputed"
    if home in payers:
        return "out"
    to = {ledger.partner(claim.value) for claim in standing(deal, "to", prefer)}
    return "in" if not to or home in to else "between-others"


def ends(amount: Amount) -> tuple[float | None, float | None]:
    """Give the ends of an amount as printed: None where it is open or undisclosed; a ceiling is its own figure."""
    if amount.low is None or amount.high is None:
        return None, None
    return float(amount.low), None if amount.hedge in {"over", "at least"} else float(amount.high)
