"""Amounts of which no other rule says what they are: in a text on dealings of states, the price of a thing built or bought.

"Then came a slaughterhouse, a $240 million affair put up by a Gulf fund."    deal, with its amount

Turnover, debts, budgets, prices by the unit, fines and losses are no deals; nor is the total of what was told before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.deals import deals
from multivector.reader.frames.modes import attribution, mode
from multivector.reader.frames.parties import as_, no_party, once
from multivector.reader.frames.voices import setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.model.parts import StageName
    from multivector.reader.drafts import Modality, Party
    from multivector.reader.frames.sentence import Named, Sentence

_BACK, _LONGEST, _NEAR = 12, 45, 8
_LEAST = 1_000_000
"""What less than this is paid for is no deal of a state."""
_DONE = frozenset({"built", "supplied", "delivered", "assembled", "installed", "upgraded"})
_ENTRY = ("ware", "loan", "deal", "part", "stake", "works")


def sums(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft the first amount of a sentence that no other deal of it holds."""
    one = text[at]
    yield from _made(text, at)
    if not one.amounts or one.question or len(one.tokens) > _LONGEST or one.all_("team"):
        return
    if any(draft.polarity == "negative" or draft.amount is not None for draft in deals(one)):
        return
    place, amount = one.amounts[0]
    if (amount.high or amount.low or 0) < _LEAST:
        return
    clause = one.clause(place)
    around = {*clause, *range(place - _NEAR, place + _NEAR)}
    if any(one.is_(mid, "no-deal-sum", "fines", "repay") and one.word(mid + 1) != "tag" for mid in around):
        return
    things = one.all_(*_ENTRY)
    held = mode(one, place, place)
    if len(one.amounts) > 1 or not things or held is None or held.polarity == "negative" or not setting(text, at, _BACK):
        return
    if any(one.is_(mid, "not", "none") for mid in clause):
        return
    thing = min(things, key=lambda word: abs(word - place))
    author = attribution(one, place)
    words = range(min(clause.start, thing), max(clause.stop, thing + 1))
    parties = _parties(one, words)
    yield Draft("deal", "purchase", "deal-sum", (one.span(words.start, words.stop),), one.span(thing, thing + 1), parties, amount,
                None, None, held.modality, "positive", author)  # fmt: skip


def _made(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft what a firm builds or supplies, where the text around says for whom: "CRRC is to supply 55 trains"."""
    one = text[at]
    verbs = [word for word in one.all_("builds", "supplying") if one.part(word) in {"VERB", ""}]
    if (
        not verbs
        or one.question
        or one.all_("team", "no-deal-sum")
        or not setting(text, at, _BACK)
        or any(True for _ in deals(one))
    ):
        return
    for verb in verbs:
        clause = one.clause(verb)
        makers = _makers(one, verb, clause)
        thing = next((mid for mid in clause if mid != verb and one.is_(mid, "ware", "works")), None)
        held = mode(one, verb, verb)
        if not makers or thing is None or held is None or held.polarity == "negative":
            continue
        ahead = held.modality == "done" and one.word(verb - 1) == "to"  # "is to supply"
        modality: Modality = "planned" if ahead else held.modality
        stage: StageName | None = "commitment" if modality == "done" else None
        yield Draft("deal", "purchase", "deal-made", (one.span(min(makers[0].first, clause.start), clause.stop),),
                    one.span(verb, verb + 1), once(as_(each.party, "supplier") for each in makers), None, None, stage,
                    modality, "positive", attribution(one, verb))  # fmt: skip
        return


def _makers(one: Sentence, verb: int, clause: range) -> list[Named]:
    """Give the firms that build or supply: before the verb, or behind the "by" of an English passive."""
    firms = [each for each in one.named if each.how == "model" and each.first in clause]
    if one.tagged is None and one.word(verb) in _DONE:
        return [each for each in firms if "by" in {one.word(each.first - 1), one.word(each.first - 2)}]
    led = one.tagged is not None or one.word(verb - 1) in {"to", "will"}
    return [each for each in firms if each.end <= verb] if led else []


def _parties(one: Sentence, words: range) -> tuple[Party, ...]:
    """Give who is named with it, but whoever is only a place."""
    return once(
        each.party for each in one.named
        if each.first in words and not (each.ground and one.is_(each.first - 1, "place")) and not no_party(one, each)
    )  # fmt: skip
