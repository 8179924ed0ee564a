"""Why is a figure not published, and what does that say?

Question:
    Would those who know a figure keep silent on every figure, on some, or on none, if they weigh what each audience would read
    into it? What would end the silence, and what does it say of the size? Which figures were named all the same?

Method:
    For a withholding with a `disclosure`, a game of voluntary disclosure (`engines.disclosure`): the figure is lognormal with
    nine tenths between the ends that are expected; each audience that would compare it with the amount of a deal costs those
    who publish, below that amount in proportion to what is missing (failure), from it on a fixed loss (match), or gains
    (success). Of the comparison the share sigma is made without a figure, with chance q there is none. Silence on everything
    holds iff sigma (1 - q) <= (c + min pen) / E pen, so iff `compared` is at most `coverage`. `draws` of all judgements within
    their ranges, evenly and apart from each other (but of one amount for all who compare with it), give how often silence on
    everything, on some figures or on none is the equilibrium that all prefer, and what silence then says: the expected figure
    and the information in bits. `seed` makes the draws.

Reads:
    `withholding` with `by`, `since`, `until`, `readings`, `compared-with`, `disclosure`; amounts of deals that stand.

Caveats:
    Every number of the game is a judgement, and the answer is one about the judgements: look at the share of draws, not at a
    point. All who withhold are taken for one. That nothing was found is not proof that nothing was published. The plain baseline
    is that silence hides what is bad, so that the figure is below what is expected.

Example:
    >>> import multivector
    >>> answer = multivector.lenses.silence(multivector.load("dossiers/small").ledger).answer
    >>> [(row.withholding, row.judged is not None) for row in answer.rows]
    [('cestria-programme-figures', True)]

References:
    Dye (1985), Journal of Accounting Research 23; Verrecchia (1983), Journal of Accounting and Economics 5; Farrell and Gibbons
    (1989), American Economic Review 79.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.disclosure import changed, equilibria, infer, levers, stretches, total_silence
from multivector.lenses.dealings import looked_at
from multivector.lenses.silence.games import Reference, amounts, drawn, game_of
from multivector.model.claims import settled, standing
from multivector.model.entries import Deal, Withholding
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from multivector.engines.disclosure import Game
    from multivector.lenses.silence.games import Set
    from multivector.model.dates import Date
    from multivector.model.ledger import Ledger

_SOME, _MOST = 100, 20_000
"""Draws of which the coverage is looked at, and the most of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A figure that those who withhold one have named all the same: of a deal between them."""

    entry: str
    low: float
    high: float
    unit: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What would end silence on everything: its value now, and beyond which it ends; None where no value does."""

    name: str
    now: float
    at: float | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the judgements of a withholding come to."""

    unit: str
    low: float
    high: float
    """Between which the figure is expected, nine times in ten."""
    references: tuple[Reference, ...]
    compared_low: float
    compared_high: float
    """Sigma (1 - q) over the draws."""
    coverage_low: float | None
    coverage_high: float | None
    """Up to which `compared` may rise; None where an audience would gain."""
    total: float
    partial: float
    full: float
    """Shares of the draws in which silence is kept on every figure, on some, on none."""
    unique: float
    """The share of draws with one equilibrium."""
    silent: tuple[tuple[float, float], ...]
    """The figures on which silence is kept at the middle of all ranges."""
    expected: float
    """The figure to expect before anything is heard."""
    given_low: float
    given_high: float
    """And given silence, over nine tenths of the draws."""
    bits: float
    most_bits: float
    """What silence tells of the figure: over all draws together, and in the one in which it tells most."""
    levers: tuple[Lever, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A figure or text that is withheld."""

    withholding: str
    by: tuple[str, ...]
    since: Date | None
    until: Date | None
    readings: int
    named: tuple[Named, ...]
    judged: Judged | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceAnswer:
    """What is withheld, in the order of ids."""

    rows: tuple[Kept, ...]


def silence(ledger: Ledger, *, as_of: date | None = None, draws: int = 2000, seed: int = 1) -> Result[SilenceAnswer]:
    """Tell for which figures silence holds, what would end it and what it says, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        draws: how many sets of judgements are drawn from their ranges; 100 to 20,000.
        seed: of the draws.
    """
    if not _SOME <= draws <= _MOST or not 0 <= seed < 2**32:
        raise ValueError("draws lie within 100..20000, and a seed is a whole number from 0 to 2**32 - 1")
    ledger, day = looked_at(ledger, as_of)
    rows = tuple(_kept(ledger, entry, draws, seed) for entry in ledger.of(Withholding))
    return Result(
        lens="silence",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="draws", value=draws, default=2000, low=_SOME, high=_MOST, source="convention"),
            Parameter(name="seed", value=seed, default=1, low=0, high=2**32 - 1, source="convention"),
        ),
        answer=SilenceAnswer(rows=rows),
        caveats=tuple(_caveats(ledger, rows)),
    )


def _kept(ledger: Ledger, entry: Withholding, draws: int, seed: int) -> Kept:
    found = game_of(ledger, entry)
    return Kept(
        withholding=entry.id,
        by=entry.by,
        since=settled(entry, "since"),
        until=settled(entry, "until"),
        readings=len(entry.readings),
        named=tuple(_named(ledger, entry)),
        judged=None if found is None else _judged(entry, found, draws, seed),
        because=(entry.id,),
    )


def _named(ledger: Ledger, entry: Withholding) -> Iterator[Named]:
    """Give the figures beside which it would be read that are of the very same parties."""
    parties = {ledger.partner(one) for one in entry.by}
    for id_ in entry.compared_with:
        other = ledger.by_id.get(id_)
        if not isinstance(other, Deal) or {ledger.partner(one) for one in other.between} != parties:
            continue
        for unit in sorted({claim.value.unit for claim in standing(other, "amount")}):
            ends = amounts(ledger, id_, unit)
            if ends is not None:
                yield Named(entry=id_, low=ends[0], high=ends[1], unit=unit, because=(entry.id, id_))


def _judged(entry: Withholding, found: Set, draws: int, seed: int) -> Judged:
    game = found.game
    values = drawn(found, draws, np.random.default_rng(seed))
    inferred = infer(game, values)
    compared = values["sigma"] * (1 - values["q"])
    coverage = [_coverage(game, values, at) for at in range(_SOME)]
    known = [each for each in coverage if each is not None]
    expected = equilibria(game)
    judged = entry.disclosure
    assert judged is not None  # noqa: S101  # there is no game without one
    because = tuple(dict.fromkeys((entry.id, *(one.beside for one in found.references))))
    return Judged(
        unit=found.unit,
        low=float(judged.expects.low or 0),
        high=float(judged.expects.high or 0),
        references=found.references,
        compared_low=_rounded(compared.min()),
        compared_high=_rounded(compared.max()),
        coverage_low=_rounded(min(known)) if known else None,
        coverage_high=_rounded(max(known)) if known else None,
        total=_rounded(inferred.total),
        partial=_rounded(inferred.partial),
        full=_rounded(inferred.full),
        unique=_rounded(inferred.unique),
        silent=tuple((_two(low), _two(high)) for low, high in stretches(game.prior, expected[0].silent)) if expected else (),
        expected=_two(game.prior.mean),
        given_low=_two(inferred.means[0]),
        given_high=_two(inferred.means[1]),
        bits=_rounded(inferred.posterior.bits),
        most_bits=_rounded(inferred.most_bits),
        levers=tuple(
            Lever(name=one.name, now=_rounded(one.now), at=None if one.at is None else _rounded(one.at), because=because)
            for one in levers(game)
        ),
        because=because,
    )


def _coverage(game: Game, values: Mapping[str, NDArray[np.float64]], at: int) -> float | None:
    """Give up to which share of the comparison silence on everything holds, for one of the draws."""
    return total_silence(changed(game, {name: float(column[at]) for name, column in values.items()})).coverage


def _caveats(ledger: Ledger, rows: tuple[Kept, ...]) -> Iterator[Caveat]:
    judged = [row for row in rows if row.judged is not None]
    if judged:
        yield Caveat(code="silence-judged", because=tuple(row.withholding for row in judged))
    apart = [row.withholding for row in rows if row.judged is None and _entered(ledger, row.withholding)]
    if apart:
        yield Caveat(code="silence-apart", because=tuple(apart))
    bare = [row.withholding for row in rows if row.judged is None and row.withholding not in apart]
    if bare:
        yield Caveat(code="silence-bare", values=(("n", len(bare)),), because=tuple(bare))


def _entered(ledger: Ledger, id_: str) -> bool:
    entry = ledger.by_id[id_]
    return isinstance(entry, Withholding) and entry.disclosure is not None


def _rounded(value: float) -> float:
    return round(float(value), 6)


def _two(value: float) -> float:
    """Give a figure by its first two digits: more would be false precision."""
    return float(f"{value:.2g}")
