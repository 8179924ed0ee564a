"""What belongs together among the deals of a text: parts and their whole, a deal told again, and what speaks of one.

A part is tied to its whole where the text says so («включая», "of which", «из подписанных соглашений …»), or where verbless
sentences list behind a package what was bought. A deal named again without anything of its own («этот контракт», "the deal")
joins the one deal before it that fits; where two fit, it stays by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from multivector.reader.frames.lexicon import classes, fold
from multivector.reader.frames.merge import amounts_agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.reader.drafts import Draft
    from multivector.reader.frames.sentence import Sentence

_BEFORE, _STEM, _SHORT = 6, 5, 6
_RECENT = 3
"""Sentences within which a deal may be told again."""
_OUT_OF = frozenset({"из", "of"})
_WITHIN = frozenset({"рамках", "part", "under"})
_LISTED = 4
"""Words at the head of a sentence that say that it lists parts: «Среди них», "These include"."""
_SPEAKING = frozenset({"withholding", "expectation", "missed"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A deal that was told: its number among the drafts, and the number and the paragraph of its sentence."""

    number: int
    sentence: int
    paragraph: int


def tied(one: Sentence, mine: Sequence[Draft], first: int, package: tuple[int, Draft] | None) -> list[Draft]:
    """Tie the deals of a sentence to their whole: one of their own sentence, or the package that was told before.

    Args:
        one: The sentence.
        mine: Its deals, in the order in which they are drafted.
        first: The number of the first of them among the drafts of the text.
        package: The package told before in this paragraph, if there is one, with its number.
    """
    whole = next(((first + at, draft) for at, draft in enumerate(mine) if draft.many and draft.modality != "denied"), None)
    given: list[Draft] = []
    for at, draft in enumerate(mine):
        if whole is not None and first + at != whole[0] and _partial(one, whole[1], draft):
            given.append(_part(draft, whole))
        elif whole is None and package is not None and (draft.rule == "deal-part" or _lists(one)):
            given.append(_part(draft, package))
        else:
            given.append(draft)
    return given


def _part(draft: Draft, whole: tuple[int, Draft]) -> Draft:
    """Make a deal a part; but none that is larger than the whole."""
    mine, its = draft.amount, whole[1].amount
    larger = mine is not None and its is not None and mine.unit == its.unit and None not in {mine.low, its.high}
    if larger and mine is not None and its is not None and mine.low is not None and its.high is not None and mine.low > its.high:
        return draft
    return replace(draft, part_of=whole[0])


def _partial(one: Sentence, whole: Draft, part: Draft) -> bool:
    """Tell whether a sentence says that one of its deals is a part of another."""
    starts = one.cut.starts
    heads = [at for at in one.tokens if starts[at] in {whole.head.start, part.head.start}]
    if len(heads) < 2:  # noqa: PLR2004 - both
        return False
    low, high = heads
    if starts[low] == whole.head.start:
        includes = any(one.is_(at, "partitive") for at in range(low + 1, high))
        return includes or any(one.word(at) in _OUT_OF for at in range(max(low - _BEFORE, one.tokens.start), low))
    return any(one.word(at) in _WITHIN for at in range(low + 1, high))


def _lists(one: Sentence) -> bool:
    """Tell whether the first words of a sentence say that it names parts of what stood before."""
    return any(one.is_(at, "partitive") for at in list(one.tokens)[:_LISTED])


def retold(one: Sentence, draft: Draft, told: Sequence[Draft], heard: Sequence[Heard], at: int) -> tuple[int, Draft] | None:
    """Give the number of the deal that a draft tells again, and what both say; None where it is a deal of its own."""
    noun = next((token for token in one.tokens if one.cut.starts[token] == draft.head.start), None)
    if noun is None or draft.kind not in {"deal", "expectation"} or draft.form not in {"agreement", "signing"}:
        return None
    if not _points(one, noun) or one.word(noun + 1) in {"о", "об", "on"} or draft.rule == "deal-talks":
        return None
    near = [each for each in heard if at - each.sentence <= _RECENT and one.paragraph - each.paragraph <= _RECENT]
    here = [each.number for each in near if each.paragraph == one.paragraph and _fits(one, told[each.number], draft)]
    fitting = here or [each.number for each in near if _fits(one, told[each.number], draft)]
    if len(fitting) != 1:
        return None
    before = told[fitting[0]]
    return None if _contradicts(before, draft) else (fitting[0], _both(before, draft))


def _points(one: Sentence, noun: int) -> bool:
    """Tell whether a noun stands for a thing that was named: «этот контракт», "the deal", or first in its sentence."""
    first = next((token for token in one.tokens if one.word(token)[:1].isalpha()), noun)
    if noun == first:
        return one.tagged is not None and one.feature(noun, "Case") in {"Nom", ""}
    return any(one.is_(token, "this") for token in range(max(noun - 2, one.tokens.start), noun))


def _fits(one: Sentence, before: Draft, draft: Draft) -> bool:
    """Tell whether two drafts may tell of one deal: the same kind of paper, and nothing that differs."""
    text = one.cut.text
    mine, its = fold(draft.head.of(text)), fold(before.head.of(text))
    general = "any-deal" in classes(mine) or before.rule in {"deal-talks", "deal-trade", "deal-agreed"}
    same = mine[:_STEM] == its[:_STEM] or general
    actors, others = ({party.actor for party in each.parties} for each in (draft, before))
    if not same or draft.many != before.many or not actors <= others | {None}:
        return False
    return draft.amount is None or before.amount is None or amounts_agree(draft.amount, before.amount)


def _contradicts(before: Draft, draft: Draft) -> bool:
    """Tell whether one says done and the other not."""
    if before.polarity != draft.polarity:
        return draft.polarity == "positive" or before.stage in {"commitment", "framework"}
    return False


def _both(before: Draft, draft: Draft) -> Draft:
    """Give what was told of a deal with what is told of it now: its status is the later one, unless it is only not yet done."""
    whole = replace(
        before,
        evidence=tuple(dict.fromkeys(chain(before.evidence, draft.evidence))),
        amount=before.amount or draft.amount,
        date=before.date or (draft.date if draft.modality == "done" else None),
    )
    if draft.polarity == "negative":
        return replace(whole, modality="possible" if before.modality == "done" else before.modality, polarity="positive")
    if draft.rule == "deal-signed" and draft.modality == "done":
        rule = draft.rule if before.rule == "deal-talks" else before.rule
        return replace(whole, rule=rule, modality="done", stage=draft.stage)
    return whole


def going_on(one: Sentence) -> bool:
    """Tell whether a short sentence only says that talks go on: «Переговоры продолжаются.» or "The talks continue"."""
    words = [at for at in one.tokens if one.word(at)[:1].isalpha()]
    return len(words) <= _SHORT and bool(one.all_("talks")) and bool(one.all_("going")) and not one.question and not one.named


def about(one: Sentence, draft: Draft, heard: Sequence[Heard], at: int) -> Draft:
    """Say of which deal a draft speaks: the last one of its sentence or paragraph, where its words are those of a deal."""
    if draft.kind not in _SPEAKING or draft.about is not None or draft.rule == "expected-deal":
        return draft
    near = [each.number for each in heard if each.paragraph == one.paragraph and each.sentence <= at]
    if not near or not any(one.is_(token, "terms", "deal", "talks", "signing") for token in one.tokens):
        return draft
    return replace(draft, about=near[-1])
