from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from checking import PEOPLE, codes
from multivector.checks import stages
from multivector.model.dates import day
from multivector.model.entries import Deal
from multivector.model.fields import ActorId
from multivector.model.ledger import ledger_of
from multivector.model.parts import LADDER, Stage

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2025, 12, 31))


def _codes(*rows: str) -> list[str]:
    source = "- source: trend\n  type: agency\n  date: 2025-11-06\n"
    return codes(PEOPLE + source + "- deal: railway\n  between: kz\n  stages:\n" + "".join(f"    - {{{row}}}\n" for row in rows))


@given(st.lists(st.tuples(DAYS, st.integers(0, 7)), max_size=8))
def test_a_stage_out_of_order_is_one_that_precedes_all_of_a_lower_rank(rows: list[tuple[dt.date, int]]) -> None:
    deal = Deal(id="d", between=(ActorId("kz"),), stages=tuple(Stage(on=day(on), is_=LADDER[rank]) for on, rank in rows))
    wrong = [
        (on, rank)
        for on, rank in rows
        if any(any(r == low for _, r in rows) and all(o > on for o, r in rows if r == low) for low in range(rank))
    ]
    assert len(list(stages.check(ledger_of([deal]), {}))) == len(wrong)


def test_dates_that_may_agree_are_not_out_of_order() -> None:
    assert _codes("on: 2025-11-06, is: commitment", "on: 2025, is: completed") == []
    assert _codes("on: 2025-11-06, is: commitment", "on: 2025-10, is: completed") == ["stage-order"]


def test_what_was_broken_off_may_begin_again() -> None:
    assert _codes("on: 2023, is: implementing", "on: 2024, is: cancelled", "on: 2025, is: pledge") == []


def test_no_source_knows_the_future() -> None:
    assert _codes("on: 2025-11-06, is: signal, evidence: trend") == []
    assert _codes("on: 2025-12, is: signal, evidence: trend") == ["stage-foretold"]
    assert _codes("on: 2025-12, is: signal") == []


def test_a_delay_says_until_when_or_that_nobody_said() -> None:
    assert _codes("on: 2025, is: delayed") == ["delay-open"]
    assert _codes("on: 2025, is: delayed, until: 2026") == []
    assert _codes("on: 2025, is: delayed, note: no new date was named") == []
