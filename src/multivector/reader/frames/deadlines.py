"""What is expected by a date, and dates that passed without it, also where only the next short sentence says so («Не вышло.»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.modes import attribution, mode
from multivector.reader.frames.parties import once, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.calendar.records import When
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.spans import Span

_AHEAD = frozenset({"before", "by", "until"})
_SHORT = 8
_NEAR = 12
_BEINGS = frozenset({"was", "were", "had", "been", "be", "is", "are", "has", "have"})
_EXTRA = frozenset({"вы", "to", "срок"})


def expectations(one: Sentence, following: Sentence | None) -> Iterator[Draft]:
    """Draft what a sentence expects by or at a date, as missed where it or the sentence behind it says so."""
    if one.question:
        return
    found = _duty(one)
    if found is not None:
        word, at, when = found
        own, after = _missed_here(one, word), following is not None and _missed_there(following)
        author = attribution(one, word)
        held = mode(one, word, word)
        if held is None or (held.polarity == "negative" and not own):
            return
        clause = one.clause(word)
        begin = clause.start
        end = max(at + 1, clause.stop)
        evidence: tuple[Span, ...] = (one.span(begin, end),)
        parties = within(one, word, word, author) or once(
            each.party for each in one.named if each.first in range(begin, end) and each.party != author.speaker
        )
        if own or after:
            if after and not own and following is not None:
                evidence = (*evidence, following.span(following.tokens.start, following.tokens.stop))
            past = when if when.latest is not None and when.latest <= one.day else None
            yield Draft("missed", "deadline", "missed-deadline", evidence, one.span(word, word + 1), parties, None, past, None,
                        "denied", "negative", author)  # fmt: skip
        elif parties and when.relation in _AHEAD and not _past(one, word):
            yield Draft("expectation", "deadline", "expected-by", evidence, one.span(word, word + 1), parties, None, when, None,
                        "planned", "positive", author)  # fmt: skip
    yield from _signings(one)


def _duty(one: Sentence) -> tuple[int, int, When] | None:
    """Give a word of duty or plan with the date that limits it, if the sentence has both in this order or nearly so."""
    words = [at for at in one.all_("must", "past-must", "miss") if one.word(at) not in _BEINGS | _EXTRA]
    for at, when in one.dates:
        if when.relation not in _AHEAD and not any(one.is_(word, "miss") for word in words):
            continue
        before = [word for word in words if abs(at - word) <= _NEAR * 2 and not one.apart(word, at)]
        if before:
            return before[0], at, when
    return None


def _missed_here(one: Sentence, word: int) -> bool:
    """Tell whether the sentence itself says that it came to nothing."""
    for at in one.tokens:
        if one.is_(at, "miss") and any(one.word(mid) in {"срок", "сроки", "сроков", "deadline", "дедлайн"} for mid in one.tokens):
            return True
        if at > word and one.word(at) == "не" and one.is_(at + 1, "managed", "sign") and one.clause(at) != one.clause(word):
            return True
        if (
            at > word
            and one.word(at) in {"but", "yet"}
            and any(one.is_(mid, "not", "miss") for mid in range(at, min(at + _SHORT, one.tokens.stop)))
        ):
            return True
    return False


def _missed_there(one: Sentence) -> bool:
    """Tell whether a short sentence says that what stood before it did not come about."""
    words = [at for at in one.tokens if one.word(at)[:1].isalpha()]
    if not 0 < len(words) <= _SHORT or one.question:
        return False
    for at in words:
        if one.word(at) == "не" and (one.is_(at + 1, "managed") or one.word(at + 1) in {"смогли", "смог", "сделали"}):
            return True
        if (
            one.is_(at, "not")
            and any(one.is_(mid, "managed") for mid in words)
            and one.word(words[0]) in {"it", "that", "they", "this", "nothing"}
        ):
            return True
        if one.is_(at, "miss") and any(one.word(mid) in {"срок", "сроки", "deadline", "date"} for mid in words):
            return True
    return False


def _past(one: Sentence, word: int) -> bool:
    """Tell whether the duty itself is told as past, so that it is not known whether it still holds."""
    if one.word(word + 1) in {"был", "была", "было", "были"}:
        return True
    return one.is_(word, "past-must") and one.word(word) not in {"expected", "scheduled"} and one.feature(word, "Tense") == "Past"


def _signings(one: Sentence) -> Iterator[Draft]:
    """Draft a signing that is expected at a date: «подписание произойдёт в декабре», "the signing is due in May"."""
    for noun in one.all_("signing"):
        clause = one.clause(noun)
        dated = [(at, when) for at, when in one.dates if at in clause]
        held = mode(one, noun, noun)
        if not dated or held is None or held.modality != "planned":
            continue
        at, when = dated[0]
        outer = clause.start - 1
        while outer > one.tokens.start and one.word(outer) in {"что", "that", ","}:
            outer -= 1
        begin = one.clause(outer).start if outer < clause.start - 1 and outer in one.tokens else clause.start
        author = attribution(one, noun)
        yield Draft("expectation", "signing", "expected-signing", (one.span(begin, max(at + 1, clause.stop)),),
                    one.span(noun, noun + 1), within(one, noun, noun, author), None, when, None, "planned",
                    held.polarity, author)  # fmt: skip
