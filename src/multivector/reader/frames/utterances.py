"""Utterances: where what somebody said begins and ends, and which sentences go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.frames.around import whole
from multivector.reader.frames.bodies import pronoun, same_paragraph, subject_word, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Form
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.spans import Span

_FURTHER, _LEAST, _NEAR = 5, 3, 5
"""Sentences that one utterance takes at most behind its first; the least words of one; how near what opens it stands."""
_OPENS = frozenset(
    {"что", "that", ":", "«", '"', "“", "о", "об", "on", "about", "как", "за", "против", "for", "against", "чтобы", "to"}
)
_QUOTES = frozenset({"«", '"', "“", "„"})
_ENDS = frozenset({"»", "”", '"', "—", "–", "-", '",', '."'})


def finite(one: Sentence, verb: int) -> bool:
    """Tell whether a word says that somebody did it, and is no participle or adjective: "the proposed deal"."""
    if one.tagged is not None:
        return one.feature(verb, "VerbForm") in {"Fin", ""} and not one.word(verb).endswith(("ся", "сь"))
    return one.word(verb - 1) not in {"the", "a", "an", "its", "his", "her", "their", "be", "was", "were", "been", "is", "are"}


def content_of(one: Sentence, verb: int, names: Sequence[Named]) -> range:
    """Give what is said: behind the verb and who says it, or before, where the verb follows a quotation."""
    end = one.tokens.stop - (one.low[-1] in {".", "!", "…"})
    first = verb + 1
    if names and names[0].first > verb:
        first = max(each.end for each in names)
    following = next((word for word in range(first, end) if _other_speech(one, word, verb)), None)
    if following is not None:
        end = max(one.clause(following).start - 1, first)
    end = next(
        (at - 1 for at in range(first + _LEAST, end) if one.word(at) in {"это", "which"} and one.word(at - 1) in {",", "—"}), end
    )
    end = next((at for at in range(first + _LEAST, end) if one.word(at) == "," and told_behind(one, at)), end)
    before = _quotation_before(one, verb, names)
    return range(first, end) if before is None else before


def _quotation_before(one: Sentence, verb: int, names: Sequence[Named]) -> range | None:
    """Give what stands before «…, — сказал X» and '"…," X said'."""
    start = min([verb, *(each.first for each in names)])
    at = start - 1 - (one.word(start - 1) == "the")
    marks: set[str] = set()
    while at in one.tokens and not one.word(at)[:1].isalnum():
        marks.add(one.word(at))
        at -= 1
    ended = bool(marks & _ENDS) or ("," in marks and start == verb and bool(names) and names[0].first > verb)
    return range(one.tokens.start, at + 1) if ended and at > one.tokens.start else None


def _other_speech(one: Sentence, word: int, verb: int) -> bool:
    """Tell whether somebody else begins to speak: "…, while Chile said …"."""
    if word == verb or not one.is_(word, "speech", "judgement") or not finite(one, word):
        return False
    return one.word(one.clause(word).start - 1) in {"while", "а", "but", "но", ";"} and bool(subjects(one, word))


def received(one: Sentence, verb: int) -> bool:
    """Tell whether "welcomed" says that somebody was received: "welcomed the Israeli minister"."""
    return one.word(verb) in {"welcomed", "welcomes", "поприветствовал", "приветствовал"} and any(
        each.how in {"role", "person"} and 0 < each.first - verb <= _NEAR for each in one.named
    )


def introduced(one: Sentence, verb: int, content: range) -> bool:
    """Tell whether what is said is given, and not only named: by "that", a colon, a quotation, or a clause of its own."""
    if content.start < verb:
        return True
    near = [one.word(at) for at in range(verb + 1, min(verb + 2 * _NEAR, one.tokens.stop))]
    if _OPENS & set(near) or one.tagged is None:
        return True
    return any(one.relation(at) in {"ccomp", "obj", "parataxis"} and next(one.up(at), None) == verb for at in content)


def called(one: Sentence, verb: int) -> bool:
    """Tell whether "called" asks for or names something, and is no call by telephone."""
    whom = next((each for each in one.named if each.first == verb + 1), None)
    if whom is not None and one.word(whom.end) in {"a", "an", "the", "its", "his", "her"}:
        return True
    near = [one.word(at) for at in range(verb + 1, min(verb + _NEAR, one.tokens.stop))]
    return near[:1] in (["for"], ["on"], ["the"], ["it"], ["this"]) or (bool(_QUOTES & set(near)) and near[:1] != ["off"])


def reported(one: Sentence, content: range) -> bool:
    """Tell whether what is said is a deal or a journey that another kind of draft tells."""
    if any(one.is_(at, "reported") for at in content):
        return any(one.is_(at, "deal", "weak", "visit", "trip", "meeting", "meet") for at in content)
    return bool(one.amounts) and any(one.is_(at, "trade") for at in content)


def _open(one: Sentence, opened: int) -> int:
    return max(opened + sum((word in {"«", "“", "„"}) - (word in {"»", "”"}) for word in one.low), 0)


def goes_on(one: Sentence) -> bool:
    """Tell whether a sentence goes on with what was said before it: its speaker is only meant."""
    for verb in one.all_("speech", "judgement"):
        if not finite(one, verb):
            continue
        if one.tagged is not None:
            top = subject_word(one, verb)
            if top is None and verb == one.tokens.start:
                return True
            if top is not None and (pronoun(one, top) or _office(one, top)):
                return True
        elif (
            pronoun(one, verb - 1)
            or pronoun(one, verb + 1)
            or (pronoun(one, verb - 2) and one.word(verb - 1) in {"also", "then", "has"})
        ) or any(_office(one, at) and one.word(at - 1) == "the" for at in (verb - 1, verb + 2)):
            return True
    return one.low[:3] in {
        ("по", "его", "словам"),
        ("по", "ее", "словам"),
        ("according", "to", "him"),
        ("according", "to", "her"),
    }


def _office(one: Sentence, at: int) -> bool:
    """Tell whether a word is an office of whom nobody is named: «глава правительства», "the minister"."""
    return one.is_(at, "organ") and not any(at in range(each.first, each.end) for each in one.named)


def further(text: Sequence[Sentence], at: int, form: Form) -> Iterator[Span]:
    """Give the sentences behind that go on with an utterance: a quotation that is still open, «он добавил», «Назвал …»."""
    gap = form == "toast"
    opened = _open(text[at], 0)
    for each in same_paragraph(text, at, 1, _FURTHER):
        if opened > 0 or goes_on(each):
            yield whole(each)
            opened = _open(each, opened)
        elif gap:
            gap = False
        else:
            return


def told_behind(one: Sentence, at: int) -> bool:
    """Tell whether behind a comma only stands who said it: "…, its foreign ministry said"."""
    behind = range(at + 1, min(at + 2 * _NEAR, one.tokens.stop))
    return any(one.is_(word, "speech", "say") for word in behind) and not any(
        one.word(word) in {"что", "that", ","} for word in behind
    )


def told_otherwise(one: Sentence, content: range) -> bool:
    """Tell whether words are a promise, a forecast, a refused deal, a figure or a rivalry, which other kinds of draft tell."""
    later = any(place in content and when.date.latest is not None and when.date.latest > one.day for place, when in one.dates)
    if later or any(place in content for place, _ in one.amounts):
        return True
    no = any(one.is_(at, "not", "none") or one.word(at) == "nothing" for at in content)
    for at in content:
        if one.is_(at, "ahead", "binding", "sum-word", "contends") or one.feature(at, "Tense") == "Fut":
            return True
        if one.is_(at, "sign", "signing") or (no and one.is_(at, "deal", "talks", "trade", "announcement", "sold")):
            return True
    return False


def in_tongue(one: Sentence, verb: int) -> bool:
    """Tell whether only the language is told in which somebody spoke: "replied in Hindi", «ответил на хинди»."""
    return one.word(verb + 1) in {"in", "на"} and one.is_(verb + 2, "tongue")
