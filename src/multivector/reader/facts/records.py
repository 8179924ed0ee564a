"""What is known of somebody or something: offices, owners, parts of a whole, dealings; each with its places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from multivector.reader.entities import Entity
    from multivector.reader.spans import Span

Purpose = Literal["purchase", "loan", "investment", "fine", "meeting"]


@dataclass(frozen=True, slots=True)
class Where:
    """Where an office is held: the words that say so, and the state that an adjective means («перуанский президент»)."""

    span: Span
    state: str | None = None
    """The usual Russian name of the state, where an adjective stands for it."""
    named: bool = True
    """Whether the words are a name: «совета директоров» and «страны» say no more than that there is one."""

    def of(self, text: str) -> str:
        """Give the name: that of the state, or the words themselves."""
        return self.state or self.span.of(text)


@dataclass(frozen=True, slots=True)
class Occupation:
    """Who holds, held or is to hold which position where; who serves there in whatever position, where none is named."""

    who: Entity
    position: Span | None
    where: Where
    evidence: Span
    understood: bool = False
    """Whether the state is not said but understood: it is the one that was named last, so this is to be looked at."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns what, or a part of it."""

    owner: Entity
    holding: Span
    evidence: Span


@dataclass(frozen=True, slots=True)
class Membership:
    """Which body is a part of which other."""

    part: Entity
    whole: Entity


@dataclass(frozen=True, slots=True)
class Dealing:
    """Who dealt or met with whom."""

    parties: tuple[Span, ...]
    purpose: Purpose
    evidence: Span
