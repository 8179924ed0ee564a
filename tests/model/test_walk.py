from __future__ import annotations

import dataclasses
import itertools
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given

from multivector.model.claims import attribute
from multivector.model.evidence import Claim, Evidence
from multivector.model.walk import Path, evidence_of, values_of
from strategies import entries

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry


def follow(record: Any, path: Path) -> Any:
    """Go from a record along a path of keys and positions."""
    for step in path:
        if isinstance(step, int):
            record = record[step] if isinstance(record, tuple) else [record][step]
        elif isinstance(record, Claim) and step in dict(record.values):
            record = dict(record.values)[step]
        else:
            record = getattr(record, attribute(step))
    return record


@given(entries())
def test_a_path_leads_to_its_value(entry: AnyEntry) -> None:
    for path, _, value in values_of(entry):
        assert follow(entry, path) is value
    for path, evidence in evidence_of(entry):
        assert follow(entry, path) is evidence


@given(entries())
def test_the_evidence_is_all_that_is_among_the_values(entry: AnyEntry) -> None:
    among = [(path, value) for path, _, value in values_of(entry) if isinstance(value, Evidence)]
    assert sorted(among, key=_order) == sorted(evidence_of(entry), key=_order)


def _order(found: tuple[Path, Evidence]) -> str:
    return json.dumps(found[0])


@given(entries())
def test_nothing_that_an_entry_says_is_passed_over(entry: AnyEntry) -> None:
    found = [value for _, _, value in values_of(entry)]
    assert sorted(map(repr, leaves(entry))) == sorted(repr(value) for value in found)


def leaves(record: Any) -> list[Any]:
    """Give every value inside a record by Python's own account of its fields."""
    fields = [field for field in dataclasses.fields(record) if "doc" in field.metadata]
    held = [getattr(record, field.name) for field in fields]
    if isinstance(record, Claim):
        held += [value for _, value in record.values]
    single = itertools.chain.from_iterable(value if isinstance(value, tuple) else (value,) for value in held if value is not None)
    return [found for value in single for found in (value, *(leaves(value) if _has_parts(value) else ()))]


def _has_parts(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and any("doc" in field.metadata for field in dataclasses.fields(value))
