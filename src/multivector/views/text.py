"""Blocks -> plain text for a terminal: paragraphs wrapped, tables aligned, references as `[id]`.

Pictures are left out: what they show stands in the tables and sentences beside them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from multivector.views.blocks import Items, Paragraph, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.views.blocks import Inline, Section

_SPACES = re.compile(r"[ \t\r\n]+")
"""Where lines may break; a no-break space holds together."""
MOST_REFERENCES = 3
"""References shown after one statement; the rest are counted. `--json` gives them all."""


def render_text(section: Section, width: int = 100, level: int = 1) -> str:
    """Give a section, and those under it, as text of at most `width` columns (tables may be wider)."""
    return "\n".join(_section(section, width, level)) + "\n"


def _section(section: Section, width: int, level: int) -> Iterator[str]:
    title = _wrapped(section.title, width)
    yield from title
    yield ("=" if level == 1 else "-") * min(max(map(columns, title)), width)
    for block in section.blocks:
        if not isinstance(block, Picture):
            yield ""
            yield from _block(block, width)
    for inner in section.sections:
        yield ""
        yield from _section(inner, width, level + 1)


def _block(block: Paragraph | Items | Table, width: int) -> Iterable[str]:
    match block:
        case Paragraph(runs):
            return _wrapped(_inline(runs), width)
        case Items(items, numbered):
            marks = [f"{position}. " if numbered else "- " for position in range(1, len(items) + 1)]
            return [row for mark, item in zip(marks, items, strict=True) for row in _wrapped(_inline(item), width, mark)]
        case _:
            return _table(block)


def _wrapped(text: str, width: int, mark: str = "") -> list[str]:
    """Break a text at its spaces into lines of at most this many columns; a word is never broken, so that ids can be copied."""
    rows: list[str] = []
    for word in filter(None, _SPACES.split(text)):
        if rows and columns(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
        else:
            rows.append((" " * len(mark) if rows else mark) + word)
    return rows or [mark.rstrip()]


def _table(table: Table) -> list[str]:
    cells = [list(table.head), *([_SPACES.sub(" ", _inline(cell)) for cell in row] for row in table.rows)]
    widths = [max(columns(row[column]) for row in cells) for column in range(len(table.head))]
    rows = [
        "  ".join(_padded(text, widths[column], right=column in table.figures) for column, text in enumerate(row)).rstrip()
        for row in cells
    ]
    rule = "  ".join("-" * width for width in widths)
    return [*([table.caption] if table.caption else []), rows[0], rule, *rows[1:]]


def _inline(runs: Inline) -> str:
    return "".join((f"[{run.text}]" if run.mark else run.text) + _references(run.because) for run in runs)


def _references(because: tuple[str, ...]) -> str:
    if not because:
        return ""
    more = len(because) - MOST_REFERENCES
    return f" [{', '.join(because[:MOST_REFERENCES])}{f' +{more}' if more > 0 else ''}]"


def _padded(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - columns(text))
    return gap + text if right else text + gap


def columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
