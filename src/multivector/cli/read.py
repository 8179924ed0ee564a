"""Read news texts: print every amount, date and actor that they name, with its place.

Reads Russian and English. Each line tells where the words stand (file:line:column), what they are, the value as a dossier
writes it, and the place to put behind a source's id in `evidence:` (`source@start-end#mark`). Relative dates count from the day
of the text: --date, or the first full date in its first lines. Nothing is drafted or written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.cli.common import day, read
from multivector.files.lines import Lines
from multivector.files.text import MAX_BYTES, decode
from multivector.model.evidence import mark_of
from multivector.reader.actors import Known, Mention, known
from multivector.reader.dates import When
from multivector.reader.reading import dateline_of
from multivector.reader.reading import read as read_text
from multivector.views.problems import format_problem, visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import date

    from multivector.model.money import Amount
    from multivector.reader.spans import Found

_LONGEST = 70


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="+", help="text file to read (UTF-8)")
    parser.add_argument("--dossier", metavar="FOLDER", help="dossier whose actors to know besides the states of the world")
    parser.add_argument("--date", type=day, metavar="DAY", help="the day on which the texts were written, as 2025-11-17")
    parser.add_argument("--json", action="store_true", help="print everything as JSON lines")


def run(arguments: argparse.Namespace) -> int:
    """Read texts; all of them, even if one cannot be read."""
    loaded = read(arguments.dossier) if arguments.dossier is not None else None
    if arguments.dossier is not None and loaded is None:
        return 1
    names = known(None if loaded is None else loaded.ledger)
    return max([_file(Path(name), names, arguments.date, as_json=arguments.json) for name in arguments.file])


def _file(file: Path, names: Known, dateline: date | None, *, as_json: bool) -> int:
    text = _text(file)
    if text is None:
        return 1
    written = dateline or dateline_of(text)
    if written is None:
        print(f"multivector: {file}: on which day was it written? Say --date 2025-11-17", file=sys.stderr)
        return 1
    lines = Lines(text)
    for kind, value, start, end in sorted(_rows(text, written, names), key=lambda row: row[2:]):
        at = f"@{start}-{end}#{mark_of(text[start:end])}"
        words = visible(text[start:end])
        if as_json:
            row = {"file": str(file), "kind": kind, "value": value, "start": start, "end": end, "at": at}
            print(json.dumps({**row, "words": text[start:end]}, ensure_ascii=False))
        else:
            place = lines.place(str(file), start)
            shown = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
            print(f"{visible(str(place))}: {kind} {value}  {at}  {shown}")
    return 0


def _rows(text: str, written: date, names: Known) -> Iterator[tuple[str, str, int, int]]:
    reading = read_text(text, written, names)
    for amount in reading.amounts:
        yield _row("amount", amount)
    for when in reading.dates:
        yield _row("date", when)
    for actor in reading.actors:
        yield _row("actor", actor)


def _row(kind: str, found: Found[Any]) -> tuple[str, str, int, int]:
    value: Amount | When | Mention = found.value
    return kind, _value(value) + ("?" if found.rule.endswith("?") else ""), found.span.start, found.span.end


def _value(value: Amount | When | Mention) -> str:
    if isinstance(value, When):
        return str(value.date) if value.relation == "at" else f"{value.relation} {value.date}"
    if isinstance(value, Mention):
        return value.actor or f"one of {', '.join(value.candidates)}" if value.actor or value.candidates else "unknown"
    return str(value)


def _text(file: Path) -> str | None:
    """Give a file's text, code point by code point as it is; None, and a message, where there is none to be had."""
    try:
        if file.stat().st_size > MAX_BYTES:
            print(f"multivector: {file}: larger than {MAX_BYTES >> 20} MiB", file=sys.stderr)
            return None
        data = file.read_bytes()
    except OSError as error:
        print(f"multivector: {file}: {error.strerror}", file=sys.stderr)
        return None
    for problem in decode(data, str(file))[1]:
        if problem.code == "encoding":
            print(format_problem(problem), file=sys.stderr)
            return None
    return data.decode("utf-8")
