"""Judgements to be taken instead of a ledger's for one question: "programme-figures: compares=50..80 %, us.loss=0.1..0.3"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from multivector.model.entries import Withholding
from multivector.model.ledger import ledger_of
from multivector.model.money import parse_money
from multivector.model.parts import Disclosure, Share, parse_gain, parse_share
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from multivector.model.ledger import Ledger

Value = TypeVar("Value")

SYMBOLS = {"sigma": "compares", "q": "no-total", "c": "cost", "l": "leak", "k": "cover-up"}
"""What the engine's papers call the judgements."""
_FRACTION = re.compile(r"([01]|0?\.\d{1,4})(?:\.\.([01]|0?\.\d{1,4}))?", re.ASCII)


def supposed(ledger: Ledger, suppose: str) -> Ledger:
    """Give the ledger with judgements of one withholding replaced; with an empty text the ledger itself.

    Raises:
        ValueError: the text names no judged withholding, or no judgement of it, or a value is none.
    """
    if not suppose.strip():
        return ledger
    id_, _, settings = suppose.partition(":")
    entry = ledger.by_id.get(id_.strip())
    if not isinstance(entry, Withholding) or entry.disclosure is None:
        judged = ", ".join(one.id for one in ledger.of(Withholding) if one.disclosure is not None) or "none"
        raise ValueError(f"{id_.strip()!r} is no withholding that is judged; there are: {judged}")
    disclosure = entry.disclosure
    for setting in filter(None, (part.strip() for part in settings.split(","))):
        name, equals, value = (part.strip() for part in setting.partition("="))
        if not equals:
            raise ValueError(f"{setting!r} sets nothing: write NAME=VALUE, as compares=50..80 %")
        disclosure = _with(disclosure, SYMBOLS.get(name, name), value)
    changed = replace(entry, disclosure=disclosure)
    return ledger_of((changed if one.id == entry.id else one for one in ledger), ledger.dossier)


def _with(disclosure: Disclosure, name: str, value: str) -> Disclosure:
    """Give the judgements with one at another value."""
    if name in _OWN:
        field, read = _OWN[name]
        change: dict[str, Any] = {field: read(value)}
        return replace(disclosure, **change)
    who, _, what = name.rpartition(".")
    if what not in _EACH or not any(one.who == who for one in disclosure.audiences):
        each = dict.fromkeys(f"{one.who}.{what}" for one in disclosure.audiences for what in _EACH)
        raise ValueError(f"{name!r} is no judgement of it; there are: {', '.join((*_OWN, *each))}")
    change = {what: _EACH[what](value)}
    return replace(disclosure, audiences=tuple(replace(one, **change) if one.who == who else one for one in disclosure.audiences))


def _reader(parse: Callable[[str], Value | Mistake]) -> Callable[[str], Value]:
    """Give a function that raises what a parser says is wrong."""

    def read(text: str) -> Value:
        found = parse(text)
        if isinstance(found, Mistake):
            raise ValueError(f"{found.message}; {found.help}")  # noqa: TRY004  # the value is wrong, not its type
        return found

    return read


def _share(text: str) -> Share | Mistake:
    """Read a share as 50..80 %, or as 0.5..0.8."""
    fraction = _FRACTION.fullmatch(text)
    if fraction is None:
        return parse_share(text)
    low, high = (round(100 * float(end), 6) for end in (fraction[1], fraction[2] or fraction[1]))
    if low > high:
        return Mistake("bad-share", f"{text!r} is upside down", "write it as 0.5..0.8 or 50..80 %")
    return Share(low, high)


_OWN: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "expects": ("expects", _reader(parse_money)),
    "compares": ("compares", _reader(_share)),
    "no-total": ("no_total", _reader(_share)),
    "cost": ("cost", _reader(parse_gain)),
    "leak": ("leak", _reader(_share)),
    "cover-up": ("cover_up", _reader(parse_gain)),
}
_EACH: Mapping[str, Callable[[str], Any]] = {"loss": _reader(parse_gain), "begins": _reader(_share)}
