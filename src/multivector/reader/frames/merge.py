"""One draft for one happening: drafts of a text that tell of the same are joined, with all their evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from multivector.reader.confidence import trust
from multivector.reader.frames.lexicon import fold
from multivector.reader.frames.parties import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multivector.model.money import Amount
    from multivector.reader.calendar.records import When
    from multivector.reader.drafts import Draft, Party
    from multivector.reader.spans import Span

_STEM, _BESIDE = 5, 30
_LATEST = 500
"""Drafts among which the same happening is sought, so that a text of any length is read in a time that grows with it."""
_SAME = ("kind", "form", "modality", "polarity")
_TOLD_BY_TOPIC = frozenset(
    {"law", "occurrence", "undertaking", "gesture", "reading", "statement", "toast", "proposal", "figure", "document"}
)
"""Forms of which several with the same parties on one day are no rarity: what they are about tells them apart."""


def merge(text: str, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Join the drafts that tell of the same happening, in the order of the text."""
    merged: list[Draft] = []
    where: dict[int, int] = {}
    for number, draft in sorted(enumerate(drafts), key=lambda pair: (pair[1].evidence[0], pair[1].head, pair[1].rule)):
        latest = range(max(len(merged) - _LATEST, 0), len(merged))
        at = next((at for at in latest if _same(text, merged[at], draft)), len(merged))
        where[number] = at
        if at == len(merged):
            merged.append(draft)
        else:
            merged[at] = joined(merged[at], draft)
    return tuple(_pointed(at, draft, where) for at, draft in enumerate(merged))


def joined_talks(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Join the talks of a sentence with the deal that it names behind them, as what is told next may speak of both."""
    kept: list[Draft] = []
    for draft in drafts:
        at = next((at for at, one in enumerate(kept) if _same(text, *sorted((one, draft), key=_first))), None)
        if at is None or "deal-talks" not in {kept[at].rule, draft.rule}:
            kept.append(draft)
        else:
            kept[at] = joined(*sorted((kept[at], draft), key=_first))
    return kept


def _first(draft: Draft) -> Span:
    return draft.evidence[0]


def _pointed(at: int, draft: Draft, where: dict[int, int]) -> Draft:
    """Let what a draft points to be where the merged drafts stand; none points to itself."""
    part, about = (where.get(-1 if number is None else number) for number in (draft.part_of, draft.about))
    return replace(draft, part_of=None if part == at else part, about=None if about == at else about)


def _same(text: str, one: Draft, other: Draft) -> bool:
    """Tell whether two drafts tell of one happening: same kind, and nothing that they say differs."""
    if any(getattr(one, name) != getattr(other, name) for name in _SAME) and not _told_of(text, one, other):
        return False
    if not (_dates_agree(one.date, other.date) and one.attribution.by == other.attribution.by) or _apart(text, one, other):
        return False
    if one.kind == "event":
        apart = (one.rule == "meeting-reception") != (other.rule == "meeting-reception")
        return not apart and bool(one.parties) and _actors(one) == _actors(other) and None not in _actors(one)
    if one.kind != "deal":
        return one.date is not None and one.date == other.date and _actors(one) == _actors(other)
    if _told_of(text, one, other):
        return True
    if one.amount is not None and other.amount is not None:
        return amounts_agree(one.amount, other.amount) and _parties_agree(one, other) and _head(text, one, other, loose=True)
    if one.amount is not None or other.amount is not None or not _parties_agree(one, other):
        return False
    return (
        _head(text, one, other, loose=False)
        and one.topic is not None
        and other.topic is not None
        and _topic(text, one) == _topic(text, other)
    )


def _apart(text: str, one: Draft, other: Draft) -> bool:
    """Tell whether two things of one form are about different matters."""
    return one.form in _TOLD_BY_TOPIC and _topic(text, one) != _topic(text, other)


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


def amounts_agree(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts are one: the same bounds of the same unit."""
    return (one.low, one.high, one.unit) == (other.low, other.high, other.unit)


def _dates_agree(one: When | None, other: When | None) -> bool:
    """Tell whether two dates can mean one day; none agrees with every date."""
    if one is None or other is None:
        return True
    return not (one.date.surely_before(other.date) or other.date.surely_before(one.date))


def joined(one: Draft, other: Draft) -> Draft:
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
        flow=better.flow or one.flow or other.flow,
        sector=better.sector or one.sector or other.sector,
        localisation=one.localisation or other.localisation,
        part_of=one.part_of if one.part_of is not None else other.part_of,
        about=one.about if one.about is not None else other.about,
    )


def _fullest(party: Party, parties: Iterable[Party]) -> Party:
    """Give the longest of the places that name the same party, and the role that one of them gives it."""
    same = [each for each in parties if each == party or (each.actor is not None and each.actor == party.actor)]
    span = max((each.span for each in same), key=lambda each: (each.end - each.start, -each.start))
    said = next((each for each in same if each.role != "party"), party)
    return replace(said, span=span)
