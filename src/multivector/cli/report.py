"""Write the briefing of a dossier as pages that open anywhere: no server, no network, no script needed.

Writes one page per language (en.html, kk.html, ru.html) and the result of every lens as JSON, over what was there before
under these names, and prints the paths of the pages. Texts in `inbox/` of the dossier are read, and their drafts stand at the
end, each on its sentence; no figure counts them. With --as-of they are left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.cli.common import add_as_of, add_dossier, read, say
from multivector.desk.inbox import articles, inbox
from multivector.report import write_report
from multivector.views.locale import LANGUAGES

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_dossier(parser)
    add_as_of(parser)
    parser.add_argument("--out", default="briefing", metavar="FOLDER", help="where to write (default: briefing)")
    parser.add_argument("--lang", action="append", choices=LANGUAGES, help="language; repeat for several (default: all)")
    parser.add_argument("--json", action="store_true", help="print the files written as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Write a briefing."""
    loaded = read(arguments.dossier)
    if loaded is None:
        return 1
    quiet = arguments.json or not sys.stderr.isatty()
    waiting, unread = articles(inbox(Path(arguments.dossier)) if arguments.as_of is None else (), loaded.ledger)
    for message in unread:
        say(message)
    try:
        pages = write_report(
            loaded.ledger,
            Path(arguments.out),
            languages=tuple(dict.fromkeys(arguments.lang or LANGUAGES)),
            as_of=arguments.as_of,
            articles=waiting,
            progress=(lambda _: None) if quiet else (lambda step: print(f"  {step} …", file=sys.stderr)),
        )
    except OSError as error:
        print(f"multivector: {arguments.out}: {error.strerror}", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps([str(page) for page in pages]))
    else:
        for page in pages:
            print(page)
    return 0
