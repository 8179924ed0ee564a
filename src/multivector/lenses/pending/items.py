"""What is due, as known on a day: statements of a date, and the items that they are about.

A statement is an expectation. Statements belong to one item if one replaces the other, or if they expect the same stage
of the same entry: a date that is moved, or told by two speakers, is one thing that is waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from multivector.model.claims import known, standing
from multivector.model.entries import Expectation, Source
from multivector.model.ledger import ledger_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.ledger import Ledger
    from multivector.model.names import Names
    from multivector.model.parts import Outcome, Stage, StageName

Status = Literal["overdue", "open", "met", "partly", "withdrawn", "unknown"]
Fate = Literal["met", "missed", "partly", "withdrawn", "unknown", "none"]
_DECIDED = frozenset({"met", "missed", "partly", "withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One date that somebody named: when it was said, by when it should be, what became of it."""

    id: str
    about: str
    expects: StageName | None
    by: str | None
    """Who says so; a source where no speaker is named."""
    said: date | None
    """None where neither it nor any of its sources has a date."""
    told: date | None
    """From when the ledger could know it: as it was said, or its first source if that is later."""
    due_text: tuple[str, ...]
    """As sources give it; several where they differ."""
    due: date | None
    """The last day that it may mean; None where it is open."""
    fate: Fate
    """The first outcome that decides; later ones do not change it."""
    fate_on: date | None
    replaces: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is waited for, with its statements in the order in which they were said."""

    statements: tuple[Statement, ...]
    status: Status
    start: date | None
    """When it was first said to come."""
    planned: int | None
    """Days from then to the first date that was named for it, at least 1."""
    came: tuple[date, date] | None
    """Between which days it came about; None if it has not, as far as is known."""
    waited: date | None
    """Until when it is known not to have come about, where it has not; None where its fate is not known."""

    @property
    def standing(self) -> Statement:
        """The statement that stands: the last one said."""
        return self.statements[-1]

    @property
    def expects(self) -> StageName | None:
        """The stage that it is to reach: the last that was named."""
        return next((found.expects for found in reversed(self.statements) if found.expects is not None), None)


def subledger(ledger: Ledger) -> Ledger:
    """Give expectations and sources alone: all that says what is due, so that many days can be asked fast."""
    return ledger_of((entry for entry in ledger if isinstance(entry, Expectation | Source)), ledger.dossier)


def items_of(ledger: Ledger, day: date) -> tuple[Item, ...]:
    """Give every item as known on a day."""
    found = tuple(_statements(known(ledger, day), day))
    groups: dict[str, list[Statement]] = {}
    top = _tops(found)
    for statement in found:
        groups.setdefault(top[statement.id], []).append(statement)
    return tuple(_item(tuple(sorted(group, key=_order)), day) for group in groups.values())


def delays_of(ledger: Ledger, about: str, day: date) -> int:
    """Count how often the entry itself was reported delayed by a day."""
    stages: tuple[Stage, ...] = getattr(ledger.by_id.get(about), "stages", ())
    return sum(stage.is_ == "delayed" and (stage.on.earliest or date.min) <= day for stage in stages)


def waits_for(ledger: Ledger, item: Item) -> tuple[Names, ...]:
    """Give what must come first, as the last statement that says so has it."""
    told = (entry.waits_for for one in reversed(item.statements) if isinstance(entry := ledger.by_id[one.id], Expectation))
    return next((names for names in told if names), ())


def _statements(ledger: Ledger, day: date) -> Iterator[Statement]:
    for entry in ledger.of(Expectation):
        said = _said(entry, ledger)
        if said is not None and said > day:
            continue
        dues = [claim.value for claim in standing(entry, "due")]
        lasts = [due.latest for due in dues]
        decided = _decided(entry.outcomes)
        yield Statement(
            id=entry.id,
            about=entry.about,
            expects=entry.expects,
            by=entry.by or next((evidence.source for evidence in entry.evidence), None),
            said=said,
            told=None if said is None else max(said, _published(entry, ledger) or said),
            due_text=tuple(dict.fromkeys(str(due) for due in dues)),
            due=None if not lasts or None in lasts else max(last for last in lasts if last is not None),
            fate="none" if decided is None else decided.is_,
            fate_on=None if decided is None else decided.on.earliest or min(decided.on.latest or day, day),
            replaces=entry.replaces,
        )


def _said(entry: Expectation, ledger: Ledger) -> date | None:
    """Give when it was said, by the earliest day that this may mean; else when its first source was published."""
    return _published(entry, ledger) if entry.said is None else entry.said.earliest


def _published(entry: Expectation, ledger: Ledger) -> date | None:
    """Give the earliest day of its sources and of those of its claims."""
    places = (*entry.evidence, *(evidence for claim in entry.claims for evidence in claim.evidence))
    dates = [source.date for evidence in places if (source := ledger.source(evidence.source)) is not None]
    return min((day.earliest for day in dates if day is not None and day.earliest is not None), default=None)


def _decided(outcomes: tuple[Outcome, ...]) -> Outcome | None:
    """Give the first outcome that decides, else the last that says that nobody knows."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.on.sort_key())
    return next((outcome for outcome in ordered if outcome.is_ in _DECIDED), ordered[-1] if ordered else None)


def _tops(found: tuple[Statement, ...]) -> dict[str, str]:
    """Join statements to items: give each the id that stands for its item."""
    top = {statement.id: statement.id for statement in found}
    first: dict[tuple[str, str], str] = {}
    for statement in found:
        same = None if statement.expects is None else first.setdefault((statement.about, statement.expects), statement.id)
        for other in (same, statement.replaces):
            if other in top:
                one, two = top[statement.id], top[other]
                top = {id_: one if above == two else above for id_, above in top.items()}
    return top


def _order(statement: Statement) -> tuple[date, date, str]:
    return statement.said or date.min, statement.due or date.min, statement.id


def _item(statements: tuple[Statement, ...], day: date) -> Item:
    start = next((one.said for one in statements if one.said is not None), None)
    dues = [one.due for one in statements if one.due is not None and start is not None and one.due > start]
    status = _status(statements, day)
    came = _came(statements) if status == "met" else None
    waited = day if status in {"overdue", "open"} else statements[-1].fate_on if status == "withdrawn" else None
    return Item(
        statements=statements,
        status=status,
        start=start,
        planned=(dues[0] - start).days if dues and start is not None else None,
        came=came,
        waited=waited,
    )


def _status(statements: tuple[Statement, ...], day: date) -> Status:
    last = statements[-1]
    if any(one.fate == "met" for one in statements):
        return "met"
    if last.fate in {"partly", "withdrawn", "unknown"}:
        return last.fate
    return "overdue" if last.fate == "missed" or (last.due is not None and last.due < day) else "open"


def _came(statements: tuple[Statement, ...]) -> tuple[date, date]:
    """Give the days between which it came about: after it was last said to be outstanding, no later than it was known."""
    high = min(one.fate_on for one in statements if one.fate == "met" and one.fate_on is not None)
    told = (day for one in statements for day in (one.said, one.fate_on if one.fate == "missed" else None))
    return max((day for day in told if day is not None and day < high), default=high), high
