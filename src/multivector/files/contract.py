"""The records of the model -> JSON Schema (2020-12): the published contract, by which editors complete and underline.

A schema can say less than the reader checks (that an id exists, that a date is possible), and never more: what the
reader takes without a problem is valid here.
"""

from __future__ import annotations

import typing
from typing import Any, Literal

from multivector.files.values import LONGEST_ID, SHORT_FORMS, is_reference
from multivector.model.dates import Date
from multivector.model.entries import KINDS, Dossier
from multivector.model.evidence import SLUG, Claim
from multivector.model.fields import Field, fields_of, rival_fields
from multivector.model.money import HEDGES, Money, Quantity
from multivector.model.names import LANGUAGE, Names
from multivector.model.parts import Gain, Share
from multivector.model.seats import Span

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = {"type": "string", "pattern": f"^{SLUG}$", "maxLength": LONGEST_ID}
_TEXT = {"type": ["string", "number"], "minLength": 1}
_FIGURE = r"(?:(?:about|nearly|over|at least|up to|under) )?[0-9]+(?:\.[0-9]+)?(?:\.\.[0-9]+(?:\.[0-9]+)?)?(?:k|m|bn|tn)? "
_SCALARS: dict[Any, dict[str, Any]] = {
    str: _TEXT,
    int: {"type": ["string", "integer"], "pattern": "^[0-9]{1,9}$"},
    Date: {
        "type": ["string", "integer"],
        "pattern": r"^[0-9X./~?%-]+$",
        "description": "EDTF: 2025, 2025-11, 2025-11-06, 2025-12~, 2026/2030",
    },
    Share: {"type": "string", "pattern": r"^[0-9.]+ ?%$", "description": "70 % or 55..80 %"},
    Span: {"type": ["string", "number"], "pattern": r"^[0-9.]+(?:\.\.[0-9.]+)?$", "description": "60 or 50..70"},
    Gain: {"type": ["string", "number"], "pattern": r"^-?[0-9.]+(?:\.\.-?[0-9.]+)?$", "description": "2 or -3..-1"},
    Money: {
        "type": "string",
        "pattern": rf"^(?:undisclosed.*|{_FIGURE}[A-Z]{{3}})$",
        "description": f"4.2bn USD; hedges: {', '.join(HEDGES)}",
    },
    Quantity: {"type": "string", "pattern": rf"^(?:undisclosed.*|{_FIGURE}\D.*)$", "description": "13 documents, 2..3 hours"},
}
"""Every scalar of a dossier is text; but an editor types `2025` as a number before it asks the schema."""


def kind_schema(kind: str) -> dict[str, Any]:
    """Give the schema of one kind of entry."""
    record = KINDS[kind]
    schema = _table(record, {kind: {**_ID, "description": f"the id of this {kind}"}}, [kind])
    return {"$schema": DIALECT, "title": kind, "description": _first_line(record), **schema}


def dossier_schema() -> dict[str, Any]:
    """Give the schema of the file `dossier.yaml`."""
    return {"$schema": DIALECT, "title": "dossier.yaml", "description": _first_line(Dossier), **_table(Dossier, {}, [])}


def ledger_schema() -> dict[str, Any]:
    """Give the schema of a file of entries: each item is judged by its kind alone, so that messages name its fields."""
    rules = [{"if": {"required": [kind]}, "then": {"$ref": f"{kind}.json"}} for kind in KINDS]
    known = {"anyOf": [{"required": [kind]} for kind in KINDS]}
    return {"$schema": DIALECT, "title": "entries", "type": "array", "items": {"type": "object", "allOf": [known, *rules]}}


def _table(record: type, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    for field in fields_of(record):
        properties[field.key] = _claims(record) if field.type is Claim else _field(field)
        if field.required:
            required.append(field.key)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _field(field: Field) -> dict[str, Any]:
    one = _value(field.type)
    if not field.many:
        return {**one, "description": field.doc}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}], "description": field.doc}


def _claims(record: type) -> dict[str, Any]:
    """Give the schema of a kind's claims: their own fields, and every field on which they may rival."""
    properties = {field.key: _field(field) for field in rival_fields(record).values()}
    items = _table(Claim, properties, [])
    return {"type": "array", "items": items, "minItems": 1, "description": "rival values, each with its evidence"}


def _value(type_: Any) -> dict[str, Any]:  # noqa: ANN401
    if type_ in _SCALARS:
        return _SCALARS[type_]
    if type_ is Names:
        texts = {"patternProperties": {f"^{LANGUAGE.pattern}$": _TEXT}, "additionalProperties": False, "minProperties": 1}
        return {"anyOf": [_TEXT, {"type": "object", **texts}]}
    if typing.get_origin(type_) is Literal:
        options = typing.get_args(type_)
        return {"enum": [*options, *(int(option) for option in options if option.isdigit())]}
    if is_reference(type_):
        return _ID
    table = _table(type_, {}, [])
    return {"anyOf": [_TEXT, table]} if type_ in SHORT_FORMS else table


def _first_line(record: type) -> str:
    return (record.__doc__ or "").splitlines()[0]
