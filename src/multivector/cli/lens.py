"""Ask one question of a dossier: every lens answers one.

Prints the answer as text, or all of it with --json, or its main table with --rows. The parameters that --set knows, and
the range over which to vary each, are in the reference of the lenses; a wrong name is answered with those there are.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import TYPE_CHECKING, Any

from multivector.cli.common import add_as_of, add_dossier, add_language, read
from multivector.lenses import LENSES
from multivector.views.sections import SECTIONS
from multivector.views.text import render_text

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("name", choices=tuple(LENSES), help="which question")
    add_dossier(parser)
    add_language(parser)
    add_as_of(parser)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set a parameter of the lens, as about=0.2; repeat for several",
    )
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
    parser.add_argument("--rows", action="store_true", help="print the main table as JSON lines")


def run(arguments: argparse.Namespace) -> int:
    """Ask a lens."""
    lens = LENSES[arguments.name]
    parameters = _parameters(arguments.set, lens)
    if isinstance(parameters, str):
        print(f"multivector: {parameters}", file=sys.stderr)
        return 2
    loaded = read(arguments.dossier)
    if loaded is None:
        return 1
    try:
        result = lens(loaded.ledger, as_of=arguments.as_of, **parameters)
    except ValueError as error:
        if not parameters:
            raise
        print(f"multivector: {error}", file=sys.stderr)
        return 2
    if arguments.json:
        print(result.to_json())
    elif arguments.rows:
        for row in result.to_rows():
            print(json.dumps(row, ensure_ascii=False))
    else:
        print(render_text(SECTIONS[arguments.name](result, loaded.ledger, arguments.lang)), end="")
    return 0


def _parameters(settings: list[str], lens: Any) -> dict[str, Any] | str:  # noqa: ANN401
    """Read `name=value` settings by the types of the lens's own parameters; a text says what is wrong."""
    offered = {
        name: parameter.default
        for name, parameter in inspect.signature(lens).parameters.items()
        if name not in {"ledger", "as_of", "rng"}
    }
    found: dict[str, Any] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if name not in offered or not equals:
            return f"{setting!r} is no setting of this lens; it has: {', '.join(offered) or 'none'}"
        kind = type(offered[name])
        try:
            found[name] = kind(value) if kind in {int, float} else value
        except ValueError:
            return f"{value!r} is not a number, which {name!r} needs"
    return found
