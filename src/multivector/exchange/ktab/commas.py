"""KTAB's CSV: a row of the scenario, a row of heads, a row for each actor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.bargaining import Spatial
from multivector.exchange.ktab.scenario import MOST_ACTORS, MOST_DIMENSIONS, Cell, Row, Scenario, Wrong, few_enough, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multivector.engines.bargaining import Table
    from multivector.exchange.ktab.scenario import Locate
    from multivector.model.problems import Problem

_FIELD = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=,|\Z)|([^,]*))')
_COUNT = re.compile(r"[0-9]{1,9}")
_FIRST, _FIXED = 4, 3
"""Fields of the row of the scenario, and those of a row before the first dimension."""
_LIKE = "the first row is: name, description, number of actors, number of dimensions"
_WHOLE = 100.0


def read_csv(text: str, place: Locate) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Read KTAB's CSV; None if anything is wrong with it.

    Args:
        text: What stands in the file.
        place: Gives the place of a piece of the text, by where it starts and how long it is.
    """
    wrong = Wrong(place)
    return _scenario(text, wrong), tuple(wrong.problems)


def write_csv(table: Table, *, name: str = "", description: str = "", descriptions: Sequence[str] = ()) -> str:
    """Write a table as KTAB's CSV. KTAB itself takes 3 to 250 actors, and its CSV has no reference point and no accommodation.

    Args:
        table: The table; its scales are brought to 0 to 100, as KTAB has them.
        name: Of the scenario.
        description: Of the scenario.
        descriptions: Of the actors, in their order, or none.

    Raises:
        ValueError: a text does not fit on a line, a name is missing or stands twice, or an actor lacks a description.
    """
    n, k = table.position.shape
    told = tuple(descriptions) or ("",) * n
    if len(told) != n:
        raise ValueError("there is a description of every actor or of none")
    for texts in (table.actors, table.dimensions):
        if not all(texts) or len(set(texts)) < len(texts):
            raise ValueError("every actor and every dimension has a name of its own")
    if any(each != " ".join(each.split()) for each in (name, description, *told, *table.actors, *table.dimensions)):
        raise ValueError("a name or description stands on one line, with single blanks and none around it")
    already = (table.low == 0) & (table.high == _WHOLE)
    scaled = np.clip(_WHOLE * (table.position - table.low) / (table.high - table.low), 0, _WHOLE)
    position = np.where(already, table.position, scaled)
    heads = [head for each in table.dimensions for head in (each, f"{each} Salience")]
    rows = [[name, description, str(n), str(k)], ["Actor", "Description", "Power", *heads]]
    for actor in range(n):
        pairs = np.stack([position[actor], table.salience[actor]], axis=1).ravel()
        rows.append([table.actors[actor], told[actor], *map(repr, [float(table.capability[actor]), *pairs.tolist()])])
    return "".join(f"{_joined(row)}\n" for row in rows)


def _joined(fields: Iterable[str]) -> str:
    """Join fields as KTAB's own files do, with a comma after the last."""
    return "".join(f"{_quoted(each)}," for each in fields)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & {",", '"'} else text


def _scenario(text: str, wrong: Wrong) -> Scenario | None:
    rows = list(_rows(text, wrong))
    if len(rows) < 2:  # noqa: PLR2004  # of scenario and heads
        wrong.tell("shape", Cell("", 0), "the file has no row of the scenario and row of heads", _LIKE)
        return None
    first, heads, *others = rows
    if len(first) != _FIRST:
        advice = "save it with commas between the fields" if ";" in first[0].text else _LIKE
        wrong.tell("shape", first[0], f"the first row has {len(first)} fields, not {_FIRST}", advice)
        return None
    counts = [_count(cell, what, wrong) for cell, what in zip(first[2:], ("actors", "dimensions"), strict=True)]
    if wrong.problems:
        return None
    actors, k = counts
    if actors != len(others):
        message = f"the first row says {actors} actors, and {len(others)} rows follow the heads"
        wrong.tell("shape", first[2], message, "let the number be that of the rows")
    if not (
        few_enough(len(others), MOST_ACTORS, "actors", first[2], wrong)
        and few_enough(k, MOST_DIMENSIONS, "dimensions", first[3], wrong)
    ):
        return None
    width = _FIXED + 2 * k
    for row in (heads, *others):
        if len(row) != width:
            message = f"the row has {len(row)} fields, not {width}"
            wrong.tell("shape", row[-1], message, f"{_FIXED} fields, and position and salience of each of {k} dimensions")
    if wrong.problems:
        return None
    written = [Row(row[0], row[1], row[2], tuple(row[_FIXED::2]), tuple(row[_FIXED + 1 :: 2])) for row in others]
    made = table_of(heads[_FIXED::2], written, (), wrong)
    if made is None:
        return None
    return Scenario(first[0].line, first[1].line, made, tuple(row.description.line for row in written), Spatial(), None)


def _count(cell: Cell, what: str, wrong: Wrong) -> int:
    if _COUNT.fullmatch(cell.text):
        return int(cell.text)
    wrong.tell("number", cell, f"the number of {what} is none: {cell.text!r}", _LIKE)
    return 0


def _rows(text: str, wrong: Wrong) -> Iterable[list[Cell]]:
    """Give the fields of each row that has any; empty ones at its end are commas that a program or a spreadsheet added."""
    start = 0
    for line in text.split("\n"):
        cells = _fields(line, start, wrong)
        while cells and not cells[-1].text and cells[-1].width <= 1:
            cells.pop()
        if cells:
            yield cells
        start += len(line) + 1


def _fields(line: str, start: int, wrong: Wrong) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    while at <= len(line):
        match = _FIELD.match(line, at)
        assert match is not None  # noqa: S101  # it may be empty
        quoted, bare = match.groups()
        raw = match[0].strip()
        begin = start + at + len(match[0]) - len(match[0].lstrip())
        cell = Cell(bare.strip() if quoted is None else quoted.replace('""', '"').strip(), begin, len(raw))
        if quoted is None and raw.startswith('"'):
            wrong.tell("shape", cell, "a quotation mark opens the field and does not end it", 'end it, or double it inside: ""')
        cells.append(cell)
        at = match.end() + 1
    return cells
