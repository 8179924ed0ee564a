"""Corpora for tests of reading at scale, and what was read of them."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.batch.engines import Serial, engine
from multivector.batch.folder import documents, opened
from multivector.batch.run import read_files
from multivector.batch.work import settings_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.batch.engines import Start
    from multivector.batch.records import Outcome

SMALL = 300
"""Bytes of a unit: a few documents."""


def corpus(file: Path, count: int, first: int = 0) -> Path:
    """Write a corpus of documents, each with one deal."""
    lines = [
        {
            "id": f"d{number}",
            "date": "2031-04-03",
            "text": f"Kazakhstan and Turkey signed an agreement worth ${number + 1} million.",
        }
        for number in range(first, first + count)
    ]
    with file.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
    return file


def run(
    files: Iterable[Path], out: Path, start: Start = Serial, *, workers: int = 1, dossier: str | None = None
) -> list[Outcome]:
    """Read files into a folder; give what became of each unit."""
    told: list[Outcome] = []
    assert opened(out) is None
    read_files(files, out, settings_for(out, dossier, None, None), start, told.append, workers=workers, size=SMALL)
    return told


def names(out: Path) -> list[str]:
    """Give the names of the documents that were read, in order; a name for each draft's sake is there once."""
    found = list(documents(out))
    for document in found:
        assert [row["document"] for row in document.rows] == [document.document] * len(document.rows)
    return sorted(document.document for document in found)


def numbered(count: int) -> list[str]:
    """Give the names of the documents of a corpus, in order."""
    return sorted(f"d{number}" for number in range(count))


def died(item: int, folder: str) -> int:
    """Square a number; 3 kills whoever tries first, 5 whoever tries, 7 raises. A line is kept of each attempt."""
    with Path(folder, f"{item}.log").open("a", encoding="utf-8") as log:
        log.write("x\n")
    first = Path(folder, f"{item}.log").read_text(encoding="utf-8") == "x\n"
    if item == 5 or (item == 3 and first):
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 7:
        raise ValueError("seven")
    return item * item


def main() -> None:
    """Read a corpus with two processes, and tell of each unit: what a test runs in order to kill it."""
    file, out = map(Path, sys.argv[1:])
    assert opened(out) is None
    with engine("processes", 2) as start:
        read_files([file], out, settings_for(out, None, None, None), start, _tell, workers=2, size=SMALL)


def _tell(outcome: Outcome) -> None:
    sys.stdout.write(f"{outcome}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
