"""Entries and sources as sections: everything that a ledger holds of an entry stands there, with who says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from making import adopted, claim, deal, evidence, ledger, source, stage, when
from multivector.model.entries import AnyEntry, Signal, Withholding
from multivector.model.evidence import Evidence
from multivector.model.names import names
from multivector.model.parts import Reading
from multivector.views.annex import entry_section, evidence_line, source_line
from multivector.views.locale import LANGUAGES, NBSP
from multivector.views.text import render_text

if TYPE_CHECKING:
    from multivector.views.blocks import Inline

HERALD = source("herald", name=names("The Herald"), reliability="B")
TEXT = source("t1", "2031-04-02", part_of="herald", url="https://herald.example/1")


def written(runs: Inline) -> str:
    return "".join(run.text for run in runs).replace(NBSP, " ")


def told(entry: AnyEntry, *others: AnyEntry, lang: str = "en") -> str:
    found = ledger(entry, *others)
    return render_text(entry_section(found.by_id[entry.id], found, lang), 1000).replace(NBSP, " ")


@pytest.mark.parametrize(("lang", "quote"), [("en", "“we agreed”"), ("ru", "«we agreed»"), ("kk", "«we agreed»")])
def test_a_quote_has_the_marks_of_the_language(lang: str, quote: str) -> None:
    assert quote in written(evidence_line(evidence("t1", quote="we agreed"), ledger(TEXT, HERALD), lang))


def test_evidence_tells_place_speaker_grade_and_what_the_source_does() -> None:
    item = evidence("t1", start=3, end=9, speaker="east", credibility="2", does="doubts", gloss=names("perhaps"))
    line = evidence_line((*item, Evidence(source=cast("Any", "t1"))), ledger(TEXT, HERALD), "en")
    place = "The Herald, 2 April 2031"
    assert written(line) == f"{place} (characters 3–9, east, credibility 2, doubts, perhaps); {place}"
    assert [run.href for run in line if run.href] == ["#s-t1", "#s-t1"]


def test_a_source_that_is_not_in_the_ledger_is_named_and_leads_nowhere() -> None:
    (only,) = evidence_line(evidence("gone"), ledger(), "en")
    assert (only.text, only.href) == ("gone", "")


@pytest.mark.parametrize(("lang", "words"), [("en", "analyst"), ("ru", "аналитик"), ("kk", "талдаушы")])
def test_what_has_no_evidence_is_the_analyst_s_own(lang: str, words: str) -> None:
    assert written(evidence_line((), ledger(), lang)) == words


def test_a_delay_tells_until_when_and_the_analyst_s_remark() -> None:
    late = replace(stage("delayed", "2031-05-01", "t1"), until=when("2031-12"), note=names("no fuel"))
    assert "\n- 1 May 2031: delayed → December 2031 – no fuel – The Herald, 2 April 2031\n" in told(
        deal("d", stages=(late,)), TEXT, HERALD
    )


def test_every_claim_has_its_line_and_the_adopted_one_its_tick_day_and_reason() -> None:
    text = told(
        deal("d", claim("t1", amount="3bn USD", basis="contract"), claim("t2", amount="4bn USD"), adopted=adopted("t1")),
        TEXT, HERALD, source("t2"),
    )  # fmt: skip
    assert "\n- ✓ amount: $3bn; basis: contract – The Herald, 2 April 2031\n" in text
    assert "\n- amount: $4bn – t2, undated\n" in text
    assert text.endswith("\n✓ The Herald, 2 April 2031 adopted on 1 January 2030: it is official\n")


def test_readings_and_remarks_are_shown() -> None:
    hidden = Withholding(
        id="w", what=names("the total"), by=cast("Any", ("home",)), note=names("my remark"),
        readings=(Reading(says=names("out of shame"), evidence=evidence("t1")),),
    )  # fmt: skip
    text = told(hidden, TEXT, HERALD)
    assert "\n- Read as: out of shame – The Herald, 2 April 2031\n" in text
    assert text.endswith("\nmy remark\n")


def test_a_source_is_described_in_one_line_with_the_grade_of_its_outlet() -> None:
    full = source(
        "t2", "2031-04-03", part_of="herald", name=names("A column"), author=("R. Thorn",), type="opinion", repeats="t1",
        url="https://herald.example/2", disclaimer=names("The author’s view."),
    )  # fmt: skip
    found = ledger(full, TEXT, HERALD)
    line = source_line(full, found, "en")
    assert written(line) == (
        "The Herald, 3 April 2031 · opinion · R. Thorn · A column · reliability B · repeats The Herald, 2 April 2031 "
        "https://herald.example/2 The author’s view."
    )
    assert [run.href for run in line if run.href] == ["https://herald.example/2"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_entry_names_its_kind_and_id(lang: str) -> None:
    entry = Signal(id="s", by=cast("Any", ("home",)), act="toast")
    assert f"{ {'en': 'signal', 'ru': 'сигнал', 'kk': 'белгі'}[lang] } · s" in told(entry, lang=lang)
