"""`multivector collide`: what breaks in a course of events, what a further promise breaks; messages as for a dossier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

SMALL = "dossiers/small"
BASE = """
- commitment: dunmark-base
  name: A base for Cestria, too
  by: aldoria
  to: borland
  modality: must-not
  what: host bases at all
  rank: statement
  clauses: no bases
"""


@pytest.fixture
def base(tmp_path: Path) -> str:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return str(tmp_path / "base.yaml")


def test_without_a_question_every_collision_is_told(run: Run) -> None:
    code, out, err = run("collide", SMALL)
    assert (code, err) == (0, "")
    assert out == run("lens", "commitments", SMALL)[1]
    assert json.loads(run("collide", SMALL, "--json")[1]) == json.loads(run("lens", "commitments", SMALL, "--json")[1])


def test_a_scenario_is_answered_with_what_cannot_be_kept_and_the_way_out(run: Run) -> None:
    code, out, err = run("collide", SMALL, "--scenario", "cestria attacks borland")
    assert (code, err) == (0, "")
    assert "If Cestria attacks Borland, “No foreign bases” and “Shelter for Borland” cannot both be kept." in " ".join(
        out.split()
    )
    assert "Cheapest way out" in out
    answer = json.loads(run("collide", SMALL, "--scenario", "cestria attacks borland", "--json")[1])
    assert [one["commitments"] for one in answer["clashes"]] == [["no-bases", "shelter"]]
    assert "All that was promised can be kept." in run("collide", SMALL, "--scenario", "cestria has unrest")[1]
    assert "Всё обещанное можно соблюсти." in run("collide", SMALL, "--scenario", "cestria has unrest", "--lang", "ru")[1]


@pytest.mark.parametrize(("scenario", "said"), [("cestria dances", "is no event"), ("x attacks borland", "nobody in particular")])
def test_a_scenario_that_cannot_be_read_is_said(scenario: str, said: str, run: Run) -> None:
    code, out, err = run("collide", SMALL, "--scenario", scenario)
    assert (code, out) == (2, "")
    assert said in err


def test_a_candidate_is_answered_with_what_it_would_break(base: str, run: Run) -> None:
    code, out, _ = run("collide", SMALL, "--candidate", base)
    assert code == 0
    assert "1 collision" in out
    (answer,) = json.loads(run("collide", SMALL, "--candidate", base, "--json")[1])
    assert [one["commitments"] for one in answer["clashes"]] == [["dunmark-base", "shelter"]]
    both = json.loads(run("collide", SMALL, "--candidate", base, "--scenario", "cestria attacks borland", "--json")[1])
    assert both["ways_out"] == [["shelter"]]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("- commitment: [", 1, "syntax"),
        ("- commitment: no-bases\n  by: aldoria\n  modality: may\n  what: that\n", 1, "duplicate-id"),
        (BASE.replace("no bases", "should be calm"), 0, "bad-clause"),
        (BASE.replace("by: aldoria", "by: nobody-known"), 1, "unknown-id"),
        ("\x00", 1, "error"),
    ],
)
def test_a_file_of_candidates_gets_the_messages_of_a_dossier(text: str, code: int, said: str, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "base.yaml"
    file.write_text(text, encoding="utf-8")
    found, out, err = run("collide", SMALL, "--candidate", str(file))
    assert found == code
    assert said in err
    assert (out == "") == bool(code)


def test_what_is_not_there_is_said(tmp_path: Path, run: Run) -> None:
    assert run("collide", SMALL, "--candidate", str(tmp_path / "none.yaml"))[0] == 1
    assert run("collide", str(tmp_path))[0] == 1
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\xff")
    code, _, err = run("collide", SMALL, "--candidate", str(tmp_path / "bad.yaml"))
    assert code == 1
    assert "bad.yaml" in err
