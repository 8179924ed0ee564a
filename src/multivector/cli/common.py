"""What commands share: the dossier argument, dates, languages, and the way in which problems are told."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from multivector.load import Loaded, load
from multivector.views.locale import LANGUAGES
from multivector.views.problems import visible

if TYPE_CHECKING:
    from pathlib import Path


def add_dossier(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names the dossier."""
    parser.add_argument("dossier", nargs="?", default=".", help="folder of the dossier (default: this one)")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses the language of output."""
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the output (default: en)")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses the day whose knowledge counts."""
    parser.add_argument("--as-of", type=day, metavar="DAY", help="use only what was known on this day, as 2025-11-30")


def read(folder: str | Path) -> Loaded | None:
    """Load a dossier; say on the error stream how many errors it has. None if there is nothing to work with."""
    loaded = load(folder)
    if not len(loaded.ledger):
        print(f"multivector: no entries in {folder}; `multivector new FOLDER` begins a dossier", file=sys.stderr)
        for problem in loaded.errors[:1]:
            print(f"{problem.place}: {problem.message}", file=sys.stderr)
        return None
    if loaded.errors:
        count = len(loaded.errors)
        print(f"multivector: {count} error{'s' if count > 1 else ''} left out; see `multivector check {folder}`", file=sys.stderr)
    return loaded


def day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write 2025-11-30") from error


def say(message: str) -> None:
    """Tell the user something on the error stream, whatever characters are in it."""
    print(f"multivector: {visible(message)}", file=sys.stderr)
