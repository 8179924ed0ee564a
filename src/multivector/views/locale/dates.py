"""Dates to the precision that they have, as a careful reader of each language expects them."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from multivector.model.dates import Date, parse_date
from multivector.views.locale.cases import ablative, dative
from multivector.views.locale.tables import EN_DASH, NBSP, tables

if TYPE_CHECKING:
    from datetime import date as Day  # noqa: N812  # `date` is the name of our own function

_ABOUT = {"en": "about ", "ru": "примерно ", "kk": "шамамен "}
_QUALIFIERS = "~?%"


def date(lang: str, value: Date | Day | str) -> str:
    """Write a date to the precision that it has; an interval with both its ends."""
    text = str(value)
    about = _ABOUT[lang] if set("~%") & set(text) else ""
    start, slash, end = (part.rstrip(_QUALIFIERS) for part in text.partition("/"))
    told = _interval(lang, start, end, about) if slash else about + _point(lang, start)
    return told + ("?" if set("?%") & set(text) else "")


def short_month(lang: str, month: int) -> str:
    """Give the short name of a month, for axes."""
    return str(tables()[lang]["months-short"][month - 1])


def _interval(lang: str, start: str, end: str, about: str) -> str:
    if start in {"", ".."}:
        told = _point(lang, end)
        return {"en": f"until {about}{told}", "ru": f"{about}по {told}", "kk": f"{about}{dative(told)} дейін"}[lang]
    if end in {"", ".."}:
        told = _since(lang, start)
        return {"en": f"from {about}{told}", "ru": f"{about}с {told}", "kk": f"{about}{ablative(told)} бастап"}[lang]
    return about + _between(lang, start, end)


def _between(lang: str, start: str, end: str) -> str:
    if start == end:
        return _point(lang, start)
    if start.isdigit() and end.isdigit():
        return f"{start}{EN_DASH}{end}" + {"en": "", "ru": f"{NBSP}гг.", "kk": f"{NBSP}жж."}[lang]
    if len(start) == len(end) == 10 and start[:7] == end[:7] and "X" not in start + end:  # noqa: PLR2004  # days of one month
        return _point(lang, end, f"{int(start[8:])}{EN_DASH}")
    return f"{_point(lang, start)}{NBSP}{EN_DASH} {_point(lang, end)}"


def _point(lang: str, text: str, since: str = "") -> str:
    """Write a year, month or day (`since` stands before the number of the day); anything vaguer by its bounds."""
    year, *rest = text.split("-")
    while rest and rest[-1] == "XX":
        rest.pop()
    if "X" in year:
        decade = year.replace("X", "0")
        return {"en": f"{decade}s", "ru": f"{decade}-е{NBSP}гг.", "kk": f"{decade}{NBSP}жылдар"}[lang]
    if not rest:
        return {"en": year, "ru": f"{year}{NBSP}г.", "kk": f"{year}{NBSP}ж."}[lang]
    if "X" in "".join(rest) or int(rest[0]) > 12:  # noqa: PLR2004
        return _bounds(lang, text)
    table, month = tables()[lang], int(rest[0])
    if len(rest) == 1:
        name = table["months-alone"][month - 1]
        name = name if lang == "en" else name.lower()
        return {"en": f"{name} {year}", "ru": f"{name} {year}{NBSP}г.", "kk": f"{year}{NBSP}ж. {name}"}[lang]
    name, day = table["months"][month - 1], f"{since}{int(rest[1])}"
    return {
        "en": f"{day}{NBSP}{name} {year}",
        "ru": f"{day}{NBSP}{name} {year}{NBSP}г.",
        "kk": f"{year}{NBSP}ж. {day}{NBSP}{name}",
    }[lang]


def _since(lang: str, text: str) -> str:
    """Write a date as it stands after "from": a Russian month or decade in its genitive."""
    year, *rest = text.split("-")
    if lang == "ru" and len(rest) == 1 and rest[0].isdigit() and int(rest[0]) <= 12:  # noqa: PLR2004
        return f"{tables()[lang]['months'][int(rest[0]) - 1]} {year}{NBSP}г."
    return _point(lang, text).replace(f"-е{NBSP}гг.", f"-х{NBSP}гг.")


def _bounds(lang: str, text: str) -> str:
    """Write a quarter, half, season or vague day as the months or days that it spans."""
    found = parse_date(text)
    if not isinstance(found, Date) or found.earliest is None or found.latest is None:
        return text
    first, last = found.earliest, found.latest
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    length = len("2025-11") if whole else len("2025-11-06")
    return _between(lang, first.isoformat()[:length], last.isoformat()[:length])
