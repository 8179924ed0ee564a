"""Say what is wrong with a dossier, where, and what to do.

Prints every problem as file:line:column with the line and a caret under what is meant. Errors mean that something
was left out of the ledger or cannot be true; warnings, that something is probably wrong; infos, that it could be better.
The count of entries and problems goes to the error stream.

Exit codes: 0 no errors; 1 errors.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from multivector.cli.common import add_dossier
from multivector.load import load
from multivector.model.ledger import plain
from multivector.views.problems import format_problem, github_annotation

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_dossier(parser)
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to print (default: text)")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument(
        "--texts", metavar="FOLDER", help="where the texts of sources lie, as ID.txt (default: texts/ in the dossier)"
    )
    parser.add_argument("--quiet", action="store_true", help="print errors and warnings only, no infos")


def run(arguments: argparse.Namespace) -> int:
    """Check a dossier."""
    loaded = load(arguments.dossier, texts=arguments.texts)
    problems = [problem for problem in loaded.problems if not (arguments.quiet and problem.level == "info")]
    if arguments.format == "json":
        print(json.dumps([{"level": problem.level, **plain(problem)} for problem in problems], ensure_ascii=False, indent=2))
    else:
        show = format_problem if arguments.format == "text" else github_annotation
        for problem in problems:
            print(show(problem))
        levels = Counter(problem.level for problem in problems)
        counts = ", ".join(
            f"{levels[level]} {level}{'s' if levels[level] != 1 else ''}"
            for level in ("error", "warning", "info")
            if levels[level]
        )
        print(f"{len(loaded.ledger)} entries: {counts or 'no problems'}", file=sys.stderr)
    return 1 if loaded.errors else 0
