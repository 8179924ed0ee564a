"""Go through everything that an entry says, with the path that leads to it."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from multivector.model.evidence import Claim, Evidence
from multivector.model.fields import Field, fields_of, rival_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = tuple[str | int, ...]


def values_of(record: Any, path: Path = ()) -> Iterator[tuple[Path, Field, Any]]:  # noqa: ANN401
    """Give every single value of a record and of the records inside it: path of keys and positions, field, value.

    A record inside comes before its own values; what claims give comes under the fields that they give it for.
    """
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value is None or value == ():
            continue
        for position, item in enumerate(value) if field.many else ((None, value),):
            here = (*path, field.key) if position is None else (*path, field.key, position)
            yield here, field, item
            if field.type is Claim:
                yield from _claimed(type(record), item, here)
            if dataclasses.is_dataclass(item) and fields_of(type(item)):
                yield from values_of(item, here)


def evidence_of(record: Any, path: Path = ()) -> Iterator[tuple[Path, Evidence]]:  # noqa: ANN401
    """Give every piece of evidence of an entry: its own, its claims', its stages', its readings'."""
    kind: type = type(record)
    for field in _evidential(kind):
        for position, item in enumerate(getattr(record, field.name)):
            here = (*path, field.key, position)
            if isinstance(item, Evidence):
                yield here, item
            else:
                yield from evidence_of(item, here)


@cache
def _evidential(record: type) -> tuple[Field, ...]:
    """Give the fields of a record that hold evidence, or records that do (lists, all of them): the others need no visit."""
    return tuple(
        field for field in fields_of(record) if field.type is Evidence or (_is_record(field.type) and _evidential(field.type))
    )


def _is_record(type_: Any) -> bool:  # noqa: ANN401
    return isinstance(type_, type) and dataclasses.is_dataclass(type_)


def _claimed(kind: type, claim: Claim, path: Path) -> Iterator[tuple[Path, Field, Any]]:
    rivals = rival_fields(kind)
    for key, value in claim.values:
        for position, item in enumerate(value) if rivals[key].many else ((None, value),):
            yield (*path, key) if position is None else (*path, key, position), rivals[key], item
