"""Lengths of time, and moments counted from the day of the text or from another moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multivector.reader.calendar import arithmetic as at
from multivector.reader.calendar.context import tense
from multivector.reader.calendar.records import Length, Meaning, Shift, Unit, When
from multivector.reader.calendar.words import LETTER, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.model.dates import Date
    from multivector.reader.calendar.points import Reading


_UNITS: Final[dict[str, Unit]] = {
    LETTER["u_year"]: "year", LETTER["u_yr"]: "year", LETTER["u_let"]: "year", LETTER["u_century"]: "century",
    LETTER["u_decade"]: "decade", LETTER["u_quarter"]: "quarter", LETTER["u_month"]: "month", LETTER["u_week"]: "week",
    LETTER["u_weekend"]: "week", LETTER["u_day"]: "day", LETTER["u_season"]: "season", LETTER["u_half_year"]: "half-year",
    LETTER["u_hour"]: "hour",
}  # fmt: skip
_COUNTED: Final = frozenset(LETTER[name] for name in ("number", "tens", "day", "count", "decimal", "article"))


def _amount(reading: Reading, group: str, *, alone: int | None = 1) -> tuple[int | None, int | None]:
    """Give the least and most that a group counts: `alone` without a word for it, nothing for "a few"."""
    if not reading.has(group):
        return alone, alone
    start, end = reading.match.span(group)
    tokens = reading.tokens
    numbers: list[int] = []
    for index in range(start, end):
        if tokens.letters[index] not in _COUNTED:
            continue
        number = value(tokens.word(index))
        if numbers and tokens.letters[index - 1] == LETTER["tens"]:
            numbers[-1] += number
        else:
            numbers.append(number)
        if tokens.letters[index] == LETTER["decimal"] or tokens.word(index).lower() in _AND_A_HALF:
            numbers.append(number + 1)
    if not numbers or LETTER["few"] in tokens.letters[start:end]:
        return None, None
    return min(numbers), max(numbers)


_AND_A_HALF: Final = frozenset({"полтора", "полутора"})


def _unit(reading: Reading, group: str) -> Unit:
    start, end = reading.match.span(group)
    return next(_UNITS[letter] for letter in reversed(reading.tokens.letters[start:end]) if letter in _UNITS)


def _counted(reading: Reading, count: int, unit: Unit) -> Date | None:
    """Give the day, week, month or year that lies so many of them from the dateline."""
    today = reading.dateline
    match unit:
        case "day":
            return at.made(at.later(today, count).isoformat())
        case "week":
            return at.made(at.week(today, count))
        case "month" | "quarter" | "half-year":
            return at.made(at.month(*at.months_from(today, count * {"month": 1, "quarter": 3, "half-year": 6}[unit])))
        case "year" | "season":
            return at.made(f"{today.year + count:04}")
        case _:
            return at.made(f"{today.year + count * (10 if unit == 'decade' else 100):04}~")


def _moved(reading: Reading, sign: int) -> Meaning:
    """Read a moment so many units from the dateline; of two amounts the stretch between, of an unknown one only the direction."""
    start, end = reading.match.span()
    unit = _unit(reading, "unit")
    least, most = _amount(reading, "many")
    if least is None or most is None:
        return Shift(None, unit), start, end
    ends = [_counted(reading, number, unit) for number in sorted({sign * least, sign * most})]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None
    found = first if len(ends) == 1 else at.made(f"{first.text.split('/')[0]}/{last.text.split('/')[-1]}")
    if found and any(letter in {LETTER["about"], LETTER["more"]} for letter in reading.tokens.letters[start:end]):
        found = at.marked(found, "~")
    return None if found is None else (When(found, "at", relative=True), start, end)


def _ago(reading: Reading) -> Meaning:
    return _moved(reading, -1)


def _earlier(reading: Reading) -> Meaning:
    """Read «два месяца спустя», "a year later": counted from what was told before, which is not said here."""
    start, end = reading.match.span()
    word = reading.tokens.word(end - 1).lower()
    if word not in {"спустя", "позже", "позднее", "ранее", "later", "earlier"}:
        return None
    least, most = _amount(reading, "many")
    count = least if least == most else None
    sign = -1 if word in {"ранее", "earlier"} else 1
    return Shift(count and sign * count, _unit(reading, "unit")), start, end


def _from_now(reading: Reading) -> Meaning:
    """Read «через два года»: from now where the sentence does not speak of the past, else from what was told before."""
    start, end = reading.match.span()
    word = reading.tokens.word(start).lower()
    if word == "спустя" or tense(reading.tokens, start, end) == "past":
        least, most = _amount(reading, "many")
        return Shift(least if least == most else None, _unit(reading, "unit")), start, end
    return _moved(reading, 1)


def _en_from_now(reading: Reading) -> Meaning:
    """Read "in three months", which is from now only where the sentence speaks of the future; else it is a length."""
    start, end = reading.match.span()
    english = reading.tokens.word(start).lower() == "in"
    if english and tense(reading.tokens, start, end) == "future":
        return _moved(reading, 1)
    if not english and _unit(reading, "unit") == "year" and not _near(reading, start, end, "penalty", "term"):
        return None  # an age
    least, most = _amount(reading, "many")
    return Length(least, most, _unit(reading, "unit")), start, end


def _that(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    return Shift(0, _UNITS.get(reading.tokens.letters[end - 1], "season")), start, end


def _next_day(reading: Reading) -> Meaning:
    return Shift(1, "day"), *reading.match.span()


def _eve(reading: Reading) -> Meaning:
    return Shift(-1, "day"), *reading.match.span()


def _lately(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    if reading.has("days") and reading.tokens.word(end - 1).lower() != "днях":
        return None
    return Shift(None, _UNITS.get(reading.tokens.letters[end - 1], "day")), start, end


def _lasting(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    least, most = _amount(reading, "many", alone=None)
    return Length(least, most, _UNITS[reading.tokens.letters[end - 1]]), start, end


def _long(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    tokens, (first, last) = reading.tokens, reading.match.span("length")
    unit, counted = tokens.letters[last - 1], tokens.letters[first]
    if unit == LETTER["u_yr"] or (counted == LETTER["article"] and unit == LETTER["u_day"]):
        return None
    years = _unit(reading, "length") == "year"
    if years and _near(reading, start, end, "aging"):
        return None
    sentenced = _near(reading, start, end, "penalty", "term")
    figures = not tokens.word(first).isalpha()
    upto = start != first and tokens.letters[start] in {LETTER["upto"], LETTER["from"], LETTER["since"]}
    if years and figures and (start == first or upto) and not sentenced:
        return None  # an age, or a length of which nothing shows that it is one
    least, most = _amount(reading, "length")
    return Length(least, most, _unit(reading, "length")), start, end


def _near(reading: Reading, start: int, end: int, *classes: str) -> bool:
    """Say whether a word of these classes stands a few words before or after."""
    letters = reading.tokens.letters
    around = letters[max(start - 5, 0) : start] + letters[end : end + 3]
    return any(LETTER[name] in around for name in classes)


def _lasted(reading: Reading) -> Meaning:
    start, end = reading.match.span("length")
    return Length(None, None, _unit(reading, "length")), start, end


def _one(reading: Reading) -> Meaning:
    start, end = reading.match.span()
    whole = reading.tokens.letters[start] != LETTER["on"] or reading.tokens.word(end - 1).lower() in _FOR_ONE
    return (Length(1, 1, _unit(reading, "length")), start, end) if whole else None


_FOR_ONE: Final = frozenset({"год", "неделю", "месяц", "день"})


def _worded(reading: Reading) -> Meaning:
    start, end = reading.match.span("length")
    word = reading.tokens.word(end - 1).lower()
    unit: Unit = next((unit for stem, unit in _STEMS if stem in word), "year")
    return Length(None, None, unit), start, end


_STEMS: Final[tuple[tuple[str, Unit], ...]] = (("недель", "week"), ("месяч", "month"), ("днев", "day"), ("суточ", "day"))


def _rate(reading: Reading) -> Meaning:
    if reading.tokens.word(reading.match.end() - 1).lower() not in {"год", "year", "ежегодно"}:
        return None
    return Length(1, 1, "year"), *reading.match.span()


def _weekend(reading: Reading) -> Meaning:
    return Shift(None, "week"), *reading.match.span()


def _season_shift(reading: Reading) -> Meaning:
    return Shift(None, "season"), *reading.match.span()


SPELLS: Final[dict[str, Callable[[Reading], Meaning]]] = {
    "ago": _ago, "earlier": _earlier, "from_now": _from_now, "en_from_now": _en_from_now, "that": _that, "this_day": _that,
    "next_day": _next_day, "eve": _eve, "lately": _lately, "lasting": _lasting, "long": _long, "lasted": _lasted,
    "one": _one, "worded": _worded, "rate": _rate, "weekend": _weekend, "season_shift": _season_shift,
}  # fmt: skip
