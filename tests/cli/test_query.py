"""`multivector read --out` and `multivector query`: what is told, the exit codes, and three forms of an answer."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from typing import TYPE_CHECKING, TypeAlias

import pytest

from corpora import corpus, names, numbered
from multivector.batch import folder, tables
from multivector.batch import run as run_module
from multivector.batch.folder import held
from multivector.cli import bulk, main
from multivector.cli.progress import Bar, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture
def read(tmp_path: Path, run: Run) -> Path:
    assert run("read", str(corpus(tmp_path / "a.jsonl", 3)), "--out", str(tmp_path / "out"))[0] == 0
    return tmp_path / "out"


def test_what_was_read_is_told_and_the_second_time_that_it_was(tmp_path: Path, run: Run) -> None:
    command = ("read", str(corpus(tmp_path / "a.jsonl", 3)), "--out", str(tmp_path / "out"))
    assert run(*command) == (0, "", f"multivector: 3 documents read; 3 drafts in {tmp_path / 'out'}\n")
    assert run(*command)[2] == f"multivector: 3 documents read, 3 of them by an earlier run; 3 drafts in {tmp_path / 'out'}\n"


def test_files_of_all_kinds_go_into_one_folder(tmp_path: Path, run: Run) -> None:
    news = tmp_path / "news"
    news.mkdir()
    corpus(news / "a.jsonl", 2)
    (news / "b.html").write_text("<p>3 April 2031. Kazakhstan and Turkey signed an agreement worth $9 million.", encoding="utf-8")
    (news / "c.txt").write_bytes("3 апреля 2031. Казахстан и Турция подписали соглашение на 9 млн долларов.".encode("cp1251"))
    (news / "d.txt").write_bytes(b"\x00" * 30)
    code, _, err = run("read", str(news), "--out", str(tmp_path / "out"))
    assert code == 1
    assert f"{news / 'd.txt'}: the file is no text" in err
    assert "4 documents read; 4 drafts" in err
    assert names(tmp_path / "out") == sorted(["d0", "d1", str(news / "b.html"), str(news / "c.txt")])


@pytest.mark.parametrize("engine", ["serial", "processes", "dask"])
def test_every_engine_can_be_asked_for(engine: str, tmp_path: Path, run: Run) -> None:
    file = corpus(tmp_path / "a.jsonl", 3)
    code, _, err = run("read", str(file), "--out", str(tmp_path / "out"), "--engine", engine, "--workers", "1")
    assert (code, names(tmp_path / "out")) == (0, numbered(3)), err


def test_many_problems_are_counted(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_TOLD", 5)
    (tmp_path / "a.jsonl").write_text("{\n" * 40, encoding="utf-8")
    code, _, err = run("read", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "out"))
    assert (code, err.count("is no JSON")) == (1, 5)
    assert "35 more such messages" in err


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    file = corpus(tmp_path / "a.jsonl", 1)
    assert "holds other things" in run("read", str(file), "--out", str(tmp_path))[2]
    assert "cannot write to" in run("read", str(file), "--out", str(file / "out"))[2]
    assert run("read", str(tmp_path / "none"), "--out", str(tmp_path / "out"))[0] == 1
    with held(tmp_path / "out"):
        code, _, err = run("read", str(file), "--out", str(tmp_path / "out"))
    assert (code, "another run is reading" in err) == (1, True)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(folder, "write_whole", full)
    code, _, err = run("read", str(file), "--out", str(tmp_path / "out"))
    assert (code, "No space left on device" in err) == (1, True)


def test_an_interruption_says_how_to_go_on(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "completed", interrupted)
    code, _, err = run("read", str(corpus(tmp_path / "a.jsonl", 1)), "--out", str(tmp_path / "out"))
    assert (code, "the same command goes on" in err) == (130, True)


def test_without_duckdb_texts_are_read_and_the_extra_is_named(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "find_spec", lambda _: None)
    code, _, err = run("read", str(corpus(tmp_path / "a.jsonl", 2)), "--out", str(tmp_path / "out"))
    assert (code, names(tmp_path / "out")) == (0, numbered(2))
    assert "multivector[scale]" in err
    code, _, err = run("query", "select 1", "--in", str(tmp_path / "out"))
    assert (code, "multivector[scale]" in err) == (1, True)


def test_an_answer_is_a_table_csv_or_json(read: Path, run: Run) -> None:
    question = "select document, high, actors, day, topic from drafts order by document"
    code, out, err = run("query", question, "--in", str(read))
    assert (code, err) == (0, "")
    assert [each.split()[:2] for each in out.splitlines()] == [
        ["document", "high"], ["--------", "---------"], ["d0", "1000000.0"], ["d1", "2000000.0"], ["d2", "3000000.0"],
    ]  # fmt: skip
    _, out, _ = run("query", "--csv", question, "--in", str(read))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["day"] for row in rows] == ["2031-04-03"] * 3
    assert json.loads(rows[0]["actors"]) == ["iso3:KAZ", "iso3:TUR"]
    _, out, _ = run("query", "--json", question, "--in", str(read))
    assert [json.loads(each)["high"] for each in out.splitlines()] == [1e6, 2e6, 3e6]


def test_a_cell_is_harmless_and_not_too_wide(read: Path, run: Run) -> None:
    _, out, _ = run("query", "select 'a' || chr(27) || chr(10) || repeat('x', 100) as a, null as b", "--in", str(read))
    assert "\x1b" not in out
    assert out.splitlines()[2].startswith("a<U+001B> xxx")
    assert len(out.splitlines()[2]) == 60


def test_a_question_that_cannot_be_answered_is_said(read: Path, run: Run) -> None:
    code, out, err = run("query", "select nothing from drafts", "--in", str(read))
    assert (code, out) == (1, "")
    assert err.startswith("multivector: Binder Error")


def test_a_folder_that_is_none_of_ours_is_said(tmp_path: Path, run: Run) -> None:
    code, _, err = run("query", "select 1", "--in", str(tmp_path))
    assert (code, "is no folder of drafts" in err) == (1, True)


def test_without_a_question_the_columns_are_listed(read: Path, run: Run) -> None:
    code, out, _ = run("query", "--in", str(read))
    assert code == 0
    assert {"drafts", "documents"} < set(out.splitlines())
    assert any(each.startswith("  confidence ") for each in out.splitlines())


def test_tables_that_a_killed_run_did_not_make_are_made_for_the_question(read: Path, run: Run) -> None:
    for file in read.glob("*.parquet"):
        file.unlink()
    assert run("query", "--csv", "select count(*) as n from drafts", "--in", str(read))[1] == "n\n3\n"


def test_while_texts_are_read_the_answer_is_that_of_before(read: Path, run: Run) -> None:
    with held(read):
        code, out, err = run("query", "--csv", "select count(*) as n from drafts", "--in", str(read))
    assert (code, out, "the answer of before" in err) == (0, "n\n3\n", True)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((0.0, 0, 0.0, None), "[........................]   0%  0 read"),
        ((0.5, 1200, 10.0, 10.0), "[############............]  50%  1,200 read  120/s  10 s left"),
        ((0.25, 3, 60.0, 180.0), "[######..................]  25%  3 read  0/s  3 min left"),
        ((1.2, 3, 1.0, 7380.0), "[########################] 100%  3 read  3/s  2 h 3 min left"),
    ],
)
def test_a_line_says_how_far_how_fast_and_how_long(arguments: tuple[float, int, float, float | None], text: str) -> None:
    assert line(*arguments) == text


def test_a_bar_counts_the_rate_by_what_this_run_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    ticks = iter(range(0, 1000, 10))
    bar = Bar(400, now=lambda: float(next(ticks)))
    bar.add(200, 50, before=True)
    assert "  50%  0 read" in stream.getvalue()
    bar.add(100, 10)
    assert stream.getvalue().endswith("75%  10 read  0/s  20 s left")
    bar.clear()
    assert not stream.getvalue().rstrip("\r").rpartition("\r")[2].strip()


def test_the_command_is_one_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["query", "--help"])
    assert "One SELECT" in capsys.readouterr().out.replace("one SELECT", "One SELECT")
