"""Who can supply what, who was used, and who really competes with whom?

Question:
    In each niche of the state's market: which suppliers are absent, and why, which marginal, able or leading; who was
    chosen; how many could be? What share of one supplier's ground is another's too? Do sources that say who competes,
    or who is absent, agree with what others say?

Method:
    A level is read as a presence between two ends (the parameters; absent is 0, leading ends at 1). Rival levels give all
    from the least to the most, unless one is adopted; of a state's actors the most able counts. Who was used is who
    supplied the deals that totals count. Per niche: the number of suppliers surely and possibly able, *contenders* among
    them that were not used (it is contestable where there are any), and the effective number 1 / sum of squared shares of
    presence with exact bounds, whose inverse is the concentration. Rivalry of i with j is the share of i's presence, by
    value of niches, that j's meets, sum V min(p_i, p_j) / sum V p_i: exact bounds over all presences and values, over
    niches in which both are recorded; and the widest bounds, over all niches, if what is unrecorded may be anything and
    no rival claim is set aside. The value of a niche is the money of its deals that counts; one that is undisclosed, open
    above, in another currency or not there adds from nothing to `undisclosed` times the largest known. A saying of a
    source is tested by the words of other voices alone: two compete if both are able, by all others say.

Reads:
    `capacity` with `of`, `market`, `niche`, `sector`, `level`, `why`, `since`, `rivals` and their claims; `deal` with
    `niche` (or `sector`), `supplier` (or the parties), and all that totals of money read.

Caveats:
    Presence from a word is a judgement, and a niche drawn wider or narrower changes every figure. Overlap is no proof of
    rivalry: two may be able and never meet. Beside it stand plain baselines: the count of niches in which both are
    present, and rivalry with all niches of equal weight. The words recorded are a selection. Absence differs by its
    reason: no bid, sanctions, no capacity, excluded and withdrawn are kept apart. Levels are as of now: a
    past one is a rival claim.

Example:
    >>> import multivector
    >>> result = multivector.lenses.niches(multivector.load("dossiers/small").ledger)
    >>> [(row.niche, row.able_low, row.contenders_low, row.used) for row in result.answer.rows]
    [('airliners', 2, 1, ('borland',)), ('data-centres', 1, 0, ('borland',))]
    >>> [(said.says, said.supplier, said.verdict) for said in result.answer.sayings]
    [('no-rivals', 'cestria', 'fails'), ('absent', 'cestria', 'fails')]

References:
    Finger and Kreinin (1979), Economic Journal 89 (overlap of exports); Hirschman (1964), American Economic Review 54
    (concentration); Baumol, Panzar and Willig (1982), Contestable Markets and the Theory of Industry Structure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines import contest
from multivector.lenses.dealings import looked_at
from multivector.lenses.niches.presence import Placed, Presence, Word, capacities, ends, placed, presences, words
from multivector.lenses.niches.rivalry import Ground, Rivalry, rivalries
from multivector.lenses.niches.saying import Elsewhere, Saying, elsewhere, sayings
from multivector.lenses.niches.values import Value, values
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from multivector.model.entries import Capacity
    from multivector.model.ledger import Ledger

ABLE = frozenset({"able", "leading"})
_DEFAULTS = {"marginal_low": 0.05, "marginal_high": 0.25, "able_low": 0.3, "able_high": 0.7, "leading_low": 0.7}
_RANGES = {
    "marginal_low": (0.0, 0.15), "marginal_high": (0.15, 0.4), "able_low": (0.15, 0.5), "able_high": (0.5, 0.9),
    "leading_low": (0.5, 0.9),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Niche:
    """One niche: what it is worth, who may supply it, who did."""

    niche: str
    sectors: tuple[str, ...]
    currency: str
    low: float
    high: float | None
    """Money of its deals; None: open above, for some of it is not disclosed."""
    undisclosed: int
    """Deals of which nothing is disclosed in that currency."""
    able_low: int
    able_high: int
    """Suppliers that are surely, or possibly, able or leading."""
    contenders_low: int
    contenders_high: int
    """Those of them that were not used."""
    effective_low: float | None
    effective_high: float | None
    """Effective number of suppliers, whose inverse is the concentration; None where there are too many to bound it."""
    used: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NichesAnswer:
    """Niches by name; every supplier in each; the rivalry of ordered pairs; what sources say of both, tested."""

    rows: tuple[Niche, ...]
    presences: tuple[Presence, ...]
    rivalries: tuple[Rivalry, ...]
    sayings: tuple[Saying, ...]
    elsewhere: tuple[Elsewhere, ...]


def niches(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    marginal_low: float = _DEFAULTS["marginal_low"],
    marginal_high: float = _DEFAULTS["marginal_high"],
    able_low: float = _DEFAULTS["able_low"],
    able_high: float = _DEFAULTS["able_high"],
    leading_low: float = _DEFAULTS["leading_low"],
    undisclosed: float = 1.0,
) -> Result[NichesAnswer]:
    """Tell who can supply what and who competes with whom, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        marginal_low: the least presence, 0 to 1, that "marginal" may mean.
        marginal_high: the most that it may mean.
        able_low: the least presence that "able" may mean, not below that of "marginal".
        able_high: the most that it may mean, not below that of "marginal".
        leading_low: the least presence that "leading" may mean, not below that of "able".
        undisclosed: what an undisclosed deal may at most weigh, as a multiple of the largest known one; above 0.
    """
    scale = {
        "absent": (0.0, 0.0),
        "marginal": (marginal_low, marginal_high),
        "able": (able_low, able_high),
        "leading": (leading_low, 1.0),
    }
    if not 0 <= marginal_low <= able_low <= leading_low <= 1 or not marginal_low <= marginal_high <= able_high <= 1:
        raise ValueError("ends of levels must lie within 0..1 and rise from marginal to able to leading")
    if not (able_low <= able_high and 0 < undisclosed < float("inf")):
        raise ValueError("able_low must not lie above able_high, and undisclosed must be above 0")
    ledger, day = looked_at(ledger, as_of)
    entries = capacities(ledger)
    said, deals = words(ledger, entries), placed(ledger, entries)
    present = presences(said, deals, scale)
    worth = values(deals, (entry.niche for entry in entries), undisclosed)
    within = _sectors(entries)
    tested = sayings(ledger, entries, said)
    ground = Ground(
        gone_by={(one.niche, one.supplier): (one.low, one.high) for one in present},
        all_said=_all_said(said, present, scale),
        values={niche: value.weight for niche, value in worth.items()},
        reasons={(one.niche, one.supplier): one.because for one in present},
    )
    rows = tuple(
        _row(
            value,
            tuple(within[niche]),
            [one for one in present if one.niche == niche],
            [entry.id for entry in entries if entry.niche == niche],
        )
        for niche, value in worth.items()
    )
    given = {**_DEFAULTS, "undisclosed": 1.0}
    taken = dict(zip(given, (marginal_low, marginal_high, able_low, able_high, leading_low, undisclosed), strict=True))
    return Result(
        lens="niches",
        as_of=day,
        ledger=ledger.digest,
        parameters=tuple(
            Parameter(name=name, value=taken[name], default=default, low=low, high=high, source="convention")
            for name, default in given.items()
            for low, high in (_RANGES.get(name, (0.1, 3.0)),)
        ),
        answer=NichesAnswer(
            rows=rows,
            presences=present,
            rivalries=rivalries(ground, _several(within)),
            sayings=tested,
            elsewhere=elsewhere(tested, present),
        ),
        caveats=_caveats(rows, present, deals),
    )


def _sectors(entries: Iterable[Capacity]) -> dict[str, dict[str, None]]:
    """Give the sectors that capacities name for each niche."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        found[entry.niche] |= {entry.sector: None} if entry.sector is not None else {}
    return found


def _several(within: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Give the niches of each sector that has more than one."""
    found: dict[str, list[str]] = defaultdict(list)
    for niche, sectors in within.items():
        for sector in sectors:
            found[sector].append(niche)
    return {sector: inside for sector, inside in sorted(found.items()) if len(inside) > 1}


def _all_said(
    said: tuple[Word, ...], present: tuple[Presence, ...], scale: Mapping[str, tuple[float, float]]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Give presences with every rival claim; where there is none, what use shows."""
    by_place: dict[tuple[str, str], list[Word]] = defaultdict(list)
    for word in said:
        by_place[word.niche, word.supplier].append(word)
    return {(one.niche, one.supplier): ends(by_place[one.niche, one.supplier], scale) or (one.low, one.high) for one in present}


def _row(value: Value, sectors: tuple[str, ...], present: list[Presence], entries: list[str]) -> Niche:
    sure = {one.supplier for one in present if one.levels and ABLE.issuperset(one.levels)}
    possible = {one.supplier for one in present if not one.levels or not ABLE.isdisjoint(one.levels)}
    used = {one.supplier for one in present if one.used}
    few = sum(one.high > 0 for one in present) <= contest.MOST
    bounds = contest.effective_number([one.low for one in present], [one.high for one in present]) if few else (None, None)
    return Niche(
        niche=value.niche,
        sectors=sectors,
        currency=value.currency,
        low=value.low,
        high=value.high,
        undisclosed=len(value.undisclosed),
        able_low=len(sure),
        able_high=len(possible),
        contenders_low=len(sure - used),
        contenders_high=len(possible - used),
        effective_low=None if bounds[0] is None else round(bounds[0], 6),
        effective_high=None if bounds[1] is None else round(bounds[1], 6),
        used=tuple(sorted(used)),
        because=(*entries, *value.deals),
    )


def _caveats(rows: tuple[Niche, ...], present: tuple[Presence, ...], deals: tuple[Placed, ...]) -> tuple[Caveat, ...]:
    guessed = tuple(deal.line.id for deal in deals if deal.by_sector)
    outside = tuple(deal.line.id for deal in deals if not deal.niches)
    unrecorded = tuple(dict.fromkeys(id_ for one in present if not one.levels for id_ in one.used))
    against = tuple(dict.fromkeys(id_ for one in present if one.used and one.levels == ("absent",) for id_ in one.because))
    open_ = [row for row in rows if row.high is None]
    many = [row for row in rows if row.effective_low is None]
    caveats = [Caveat(code="words-as-numbers")] if rows else []
    if open_:
        caveats.append(Caveat(code="open-niches", values=(("n", len(open_)), ("of", len(rows)))))
    if guessed:
        caveats.append(Caveat(code="placed-by-sector", values=(("n", len(guessed)),), because=guessed))
    if outside:
        caveats.append(Caveat(code="other-niches", values=(("n", len(outside)),), because=outside))
    if unrecorded:
        caveats.append(Caveat(code="used-unrecorded", values=(("n", len(unrecorded)),), because=unrecorded))
    if against:
        caveats.append(Caveat(code="absent-but-used", because=against))
    if many:
        caveats.append(Caveat(code="many-suppliers", values=(("n", len(many)),)))
    return tuple(caveats)
