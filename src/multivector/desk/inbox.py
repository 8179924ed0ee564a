"""Texts that lie in a dossier's `inbox/` -> articles, read against its ledger. Nothing is written, nothing enters the ledger."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from multivector.desk.items import Asked, Told, told_in
from multivector.load import INBOX_FOLDER
from multivector.reader.actors import known
from multivector.reader.articles import Article
from multivector.reader.documents import ENDINGS
from multivector.reader.drafting import weights
from multivector.reader.match import index, matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from multivector.model.ledger import Ledger

MOST = 20
"""Texts of an inbox that a briefing shows; `multivector read` takes any number."""
_HEADLINE = 160
"""Code points within which a first line is a headline, rather than the beginning of the text."""
_NOTICES = ("учебный текст", "exercise")


def inbox(folder: Path) -> tuple[Path, ...]:
    """Give the texts that wait in a dossier, by name; links out of it are not followed."""
    place = folder / INBOX_FOLDER
    if not place.is_dir() or place.is_symlink():
        return ()
    with os.scandir(place) as inside:
        names = [each.name for each in inside if each.is_file(follow_symlinks=False) and not each.name.startswith(".")]
    return tuple(place / name for name in sorted(names) if (place / name).suffix.lower() in ENDINGS)[:MOST]


def articles(paths: Iterable[Path], ledger: Ledger) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Read texts against a ledger; and say which could not be read, and why."""
    files = tuple(paths)
    if not files:
        return (), ()
    held = index(ledger)
    read = weights()
    told = list(told_in(files, Asked(known(ledger), lambda: read)))
    found = [each for each in told if isinstance(each, Told)]
    return (
        tuple(
            Article(
                name=each.text.name,
                title=title,
                day=each.text.day,
                text=each.text.content,
                drafts=each.drafts,
                matches=matches(each.drafts, each.text.content, held, each.text.day),
                notice=notice,
            )
            for each in found
            for notice, title in [_head(each)]
        ),
        tuple(each for each in told if isinstance(each, str)),
    )


def _head(told: Told) -> tuple[str, str]:
    """Give the notice and the headline of a text."""
    lines = _lines(told.text.content)
    first = next(lines, "")
    notice = first if first.lower().startswith(_NOTICES) else ""
    second = next(lines, "") if notice else first
    headline = second if 0 < len(second) <= _HEADLINE else ""
    return notice, told.text.title or headline or told.text.name


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield text[start:end].strip()
        start = end + 1
