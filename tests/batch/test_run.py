"""What is read is read once; what has changed is read anew; what cannot be read is told, and costs nothing else."""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING

import pytest

from corpora import SMALL, corpus, names, numbered, run
from multivector.batch import folder as folder_module
from multivector.batch import records
from multivector.batch import work as work_module
from multivector.batch.folder import documents, held, is_ours, opened, result_files
from multivector.batch.records import UnwritableError
from multivector.batch.units import units
from multivector.files import whole
from multivector.reader import drafting
from multivector.reader.rows import draft_of, hash_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_each_document_is_read_once_and_its_drafts_lie_in_its_text(tmp_path: Path, out: Path) -> None:
    told = run([corpus(tmp_path / "a.jsonl", 12)], out)
    assert len(told) == len(result_files(out)) > 1
    assert names(out) == numbered(12)
    for document in documents(out):
        (row,) = document.rows
        assert document.content is not None
        assert hash_of(document.content) == document.text == row["text"]
        assert draft_of(row).evidence[0].of(document.content) == row["words"]
        assert (row["file"], row["document"]) == (str(tmp_path / "a.jsonl"), f"d{row['line'] - 1}")


def test_a_second_run_reads_nothing_and_tells_the_same(tmp_path: Path, out: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 8)
    with file.open("a", encoding="utf-8") as more:
        more.write("{\n")
    first = run([file], out)
    before = {each: each.stat().st_mtime_ns for each in result_files(out)}
    second = run([file], out)
    assert {each: each.stat().st_mtime_ns for each in result_files(out)} == before
    assert all(outcome.before for outcome in second)
    assert [(o.unit, o.documents, o.drafts, o.problems) for o in second] == [
        (o.unit, o.documents, o.drafts, o.problems) for o in first
    ]
    assert sum(len(o.problems) for o in second) == 1


def test_of_a_corpus_that_has_grown_only_its_end_is_read(tmp_path: Path, out: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 12)
    run([file], out)
    corpus(file, 5, first=12)
    told = run([file], out)
    assert names(out) == numbered(17)
    assert [outcome.before for outcome in told] == sorted((outcome.before for outcome in told), reverse=True)
    assert not told[-1].before
    assert told[0].before


@pytest.mark.parametrize("kept", [0, 3, 11])
def test_of_a_corpus_that_has_shrunk_nothing_stays_that_is_not_in_it(kept: int, tmp_path: Path, out: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 12)
    run([file], out)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[12 - kept :]), encoding="utf-8")
    run([file], out)
    assert names(out) == sorted(f"d{number}" for number in range(12 - kept, 12))


def test_units_of_another_size_leave_nothing_doubled(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = corpus(tmp_path / "a.jsonl", 12)
    run([file], out)
    monkeypatch.setattr("corpora.SMALL", SMALL * 2)
    run([file], out)
    assert names(out) == numbered(12)


def test_other_files_read_into_the_same_folder_stand_beside(tmp_path: Path, out: Path) -> None:
    run([corpus(tmp_path / "a.jsonl", 3)], out)
    run([corpus(tmp_path / "b.jsonl", 3, first=3)], out)
    assert names(out) == numbered(6)


def test_when_what_the_drafts_depend_on_changes_all_is_read_anew(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = corpus(tmp_path / "a.jsonl", 6)
    run([file], out)
    assert all(outcome.before for outcome in run([file], out))
    monkeypatch.setattr(work_module, "find_spec", lambda _: None)
    work_module._mark.cache_clear()
    work_module._ready.cache_clear()
    assert not any(outcome.before for outcome in run([file], out))
    assert names(out) == numbered(6)
    work_module._mark.cache_clear()
    work_module._ready.cache_clear()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"text": 1' + b"0" * 5000 + b"}", "is no JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        ('{"text": "Привет"}'.encode("cp1251"), "not UTF-8"),
        (b"\x00\x01\x02", "is no JSON"),
        (b"7", "has no text"),
        (b'{"text": " "}', "has no text"),
        (b'{"text": null, "date": "2031-04-03"}', "has no text"),
        (b'{"text": "a", "date": "yesterday"}', "is not a day"),
        (b'{"text": "a", "date": "2031-02-30"}', "is not a day"),
        (b'{"text": "They met yesterday."}', "on which day"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_the_others_are_read(line: bytes, said: str, tmp_path: Path, out: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 2)
    with file.open("ab") as more:
        more.write(b"\n" + line + b"\n")
    corpus(file, 2, first=2)
    told = run([file], out)
    (problem,) = [problem for outcome in told for problem in outcome.problems]
    assert problem.startswith(f"{file}:4: ")
    assert said in problem
    assert names(out) == numbered(4)


def test_half_characters_a_byte_order_mark_and_odd_names_are_read(tmp_path: Path, out: Path) -> None:
    file = tmp_path / "a.jsonl"
    text = r"\ud800 Kazakhstan and Turkey signed an agreement worth $1 million. \ud83d\ude00"
    file.write_bytes(b"\xef\xbb\xbf" + f'{{"id": 7, "title": ["x"], "date": "2031-04-03T10:00:00Z", "text": "{text}"}}'.encode())
    run([file], out)
    (document,) = documents(out)
    assert (document.document, document.title, document.day) == ("7", "", "2031-04-03")
    assert document.content is not None
    assert document.content.startswith("\ufffd Kaz")
    assert document.content.endswith("\U0001f600")


def test_problems_beyond_a_few_are_counted(tmp_path: Path, out: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{\n" * 100, encoding="utf-8")
    (outcome,) = run([file], out)
    assert len(outcome.problems) + outcome.hidden == 100
    assert len(outcome.problems) < 100


@pytest.mark.parametrize("data", [b"", b"\x00" * 30, b"\xff\x00\xfe"])
def test_a_file_that_is_no_text_is_told_each_time_and_leaves_no_result(data: bytes, tmp_path: Path, out: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    for _ in range(2):
        (outcome,) = run(
            [
                file,
            ],
            out,
        )
        assert len(outcome.problems) == 1
        assert not outcome.before
    assert result_files(out) == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path, out: Path) -> None:
    told = run([tmp_path / "none.txt", corpus(tmp_path / "a.jsonl", 1)], out)
    assert [outcome.problems for outcome in told] == [(f"{tmp_path / 'none.txt'}: No such file or directory",), ()]


def test_a_line_that_is_too_long_is_refused(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_module, "MAX_BYTES", 1 << 16)
    file = corpus(tmp_path / "a.jsonl", 2)
    with file.open("ab") as more:
        more.write(b'{"text": "' + b"x" * (1 << 18) + b'"}\n')
    corpus(file, 2, first=2)
    told = run([file], out)
    assert [problem for outcome in told for problem in outcome.problems] == [f"{file}:3: the line is larger than 64 MiB"]
    assert names(out) == numbered(4)


def test_a_text_that_no_article_is_as_long_as_is_refused(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST", 5000)
    file = corpus(tmp_path / "a.jsonl", 2)
    with file.open("a", encoding="utf-8") as more:
        more.write(json.dumps({"date": "2031-04-03", "text": "x" * 5001}) + "\n")
    told = run([file], out)
    (problem,) = [problem for outcome in told for problem in outcome.problems]
    assert problem.startswith(f"{file}:3: the text has 5,001 characters")
    assert names(out) == numbered(2)


def test_a_fault_of_ours_in_one_text_is_told_and_costs_no_other(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = drafting.read

    def faulty(text: str, *rest: object) -> object:
        if "$2 " in text:
            raise RecursionError("too deep")
        return true(text, *rest)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(work_module, "read", faulty)
    file = corpus(tmp_path / "a.jsonl", 4)
    told = run([file], out)
    (problem,) = [problem for outcome in told for problem in outcome.problems]
    assert f"{file}:2: " in problem
    assert "RecursionError: too deep" in problem
    assert names(out) == ["d0", "d2", "d3"]


def test_a_file_that_changes_under_our_hands_leaves_no_result(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = corpus(tmp_path / "a.jsonl", 2)
    stale = list(units(file))
    corpus(file, 2, first=2)
    file.write_bytes(file.read_bytes()[1:])
    monkeypatch.setattr("multivector.batch.run.units", lambda *_: stale)
    (outcome,) = run([file], out)
    assert "it changed while it was read" in outcome.problems[0]
    assert result_files(out) == []


@pytest.mark.parametrize("wrong", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_ends_the_run_and_leaves_whole_results_only(
    wrong: int, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = corpus(tmp_path / "a.jsonl", 12)
    true = whole.write_whole
    written: list[Path] = []

    def full(path: Path, text: str) -> None:
        if len(written) == 2:
            raise OSError(wrong, "no more")
        written.append(path)
        true(path, text)

    assert opened(out) is None
    monkeypatch.setattr(folder_module, "write_whole", full)
    with pytest.raises(UnwritableError, match="no more"):
        run([file], out)
    assert len(result_files(out)) == 2
    monkeypatch.undo()
    run([file], out)
    assert names(out) == numbered(12)


def test_what_killed_writers_left_is_taken_away(tmp_path: Path, out: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 2)
    run([file], out)
    left = result_files(out)[0].with_name(f".{result_files(out)[0].name}.17")
    left.write_text("half", encoding="utf-8")
    run([file], out)
    assert not left.exists()


@pytest.mark.parametrize("damage", ["", "{", '{"row": {}}', "[]", '{"unit": 3}'])
def test_a_damaged_result_is_read_anew(damage: str, tmp_path: Path, out: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 2)
    run([file], out)
    (result,) = result_files(out)
    whole = result.read_bytes()
    result.write_text(damage, encoding="utf-8")
    assert not run([file], out)[0].before
    assert result.read_bytes() == whole


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    said = opened(tmp_path)
    assert said is not None
    assert "holds other things" in said
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    assert not is_ours(tmp_path)


@pytest.mark.parametrize("inside", ["", "out"])
def test_a_folder_that_cannot_be_made_is_said(inside: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = opened(tmp_path / "file" / inside)
    assert said is not None
    assert "cannot write to" in said


def test_two_runs_do_not_read_into_one_folder_at_the_same_time(out: Path) -> None:
    assert opened(out) is None
    with held(out) as first, held(out) as second:
        assert (first, second) == (True, False)
    with held(out) as again:
        assert again


def test_results_hold_json_an_object_a_line(tmp_path: Path, out: Path) -> None:
    run([corpus(tmp_path / "a.jsonl", 2)], out)
    (file,) = result_files(out)
    kinds = [next(iter(json.loads(line))) for line in file.read_text(encoding="utf-8").splitlines()]
    assert kinds == ["unit", "document", "row", "document", "row"]
