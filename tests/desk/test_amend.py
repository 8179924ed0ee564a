"""One more place or claim in an entry: it gains that and loses nothing, or nothing comes of it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings

from multivector.desk.amend import further, rival, with_row
from multivector.files.build import build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.files.write import write_entry
from multivector.model.entries import AnyEntry, Source, kind_of
from multivector.model.fields import SourceId
from multivector.reader.match import Difference
from strategies import entries

NEW = '"new@1-2#0123456789ab"'


def read(text: str) -> AnyEntry:
    lines = Lines(text)
    node, wrong = parse(text, "f", lines)
    assert node is not None
    assert wrong == []
    (entry,), wrong = build_entries(node, "f", lines)
    assert wrong == []
    return entry


@settings(max_examples=80, deadline=None)
@given(entries())
def test_an_entry_with_one_more_place_is_otherwise_what_it_was(entry: AnyEntry) -> None:
    if isinstance(entry, Source):
        return
    changed = further(write_entry(entry), NEW, None, None)
    assert changed is not None
    after = read(changed)
    assert dataclasses.replace(after, evidence=entry.evidence) == entry
    assert [each.source for each in after.evidence].count(SourceId("new")) == 1 + [each.source for each in entry.evidence].count(
        SourceId("new")
    )


@settings(max_examples=80, deadline=None)
@given(entries())
def test_an_entry_with_one_more_claim_is_otherwise_what_it_was(entry: AnyEntry) -> None:
    if kind_of(entry) != "deal":
        return
    changed = rival(write_entry(entry), NEW, [Difference("amount", "9bn USD", "7bn USD")])
    assert changed is not None
    after = read(changed)
    assert dataclasses.replace(after, claims=entry.claims) == entry
    assert after.claims[:-1] == entry.claims
    assert str(dict(after.claims[-1].values)["amount"]) == "9bn USD"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- deal: x\n  evidence: a\n", f"- deal: x\n  evidence: [a, {NEW}]\n"),
        ("- deal: x\n  evidence: a # why\n  sector: rail\n", f"- deal: x\n  evidence: [a, {NEW}] # why\n  sector: rail\n"),
        ("- deal: x\n  evidence: [a, b]\n", f"- deal: x\n  evidence: [a, b, {NEW}]\n"),
        (
            '- deal: x\n  evidence: {source: a, quote: "b}]"}\n',
            f'- deal: x\n  evidence: [{{source: a, quote: "b}}]"}}, {NEW}]\n',
        ),
        ("- deal: x\n  evidence:\n    - a\n    - b\n", f"- deal: x\n  evidence:\n    - {NEW}\n    - a\n    - b\n"),
        ("- deal: x\n  sector: rail", f"- deal: x\n  sector: rail\n  evidence: {NEW}\n"),
    ],
)  # fmt: skip
def test_however_the_evidence_is_written_a_place_is_put_beside_it(before: str, after: str) -> None:
    between = "  between: [home, east]\n"
    whole = before.replace("- deal: x\n", f"- deal: x\n{between}")
    assert further(whole, NEW, None, None) == after.replace("- deal: x\n", f"- deal: x\n{between}")


def test_what_cannot_be_changed_safely_is_left() -> None:
    block = "- deal: x\n  between: [home, east]\n  evidence:\n    source: a\n"
    assert further(block, NEW, None, None) is None
    assert further("no entry", NEW, None, None) is None
    assert with_row("- deal: x\n  between: [home, east]\n  claims:\n    amount: 1 USD\n", "claims", "{}") is None
    assert with_row("- deal: x\n  between: [home, east]\n", "claims", "{amount: much}") is None


def test_a_row_goes_behind_the_last_one_of_its_list() -> None:
    text = "- deal: x\n  between: [home, east]\n  claims:\n    - amount: 1 USD\n      evidence: a\n  sector: rail\n"
    assert with_row(text, "claims", f"{{amount: 2 USD, evidence: {NEW}}}") == text.replace(
        "  sector", f"    - {{amount: 2 USD, evidence: {NEW}}}\n  sector"
    )
