"""Drafts on disk, or a text -> the items that wait for a decision, each with the text that it was made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from multivector.batch.folder import documents, is_ours
from multivector.reader.documents import MAX_BYTES, text_of
from multivector.reader.documents.records import Document as Written
from multivector.reader.drafting import read
from multivector.reader.reading import dateline_of
from multivector.reader.rows import draft_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from multivector.reader.actors import Known
    from multivector.reader.drafts import Draft
    from multivector.reader.tagging import Weights


_DEEPEST = 8
"""How deep parts of parts are followed; they may go in circles."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and what is known of it."""

    name: str
    content: str
    day: date
    title: str = ""
    url: str = ""

    @property
    def sha256(self) -> str:
        """The hash under which a source of the dossier knows it."""
        return sha256(self.content.encode("utf-8", errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """A text and all drafts made of it, in their order."""

    text: Text
    drafts: tuple[Draft, ...]

    def order(self) -> tuple[int, ...]:
        """Give the numbers of the drafts so that what others are part of or about comes before them."""
        depths = [self._depth(number) for number in range(len(self.drafts))]
        return tuple(sorted(range(len(self.drafts)), key=lambda number: (depths[number], number)))

    def _depth(self, number: int) -> int:
        depth = 0
        while depth < _DEEPEST and (above := self.above(number)):
            number, depth = above[0], depth + 1
        return depth

    def above(self, number: int) -> tuple[int, ...]:
        """Give the drafts that a draft is part of or about."""
        draft = self.drafts[number]
        given = (draft.part_of, draft.about)
        return tuple(each for each in given if each is not None and each in range(len(self.drafts)) and each != number)


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read a text that was not read before."""

    names: Known
    weights: Callable[[], Weights | None]
    day: date | None = None


def told_in(paths: Iterable[Path], asked: Asked) -> Iterator[Told | str]:
    """Give what folders of drafts, result files and texts tell; a message in the place of what cannot be read."""
    for path in paths:
        try:
            if path.is_dir() and not is_ours(path):
                yield f"{path}: no drafts there; `multivector read FILE… --out {path}` makes them"
            elif path.is_dir():
                yield from (_of_rows(document.plain() | {"rows": document.rows}) for document in documents(path))
            elif path.suffix == ".jsonl":
                yield from _of_lines(path)
            else:
                yield _of_file(path, asked)
        except OSError as error:
            yield f"{path}: {error.strerror}"
        except (ValueError, KeyError, TypeError) as error:
            yield f"{path}: these are no drafts of ours: {error}"


def _of_lines(path: Path) -> Iterator[Told | str]:
    """Read a result file: a line for each document, then one for each of its drafts."""
    document: dict[str, Any] | None = None
    rows: list[dict[str, Any]] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            held = json.loads(line)
            if "row" in held:
                rows.append(held["row"])
            elif "document" in held:
                if document is not None:
                    yield _of_rows(document | {"rows": rows})
                document, rows = held["document"], []
    if document is not None:
        yield _of_rows(document | {"rows": rows})


def _of_rows(document: dict[str, Any]) -> Told:
    text = Text(
        document["document"],
        document["content"] or "",
        date.fromisoformat(document["day"]),
        document["title"] or "",
        document["url"] or "",
    )
    return Told(text, tuple(draft_of(row) for row in document["rows"]))


def _of_file(path: Path, asked: Asked) -> Told | str:
    with path.open("rb") as stream:
        found = text_of(stream.read(MAX_BYTES + 1), path.name)
    if not isinstance(found, Written):
        return f"{path}: {found.message}; {found.help}"
    day = asked.day or found.date or dateline_of(found.text)
    if day is None:
        return f"{path}: on which day was it written? Say --date 2025-11-17"
    return Told(Text(path.stem, found.text, day, found.title), read(found.text, day, asked.names, asked.weights()).drafts)
