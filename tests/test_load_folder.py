"""What a folder may hold besides good files: links, pipes, huge files, attacks; and the texts of sources."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from multivector.files.text import MAX_BYTES
from multivector.load import Loaded, load
from multivector.model.evidence import mark_of
from multivector.model.ledger import plain
from reading import placed

GOOD = "- actor: kz\n  type: state\n"
TEXT = "Kazakhstan will buy.\n"
CITING = f"- source: t\n  type: official\n- event: e\n  type: visit\n  evidence: t@0-10#{mark_of(TEXT[:10])}\n"


def codes(loaded: Loaded) -> list[tuple[str, str]]:
    """Give the file and code of every problem."""
    return [(problem.place.file, problem.code) for problem in loaded.problems]


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(GOOD)
    for path in (tmp_path / "none", tmp_path / "file", "\0", "\ud800", f"{tmp_path}/none/"):
        loaded = load(path)
        assert [problem.code for problem in loaded.problems] == ["unreadable"]
        assert len(loaded.ledger) == 0
    assert load(tmp_path).problems == ()
    assert load(tmp_path / "none").problems[0].place.file == (tmp_path / "none").as_posix()


def test_files_are_found_at_any_depth_but_in_hidden_and_text_folders(tmp_path: Path) -> None:
    for number, name in enumerate(
        [
            "a.yaml",
            "b.yml",
            "c/d/e.yaml",
            "c/texts/f.yaml",
            "x.yaml/g.yaml",
            "texts/h.yaml",
            ".git/i.yaml",
            ".j.yaml",
            "k.txt",
            "l.yaml~",
        ]
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"- actor: a-{number}\n  type: state\n")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert [entry.id for entry in loaded.ledger] == ["a-0", "a-1", "a-2", "a-3", "a-4"]


def test_only_one_dossier_file_counts(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("title: T\nstate: kz\n")
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "dossier.yaml").write_text("title: U\nstate: kz\n")
    loaded = load(tmp_path)
    assert loaded.ledger.dossier is not None
    assert str(loaded.ledger.dossier.title) == "T"
    assert codes(loaded) == [("b/dossier.yaml", "not-a-list")]


@pytest.mark.parametrize("backwards", [False, True])
def test_of_two_entries_with_one_id_the_first_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backwards: bool) -> None:  # noqa: FBT001
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: sorted(scandir(path), key=lambda item: item.name, reverse=backwards))
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.yaml").write_text(f"\n{GOOD.replace('state', 'bloc')}{GOOD}")
    loaded = load(tmp_path)
    assert [plain(entry)["type"] for entry in loaded.ledger] == ["state"]
    assert [(problem.place.line, problem.code) for problem in loaded.problems] == [(2, "duplicate-id"), (4, "duplicate-id")]
    assert all("a.yaml:1" in problem.message for problem in loaded.problems)


def link(path: Path, target: str | Path) -> None:
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("loop.yaml", lambda path: link(path, path), "symbolic links"),
        ("broken.yaml", lambda path: link(path, path.with_name("none")), "No such file"),
        ("out.yaml", lambda path: link(path, "../../etc/passwd"), "leads out"),
        ("absolute.yaml", lambda path: link(path, "/etc/passwd"), "leads out"),
        ("device.yaml", lambda path: link(path, "/dev/zero"), "leads out"),
        ("folder.yaml", lambda path: link(path, path.parent), "no file of text"),
        ("fifo.yaml", os.mkfifo, "no file of text"),
    ],
)
def test_what_is_no_regular_file_is_named_and_not_opened(tmp_path: Path, name: str, make: Any, why: str) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    make(tmp_path / name)
    loaded = load(tmp_path)
    assert codes(loaded) == [(name, "unreadable")]
    assert why in loaded.problems[0].message
    assert "kz" in loaded.ledger


def test_a_link_may_lead_to_another_place_in_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "people.txt").write_text(GOOD)
    link(tmp_path / "dossier" / "a.yaml", "people.txt")
    link(tmp_path / "way", tmp_path / "dossier")
    for folder in (tmp_path / "dossier", tmp_path / "way"):
        assert (load(folder).problems, len(load(folder).ledger)) == ((), 1)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "good.yaml").write_text(GOOD)
    link(tmp_path / "a" / "again", tmp_path)
    assert (load(tmp_path).problems, len(load(tmp_path).ledger)) == ((), 1)


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "secret.yaml").write_text(GOOD)
    read_bytes = Path.read_bytes

    def guarded(file: Path) -> bytes:
        if file.name == "secret.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    loaded = load(tmp_path)
    assert codes(loaded) == [("secret.yaml", "unreadable")]
    assert "Permission denied" in loaded.problems[0].message
    assert "kz" in loaded.ledger


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "secret").mkdir()
    scandir = os.scandir

    def guarded(folder: Path) -> Any:
        if folder.name == "secret":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    loaded = load(tmp_path)
    assert codes(loaded) == [("secret", "unreadable")]
    assert "kz" in loaded.ledger


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "huge.yaml").touch()
    os.truncate(tmp_path / "huge.yaml", 1 << 30)
    (tmp_path / "good.yaml").write_text(GOOD)
    read: list[str] = []
    read_bytes = Path.read_bytes

    def noted(file: Path) -> bytes:
        read.append(file.name)
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", noted)
    loaded = load(tmp_path)
    assert codes(loaded) == [("huge.yaml", "too-large")]
    assert f"{MAX_BYTES >> 20} MiB" in loaded.problems[0].message
    assert read == ["good.yaml"]


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xd2.yaml")
    try:
        (tmp_path / name).write_text("- nothing\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    (problem,) = load(tmp_path).problems
    assert problem.place.file.encode().endswith(b".yaml")


def test_very_deep_folders_are_no_trouble(tmp_path: Path) -> None:
    top, spare = tmp_path / "d", tmp_path / "e"
    for _ in range(sys.getrecursionlimit() + 100):
        spare.mkdir()
        if top.exists():
            top.rename(spare / "d")
        spare.rename(top)
    (tmp_path / "good.yaml").write_text(GOOD)
    try:
        assert "kz" in load(tmp_path).ledger
    finally:
        while top.exists():  # one by one: to remove them at once is trouble
            top.rename(spare)
            if (spare / "d").exists():
                (spare / "d").rename(top)
            spare.rmdir()


def test_the_search_for_garbage_is_left_as_it_was(tmp_path: Path) -> None:
    try:
        for turn in (gc.enable, gc.disable):
            turn()
            before = gc.isenabled()
            load(tmp_path)
            assert gc.isenabled() == before
    finally:
        gc.enable()


# Texts of sources


def cited(folder: Path, texts: Path | None = None) -> Loaded:
    (folder / "a.yaml").write_text(CITING)
    return load(folder, texts)


def test_places_are_checked_in_the_texts_that_are_there(tmp_path: Path) -> None:
    assert codes(cited(tmp_path)) == []
    for texts in (tmp_path / "texts", tmp_path / "elsewhere"):
        texts.mkdir()
        (texts / "t.txt").write_text("Now it begins so. " + TEXT)
        (texts / "other.txt").write_bytes(b"\xff")
        given_ = None if texts.name == "texts" else texts
        assert codes(cited(tmp_path, given_)) == [("a.yaml", "moved")]
        (texts / "t.txt").write_text(TEXT)
        assert codes(cited(tmp_path, given_)) == []


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: link(path, "/etc/passwd"), lambda path: link(path, path)])
def test_a_text_that_cannot_be_read_is_named(tmp_path: Path, make: Any) -> None:
    (tmp_path / "texts").mkdir()
    make(tmp_path / "texts" / "t.txt")
    assert codes(cited(tmp_path)) == [("texts/t.txt", "unreadable")]
    outside = tmp_path / "dossier"
    outside.mkdir()
    assert codes(cited(outside, tmp_path / "texts")) == [((tmp_path / "texts" / "t.txt").as_posix(), "unreadable")]


def test_a_huge_text_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "t.txt").touch()
    os.truncate(tmp_path / "texts" / "t.txt", 1 << 30)
    assert codes(cited(tmp_path)) == [("texts/t.txt", "too-large")]


def test_the_text_of_no_source_is_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "texts" / "t.txt").mkdir(parents=True)
    (tmp_path / "a.yaml").write_text(CITING.replace("- source: t\n", "- source: u\n"))
    assert codes(load(tmp_path)) == [("a.yaml", "unknown-id")]


def test_a_text_need_not_be_utf8(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "t.txt").write_bytes(TEXT.encode() + b"\xff\xfe")
    assert codes(cited(tmp_path)) == []


# Attacks and slips, each alone


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"- &a [x, x]\n- &b [*a, *a]\n" + b"".join(b"- &c%d [*b, *b, *b, *b]\n" % n for n in range(30)), "alias"),
        (b"- " + b"[" * 200_000, "depth"),
        (b"- actor: kz\n  type: state\n  note: \0\n", "control-character"),
        (GOOD.encode("utf-16"), "encoding"),
        (b"- event: e\n  type: visit\n  when: 0000-01-01\n", "bad-date"),
        (b"- deal: d\n  between: a\n  amount: NaN USD\n", "bad-amount"),
        (b"- deal: d\n  between: a\n  amount: -inf USD\n", "bad-amount"),
        (b"- actor: <script>alert(1)</script>\n  type: state\n", "bad-id"),
        (b"- actor: ../../etc/passwd\n  type: state\n", "bad-id"),
    ],
)
def test_an_attack_is_a_problem_like_others(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "bad.yaml").write_bytes(data)
    (tmp_path / "good.yaml").write_text(GOOD.replace("kz", "whole"))
    loaded = load(tmp_path)
    assert ("bad.yaml", code) in codes(loaded)
    assert all(placed(problem, tmp_path) for problem in loaded.problems)
    assert "whole" in loaded.ledger


def test_a_script_in_a_name_is_a_name(tmp_path: Path) -> None:
    name = "<script>alert('1')</script>"
    (tmp_path / "a.yaml").write_text(f'- actor: kz\n  type: state\n  name: "{name}"\n')
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert str(loaded.ledger.by_id["kz"].name) == name
