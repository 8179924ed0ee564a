"""No regular expression of ours repeats a group possessively: Python before 3.11.5 goes astray in them, up to never ending."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[1] / "src").rglob("*.py"))
POSSESSIVE = re.compile(r"(?<!\\)\)(?:[*+?]|\{\{?\d*,?\d*\}?\})\+|\(\?>")


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_no_group_repeats_possessively(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if POSSESSIVE.search(line)] == []


@pytest.mark.parametrize("pattern", ["(?:ab)*+", "(a|b)++", "(?:a)?+", "(a){2,3}+", "(?>a|b)", "(?:a){{0,8}}+"])
def test_such_a_pattern_is_seen(pattern: str) -> None:
    assert POSSESSIVE.search(pattern)
