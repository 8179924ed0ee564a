"""One draft for one happening: drafts of a text that tell of the same are joined, with all their evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from multivector.reader.confidence import trust
from multivector.reader.frames.lexicon import fold
from multivector.reader.frames.parties import once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.model.money import Amount
    from multivector.reader.calendar.records import When
    from multivector.reader.drafts import Draft, Party

_STEM, _BESIDE = 5, 30
_LATEST = 500
"""Drafts among which the same happening is sought, so that a text of any length is read in a time that grows with it."""
_SAME = ("kind", "form", "modality", "polarity")


def merge(text: str, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Join the drafts that tell of the same happening, in the order of the text."""
    merged: list[Draft] = []
    for draft in sorted(drafts, key=lambda each: (each.evidence[0], each.head, each.rule)):
        latest = range(max(len(merged) - _LATEST, 0), len(merged))
        at = next((at for at in latest if _same(text, merged[at], draft)), None)
        if at is None:
            merged.append(draft)
        else:
            merged[at] = _joined(merged[at], draft)
    return tuple(merged)


def _same(text: str, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts tell of one happening: same kind, and nothing that they say differs."""
    if any(getattr(one, name) != getattr(other, name) for name in _SAME) and not _told_of(text, one, other):
        return False
    if not (_dates_agree(one.date, other.date) and one.attribution.by == other.attribution.by):
        return False
    if one.kind == "event":
        return bool(one.parties) and _actors(one) == _actors(other) and None not in _actors(one)
    if one.kind != "deal":
        return one.date is not None and one.date == other.date and _actors(one) == _actors(other)
    if _told_of(text, one, other):
        return True
    if one.amount is not None and other.amount is not None:
        return _amounts_agree(one.amount, other.amount) and _parties_agree(one, other) and _head(text, one, other, loose=True)
    if one.amount is not None or other.amount is not None or not _parties_agree(one, other):
        return False
    return (
        _head(text, one, other, loose=False)
        and one.topic is not None
        and other.topic is not None
        and _topic(text, one) == _topic(text, other)
    )


def _told_of(text: str, one: Draft, other: Draft) -> bool:
    """Tell whether the other names the deal of which talks in the same sentence tell: no stage, no parties of its own."""
    if one.rule != "deal-talks" or other.rule not in {"deal-amount", "deal-named"} or other.parties or other.many:
        return False
    between = text[one.evidence[-1].end : other.evidence[0].start]
    return len(between) <= _BESIDE and not any(mark in between for mark in ".!?\n")


def _head(text: str, one: Draft, other: Draft, *, loose: bool) -> bool:
    """Tell whether the words that name the things begin alike; any two plurals may name one package."""
    if loose and one.many and other.many:
        return True
    return fold(one.head.of(text))[:_STEM] == fold(other.head.of(text))[:_STEM]


def _topic(text: str, draft: Draft) -> tuple[str, ...]:
    words = fold(draft.topic.of(text)).split() if draft.topic is not None else []
    return tuple(word[:_STEM] for word in words)


def _actors(draft: Draft) -> frozenset[tuple[str | None, str]]:
    return frozenset((party.actor, party.role) for party in draft.parties)


def _parties_agree(one: Draft, other: Draft) -> bool:
    """Tell whether the parties of one are among those of the other."""
    mine, theirs = ({party.actor for party in each.parties} for each in (one, other))
    return None not in mine | theirs and (mine <= theirs or theirs <= mine)


def _amounts_agree(one: Amount, other: Amount) -> bool:
    return (one.low, one.high, one.unit) == (other.low, other.high, other.unit)


def _dates_agree(one: When | None, other: When | None) -> bool:
    """Tell whether two dates can mean one day; none agrees with every date."""
    if one is None or other is None:
        return True
    return not (one.date.surely_before(other.date) or other.date.surely_before(one.date))


def _joined(one: Draft, other: Draft) -> Draft:
    """Give what both say, under the rule that is trusted more."""
    better = one if one.rule == "deal-talks" or trust(one.rule) >= trust(other.rule) else other
    return replace(
        better,
        evidence=tuple(dict.fromkeys(chain(one.evidence, other.evidence))),
        parties=tuple(_fullest(party, (*one.parties, *other.parties)) for party in once((*one.parties, *other.parties))),
        amount=one.amount or other.amount,
        date=one.date or other.date,
        stage=better.stage or one.stage or other.stage,
        topic=one.topic or other.topic,
    )


def _fullest(party: Party, parties: Iterable[Party]) -> Party:
    """Give the longest of the places that name the same party."""
    same = [each for each in parties if each == party or (each.actor is not None and each.actor == party.actor)]
    span = max((each.span for each in same), key=lambda each: (each.end - each.start, -each.start))
    return replace(party, span=span)
