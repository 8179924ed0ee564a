"""Bytes -> text: UTF-8 only, and none of the characters that a reader could not see."""

from __future__ import annotations

import re
from itertools import islice

from multivector.files.lines import Lines
from multivector.model.problems import Mistake, Place, Problem

MAX_BYTES = 64 << 20
"""The largest file that is read, in bytes: years of entries; more is a mistake or an attack."""

HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]|[\u202a-\u202e\u2066-\u2069]")
"""Control characters, marks without meaning, and those that turn the direction of writing."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MOST = 100
"""Hidden characters reported per file."""
_SAMPLE = 1 << 16
_SEVEN_BITS, _LETTERS = 0x80, 0xC0
"""First byte above ASCII, and first letter in Windows-1251."""
_AS_UTF8 = "save it as UTF-8: `iconv -f {} -t utf-8`"


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Read the bytes of a file as text with single line feeds; None if it is no text that we can trust."""
    if len(data) > MAX_BYTES:
        mistake = Mistake("too-large", f"the file is larger than {MAX_BYTES >> 20} MiB", "split it into several files")
        return None, [mistake.at(Place(file, 1, 1))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(error.object[: error.start].decode("utf-8"))
        place = Lines(before).place(file, len(before))
        return None, [Mistake("encoding", *_guess(data)).at(place)]
    if _is_wide(data):
        return None, [Mistake("encoding", *_guess(data)).at(Place(file, 1, 1))]
    text = _with_line_feeds(text)
    lines = Lines(text)
    hidden = [_hidden(match, lines, file) for match in islice(HIDDEN.finditer(text), _MOST)]
    return (None if hidden else text), hidden


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_wide(data: bytes) -> bool:
    """Tell whether bytes are UTF-16: they begin with its mark, or many are null, as in its Latin letters and spaces."""
    return data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data.count(0) * 8 > len(data)


def _guess(data: bytes) -> tuple[str, str]:
    """Say which encoding the bytes look like, and what to do.

    Cyrillic has a letter byte for each byte of another kind in UTF-8 (of which some were damaged), nearly none in Windows-1251.
    """
    if _is_wide(data):
        return "the file is UTF-16, not UTF-8", _AS_UTF8.format("utf-16")
    sample = data[:_SAMPLE]
    letters, others = sum(byte >= _LETTERS for byte in sample), sum(_SEVEN_BITS <= byte < _LETTERS for byte in sample)
    if letters > 2 * others:
        return "the file is not UTF-8; it looks like Windows-1251", _AS_UTF8.format("windows-1251")
    return "the file is not UTF-8", "save it as UTF-8; if it is no text at all, take it out of the dossier"


def _hidden(match: re.Match[str], lines: Lines, file: str) -> Problem:
    character = match[0]
    code = f"U+{ord(character):04X}"
    if character in _BIDI:
        message = f"the character {code} makes text look different from what it is"
        return Mistake("bidi", message, "delete it; right-to-left names need no marks").at(lines.place(file, match.start()))
    message = f"the character {code} cannot be seen"
    return Mistake("control-character", message, "delete it, or paste the text again as plain text").at(
        lines.place(file, match.start())
    )
