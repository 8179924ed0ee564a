"""`multivector read --out`: drafts into a folder, at any scale, going on where an earlier run ended."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from multivector.batch import tables
from multivector.batch.engines import engine, why_not
from multivector.batch.folder import held, opened
from multivector.batch.records import Outcome, UnwritableError
from multivector.batch.run import read_files
from multivector.batch.units import CORPUS, SIZE, is_corpus
from multivector.batch.work import settings_for
from multivector.cli.common import say
from multivector.cli.gather import named
from multivector.cli.progress import Bar
from multivector.reader.documents import ENDINGS

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from multivector.batch.engines import EngineName
    from multivector.model.ledger import Ledger

_WORTH = 4 * SIZE
"""Bytes from which it is worth while to begin other processes."""
_TOLD = 50
"""Problems that are told one by one."""


class _Tally:
    """What became of all units, told while it happens."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self.documents = self.drafts = self.before = self.problems = self._told = self._hidden = 0

    def tell(self, outcome: Outcome) -> None:
        unit = outcome.unit
        self.documents += outcome.documents
        self.drafts += outcome.drafts
        self.before += outcome.documents * outcome.before
        self.problems += len(outcome.problems)
        self._hidden += outcome.hidden
        for message in (*outcome.problems, *outcome.doubts):
            if self._told < _TOLD:
                self._bar.clear()
                say(message)
                self._told += 1
            else:
                self._hidden += 1
        if unit is not None:
            self._bar.add(unit.end - unit.start, outcome.documents, before=outcome.before)

    def sum_up(self, out: Path) -> None:
        """Say what was read."""
        self._bar.clear()
        if self._hidden:
            say(f"{self._hidden:,} more such messages; {out} keeps them with the results")
        before = f", {self.before:,} of them by an earlier run" if self.before else ""
        say(f"{self.documents:,} documents read{before}; {self.drafts:,} drafts in {out}")


def read_into(out: Path, arguments: argparse.Namespace, ledger: Ledger | None) -> int:
    """Read texts into a folder; give the exit code."""
    files, failed = named(arguments.file, ENDINGS | {CORPUS})
    size = sum(map(_size, files))
    workers = arguments.workers or os.cpu_count() or 1
    many = workers > 1 and size > _WORTH and (len(files) > 1 or any(map(is_corpus, files)))
    name: EngineName = arguments.engine or ("dask" if arguments.scheduler else "processes" if many else "serial")
    wrong = why_not(name) or (opened(out) if files else None)
    if wrong is not None:
        say(wrong)
        return 1
    if not files:
        return 1
    tally = _Tally(Bar(size))
    try:
        with held(out) as ours:
            if not ours:
                say(f"another run is reading into {out}")
                return 1
            try:
                settings = settings_for(out, arguments.dossier, ledger, arguments.date)
                with engine(name, workers, arguments.scheduler) as start:
                    read_files(files, out, settings, start, tally.tell, workers=1 if name == "serial" else workers)
            finally:
                tally.sum_up(out)
            return int(_tabled(out) or failed or tally.problems > 0)
    except UnwritableError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("interrupted; what was read is kept, and the same command goes on from there")
        raise


def _tabled(out: Path) -> bool:
    """Make the tables; tell whether that failed."""
    wrong = tables.why_not()
    if wrong is not None:
        say(wrong)
        return False
    try:
        tables.compact(out)
    except OSError as error:
        say(f"cannot write the tables to {out}: {error.strerror}")
        return True
    except tables.QueryError as error:
        say(str(error))
        return True
    return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
