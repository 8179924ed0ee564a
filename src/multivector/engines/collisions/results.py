"""What is found: collisions, how grave they are, and what the law of treaties says of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What kind of collision it is."""

    CONTRADICTION = "contradiction"
    """Whatever happens, not all can be kept."""
    CONDITIONAL = "conditional"
    """Not if certain events happen."""
    BLOCKED = "blocked right"
    """A right cannot be used while what is owed is kept; nobody is wronged by that alone."""
    INTERPRETIVE = "interpretive"
    """Not if somebody reads a principle, or a term, in a certain way."""


class Precedence(StrEnum):
    """A rule by which one clause prevails over another."""

    PEREMPTORY = "VCLT art. 53"
    CHARTER = "UN Charter art. 103"
    SUBJECT = "VCLT art. 30(2)"
    LATER = "VCLT art. 30(3)"
    BINDING = "binding over political"
    SPECIAL = "lex specialis"


class Standing(StrEnum):
    """Whether rules settle which clause gives way."""

    RESOLVED = "resolved"
    ARGUABLE = "arguable"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Ruling:
    """That a clause prevails, by a rule."""

    prevails: str
    by: Precedence


@dataclass(frozen=True, slots=True)
class Resolution:
    """How rules settle a collision, if they do.

    Attributes:
        standing: Whether they do; arguable where a maxim of interpretation is needed for it.
        gives_way: The one clause over which every other prevails.
        rulings: Those others, and why.
    """

    standing: Standing = Standing.NONE
    gives_way: str | None = None
    rulings: tuple[Ruling, ...] = ()


UNSETTLED = Resolution()
"""No rule settles it: the state chooses whom to fail, and answers for it (VCLT art. 30(4)-(5))."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Clauses that cannot all be kept if a scenario comes about, and none of which, nor any atom of it, could be left out.

    Attributes:
        clauses: Their ids, sorted.
        events: What happens, sorted.
        interpretations: How principles and terms are read, sorted.
        start: The first day on which they collide; None if it has always been so.
        end: The first day on which they no longer do; None if they do for ever.
        severity: What kind it is.
        resolution: Which of them gives way, and by what rule.
        exclusions: The exclusions between acts without which all could be kept, sorted.
    """

    clauses: tuple[str, ...]
    events: tuple[str, ...]
    interpretations: tuple[str, ...]
    start: int | None
    end: int | None
    severity: Severity
    resolution: Resolution
    exclusions: tuple[str, ...]

    @property
    def scenario(self) -> tuple[str, ...]:
        """Give events and interpretations."""
        return (*self.events, *self.interpretations)

    @property
    def settled(self) -> bool:
        """Say whether a rule of law or of consequence, not a mere maxim, resolves it."""
        return self.resolution.standing is Standing.RESOLVED
