"""`multivector read`: places that can be cited, every file read even if one cannot be, no traceback on a user's mistake."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from multivector.cli import main
from multivector.model.evidence import mark_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "17.11.2025. Казахстан и США подписали соглашения примерно на $17 млрд.\r\nОтвет ждут до конца года."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "статья.txt"
    file.write_bytes(TEXT.encode())
    return file


def test_every_line_has_its_place_its_value_and_a_mark(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ", 1)[1].split("  ")[0] for line in lines] == [
        "date 2025-11-17",
        "actor iso3:KAZ",
        "actor iso3:USA",
        "amount about 17bn USD",
        "date by 2025-09~/2025-12",
    ]
    assert lines[0].startswith(f"{article}:1:1: ")
    assert lines[-1].startswith(f"{article}:2:")


def test_json_gives_slices_of_the_file_as_it_is(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for row in rows:
        assert row["words"] == TEXT[row["start"] : row["end"]]
        assert row["at"] == f"@{row['start']}-{row['end']}#{mark_of(row['words'])}"


def test_the_day_is_asked_for_where_the_text_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("They met yesterday.", encoding="utf-8")
    assert main(["read", str(file)]) == 1
    assert "--date" in capsys.readouterr().err
    assert main(["read", str(file), "--date", "2025-11-17"]) == 0
    assert "date 2025-11-16" in capsys.readouterr().out


@pytest.mark.parametrize("data", ["Казахстан".encode("cp1251"), "Казахстан".encode("utf-16"), b"\xff\x00\xfe"])
def test_what_is_no_text_is_said_and_the_others_are_read(
    data: bytes, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    assert main(["read", str(bad), str(tmp_path / "none.txt"), str(tmp_path), str(article)]) == 1
    printed = capsys.readouterr()
    assert "UTF-8" in printed.err
    assert "none.txt" in printed.err
    assert "17bn USD" in printed.out


@pytest.mark.parametrize("text", ["", "\n\n", "\0" * 20, "\u202e12 ноября\u202c 2025", "12 ноября 2025" + "." * 100_000])
def test_odd_texts_end_quietly(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["read", str(file), "--date", "2025-11-17"]) in {0, 1}
    assert "\u202e" not in capsys.readouterr().out


def test_a_text_that_is_too_large_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as out:
        out.truncate(1 << 30)
    assert main(["read", str(file)]) == 1
    assert "larger than" in capsys.readouterr().err


def test_a_dossier_that_is_not_there_is_said(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article), "--dossier", str(tmp_path / "none")]) == 1
    assert "no entries" in capsys.readouterr().err
