"""Questions at which many pull in a few words, and strategies for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from making import ledger
from multivector.model.entries import Question
from multivector.model.names import names
from multivector.model.seats import Scale, Seat, Span

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

SHARE = Scale(id="share", what=names("the share"), low=names("none"), high=names("all"))
PRICE = Scale(id="price", what=names("the price"), low=names("low"), high=names("high"), reference=Span(20, 40))


def span(low: float, high: float | None = None) -> Span:
    return Span(low, low if high is None else high)


def seat(actor: str, position: Span, salience: Span | None = None, capability: Span | None = None, **values: Any) -> Seat:
    return Seat(
        actor=cast("Any", actor),
        position=position,
        salience=salience or Span(50, 50),
        capability=capability or Span(10, 10),
        **values,
    )


def contested(*seats: Seat, scales: tuple[Scale, ...] = (SHARE,), id_: str = "q", asks: str = "who?") -> Question:
    return Question(id=id_, asks=names(asks), scales=scales, seats=seats)


@st.composite
def pulled(draw: st.DrawFn) -> Ledger:
    """Draw a ledger with a table of two to four actors on one scale."""
    parts = st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(1, 100), st.integers(1, 100))
    seats = [
        seat(f"a{at}", span(low, low + more), span(salience), span(capability))
        for at, (low, more, salience, capability) in enumerate(draw(st.lists(parts, min_size=2, max_size=4)))
    ]
    return ledger(contested(*seats))
