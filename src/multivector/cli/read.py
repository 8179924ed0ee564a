"""Read news texts: draft the entries that they may add to a dossier, each with its place.

Reads Russian and English: text in any usual encoding, HTML, Word (docx), and PDF with a text layer if the package pypdf is
installed. Each line is a draft: where its words stand (file:line:column), what it is, how far it is trusted, who takes part, how
much, when, what is missing, and the place to put behind a source's id in `evidence:` (`@start-end#mark`). With --places, every
amount, date and actor instead. Relative dates count from the day of the text: --date, or the day of publication that a page
declares, or the first full date in its first lines. With --dossier, its actors are known too, and last stands what the dossier
holds already: `further` evidence for an entry, or a `rival` claim on it and in which field.

With --out, the drafts go into a folder, where they wait for a person (`multivector query` asks them questions). There may be any
number of texts, also a corpus (.jsonl, a document a line: {"text": …, "date": …, "id": …, "title": …, "url": …}). If it is
interrupted or killed, the same command goes on: what was read is not read again unless its file, the dossier's actors or the
program has changed. Nothing is written but what --out or --texts asks for.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.batch.model import Cache, Endpoint, chosen, model_drafts, untold
from multivector.batch.records import too_long
from multivector.cli.common import day, read, say
from multivector.cli.gather import named
from multivector.cli.printed import drafts_as_json, drafts_as_lines, places_as_json, places_as_lines
from multivector.cli.progress import Bar
from multivector.files.whole import write_whole
from multivector.model.problems import Place
from multivector.reader import drafting
from multivector.reader.actors import Known, known
from multivector.reader.documents import MAX_BYTES, Document, text_of
from multivector.reader.match import Figure, Index, figures, index, matches
from multivector.reader.reading import dateline_of
from multivector.reader.reading import read as read_places
from multivector.reader.rows import Origin
from multivector.views.problems import format_problem, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from multivector.model.ledger import Ledger
    from multivector.reader.tagging import Weights

_MANY = 20
"""How many files are read without telling how far it is."""
_FOR_OUT = ("engine", "workers", "scheduler")
_FOR_TERMINAL = ("json", "places", "texts", "model")
_FOR_MODEL = ("endpoint", "model_key", "answers")
_NO_WEIGHTS = (
    "the package natasha is not installed: Russian is read by the order of its words alone, so less is drafted; "
    "pip install 'multivector[reader]'"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for."""

    names: Known
    russian: Weights | None
    figures: Mapping[Figure, tuple[str, ...]]
    held: Index | None
    dateline: date | None
    texts: Path | None
    places: bool
    as_json: bool
    model: Endpoint | None
    answers: Cache | None


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="+", help="file to read, or a folder of files, or a pattern such as 'news/*.html'")
    parser.add_argument("--dossier", metavar="FOLDER", help="dossier whose actors to know besides the states of the world")
    parser.add_argument("--date", type=day, metavar="DAY", help="the day on which the texts were written, as 2025-11-17")
    parser.add_argument("--places", action="store_true", help="print every amount, date and actor instead of drafts")
    parser.add_argument("--json", action="store_true", help="print everything as JSON lines")
    parser.add_argument("--texts", metavar="FOLDER", help="keep the text of whatever is not a UTF-8 text file in this folder")
    parser.add_argument("--model", metavar="NAME", help="let a language model draft too (off by default), behind --endpoint")
    parser.add_argument("--endpoint", metavar="URL", help="where it is asked, as http://127.0.0.1:8080/v1; texts are sent there")
    parser.add_argument("--model-key", metavar="VARIABLE", help="the environment variable that holds the key for it")
    parser.add_argument("--answers", metavar="FOLDER", help="keep its answers in this folder, and ask nothing twice")
    parser.add_argument("--out", metavar="FOLDER", help="write the drafts into this folder; go on where an earlier run ended")
    parser.add_argument("--engine", choices=("serial", "processes", "dask"), help="who reads (default: processes if it is much)")
    parser.add_argument("--workers", type=_count, metavar="N", help="how many processes read (default: one a core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster that runs already, as tcp://10.0.0.1:8786")


def run(arguments: argparse.Namespace) -> int:
    """Read texts; all of them, even if one cannot be read."""
    wrong = _contradiction(arguments)
    if wrong is not None:
        say(wrong)
        return 2
    loaded = read(arguments.dossier) if arguments.dossier is not None else None
    if arguments.dossier is not None and loaded is None:
        return 1
    ledger = None if loaded is None else loaded.ledger
    if arguments.out is not None:
        from multivector.cli.bulk import read_into  # noqa: PLC0415  # engines are loaded only where they are used

        _say_of_weights()
        return read_into(Path(arguments.out), arguments, ledger)
    return _read_here(arguments, ledger)


def _read_here(arguments: argparse.Namespace, ledger: Ledger | None) -> int:
    """Read texts and print what they say."""
    model = None if arguments.model is None else chosen(arguments.model, arguments.endpoint, arguments.model_key, os.environ)
    if isinstance(model, str):
        say(model)
        return 2
    if model is not None and model.address.warning:
        say(model.address.warning)
    answers = None if arguments.answers is None else Cache(Path(arguments.answers))
    texts = None if arguments.texts is None else Path(arguments.texts)
    files, failed = named(arguments.file)
    if not arguments.places:
        _say_of_weights()
    russian = None if arguments.places else drafting.weights()
    asked = _Asked(
        names=known(ledger),
        russian=russian,
        figures={} if ledger is None else figures(ledger),
        held=None if ledger is None or arguments.places else index(ledger),
        dateline=arguments.date,
        texts=texts,
        places=arguments.places,
        as_json=arguments.json,
        model=model,
        answers=answers,
    )
    passing = bare = 0
    bar = Bar(len(files), shown=len(files) > _MANY)
    for file in files:
        document = _document(file)
        if document is None:
            failed = True
        else:
            passing += not document.as_it_is
            kept = _kept(file, document, texts) if texts is not None and not document.as_it_is else file
            bar.clear()
            count = _print(file, kept or file, document, asked)
            bare += count == 0
            failed |= count is None or kept is None
        bar.add(1, 1)
    bar.clear()
    if bare and not arguments.places:
        which = "nothing to draft was found" if len(files) == 1 else f"nothing to draft was found in {bare} of {len(files)} files"
        say(f"{which}; --places prints the amounts, dates and actors that a text names")
    if passing and texts is None:
        which = "one file was" if passing == 1 else f"{passing} files were"
        say(f"{which} no UTF-8 text: the places hold for the text taken out only; to keep it, say --texts FOLDER")
    return int(failed)


def _contradiction(arguments: argparse.Namespace) -> str | None:
    """Say what of the command line does not go together."""
    given = _FOR_OUT if arguments.out is None else _FOR_TERMINAL
    for name in given:
        if getattr(arguments, name):
            return f"--{name} goes with --out FOLDER" if arguments.out is None else f"--{name} does not go with --out"
    if arguments.model and arguments.places:
        return "--model does not go with --places"
    for name in _FOR_MODEL:
        if getattr(arguments, name) and not arguments.model:
            return f"--{name.replace('_', '-')} goes with --model NAME"
    if arguments.scheduler and arguments.engine not in {None, "dask"}:
        return f"--scheduler does not go with --engine {arguments.engine}"
    return None


def _count(text: str) -> int:
    """Read a number of processes."""
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= 1024:  # noqa: PLR2004  # more is a slip
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _say_of_weights() -> None:
    if find_spec("natasha") is None:
        say(_NO_WEIGHTS)


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


def _print(file: Path, kept: Path, document: Document, asked: _Asked) -> int | None:
    """Print what a document says, and give how much; where its text is kept, the places are those of the kept text."""
    text = document.text
    written = asked.dateline or document.date or dateline_of(text)
    if written is None:
        hint = (
            "--date 2025-11-17"
            if document.made is None
            else f"--date {document.made}, if the day on which the file was made is it"
        )
        say(f"{file}: on which day was it written? Say {hint}")
        return None
    if asked.places:
        reading = read_places(text, written, asked.names)
        told = (
            places_as_json(file, kept, reading, asked.figures) if asked.as_json else places_as_lines(kept, reading, asked.figures)
        )
    else:
        long = too_long(text)
        if long is not None:
            say(f"{file}: {long}")
            return None
        drafts = drafting.read(text, written, asked.names, asked.russian).drafts
        if asked.model is not None:
            more, problems = model_drafts(text, written, asked.names, asked.model, asked.answers)
            drafts += untold(text, drafts, more)
            for problem in problems:
                say(f"{file}: {problem}")
        origin = Origin(str(file), str(file), written, text, title=document.title)
        found = [] if asked.held is None else matches(drafts, text, asked.held, written)
        told = (
            drafts_as_json(file, kept, origin, drafts, found) if asked.as_json else drafts_as_lines(kept, origin, drafts, found)
        )
    count = 0
    for line in told:
        print(line)
        count += 1
    return count
