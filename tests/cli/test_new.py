"""Beginning a dossier, and the schemas for its editor: nothing is written over, and what is made is in order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest

from multivector.cli.schema import NAMES
from multivector.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run: TypeAlias = Callable[..., tuple[int, str, str]]


# --- new --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", [None, "Kazakhstan", "Қазақстан: «екі» жақ", '"# - {x}: [y]', "yes", "007", "~", "a" * 300])
def test_a_new_dossier_checks_clean_and_is_about_its_state(title: str | None, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    code, out, err = run("new", str(folder), "--state", "kz", *(["--title", title] if title else []))
    assert (code, err) == (0, "")
    assert str(folder / "entries.yaml") in out
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.ledger.state == "kz"
    assert loaded.ledger.dossier is not None
    assert str(loaded.ledger.dossier.title) == (title or "kz")
    assert run("check", str(folder))[0] == 0
    settings_ = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
    assert all((folder / schema).is_file() for schema in settings_["yaml.schemas"])
    assert run("report", str(folder), "--out", str(tmp_path / "out"))[0] == 0


def test_new_names_its_files_as_json(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("new", str(tmp_path / "n"), "--state", "kz", "--json")
    written = [path.relative_to(tmp_path / "n").as_posix() for path in (tmp_path / "n").rglob("*") if path.is_file()]
    assert json.loads(out) == sorted(written)


def test_new_never_writes_over_anything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    assert run("new", str(tmp_path), "--state", "kz") == (
        1, "", f"multivector: {tmp_path} is not empty; nothing was written\n",
    )  # fmt: skip
    assert run("new", str(tmp_path / "note"), "--state", "kz") == (1, "", f"multivector: {tmp_path / 'note'}: Not a directory\n")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("note", "mine")]
    (tmp_path / "empty").mkdir()
    assert run("new", str(tmp_path / "empty"), "--state", "kz")[0] == 0


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--state", "Kazakhstan"), "'Kazakhstan' cannot be an id"),
        (("--state", "kz", "--title", "  "), "a title has at least one letter"),
        (("--state", "kz", "--title", "a\x07"), "'a\\x07' holds characters that cannot be seen"),
        (("--state", "kz", "--title", "a\u202eb"), "holds characters that cannot be seen"),
        (("--state", "kz", "--title", "a\udcff"), "holds characters that cannot be seen"),
        ((), "the following arguments are required: --state"),
    ],
)
def test_new_refuses_what_no_dossier_could_hold(option: tuple[str, ...], said: str, run: Run, tmp_path: Path) -> None:
    code, out, err = run("new", str(tmp_path / "n"), *option)
    assert (code, out) == (2, "")
    assert said in err
    assert not (tmp_path / "n").exists()


# --- schema -----------------------------------------------------------------------------------------------------------


def test_schemas_are_printed_and_written_as_published(run: Run, tmp_path: Path) -> None:
    assert run("schema")[1] == run("schema", "entries")[1]
    code, out, _ = run("schema", "--out", str(tmp_path / "s"))
    assert (code, out) == (0, f"{len(NAMES)} schemas in {tmp_path / 's'}\n")
    for name in NAMES:
        printed = run("schema", name)[1]
        assert json.loads(printed)["$schema"]
        assert (tmp_path / "s" / f"{name}.json").read_text("utf-8") == printed
    assert json.loads(run("schema", "--out", str(tmp_path), "--json")[1]) == [str(tmp_path / f"{name}.json") for name in NAMES]
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("schema", "--out", str(tmp_path / "file"))[:2] == (1, "")
