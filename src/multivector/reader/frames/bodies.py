"""Who speaks or acts for a state in a sentence, and whether what is said has to do with other states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Party
from multivector.reader.frames.lexicon import classes, fold
from multivector.reader.frames.parties import head
from multivector.reader.frames.voices import VOICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from multivector.reader.drafts import Role
    from multivector.reader.frames.sentence import Named, Sentence

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_JOINED = frozenset({"conj", "appos", "flat", "flat:name", "flat:foreign"})
_CLIMBS, _GAP, _BACK = 3, 7, 4
_PRONOUNS = frozenset({"он", "она", "они", "he", "she", "they"})
_OWN = frozenset({"его", "ее", "их", "him", "her", "them", "his", "their"})


def acts(one: Sentence, each: Named, *, owner: bool = False) -> bool:
    """Tell whether a name is a state, its organ, its holder of an office, or a bloc, and no private person or policeman.

    Args:
        one: The sentence.
        each: The name.
        owner: Whether it may only say whose a thing is: "Moscow's silence".
    """
    if (each.party.actor is None and each.how != VOICE) or each.how in {"demonym", "people"}:
        return False
    if any(one.is_(at, "unofficial") for at in range(each.first, each.end + 1)):
        return False
    return owner or (one.word(each.end) not in {"'s", "s"} and one.word(each.end)[:1] not in {"'", "’"})


def pronoun(one: Sentence, at: int) -> bool:
    """Tell whether a word stands for somebody who was named before."""
    return one.word(at) in _PRONOUNS


def subjects(one: Sentence, verb: int) -> tuple[Named, ...]:
    """Give those who do what a verb says, all of them; none where anybody among them is no body of a state."""
    found = _by_syntax(one, verb) if one.tagged is not None else _by_order(one, verb)
    if len(found) == 1 and pronoun(one, found[0].first):
        found = tuple(_stood_for(one, found[0]))
    return found if all(acts(one, each) for each in found) else ()


def _stood_for(one: Sentence, each: Named) -> Iterator[Named]:
    """Give for a pronoun the subject that stands before it in its own sentence, which is nearer than any other sentence's."""
    before = [other for other in one.named if other.end <= each.first and acts(one, other) and not pronoun(one, other.first)]
    before = [other for other in before if not any(one.word(at) in {"»", "”", '"'} for at in range(other.end, each.first))]
    subject = next((other for other in before if one.relation(head(one, other)) in _SUBJECTS), None)
    yield each if subject is None else replace(each, party=replace(subject.party))


def subject_word(one: Sentence, verb: int) -> int | None:
    """Give the word that is the subject of a verb, or of the verb that it is joined to."""
    for _ in range(_CLIMBS):
        of = [at for at in one.tokens if one.relation(at) in _SUBJECTS and next(one.up(at), None) == verb]
        if of:
            return of[0]
        above = next(one.up(verb), None)
        if above is None or one.relation(verb) not in {"conj", "xcomp"} or _relative(one, verb):
            return None
        verb = above
    return None


def _relative(one: Sentence, verb: int) -> bool:
    return any(one.word(at).startswith("котор") for at in range(one.clause(verb).start, verb))


def _by_syntax(one: Sentence, verb: int) -> tuple[Named, ...]:
    top = subject_word(one, verb)
    if top is None:
        house = _within_house(one, verb) if one.feature(verb, "Number") == "Plur" else ()
        return house or _nominative(one, verb)
    if one.word(top).startswith("котор") and one.feature(top, "Number") != one.feature(verb, "Number"):
        return ()
    like = one.feature(top, "Case") == "Acc" and one.feature(top, "Animacy") == "Inan" and top < verb  # «Китай», of either case
    if one.feature(top, "Case") not in {"Nom", ""} and not like:
        return ()
    mine = [
        _side(one, each, top)
        for each in one.named
        if top in range(each.first, each.end) or _led(one, head(one, each), top) or _adjective(one, each, top)
    ]
    direct = any(top in range(each.first, each.end) for each in mine)
    if not direct and not one.is_(top, "organ"):
        return ()
    return tuple(each for each in mine if not (direct and one.relation(head(one, each)) == "nmod"))


def _adjective(one: Sentence, each: Named, top: int) -> bool:
    return each.how == "demonym" and one.is_(top, "organ") and next(one.up(each.first), None) == top


def _side(one: Sentence, each: Named, top: int) -> Named:
    """Give «иранская сторона» as one name: the adjective with the organ that it stands before."""
    if not (_adjective(one, each, top) and each.end == top):
        return each
    return replace(each, party=replace(each.party, span=one.span(each.first, top + 1)), end=top + 1, how="role")


def _within_house(one: Sentence, verb: int) -> tuple[Named, ...]:
    """Give the organ in which it is said by nobody named: «в МИД Ирана заявили», «из Рабата в Конакри пообещали»."""
    clause = one.clause(verb)
    houses = [
        each
        for each in one.named
        if each.how in {"role", "metonym", "capital"} and each.first in clause and each.end <= verb <= each.end + _BACK
    ]
    sent = [each for each in houses if one.word(each.first - 1) == "из"]
    return tuple(sent or [each for each in houses if one.word(each.first - 1) in {"в", "во"}])[:1]


def _nominative(one: Sentence, verb: int) -> tuple[Named, ...]:
    """Give the names right before a verb without a subject that are written as one: «По договору Чад и Нигер должны»."""
    clause = one.clause(verb)
    before = [each for each in one.named if clause.start <= each.first and each.end <= verb]
    near = (
        bool(before) and before[-1].how != "pronoun" and all(one.is_(at, "not", "little") for at in range(before[-1].end, verb))
    )
    joined = tuple(_with_joined(one, before)) if near and one.part(verb) in {"VERB", "ADJ"} else ()
    return joined if all(one.feature(head(one, each), "Case") == "Nom" for each in joined) else ()


def _led(one: Sentence, at: int, top: int) -> bool:
    """Tell whether a name is joined to the subject, or says whose organ it is: «лидеры A и B»."""
    for _ in range(_CLIMBS):
        if one.relation(at) not in _JOINED | {"nmod"}:
            return False
        above = next(one.up(at), None)
        if above is None or above == top:
            return above == top
        if not one.is_(above, "organ") and not any(above in range(each.first, each.end) for each in one.named):
            return False
        at = above
    return False


def _by_order(one: Sentence, verb: int) -> tuple[Named, ...]:
    """Give the name right before a verb, with those joined to it; or the one behind, where a quotation ends before the verb."""
    before = [_house(one, each) for each in one.named if each.end <= verb]
    if before and _leads_to(one, before[-1].end, verb) and not _governed(one, before[-1].first, one.tokens.start):
        return tuple(_with_joined(one, before))
    behind = [each for each in one.named if 0 < each.first - verb <= 1 + (one.word(verb + 1) == "the")]
    if one.word(verb - 1) in {",", '"', "”", "»", "—", "–", "-"} and behind:
        return (behind[0],)
    return ()


def _house(one: Sentence, each: Named) -> Named:
    """Give "the Emirati side" as one name."""
    if each.how != "demonym" or not one.is_(each.end, "organ"):
        return each
    span = one.span(each.first, each.end + 1)
    return replace(each, party=replace(each.party, span=span), end=each.end + 1, how="role")


def _leads_to(one: Sentence, first: int, verb: int) -> bool:
    """Tell whether only the rest of a name, a day or little words stand between a name and a verb."""
    between = range(first, verb)
    return len(between) <= _GAP and all(
        one.is_(at, "little", "date-word") or one.cut.words[at][:1].isupper() or one.word(at).endswith("ly") for at in between
    )


def _governed(one: Sentence, first: int, start: int) -> bool:
    """Tell whether a name hangs on a word before it, so that another is the subject: "residents of Kyiv", "in Tokyo"."""
    at = first - 1 - (one.word(first - 1) == "the")
    if at < start:
        return False
    if one.word(at) in {"of", "from"} and one.is_(at - 1, "organ"):
        return False
    return one.word(at) in {"of", "from", "to", "with", "against", "for", "by", "о", "с", "об"} or one.is_(at, "place")


def _with_joined(one: Sentence, before: Sequence[Named]) -> Iterator[Named]:
    """Give the last name, and before it those joined by a comma or an "and"."""
    yield before[-1]
    if before[-1].how == "pronoun":  # "the two sides" stands for two
        yield from (each for each in before[:-1] if each.first == before[-1].first)
        return
    for each, following in zip(reversed(before[:-1]), reversed(before), strict=False):
        if one.word(each.end) not in {"and", "и", "nor", "or"} or following.first - each.end > 1 + (
            one.word(each.end + 1) == "the"
        ):
            return
        yield each


def by(names: Iterable[Named], role: Role) -> tuple[Party, ...]:
    """Give names as parties of a role."""
    return tuple(replace(each.party, role=role) for each in sorted(names, key=lambda each: each.first))


def sides(one: Sentence, verb: int) -> Party | None:
    """Give the words «стороны», "both leaders" where they are the subject of a verb."""
    at = subject_word(one, verb) if one.tagged is not None else None
    if one.tagged is None:
        clause = one.clause(verb)
        at = next((at for at in range(verb - 1, max(verb - _BACK, clause.start) - 1, -1) if one.is_(at, "the-sides")), None)
    if at is None or not one.is_(at, "the-sides"):
        return None
    first = at
    while first > one.tokens.start and one.is_(first - 1, "both"):
        first -= 1
    return Party(None, one.span(first, at + 1), "by")


def several(words: str) -> bool:
    """Tell whether words only stand for several named elsewhere: «Оба лидера», "The two sides"."""
    kinds = [classes(fold(word)) for word in words.split()]
    return "the-sides" in kinds[-1] and all(not each.isdisjoint({"the-sides", "both", "sides"}) for each in kinds)


def others(one: Sentence, within: range, but: Iterable[Party]) -> tuple[Named, ...]:
    """Give those named within a stretch who are none of these."""
    known = {party.actor for party in but} | {party.span for party in but}
    return tuple(
        each
        for each in one.named
        if each.first in within
        and each.party.actor is not None
        and each.party.actor not in known
        and each.party.span not in known
    )


def policy(one: Sentence, within: range, least: int = 1) -> bool:
    """Tell whether a stretch has words on dealings among states, at least so many."""
    return sum(one.is_(at, "policy") for at in within) >= least


def same_paragraph(text: Sequence[Sentence], at: int, step: int, most: int) -> Iterator[Sentence]:
    """Give the sentences before (step −1) or behind (+1) in the same paragraph, nearest first."""
    for number in range(at + step, at + step * (most + 1), step):
        if not 0 <= number < len(text) or text[number].paragraph != text[at].paragraph:
            return
        yield text[number]


def own(word: str) -> bool:
    """Tell whether a word says "his" or "them": somebody who was named before."""
    return word in _OWN
