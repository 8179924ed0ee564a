from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from checking import PEOPLE, codes
from multivector.checks import offices
from multivector.model.dates import day
from multivector.model.entries import Actor
from multivector.model.fields import ActorId
from multivector.model.ledger import ledger_of
from multivector.model.parts import Office

DAYS = st.integers(0, 40)
START = dt.date(2020, 1, 1)


def _codes(*offices: str) -> list[str]:
    people = "".join(f"- actor: p{i}\n  type: person\n  name: P{i}\n  offices: [{office}]\n" for i, office in enumerate(offices))
    return codes(PEOPLE + people)


def _president(dates: str, exclusive: str = "yes") -> str:
    return f'{{office: president, of: kz, exclusive: "{exclusive}"{dates}}}'


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=5))
def test_a_chair_is_reported_exactly_where_two_surely_sit_in_it(spans: list[tuple[int, int]]) -> None:
    spans = sorted((min(span), max(span)) for span in spans)
    actors = [
        Actor(
            id=f"p{i}",
            type="person",
            offices=(
                Office(
                    office="president",
                    of=ActorId("kz"),
                    from_=day(START + dt.timedelta(first)),
                    to=day(START + dt.timedelta(last)),
                    exclusive="yes",
                ),
            ),
        )
        for i, (first, last) in enumerate(spans)
    ]
    found = list(offices.check(ledger_of(actors), {}))
    late = [b for j, b in enumerate(spans) if any(b[0] < a[1] for a in spans[:j])]
    assert len(found) == len(late)


def test_a_day_of_handover_is_no_overlap() -> None:
    assert _codes(_president(", from: 1991, to: 2019-03-20"), _president(", from: 2019-03-20")) == []


def test_two_who_still_hold_it_overlap() -> None:
    assert _codes(_president(", from: 1991"), _president(", from: 2019")) == ["two-holders"]
    assert _codes(_president(""), _president("")) == ["two-holders"]


def test_dates_that_may_not_overlap_do_not() -> None:
    assert _codes(_president(", from: 1991, to: 2019"), _president(", from: 2019")) == []
    assert _codes(_president(", to: 2019"), _president(", from: 1990")) == []


def test_an_office_that_others_may_hold_too_is_free() -> None:
    assert _codes(_president("", exclusive="no"), _president("")) == []


def test_one_person_holds_one_exclusive_office() -> None:
    both = '{office: president, of: kz, from: 2019, exclusive: "yes"}, {office: minister, of: kz, from: 2020, exclusive: "yes"}'
    assert _codes(both) == ["two-offices"]
    assert _codes(both.replace("from: 2019", "from: 2019, to: 2020-01")) == []


def test_two_terms_of_one_person_do_not_make_two_holders() -> None:
    twice = '{office: president, of: kz, from: 2019, exclusive: "yes"}, {office: president, of: kz, from: 2020, exclusive: "yes"}'
    assert _codes(twice) == ["two-offices"]
