"""Problems as people read them: in a terminal, and in a forge's pull request."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from multivector.views.text import columns

if TYPE_CHECKING:
    from multivector.model.problems import Problem

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_GUTTER = "  | "


def format_problem(problem: Problem) -> str:
    """Give `file:line:column: level: message [code]`, the line with a caret under what is meant, and what to do."""
    place = problem.place
    lines = [f"{place}: {problem.level}: {visible(problem.message)} [{problem.code}]"]
    if place.excerpt:
        before = visible(place.excerpt[: place.caret - 1])
        meant = visible(place.excerpt[place.caret - 1 : place.caret - 1 + place.width])
        lines += [_GUTTER + visible(place.excerpt), _GUTTER + " " * columns(before) + "^" * max(columns(meant), 1)]
    return "\n".join([*lines, f"  help: {visible(problem.help)}"])


def github_annotation(problem: Problem) -> str:
    """Give the workflow command that marks the line in a pull request on GitHub."""
    place = problem.place
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(problem.code)}"
    return f"::{_LEVELS[problem.level]} {where}::{_data(f'{visible(problem.message)}; {visible(problem.help)}')}"


def visible(text: str) -> str:
    """Make a text harmless to a terminal: a tab is one space, other control and direction characters are shown as U+…."""
    return "".join(
        " " if c == "\t" else f"<U+{ord(c):04X}>" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in text
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
