"""What one date means: the named groups of a pattern, read against the day of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from multivector.reader.calendar import arithmetic as at
from multivector.reader.calendar.patterns import POINT_PATTERNS
from multivector.reader.calendar.tokens import Tokens, numeric
from multivector.reader.calendar.words import LETTER, SHORT_DECADES, value

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from datetime import date

    from multivector.model.dates import Date

_CENTURY = 100
_RELATIVE: Final = {LETTER["this"]: 0, LETTER["last"]: -1, LETTER["next"]: 1, LETTER["since"]: 0}
_HALF_CODES: Final = {1: 40, 2: 41}


@dataclass(frozen=True, slots=True)
class Point:
    """A date whose year may be open: `text` writes it in a year. `form` is the pattern that read it."""

    form: str
    text: Callable[[int], str]
    year: int | None
    relative: bool
    part: int | None = None
    weekday: int | None = None

    def placed(self, day: date, toward: at.Toward) -> Date | None:
        """Give the date, in its own year or in the one that lies right for the day."""
        if self.weekday is not None:
            return at.made(at.weekday(day, self.weekday, toward).isoformat())
        return at.nearest(self.text, day, toward) if self.year is None else at.made(self.text(self.year))


@dataclass(frozen=True, slots=True)
class Reading:
    """The groups of a match, as words and numbers."""

    tokens: Tokens
    match: re.Match[str]
    dateline: date

    def has(self, group: str) -> bool:
        """Say whether the pattern has the group and the text fills it."""
        return group in self.match.re.groupindex and self.match[group] is not None

    def number(self, group: str) -> int | None:
        """Give the number that a group's words stand for: of two ("двадцать первого", "twenty-first") the sum."""
        if not self.has(group):
            return None
        start, end = self.match.span(group)
        letters = self.tokens.letters
        index = next((i for i in range(start, end) if letters[i] not in _SILENT), start)
        total = value(self.tokens.word(index))
        if letters[index] == LETTER["tens"] and letters[end - 1] in _AFTER_TENS and end - 1 > index:
            total += value(self.tokens.word(end - 1))
        return total

    def year(self) -> tuple[int | None, bool]:
        """Give the year that is named, and whether the dateline was needed for it; None where no year is named."""
        if not self.has("year"):
            return None, True
        start, end = self.match.span("year")
        for index in range(start, end):
            letter = self.tokens.letters[index]
            if letter in _YEARS:
                return value(self.tokens.word(index)), False
            if letter in _RELATIVE:
                return self.dateline.year + _RELATIVE[letter], True
        return self.dateline.year, True

    def shift(self) -> int:
        """Give -1, 0 or 1 for last, this and next."""
        return _RELATIVE[self.tokens.letters[self.match.start("rel")]]


_SILENT: Final = frozenset(LETTER[name] for name in ("the", "of", "comma", "dash", "apostrophe"))
_AFTER_TENS: Final = frozenset(LETTER[name] for name in ("ordinal", "number"))
_YEARS: Final = frozenset(LETTER[name] for name in ("year", "year_th"))


def read_point(tokens: Tokens, start: int, end: int, dateline: date) -> Point | None:
    """Read the date that these tokens are; None if there is no such date."""
    for form, pattern in POINT_PATTERNS.items():
        match = pattern.fullmatch(tokens.letters, start, end)
        if match is not None:
            return _READERS[form](Reading(tokens, match, dateline), form)
    return None


def _numeric(reading: Reading, form: str) -> Point | None:
    letters = reading.tokens.letters
    index = next(i for i in range(reading.match.start(), reading.match.end()) if letters[i] == LETTER["numeric"])
    parts = numeric(reading.tokens.word(index))
    return parts and Point(form, lambda year: f"{year:04}-{parts[1]:02}-{parts[2]:02}", parts[0], relative=False)


def _day(reading: Reading, form: str) -> Point | None:
    day, month = reading.number("day"), reading.number("month")
    year, relative = reading.year()
    return Point(form, lambda in_year: f"{in_year:04}-{month:02}-{day:02}", year, relative)


def _month(reading: Reading, form: str) -> Point | None:
    month, part = reading.number("month"), reading.number("part")
    year, relative = reading.year()
    if reading.has("half"):
        end = "15" if reading.number("half") == 1 else None
        return Point(form, lambda y: _half_month(y, month or 0, end), year, relative)
    return Point(form, lambda in_year: at.month(in_year, month or 0, part), year, relative, part)


def _tenth(reading: Reading, form: str) -> Point | None:
    """Read «в первых числах ноября», «во второй декаде ноября» (ten days, exactly), «в последний день октября»."""
    month, unit = reading.number("month") or 0, reading.tokens.word(reading.match.start("unit")).lower()
    ordinal = reading.number("tenth") or (
        3 if reading.tokens.word(reading.match.start("tenth")).lower().startswith("послед") else 0
    )
    year, relative = reading.year()
    exact = reading.tokens.letters[reading.match.start("unit")] == LETTER["u_ten"]
    if unit in {"день", "дню", "day"}:
        edges = {1: slice(0, 10), 3: slice(-10, None)}
        return Point(form, lambda y: at.month(y, month, ordinal)[edges[ordinal]], year, relative) if ordinal in edges else None
    if not 1 <= ordinal <= 3:  # noqa: PLR2004 (the tens of a month)
        return None
    return Point(form, lambda y: at.month(y, month, ordinal).replace("~", "" if exact else "~"), year, relative, ordinal)


def _half_month(year: int, month: int, end: str | None) -> str:
    stem = f"{year:04}-{month:02}"
    return f"{stem}-01/{stem}-15" if end else f"{stem}-16/{at.month(year, month, 3)[-10:]}"


def _rel_month(reading: Reading, form: str) -> Point | None:
    month = reading.number("month") or 0
    return _beside(reading, form, lambda year: at.month(year, month))


def _beside(reading: Reading, form: str, text: Callable[[int], str]) -> Point | None:
    """Read «прошлый март», "next summer": the last that has ended, the next that has not begun, this the nearest."""
    found = at.beside(text, reading.dateline, reading.shift())
    return None if found is None else Point(form, lambda _: found.text, reading.dateline.year, relative=True)


def _quarter(reading: Reading, form: str) -> Point | None:
    number = reading.number("number") or reading.number("q") or 0
    part = reading.number("part")
    year, relative = reading.year()
    if not 1 <= number <= 4:  # noqa: PLR2004 (quarters of a year)
        return None
    if part is not None:
        return Point(form, lambda in_year: at.part_of_quarter(in_year, 3 * number - 2, part), year, relative, part)
    return Point(form, lambda in_year: f"{in_year:04}-{32 + number}", year, relative)


def _half(reading: Reading, form: str) -> Point | None:
    code = _HALF_CODES.get(reading.number("number") or reading.number("q") or 0)
    year, relative = reading.year()
    return (code and Point(form, lambda in_year: f"{in_year:04}-{code}", year, relative)) or None


def _season(reading: Reading, form: str) -> Point | None:
    code, part = reading.number("season") or 0, reading.number("part")
    year, relative = reading.year()
    if reading.has("rel"):
        return _beside(reading, form, lambda in_year: f"{in_year:04}-{code}")
    if reading.has("double"):
        return Point(form, lambda in_year: f"{in_year:04}-{code}", reading.number("double"), relative=False)
    if part is not None and code != at.WINTER:
        return Point(form, lambda in_year: at.part_of_quarter(in_year, 3 * (code - 20), part), year, relative, part)
    if year is None:
        return Point(form, lambda in_year: f"{in_year:04}-{code}", None, relative)
    return Point(form, lambda in_year: at.season(in_year, code), year, relative)


def _double(reading: Reading, form: str) -> Point | None:
    return Point(form, lambda year: f"{year:04}/{year + 1:04}", reading.number("double"), relative=False)


def _century(reading: Reading, form: str) -> Point | None:
    number = reading.number("number") or 0
    first, part, half = (number - 1) * _CENTURY + 1, reading.number("part"), reading.number("half")
    return Point(form, lambda _: at.part_of_span(first, first + _CENTURY - 1, part, half), first, relative=False, part=part)


def _decade(reading: Reading, form: str) -> Point | None:
    """Read a decade; «90-е» is the last of that name to have ended before the decade of the dateline."""
    word = reading.tokens.word(reading.match.start("decade")).lower().replace("ё", "е")
    first, part, half = SHORT_DECADES.get(word) or value(word), reading.number("part"), reading.number("half")
    relative = first < _CENTURY
    if reading.has("number"):
        first, relative = first % _CENTURY + ((reading.number("number") or 0) - 1) * _CENTURY, False
    elif reading.has("rel"):
        first, relative = first % _CENTURY + (reading.dateline.year // _CENTURY + reading.shift()) * _CENTURY, True
    elif relative:
        today = reading.dateline.year
        first += (today - first - 10) // _CENTURY * _CENTURY
    return Point(form, lambda _: at.part_of_span(first, first + 9, part, half), first, relative, part)


def _part_year(reading: Reading, form: str) -> Point | None:
    part, today = reading.number("part") or 1, reading.dateline
    named, relative = reading.year()
    year = named or today.year
    if relative and year == today.year and (side := _side(reading)):
        text = at.days(today.replace(month=1, day=1), today) if side < 0 else at.days(today, today.replace(month=12, day=31))
        return Point(form, lambda _: text, year, relative=True)
    return Point(form, lambda in_year: at.part_of_year(in_year, part), year, relative, part)


def _side(reading: Reading) -> int:
    """Say whether "earlier this month" (-1) or "later this month" (1) is written: up to the dateline, or from it."""
    return {"earlier": -1, "later": 1}.get(reading.tokens.word(reading.match.start("part")).lower(), 0)


def _rel(reading: Reading, form: str) -> Point | None:
    shift = reading.shift() if reading.has("rel") else 0
    unit, part, today = reading.tokens.letters[reading.match.start("unit")], reading.number("part"), reading.dateline
    text = ""
    if part is not None and shift == 0 and unit in {LETTER["u_week"], LETTER["u_month"]} and (side := _side(reading)):
        whole = at.made(at.week(today) if unit == LETTER["u_week"] else at.month(today.year, today.month))
        if whole is not None and whole.earliest and whole.latest:
            text = at.days(whole.earliest, today) if side < 0 else at.days(today, whole.latest)
    elif unit == LETTER["u_week"]:
        text = at.week(today, shift, *((1, 7) if part is None else ((1, 2), (3, 4), (5, 7))[part - 1]))
    elif unit == LETTER["u_weekend"]:
        text = at.week(today, shift, 6, 7)
    elif unit == LETTER["u_month"]:
        text = at.month(*at.months_from(today, shift), part)
    elif unit == LETTER["u_quarter"]:
        year, month = at.months_from(today, 3 * shift)
        text = f"{year:04}-{33 + (month - 1) // 3}" if part is None else at.part_of_quarter(year, (month - 1) // 3 * 3 + 1, part)
    elif unit == LETTER["u_half"]:
        year, month = at.months_from(today, 6 * shift)
        text = f"{year:04}-{40 + (month - 1) // 6}"
    elif unit == LETTER["u_year"]:
        text = f"{today.year + shift:04}"
    else:
        size = _CENTURY if unit == LETTER["u_century"] else 10
        offset = 1 if size == _CENTURY else 0
        first = (today.year - offset) // size * size + offset + shift * size
        text = at.part_of_span(first, first + size - 1, part)
    return Point(form, lambda _: text, today.year, relative=True, part=part)


def _weekday(reading: Reading, form: str) -> Point | None:
    """Read a weekday: after last, the latest before the dateline; after next or this, that of the next or this week."""
    number, today = reading.number("weekday") or 1, reading.dateline
    if not reading.has("rel"):
        return Point(form, lambda _: "", None, relative=True, weekday=number)
    if reading.tokens.letters[reading.match.start("rel")] == LETTER["near"]:
        coming = at.weekday(at.later(today, 1), number, "future").isoformat()
        ahead = reading.tokens.word(reading.match.start("rel")).lower().startswith("ближ")
        return Point(form, lambda _: coming, today.year, relative=True) if ahead else None
    shift = reading.shift()
    last = at.weekday(today, number, "past")
    text = at.week(today, shift, number, number)[:10] if shift >= 0 else at.later(last, -7 if last == today else 0).isoformat()
    return Point(form, lambda _: text, today.year, relative=True)


def _year(reading: Reading, form: str) -> Point | None:
    year, _ = reading.year()
    return Point(form, lambda in_year: f"{in_year:04}", year, relative=False)


_READERS: Final[dict[str, Callable[[Reading, str], Point | None]]] = {
    "numeric": _numeric, "day": _day, "en_day": _day, "part_month": _month, "half_month": _month, "quarter": _quarter,
    "half": _half, "half_alone": _half, "month": _month, "rel_month": _rel_month, "season": _season, "rel_season": _season,
    "season_alone": _season, "years": _double, "century": _century, "decade": _decade, "part_year": _part_year,
    "year_end": _part_year, "part_rel": _rel, "rel": _rel, "part_noun": _rel, "rel_weekday": _weekday, "rel_year": _year,
    "year": _year, "of_year": _year, "tenth": _tenth, "weekday": _weekday,
}  # fmt: skip
