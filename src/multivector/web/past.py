"""What git knows of a dossier: how an entry came about, and what has changed since the last brief."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.load import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from multivector.model.entries import AnyEntry

_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", "-c", "safe.bareRepository=explicit", "--no-pager")
"""Git, told not to run what a folder from elsewhere may ask for."""
_SECONDS = 5
_MOST = 20
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_BRIEF = "brief*"
"""Tags that mark the commits from which a brief was given out."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that touched an entry."""

    commit: str
    day: str
    author: str
    subject: str


def history(root: Path, entry: AnyEntry, lines: int) -> tuple[Step, ...]:
    """Give the commits that touched the lines of an entry, the newest first; none where there is no git."""
    if entry.origin is None:
        return ()
    place = entry.origin.place()
    begin = f"/^- *[a-z]*: *{re.escape(entry.id)} *$/"
    out = _git(root, "log", f"--max-count={_MOST}", "-s", "--date=short", "--format=%h%x00%ad%x00%an%x00%s",
               f"-L{begin},+{max(lines, 1)}:{place.file}")  # fmt: skip
    parts = (line.split("\0") for line in out.splitlines())
    return tuple(Step(*each) for each in parts if len(each) == len(Step.__slots__))


def changed(root: Path, entries: Iterable[AnyEntry]) -> tuple[str, tuple[str, ...]]:
    """Give since when (a tag of a brief, else the last commit) and which entries have changed since."""
    since = _git(root, "describe", "--tags", f"--match={_BRIEF}", "--abbrev=0").strip() or "HEAD"
    diff = _git(
        root, "diff", "-U0", "--relative", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", since, "--", "."
    )
    new = set(_git(root, "ls-files", "--others", "--exclude-standard", "--", ".").splitlines())
    touched = _touched(diff)
    by_file: dict[str, list[tuple[int, str]]] = {}
    for entry in entries:
        if entry.origin is not None:
            place = entry.origin.place()
            by_file.setdefault(place.file, []).append((place.line, entry.id))
    found: list[str] = []
    for file, placed in sorted(by_file.items()):
        placed.sort()
        ends = [line for line, _ in placed[1:]] + [1 << 60]
        for (first, id_), end in zip(placed, ends, strict=True):
            if file in new or any(first < last and start < end for start, last in touched.get(file, ())):
                found.append(id_)
    return since, tuple(found)


def _touched(diff: str) -> dict[str, list[tuple[int, int]]]:
    """Give by file the lines that a difference has put there: first, and the one after the last."""
    found: dict[str, list[tuple[int, int]]] = {}
    file = ""
    for line in diff.splitlines():
        if line.startswith("+++ "):
            file = line[4:].strip('"').removeprefix("b/")
        elif (hunk := _HUNK.match(line)) and file.endswith(tuple(ENDINGS)):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(file, []).append((start, start + max(count, 1)))
    return found


def _git(root: Path, *arguments: str) -> str:
    """Ask git; an empty text where it is not there, or knows nothing of the folder."""
    try:
        done = subprocess.run(  # noqa: S603  # no shell; the arguments are ours
            [*_GIT, "-C", str(root), *arguments], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
