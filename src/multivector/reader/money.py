"""Amounts of money in a Russian or English text: value or bounds, hedge and currency, each at its place.

A text is cut into tokens, every token becomes one letter (numeral, number word, scale, currency, dash …), and the grammar is a
regular expression over these letters; so reading takes linear time. What the figures mean:

- A span holds the figure, its currency and a hedge that touches it; one further off («примерно в») is in the value only.
- A figure has a currency beside it, or shares that of its neighbour («в 3 и 5 млрд долларов», "$3-5bn", «$17 млрд и 15 млрд»).
  A scale that stands once behind two figures belongs to both, unless the range would then run downwards ("$500 to $1 million").
- «от 3 до 5», "between 3 and 5" and «3–5» are ranges; where a figure moved («вырос с 3 до 5», "rose from 3 to 5") both are read.
- Vague figures are bounds: «несколько миллионов», "billions of dollars" are at least two of the scale, «десятки миллиардов» at
  least twenty, since a plural is two or more. Their rule is "vague".
- In «не 15, а 17 млрд долларов» both are read; the rule of the 15 is "denied".
- A scaled figure without a currency takes the last one of its sentence, or of the lines before where a word says that it is
  money («долг в 3 млрд»), or, before a conversion («316 млн (около 5 млн долларов)»), the last other one of the text; unless it
  counts something. A rule that ends in "?" marks every reading that the words leave in doubt.
- Hundredths are read behind whole units only («5 рублей 30 копеек»): cents alone do not say whose they are.
- What the ledger could not hold (more than 1e18, an unknown currency) stays unread; a figure is never read without its scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.model.money import CURRENCIES, Amount, Hedge
from multivector.reader import hedges
from multivector.reader.money_figures import figure
from multivector.reader.money_grammar import NEXT, SEPARATOR, SHORT, START, tokens_of
from multivector.reader.spans import Found, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.money_grammar import Tokens
    from multivector.reader.money_values import Figure

_MOST = 8
_SMALL = 1000
_WIDEST = 20
_FAR, _FEW = 300, 8
_CONVERSION = re.compile(r"[ |]?\([ ]?(?:[pxtEZ~]\ ){0,3}(?:[uA]?\$|N)")
_SENTENCE = re.compile(r"[.!?][\s»\"”]+[A-ZА-ЯЁ«\"“]|\n")
_RANGES = {"от": "before", "from": "before", "между": "before", "between": "before"}
_SIGNS: dict[str, Hedge] = {"~": "about", "≈": "about", ">": "over", "<": "under", "≥": "at least", "≤": "up to"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure of a chain, how it is tied to the next one, and what has become of it."""

    figure: Figure
    tie: str = ""
    denied: bool = False


def money(text: str) -> tuple[Found[Amount], ...]:
    """Read the amounts of money of a text, in order; they never overlap."""
    tokens = tokens_of(text)
    found: list[Found[Amount]] = []
    for chain in _chains(tokens):
        for one in _read(tokens, _carried(tokens, chain, found)):
            if not found or one.span.start >= found[-1].span.end:
                found.append(one)
    return tuple(found)


def _chains(tokens: Tokens) -> Iterator[list[_Part]]:
    """Give the figures that stand joined: «от 3 до 5 млрд», "$3bn, $5bn and 7bn"."""
    at = 0
    while (match := START.search(tokens.kinds, at)) is not None:
        chain: list[_Part] = []
        while match is not None:
            if not chain and (idle := _idle(tokens, match)):
                at = idle
                break
            read = figure(tokens, match)
            at = match.end() if read is None else read.end
            if read is None:
                chain = [part for part in chain if part.figure.unit is not None]
                break
            tie = SEPARATOR.match(tokens.kinds, at) if len(chain) < _MOST else None
            following = NEXT.match(tokens.kinds, tie.end()) if tie is not None else None
            chain.append(_Part(read, tie.lastgroup or "" if tie is not None and following is not None else ""))
            match = following
        if any(part.figure.unit is not None or part.figure.power for part in chain):
            yield chain


def _idle(tokens: Tokens, match: re.Match[str]) -> int:
    """Give where numbers alone end that are tied to nothing else, as most are (2031-04-01); 0 for any other match."""
    end, following = 0, match
    for _ in range(_MOST):
        start, end = following.span()
        if end != start + 1 or tokens.kinds[start] not in "NWYDHh":
            return 0
        tie = SEPARATOR.match(tokens.kinds, end)
        after = NEXT.match(tokens.kinds, tie.end()) if tie is not None else None
        if after is None:
            return end
        following = after
    return end


def _carried(tokens: Tokens, chain: list[_Part], found: Sequence[Found[Amount]]) -> list[_Part]:
    """Give a chain without a currency the one of the text before it, where nothing says that it counts something else."""
    if not found or any(part.figure.unit is not None for part in chain):
        return chain
    last = chain[-1].figure
    latin = tokens.words[last.end - 1] < "а"
    if latin and tokens.kinds[max(last.start - 2, 0) : last.start] in {"x ", "C "}:
        return chain  # another currency may stand before it: "Ksh 500m"
    if not last.single or not last.power or any(word.startswith(hedges.COUNTED) for word in tokens.sentence(last.start)[-_FEW:]):
        return chain
    if _CONVERSION.match(tokens.kinds, last.end) is not None:
        units = [one.value.unit for one in found[-_MOST:]]
        match = START.search(tokens.kinds, last.end)
        other = figure(tokens, match) if match is not None else None
        unit = next((unit for unit in reversed(units) if other is not None and unit != other.unit), None)
    else:
        begin, end = found[-1].span.end, tokens.starts[chain[0].figure.start]
        told = any(word.startswith(hedges.PAID) for word in tokens.sentence(last.start)[-_FEW:])
        near = end - begin <= _FAR and (told or _SENTENCE.search(tokens.text[begin:end]) is None)
        unit = found[-1].value.unit if near and _closed(tokens, last) else None
    if unit is None:
        return chain
    return [*chain[:-1], replace(chain[-1], figure=replace(last, unit=unit, doubtful=True, rule="carried"))]


def _counts(tokens: Tokens, last: Figure) -> bool:
    """Tell whether a noun follows that the figure could count, or a currency further on."""
    following = tokens.kinds[last.end : last.end + 8]
    if following[:2] == " x" and tokens.words[last.end + 1].endswith(("тся", "ться", "лась", "лось", "лись")):
        return False  # a verb
    return following[:1] == "-" or following[:2][-1:] in {*"xACIBgMN"} or "C" in re.split(r"[.,;:()]", following)[0]


def _closed(tokens: Tokens, last: Figure) -> bool:
    """Tell whether an abbreviated scale, or a Russian one, stands without a noun that the figure could count."""
    words = [word for word in tokens.words[last.start : last.end] if word.isalpha()]
    short = bool(words) and words[-1] in {"bn", "tn", "trn", "m", "mn", "b"}
    russian = bool(words) and words[-1] > "z"
    return (short or russian) and not _counts(tokens, last)


def _read(tokens: Tokens, chain: list[_Part]) -> Iterator[Found[Amount]]:
    """Share currencies and scales along a chain, and give its amounts."""
    chain = _denied(tokens, chain)
    for at in range(len(chain) - 2, -1, -1):
        chain[at] = replace(chain[at], figure=_from_right(tokens, chain, at))
    for at in range(1, len(chain)):
        chain[at] = replace(chain[at], figure=_from_left(tokens, chain[at - 1], chain[at]))
    for at in range(len(chain) - 2, -1, -1):
        chain[at] = replace(chain[at], figure=_from_right(tokens, chain, at))
    at = 0
    while at < len(chain):
        part, following = chain[at], chain[at + 1] if at + 1 < len(chain) else None
        ranged = following is not None and _ranged(tokens, chain, at)
        if ranged and following is not None and not _moved(tokens, chain, at) and _ascend(part.figure, following.figure):
            yield from _amount(tokens, part, following)
            at += 2
        else:
            yield from _amount(tokens, part, None, tied=at > 0 and chain[at - 1].tie == "to")
            at += 1


def _denied(tokens: Tokens, chain: list[_Part]) -> list[_Part]:
    """Mark the figures that «не … , а …» and "…, not …" deny."""
    first = tokens.left(chain[0].figure.start, 1)
    ties = ["denied" if first[-1:] in (["не"], ["not"]) and chain[0].tie == "but" else "", *(part.tie for part in chain)]
    return [replace(part, denied=tie == "denied") for part, tie in zip(chain, ties, strict=False)]


def _ranged(tokens: Tokens, chain: Sequence[_Part], at: int) -> bool:
    """Tell whether a figure and the next are the ends of something."""
    part = chain[at]
    if part.tie == "dash":
        return True
    words = tokens.left(part.figure.start, 2)
    if part.tie == "to":
        return tokens.words[part.figure.end + 1] == "to" or bool({"от", "с", "со", "from"} & set(words[-2:]))
    return part.tie == "and" and bool({"между", "between"} & set(words[-2:]))


def _moved(tokens: Tokens, chain: Sequence[_Part], at: int) -> bool:
    """Tell whether the two ends are where something was and where it went."""
    start = chain[at].figure.start
    words = set(tokens.left(start)[-2:])
    return chain[at].tie == "to" and bool({"с", "со"} & words or ("от" not in words and hedges.changes(tokens.sentence(start))))


def _ascend(low: Figure, high: Figure) -> bool:
    return low.unit is not None and low.unit == high.unit and not low.vague and not high.vague and low.value < high.value


def _half_written(part: _Part, right: Figure) -> bool:
    """Tell whether the scale behind the next figure may belong to this one too: "$3 to $5 billion"."""
    left = part.figure
    tied = part.tie in {"dash", "to", "and"} or right.doubtful
    return tied and left.prefixed and left.bare and left.unit == right.unit


def _from_right(tokens: Tokens, chain: Sequence[_Part], at: int) -> Figure:
    """Give a figure the currency of the next, and its scale: «в 3 и 5 млрд долларов», "$3 to $5 billion"."""
    left, right, tie = chain[at].figure, chain[at + 1].figure, chain[at].tie
    if right.unit is None or (left.unit is not None and not _half_written(chain[at], right)):
        return left
    ranged = _ranged(tokens, chain, at)
    if left.vague or (left.like_a_year and (right.power or right.value >= _WIDEST * left.value or not ranged)):
        return left
    listed = left.bare and not ranged
    spaced = tie == "dash" and left.unit is None and left.bare and " " in tokens.kinds[left.end : right.start]
    loose = (listed and (left.prefixed or tie == "comma")) or (spaced and _named(tokens, left))
    shared, doubtful = left, left.doubtful or right.doubtful or loose
    if listed and (tie == "to" or (right.power and left.number >= _SMALL)):
        return left
    if left.bare and right.power and right.single:
        scaled = left.number.scaleb(right.power)
        if scaled < right.value or not ranged:
            shared = replace(left, value=scaled, power=right.power)
    wide = spaced and right.value > _WIDEST * shared.value
    if left.unit is None and left.bare and ranged and (wide or shared.value >= right.value):
        return left
    return replace(shared, unit=right.unit, doubtful=doubtful, rule=left.rule if left.unit else "shared")


def _named(tokens: Tokens, left: Figure) -> bool:
    """Tell whether a word stands directly before a number that may be its name: «статья 228 — 500 тысяч»."""
    return tokens.kinds[max(left.start - 2, 0) : left.start] == "x "


def _from_left(tokens: Tokens, before: _Part, part: _Part) -> Figure:
    """Give a figure the currency of the one before: «$17 млрд и 15 млрд», "$3-5bn"."""
    left, right = before.figure, part.figure
    if left.unit is None or right.unit is not None or right.vague or (before.tie == "to" and left.power > right.power):
        return right
    if left.prefixed and left.bare and right.power and not _counts(tokens, right):
        return replace(right, unit=left.unit, doubtful=left.doubtful or before.tie not in {"dash", "to"}, rule="shared")
    close = before.tie == "dash" and left.prefixed and left.end + 1 == right.start
    if not (right.power or close) or not (_closed(tokens, right) or close):
        return right
    return replace(right, unit=left.unit, doubtful=left.doubtful, rule="shared")


def _amount(tokens: Tokens, part: _Part, upper: _Part | None, *, tied: bool = False) -> Iterator[Found[Amount]]:
    """Give the amount of a figure, or of the range that it begins, with its hedge and span."""
    low = part.figure
    high = low if upper is None else upper.figure
    if low.unit not in CURRENCIES or low.unit is None:
        return
    begin, end = tokens.starts[low.start], tokens.starts[high.end]
    hedge: Hedge = "exact"
    words = tokens.left(low.start)
    before = None if tied else _hedge_before(tokens, low.start, words)
    after = _hedge_after(tokens, high.end)
    if upper is not None:
        hedge = "between"
        if words[-1:] and words[-1] in _RANGES:
            begin = tokens.starts[tokens.back(low.start, 1)]
    elif low.hedge != "exact":
        hedge = low.hedge
    elif before is not None:
        hedge = before[0]
    if before is not None and before[1]:
        begin = tokens.starts[tokens.back(low.start, before[1])]
    if after is not None:
        hedge = after[0] if hedge == "exact" else hedge
        end = tokens.starts[tokens.on(high.end, after[1])]
    span = Span(begin, _without_stop(tokens, high.end, end))
    rule = "denied" if part.denied else "range" if upper is not None else low.rule
    doubtful = low.doubtful or high.doubtful
    yield Found(span, Amount(low.value, high.value, low.unit, hedge), rule + "?" * doubtful)


def _hedge_before(tokens: Tokens, at: int, words: Sequence[str]) -> tuple[Hedge, int] | None:
    sign = words[-1] if words else ""
    return (_SIGNS[sign], 1) if sign in _SIGNS else hedges.before(words, tokens.sentence(at))


def _hedge_after(tokens: Tokens, at: int) -> tuple[Hedge, int] | None:
    """Read the hedge behind a figure, unless it may belong to what follows: «$17 млрд примерно $15 млрд»."""
    words = tokens.right(at)
    after = hedges.after(words)
    if after is None:
        return None
    end = tokens.on(at, after[1])
    if tokens.kinds[end : end + 1] != " ":
        return after
    return None if tuple(words[: after[1]]) in hedges.BEFORE or NEXT.match(tokens.kinds, end + 1) is not None else after


def _without_stop(tokens: Tokens, at: int, end: int) -> int:
    """Leave out a full stop, unless it only ends an abbreviation."""
    if tokens.starts[at] != end or tokens.kinds[at - 1] != ".":
        return end
    if tokens.words[at - 2] not in SHORT:
        return end - 1
    rest = tokens.text[end : end + 2].lstrip(" \u00a0")
    return end if rest[:1] and (rest[0].islower() or rest[0].isdigit() or rest[0] in ",;:)—–-(") else end - 1
