"""Commitments: what somebody is bound to do, not to do or may do, and when.

    «Индия и Перу обязались не размещать ракеты у границы.»   commitment-pledge, must-not: by India and Peru
    "The pact obliges Greece to assist Cyprus if attacked."   commitment-clause, must: by Greece, trigger "if attacked"

What somebody ought to do in the view of a speaker is no commitment: a duty or a right needs a paper in which it stands, in its
sentence or shortly before it in the same paragraph.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft, Party
from multivector.reader.frames.around import denied, trimmed
from multivector.reader.frames.bodies import acts, by, others, policy, same_paragraph, sides, subject_word, subjects
from multivector.reader.frames.modes import attribution
from multivector.reader.frames.papers import binds, of_paper, on_paper, paper_before, paper_says
from multivector.reader.frames.parties import once
from multivector.reader.frames.utterances import told_behind
from multivector.reader.frames.voices import setting
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Binding
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.frames.wording import Hit
    from multivector.reader.spans import Span

_EARLIER, _NEAR, _AFTER, _TWO = 3, 4, 12, 2
_STRONG = ("обязыва", "запре", "гарант", "oblig", "prohibit", "forb", "guarant", "bind", "commit", "bar", "ban", "requir")
_GIVEN: dict[str, tuple[str, Binding]] = {
    "pledge-noun": ("commitment-given", "must"),
    "commitment-granted": ("commitment-granted", "may"),
    "pledge-sides": ("commitment-given", "must"),
    "pledge-return": ("commitment-given", "must"),
    "pledge-offer": ("commitment-offered", "must"),
    "barred-from": ("commitment-barred", "must-not"),
}
_BINDING = frozenset({"commitment-pledge", "commitment-given"})
_WILL = frozenset({"будут", "будет", "will"})
_PROMISES = ("обеща", "пообещ", "promis", "vow")
_REFRAINS = ("refrain", "воздерж", "воздержат", "abstain", "cease", "прекрат")
_TURNS = frozenset({"that", "что", ":", ",", "to"})
_MATTERS = frozenset({"policy", "tie", "goods", "deal", "supplies", "figure", "works", "loan", "undertaken"})
_PARTY = frozenset({"сторона", "сторон", "стороне", "страна", "side", "party", "country", "government", "state"})
_RELATIVES = frozenset({"которые", "который", "которая", "which", "who", "где", "where"})


def commitments(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    if one.question or (not one.all_("pledge", "duty", "binds", "uphold", "permits") and not hits("commitments", one)):
        return
    earlier = list(same_paragraph(text, at, -1, _EARLIER))
    staged = setting(text, at)
    taken: list[range] = []
    for draft, scope in _all(one, earlier, staged=staged):
        if not any(scope.start < other.stop and other.start < scope.stop for other in taken):
            taken.append(scope)
            yield draft


def _all(one: Sentence, earlier: Sequence[Sentence], *, staged: bool) -> Iterator[tuple[Draft, range]]:
    """Give them with the words that each takes up, those of the surest rules first."""
    found = hits("commitments", one)
    for verb in one.all_("pledge"):
        rule = "commitment-promise" if one.word(verb).startswith(_PROMISES) else "commitment-pledge"
        yield from _made(one, verb, verb + 1, rule, "must", _bound(one, verb, ()) or _firm(one, verb), earlier, staged=staged)
    for hit in found:
        if hit.name in _GIVEN:
            rule, binding = _GIVEN[hit.name]
            verb = hit.end - 1 if hit.name == "pledge-return" else hit.first
            yield from _made(one, verb, hit.end, rule, binding, _giver(one, hit, earlier), earlier, staged=staged)
    for verb in one.all_("binds"):
        yield from _clause(one, verb, earlier)
    for verb in one.all_("uphold"):
        yield from _upheld(one, verb, earlier)
    conditional = staged and any(hit.name == "trigger-words" for hit in found) and not one.all_("say")
    if conditional or on_paper(one, earlier):
        yield from _stated(one, found, earlier, staged=conditional)


def _giver(one: Sentence, hit: Hit, earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give who binds himself by a phrase: the subject, or who is named within it."""
    if hit.name == "pledge-sides":
        return of_paper(earlier) or _sides_in(one, range(hit.first, hit.end))
    if hit.name == "pledge-return":
        return by([each for each in one.named if hit.first <= each.first < hit.end and acts(one, each)][:1], "by")
    return _bound(one, hit.first, ()) or _firm(one, hit.first)


def _stated(one: Sentence, found: Sequence[Hit], earlier: Sequence[Sentence], *, staged: bool) -> Iterator[tuple[Draft, range]]:
    """Draft rights and duties that stand in a paper, or on a condition."""
    for hit in found:
        if hit.name == "right" and not denied(one, hit.first):
            bound = _bound(one, hit.first, earlier)
            yield from _made(one, hit.first, hit.end, "commitment-right", "may", bound, earlier, staged=staged)
    for verb in one.all_("duty"):
        if one.word(verb) in _WILL and not paper_says(one, verb):
            continue
        if one.word(verb) not in {"вправе", "required", "bound", "obliged"} or one.word(verb + 1) in {"to", "by"}:
            bound = _bound(one, verb, earlier)
            yield from _made(one, verb, verb + 1, "commitment-must", "must", bound, earlier, staged=staged)


def _made(
    one: Sentence, first: int, end: int, rule: str, binding: Binding, parties: tuple[Party, ...], earlier: Sequence[Sentence],
    *, staged: bool,
) -> Iterator[tuple[Draft, range]]:  # fmt: skip
    """Draft what a verb binds its subject to, if it has to do with other states, of which the text may speak around it."""
    clause = one.clause(first)
    before = range(clause.start, first)
    impersonal = (
        one.word(first) == "должно"
        and denied(one, first)
        and not any(acts(one, each) for each in one.named if each.first in clause)
    )
    if not (parties or impersonal) or any(one.is_(at, "would", "possible") for at in before):
        return
    stop = _stop(one, end)
    content = range(first + 1 if rule in {"commitment-given", "commitment-granted"} else end, stop)
    others_ = others(one, content, parties)
    stated = rule in {"commitment-must", "commitment-right"} and bool(one.all_("papers"))
    far = (
        bool(others_) or stated or any(one.is_(at, "mutual") for at in content) or (len({each.actor for each in parties}) >= _TWO)
    )
    homely = any(one.is_(at, "homely") for at in content)
    far = far or (staged and (rule != "commitment-promise" or _matter(one, content)))
    far = far or (rule in _BINDING and _before_others(parties, earlier))
    homely = homely and not (staged and rule in _BINDING)
    if any(one.is_(at, "disclose") for at in content) and any(one.is_(at, "figure", "paper") for at in content):
        return  # a withholding
    if (
        not content
        or not (far or policy(one, content) or _lonely_sides(parties))
        or (homely and not any(_recipient(one, each.first) for each in others_))
    ):
        return
    author = attribution(one, first)
    if rule == "commitment-must" and author.by != "author" and not one.all_("papers"):
        return
    refused = denied(one, first) and rule not in {"commitment-must", "commitment-right"}
    if binding == "must" and (
        _not_to(one, end)
        or any(one.is_(at, "not") or one.word(at).startswith(_REFRAINS) for at in range(first, end))
        or (rule == "commitment-must" and denied(one, first))
    ):
        binding = "must-not"
    ahead = (one.feature(first, "Tense") == "Fut" and one.word(first) not in _WILL) or any(
        one.word(at) in {"will", "намерен", "намерены", "готов", "готовы"} for at in before
    )
    towards = [replace(each.party, role="to") for each in others_ if acts(one, each) and _recipient(one, each.first)]
    date = next((when for at, when in one.dates if at in clause or at in content), None)
    if rule == "commitment-promise" and date is not None and date.date.latest is not None and date.date.latest < one.day:
        return  # a date that has passed
    begin = min(
        (one.span(clause.start, clause.start + 1).start, *(each.span.start for each in parties if each.span.start >= _start(one)))
    )
    yield (
        Draft(
            "commitment", "undertaking", rule, (_from(one, begin, stop),), one.span(first, first + 1), (*parties, *towards),
            date=date, modality="denied" if refused else "planned" if ahead else "done",
            polarity="negative" if refused else "positive",
            attribution=author, topic=trimmed(one, end, stop) or one.span(first, end),
            binding=binding, trigger=_trigger(one, end, stop),
        ),
        range(first, stop),
    )  # fmt: skip


def _clause(one: Sentence, verb: int, earlier: Sequence[Sentence]) -> Iterator[tuple[Draft, range]]:
    """Draft what a clause of a paper binds somebody to: "the treaty obliges", «договор запрещает»."""
    paper = paper_before(one, verb)
    word = one.word(verb)
    barred = denied(one, verb) and one.is_(verb, "permits")
    if (
        paper is None
        or (denied(one, verb) and not barred)
        or any(one.is_(at, "would", "possible") for at in range(one.clause(verb).start, verb))
    ):
        return
    stop = _stop(one, verb + 1)
    content = range(verb + 1, stop)
    strong = barred or word.startswith(_STRONG)
    if not strong and not binds(one, content):
        return
    named = [each for each in one.named if acts(one, each) and (each.first < verb or one.word(each.first - 1) != "в")]
    objects = _objects(one, verb, named)
    rest = [each for each in named if objects and each not in objects and each.first > verb and _recipient(one, each.first)]
    parties = (*by(objects or named, "by"), *by(rest, "to")) or of_paper(earlier) or (strong and _sides_in(one, content)) or ()
    if not parties or any(one.is_(at, "homely") for at in content):
        return
    binding: Binding = "must"
    if barred or one.is_(verb, "forbids") or _not_to(one, verb + 1):
        binding = "must-not"
    elif one.is_(verb, "permits") or any(hit.name == "right" and hit.first in content for hit in hits("commitments", one)):
        binding = "may"
    elif any(one.is_(at, "principle") for at in content):
        binding = "principle"
    yield (
        Draft(
            "commitment", "undertaking", "commitment-clause", (one.span(one.clause(paper).start, stop),),
            one.span(verb, verb + 1), parties, date=next((when for at, when in one.dates if at in content), None),
            attribution=attribution(one, verb), topic=trimmed(one, verb + 1, stop), binding=binding,
            trigger=_trigger(one, verb + 1, stop),
        ),
        range(verb, stop),
    )  # fmt: skip


def _objects(one: Sentence, verb: int, named: Sequence[Named]) -> list[Named]:
    """Give whom a paper binds by name: those right behind the verb, joined."""
    found: list[Named] = []
    end = verb + 1
    for each in named:
        if verb < each.first <= end + 1 + (one.word(end) == "the"):
            found.append(each)
            end = each.end + (one.word(each.end) in {"and", "и", ","})
    return found


def _upheld(one: Sentence, verb: int, earlier: Sequence[Sentence]) -> Iterator[tuple[Draft, range]]:
    """Draft a principle that was stated or reaffirmed: «зафиксирован принцип», "reaffirmed their commitment to"."""
    clause = one.clause(verb)
    stop = _stop(one, verb + 1)
    near = range(verb + 1, min(verb + _AFTER, stop))
    what = next((at for at in near if one.is_(at, "principle", "loyal") and not one.apart(verb, at)), None)
    if what is None:
        what = next((at for at in range(clause.start, verb) if one.is_(at, "principle")), None)
    if what is None or denied(one, verb) or any(one.is_(at, "would", "possible") for at in range(clause.start, verb)):
        return
    parties = _bound(one, verb, ())
    if not parties and subject_word(one, verb) not in {None, what} and not paper_before(one, verb):
        return
    named = once(by([each for each in one.named if acts(one, each)], "by"))
    parties = parties or named or of_paper(earlier)
    if not parties and not on_paper(one, earlier) and not any(one.is_(at, "the-sides") for at in one.tokens):
        return
    towards = [replace(each.party, role="about") for each in others(one, range(what, stop), parties) if acts(one, each)]
    begin = min(one.clause(verb).start, what)
    first = what if one.is_(what, "principle") and what > verb else min(what, verb)
    yield (
        Draft(
            "commitment", "undertaking", "commitment-principle", (one.span(begin, stop),), one.span(verb, verb + 1),
            (*parties, *towards), date=next((when for at, when in one.dates if at in clause), None),
            attribution=attribution(one, verb), topic=trimmed(one, first, stop),
            binding="principle" if one.is_(what, "principle") else "must", trigger=_trigger(one, verb, stop),
        ),
        range(begin, stop),
    )  # fmt: skip


def _bound(one: Sentence, verb: int, earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give who is bound: the subject, «стороны» with those whom they stand for if that is sure, or those of the paper before."""
    mine = by(subjects(one, verb), "by")
    if mine:
        return mine
    both = sides(one, verb)
    if both is not None:
        return of_paper(earlier) or (both,)
    top = subject_word(one, verb)
    nobody = top is None or one.is_(top, "policy", "the-sides") or one.feature(top, "Case") == "Gen"
    return of_paper(earlier) if nobody and one.tagged is not None else ()


def _matter(one: Sentence, within: range) -> bool:
    """Tell whether a stretch names what states deal in: goods, works, money."""
    kinds = (name for at in within for name in one.kinds[at - one.tokens.start])
    return any(at in within for at, _ in one.amounts) or any(
        name in _MATTERS or name.startswith(("sector-", "niche-")) for name in kinds
    )


def _sides_in(one: Sentence, within: range) -> tuple[Party, ...]:
    """Give «стороны», "either party" by their words, where nobody is named."""
    at = next((at for at in within if one.is_(at, "the-sides") or one.word(at) in _PARTY), None)
    if at is None:
        return ()
    return (Party(None, one.span(at - (one.is_(at - 1, "both") and at > one.tokens.start), at + 1), "by"),)


def _firm(one: Sentence, verb: int) -> tuple[Party, ...]:
    """Give the company that is bound: a foreign name or one in quotation marks as the subject, where it is no person's."""
    words = one.cut.words
    firms = [each for each in one.named if each.how == "model" and each.end <= verb and each.first in one.clause(verb)]
    if one.tagged is not None:
        top = subject_word(one, verb)
        firms = [each for each in firms if top is not None and (top in range(each.first, each.end) or one.is_(top, "maker"))]
        firms = [each for each in firms if words[each.first].isascii() or words[each.first - 1] in {"«", '"', "“"}]
    else:
        firms = [each for each in firms if verb - each.end <= _NEAR and one.is_(each.end - 1, "company")]
    return by(firms[:1], "by")


def _before_others(parties: tuple[Party, ...], earlier: Sequence[Sentence]) -> bool:
    """Tell whether the sentences before speak of another state, to which something is promised."""
    mine = {party.actor for party in parties}
    return any(each.party.actor not in mine | {None} for before in earlier for each in before.named if acts(before, each))


def _not_to(one: Sentence, end: int) -> bool:
    """Tell whether what follows is to be left: «не размещать», "not to", "never to", "to refrain"."""
    near = range(end, min(end + _NEAR, one.tokens.stop))
    return any(one.is_(at, "not") or one.word(at).startswith(_REFRAINS) for at in near if one.word(at) != "ни")


def _stop(one: Sentence, end: int) -> int:
    """Give the end of what a verb binds to: the end of the sentence, or where another thing begins."""
    at = end
    while at < one.tokens.stop and one.word(at) not in {".", ";", "!", "…", "»", "”"}:
        if at > end + 1 and one.word(at) in {"но", "but", "while", "однако", "хотя", "although"}:
            return at - (one.word(at - 1) == ",")
        if at > end + 1 and one.word(at) == "," and (one.word(at + 1) == "а" or told_behind(one, at)):
            return at
        at += 1
    return at


def _trigger(one: Sentence, first: int, stop: int) -> Span | None:
    """Give the words that say when it applies, to the next mark."""
    for hit in hits("commitments", one):
        if hit.name == "trigger-words" and first <= hit.first < stop:
            end = hit.end
            while end < stop and not (one.stop(end) and end > hit.end):
                end += 1
            return trimmed(one, hit.first, end)
    return None


def _recipient(one: Sentence, first: int) -> bool:
    """Tell whether a name stands for whom something is promised, and not for where."""
    if any(one.word(at) in {"without", "без"} for at in range(first - _NEAR, first)):
        return False
    return one.word(first - 1) not in {"в", "на", "из", "с", "со", "от", "in", "at", "near", "from"} and one.word(
        first - 2
    ) not in {"in", "at"}


def _lonely_sides(parties: Sequence[Party]) -> bool:
    return all(party.actor is None for party in parties)


def _start(one: Sentence) -> int:
    return one.span(one.tokens.start, one.tokens.start + 1).start


def _from(one: Sentence, begin: int, stop: int) -> Span:
    return replace(one.span(one.tokens.start, stop), start=begin)
