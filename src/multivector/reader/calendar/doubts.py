"""Whether what reads like a date is one, where it may be a count, a name, a verb or a type of aircraft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multivector.reader.calendar.context import addressed, counts, named, weighed
from multivector.reader.calendar.words import LETTER

if TYPE_CHECKING:
    from multivector.reader.calendar.points import Point
    from multivector.reader.calendar.tokens import Tokens

_EVERY: Final = frozenset({"каждого", "любого", "ежегодно", "annually", "every", "each"})
_NOT_OF_MONTHS: Final = frozenset({"с", "к", "от", "на", "до", "по", "за", "on"})
_FIGURES: Final = frozenset(LETTER[name] for name in ("day", "count", "long", "blob", "decimal"))
_SIDES: Final = frozenset(LETTER[name] for name in ("open", "comma", "quote", "and"))
_LISTED: Final = frozenset({LETTER["comma"], LETTER["and"]})
_STOPS: Final = frozenset({"", *(LETTER[name] for name in ("close", "comma", "dot", "ended", "break", "quote", "long_dash"))})
_SHORT_NAME = 3


def stands(tokens: Tokens, point: Point, first: int, last: int, *, led: bool) -> bool:
    """Say whether a date is one, by what stands around it; `led` where a word before it shows that it is."""
    yearless = point.year is None
    if yearless and _other_year(tokens, last):
        return False
    match point.form:
        case "day":
            sure = not yearless or not (_holiday(tokens, first, last) or named(tokens, first, last))
        case "en_day":
            sure = not yearless or not (named(tokens, first, last) or counts(tokens, last))
        case "month" | "rel_month":
            sure = not yearless or _month(tokens, first, last, led=led)
        case "year":
            sure = _year(tokens, first, last, led=led)
        case "of_year":
            sure = tokens.word(last - 2).lower() in {"год", "году", "года", "year"} and not counts(tokens, last)
        case "season_alone":
            sure = led or tokens.letters[last - 1] == LETTER["season_when"]
        case "weekday":
            sure = led or (tokens.word(first).isascii() and not capital(tokens, first - 1) and not capital(tokens, last))
        case "decade":
            sure = led or not point.relative or last - first > 1
        case _:
            sure = True
    return sure


def capital(tokens: Tokens, index: int) -> bool:
    """Say whether a token begins with a capital."""
    return tokens.word(index)[:1].isupper()


def century_of_news(*years: int) -> bool:
    """Say whether numbers of four figures are likely to be years, with nothing beside them that says so."""
    return all(1900 <= year < 2100 for year in years)  # noqa: PLR2004 (the centuries that news is about)


def name_of_year(tokens: Tokens, start: int) -> bool:
    """Say whether a year is part of a name: «Сочи-2014», «ЧМ-2018»; types of aircraft have short names or a round number."""
    name, year = tokens.word(start - 2), int(tokens.word(start))
    if not century_of_news(year) or year == 2000 or counts(tokens, start + 1):  # noqa: PLR2004 (Mirage 2000)
        return False
    return capital(tokens, start - 2) and (len(name) > _SHORT_NAME or tokens.letters[start - 2] == LETTER["event"])


def _other_year(tokens: Tokens, last: int) -> bool:
    """Say whether a year follows that we do not hold («211 года»), that was told before («того же года»), or any year."""
    letters = tokens.letters
    unheld = letters[last : last + 1] in _FIGURES and letters[last + 1 : last + 2] == LETTER["u_year"]
    return unheld or letters[last : last + 1] == LETTER["that"] or tokens.word(last).lower() in _EVERY


def _holiday(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a month is written large after a figure: «8 Марта»."""
    month = tokens.word(last - 1)
    return capital(tokens, last - 1) and not month.isascii() and not month.isupper() and tokens.word(first).isdigit()


def _month(tokens: Tokens, first: int, last: int, *, led: bool) -> bool:
    letter = tokens.letters[first]
    if letter == LETTER["short"] or tokens.letters[last : last + 1] == LETTER["apostrophe"]:
        return False
    if letter in {LETTER["ename"], LETTER["name"]}:
        return led and not capital(tokens, last) and tokens.word(first - 1).lower() not in _NOT_OF_MONTHS
    return led or not (capital(tokens, first) and (capital(tokens, last) or capital(tokens, first - 1)))


def _year(tokens: Tokens, first: int, last: int, *, led: bool) -> bool:
    """Say whether a number is a year: led by a word, beside an election or games, in brackets, or among years."""
    letters = tokens.letters
    if last - first > 1:
        return not addressed(tokens, first) and not (letters[first + 1] == LETTER["u_yr"] and weighed(tokens, first, last))
    if letters[first] == LETTER["year_th"]:
        return led
    opening = letters[first - 1] if first else ""
    if counts(tokens, last) or (opening == LETTER["about"] and tokens.word(last)[:1].islower()):
        return False
    if led:
        return opening != LETTER["from"]
    before, after = opening, letters[last : last + 1]
    among = LETTER["year"] in {letters[first - 2] if first > 1 else "", letters[last + 1 : last + 2]}
    beside = LETTER["event"] in {before, after}
    likely = beside or (before in _SIDES and (after in _STOPS or among)) or (after in _LISTED and among)
    return likely and century_of_news(int(tokens.word(first)))
