from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multivector.checks import admiralty
from multivector.model.entries import Source
from multivector.model.evidence import Evidence
from multivector.model.fields import SourceId
from multivector.model.ledger import ledger_of

GRADES = st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456"))
DIAGONAL = {"A1", "B2", "C3", "D4", "E5"}


def _said(grades: list[tuple[str, str]]) -> int:
    sources = [Source(id=letter.lower(), type="agency", reliability=letter) for letter in "ABCDEF"]  # type: ignore[arg-type]
    texts = [Source(id=f"text-{letter.lower()}", type="agency", part_of=SourceId(letter.lower())) for letter in "ABCDEF"]
    places = tuple(Evidence(source=SourceId(f"text-{letter.lower()}"), credibility=number) for letter, number in grades)  # type: ignore[arg-type]
    return len(list(admiralty.check(ledger_of([*sources, *texts, Source(id="z", type="agency", evidence=places)]), {})))


@given(st.lists(GRADES, max_size=30))
def test_it_is_said_once_where_the_grades_of_outlet_and_claim_agree_too_often(grades: list[tuple[str, str]]) -> None:
    rated = [letter + number for letter, number in grades if letter != "F" and number != "6"]
    same = sum(grade in DIAGONAL for grade in rated)
    told = len(rated) >= 10 and same > 0.8 * len(rated) and len(set(rated)) > 1
    assert _said(grades) == told


def test_both_edges() -> None:
    agreeing = [("A", "1"), ("B", "2")] * 4
    assert _said([*agreeing, ("A", "1"), ("B", "3")]) == 1
    assert _said([*agreeing, ("A", "3"), ("B", "3")]) == 0
    assert _said([*agreeing, ("A", "1")]) == 0
    assert _said([("A", "1")] * 20) == 0
