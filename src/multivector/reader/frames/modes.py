"""Whether a sentence says that a thing was done, is planned, may be, or is denied; and whose word that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.reader.drafts import AUTHOR, Attribution

if TYPE_CHECKING:
    from multivector.reader.drafts import Modality, Polarity
    from multivector.reader.frames.sentence import Named, Sentence

_BEFORE, _NOUN_BEFORE, _NEAR = 3, 4, 8
_LINKS = frozenset({"что", "that", "о", "об"})
_FAILURES = frozenset(
    {("ruled", "out"), ("rules", "out"), ("fell", "through"), ("fallen", "through"), ("broke", "down"), ("then", "dropped"),
     ("quietly", "dropped"), ("been", "dropped"), ("was", "shelved"), ("been", "shelved")}
)  # fmt: skip
_IS_NOT = frozenset({"будет", "было", "состоится", "состоялось", "состоялся", "состоялась", "планируется", "ожидается"})
_INFINITIVES = frozenset(
    {
        "supply",
        "deliver",
        "ship",
        "build",
        "lend",
        "land",
        "sign",
        "visit",
        "meet",
        "hold",
        "buy",
        "sell",
        "travel",
        "conclude",
        "invest",
        "acquire",
        "ratify",
        "fly",
    }
)


@dataclass(frozen=True, slots=True)
class Mode:
    """How firm it is that something happened."""

    modality: Modality
    polarity: Polarity = "positive"


_DENIED = Mode("denied", "negative")


def mode(one: Sentence, verb: int | None, noun: int) -> Mode | None:
    """Give the mode of a thing told by a verb and a noun; None where the words only imagine it.

    Args:
        one: The sentence.
        verb: The word that says what is done with the thing, if there is one.
        noun: The word that names the thing.
    """
    core = noun if verb is None else verb
    clause = one.clause(core)
    scope = [at for at in (*clause, *one.clause(noun)) if at in one.tokens]
    outer = _outer(one, clause)
    if any(one.is_(at, "would") for at in (*scope, *outer)) or _would_have(one, scope):
        return None
    later = next((at for at in scope if one.is_(at, "postponed")), None)
    if later is not None:  # to a date that is named, or for good
        return Mode("planned") if any(at > later and at - later <= _NEAR for at, _ in one.dates) else _DENIED
    if any(one.is_(at, "deny") for at in (*scope, *outer)) or _negated(one, core, noun, clause, outer):
        planned = any(one.is_(at, "plan") and not one.is_(at, "not") for at in clause if at < core and one.word(at) != "to")
        return Mode("planned", "negative") if planned and not _failed(one, scope) else _DENIED
    if verb is not None and one.is_(verb, "signing") and not _took_place(one, verb) and not _planned(one, core, [*scope, *outer]):
        return Mode("possible")
    doubts = {at for at in (*scope, *outer) if one.is_(at, "possible") and not _month(one, at)}
    if doubts:
        reported = (
            doubts == {core - 1} and one.word(core - 1) == "would" and any(one.is_(at, "say") for at in clause if at < core)
        )
        return Mode("planned" if reported else "possible")
    if _planned(one, core, [*scope, *outer]) and not (one.tagged is None and core == noun + 1 and one.is_(core, "sign")):
        return Mode("planned")  # but not "will build it under the contract signed in …"
    return Mode("done")


def _month(one: Sentence, at: int) -> bool:
    """Tell whether "May" is the month."""
    return one.cut.words[at] == "May" and at > one.tokens.start


def _outer(one: Sentence, clause: range) -> range:
    """Give the clause on which this one depends: «ожидается, что …», "officials denied that …"."""
    at = clause.start - 1
    if at not in one.tokens or one.word(at) not in _LINKS | {"когда", "when"}:
        return range(0)
    at -= 1 + (one.word(at - 1) == ",")
    if one.word(at) in {"однако", "впрочем", "however"} and one.word(at - 1) == ",":
        at -= 2
    return one.clause(at) if at in one.tokens and not one.stop(at) else range(0)


def _would_have(one: Sentence, scope: list[int]) -> bool:
    return any(one.word(at) == "would" and one.word(at + 1) == "have" for at in scope)


def _negated(one: Sentence, core: int, noun: int, clause: range, outer: range) -> bool:
    """Tell whether a "not" stands before the verb, a "no" before the noun, or the thing failed."""
    nouns = one.clause(noun)
    before = range(max(core - _BEFORE, clause.start), core)
    if any(
        one.is_(at, "not") and one.word(at + 1) not in {"только", "only", "просто", "just", "исключают", "исключает"}
        for at in before
    ):
        return True
    if any(one.is_(at, "none") for at in range(max(noun - _NOUN_BEFORE, nouns.start), noun)):
        return True
    if any(one.word(at) == "yet" and one.word(at + 1) == "to" for at in clause):
        return True
    if core == noun and any(one.is_(at, "none") for at in clause if at > noun and at - noun < _BEFORE):
        return True
    if any(one.is_(at, "not") and one.is_(at + 1, "be", "sign", "going", "holding") for at in clause):
        return True
    if any(one.word(at) == "не" and one.word(at + 1) in _IS_NOT for at in clause):
        return True
    return _failed(one, [*clause, *nouns]) or any(one.is_(at, "not") and one.is_(at + 1, "plan", "say") for at in outer)


def _took_place(one: Sentence, noun: int) -> bool:
    """Tell whether a signing is told of as having been: «состоялось подписание», "after the signing"."""
    clause = one.clause(noun)
    if any(one.is_(at, "term") for at in range(max(noun - _BEFORE, clause.start), noun)):
        return False  # «срок подписания прошёл»
    ends = any(one.word(at).startswith(("заверши", "увенча")) and not one.is_(at, "future") for at in clause)
    held = any(one.is_(at, "holding") or one.word(at) in {"при", "follows", "followed"} for at in clause)
    return ends or held or one.word(clause.start - 1) in {"после", "after"}


def _failed(one: Sentence, scope: list[int]) -> bool:
    return any(
        (
            one.is_(at, "fail")
            and not (one.word(at) == "off" and one.cut.words[at + 1 : at + 2] and one.cut.words[at + 1][:1].isupper())
        )
        or (one.word(at) == "не" and one.is_(at + 1, "managed"))
        or (one.word(at), one.word(at + 1)) in _FAILURES
        for at in scope
    )


def _planned(one: Sentence, core: int, scope: list[int]) -> bool:
    """Tell whether the verb looks ahead, by its form or by a word that governs it."""
    if one.is_(core, "future") or one.feature(core, "Tense") == "Fut":
        return True
    above = next(one.up(core), core)
    carried = one.relation(core) in {"nsubj", "nsubj:pass"} or one.feature(core, "VerbForm") == "Inf"
    if carried and one.feature(above, "Tense") == "Fut":
        return True  # «визит станет третьим», «предпочтёт продать»
    for at in scope:
        if at == core or not one.is_(at, "plan", "future"):
            continue
        if one.tagged is None and any(one.word(mid) == "and" for mid in range(core, at)):
            continue  # of what is told next: "visited Oman and agreed to …"
        if one.word(at) == "to" and not (at + 1 == core and one.word(core) in _INFINITIVES):
            continue
        if one.word(at) == "set" and one.word(at + 1) != "to":
            continue
        return True
    return False


def attribution(one: Sentence, at: int) -> Attribution:
    """Give whose word the clause around a token is."""
    inner = one.clause(at)
    for word in one.all_("say", "according", "many", "deny"):
        if one.tagged is None and word >= inner.stop and _says_more(one, word):
            continue
        if one.is_(word, "deny"):
            return _said(one, word, next((each for each in reversed(one.named) if each.end <= word), None))
        if one.is_(word, "many") and _hearsay(one, word, inner):
            return Attribution("many", span=one.span(word, word + 1))
        if one.is_(word, "according") and (one.word(word - 1) in {"по", "according"} or one.word(word) == "according"):
            near_by = range(word + 1, min(word + _BEFORE + 1, one.phrase_end(word)))
            speaker = next((each for each in one.named if each.first in near_by), None)
            if any(one.is_(at_, "many") for at_ in range(word + 1, word + _BEFORE)):
                return Attribution("many", span=one.span(word, word + 1))
            return _said(one, word, speaker)
        if one.is_(word, "say") and (word not in inner or word < at) and not one.is_(word, "sign"):
            near = [each for each in one.named if each.end <= word and word - each.end < _BEFORE]
            after = [each for each in one.named if each.first > word and each.first - word <= _BEFORE]
            speaker = near[-1] if near else after[0] if after and one.word(word + 1) not in _LINKS | {","} else None
            if speaker is not None or word not in inner:
                return _said(one, word, speaker)
    return AUTHOR


def _says_more(one: Sentence, word: int) -> bool:
    """Tell whether a word of saying behind a clause goes on to say something else: "…, and analysts say the talks failed"."""
    if one.is_(word, "according"):
        return False
    verb = next((at for at in range(word, min(word + _BEFORE, one.tokens.stop)) if one.is_(at, "say", "deny")), None)
    if verb is None:
        return True
    named = any(each.first == verb + 1 for each in one.named)
    return not (verb + 1 >= one.tokens.stop or one.word(verb + 1) in {".", ",", "on", "in", '"', "»", "”"} or named)


def _hearsay(one: Sentence, word: int, inner: range) -> bool:
    """Tell whether a word gives the clause as what is said: «якобы», «многие …, что»."""
    if one.word(word) in {"reportedly", "allegedly", "якобы", "говорят"}:
        return True
    if word in inner and not one.is_(word + 1, "say"):
        return False
    return any(one.is_(at, "say") for at in range(word + 1, min(word + _NEAR, one.tokens.stop)))


def _said(one: Sentence, word: int, speaker: Named | None) -> Attribution:
    return Attribution("speaker", None if speaker is None else speaker.party, one.span(word, word + 1))
