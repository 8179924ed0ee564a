"""How much, which way, how firm; and between which bounds lies what nobody published?

Question:
    How much was agreed with whom, who pays, in which sector, how firm is it; what do the sources disagree on; between
    which bounds lie sums that were not published or not explained; which figures cannot all hold?

Method:
    Every deal is a line with all figures that sources give. Totals add the lines that count, currency by currency: deals
    in which the dossier's state takes part; statistics of trade and stocks do not count, and a package only adds what
    its disclosed parts leave unexplained, so that nothing counts twice. A total runs from the sum of the least to the
    sum of the greatest standing figure; rivals are never averaged. Packages are judged by linear programming
    (`engines.accounts`): a package holds at least the sum of its parts; figures are claims read by the
    hedges' parameters; bounds are the least and greatest value that all leave possible; contradictions are the minimal
    sets of figures that no values satisfy.

Reads:
    `deal` with `amount`, `basis`, `flow`, `pays`, `to`, `sector`, `part-of`, `complete`, `stages`, `claims`, `adopted`.

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
    [('borland-package', 'about 10bn USD'), ('airliners', '6bn USD'), ('data-centre', '7..8bn USD')]

References:
    AidData, TUFF methodology (umbrella agreements, no double counting); Chinneck (2008), Feasibility and
    Infeasibility in Optimization; Huangfu and Hall (2018), Mathematical Programming Computation 10 (HiGHS).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.engines.intervals import Reading
from multivector.lenses.dealings import looked_at
from multivector.lenses.money.lines import Line, lines_of
from multivector.lenses.money.packages import Package, packages_of
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from datetime import date

    from multivector.model.ledger import Ledger

Dimension = Literal["partner", "direction", "sector", "stage", "basis", "flow"]
DIMENSIONS: tuple[Dimension, ...] = ("partner", "direction", "sector", "stage", "basis", "flow")
SEVERAL = "several"
"""The partner of a deal with more than one, so that it counts once."""
UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sum of the counted lines that share a value of one dimension, in one currency (empty: none disclosed)."""

    dimension: Dimension
    key: str
    currency: str
    low: float | None
    """None where nothing was disclosed: missing is not zero."""
    high: float | None
    """None where nothing was disclosed, or a figure is open above ("over 16bn")."""
    deals: int
    undisclosed: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAnswer:
    """Totals by every dimension; the lines that they add; the packages."""

    rows: tuple[Total, ...]
    lines: tuple[Line, ...]
    packages: tuple[Package, ...]


def money(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    prefer: str | None = None,
    about: float = 0.10,
    nearly: float = 0.10,
) -> Result[MoneyAnswer]:
    """Add up, compare and bound the sums of all deals, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        prefer: a source or a label of claims to go by, wherever it gives a figure.
        about: share by which "about x" may be off either way, 0 to 1.
        nearly: share by which "nearly x" may fall short, 0 to 1.
    """
    ledger, day = looked_at(ledger, as_of)
    lines = lines_of(ledger, prefer)
    packages = packages_of(ledger, lines, Reading(about=about, nearly=nearly))
    counted = [line for line in lines if line.counted]
    rows = tuple(total for dimension in DIMENSIONS for total in _totals(dimension, counted))
    return Result(
        lens="money",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="prefer", value=prefer, default=None),
            Parameter(name="about", value=about, default=0.10, low=0.05, high=0.25, source="convention"),
            Parameter(name="nearly", value=nearly, default=0.10, low=0.05, high=0.25, source="convention"),
        ),
        answer=MoneyAnswer(rows=rows, lines=lines, packages=packages),
        caveats=_caveats(lines, packages),
    )


def _totals(dimension: Dimension, lines: list[Line]) -> list[Total]:
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[_key(dimension, line), line.currency].append(line)
    return [_total(dimension, key, currency, found) for (key, currency), found in sorted(groups.items())]


def _total(dimension: Dimension, key: str, currency: str, lines: list[Line]) -> Total:
    known = [line for line in lines if line.disclosed]
    return Total(
        dimension=dimension,
        key=key,
        currency=currency,
        low=sum(line.adds_low or 0.0 for line in known) if known else None,
        high=sum(line.adds_high or 0.0 for line in known)
        if known and all(line.adds_high is not None for line in known)
        else None,
        deals=len(lines),
        undisclosed=len(lines) - len(known),
        because=tuple(line.id for line in lines),
    )


def _key(dimension: Dimension, line: Line) -> str:
    if dimension == "partner":
        return line.partners[0] if len(line.partners) == 1 else SEVERAL if line.partners else UNSTATED
    return str(getattr(line, dimension) or UNSTATED)


def _caveats(lines: tuple[Line, ...], packages: tuple[Package, ...]) -> tuple[Caveat, ...]:
    groups = {
        "undisclosed": [line.id for line in lines if line.counted and not line.disclosed],
        "no-direction": [line.id for line in lines if line.counted and line.direction in {"unstated", "disputed"}],
        "open-rivals": [line.id for line in lines if len({figure.text for figure in line.figures if figure.standing}) > 1],
        "background": [line.id for line in lines if not line.ours and line.disclosed],
        "ceilings": [line.id for line in lines if line.counted and line.basis in {"ceiling", "list-price", "target"}],
        "contradiction": [package.id for package in packages if package.contradictions],
        "other-currency": [line.id for line in lines if line.disclosed and line.currency != _main(lines)],
    }
    return tuple(Caveat(code=code, values=(("n", len(ids)),), because=tuple(ids)) for code, ids in groups.items() if ids)


def _main(lines: tuple[Line, ...]) -> str:
    """Give the currency of most lines."""
    currencies = sorted(line.currency for line in lines if line.disclosed)
    return max(currencies, key=currencies.count, default="")
