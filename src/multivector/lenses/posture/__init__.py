"""Contradiction or consistent logic, and which posture is that?

Question:
    Can one stable set of priorities explain whom the state chose, and would a chooser without any look the same? Do its dealings
    read as multi-vector, hedging, balancing, bandwagoning or isolation, and what speaks against each of these readings?

Method:
    *Consistency.* Niches with several recorded suppliers of whom one was used are menus; suppliers differ in ability, openness
    and how much is dealt with them already. Told are whether a preference that rises with all three explains every choice, the
    most choices that one weighting explains, by what margin, and how many random choosers do as well (`engines.choice`), under
    two readings of ability. *Measures.* The concentration of dealings over partners, whole and by kind; how partners and agendas
    inform each other; the share of agendas dealt with at least two partners; the share of binding commitments with one of them;
    how evenly security is dealt with two partners one of whom puts sanctions on the other; collisions of promises. *Readings.*
    Each posture is a list of conditions with thresholds (the parameters). A reading fits if all of them hold; rival readings may
    fit at once, and none is a score.

Reads:
    All dealings; `commitment` with `rank` and `clauses`; what the lenses `partners`, `niches` and `commitments` read.

Caveats:
    What was entered is a selection, and a few choices decide little: read the share of random choosers first. Attributes are the
    ledger's own, so consistency with them is no independent proof. Counts of dealings weigh a toast like a treaty. Thresholds
    are judgements; the plain baseline is the count of partners.

Example:
    >>> import multivector
    >>> answer = multivector.lenses.posture(multivector.load("dossiers/small").ledger).answer
    >>> [(row.name, row.fits) for row in answer.rows]
    [('multi-vector', False), ('hedging', None), ('balancing', False), ('bandwagoning', False), ('isolation', False)]

References:
    Kuik (2008), Contemporary Southeast Asia 30; Goh (2008), International Security 32; Lim and Cooper (2015), Security Studies
    24; Contessi (2015), Problems of Post-Communism 62; Bronars (1987), Econometrica 55; Cover (1965), IEEE Transactions on
    Electronic Computers 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.lenses.dealings import dealings, looked_at
from multivector.lenses.posture.consistency import Chosen, Consistency, chosen, consistency
from multivector.lenses.posture.measures import ALL, Measures, measures_of
from multivector.lenses.posture.readings import Reading, Thresholds, readings_of
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from multivector.model.ledger import Ledger

_FEW = 5
"""Menus below which it is said that they are few."""
_MOST_DRAWS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureAnswer:
    """Readings; what they rest on; the choices that were tested, and how consistent they are under each reading of ability."""

    rows: tuple[Reading, ...]
    measures: Measures
    choices: tuple[Chosen, ...]
    consistency: tuple[Consistency, ...]


def posture(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    several: float = 3.0,
    dominant: float = 0.6,
    level: float = 0.05,
    ambiguous: float = 0.5,
    fewest: int = 10,
    draws: int = 200,
    seed: int = 1,
) -> Result[PostureAnswer]:
    """Tell how consistent choices are and which posture dealings read as, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        several: effective partners from which on dealings are spread, at least 1.
        dominant: share of one partner from which on it dominates, 0 to 1.
        level: likelihood by chance below which partners and agendas inform each other, 0 to 1.
        ambiguous: evenness from which on security is dealt with both sides, 0 to 1.
        fewest: dealings below which a state is alone.
        draws: random choosers; 20 to 10,000.
        seed: of these.
    """
    if not (several >= 1 and 0 <= dominant <= 1 and 0 <= level <= 1 and 0 <= ambiguous <= 1 and fewest >= 0):
        raise ValueError("several is at least 1, shares lie within 0..1, and fewest is at least 0")
    if not 20 <= draws <= _MOST_DRAWS or not 0 <= seed < 2**32:  # noqa: PLR2004  # fewer say nothing
        raise ValueError("draws lie within 20..10000, and a seed is a whole number from 0 to 2**32 - 1")
    ledger, day = looked_at(ledger, as_of)
    measures = measures_of(ledger)
    menus, there = chosen(ledger)
    tested = consistency(menus, there, _depends(ledger), draws, seed) if menus else ()
    at = Thresholds(several, dominant, level, ambiguous, fewest)
    return Result(
        lens="posture",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="several", value=several, default=3.0, low=2.0, high=5.0, source="judgement"),
            Parameter(name="dominant", value=dominant, default=0.6, low=0.5, high=0.8, source="judgement"),
            Parameter(name="level", value=level, default=0.05, low=0.01, high=0.10, source="convention"),
            Parameter(name="ambiguous", value=ambiguous, default=0.5, low=0.3, high=0.8, source="judgement"),
            Parameter(name="fewest", value=fewest, default=10, low=3, high=30, source="judgement"),
            Parameter(name="draws", value=draws, default=200, low=20, high=_MOST_DRAWS, source="convention"),
            Parameter(name="seed", value=seed, default=1, low=0, high=2**32 - 1, source="convention"),
        ),
        answer=PostureAnswer(rows=readings_of(measures, at), measures=measures, choices=menus, consistency=tested),
        caveats=tuple(_caveats(measures, menus)),
    )


def _depends(ledger: Ledger) -> dict[str, float]:
    """Give each partner's share of all dealings; one with several counts for each in equal parts."""
    counts: dict[str, float] = {}
    for one in dealings(ledger):
        for partner in one.partners:
            counts[partner] = counts.get(partner, 0.0) + 1 / len(one.partners)
    total = sum(counts.values())
    return {partner: count / total for partner, count in counts.items()}


def _caveats(measures: Measures, menus: tuple[Chosen, ...]) -> Iterator[Caveat]:
    whole = next((one for one in measures.concentrations if one.kind == ALL), None)
    if whole is None:
        return
    yield Caveat(code="posture-selection", because=whole.because)
    if len(menus) < _FEW:
        because = tuple(id_ for one in menus for id_ in one.because)
        yield Caveat(code="posture-few-choices", values=(("n", len(menus)),), because=because)
