"""The review as a state machine: a state and a key give the next state and what is to be done. Pure: it never touches a file.

Whoever runs it does what is asked, and goes on from the state before, with a message, if that could not be done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Decision: TypeAlias = Literal["accepted", "rejected", "skipped"]
KEYS = {
    "a": "accept", "r": "reject", "e": "edit", "s": "skip", "n": "as a new entry, or as what it matches", "u": "undo",
    "q": "quit", "?": "help",
}  # fmt: skip
"""Every key, and what it does."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the review stands: how many items there are, which one is shown, what was decided."""

    count: int
    history: tuple[Decision, ...] = ()
    edited: str | None = None
    """The text of the shown item as the person left it in the editor."""
    as_new: bool = False
    message: str = ""
    help: bool = False
    left: bool = False

    @property
    def at(self) -> int:
        """The number of the shown item: each decision goes one further, each undo one back."""
        return len(self.history)

    @property
    def over(self) -> bool:
        """Whether there is nothing more to show."""
        return self.left or self.at >= self.count


@dataclass(frozen=True, slots=True)
class Accept:
    """Write the item, as edited or as proposed."""

    item: int
    text: str | None
    as_new: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """Remember that the item was rejected."""

    item: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Open the item's text in an editor."""

    item: int
    text: str | None
    as_new: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back what was written last."""


Effect: TypeAlias = Accept | Reject | Edit | Undo


def step(state: State, key: str) -> tuple[State, Effect | None]:
    """Take a key."""
    calm = replace(state, message="", help=False)
    if key == "q":
        return replace(calm, left=True), None
    if key == "?":
        return replace(calm, help=not state.help), None
    if key == "u":
        return _back(calm)
    if state.over:
        return replace(calm, message="that was the last one; u takes a step back, q ends"), None
    return _decided(calm, key)


def _decided(state: State, key: str) -> tuple[State, Effect | None]:
    """Take a key that is about the shown item."""
    match key:
        case "e":
            return state, Edit(state.at, state.edited, state.as_new)
        case "n":
            return replace(state, as_new=not state.as_new, edited=None), None
        case "a":
            return _on(state, "accepted"), Accept(state.at, state.edited, state.as_new)
        case "r":
            return _on(state, "rejected"), Reject(state.at)
        case "s":
            return _on(state, "skipped"), None
        case _:
            return replace(state, message=f"no such key: {key}; ? tells them"), None


def told(state: State, message: str) -> State:
    """Give the same state with a message: what was asked could not be done."""
    return replace(state, message=message, help=False)


def with_text(state: State, text: str) -> State:
    """Take the text that came out of the editor."""
    return replace(state, edited=text, message="", help=False)


def _on(state: State, decision: Decision) -> State:
    return replace(state, history=(*state.history, decision), edited=None, as_new=False)


def _back(state: State) -> tuple[State, Effect | None]:
    if not state.history:
        return replace(state, message="nothing to undo"), None
    before = replace(state, history=state.history[:-1], edited=None, as_new=False, left=False)
    return before, None if state.history[-1] == "skipped" else Undo()
