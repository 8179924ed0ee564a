from __future__ import annotations

import dataclasses
import typing

import pytest

from multivector.model import entries, evidence, parts
from multivector.model.entries import KINDS, Dossier
from multivector.model.fields import fields_of, rival_fields
from multivector.model.parts import LADDER, STAGES
from multivector.model.subjects import AGENDAS, CAP, PLOVER, SECTOR_CODES, SECTORS

RECORDS = [
    record
    for module in (entries, evidence, parts)
    for record in vars(module).values()
    if isinstance(record, type)
    and dataclasses.is_dataclass(record)
    and record.__module__ == module.__name__
    and fields_of(record)
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_says_what_it_holds_and_can_be_typed(record: type) -> None:
    keys = [field.key for field in fields_of(record)]
    assert len(set(keys)) == len(keys)
    for field in fields_of(record):
        assert field.doc
        assert field.key.replace("-", "").isalnum()
        assert field.key.islower()
        assert field.required == (field.default is dataclasses.MISSING)
        assert not field.many or field.required or field.default == ()
        assert not field.required or field.needed
        assert typing.get_origin(field.type) in {None, typing.Literal}
    assert rival_fields(record) == {field.key: field for field in fields_of(record) if field.rival}


@pytest.mark.parametrize("kind", KINDS)
def test_no_rival_field_has_the_name_of_a_claims_own(kind: str) -> None:
    assert not set(rival_fields(KINDS[kind])) & {field.key for field in fields_of(evidence.Claim)}
    assert kind not in {field.key for field in fields_of(KINDS[kind])}


def test_subjects_and_stages() -> None:
    assert set(CAP) == set(AGENDAS)
    assert set(PLOVER) <= set(AGENDAS)
    assert set(SECTOR_CODES) == set(SECTORS)
    assert {codes.agenda for codes in SECTOR_CODES.values()} <= set(AGENDAS)
    assert all(len(codes.isic) == 1 for sector, codes in SECTOR_CODES.items() if sector != "mixed")
    assert len(set(LADDER)) == len(LADDER) < len(STAGES)
    assert [field.key for field in fields_of(Dossier) if field.required] == ["title", "state"]
