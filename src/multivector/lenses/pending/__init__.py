"""What is due, and how likely is it, by when?

Question:
    What is due, by when, said by whom, how often has it slipped, what does it wait for, what is overdue; how likely does
    it come about by its date; how good were past expectations?

Method:
    Statements of a date belong to one item if one replaces the other, or if they expect the same stage of the same
    entry. An item that is still waited for is forecast by its *reference class*: (a) `ledger`, the items of this
    dossier, each by how long it took over how long it was first said to take, those not yet there as censored; taken
    once `enough` of them have come about; else (b) `agreements`, years from signature to force of 773 trade agreements
    signed to 2009 (one of them misdated and left out), for items that are to become binding (commitment, in force);
    else none. The clock starts when a thing was first said to come. Durations of a class are fitted by a mixture of a
    share that never comes about and a lognormal (`engines.cure`), and the item itself counts as one that has taken
    this long: every missed date is data. A stated date that is over is scored by what was known on the day it was
    said: taken at its word (`sure`), by the class, by the bare rate of the class, and by "not by its date, always" (1 -
    `sure`); Brier, logarithmic and CRPS, and the Brier score in parts by isotonic regression
    (`engines.reliability`). The first outcome that decides is the one that is scored; none is rewritten.

Reads:
    `expectation`: `due`, `said`, `expects`, `by`, `replaces`, `waits-for`, `outcomes`; of what it is `about`, the stages
    `delayed`; dates of sources.

Caveats:
    The class of agreements is borrowed: talks on a plant are no trade agreement, and its clock starts at a signature, an
    item's when it was first spoken of. Of 124 agreements no year of force is recorded; whether they never came into force
    or nobody wrote it down is not known, and the share that never comes about hangs on it: each forecast is given both ways
    (`otherwise` leaves them out), and ranges that are told span both. That share leans on the prior as long as few records
    are old. An interval is of the rates of the class, and does not hold the doubt
    whether the class fits. A dossier keeps what was worth writing down, so that slips are over-represented; stated dates
    of one item are missed together, so that they count for less than their number. Sources seldom say how sure they are:
    that they are taken at `sure` is a judgement. With few stated dates over, no score tells forecasters apart. Baselines:
    the rate of the class, and "not by its date, always".

Example:
    >>> import multivector
    >>> result = multivector.lenses.pending(multivector.load("dossiers/small").ledger)
    >>> [(row.id, row.status, row.missed, row.overdue) for row in result.answer.rows]
    [('data-centre-contract', 'overdue', 1, 30)]

References:
    Boag (1949), J. Royal Statistical Society B 11, and Farewell (1982), Biometrics 38 (a share that never comes about);
    Brier (1950), Monthly Weather Review 78; Gneiting and Raftery (2007), JASA 102 (scores); Dimitriadis, Gneiting and
    Jordan (2021), PNAS 118 (calibration without bins).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import numpy as np

from multivector.lenses.dealings import looked_at
from multivector.lenses.pending.classes import Chance, Choice, ClassName, Judgements, Outlook, borrowed, outlook, share
from multivector.lenses.pending.items import Item, Statement, Status, delays_of, items_of, subledger, waits_for
from multivector.lenses.pending.path import Path, path_of
from multivector.lenses.pending.scores import Scored, Track, score_of, tracks
from multivector.model.entries import Expectation
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger
    from multivector.model.names import Names
    from multivector.model.parts import StageName

_SEED = 20251117
_FEW = 30
"""Stated dates under which scores tell little (with 30, the rate itself is known to some nine points either way)."""
_LONGEST = 36525
"""Days ahead that anybody would ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One item: what is due and what is to be thought of it. Forecasts are None where it is over or has no class."""

    id: str
    """The statement that stands."""
    about: str
    expects: StageName | None
    status: Status
    due: date | None
    """The last day that the standing date may mean; None where it is open."""
    overdue: int | None
    """Days since that day."""
    statements: tuple[Statement, ...]
    moved: int
    """Statements that replace an earlier one."""
    missed: int
    """Statements that were missed."""
    delays: int
    """How often what it is about was itself reported delayed."""
    waits_for: tuple[Names, ...]
    reference: ClassName | None
    records: int
    by_due: Chance | None
    """That it comes about by its date, which is yet to come."""
    ahead: Chance | None
    """That it comes about within so many days of the day."""
    never: Chance | None
    otherwise: Otherwise | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """The same forecasts with agreements without a year of force left out: in force for all we know, only not recorded."""

    by_due: Chance | None
    ahead: Chance
    never: Chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A reference class that was gone by: records, how many came about, and what the fit says of a new thing."""

    name: ClassName
    records: int
    came: int
    never: Chance
    baseline: float
    """The share of the records that came about, as counted."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One outcome, as it was written down."""

    id: str
    on: str
    outcome: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAnswer:
    """Items, overdue first; classes gone by; the path of one item; stated dates scored, and each forecaster's record."""

    rows: tuple[Due, ...]
    classes: tuple[Used, ...]
    path: Path | None
    scored: tuple[Scored, ...]
    tracks: tuple[Track, ...]
    outcomes: tuple[Logged, ...]


def pending(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    reference: Choice = "auto",
    enough: int = 8,
    unrecorded: float = 1.0,
    ahead: int = 365,
    sure: float = 0.9,
    interval: float = 0.9,
    item: str = "",
    rng: np.random.Generator | None = None,
) -> Result[PendingAnswer]:
    """Tell what is due, how likely it is, and how good expectations were, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources, statements and outcomes are not known.
        reference: the class to go by: `auto`, `ledger` or `agreements`.
        enough: items of the ledger that must have come about before they are a class of their own, at least 1.
        unrecorded: weight of agreements without a year of force, from 0 (left out) to 1 (not in force).
        ahead: days ahead for which every open item is forecast, at least 1.
        sure: how sure a source is taken to be of a date that it states without a likelihood, within (0.5, 1).
        interval: of probabilities, within (0, 1).
        item: id of a statement whose item's path is drawn (default: of the item that slipped most).
        rng: source of the draws for bands (default: a generator of its own, always the same).
    """
    if reference not in get_args(Choice):
        raise ValueError(f"reference must be one of {', '.join(get_args(Choice))}")
    if not (enough >= 1 and 0 <= unrecorded <= 1 and 1 <= ahead <= _LONGEST and 0.5 < sure < 1 and 0 < interval < 1):  # noqa: PLR2004
        raise ValueError("a parameter lies outside its range")
    ledger, day = looked_at(ledger, as_of)
    judged = Judgements(reference=reference, enough=enough, unrecorded=unrecorded, ahead=ahead, sure=sure, level=interval)
    told = subledger(ledger)
    items = items_of(told, day)
    views = {found.standing.id: outlook(found, items, day, judged) for found in items}
    rows = sorted((_row(found, views[found.standing.id], ledger, day, judged) for found in items), key=_urgency)
    scored = tuple(_scored(items, told, judged))
    answer = PendingAnswer(
        rows=tuple(rows),
        classes=_used(tuple(at for at in views.values() if at is not None)),
        path=path_of(told, _chosen(items, item), day, judged),
        scored=scored,
        tracks=tracks(scored, interval, np.random.default_rng(_SEED) if rng is None else rng),
        outcomes=_log(ledger),
    )
    return Result(
        lens="pending",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="reference", value=reference, default="auto", source="judgement"),
            Parameter(name="enough", value=enough, default=8, low=2, high=30, source="judgement"),
            Parameter(name="unrecorded", value=unrecorded, default=1.0, low=0.0, high=1.0, source="judgement"),
            Parameter(name="ahead", value=ahead, default=365, low=90, high=1095, source="convention"),
            Parameter(name="sure", value=sure, default=0.9, low=0.6, high=0.99, source="judgement"),
            Parameter(name="interval", value=interval, default=0.9, low=0.5, high=0.99, source="convention"),
            Parameter(name="item", value=item, default=""),
        ),
        answer=answer,
        caveats=_caveats(items, answer),
    )


def _row(item: Item, at: Outlook | None, ledger: Ledger, day: date, judged: Judgements) -> Due:
    last = item.standing
    own = {one.id for one in item.statements}
    late = item.status == "overdue" and last.due is not None and last.due < day
    about = (last.about,) if last.about in ledger else ()
    told = None if at is None else _forecasts(item, at, day, judged)
    return Due(
        id=last.id,
        about=last.about,
        expects=item.expects,
        status=item.status,
        due=last.due,
        overdue=(day - last.due).days if late and last.due is not None else None,
        statements=item.statements,
        moved=sum(one.replaces in own for one in item.statements),
        missed=sum(one.fate == "missed" for one in item.statements),
        delays=delays_of(ledger, last.about, day),
        waits_for=waits_for(ledger, item),
        reference=None if at is None else at.reference.name,
        records=0 if at is None else at.reference.records,
        by_due=None if told is None else told.by_due,
        ahead=None if told is None else told.ahead,
        never=None if told is None else told.never,
        otherwise=_otherwise(item, at, day, judged),
        because=(*(one.id for one in item.statements), *about),
    )


def _otherwise(item: Item, at: Outlook | None, day: date, judged: Judgements) -> Otherwise | None:
    if at is None or at.reference.name != "agreements":
        return None
    return _forecasts(item, borrowed(at.start, day, 0.0, judged.level), day, judged)


def _forecasts(item: Item, at: Outlook, day: date, judged: Judgements) -> Otherwise:
    due = item.standing.due
    return Otherwise(
        by_due=None if due is None or due < day or item.status != "open" else at.chance(due),
        ahead=at.chance(_later(day, judged.ahead)),
        never=at.never(),
    )


def _later(day: date, days: int) -> date:
    return day + min(timedelta(days=days), date.max - day)


def _urgency(row: Due) -> tuple[int, date, str]:
    rank = 0 if row.status == "overdue" else 1 if row.status == "open" else 2
    return rank, row.due or date.max, row.id


def _used(views: tuple[Outlook, ...]) -> tuple[Used, ...]:
    found = {at.reference.name: at.reference for at in views}
    return tuple(
        Used(
            name=name,
            records=reference.records,
            came=reference.came,
            never=_never(next(at for at in views if at.reference.name == name)),
            baseline=share(reference.came / reference.records),
            because=reference.because,
        )
        for name, reference in sorted(found.items())
    )


def _never(at: Outlook) -> Chance:
    """Give the share of the class that never comes about, before anything is known of the item."""
    of = at.reference.posterior
    low, high = of.interval(lambda each: each.never, at.level)
    return Chance(mean=share(of.expected(lambda each: each.never)), low=share(low), high=share(high))


def _chosen(items: tuple[Item, ...], wanted: str) -> Item | None:
    """Give the item to draw: the one asked for, else the one with most stated dates among those that have slipped."""
    if wanted:
        found = next((item for item in items if any(one.id == wanted for one in item.statements)), None)
        if found is None:
            raise ValueError(f"no expectation {wanted!r} is known on that day")
        return found
    slipped = [item for item in items if len(item.statements) > 1 or item.standing.fate == "missed"]
    return min(slipped, key=lambda item: (-len(item.statements), item.standing.id), default=None)


def _scored(items: tuple[Item, ...], ledger: Ledger, judged: Judgements) -> list[Scored]:
    found = (score_of(ledger, one, judged) for item in items for one in item.statements)
    return sorted((one for one in found if one is not None), key=lambda one: (one.due, one.id))


def _log(ledger: Ledger) -> tuple[Logged, ...]:
    found = (
        Logged(id=entry.id, on=str(outcome.on), outcome=outcome.is_, because=(entry.id,))
        for entry in ledger.of(Expectation)
        for outcome in entry.outcomes
    )
    return tuple(sorted(found, key=lambda one: (one.on, one.id, one.outcome)))


def _caveats(items: tuple[Item, ...], answer: PendingAnswer) -> tuple[Caveat, ...]:
    borrowed = [row.id for row in answer.rows if row.reference == "agreements"]
    classless = [row.id for row in answer.rows if row.status in {"open", "overdue"} and row.reference is None]
    unknown = [item.standing.id for item in items if item.status == "unknown"]
    silent = [item.standing.id for item in items if item.status == "overdue" and item.standing.fate == "none"]
    unscored = _unscored(items, answer)
    few = [one.id for one in answer.scored] if len(answer.scored) < _FEW else []
    found = (
        Caveat(code="borrowed-class", values=(("n", len(borrowed)),), because=tuple(sorted(borrowed))),
        Caveat(code="no-class", values=(("n", len(classless)),), because=tuple(sorted(classless))),
        Caveat(code="fate-unknown", values=(("n", len(unknown)),), because=tuple(sorted(unknown))),
        Caveat(code="no-outcome", values=(("n", len(silent)),), because=tuple(sorted(silent))),
        Caveat(code="not-scored", values=(("n", len(unscored)),), because=tuple(sorted(unscored))),
        Caveat(code="few-scored", values=(("n", len(few)),), because=tuple(sorted(few))),
    )
    return tuple(caveat for caveat in found if caveat.because)


def _unscored(items: tuple[Item, ...], answer: PendingAnswer) -> list[str]:
    """Give statements that were kept or missed and have no score: without a date, or told only when it was over."""
    scored = {one.id for one in answer.scored}
    every = (one for item in items for one in item.statements)
    return [one.id for one in every if one.fate in {"met", "missed"} and one.id not in scored]
