"""Show one entry: where it stands, what is claimed, by whom, and what refers to it."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING

from multivector.cli.common import add_dossier, add_language, read
from multivector.model.entries import kind_of
from multivector.model.ledger import plain
from multivector.views.annex import entry_section
from multivector.views.text import render_text

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("id", help="id of the entry")
    add_dossier(parser)
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print the entry as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Show an entry."""
    loaded = read(arguments.dossier)
    if loaded is None:
        return 1
    entry = loaded.ledger.by_id.get(arguments.id)
    if entry is None:
        close = get_close_matches(arguments.id, loaded.ledger.by_id, n=3)
        print(f"multivector: no entry {arguments.id!r}{'; near: ' + ', '.join(close) if close else ''}", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps({"kind": kind_of(entry), **plain(entry)}, ensure_ascii=False, indent=2))
        return 0
    print(render_text(entry_section(entry, loaded.ledger, arguments.lang)), end="")
    assert entry.origin is not None  # noqa: S101  # what was read from a file stands in it
    print(f"\n{entry.origin.place()}")
    return 0
