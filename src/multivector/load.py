"""A folder -> (ledger, problems): the one place where files and checks meet."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.checks import run_checks
from multivector.files.build import build_dossier, build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.files.text import MAX_BYTES, decode
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.problems import Mistake, Place, Problem, by_place
from multivector.model.walk import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import AnyEntry, Dossier

DOSSIER_FILE = "dossier.yaml"
TEXTS_FOLDER = "texts"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds: the ledger of all that could be read, and every problem in the order of its place."""

    ledger: Ledger
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems because of which something is missing from the ledger."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def load(folder: str | Path, texts: str | Path | None = None) -> Loaded:
    """Read every `*.yaml` file of a dossier, at any depth, and check the whole.

    Args:
        folder: the dossier. Hidden folders and `texts/` are passed over.
        texts: where the texts of sources lie, as `<source id>.txt` (default: `texts/` in the dossier).
            Places in sources whose text is not there are not checked.

    Never raises for what is in the files: whatever is wrong is a problem with a place.
    """
    with _uncollected():
        return _load(Path(folder), texts)


def _load(root: Path, texts: str | Path | None) -> Loaded:
    entries: list[AnyEntry] = []
    problems: list[Problem] = []
    dossier: Dossier | None = None
    if not root.is_dir():
        problems.append(_unreadable(root, "there is no such folder"))
    for file in _files(root):
        shown = file.relative_to(root).as_posix()
        data = _read(file, shown, problems)
        if data is None:
            continue
        text, wrong = decode(data, shown)
        problems += wrong
        if text is None:
            continue
        lines = Lines(text)
        node, wrong = parse(text, shown, lines)
        problems += wrong
        if node is None:
            continue
        if shown == DOSSIER_FILE:
            dossier, wrong = build_dossier(node, shown, lines)
        else:
            built, wrong = build_entries(node, shown, lines)
            entries += built
        problems += wrong
    problems += _duplicates(entries)
    ledger = ledger_of(entries, dossier)
    problems += run_checks(ledger, _texts(Path(texts) if texts is not None else root / TEXTS_FOLDER, ledger))
    return Loaded(ledger, by_place(problems))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the search for garbage cycles: reading makes millions of lasting records, which it would visit over and over."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _files(root: Path) -> list[Path]:
    """Give the dossier's files in an order that does not depend on the file system."""
    found = (path for pattern in ("*.yaml", "*.yml") for path in root.rglob(pattern) if path.is_file())
    inside = ((path, path.relative_to(root).parts) for path in found)
    return sorted(path for path, parts in inside if parts[0] != TEXTS_FOLDER and not any(part.startswith(".") for part in parts))


def _read(file: Path, shown: str, problems: list[Problem]) -> bytes | None:
    try:
        if file.stat().st_size > MAX_BYTES:
            mistake = Mistake("too-large", f"{shown} is larger than {MAX_BYTES >> 20} MiB", "split it into several files")
            problems.append(mistake.at(Place(shown, 1, 1)))
            return None
        return file.read_bytes()
    except OSError as error:
        problems.append(_unreadable(Path(shown), error.strerror or "it cannot be read"))
        return None


def _unreadable(file: Path, why: str) -> Problem:
    return Mistake("unreadable", f"{file.as_posix()}: {why}", "check its name and who may read it").at(
        Place(file.as_posix(), 1, 1)
    )


def _duplicates(entries: list[AnyEntry]) -> list[Problem]:
    first: dict[str, AnyEntry] = {}
    problems = []
    for entry in entries:
        earlier = first.setdefault(entry.id, entry)
        if earlier is not entry and entry.origin is not None and earlier.origin is not None:
            place = earlier.origin.place()
            message = f"the id {entry.id!r} is already that of the entry at {place.file}:{place.line}"
            problems.append(
                Mistake("duplicate-id", message, "give each entry its own id; this one was left out").at(entry.origin.place())
            )
    return problems


def _texts(folder: Path, ledger: Ledger) -> Mapping[str, str]:
    """Read the texts of sources that places refer to, by source id."""
    found: dict[str, str] = {}
    if not folder.is_dir():
        return found
    for source in sorted({evidence.source for entry in ledger for _, evidence in evidence_of(entry)}):
        file = folder / f"{source}.txt"
        if source in ledger and file.is_file() and file.stat().st_size <= MAX_BYTES:
            found[source] = file.read_bytes().decode("utf-8", errors="replace")
    return found
