"""`multivector review` and `multivector accept`: driven by lines, in a terminal, and by whoever makes a mistake."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest

from drafting import contents, dossier
from multivector.batch.folder import keep, opened
from multivector.batch.records import Document, Outcome
from multivector.batch.units import Unit
from multivector.cli import review as command
from multivector.cli import waiting
from multivector.load import load
from multivector.reader.actors import known
from multivector.reader.drafting import read
from multivector.reader.rows import Origin, row_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

TEXT = "28 June 2031\n\nAldoria signed a contract with Cestria on 27 June on locomotives worth 3bn dollars. \x1b[31mred"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(waiting, "weights", lambda: None)
    return dossier(tmp_path)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "herald-2031-06-28.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda keys: monkeypatch.setattr(sys, "stdin", io.StringIO(keys))


def test_lines_of_keys_accept_undo_and_reject(root: Path, article: Path, run: Run, typed: Callable[[str], None]) -> None:
    before = contents(root)
    typed("a\nu\n")
    code, out, err = run("review", str(article), "--dossier", str(root))
    assert (code, err) == (0, "")
    assert "[" in out
    assert "\x1b" not in out
    assert contents(root) == before
    typed("a")
    assert run("review", str(article), "--dossier", str(root), "--into", "spring.yaml")[0] == 0
    added = load(root).ledger.entries[: len(load(root).ledger)]
    assert load(root).problems == ()
    assert any(entry.id == "agreement-cestria-2031-06-27" or "cestria-2031-06" in entry.id for entry in added)
    code, out, _ = run("review", str(article), "--dossier", str(root))
    assert (code, out) == (0, "Nothing waits for a decision.\n")


def test_a_rejection_is_remembered(root: Path, article: Path, run: Run, typed: Callable[[str], None]) -> None:
    typed("r")
    run("review", str(article), "--dossier", str(root))
    assert run("review", str(article), "--dossier", str(root))[1] == "Nothing waits for a decision.\n"
    assert len((root / "rejected.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert load(root).problems == ()


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("sed -i s/3bn/4bn/", "amount: 4bn USD"),
        ("sed -i s/aldoria/nowhere/", "error: "),
        ("false", "the editor false failed"),
        ("no-such-editor", "No such file"),
    ],
)
def test_the_editor_of_the_person_is_asked_and_what_it_leaves_checked(
    editor: str, told: str, root: Path, article: Path, run: Run, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    typed("eq")
    code, out, _ = run("review", str(article), "--dossier", str(root))
    assert code == 0
    assert told in out.rpartition("1 of 1")[2]


def test_what_waits_can_be_had_as_json(root: Path, article: Path, run: Run) -> None:
    before = contents(root)
    code, out, _ = run("review", str(article), "--dossier", str(root), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, [row["verdict"] for row in rows]) == (0, ["new"])
    assert all(TEXT[place["start"] : place["end"]] == place["words"] for row in rows for place in row["evidence"])
    assert contents(root) == before


def test_drafts_of_a_folder_are_those_of_the_text(root: Path, article: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    assert opened(out) is None
    origin = Origin("herald-2031-06-28", str(article), date(2031, 6, 28), TEXT)
    drafts = read(TEXT, origin.day, known(load(root).ledger)).drafts
    rows = tuple(row_of(draft, number, origin) for number, draft in enumerate(drafts))
    document = Document(origin.document, origin.file, None, "", "", "2031-06-28", origin.hash, TEXT, rows)
    keep(out, Outcome(Unit(str(article), str(article), 0, len(TEXT), 1, "0", corpus=False), 1, len(rows)), "mark", [document])
    of_text = run("review", str(article), "--dossier", str(root), "--json")
    assert run("review", str(out), "--dossier", str(root), "--json") == of_text
    (file,) = out.rglob("*.jsonl")
    assert run("review", str(file), "--dossier", str(root), "--json") == of_text


def test_accept_all_takes_what_lacks_nothing_and_tells_the_rest(root: Path, article: Path, run: Run) -> None:
    before = contents(root)
    ask = ("accept", str(article), "--dossier", str(root), "--all", "--min-confidence")
    assert run(*ask, "0.999")[1].startswith("left  deal  trust 0.")
    code, out, err = run(*ask, "0", "--dry-run")
    assert (code, err) == (0, "1 would be accepted, 0 left\n")
    assert "amount: 3bn USD" in out
    assert contents(root) == before
    assert run(*ask, "0", "--kind", "event")[2] == "0 accepted, 0 left\n"
    assert run(*ask, "0")[2] == "1 accepted, 0 left\n"
    assert load(root).problems == ()
    assert run(*ask, "0")[2] == "0 accepted, 0 left\n"


def test_accept_leaves_matches_unless_asked_and_rivals_always(root: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "news-2031-06-28.txt"
    file.write_text(
        "28 June 2031\n\nAldoria signed an agreement with Bor Wings on airliners worth 6bn dollars.", encoding="utf-8"
    )
    ask = ("accept", str(file), "--dossier", str(root), "--all", "--min-confidence", "0", "--json")
    row = json.loads(run(*ask)[1])
    assert (row["accepted"], row["left"]) == (False, "further evidence for airliners")
    assert json.loads(run(*ask, "--further")[1])["amends"] == "airliners"
    assert load(root).problems == ()
    file.write_text(
        "28 June 2031\n\nAldoria signed an agreement with Bor Wings on airliners worth 9bn dollars.", encoding="utf-8"
    )
    assert "rival claim on airliners" in json.loads(run(*ask, "--further")[1])["left"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--into", "../out.yaml"),
        ("--into", "dossier.yaml"),
        ("--into", "texts/a.yaml"),
        ("--into", ".a.yaml"),
        ("--into", "a.txt"),
        ("--into", "/a.yaml"),
        ("--source", "No Id"),
        ("--date", "soon"),
        ("--source-type", "rumour"),
    ],
)
def test_a_wrong_option_is_told(wrong: tuple[str, str], root: Path, article: Path, run: Run) -> None:
    code, _, err = run("review", str(article), "--dossier", str(root), *wrong)
    assert code == 2
    assert err.startswith("usage: ")


@pytest.mark.parametrize("share", ["2", "-0.1", "much", "nan"])
def test_a_share_lies_between_none_and_all(share: str, root: Path, article: Path, run: Run) -> None:
    assert run("accept", str(article), "--dossier", str(root), "--all", "--min-confidence", share)[0] == 2


def test_what_cannot_be_read_is_told_and_the_rest_decided_on(root: Path, article: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "bad.jsonl").write_text('{"row": {}}\n{"document": {}}\n', encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "undated.txt").write_text("They met.", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("bad.jsonl", "empty", "undated.txt", "none.txt")]
    code, out, err = run("review", *names, str(article), "--dossier", str(root), "--json")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert all(name in err for name in names)
    assert run("review", str(article), "--dossier", str(tmp_path / "nowhere"))[0] == 1
    assert run("review", str(article), str(tmp_path), "--dossier", str(root), "--url", "https://a.example/b")[0] == 1


def test_keys_pressed_at_a_terminal_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as terminal:
        before = termios.tcgetattr(terminal)
        monkeypatch.setattr(sys, "stdin", terminal)
        with command._keys() as keys:
            os.write(ours, b"\x1b[Asa")
            assert [next(keys), next(keys)] == ["s", "a"]
            os.write(ours, b"r\x04")
            assert list(keys) == ["r"]
        assert termios.tcgetattr(terminal) == before
    os.close(ours)
