"""Tables hold every draft with its type; questions read them and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpora import corpus, run
from multivector.batch import tables
from multivector.batch.folder import documents
from multivector.batch.tables import DOCUMENT_COLUMNS, QueryError, asked, compact, why_not
from multivector.reader.rows import COLUMNS, draft_of

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 12


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("it's [a] *")
    file = corpus(folder / "a.jsonl", COUNT)
    with file.open("a", encoding="utf-8") as more:
        more.write('{"date": "2031-04-03", "text": "It rained."}\n')
    run([file], folder / "out")
    compact(folder / "out")
    return folder / "out"


def ask(out: Path, question: str) -> list[tuple[Any, ...]]:
    with asked(out, question) as answer:
        return list(answer.rows)


def test_the_table_of_drafts_gives_every_draft_back(out: Path) -> None:
    with asked(out, "select * from drafts") as answer:
        assert answer.columns == tuple(COLUMNS)
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    kept = [row for document in documents(out) for row in document.rows]
    assert [draft_of(row) for row in rows] == [draft_of(row) for row in kept]
    same = set(COLUMNS) - {"day", "earliest", "latest"}
    assert [{name: row[name] for name in same} for row in rows] == [{name: row[name] for name in same} for row in kept]
    assert [row["day"].isoformat() for row in rows] == [row["day"] for row in kept]


def test_the_table_of_documents_holds_those_without_drafts_too(out: Path) -> None:
    with asked(out, "select * from documents") as answer:
        assert answer.columns == tuple(DOCUMENT_COLUMNS)
        assert len(list(answer.rows)) == COUNT + 1
    assert ask(out, "select line, drafts from documents where drafts = 0") == [(COUNT + 1, 0)]


def test_columns_have_the_types_that_questions_need(out: Path) -> None:
    (row,) = ask(out, "select sum(high), max(day + 1), count(*) filter (list_contains(actors, 'iso3:KAZ')) from drafts")
    assert (row[0], str(row[1]), row[2]) == (COUNT * (COUNT + 1) / 2 * 1e6, "2031-04-04", COUNT)
    assert ask(out, "select distinct p.role from drafts, unnest(parties) as t(p)") == [("party",)]


@pytest.mark.parametrize(
    "question",
    [
        "", ";", "selec", "select nothing from drafts", "select 1; select 2",
        "copy drafts to 'x.csv'", "explain analyze copy drafts to 'x.csv'", "create table x as select 1", "drop view drafts",
        "attach 'x.db'", "install httpfs", "load httpfs", "set enable_external_access = true", "pragma version",
        "export database 'x'", "select * from read_text('a.jsonl')", "select * from read_csv('{file}')",
        "select * from glob('*')",
        "select * from 'http://127.0.0.1:9/x.parquet'", "from read_parquet('{out}/../out/drafts.parquet.other')",
        "with x as (copy drafts to 'x.csv') select 1", "select 1/", "select getenv('HOME')",
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused_and_nothing_is_written(
    question: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {file: file.read_bytes() for file in out.glob("*") if file.is_file()}
    with pytest.raises(QueryError, match=r"."):
        ask(out, question.format(file=out.parent / "a.jsonl", out=out))
    assert {file: file.read_bytes() for file in out.glob("*") if file.is_file()} == before
    assert list(tmp_path.iterdir()) == []


def test_an_error_that_comes_with_the_rows_is_said(out: Path) -> None:
    with pytest.raises(QueryError, match="onver"):
        ask(out, "select cast(head as integer) from drafts")


def test_tables_are_made_anew_only_when_a_result_has_changed(tmp_path: Path) -> None:
    file, out = corpus(tmp_path / "a.jsonl", 2), tmp_path / "out"
    run([file], out)
    compact(out)
    made = (out / "drafts.parquet").stat().st_ino
    compact(out)
    assert (out / "drafts.parquet").stat().st_ino == made
    corpus(file, 2, first=2)
    run([file], out)
    compact(out)
    assert ask(out, "select count(*) from drafts") == [(4,)]


@pytest.mark.parametrize("damage", [b"", b"PAR1", None])
def test_a_damaged_table_is_made_anew(damage: bytes | None, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([corpus(tmp_path / "a.jsonl", 2)], out)
    compact(out)
    if damage is None:
        (out / "drafts.parquet").unlink()
    else:
        (out / "drafts.parquet").write_bytes(damage)
    (out / ".drafts.1.jsonl").write_text("half", encoding="utf-8")
    compact(out)
    assert ask(out, "select count(*) from drafts") == [(2,)]
    assert not list(out.glob(".drafts.*"))


def test_of_nothing_the_tables_are_empty(tmp_path: Path) -> None:
    run([], tmp_path / "out")
    compact(tmp_path / "out")
    assert ask(tmp_path / "out", "select count(*) from drafts") == [(0,)]


def test_a_damaged_result_is_said_and_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([corpus(tmp_path / "a.jsonl", 2)], out)
    compact(out)
    before = (out / "drafts.parquet").read_bytes()
    (file,) = out.glob("results/*/*")
    with file.open("a", encoding="utf-8") as more:
        more.write('{"row": {"number": "many"\n')
    with pytest.raises(QueryError, match="cannot be made"):
        compact(out)
    assert (out / "drafts.parquet").read_bytes() == before
    assert not list(out.glob(".*.jsonl"))


def test_without_its_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_not() is None
    monkeypatch.setattr(tables, "find_spec", lambda _: None)
    assert "multivector[scale]" in str(why_not())
