"""Which files a command line means by names, folders and patterns; links out of a folder are refused and told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.cli.common import say
from multivector.reader.documents import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_MAGIC = frozenset("*?[")


def named(names: Iterable[str], endings: Collection[str] = ENDINGS) -> tuple[list[Path], bool]:
    """Give the files that are named, each once, those of a folder or pattern sorted; and whether a name gave nothing.

    Args:
        names: Names, folders and patterns.
        endings: By which ending a file of a folder or pattern is known.
    """
    found: dict[Path, Path] = {}
    failed = False
    for name in names:
        path = Path(name)
        if path.is_dir():
            chosen, linked = _inside(path, _walk(path), endings)
        elif _MAGIC.intersection(name) and not path.exists():
            chosen, linked = _inside(*_matching(path), endings)
        else:
            chosen, linked = [path], []
        for link in linked:
            say(f"{link}: a link out of the folder; not read")
        if not chosen and not linked:
            say(f"{name}: no {', '.join(sorted(endings))} there")
        failed |= bool(linked) or not chosen
        for file in chosen:
            found.setdefault(_resolved(file), file)
    return list(found.values()), failed


def _matching(pattern: Path) -> tuple[Path, Iterable[Path]]:
    """Give the folder above the first part of a pattern that stands for several names, and what the pattern fits there."""
    parts = pattern.parts
    plain = next(number for number, part in enumerate(parts) if _MAGIC.intersection(part))
    folder = Path(*parts[:plain])
    try:
        fitting = list(folder.glob("/".join(parts[plain:])))
    except ValueError:  # `**` beside other signs
        return folder, ()
    return folder, (path for path in fitting if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _walk(folder: Path) -> Iterator[Path]:
    """Give what lies in a folder and the folders in it; links to folders as they are, hidden names not at all."""
    for inside, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(inside, name) for name in files if not name.startswith("."))
        yield from (path for path in (Path(inside, name) for name in folders) if path.is_symlink())


def _inside(folder: Path, paths: Iterable[Path], endings: Collection[str]) -> tuple[list[Path], list[Path]]:
    """Part the documents that lie in a folder from the links that lead out of it; leave out all else."""
    root = folder.resolve()
    inside, out = [], []
    for path in sorted(paths):
        if not _resolved(path).is_relative_to(root):
            out.append(path)
        elif path.suffix.lower() in endings and path.is_file():
            inside.append(path)
    return inside, out


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a link to itself, or no name at all
        return path.absolute()
