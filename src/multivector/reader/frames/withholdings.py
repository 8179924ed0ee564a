"""Withholdings: figures and texts that somebody did not publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Draft
    from multivector.reader.frames.sentence import Sentence


def withholdings(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    del text, at
    yield from ()
