"""Where lines end a sentence: a heading has no full stop, but a text that is wrapped goes on in its next line.

A break is a wrap where the next line goes on with a small letter, or where lines are as wide as they can be: the next word would
not have fitted. Lines of paragraphs that are not wrapped are wider than any page.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.tokens import Cut

_LONGEST = 200
"""Words of a sentence that are read together; a longer one is a list or no prose, and is read in pieces."""
_NARROWEST, _WIDEST = 40, 120
"""Characters between which a page is wide."""
_BULLETS = frozenset("-–—•*·▪#|>")


def lines(cut: Cut) -> Iterator[tuple[int, range]]:
    """Cut sentences at line breaks that are no wraps, and count the lines."""
    number = _numbers(cut)
    for sentence in cut.sentences:
        for key, group in groupby(sentence, key=number.__getitem__):
            members = list(group)
            for first in range(members[0], members[-1] + 1, _LONGEST):
                yield key, range(first, min(first + _LONGEST, members[-1] + 1))


def _numbers(cut: Cut) -> list[int]:
    """Give the number of the line of each token, of wrapped lines that of the first."""
    text, found, line, last = cut.text, list[int](), 0, 0
    width = max(map(len, text.split("\n")))
    for at, start in enumerate(cut.starts):
        breaks = text.count("\n", last, start)
        if breaks and not (breaks == 1 and at and _wraps(text, cut.ends[at - 1], start, width)):
            line += breaks
        last = start
        found.append(line)
    return found


def _wraps(text: str, end: int, start: int, width: int) -> bool:
    """Tell whether a line goes on in the next."""
    if text[start].islower():
        return True
    if not _NARROWEST <= width <= _WIDEST or text[start] in _BULLETS:
        return False
    begin = text.rfind("\n", 0, end) + 1
    word = text[start : start + width].split(maxsplit=1)[0]
    return len(text[begin:end]) + 1 + len(word) > width
