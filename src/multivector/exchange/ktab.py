"""KTAB's files of the spatial model <-> a table of bargaining: its CSV and XML in, its CSV out.

CSV: a first line with the scenario's name, description, number of actors and of dimensions; a line of headings; a line an actor,
with name, description, capability, and position and salience of each dimension. Lines may end with a comma. It has no options.

XML: a `Scenario` with `name`, `desc`, `ModelParameters` (nine options), `Dimensions`, `Actors`, and `IdealAdjustment`: how far
the ideal of one actor follows the position of another; whoever is not listed keeps its own. Options that are not given are those
of the program. A document type is refused, and with it every entity. Seeds are not taken over: they seed another generator.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from multivector.engines.bargaining import Spatial, Table, table
from multivector.exchange.elements import Element, NotWellFormedError, elements
from multivector.model.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPTIONS = {
    "VictoryProbModel": "victory", "PCEModel": "pce", "StateTransitions": "transitions", "VotingRule": "voting",
    "BigRAdjust": "adjust", "BigRRange": "range", "ThirdPartyCommit": "commit", "InterVecBrgn": "interpolation",
    "BargnModel": "bargain",
}  # fmt: skip
_FIXED = 3
"""Fields of an actor before its positions."""
_MOST_ACTORS, _MOST_DIMENSIONS = 250, 50
_FIELD = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(?:,|$)')
_WHOLE = 100.0
_DIGITS = 6
_LONGEST = 400
"""The longest line that a message shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A question as KTAB has it."""

    name: str
    description: str
    table: Table
    options: Spatial


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of text with its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Row:
    """An actor as read: numbers are None where they are none."""

    name: _Cell
    capability: float | None
    position: tuple[float | None, ...]
    salience: tuple[float | None, ...]


def read_ktab(text: str, file: str) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Read a scenario, by the ending of the file's name or else by how it begins.

    What is wrong is a problem with a place, and then there is no scenario.
    """
    problems: list[Problem] = []
    ending = file.lower().rpartition(".")[2]
    xml = ending == "xml" or (ending != "csv" and text.lstrip().startswith("<"))
    found = _from_xml(text, file, problems) if xml else _from_csv(text, file, problems)
    return (None if problems else found), tuple(sorted(problems))


def write_csv(of: Table, name: str, description: str = "") -> str:
    """Give a table in KTAB's CSV, which has neither options nor accommodation; numbers lose nothing."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([name, description, len(of.actors), len(of.dimensions)])
    rows.writerow(["Actor", "Description", "Power", *(head for one in of.dimensions for head in (one, f"{one} salience"))])
    for at, actor in enumerate(of.actors):
        pairs = zip(of.position[at].tolist(), of.salience[at].tolist(), strict=True)
        rows.writerow([actor, "", repr(float(of.capability[at])), *(repr(number) for pair in pairs for number in pair)])
    return out.getvalue()


def _from_csv(text: str, file: str, problems: list[Problem]) -> Scenario | None:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    rows = [_cells(line, number, file) for number, line in lines]
    place = rows[0][0].place if rows else Place(file, 1, 1)
    counts = [_count(cell) for cell in rows[0][2:4]] if rows else []
    if len(counts) < 2 or None in counts or len(rows) < 2:  # noqa: PLR2004  # two counts, two lines of heads
        problems.append(
            _problem(place, "ktab-head", "this is no KTAB file", "its first line has name, description, actors and dimensions")
        )
        return None
    actors, dimensions = (count or 0 for count in counts)
    if not (1 <= actors <= _MOST_ACTORS and 1 <= dimensions <= _MOST_DIMENSIONS):
        help_ = f"at most {_MOST_ACTORS} actors and {_MOST_DIMENSIONS} dimensions can be run"
        problems.append(_problem(rows[0][2].place, "ktab-size", f"{actors} actors in {dimensions} dimensions", help_))
        return None
    if len(rows) - 2 != actors:
        help_ = "put the right number into the first line, or add what is missing"
        problems.append(_problem(rows[0][2].place, "ktab-count", f"{len(rows) - 2} actors follow, not {actors}", help_))
    wanted = _FIXED + 2 * dimensions
    heads = [cell.text for cell in rows[1][_FIXED:wanted:2]]
    read = [_row(row, wanted, problems) for row in rows[2:]]
    names = tuple(head or f"dimension {at + 1}" for at, head in enumerate(heads)) if len(heads) == dimensions else None
    made = _table([row for row in read if row is not None], names or _numbered(dimensions), None, place, problems)
    return None if made is None else Scenario(rows[0][0].text, rows[0][1].text, made, Spatial())


def _cells(line: str, number: int, file: str) -> list[_Cell]:
    """Divide a line into its fields, each with its place; an empty last one is left out."""
    cells: list[_Cell] = []
    at = 0
    while at < len(line) or not cells:
        match = _FIELD.match(line, at)
        if match is None:  # a quotation that does not end
            cells.append(_Cell(line[at:].strip().strip('"'), _at(line, number, file, at)))
            break
        group = 1 if match[1] is not None else 2
        cells.append(_Cell(match[group].replace('""', '"'), _at(line, number, file, match.start(group), len(match[group]))))
        at = match.end()
        if match.end() == match.start():
            break
    return cells


def _row(cells: list[_Cell], wanted: int, problems: list[Problem]) -> _Row | None:
    given = len(cells) - (1 if cells[-1].text == "" and len(cells) > wanted else 0)
    if given != wanted:
        help_ = "name, description, capability, and position and salience of each dimension"
        problems.append(_problem(cells[0].place, "ktab-row", f"{given} values, not {wanted}", help_))
        return None
    capability, *pairs = (_number(cell, problems) for cell in cells[2:wanted])
    return _Row(cells[0], capability, tuple(pairs[0::2]), tuple(pairs[1::2]))


def _from_xml(text: str, file: str, problems: list[Problem]) -> Scenario | None:
    try:
        root = elements(text, file)
    except NotWellFormedError as error:
        problems.append(_problem(error.place, "ktab-xml", str(error), error.help))
        return None
    if root.tag != "Scenario":
        problems.append(_problem(root.place, "ktab-head", f"{root.tag!r} is no scenario of KTAB", "its root is `Scenario`"))
        return None
    dimensions = tuple(one.text for one in root.all("Dimensions", "dName"))
    actors = root.all("Actors", "Actor")
    if not dimensions or not actors or len(actors) > _MOST_ACTORS or len(dimensions) > _MOST_DIMENSIONS:
        help_ = f"it needs both, at most {_MOST_ACTORS} and {_MOST_DIMENSIONS}"
        problems.append(_problem(root.place, "ktab-size", f"{len(actors)} actors in {len(dimensions)} dimensions", help_))
        return None
    rows = [_actor(one, len(dimensions), problems) for one in actors]
    options = _options(root, problems)
    pulls = _accommodation(root, [one.first("name").text for one in actors], problems)
    made = _table([row for row in rows if row is not None], dimensions, pulls, root.place, problems)
    if made is None:
        return None
    return Scenario(root.first("name").text, root.first("desc").text, made, options)


def _actor(of: Element, dimensions: int, problems: list[Problem]) -> _Row | None:
    position, salience = of.all("Position", "dCoord"), of.all("Salience", "dSal")
    if len(position) != dimensions or len(salience) != dimensions:
        found = f"{len(position)} positions and {len(salience)} saliences"
        problems.append(_problem(of.place, "ktab-row", f"{found}, not {dimensions} of each", "give one of each dimension"))
        return None
    numbers = [[_number(_Cell(one.text, one.place), problems) for one in each] for each in (position, salience)]
    name, capability = of.first("name"), of.first("capability")
    return _Row(
        _Cell(name.text, name.place),
        _number(_Cell(capability.text, capability.place), problems),
        tuple(numbers[0]),
        tuple(numbers[1]),
    )


def _options(root: Element, problems: list[Problem]) -> Spatial:
    chosen: dict[str, Any] = {}
    known = {field.name for field in fields(Spatial)}
    for one in root.first("ModelParameters").children:
        name = _OPTIONS.get(one.tag)
        if name is None:
            help_ = f"there are: {', '.join(_OPTIONS)}"
            problems.append(_problem(one.place, "ktab-option", f"there is no option {one.tag!r}", help_))
            continue
        assert name in known  # noqa: S101  # the table above is ours
        try:
            Spatial(**{name: one.text})  # type: ignore[arg-type]  # it refuses what it does not know
        except ValueError as error:
            problems.append(_problem(one.place, "ktab-option", f"{one.tag}: {one.text!r} is no choice", str(error)))
        else:
            chosen[name] = one.text
    return Spatial(**chosen)


def _accommodation(root: Element, names: Sequence[str], problems: list[Problem]) -> list[list[float]] | None:
    pairs = root.all("IdealAdjustment", "iaPair")
    if not pairs:
        return None
    shares = [[float(one == other) for other in range(len(names))] for one in range(len(names))]
    for pair in pairs:
        ends = [pair.first("adjustingIdeal"), pair.first("referencePos")]
        unknown = [end for end in ends if end.text not in names]
        problems += [
            _problem(end.place, "ktab-actor", f"there is no actor {end.text!r}", "name one of the actors") for end in unknown
        ]
        adjust = pair.first("adjust")
        value = _number(_Cell(adjust.text, adjust.place), problems)
        if not unknown and value is not None:
            shares[names.index(ends[0].text)][names.index(ends[1].text)] = value
    return shares


def _table(
    rows: list[_Row],
    dimensions: tuple[str, ...],
    pulls: list[list[float]] | None,
    place: Place,
    problems: list[Problem],
) -> Table | None:
    """Make the table, unless a number is out of its range or a name stands twice."""
    seen: set[str] = set()
    for row in rows:
        problems += _wrong(row, seen)
        seen.add(row.name.text)
    if problems:
        return None
    try:
        return table(
            [row.name.text for row in rows],
            [[each or 0.0 for each in row.position] for row in rows],  # none of them is missing, or there were problems
            [[each or 0.0 for each in row.salience] for row in rows],
            [row.capability or 0.0 for row in rows],
            dimensions=dimensions,
            accommodation=pulls,
        )
    except ValueError as error:
        problems.append(_problem(place, "ktab-table", str(error), "see what the file gives for it"))
        return None


def _wrong(row: _Row, seen: set[str]) -> Iterator[Problem]:
    place, name = row.name.place, row.name.text
    if not name or name in seen:
        found = f"an actor {name!r} stands there already" if name else "an actor has no name"
        yield _problem(place, "ktab-actor", found, "give each a name of its own")
    if row.capability is not None and row.capability < 0:
        yield _problem(place, "ktab-range", f"the capability of {name!r} is {row.capability:g}", "it is at least 0")
    if any(each is not None and not 0 <= each <= _WHOLE for each in row.position):
        yield _problem(place, "ktab-range", f"a position of {name!r} is not between 0 and 100", "scales go from 0 to 100")
    saliences = [each for each in row.salience if each is not None]
    if any(each < 0 for each in saliences) or sum(saliences) > _WHOLE:
        found = f"the saliences of {name!r} add up to {sum(saliences):g}"
        yield _problem(place, "ktab-range", found, "each is at least 0, and all of an actor are at most 100 together")


def _number(cell: _Cell, problems: list[Problem]) -> float | None:
    try:
        value = float(cell.text)
    except ValueError:
        value = math.nan
    if math.isfinite(value) and "_" not in cell.text:
        return value
    problems.append(_problem(cell.place, "ktab-number", f"{cell.text!r} is no number", "write it as 12.5"))
    return None


def _count(cell: _Cell) -> int | None:
    return int(cell.text) if cell.text.isascii() and cell.text.isdigit() and len(cell.text) <= _DIGITS else None


def _numbered(dimensions: int) -> tuple[str, ...]:
    return tuple(f"dimension {at + 1}" for at in range(dimensions))


def _at(line: str, number: int, file: str, start: int, width: int = 1) -> Place:
    shown = line if len(line) <= _LONGEST else ""
    return Place(file, number, start + 1, max(width, 1), shown, start + 1)


def _problem(place: Place, code: str, message: str, help_: str) -> Problem:
    return Problem(place, code, message[:_LONGEST], help_)
