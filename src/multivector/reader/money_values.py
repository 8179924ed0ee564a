"""What the figure of a match is worth: its number words and numerals, and the scales behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from multivector.reader.hedges import BEFORE, FUNCTION
from multivector.reader.money_grammar import plain
from multivector.reader.numbers import BLOCKED, POWERS, SCALE_FORMS, VALUES, numeral

if TYPE_CHECKING:
    from multivector.model.money import Hedge
    from multivector.reader.money_grammar import Tokens

_LARGEST = Decimal("1e18")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[a-z]")
_AROUND = 80
_THOUSAND = 3
_YEARS = range(1900, 2101)
_GENITIVE = frozenset("до около более менее свыше больше меньше от из без для порядка выше ниже".split())  # noqa: SIM905  # a row of words
_UNITS, _TENS, _HUNDREDS = 1, 2, 3
_PLACES = {"W": _UNITS, "Y": _TENS, "D": _HUNDREDS}
_TEN = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: tokens from `start` to before `end`, its value, and the number and the power of ten that it was made of."""

    start: int
    end: int
    value: Decimal
    number: Decimal
    power: int
    vague: bool = False
    doubtful: bool = False
    unit: str | None = None
    rule: str = "word"
    prefixed: bool = False
    hedge: Hedge = "exact"

    @property
    def single(self) -> bool:
        """Whether one number and one scale, or none, make it up."""
        return not self.vague and self.value == self.number.scaleb(self.power)

    @property
    def bare(self) -> bool:
        """Whether it is a number alone."""
        return self.single and self.power == 0

    @property
    def like_a_year(self) -> bool:
        """Whether it is a number alone that may be a year."""
        return self.bare and self.value in _YEARS


@dataclass(slots=True)
class _Group:
    """A number and the scales behind it; `place` is the lowest place that its words have filled, `alone` if it had no number."""

    start: int
    number: Decimal | None = None
    power: int = 0
    place: int = 0
    closed: bool = False
    alone: bool = False
    doubtful: bool = False


def value_of(tokens: Tokens, match: re.Match[str]) -> Figure | None:
    """Evaluate the figure of a match; None where it is no number, or larger than anything a state deals in."""
    start, end = match.span("figure")
    groups = [_Group(start)]
    bracketed = False
    for at in range(start, end):
        kind = tokens.kinds[at]
        bracketed = kind == "(" or (bracketed and kind != ")")
        if bracketed or kind not in "SkcFNWYDHhTV":
            continue
        if kind not in "SkcF" and groups[-1].closed:
            groups.append(_Group(at))
        if not (_scale if kind in "SkcF" else _count)(tokens, match, at, groups[-1]):
            return None
    if len(groups) > 1 and match["pre"] and ("." in tokens.kinds[start:end] or tokens.kinds[end : end + 2] == " x"):
        end = groups[1].start  # «$5 млн. 300 тысяч человек»: what follows counts something else
        groups = groups[:1]
        while tokens.kinds[end - 1] in " |":
            end -= 1
    return _summed(tokens, groups, end)


def _count(tokens: Tokens, match: re.Match[str], at: int, group: _Group) -> bool:
    """Take a numeral or a number word into a group; say whether it fits."""
    kind, word = tokens.kinds[at], plain(tokens.words[at])
    if kind == "N":
        russian = _russian(tokens, match)
        scaled = any(letter in "Skc" for letter in match["figure"])
        fraction = russian and _fraction(tokens, match, word)
        read = numeral(tokens.words[at].split("-")[0], russian=russian, scaled=scaled, fraction=fraction)
        if read is None:
            return False
        group.number, group.doubtful = read
        return True
    number = group.number or Decimal(0)
    if kind == "H":
        fits, group.number, group.place = group.place != _HUNDREDS, (group.number or Decimal(1)) * 100, _HUNDREDS
    elif kind in "TV":
        fits, group.number = True, (group.number or Decimal(2 if kind == "T" else 1)) * VALUES[word]
    elif kind == "h":
        fits, group.number = True, number + VALUES[word]
    else:
        place, value = _PLACES[kind], VALUES[word]
        over_tens = place == _UNITS and value >= _TEN
        fits = group.number is None or group.place > (_TENS if over_tens else place)
        group.number, group.place = number + value, place
    return fits


def _scale(tokens: Tokens, match: re.Match[str], at: int, group: _Group) -> bool:
    """Take a scale into a group; say whether it may stand there."""
    word = plain(tokens.words[at])
    if group.number is None:
        group.alone = "single" not in SCALE_FORMS.get(word, ()) and tokens.kinds[at] != "F"
        group.number = VALUES["half"] if tokens.kinds[at] == "F" else _alone(tokens, match, word)
    group.power += _THOUSAND if word in {"к", "т."} else POWERS[word]
    group.closed = True
    return group.number is not None


def _summed(tokens: Tokens, groups: list[_Group], end: int) -> Figure | None:
    """Add up «3 млрд 200 млн»: every group must be smaller than the scale before it."""
    first, number = groups[0], groups[0].number
    if number is None or (len(groups) > 1 and (first.alone or number != number.to_integral_value())):
        return None
    value, least = number.scaleb(first.power), first.power
    for group in groups[1:]:
        added = (group.number or Decimal(0)).scaleb(group.power)
        if added >= Decimal(10) ** least:
            return None
        value, least = value + added, group.power
    if not 0 < value <= _LARGEST:
        return None
    while tokens.kinds[end - 1] == ".":
        end -= 1
    kinds = tokens.kinds[first.start : end]
    vague = any(kind in "VT" for kind in kinds) or (first.alone and number == VALUES["two"])
    hedge: Hedge = "at least" if vague or "E" in kinds else "over" if "L" in kinds or "+" in kinds else "exact"
    doubtful = any(group.doubtful for group in groups)
    return Figure(first.start, end, value, number, first.power, vague=vague, doubtful=doubtful, hedge=hedge)


def _alone(tokens: Tokens, match: re.Match[str], word: str) -> Decimal | None:
    """Give what a scale without a number is worth: one, two where it is a plural, None where it counts something unread."""
    at = match.start("figure")
    left = tokens.left(at, 3)
    before = at - 1 if at and tokens.kinds[at - 1] not in " |" else at - 2
    if before >= 0 and (tokens.kinds[before] in "NWYDHhTVSkcFZ" or tokens.kinds[at - 1] == "-" or set(left[-2:]) & BLOCKED):
        return None
    if "a" in match["figure"]:
        return Decimal(1)
    standing = SCALE_FORMS.get(word, set())
    governed = not left or left[-1] in FUNCTION or left[-1:] == ["до"] or any(tuple(left[-n:]) in BEFORE for n in (1, 2))
    if "many" in standing:
        if word.endswith(("ам", "ами", "ах")) and not governed:
            return None
        return Decimal(1) if "genitive" in standing and left[-1:] and left[-1] in _GENITIVE else Decimal(2)
    if "genitive" in standing:
        return Decimal(1) if governed else None
    return Decimal(1) if "single" in standing else None


def _russian(tokens: Tokens, match: re.Match[str]) -> bool:
    """Tell whether the words of a figure, or else those around it, are in Cyrillic."""
    start, end = match.span()
    own = "".join(tokens.words[i] for i in range(start, end) if tokens.kinds[i] in "SckFCBATVWYDH")
    if not own:
        begin = tokens.starts[start]
        own = tokens.text[max(0, begin - _AROUND) : begin + _AROUND].lower()
    return len(_CYRILLIC.findall(own)) > len(_LATIN.findall(own))


def _fraction(tokens: Tokens, match: re.Match[str], word: str) -> bool:
    """Tell whether the noun stands as behind a fraction: «1,085 доллара», where «1085 долларов» would not."""
    if not match["currency"] or word[-1:] in "234":
        return False
    nouns = [tokens.words[i] for i in range(*match.span("currency")) if tokens.kinds[i] == "C"]
    return bool(nouns) and nouns[0].endswith(("а", "я")) and len(nouns[0]) > 2  # noqa: PLR2004  # not an abbreviation
