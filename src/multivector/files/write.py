"""Entries -> canonical text. Reading it again gives an equal entry; the order of fields is that of the records."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

from multivector.files.text import HIDDEN
from multivector.model.entries import AnyEntry, Dossier, kind_of
from multivector.model.evidence import Claim, Evidence
from multivector.model.fields import Field, fields_of
from multivector.model.names import UNSTATED, Names
from multivector.model.parts import Chance, Code, Membership, parse_chance, parse_code

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = re.compile(r"[^\W_](?:[\w ()+/%~@.;–—«»’-]*[\w)%~»])?")
"""Texts that need no quotes anywhere, even within braces: no colon, comma, hash, bracket or quote."""
_UNSEEN = re.compile(f"{HIDDEN.pattern}|[\x85\u2028\u2029]")
"""Characters that are refused as they are, and those that other readers of YAML take for line ends."""
_INDENT = "  "


def write_entries(entries: Iterable[AnyEntry]) -> str:
    """Give the text of a dossier file that holds these entries in this order."""
    return "\n".join(write_entry(entry) for entry in entries)


def write_entry(entry: AnyEntry) -> str:
    """Give the text of one entry, from its dash to its last line's end."""
    lines = [f"{kind_of(entry)}: {entry.id}", *_fields(entry, fields_of(type(entry)))]
    return "".join(f"{'- ' if position == 0 else _INDENT}{line}\n" for position, line in enumerate(lines))


def write_dossier(dossier: Dossier) -> str:
    """Give the text of the file `dossier.yaml`."""
    return "".join(f"{line}\n" for line in _fields(dossier, fields_of(Dossier)))


def _fields(record: object, fields: Iterable[Field]) -> list[str]:
    lines: list[str] = []
    for field in fields:
        value = getattr(record, field.name)
        if (value not in {None, ()} and not (value == field.default and field.name != "does")) or field.required:
            lines += _field(field, value)
    return lines


def _field(field: Field, value: Any) -> list[str]:  # noqa: ANN401
    if field.type is Claim:
        return [f"{field.key}:", *_rows(_claim(claim) for claim in value)]
    if not field.many:
        text = _text(value)
        if text is not None:
            return [f"{field.key}: {text}"]
        return [f"{field.key}:", *(f"{_INDENT}{line}" for line in _fields(value, fields_of(type(value))))]
    texts = [_text(item) for item in value]
    if any(text is None for text in texts):
        return [f"{field.key}:", *_rows(_fields(item, fields_of(type(item))) for item in value)]
    joined = ", ".join(text for text in texts if text is not None)
    return [f"{field.key}: {joined if len(texts) == 1 and not _braced(value[0]) else f'[{joined}]'}"]


def _claim(claim: Claim) -> list[str]:
    lines = []
    for key, value in claim.values:
        texts = [_text(item) for item in value] if isinstance(value, tuple) else [_text(value)]
        joined = ", ".join(str(text) for text in texts)
        lines.append(f"{key}: {f'[{joined}]' if isinstance(value, tuple) else joined}")
    return [*lines, *_fields(claim, fields_of(Claim))]


def _rows(items: Iterable[list[str]]) -> list[str]:
    return [f"{_INDENT}{'- ' if position == 0 else _INDENT}{line}" for item in items for position, line in enumerate(item)]


def _text(value: Any) -> str | None:  # noqa: ANN401
    """Give a value on one line, or None for a record that needs a table."""
    if isinstance(value, Names):
        return _names(value)
    if isinstance(value, Evidence):
        return _evidence(value)
    if isinstance(value, Code):
        text = f"{value.scheme} {value.code}"
        return quoted(text) if parse_code(text) == value else None
    if isinstance(value, Chance):
        text = f"{value.if_} {value.likelihood}"
        return quoted(text) if parse_chance(text) == value else None
    if isinstance(value, Membership):
        return value.of if value.from_ is None and value.to is None else None
    if dataclasses.is_dataclass(value) and fields_of(type(value)):
        return None
    return quoted(str(value))


def _names(value: Names) -> str:
    if len(value.texts) == 1 and value.texts[0][0] == UNSTATED:
        return quoted(value.texts[0][1])
    return "{" + ", ".join(f"{language}: {quoted(text)}" for language, text in value.texts) + "}"


def _evidence(value: Evidence) -> str | None:
    short = Evidence(source=value.source, start=value.start, end=value.end, mark=value.mark)
    if value != short or (value.mark is not None and value.start is None):
        return None
    place = "" if value.start is None else f"@{value.start}-{value.end}"
    mark = "" if value.mark is None else f"#{value.mark}"
    return quoted(f"{value.source}{place}{mark}")


def _braced(value: object) -> bool:
    return isinstance(value, Names) and value.texts[0][0] != UNSTATED


def quoted(text: str) -> str:
    """Give a text as it may stand anywhere in a file: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and "\n" not in text:
        return text
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
