"""What was written to the dossier, step by step, so that each step can be taken back to the byte.

Before a step the bytes of every file that it may touch are kept, and afterwards their hash. A step is taken back only while the
files still hold what it wrote; a step that fails half-way is taken back at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from multivector.files.edit import ExternallyChangedError
from multivector.files.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """A file before a step, and the hash of what the step left; None where there was, or is, no file."""

    file: Path
    before: bytes | None
    after: str | None


@dataclass
class Journal:
    """The steps that can be taken back, the last one first."""

    steps: list[tuple[Change, ...]] = field(default_factory=list)

    @contextmanager
    def step(self, files: Iterable[Path]) -> Iterator[None]:
        """Keep what these files hold, so that whatever is done to them within can be taken back."""
        before = [(file, _bytes(file)) for file in dict.fromkeys(files)]
        try:
            yield
        except BaseException:
            for file, data in before:
                _restore(file, data)
            raise
        changes = tuple(Change(file, data, _hash(_bytes(file))) for file, data in before)
        self.steps.append(tuple(change for change in changes if _hash(change.before) != change.after))

    def undo(self) -> bool:
        """Take the last step back; give whether there was one.

        Raises:
            ExternallyChangedError: a file no longer holds what the step wrote; nothing is changed.
        """
        if not self.steps:
            return False
        for change in self.steps[-1]:
            if _hash(_bytes(change.file)) != change.after:
                raise ExternallyChangedError(change.file, 1)
        for change in self.steps.pop():
            _restore(change.file, change.before)
        return True


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _hash(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()


def _restore(file: Path, data: bytes | None) -> None:
    if _bytes(file) == data:
        return
    if data is None:
        file.unlink()
    else:
        write_whole(file, data.decode("utf-8"))
