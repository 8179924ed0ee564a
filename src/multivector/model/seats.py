"""What a question carries that many pull at: the scales it is on, and who stands where on them, how hard, with what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multivector.model.evidence import Evidence
from multivector.model.fields import ActorId, holds
from multivector.model.names import Names
from multivector.model.problems import Mistake

_SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(?:\.\.(\d{1,6}(?:\.\d{1,3})?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A number from 0 on, or the two ends between which it lies. Written `60` or `50..70`."""

    low: float
    high: float

    def __str__(self) -> str:
        """Write it so that `parse_span` gives the same again."""
        return f"{self.low:.10g}" if self.low == self.high else f"{self.low:.10g}..{self.high:.10g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a place on a scale means."""

    at: Span = holds("where, from 0 to 100")
    says: Names = holds("what an outcome there would be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is bargained about, from 0 to 100."""

    id: str = holds("a short name in lower case")
    what: Names = holds("what is bargained about")
    low: Names = holds("what 0 means")
    high: Names = holds("what 100 means")
    marks: tuple[Mark, ...] = holds("what places between mean", default=())
    reference: Span | None = holds("where it stays if nothing is agreed, from 0 to 100", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where an actor stands on a scale, how much it cares and what it can bring to bear: each a number or a range."""

    actor: ActorId = holds("whose seat")
    on: str | None = holds("the scale (default: the only one)", default=None)
    position: Span = holds("what it wants, from 0 to 100 of the scale: `60..80`")
    salience: Span = holds("how much it cares, of all that it cares about: 0 to 100, over all scales together at most 100")
    capability: Span = holds("what it can bring to bear, in a unit that is the same for all: `40..60`")
    by: ActorId | None = holds("whose judgement it is (default: the analyst's)", default=None)
    evidence: tuple[Evidence, ...] = holds("who says so, where it is no judgement alone", default=())
    note: Names | None = holds("why so", default=None)


def parse_span(text: str) -> Span | Mistake:
    """Read a number from 0 on, or a range."""
    match = _SPAN.fullmatch(text)
    low, high = (float(match[1]), float(match[2] or match[1])) if match else (1.0, 0.0)
    if low > high:
        return Mistake(
            "bad-span", f"{text!r} is no number from 0 on, or upside down", "write it as 60 or 50..70, up to 999999.999"
        )
    return Span(low, high)
