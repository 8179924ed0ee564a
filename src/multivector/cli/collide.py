"""Ask what breaks: which promises cannot be kept in a course of events, and what one more promise would break.

With --scenario, says what cannot be kept if just that happens, and the cheapest way out. Events are written as in clauses:
"az attacks am and am asks for help"; readings too: "ru sees a threat in minerals". With --candidate, says what the commitments
of a YAML file would break, whatever else happens; with both, counts them as given in the scenario. With neither, tells
every collision of the dossier, like the lens `commitments`.

Exit codes: 0 answered; 1 nothing to work with, or errors in the file; 2 the scenario cannot be read.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.cli.common import add_as_of, add_dossier, add_language, read
from multivector.lenses.commitments import commitments
from multivector.lenses.commitments.course import course
from multivector.load import with_file
from multivector.model.clauses import parse_scenario
from multivector.model.entries import Commitment
from multivector.model.ledger import Ledger, ledger_of, plain
from multivector.model.problems import Mistake
from multivector.model.vocabulary import words_of
from multivector.views.problems import format_problem
from multivector.views.sections.collide import candidates_section, course_section
from multivector.views.sections.commitments import commitments_section
from multivector.views.text import render_text

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_dossier(parser)
    add_language(parser)
    add_as_of(parser)
    parser.add_argument("--scenario", metavar="EVENTS", help='what happens, as "az attacks am and am asks for help"')
    parser.add_argument("--candidate", metavar="FILE", help="a YAML file of commitments that nobody gave so far")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Ask what breaks."""
    loaded = read(arguments.dossier)
    if loaded is None:
        return 1
    ledger, asked = loaded.ledger, frozenset[str]()
    if arguments.candidate is not None:
        ids = frozenset(ledger.by_id)
        loaded, problems = with_file(loaded, arguments.candidate)
        for problem in problems:
            print(format_problem(problem), file=sys.stderr)
        if any(problem.level == "error" for problem in problems):
            return 1
        asked = frozenset(entry.id for entry in loaded.ledger.of(Commitment)) - ids
        ledger = _asked(loaded.ledger, asked)
    if arguments.scenario is not None:
        events = parse_scenario(arguments.scenario, words_of(ledger))
        if isinstance(events, Mistake):
            print(f"multivector: {events.message}: {events.help}", file=sys.stderr)
            return 2
        found = course(ledger, events, as_of=arguments.as_of, candidates=sorted(asked))
        section, answer = course_section(found, ledger, arguments.lang), plain(found)
    else:
        result = commitments(ledger, as_of=arguments.as_of)
        if arguments.candidate is None:
            section, answer = commitments_section(result, ledger, arguments.lang), result.to_plain()
        else:
            candidates = tuple(one for one in result.answer.candidates if one.commitment in asked)
            section, answer = candidates_section(candidates, ledger, arguments.lang), plain(candidates)
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(render_text(section), end="")
    return 0


def _asked(ledger: Ledger, ids: frozenset[str]) -> Ledger:
    """Take commitments for candidates."""
    entries = (
        replace(entry, candidate="yes") if isinstance(entry, Commitment) and entry.id in ids else entry for entry in ledger
    )
    return ledger_of(entries, ledger.dossier)
