"""Every page of a ledger -> a folder that works from `file://`. Files are written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.files.whole import write_whole
from multivector.lenses import LENSES
from multivector.lenses.dealings import looked_at
from multivector.views.briefing import briefing
from multivector.views.html import render_html
from multivector.views.locale import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from multivector.model.ledger import Ledger
    from multivector.model.results import Result
    from multivector.reader.articles import Article


def write_report(
    ledger: Ledger,
    folder: Path,
    *,
    languages: tuple[str, ...] = LANGUAGES,
    as_of: date | None = None,
    articles: Sequence[Article] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Write the briefing in each language, and every lens's result as JSON; give the pages' paths.

    Args:
        ledger: What to brief on.
        folder: Where to write.
        languages: Of the pages.
        as_of: The day whose knowledge counts.
        articles: Texts that wait for a person: their drafts stand at the end, and in no figure.
        progress: Told each step.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    known, day = looked_at(ledger, as_of)
    results: dict[str, Result[Any]] = {}
    for name, lens in LENSES.items():
        progress(name)
        results[name] = lens(known, as_of=day)
    folder.mkdir(parents=True, exist_ok=True)
    for name, result in results.items():
        write_whole(folder / f"{name}.json", result.to_json() + "\n")
    pages = []
    for language in languages:
        progress(language)
        page = folder / f"{language}.html"
        write_whole(page, render_html(briefing(known, results, language, languages, articles)))
        pages.append(page)
    return tuple(pages)
