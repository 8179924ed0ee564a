"""Rows of drafts: nothing is lost, every word is its slice of the text, and JSON and the names of columns hold."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.model.evidence import mark_of
from multivector.model.money import CURRENCIES
from multivector.model.parts import STAGES
from multivector.model.subjects import SECTORS
from multivector.reader.actors import known
from multivector.reader.calendar.records import Relation, When
from multivector.reader.drafting import read
from multivector.reader.drafts import Attribution, Binding, Draft, Flow, Form, Kind, Modality, Party, Polarity, Role
from multivector.reader.rows import COLUMNS, Origin, draft_of, hash_of, row_of
from multivector.reader.spans import Span
from strategies import amounts, dates

if TYPE_CHECKING:
    from typing import Any

TEXT = "Президент Узбекистана прибыл в Ташкент: «é» 𝔘 and Aldoria signed an agreement worth about $1.25bn by 2031. " * 3
DAY = date(2031, 4, 3)
ORIGIN = Origin("a", "a.txt", DAY, TEXT)
spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(lambda at: Span(at[0], min(at[0] + at[1], len(TEXT))))


def _one(choice: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(choice))


parties = st.builds(Party, st.none() | st.sampled_from(["iso3:KAZ", "kz"]), spans, _one(Role))
numbers = st.none() | st.integers(0, 99)
drafts = st.builds(
    Draft,
    _one(Kind),
    _one(Form),
    st.sampled_from(["deal-signed", "model", "new"]),
    st.lists(spans, min_size=1, max_size=3).map(tuple),
    spans,
    st.lists(parties, max_size=3).map(tuple),
    st.none() | amounts(tuple(sorted(CURRENCIES))[:5]),
    st.none() | st.builds(When, dates(), _one(Relation), st.booleans()),
    st.none() | st.sampled_from(STAGES),
    _one(Modality),
    _one(Polarity),
    st.builds(Attribution, st.sampled_from(["author", "speaker", "many"]), st.none() | parties, st.none() | spans),
    st.none() | spans,
    st.booleans(),
    st.none() | _one(Binding),
    st.none() | spans,
    st.none() | _one(Flow),
    st.none() | st.sampled_from(SECTORS),
    st.none() | spans,
    numbers,
    numbers,
)


@given(drafts)
@settings(max_examples=150)
def test_a_row_gives_its_draft_back_even_through_json(draft: Draft) -> None:
    row = row_of(draft, 3, ORIGIN)
    again = draft_of(json.loads(json.dumps(row, ensure_ascii=False)))
    assert again == draft
    assert str(again.amount) == str(draft.amount)
    assert row_of(again, 3, ORIGIN) == row


@given(drafts)
@settings(max_examples=50)
def test_a_row_has_the_columns_that_are_told_and_every_word_is_its_slice(draft: Draft) -> None:
    row = row_of(draft, 0, ORIGIN)
    assert list(row) == list(COLUMNS)
    for name in ("head", "topic", "trigger", "localisation"):
        assert row[name] is None or row[name] == TEXT[row[f"{name}_start"] : row[f"{name}_end"]]
    for name in ("speaker", "attribution"):
        assert row[f"{name}_words"] is None or row[f"{name}_words"] == TEXT[row[f"{name}_start"] : row[f"{name}_end"]]
    for place in (*row["evidence"], *row["parties"]):
        assert place["words"] == TEXT[place["start"] : place["end"]]
    assert [place["mark"] for place in row["evidence"]] == [mark_of(place["words"]) for place in row["evidence"]]
    assert row["at"] == f"@{draft.evidence[0].start}-{draft.evidence[0].end}#{row['evidence'][0]['mark']}"
    assert set(row["actors"]) == {party.actor for party in draft.parties} - {None}
    if draft.amount is not None and draft.amount.low is not None:
        assert row["low"] == float(draft.amount.low)


def test_every_field_of_a_draft_has_its_column_or_its_columns() -> None:
    plain = set(Draft.__dataclass_fields__) - {"parties", "evidence", "attribution", "amount", "date", "head", "topic"}
    assert plain <= set(COLUMNS)


def test_what_is_read_of_a_text_survives() -> None:
    text = "Казахстан и Узбекистан подписали соглашение на 1,50–2 млрд долларов. Договор на $40 тыс. они заключили до ноября."
    found = read(text, DAY, known()).drafts
    origin = Origin("b", "b.txt", DAY, text)
    assert found
    assert tuple(draft_of(row_of(draft, number, origin)) for number, draft in enumerate(found)) == found
    assert row_of(found[0], 0, origin)["text"] == hash_of(text)


@pytest.mark.parametrize(
    ("column", "value"), [("amount", "much"), ("date", "soon"), ("evidence", None), ("parties", [{}]), ("head_start", ...)]
)
def test_a_damaged_row_is_no_draft(column: str, value: object) -> None:
    draft = Draft("deal", "agreement", "deal-signed", (Span(0, 9),), Span(0, 9))
    row = row_of(draft, 0, ORIGIN) | {column: value}
    if value is ...:
        del row[column]
    with pytest.raises(ValueError, match=r"."):
        draft_of(row)
