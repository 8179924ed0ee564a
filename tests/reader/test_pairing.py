"""Pairing entries of a gold annotation with drafts: as many as can be, each once, and only where they fit."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairing import fits, meets, pairs, springs, status_right

from multivector.model.dates import day
from multivector.model.money import Amount
from multivector.reader.calendar.records import When
from multivector.reader.drafts import Attribution, Draft, Party
from multivector.reader.spans import Span

VISIT = Draft("event", "visit", "visit-verb", (Span(0, 20),), Span(5, 9), date=When(day(date(2025, 1, 2)), "at", relative=False))
DEAL = Draft("deal", "agreement", "deal-signed", (Span(10, 30),), Span(12, 15))
LAW = Draft("event", "law", "law-adopted", (Span(25, 50),), Span(26, 29))
DRAFTS = (VISIT, dataclasses.replace(VISIT, modality="planned"), DEAL, dataclasses.replace(DEAL, modality="denied"), LAW)
KINDS = ("visit", "agreement", "legislation", "non_event")


def entry(kind: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "evidence": [{"start": start, "end": end}], **more}


ENTRIES = st.lists(st.builds(entry, st.sampled_from(KINDS), st.integers(0, 20), st.integers(21, 60)), max_size=4)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(DRAFTS), max_size=4), ENTRIES)
def test_as_many_are_paired_as_can_be_each_once(found: list[Draft], entries: list[dict[str, Any]]) -> None:
    paired = pairs(found, entries)
    assert all(fits(found[number], entries[at]) and meets(found[number], entries[at]) for at, number in paired)
    assert len({at for at, _ in paired}) == len({number for _, number in paired}) == len(paired)
    best = max(
        size
        for size in range(min(len(found), len(entries)) + 1)
        for some in combinations(range(len(entries)), size)
        if any(
            all(fits(found[n], entries[at]) and meets(found[n], entries[at]) for at, n in zip(some, order, strict=True))
            for order in permutations(range(len(found)), size)
        )
    )
    assert len(paired) == best


def test_a_denied_draft_fits_what_did_not_happen_and_nothing_that_did() -> None:
    denied = dataclasses.replace(DEAL, modality="denied")
    assert fits(denied, entry("non_event", 0, 9))
    assert not fits(denied, entry("agreement", 0, 9))
    assert not fits(DEAL, entry("non_event", 0, 9))


def test_a_rejected_claim_and_a_denied_rivalry_ask_for_a_draft_that_denies() -> None:
    claim = Draft("question", "claim", "claim-said", (Span(0, 9),), Span(0, 4))
    rivalry = Draft("capacity", "competition", "competition-verb", (Span(0, 9),), Span(0, 4))
    for draft, gold in (
        (claim, entry("claim", 0, 9, polarity="rejected")),
        (rivalry, entry("competition", 0, 9, polarity="not competitors")),
    ):
        assert not fits(draft, gold)
        assert fits(dataclasses.replace(draft, polarity="negative"), gold)
    assert fits(rivalry, entry("competition", 0, 9, polarity="competitors"))


def test_a_date_that_passed_is_no_date_ahead() -> None:
    ahead = Draft("expectation", "deadline", "expected-by", (Span(0, 9),), Span(0, 4))
    missed = dataclasses.replace(ahead, kind="missed")
    gold = entry("deadline", 0, 9, status="missed")
    assert [fits(one, gold) for one in (ahead, missed)] == [False, True]
    assert [fits(one, {**gold, "status": "expected"}) for one in (ahead, missed)] == [True, False]


def test_the_status_is_right_where_draft_and_gold_agree_on_whether_it_came_about() -> None:
    done, planned = VISIT, dataclasses.replace(VISIT, modality="planned")
    assert [status_right(done, {"status": status}) for status in ("done", "planned", "absent")] == [True, False, None]
    assert [status_right(planned, {"status": status}) for status in ("done", "planned", "absent")] == [False, True, None]


@pytest.mark.parametrize(
    ("pattern", "sprung"),
    [
        ({"kind": "deal"}, True),
        ({"kind": ["event", "commitment"]}, False),
        ({"kind": "deal", "modality": ["done", "planned"]}, True),
        ({"kind": "deal", "modality": "planned"}, False),
        ({"amount": "any"}, True),
        ({"amount": Amount(Decimal(5), Decimal(5), "USD", "about")}, True),
        ({"amount": Amount(Decimal(6), Decimal(6), "USD")}, False),
        ({"payer": "PER"}, True),
        ({"payer": "CHL"}, False),
        ({"attribution": "author"}, False),
    ],
)
def test_a_trap_is_sprung_by_a_draft_of_its_pattern_and_by_no_other(pattern: dict[str, Any], sprung: bool) -> None:  # noqa: FBT001
    five = Amount(Decimal(5), Decimal(5), "USD")
    payer = (Party("iso3:PER", Span(0, 1), "payer"),)
    draft = dataclasses.replace(DEAL, amount=five, parties=payer, attribution=Attribution("many"))
    assert springs(draft, {"at": {"start": 10, "end": 20}, "pattern": pattern}) == sprung
    assert not springs(draft, {"at": {"start": 13, "end": 20}, "pattern": pattern})


def test_a_denied_draft_springs_no_trap_that_asks_for_its_kind_alone() -> None:
    trap = {"at": None, "pattern": {"kind": "deal"}}
    assert springs(DEAL, trap)
    assert not springs(dataclasses.replace(DEAL, polarity="negative"), trap)
