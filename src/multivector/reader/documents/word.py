"""A Word document (docx) -> its text: paragraphs, tables row by row, notes at the end.

Read as a stream, so that neither depth nor length is a danger; a document that declares entities is refused, and so is one
that holds, or says that it holds, more than a document may.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from multivector.reader.documents.records import MAX_BYTES, MAX_MIB, Extract, day_in, refusal

if TYPE_CHECKING:
    from multivector.model.problems import Mistake

_BODY, _NOTES, _CORE = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml"), "docProps/core.xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,
    ArithmeticError,
)
"""What `zipfile` raises on damaged and encrypted files."""
_WORDS = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_OFF = frozenset({"0", "false", "off"})
_CHUNK = 1 << 16
_LONGEST = 1000
"""Code points of a property that are kept."""
_MOST_PARTS = 10_000
"""Parts in a document; thousands are a mistake or an attack."""


class _RefusedError(Exception):
    """The document is not read, for a reason that is told."""

    def __init__(self, code: str, message: str, to_do: str) -> None:
        super().__init__(message)
        self.mistake = refusal(code, message, to_do)


def word(data: bytes) -> Extract | Mistake:
    """Read a docx."""
    damaged = refusal("damaged", "it is no Word document (docx), or a damaged one", "open it in Word and save it as docx again")
    if not data.startswith(b"PK"):
        old = "it is an old Word document (doc) or one with a password" if data.startswith(b"\xd0\xcf") else ""
        return refusal("damaged", old, "open it in Word and save it as docx without a password") if old else damaged
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        return refusal("too-large", f"it has more than {_MOST_PARTS} parts", "open it in Word and save it as docx again")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if _BODY not in names:
                return damaged
            parts = [packed.getinfo(name) for name in (_BODY, *_NOTES, _CORE) if name in names]
            if sum(part.file_size for part in parts) > MAX_BYTES:
                return refusal("too-large", f"it says that it holds more than {MAX_MIB} MiB of text", "split it")
            lines = [line for part in parts if part.filename != _CORE for line in _lines(packed, part)]
            core = _core(packed) if _CORE in names else {}
    except _RefusedError as error:
        return error.mistake
    except (*_BROKEN, expat.ExpatError):
        return damaged
    return Extract("\n".join(lines), title=core.get("title", ""), made=day_in(core.get("created", "")))


@dataclass(slots=True)
class _Text:
    """Paragraphs under way. Text boxes stand in paragraphs, so there may be several; a table in a cell is text of that cell."""

    lines: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    row: list[str] | None = None
    cell: list[str] | None = None
    tables: int = 0
    skipped: int = 0
    in_text: bool = False
    in_run: bool = False
    hidden: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.skipped or name == _FALLBACK or (local == "moveFrom" and space in _WORDS):
            self.skipped += 1
        elif space in _WORDS:
            self._start(local, attributes.get(f"{space} val", ""))

    def _start(self, local: str, value: str) -> None:
        if local == "p":
            self.paragraphs.append([])
        elif local == "tbl":
            self.tables += 1
        elif local == "tr" and self.tables == 1:
            self.row = []
        elif local == "tc" and self.tables == 1:
            self.cell = []
        elif local == "r":
            self.in_run, self.hidden = True, False
        elif local == "t":
            self.in_text = True
        elif local == "vanish" and self.in_run:
            self.hidden = value not in _OFF
        elif local in _SIGNS and self.in_run and self.paragraphs and not self.hidden:
            self.paragraphs[-1].append(_SIGNS[local])

    def end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if self.skipped:
            self.skipped -= 1
        elif space not in _WORDS:
            return
        elif local == "p" and self.paragraphs:
            self._put("".join(self.paragraphs.pop()).strip())
        elif local in {"tbl", "tr", "tc"}:
            self._end_of_table(local)
        elif local == "r":
            self.in_run = self.hidden = False
        elif local == "t":
            self.in_text = False

    def data(self, text: str) -> None:
        if self.in_text and self.paragraphs and not self.skipped and not self.hidden:
            self.paragraphs[-1].append(text)

    def _end_of_table(self, local: str) -> None:
        if local == "tbl":
            self.tables -= 1
        elif local == "tc" and self.tables == 1 and self.cell is not None:
            cell, self.cell = " ".join(" ".join(self.cell).split("\n")), None
            if self.row is not None:
                self.row.append(cell)
        elif local == "tr" and self.tables == 1 and self.row is not None:
            row, self.row = "\t".join(self.row).strip(), None
            self._put(row)

    def _put(self, text: str) -> None:
        if text:
            (self.lines if self.cell is None else self.cell).append(text)


def _lines(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[str]:
    text = _Text()
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = text.start, text.end, text.data
    _feed(parser, packed, part)
    return text.lines


def _core(packed: zipfile.ZipFile) -> dict[str, str]:
    """Give the title and the day of making that the document's properties hold."""
    found: dict[str, str] = {}
    path: list[str] = []

    def data(text: str) -> None:
        found[path[-1]] = (found.get(path[-1], "") + text)[:_LONGEST]

    parser = _parser()
    parser.StartElementHandler = lambda name, _: path.append(name.rpartition(" ")[2])
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = data
    _feed(parser, packed, packed.getinfo(_CORE))
    return found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    return parser


def _declared(*_: object) -> None:
    raise _RefusedError("declarations", "it declares entities, which no Word document does", "open it in Word and save it anew")


def _feed(parser: expat.XMLParserType, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Give a part to the parser piece by piece. More than it says that it holds is not unpacked; `zipfile` sees to that."""
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _RefusedError("damaged", "it is packed in a way that Word does not use", "open it in Word and save it anew")
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003  # the parser takes no keywords
    parser.Parse(b"", True)  # noqa: FBT003  # likewise
