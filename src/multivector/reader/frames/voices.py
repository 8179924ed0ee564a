"""Who speaks or acts for a state without naming it: an office alone, a surname after a full mention, a house, a head of a firm.

    «Министр энергетики Ассан Диалло … Диалло пояснил, что …»   Diallo stands for whoever he was said to stand for
    "The foreign ministry said"                                 a voice without a code, where no state was named with it

Only an office makes a voice: analysts and neighbours are none. What is sought lies behind in the text, at most some sentences.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Party
from multivector.reader.frames.lexicon import fold
from multivector.reader.frames.sentence import Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.frames.sentence import Sentence

VOICE = "voice"
"""How somebody is named who has an office, whose state may not be known."""
_STATES = frozenset({"name", "alias", "capital", "metonym", "demonym", "role", "people"})
_OFFICE, _BACK, _SAME = 5, 60, 20
"""Words between an office and a name; sentences back to a full mention, and to an office of the same kind."""
_STEM, _LEAST, _ENDING, _LONG, _NAME = 5, 3, 3, 7, 4
_LINKS = frozenset({"of", "for", "the", "and", "и", "по", "&", "at", "'s", "’s", "s"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "s", "'s", "’s", "mr", "ms", "mrs"})
_QUOTES = frozenset({"«", "»", '"', "“", "”"})
_NOUNS = frozenset({"NOUN", "ADJ", "PROPN", "X"})
_SETTING = ("deal", "visit", "trip", "meeting", "talks", "tie", "summit", "signing", "loan")
_AROUND, _AHEAD, _LINES, _TWO = 16, 4, 2, 2
"""Sentences before and behind within which dealings are told; lines between two that belong together."""


def voiced(text: Sequence[Sentence], at: int) -> Sentence:
    """Give a sentence with its voices among its names."""
    one = text[at]
    found = list(_titles(text, at))
    taken = {word for each in found for word in range(each.first, each.end)}
    found += [each for each in _surnames(text, at) if taken.isdisjoint(range(each.first, each.end))]
    if not found:
        return one
    taken = {word for each in found for word in range(each.first, each.end)}
    rest = [each for each in one.named if each.first == each.end or taken.isdisjoint(range(each.first, each.end))]
    return replace(one, named=tuple(sorted((*rest, *found), key=lambda each: each.first)))


def setting(text: Sequence[Sentence], at: int, back: int = _AROUND) -> bool:
    """Tell whether dealings of two states are spoken of around a sentence, at most so far back."""
    near = [text[each] for each in (*_joined(text, at, back), at)]
    for each in range(at + 1, min(at + _AHEAD, len(text))):
        if text[each].paragraph - text[each - 1].paragraph > _LINES:
            break
        near.append(text[each])
    states = {each.party.actor for one in near for each in one.named if each.party.actor is not None and each.how != "pronoun"}
    return len(states) >= _TWO and any(one.all_(*_SETTING) for one in near)


def _joined(text: Sequence[Sentence], at: int, most: int) -> Iterator[int]:
    """Give the numbers of the sentences before one, nearest first, up to where more than a blank line parts them."""
    for back in range(at - 1, max(at - most, 0) - 1, -1):
        if text[back + 1].paragraph - text[back].paragraph > _LINES:
            return
        yield back


def _titles(text: Sequence[Sentence], at: int) -> Iterator[Named]:
    """Give the offices with whoever holds them, as one name each."""
    one = text[at]
    covered = one.tokens.start
    for each in one.named:
        if each.how == "role" and each.first >= covered:
            end = _name_end(one, each.end)
            if end > each.end:
                yield replace(each, party=replace(each.party, span=one.span(each.first, end)), end=end)
                covered = end
    inside = {word for each in one.named if each.how in {"role", "person"} for word in range(each.first, each.end)}
    for title in one.all_("title"):
        if title < covered or title in inside or one.is_(title + 1, "unofficial"):
            continue
        first, end = _phrase_start(one, title, covered), _phrase_end(one, title)
        if any(word in inside for word in range(first, end)):
            end = next(word for word in range(title, end + 1) if word in inside or word == end)
            first = next((word + 1 for word in range(title, first - 1, -1) if word in inside), first)
            led = next((each for each in one.named if each.first == end == title + 1 and each.how == "role"), None)
            if led is not None and led.party.actor is not None:  # «пресс-секретарь президента Чили»
                covered = max(led.end, _name_end(one, led.end))
                yield Named(Party(led.party.actor, one.span(first, covered)), first, covered, VOICE)
                continue
        if any(one.is_(word, "unofficial") for word in range(first, end)):
            continue
        covered = max(end, title + 1)
        yield Named(Party(_whose(text, at, first, title, covered), one.span(first, covered)), first, covered, VOICE)


def _phrase_start(one: Sentence, title: int, least: int) -> int:
    """Give where the phrase of an office begins: «генеральный директор», "Transport Minister", "Vietnam's trade minister"."""
    first = title
    while first - 1 >= max(least, title - _NAME) and (
        one.part(first - 1) == "ADJ" if one.tagged is not None else one.is_(first - 1, "portfolio") or _capital(one, first - 1)
    ):
        first -= 1
    owner = next(
        (each for each in one.named if each.end in {first, first - 1} and each.how in _STATES and each.first >= least), None
    )
    if owner is not None and (owner.end == first or one.word(first - 1) in {"'s", "’s", "s", "'"}):
        first = owner.first
    return first


def _phrase_end(one: Sentence, title: int) -> int:
    """Give where it ends: behind what the office is of, and the name of its holder."""
    end = title + 1
    for word in range(title + 1, min(title + 1 + _LONG, one.tokens.stop)):
        plain = one.part(word) in _NOUNS if one.tagged is not None else one.is_(word, "portfolio", "title")
        if _capital(one, word) or (plain and not one.is_(word, "speech")):
            end = word + 1
        elif not (one.word(word) in _LINKS or one.word(word) in _QUOTES):
            break
    closing = {"«": "»", "“": "”"}
    opened = [one.word(word) for word in range(title, end) if one.word(word) in {"«", "“", "»", "”"}]
    if opened and opened[-1] in closing and one.word(end) == closing[opened[-1]]:
        end += 1
    return end


def _whose(text: Sequence[Sentence], at: int, first: int, title: int, end: int) -> str | None:
    """Give the state of an office: named with it, by the name of its holder, or by the same office before."""
    one = text[at]
    mine = [each.party.actor for each in one.named if first <= each.first < end and each.how in _STATES]
    if any(mine):
        return next(actor for actor in mine if actor)
    for word in range(end - 1, title, -1):
        if _capital(one, word):
            found, actor = _introduced(text, at, word)
            if found:
                return actor
    stem = one.word(title)[:_STEM]
    for back in (at, *_joined(text, at, _SAME)):
        roles = {
            each.party.actor
            for each in text[back].named
            if each.how == "role" and any(text[back].word(word).startswith(stem) for word in range(each.first, each.end))
            and (back < at or each.end <= first)
        }  # fmt: skip
        if roles:
            return roles.pop() if len(roles) == 1 else None
    return None


def _surnames(text: Sequence[Sentence], at: int) -> Iterator[Named]:
    """Give those who are named by a name alone and had an office where they were named in full."""
    one = text[at]
    inside = {word for each in one.named if each.how not in {"model", "pronoun"} for word in range(each.first, each.end)}
    word = one.tokens.start
    while word < one.tokens.stop:
        end = word
        while end < one.tokens.stop and end not in inside and _capital(one, end) and end - word < _NAME:
            end += 1
        if end == word:
            word += 1
            continue
        found, actor = _introduced(text, at, end - 1)
        if found:
            yield Named(Party(actor, one.span(word, end)), word, end, VOICE)
        word = end


def _introduced(text: Sequence[Sentence], at: int, word: int) -> tuple[bool, str | None]:
    """Tell whether a name was given to somebody in office before, and for which state."""
    name = text[at].word(word)
    if len(name) < _LEAST:
        return False, None
    beginning = name[:_LEAST]
    for back in _joined(text, at, _BACK):
        one = text[back]
        for place, other in enumerate(one.low, one.tokens.start):
            if other.startswith(beginning) and _same(name, other, russian=one.tagged is not None) and _capital(one, place):
                found = _office_of(one, place)
                if found is not None:
                    return True, found[0]
    return False, None


def _same(name: str, other: str, *, russian: bool) -> bool:
    if name == other:
        return True
    stem = name[: max(len(name) - _ENDING, _NAME)]
    return russian and len(name) > _NAME and other.startswith(stem) and abs(len(name) - len(other)) < _ENDING


def _office_of(one: Sentence, place: int) -> tuple[str | None] | None:
    """Give for whom somebody named stands, by the office beside the name; None where there is none."""
    for each in one.named:
        if each.how in {"role", "person"} and each.first <= place <= each.end + _NAME and all(
            _capital(one, mid) for mid in range(each.end, place)
        ):  # fmt: skip
            return (each.party.actor,)
    first = place
    while first - 1 in one.tokens and _capital(one, first - 1):
        first -= 1
    before = [mid for mid in range(max(first - _OFFICE, one.tokens.start), place) if one.is_(mid, "title")]
    if not before:
        end = place + 1
        while end in one.tokens and _capital(one, end):
            end += 1
        if one.word(end) == ",":
            before = [mid for mid in range(end + 1, min(end + 1 + _OFFICE, one.tokens.stop)) if one.is_(mid, "title")]
    if not before or any(one.is_(mid, "unofficial", "speech") for mid in range(min(before[0], place), max(before[0], place))):
        return None
    near = range(before[0] - _NAME, before[0] + _OFFICE)
    owners = [
        each.party.actor for each in one.named if each.how in _STATES and each.first in near and each.party.actor is not None
    ]
    return (owners[0] if owners else None,)


def _capital(one: Sentence, at: int) -> bool:
    if at not in one.tokens:
        return False
    word = one.cut.words[at]
    return word[:1].isupper() and fold(word) not in _ARTICLES and not one.is_(at, "no-name")


def _name_end(one: Sentence, end: int) -> int:
    """Give where the name of a holder ends that stands right behind an office."""
    last = end
    while last < min(end + _NAME, one.tokens.stop) and _capital(one, last):
        last += 1
    return last
