"""What readers call things: an entry's name in a language, or the nearest that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.lenses.dealings import stage_of
from multivector.model.claims import settled
from multivector.model.dates import Date
from multivector.model.entries import Source
from multivector.model.money import Amount, parse_amount
from multivector.model.names import Names
from multivector.model.parts import Membership
from multivector.views.blocks import Run
from multivector.views.locale import date, hedged
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger
    from multivector.model.results import Caveat

_TELLING = ("what", "says", "asks")
_LONGEST = 90
_WORDS = frozenset({"niche", "aliases", "clauses"})
"""Fields of plain words, which are no ids, even if an entry has such an id."""
_GROUPS = {"expects": "stage"}
"""Fields whose words have names under another field."""


def called(ledger: Ledger, id_: str, lang: str) -> str:
    """Give the name of an entry: its own, what it says in short, its outlet's with the date, its subject's, or its id."""
    here, seen = id_, {id_}
    while (name := _own_name(ledger, here, lang)) is None:
        about = getattr(ledger.by_id[here], "about", None)
        if not isinstance(about, str) or about in seen:
            return id_
        seen.add(here := about)
    return name


def _own_name(ledger: Ledger, id_: str, lang: str) -> str | None:
    entry = ledger.by_id.get(id_)
    if entry is None:
        return id_
    if entry.name is not None and not (isinstance(entry, Source) and entry.part_of is not None):
        return entry.name.best(lang)
    if isinstance(entry, Source):
        return _text_of(entry, ledger, lang)
    for key in _TELLING:
        told = settled(entry, key) or getattr(entry, key, None)
        if isinstance(told, Names):
            return cut(told.best(lang))
    return None


def gist(entry: AnyEntry, lang: str) -> str:
    """Give in brackets when it was, how far it got and how much it is, as far as sources agree; an empty text if nowhere."""
    days = [day for key in ("when", "on") if (day := settled(entry, key)) is not None]
    amount = settled(entry, "amount")
    stage = stage_of(entry)
    facts = [
        *(date(lang, day) for day in days[:1]),
        label(lang, "stage", stage) if stage is not None else "",
        hedged(lang, amount) if isinstance(amount, Amount) else "",
    ]
    told = ", ".join(filter(None, facts))
    return f" ({told})" if told else ""


def link(ledger: Ledger, id_: str, lang: str, *, strong: bool = False) -> Run:
    """Give the name of an entry as a run that leads to it."""
    return Run(called(ledger, id_, lang), (id_,), strong=strong)


def shown(value: object, ledger: Ledger, lang: str, key: str = "") -> str:
    """Give any value of an entry as readers of a language see it."""
    if isinstance(value, Names):
        return value.best(lang)
    if isinstance(value, Amount):
        return hedged(lang, value)
    if isinstance(value, tuple):
        return ", ".join(shown(item, ledger, lang, key) for item in value)
    if isinstance(value, str) and key in _WORDS:
        return value
    if isinstance(value, str):
        named = label(lang, _GROUPS.get(key, key), value)
        return named if named != value else called(ledger, value, lang)
    if isinstance(value, Membership):
        return called(ledger, value.of, lang)
    return date(lang, value) if isinstance(value, Date) else str(value)


def printed(figure: str, lang: str) -> str:
    """Write a figure of the ledger, given as text, as its source hedged it."""
    read = parse_amount(figure)
    return hedged(lang, read) if isinstance(read, Amount) else figure


def told(caveat: Caveat, lang: str) -> Run:
    """Put a caveat into words that lead to its entries."""
    return Run(say(lang, f"caveat.{caveat.code}", **dict(caveat.values)), caveat.because)


def cut(text: str) -> str:
    """Shorten a text at a word's end."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"


def outlet(source: Source, ledger: Ledger) -> Source:
    """Give the outlet that carries a text."""
    seen = [source]
    while (parent := ledger.source(seen[-1].part_of or "")) is not None and parent not in seen:
        seen.append(parent)
    return seen[-1]


def _text_of(source: Source, ledger: Ledger, lang: str) -> str:
    carrier: AnyEntry = outlet(source, ledger)
    name = carrier.name.best(lang) if carrier.name is not None else carrier.id
    return f"{name}, {date(lang, source.date) if source.date is not None else say(lang, 'annex.undated')}"
