"""An entry says something.

What: entries that give nothing but what every entry of their kind must, and perhaps a name or a remark.
Why: they are counted, and answer no question.
Example: `- deal: railway` with `between: [kz, cn]` and no more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of, unread
from multivector.model.entries import (
    Capacity,
    Commitment,
    Deal,
    Event,
    Expectation,
    Message,
    Population,
    Question,
    Signal,
    Withholding,
    kind_of,
)
from multivector.model.fields import Field, fields_of
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger

_SAYING = frozenset({Capacity, Commitment, Deal, Event, Expectation, Message, Population, Question, Signal, Withholding})
_ASIDE = frozenset({"name", "note", "agenda", "adopted"})


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report entries that say nothing."""
    for entry in ledger:
        kind: type = type(entry)
        if kind in _SAYING and all(
            getattr(entry, field.name) == field.default and not unread(entry, field.key) for field in _saying(kind)
        ):
            message = f"{entry.id!r} says nothing yet: it has neither evidence nor a further value"
            help_ = f"add `evidence:`, or what is known of the {kind_of(entry)}"
            yield Mistake("empty-entry", message, help_).at(place_of(entry), "info")


@cache
def _saying(kind: type) -> tuple[Field, ...]:
    """Give the fields with which an entry of the kind says more than it must."""
    return tuple(field for field in fields_of(kind) if not field.needed and field.key not in _ASIDE)
