"""A folder -> (ledger, problems): the one place where files and checks meet."""

from __future__ import annotations

import gc
import os
import stat
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
INBOX_FOLDER = "inbox"
"""Where texts lie that nobody has read yet: they are no part of the ledger."""
ENDINGS = frozenset({".yaml", ".yml"})


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
    """Read every file of a dossier that ends in `.yaml` or `.yml`, at any depth, and check the whole.

    Args:
        folder: the dossier. Hidden files and folders, `texts/`, `inbox/` and links to folders are passed over.
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
    if not os.path.isdir(root):  # noqa: PTH112  # unlike Path.is_dir, it never raises
        return Loaded(ledger_of([]), (_unreadable(_shown(root, root), "there is no such folder"),))
    for file in _files(root, problems):
        shown = _shown(file, root)
        data = _read(file, shown, root, problems)
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
    folder = Path(texts) if texts is not None else root / TEXTS_FOLDER
    problems += run_checks(ledger, _texts(folder, root, ledger, problems))
    return Loaded(ledger, by_place(problems))


def with_file(loaded: Loaded, path: str | Path) -> tuple[Loaded, tuple[Problem, ...]]:
    """Add the entries of one more file to a dossier; give it with the problems of that file alone.

    Never raises for what is in the file: whatever is wrong is a problem with a place.
    """
    file = Path(path)
    problems: list[Problem] = []
    shown = file.as_posix()
    data = _read(file, shown, file.parent, problems)
    text, wrong = (None, ()) if data is None else decode(data, shown)
    problems += wrong
    if text is None:
        return loaded, by_place(problems)
    lines = Lines(text)
    node, wrong = parse(text, shown, lines)
    problems += wrong
    if node is None:
        return loaded, by_place(problems)
    built, wrong = build_entries(node, shown, lines)
    entries = [*loaded.ledger, *built]
    ledger = ledger_of(entries, loaded.ledger.dossier)
    problems += [*wrong, *_duplicates(entries), *(one for one in run_checks(ledger, {}) if one.place.file == shown)]
    return Loaded(ledger, loaded.problems), by_place(problems)


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


def _files(root: Path, problems: list[Problem]) -> list[Path]:
    """Give the dossier's files in an order that does not depend on the file system; links to folders are not followed."""
    found: list[Path] = []
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            inside = [(item.name, item.is_dir(follow_symlinks=False)) for item in os.scandir(folder)]
        except OSError as error:
            problems.append(_unreadable(_shown(folder, root), str(error.strerror)))
            continue
        for name, is_folder in inside:
            path = folder / name
            if name.startswith(".") or path in {root / TEXTS_FOLDER, root / INBOX_FOLDER}:
                continue
            if is_folder:
                folders.append(path)
            elif path.suffix in ENDINGS:
                found.append(path)
    return sorted(found)


def _read(file: Path, shown: str, within: Path, problems: list[Problem]) -> bytes | None:
    """Give the bytes of a regular file; a link may lead to another place in the same folder, but not out of it."""
    real = Path(os.path.realpath(file))
    if not real.is_relative_to(os.path.realpath(within)):
        problems.append(_unreadable(shown, "it is a link that leads out of the folder"))
        return None
    try:
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(_unreadable(shown, "it is no file of text"))
        elif status.st_size > MAX_BYTES:
            mistake = Mistake("too-large", f"{shown} is larger than {MAX_BYTES >> 20} MiB", "split it into several files")
            problems.append(mistake.at(Place(shown, 1, 1)))
        else:
            return real.read_bytes()
    except OSError as error:
        problems.append(_unreadable(shown, str(error.strerror)))
    return None


def _shown(file: Path, root: Path) -> str:
    """Give a path within the dossier as messages show it; what is no text in its name is replaced."""
    inside = file.relative_to(root) if root in file.parents else file
    return inside.as_posix().encode(errors="replace").decode()


def _unreadable(shown: str, why: str) -> Problem:
    return Mistake("unreadable", f"{shown}: {why}", "check its name and who may read it").at(Place(shown, 1, 1))


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


def _texts(folder: Path, root: Path, ledger: Ledger, problems: list[Problem]) -> Mapping[str, str]:
    """Read the texts of sources that places refer to, by source id."""
    found: dict[str, str] = {}
    for source in sorted({evidence.source for entry in ledger for _, evidence in evidence_of(entry)} & ledger.by_id.keys()):
        file = folder / f"{source}.txt"
        data = _read(file, _shown(file, root), folder, problems) if os.path.lexists(file) else None
        if data is not None:
            found[source] = data.decode("utf-8", errors="replace")
    return found
