"""Located data -> entries. The records of the model say what each field holds; whatever does not fit is a problem.

A bad value costs its field, a bad part its part, and an entry only goes when what it cannot do without is missing.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from multivector.files.values import parse_id, parser_of
from multivector.model.entries import KINDS, AnyEntry, Dossier
from multivector.model.evidence import Claim, Evidence
from multivector.model.fields import Field, fields_of, rival_fields
from multivector.model.located import Node, Rows, Table, Text
from multivector.model.names import LANGUAGE, Names
from multivector.model.problems import Mistake, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.files.lines import Lines

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Written:
    """Where an entry was written: its located data and the lines of its file."""

    file: str
    table: Table
    source: Lines

    def place(self, *path: str | int) -> Place:
        """Give the place of the value at a path, or of its nearest parent that was written."""
        node: Node = self.table
        for step in path:
            if isinstance(node, Table) and isinstance(step, str):
                if step not in node:
                    break
                node = node[step]  # type: ignore[index]  # a plain str finds its Text
            elif isinstance(node, Rows) and isinstance(step, int) and step < len(node):
                node = node[step]
        return _place(self, node)

    def key(self, key: str) -> Place:
        """Give the place of a key."""
        return _place(self, next((text for text in self.table if text == key), self.table))


@dataclass(frozen=True, slots=True)
class _Desk:
    """The file at hand and the problems found in it so far."""

    file: str
    source: Lines
    problems: list[Problem]

    def report(self, node: Node, mistake: Mistake) -> None:
        self.problems.append(mistake.at(_place(self, node)))


def build_entries(root: Node, file: str, source: Lines) -> tuple[list[AnyEntry], list[Problem]]:
    """Make the entries of one file; `root` is its located data, out of whose lists is taken what could not be read."""
    desk = _Desk(file, source, [])
    if not isinstance(root, Rows):
        desk.report(root, Mistake("not-a-list", "a dossier file is a list of entries", "begin each entry with `- kind: id`"))
        return [], desk.problems
    built = (_entry(item, desk) for item in root)
    return [entry for entry in built if entry is not None], desk.problems


def build_dossier(root: Node, file: str, source: Lines) -> tuple[Dossier | None, list[Problem]]:
    """Make the record of the file `dossier.yaml`."""
    desk = _Desk(file, source, [])
    if not isinstance(root, Table):
        desk.report(root, Mistake("not-a-table", "dossier.yaml is one table", "write `title:` and `state:`, each on its line"))
        return None, desk.problems
    values = _values(Dossier, root, desk, known={})
    return (Dossier(**values, origin=Written(file, root, source)) if values is not None else None), desk.problems


def _entry(item: Node, desk: _Desk) -> AnyEntry | None:
    if not isinstance(item, Table):
        desk.report(item, Mistake("not-an-entry", "this is not an entry", "begin each entry with `- kind: id`"))
        return None
    kinds = [key for key in item if key in KINDS]
    if len(kinds) != 1:
        desk.report(next(iter(item), item), _kind_mistake(item, kinds))
        return None
    kind, written = kinds[0], item[kinds[0]]
    id_ = (
        parse_id(written)
        if isinstance(written, Text)
        else Mistake("bad-id", "an id is one word", "write `- deal: us-package-2025`")
    )
    if isinstance(id_, Mistake):
        desk.report(written, id_)
        return None
    record = KINDS[kind]
    values = _values(record, item, desk, known={kind: None})
    if values is None:
        return None
    return record(id=id_, **values, origin=Written(desk.file, item, desk.source))


def _kind_mistake(item: Table, kinds: list[Text]) -> Mistake:
    if kinds:
        return Mistake("two-kinds", f"an entry has one kind, this has {' and '.join(kinds)}", "make it two entries")
    first = str(next(iter(item), ""))
    return Mistake("unknown-kind", f"{_short(first)!r} is not a kind of entry", _suggest(first, KINDS))


def _values(record: type, table: Table, desk: _Desk, known: Mapping[str, None]) -> dict[str, Any] | None:
    """Read a table as a record's fields, by Python name; None when a required one is missing."""
    fields = _by_key(record)
    values: dict[str, Any] = {}
    complete = True
    for key, node in table.items():
        field = fields.get(key)
        if field is None:
            if key not in known:
                desk.report(
                    key, Mistake("unknown-field", f"{_short(key)!r} is not a field of {_called(record)}", _suggest(key, fields))
                )
            continue
        value = _claims(record, node, desk) if field.type is Claim else _field(field, node, desk)
        if value is not None:
            values[field.name] = value
    for field in fields.values():
        if field.required and field.name not in values:
            complete = False
            if field.key not in table:
                desk.report(table, _missing(record, field))
    if not complete:
        return None
    _report_unsaid(record, table, values, desk)
    return values


def _report_unsaid(record: type, table: Table, values: dict[str, Any], desk: _Desk) -> None:
    """Report fields that neither the entry nor any claim gives, though an entry without them says nothing."""
    claimed = {key for claim in values.get("claims", ()) for key, _ in claim.values}
    for field in rival_fields(record).values():
        if field.needed and field.key not in table and field.key not in claimed:
            desk.report(table, _missing(record, field))


def _missing(record: type, field: Field) -> Mistake:
    return Mistake("missing-field", f"{_called(record)} needs {field.key!r}", f"add `{field.key}:` — {field.doc}")


def _field(field: Field, node: Node, desk: _Desk) -> Any:  # noqa: ANN401
    if not field.many:
        if isinstance(node, Rows):
            desk.report(
                node, Mistake("one-value", f"{field.key!r} takes one value, not a list", "give one, or make it rival claims")
            )
            return None
        return _value(field.type, field.key, node, desk)
    if not isinstance(node, Rows):
        value = _value(field.type, field.key, node, desk)
        return None if value is None else (value,)
    if not node:
        desk.report(node, _empty(field.key))
    return _kept(node, [_value(field.type, field.key, item, desk) for item in node])


def _kept(rows: Rows, read: list[Any]) -> Any:  # noqa: ANN401
    """Give what could be read of rows, None if nothing; take the rest out, so that positions in both are the same."""
    if any(value is None for value in read):
        rows[:] = [item for item, value in zip(rows, read, strict=True) if value is not None]
    return tuple(value for value in read if value is not None) or None


def _value(type_: Any, key: str, node: Node, desk: _Desk) -> Any:  # noqa: ANN401
    if isinstance(node, Text):
        return _scalar(type_, key, node, desk)
    if isinstance(node, Table) and type_ is Names:
        return _names(key, node, desk)
    if isinstance(node, Table) and _parts(type_):
        values = _values(type_, node, desk, known={})
        if type_ is Evidence and values is not None and not _ordered(values):
            desk.report(
                node, Mistake("bad-evidence", "the place ends before it begins", "offsets count characters from 0, end exclusive")
            )
            return None
        return None if values is None else type_(**values)
    desk.report(node, Mistake("one-text", f"{key!r} takes a text here, not {_form(node)}", "write it on one line"))
    return None


def _scalar(type_: Any, key: str, node: Text, desk: _Desk) -> Any:  # noqa: ANN401
    if not node.strip():
        desk.report(node, _empty(key))
        return None
    parse = parser_of(type_)
    if parse is None:
        needed = ", ".join(field.key for field in fields_of(type_) if field.required)
        desk.report(node, Mistake("needs-table", f"{key!r} takes a table, not one text", f"write its fields, at least: {needed}"))
        return None
    value = parse(str(node))
    if isinstance(value, Mistake):
        desk.report(node, value)
        return None
    return value


def _empty(key: str) -> Mistake:
    return Mistake("empty-value", f"{key!r} has no value", "give one, or delete the line: missing is not the same as empty")


def _names(key: str, table: Table, desk: _Desk) -> Names | None:
    if not table:
        desk.report(table, _empty(key))
    texts = []
    for language, text in table.items():
        if not LANGUAGE.fullmatch(language):
            desk.report(
                language, Mistake("bad-language", f"{_short(language)!r} is not a language", "use ISO 639 codes: en, ru, kk")
            )
        elif not isinstance(text, Text) or not text.strip():
            desk.report(
                text, Mistake("empty-value", f"{key!r} has no text in {language!r}", "give one, or leave the language out")
            )
        else:
            texts.append((str(language), str(text)))
    return Names(tuple(sorted(texts))) if texts else None


def _claims(record: type, node: Node, desk: _Desk) -> Any:  # noqa: ANN401
    """Read rival claims: each a table with evidence, perhaps a label, and any of the kind's rival fields."""
    if not isinstance(node, Rows):
        desk.report(node, Mistake("not-a-list", "claims are a list", "begin each with a dash, even a single one"))
        return None
    if not node:
        desk.report(node, _empty("claims"))
    rivals = rival_fields(record)
    return _kept(node, [_claim(rivals, item, desk) for item in node])


def _claim(rivals: Mapping[str, Field], item: Node, desk: _Desk) -> Claim | None:
    if not isinstance(item, Table):
        desk.report(item, Mistake("not-a-claim", "this is not a claim", "write its fields and its evidence"))
        return None
    values = _values(Claim, item, desk, known=dict.fromkeys(rivals))
    given = {key: _field(rivals[key], value, desk) for key, value in item.items() if key in rivals}
    if values is None:
        return None
    if not given:
        desk.report(item, Mistake("empty-claim", "the claim gives no value", f"give one of: {', '.join(rivals) or 'nothing'}"))
        return None
    return Claim(**values, values=tuple(sorted((str(key), value) for key, value in given.items() if value is not None)))


@cache
def _by_key(record: type) -> dict[str, Field]:
    return {field.key: field for field in fields_of(record)}


@cache
def _parts(type_: Any) -> bool:  # noqa: ANN401
    """Tell whether values of the type are written as tables."""
    return isinstance(type_, type) and dataclasses.is_dataclass(type_) and bool(_by_key(type_))


def _ordered(values: Mapping[str, Any]) -> bool:
    start, end = values.get("start"), values.get("end")
    return (start is None) == (end is None) and (start is None or end is None or start < end)


def _place(where: Written | _Desk, node: Node) -> Place:
    width = min(len(node), _SHOWN) if isinstance(node, Text) else 1
    return where.source.place(where.file, node.at, max(width, 1))


def _suggest(word: str, known: Iterable[str]) -> str:
    options = list(known)
    close = get_close_matches(word.lower(), options, n=1) if len(word) <= _SHOWN else []
    return f"did you mean {close[0]!r}?" if close else f"possible are: {', '.join(options)}"


def _called(record: type) -> str:
    name = record.__name__.lower()
    return f"an {name}" if name[0] in "aeiou" and record is not Claim else f"a {name}"


def _form(node: Node) -> str:
    return "a list" if isinstance(node, Rows) else "a table"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
