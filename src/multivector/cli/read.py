"""Read news texts: print every amount, date and actor that they name, with its place.

Reads Russian and English: text in any usual encoding, HTML, Word (docx), and PDF with a text layer if the package pypdf is
installed. Each line tells where the words stand (file:line:column), what they are, the value as a dossier writes it, and the
place to put behind a source's id in `evidence:` (`source@start-end#mark`). Relative dates count from the day of the text: --date,
or the day of publication that a page declares, or the first full date in its first lines. With --dossier, the entries that hold
the same figure already stand behind an amount. Nothing is drafted; nothing is written but what --texts asks for.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.cli.common import day, read, say
from multivector.cli.gather import counted, named
from multivector.files.lines import Lines
from multivector.files.whole import write_whole
from multivector.model.evidence import mark_of
from multivector.model.problems import Place
from multivector.reader.actors import Known, Mention, known
from multivector.reader.dates import When
from multivector.reader.documents import MAX_BYTES, Document, text_of
from multivector.reader.match import Figure, figures, holding
from multivector.reader.reading import dateline_of
from multivector.reader.reading import read as read_text
from multivector.views.problems import format_problem, visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from datetime import date

    from multivector.model.money import Amount
    from multivector.reader.spans import Found

_LONGEST = 70


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for."""

    names: Known
    figures: Mapping[Figure, tuple[str, ...]]
    dateline: date | None
    texts: Path | None
    as_json: bool


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="+", help="file to read, or a folder of files, or a pattern such as 'news/*.html'")
    parser.add_argument("--dossier", metavar="FOLDER", help="dossier whose actors to know besides the states of the world")
    parser.add_argument("--date", type=day, metavar="DAY", help="the day on which the texts were written, as 2025-11-17")
    parser.add_argument("--texts", metavar="FOLDER", help="keep the text of whatever is not a UTF-8 text file in this folder")
    parser.add_argument("--json", action="store_true", help="print everything as JSON lines")


def run(arguments: argparse.Namespace) -> int:
    """Read texts; all of them, even if one cannot be read."""
    loaded = read(arguments.dossier) if arguments.dossier is not None else None
    if arguments.dossier is not None and loaded is None:
        return 1
    ledger = None if loaded is None else loaded.ledger
    texts = None if arguments.texts is None else Path(arguments.texts)
    asked = _Asked(known(ledger), {} if ledger is None else figures(ledger), arguments.date, texts, arguments.json)
    files, failed = named(arguments.file)
    passing = 0
    for file in counted(files):
        document = _document(file)
        if document is None:
            failed = True
            continue
        passing += not document.as_it_is
        kept = _kept(file, document, texts) if texts is not None and not document.as_it_is else file
        failed |= not (_print(file, kept or file, document, asked) and kept is not None)
    if passing and texts is None:
        which = "one file was" if passing == 1 else f"{passing} files were"
        say(f"{which} no UTF-8 text: the places hold for the text taken out only; to keep it, say --texts FOLDER")
    return int(failed)


def _document(file: Path) -> Document | None:
    """Give a file's text; None, and a message, where there is none to be had."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        say(f"{file}: {getattr(error, 'strerror', None) or error}")
        return None
    found = text_of(data, file.name)
    if not isinstance(found, Document):
        print(format_problem(found.at(Place(visible(str(file)), 1, 1))), file=sys.stderr)
        return None
    for doubt in found.doubts:
        say(f"{file}: {doubt}")
    return found


def _kept(file: Path, document: Document, folder: Path) -> Path | None:
    """Keep a document's text, never over another; None, and a message, where it cannot be kept."""
    kept = folder / f"{file.stem}.txt"
    data = document.text.encode()
    try:
        if kept.is_symlink() or kept.exists():
            if not kept.is_symlink() and kept.stat().st_size == len(data) and kept.read_bytes() == data:
                return kept
            say(f"{file}: {kept} is there already with another text, which stays; the places hold for the text taken out only")
            return None
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(kept, document.text)
    except OSError as error:
        say(f"{kept}: {error.strerror}")
        return None
    return kept


def _print(file: Path, kept: Path, document: Document, asked: _Asked) -> bool:
    """Print what a document says; where its text is kept, the places are those of the kept text."""
    text = document.text
    written = asked.dateline or document.date or dateline_of(text)
    if written is None:
        hint = (
            "--date 2025-11-17"
            if document.made is None
            else f"--date {document.made}, if the day on which the file was made is it"
        )
        say(f"{file}: on which day was it written? Say {hint}")
        return False
    lines = Lines(text)
    for kind, value, holders, start, end in sorted(_rows(text, written, asked), key=lambda row: row[3:]):
        at = f"@{start}-{end}#{mark_of(text[start:end])}"
        words = visible(text[start:end])
        if asked.as_json:
            row: dict[str, Any] = {"file": str(file), "kind": kind, "value": value, "start": start, "end": end, "at": at}
            row |= {"words": text[start:end], "in": list(holders)} | ({} if kept == file else {"text": str(kept)})
            print(json.dumps(row, ensure_ascii=False))
        else:
            place = lines.place(str(kept), start)
            shown = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
            inside = f"  in {', '.join(holders)}" if holders else ""
            print(f"{visible(str(place))}: {kind} {value}  {at}  {shown}{inside}")
    return True


def _rows(text: str, written: date, asked: _Asked) -> Iterator[tuple[str, str, tuple[str, ...], int, int]]:
    reading = read_text(text, written, asked.names)
    for amount in reading.amounts:
        yield _row("amount", amount, holding(amount.value, asked.figures))
    for when in reading.dates:
        yield _row("date", when)
    for actor in reading.actors:
        yield _row("actor", actor)


def _row(kind: str, found: Found[Any], holders: tuple[str, ...] = ()) -> tuple[str, str, tuple[str, ...], int, int]:
    value: Amount | When | Mention = found.value
    return kind, _value(value) + ("?" if found.rule.endswith("?") else ""), holders, found.span.start, found.span.end


def _value(value: Amount | When | Mention) -> str:
    if isinstance(value, When):
        return str(value.date) if value.relation == "at" else f"{value.relation} {value.date}"
    if isinstance(value, Mention):
        return value.actor or f"one of {', '.join(value.candidates)}" if value.actor or value.candidates else "unknown"
    return str(value)
