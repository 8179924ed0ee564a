"""What is expected by a date, and dates that passed without it, also where only the next short sentence says so («Не вышло.»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.modes import attribution, mode
from multivector.reader.frames.overdue import missed_here, missed_there, went_by
from multivector.reader.frames.parties import once, within
from multivector.reader.frames.schedules import due, turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.calendar.records import When
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.spans import Span

_AHEAD = frozenset({"before", "by", "until"})
_NEAR = 12
_BEINGS = frozenset({"was", "were", "had", "been", "be", "is", "are", "has", "have", "был", "была", "было", "были"})
_EXTRA = frozenset({"вы", "to", "срок"})


def expectations(one: Sentence, following: Sentence | None) -> Iterator[Draft]:
    """Draft what a sentence expects by or at a date, as missed where it or the sentence behind it says so."""
    if one.question:
        return
    after = following is not None and missed_there(following) and not _of_others(one, following)
    found = _duty(one, late=after)
    drafted = list(_slipped(one) if found is None else _owed(one, found, following if after else None))
    drafted += _signings(one)
    yield from drafted or due(one)


def _owed(one: Sentence, found: tuple[int, int, When], following: Sentence | None) -> Iterator[Draft]:
    """Draft what is owed by a date, or was not done by it.

    Args:
        one: The sentence.
        found: The word of duty, the last word of the date, and the date.
        following: The sentence behind it, where that says that it came to nothing.
    """
    word, at, when = found
    own = missed_here(one, word)
    missed = own or following is not None
    if missed:
        when = turned(one, at, when, past=True)
        if when.relation in _AHEAD and when.latest is not None and when.latest > one.day:
            missed = own = False  # it has not passed yet
    author = attribution(one, word)
    held = mode(one, word, word)
    if held is None or (held.polarity == "negative" and not own):
        return
    clause = one.clause(word)
    begin, end = clause.start, one.tokens.stop if own else max(at + 1, clause.stop)
    evidence: tuple[Span, ...] = (one.span(begin, end),)
    parties = within(one, word, word, author) or once(
        each.party for each in one.named if each.first in range(begin, end) and each.party != author.speaker
    )
    if missed:
        parties = parties or once(each.party for each in one.named if each.party != author.speaker)
        if not own and following is not None:
            evidence = (*evidence, following.span(following.tokens.start, following.tokens.stop))
        past = when if when.latest is not None and when.latest <= one.day else None
        yield Draft("missed", "deadline", "missed-deadline", evidence, one.span(word, word + 1), parties, None, past, None,
                    "denied", "negative", author)  # fmt: skip
    elif parties and (when.relation in _AHEAD or one.is_(word, "term")) and not _past(one, word) and not _gone(one, when):
        yield Draft("expectation", "deadline", "expected-by", evidence, one.span(word, word + 1), parties, None, when, None,
                    "planned", "positive", author)  # fmt: skip


def _of_others(one: Sentence, following: Sentence) -> bool:
    """Tell whether a sentence speaks of somebody whom the one before does not name, so that it says nothing of that."""
    own = {each.party.actor for each in one.named}
    return any(each.party.actor not in own for each in following.named if each.party.actor is not None)


def _duty(one: Sentence, *, late: bool) -> tuple[int, int, When] | None:
    """Give a word of duty or plan with the date that limits it, if the sentence has both in this order or nearly so.

    Args:
        one: The sentence.
        late: Whether the sentence behind it says that it came to nothing, so that any date limits it that has passed.
    """
    words = [at for at in one.all_("must", "past-must", "miss", "term") if one.word(at) not in _BEINGS | _EXTRA]
    words += [at for at in one.tokens if one.word(at) in _BEINGS and _to_be(one, at)]
    for at, when in one.dates:
        before = [word for word in sorted(words) if abs(at - word) <= _NEAR * 2 and not one.apart(word, at)]
        past = when.date.latest is not None and when.date.latest < one.day
        if before and (
            when.relation in _AHEAD
            or late
            or (past and any(at in one.clause(word) and missed_here(one, word) for word in before))
            or any(one.is_(word, "miss") for word in words)
            or (not past and any(one.is_(word, "term") for word in before) and one.all_("expires"))
        ):
            return before[0], at, when
    return None


def _to_be(one: Sentence, at: int) -> bool:
    """Tell whether a form of "be" or "have" says what is due: "was to have delivered", "have until"."""
    return one.word(at + 1) in {"to", "until"} and (one.word(at) in {"was", "were"} or one.word(at + 1) == "until")


def _slipped(one: Sentence) -> Iterator[Draft]:
    """Draft what was promised and has slipped, where no date says by when: "the contract, promised for spring, has slipped"."""
    if went_by(one) and one.named:
        at = one.all_("term")[0]
        parties = once(each.party for each in one.named)
        yield Draft("missed", "deadline", "missed-deadline", (one.span(one.tokens.start, one.tokens.stop),), one.span(at, at + 1),
                    parties, None, None, None, "denied", "negative", attribution(one, at))  # fmt: skip
        return
    for verb in one.all_("slipped"):
        thing = (
            None
            if one.is_(verb - 1, "not", "if")
            else next(
                (
                    at
                    for at in range(verb - 1, max(verb - _NEAR * 2, one.tokens.start) - 1, -1)
                    if one.is_(at, "deal", "signing", "loan", "works")
                ),
                None,
            )
        )
        late = bool(one.dates) or any(one.is_(at, "must", "due") and one.word(at) not in _BEINGS | _EXTRA for at in one.tokens)
        held = mode(one, verb, verb)
        if (
            thing is None
            or not late
            or held is None
            or (held.modality in {"planned", "possible"} and held.polarity == "positive")
        ):
            continue
        author = attribution(one, verb)
        parties = once(each.party for each in one.named if each.party != author.speaker)
        if parties:
            yield Draft("missed", "deadline", "missed-deadline", (one.span(one.tokens.start, one.phrase_end(verb)),),
                        one.span(verb, verb + 1), parties, None, None, None, "denied", "negative", author)  # fmt: skip
            return


def _past(one: Sentence, word: int) -> bool:
    """Tell whether the duty itself is told as past, so that it is not known whether it still holds."""
    if one.word(word + 1) in {"был", "была", "было", "были"}:
        return True
    return one.is_(word, "past-must") and one.word(word) not in {"expected", "scheduled"} and one.feature(word, "Tense") == "Past"


def _gone(one: Sentence, when: When) -> bool:
    """Tell whether a date has passed, so that nothing is expected by it any more."""
    return when.date.latest is not None and when.date.latest < one.day


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
