"""Numbers, dates, amounts and likelihoods as a careful reader of Russian, English or Kazakh expects them.

A figure of a source is written with all its digits. One that was computed is rounded to two digits after the decimal
sign of its scale ($17.25bn), which never is fewer than three significant ones.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from multivector.model.money import CURRENCIES
from multivector.views.locale.cases import plural_after, with_hedge
from multivector.views.locale.dates import date, short_month
from multivector.views.locale.tables import EN_DASH, LANGUAGES, MINUS, NBSP, OWN_NAMES, Lang, dash, quoted, tables

__all__ = [
    "LANGUAGES", "NBSP", "OWN_NAMES", "Lang", "dash", "date", "hedged", "likelihood", "money", "money_range", "number",
    "percent", "plural", "quoted", "short_month",
]  # fmt: skip

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
        ("acts", "act", ("акт", "акта", "актов"), "акті"),
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


def plural(lang: str, n: int | Decimal) -> str:
    """Give the plural category of a number (CLDR), by the digits written: one, few, many or other."""
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
    whole, _, fraction = text.removeprefix("-").partition(".")
    sign = MINUS if text.startswith("-") and text.strip("-0.") else ""
    table = tables()[lang]
    group = table["group"] if len(whole) > 4 or lang == "en" else ""  # noqa: PLR2004  # 2025 needs no group
    parts = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    return sign + (group.join(parts) if group else whole) + (table["decimal"] + fraction if fraction else "")


def percent(lang: str, share: float, digits: int = 0) -> str:
    """Write a share of one as per cent; one that would round to nothing is not nothing."""
    least = 10.0**-digits
    small = 0 < share * 100 <= least / 2
    figure = ("<" if lang == "en" else f"<{NBSP}") + number(lang, least, digits) if small else number(lang, share * 100, digits)
    return figure + _per_cent(lang)


def money(lang: str, amount: float | Decimal, currency: str, *, exact: bool = False) -> str:
    """Write an amount of money compactly, as a newspaper does: $17.25bn, 17,25 млрд $."""
    figure, scale = _scaled(lang, amount, exact=exact)
    return _with_sign(lang, figure + scale, currency)


def money_range(
    lang: str, low: float | Decimal | None, high: float | Decimal | None, currency: str, *, exact: bool = False
) -> str:
    """Write bounds; None is an open end (an empty text where both are open)."""
    if low is None:
        return "" if high is None else with_hedge(lang, "up to", money(lang, high, currency, exact=exact))
    if high is None:
        return with_hedge(lang, "at least", money(lang, low, currency, exact=exact))
    if low == high:
        return money(lang, low, currency, exact=exact)
    if low == 0:
        return with_hedge(lang, "up to", money(lang, high, currency, exact=exact))
    return _range(lang, low, high, currency, exact=exact)


def hedged(lang: str, amount: Any) -> str:  # noqa: ANN401  # an Amount of the model
    """Write an amount as its source hedged it: about $15bn, 13 documents, undisclosed."""
    if amount.hedge == "undisclosed":
        return _UNDISCLOSED[lang]
    low, high = amount.low, amount.high
    if amount.unit in CURRENCIES:
        single = low == high
        figure = money(lang, low, amount.unit, exact=True) if single else _range(lang, low, high, amount.unit, exact=True)
    else:
        figure = EN_DASH.join(number(lang, end, _places(end)) for end in dict.fromkeys((low, high))) + _unit(lang, amount)
    return with_hedge(lang, amount.hedge, figure)


def likelihood(lang: str, low: float, high: float) -> str:
    """Write a likelihood in per cent as its word with the range in brackets; two words where it spans rows."""
    row = next(row for row, (end, _) in enumerate(_LIKELIHOODS) if low < end or end == 100)  # noqa: PLR2004
    last = max(row, next(row for row, (end, _) in enumerate(_LIKELIHOODS) if high <= end))
    first_word, last_word = _LIKELIHOODS[row][1][lang], _LIKELIHOODS[last][1][lang]
    figures = number(lang, low) if low == high else f"{number(lang, low)}{EN_DASH}{number(lang, high)}"
    spanned = {
        "en": f"{first_word} to {last_word}",
        "ru": f"от «{first_word}» до «{last_word}»",
        "kk": f"«{first_word}»{dash(lang)}«{last_word}»",
    }
    return f"{first_word if row == last else spanned[lang]} ({figures}{_per_cent(lang)})"


def _unit(lang: str, amount: Any) -> str:  # noqa: ANN401
    """Name a unit in the number that its figure needs; a unit without a table stands as the source's ledger has it."""
    if amount.unit not in _UNITS:
        return f"{'' if lang == 'en' and amount.unit.startswith('%') else NBSP}{amount.unit}"
    forms = _UNITS[amount.unit][lang]
    return NBSP + forms.get(plural_after(lang, amount.hedge, plural(lang, amount.high)), forms["other"])


def _per_cent(lang: str) -> str:
    return "%" if lang == "en" else f"{NBSP}%"


def _scaled(lang: str, amount: float | Decimal, *, exact: bool) -> tuple[str, str]:
    """Give a figure, and the word of the largest scale in which it is at least one once rounded: 999.999 m is 1 bn."""
    value = Decimal(str(amount))
    figure, word = value, ""
    for power, word in (*_SCALES[lang], (0, "")):  # noqa: B007  # the last stays
        if exact and power == 3 and value % 100:  # noqa: PLR2004  # $2,025 rather than $2.025k
            continue
        figure = value.scaleb(-power)
        if not exact and (power or abs(figure) >= 1):
            figure = figure.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        if abs(figure) >= 1:
            break
    figure = figure.normalize()
    return number(lang, figure, _places(figure) if exact or abs(figure) >= 1 else None), word


def _places(value: Decimal) -> int:
    """Count the digits after the decimal sign, as written."""
    return max(0, -int(value.as_tuple().exponent))


def _range(lang: str, low: float | Decimal, high: float | Decimal, currency: str, *, exact: bool) -> str:
    """Join two amounts, naming scale and currency once where they share them: $3–5bn, 3–5 млрд $."""
    (least, small), (most, large) = (_scaled(lang, end, exact=exact) for end in (low, high))
    if small == large or not low:
        return _with_sign(lang, f"{least}{EN_DASH}{most}{large}", currency)
    if lang == "en":
        return f"{_with_sign(lang, least + small, currency)}{EN_DASH}{_with_sign(lang, most + large, currency)}"
    return _with_sign(lang, f"{least}{small}{NBSP}{EN_DASH} {most}{large}", currency)


def _with_sign(lang: str, figure: str, currency: str) -> str:
    sign = _SIGNS.get(currency, currency)
    if lang != "en":
        return f"{figure}{NBSP}{sign}"
    minus, figure = (MINUS, figure.removeprefix(MINUS)) if figure.startswith(MINUS) else ("", figure)
    return f"{minus}{sign}{'' if currency in _SIGNS else NBSP}{figure}"
