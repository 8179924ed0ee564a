"""The words of time in Russian and English, each with a class and, where it counts, a number.

A text becomes a string with one letter a token, the letter of the token's class; the patterns are written over classes, so
that both languages and all cases of a word share one grammar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from multivector.reader.calendar import vocabulary as known
from multivector.reader.calendar.vocabulary import ADJECTIVE, HARD, forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CLASSES = """
unknown break blob day count year long day_th year_th decade short_decade numeric season_years clock decimal
sign dot comma dash long_dash open close quote apostrophe ended
month name emonth ename short monthly weekday weekday_case eweekday weekday_short weekdaily today todays
ordinal tens number article roman quarter_number half_number few
u_year u_yr u_let u_century u_decade u_quarter u_half u_month u_week u_day u_weekend u_half_year u_hour u_season u_ten u_dates
season season_when this last next that same near
in on at since until upto to by from over about after between through of the and or part mid ago passed during
more than roughly not lengthy event yesterday penalty yearly time long_adjective years_adjective aged_adjective term birth aging
"""
LETTER: Final = {name: chr(0x4E00 + number) for number, name in enumerate(_CLASSES.split())}
"""The letter of each class; which letter it is has no meaning."""

SHORT_DECADES: Final = known.SHORT_DECADES
VALUES: Final[dict[str, int]] = {
    **known.RU_MONTHS, **known.EN_MONTHS, **known.SHORT_MONTHS, **known.MONTHLY, **known.WEEKDAYS, **known.WEEKDAY_CASES,
    **known.SHORT_WEEKDAYS, **known.WEEKDAILY, **known.TODAY, **known.TODAYS, **known.ORDINALS, **known.TENS, **known.NUMBERS,
    **known.SEASONS, **known.SEASONS_WHEN, **known.PARTS, **{word.lower(): number for word, number in known.ROMAN.items()},
    **{f"q{number}": number for number in range(1, 5)}, "h1": 1, "h2": 2, "mid": 2, "a": 1, "an": 1,
}  # fmt: skip
"""What number a word stands for."""

_PREFIXES = ("двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти", "полутора", "много", "одно")
_LENGTHS = [
    "недельн",
    "месячн",
    "годичн",
    *(f"{many}{unit}н" for many in _PREFIXES for unit in ("недель", "месяч", "днев", "суточ")),
]

_PLAIN = """
article: a an
mid: mid
few: несколько нескольких нескольким несколькими некоторое ряд ряда пару пара много многих многие долгие several few couple many
u_year: год года году годом годы годов годам годах годами year years
u_yr: г гг
u_let: лет
u_century: век века веке веку веков столетие столетия столетии столетию century centuries
u_decade: десятилетие десятилетия десятилетии десятилетий десятилетиям decade decades
u_quarter: квартал квартала квартале кварталу quarter quarters
u_half: полугодие полугодия полугодии полугодию половина половине половины половину половиной half
u_month: месяц месяца месяце месяцу месяцем месяцы месяцев месяцам месяцами month months
u_week: неделя недели неделе неделю недель неделям неделями неделей week weeks
u_day: день дня дню днем дни дней дням днями днях сутки суток day days
u_weekend: выходные выходных weekend
u_half_year: полгода полугода
u_hour: часы
u_season: сезон сезона сезоне сезонов season
this: этот этого этому этом этим эта эту этой эти этих this current
last: last previous
next: next coming upcoming
that: тот того том той ту те тех то самый
same: же same
near: recent past
u_ten: декада декаде декаду декады
u_dates: числа числах чисел
in: в во in
on: на on
at: at
since: с со c since from
until: until till through
upto: до before
to: по to
by: к ко by
from: от
over: за during
about: около about around circa ca
after: после after
between: между between
through: через спустя
of: of
the: the
and: и and
or: или or
ago: назад ago
passed: позже позднее ранее раньше
during: течение течении протяжении
more: более больше менее меньше свыше почти чуть
than: чем than
roughly: примерно приблизительно approximately roughly
not: не no not
lengthy: продолжавшаяся продолжавшийся продолжавшиеся продолжалась продолжались длилась длились длился lasted
yesterday: накануне
yearly: ежегодно
time: время времени time
birth: рождения
penalty: тюрьмы тюрьме колонии ареста исправительных условно prison jail
term: term contract
aging: aged age старше младше моложе ребенок дети детей детям лицам
event: чм евро olympics olympic election elections summit games cup census
"""
_DECLINED: Final = {
    "this": forms("нынешн текущ", ADJECTIVE), "last": forms("прошл минувш прошедш предыдущ истекш", ADJECTIVE),
    "next": forms("следующ будущ грядущ наступающ предстоящ", ADJECTIVE), "near": forms("последн ближайш недавн", ADJECTIVE),
    "long_adjective": forms(" ".join(_LENGTHS), ADJECTIVE),
    "years_adjective": forms(" ".join(f"{many}летн" for many in _PREFIXES), ADJECTIVE),
    "aged_adjective": forms("летн", ADJECTIVE),
    "term": [*forms("срок контракт период договор план перерыв", HARD), *forms("программ гаранти", "а у ы е ой и ю я ей")],
    "aging": [*forms("возраст", HARD), *forms("исполн", "илось ился илась ится яется ились")],
    "penalty": forms("лишени заключени", "е я ю ем"),
    "event": [*forms("олимпиад", "а ы е у ой"), *forms("выбор", "ы ов ам ами ах"), *forms("чемпионат саммит форум", HARD)],
    "month": known.RU_MONTHS, "monthly": known.MONTHLY, "weekday": [word for word in known.WEEKDAYS if not word.isascii()],
    "weekday_case": known.WEEKDAY_CASES, "weekdaily": known.WEEKDAILY, "today": known.TODAY, "todays": known.TODAYS,
    "ordinal": known.ORDINALS, "tens": known.TENS, "number": known.NUMBERS, "short_decade": known.SHORT_DECADES,
    "season": known.SEASONS, "season_when": known.SEASONS_WHEN, "part": known.PARTS,
    "short": [word for word in known.SHORT_MONTHS if not word.isascii()],
}  # fmt: skip
_CAPITAL: Final = {
    "emonth": known.EN_MONTHS, "eweekday": [word for word in known.WEEKDAYS if word.isascii()],
    "weekday_short": known.SHORT_WEEKDAYS, "short": [word for word in known.SHORT_MONTHS if word.isascii()],
    "ename": ["march", "april", "may", "june", "august"],
}  # fmt: skip
"""Words that are of time only with a capital."""
_MARKS: Final = {
    "dot": ".", "comma": ",", "open": "(", "close": ")", "quote": '«»"“”„', "apostrophe": "'’", "ended": "!?;…",
    "sign": "№#$€£¥₽₸§%",
}  # fmt: skip
_OTHER: Final = ("C", "CA", "Ca", "A", "Г", "ГГ", "Гг")
"""Words that are of time only without a capital."""


def _cased(words: Iterable[str], *, lower: bool = True) -> Iterator[str]:
    """Give the ways in which words are written: as they are, at the start of a sentence, in capitals; with and without ё."""
    for word in words:
        yotted = [f"{word[:at]}ё{word[at + 1 :]}" for at, char in enumerate(word) if char == "е"]
        for form in (word, *yotted):
            yield from (form,) if lower else ()
            yield from (form.capitalize(), form.upper())


def _codes() -> dict[str, str]:
    """Give the class letter of every word form; what is named last wins."""
    codes: dict[str, str] = {}
    lines = (line.split(": ") for line in _PLAIN.strip().splitlines())
    for name, words in (*_DECLINED.items(), *((name, words.split()) for name, words in lines)):
        codes |= dict.fromkeys(_cased(words), LETTER[name])
    for name, words in _CAPITAL.items():
        codes |= dict.fromkeys(_cased(words, lower=False), LETTER[name])
    names = [word.capitalize() for word, number in known.RU_MONTHS.items() if number in {3, 5, 8}]  # Марта, Мая, Августа
    codes |= dict.fromkeys(names, LETTER["name"])
    codes |= dict.fromkeys(known.ROMAN, LETTER["roman"])
    codes |= {f"Q{number}": LETTER["quarter_number"] for number in range(1, 5)}
    codes |= {"H1": LETTER["half_number"], "H2": LETTER["half_number"]}
    codes |= dict.fromkeys(_OTHER, LETTER["unknown"])
    for name, marks in _MARKS.items():
        codes |= dict.fromkeys(marks, LETTER[name])
    return codes


CODES: Final = _codes()
"""The class letter of every word and mark that the grammar knows."""


def value(word: str) -> int:
    """Give the number that a word stands for, or that it begins with; 0 if neither."""
    plain = word.lower().replace("ё", "е")
    if plain in VALUES:
        return VALUES[plain]
    digits = plain[: next((at for at, char in enumerate(plain) if not "0" <= char <= "9"), len(plain))]
    return int(digits[:6] or "0")
