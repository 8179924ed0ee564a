"""Change one entry in its file and nothing else: its lines only, guarded by a hash, written atomically.

Comments, order and spacing of everything else survive, byte for byte. If the lines are no longer what the caller
saw, nothing is written.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
    """Give the lines of the entry that begins at this line: up to the next entry or comment at the margin."""
    lines = _read(file).splitlines(keepends=True)
    begin = line - 1
    end = begin + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return Slice(file, line, "".join(lines[begin:end]))


def replace(seen: Slice, text: str) -> None:
    """Put `text` in place of an entry's lines (delete the entry, if it is empty).

    Raises:
        ExternallyChangedError: the file no longer holds those lines there; nothing is written.
    """
    old = _read(seen.file)
    lines = old.splitlines(keepends=True)
    begin, count = seen.first - 1, len(seen.text.splitlines())
    if "".join(lines[begin : begin + count]) != seen.text:
        raise ExternallyChangedError(seen.file, seen.first)
    after = lines[begin + count :]
    _write(seen.file, "".join([*lines[:begin], _ended(text, old, last=not after), *after]))


def append(file: Path, text: str) -> None:
    """Add an entry at the end of a file, after one empty line; make the file if there is none."""
    old = _read(file) if file.exists() else ""
    gap = "" if not old.strip() else "\n" if old.endswith("\n") else "\n\n"
    _write(file, old + _ended(gap + text, old, last=False))


def _ended(text: str, old: str, *, last: bool) -> str:
    """Give the text with the file's own line ends, and one at its end unless the file's last line had none."""
    if not text:
        return text
    newline = "\r\n" if "\r\n" in old else "\n"
    body = newline.join(text.splitlines())
    return body if last and old and not old.endswith("\n") else body + newline


def _read(file: Path) -> str:
    """Read a file without translating its line ends."""
    return file.read_bytes().decode("utf-8")


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all: to a neighbour first, which then takes its name."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as neighbour:
            neighbour.write(text.encode())
            neighbour.flush()
            os.fsync(neighbour.fileno())
        if file.exists():
            os.chmod(name, file.stat().st_mode & 0o777)  # noqa: PTH101  # keep who may read it
        os.replace(name, file)  # noqa: PTH105  # the atomic step
    except BaseException:
        os.unlink(name)  # noqa: PTH108
        raise
