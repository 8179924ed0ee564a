"""What users see of the small dossier, as it was last looked at by a person.

A missing, different or unused file in `snapshots/` fails. After a change that is meant, write them anew and read the
difference: `MULTIVECTOR_UPDATE_SNAPSHOTS=1 python3 go.py test tests/test_snapshots.py`.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pages
from multivector.cli import COMMANDS, main
from multivector.lenses import LENSES
from multivector.load import load
from multivector.report import write_report
from multivector.views.locale import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "snapshots"
UPDATE = os.environ.get("MULTIVECTOR_UPDATE_SNAPSHOTS") == "1"
SMALL = "dossiers/small"
SHOWN = (("airliners", "en"), ("visit-cestria", "kk"), ("why-silent", "ru"), ("ministry-2031-04-01", "ru"))
BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "tr", "figcaption", "summary", "title", "desc", "section", "nav", "svg"})
HELP = ["", *(module.__name__.rpartition(".")[2] for module in COMMANDS)]


def command(*arguments: str) -> Callable[[pytest.CaptureFixture[str]], str]:
    """Give a function that runs a command line and gives what it prints."""

    def shown(capsys: pytest.CaptureFixture[str]) -> str:
        code = main(arguments)
        out, err = capsys.readouterr()
        return f"$ multivector {' '.join(arguments)}\n{out}{err}(exit code {code})\n"

    return shown


def help_of(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Give the help of a command, a paragraph a line: how it is folded depends on the terminal and on Python."""
    with pytest.raises(SystemExit):
        main([name, "--help"] if name else ["--help"])
    return "\n\n".join(" ".join(part.split()) for part in capsys.readouterr().out.split("\n\n")) + "\n"


def page(lang: str, folder: Path) -> str:
    """Give what people read on a page, a block a line, with where its links lead."""
    (file,) = write_report(load(SMALL).ledger, folder, languages=(lang,))
    html = re.sub(r"<style>.*?</style>", "", file.read_text("utf-8"), flags=re.DOTALL)
    pages.parsed(html)
    html = re.sub(r'<div class="narrow">.*?</div>', "", re.sub(r"\n+", " ", html))
    html = re.sub(r"\b[0-9a-f]{16}\b", "…", html.replace("&#8239;", " "))
    html = re.sub(r'<a href="#e-([^"]*)">\d+</a>', r"[\1]", html)
    html = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", html)
    html = re.sub(rf"</?(?:{'|'.join(BLOCKS)})\b[^>]*>", "\n", html)
    html = re.sub(r"</t[dh]>", " | ", html)
    lines = (re.sub(r" +", " ", re.sub(r"<[^>]+>", " ", line)).strip() for line in html.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


SEEN: dict[str, Callable[[pytest.CaptureFixture[str]], str]] = {
    **{f"lens-{name}.{lang}": command("lens", name, SMALL, "--lang", lang) for name in LENSES for lang in LANGUAGES},
    **{f"show-{id_}.{lang}": command("show", id_, SMALL, "--lang", lang) for id_, lang in SHOWN},
    **{
        f"check.{form}": command("check", "tests/cases/checks/bad-amount", "--format", form)
        for form in ("text", "json", "github")
    },
    **{f"help-{name}" if name else "help": partial(help_of, name) for name in HELP},
}
PAGES = {f"page.{lang}": lang for lang in LANGUAGES}


def same(name: str, text: str) -> None:
    """Compare with the file, or write it."""
    file = FOLDER / f"{name}.txt"
    if UPDATE:
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"{file.name} is missing"
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("name", SEEN)
def test_what_a_command_prints_is_as_it_was_seen(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    same(name, SEEN[name](capsys))


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_is_as_it_was_seen(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    same(name, page(PAGES[name], tmp_path))


def test_every_file_is_used() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.txt" for name in (*SEEN, *PAGES)}


def test_no_file_names_a_machine_or_a_moment() -> None:
    for file in sorted(FOLDER.iterdir()):
        assert not re.search(r"(?<![\w./])/(?:home|root|work|tmp|Users|usr)/|\d\d:\d\d:\d\d", file.read_text("utf-8")), file.name
