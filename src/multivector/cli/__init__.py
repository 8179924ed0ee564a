"""The command line: `multivector COMMAND`. One module per command; each gives `add` (its arguments) and `run`."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

from multivector.cli import (
    accept,
    bargain,
    check,
    collide,
    lens,
    new,
    query,
    read,
    report,
    review,
    schema,
    serve,
    show,
    silence,
    votes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (check, lens, collide, silence, bargain, report, serve, votes, new, show, read, review, accept, query, schema)
_EPILOG = (
    "Exit codes: 0 done; 1 `check` found errors, or something asked for is not there; "
    "2 the command line is wrong; 130 interrupted."
)


def parser() -> argparse.ArgumentParser:
    """Make the parser of the whole command line."""
    main_parser = argparse.ArgumentParser(
        prog="multivector",
        description="A sourced plain-text ledger of a state's dealings, and the answers computed from it.",
        epilog=_EPILOG,
    )
    commands = main_parser.add_subparsers(metavar="COMMAND", required=True)
    for module in COMMANDS:
        summary, _, details = (module.__doc__ or "").strip().partition("\n\n")
        name = module.__name__.rpartition(".")[2]
        command = commands.add_parser(
            name, help=summary, description=f"{summary}\n\n{details}", formatter_class=argparse.RawDescriptionHelpFormatter
        )
        module.add(command)
        command.set_defaults(run=module.run)
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack our letters, and a path may be no text
            stream.reconfigure(errors="backslashreplace")
    try:
        chosen = parser().parse_args(arguments)
        code = int(chosen.run(chosen))
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has had enough
        _write_no_more()
        return 0
    except OSError as error:  # files are the commands' own affair; what remains is output that cannot be written
        _write_no_more()
        print(f"multivector: cannot write the output: {error.strerror}", file=sys.stderr)
        return 1
    return code


def _write_no_more() -> None:
    """Lead what is left in the buffer nowhere, so that Python does not complain of it at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
