"""Questions with weighed evidence in a few words, and strategies for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from making import event, ledger
from multivector.model.entries import Question
from multivector.model.names import names
from multivector.model.parts import Chance, Hypothesis, Observation, Share, Weight, parse_share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from multivector.model.ledger import Ledger

ANSWERS = ("a", "b", "c")
EVENTS = ("e0", "e1", "e2", "e3")


def under(chances: Mapping[str, str]) -> tuple[Chance, ...]:
    """Make chances from likelihoods given as text."""
    return tuple(Chance(if_=answer, likelihood=_share(text)) for answer, text in chances.items())


def weight(chances: Mapping[str, str], *on: str, **values: Any) -> Weight:
    return Weight(on=cast("Any", on), under=under(chances), **values)


def sight(what: str, chances: Mapping[str, str]) -> Observation:
    return Observation(what=names(what), under=under(chances))


def asked(
    id_: str, answers: Sequence[str], weights: Sequence[Weight] = (), sights: Sequence[Observation] = (), **values: Any
) -> Question:
    """Make a question whose answers say what they are called."""
    given = tuple(Hypothesis(id=answer, says=names(answer)) for answer in answers)
    filled: dict[str, Any] = {"asks": names(id_), "hypotheses": given} | values
    return Question(id=id_, weighs=tuple(weights), would_tell=tuple(sights), **filled)


def question(id_: str, chances: Mapping[str, str], on: str) -> Question:
    """Make a question with one piece of evidence and one observation of the same chances, all named by its answers."""
    first = next(iter(chances))
    piece = weight(chances, on, what=names(first), group=first, by=cast("Any", on))
    return asked(id_, tuple(chances), [piece], [sight(first, chances)], asks=names(first))


@st.composite
def shares(draw: st.DrawFn) -> Share:
    low, high = sorted((draw(st.integers(0, 100)), draw(st.integers(0, 100))))
    return Share(float(low), float(high))


@st.composite
def chances(draw: st.DrawFn, answers: Sequence[str], *, sure: bool = True) -> tuple[Chance, ...]:
    """Draw a chance for every answer, or, unless it is sure, for some."""
    return tuple(Chance(if_=answer, likelihood=draw(shares())) for answer in answers if sure or draw(st.booleans()))


@st.composite
def weighed(draw: st.DrawFn, *, sure: bool = True) -> Ledger:
    """Draw a ledger of four events and a question, whose evidence they are; unless it is sure, some weights are incomplete."""
    answers = ANSWERS[: draw(st.integers(2 if sure else 1, 3))]
    weights = [
        Weight(
            on=cast("Any", tuple(draw(st.lists(st.sampled_from(EVENTS if sure else (*EVENTS, "gone")), min_size=1, max_size=2)))),
            under=draw(chances(answers, sure=sure or draw(st.booleans()))),
            group=draw(st.sampled_from((None, "x", "x", "y"))),
        )
        for _ in range(draw(st.integers(1 if sure else 0, 4)))
    ]
    sights = [
        Observation(what=names(f"o{at}"), under=draw(chances(answers, sure=sure or draw(st.booleans()))))
        for at in range(draw(st.integers(0, 3)))
    ]
    return ledger(*(event(id_, "east") for id_ in EVENTS), asked("q", answers, weights, sights))


def _share(text: str) -> Share:
    read = parse_share(text)
    assert isinstance(read, Share), read
    return read
