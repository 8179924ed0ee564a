"""The annotated articles: every place is a slice of its text, nothing dangles, and what is held back is in no case file."""

from __future__ import annotations

import re
from typing import Any

import pytest
from articles import FOLDER, Article, MisquotedError, articles, mentions, quoted
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.reader.actors import actors, known
from multivector.reader.money import money
from multivector.reader.reading import dateline_of

DEV, HELD = tuple(articles("dev")), tuple(articles("held"))
ALL = (*DEV, *HELD)
NAMES = known()
KINDS = {
    "visit", "meeting", "agreement", "commitment", "deadline", "prediction", "hypothesis", "interpretation", "claim", "statement",
    "signal", "gesture", "proposal", "legislation", "competition", "non_event", "withholding",
}  # fmt: skip
PATTERN = {"kind", "form", "modality", "polarity", "attribution", "amount", "payer", "buyer"}
each = pytest.mark.parametrize("article", ALL, ids=lambda article: article.name)


def places(article: Article) -> list[dict[str, Any]]:
    entries = [place for row in article.entries for place in (*row["evidence"], *([row["trigger"]] if "trigger" in row else []))]
    mentioned = [place for row in article.actors.values() for place in row["mentions"]]
    return [*article.money, *article.dates, *entries, *mentioned, *(row["at"] for row in article.traps if row["at"])]


def named(value: object) -> set[str]:
    return {value} if isinstance(value, str) else set(value) if isinstance(value, list) else set()


@each
def test_every_place_is_a_slice_of_the_text_and_none_is_empty(article: Article) -> None:
    assert places(article)
    for place in places(article):
        assert article.text[place["start"] : place["end"]] == place["text"]
        assert place["text"].strip()


@each
def test_what_an_annotation_names_is_annotated(article: Article) -> None:
    entries, amounts = {row["id"] for row in article.entries}, {row["id"] for row in article.money}
    times = {row["id"] for row in article.dates}
    assert len(entries) == len(article.entries)
    for row in article.entries:
        assert {name for value in row.get("actors", {}).values() for name in named(value)} <= article.actors.keys(), row["id"]
        assert set(row.get("money", ())) <= amounts
        assert named(row.get("date")) <= times
        assert named(row.get("part_of")) | named(row.get("about_entry")) <= entries
    assert {row["entry"] for row in article.money} <= entries
    assert {row["kind"] for row in article.entries} <= KINDS
    assert all(row["pattern"] and row["pattern"].keys() <= PATTERN for row in article.traps)


@each
def test_every_amount_of_an_article_is_read_with_its_value_and_nothing_else_is(article: Article) -> None:
    read_ = [(at.value, at.span) for at in money(article.text)]
    assert [value for value, _ in read_] == [row["value"] for row in sorted(article.money, key=lambda row: row["start"])]
    assert all(span.start < row["end"] and row["start"] < span.end
               for (_, span), row in zip(read_, sorted(article.money, key=lambda row: row["start"]), strict=True))  # fmt: skip


@each
def test_no_mention_of_a_state_gets_the_code_of_another(article: Article) -> None:
    found = [at for at in actors(article.text, NAMES, article.day) if at.value.actor is not None]
    states = [(place, name) for name, row in article.actors.items() if row["type"] == "state" for place in row["mentions"]]
    met = [(at.value.actor, name) for place, name in states for at in found
           if (at.span.start, at.span.end) == (place["start"], place["end"])]  # fmt: skip
    assert met
    assert [pair for pair in met if pair[0] != f"iso3:{pair[1]}"] == []


@each
def test_the_day_of_an_article_stands_in_its_head(article: Article) -> None:
    assert dateline_of(article.text) == article.day


@each
def test_an_article_is_as_long_as_news_is(article: Article) -> None:
    assert 350 <= len(article.text.split()) <= 700


def test_both_parts_hold_both_languages_and_almost_every_kind() -> None:
    for part, least in ((DEV, 3), (HELD, 2)):
        assert all(sum(article.lang == lang for article in part) == least for lang in ("ru", "en"))
        told = {row["kind"] for article in part for row in article.entries}
        assert told >= KINDS - {"proposal"}


def test_no_case_of_the_rules_is_a_sentence_of_an_article_that_is_held_back() -> None:
    cases = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.parent.glob("*.yaml"))
    assert cases
    sentences = [one.strip() for article in HELD for one in re.split(r"(?<=[.!?»”\"])\s+|\n+", article.text)]
    assert [one for one in sentences if len(one.split()) > 4 and one in cases] == []


def test_a_quotation_is_found_only_where_it_stands_once() -> None:
    text = "Oslo bought ten trams. Rome bought ten trams from Oslo."
    assert quoted("Rome … trams", text) == (23, 44)
    assert quoted("Rome bought [ten trams]", text) == (35, 44)
    for wrong in ("ten trams", "Paris", "Oslo … Paris", "bought [ten]"):
        with pytest.raises(MisquotedError):
            quoted(wrong, text)


def test_a_mention_is_the_longest_form_at_its_place_and_a_whole_word() -> None:
    text = "Oslo and Greater Oslo, not Oslovia; the Oslo Bank."
    row = {"mentions": ["Oslo", "Greater Oslo"], "but": ["the [Oslo] Bank"]}
    assert mentions(row, text) == [(0, 4), (9, 21)]


@settings(max_examples=100)
@given(st.text("ab c", max_size=30), st.integers(0, 30), st.integers(1, 6))
def test_a_slice_that_stands_once_is_found_at_its_place(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    if words and sum(text.startswith(words, at) for at in range(len(text))) == 1:
        assert quoted(words, text) == (start, start + len(words))
    elif words:
        with pytest.raises(MisquotedError):
            quoted(words, text)
