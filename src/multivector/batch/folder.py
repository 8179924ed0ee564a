"""The output folder: one result file a unit, written whole; what is done already; and everything that was read, in order.

    OUT/multivector.json                      says that the folder is one of ours
    OUT/results/4f/4f09…-000000000000.jsonl   hash of the file's place, and where the unit begins in it
    OUT/drafts.parquet, OUT/documents.parquet tables of all results, made anew from them (`tables`)

A result file holds JSON, one object a line: `{"unit": …}`, then for each document `{"document": …}` with its text, and a
`{"row": …}` for each draft of it. No two results hold the same bytes of a file: what does not fit the file as it is now is
removed before the file is read again.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from multivector.batch.records import Document, Outcome, UnwritableError
from multivector.files.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from multivector.batch.units import Unit

MARKER, RESULTS, LOCK = "multivector.json", "results", ".lock"
_FORMAT = {"holds": "drafts", "version": 1}
_KEY = 32


def opened(out: Path) -> str | None:
    """Make an output folder, or take one that is there; say what is wrong if it cannot be used."""
    try:
        if not is_ours(out):
            if out.is_dir() and any(out.iterdir()):
                return f"{out} holds other things; name a new folder, or one that an earlier run wrote"
            (out / RESULTS).mkdir(parents=True, exist_ok=True)
            write_whole(out / MARKER, json.dumps(_FORMAT) + "\n")
        (out / RESULTS).mkdir(exist_ok=True)
    except OSError as error:
        return f"cannot write to {out}: {error.strerror}"
    return None


def is_ours(out: Path) -> bool:
    """Tell whether a folder is an output folder that we can read."""
    try:
        return bool(json.loads((out / MARKER).read_text(encoding="utf-8")) == _FORMAT)
    except (OSError, ValueError):
        return False


@contextmanager
def held(out: Path) -> Iterator[bool]:
    """Keep other runs on this machine out of a folder; give whether that was possible. The system lets go when we die."""
    try:
        import fcntl  # noqa: PLC0415  # Windows has none, and no such guard
    except ImportError:
        yield True
        return
    with (out / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


class Results:
    """What lies in the folder at the beginning of a run."""

    def __init__(self, out: Path) -> None:
        """Look at what is there; remove what killed runs have left half-written."""
        self._out = out
        self._starts: dict[str, set[int]] = {}
        for file in _files(out):
            if file.name.startswith("."):
                with suppress(OSError):
                    file.unlink()
            elif file.suffix == ".jsonl":
                key, _, start = file.stem.partition("-")
                self._starts.setdefault(key, set()).add(int(start))

    def done(self, path: str, wanted: Sequence[Unit], mark: str) -> dict[int, Outcome]:
        """Give what earlier runs have made of the units of a file, by where they begin; remove whatever else they made of it."""
        found: dict[int, Outcome] = {}
        by_start = {unit.start: unit for unit in wanted}
        for start in self._starts.get(_key(path), ()):
            file = result_file(self._out, path, start)
            unit, head = by_start.get(start), _head(file)
            if unit is None or any(head.get(name) != value for name, value in _fits(unit, mark).items()):
                _remove(file)
                continue
            told = tuple(head["problems"]), tuple(head["doubts"]), head["hidden"]
            found[start] = Outcome(unit, head["documents"], head["drafts"], *told, before=True)
        return found


def result_file(out: Path, path: str, start: int) -> Path:
    """Say where the result of a unit lies."""
    key = _key(path)
    return out / RESULTS / key[:2] / f"{key}-{start:012}.jsonl"


def keep(out: Path, outcome: Outcome, mark: str, documents: Iterable[Document]) -> None:
    """Write the result of a unit, whole or not at all.

    Raises:
        UnwritableError: it cannot be written.
    """
    unit = outcome.unit
    if unit is None:
        return
    head = {
        "file": unit.file, **_fits(unit, mark),
        "documents": outcome.documents, "drafts": outcome.drafts,
        "problems": outcome.problems, "doubts": outcome.doubts, "hidden": outcome.hidden,
    }  # fmt: skip
    lines = [_line("unit", head)]
    for document in documents:
        lines.append(_line("document", document.plain()))
        lines += (_line("row", row) for row in document.rows)
    file = result_file(out, unit.path, unit.start)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, "".join(lines))
    except FileExistsError:  # another thread of ours is writing the same
        return
    except OSError as error:
        raise UnwritableError(f"cannot write to {out}: {error.strerror}") from error


def documents(out: Path) -> Iterator[Document]:
    """Give every document that was read into a folder, with its drafts, in the order of the result files.

    Raises:
        OSError: a file cannot be read.
    """
    for file in result_files(out):
        yield from _read(file)


def result_files(out: Path) -> list[Path]:
    """Give the result files of a folder in order."""
    return sorted(file for file in _files(out) if file.suffix == ".jsonl" and not file.name.startswith("."))


def _read(file: Path) -> Iterator[Document]:
    fields: dict[str, Any] | None = None
    rows: list[dict[str, Any]] = []
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            for what, held_ in json.loads(line).items():
                if what == "row":
                    rows.append(held_)
                elif what == "document":
                    if fields is not None:
                        yield Document(**fields, rows=tuple(rows))
                    held_.pop("drafts")
                    fields, rows = held_, []
    if fields is not None:
        yield Document(**fields, rows=tuple(rows))


def _fits(unit: Unit, mark: str) -> dict[str, Any]:
    return {"start": unit.start, "end": unit.end, "hash": unit.hash, "mark": mark}


def _line(what: str, held_: dict[str, Any]) -> str:
    return json.dumps({what: held_}, ensure_ascii=False) + "\n"


def _key(path: str) -> str:
    return sha256(os.fsencode(path)).hexdigest()[:_KEY]


def _files(out: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        for folder in (out / RESULTS).iterdir():
            if folder.is_dir():
                yield from folder.iterdir()


def _head(file: Path) -> dict[str, Any]:
    """Read the first line of a result; nothing where it is none of ours."""
    try:
        with file.open(encoding="utf-8", newline="\n") as lines:
            head = json.loads(lines.readline())["unit"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return head if isinstance(head, dict) else {}


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(f"cannot remove {file}: {error.strerror}") from error
