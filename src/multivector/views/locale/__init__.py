"""Numbers, dates, amounts and likelihoods as a careful reader of Russian, English or Kazakh expects them.

The tables are made from CLDR at development time (`tools/locale_tables.py`). Figures are shown to three significant
digits unless they were written with more; nothing is rounded silently to fewer.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from multivector.model.dates import Date, parse_date
from multivector.views.locale.cases import HEDGES, NBSP, plural_after, with_hedge

if TYPE_CHECKING:
    from datetime import date as Day  # noqa: N812  # `date` is the name of our own function

Lang: TypeAlias = Literal["ru", "en", "kk"]
LANGUAGES: tuple[Lang, ...] = ("ru", "en", "kk")
OWN_NAMES: dict[Lang, str] = {"ru": "Русский", "en": "English", "kk": "Қазақша"}

_MINUS = "\N{MINUS SIGN}"
_EN_DASH = "\N{EN DASH}"
_EM_DASH = "\N{EM DASH}"
_SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "en": ((12, "tn"), (9, "bn"), (6, "m"), (3, "k")),
    "ru": ((12, f"{NBSP}трлн"), (9, f"{NBSP}млрд"), (6, f"{NBSP}млн"), (3, f"{NBSP}тыс.")),
    "kk": ((12, f"{NBSP}трлн"), (9, f"{NBSP}млрд"), (6, f"{NBSP}млн"), (3, f"{NBSP}мың")),
}
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "RUB": "₽", "KZT": "₸"}
_UNDISCLOSED = {"en": "undisclosed", "ru": "не раскрыто", "kk": "ашылмаған"}
_UNITS: dict[str, dict[str, dict[str, str]]] = {
    unit: {
        "en": {"one": one, "other": unit},
        "ru": {"one": ru[0], "few": ru[1], "many": ru[2], "other": ru[1]},
        "kk": {"other": kk},
    }
    for unit, one, ru, kk in (
        ("documents", "document", ("документ", "документа", "документов"), "құжат"),
        ("agreements", "agreement", ("соглашение", "соглашения", "соглашений"), "келісім"),
        ("hours", "hour", ("час", "часа", "часов"), "сағат"),
        ("months", "month", ("месяц", "месяца", "месяцев"), "ай"),
        ("years", "year", ("год", "года", "лет"), "жыл"),
        ("aircraft", "aircraft", ("самолёт", "самолёта", "самолётов"), "ұшақ"),
        ("locomotives", "locomotive", ("локомотив", "локомотива", "локомотивов"), "локомотив"),
        ("machines", "machine", ("машина", "машины", "машин"), "машина"),
        ("projects", "project", ("проект", "проекта", "проектов"), "жоба"),
        ("people", "person", ("человек", "человека", "человек"), "адам"),
        ("students", "student", ("студент", "студента", "студентов"), "студент"),
        ("schools", "school", ("школа", "школы", "школ"), "мектеп"),
        ("boreholes", "borehole", ("скважина", "скважины", "скважин"), "ұңғыма"),
        ("acts", "act", ("акт", "акта", "актов"), "акт"),
        ("tonnes", "tonne", ("тонна", "тонны", "тонн"), "тонна"),
        ("units", "unit", ("единица", "единицы", "единиц"), "бірлік"),
    )
}
"""Units of quantities that have names in every language."""
_LIKELIHOODS: tuple[tuple[float, dict[str, str]], ...] = (
    (5, {"en": "almost no chance", "ru": "почти исключено", "kk": "мүмкін емес дерлік"}),
    (20, {"en": "very unlikely", "ru": "весьма маловероятно", "kk": "өте екіталай"}),
    (45, {"en": "unlikely", "ru": "маловероятно", "kk": "екіталай"}),
    (55, {"en": "roughly even chance", "ru": "примерно поровну", "kk": "шамамен тең"}),
    (80, {"en": "likely", "ru": "вероятно", "kk": "ықтимал"}),
    (95, {"en": "very likely", "ru": "весьма вероятно", "kk": "өте ықтимал"}),
    (100, {"en": "almost certain", "ru": "почти наверняка", "kk": "дерлік анық"}),
)
"""Upper ends, in per cent, of the seven rows of ICD 203, and their words."""


def plural(lang: str, n: float | Decimal) -> str:
    """Give the plural category of a number (CLDR): one, few, many or other."""
    whole = "." not in str(n) and n == int(n)
    if lang != "ru":
        return "one" if n == 1 and (whole or lang == "kk") else "other"
    if not whole:
        return "other"
    units, tens = abs(int(n)) % 10, abs(int(n)) % 100
    if units == 1 and tens != 11:  # noqa: PLR2004
        return "one"
    return "few" if units in {2, 3, 4} and tens not in {12, 13, 14} else "many"


def number(lang: str, value: float | Decimal, digits: int | None = None) -> str:
    """Write a number: `digits` after the decimal sign, or as many as three significant digits need."""
    exact = Decimal(str(value))
    if digits is None:
        digits = max(0, 2 - exact.adjusted()) if exact else 0
        text = f"{exact:.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{exact:.{digits}f}"
    sign, text = ("", text) if not text.startswith("-") else (_MINUS, text[1:])
    whole, _, fraction = text.partition(".")
    table = _tables()[lang]
    group = table["group"] if len(whole) > 4 or lang == "en" else ""  # noqa: PLR2004  # 2025 needs no group
    parts = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    return sign + (group.join(parts) if group else whole) + (table["decimal"] + fraction if fraction else "")


def dash(lang: str) -> str:
    """Give the dash between two parts of a sentence, with its spaces; it never begins a line."""
    return f"{NBSP}{_EN_DASH if lang == 'en' else _EM_DASH} "


def percent(lang: str, share: float, digits: int = 0) -> str:
    """Write a share of one as per cent; one that would round to nothing is not nothing."""
    least = 10.0**-digits
    small = 0 < share * 100 < least / 2
    figure = ("<" if lang == "en" else f"<{NBSP}") + number(lang, least, digits) if small else number(lang, share * 100, digits)
    return figure + ("%" if lang == "en" else f"{NBSP}%")


def money(lang: str, amount: float | Decimal, currency: str) -> str:
    """Write an amount of money compactly, as a newspaper does: $17.25bn, 17,25 млрд $."""
    scale, word = next(((power, word) for power, word in _SCALES[lang] if abs(amount) >= 10**power), (0, ""))
    exact = Decimal(str(amount)).scaleb(-scale).normalize()
    shown = -int(exact.as_tuple().exponent) if exact else 0
    figure = number(lang, exact, min(max(shown, 0), 2)) + word
    return _with_sign(lang, figure, currency)


def money_range(lang: str, low: float | Decimal | None, high: float | Decimal | None, currency: str) -> str:
    """Write bounds; None is an open end (an empty text where both are open)."""
    if low is None and high is None:
        return ""
    if high is None or low is None:
        hedge = "at least" if high is None else "up to"
        end = low if high is None else high
        return with_hedge(lang, hedge, money(lang, end or 0, currency))
    if low == high:
        return money(lang, low, currency)
    if low == 0:
        return with_hedge(lang, "up to", money(lang, high, currency))
    return _range(money(lang, low, currency), money(lang, high, currency), lang)


def hedged(lang: str, amount: Any) -> str:  # noqa: ANN401  # an Amount of the model
    """Write an amount as its source hedged it: about $15bn, 13 documents, undisclosed."""
    if amount.hedge == "undisclosed":
        return _UNDISCLOSED[lang]
    currency = amount.unit if len(amount.unit) == 3 and amount.unit.isupper() else ""  # noqa: PLR2004
    ends = [
        money(lang, end, currency) if currency else number(lang, end, max(0, -int(end.as_tuple().exponent)))
        for end in dict.fromkeys((amount.low, amount.high))
    ]
    figure = ends[0] if len(ends) == 1 else _range(ends[0], ends[1], lang) if currency else _EN_DASH.join(ends)
    unit = "" if currency else f"{NBSP}{_unit(lang, amount)}"
    return with_hedge(lang, amount.hedge, figure + unit) if amount.hedge in HEDGES else figure + unit


def _unit(lang: str, amount: Any) -> str:  # noqa: ANN401
    """Name a unit in the number that its figure needs; a unit without a table stands as the source's ledger has it."""
    forms = _UNITS.get(amount.unit)
    if forms is None:
        return str(amount.unit)
    return forms[lang].get(plural_after(lang, amount.hedge, plural(lang, amount.high)), forms[lang]["other"])


def date(lang: str, value: Date | Day | str) -> str:
    """Write a date to the precision that it has; an interval with both its ends."""
    text = str(value)
    if "/" in text:
        start, end = text.split("/")
        return _interval(lang, start, end)
    about = {"en": "about ", "ru": "примерно ", "kk": "шамамен "}[lang] if set("~%") & set(text) else ""
    return about + _point(lang, text.rstrip("~?%")) + ("?" if set("?%") & set(text) else "")


def short_month(lang: str, month: int) -> str:
    """Give the short name of a month, for axes."""
    return str(_tables()[lang]["months-short"][month - 1])


def likelihood(lang: str, low: float, high: float) -> str:
    """Write a likelihood in per cent as its word with the range in brackets; two words where it spans rows."""
    first = next(words[lang] for end, words in _LIKELIHOODS if low < end or end == 100)  # noqa: PLR2004
    last = next(words[lang] for end, words in _LIKELIHOODS if high <= end)
    figures = number(lang, low) if low == high else f"{number(lang, low)}{_EN_DASH}{number(lang, high)}"
    words = (
        first
        if first == last
        else {"en": f"{first} to {last}", "ru": f"от «{first}» до «{last}»", "kk": f"«{first}»{dash(lang)}«{last}»"}[lang]
    )
    return f"{words} ({figures}{'%' if lang == 'en' else NBSP + '%'})"


def _point(lang: str, text: str) -> str:
    table = _tables()[lang]
    year, *rest = text.replace("-XX", "").split("-")
    if "X" in year:
        decade = year.replace("X", "0")
        return {"en": f"{decade}s", "ru": f"{decade}-е гг.", "kk": f"{decade} жылдар"}[lang]
    if not rest:
        return {"en": year, "ru": f"{year}{NBSP}г.", "kk": f"{year}{NBSP}ж."}[lang]
    month = int(rest[0]) if rest[0].isdigit() else 0
    if not 1 <= month <= 12:  # noqa: PLR2004
        return _bounds(lang, text)
    if len(rest) == 1:
        name = table["months-alone"][month - 1]
        name = name if lang == "en" else name.lower()
        return {"en": f"{name} {year}", "ru": f"{name} {year}{NBSP}г.", "kk": f"{year}{NBSP}ж. {name}"}[lang]
    name, day = table["months"][month - 1], int(rest[1])
    return {
        "en": f"{day}{NBSP}{name} {year}",
        "ru": f"{day}{NBSP}{name} {year}{NBSP}г.",
        "kk": f"{year}{NBSP}ж. {day}{NBSP}{name}",
    }[lang]


def _interval(lang: str, start: str, end: str) -> str:
    if start in {"", ".."}:
        return {"en": "until {}", "ru": "по {}", "kk": "{} дейін"}[lang].format(_point(lang, end.rstrip("~?%")))
    if end in {"", ".."}:
        return {"en": "from {}", "ru": "с {}", "kk": "{} бастап"}[lang].format(_since(lang, start.rstrip("~?%")))
    start, end = start.rstrip("~?%"), end.rstrip("~?%")
    if start.isdigit() and end.isdigit():
        return f"{start}{_EN_DASH}{end}" + {"en": "", "ru": f"{NBSP}гг.", "kk": f"{NBSP}жж."}[lang]
    if len(start) == len(end) == 10 and start[:7] == end[:7] and "X" not in start + end:  # noqa: PLR2004  # days of one month
        return _point(lang, end).replace(f"{int(end[8:])}{NBSP}", f"{int(start[8:])}{_EN_DASH}{int(end[8:])}{NBSP}", 1)
    return f"{_point(lang, start)} {_EN_DASH} {_point(lang, end)}"


def _since(lang: str, text: str) -> str:
    """Write a date as it stands after "from": a Russian month in its genitive."""
    year, *rest = text.split("-")
    if lang == "ru" and len(rest) == 1 and rest[0].isdigit() and int(rest[0]) <= 12:  # noqa: PLR2004
        return f"{_tables()[lang]['months'][int(rest[0]) - 1]} {year}{NBSP}г."
    return _point(lang, text)


def _bounds(lang: str, text: str) -> str:
    """Write a quarter, half or season as the days that it spans."""
    found = parse_date(text)
    if not isinstance(found, Date) or found.earliest is None or found.latest is None:
        return text
    return f"{_point(lang, found.earliest.isoformat()[:7])} {_EN_DASH} {_point(lang, found.latest.isoformat()[:7])}"


def _range(low: str, high: str, lang: str) -> str:
    """Join two amounts, naming scale and currency once where they share them: $3–5bn, 3–5 млрд $."""
    if lang == "en":
        word = high.lstrip("$€£¥CN₽₸0123456789.,")
        sign = high[: len(high) - len(high.lstrip("$€£¥CN₽₸"))]
        return f"{low.removesuffix(word)}{_EN_DASH}{high.removeprefix(sign)}" if low.endswith(word) else f"{low}{_EN_DASH}{high}"
    tail = high.lstrip("0123456789,.\N{NO-BREAK SPACE}")
    return f"{low.removesuffix(tail).rstrip(NBSP)}{_EN_DASH}{high}" if low.endswith(tail) else f"{low} {_EN_DASH} {high}"


def _with_sign(lang: str, figure: str, currency: str) -> str:
    if not currency:
        return figure
    sign = _SIGNS.get(currency, currency)
    if lang == "en":
        return f"{sign}{figure}" if currency in _SIGNS else f"{currency}{NBSP}{figure}"
    return f"{figure}{NBSP}{sign}"


@cache
def _tables() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = json.loads((files(__package__) / "tables.json").read_text(encoding="utf-8"))
    return tables
