"""The inbox: texts are read against the ledger and told at the end of the briefing, and no figure knows of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from multivector.desk.inbox import MOST, articles, inbox
from multivector.lenses import LENSES
from multivector.load import load
from multivector.report import write_report
from multivector.views.locale import LANGUAGES

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "dossiers" / "small"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "small")
    return tmp_path / "small"


def page(ledger_folder: Path, out: Path) -> dict[str, str]:
    ledger = load(ledger_folder).ledger
    write_report(ledger, out, articles=articles(inbox(ledger_folder), ledger)[0])
    return {path.name: path.read_text("utf-8") for path in out.iterdir()}


def test_each_draft_stands_on_its_sentence_with_the_evidence_marked(tmp_path: Path) -> None:
    found = page(SMALL, tmp_path)
    for lang in LANGUAGES:
        section = found[f"{lang}.html"].partition('id="drafts"')[2].partition('id="statement"')[0]
        assert "<mark>" in section
        assert section.count("<blockquote>") >= 3
        assert 'href="#e-airliners"' in section


def test_no_figure_and_no_result_knows_of_the_inbox(dossier: Path, tmp_path: Path) -> None:
    with_texts = page(dossier, tmp_path / "with")
    ledger = load(dossier).ledger
    shutil.rmtree(dossier / "inbox")
    without = page(dossier, tmp_path / "without")
    assert load(dossier).ledger == ledger
    assert all(with_texts[f"{name}.json"] == without[f"{name}.json"] for name in LENSES)
    assert 'id="drafts"' not in without["en.html"]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(dossier: Path) -> None:
    (dossier / "inbox" / "a.txt").write_bytes(b"")
    (dossier / "inbox" / "b.txt").write_text("Aldoria said nothing.", encoding="utf-8")
    (dossier / "inbox" / "c.pdf").write_bytes(b"%PDF-1.4 nothing")
    found, unread = articles(inbox(dossier), load(dossier).ledger)
    assert [article.name for article in found] == ["herald-2031-06-28"]
    assert len(unread) == 3
    assert "--date" in unread[1]


def test_entries_are_not_looked_for_in_the_inbox_and_links_out_of_it_are_not_followed(dossier: Path, tmp_path: Path) -> None:
    before = load(dossier)
    (dossier / "inbox" / "x.yaml").write_text("- actor: [\n", encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text("1 May 2031. Aldoria signed a treaty with Cestria.", encoding="utf-8")
    (dossier / "inbox" / "link.txt").symlink_to(secret)
    assert load(dossier).problems == before.problems
    assert [path.name for path in inbox(dossier)] == ["herald-2031-06-28.txt"]


def test_only_so_many_texts_are_shown_and_a_dossier_without_an_inbox_has_none(dossier: Path, tmp_path: Path) -> None:
    for number in range(MOST + 5):
        (dossier / "inbox" / f"{number:02}.txt").write_text("1 May 2031. Quiet.", encoding="utf-8")
    assert len(inbox(dossier)) == MOST
    assert inbox(tmp_path) == ()
    assert articles((), load(dossier).ledger) == ((), ())


def test_a_notice_before_the_headline_is_kept_apart_and_a_script_is_shown_as_text(dossier: Path, tmp_path: Path) -> None:
    text = "Exercise: all invented.\n\n<script>alert(1)</script> & Aldoria\n\n1 May 2031. Aldoria signed a pact with Cestria.\n"
    (dossier / "inbox" / "a.txt").write_text(text, encoding="utf-8")
    (article, _), _ = articles(inbox(dossier), load(dossier).ledger)
    assert (article.notice, article.title) == ("Exercise: all invented.", "<script>alert(1)</script> & Aldoria")
    assert "<script>" not in page(dossier, tmp_path / "out")["en.html"]
