"""Measure how alike states vote, year by year, from a table of votes of yours.

The file is CSV with the columns state, roll, vote and year (or date); see the page of the how-to. Told are, for each pair and
year, on how many roll calls both voted, their agreement, S, and Cohen's kappa and Scott's pi weighted by squares; with --json all
ten measures. Absence is no abstention; a year is that of the date given; nothing is said where chance leaves nothing to tell.

Exit codes: 0 measured; 1 nothing to work with.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.cli.common import add_language
from multivector.engines.votes import contested, yearly
from multivector.exchange.votes import read_votes
from multivector.files.text import decode
from multivector.views.problems import format_problem
from multivector.views.sections.votes import votes_section
from multivector.views.text import render_text

if TYPE_CHECKING:
    import argparse

    from multivector.engines.votes import Ballots


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a CSV file of votes")
    parser.add_argument("--of", required=True, metavar="STATE", help="whose votes are compared, as the file writes it")
    parser.add_argument("--with", required=True, dest="others", metavar="STATES", help="with whose, divided by commas")
    parser.add_argument("--contested", action="store_true", help="leave out roll calls on which all who voted voted alike")
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print all measures as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Measure votes."""
    file = Path(arguments.file)
    try:
        data = file.read_bytes()
    except OSError as error:
        print(f"multivector: cannot read {file}: {error.strerror}", file=sys.stderr)
        return 1
    text, problems = decode(data, file.as_posix())
    made, wrong = (None, ()) if text is None else read_votes(text, file.as_posix())
    for problem in (*problems, *wrong):
        print(format_problem(problem), file=sys.stderr)
    others = [one.strip() for one in arguments.others.split(",") if one.strip()]
    unknown = [] if made is None else [one for one in (arguments.of, *others) if one not in made.states]
    if unknown:
        print(f"multivector: nobody called {unknown[0]!r} votes in {file}", file=sys.stderr)
    if made is None or unknown:
        return 1
    rows = _rows(contested(made) if arguments.contested else made, arguments.of, others)
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(render_text(votes_section(rows, arguments.of, arguments.lang)), end="")
    return 0


def _rows(of: Ballots, state: str, others: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for year, found in yearly(of):
        for other in others:
            if state in found.states and other in found.states:
                at = found.states.index(state), found.states.index(other)
                told = {name: None if math.isnan(value) else round(value, 12) for name, value in found.of(state, other).items()}
                rows.append({"year": year, "with": other, "n": int(found.n[at]), **told})
    return rows
