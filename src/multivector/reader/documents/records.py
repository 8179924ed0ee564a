"""What is known of a document, and what its forms share."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from multivector.model.problems import Mistake

Form = Literal["text", "html", "docx", "pdf"]

MAX_BYTES = 64 << 20
"""The largest document that is read, and the most that may be packed in one."""
MAX_MIB = MAX_BYTES >> 20

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]|[\u202a-\u202e\u2066-\u2069]"
)
_LINE_END = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")
_DAY = re.compile(r"\s*([12][0-9]{3})-?([01][0-9])-?([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, and what the document says of itself."""

    text: str
    form: Form
    encoding: str
    """How the bytes were read; empty where the form itself settles that."""
    title: str = ""
    date: dt.date | None = None
    """The day of publication that the document declares."""
    made: dt.date | None = None
    """The day on which the file says that it was made: mostly not that of the text."""
    doubts: tuple[str, ...] = ()
    """What may be wrong with the text, one sentence each."""
    as_it_is: bool = False
    """Whether the text is that of the file, code point by code point, so that its places are places in the file."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a form gives before its text is made legible."""

    text: str
    encoding: str = ""
    title: str = ""
    date: dt.date | None = None
    made: dt.date | None = None
    doubts: tuple[str, ...] = ()


def refusal(code: str, message: str, to_do: str) -> Mistake:
    """Say why there is no text to be had, and what to do."""
    return Mistake(code, message, to_do)


def legible(text: str) -> str:
    """Take out what nobody can see or a dossier's text may not hold; end lines with line feeds."""
    return _HIDDEN.sub("", _LINE_END.sub("\n", text))


def day_in(text: str) -> dt.date | None:
    """Read the day with which a timestamp begins (ISO 8601); None if it is no day."""
    found = _DAY.match(text)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
