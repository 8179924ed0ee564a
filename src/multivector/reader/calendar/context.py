"""What the words around an expression say of it: the tense, a hedge, and whether a number only counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from multivector.reader.calendar.words import LETTER

if TYPE_CHECKING:
    from multivector.reader.calendar.arithmetic import Toward
    from multivector.reader.calendar.tokens import Tokens


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WINDOW, _LONGEST, _CHAIN = 12, 40, 3
_SENTENCE: Final = frozenset(LETTER[name] for name in ("dot", "ended", "break"))
_FUTURE: Final = re.compile(
    r"буд(?:ет|ут|ем|у)|состо[ия]тся|прой?д[её]?(?:т|ут)|план\w*ру\w+|намер\w+|ожида\w+|должн\w+|предсто\w+|собира\w+|обеща\w+"
    r"|подпиш\w+|(?:за|с)планиров\w+|намеч\w+"
    r"|при[её]?(?:д|ед)\w*[её]т|начн[её]т\w*|начнут\w*|вступ[ия]т|заверш[ия]т\w*|откро\w+|постро[ия]т|произойд[её]т|смо[гж]\w+т|стан[еу]т"
    r"|приступ[ия]т|запуст[ия]т|получ[ия]т|может|могут|хо(?:чет|тят)|прогноз\w*|рассчитыва\w+|\w+(?:[аяи]т|у)ся"
    r"|will|shall|plans?|planned|expect(?:s|ed)?|due|schedul\w+|going|should|would|hopes?|intends?|promise[sd]?|may|could",
)
_FUTURE_OF_BE: Final = re.compile(r"буд(?:ет|ут|ем|у)|be")
"""What makes a participle of the past one of the future: «будет подписано», "will be signed"."""
_PAST: Final = re.compile(
    r"\w*[аеиоуыяё]л(?:а|о|и)?|\w+л(?:ся|ась|ось|ись)|\w*ш[её]л|\w*шл[аои]|\w+(?:вш|нн|т)(?:ый|ая|ое|ые|его|ей|их)"
    r"|\w+(?:ан|ян|ен|ён|ят)(?:а|о|ы)|(?:под|за|от|при|вы|на|раз|рас|со|про|по|пере|об|из|до|вве)\w+(?:[аяе]н|ён|ыт)"
    r"|(?:при|за|с|под|от)нят|взят|изъят|\w{2,}ed|was|were|had|did|met|took|began|rose|fell|made|came|went|held|won|lost|became",
)
_BINDING: Final = re.compile(
    r"agreed|pledged|vowed|decided|ordered|committed|undertook|obliged|instructed|wanted|offered|urged|asked|told"
    r"|договорил[аи]сь|обязал(?:ся|ась|ось|ись)|условились|решил[аи]?|поручил[аи]?|распорядил(?:ся|ась|ись)|поклял(?:ся|ась|ись)"
    r"|предложил[аи]?|согласил(?:ся|ась|ись)|потребовал[аи]?|призвал[аи]?",
)
_NOT_PAST: Final = _words("""
мало дело дела дел стало тело было если или начало начала начале канал канала отдел раздел предел журнал
обмен обман размен пропан материал финал капитал стол футбол апрель село зала зал школа сила силы число
числа около только united need speed indeed
""")
_ABOUT: Final = frozenset(("примерно", "приблизительно", "ориентировочно", "approximately", "roughly"))
_MAYBE: Final = frozenset(("возможно", "вероятно", "предположительно", "possibly", "perhaps", "probably", "presumably"))
_COUNTED: Final = re.compile(
    r"\w*(?:ах|ях|ов|ев|ей|ек|иц|ок|нт|(?:ан|ен|ц|т|р)ий|ами|ями|ам|ям)|человек\w*|раза?|штук\w*|тыс\w*|м(?:лн|лрд)|тонн\w*|единиц\w*"
    r"|км|кг|м|га|т|см|шт|лет|мест|дел|лиц|школ|домов"
    r"|people|hours|hrs|times|men|women|children|km|kg|miles?|tons?|tonnes?|percent|million|billion|feet|metres|meters|years?|cases|companies"
    r"|houses|jobs|soldiers|troops|workers|words|dollars|euros|tents|seats|votes|copies|units|delegates|students|tickets|points"
    r"|pages|cars|aircraft|hectares|barrels|homes|rooms|schools|towns|villages|protesters|civilians|refugees|jobs",
)
_NOT_COUNTED: Final = _words("""
россией более также там нам вам им всей всех ей своей своих так как нашей этой их она оно они об для первый
новый второй
""")
_COUNTERS: Final = frozenset(
    LETTER[name] for name in ("sign", "day", "count", "long", "blob", "decimal", "number", "few", "u_hour", "u_day", "u_let")
)

_YEARS: Final = frozenset({LETTER["u_year"], LETTER["u_yr"]})
_LINKS: Final = frozenset(LETTER[name] for name in ("to", "until", "upto", "and", "or", "dash", "long_dash"))
_NUMBERS: Final = frozenset(LETTER[name] for name in ("year", "long", "count"))


def tense(tokens: Tokens, start: int, end: int) -> Toward:
    """Say whether the sentence speaks of the past or the future, by the nearest word that tells; None where none does."""
    before, after = start - 1, end
    for _ in range(_WINDOW):
        for index in (before, after):
            if index < 0 or tokens.letters[index : index + 1] in _SENTENCE:
                continue
            word = _plain(tokens, index)
            if _FUTURE.fullmatch(word):
                return "future"
            if word not in _NOT_PAST and _PAST.fullmatch(word) and not _is_name(tokens, index):
                return "future" if _FUTURE_OF_BE.fullmatch(_plain(tokens, index - 1)) or _binds(tokens, index) else "past"
        before -= 0 if tokens.letters[before : before + 1] in _SENTENCE or before < 0 else 1
        after += 0 if tokens.letters[after : after + 1] in _SENTENCE else 1
    return None


def _binds(tokens: Tokens, index: int) -> bool:
    """Say whether a word of the past binds to something that lay ahead: «обязались построить», "agreed to finish"."""
    after = _plain(tokens, index + 1)
    return bool(_BINDING.fullmatch(_plain(tokens, index))) and (after == "to" or after.endswith(("ть", "ться", "сти", "чь")))


def _is_name(tokens: Tokens, index: int) -> bool:
    """Say whether a word within a sentence is a name («Узбекистана» ends as «подписана» does)."""
    begins = index == 0 or tokens.letters[index - 1 : index] in _SENTENCE
    return tokens.word(index)[:1].isupper() and not begins


def _plain(tokens: Tokens, index: int) -> str:
    return tokens.word(index)[:_LONGEST].lower()


def hedge(tokens: Tokens, start: int) -> str:
    """Give the EDTF sign of a hedge that stands before an expression."""
    word = tokens.word(start - 1).lower()
    return "~" if word in _ABOUT else "?" if word in _MAYBE else ""


def counts(tokens: Tokens, end: int) -> bool:
    """Say whether the number that ends here counts what comes next («2025 человек», «1500 или 2000 мест»)."""
    letters = tokens.letters
    for _ in range(_CHAIN):
        if letters[end : end + 1] in _LINKS and letters[end + 1 : end + 2] in _NUMBERS:
            end += 2
    if letters[end : end + 1] in _YEARS:
        return False
    if letters[end : end + 1] in _COUNTERS:
        return True
    word = tokens.word(end)[:_LONGEST]
    if word[:1] in {"-", "–", "—", "/", "%"}:
        return word == "%" or (end < len(tokens.starts) and tokens.starts[end] == tokens.ends[end - 1])
    return word.islower() and word not in _NOT_COUNTED and bool(_COUNTED.fullmatch(word))


def named(tokens: Tokens, start: int, end: int) -> bool:
    """Say whether a day is the name of something: «теракты 11 сентября», "the September 11 attacks", «улица 8 Марта»."""
    words = {_plain(tokens, index) for index in (start - 2, start - 1, end)}
    quoted = tokens.word(start - 1) in {"«", '"', "“"} and tokens.word(end) in {"»", '"', "”"}
    return quoted or any(_HAPPENED.fullmatch(word) for word in words) or addressed(tokens, start)


def addressed(tokens: Tokens, start: int) -> bool:
    """Say whether a date is the name of a street or station («улица 1905 года»)."""
    return any(_PLACE.fullmatch(_plain(tokens, index)) for index in (start - 2, start - 1))


_PLACE: Final = re.compile(r"улиц\w*|ул|площад\w*|проспект\w*|станци\w*|метро|переул\w*|имени|street|avenue|square|boulevard")
_HAPPENED: Final = re.compile(r"теракт\w*|attacks?")


def weighed(tokens: Tokens, start: int, end: int) -> bool:
    """Say whether «г» is of grams («весом 1500 г», «2000 г золота»)."""
    return bool(_WEIGHT.match(_plain(tokens, start - 1)) or _MATTER.match(_plain(tokens, end)))


_WEIGHT: Final = re.compile(r"вес|масс|изъя|взве")
_MATTER: Final = re.compile(r"наркот|герои|кокаи|марихуан|гашиш|золот|серебр|сахар|муки|вещества|соли|веса")
