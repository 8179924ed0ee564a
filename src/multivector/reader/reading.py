"""A text -> what it says at its places: amounts of money, dates, actors; each a slice of the text, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from multivector.reader.actors import Mention, actors
from multivector.reader.dates import When, dates
from multivector.reader.money import money

if TYPE_CHECKING:
    from multivector.model.money import Amount
    from multivector.reader.actors import Known
    from multivector.reader.spans import Found

_HEAD = 600
"""Code points of a text within which its own day is sought."""
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a text that was written on a day, each kind in the order of the text."""

    text: str
    dateline: date
    amounts: tuple[Found[Amount], ...]
    dates: tuple[Found[When], ...]
    actors: tuple[Found[Mention], ...]


def read(text: str, dateline: date, names: Known) -> Reading:
    """Read a text: which amounts, dates and actors it names, and where."""
    return Reading(text, dateline, money(text), dates(text, dateline), actors(text, names, dateline))


def dateline_of(text: str) -> date | None:
    """Give the first full date in the head of a text, which is mostly the day on which it was written; None without one."""
    found = (at.value for at in dates(text[:_HEAD], _ANY_DAY) if not at.value.relative)
    return next((when.date.earliest for when in found if when.date.earliest == when.date.latest), None)
