"""Begin a dossier: a folder with dossier.yaml, a first actor, a pattern for sources, and schemas for your editor.

Never writes over anything: the folder must be new or empty.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib.resources import files
from pathlib import Path

from multivector.cli.schema import NAMES
from multivector.files.text import HIDDEN
from multivector.files.values import parse_id
from multivector.files.whole import write_whole
from multivector.files.write import quoted
from multivector.model.problems import Mistake

_DOSSIER = """# What this dossier is about.
title: {title}
state: {state}
"""
_ENTRIES = """# Entries may stand in any file, in any order. See `multivector schema` and the reference of the format.

- actor: {state}
  name: {title}
  type: state

# A source is an outlet; a text of it is a source too, and says `part-of`:
#
# - source: herald
#   name: The Herald
#   type: newspaper
#   reliability: B
#
# - source: herald-2031-04-02
#   part-of: herald
#   type: newspaper
#   date: 2031-04-02
#   url: https://herald.example/visit
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("folder", help="folder to make")
    parser.add_argument("--state", required=True, metavar="ID", type=_id, help="id of the state it is about, as kz")
    parser.add_argument("--title", type=_title, help="title of the dossier (default: the id)")
    parser.add_argument("--json", action="store_true", help="print the files made as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Make a dossier."""
    folder = Path(arguments.folder)
    title = quoted(arguments.title or arguments.state)
    texts = {
        "dossier.yaml": _DOSSIER.format(title=title, state=arguments.state),
        "entries.yaml": _ENTRIES.format(title=title, state=arguments.state),
        ".gitignore": "/inbox/\n/texts/\n",
    }
    published = files("multivector.files") / "schema"
    texts |= {f".schema/{name}.json": (published / f"{name}.json").read_text(encoding="utf-8") for name in NAMES}
    settings = {"yaml.schemas": {".schema/dossier.json": "dossier.yaml", ".schema/entries.json": ["*.yaml", "!dossier.yaml"]}}
    texts[".vscode/settings.json"] = json.dumps(settings, indent=2) + "\n"
    try:
        if folder.exists() and any(folder.iterdir()):
            print(f"multivector: {folder} is not empty; nothing was written", file=sys.stderr)
            return 1
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, text)
    except OSError as error:
        print(f"multivector: {folder}: {error.strerror}", file=sys.stderr)
        return 1
    print(
        json.dumps(sorted(texts))
        if arguments.json
        else f"A dossier on {arguments.state} begins in {folder}: edit {folder / 'entries.yaml'}"
    )
    return 0


def _id(text: str) -> str:
    found = parse_id(text)
    if isinstance(found, Mistake):
        raise argparse.ArgumentTypeError(f"{found.message}; {found.help}")
    return found


def _title(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a title has at least one letter")
    if HIDDEN.search(text) or not text.isprintable():
        raise argparse.ArgumentTypeError(f"{text!a} holds characters that cannot be seen")
    return text
