"""Words that stand for a number: months, weekdays, seasons, ordinals, parts of a year; in lower case, with е for ё."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ADJECTIVE: Final = "ый ий ой ого его ому ему ым им ом ем ая яя ую юю ей ое ее ые ие ых их ыми ими"
HARD, SOFT = "- а у ом е", "ь я ю ем е"


def forms(stems: str, endings: str) -> Iterator[str]:
    """Give every stem with every ending, of which - is none."""
    for stem in stems.split():
        yield from (stem + end.strip("-") for end in endings.split())


def _numbered(lines: str, first: int = 1) -> dict[str, int]:
    """Give the words of each line the number of the line; a stem before a slash takes the endings after it."""
    return {word: number for number, line in enumerate(lines.strip().splitlines(), first) for word in _line(line)}


def _line(line: str) -> Iterable[str]:
    for item in line.split():
        stem, _, endings = item.partition("/")
        yield from forms(stem, endings.replace(",", " ")) if endings else (item,)


_SOFT = SOFT.replace(" ", ",")
_HARD = HARD.replace(" ", ",")
_ADJECTIVE = ADJECTIVE.replace(" ", ",")

RU_MONTHS: Final = _numbered(f"""
январ/{_SOFT}
феврал/{_SOFT}
март/{_HARD}
апрел/{_SOFT}
ма/й,я,ю,ем,е
июн/{_SOFT}
июл/{_SOFT}
август/{_HARD}
сентябр/{_SOFT}
октябр/{_SOFT}
ноябр/{_SOFT}
декабр/{_SOFT}
""")
EN_MONTHS: Final = _numbered(
    "january\nfebruary\nmarch\napril\nmay\njune\njuly\naugust\nseptember\noctober\nnovember\ndecember",
)
SHORT_MONTHS: Final = _numbered(
    "янв jan\nфев февр feb\nмар mar\nапр apr\n\njun\njul\nавг aug\nсен сент sep sept\nокт oct\nноя нояб nov\nдек dec",
)
MONTHLY: Final = _numbered(
    "\n".join(
        f"{stem}ск/{_ADJECTIVE}"
        for stem in (
            "январ",
            "феврал",
            "мартов",
            "апрель",
            "май",
            "июнь",
            "июль",
            "августов",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь",
        )
    ),
)
WEEKDAYS: Final = _numbered("""
понедельник/-,а,у,ом,е monday
вторник/-,а,у,ом,е tuesday
среду wednesday
четверг/-,а,у,ом,е thursday
пятниц/а,ы,е,у,ей friday
суббот/а,ы,е,у,ой saturday
воскресень/е,я,ю,ем sunday
""")
WEEKDAY_CASES: Final = {"среда": 3, "среды": 3, "среде": 3, "средой": 3}
"""Cases of Wednesday that are also the surroundings: read only beside a date."""
SHORT_WEEKDAYS: Final = _numbered("mon пн\ntue tues вт\nwed ср\nthu thur thurs чт\nfri пт\nsat сб\nsun вс")
WEEKDAILY: Final = _numbered(f"субботн/{_ADJECTIVE}\nвоскресн/{_ADJECTIVE}", 6)
TODAY: Final = _numbered("позавчера\nвчера yesterday\nсегодня today tonight\nзавтра tomorrow\nпослезавтра", -2)
TODAYS: Final = _numbered("\n".join(f"{stem}/{_ADJECTIVE}" for stem in ("позавчерашн", "вчерашн", "сегодняшн", "завтрашн")), -2)
ORDINALS: Final = _numbered(f"""
перв/{_ADJECTIVE} first
втор/{_ADJECTIVE} second
трет/ий,ье,ья,ью,ьего,ьему,ьим,ьем,ьей,ьи,ьих,ьими third
четверт/{_ADJECTIVE} fourth
пят/{_ADJECTIVE} fifth
шест/{_ADJECTIVE} sixth
седьм/{_ADJECTIVE} seventh
восьм/{_ADJECTIVE} eighth
девят/{_ADJECTIVE} ninth
десят/{_ADJECTIVE} tenth
одиннадцат/{_ADJECTIVE} eleventh
двенадцат/{_ADJECTIVE} twelfth
тринадцат/{_ADJECTIVE} thirteenth
четырнадцат/{_ADJECTIVE} fourteenth
пятнадцат/{_ADJECTIVE} fifteenth
шестнадцат/{_ADJECTIVE} sixteenth
семнадцат/{_ADJECTIVE} seventeenth
восемнадцат/{_ADJECTIVE} eighteenth
девятнадцат/{_ADJECTIVE} nineteenth
двадцат/{_ADJECTIVE} twentieth
""") | _numbered(f"тридцат/{_ADJECTIVE} thirtieth", 30)
TENS: Final = {
    **_numbered("двадцать двадцати twenty", 20),
    **_numbered("тридцать тридцати thirty", 30),
    **_numbered("сорок сорока forty", 40),
    **_numbered("пятьдесят пятидесяти fifty", 50),
}
NUMBERS: Final = {
    **_numbered("""
один одного одну одна одной одному одним полтора полутора one
два две двух двум двумя двое two
три трех трем тремя трое three
четыре четырех четырем четырьмя four
пять пяти пятью five
шесть шести шестью six
семь семи семью seven
восемь восьми восемью eight
девять девяти девятью nine
десять десяти десятью ten
одиннадцать одиннадцати eleven
двенадцать двенадцати twelve
тринадцать тринадцати thirteen
четырнадцать четырнадцати fourteen
пятнадцать пятнадцати fifteen
шестнадцать шестнадцати sixteen
семнадцать семнадцати seventeen
восемнадцать восемнадцати eighteen
девятнадцать девятнадцати nineteen
"""),
    **_numbered("сто ста hundred", 100),
}
SHORT_DECADES: Final = {
    word: 10 * number
    for word, number in _numbered(
        """
двадцат/ые,ых,ым twenties
тридцат/ые,ых,ым thirties
сороков/ые,ых,ым forties
пятидесят/ые,ых,ым fifties
шестидесят/ые,ых,ым sixties
семидесят/ые,ых,ым seventies
восьмидесят/ые,ых,ым eighties
девяност/ые,ых,ым nineties
""",
        2,
    ).items()
}
ROMAN: Final = _numbered(
    "I\nII\nIII\nIV\nV\nVI\nVII\nVIII\nIX\nX Х\nXI\nXII\nXIII\nXIV\nXV\nXVI\nXVII\nXVIII\nXIX\nXX ХХ\nXXI ХХI\nXXII",
)
SEASONS: Final = _numbered("весн/а,ы,е,у spring\nлет/о,а,у,е summer\nосен/ь,и autumn fall\nзим/а,ы,е,у winter", 21)
SEASONS_WHEN: Final = _numbered("весной\nлетом\nосенью\nзимой", 21)
PARTS: Final = _numbered("""
начал/о,е,а,у early earlier beginning start
середин/а,е,ы,у middle
кон/ец,це,ца,цу исходе late later end close
""")
