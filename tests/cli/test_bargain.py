"""`multivector bargain`: a question of a dossier or a file of KTAB, the same answer for any number of workers, and messages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest

from multivector.exchange.ktab import read_ktab

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

SMALL = ("who-runs-the-port", "dossiers/small")
CSV = "Port,who runs it,3,1\nActor,Description,Power,Share,Salience\nA,,10,10,80\nB,,5,60,50\nÇ D,,8,90,40\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "port.csv").write_text(CSV, encoding="utf-8")
    return str(tmp_path / "port.csv")


def test_a_question_of_a_dossier_is_told_with_the_plain_models_beside(run: Run) -> None:
    code, out, err = run("bargain", *SMALL, "--members", "20")
    assert (code, err) == (0, "")
    for words in ("Who runs the new port?", "weighted mean", "median voter", "Whom it would pay to persuade"):
        assert words in out
    answer = json.loads(run("bargain", *SMALL, "--members", "60", "--json")[1])
    lens = json.loads(run("lens", "bargaining", SMALL[1], "--json")[1])
    assert answer["contest"] == lens["answer"]["rows"][0]


def test_a_file_is_run_with_its_own_options_and_the_same_by_any_number_of_workers(run: Run, file: str) -> None:
    one, two = (run("bargain", file, "--members", "20", "--json", "--workers", count) for count in ("1", "2"))
    assert one == two
    assert one[0] == 0
    answer = json.loads(one[1])
    assert [sat["actor"] for sat in answer["contest"]["seats"]] == ["a", "b", "c-d"]
    assert "Ç D" in run("bargain", file, "--members", "20", "--lang", "kk")[1]
    sure = json.loads(run("bargain", file, "--members", "20", "--spread", "0", "--json")[1])
    assert sure["contest"]["outcomes"][0]["swings"] == []


def test_options_of_the_model_can_be_set(run: Run, file: str) -> None:
    plain = json.loads(run("bargain", file, "--members", "20", "--json")[1])
    wanted = ("--set", "voting=Cubic", "--set", "turns=3", "--set", "ktab_compat=yes")
    code, out, _ = run("bargain", file, "--members", "20", "--json", *wanted)
    assert code == 0
    options = json.loads(out)["options"]
    assert (options["voting"], options["stopping"]["most"], options["ktab_compat"]) == ("Cubic", 3, True)
    assert json.loads(out)["contest"] != plain["contest"]


def test_a_table_goes_out_as_csv_and_as_entries(run: Run, file: str, tmp_path: Path) -> None:
    scenario, _ = read_ktab(run("bargain", file, "--csv")[1], "a.csv")
    again, _ = read_ktab(CSV, "b.csv")
    assert scenario is not None
    assert again is not None
    assert scenario.table.position.tolist() == again.table.position.tolist()
    assert scenario.table.actors == again.table.actors
    dossier = tmp_path / "dossier"
    dossier.mkdir()
    (dossier / "dossier.yaml").write_text("title: Port\nstate: a\n", encoding="utf-8")
    (dossier / "entries.yaml").write_text(run("bargain", file, "--entry")[1], encoding="utf-8")
    assert "error" not in run("check", str(dossier))[1]
    made = json.loads(run("bargain", "port", str(dossier), "--members", "20", "--json")[1])
    direct = json.loads(run("bargain", file, "--members", "20", "--spread", "0", "--json")[1])
    assert made["contest"]["outcomes"] == direct["contest"]["outcomes"]
    assert "position: 10..30" in run("bargain", *SMALL, "--entry")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--set", "voting=Cubist"), 2, "is none of"),
        (("--set", "speed=1"), 2, "is no setting of the model; it has: turns, victory"),
        (("--set", "turns=0"), 2, "is no setting"),
        (("--members", "0"), 2, "--members"),
        (("--workers", "0"), 2, "--workers"),
        (("--seed", "-1"), 2, "--seed"),
        (("--spread", "nan"), 1, "--spread"),
    ],
)
def test_what_the_command_line_gets_wrong_is_said(run: Run, file: str, arguments: tuple[str, ...], code: int, said: str) -> None:
    found, out, err = run("bargain", file, *arguments)
    assert (found, out) == (code, "")
    assert said in err


def test_what_is_wrong_with_a_file_is_said_with_its_place(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(CSV.replace(",60,", ",x,"), encoding="utf-8")
    code, out, err = run("bargain", str(bad))
    assert (code, out) == (1, "")
    assert "bad.csv:4:6: error: 'x' is no number [ktab-number]" in err
    bad.write_bytes(CSV.encode("utf-16"))
    assert "UTF-16" in run("bargain", str(bad))[2]
    assert run("bargain", str(tmp_path / "none.xml"))[0] == 1


def test_what_is_not_there_or_cannot_be_run_is_said(run: Run, tmp_path: Path) -> None:
    assert "there are: who-runs-the-port" in run("bargain", "nothing", SMALL[1])[2]
    assert run("bargain", "nothing", "nowhere")[0] == 1
    scale, only = "{id: a, what: b, low: c, high: d}", "{actor: x, position: 1, salience: 2, capability: 3}"
    (tmp_path / "q.yaml").write_text(f"- question: q\n  asks: who\n  scales: {scale}\n  seats: {only}\n", encoding="utf-8")
    assert "cannot be run" in run("bargain", "q", str(tmp_path))[2]


def test_a_table_that_the_program_itself_cannot_run_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("n,d,2,1\nh\nA,,1,10,50\nB,,1,90,50\n", encoding="utf-8")
    code, out, err = run("bargain", str(tmp_path / "two.csv"), "--set", "ktab_compat=yes", "--members", "20")
    assert (code, out) == (1, "")
    assert "cannot be run" in err
