"""`multivector bargain`: a question of a dossier or a file of KTAB, the same answer for any number of workers, and messages."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import pytest

from multivector.exchange.ktab import Scenario, read_csv
from multivector.files.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

SMALL = ("who-runs-the-port", "dossiers/small")
CSV = 'Port,who runs it,3,1\nActor,Description,Power,Share,Salience\nA,,10,10,80\nB,"runs it, says who",5,60,50\nÇ D,,8,90,40\n'


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "port.csv").write_text(CSV, encoding="utf-8")
    return str(tmp_path / "port.csv")


def scenario(text: str) -> Scenario:
    found, problems = read_csv(text, partial(Lines(text).place, "a.csv"))
    assert problems == ()
    assert found is not None
    return found


def test_a_question_of_a_dossier_is_told_with_the_plain_models_beside(run: Run) -> None:
    code, out, err = run("bargain", *SMALL, "--members", "20")
    assert (code, err) == (0, "")
    for words in ("Who runs the new port?", "weighted mean", "median voter", "Whom it would pay to persuade"):
        assert words in out
    answer = json.loads(run("bargain", *SMALL, "--members", "60", "--json")[1])
    lens = json.loads(run("lens", "bargaining", SMALL[1], "--json")[1])
    assert answer["contest"] == lens["answer"]["rows"][0]


def test_a_file_is_run_with_its_own_options_and_the_same_by_any_number_of_workers(run: Run, file: str) -> None:
    several = "501"  # members are done in blocks of 500
    one, two = (run("bargain", file, "--members", several, "--json", "--workers", count) for count in ("1", "2"))
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
    out, given = scenario(run("bargain", file, "--csv")[1]), scenario(CSV)
    assert out.table.position.tolist() == given.table.position.tolist()
    assert out.table.actors == given.table.actors
    assert (out.name, out.description, out.descriptions) == (given.name, given.description, given.descriptions)
    assert given.descriptions[1] == "runs it, says who"
    assert scenario(run("bargain", *SMALL, "--csv")[1]).name == SMALL[0]
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
    assert "bad.csv:4:25: error: the position of B is no number: 'x' [ktab-number]" in err
    bad.write_bytes(CSV.encode("utf-16"))
    assert "UTF-16" in run("bargain", str(bad))[2]
    assert run("bargain", str(tmp_path / "none.xml"))[0] == 1


def test_what_is_not_there_or_cannot_be_run_is_said(run: Run, tmp_path: Path) -> None:
    assert "there are: who-runs-the-port" in run("bargain", "nothing", SMALL[1])[2]
    assert run("bargain", "nothing", "nowhere")[0] == 1
    scale, only = "{id: a, what: b, low: c, high: d}", "{actor: x, position: 1, salience: 2, capability: 3}"
    (tmp_path / "q.yaml").write_text(f"- question: q\n  asks: who\n  scales: {scale}\n  seats: {only}\n", encoding="utf-8")
    assert "cannot be run" in run("bargain", "q", str(tmp_path))[2]


def test_an_xml_file_is_run_with_the_options_that_it_gives(run: Run, tmp_path: Path) -> None:
    actors = "".join(
        f"<Actor><name>{name}</name><capability>{power}</capability><Position><dCoord>{place}</dCoord></Position>"
        f"<Salience><dSal>50</dSal></Salience></Actor>"
        for name, power, place in (("A", 10, 10), ("B", 20, 70), ("C", 5, 40))
    )
    (tmp_path / "road.XML").write_text(
        f"<Scenario><ModelParameters><VotingRule>Cubic</VotingRule></ModelParameters><Dimensions><dName>Length</dName></Dimensions>"
        f"<Actors>{actors}</Actors></Scenario>",
        encoding="utf-8",
    )
    file = str(tmp_path / "road.XML")
    assert json.loads(run("bargain", file, "--members", "20", "--json")[1])["options"]["voting"] == "Cubic"
    assert scenario(run("bargain", file, "--csv")[1]).table.position.tolist() == [[10], [70], [40]]


def test_a_table_that_the_program_itself_cannot_run_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("n,d,2,1\nh,h,h,Share,h\nA,,1,10,50\nB,,1,90,50\n", encoding="utf-8")
    code, out, err = run("bargain", str(tmp_path / "two.csv"), "--set", "ktab_compat=yes", "--members", "20")
    assert (code, out) == (1, "")
    assert "cannot be run" in err
