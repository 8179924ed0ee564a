from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multivector.checks import cycles
from multivector.model.entries import Event, Source
from multivector.model.fields import EventId, SourceId
from multivector.model.ledger import ledger_of


def _rings(parents: list[int | None]) -> int:
    """Count cycles of a relation by walking from everywhere."""
    rings = set()
    for start in range(len(parents)):
        seen = []
        here: int | None = start
        while here is not None and here < len(parents) and here not in seen:
            seen.append(here)
            here = parents[here]
        if here in seen:
            rings.add(frozenset(seen[seen.index(here) :]))
    return len(rings)


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=12))
def test_each_cycle_is_reported_once(parents: list[int | None]) -> None:
    events = [
        Event(id=f"e{i:02}", type="visit", part_of=None if parent is None else EventId(f"e{parent:02}"))
        for i, parent in enumerate(parents)
    ]
    found = list(cycles.check(ledger_of(events), {}))
    assert len(found) == _rings(parents)


def test_a_source_does_not_repeat_itself() -> None:
    (problem,) = cycles.check(ledger_of([Source(id="trend", type="agency", repeats=SourceId("trend"))]), {})
    assert problem.message == "'repeats' leads in a circle: trend → trend"


def test_a_long_circle_is_shortened() -> None:
    events = [Event(id=f"e{i}", type="visit", part_of=EventId(f"e{(i + 1) % 9}")) for i in range(9)]
    (problem,) = cycles.check(ledger_of(events), {})
    assert problem.message == "'part-of' leads in a circle: e0 → e1 → e2 → e3 → e4 → … → e0"
