"""Where in a text something was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points from `start` to before `end`, never empty."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the words of the text that stand there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Found(Generic[V_co]):
    """A value that a text gives at a place, and the rule that read it."""

    span: Span
    value: V_co
    rule: str
