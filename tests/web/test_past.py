"""What git knows: which entries have changed since the last brief, how one came about, and nothing where there is no git."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from drafting import dossier
from multivector.load import load
from multivector.web.past import changed, history
from webbing import workbench

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str) -> None:
    person = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false")
    subprocess.run(["git", *person, "-C", str(root), *arguments], check=True, capture_output=True)  # noqa: S603, S607  # ours


def kept(folder: Path) -> Path:
    root = dossier(folder)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


def noted(root: Path, id_: str, note: str) -> None:
    """Add a note to an entry, by hand."""
    (found,) = (entry for entry in load(root).ledger if entry.id == id_)
    assert found.origin is not None
    file = root / found.origin.place().file
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines.insert(found.origin.place().line, f"  note: {note}\n")
    file.write_text("".join(lines), "utf-8")


def test_only_entries_whose_lines_have_changed_are_named(tmp_path: Path) -> None:
    root = kept(tmp_path)
    assert changed(root, load(root).ledger) == ("HEAD", ())
    noted(root, "airliners", "looked at")
    assert changed(root, load(root).ledger)[1] == ("airliners",)


def test_a_file_that_git_does_not_know_is_new_as_a_whole(tmp_path: Path) -> None:
    root = kept(tmp_path)
    (root / "new.yaml").write_text(
        "- actor: one\n  type: state\n  name: One\n\n- actor: two\n  type: state\n  name: Two\n", "utf-8"
    )
    assert changed(root, load(root).ledger)[1] == ("one", "two")


def test_a_brief_that_was_given_out_is_where_counting_begins(tmp_path: Path) -> None:
    root = kept(tmp_path)
    git(root, "tag", "brief-1")
    noted(root, "airliners", "looked at")
    git(root, "commit", "-qam", "second")
    assert changed(root, load(root).ledger) == ("brief-1", ("airliners",))


def test_an_entry_has_the_commits_that_touched_it(tmp_path: Path) -> None:
    root = kept(tmp_path)
    noted(root, "airliners", "looked at")
    git(root, "commit", "-qam", "<b>second</b>")
    found = load(root).ledger.by_id
    assert [step.subject for step in history(root, found["airliners"], 10)] == ["<b>second</b>", "first"]
    assert [step.subject for step in history(root, found["data-centre"], 3)] == ["first"]


def test_without_git_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = dossier(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    ledger = load(root).ledger
    assert changed(root, ledger)[1] == ()
    assert history(root, ledger.by_id["airliners"], 3) == ()
    monkeypatch.setenv("PATH", "")
    assert changed(root, ledger)[1] == ()
    with workbench(tmp_path) as (client, _):
        assert client.get("/").status_code == 200


def test_a_folder_from_elsewhere_makes_git_run_nothing(tmp_path: Path) -> None:
    root = kept(tmp_path)
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", "utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "core.pager", "diff.x.textconv", "diff.x.command"):
        git(root, "config", name, str(trap))
    (root / ".gitattributes").write_text("*.yaml diff=x\n", "utf-8")
    noted(root, "airliners", "looked at")
    ledger = load(root).ledger
    (tmp_path / "sprung").unlink(missing_ok=True)
    assert "airliners" in changed(root, ledger)[1]
    assert history(root, ledger.by_id["airliners"], 3)
    assert not (tmp_path / "sprung").exists()
