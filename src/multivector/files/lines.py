"""Offset -> line, column and excerpt. The lines of a file are counted only when somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from multivector.model.problems import Place

_LONGEST = 160
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Lines:
    """The text of a file, for saying where in it something stands."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, file: str, at: int, width: int = 1) -> Place:
        """Give the place of the character at an offset; a long line is cut around it."""
        row = bisect_right(self.starts, at) - 1
        begin = self.starts[row]
        end = self.starts[row + 1] - 1 if row + 1 < len(self.starts) else len(self.text)
        column = at - begin
        cut = max(0, min(column - _LONGEST // 2, end - begin - _LONGEST))
        excerpt = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", self.text[begin + cut : min(end, begin + cut + _LONGEST)])
        fits = max(1, min(width, end - at, _LONGEST - (column - cut)))
        return Place(file, row + 1, column + 1, fits, excerpt, column - cut + 1)
