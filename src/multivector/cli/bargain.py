"""Forecast where a contested question ends: of a dossier, or of a file of KTAB (its XML or CSV).

Every model stands beside the weighted mean and the median voter, with the interval of many draws, the way of every actor, what
the answer hangs on, and whom it would pay to persuade. The numbers of a KTAB file have no ranges: --spread says by how many per
cent each may be off. --set takes options of the spatial model, as voting=Cubic; `--set ktab_compat=yes` keeps the defects of KTAB
itself. With --csv, prints the table in KTAB's CSV; with --entry, as entries of a dossier; both at the middle of all ranges.

Exit codes: 0 answered; 1 nothing to work with, or errors in the file; 2 an option is none.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.batch.engines import engine
from multivector.cli.common import add_as_of, add_dossier, add_language, read
from multivector.engines.bargaining import Spatial, Stopping
from multivector.exchange.ktab import read_csv, read_xml, write_csv
from multivector.exchange.questions import entries_of
from multivector.files.lines import Lines
from multivector.files.text import decode
from multivector.files.write import write_entries
from multivector.lenses.bargaining import contest_of
from multivector.lenses.bargaining.outcomes import Setting, levers_of
from multivector.lenses.bargaining.tables import Bargained, bargained, spread_of
from multivector.lenses.dealings import looked_at
from multivector.model.entries import Question
from multivector.model.ledger import ledger_of, plain
from multivector.views.problems import format_problem
from multivector.views.sections.bargaining import contest_section, persuasion_table
from multivector.views.text import render_text

if TYPE_CHECKING:
    import argparse

    from multivector.engines.bargaining import Table
    from multivector.model.ledger import Ledger

_ENDINGS = {".csv", ".xml"}
_DRAWS = 20
"""Draws over which persuasion is averaged; each costs four runs for every actor and scale."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What is to be run, and the ledger that names what is in it."""

    found: Bargained
    ledger: Ledger
    options: Spatial
    table: Table
    """With the names that the file gives."""
    name: str
    description: str = ""
    descriptions: tuple[str, ...] = ()
    """Of the actors; none where the question is of a dossier."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("what", metavar="ID|FILE", help="the question, or a file that ends in .xml or .csv")
    add_dossier(parser)
    add_language(parser)
    add_as_of(parser)
    parser.add_argument("--prefer", metavar="SOURCE", help="the source or judge whose seats count alone where there are any")
    parser.add_argument("--members", type=int, default=500, help="how many tables are drawn from the ranges (default: 500)")
    parser.add_argument("--seed", type=int, default=1, help="of the draws (default: 1)")
    parser.add_argument("--workers", type=int, default=1, help="processes that run them; the answer is the same (default: 1)")
    parser.add_argument("--spread", type=float, default=10.0, help="per cent by which numbers of a file may be off (default: 10)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="an option of the spatial model")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print the answer as JSON")
    how.add_argument("--csv", action="store_true", help="print the table in KTAB's CSV")
    how.add_argument("--entry", action="store_true", help="print the table as entries of a dossier")


def run(arguments: argparse.Namespace) -> int:
    """Forecast one question."""
    asked = _asked(arguments)
    if asked is None:
        return 1
    if arguments.csv:
        told = {"name": asked.name, "description": asked.description}
        print(write_csv(asked.table, **told, descriptions=asked.descriptions), end="")
        return 0
    if arguments.entry:
        print(write_entries([asked.ledger.by_id[asked.found.question], *_actors(asked)]), end="")
        return 0
    options = _options(arguments.set, asked.options)
    wrong = options if isinstance(options, str) else _refused(arguments)
    if isinstance(options, str) or wrong:
        print(f"multivector: {wrong}", file=sys.stderr)
        return 2
    with ExitStack() as open_:
        mapped: Any = map
        if arguments.workers > 1:
            mapped = open_.enter_context(engine("processes", arguments.workers))().map
        how = Setting(arguments.members, arguments.seed, options, mapped)
        try:
            contest = contest_of(asked.found, how)
            levers = [levers_of(asked.found, replace(how, members=_DRAWS), at) for at in range(len(asked.found.scales))]
        except ValueError as error:
            print(f"multivector: this table cannot be run: {error}", file=sys.stderr)
            return 1
    if arguments.json:
        answer = {"contest": plain(contest), "options": plain(options), "persuasion": plain(tuple(levers))}
        print(json.dumps(answer, ensure_ascii=False, indent=2, sort_keys=True))
        return 0
    print(render_text(contest_section(contest, how.members, asked.ledger, arguments.lang)))
    for scale, found in zip(asked.found.scales, levers, strict=True):
        print(render_text(persuasion_table(scale, found, asked.ledger, arguments.lang)), end="")
    return 0


def _asked(arguments: argparse.Namespace) -> _Asked | None:
    """Find what is to be run; None, and told on the error stream, where there is nothing."""
    file = Path(arguments.what)
    if file.suffix.lower() in _ENDINGS:
        if not 0 <= arguments.spread <= 100:  # noqa: PLR2004  # per cent
            print("multivector: --spread lies between 0 and 100", file=sys.stderr)
            return None
        return _of_file(file, arguments.spread / 100)
    loaded = read(arguments.dossier)
    if loaded is None:
        return None
    ledger, _ = looked_at(loaded.ledger, arguments.as_of)
    entry = ledger.by_id.get(arguments.what)
    if not isinstance(entry, Question) or not entry.seats:
        there = ", ".join(one.id for one in ledger.of(Question) if one.seats) or "none"
        print(f"multivector: there is no question {arguments.what!r} with seats; there are: {there}", file=sys.stderr)
        return None
    found = bargained(entry, arguments.prefer)
    if found is None:
        print(f"multivector: the table of {entry.id!r} cannot be run; see `multivector check`", file=sys.stderr)
        return None
    return _Asked(found, ledger, Spatial(), found.of.table, entry.id)


def _of_file(file: Path, share: float) -> _Asked | None:
    try:
        data = file.read_bytes()
    except OSError as error:
        print(f"multivector: cannot read {file}: {error.strerror}", file=sys.stderr)
        return None
    text, problems = decode(data, file.as_posix())
    reads = read_xml if file.suffix.lower() == ".xml" else read_csv
    scenario, wrong = (None, ()) if text is None else reads(text, partial(Lines(text).place, file.as_posix()))
    for problem in (*problems, *wrong):
        print(format_problem(problem), file=sys.stderr)
    if scenario is None:
        return None
    question, actors = entries_of(scenario.table, scenario.name)
    ledger = ledger_of([question, *actors])
    found = spread_of(question, scenario.table, share)
    told = (scenario.name, scenario.description, scenario.descriptions)
    return _Asked(found, ledger, scenario.options, scenario.table, *told)


def _actors(asked: _Asked) -> list[Any]:
    ids = dict.fromkeys(one.actor for one in asked.found.sat)
    return [asked.ledger.by_id[id_] for id_ in ids if id_ in asked.ledger.by_id]


def _options(settings: list[str], options: Spatial) -> Spatial | str:
    """Give the options with the settings; a text says what is wrong."""
    kinds = {field.name: type(getattr(options, field.name)) for field in fields(Spatial)}
    chosen: dict[str, Any] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name == "turns" and value.isdigit() and int(value) > 0:
            chosen["stopping"] = Stopping(most=int(value))
        elif name in kinds and kinds[name] is not Stopping:
            chosen[name] = value in {"yes", "true", "1"} if kinds[name] is bool else value
        else:
            names = ", ".join(("turns", *(name for name, kind in kinds.items() if kind is not Stopping)))
            return f"{setting!r} is no setting of the model; it has: {names}"
    try:
        return replace(options, **chosen)
    except ValueError as error:
        return str(error)


def _refused(arguments: argparse.Namespace) -> str:
    """Say what is wrong with the numbers of the command line; nothing if they are right."""
    most = 1_000_000
    if not 1 <= arguments.members <= most:
        return f"--members lies between 1 and {most:,}"
    if not 1 <= arguments.workers <= 1000 or not 0 <= arguments.seed < 2**32:  # noqa: PLR2004  # more than any machine has
        return "--workers lies between 1 and 1000, and --seed is a whole number from 0 to 2**32 - 1"
    return ""
