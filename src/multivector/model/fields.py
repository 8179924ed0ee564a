"""What a field of a record is: its type, its meaning, whether claims may rival on it. Read from the dataclasses.

The records of `entries` are the one definition of the format. Reading, writing, the published schema and the
reference page all walk these specifications, so that a field is added in one place.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, NewType

ActorId = NewType("ActorId", str)
SourceId = NewType("SourceId", str)
EventId = NewType("EventId", str)
DealId = NewType("DealId", str)
ExpectationId = NewType("ExpectationId", str)
EntryId = NewType("EntryId", str)
"""Ids of entries, which their authors give; `EntryId` may name an entry of any kind."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: `key` as written in files, `name` in Python, and what it holds."""

    name: str
    key: str
    type: Any
    """The type of one value: a NewType of ids or amounts, a Literal, a record, or a plain class."""
    many: bool
    required: bool
    rival: bool
    """Whether rival claims may give it."""
    needed: bool
    """Whether an entry without it, on itself and in its claims, says nothing."""
    doc: str
    default: Any


def holds(doc: str, *, rival: bool = False, needed: bool = False, default: Any = dataclasses.MISSING) -> Any:  # noqa: ANN401
    """Declare a field with its meaning; `rival` if claims may differ on it, `needed` if one of them must give it."""
    return dataclasses.field(default=default, metadata={"doc": doc, "rival": rival, "needed": needed})


def fields_of(record: type) -> tuple[Field, ...]:
    """Give the fields of a record in their order (without those that are no data)."""
    return _fields(record)


def rival_fields(record: type) -> dict[str, Field]:
    """Give the fields of a kind on which claims may differ, by key."""
    return _rivals(record)


@cache
def _fields(record: type) -> tuple[Field, ...]:
    hints = typing.get_type_hints(record)
    return tuple(_field(field, hints[field.name]) for field in dataclasses.fields(record) if "doc" in field.metadata)


@cache
def _rivals(record: type) -> dict[str, Field]:
    return {field.key: field for field in _fields(record) if field.rival}


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:  # noqa: ANN401
    many = typing.get_origin(hint) is tuple
    inner = typing.get_args(hint)[0] if many else hint
    if isinstance(inner, types.UnionType) or typing.get_origin(inner) is typing.Union:
        inner = next(option for option in typing.get_args(inner) if option is not type(None))
    return Field(
        name=field.name,
        key=field.name.rstrip("_").replace("_", "-"),
        type=inner,
        many=many,
        required=field.default is dataclasses.MISSING,
        rival=field.metadata["rival"],
        needed=field.metadata["needed"] or field.default is dataclasses.MISSING,
        doc=field.metadata["doc"],
        default=field.default,
    )
