"""Which amount and which date of a sentence belong to a word: the nearest without another such word between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.frames.schedules import turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.model.money import Amount
    from multivector.reader.calendar.records import When
    from multivector.reader.drafts import Draft
    from multivector.reader.frames.modes import Mode
    from multivector.reader.frames.sentence import Sentence

_VERBS = ("sign", "visit", "meet", "say", "trade", "holding")
_JOINED, _LED = 5, 4
_MADE = frozenset({"in", "of", "worth"})
_LOOSE = frozenset({"for", "and", "with", "to", "on", "from", "by", "under", "or", "the", "a", "an", "as", "its"})
_RIVALS = ("deal", "talks", "trade")


def amount_at(one: Sentence, at: int) -> Amount | None:
    """Give the amount behind a word, else the only one before it; None where another deal stands between."""
    attached = [pair for pair in one.amounts if at - _LED <= pair[0] < at and _attached(one, pair[0], at)]
    if attached:
        return attached[-1][1]
    after = [pair for pair in one.amounts if pair[0] > at and not _between(one, at, pair[0])]
    if len(after) > 1 and any(
        one.word(mid) in {"и", "and"} for mid in range(after[0][0] + 1, min(after[0][0] + _JOINED, after[1][0]))
    ):
        return None  # one for each of several
    if after:
        return after[0][1]
    before = [pair for pair in one.amounts if pair[0] < at and not _between(one, pair[0], at)]
    if not before or len(one.amounts) > 1 or any(one.is_(mid, "partitive") for mid in range(before[-1][0] + 1, at)):
        return None  # "the package of $8bn includes a contract": that of the whole
    return before[-1][1]


def _attached(one: Sentence, low: int, high: int) -> bool:
    """Tell whether an amount stands by a noun behind it: "a $2bn gas contract", "$5bn in agreements"."""
    words = [one.word(mid) for mid in range(low + 1, high)]
    made = bool(words) and words[0] in _MADE
    return one.tagged is None and (made or all(word.isalpha() and word not in _LOOSE for word in words))


def _between(one: Sentence, low: int, high: int) -> bool:
    between = range(low + 1, high)
    return any(one.is_(mid, *_RIVALS) for mid in between) or one.apart(low, high) or one.resumes(between)


def date_at(one: Sentence, at: int, held: Mode) -> When | None:
    """Give the nearest date of a word's clause, else the only one of the sentence; what was done was not done later on."""
    found = _date(one, at, held)
    return turned(one, found[0], found[1], past=False) if found is not None and held.modality == "planned" else found and found[1]


def _date(one: Sentence, at: int, held: Mode) -> tuple[int, When] | None:
    clause = one.clause(at)
    dates = [pair for pair in one.dates if held.modality != "done" or not _ahead(one, pair[1])]
    inside = [pair for pair in dates if pair[0] in clause]
    if inside:
        return min(inside, key=lambda pair: (abs(pair[0] - at), pair[0]))
    if one.word(clause.start - 1) in {"когда", "when"}:
        outer = [pair for pair in dates if pair[0] < clause.start and not one.apart(pair[0], at)]
        return outer[-1] if outer else None
    return dates[0] if len(dates) == 1 and not one.apart(dates[0][0], at) and not _told(one, dates[0][0]) else None


def _told(one: Sentence, at: int) -> bool:
    """Tell whether something else is told in the clause of a date."""
    return any(one.part(mid) == "VERB" or one.is_(mid, *_VERBS) for mid in one.clause(at))


def _ahead(one: Sentence, when: When) -> bool:
    """Tell whether a date lies behind the day of the text."""
    return when.date.earliest is not None and when.date.earliest > one.day


def unshared(one: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave each amount to the one draft whose head is nearest, so that no money is told twice."""
    kept = list(drafts)
    for value in {pair[1] for pair in one.amounts}:
        places = [one.cut.ends[at] for at, other in one.amounts if other == value]
        holders = [at for at, draft in enumerate(kept) if draft.amount == value]
        holders.sort(key=lambda at: min(abs(kept[at].head.end - place) for place in places))
        for at in holders[len(places) :]:
            kept[at] = replace(kept[at], amount=None)
    return kept
