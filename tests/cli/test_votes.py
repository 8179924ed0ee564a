"""`multivector votes`: measures by year of a table of one's own, and messages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

ROWS = (
    "KAZ,1,yes,2018", "USA,1,no,2018", "KAZ,2,yes,2019", "USA,2,yes,2019", "KAZ,3,abstain,2019", "USA,3,yes,2019",
    "RUS,3,abstain,2019",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "votes.csv").write_text("\n".join(("iso3,rcid,vote,date", *ROWS)), encoding="utf-8")
    return str(tmp_path / "votes.csv")


def test_pairs_are_told_year_by_year_and_missing_is_not_zero(run: Run, file: str) -> None:
    code, out, err = run("votes", file, "--of", "KAZ", "--with", "USA,RUS", "--json")
    assert (code, err) == (0, "")
    rows = {(row["year"], row["with"]): row for row in json.loads(out)}
    assert set(rows) == {(2018, "USA"), (2019, "USA"), (2019, "RUS")}
    assert (rows[2018, "USA"]["n"], rows[2018, "USA"]["s_squared"]) == (1, -1.0)
    assert (rows[2019, "USA"]["n"], rows[2019, "USA"]["agreement"]) == (2, 0.5)
    assert rows[2019, "RUS"]["kappa_squared"] is None
    text = run("votes", file, "--of", "KAZ", "--with", "USA", "--lang", "ru")[1]
    assert "2019" in text
    assert "согласие" in text


def test_what_everybody_voted_alike_can_be_left_out(run: Run, file: str) -> None:
    rows = json.loads(run("votes", file, "--of", "KAZ", "--with", "USA", "--contested", "--json")[1])
    assert [(row["year"], row["n"]) for row in rows] == [(2018, 1), (2019, 1)]


def test_what_is_wrong_is_said(run: Run, file: str, tmp_path: Path) -> None:
    assert "nobody called 'FRA'" in run("votes", file, "--of", "KAZ", "--with", "FRA")[2]
    assert run("votes", str(tmp_path / "none.csv"), "--of", "A", "--with", "B")[0] == 1
    (tmp_path / "bad.csv").write_text("state,roll,vote,year\nA,1,maybe,2000\n", encoding="utf-8")
    code, out, err = run("votes", str(tmp_path / "bad.csv"), "--of", "A", "--with", "B")
    assert (code, out) == (1, "")
    assert "bad.csv:2:1: error: 'maybe' is no vote [votes-vote]" in err
    (tmp_path / "wide.csv").write_bytes("state".encode("utf-16"))
    assert "UTF-16" in run("votes", str(tmp_path / "wide.csv"), "--of", "A", "--with", "B")[2]
