"""Whom «он», "the two sides" or a verb without a subject stands for: the names of a sentence, with those that are only meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.reader.frames.sentence import Sentence


def resolved(text: Iterable[Sentence]) -> list[Sentence]:
    """Give the sentences of a text with what their pronouns stand for among their names."""
    return list(text)
