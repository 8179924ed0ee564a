r"""Text -> tokens and sentences, cut where razdel cuts them.

razdel (Kukushkin, "razdel: rule-based segmentation of Russian") cuts a text into *atoms*, that is runs of Cyrillic letters,
of Latin letters and of digits, single marks, and single other characters, and joins neighbours by rules. Its rules for tokens
only ever look at two atoms to either side, so they are a regular language, but for one: a dash, point or slash *after a
space* clings to the word behind it if the atom before the space would have let it. `_TOKEN` states the language, `tokens`
adds the exception.

The rules for sentences are razdel's own, with its abbreviations. Only the loop over them is ours: it copies no growing
buffer, so a line of ten megabytes costs ten times what a line of one does, and it skips the breaks that no space follows,
which the rules never take.

Places are code points. Both cuts are equal to razdel's on any text; only a blank text, where razdel gives one empty sentence,
has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from razdel.rule import JOIN
from razdel.segmenters.sentenize import BULLET_SIZE, DELIMITER, RULES, SentSplit
from razdel.segmenters.tokenize import PUNCTS

from multivector.reader.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[int, int]
"""From a code point to before another."""

_MARK = re.escape(PUNCTS)
_DASH = re.escape("‑–—−-_")
_BOND = rf"[{_DASH}](?=\s*[^\s{_MARK}])|(?<=\d)[.,/\\](?=\s*\d)"
_OTHER = rf"[^\s\dа-яёa-z{_MARK}]"
_LETTERS = r"(?:[а-яё]++|[a-z]++)"
_RUN = rf"(?:{_LETTERS}?(?:{_OTHER}++{_LETTERS}?)+|{_LETTERS}|\d++)"
_TOKEN = re.compile(
    rf"""
    {_RUN} (?: (?:{_BOND}) {_RUN}? )* (?: (?<=yahoo) (?<![a-z]yahoo) ! [.?!…]*+ )?
    | (?P<loose> [{_DASH}.,/\\] (?=[^\s{_MARK}]) )
    | [=:;] [()]{{1,3}} | [.?!…]++ | -++ | \*++ | [{_MARK}]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMERIC = frozenset(".,/\\")
_MARKS = frozenset(PUNCTS)

_BREAK = re.compile(rf"{DELIMITER}(?=\s)")
_WINDOW = 10
"""What razdel's rules see of the text on either side of a break."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text, its tokens with their places, and its sentences as ranges of tokens."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[range, ...]

    def span(self, first: int, end: int) -> Span:
        """Give the place in the text of the tokens from `first` to before `end`, of which there is at least one."""
        return Span(self.starts[first], self.ends[end - 1])

    def sentence_words(self) -> tuple[tuple[str, ...], ...]:
        """Give the words of each sentence."""
        return tuple(self.words[each.start : each.stop] for each in self.sentences)


def cut(text: str) -> Cut:
    """Cut a text into tokens and sentences; every token lies in one sentence, whole."""
    places = tokens(text)
    starts, ends = zip(*places, strict=True) if places else ((), ())
    bounds = [0, *(bisect_left(starts, end) for _, end in sentences(text))]
    ranges = tuple(range(first, end) for first, end in pairwise(bounds))
    return Cut(text, tuple([text[start:end] for start, end in places]), starts, ends, ranges)


def tokens(text: str) -> list[Place]:
    """Give the places of the tokens, in order."""
    found: list[Place] = []
    clinging: int | None = None
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if clinging is not None:
            start, clinging = clinging, None
        elif match.lastgroup and found and _clings(text[found[-1][1] - 1], text[start], text[end]):
            clinging = start
            continue
        found.append((start, end))
    return found


def _clings(before: str, mark: str, after: str) -> bool:
    """Say whether a mark that follows a space is joined to the word behind it: between digits, or for a dash between words."""
    if mark in _NUMERIC:
        return before.isdecimal() and after.isdecimal()
    return before not in _MARKS


def sentences(text: str) -> list[Place]:
    """Give the places of the sentences, in order, without the space around them."""
    found = [_stripped(text, start, end) for start, end in _stretches(text)]
    return [(start, end) for start, end in found if start < end]


def _stretches(text: str) -> Iterator[Place]:
    begin = 0
    for match in _BREAK.finditer(text):
        start, end = match.span()
        split = SentSplit(
            text[max(0, start - _WINDOW) : start],
            match.group(1),
            text[end : end + _WINDOW],
            text[begin : min(start, begin + BULLET_SIZE + 1)],  # a longer one is no bullet, however long
        )
        action = next((action for rule in RULES if (action := rule(split))), None)
        if action != JOIN:
            yield begin, end
            begin = end
    yield begin, len(text)


def _stripped(text: str, start: int, end: int) -> Place:
    words = text[start:end]
    end -= len(words) - len(words.rstrip())
    return min(end, start + len(words) - len(words.lstrip())), end
