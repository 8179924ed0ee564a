"""Another place that says it, or another value: one line more in an entry that the dossier holds, and nothing else in it changed.

The text is changed where the reader of the format says that a value stands, and read again: unless it then says exactly what it
said before and the new piece, nothing comes of it.
"""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from multivector.files.build import build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.model.located import Rows, Table, Text
from multivector.model.walk import evidence_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.model.entries import AnyEntry
    from multivector.reader.match import Difference

_PLAIN = re.compile(r"[a-z0-9@#-]+")
_PARTS = re.compile(r"\{[^}]*\}|\"[^\"]*\"|[a-z0-9@#-]+")
"""The places of an evidence as we write it: short forms, quoted where they hold a sign, and flat tables."""
_CLOSING = {"[": "]", "{": "}"}
_FILE = "entry"
_GROWING = ("evidence", "claims", "outcomes", "stages")


def further(text: str, evidence: str, key: str | None, value: object) -> str | None:
    """Add a place to the claim that gives a value for a field, else to the entry's own evidence; None where it cannot be done.

    Args:
        text: The lines of the entry as they stand in its file.
        evidence: The place, as the format writes it.
        key: The field for which the text gives a value, if it gives one.
        value: That value.
    """
    entry, table = _read(text)
    if entry is None or table is None:
        return None
    path: tuple[str | int, ...] = ("evidence",)
    if key is not None and not (getattr(entry, key.replace("-", "_"), None) not in {None, ()} and entry.evidence):
        holding = [at for at, claim in enumerate(entry.claims) if _says(dict(claim.values).get(key), value)]
        path = ("claims", holding[0], "evidence") if holding else path
    changed = _beside(text, table, path, evidence)
    return changed if changed is not None and _grown(entry, changed) else None


def rival(text: str, evidence: str, differs: Sequence[Difference]) -> str | None:
    """Add a claim with the values that the text gives instead; a denial is a place that denies the entry's own values."""
    fields = [f"{each.field}: {each.draft}" for each in differs if each.field not in {"does", "stage"}]
    if not fields:
        return further(text, evidence, None, None)
    return with_row(text, "claims", f"{{{', '.join(fields)}, evidence: {evidence}}}")


def with_row(text: str, key: str, row: str) -> str | None:
    """Add a row to a list of the entry, or the list where there is none; None where it cannot be done."""
    entry, table = _read(text)
    if entry is None or table is None:
        return None
    node = table.get(Text(key, 0))
    ends = text if text.endswith("\n") else f"{text}\n"
    indent = " " * _column(text, next(iter(table)).at)
    if node is None:
        changed = f"{ends}{indent}{key}:\n{indent}  - {row}\n"
    elif not isinstance(node, Rows):
        return None
    elif text[node.at] == "[":
        close = _close(text, node.at)
        changed = f"{text[:close]}, {row}{text[close:]}"
    else:
        after = [end.at for start, end in pairwise(table) if start == key]
        at = text.rfind("\n", 0, after[0]) + 1 if after else len(ends)
        changed = f"{ends[:at]}{' ' * _column(text, node.at)}- {row}\n{ends[at:]}"
    return changed if _grown(entry, changed) else None


def says_there(entry: AnyEntry, source: str, marks: Sequence[str]) -> bool:
    """Tell whether an entry has these places of a source for its evidence already."""
    return set(marks) <= {each.mark for _, each in evidence_of(entry) if each.source == source}


def _beside(text: str, table: Table, path: tuple[str | int, ...], evidence: str) -> str | None:
    """Put a place, or several in brackets, beside those that stand at a path."""
    places = _PARTS.findall(evidence)
    inner = ", ".join(places)
    node: Any = table
    for step in path[:-1]:
        node = node[step] if isinstance(step, int) else node.get(Text(step, 0))
    parent, node = node, node.get(Text(str(path[-1]), 0)) if isinstance(node, Table) else None
    if node is None:
        if parent is not table:
            return None
        ends = text if text.endswith("\n") else f"{text}\n"
        return f"{ends}{' ' * _column(text, next(iter(table)).at)}evidence: {evidence}\n"
    if isinstance(node, Rows):
        if text[node.at] == "[":
            close = _close(text, node.at)
            return f"{text[:close]}, {inner}{text[close:]}"
        start = text.rfind("\n", 0, node.at) + 1
        indent = " " * (node.at - start)
        return f"{text[:start]}{''.join(f'{indent}- {each}{chr(10)}' for each in places)}{text[start:]}"
    if isinstance(node, Table):
        if text[node.at] != "{":
            return None
        end = _close(text, node.at) + 1
    else:
        plain = _PLAIN.match(text, node.at)
        end = plain.end() if plain is not None else _quoted(text, node.at) + 1
    return f"{text[: node.at]}[{text[node.at : end]}, {inner}]{text[end:]}"


def _read(text: str) -> tuple[AnyEntry | None, Table | None]:
    lines = Lines(text)
    node, wrong = parse(text, _FILE, lines)
    if wrong or not isinstance(node, Rows) or len(node) != 1 or not isinstance(node[0], Table):
        return None, None
    entries, wrong = build_entries(node, _FILE, lines)
    return (entries[0], node[0]) if len(entries) == 1 and not wrong else (None, None)


def _grown(before: AnyEntry, text: str) -> bool:
    """Tell whether a text holds the entry as it was, with more evidence and nothing lost."""
    after, _ = _read(text)
    if after is None or type(after) is not type(before):
        return False
    kept = {name: getattr(before, name) for name in _GROWING if hasattr(before, name)}
    if dataclasses.replace(after, **kept) != before:
        return False
    old, new = ([each for _, each in evidence_of(entry)] for entry in (before, after))
    return len(new) > len(old) and all(new.count(each) >= old.count(each) for each in old)


def _says(given: object, value: object) -> bool:
    if given is None or value is None:
        return False
    ends = tuple((getattr(each, "low", each), getattr(each, "high", each), getattr(each, "unit", "")) for each in (given, value))
    return ends[0] == ends[1]


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def _close(text: str, at: int) -> int:
    """Give where the bracket at a place closes; what stands in quotes does not count."""
    open_: list[str] = []
    while at < len(text):
        c = text[at]
        if c in "\"'" and text[at - 1] in " [{,:":
            at = _quoted(text, at)
        elif c in _CLOSING:
            open_.append(_CLOSING[c])
        elif open_ and c == open_[-1]:
            open_.pop()
            if not open_:
                break
        at += 1
    return min(at, len(text) - 1)


def _quoted(text: str, at: int) -> int:
    """Give where the quotation that begins at a place ends."""
    mark, here = text[at], at + 1
    while here < len(text):
        if mark == '"' and text[here] == "\\":
            here += 1
        elif text[here] == mark:
            if mark == '"' or text[here + 1 : here + 2] != "'":
                return here
            here += 1
        here += 1
    return len(text) - 1
