"""`multivector read`: drafts and places that can be cited, every file read even if one cannot be, no traceback on a mistake."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from multivector.batch import records
from multivector.cli import main
from multivector.cli import read as command
from multivector.files.text import decode
from multivector.model.evidence import mark_of
from multivector.reader import drafting
from multivector.reader.documents import Document
from multivector.reader.rows import Origin, draft_of, row_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "17.11.2025. Казахстан и США подписали соглашения примерно на $17 млрд.\r\nОтвет ждут до конца года."
PAGE = (
    "<html><head><title>Итоги</title><meta property='article:published_time' content='2025-11-17T10:00:00Z'></head>"
    "<nav>Россия</nav><article><p>Вчера Казахстан и&nbsp;США подписали соглашения.<p>Сумма: $17&nbsp;млрд.</article>"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "статья.txt"
    file.write_bytes(TEXT.encode())
    return file


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_every_line_has_its_place_its_value_and_a_mark(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--places", str(article)]) == 0
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
    assert main(["read", "--places", str(article), "--json"]) == 0
    printed = capsys.readouterr()
    rows = [json.loads(line) for line in printed.out.splitlines()]
    for row in rows:
        assert row["words"] == TEXT[row["start"] : row["end"]]
        assert row["at"] == f"@{row['start']}-{row['end']}#{mark_of(row['words'])}"
    assert {row["file"] for row in rows} == {str(article)}
    assert printed.err == ""


def test_the_day_is_asked_for_where_the_text_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("They met yesterday.", encoding="utf-8")
    assert main(["read", "--places", str(file)]) == 1
    assert "--date" in capsys.readouterr().err
    assert main(["read", "--places", str(file), "--date", "2025-11-17"]) == 0
    assert "date 2025-11-16" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"\xff\x00\xfe", b"\x00" * 30])
def test_what_is_no_text_is_said_and_the_others_are_read(
    data: bytes, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["read", "--places", str(bad), str(tmp_path / "none.txt"), str(empty), str(article)]) == 1
    printed = capsys.readouterr()
    assert f"{bad}:1:1: error: the file is no text" in printed.err
    assert "none.txt: No such file" in printed.err
    assert f"{empty}: no " in printed.err
    assert "17bn USD" in printed.out


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "mac_cyrillic", "iso8859_5", "utf-16", "utf-16-le"])
def test_a_text_in_another_encoding_says_the_same_at_the_same_places(
    codec: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_bytes(TEXT.replace("\r\n", "\n").encode())
    other = tmp_path / "other.txt"
    other.write_bytes(TEXT.encode(codec))
    assert main(["read", "--places", str(article)]) == 0
    expected = capsys.readouterr().out.replace(str(article), str(other))
    assert main(["read", "--places", str(other)]) == 0
    printed = capsys.readouterr()
    assert printed.out == expected
    assert "one file was no UTF-8 text" in printed.err
    assert "--texts FOLDER" in printed.err


def test_a_page_is_read_on_the_day_that_it_declares(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--places", str(page)]) == 0
    out = capsys.readouterr().out
    assert f"{page}:1:1: date 2025-11-16  " in out
    assert "iso3:RUS" not in out
    assert main(["read", "--places", str(page), "--date", "2025-11-20"]) == 0
    assert "date 2025-11-19" in capsys.readouterr().out


def test_places_hold_for_the_text_that_is_kept(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "texts"
    kept = folder / "page.txt"
    assert main(["read", "--places", str(page), "--texts", str(folder), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    rows = [json.loads(line) for line in printed.out.splitlines()]
    text = kept.read_text(encoding="utf-8")
    assert decode(kept.read_bytes(), "page.txt") == (text, [])
    assert {(row["file"], row["text"]) for row in rows} == {(str(page), str(kept))}
    assert [text[row["start"] : row["end"]] for row in rows] == [row["words"] for row in rows] != []
    assert main(["read", "--places", str(page), "--texts", str(folder)]) == 0
    by_line = capsys.readouterr().out
    assert main(["read", "--places", str(kept), "--date", "2025-11-17"]) == 0
    assert capsys.readouterr().out == by_line


def test_a_utf_8_text_is_not_kept_again(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--places", str(article), "--texts", str(tmp_path / "texts")]) == 0
    assert capsys.readouterr().err == ""
    assert not (tmp_path / "texts").exists()


@pytest.mark.parametrize("link", [False, True])
def test_another_text_is_never_written_over(
    page: Path, tmp_path: Path, *, link: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "texts" / "page.txt"
    kept.parent.mkdir()
    if link:
        kept.symlink_to(tmp_path / "elsewhere.txt")
    else:
        kept.write_text("mine", encoding="utf-8")
    assert main(["read", "--places", str(page), "--texts", str(kept.parent)]) == 1
    printed = capsys.readouterr()
    assert "another text, which stays" in printed.err
    assert f"{page}:1:1: date 2025-11-16" in printed.out
    assert not (tmp_path / "elsewhere.txt").exists()
    assert kept.is_symlink() or kept.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_said_and_the_places_are_printed(
    page: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--places", str(page), "--texts", str(article / "texts")]) == 1
    printed = capsys.readouterr()
    assert "Not a directory" in printed.err
    assert "17bn USD" in printed.out


def test_a_folder_is_read_in_order_through_its_folders(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    names = ["b.html", "a/z.txt", "a/a.HTM", ".hidden/a.txt", ".a.txt", "c.jpg", "a/readme.md"]
    for name in names:
        file = tmp_path / "news" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>Казахстан", encoding="utf-8")
    code, out, _ = run("read", "--places", str(tmp_path / "news"), "--date", "2025-11-17", "--json")
    assert code == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [
        str(tmp_path / "news" / name) for name in ("a/a.HTM", "a/z.txt", "b.html")
    ]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "in/c.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[b-z].txt", ["b.txt"]),
        ("i*/*", ["in/c.txt"]),
        ("[1].txt", ["[1].txt"]),
        ("**x", []),
        ("*.none", []),
    ],
)
def test_a_pattern_gives_its_files_each_once(
    pattern: str, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., tuple[int, str, str]]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt", "in/c.txt", "in/d.jpg", *(names if pattern == "[1].txt" else [])):
        (tmp_path / name).write_text("Казахстан", encoding="utf-8")
    code, out, err = run("read", "--places", pattern, "--date", "2025-11-17", "--json")
    assert [json.loads(line)["file"] for line in out.splitlines()] == names
    assert (code, err == "") == (0 if names else 1, bool(names))
    _, whole, _ = run("read", "--places", str(tmp_path / pattern), pattern, "--date", "2025-11-17", "--json")
    assert whole.count("\n") == len(names)


def test_links_out_of_a_folder_are_refused_and_links_within_read_once(
    tmp_path: Path, article: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    news, other = tmp_path / "news", tmp_path / "other"
    news.mkdir()
    other.mkdir()
    (other / "secret.txt").write_text("Россия", encoding="utf-8")
    (news / "a.txt").write_text("Казахстан", encoding="utf-8")
    (news / "b.txt").symlink_to(news / "a.txt")
    (news / "loop").symlink_to(news)
    for given in (str(news), str(news / "*")):
        assert run("read", "--places", given, "--date", "2025-11-17")[0] == 0
    (news / "c.txt").symlink_to(article)
    (news / "d").symlink_to(other)
    (news / "e.txt").symlink_to(news / "e.txt")
    for given in (str(news), str(news / "**" / "*")):
        code, out, err = run("read", "--places", given, "--date", "2025-11-17")
        assert code == 1
        assert [line.split(": ")[1].split("  ")[0] for line in out.splitlines()] == ["actor iso3:KAZ"]
        assert f"{news / 'c.txt'}: a link out of the folder" in err
        assert f"{news / 'd'}: a link out of the folder" in err


@pytest.mark.parametrize(("count", "where", "told"), [(21, "terminal", True), (20, "terminal", False), (21, "file", False)])
def test_progress_is_told_at_a_terminal_if_files_are_many(
    count: int, where: str, *, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return where == "terminal"

    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    for number in range(count):
        (tmp_path / f"{number}.txt").write_text("Казахстан", encoding="utf-8")
    assert main(["read", "--places", str(tmp_path), "--date", "2025-11-17"]) == 0
    assert (f"100%  {count} read" in stream.getvalue()) is told
    assert told or stream.getvalue() == ""
    assert not stream.getvalue().rstrip("\r").rpartition("\r")[2].strip()


def test_the_properties_of_a_file_do_not_date_its_text(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK")
    monkeypatch.setattr(command, "text_of", lambda *_: Document("Вчера", "docx", "", made=date(2031, 4, 3)))
    code, out, err = run("read", "--places", str(file))
    assert (code, out) == (1, "")
    assert "--date 2031-04-03, if" in err


def test_doubts_are_told_and_the_text_is_read(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    file = tmp_path / "a.txt"
    text = (
        "Der Minister hat gesagt, dass die Verträge mit der Regierung nicht für das Land zu haben sind, und er ist sich sicher."
    )
    file.write_text(text, encoding="utf-8")
    code, _, err = run("read", "--places", str(file), "--date", "2025-11-17")
    assert (code, "German" in err) == (0, True)


@pytest.mark.parametrize("name", ["a\x00b", "a\x00*.txt", "\x1b[31m.txt"])
def test_odd_names_are_told_harmlessly(name: str, run: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = run("read", "--places", name, "--date", "2025-11-17")
    assert code == 1
    assert not {"\x00", "\x1b"}.intersection(err)


@pytest.mark.parametrize("text", ["", "\n\n", "\0" * 20, "\u202e12 ноября\u202c 2025", "12 ноября 2025" + "." * 100_000])
def test_odd_texts_end_quietly(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["read", "--places", str(file), "--date", "2025-11-17"]) in {0, 1}
    assert "\u202e" not in capsys.readouterr().out


def test_a_text_that_is_too_large_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as out:
        out.truncate(1 << 30)
    assert main(["read", "--places", str(file)]) == 1
    assert "larger than" in capsys.readouterr().err


def test_a_dossier_that_is_not_there_is_said(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--places", str(article), "--dossier", str(tmp_path / "none")]) == 1
    assert "no entries" in capsys.readouterr().err


def test_an_amount_that_the_dossier_holds_leads_to_its_entries(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text("2 апреля 2031 года. Самолёты обошлись в 6 млрд долларов, а не в 6 млрд евро.", encoding="utf-8")
    assert main(["read", "--places", str(article), "--dossier", "dossiers/small"]) == 0
    amounts = [line for line in capsys.readouterr().out.splitlines() if ": amount " in line]
    assert [line.rpartition("  in ")[2] if "  in " in line else "" for line in amounts] == ["airliners", ""]
    assert main(["read", "--places", str(article), "--dossier", "dossiers/small", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["in"] for row in rows if row["kind"] == "amount"] == [["airliners"], []]


def test_a_draft_is_a_line_with_its_place_and_what_is_missing(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article)]) == 0
    (line, *_) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{article}:1:")
    assert ": deal agreement, done, " in line
    assert "; iso3:KAZ, iso3:USA; about 17bn USD; " in line
    assert "; no date  @" in line


def test_a_draft_is_a_row_of_json_from_which_it_can_be_made_again(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(page), "--json", "--texts", str(tmp_path / "texts")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    text = (tmp_path / "texts" / "page.txt").read_text(encoding="utf-8")
    assert rows
    for number, row in enumerate(rows):
        draft = draft_of(row)
        origin = Origin(str(page), str(page), date(2025, 11, 17), text, title=row["title"])
        assert row == row_of(draft, number, origin) | {"kept": str(tmp_path / "texts" / "page.txt")}


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("Алдория и Борланд подписали договор на 6 млрд долларов", "  same figure: airliners"),
        ("Алдория и Борланд подписали договор о двадцати самолётах на 6 млрд долларов", "  further: airliners"),
        ("Алдория и Цестрия подписали договор на 77 млрд долларов", ""),
    ],
)
def test_a_draft_leads_to_the_entry_that_tells_of_it_or_holds_its_figure(
    article: Path, run: Callable[..., tuple[int, str, str]], words: str, held: str
) -> None:
    article.write_text(f"2 апреля 2031 года. {words}.", encoding="utf-8")
    _, out, _ = run("read", str(article), "--dossier", "dossiers/small")
    assert out.splitlines()[0].endswith(held or "долларов")
    _, out, _ = run("read", str(article), "--dossier", "dossiers/small", "--json")
    row = json.loads(out.splitlines()[0])
    assert (row["entry"] or "", row["same_figure"]) == {
        "  same figure: airliners": ("", ["airliners"]), "  further: airliners": ("airliners", []), "": ("", []),
    }[held]  # fmt: skip


def test_a_text_without_drafts_says_so(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Rain fell.", encoding="utf-8")
    code, out, err = run("read", str(file), "--date", "2025-11-17")
    assert (code, out) == (0, "")
    assert "nothing to draft was found; --places prints" in err


def test_without_the_weights_that_is_said_once_and_drafts_are_made(
    article: Path, page: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., tuple[int, str, str]]
) -> None:
    for module in (command, drafting):
        monkeypatch.setattr(module, "find_spec", lambda _: None)
    code, out, err = run("read", str(article), str(page))
    assert (code, err.count("natasha")) == (0, 1)
    assert ": deal agreement" in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "serial"], "--engine goes with --out"),
        (["--workers", "2"], "--workers goes with --out"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler goes with --out"),
        (["--out", "o", "--json"], "--json does not go with --out"),
        (["--out", "o", "--places"], "--places does not go with --out"),
        (
            ["--out", "o", "--engine", "serial", "--scheduler", "tcp://127.0.0.1:1"],
            "--scheduler does not go with --engine serial",
        ),
        (["--out", "o", "--workers", "0"], "'0' is no number of processes"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    options: list[str], said: str, article: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    code, out, err = run("read", str(article), *options)
    assert (code, out) == (2, "")
    assert said in err


def test_a_text_that_is_too_long_to_be_drafted_is_said(
    article: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., tuple[int, str, str]]
) -> None:
    monkeypatch.setattr(records, "LONGEST", 50)
    code, out, err = run("read", str(article))
    assert (code, out) == (1, "")
    assert f"{article}: the text has " in err
    assert run("read", "--places", str(article))[0] == 0
