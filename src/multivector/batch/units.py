"""Files -> units of work: a file that is one document, or a range of whole lines of a corpus (`.jsonl`, one document a line).

Each has the hash of its bytes, by which a later run sees whether it was read already.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

CORPUS = ".jsonl"
SIZE = 1 << 18
"""Bytes after which a range of a corpus ends with its line: a second or two of reading."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unit:
    """Bytes of a file from `start` to before `end`."""

    file: str
    """The file as it was named."""
    path: str
    """Where it lies, from the root."""
    start: int
    end: int
    line: int
    """The number of its first line, from 1."""
    hash: str
    corpus: bool


def units(file: Path, size: int = SIZE) -> Iterator[Unit]:
    """Cut a file into units, which are all of it, in order; only the end of a corpus may lack the end of a line.

    Raises:
        OSError: the file cannot be read.
    """
    path, named = str(file.resolve()), os.fsencode(file).decode("utf-8", "replace")
    with file.open("rb") as stream:
        if is_corpus(file):
            yield from (Unit(named, path, *each, corpus=True) for each in _ranges(stream, size))
        else:
            digest = file_digest(stream, "sha256").hexdigest()
            yield Unit(named, path, 0, stream.tell(), 1, digest, corpus=False)


def is_corpus(file: Path) -> bool:
    """Tell by its name whether a file holds a document a line."""
    return file.suffix.lower() == CORPUS


def _ranges(stream: IO[bytes], size: int) -> Iterator[tuple[int, int, int, str]]:
    """Give start, end, number of the first line and hash of each range; every byte is looked at once."""
    start, line, at = 0, 1, 0
    lines, digest = 0, sha256()
    while block := stream.read(_BLOCK):
        used = 0
        while (found := block.find(b"\n", max(start + size - 1 - at, used))) >= 0:
            digest.update(block[used : found + 1])
            lines += block.count(b"\n", used, found + 1)
            used = found + 1
            yield start, at + used, line, digest.hexdigest()
            start, line, lines, digest = at + used, line + lines, 0, sha256()
        digest.update(block[used:])
        lines += block.count(b"\n", used)
        at += len(block)
    if at > start:
        yield start, at, line, digest.hexdigest()
