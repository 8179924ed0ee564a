"""The tutorial and the how-tos do what they say."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from walkthrough import HOW_TO, TUTORIAL, filled, prepared, same

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(shutil.which("git") is None, reason="the tutorial ends with git")
def test_the_tutorial_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = prepared(TUTORIAL, tmp_path)
    assert filled(page) == page


@pytest.mark.parametrize("file", HOW_TO, ids=lambda file: file.stem)
def test_a_how_to_prints_what_it_says(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = prepared(file, tmp_path)
    assert filled(page) == page


def test_a_wrong_line_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = "```console\n$ multivector check\nall is well\n```\n"
    assert filled(page) != page


@pytest.mark.parametrize(
    ("expected", "actual", "alike"),
    [("a\n…\nc\n", "a\nb\nb\nc\n", True), ("a\n…\nc\n", "a\nb\n", False), ("a\n", "a\nb\n", False), ("", "a\n", False)],
)
def test_only_a_lone_ellipsis_stands_for_any_lines(expected: str, actual: str, *, alike: bool) -> None:
    assert same(expected, actual) is alike
