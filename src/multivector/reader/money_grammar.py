"""The grammar of a figure and the currency beside it, over the tokens of a text as letters.

Every token becomes one letter: a numeral N, a number word W, Y (tens), D or H (hundreds), a part h, a scale S, k or c (one
letter), a plural of tens T, several V, half a scale F; a currency noun C, its adjective B, a code I, a sign $, hundredths M; a
state A, U or u; `a o s t b Z L E &` for the words a, of, с, to, but, not, plus, more, and; p and x for function and other words.
Gaps are a space or, at the end of a line, a stroke; punctuation stands for itself. Nothing repeats without a bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import normalize

from multivector.reader.currencies import CURRENCY_KINDS, Named
from multivector.reader.hedges import FUNCTION
from multivector.reader.numbers import NUMBER_KINDS, NUMERAL

_LETTER = r"[^\W\d_]"
_SPACE = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]++"
_TOKEN = re.compile(
    rf"(?![hns](?:ong|ew|outh|orth|ri)\ ){_LETTER}++(?![$£¥.'’ʻ\u0300-\u036f\u00ad])|{_SPACE}"  # most are these
    rf"|(?:{NUMERAL})(?:-(?:х|ти|ми|мя|ю)(?!{_LETTER}))?|т\.(?=\ ?р(?:уб)?(?!{_LETTER}))"
    rf"|(?:hong|new|south|north|sri) (?:kong|zealand|taiwan|korean|african|lankan)(?!{_LETTER})"
    rf"|u\.s\.?(?=[^\w]|$)|rs\.|so['’ʻ]m(?!{_LETTER})|(?<!\d)[a-z]{{1,4}}+[$£¥]|\$(?:us|au|a|ca|c|nz|hk)(?=\d)"
    rf"|{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u00ad])*|.",
    re.DOTALL,
)
SHORT = frozenset("тыс млн млрд трлн долл руб р грн коп".split())  # noqa: SIM905  # a row of words
"""Abbreviations that end in a full stop."""
_KINDS: dict[str, str] = {
    **dict.fromkeys(FUNCTION, "p"),
    **CURRENCY_KINDS,
    **NUMBER_KINDS,
    **dict.fromkeys(("us", "u.s.", "u.s"), "u"),
    **dict.fromkeys(("and", "or", "и", "или", "либо"), "&"),
    **dict.fromkeys(("to", "до"), "t"),
    **dict.fromkeys(("а", "но", "but"), "b"),
    **dict.fromkeys(("не", "not"), "Z"),
    **dict.fromkeys(("лишним", "гаком", "plus"), "L"),
    **dict.fromkeys(("более", "больше", "выше", "more"), "E"),
    **dict.fromkeys("-‐‑‒–—―−", "-"),
    **dict.fromkeys(".,:;/#@_\\^=?&%+()[]{}!~<>≈≥≤", ""),
    **dict.fromkeys("\"«»“”„'’‘", '"'),
    "a": "a",
    "an": "a",
    "of": "o",
    "с": "s",
    "к": "c",
    "т.": "S",
    "rs.": "$",
    **dict.fromkeys((" ", "\u00a0", "\u202f", "  "), " "),
    "\n": "|",
    **dict.fromkeys(("\n\n", *"|`*…•"), "*"),
}
_KINDS |= {sign: sign for sign, kind in _KINDS.items() if not kind}

_IN_WORDS = r"(?:[ ]\((?:[WYDHSsh][ |-]?){1,12}\))?"
_NUM = rf"(?:N{_IN_WORDS}|(?:a[ |])?[WYDH](?:[ |][WYDH]|(?<=Y)-W|(?<=H)[ |]&[ |][WYD]){{0,8}})"
_MORE = r"(?:[ |]s[ |]L|\+|-L|[ |]&[ |]E)?"
_SCALE = r"(?:[ |-]?S\.?|(?<=N)[kc]|\ k(?!-))"
_CURRENCY = r"(?:(?:[ |]o(?=[ |]))?[ |-]?(?:[AUug][ |-]){0,2}(?:C\.?|I|B)(?:[ |]?U)?|[ |-]?[$](?<=[NSkc.+]\$)(?!N)|\ \$(?!\ ?N))"
_VAGUE = r"(?:a[ |])?V(?:[ |][TH])?(?:[ |]o)?[ |]S\.?|(?:a[ |])?V[ |][TH]|T(?:[ |]o)?[ |]S\.?|T"
_PART = r"(?:a[ |])?h[ |-](?:o[ |])?(?:a[ |])?S|F"
_HALF = r"(?:[ |]s[ |]h|[ |]&[ |]a[ |]h)?"
_SCALED = rf"{_NUM}{_HALF}{_MORE}(?:{_SCALE}(?:[ |]S\.?)?)?{_IN_WORDS}{_MORE}"
_THEN = rf"(?:(?:(?<=[S.kc])[ |]|(?<=S),[ ](?=[WYDH])){_NUM}{_SCALE}){{0,2}}"
_FIGURE = rf"(?=(?P<once>{_VAGUE}|{_PART}|{_SCALED}{_THEN}|(?:a[ |])?S{_MORE}))(?P=once)"
"""The first form that fits, and no other: what a look-ahead took is not tried anew (an atomic group that every Python reads)."""
_ITEM = (
    rf"(?P<pre>(?:[uA][ -]?)?\$\ ?|I\ ?)?(?P<figure>{_FIGURE}(?(pre)|(?:(?<=[S.])[ |](?:&[ |](?=[WY]))?{_NUM}(?={_CURRENCY}))?))"
    rf"(?P<currency>{_CURRENCY})?(?P<minor>(?<=[C.])[ |](?:&[ |])?N[ |]?M)?"
)
START = re.compile(rf"(?<![A-Za-z_\\^])(?:(?=[$uA])|(?<![.,:/#@=?&%])(?<![A-Za-z]-)){_ITEM}")
NEXT = re.compile(_ITEM)
SEPARATOR = re.compile(
    r"(?P<dash>[ |]?-[ |]?)|(?P<denied>,?[ |](?:b[ |])?Z[ |])|(?P<to>[ |]t[ |](?:p[ |])?)|(?P<but>,?[ |]b[ |])"
    r"|(?P<and>,?[ |]&[ |](?:p[ |])?)|(?P<comma>,[ |])"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, their letters, and where each begins."""

    text: str
    words: list[str]
    kinds: str
    starts: list[int]
    named: Named

    def left(self, token: int, most: int = 14) -> list[str]:
        """Give the words to the left of a token, up to the next punctuation."""
        words: list[str] = []
        for at in range(token - 1, max(token - 2 * most - 1, -1), -1):
            if self.kinds[at] in " |":
                continue
            inside = self.kinds[at] == "-" and self.kinds[at - 1 : at].isalpha() and self.kinds[at + 1 : at + 2].isalpha()
            if not (self.kinds[at].isalpha() or inside or self.words[at] in _KINDS_OF_HEDGE):
                break
            words.append(self.words[at])
        return words[::-1]

    def back(self, token: int, words: int) -> int:
        """Give the token that stands so many words before a token."""
        while words and token:
            token -= 1
            words -= self.kinds[token] not in " |"
        return token

    def on(self, token: int, words: int) -> int:
        """Give the token behind so many words from a token on."""
        while words and token < len(self.words):
            words -= self.kinds[token] not in " |"
            token += 1
        return token

    def sentence(self, token: int, most: int = 40) -> list[str]:
        """Give the words to the left of a token in its sentence, whatever punctuation stands between."""
        begin = max(token - most, 0)
        for at in range(token - 1, begin, -1):
            if self.kinds[at] == "|" or (
                self.kinds[at] in " *" and self.kinds[at - 1] in ".!?" and self.words[at - 2] not in SHORT
            ):
                begin = at
                break
        return [self.words[at] for at in range(begin, token) if self.kinds[at].isalpha()]

    def right(self, token: int, most: int = 4) -> list[str]:
        """Give the words from a token on, up to the next punctuation."""
        words: list[str] = []
        for at in range(token, min(token + 2 * most, len(self.words))):
            if self.kinds[at] in " |":
                continue
            if not self.kinds[at].isalpha() and self.kinds[at] != "&":
                break
            words.append(self.words[at])
        return words


_KINDS_OF_HEDGE = frozenset({"~", "≈", ">", "<", "≥", "≤", "&", "и", "или", "and", "or"})


def tokens_of(text: str) -> Tokens:
    """Cut a text into tokens; no code point is lost."""
    lowered = text.replace("İ", "I").lower()
    words = _TOKEN.findall(lowered)
    find = _KINDS.get
    kinds = "".join([find(word) or ("x" if word.isalpha() else _other(word)) for word in words])
    return Tokens(text, words, kinds, list(accumulate(map(len, words), initial=0)), Named(lowered))


def _other(word: str) -> str:
    first = word[0]
    if first.isdecimal():
        return "N"
    if first.isspace() or not word.strip("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"):
        return " " if "\n" not in word else "|" if word.count("\n") == 1 else "*"
    if first.isalpha():
        return _KINDS.get(plain(word), "x")
    return "*"


def plain(word: str) -> str:
    """Compose the letters of a word and take out soft hyphens and stress marks."""
    return normalize("NFC", word).replace("\u00ad", "").replace("\u0301", "")
