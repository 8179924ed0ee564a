from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import amount
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from multivector.model.money import Amount

texts = st.text(max_size=8)


@dataclass(frozen=True)
class Row:
    name: str
    size: float | None
    amount: Amount
    because: tuple[str, ...]
    ends: dict[str, int]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
rows = st.builds(
    Row,
    name=texts,
    size=numbers,
    amount=st.just(amount("4.2bn USD")),
    because=st.lists(texts, max_size=3).map(tuple),
    ends=st.dictionaries(texts, st.integers(), max_size=2),
)
results = st.builds(
    lambda found, caveats: Result(
        lens="money",
        as_of=date(2025, 11, 6),
        ledger="0" * 16,
        parameters=(Parameter(name="hedge", value=0.1, default=0.1, low=0, high=1),),
        answer=Table(tuple(found)),
        caveats=tuple(caveats),
    ),
    st.lists(rows, max_size=4),
    st.lists(st.builds(Caveat, code=texts, because=st.lists(texts, max_size=2).map(tuple)), max_size=2),
)


@given(results)
def test_json_holds_all_of_a_result(result: Result[Table]) -> None:
    found = json.loads(result.to_json())
    assert found == result.to_plain()
    assert found["as_of"] == "2025-11-06"
    assert [row["because"] for row in found["answer"]["rows"]] == [list(row.because) for row in result.answer.rows]
    assert all(row["amount"] == "4.2bn USD" for row in found["answer"]["rows"])
    assert result.to_json() == result.to_json()
    assert json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) == result.to_json()


@given(results)
def test_rows_are_flat_and_one_for_each(result: Result[Table]) -> None:
    found = result.to_rows()
    assert len(found) == len(result.answer.rows)
    for flat, row in zip(found, result.answer.rows, strict=True):
        assert all(value is None or isinstance(value, str | int | float | bool) for value in flat.values())
        assert flat["because"] == "; ".join(row.because)
        assert flat["size"] == row.size
        assert json.loads(flat["ends"]) == row.ends


def test_a_number_that_is_none_is_refused() -> None:
    result = Result(
        lens="x",
        as_of=date(2025, 1, 1),
        ledger="",
        parameters=(),
        answer=Table((Row("a", float("nan"), amount("1 USD"), (), {}),)),
    )
    with pytest.raises(ValueError, match="JSON"):
        result.to_json()


@given(results)
def test_a_notebook_shows_texts_as_texts(result: Result[Table]) -> None:
    shown = result._repr_html_()
    assert shown.count("<tr>") == len(result.answer.rows) + 1
    inside = [name for name in shown.replace("</", "<").split("<") if name]
    assert {name.split(">")[0] for name in inside} <= {"table", "caption", "tr", "th", "td"}
