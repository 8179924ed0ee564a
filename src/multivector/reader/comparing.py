"""Two records of what is said, a draft's and an entry's -> why they may be the same, and on what they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.model.money import CURRENCIES
from multivector.reader.held import significant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from multivector.model.dates import Date
    from multivector.model.money import Amount
    from multivector.reader.held import Held

Figure: TypeAlias = "tuple[Decimal, Decimal, str]"
"""Ends in whole units, and the currency."""
Reason: TypeAlias = Literal[
    "parties", "firm", "amount", "figure", "date", "word", "name", "words", "sector", "about", "near", "recent"
]
"""Why an entry may be meant: the same parties; the same company or body; an equal amount; one of at least two digits; dates
that meet within a month or so; one word, the whole name or two words, or three words in common; the sector; what it is about
or part of; days that lie no more than a week apart; an entry of the weeks before the text, where the text gives no
date."""
WEEK, SPELL = timedelta(days=7), timedelta(days=45)
"""How far apart days may lie to be near, and how long a date may be to say when."""
_TWO, _THREE = 2, 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which a draft and an entry contradict each other, and what each says."""

    field: str
    draft: str
    entry: str


def figure_of(amount: Amount) -> Figure | None:
    """Give the figure of an amount of money; None where there is none."""
    if amount.low is None or amount.high is None or amount.unit not in CURRENCIES:
        return None
    return amount.low.normalize(), amount.high.normalize(), amount.unit


def go_together(draft: Held, entry: Held) -> bool:
    """Tell whether the parties of one are among those of the other, as far as both say."""
    if not draft.parties or not entry.parties:
        return True
    if not draft.others:
        return draft.parties <= entry.parties
    return bool(draft.others & entry.others) and (draft.others <= entry.others or entry.others <= draft.others)


def reasons(draft: Held, entry: Held) -> Iterator[Reason]:
    """Give what speaks for it that both are the same."""
    if draft.parties and entry.parties and (draft.others or not entry.others):
        yield "parties"
    if draft.firms & entry.firms:
        yield "firm"
    equal = {figure_of(amount) for amount in draft.amounts} & {figure_of(amount) for amount in entry.amounts} - {None}
    if equal:
        yield "amount"
        if any(significant(amount) for amount in draft.amounts):
            yield "figure"
    when = [*entry.dates, *(on for _, on in entry.stages if on is not None)]
    gaps = [_gap(mine, its) for mine in draft.dates for its in when]
    if any(gap == timedelta(0) for gap in gaps):
        yield "date"
    elif any(gap is not None and gap <= WEEK for gap in gaps):
        yield "near"
    if draft.told and any(each.latest and timedelta(0) <= draft.told - each.latest <= SPELL for each in entry.dates):
        yield "recent"
    yield from _alike(draft, entry)
    if draft.sector and draft.sector == entry.sector:
        yield "sector"
    if draft.about & entry.about:
        yield "about"


def _alike(draft: Held, entry: Held) -> Iterator[Reason]:
    """Compare words language by language, so that a name in three languages does not count thrice."""
    said = frozenset[str]().union(*draft.words)
    shared = max((len(said & words) for words in entry.words), default=0)
    if shared:
        yield "word"
    if shared >= _TWO or any(name <= said for name in entry.names):
        yield "name"
    if shared >= _THREE:
        yield "words"


def _gap(mine: Date, its: Date) -> timedelta | None:
    """Give how far two dates lie apart; None where one is too long, or open, to say that they are the same."""
    ends = mine.earliest, mine.latest, its.earliest, its.latest
    if any(end is None for end in ends):
        return None
    first, last, begin, end = (each for each in ends if each is not None)
    if last - first > SPELL or end - begin > SPELL:
        return None
    return max(begin - last, first - end, timedelta(0))


def differences(draft: Held, entry: Held) -> Iterator[Difference]:
    """Give the fields on which they contradict each other."""
    theirs = [amount for amount in entry.amounts if amount.low is not None]
    for amount in draft.amounts:
        same_unit = [each for each in theirs if each.unit == amount.unit]
        if same_unit and not any(_overlap(amount, each) for each in same_unit):
            yield Difference("amount", str(amount), ", ".join(dict.fromkeys(map(str, same_unit))))
    field = {"event": "when", "expectation": "due", "signal": "on", "message": "on", "withholding": "since"}.get(entry.kind)
    if field and draft.dates and entry.dates and not any(_meet(mine, its) for mine in draft.dates for its in entry.dates):
        yield Difference(field, str(draft.dates[0]), ", ".join(dict.fromkeys(map(str, entry.dates))))
    if draft.pays and entry.pays and draft.pays != entry.pays:
        yield Difference("pays", draft.pays, entry.pays)
    if draft.binds and entry.binds and draft.binds != entry.binds:
        yield Difference("modality", draft.binds, entry.binds)
    for stage, on in draft.stages:
        then = [(name, when) for name, when in entry.stages if on is not None and when is not None]
        there = [name for name, when in then if str(on) == str(when)]
        reached = [when for name, when in then if name == stage and when is not None]
        if there and stage not in there:
            yield Difference("stage", f"{stage} on {on}", ", ".join(f"{name} on {on}" for name in there))
        elif on is not None and reached and not any(_meet(on, when) for when in reached):
            yield Difference("stage", f"{stage} on {on}", ", ".join(f"{stage} on {when}" for when in reached))
    if draft.denied and entry.kind != "capacity":
        yield Difference("does", "denies", "asserts")


def _meet(mine: Date, its: Date) -> bool:
    return not (mine.surely_before(its) or its.surely_before(mine))


def _overlap(mine: Amount, its: Amount) -> bool:
    low, high = _reach(mine)
    begin, end = _reach(its)
    return (high is None or begin is None or begin <= high) and (end is None or low is None or low <= end)


def _reach(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """Give how far an amount may reach: a hedge to one side leaves that side open."""
    low = None if amount.hedge in {"up to", "under", "nearly"} else amount.low
    return low, None if amount.hedge in {"over", "at least"} else amount.high
