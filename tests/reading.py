"""Reading texts in tests: with our reader, with PyYAML as its oracle, and whether a problem's place lies in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from multivector.files.lines import Lines
from multivector.files.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path

    from multivector.model.located import Node
    from multivector.model.problems import Problem


def read(text: str) -> tuple[Node | None, list[Problem]]:
    return parse(text, "f.yaml", Lines(text))


def right(text: str) -> Node | None:
    node, problems = read(text)
    assert problems == []
    return node


def oracle(text: str) -> Any:
    """Read every scalar as text; raise `yaml.YAMLError` for what is not YAML."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes nothing but texts, lists and dicts


def placed(problem: Problem, folder: Path) -> bool:
    """Tell whether a problem lies in a line of its file, at most one column behind its end."""
    file = folder / problem.place.file
    if not file.is_file():
        return (problem.place.line, problem.place.column) == (1, 1)
    text = file.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    return 1 <= problem.place.line <= len(lines) and 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
