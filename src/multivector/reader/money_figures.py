"""A match of the grammar as a figure with its currency, and whether a doubt is left about either."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from multivector.reader.currencies import NOUNS, SIGNS, of_code, of_sign, of_word
from multivector.reader.money_grammar import SHORT, plain
from multivector.reader.money_values import value_of

if TYPE_CHECKING:
    from multivector.reader.money_grammar import Tokens
    from multivector.reader.money_values import Figure

_CYRILLIC = re.compile("[Ѐ-ӿ]")
_BREAKS = re.compile(r"[A-Za-z^_\\{%\[]|/N")
_LINE = 80
_THOUSAND, _MILLION = 3, 6
_CENTS = 2


def figure(tokens: Tokens, match: re.Match[str]) -> Figure | None:
    """Evaluate a match; None where it is no number, larger than a state deals in, without its scale or of an unknown currency."""
    read = value_of(tokens, match)
    if read is None:
        return None
    end = match.end("figure")
    if read.end < end - 1:  # the value is of the beginning only
        end, beside = read.end, False
    else:
        beside = match["currency"] is not None and not _other_word(tokens, match)
    prefix = _prefix(tokens, match)
    if prefix is None and "$" in (match["pre"] or ""):
        return None
    suffix = _suffix(tokens, match, read) if beside else None
    if suffix is None and (_breaks_off(tokens, end) or (beside and prefix is None)):
        return None
    if prefix is not None and suffix is not None and not _agree(prefix[0], suffix[0]):
        return None
    if tokens.kinds[match.end() : match.end() + 2] in {" S", "-S"} and match.end() >= end:
        return None
    unit, sure = suffix or prefix or (None, True)
    value = read.value
    if suffix is not None:
        end = match.end("currency")
        cents = tokens.words[match.start("minor") + match["minor"].index("N")] if match["minor"] else ""
        if cents.isdecimal() and len(cents) <= _CENTS:
            end, value = match.end(), value + Decimal(cents) / 100
    return replace(
        read,
        value=value,
        start=match.start() if prefix else match.start("figure"),
        end=end,
        doubtful=read.doubtful or not sure,
        unit=unit,
        rule="vague" if read.vague else "sign" if prefix else "word",
        prefixed=prefix is not None,
    )


def _agree(prefix: str, suffix: str) -> bool:
    """Tell whether a sign or code before a figure and the currency behind it can be one ("$5bn Canadian dollars")."""
    return prefix == suffix or (prefix == "USD" and suffix in {SIGNS[sign] for sign in SIGNS if "$" in sign})


def _prefix(tokens: Tokens, match: re.Match[str]) -> tuple[str, bool] | None:
    if not match["pre"]:
        return None
    at = match.start("pre")
    last = next(i for i in range(match.end("pre") - 1, at - 1, -1) if tokens.kinds[i] in "$I")
    written = tokens.text[tokens.starts[last] : tokens.starts[last + 1]]
    if tokens.kinds[last] == "I":
        following = tokens.right(match.end("figure"), 1)
        code = of_code(written, following[0].upper() if following and _shouted(tokens, match.end("figure")) else "")
        return None if code is None else (code, True)
    if last > at and tokens.kinds[at] == "A":
        read = of_word("dollar", [plain(tokens.words[at])], tokens.named, scaled=True) if tokens.words[last] == "$" else None
    else:
        read = of_sign(tokens.words[last].rstrip("."), tokens.named)
    return None if read is None else (read[0], not read[1])


def _shouted(tokens: Tokens, at: int) -> bool:
    """Tell whether the next word stands in capitals."""
    while at < len(tokens.words) and tokens.kinds[at] == " ":
        at += 1
    word = tokens.text[tokens.starts[at] : tokens.starts[at + 1]] if at < len(tokens.words) else ""
    return word.isalpha() and word.isupper() and len(word) > 1


def _other_word(tokens: Tokens, match: re.Match[str]) -> bool:
    """Tell whether what looks like a code behind a figure is a plain word: "all", "try"."""
    if "I" not in match["currency"]:
        return False
    last = match.start("currency") + match["currency"].index("I")
    written = tokens.text[tokens.starts[last] : tokens.starts[last + 1]]
    return of_code(written, "A" if _shouted(tokens, last + 1) else "") is None


def _suffix(tokens: Tokens, match: re.Match[str], read: Figure) -> tuple[str, bool] | None:
    """Give the code of the currency behind a figure, and whether it is sure."""
    start, end = match.span("currency")
    parts = [(kind, plain(word)) for kind, word in zip(tokens.kinds[start:end], tokens.words[start:end], strict=True)]
    kind, word = next((kind, word) for kind, word in parts if kind in "CIB$")
    scaled = read.power >= _THOUSAND
    if kind == "I":
        at = start + match["currency"].index("I")
        return of_code(tokens.text[tokens.starts[at] : tokens.starts[at + 1]], "") or "", True
    if kind == "$":
        found = None if _formula(tokens, end - 1) else of_sign(word, tokens.named)
    else:
        if _means_else(tokens, match, word, read) or _next_sentence(tokens, start):
            return None
        states = [part for at, (letter, part) in enumerate(parts) if letter in "AUu"]
        behind = [part for letter, part in parts[-1:] if letter == "U"]
        found = of_word(word, states, tokens.named, scaled=scaled)
        if found is None and behind:
            found = of_word(word, [state for state in states if state not in behind], tokens.named, scaled=scaled)
    return None if found is None else (found[0], not found[1])


_ZONES = frozenset({"zone", "area", "member", "members", "countries", "nations", "states", "bloc", "group"})
_NOTES = frozenset({"bill", "bills", "store", "stores", "notes", "coins", "menu", "tree"})
_BY = frozenset({"the", "a", "an", "by", "their", "his", "her", "its", "our", "all", "over", "against", "at", "with", "from"})


def _means_else(tokens: Tokens, match: re.Match[str], word: str, read: Figure) -> bool:
    """Tell whether a currency word is another word here: a verb, a weight, a bank note, a year, a part of a name."""
    end = match.end("currency")
    following = (tokens.right(end, 1) or [""])[0]
    joined = "-" in match["currency"]
    if word in {"евро", "euro"}:
        return tokens.kinds[end : end + 2] in {"-x", "-C", "-A", " N", "-N"} or following in _ZONES
    if word == "dollar":
        return following in _NOTES and not joined
    if word == "won":
        return following in _BY
    if word in {"р", "сум", "сом"} and read.like_a_year:
        return True
    if NOUNS.get(word) == "pound" and not any(kind in "AUu" for kind in match["currency"]):
        if _CYRILLIC.match(word) is None:
            return read.power < _MILLION or following == "of"
        return read.power < _THOUSAND or tokens.kinds[end : end + 2] == " x"
    return False


def _next_sentence(tokens: Tokens, start: int) -> bool:
    """Tell whether a full stop and a capital part the figure from the word: «15 млрд. Доллары»."""
    if tokens.kinds[start - 1] != "." or tokens.kinds[start] not in " |":
        return False
    return tokens.words[start - 2] not in SHORT or tokens.text[tokens.starts[start + 1]].isupper()


def _formula(tokens: Tokens, at: int) -> bool:
    """Tell whether a dollar sign behind a number closes a formula: "$n = 5$"."""
    begin = tokens.starts[at]
    line = tokens.text[max(0, begin - _LINE) : begin].rpartition("\n")[2]
    _, opened, inside = line.rpartition("$")
    return bool(opened) and (inside[:1].isalpha() or inside[:1] in {*"\\({|-"} or inside.strip().isdigit())


def _breaks_off(tokens: Tokens, end: int) -> bool:
    """Tell whether a figure runs on into what is no amount (5th, $2^n$) or into a scale that is unknown."""
    kinds = tokens.kinds
    at = end + 1 if kinds[end : end + 1] == "." else end
    if _BREAKS.match(kinds, end) or tokens.words[end : end + 1] == ["$"]:
        return True
    gap = at + (kinds[at : at + 1] in {" ", "-"})
    word = tokens.words[gap] if kinds[gap : gap + 1] == "x" else ""
    return "illi" in word or "илли" in word
