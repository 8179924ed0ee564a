"""Deals -> lines: each deal with its figures as claimed, its direction, its stage, and whether totals count it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from multivector.lenses.dealings import is_ours, is_statistic, partners_of, stage_of
from multivector.model.claims import Claimed, claimed, settled, standing
from multivector.model.entries import Deal
from multivector.model.money import Amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.parts import StageName

Direction = Literal["out", "in", "between-others", "disputed", "unstated"]
"""Who pays: the dossier's state (`out`), a partner (`in`), two others; or sources differ; or none says."""


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
    counted: bool
    """Whether totals count it: deals of the state; statistics never; a package only for what its parts leave unexplained."""
    adds_low: float | None
    adds_high: float | None
    """What it adds to totals: its figure; of a package with disclosed parts, what may remain beyond them."""
    package: str | None
    figures: tuple[Figure, ...]
    because: tuple[str, ...]


def lines_of(ledger: Ledger, prefer: str | None) -> tuple[Line, ...]:
    """Give a line for every deal, in the order of the ledger."""
    lines = {deal.id: _line(deal, ledger, prefer) for deal in ledger.of(Deal)}
    parts: dict[str, list[str]] = defaultdict(list)
    for line in lines.values():
        if line.package in lines and line.package is not None:
            parts[line.package].append(line.id)
    return tuple(_with_rest(line, lines, parts) for line in lines.values())


def _with_rest(line: Line, lines: Mapping[str, Line], parts: Mapping[str, list[str]]) -> Line:
    """Let a package add only what its parts do not: between its least less their greatest and its greatest less their least."""
    wholes = [_whole(id_, lines, parts, frozenset({line.id})) for id_ in parts.get(line.id, ())]
    known = [whole for whole in wholes if whole is not None]
    if not known:
        return line
    if line.low is None:
        return replace(line, counted=False, adds_low=None, adds_high=None)
    least, greatest = sum(low for low, _ in known), sum(high for _, high in known)
    rest_low = max(line.low - greatest, 0.0)
    rest_high = None if line.high is None else max(line.high - least, 0.0)
    return replace(line, counted=line.counted and rest_high != 0, adds_low=rest_low, adds_high=rest_high)


def _whole(
    id_: str, lines: Mapping[str, Line], parts: Mapping[str, list[str]], above: frozenset[str]
) -> tuple[float, float] | None:
    """Give the ends of all that a deal and its parts come to; None where nothing is disclosed. Cycles are cut."""
    line = lines[id_]
    own = None if line.low is None else (line.low, math.inf if line.high is None else line.high)
    if id_ in above:
        return None
    inner = [_whole(part, lines, parts, above | {id_}) for part in parts.get(id_, ())]
    known = [whole for whole in inner if whole is not None]
    if not known:
        return own
    least, greatest = sum(low for low, _ in known), sum(high for _, high in known)
    return (least, greatest) if own is None else (max(own[0], least), max(own[1], greatest))


def _line(deal: Deal, ledger: Ledger, prefer: str | None) -> Line:
    figures = _figures(deal, prefer)
    standing_ = [figure for figure in figures if figure.standing and _disclosed(figure)]
    known = [figure for figure in standing_ if figure.currency == standing_[0].currency]
    pays, to = settled(deal, "pays", prefer), settled(deal, "to", prefer)
    low = min((figure.low for figure in known if figure.low is not None), default=None)
    high = (
        None
        if any(figure.high is None for figure in known)
        else max((figure.high for figure in known if figure.high), default=None)
    )
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
        counted=ours and not is_statistic(deal),
        adds_low=low,
        adds_high=high,
        package=deal.part_of,
        figures=figures,
        because=(deal.id, *dict.fromkeys(text for figure in figures for text in figure.texts)),
    )


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
    payers = {ledger.partner(claim.value) for claim in standing(deal, "pays", prefer)}
    if not payers:
        return "unstated"
    if len(payers) > 1:
        return "disputed"
    if ledger.state in payers:
        return "out"
    to = {ledger.partner(claim.value) for claim in standing(deal, "to", prefer)}
    return "in" if not to or ledger.state in to else "between-others"


def ends(amount: Amount) -> tuple[float | None, float | None]:
    """Give the ends of an amount as printed: None where it is open or undisclosed; a ceiling is its own figure."""
    if amount.low is None or amount.high is None:
        return None, None
    return float(amount.low), None if amount.hedge in {"over", "at least"} else float(amount.high)
