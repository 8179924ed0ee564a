"""The dossier as the pages see it: read anew when a file has changed, asked once for each answer."""

from __future__ import annotations

import inspect
import os
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from multivector.desk.inbox import articles, inbox
from multivector.files.values import is_reference
from multivector.lenses import LENSES
from multivector.lenses.dealings import looked_at
from multivector.load import ENDINGS, INBOX_FOLDER, TEXTS_FOLDER, Loaded, load
from multivector.model.entries import Actor, Source
from multivector.model.walk import evidence_of, values_of
from multivector.web.find import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from starlette.responses import Response

    from multivector.model.ledger import Ledger
    from multivector.model.results import Result
    from multivector.reader.articles import Article
    from multivector.web.find import Row
    from multivector.web.reading import Reading

_KEPT = 64
"""Answers of lenses, and pages, that are kept while the dossier stays as it is."""
Mark = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Now:
    """What the folder held when it was last read, and what follows from that."""

    mark: Mark
    loaded: Loaded
    known: Ledger
    day: date
    answers: dict[tuple[Any, ...], Result[Any]] = field(default_factory=dict)
    pages: dict[tuple[str, ...], Response] = field(default_factory=dict)
    """Pages that follow from the files alone, as they were last painted."""

    def painted(self, address: tuple[str, ...], paint: Callable[[], Response]) -> Response:
        """Give the page of an address, painted once."""
        if (found := self.pages.get(address)) is None:
            found = paint()
            if len(self.pages) >= _KEPT:
                self.pages.clear()
            self.pages[address] = found
        return found

    @property
    def ledger(self) -> Ledger:
        """The whole ledger."""
        return self.loaded.ledger

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each entry, the same as in a briefing."""
        ordered = sorted(self.known, key=lambda entry: isinstance(entry, Actor))
        return {entry.id: at for at, entry in enumerate((each for each in ordered if not isinstance(each, Source)), 1)}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The entries as the search sees them."""
        return rows_of(self.ledger)

    @cached_property
    def citing(self) -> Mapping[str, tuple[str, ...]]:
        """Which entries name an entry, or rest on it."""
        found: dict[str, dict[str, None]] = {}
        for entry in self.ledger:
            named = [value for _, field_, value in values_of(entry) if is_reference(field_.type)]
            for id_ in (*named, *(evidence.source for _, evidence in evidence_of(entry))):
                if id_ != entry.id:
                    found.setdefault(str(id_), {})[entry.id] = None
        return {id_: tuple(by) for id_, by in found.items()}


class Workbench:
    """A folder, the day of which one asks, and what a reading has come to."""

    def __init__(self, root: Path, *, key: str, as_of: date | None = None, lang: str = "en") -> None:
        """Begin.

        Args:
            root: The dossier.
            key: What a form must hold, so that only pages of ours can write.
            as_of: The day whose knowledge counts.
            lang: The language until another is chosen.
        """
        self.root, self.key, self.as_of, self.lang = root, key, as_of, lang
        self.lock = RLock()
        self.readings: dict[str, Reading] = {}
        self._now: Now | None = None
        self._waiting: tuple[Mark, tuple[Article, ...], tuple[str, ...]] | None = None

    def now(self) -> Now:
        """Give the dossier as it is on disk."""
        with self.lock:
            mark = _mark(self.root)
            if self._now is None or self._now.mark != mark:
                loaded = load(self.root)
                self._now = Now(mark, loaded, *looked_at(loaded.ledger, self.as_of))
            return self._now

    def ask(self, name: str, parameters: Mapping[str, Any] | None = None, as_of: date | None = None) -> Result[Any]:
        """Ask a lens.

        Raises:
            ValueError: a parameter is out of bounds.
        """
        given = dict(parameters or {})
        with self.lock:
            now = self.now()
            key = (name, as_of, *sorted(given.items()))
            if key not in now.answers:
                if len(now.answers) >= _KEPT:
                    now.answers.pop(next(iter(now.answers)))
                now.answers[key] = LENSES[name](now.ledger, as_of=as_of or now.day, **given)
            return now.answers[key]

    def waiting(self) -> tuple[tuple[Article, ...], tuple[str, ...]]:
        """Read what lies in the inbox; and say what could not be read."""
        with self.lock:
            now = self.now()
            if self._waiting is None or self._waiting[0] != now.mark:
                found, unread = articles(inbox(self.root), now.ledger)
                self._waiting = now.mark, found, unread
            return self._waiting[1], self._waiting[2]


def defaults_of(name: str) -> dict[str, Any]:
    """Give the parameters of a lens with their defaults."""
    return {
        each: parameter.default
        for each, parameter in inspect.signature(LENSES[name]).parameters.items()
        if each not in {"ledger", "as_of", "rng"}
    }


def _mark(root: Path) -> Mark:
    """Give what changes when a file of the dossier does."""
    found = []
    for folder, folders, files in os.walk(root):
        here = os.path.relpath(folder, root)
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        every = here in {TEXTS_FOLDER, INBOX_FOLDER}
        for name in sorted(files):
            if not name.startswith(".") and (every or os.path.splitext(name)[1] in ENDINGS):  # noqa: PTH122  # paths are slow here
                path = os.path.join(folder, name)  # noqa: PTH118  # likewise
                try:
                    status = os.stat(path)  # noqa: PTH116  # likewise
                except OSError:
                    continue
                found.append((path, status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(found)
