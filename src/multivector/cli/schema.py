"""Print the JSON Schema of a kind of entry, or write all of them to a folder.

Point your editor at `entries.json` for the files of a dossier and at `dossier.json` for dossier.yaml; it then
completes fields and underlines mistakes.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.files.whole import write_whole
from multivector.model.entries import KINDS

if TYPE_CHECKING:
    import argparse

NAMES = (*KINDS, "dossier", "entries")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "name", nargs="?", choices=NAMES, default="entries", help="which schema (default: entries, the schema of a file)"
    )
    parser.add_argument("--out", metavar="FOLDER", help="write all schemas to this folder")
    parser.add_argument("--json", action="store_true", help="print the files that --out wrote as JSON (a schema is JSON anyway)")


def run(arguments: argparse.Namespace) -> int:
    """Print or write schemas."""
    published = files("multivector.files") / "schema"
    if arguments.out is None:
        print((published / f"{arguments.name}.json").read_text(encoding="utf-8"), end="")
        return 0
    folder = Path(arguments.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            write_whole(folder / f"{name}.json", (published / f"{name}.json").read_text(encoding="utf-8"))
    except OSError as error:
        print(f"multivector: {folder}: {error.strerror}", file=sys.stderr)
        return 1
    written = [str(folder / f"{name}.json") for name in NAMES]
    print(json.dumps(written) if arguments.json else f"{len(written)} schemas in {folder}")
    return 0
