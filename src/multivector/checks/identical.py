"""No two entries say the same.

What: entries of one kind whose content is equal but for the id.
Why: a deal that is entered twice is counted twice.
Example: the same loan, entered by two colleagues from the same article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.checks._shared import place_of
from multivector.model.entries import kind_of
from multivector.model.fields import fields_of
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report each entry whose content an earlier one (by id) has."""
    first: dict[tuple[Any, ...], AnyEntry] = {}
    for entry in ledger:
        kind: type = type(entry)
        said = tuple(getattr(entry, field.name) for field in fields_of(kind))
        if all(value == field.default for field, value in zip(fields_of(kind), said, strict=True) if not field.needed):
            continue  # two states of which nothing is said are not one state
        content = (kind, said)
        earlier = first.setdefault(content, entry)
        if earlier is not entry:
            message = f"{entry.id!r} says the same as {earlier.id!r}"
            help_ = f"delete one {kind_of(entry)}, or say in what they differ"
            yield Mistake("identical", message, help_).at(place_of(entry), "warning")
