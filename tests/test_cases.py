"""Every message that a user can get, exactly: `cases/checks/<code>/` holds a bad dossier and what is said of it."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from multivector.load import load
from multivector.views.problems import format_problem

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "checks"
CODES = sorted(
    {code for file in (ROOT / "src").rglob("*.py") for code in re.findall(r'Mistake\(\s*"([a-z0-9-]+)"', file.read_text("utf-8"))}
)


def _large(folder: Path) -> None:
    (folder / "bad.yaml").write_text("- actor: kz\n  type: state\n  note: " + "word " * 220_000, encoding="utf-8")


def _said(folder: Path) -> str:
    return "".join(f"{format_problem(problem)}\n" for problem in load(folder).problems)


def test_every_code_has_its_case_and_every_case_its_code() -> None:
    assert sorted(path.name for path in CASES.iterdir()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_message(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES / code
    if code == "too-large":
        _large(tmp_path)
        case = tmp_path
    elif code == "unreadable":
        monkeypatch.chdir(tmp_path)
        case = Path("dossier")
    assert _said(case) == (CASES / code / "message.txt").read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_case_speaks_of_its_code_alone(code: str) -> None:
    heads = re.findall(
        r"^\S+:\d+:\d+: (?:error|warning|info): .*\[([a-z0-9-]+)\]$",
        (CASES / code / "message.txt").read_text("utf-8"),
        re.MULTILINE,
    )
    assert set(heads) == {code}


def test_the_reference_page_is_fresh() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "reference_problems.py"))
    assert tool["PAGE"].read_text("utf-8") == tool["page"](), "run `python tools/reference_problems.py`"
