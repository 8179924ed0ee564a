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
    `withholding` with `by`, `since`, `until`, `about`, `amount`, `readings`, `compared-with`, `disclosure`; amounts of deals that
    stand; dates of `source`s.

Caveats:
    Every number of the game is a judgement, and the answer is one about the judgements: look at the share of draws, not at a
    point. Which reason is at work the silence itself cannot tell where several are enough. That nothing was found is not proof
    that nothing was published. The plain baseline is that silence hides what is bad, so that the figure is below what is
    expected.

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

from multivector.lenses.dealings import looked_at
from multivector.lenses.silence.beside import Bound, Named, Watched, bounds_of, named_of, watched_of
from multivector.lenses.silence.games import game_of
from multivector.lenses.silence.judged import Judged, judged_of
from multivector.lenses.silence.suppose import supposed
from multivector.model.claims import settled
from multivector.model.entries import Withholding
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from multivector.model.dates import Date
    from multivector.model.ledger import Ledger

_SOME, _MOST = 100, 20_000
"""The fewest and the most draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A figure or text that is withheld."""

    withholding: str
    by: tuple[str, ...]
    since: Date | None
    until: Date | None
    watched: Watched | None
    readings: int
    bound: Bound | None
    """Between which amounts the figure lies by what the ledger has of its package; None where that says nothing."""
    named: tuple[Named, ...]
    judged: Judged | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceAnswer:
    """What is withheld, in the order of ids."""

    rows: tuple[Kept, ...]


def silence(
    ledger: Ledger, *, as_of: date | None = None, suppose: str = "", draws: int = 2000, seed: int = 1
) -> Result[SilenceAnswer]:
    """Tell for which figures silence holds, what would end it and what it says, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        suppose: judgements to take instead of those of one withholding: "ID: compares=50..80 %, WHO.loss=0.1..0.3".
        draws: how many sets of judgements are drawn from their ranges; 100 to 20,000.
        seed: of the draws.
    """
    if not _SOME <= draws <= _MOST or not 0 <= seed < 2**32:
        raise ValueError("draws lie within 100..20000, and a seed is a whole number from 0 to 2**32 - 1")
    ledger, day = looked_at(ledger, as_of)
    asked = supposed(ledger, suppose)
    bounds = bounds_of(ledger)
    rows = tuple(_kept(asked, entry, bounds, day, (draws, seed)) for entry in asked.of(Withholding))
    return Result(
        lens="silence",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="suppose", value=suppose, default=""),
            Parameter(name="draws", value=draws, default=2000, low=_SOME, high=_MOST, source="convention"),
            Parameter(name="seed", value=seed, default=1, low=0, high=2**32 - 1, source="convention"),
        ),
        answer=SilenceAnswer(rows=rows),
        caveats=tuple(_caveats(asked, rows)),
    )


def _kept(ledger: Ledger, entry: Withholding, bounds: Mapping[str, Bound], day: date, drawn: tuple[int, int]) -> Kept:
    found = game_of(ledger, entry)
    return Kept(
        withholding=entry.id,
        by=entry.by,
        since=settled(entry, "since"),
        until=settled(entry, "until"),
        watched=watched_of(ledger, entry, day),
        readings=len(entry.readings),
        bound=bounds.get(entry.about or ""),
        named=tuple(named_of(ledger, entry)),
        judged=None if found is None else judged_of(entry, found, *drawn),
        because=(entry.id,),
    )


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
