"""Commitments: what somebody is bound to do, not to do or may do, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Draft
    from multivector.reader.frames.sentence import Sentence


def commitments(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    del text, at
    yield from ()
