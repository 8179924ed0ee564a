"""One unit -> its result file: what every worker does, whatever the engine. Actors and weights are made ready once a process."""

from __future__ import annotations

import codecs
import gc
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.batch.folder import keep
from multivector.batch.records import Document, Outcome, Settings, UnwritableError, too_long
from multivector.files.write import write_entry
from multivector.load import load
from multivector.model.entries import Actor, Source
from multivector.model.problems import Mistake
from multivector.reader.actors import Known, known
from multivector.reader.documents import MAX_BYTES, text_of
from multivector.reader.documents.languages import doubt_of_language
from multivector.reader.documents.records import MAX_MIB, day_in
from multivector.reader.drafting import read, weights
from multivector.reader.reading import dateline_of
from multivector.reader.rows import Origin, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from hashlib import _Hash as Digest
    from typing import BinaryIO

    from multivector.batch.units import Unit
    from multivector.model.ledger import Ledger
    from multivector.reader.tagging import Weights

TOLD = 20
"""Problems of a unit that are told one by one."""
NO_DAY = "on which day was it written? Say --date 2025-11-17"
_OUTLETS = frozenset({"agency", "newspaper"})
_NOTHING = b" \t\r\n" + codecs.BOM_UTF8
_BLOCK = 1 << 20
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is to be read, and what is known of it."""

    text: str
    line: int | None = None
    name: str = ""
    title: str = ""
    url: str = ""
    day: date | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no text to be read."""

    message: str
    line: int | None = None
    doubts: tuple[str, ...] = ()


def settings_for(out: Path, dossier: str | None, ledger: Ledger | None, day: date | None) -> Settings:
    """Say what a reading depends on."""
    return Settings(str(out.resolve()), _mark(ledger, day), None if dossier is None else str(Path(dossier).resolve()), day)


def work(unit: Unit, settings: Settings) -> Outcome:
    """Read a unit and write its result; a file that cannot be read at all leaves none.

    Raises:
        UnwritableError: the result cannot be written.
    """
    ready = _ready(settings)
    digest = sha256()
    found: list[Document] = []
    problems: list[str] = []
    doubts: list[str] = []
    try:
        with Path(unit.path).open("rb") as stream:
            stream.seek(unit.start)
            for each in _lines(stream, unit, digest) if unit.corpus else _whole(stream, unit, digest):
                at = unit.file if each.line is None else f"{unit.file}:{each.line}"
                told = each if isinstance(each, Problem) else _read(each, unit, settings, *ready)
                if isinstance(told, Problem):
                    problems.append(f"{at}: {told.message}")
                else:
                    found.append(told)
                doubts += (f"{at}: {doubt}" for doubt in each.doubts)
    except OSError as error:
        return Outcome(unit, problems=(f"{unit.file}: {error.strerror}",))
    if digest.hexdigest() != unit.hash:
        return Outcome(unit, problems=(f"{unit.file}: it changed while it was read; read it again",))
    hidden = max(0, len(problems) - TOLD) + max(0, len(doubts) - TOLD)
    drafts = sum(len(document.rows) for document in found)
    outcome = Outcome(unit, len(found), drafts, tuple(problems[:TOLD]), tuple(doubts[:TOLD]), hidden)
    if found or unit.corpus:
        keep(Path(settings.out), outcome, settings.mark, found)
    return outcome


@lru_cache(maxsize=1)
def _ready(settings: Settings) -> tuple[Known, Weights | None]:
    """Make ready what all texts share; the collector of garbage need not look at it again and again."""
    ledger = None if settings.dossier is None else load(settings.dossier).ledger
    if _mark(ledger, settings.day) != settings.mark:
        raise UnwritableError("the dossier, or the program, changed while texts were read; read again")
    ready = known(ledger), weights()
    gc.collect()
    gc.freeze()
    return ready


@lru_cache(maxsize=4)
def _mark(ledger: Ledger | None, day: date | None) -> str:
    """Give the hash of all that drafts depend on besides their text: the reader's rules and words, the actors, the day."""
    digest = sha256()
    folders = [files("multivector.reader"), files("multivector.model")]
    while folders:
        for file in sorted(folders.pop().iterdir(), key=lambda each: each.name):
            if file.is_dir():
                folders.append(file)
            elif file.name.endswith((".py", ".toml")):
                digest.update(file.read_bytes())
    kept = [] if ledger is None else [write_entry(actor) for actor in ledger.of(Actor)]
    kept += [] if ledger is None else [write_entry(source) for source in ledger.of(Source) if source.type in _OUTLETS]
    digest.update(json.dumps([sorted(kept), str(day), find_spec("natasha") is not None]).encode())
    return digest.hexdigest()


def _whole(stream: BinaryIO, unit: Unit, digest: Digest) -> Iterator[Text | Problem]:
    """Give the text of a file."""
    data = stream.read(min(unit.end, MAX_BYTES + 1))
    digest.update(data)
    while more := stream.read(min(unit.end - stream.tell(), _BLOCK)):
        digest.update(more)
    document = text_of(data, unit.file)
    if isinstance(document, Mistake):
        yield Problem(f"{document.message}; {document.help}")
    else:
        yield Text(document.text, title=document.title, day=document.date, doubts=document.doubts)


def _lines(stream: BinaryIO, unit: Unit, digest: Digest) -> Iterator[Text | Problem]:
    """Give the texts of the lines of a corpus; of a line that is too long no more is held than is needed to see that."""
    number, at = unit.line - 1, unit.start
    while line := stream.readline(min(unit.end - at, MAX_BYTES + 1)):
        digest.update(line)
        number, at = number + 1, at + len(line)
        if len(line) > MAX_BYTES:
            while not line.endswith(b"\n") and (line := stream.readline(min(unit.end - at, _BLOCK))):
                digest.update(line)
                at += len(line)
            yield Problem(f"the line is larger than {MAX_MIB} MiB", number)
        elif line.strip(_NOTHING):
            yield _line(line.removeprefix(codecs.BOM_UTF8), number)


def _line(data: bytes, number: int) -> Text | Problem:
    try:
        given = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Problem("the line is not UTF-8", number)
    except (ValueError, RecursionError) as error:
        return Problem(
            f"the line is no JSON: {getattr(error, 'msg', None) or 'it is nested too deep, or has too long a number'}", number
        )
    text = given.get("text") if isinstance(given, dict) else None
    if not isinstance(text, str) or not text.strip():
        return Problem('the line has no text; write {"text": "…", "date": "2025-11-17"}', number)
    written = given.get("date")
    day = None if written is None else day_in(str(written))
    if written is not None and day is None:
        return Problem(f"{str(written)[:40]!r} is not a day; write 2025-11-17", number)
    text = _whole_characters(text)
    return Text(text, number, _named(given, "id"), _named(given, "title"), _named(given, "url"), day, doubt_of_language(text))


def _named(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    return _whole_characters(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _whole_characters(text: str) -> str:
    """Put a sign of replacement in the place of half characters, which no file can hold; all places stay."""
    return _HALF.sub("\ufffd", text)


def _read(each: Text, unit: Unit, settings: Settings, names: Known, russian: Weights | None) -> Document | Problem:
    """Draft what a text tells."""
    long = too_long(each.text)
    if long is not None:
        return Problem(long, each.line)
    if unit.corpus:
        day = each.day or settings.day or dateline_of(each.text)
    else:
        day = settings.day or each.day or dateline_of(each.text)
    if day is None:
        return Problem(NO_DAY, each.line)
    name = each.name or (unit.file if each.line is None else f"{unit.file}:{each.line}")
    origin = Origin(name, unit.file, day, each.text, each.line, each.title, each.url)
    try:
        drafts = read(each.text, day, names, russian).drafts
    except Exception as error:  # noqa: BLE001  # a fault of ours in one text is told, and costs none of the others
        return Problem(f"it could not be read, which is a fault of this program: {type(error).__name__}: {error}", each.line)
    rows = tuple(row_of(draft, number, origin) for number, draft in enumerate(drafts))
    content = each.text if rows else None
    return Document(name, unit.file, each.line, each.title, each.url, day.isoformat(), origin.hash, content, rows)
