from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from checking import PEOPLE, codes, problems
from multivector.checks import references
from multivector.files.values import is_reference
from multivector.model.walk import values_of
from strategies import ledgers

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_each_id_that_no_entry_has_is_reported_once_for_each_place_where_it_stands(ledger: Ledger) -> None:
    named = [value for entry in ledger for _, field, value in values_of(entry) if is_reference(field.type)]
    dangling = [id_ for id_ in named if id_ not in ledger]
    assert [p.code for p in references.check(ledger, {})].count("unknown-id") == len(dangling)


def test_an_id_within_a_claim_is_pointed_at() -> None:
    (problem,) = problems(
        PEOPLE
        + "- source: trend\n  type: agency\n- deal: railway\n  between: kz\n  claims:\n    - pays: uss\n      evidence: trend\n"
    )
    assert (problem.code, problem.place.line, problem.place.column, problem.place.width) == ("unknown-id", 13, 13, 3)


def test_the_similar_id_is_named() -> None:
    (problem,) = problems(PEOPLE + "- event: washington-visit\n  type: visit\n  part-of: washingtn-visit\n")
    assert problem.help == "did you mean 'washington-visit'?"


def test_an_entry_of_another_kind_is_not_what_is_meant() -> None:
    assert codes(PEOPLE + "- event: visit\n  type: visit\n  host: visit\n") == ["wrong-kind"]


def test_the_state_must_be_an_actor() -> None:
    good = PEOPLE + "- event: visit\n  type: visit\n  host: kz\n"
    assert codes(good, dossier="title: A\nstate: kz\n") == []
    assert codes(good, dossier="title: A\nstate: visit\n") == ["unknown-state"]


def test_an_adoption_may_choose_the_entry_itself_or_a_claim_by_label_or_source() -> None:
    text = PEOPLE + (
        "- source: trend\n  type: agency\n- source: ministry\n  type: official\n"
        "- deal: railway\n  between: kz\n  amount: 4bn USD\n  claims:\n"
        "    - {label: early, amount: 3bn USD, evidence: trend}\n    - {amount: 5bn USD, evidence: ministry}\n"
        "  adopted: {claim: CHOSEN, field: FIELD, on: 2025, reason: it is itemised}\n"
    )
    for chosen in ("entry", "early", "ministry"):
        assert codes(text.replace("CHOSEN", chosen).replace("FIELD", "amount")) == []
    assert codes(text.replace("CHOSEN", "trend").replace("FIELD", "amount")) == ["unknown-claim"]
    assert codes(text.replace("CHOSEN", "early").replace("FIELD", "quantity")) == ["unknown-claim"]


def test_many_unknown_ids_take_no_long_search() -> None:
    deals = "".join(f"- deal: package-{i}\n  between: kz\n  part-of: pakage-{i}\n  amount: {i}m USD\n" for i in range(1, 301))
    found = problems(PEOPLE + deals)
    assert len(found) == 300
    assert sum(problem.help.startswith("did you mean") for problem in found) == 100
