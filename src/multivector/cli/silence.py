"""Ask of one figure why it is not published, and what follows from other judgements than the ledger's.

With --set, a judgement is taken at another range for this answer; nothing is written. The names are those of the file
format: expects, compares, no-total, cost, leak, cover-up, and WHO.loss and WHO.begins of an audience; sigma, q, c, l and k
stand for the same. Shares are written 50..80 % or 0.5..0.8, costs in the units of the losses.

Exit codes: 0 answered; 1 nothing to work with, or no such withholding; 2 a setting cannot be read.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.cli.common import add_as_of, add_dossier, add_language, read
from multivector.lenses.silence import SilenceAnswer, silence
from multivector.model.entries import Withholding
from multivector.views.sections.silence import silence_section
from multivector.views.text import render_text

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("id", metavar="ID", help="the withholding")
    add_dossier(parser)
    add_language(parser)
    add_as_of(parser)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=RANGE",
        help="take another range for a judgement, as sigma=0.5..0.8; repeat for several",
    )
    parser.add_argument("--draws", type=int, default=2000, help="how many sets of judgements are drawn (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the draws (default: 1)")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Ask of one figure."""
    loaded = read(arguments.dossier)
    if loaded is None:
        return 1
    entry = loaded.ledger.by_id.get(arguments.id)
    if not isinstance(entry, Withholding):
        there = ", ".join(one.id for one in loaded.ledger.of(Withholding)) or "none"
        print(f"multivector: there is no withholding {arguments.id!r}; there are: {there}", file=sys.stderr)
        return 1
    suppose = f"{entry.id}: {', '.join(arguments.set)}" if arguments.set else ""
    try:
        result = silence(loaded.ledger, as_of=arguments.as_of, suppose=suppose, draws=arguments.draws, seed=arguments.seed)
    except ValueError as error:
        print(f"multivector: {error}", file=sys.stderr)
        return 2
    rows = tuple(row for row in result.answer.rows if row.withholding == entry.id)
    caveats = (
        replace(one, values=tuple((name, 1) for name, _ in one.values), because=(entry.id,))  # each counts withholdings
        for one in result.caveats
        if entry.id in one.because
    )
    result = replace(result, answer=SilenceAnswer(rows=rows), caveats=tuple(caveats))
    print(result.to_json() if arguments.json else render_text(silence_section(result, loaded.ledger, arguments.lang)), end="")
    if arguments.json:
        print()
    return 0
