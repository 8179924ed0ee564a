"""Files -> drafts in an output folder, by any engine; what an earlier run has read is not read again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from multivector.batch.engines import AHEAD, completed
from multivector.batch.folder import Results
from multivector.batch.records import Outcome, UnwritableError
from multivector.batch.units import SIZE, units
from multivector.batch.work import work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from multivector.batch.engines import Start
    from multivector.batch.records import Settings
    from multivector.batch.units import Unit


def read_files(
    files: Iterable[Path],
    out: Path,
    settings: Settings,
    start: Start,
    tell: Callable[[Outcome], None],
    *,
    workers: int = 1,
    size: int = SIZE,
) -> None:
    """Read files into an output folder.

    Args:
        files: What to read.
        out: The folder, which is ours (`folder.opened`) and held.
        settings: What the drafts depend on.
        start: Gives an executor (`engines.engine`).
        tell: Is told what became of every unit, in the order in which they end.
        workers: How many units are read at the same time.
        size: Bytes of a unit of a corpus.

    Raises:
        UnwritableError: the folder cannot be written to; what was read until then is kept.
    """
    results = Results(out)
    wanted = _unread(files, results, settings, tell, size)
    for unit, outcome in completed(wanted, partial(work, settings=settings), start, workers * AHEAD if workers > 1 else 1):
        if isinstance(outcome, UnwritableError):
            raise outcome
        tell(_failed(unit, outcome) if isinstance(outcome, Exception) else outcome)


def _failed(unit: Unit, error: Exception) -> Outcome:
    place = f"{unit.file}:{unit.line}" if unit.corpus else unit.file
    return Outcome(unit, problems=(f"{place}: it could not be read: {error or type(error).__name__}",))


def _unread(
    files: Iterable[Path], results: Results, settings: Settings, tell: Callable[[Outcome], None], size: int
) -> Iterator[Unit]:
    """Give the units that no earlier run has read, and tell of those that one has."""
    for file in files:
        try:
            wanted = list(units(file, size))
        except (OSError, ValueError) as error:
            tell(Outcome(None, problems=(f"{file}: {getattr(error, 'strerror', None) or error}",)))
            continue
        done = results.done(str(file.resolve()), wanted, settings.mark)
        for unit in wanted:
            if unit.start in done:
                tell(done[unit.start])
            else:
                yield unit
