"""A text -> everything that it says and every draft that can be made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from multivector.reader import reading as at_its_places
from multivector.reader import tagging
from multivector.reader.frames import drafts
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from datetime import date

    from multivector.reader.actors import Known
    from multivector.reader.drafts import Draft
    from multivector.reader.reading import Reading
    from multivector.reader.tagging import Weights


_CYRILLIC = re.compile(r"[А-Яа-яЁё]{2}")
"""Without any of it there is no sentence that the models could read."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """What a text says at its places, and the drafts made of it, in the order of the text."""

    reading: Reading
    drafts: tuple[Draft, ...]


def weights() -> Weights | None:
    """Give the weights for Russian, which take a third of a second to read; None where natasha is not installed."""
    return tagging.load() if find_spec("natasha") is not None else None


def read(text: str, dateline: date, names: Known, russian: Weights | None = None) -> Drafts:
    """Read a text of a day.

    Args:
        text: The text, which is never rewritten.
        dateline: The day on which it was written; relative dates count from it.
        names: The actors to know (`actors.known`).
        russian: The weights for Russian; without them a Russian sentence is read by the order of its words, as an English one.
    """
    cut_ = cut(text)
    reading = at_its_places.read(text, dateline, names)
    asked = russian if _CYRILLIC.search(text) is not None else None
    tagged = tagging.tag(asked, cut_.sentence_words()) if asked is not None else None
    return Drafts(reading, drafts(text, reading, cut_, tagged))
