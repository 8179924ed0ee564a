"""The folder of pages: whole or as it was before, a page a language and the result of every lens beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import multivector.report as reports
from multivector.files.whole import write_whole
from multivector.lenses import LENSES
from multivector.load import load
from multivector.model.ledger import ledger_of
from multivector.report import write_report
from multivector.views.locale import LANGUAGES

ROOT = Path(__file__).parents[1]
SMALL = load(ROOT / "dossiers" / "small").ledger


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_report_is_a_page_a_language_and_json_a_lens_and_nothing_else(tmp_path: Path) -> None:
    written = write_report(SMALL, tmp_path / "a" / "b")
    assert written == tuple(tmp_path / "a" / "b" / f"{lang}.html" for lang in LANGUAGES)
    found = contents(tmp_path / "a" / "b")
    assert found.keys() == {*(f"{lang}.html" for lang in LANGUAGES), *(f"{name}.json" for name in LENSES)}
    for name, lens in LENSES.items():
        assert found[f"{name}.json"].decode() == lens(SMALL).to_json() + "\n"
        assert json.loads(found[f"{name}.json"])["ledger"] == SMALL.digest
    for lang in LANGUAGES:
        assert f'<html lang="{lang}">'.encode() in found[f"{lang}.html"]
        assert (tmp_path / "a" / "b" / f"{lang}.html").stat().st_mode & 0o777 == 0o644


def test_the_same_ledger_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    write_report(SMALL, tmp_path / "one")
    write_report(ledger_of(reversed(SMALL.entries), SMALL.dossier), tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_report_as_of_a_day_knows_no_more(tmp_path: Path) -> None:
    write_report(SMALL, tmp_path, languages=("en",), as_of=date(2031, 4, 5))
    assert json.loads((tmp_path / "sources.json").read_text("utf-8"))["as_of"] == "2031-04-05"
    page = (tmp_path / "en.html").read_text("utf-8")
    assert "5\N{NO-BREAK SPACE}April 2031" in page
    assert "10\N{NO-BREAK SPACE}April 2031" not in page


def test_some_languages_lead_to_each_other_alone(tmp_path: Path) -> None:
    steps: list[str] = []
    pages = write_report(SMALL, tmp_path, languages=("kk", "en"), progress=steps.append)
    assert [page.name for page in pages] == ["kk.html", "en.html"]
    assert "ru.html" not in (tmp_path / "en.html").read_text("utf-8")
    assert steps == [*LENSES, "kk", "en"]


def test_a_report_over_an_older_one_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "en.html").write_text("old", encoding="utf-8")
    write_report(SMALL, tmp_path, languages=("en",))
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
    assert (tmp_path / "en.html").read_text("utf-8") != "old"


def test_a_failure_leaves_the_old_page_and_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(SMALL, tmp_path)
    before = contents(tmp_path)

    def failing(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(reports, "render_html", failing)
    with pytest.raises(RuntimeError):
        write_report(SMALL, tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_cannot_take_its_name_leaves_no_trace(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "en.html"
    file.write_text("old", encoding="utf-8")

    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(type(error)):
        write_whole(file, "new")
    assert contents(tmp_path) == {"en.html": b"old"}


def test_a_text_that_cannot_be_written_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "en.html", "\udcff")
    assert contents(tmp_path) == {}


def test_a_folder_in_the_place_of_a_page_is_an_error_that_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "en.html").mkdir()
    with pytest.raises(OSError, match="irectory"):
        write_whole(tmp_path / "en.html", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["en.html"]


def test_an_empty_ledger_has_a_report(tmp_path: Path) -> None:
    assert len(write_report(ledger_of([]), tmp_path)) == len(LANGUAGES)
