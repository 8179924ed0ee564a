"""How much, which way, how firm; and between which bounds lies what nobody published?

Question:
    How much was agreed with whom, who pays, in which sector, how firm is it; what do the sources disagree on; between
    which bounds lie sums that were not published or not explained; which figures cannot all hold?

Method:
    Every deal is a line with all figures that sources give. Totals add the lines that count, currency by currency: deals
    in which the dossier's state takes part and which got as far as `least`, themselves or within their package, and were
    not broken off. Statistics of trade and stocks do not count; a package only adds what its disclosed parts leave
    unexplained, and a deal that `overlaps` others only what surely lies beyond them, so that nothing counts twice. A total
    runs from the sum of the least to the sum of the greatest standing figure; rivals are never averaged; where a package
    stands in one total with all its disclosed parts, its own figure bounds them. Packages are judged by linear programming
    (`engines.accounts`): a package holds at least the sum of its parts; figures are claims read by the hedges' parameters;
    bounds are the least and greatest value that all leave possible; contradictions are the minimal sets of figures that no
    values satisfy.

Reads:
    `deal` with `amount`, `basis`, `flow`, `pays`, `to`, `sector`, `part-of`, `overlaps`, `complete`, `stages`, `claims`,
    `adopted`.

Caveats:
    What "about" leaves possible is a convention (parameters `about`, `nearly`). Totals of announcements are no
    forecast of payments. Figures in different currencies are not converted. A missing figure is not zero: totals say
    how many deals are undisclosed. List prices and ceilings are added as printed and shown apart.

Example:
    >>> import multivector
    >>> result = multivector.lenses.money(multivector.load("dossiers/small").ledger)
    >>> package = result.answer.packages[0]
    >>> [(account.source, account.low / 1e9, account.high / 1e9) for account in package.accounts]
    [('ministry-2031-04-01', 13.0, 14.0)]
    >>> [[(member.id, member.figure) for member in found.members] for found in package.contradictions][0]
    [('borland-package', '8bn USD'), ('airliners', '6bn USD'), ('data-centre', '7..8bn USD')]

References:
    AidData, TUFF methodology (umbrella agreements, pledges and cancelled deals out of totals); Chinneck (2008), Feasibility and
    Infeasibility in Optimization; Huangfu and Hall (2018), Mathematical Programming Computation 10 (HiGHS).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.intervals import Reading
from multivector.lenses.dealings import STATISTICS, looked_at
from multivector.lenses.money.lines import LEAST, Figure, Line, lines_of
from multivector.lenses.money.packages import Package, packages_of
from multivector.lenses.money.totals import Flow, Total, flows, totals
from multivector.model.parts import LADDER, StageName
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from datetime import date

    from multivector.model.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAnswer:
    """Totals by every dimension, and by partner and direction together; the lines that they add; the packages."""

    rows: tuple[Total, ...]
    flows: tuple[Flow, ...]
    lines: tuple[Line, ...]
    packages: tuple[Package, ...]


def money(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    prefer: str | None = None,
    least: StageName = LEAST,
    about: float = 0.10,
    nearly: float = 0.10,
) -> Result[MoneyAnswer]:
    """Add up, compare and bound the sums of all deals, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        prefer: a source or a label of claims to go by, wherever it gives a figure.
        least: the lowest stage from which a deal counts in totals.
        about: share by which "about x" may be off either way, 0 to 1.
        nearly: share by which "nearly x" may fall short, 0 to 1.
    """
    if least not in LADDER:
        raise ValueError(f"least must be one of {', '.join(LADDER)}, not {least!r}")
    ledger, day = looked_at(ledger, as_of)
    lines = lines_of(ledger, prefer, least)
    packages = packages_of(ledger, lines, Reading(about=about, nearly=nearly))
    return Result(
        lens="money",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="prefer", value=prefer, default=None),
            Parameter(name="least", value=least, default=LEAST, low=LADDER[0], high=LADDER[-1], source="TUFF"),
            Parameter(name="about", value=about, default=0.10, low=0.05, high=0.25, source="convention"),
            Parameter(name="nearly", value=nearly, default=0.10, low=0.05, high=0.25, source="convention"),
        ),
        answer=MoneyAnswer(rows=totals(lines), flows=flows(lines), lines=lines, packages=packages),
        caveats=(*_caveats(lines, packages), *_unheard(lines, prefer)),
    )


def _caveats(lines: tuple[Line, ...], packages: tuple[Package, ...]) -> tuple[Caveat, ...]:
    groups = {
        "not-agreed": [line.id for line in lines if line.ours and not line.agreed and line.flow not in STATISTICS],
        "undisclosed": [line.id for line in lines if line.counted and not line.disclosed],
        "no-direction": [line.id for line in lines if line.counted and line.direction in {"unstated", "disputed"}],
        "open-rivals": [line.id for line in lines if len({_means(figure) for figure in line.figures if figure.standing}) > 1],
        "background": [line.id for line in lines if not line.ours and line.disclosed],
        "ceilings": [line.id for line in lines if line.counted and line.basis in {"ceiling", "list-price", "target"}],
        "contradiction": [package.id for package in packages if package.contradictions],
        "other-currency": [line.id for line in lines if line.disclosed and line.currency != _main(lines)],
    }
    return tuple(Caveat(code=code, values=(("n", len(ids)),), because=tuple(ids)) for code, ids in groups.items() if ids)


def _unheard(lines: tuple[Line, ...], prefer: str | None) -> tuple[Caveat, ...]:
    """Warn of a preference for a source or label that gives no figure, as one with a slip of the pen."""
    heard = {name for line in lines for figure in line.figures for name in (figure.key, *figure.texts)}
    return () if prefer is None or prefer in heard else (Caveat(code="preference-unheard", values=(("prefer", prefer),)),)


def _means(figure: Figure) -> tuple[float | None, float | None, str, str]:
    """Give what a figure says, however it is written."""
    return figure.low, figure.high, figure.hedge, figure.currency


def _main(lines: tuple[Line, ...]) -> str:
    """Give the currency of most lines."""
    currencies = sorted(line.currency for line in lines if line.disclosed)
    return max(currencies, key=currencies.count, default="")
