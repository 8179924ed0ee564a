"""Withholdings: figures and texts that somebody did not publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.bodies import acts, by, others, same_paragraph, sides, subjects
from multivector.reader.frames.modes import attribution
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Form, Party
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.spans import Span

_BEFORE, _NEAR, _EARLIER, _BACK, _TWO, _FAR = 5, 9, 2, 6, 2, 25
_DEALINGS = (
    "deal",
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
_LATER = frozenset(
    {"позже", "позднее", "затем", "наконец", "впоследствии", "же", "вскоре", "later", "eventually", "finally", "since", "после"}
)


def withholdings(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    if one.question or not any(_is(one, word, *_THINGS) for word in one.tokens):
        return
    earlier = list(same_paragraph(text, at, -1, _EARLIER))
    if any(one.is_(word, "crime") for word in one.tokens) or not any(_dealing(each) for each in (one, *earlier)):
        return
    taken = -1
    for rule, first, end in sorted(_told(one), key=lambda each: each[1]):
        if first <= taken or any(
            one.is_(word, "would") or one.word(word) in {"если", "if", "would"} for word in one.clause(first)
        ):
            continue
        what = _what(one, first, end)
        parties = _who(one, first, end, earlier) or _met(text[max(at - _BACK, 0) : at])
        if what is None or not parties:
            continue
        taken = max(end, what[1])
        form: Form = "figure" if any(one.is_(word, "figure") for word in range(*what)) else "document"
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
        elif any(one.is_(at, "none") for at in range(clause.start, word)):
            yield "withheld-none", word, word + 1
    for hit in hits("withholdings", one):
        if not one.is_(hit.first - 1, "not"):
            yield hit.name, hit.first, hit.end


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
        return (*by([each for each in named if each not in for_whom], "by"), *by(for_whom, "to"))
    for before in earlier:
        named = [each for each in others(before, before.tokens, ()) if acts(before, each)]
        if named and _dealing(before):
            return by(named, "by")
    return ()


def _met(earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give the states of the nearest sentence that tells of two of them meeting or dealing, where nobody nearer is named."""
    for before in reversed(earlier):
        names = {each.party.actor: each for each in before.named if acts(before, each)}
        if len(names) >= _TWO and before.all_("deal", "trip", "visit", "meeting", "talks", "sign"):
            return by(names.values(), "by")
    return ()


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
