"""The path of a probability: what was to be thought of each stated date on every day, by what was known on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from multivector.lenses.pending.classes import Chance, outlook
from multivector.lenses.pending.items import items_of

if TYPE_CHECKING:
    from multivector.lenses.pending.classes import ClassName, Judgements
    from multivector.lenses.pending.items import Item
    from multivector.model.ledger import Ledger

_MOST = 40
"""Days of a path: the last ones, where there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """On a day, the probability that the item comes about by a date that had been stated."""

    day: date
    by: date
    reference: ClassName
    chance: Chance
    because: tuple[str, ...]
    """The statements known on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One item over time: the stated dates that were still to come, on the first of each month and on days with news."""

    id: str
    points: tuple[Point, ...]
    because: tuple[str, ...]


def path_of(ledger: Ledger, item: Item | None, day: date, judged: Judgements) -> Path | None:
    """Give the path of an item up to a day; None where nothing of it could be forecast."""
    if item is None:
        return None
    own = frozenset(one.id for one in item.statements)
    points = tuple(point for each in _days(item, day) for point in points_on(ledger, own, each, judged))
    return Path(id=item.standing.id, points=points, because=tuple(one.id for one in item.statements)) if points else None


def points_on(ledger: Ledger, own: frozenset[str], day: date, judged: Judgements) -> tuple[Point, ...]:
    """Give the points of one day, for each date that had been stated by then and was not over."""
    items = items_of(ledger, day)
    found = []
    for item in items:
        ids = tuple(one.id for one in item.statements)
        at = outlook(item, items, day, judged) if own & set(ids) else None
        if at is not None:
            dues = sorted({one.due for one in item.statements if one.due is not None and one.due >= day})
            found += [Point(day=day, by=due, reference=at.reference.name, chance=at.chance(due), because=ids) for due in dues]
    return tuple(found)


def _days(item: Item, day: date) -> list[date]:
    """Give the days of news, stated dates, and the first of each month between, up to a day."""
    marks = {found for one in item.statements for found in (one.told, one.due, one.fate_on) if found is not None and found <= day}
    marks.add(day)
    start = min(marks)
    months = (date(year, month, 1) for year in range(start.year, day.year + 1) for month in range(1, 13))
    return sorted(marks | {found for found in months if start <= found <= day})[-_MOST:]
