"""Whether what was due by a date is told not to have come about: in its sentence, or in a short one behind it («Не вышло.»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multivector.reader.frames.sentence import Sentence

_SHORT, _BARE, _NEAR = 8, 4, 4
_TERMS = frozenset({"срок", "сроки", "сроков", "deadline", "дедлайн", "date"})
_ALL_ALONG = frozenset({("до", "сих", "пор"), ("по", "сей", "день"), ("до", "настоящего", "времени")})
_POINTING = frozenset({"it", "that", "they", "this", "nothing", "neither", "none"})
_HELPERS = frozenset({"has", "have", "did", "was", "were", "is", "are", "had"})
_CONTRASTS = frozenset({"но", "однако", "а", "и", "—", "–", ";", "зато", "только", "ни"})
_BARELY = frozenset({"unfinished", "unsigned", "incomplete", "unbuilt", "undelivered", "unpaid", "unratified"})


def missed_here(one: Sentence, word: int) -> bool:
    """Tell whether a sentence itself says that what a word of duty tells of came to nothing."""
    for at in one.tokens:
        if one.is_(at, "miss") and not _TERMS.isdisjoint(one.low):
            return True
        if at > word and (undone(one, at) or (_refused(one, at) and one.clause(at) != one.clause(word))):
            return True
        if at > word and (_now_later(one, at) or _aside(one, word, at) or (one.is_(at, "miss") and _turns(one, at))):
            return True
    return went_by(one)


def _refused(one: Sentence, at: int) -> bool:
    """Tell whether another clause says from a word on that it did not happen: "…, but it has not", «…, но не начались»."""
    if one.word(at) == "не":
        return _turns(one, at) and (
            one.is_(at + 1, "managed", "sign")
            or one.feature(at + 1, "Tense") == "Past"
            or one.feature(at + 1, "Variant") == "Short"
        )
    if one.word(at) in {"but", "yet", "neither", "none", ";"}:
        near = range(at, min(at + _SHORT, one.tokens.stop))
        return any(
            one.is_(mid, "nobody")
            or one.word(mid) == "no"
            or (one.is_(mid, "not", "miss") and (one.is_(mid, "nobody") or _helped(one, mid)))
            for mid in near
        )
    return False


def _turns(one: Sentence, at: int) -> bool:
    """Tell whether a «не» stands in a clause that turns against what was told: «…, но парламент не», «…, не построил»."""
    for mid in range(at - 1, max(at - _SHORT, one.tokens.start) - 1, -1):
        if one.word(mid) in _CONTRASTS or (one.word(mid) == "," and mid == at - 1):
            return True
        if one.word(mid) == ",":
            return False
    return False


def _now_later(one: Sentence, at: int) -> bool:
    """Tell whether a later date is named now instead: «обещали к 2024 году, теперь говорят о 2028-м»."""
    if not one.is_(at, "now-said"):
        return False
    dates = [(place, when.date.latest) for place, when in one.dates if when.date.latest is not None]
    before = [latest for place, latest in dates if place < at]
    years = [int(one.word(place)[:4]) for place in range(at, one.tokens.stop) if one.word(place)[:4].isdigit()]
    later = [latest.year for place, latest in dates if place > at] + years
    return bool(before and later) and max(before).year < max(later) and max(before) <= one.day


def _aside(one: Sentence, word: int, at: int) -> bool:
    """Tell whether a date that is named aside was not kept: "The contract, due by May, has not been signed"."""
    clause = one.clause(word)
    framed = one.word(clause.start - 1) == "," and one.word(clause.stop) == ","
    near = clause.stop < at <= clause.stop + _NEAR
    still = one.word(at) == "still" or (one.word(at), one.word(at + 1)) in {("до", "сих"), ("все", "еще")}
    return framed and near and (still or (one.is_(at, "not") and (one.word(at) == "не" or _helped(one, at))))


def _helped(one: Sentence, at: int) -> bool:
    """Tell whether a "not" is that of something that did not come about, and not of a plan or a wish."""
    before = {one.word(at - 1), one.word(at - 2), one.word(at - 3)}
    return one.is_(at, "miss") or one.word(at) in {"t", "never"} or bool(before & _HELPERS)


def undone(one: Sentence, at: int) -> bool:
    """Tell whether a sentence says from a word on that something is still not done: «до сих пор не», "has yet to"."""
    first, second, third = one.word(at), one.word(at + 1), one.word(at + 2)
    if first in {"has", "have", "is"} and second in {"yet", "still"} and third in {"to", "not", "no"}:
        return True
    if first == "still" and (
        second in {"not", "unsigned", "no"} or (one.word(at - 1) in {"is", "are"} and one.is_(at + 1, "going"))
    ):
        return True
    if (first, second, third) == ("так", "и", "не") or (first, second, third) in _ALL_ALONG:
        near = range(max(at - _NEAR, one.tokens.start), min(at + 2 + _NEAR, one.tokens.stop))
        return any(one.word(mid) in {"не", "нет"} for mid in near)
    if first in {"готов", "готова", "готово", "готовы", "ready"}:
        return any(one.is_(mid, "not") for mid in range(max(at - 2, one.tokens.start), min(at + 3, one.tokens.stop)))
    if first == "нет" and one.word(at - 1) in {"все", "еще", "пока"}:
        return True
    return first in _BARELY or (one.is_(at, "slipped") and not one.is_(at - 1, "not", "if"))


def went_by(one: Sentence) -> bool:
    """Tell whether a sentence says that a deadline passed with nothing: "came and went", «срок прошёл, документа нет»."""
    for at in one.all_("term"):
        near = range(at, min(at + _SHORT * 2, one.tokens.stop))
        if any((one.word(mid), one.word(mid + 1), one.word(mid + 2)) == ("came", "and", "went") for mid in near):
            return True
        passed = next((mid for mid in near if one.is_(mid, "elapsed")), None)
        if passed is not None and any(one.is_(mid, "not", "none") for mid in range(passed, one.tokens.stop)):
            return True
    return False


def missed_there(one: Sentence) -> bool:
    """Tell whether a short sentence says that what stood before it did not come about."""
    words = [at for at in one.tokens if one.word(at)[:1].isalpha()]
    if not 0 < len(words) <= _SHORT or one.question:
        return False
    if len(words) <= _BARE and _barely(one, words):
        return True
    nobody = bool(one.all_("nobody")) and (one.tagged is None or bool(one.all_("not")))
    still = one.is_(words[0], "he", "she", "they") and any((one.word(at), one.word(at + 1)) == ("все", "еще") for at in words)
    if nobody or still or (one.is_(words[0], "now-said") and (one.dates or one.all_("month-name"))):
        return True
    for at in words:
        if one.word(at) == "не" and (one.is_(at + 1, "managed") or one.word(at + 1) in {"смогли", "смог", "сделали"}):
            return True
        if one.is_(at, "not") and any(one.is_(mid, "managed") for mid in words) and one.word(words[0]) in _POINTING:
            return True
        if undone(one, at):
            return True
        if one.is_(at, "miss") and any(one.word(mid) in _TERMS for mid in words):
            return True
    return False


def _barely(one: Sentence, words: list[int]) -> bool:
    """Tell whether a few words only say no: «Не построил.», «Денег нет.», "It has not.", "Neither did."."""
    refused = next((at for at in words[:-1] if one.word(at) == "не"), None)
    if refused is not None:
        return one.feature(refused + 1, "Tense") == "Past"
    if one.word(words[-1]) == "нет" and len(words) > 1:
        return one.feature(words[-2], "Case") == "Gen"
    return (
        one.word(words[0]) in _POINTING
        and any(one.word(at) in _HELPERS for at in words)
        and any(one.is_(at, "not") for at in words)
    )
