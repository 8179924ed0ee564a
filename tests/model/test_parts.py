from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.model.evidence import MARK_LENGTH, Claim, Evidence, mark_of, parse_evidence
from multivector.model.fields import SourceId
from multivector.model.parts import SCHEMES, Code, Share, parse_code, parse_share
from multivector.model.problems import Mistake, Place, Problem, by_place


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_share_reads_as_it_is_written(low: int, high: int) -> None:
    found = Share(min(low, high) / 100, max(low, high) / 100)
    assert parse_share(str(found)) == found


@pytest.mark.parametrize(
    "text", ["", "70", "80..55 %", "101 %", "50..101 %", "-5 %", "5,5 %", "5 .. 6 %", "5  %", "33.333 %", "5 percent", "٥ %"]
)
def test_what_is_no_share_is_a_mistake(text: str) -> None:
    assert isinstance(parse_share(text), Mistake)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_codes(scheme: str) -> None:
    found = parse_code(f"{scheme} Q232")
    assert isinstance(found, Code)
    assert (found.scheme, found.code) == (scheme, "Q232")


@pytest.mark.parametrize("text", ["", "iso3", "iso3 ", "iso9 KAZ", "iso3 K AZ", "ISO3 KAZ", "iso3  KAZ"])
def test_what_is_no_code_is_a_mistake(text: str) -> None:
    assert isinstance(parse_code(text), Mistake)


def test_places_in_sources() -> None:
    assert parse_evidence("text-1") == Evidence(source=SourceId("text-1"))
    assert parse_evidence("text-1@0-7") == Evidence(source=SourceId("text-1"), start=0, end=7)
    mark = mark_of("stretch")
    assert len(mark) == MARK_LENGTH
    assert parse_evidence(f"t@0-7#{mark}") == Evidence(source=SourceId("t"), start=0, end=7, mark=mark)


@pytest.mark.parametrize(
    "text",
    [
        "", "A", "a b", "a@", "a@1", "a@1-", "a@7-7", "a@8-7", "a@1-2#", "a@1-2#xyz", "a#0123456789ab", "a--b", "-a", "a@-1-2",
        "a@0-9999999999",
    ],
)  # fmt: skip
def test_what_is_no_place_is_a_mistake(text: str) -> None:
    assert isinstance(parse_evidence(text), Mistake)


def test_a_claim_is_chosen_by_its_label_or_its_first_source() -> None:
    said = (Evidence(source=SourceId("a")), Evidence(source=SourceId("b")))
    assert Claim(evidence=said, values=()).key == "a"
    assert Claim(label="low", evidence=said, values=()).key == "low"


def test_problems_are_in_the_order_of_their_places_each_once() -> None:
    def made(line: int, code: str, excerpt: str = "") -> Problem:
        return Mistake(code, "m", "h").at(Place("f", line, 1, 1, excerpt), "warning")

    assert by_place([made(2, "a"), made(1, "b"), made(1, "a"), made(1, "a", "shown")]) == (
        made(1, "a"),
        made(1, "b"),
        made(2, "a"),
    )
    assert str(made(3, "a").place) == "f:3:1"
