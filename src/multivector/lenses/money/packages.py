"""Packages and their parts: what the figures imply together, where they contradict, and what nobody published.

A package holds at least the sum of its parts (exactly it, where the listed parts are all of it). Bounds read every
figure that stands by the lens's `Reading`, rival figures of one deal as the span from the least to the greatest.
Contradictions are looked for among all asserted figures, each a claim of its own, with ceilings at face value, as
whoever adds up a list of promises reads them; `unconditional` are those that remain when ceilings are only bounds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.engines import accounts
from multivector.engines.intervals import Reading, interval
from multivector.model.entries import Deal
from multivector.model.money import Amount, parse_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.lenses.money.lines import Figure, Line
    from multivector.model.ledger import Ledger

MOST_CONFLICTS = 200
"""Contradictions looked for per package; more are counted as "at least"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One figure in a contradiction."""

    id: str
    figure: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A smallest set of figures that cannot all hold; without any one of them the rest can."""

    members: tuple[Member, ...]
    gap: float
    """By how much, at least, the figures together would have to give way, in units of the currency."""
    unconditional: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one text's own figures for the parts add up to, as printed (`high` None where one is open)."""

    source: str
    parts: tuple[str, ...]
    low: float
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Between which values an amount lies (None: no bound), or that the figures contradict each other."""

    id: str
    low: float | None
    high: float | None
    disclosed: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package: its total as claimed, its parts, what they add up to, and what remains unexplained."""

    id: str
    currency: str
    total: tuple[Figure, ...]
    parts: tuple[str, ...]
    complete: bool
    accounts: tuple[Account, ...]
    consistent: bool
    """Whether the figures that stand can hold together, with ceilings as bounds."""
    remainder_low: float | None
    remainder_high: float | None
    """Bounds of the total less the listed parts; None for no bound, both None also where figures contradict."""
    bounds: tuple[Bound, ...]
    contradictions: tuple[Contradiction, ...]
    all_found: bool
    because: tuple[str, ...]


def packages_of(ledger: Ledger, lines: tuple[Line, ...], reading: Reading) -> tuple[Package, ...]:
    """Judge every package of the state, the outermost first named; packages in packages are judged with the outermost."""
    by_id = {line.id: line for line in lines}
    children: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.package in by_id and line.package is not None:
            children[line.package].append(line.id)
    roots = sorted(id_ for id_ in children if by_id[id_].package not in by_id and by_id[id_].ours)
    return tuple(_package(root, by_id, children, ledger, reading) for root in roots)


def _package(
    root: str, by_id: Mapping[str, Line], children: Mapping[str, list[str]], ledger: Ledger, reading: Reading
) -> Package:
    ids = _below(root, children)
    number = {id_: position for position, id_ in enumerate(ids)}
    lines = [by_id[id_] for id_ in ids]
    currency = next((line.currency for line in lines if line.currency), "")
    parts = tuple(children[root])
    wholes = tuple(_whole(id_, number, children, ledger) for id_ in ids if children.get(id_))
    span = accounts.Accounts(n=len(ids), wholes=wholes, claims=tuple(_span(lines, currency, reading)))
    remainder = ((0, 1.0), *((number[part], -1.0) for part in parts))
    found = accounts.bounds(span, [*range(len(ids)), remainder])
    contradictions, complete = _contradictions(lines, wholes, currency, reading)
    consistent = not math.isnan(found[-1][0])
    because = tuple(dict.fromkeys(id_ for line in lines for id_ in line.because))
    return Package(
        id=root,
        currency=currency,
        total=by_id[root].figures,
        parts=parts,
        complete=_is_complete(root, ledger),
        accounts=_accounts((by_id[part] for part in parts), currency),
        consistent=consistent,
        remainder_low=_shown(found[-1][0]),
        remainder_high=_shown(found[-1][1]),
        bounds=tuple(
            Bound(id=line.id, low=_shown(low), high=_shown(high), disclosed=line.disclosed, because=because)
            for line, (low, high) in zip(lines, found[:-1], strict=True)
        ),
        contradictions=contradictions,
        all_found=complete,
        because=because,
    )


def _below(root: str, children: Mapping[str, list[str]]) -> list[str]:
    """Give a package and all its parts at any depth."""
    ids = [root]
    for id_ in ids:
        ids += children.get(id_, ())
    return ids


def _whole(id_: str, number: Mapping[str, int], children: Mapping[str, list[str]], ledger: Ledger) -> accounts.Whole:
    parts = tuple(number[child] for child in children[id_])
    return accounts.Whole(key=id_, whole=number[id_], parts=parts, complete=_is_complete(id_, ledger))


def _is_complete(id_: str, ledger: Ledger) -> bool:
    deal = ledger.by_id[id_]
    return isinstance(deal, Deal) and deal.complete == "yes"


def _span(lines: list[Line], currency: str, reading: Reading) -> Iterable[accounts.Claim]:
    """Give one claim per deal: the span of the figures that stand; where one is disclosed, silence of others adds nothing."""
    for number, line in enumerate(lines):
        stand = (figure for figure in line.figures if figure.standing and figure.currency == currency)
        read = [_read(figure, reading) for figure in stand if figure.low is not None]
        if read:
            yield accounts.Claim(key=line.id, of=number, low=min(low for low, _ in read), high=max(high for _, high in read))


def _contradictions(
    lines: list[Line], wholes: tuple[accounts.Whole, ...], currency: str, reading: Reading
) -> tuple[tuple[Contradiction, ...], bool]:
    """Find the minimal sets of figures that cannot hold together, fewest first, and whether these are all of them."""
    members: dict[str, Member] = {}
    readings = {"face": replace(reading, under=0.0), "bound": reading}
    claims: dict[str, list[accounts.Claim]] = {name: [] for name in readings}
    for number, line in enumerate(lines):
        for position, figure in enumerate(line.figures):
            if figure.currency != currency:
                continue
            key = f"{number:04}/{position:02}"
            members[key] = Member(id=line.id, figure=figure.text, texts=figure.texts)
            for name, found in claims.items():
                low, high = _read(figure, readings[name])
                found.append(accounts.Claim(key=key, of=number, low=low, high=high))
    face = accounts.Accounts(n=len(lines), wholes=wholes, claims=tuple(claims["face"]))
    bound = accounts.Accounts(n=len(lines), wholes=wholes, claims=tuple(claims["bound"]))
    disputes = accounts.disputes(face, MOST_CONFLICTS)
    sets = [keys for keys in disputes.conflicts if len({members[key].id for key in keys}) > 1]
    there = frozenset(id_ for line in lines for id_ in line.because)
    contradictions = (_contradiction(keys, members, face, bound, there) for keys in sets)
    return tuple(sorted(contradictions, key=lambda one: (len(one.members), -one.gap, one.because))), disputes.complete


def _contradiction(
    keys: frozenset[str], members: Mapping[str, Member], face: accounts.Accounts, bound: accounts.Accounts, there: frozenset[str]
) -> Contradiction:
    others = frozenset(members) - keys
    chosen = tuple(members[key] for key in sorted(keys))
    return Contradiction(
        members=chosen,
        gap=round(accounts.stretch(accounts.without(face, others)).total, 2),
        unconditional=not accounts.feasible(accounts.without(bound, others)),
        because=tuple(dict.fromkeys(id_ for member in chosen for id_ in (member.id, *member.texts) if id_ in there)),
    )


def _accounts(parts: Iterable[Line], currency: str) -> tuple[Account, ...]:
    """Add up what each text says of the parts, where it gives figures for at least two of them."""
    said: dict[str, dict[str, Figure]] = defaultdict(dict)
    for part in parts:
        for figure in part.figures:
            for text in figure.texts if figure.low is not None and figure.currency == currency else ():
                said[text].setdefault(part.id, figure)
    sums = (
        Account(
            source=text,
            parts=tuple(figures),
            low=sum(figure.low or 0.0 for figure in figures.values()),
            high=None
            if any(figure.high is None for figure in figures.values())
            else sum(figure.high or 0.0 for figure in figures.values()),
        )
        for text, figures in said.items()
        if len(figures) > 1
    )
    return tuple(sorted(sums, key=lambda account: (-len(account.parts), account.source)))


def _read(figure: Figure, reading: Reading) -> tuple[float, float]:
    amount = parse_amount(figure.text)
    assert isinstance(amount, Amount)  # noqa: S101  # it was written from one
    low, high = (None if end is None else float(end) for end in (amount.low, amount.high))
    return interval(low if low == high else None, low, high, amount.hedge, reading, step=float(amount.step))


def _shown(value: float) -> float | None:
    """Give a bound to the cent, or None for none."""
    return round(float(value), 2) + 0.0 if math.isfinite(value) else None
