"""What a file of KTAB's says, in either format, and the rules that its numbers and names keep."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, get_args

import numpy as np

from multivector.engines.bargaining import Spatial, Table, options, table
from multivector.model.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

Locate: TypeAlias = Callable[[int, int], Place]
"""Gives the place of a piece of a text, by where it starts and how long it is."""

OPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "VictoryProbModel": ("victory", get_args(options.Victory)),
    "PCEModel": ("pce", get_args(options.Pce)),
    "StateTransitions": ("transitions", get_args(options.Transitions)),
    "VotingRule": ("voting", get_args(options.Voting)),
    "BigRAdjust": ("adjust", get_args(options.Adjust)),
    "BigRRange": ("range", get_args(options.Range)),
    "ThirdPartyCommit": ("commit", get_args(options.Commit)),
    "InterVecBrgn": ("interpolation", get_args(options.Interpolation)),
    "BargnModel": ("bargain", get_args(options.Bargain)),
}
"""KTAB's name of each option, ours, and what it may be."""

MOST_ACTORS, MOST_DIMENSIONS = 1000, 100
"""More are a mistake or an attack: work grows with the third power of actors, and KTAB takes 250."""
_MOST_PROBLEMS = 100
_SCALE, _SLACK = 100.0, 1e-9
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A question of collective bargaining as KTAB keeps it.

    Attributes:
        name: Its name.
        description: What it is about.
        table: Who pulls where, on scales from 0 to 100.
        descriptions: Of the actors, in their order.
        options: Those that the file gives, the usual ones for the rest.
        seed: The seed that the file gives; None if it gives none. KTAB's stream of it is not ours.
    """

    name: str
    description: str
    table: Table
    descriptions: tuple[str, ...]
    options: Spatial
    seed: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a file without the blanks around it, where it starts and how long it is."""

    text: str
    start: int
    width: int = 1

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Row:
    """An actor as it is written."""

    name: Cell
    description: Cell
    capability: Cell
    position: tuple[Cell, ...]
    salience: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """How far an actor's ideal follows the position of another, as it is written."""

    actor: Cell
    other: Cell
    share: Cell


@dataclass(slots=True)
class Wrong:
    """What is wrong with a file, so far."""

    place: Locate
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, at: Cell, message: str, advice: str) -> None:
        """Note a mistake; beyond the first hundred nobody would read them."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(self.place(at.start, max(at.width, 1)), f"ktab-{code}", message, advice))


def table_of(dimensions: Sequence[Cell], rows: Sequence[Row], follows: Sequence[Follows], wrong: Wrong) -> Table | None:
    """Make a table of what is written, or say what stands against it; every row has a cell for every dimension."""
    _once(dimensions, "dimension", wrong)
    _once([row.name for row in rows], "actor", wrong)
    x = [[_number(cell, f"position of {row.name.line}", _SCALE, wrong) for cell in row.position] for row in rows]
    s = [[_number(cell, f"salience of {row.name.line}", _SCALE, wrong) for cell in row.salience] for row in rows]
    w = [_number(row.capability, f"capability of {row.name.line}", math.inf, wrong) for row in rows]
    shares = _shares(rows, follows, wrong)
    if wrong.problems:
        return None
    salience, capability = np.array(s), np.array(w)
    for row, total in zip(rows, salience.sum(axis=-1), strict=True):
        if total > _SCALE + _SLACK:
            message = f"the saliences of {row.name.line} add up to {total:g}: they are shares of all that an actor cares about"
            wrong.tell("range", row.salience[-1], message, "bring them to at most 100 in all")
    cares = (salience > 0) & (capability > 0)[:, None]
    for each, cell in enumerate(dimensions):
        if not cares[:, each].any():
            message = f"nobody who has any capability cares about {cell.line}"
            wrong.tell("range", cell, message, "give somebody a salience there, or leave the dimension out")
    if wrong.problems:
        return None
    names = [row.name.line for row in rows]
    return table(names, x, salience, capability, dimensions=[cell.line for cell in dimensions], accommodation=shares)


def few_enough(count: int, most: int, what: str, at: Cell, wrong: Wrong) -> bool:
    """Tell whether there are some, and not too many."""
    if 0 < count <= most:
        return True
    message = f"there are {count} {what}" if count else f"there are no {what}"
    wrong.tell("shape", at, message, f"a table has 1 to {most}")
    return False


def _once(cells: Sequence[Cell], what: str, wrong: Wrong) -> None:
    """Refuse names that are missing, and those that stand twice."""
    seen: set[str] = set()
    for cell in cells:
        if not cell.line:
            wrong.tell("name", cell, f"the {what} has no name", "give it one")
        elif cell.line in seen:
            wrong.tell("name", cell, f"there is another {what} {cell.line!r}", "give each a name of its own")
        seen.add(cell.line)


def _number(cell: Cell, what: str, most: float, wrong: Wrong) -> float:
    """Read a number from 0 up; what is none is told, and stands as 0 until the file is refused."""
    value = float(cell.text) if _NUMBER.fullmatch(cell.text) else math.nan
    if not math.isfinite(value):
        message = f"the {what} is missing" if not cell.text else f"the {what} is no number: {cell.text!r}"
        wrong.tell("number", cell, message, "write a number, with a point before its decimals; nothing is taken for 0")
        return 0.0
    if not 0 <= value <= most:
        ends = "is below 0" if value < 0 else f"is above {most:g}"
        advice = "it is at least 0" if most == math.inf else f"bring it to the scale from 0 to {most:g}"
        wrong.tell("range", cell, f"the {what} {ends}: {cell.text}", advice)
        return 0.0
    return value


def _shares(rows: Sequence[Row], follows: Sequence[Follows], wrong: Wrong) -> Floats | None:
    """Give how far ideals follow positions; everybody's follow their own, but where the file says otherwise."""
    if not follows:
        return None
    index = {row.name.line: number for number, row in enumerate(rows)}
    found = np.eye(len(rows))
    for cell in _unknown(follows, index):
        wrong.tell("name", cell, f"there is no actor {cell.line!r}", f"write one of {', '.join(index)}")
    known = [each for each in follows if each.actor.line in index and each.other.line in index]
    times = Counter((each.actor.line, each.other.line) for each in known)
    for each in known:
        pair = each.actor.line, each.other.line
        if times[pair] > 1:
            message = f"how far {pair[0]} follows {pair[1]} is said {times[pair]} times"
            wrong.tell("name", each.actor, message, "say it once")
        found[index[pair[0]], index[pair[1]]] = _number(each.share, f"share in which {pair[0]} follows {pair[1]}", 1.0, wrong)
    sums = found.sum(axis=1)
    for name in dict.fromkeys(each.actor.line for each in known):
        if sums[index[name]] > 1 + _SLACK:
            last = next(each.share for each in reversed(known) if each.actor.line == name)
            message = f"the ideal of {name} follows positions by {sums[index[name]]:g} in all, which is more than 1"
            wrong.tell("range", last, message, "say also how far it follows its own position: where nothing is said, that is 1")
    return found


def _unknown(follows: Sequence[Follows], index: dict[str, int]) -> Iterator[Cell]:
    return (cell for each in follows for cell in (each.actor, each.other) if cell.line not in index)
