"""Withholdings: figures and texts that somebody did not publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.around import trimmed
from multivector.reader.frames.bodies import acts, by, others, same_paragraph, sides, subjects
from multivector.reader.frames.modes import attribution
from multivector.reader.frames.parties import as_, once
from multivector.reader.frames.voices import setting, voiced
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Form, Party
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.spans import Span

_BEFORE, _NEAR, _EARLIER, _BACK, _TWO, _FAR, _NEXT = 5, 9, 2, 6, 2, 25, 4
_DEALINGS = (
    "deal",
    "agree",
    "weak",
    "trade",
    "loan",
    "part",
    "talks",
    "stake",
    "supplies",
    "investing-noun",
    "buying-noun",
    "supplying-noun",
)
_GOODS = tuple(
    f"sector-{name}"
    for name in ("defence-industry", "rail", "aviation", "gas", "oil", "nuclear-power", "uranium", "vehicles", "electricity")
)
_THINGS = ("figure", "paper", "undisclosed")
_FOR = frozenset({"для", "for", "от", "from"})
_NOBODY = frozenset({"nobody", "никто", "no-one"})
_OWN = frozenset({"to", "meeting", "service", "services", "police", "weapon", "ballot"})
_LATER = frozenset(
    {"позже", "позднее", "затем", "наконец", "впоследствии", "же", "вскоре", "later", "eventually", "finally", "since", "после"}
)


def withholdings(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    if not one.all_("crime"):
        yield from _unanswered(text, at) if one.question else _said(text, at)


def _said(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft what a sentence says of figures and texts that are kept back."""
    one = text[at]
    told = sorted(_told(one), key=lambda each: each[1])
    if not told:
        return
    earlier = list(same_paragraph(text, at, -1, _EARLIER))
    staged, dealing = setting(text, at), any(_dealing(each) for each in (one, *earlier))
    if not (dealing or (staged and (one.named or one.all_("title", "the-sides", "supplies", *_GOODS)))):
        return
    taken, before = -1, {""}
    for rule, first, end in told:
        if first <= taken or _imagined(one, first):
            continue
        silent = rule == "withheld-comment" or (rule == "withheld-bare" and bool(one.all_("supplies")))
        if silent and not dealing:
            continue
        what = _what(one, first, end) or ((first, max(one.clause(end - 1).stop, end)) if silent else None)
        parties = _who(voiced(text, at) if silent else one, first, end, earlier) or _met(text[max(at - _BACK, 0) : at])
        parties = parties or (_nearest(text[max(at - _BACK, 0) : at + 1]) if staged else ())
        form: Form = "figure" if any(_is(one, word, "figure") for word in range(*(what or (0, 0)))) else "document"
        if what is None or not parties or form in before:
            continue
        taken = max(end, what[1])
        before.add(form)
        begin = min(one.clause(first).start, what[0])
        stop = max(one.clause(end - 1).stop, what[1])
        after = _published(one, stop, next(same_paragraph(text, at, 1, 1), None))
        evidence: tuple[Span, ...] = (one.span(begin, one.tokens.stop if after is one else stop),)
        if after is not None and after is not one:
            evidence = (*evidence, after.span(after.tokens.start, after.tokens.stop))
        yield Draft(
            "withholding", form, rule, evidence, one.span(first, end), parties, topic=one.span(*what),
            date=next((when for place, when in one.dates if begin <= place < stop), None),
            modality="done" if after is None else "denied", polarity="positive" if after is None else "negative",
            attribution=attribution(one, first),
        )  # fmt: skip


def _unanswered(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft a sum that is asked for in vain: "How much does Oman pay? Neither side says."."""
    one, reply = text[at], next(same_paragraph(text, at, 1, 1), None)
    first = next((word for word in one.tokens if _is(one, word, "figure") and one.word(word) in {"much", "сколько"}), None)
    if first is None or reply is None or reply.amounts or reply.question or not (one.all_("pays") and setting(text, at)):
        return
    if not any(hit.name in {"withheld-answer", "withheld-comment"} for hit in hits("withholdings", reply)):
        return
    parties = by([each for each in one.named if acts(one, each)], "by") or _nearest(text[max(at - _BACK, 0) : at + 1])
    if parties:
        evidence = (one.span(one.tokens.start, one.tokens.stop), reply.span(reply.tokens.start, reply.tokens.stop))
        yield Draft("withholding", "figure", "withheld-answer", evidence, one.span(first, first + 1), parties,
                    topic=trimmed(one, first, one.tokens.stop), attribution=attribution(one, first))  # fmt: skip


def _imagined(one: Sentence, first: int) -> bool:
    """Tell whether it is only imagined: «если», «не назвал бы», "would not have"; who "would not say" did not say."""
    clause = one.clause(first)
    if any(one.is_(at, "would") or one.word(at) in {"если", "if"} for at in clause):
        return True
    would = [at for at in clause if one.word(at) == "would"]
    return any(one.word(mid) in {"have", "be"} for at in would for mid in range(at + 1, at + _NEXT))


def _is(one: Sentence, at: int, *names: str) -> bool:
    """Tell whether a word is one of a thing that may be withheld: also "how much"."""
    return one.is_(at, *names) or ("figure" in names and one.word(at) == "much" and one.word(at - 1) == "how")


def _dealing(one: Sentence) -> bool:
    return bool(one.amounts) or any(one.places.get(name) for name in (*_DEALINGS, *_GOODS))


def _told(one: Sentence) -> Iterator[tuple[str, int, int]]:
    """Give the words that say that something is not told: the rule, and from where to where."""
    for word in one.all_("disclose"):
        clause = one.clause(word)
        before = range(max(clause.start, word - _BEFORE), word)
        if one.word(word) in {"give", "given", "name", "put", "provide", "provided", "gave"} and not any(
            one.is_(at, "figure") for at in clause
        ):
            continue
        yet = any(one.word(at) == "yet" and one.word(at + 1) == "to" for at in before)
        if yet or any(one.is_(at, "not") and one.word(at + 1) not in {"только", "only", "просто"} for at in before):
            yield "withheld-not", next((at for at in before if one.is_(at, "not")), word), word + 1
        elif any(one.is_(at, "none") or one.word(at) in _NOBODY for at in range(clause.start, word)):
            yield "withheld-none", word, word + 1
    for word in one.all_("hidden"):
        if _kept(one, word):
            yield "withheld-secret", word, word + 1
    for hit in hits("withholdings", one):
        if hit.name != "withheld-answer" and not one.is_(hit.first - 1, "not"):
            yield hit.name, hit.first, hit.end


def _kept(one: Sentence, word: int) -> bool:
    """Tell whether a word says of a figure or text before it that it is hidden, and not of what stands behind it."""
    if one.part(word + 1) == "NOUN" or one.is_(word + 1, "paper", "talks", "meeting") or one.word(word + 1) in _OWN:
        return False
    before = [at for at in one.clause(word) if at < word]
    things = ("figure", "paper") if one.tagged is not None else ("figure",)
    named = any(_is(one, at, *things) and one.feature(at, "Case") in {"Nom", ""} for at in before)
    return named and not any(one.is_(at, "not") for at in before)


def _what(one: Sentence, first: int, end: int) -> tuple[int, int] | None:
    """Give what is withheld: figures before texts, those in the same clause before those behind."""
    clause = one.clause(first)
    near = [*range(first, min(end + _NEAR, one.tokens.stop)), *range(clause.start, first)]
    own = any(_is(one, at, *_THINGS) for at in near)
    if not own:  # «цену, по которой …, стороны не называют»
        near = list(range(max(first - _FAR, one.tokens.start), first))
    for name in _THINGS:
        for at in near:
            if _is(one, at, name) and not one.apart(first, at):
                stop = at + 1
                while stop < one.tokens.stop and not one.stop(stop) and not _verbal(one, stop) and not first <= stop < end:
                    stop += 1
                return at, stop
    return None


def _verbal(one: Sentence, at: int) -> bool:
    return one.is_(at, "not", "disclose") or one.part(at) in {"VERB", "AUX"} or one.word(at) in {
        "пока", "так", "до", "also", "was", "were", "is", "are", "has", "have", "had", "will", "remain", "remains", "remained",
    }  # fmt: skip


def _who(one: Sentence, first: int, end: int, earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give who withholds it: the subject, else those who are named with the thing, else those of the sentence before."""
    for at in range(first, end):
        mine = by(subjects(one, at), "by")
        if mine:
            return mine
        both = sides(one, at)
        if both is not None:
            return (both,)
    named = [each for each in one.named if acts(one, each)]
    for_whom = [each for each in named if one.word(each.first - 1) in _FOR]
    if named:
        return once((*by([each for each in named if each not in for_whom], "by"), *by(for_whom, "to")))
    for before in earlier:
        named = [each for each in others(before, before.tokens, ()) if acts(before, each)]
        if named and _dealing(before):
            return once(by(named, "by"))
    return ()


def _met(earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give the states of the nearest sentence that tells of two of them meeting or dealing, where nobody nearer is named."""
    for before in reversed(earlier):
        names = {each.party.actor: each for each in before.named if acts(before, each)}
        if len(names) >= _TWO and before.all_("deal", "trip", "visit", "meeting", "talks", "sign"):
            return by(names.values(), "by")
    return ()


def _nearest(sentences: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give whose paper it is by an adjective, else the states of the nearest sentence that names any."""
    own = tuple(as_(each.party, "about") for each in sentences[-1].named if each.party.actor is not None)
    if own:
        return own
    named = ([each for each in before.named if acts(before, each)] for before in reversed(sentences[:-1]))
    return by(next(filter(None, named), ()), "by")


def _published(one: Sentence, stop: int, following: Sentence | None) -> Sentence | None:
    """Give the sentence that says that it was published after all, if there is one."""
    places = [(one, stop)] if following is None else [(one, stop), (following, following.tokens.start)]
    for each, first in places:
        if _LATER.isdisjoint(each.low):
            continue
        for word in each.all_("disclose"):
            clause = each.clause(word)
            late = any(each.word(at) in _LATER for at in clause)
            if word >= first and late and not any(each.is_(at, "not") for at in clause):
                return each
    return None
