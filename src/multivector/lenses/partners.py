"""What is each partner for?

Question:
    Which agendas does the state pursue with which partner, by count, money, commitments and signals; does the partner
    tell the agenda, or could the table have come about by chance?

Method:
    A dealing is an event, deal, commitment, signal or message with somebody; a package counts through its parts, a
    treaty through its clauses, and statistics of trade do not count. Who deals with whom follows the adopted claims,
    else all that are asserted. A dealing with several partners or agendas is divided evenly among its cells, so that
    the table adds up to the number of dealings. Each cell has its *lift* over what the margins lead to expect, with an
    interval; the whole table its mutual information, normalised by the geometric mean of the margins' entropies,
    beside what shuffled tables give (`engines.association`). An agenda *stands out* for a partner where the interval
    of its lift lies above 1 and the cell holds at least `fewest` dealings, shared ones included.

Reads:
    `event`, `deal`, `commitment`, `signal`, `message`: their parties, `agenda` (or `sector`, or the agenda of what they
    are part of or were given in), dates, stages; `amount` of deals; `actor` with `part-of`, which makes a company's
    dealings its state's.

Caveats:
    A dossier is a selection and no sample: the table shows what was written down. With few entries lift is unstable and
    mutual information is positive by chance alone; read the permutation interval first. Dealings of one visit are not
    independent, so that p values are too small; at a level of 95 %, of forty cells one or two stand out by chance. Partners
    that deal by other means (one by deals, one by gestures) differ in agendas for that reason alone. A deal without a
    sector counts as trade. Baseline: the bare counts, which the table gives.

Example:
    >>> import multivector
    >>> result = multivector.lenses.partners(multivector.load("dossiers/small").ledger)
    >>> [(row.partner, row.agenda, row.count) for row in result.answer.rows if row.agenda == "security"]
    [('cestria', 'security', 1.5)]

References:
    Vinh, Epps and Bailey (2010), Journal of Machine Learning Research 11 (information adjusted for chance); Phipson and
    Smyth (2010), SAGMB 9 (permutation p values); Comparative Agendas Project, master codebook (agendas).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines import association
from multivector.lenses.dealings import Dealing, dealings, looked_at
from multivector.lenses.money.lines import lines_of
from multivector.lenses.money.totals import sum_of
from multivector.model.results import Caveat, Parameter, Result
from multivector.model.subjects import AGENDAS, Agenda

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from multivector.lenses.money.lines import Line
    from multivector.model.ledger import Ledger

_SEED = 20251117
MOST_PERMUTATIONS = 1_000_000
"""Shuffles beyond which the p value gains no digit that anybody would read, and waiting begins."""
_FEW = 5
"""Expected dealings in any cell under which lifts are unstable (the usual rule for two-way tables)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Disclosed money in one currency: sums of the least and of the greatest figures (None: open above)."""

    currency: str
    low: float
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One partner on one agenda."""

    partner: str
    agenda: Agenda
    count: float
    """Dealings; one with several partners or agendas is divided among them."""
    events: int
    deals: int
    commitments: int
    signals: int
    messages: int
    money: tuple[Sum, ...]
    """What the money lens adds of deals with this partner and agenda alone: neither shared ones nor the rest of packages."""
    lift: float
    lift_low: float
    lift_high: float
    stands_out: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One partner: how many dealings have an agenda, shared ones included, and the agendas that stand out, strongest first."""

    partner: str
    dealings: int
    agendas: tuple[Agenda, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersAnswer:
    """Cells with at least one dealing; profiles, busiest first; all dealings; how far partner and agenda inform each other."""

    rows: tuple[Cell, ...]
    profiles: tuple[Profile, ...]
    dealings: tuple[Dealing, ...]
    records: int
    """Dealings with an agenda: those that the table holds."""
    information: float | None
    """Bits; None where there is no such dealing."""
    normalised: float | None
    """None where there is but one partner or agenda, as are the next four."""
    chance_low: float | None
    chance_high: float | None
    adjusted: float | None
    p: float | None


def partners(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    permutations: int = 999,
    level: float = 0.95,
    fewest: int = 3,
    rng: np.random.Generator | None = None,
) -> Result[PartnersAnswer]:
    """Tell what each partner is for, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        permutations: shuffles of the agendas among the dealings, 1 to a million.
        level: of the intervals of lifts and of chance, within (0, 1).
        fewest: dealings that a cell must hold before it may stand out, at least 1.
        rng: source of the shuffles (default: a generator of its own, always the same).
    """
    if not 1 <= permutations <= MOST_PERMUTATIONS or fewest < 1:
        raise ValueError(f"permutations must lie within 1..{MOST_PERMUTATIONS} and fewest be at least 1")
    ledger, day = looked_at(ledger, as_of)
    found = tuple(dealings(ledger))
    placed = tuple(dealing for dealing in found if dealing.agendas)
    names = sorted({partner for dealing in placed for partner in dealing.partners})
    agendas = [agenda for agenda in AGENDAS if any(agenda in dealing.agendas for dealing in placed)]
    rows, columns = _mask(placed, names, "partners"), _mask(placed, agendas, "agendas")
    chance = np.random.default_rng(_SEED) if rng is None else rng
    informed = association.associate(rows, columns, chance, permutations=permutations, level=level)
    counts = association.tabulate(rows, columns)
    cells = _cells(placed, names, agendas, counts, level, fewest, ledger)
    answer = PartnersAnswer(
        rows=cells,
        profiles=_profiles(placed, names, cells),
        dealings=found,
        records=len(placed),
        information=_number(informed.information),
        normalised=_number(informed.normalised),
        chance_low=_number(informed.chance_low),
        chance_high=_number(informed.chance_high),
        adjusted=_number(informed.adjusted),
        p=_number(informed.p),
    )
    return Result(
        lens="partners",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="permutations", value=permutations, default=999, low=99, high=9999, source="convention"),
            Parameter(name="level", value=level, default=0.95, low=0.8, high=0.99, source="convention"),
            Parameter(name="fewest", value=fewest, default=3, low=1, high=10, source="convention"),
        ),
        answer=answer,
        caveats=_caveats(found, counts),
    )


def _mask(placed: tuple[Dealing, ...], labels: list[str] | list[Agenda], name: str) -> NDArray[np.bool_]:
    own = [getattr(dealing, name) for dealing in placed]
    return np.array([[label in labelled for label in labels] for labelled in own], dtype=bool).reshape(len(placed), len(labels))


def _cells(
    placed: tuple[Dealing, ...],
    names: list[str],
    agendas: list[Agenda],
    counts: NDArray[np.float64],
    level: float,
    fewest: int,
    ledger: Ledger,
) -> tuple[Cell, ...]:
    lifts, ends = association.lift(counts), association.lift_interval(counts, level)
    members: dict[tuple[str, Agenda], list[Dealing]] = defaultdict(list)
    for dealing in placed:
        for partner in dealing.partners:
            for agenda in dealing.agendas:
                members[partner, agenda].append(dealing)
    money = _money(ledger)
    return tuple(
        _cell(partner, agenda, members[partner, agenda], money, counts[i, j], lifts[i, j], ends[i, j], fewest)
        for i, partner in enumerate(names)
        for j, agenda in enumerate(agendas)
        if members[partner, agenda]
    )


def _cell(
    partner: str,
    agenda: Agenda,
    members: list[Dealing],
    money: dict[str, Line],
    count: float,
    lift: float,
    ends: NDArray[np.float64],
    fewest: int,
) -> Cell:
    kinds = Counter(dealing.kind for dealing in members)
    low, high = (round(float(end), 6) for end in ends)
    alone = [
        money[dealing.id] for dealing in members if dealing.id in money and len(dealing.partners) == len(dealing.agendas) == 1
    ]
    return Cell(
        partner=partner,
        agenda=agenda,
        count=round(float(count), 6),
        events=kinds["event"],
        deals=kinds["deal"],
        commitments=kinds["commitment"],
        signals=kinds["signal"],
        messages=kinds["message"],
        money=_sums(alone),
        lift=round(float(lift), 6),
        lift_low=low,
        lift_high=high,
        stands_out=low > 1 and len(members) >= fewest,
        because=tuple(dealing.id for dealing in members),
    )


def _money(ledger: Ledger) -> dict[str, Line]:
    """Give the lines of deals that count and are disclosed, by the judgements that the money lens makes unasked."""
    return {line.id: line for line in lines_of(ledger) if line.counted and line.disclosed}


def _sums(lines: list[Line]) -> tuple[Sum, ...]:
    by_currency: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_currency[line.currency].append(line)
    ends = ((currency, sum_of(found)) for currency, found in sorted(by_currency.items()))
    return tuple(Sum(currency=currency, low=low, high=high if math.isfinite(high) else None) for currency, (low, high) in ends)


def _profiles(placed: tuple[Dealing, ...], names: list[str], cells: tuple[Cell, ...]) -> tuple[Profile, ...]:
    found = []
    for name in names:
        own = [dealing.id for dealing in placed if name in dealing.partners]
        outstanding = sorted((cell for cell in cells if cell.partner == name and cell.stands_out), key=lambda cell: -cell.lift)
        found.append(
            Profile(partner=name, dealings=len(own), agendas=tuple(cell.agenda for cell in outstanding), because=tuple(own))
        )
    return tuple(sorted(found, key=lambda profile: (-profile.dealings, profile.partner)))


def _caveats(found: tuple[Dealing, ...], counts: NDArray[np.float64]) -> tuple[Caveat, ...]:
    unplaced = tuple(dealing.id for dealing in found if not dealing.agendas)
    caveats = [Caveat(code="no-agenda", values=(("n", len(unplaced)),), because=unplaced)] if unplaced else []
    if (association.expected(counts) < _FEW).any():
        caveats.append(Caveat(code="small-counts", values=(("n", len(found) - len(unplaced)),)))
    return tuple(caveats)


def _number(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
