"""A table of votes as CSV -> ballots: who voted how on which roll call, of which year.

Columns by their heads, in any order and any case: `state` (or country, iso3, ccode), `roll` (or rcid, resolution), `vote` (yes,
abstain, no; 1, 2, 3 or the record's y, a, n; anything empty, `absent` or 8 and 9 is no vote), and `year` or `date` (its first
four digits). What cannot be read is a problem with its line; the rest is read all the same.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from multivector.engines.votes import ABSENT, ABSTAIN, NO, YES, Ballots, ballots
from multivector.model.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADS = {
    "state": ("state", "country", "iso3", "iso3c", "ccode", "country_code"),
    "roll": ("roll", "rcid", "resolution", "roll_call"),
    "vote": ("vote",),
    "year": ("year", "date"),
}
_VOTES: Mapping[str, int] = {
    "yes": YES, "y": YES, "1": YES, "abstain": ABSTAIN, "abstention": ABSTAIN, "a": ABSTAIN, "2": ABSTAIN,
    "no": NO, "n": NO, "3": NO, "": ABSENT, "absent": ABSENT, "8": ABSENT, "9": ABSENT, "na": ABSENT,
}  # fmt: skip
_MOST_TOLD = 100
_YEAR = 4


def read_votes(text: str, file: str) -> tuple[Ballots | None, tuple[Problem, ...]]:
    """Read a table of votes; None where there is no vote in it."""
    rows = csv.reader(io.StringIO(text, newline=""))
    head = [cell.strip().lower() for cell in next(rows, [])]
    columns = {name: next((head.index(one) for one in said if one in head), -1) for name, said in _HEADS.items()}
    missing = [name for name, at in columns.items() if at < 0]
    if missing:
        help_ = f"the first line names the columns; for {missing[0]} any of {', '.join(_HEADS[missing[0]])}"
        return None, (_problem(file, 1, "votes-head", f"there is no column for {', '.join(missing)}", help_),)
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    years: dict[str, int] = {}
    read: list[tuple[str, str, int, int]] = []
    try:
        for row in rows:
            if row:
                _one(row, columns, (file, rows.line_num), problems, (seen, years, read))
    except csv.Error as error:
        problems.append(
            _problem(file, rows.line_num, "votes-row", f"this is no CSV: {error}", "quote what holds quotation marks")
        )
    told = tuple(problems[:_MOST_TOLD])
    if not read:
        return None, told or (_problem(file, 1, "votes-head", "there is no vote in it", "give a line for each vote"),)
    numbers = {roll: at for at, roll in enumerate(dict.fromkeys(one[1] for one in read))}
    made = ballots(
        [one[0] for one in read], [numbers[one[1]] for one in read], [one[2] for one in read], [one[3] for one in read]
    )
    return made, told


def _one(
    row: Sequence[str],
    columns: Mapping[str, int],
    where: tuple[str, int],
    problems: list[Problem],
    told: tuple[dict[tuple[str, str], int], dict[str, int], list[tuple[str, str, int, int]]],
) -> None:
    """Read one vote, or say why not."""
    seen, years, read = told
    if len(row) <= max(columns.values()):
        problems.append(_problem(*where, "votes-row", f"{len(row)} values are too few", "give one for each column"))
        return
    state, roll, cast, when = (row[columns[name]].strip() for name in ("state", "roll", "vote", "year"))
    vote = _VOTES.get(cast.lower())
    year = int(when[:_YEAR]) if when[:_YEAR].isascii() and when[:_YEAR].isdigit() and len(when) >= _YEAR else None
    if vote is None:
        problems.append(_problem(*where, "votes-vote", f"{cast!r} is no vote", "write yes, abstain, no, or nothing"))
    elif year is None:
        problems.append(_problem(*where, "votes-year", f"{when!r} is no year", "write 2019 or 2019-12-18"))
    elif not state or not roll:
        problems.append(_problem(*where, "votes-row", "whose vote it is, or on what, is not said", "fill both columns"))
    elif seen.setdefault((state, roll), where[1]) != where[1]:
        problems.append(_problem(*where, "votes-twice", f"{state!r} voted on {roll!r} in line {seen[state, roll]}", "delete one"))
    elif years.setdefault(roll, year) != year:
        problems.append(_problem(*where, "votes-year", f"{roll!r} was in {years[roll]} before", "a roll call is of one year"))
    elif vote != ABSENT:
        read.append((state, roll, vote, year))


def _problem(file: str, line: int, code: str, message: str, help_: str) -> Problem:
    return Problem(Place(file, line, 1), code, message, help_)
