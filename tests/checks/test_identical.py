from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from hypothesis import given

from checking import codes
from multivector.checks import identical
from multivector.model.fields import fields_of
from multivector.model.ledger import ledger_of
from strategies import entries

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry


@given(entries())
def test_a_copy_under_another_id_is_found_if_it_says_anything(entry: AnyEntry) -> None:
    copy = dataclasses.replace(entry, id=f"{entry.id}-copy")
    says = any(getattr(entry, field.name) != field.default for field in fields_of(type(entry)) if not field.needed)
    assert [problem.code for problem in identical.check(ledger_of([entry, copy]), {})] == ["identical"] * says


def test_two_states_of_which_nothing_is_said_are_two() -> None:
    assert codes("- actor: kz\n  type: state\n- actor: us\n  type: state\n") == []


def test_one_word_makes_a_difference() -> None:
    twice = "- actor: kz\n  type: state\n  name: Kazakhstan\n- actor: us\n  type: state\n  name: {}\n"
    assert codes(twice.format("Kazakhstan")) == ["identical"]
    assert codes(twice.format("America")) == []
