"""Where does a contested question end, if everybody pulls as hard as it can and cares?

Question:
    Who wants what, how hard and with what; where does that end by each model of collective bargaining, how sure is that, who
    moves and why, and on which number does it hang most?

Method:
    A question with `scales` and `seats` is a table (`engines.bargaining`): actors with position, salience and capability, at the
    middle of all ranges. The compromise model (the mean weighted by capability and salience) and the median voter stand first;
    beside them the spatial model of politics and the expected-utility model. `members` tables drawn evenly from all ranges give
    the interval that holds nine tenths of each model's outcomes, and the bands of the paths; `seed` makes the draws. One number
    at a time, moved between the twentieths at the ends of its range with all others at the middle, gives the swings. Rival seats
    of one actor widen its ranges to their hull; `prefer` takes those of one source or judge alone.

Reads:
    `question` with `scales` and `seats`.

Caveats:
    On 351 resolved issues of the European Union no bargaining model has beaten the weighted mean significantly: it errs by 22.99
    of 100 on average, an expected-utility challenge model by 26.83. Saliences and capabilities are judgements, and most positions
    are. The spatial model jumps, so read the interval and not the point. The unit of capability is the table's own.

Example:
    >>> import multivector
    >>> answer = multivector.lenses.bargaining(multivector.load("dossiers/small").ledger).answer
    >>> [(row.question, one.forecasts[0].model, one.forecasts[0].value) for row in answer.rows for one in row.outcomes]
    [('who-runs-the-port', 'compromise', 45.0)]

References:
    Black (1948), J. of Political Economy 56; Bueno de Mesquita (1994), in European Community Decision Making, Yale; Scholz,
    Calbert, Smith (2011), J. of Theoretical Politics 23; Wise, Lester, Efird (2015), Multidimensional bargaining using KTAB,
    KAPSARC; Arregui, Perarnaud (2022), J. of European Public Policy 29 (DEU III).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.bargaining import Spatial
from multivector.lenses.bargaining.outcomes import Move, Outcome, Setting, moves_of, outcomes_of
from multivector.lenses.bargaining.tables import Sat, bargained
from multivector.lenses.dealings import looked_at
from multivector.model.entries import Question
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from multivector.lenses.bargaining.tables import Bargained
    from multivector.model.ledger import Ledger

_FEWEST, _MOST = 20, 100_000
MEMBERS = 60
"""As many as run within a second for a table of seven, without a compiler too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A question that many pull at."""

    question: str
    seats: tuple[Sat, ...]
    outcomes: tuple[Outcome, ...]
    """Of each scale."""
    moves: tuple[Move, ...]
    """Of the spatial model at the middle of all ranges, turn by turn; those of less than 1 of 100 are left out."""
    turns: int
    settled: bool
    """Whether it came to rest rather than ran out of turns."""
    judged: int
    """How many of the seats rest on judgement alone."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainingAnswer:
    """The questions with a table, in the order of their ids."""

    rows: tuple[Contest, ...]


def bargaining(
    ledger: Ledger, *, as_of: date | None = None, prefer: str | None = None, members: int = MEMBERS, seed: int = 1
) -> Result[BargainingAnswer]:
    """Forecast every question with a table by each model, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        prefer: a source or a judge whose seats count alone, wherever there are any.
        members: how many tables are drawn from the ranges; 20 to 100,000.
        seed: of the draws.
    """
    if not _FEWEST <= members <= _MOST or not 0 <= seed < 2**32:
        raise ValueError("members lie within 20..100000, and a seed is a whole number from 0 to 2**32 - 1")
    ledger, day = looked_at(ledger, as_of)
    asked = [question for question in ledger.of(Question) if question.seats or question.scales]
    found = {question.id: bargained(question, prefer) for question in asked}
    how = Setting(members, seed, Spatial())
    rows = tuple(contest_of(one, how) for one in found.values() if one is not None)
    return Result(
        lens="bargaining",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="prefer", value=prefer, default=None),
            Parameter(name="members", value=members, default=MEMBERS, low=_FEWEST, high=_MOST, source="convention"),
            Parameter(name="seed", value=seed, default=1, low=0, high=2**32 - 1, source="convention"),
        ),
        answer=BargainingAnswer(rows=rows),
        caveats=tuple(_caveats(rows, [id_ for id_, one in found.items() if one is None])),
    )


def contest_of(found: Bargained, how: Setting) -> Contest:
    """Forecast one question."""
    because = (found.question,)
    run, moves = moves_of(found, how.options, because)
    return Contest(
        question=found.question,
        seats=found.sat,
        outcomes=outcomes_of(found, how, because),
        moves=moves,
        turns=run.turns,
        settled=run.settled,
        judged=sum(not one.sources for one in found.sat),
        because=because,
    )


def _caveats(rows: tuple[Contest, ...], apart: list[str]) -> Iterator[Caveat]:
    if rows:
        ids = tuple(row.question for row in rows)
        yield Caveat(code="bargaining-baseline", because=ids)
        judged = sum(row.judged for row in rows)
        if judged:
            yield Caveat(
                code="bargaining-judged", values=(("n", judged), ("of", sum(len(row.seats) for row in rows))), because=ids
            )
    if apart:
        yield Caveat(code="bargaining-apart", values=(("n", len(apart)),), because=tuple(apart))
