"""What is wrong with a user's file, as a value: a problem has a code, a place, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "info"]

_LONGEST, _HEAD, _TAIL = 400, 200, 150
"""The longest message that is shown whole, and how much of the beginning and end of a longer one."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: 1-based line and column (in characters), and how many characters to underline."""

    file: str
    line: int
    column: int
    width: int = field(default=1, compare=False)
    excerpt: str = field(default="", compare=False, repr=False)
    """The line as the user wrote it (without its end), so that a message can show it; cut, where it is very long."""
    caret: int = field(default=1, compare=False, repr=False)
    """The column within the excerpt."""

    def __str__(self) -> str:
        """Give `file:line:column`, which editors and terminals make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a dossier.

    `code` names the rule (`unknown-kind`) for ever; `message` says what is wrong in the user's own
    terms; `help` says what to do. Errors mean that something was left out of the ledger; warnings and
    infos leave it whole.
    """

    place: Place
    code: str
    message: str
    help: str
    level: Level = field(default="error", compare=False)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a piece of text, before it is known where the text stands."""

    code: str
    message: str
    help: str

    def at(self, place: Place, level: Level = "error") -> Problem:
        """Make it a problem at a place; where it quotes a very long text, that is cut in the middle."""
        message = self.message if len(self.message) <= _LONGEST else f"{self.message[:_HEAD]} … {self.message[-_TAIL:]}"
        return Problem(place, self.code, message, self.help, level)


def by_place(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Sort problems by file, line, column and code, each once."""
    return tuple(sorted(set(problems)))
