"""A text as tokens, and the string that has one letter for each: the class of the token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from multivector.reader.calendar.words import CODES, LETTER

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN: Final = re.compile(
    r"""
    [0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-]) | [0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![\w-])
  | [0-9]++ (?:[.,:/][0-9]++)* (?: (?:[-‑]?(?:го|ого|е|я|м|му|ому|ом|й|х|ые|ых|ми|ым) | st|nd|rd|th|s) (?!\w) )?
  | [^\W\d_]\w*+
  | \n[^\S\n]*+\n
  | [^\w\s]
  | \w++
    """,
    re.VERBOSE,
)
_ENDED: Final = re.compile(r"([0-9]+)[-‑]?([^\W\d]+)")
_SPLIT: Final = re.compile(r"[./-]")
_DASHES: Final = "-–—‒‑−"
_TWELVE, _MOST_DAYS, _YEAR_DIGITS, _LONGEST = 12, 31, 4, 10


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: `letters` has the class of each, `starts` and `ends` their places."""

    text: str
    letters: str
    starts: Sequence[int]
    ends: Sequence[int]

    def word(self, index: int) -> str:
        """Give a token as it is written; nothing before the first and after the last."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens and class them."""
    letters, starts, ends = [], [], []
    known, unknown = CODES.get, LETTER["unknown"]
    for match in _TOKEN.finditer(text):
        word = match.group()
        letter = known(word)
        if letter is None:
            first = word[0]
            if "0" <= first <= "9":
                letter = _number(word)
            elif first in _DASHES:
                letter = LETTER["dash" if match.start() and not text[match.start() - 1].isspace() else "long_dash"]
            else:
                letter = unknown if first != "\n" else LETTER["break"]
        letters.append(letter)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, "".join(letters), starts, ends)


def numeric(word: str) -> tuple[int, int, int] | None:
    """Give year, month and day of a date in figures; None where it is none, or where day and month could be exchanged."""
    parts = _SPLIT.split(word[: _LONGEST + 1])
    if len(word) > _LONGEST or len(parts) != 3 or len({char for char in word if not char.isdigit()}) != 1:  # noqa: PLR2004 (a date has three parts)
        return None
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == _YEAR_DIGITS and max(len(parts[1]), len(parts[2])) <= 2:  # noqa: PLR2004 (two digits)
        return first, second, third
    if len(parts[2]) != _YEAR_DIGITS or max(len(parts[0]), len(parts[1])) > 2:  # noqa: PLR2004 (two digits)
        return None
    if "/" in word and first != second:
        if max(first, second) <= _TWELVE:
            return None
        if second > _TWELVE:
            first, second = second, first
    return third, second, first


def _number(word: str) -> str:
    return LETTER[_plain(word) if word.isdigit() else _ended(word) if word[-1].isalpha() else _joined(word)]


def _plain(word: str) -> str:
    if len(word) <= 2:  # noqa: PLR2004 (two digits)
        return "day" if 1 <= int(word) <= _MOST_DAYS else "count"
    if len(word) == _YEAR_DIGITS:
        return "year" if "1" <= word[0] <= "2" else "long"
    return "count" if len(word) < _YEAR_DIGITS else "long"


def _ended(word: str) -> str:
    match = _ENDED.fullmatch(word)
    if match is None or len(match[1]) > _YEAR_DIGITS:
        return "blob"
    digits, ending = match.groups()
    plain = _plain(digits)
    tens = digits[-1] == "0" and len(digits) % 2 == 0 and ending in {"s", "е", "х", "ые", "ых", "ми", "ым", "м"}
    if tens and plain == "year" and ending != "м":
        return "decade"
    if tens and plain in {"day", "count"} and digits != "00" and ending != "м":
        return "short_decade"
    if plain == "year":
        return "year_th" if ending in {"м", "го", "ого", "й", "му", "ому", "ом"} else "blob"
    return "day_th" if plain == "day" and ending not in {"s", "х", "ые", "ых"} else "blob"


def _joined(word: str) -> str:
    if numeric(word) is not None:
        return "numeric"
    if re.fullmatch(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?", word):
        return "clock"
    years = re.fullmatch(r"([12][0-9]{3})/([0-9]{2}|[12][0-9]{3})", word)
    if years and int(years[2]) % 100 == (int(years[1]) + 1) % 100 and (len(years[2]) == 2 or int(years[2]) == int(years[1]) + 1):  # noqa: PLR2004
        return "season_years"
    return "decimal" if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{1,2}", word) else "blob"
