"""Drafts as records: what they lack, how far they are trusted, and that they are no entries."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from multivector.model.dates import day
from multivector.model.entries import Entry
from multivector.model.money import Amount
from multivector.reader.calendar.records import When
from multivector.reader.confidence import confidence, trust
from multivector.reader.drafts import Draft, Party
from multivector.reader.spans import Span

HEAD = Span(0, 4)
PARTIES = (Party("a", Span(5, 6)), Party("b", Span(7, 8)))
DEAL = Draft("deal", "agreement", "deal-signed", (HEAD,), HEAD)
FULL = dataclasses.replace(
    DEAL,
    parties=PARTIES,
    amount=Amount(Decimal(5), Decimal(5), "USD"),
    date=When(day(date(2025, 11, 17)), "at", relative=False),
    stage="commitment",
)


def test_a_draft_names_what_it_lacks() -> None:
    assert DEAL.missing == ("parties", "amount", "date", "stage")
    assert FULL.missing == ()


@pytest.mark.parametrize(
    ("field", "poorer"),
    [
        ("parties", dataclasses.replace(FULL, parties=())),
        ("amount", dataclasses.replace(FULL, amount=None)),
        ("date", dataclasses.replace(FULL, date=None)),
        ("stage", dataclasses.replace(FULL, stage=None)),
    ],
)
def test_what_is_taken_away_is_missing(field: str, poorer: Draft) -> None:
    assert poorer.missing == (field,)


def test_an_event_lacks_no_amount_and_a_deadline_needs_one_party() -> None:
    event = dataclasses.replace(FULL, kind="event", form="visit", rule="visit-verb", amount=None, stage=None)
    assert event.missing == ()
    assert dataclasses.replace(event, parties=PARTIES[:1]).missing == ("parties",)
    assert dataclasses.replace(event, kind="expectation", form="deadline", parties=PARTIES[:1]).missing == ()


def test_a_party_without_a_code_is_trusted_less_but_never_beyond_bounds() -> None:
    unknown = dataclasses.replace(FULL, parties=(*PARTIES, Party(None, Span(9, 12))))
    assert 0 < confidence(unknown) < confidence(FULL) == trust("deal-signed") < 1
    assert confidence(DEAL) < confidence(FULL)


def test_a_draft_is_no_entry_and_cannot_be_changed() -> None:
    assert not issubclass(type(FULL), Entry)
    with pytest.raises(dataclasses.FrozenInstanceError):
        FULL.modality = "planned"  # type: ignore[misc]  # that it is refused is the point
