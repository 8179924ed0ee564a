"""What several kinds of draft ask of a sentence and of those beside it in its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.reader.drafts import Attribution
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.spans import Span

_BEFORE = 3
_SHORT = 5
_BACK = 5
_TAIL = 2
_PARTING = frozenset({";", ":", "(", ")", ".", "!", "?", "…"})
_POINTING = frozenset({"it", "this", "that", "they"})
_FALSE = frozenset({"wrong", "false", "untrue", "неверно", "неправда"})
_QUOTES = frozenset({'"', "“", "”", "«", "»", "„", "—", "–"})
_NO = frozenset(
    {"nonsense", "чепуха", "ерунда", "вздор", "глупости", "нет", "no", "nope", "neither", "hardly", "отнюдь", "never"}
)
_WRONG = frozenset({"так", "неверно", "неправда", "ошибка", "миф", "wrong", "false", "untrue", "true", "so", "case", "nonsense"})


def before(text: Sequence[Sentence], at: int) -> Sentence | None:
    """Give the sentence before this one in its paragraph."""
    return text[at - 1] if at and text[at - 1].paragraph == text[at].paragraph else None


def behind(text: Sequence[Sentence], at: int) -> Sentence | None:
    """Give the sentence behind this one in its paragraph."""
    return text[at + 1] if at + 1 < len(text) and text[at + 1].paragraph == text[at].paragraph else None


def spoken_of(text: Sequence[Sentence], at: int) -> Sentence | None:
    """Give the nearest sentence before this one in its paragraph, of a few, that names somebody."""
    for back in range(at - 1, max(at - 1 - _BACK, -1), -1):
        if text[back].paragraph != text[at].paragraph:
            return None
        if known(text[back]):
            return text[back]
    return None


def context(text: Sequence[Sentence], at: int) -> set[str | None]:
    """Give the codes of all who are named in a sentence and in a few before it in its paragraph."""
    back = range(at, max(at - 1 - _BACK, -1), -1)
    return actors(*(text[each] for each in back if text[each].paragraph == text[at].paragraph))


def whole(one: Sentence) -> Span:
    """Give the place of a sentence."""
    return one.span(one.tokens.start, one.tokens.stop)


def trimmed(one: Sentence, first: int, end: int) -> Span | None:
    """Give the place of some words of a sentence without marks at either end; None where nothing is left."""
    first, end = max(first, one.tokens.start), min(end, one.tokens.stop)
    while first < end and not one.word(first)[:1].isalnum():
        first += 1
    while first < end and not one.word(end - 1)[:1].isalnum():
        end -= 1
    return one.span(first, end) if first < end else None


def length(one: Sentence) -> int:
    """Count the words of a sentence, without marks."""
    return sum(word[:1].isalnum() for word in one.low)


def known(one: Sentence) -> list[Named]:
    """Give those named in a sentence that have a code: states, blocs, and who holds office there."""
    return [each for each in one.named if each.party.actor is not None]


def actors(*sentences: Sentence | None) -> set[str | None]:
    """Give the codes of all who are named."""
    return {each.party.actor for one in sentences if one is not None for each in known(one)}


def speaker(author: Attribution) -> Span | None:
    """Give where the speaker is named, who is no party by that."""
    return author.speaker.span if author.speaker is not None else None


def severed(one: Sentence, first: int, second: int) -> bool:
    """Tell whether a mark stands between two words that parts what they say; a dash joins: «соперники Чили — Перу и Оман»."""
    return any(one.word(at) in _PARTING for at in range(min(first, second) + 1, max(first, second)))


def denied(one: Sentence, at: int) -> bool:
    """Tell whether a "not" stands shortly before a word in its clause."""
    near = range(max(one.clause(at).start, at - _BEFORE), at)
    return any(one.is_(word, "not") and one.word(word + 1) not in {"только", "only"} for word in near)


def refuses(one: Sentence | None) -> bool:
    """Tell whether a sentence only says no: «Нет.», «Тоже нет.», "That is not so."."""
    if one is None or one.question:
        return False
    if tuple(word for word in one.low if word not in _QUOTES)[:2] == ("no", "."):  # taken for "number" where sentences are cut
        return True
    if length(one) > _SHORT:
        return False
    words = [word for word in one.low if word[:1].isalnum()]
    if any(word in _NO for word in words) and len(words) <= _BEFORE:
        return True
    if words and words[0] in _POINTING and one.is_(one.tokens.stop - _TAIL, "not"):  # "It was not."
        return True
    negative = any(one.is_(at, "not") for at in one.tokens) or not _FALSE.isdisjoint(words)
    return negative and not _WRONG.isdisjoint(words)
