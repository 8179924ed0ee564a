"""What the models say of words: part of speech and features, head and relation, names of persons, places and organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Tag:
    """Morphology in Universal Dependencies: `text` is the tag as trained, as `NOUN|Case=Nom`; the rest is read from it."""

    text: str
    part: str = field(compare=False)
    features: Mapping[str, str] = field(compare=False)

    def __reduce__(self) -> tuple[Callable[[str], Tag], tuple[str]]:
        """Be sent to another process as text: a read-only mapping cannot."""
        return parse_tag, (self.text,)


def parse_tag(text: str) -> Tag:
    """Read a tag: a part of speech, then features."""
    part, *pairs = text.split("|")
    named = (pair.partition("=") for pair in pairs)
    return Tag(text, part, MappingProxyType({name: value for name, _, value in named}))


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name, PER, LOC or ORG: the tokens from `first` to before `end`."""

    first: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """What is said of each token of a text, and the names in it.

    Tokens are numbered through the text. A head is the number of a token of the same sentence, None for the root of the sentence.
    """

    tags: tuple[Tag, ...]
    heads: tuple[int | None, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]


def names_of(labels: Iterable[str], first: int = 0) -> Iterator[Name]:
    """Read names off the labels of consecutive tokens, the first of them numbered `first`.

    `B-PER` begins a name, `I-…` continues the one begun whatever its kind, `O` ends it; an `I-…` that continues nothing is no
    name.
    """
    kind, begun, end = "", first, first
    for number, label in enumerate(labels, first):
        role, _, of = label.partition("-")
        if role == "I":
            end = number + 1
            continue
        if role in {"B", "O"} and kind:
            yield Name(begun, end, kind)
            kind = ""
        if role == "B":
            kind, begun, end = of, number, number + 1
    if kind:
        yield Name(begun, end, kind)
