"""Write the reference page of the lenses from their docstrings and parameters: `python tools/reference_lenses.py`."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.lenses import LENSES
from multivector.model.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.model.results import Parameter

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "lenses.md"
_HEAD = """# Lenses

Generated from the lenses; do not edit.

A lens answers one question of a ledger: `multivector lens NAME`, or `multivector.lenses.NAME(ledger)`. What is a judgement is a
parameter, with its default and the range over which to vary it. All take `as_of`, the day whose knowledge counts (default: that
of `dossier.yaml`, or of the newest source, decision or outcome).

"""
_TOLD = re.compile(r"^    (\w+): (.+\n?(?:^ {8,}.+\n?)*)", re.MULTILINE)
_HEADING = re.compile(r"^(\w+):\n", re.MULTILINE)


def page() -> str:
    """Give the text of the page."""
    return (_HEAD + "".join(_lens(name, lens) for name, lens in LENSES.items())).rstrip() + "\n"


def _lens(name: str, lens: Callable[..., Any]) -> str:
    title, *sections = _HEADING.split(inspect.cleandoc(sys.modules[lens.__module__].__doc__ or ""))
    parts = [f"## {name}\n\n*{title.strip()}*\n\n"]
    for heading, body in zip(sections[::2], sections[1::2], strict=True):
        if heading == "References":
            parts.append(_parameters(lens))
        text = inspect.cleandoc(body)
        parts.append(f"### {heading}\n\n" + (f"```pycon\n{text}\n```\n\n" if ">>>" in text else f"{text}\n\n"))
    return "".join(parts)


def _parameters(lens: Callable[..., Any]) -> str:
    parameters: tuple[Parameter, ...] = lens(Ledger()).parameters
    if not parameters:
        return "### Parameters\n\nNone.\n\n"
    told = _told(lens)
    rows = "".join(
        f"| `{one.name}` | {told[one.name]} | {_value(one.default)} | {_range(one)} | {one.source or '–'} |\n"
        for one in parameters
    )
    return f"### Parameters\n\n| parameter | meaning | default | to try | rests on |\n| --- | --- | --- | --- | --- |\n{rows}\n"


def _told(lens: Callable[..., Any]) -> dict[str, str]:
    """Give what a lens's docstring says of its parameters."""
    _, _, told = inspect.cleandoc(lens.__doc__ or "").partition("Args:\n")
    return {name: " ".join(text.split()) for name, text in _TOLD.findall(told)}


def _value(value: object) -> str:
    return "–" if value is None else str(value)


def _range(parameter: Parameter) -> str:
    return "–" if parameter.low is None else f"{parameter.low} to {parameter.high}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
