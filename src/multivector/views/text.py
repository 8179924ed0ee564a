"""Blocks -> plain text for a terminal: paragraphs wrapped, tables aligned, references as `[id]`.

Pictures are left out: what they show stands in the tables and sentences beside them.
"""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from multivector.views.blocks import Items, Paragraph, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.views.blocks import Inline, Section

MOST_REFERENCES = 3
"""References shown after one statement; the rest are counted. `--json` gives them all."""


def render_text(section: Section, width: int = 100, level: int = 1) -> str:
    """Give a section, and those under it, as text of at most `width` columns (tables may be wider)."""
    return "\n".join(_section(section, width, level)) + "\n"


def _section(section: Section, width: int, level: int) -> Iterator[str]:
    yield section.title
    yield ("=" if level == 1 else "-") * min(columns(section.title), width)
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
            return textwrap.wrap(_inline(runs), width) or [""]
        case Items(items, numbered):
            return [
                row
                for position, item in enumerate(items, 1)
                for row in textwrap.wrap(
                    _inline(item),
                    width,
                    initial_indent=f"{position}. " if numbered else "- ",
                    subsequent_indent="   " if numbered else "  ",
                )
            ]
        case Table():
            return _table(block)


def _table(table: Table) -> list[str]:
    cells = [list(table.head), *([_inline(cell) for cell in row] for row in table.rows)]
    widths = [max(columns(row[column]) for row in cells) for column in range(len(table.head))]
    rows = [
        "  ".join(_padded(text, widths[column], right=column in table.figures) for column, text in enumerate(row)).rstrip()
        for row in cells
    ]
    rule = "  ".join("-" * width for width in widths)
    return [*([table.caption] if table.caption else []), rows[0], rule, *rows[1:]]


def _inline(runs: Inline) -> str:
    return "".join(run.text + _references(run.because) for run in runs)


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
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
