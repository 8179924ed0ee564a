"""Intervals: two dates with a word or a dash between them, of which one may lend the other its month or year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multivector.reader.calendar import arithmetic as at
from multivector.reader.calendar.context import counts, tense
from multivector.reader.calendar.doubts import century_of_news
from multivector.reader.calendar.placing import placed, related, when
from multivector.reader.calendar.points import Point, Reading, read_point
from multivector.reader.calendar.words import LETTER, value

if TYPE_CHECKING:
    from multivector.model.dates import Date
    from multivector.reader.calendar.records import Meaning

_TO: Final = frozenset(LETTER[name] for name in ("to", "until"))
_TO_AFTER_SINCE: Final = frozenset(LETTER[name] for name in ("to", "until", "upto", "on"))
_AND: Final = frozenset(LETTER[name] for name in ("and", "or"))
_MONTHS = 12


def interval(reading: Reading) -> Meaning:
    """Read «с 5 по 7 ноября», «2026—2030 годы», "between 2020 and 2025", "from May to September 2024"."""
    tokens, (first, last), right_span = reading.tokens, reading.match.span("left"), reading.match.span("point")
    left, right = read_point(tokens, first, last, reading.dateline), read_point(tokens, *right_span, reading.dateline)
    relation, start, led = related(reading)
    end = right_span[1]
    if right is None or not _linked(reading) or not _alike(reading, left, right, led=led):
        return None
    begun, ended = _ends(reading, left, right, start, end)
    if begun is None or ended is None or begun.earliest is None or ended.earliest is None or begun == ended:
        return None
    if begun.earliest > ended.earliest or (_listed(reading) and not _adjacent(begun, ended)):
        return None
    whole = at.made(f"{begun.text.split('/')[0]}/{ended.text.split('/')[-1]}")
    relative = right.relative and (left is None or left.relative)
    return when(reading, whole, "at" if relation == "since" else relation, relative=relative, start=start, end=end)


def en_days(reading: Reading) -> Meaning:
    """Read "Nov. 5-7, 2025"."""
    month, first, last = reading.number("month"), reading.number("first"), reading.number("last")
    year, relative = reading.year()
    point = Point("en_days", lambda y: f"{y:04}-{month:02}-{first:02}/{y:04}-{month:02}-{last:02}", year, relative)
    start, end = reading.match.span()
    return when(reading, placed(reading, point, "at", start, end), "at", relative=relative, start=start, end=end)


def short_years(reading: Reading) -> Meaning:
    """Read «2024–25 гг.»; "2010-11" may be a month and is left unread."""
    first, last = reading.number("first") or 0, reading.number("last") or 0
    start, end = reading.match.span()
    if (last <= _MONTHS and not reading.has("suffix")) or last <= first % 100 or counts(reading.tokens, end):
        return None
    found = at.made(f"{first:04}/{first // 100 * 100 + last:04}") if century_of_news(first) else None
    return when(reading, found, "at", relative=False, start=start, end=end)


def _opening(reading: Reading) -> str:
    return reading.tokens.letters[reading.match.start()] if reading.has("before") else ""


def _listed(reading: Reading) -> bool:
    """Say whether the two are only named together («5 и 6 ноября»): an interval if nothing lies between them."""
    return reading.tokens.letters[reading.match.start("link")] in _AND and _opening(reading) != LETTER["between"]


def _linked(reading: Reading) -> bool:
    """Say whether the word between two dates and the one before them make an interval."""
    link, opening = reading.tokens.letters[reading.match.start("link")], _opening(reading)
    if link in _TO_AFTER_SINCE:
        return opening == LETTER["since"] or (link in _TO and opening != LETTER["between"])
    return not (link in _AND and opening == LETTER["since"])


def _alike(reading: Reading, left: Point | None, right: Point, *, led: bool) -> bool:
    """Say whether two dates are of one kind, and not two numbers that only count."""
    if right.form != "year":
        return True
    if left is not None and left.year is None and left.weekday is None:
        return False  # a month, and a year that is not its own
    if left is None or left.form != "year":
        return left is not None
    tokens, (first, _), (second, end) = reading.tokens, reading.match.span("left"), reading.match.span("point")
    if counts(tokens, end):
        return False
    years = value(tokens.word(first)), value(tokens.word(second))
    return led or end - second > 1 or (century_of_news(*years) and not _listed(reading))


def _ends(reading: Reading, left: Point | None, right: Point, start: int, end: int) -> tuple[Date | None, Date | None]:
    """Place both ends; the one that names no year lies on the right side of the other."""
    day, toward = reading.dateline, tense(reading.tokens, start, end)
    if left is not None and left.year is not None and right.year is None and right.weekday is None:
        begun = left.placed(day, toward)
        return begun, right.placed(begun.earliest, "future") if begun and begun.earliest else None
    ended = right.placed(day, toward)
    if ended is None or ended.earliest is None or ended.latest is None:
        return None, None
    if left is not None:
        return left.placed(ended.latest, "past"), ended
    if right.form not in {"day", "en_day"}:
        return None, None
    return at.made(f"{ended.earliest:%Y-%m}-{reading.number('left'):02}"), ended


def _adjacent(begun: Date, ended: Date) -> bool:
    return begun.latest is not None and ended.earliest is not None and at.later(begun.latest, 1) == ended.earliest
