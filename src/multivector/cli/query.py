"""Ask questions about drafts that `read --out` has written, in SQL.

The question is one SELECT in the SQL of DuckDB, about two tables: `drafts`, a draft a row, and `documents`, a document a row.
Nothing can be changed by it, no other file is read and nothing is fetched. Without a question, the columns of the tables are
printed. Needs the package duckdb.
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.batch import tables
from multivector.batch.folder import held, is_ours
from multivector.cli.common import say
from multivector.reader.rows import COLUMNS
from multivector.views.problems import visible
from multivector.views.text import columns

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

_LONGEST = 60
_FIRST = 200
"""Rows by which the widths of columns are chosen."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "question", nargs="?", metavar="QUESTION", help='such as "select kind, count(*) from drafts group by kind"'
    )
    parser.add_argument(
        "--in", dest="folder", default="drafts", metavar="FOLDER", help="the folder of `read --out` (default: drafts)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print the answer as CSV")
    form.add_argument("--json", action="store_true", help="print the answer as JSON lines")


def run(arguments: argparse.Namespace) -> int:
    """Answer a question."""
    out = Path(arguments.folder)
    wrong = tables.why_not()
    if wrong is None and not is_ours(out):
        wrong = f"{out} is no folder of drafts; `multivector read FILE --out FOLDER` makes one"
    if wrong is not None:
        say(wrong)
        return 1
    if arguments.question is None:
        _print_columns()
        return 0
    try:
        _refresh(out)
        with tables.asked(out, arguments.question) as answer:
            show = _as_csv if arguments.csv else _as_json if arguments.json else _as_text
            show(answer.columns, answer.rows)
    except tables.QueryError as error:
        first, *rest = str(error).splitlines()
        say(first)
        print(*map(visible, filter(str.strip, rest)), sep="\n", end="\n" * bool(rest), file=sys.stderr)
        return 1
    return 0


def _refresh(out: Path) -> None:
    """Make the tables anew if there are results that they lack; a run that is under way will do it itself."""
    try:
        with held(out) as ours:
            if ours:
                tables.compact(out)
            else:
                say("texts are being read into the folder; this is the answer of before")
    except OSError as error:
        say(f"cannot make the tables: {error.strerror}; this is the answer of before")


def _print_columns() -> None:
    for table, held_ in ((tables.DRAFTS, COLUMNS), (tables.DOCUMENTS, tables.DOCUMENT_COLUMNS)):
        print(table)
        for name, meaning in held_.items():
            print(f"  {name:20} {meaning}")


def _as_text(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print columns side by side, as wide as their first rows ask for."""
    rows = iter(rows)
    first = [[_cell(value) for value in row] for row in islice(rows, _FIRST)]
    head = [visible(name) for name in names]
    widths = [max(columns(cell) for cell in column) for column in zip(head, *first, strict=True)]
    for row in chain([head, ["-" * width for width in widths]], first, ([_cell(value) for value in row] for row in rows)):
        padded = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def _as_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(names)
    out.writerows([_plain(value) for value in row] for row in rows)


def _as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))


def _cell(value: object) -> str:
    text = visible("" if value is None else str(_plain(value)).replace("\n", " "))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _plain(value: object) -> object:
    """Give a value as a cell holds it; lists and records as JSON."""
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date) else value
