"""Plain data that remembers where it was written: text, tables and rows with an offset each.

A file's text becomes nothing but these three, so that every key and every value can be pointed at. They
compare and hash as the `str`, `dict` and `list` that they are: the place takes no part in equality.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


class Text(str):
    """A scalar, always text (`NO` is Norway, `0123` keeps its zero), written at character `at` of its file."""

    __slots__ = ("at",)
    at: int

    def __new__(cls, value: str, at: int) -> Self:
        """Make a text that was written at character `at`."""
        text = super().__new__(cls, value)
        text.at = at
        return text


class Table(dict[Text, "Node"]):
    """A mapping whose keys are `Text` too; `at` is the offset of its first key (or of its `{`)."""

    __slots__ = ("at",)

    def __init__(self, pairs: Iterable[tuple[Text, Node]] = (), *, at: int) -> None:
        """Make a table that begins at character `at`."""
        super().__init__(pairs)
        self.at = at


class Rows(list["Node"]):
    """A sequence; `at` is the offset of its first dash (or of its `[`)."""

    __slots__ = ("at",)

    def __init__(self, items: Iterable[Node] = (), *, at: int) -> None:
        """Make rows that begin at character `at`."""
        super().__init__(items)
        self.at = at


Node: TypeAlias = Text | Table | Rows
