"""Write the reference page of the format from the records: `python tools/reference_format.py`."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Any, Literal

from multivector.files.values import SHORT_FORMS, is_reference
from multivector.model import parts
from multivector.model.dates import Date
from multivector.model.entries import KINDS, Dossier
from multivector.model.evidence import Adoption, Claim, Evidence
from multivector.model.fields import Field, fields_of
from multivector.model.money import CURRENCIES, HEDGES, Money, Quantity
from multivector.model.names import Names
from multivector.model.seats import Mark, Scale, Seat, Span
from multivector.model.subjects import AGENDAS, CAP, PLOVER, SECTOR_CODES
from multivector.model.vocabulary import ROOTS, vocabulary

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "format.md"
_TYPES: dict[Any, str] = {
    str: "text", int: "whole number", Date: "date (EDTF)", Names: "text, or texts by language", Money: "amount of money",
    Quantity: "quantity", parts.Share: "likelihood", parts.Gain: "gain", Span: "number or range", Claim: "claim",
}  # fmt: skip
_PARTS = (
    Evidence,
    Claim,
    Adoption,
    parts.Stage,
    parts.Outcome,
    parts.Reading,
    parts.Hypothesis,
    parts.Weight,
    parts.Period,
    parts.Observation,
    parts.Chance,
    parts.Stake,
    Scale,
    Mark,
    Seat,
    parts.Disclosure,
    parts.Audience,
    parts.Office,
    parts.Membership,
    parts.Code,
    parts.Coverage,
    parts.Term,
)
_LONG = 20
_HEAD = """# The format

Generated from the records in `multivector.model`; do not edit.

A dossier is a folder. `dossier.yaml` says what it is about; every other `*.yaml` file is a list of entries, in any order and
any division. An entry begins with its kind and its id. Every value is text: `NO` is Norway, `0123` keeps its zero. Where a
field takes several values, a single one needs no list. A *rival* field may also be given by `claims`, each with its own
evidence; a value on the entry itself is the claim of the entry's own evidence. Editors complete and underline with the
schemas that `multivector schema` writes.

"""


def page() -> str:
    """Give the text of the page."""
    kinds = "".join(_record(record, 2) for record in KINDS.values())
    inner = "".join(_record(record, 3) for record in _PARTS)
    return f"{_HEAD}{_record(Dossier, 2)}{kinds}## Parts of entries\n\n{inner}{_vocabularies()}"


def _record(record: type, level: int) -> str:
    doc = " ".join((record.__doc__ or "").split())
    rows = "".join(f"| `{field.key}` | {_type(field)} | {_marks(field)} | {field.doc} |\n" for field in fields_of(record))
    title = record.__name__.lower() if record is not Dossier else "dossier.yaml"
    return f"{'#' * level} {title}\n\n{doc}\n\n| field | holds | | meaning |\n| --- | --- | --- | --- |\n{rows}\n"


def _type(field: Field) -> str:
    if typing.get_origin(field.type) is Literal:
        name = (
            " ".join(f"`{option}`" for option in typing.get_args(field.type))
            if len(typing.get_args(field.type)) < _LONG
            else "see below"
        )
    elif is_reference(field.type):
        name = f"id of {field.type.__name__.removesuffix('Id').lower()}"
    else:
        name = _TYPES.get(field.type) or f"[{field.type.__name__.lower()}](#{field.type.__name__.lower()})" + (
            " or its short form" if field.type in SHORT_FORMS else ""
        )
    return f"{name}, several" if field.many else name


def _marks(field: Field) -> str:
    return " ".join(
        filter(None, ("required" if field.required else "needed" if field.needed else "", "rival" if field.rival else ""))
    )


def _vocabularies() -> str:
    agendas = "".join(f"| `{name}` | {CAP[name] or '–'} | {', '.join(PLOVER.get(name, ())) or '–'} |\n" for name in AGENDAS)
    sectors = "".join(f"| `{name}` | {codes.isic or '–'} | `{codes.agenda}` |\n" for name, codes in SECTOR_CODES.items())
    return (
        f"{_words_of_clauses()}"
        "## Agendas\n\n| agenda | Comparative Agendas Project, major topic | PLOVER contexts |\n| --- | --- | --- |\n"
        f"{agendas}\n## Sectors\n\n| sector | ISIC rev. 4 section | agenda |\n| --- | --- | --- |\n{sectors}\n"
        f"## Amounts\n\nHedges: {', '.join(HEDGES)}. Scales: k, m, bn, tn. Currencies: {', '.join(sorted(CURRENCIES))}.\n"
    )


def _words_of_clauses() -> str:
    words = vocabulary()
    said = {
        event.id: " ".join("xyz"[word] if isinstance(word, int) else word for word in event.says)
        for event in words.events.values()
    }
    events = "".join(f"| `{said[event.id]}` | {'yes' if event.reading else ''} |\n" for event in words.events.values())
    terms = "".join(
        f"| `{term.id}` | {axis} | {', '.join(term.in_) or '–'} | {', '.join(term.says) or '–'} |\n"
        for axis in ROOTS
        for term in words.of(axis).values()
    )
    return (
        "## Words of clauses\n\n"
        "Acts, things and areas in which `clauses` of commitments say what they bind to; a dossier adds its own\n"
        "under `terms`. States and blocs are things and areas as well.\n\n"
        f"| word | for | narrower than | or |\n| --- | --- | --- | --- |\n{terms}\n"
        "Events on which they hang; a reading is somebody's judgement.\n\n"
        f"| event | a reading |\n| --- | --- |\n{events}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
