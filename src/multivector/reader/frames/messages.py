"""Messages: what a state, its leader or its organ says to others, proposes, or drinks to.

    «Президент Перу заявил, что Чили нарушает договор.»   statement: speaker Peru, about Chile
    "Kenya offered to host the talks with Sudan."         proposal: by Kenya

A speaker must be a body of a state, and what is said must have to do with other states. One draft stands for an utterance however
many sentences it takes; what another kind of draft tells as a deal or a journey, by the word of a speaker, is not told again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft, Party
from multivector.reader.frames.around import denied, length, trimmed, whole
from multivector.reader.frames.around import known as around_known
from multivector.reader.frames.bodies import acts, by, others, own, policy, same_paragraph, sides, subject_word, subjects
from multivector.reader.frames.parties import once
from multivector.reader.frames.utterances import (
    called,
    content_of,
    finite,
    further,
    goes_on,
    in_tongue,
    introduced,
    received,
    reported,
    told_otherwise,
)
from multivector.reader.frames.voices import setting, voiced
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Form, Modality, Role
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.spans import Span

_FURTHER, _EARLIER, _LEAST, _NEAR, _TWO = 5, 4, 3, 5, 2
_QUOTES = frozenset({"«", '"', "“", "„"})
_MARKS = frozenset({"«", "»", '"', "“", "”", "„"})
_WINDOW = 18
"""Sentences before and behind that are looked at."""
_MOST = 8
"""Words of saying that are looked at in a sentence; one with more is no prose."""
_KINDS = {"offer": "offer", "judged": "judgement", "said": "speech", "informed": "informs"}
_CALLS = frozenset({"called", "calls"})
_TOASTS = frozenset({"toast", "proposal-came", "statement-speech"})


def messages(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, with the sentences behind it that go on with the same utterance."""
    one = text[at]
    found = [hit for hit in hits("signals", one) if hit.name in _TOASTS]
    verbs = one.all_("speech", "judgement", "offer", "informs")
    alone = one.low[0] in _QUOTES and not verbs
    if (not found and not verbs and not alone) or one.all_("team"):
        return
    if alone:
        yield from _bare(text, at)
        return
    first = max(at - _WINDOW, 0)
    near = [*text[first:at], voiced(text, at), *text[at + 1 : at + _WINDOW]]
    if goes_on(near[at - first]):
        back = range(max(at - _FURTHER, first), at)
        near[back.start - first : at - first] = [voiced(text, each) for each in back]
        if _carried_on(near, at - first):
            return
    yield from _opened(near, at - first)


def _bare(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft a quotation that nobody is said to say, as in an interview: its speaker stands in the sentence before."""
    one, previous = text[at], next(iter(same_paragraph(text, at, -1, 1)), None)
    content = one.tokens
    if previous is None or previous.low[-1] in _QUOTES or one.question or told_otherwise(one, content):
        return
    if length(one) < 2 * _LEAST or not (around_known(one) or policy(one, content)) or not setting(text, at):
        return
    before = voiced(text, at - 1)
    holders = [each for each in before.named if each.how in {"role", "person", "voice", "pronoun"} and acts(before, each)]
    person = next((word for word in before.tokens if before.is_(word, "he", "she")), None)
    parties = by(holders[-1:], "speaker")
    if not parties and person is not None:
        parties = (Party(None, before.span(person, person + 1), "speaker"),)
    if parties:
        about = others(one, content, parties)
        yield replace(
            _draft(text, at, "message-bare", "statement", content.start, parties, about, content),
            evidence=tuple(_whole_quotation(text, at)),
        )


def _whole_quotation(text: Sequence[Sentence], at: int) -> Iterator[Span]:
    """Give the sentences of a quotation, up to the one in which it ends."""
    for one in (text[at], *same_paragraph(text, at, 1, _FURTHER)):
        yield whole(one)
        if sum(word in _MARKS for word in one.low) != (one is text[at]):
            return


def _opened(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft the utterances that begin in a sentence, one for one speaker."""
    one = text[at]
    found = [hit for hit in hits("signals", one) if hit.name in _TOASTS]
    verbs = one.all_("speech", "judgement", "offer", "informs")
    if one.question and not any(word in _QUOTES for word in one.low):
        return
    spoken: set[str | None] = set()
    for hit in found:
        for draft in _come(text, at, hit.name, hit.first, hit.end):
            if not spoken:
                spoken |= {party.actor for party in draft.parties if party.role in {"speaker", "by"}}
                yield draft
    for verb in verbs[:_MOST]:
        for draft in _said(text, at, verb):
            who = {party.actor for party in draft.parties if party.role in {"speaker", "by"}}
            if not who & spoken:
                spoken |= who
                yield draft


def _carried_on(text: Sequence[Sentence], at: int) -> bool:
    """Tell whether a sentence only goes on with an utterance that a sentence before opened."""
    if not goes_on(text[at]):
        return False
    gap = False
    for number, each in enumerate(same_paragraph(text, at, -1, _FURTHER), 1):
        opened = next(_opened(text, at - number), None)
        if opened is not None:
            return not gap or opened.form == "toast"
        if gap and not goes_on(each):
            return False
        gap = gap or not goes_on(each)
    return False


def _said(text: Sequence[Sentence], at: int, verb: int) -> Iterator[Draft]:
    """Draft what a verb of saying, judging or proposing tells."""
    one = text[at]
    if not _asserted(one, verb):
        return
    offer = one.is_(verb, "offer")
    names, both = subjects(one, verb), sides(one, verb)
    if not names and both is None and offer:
        both = _firm(text, at, verb)
    if not names and both is None:
        return
    role: Role = "by" if offer else "speaker"
    parties = by(names, role) if names else (replace(both, role=role),) if both is not None else ()
    content = content_of(one, verb, names)
    if len(content) < _LEAST - one.is_(verb, "judgement") or (
        one.is_(verb, "speech", "informs") and not introduced(one, verb, content)
    ):
        return
    if (
        (one.word(verb) in _CALLS and not called(one, verb))
        or received(one, verb)
        or in_tongue(one, verb)
        or (not offer and reported(one, content))
    ):
        return
    about = others(one, content, parties)
    if one.is_(verb, "informs") and not (about and policy(one, content)):
        return
    kind = next(kind for kind, of in _KINDS.items() if one.is_(verb, of))
    rule = f"message-{kind}" if about else f"message-{kind}-topic"
    coded = not names or any(each.party.actor is not None for each in names)
    firm = offer and not names and both is not None
    if firm and not about:
        return
    if not firm and (not coded or not policy(one, content, _needed(one, names, about))):
        if not _heard(text, at, verb, names, content):
            return
        rule = "message-quoted"
    form: Form = "proposal" if offer else "toast" if _at_table(text, at) else "statement"
    yield _draft(text, at, rule, form, verb, parties, about, content)


def _asserted(one: Sentence, verb: int) -> bool:
    """Tell whether a verb says that something was said, rather than that it was not, or might be."""
    if denied(one, verb) or one.word(verb + 1) in {"nothing", "ничего"} or not finite(one, verb):
        return False
    return not any(one.is_(word, "would", "possible") for word in range(one.clause(verb).start, verb))


def _firm(text: Sequence[Sentence], at: int, verb: int) -> Party | None:
    """Give who is named without a code and offers a thing to a state, where dealings of states are told around it."""
    one = text[at]
    top = subject_word(one, verb) if one.tagged is not None else None
    last = verb - 1 - (one.word(verb - 1) in {"has", "had", "also", "once", "later", "then"})
    run = [
        each
        for each in one.named
        if each.how == "model" and (each.end == last + 1 if top is None else each.first <= top < each.end)
    ]
    if not setting(text, at):
        return None
    if run:
        return run[-1].party
    if top is not None and one.cut.words[top][:1].isupper() and one.part(top) == "PROPN":
        return Party(None, one.span(top, top + 1))
    if one.tagged is None and last > one.tokens.start and one.cut.words[last][:1].isupper():
        return Party(None, one.span(last, last + 1))
    return None


def _heard(text: Sequence[Sentence], at: int, verb: int, names: Sequence[Named], content: range) -> bool:
    """Tell whether an utterance counts by where it stands: a quotation, or an answer, where dealings are told around it."""
    one = text[at]
    spoken = any(one.word(word) in _MARKS for word in range(content.start - 1, content.stop + 1))
    if not names or not (spoken or (one.is_(verb, "answer") and any(each.party.actor is not None for each in names))):
        return False
    words = sum(one.word(word)[:1].isalpha() for word in content)
    if any(one.word(word).startswith(("котор", "which", "whom")) for word in one.clause(verb)):
        return False
    least = _TWO if one.is_(verb, "judgement") else _LEAST + 1
    return words >= least and not told_otherwise(one, content) and setting(text, at)


def _needed(one: Sentence, names: Sequence[Named], about: Sequence[Named]) -> int:
    """Give how many words on dealings among states an utterance needs to be one between them."""
    if not names or about:
        return 0 if names else _TWO
    if len({each.party.actor for each in names}) >= _TWO:
        return 0
    return 1 if any(one.is_(at, "diplomat") for each in names for at in range(each.first, each.end)) else _TWO


def _come(text: Sequence[Sentence], at: int, name: str, first: int, end: int) -> Iterator[Draft]:
    """Draft a toast, the point of a speech, or that somebody came with a proposal."""
    one = text[at]
    if denied(one, first) or any(one.is_(word, "would") for word in one.clause(first)):
        return
    if name == "proposal-came":
        names = subjects(one, first)
        if names:
            parties = by(names, "by")
            yield _draft(
                text, at, name, "proposal", first, parties, others(one, one.tokens, parties), range(first, one.tokens.stop)
            )
        return
    names = subjects(one, first) or _holder(one, end)
    if name == "toast":
        parties = by(names[:1], "speaker") or _toasting(text, at, first)
        if parties:
            yield _draft(
                text,
                at,
                "message-toast",
                "toast",
                first,
                parties,
                others(one, one.tokens, parties),
                range(first, one.tokens.stop),
            )
        return
    colon = next(
        (word for word in range(end, min(end + _NEAR, one.tokens.stop)) if one.word(word) in {":", "—", "was", "is"}), None
    )
    earlier = list(same_paragraph(text, at, -1, _EARLIER))
    meant = tuple(each for each in one.named if first <= each.first < end)
    whose = next((one.span(word, word + 1) for word in range(first, end) if own(one.word(word))), None)
    parties = (
        by((names or meant)[:1], "speaker")
        or _last_speaker(earlier)
        or ((Party(None, whose, "speaker"),) if whose is not None else ())
    )
    if colon is not None and parties:
        content = range(colon + 1, one.tokens.stop)
        form: Form = "toast" if _at_table(text, at) else "statement"
        yield _draft(text, at, name, form, first, parties, others(one, content, parties), content)


def _toasting(text: Sequence[Sentence], at: int, first: int) -> tuple[Party, ...]:
    """Give «хозяин», "he" or "the host" who raises a glass where dealings of states are spoken of."""
    one = text[at]
    near = [word for word in one.clause(first) if word < first and one.is_(word, "he", "she", "host")]
    named = [each for each in one.named if each.end <= first and each.how in {"role", "voice", "person", "model"}]
    if not setting(text, at) or not (near or named) or one.all_("unofficial"):
        return ()
    span = one.span(near[-1], near[-1] + 1) if near else named[-1].party.span
    return (Party(named[-1].party.actor if not near else None, span, "speaker"),)


def _draft(
    text: Sequence[Sentence], at: int, rule: str, form: Form, verb: int, parties: tuple[Party, ...], about: Sequence[Named],
    content: range,
) -> Draft:  # fmt: skip
    one = text[at]
    begin = min(one.clause(verb).start, content.start)
    end = max(content.stop, one.clause(verb).stop if content.start < verb else verb + 1)
    start = one.span(one.tokens.start, one.tokens.start + 1).start
    said = one.span(begin, end)
    said = replace(said, start=min([said.start, *(each.span.start for each in parties if each.span.start >= start)]))
    evidence = (said, *further(text, at, form))
    ahead = one.feature(verb, "Tense") == "Fut" or one.is_(verb, "future") or any(
        one.word(word) == "will" for word in range(one.clause(verb).start, verb)
    )  # fmt: skip
    modality: Modality = "planned" if ahead else "done"
    spoken_of = [
        replace(each.party, role="to" if _addressed(one, each, verb) else "about")
        for each in about
        if acts(one, each, owner=True) or each.how == "demonym"
    ]
    return Draft(
        "message", form, rule, evidence, one.span(verb, verb + 1), once((*parties, *spoken_of)), modality=modality,
        date=next((when for place, when in one.dates if place in one.clause(verb)), None),
        topic=trimmed(one, content.start, content.stop),
    )  # fmt: skip


def _addressed(one: Sentence, each: Named, verb: int) -> bool:
    """Tell whether a name stands for whom something is said to: "told Japan", «призвал Иран», «предложил Индии»."""
    if one.tagged is not None:
        at = next((at for at in range(each.first, each.end) if next(one.up(at), None) == verb), None)
        return at is not None and one.relation(at) in {"iobj", "obj", "obl"} and one.feature(at, "Case") in {"Dat", "Acc"}
    return 0 < each.first - verb <= 1 + (one.word(verb + 1) in {"the", "to", "on"})


def _holder(one: Sentence, end: int) -> tuple[Named, ...]:
    """Give whose toast or speech it is: «тост Токаева», "a toast by the king of Spain"."""
    near = [each for each in one.named if end <= each.first <= end + 1 + (one.word(end) in {"by", "of"})]
    return tuple(each for each in near[:1] if acts(one, each))


def _last_speaker(earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    for before in earlier:
        for verb in before.all_("speech", "judgement"):
            names = subjects(before, verb)
            if names:
                return by(names[:1], "speaker")
        for hit in hits("signals", before):
            if hit.name == "toast" and (names := _holder(before, hit.end)):
                return by(names, "speaker")
    return ()


def _at_table(text: Sequence[Sentence], at: int) -> bool:
    """Tell whether a toast is spoken of here or shortly before."""
    return any(hit.name == "toast" for each in (text[at], *same_paragraph(text, at, -1, 2)) for hit in hits("signals", each))
