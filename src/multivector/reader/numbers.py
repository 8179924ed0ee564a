"""Numerals, number words and scales of Russian and English, as exact decimals that keep the precision as written.

A numeral may group its thousands by spaces, apostrophes, commas or points. One comma or one point before exactly three digits
has two readings. The text around decides: a Russian comma is decimal before a scale («1,844 млрд» is 1.844 billion), an English
one groups thousands ("1,844 million" is 1844 million), and an English point is decimal. Where that is not certain («1.844 млрд»,
"€1.500", "1.500 million") the likelier reading is given as doubtful.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NUMERAL = r"\d{1,3}+(?:[ \u00a0\u202f\u2009'’]\d{3}(?!\d))+(?:[.,]\d++)?|\d++(?:[.,]\d++)*[½¼¾]?+"
_LONGEST = 24
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_GROUPING = re.compile(r"[ \u00a0\u202f\u2009'’]")

Kind = Literal["N", "W", "Y", "D", "H", "h", "T", "V", "S", "F", "k"]
"""Numeral; unit, tens, hundreds; "hundred"; part; plural of tens; several; scale; half a scale; scale of one letter."""
Form = Literal["single", "genitive", "many", "counted", "short"]


def table(name: str) -> dict[str, Any]:
    """Read a table of words."""
    return tomllib.loads(files("multivector.reader").joinpath("words", f"{name}.toml").read_text(encoding="utf-8"))


def forms(entries: Sequence[str]) -> Iterator[str]:
    """Write out `stem|ending ending …`; an ending "0" is none, and an entry without a stroke is a word or a phrase."""
    for entry in entries:
        stem, stroke, endings = entry.partition("|")
        yield from ((stem + ending.removeprefix("0") for ending in endings.split()) if stroke else (stem,))


_TABLE = table("numbers")
VALUES: dict[str, Decimal] = {}
"""What a number word is worth."""
POWERS: dict[str, int] = {}
"""The power of ten of a scale word."""
SCALE_FORMS: dict[str, set[Form]] = {}
"""How a scale word may stand."""
NUMBER_KINDS: dict[str, Kind] = {"hundred": "H"}
"""The kind of each word of this module."""

_SECTIONS: tuple[tuple[str, Kind], ...] = (
    ("units", "W"),
    ("tens", "Y"),
    ("hundreds", "D"),
    ("parts", "h"),
    ("plurals", "T"),
    ("several", "V"),
)
for _section, _kind in _SECTIONS:
    for _value, _entries in _TABLE[_section].items():
        for _word in forms(_entries):
            VALUES[_word], NUMBER_KINDS[_word] = Decimal(_value), _kind
for _power, _rows in _TABLE["scales"].items():
    for _form, _entries in _rows.items():
        for _word in forms(_entries):
            POWERS[_word], NUMBER_KINDS[_word] = int(_power), "S"
            SCALE_FORMS.setdefault(_word, set()).add(_form)
for _power, _entries in _TABLE["half"].items():
    for _word in forms(_entries):
        POWERS[_word], NUMBER_KINDS[_word] = int(_power), "F"
BLOCKED = frozenset(forms(_TABLE["blocked"]["words"]))
"""Words before a bare scale of which it is then a part: «треть миллиарда» is no billion."""
for _word, _power in _TABLE["letters"].items():
    POWERS[_word], NUMBER_KINDS[_word] = _power, "k"


def numeral(written: str, *, russian: bool, scaled: bool, fraction: bool = False) -> tuple[Decimal, bool] | None:
    """Read digits with their separators, and say whether another reading is as good; None where they are no number.

    Args:
        written: The digits as they stand in the text.
        russian: Whether the text around is in Cyrillic.
        scaled: Whether a scale word follows.
        fraction: Whether the word that is counted stands as after a fraction («1,085 доллара»).
    """
    if len(written) > _LONGEST:
        return None
    extra = _FRACTIONS.get(written[-1])
    bare = _GROUPING.sub("", written[:-1] if extra else written)
    grouped = len(bare) < len(written) - (extra is not None)
    points = [character for character in bare if character in ".,"]
    if extra is not None:
        return None if points else (Decimal(bare) + extra, False)
    if not points:
        return Decimal(bare), False
    if len(set(points)) == 1 and len(points) > 1:
        return _by_thousands(bare, points[0])
    if len(set(points)) > 1:
        whole, _, rest = bare.rpartition(points[-1])
        thousands = None if points[-1] in whole else _by_thousands(whole, points[0])
        return None if thousands is None else (Decimal(f"{thousands[0]}.{rest}"), False)
    whole, _, rest = bare.partition(points[0])
    decimal = Decimal(f"{whole}.{rest}")
    if grouped or len(rest) != 3 or len(whole) > 3 or whole == "0":  # noqa: PLR2004  # a group of thousands
        return decimal, False
    return _of_two(Decimal(whole + rest), decimal, rest, points[0], russian=russian, scaled=scaled, fraction=fraction)


def _of_two(
    thousands: Decimal, decimal: Decimal, rest: str, point: str, *, russian: bool, scaled: bool, fraction: bool
) -> tuple[Decimal, bool]:
    """Choose between the two readings of one separator before three digits, and say whether the choice is doubtful."""
    if scaled:
        if point == ",":
            return (decimal, False) if russian else (thousands, False)
        return decimal, russian or rest.endswith("0")
    if point == ",":
        return (decimal, False) if fraction else (thousands, russian and rest != "000")
    return thousands, True


def _by_thousands(bare: str, separator: str) -> tuple[Decimal, bool] | None:
    first, *groups = bare.split(separator)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):  # noqa: PLR2004  # groups of thousands
        return None
    return Decimal(first + "".join(groups)), False
