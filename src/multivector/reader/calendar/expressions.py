"""From a text to its expressions of time: each rule of the patterns has a function of its name, which says what it means.

A function gives the record and the first and last token that belong to it, or nothing, which leaves the words unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multivector.reader.calendar import arithmetic as at
from multivector.reader.calendar.context import counts, tense
from multivector.reader.calendar.doubts import capital, name_of_year, stands
from multivector.reader.calendar.patterns import RULE_PATTERNS, SCAN
from multivector.reader.calendar.placing import placed, related, when
from multivector.reader.calendar.points import Point, Reading, read_point
from multivector.reader.calendar.spells import SPELLS
from multivector.reader.calendar.stretches import en_days, interval, short_years
from multivector.reader.calendar.tokens import tokenize
from multivector.reader.calendar.words import LETTER
from multivector.reader.spans import Found, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from multivector.reader.calendar.records import Meaning, Time
    from multivector.reader.calendar.tokens import Tokens


def expressions(text: str, dateline: date) -> Iterator[Found[Time]]:
    """Give every expression of time in a text, in order and never overlapping."""
    tokens = tokenize(text)
    token = 0
    while match := SCAN.search(tokens.letters, token):
        rule, token = match.lastgroup or "", match.end()
        for name in (rule, "point") if rule == "interval" else (rule,):  # what is no interval may begin with a date
            read = RULE_PATTERNS[name].match(tokens.letters, match.start())
            if read is None:
                break
            token = read.end()
            found = _meaning(name, Reading(tokens, read, dateline))
            if found is not None:
                record, start, end = found
                end -= end - start > 1 and tokens.letters[end - 1] == LETTER["dot"]
                yield Found(Span(tokens.starts[start], tokens.ends[end - 1]), record, name)
                break


def _meaning(name: str, reading: Reading) -> Meaning:
    try:
        return _READERS[name](reading)
    except (OverflowError, ValueError):  # beyond the ends of the calendar
        return None


def _point(reading: Reading) -> Meaning:
    first, last = reading.match.span("point")
    last = _uncounted(reading.tokens, first, last)
    point = read_point(reading.tokens, first, last, reading.dateline)
    if point is None:
        return None
    relation, start, led = related(reading, point)
    if not stands(reading.tokens, point, first, last, led=led):
        return None
    found = placed(reading, point, relation, start, last)
    return when(reading, found, relation, relative=point.relative, start=start, end=last)


def _uncounted(tokens: Tokens, first: int, last: int) -> int:
    """Give the end of a date without a number that only counts what follows («5 мая 2000 человек», "on May 5, 2000 people")."""
    if last - first == 1 or tokens.letters[last - 1] != LETTER["year"] or not counts(tokens, last):
        return last
    return last - 2 if tokens.letters[last - 2] == LETTER["comma"] else last - 1


def _today(reading: Reading) -> Meaning:
    tokens, end = reading.tokens, reading.match.end()
    relation, start, _ = related(reading)
    if start and end - start == 1 and tokens.letters[start - 1] == LETTER["unknown"] and capital(tokens, start - 1):
        return None  # «Россия сегодня», "USA Today"
    if reading.has("point"):
        return _dated(reading)
    day = at.later(reading.dateline, reading.number("today") or 0)
    return when(reading, at.made(day.isoformat()), relation, relative=True, start=start, end=end)


def _dated(reading: Reading) -> Meaning:
    """Read the date that follows «вчера,» or «три дня назад,»: it says the same, and better."""
    point = read_point(reading.tokens, *reading.match.span("point"), reading.dateline)
    if point is None:
        return None
    found = point.placed(reading.dateline, None)
    return when(reading, found, "at", relative=point.relative, start=reading.match.start(), end=reading.match.end())


def _ago(reading: Reading) -> Meaning:
    return _dated(reading) if reading.has("point") else SPELLS["ago"](reading)


def _adjective(reading: Reading) -> Meaning:
    """Read «ноябрьские выборы», «январских событий 2022 года»; written large it is a name («Октябрьский район»)."""
    start, end = reading.match.span()
    month = reading.number("month") or 0
    if not reading.tokens.word(start).islower():
        return None
    year, relative = reading.year()
    if year is None:
        end = start + 1
    point = Point("adjective", lambda in_year: at.month(in_year, month), year, relative)
    return when(reading, placed(reading, point, "at", start, end), "at", relative=relative, start=start, end=end)


def _weekdaily(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    day = at.weekday(reading.dateline, reading.number("weekday") or 7, tense(reading.tokens, start, end))
    return when(reading, at.made(day.isoformat()), "at", relative=True, start=start, end=end)


def _dashed_year(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    found = at.made(reading.tokens.word(start)) if name_of_year(reading.tokens, start) else None
    return when(reading, found, "at", relative=False, start=start, end=end)


_READERS: Final[dict[str, Callable[[Reading], Meaning]]] = {
    **SPELLS, "today": _today, "en_days": en_days, "short_years": short_years, "interval": interval, "point": _point,
    "adjective": _adjective, "weekdaily": _weekdaily, "ago": _ago, "dashed_year": _dashed_year,
}  # fmt: skip
