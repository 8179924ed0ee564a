"""Change one entry in its file and nothing else: its lines only, guarded by a hash, written atomically.

Comments, order and spacing of everything else survive, byte for byte. If the lines are no longer what the caller
saw, nothing is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from multivector.files.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
"""A line with its end: only what the reader takes for one, since a text may hold rarer line separators."""
_BEGIN = re.compile(r"-(?=[ \r\n]|\Z)")
_BETWEEN = re.compile(r"#|[ \t\r\n]*+\Z")
_MARK = "\ufeff"


class ExternallyChangedError(Exception):
    """The lines of an entry are not those that the edit was made for."""

    def __init__(self, file: Path, line: int) -> None:
        """Say which file and line."""
        super().__init__(f"{file}:{line}: the entry has changed since it was read; read it again")


@dataclass(frozen=True, slots=True)
class Slice:
    """The lines of one entry: 1-based first line, its text with line ends, and the hash that guards it."""

    file: Path
    first: int
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the text as it was seen."""
        return sha256(self.text.encode()).hexdigest()


def entry_slice(file: Path, line: int) -> Slice:
    """Give the lines of the entry that begins at this line: up to the next entry, without comments at the margin before that."""
    lines = _read(file)[1]
    begin = line - 1
    following = (row for row in range(begin + 1, len(lines)) if _BEGIN.match(lines[row]))
    end = next(following, len(lines))
    while end > begin + 1 and _BETWEEN.match(lines[end - 1]):
        end -= 1
    return Slice(file, line, "".join(lines[begin:end]))


def replace(seen: Slice, text: str) -> None:
    """Put `text` in place of an entry's lines (delete the entry, if it is empty).

    Raises:
        ExternallyChangedError: the file no longer holds those lines there; nothing is written.
    """
    mark, lines = _read(seen.file)
    begin, count = seen.first - 1, len(_LINE.findall(seen.text))
    if "".join(lines[begin : begin + count]) != seen.text:
        raise ExternallyChangedError(seen.file, seen.first)
    after = lines[begin + count :]
    write_whole(seen.file, "".join([mark, *lines[:begin], _ended(text, lines, last=not after), *after]))


def append(file: Path, text: str) -> None:
    """Add an entry at the end of a file, after one empty line; make the file if there is none."""
    mark, lines = _read(file) if file.exists() else ("", [])
    gap = "" if not "".join(lines).strip() else "\n" if lines[-1].endswith(("\n", "\r")) else "\n\n"
    write_whole(file, "".join([mark, *lines, _ended(gap + text, lines, last=False)]))


def _ended(text: str, lines: list[str], *, last: bool) -> str:
    """Give the text with the file's own line ends, and one at its end unless the file's last line had none."""
    if not text:
        return text
    newline = next((end for end in ("\r\n", "\n", "\r") if lines and lines[0].endswith(end)), "\n")
    body = newline.join(line.rstrip("\r\n") for line in _LINE.findall(text))
    return body if last and lines and not lines[-1].endswith(("\n", "\r")) else body + newline


def _read(file: Path) -> tuple[str, list[str]]:
    """Give a file's byte order mark, if it has one, and its lines with their ends as they are."""
    text = file.read_bytes().decode("utf-8")
    body = text.removeprefix(_MARK)
    return text[: len(text) - len(body)], _LINE.findall(body)
