"""Whom «он», "the two sides" or a verb without a subject stands for: the names of a sentence, with those that are only meant.

    named = resolved(sentences(reading, cut_, tagged))[1].named
    [each for each in named if each.how == "pronoun"]  # at the place of the pronoun, with the party that it stands for

A wrong name is worse than none, so a pronoun stands for somebody only where nobody else comes into question: one person for «он»,
two for «они», and no third beside them. What lies further back than three sentences is not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.reader.frames.introduced import introduced
from multivector.reader.frames.lexicon import fold
from multivector.reader.frames.sentence import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from multivector.reader.drafts import Party
    from multivector.reader.frames.sentence import Sentence

_BACK = 3
_LINES = 2
"""Lines between a sentence and one that it may point to: those of one blank line."""
_PAIR = 2
_STEM = 5
_OWNED = 3
"""Words behind «его» within which the visit or meeting stands that it belongs to."""
_FROM = frozenset({"от", "у", "из", "from", "by"})
_STATES = frozenset({"name", "alias", "capital", "metonym", "demonym", "people"})
_BOTH = frozenset({"оба", "обе", "обоих", "обеих", "обеими", "обоими", "два", "две", "двух", "двумя", "both", "two"})
_ALONE = frozenset({"стороны", "лидеры", "президенты", "sides", "leaders", "presidents"})
"""Nouns that stand for two without a numeral, where nothing says whose they are."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody whom a pronoun may stand for."""

    key: str
    party: Party
    person: bool
    gender: str
    state: bool
    place: bool
    """Whether it only says where."""
    beside: bool
    """Whether it stands behind a little word, so that the sentence is about another."""


def resolved(text: Iterable[Sentence]) -> list[Sentence]:
    """Give the sentences of a text with what their pronouns stand for among their names."""
    done: list[Sentence] = []
    pools: list[list[_Candidate]] = []
    for one in introduced(text):
        before = [pools[-back] for back in range(1, min(len(done), _BACK) + 1) if one.paragraph - done[-back].paragraph <= _LINES]
        meant = [*_meant(one, before), *_unsaid(one, before)]
        whole = replace(one, named=tuple(sorted((*one.named, *meant), key=lambda each: each.first))) if meant else one
        done.append(whole)
        pools.append(_candidates(whole, whole.tokens.stop))
    return done


def _candidates(one: Sentence, end: int) -> list[_Candidate]:
    """Give who is named in a sentence before a word, each once."""
    found: dict[str, _Candidate] = {}
    for each in one.named:
        if each.end > end:
            break
        at = each.end - 1 if each.how == "person" else each.first
        words = fold(each.party.span.of(one.cut.text)).split()
        key = each.party.actor or words[-1][:_STEM]
        person = _person(one, each)
        gender = one.feature(at, "Gender") if each.how in {"person", "model"} else ""
        state = each.how in _STATES or each.party.actor is not None
        beside = one.is_(each.first - 1, "with", "into", "place", "about") or one.word(each.first - 1) in _FROM
        place = each.ground and one.is_(each.first - 1, "place")
        new = _Candidate(key, each.party, person and each.how not in _STATES, gender, state, place, beside)
        if key not in found or (new.person and not found[key].person):
            found[key] = new
    return list(found.values())


def _person(one: Sentence, each: Named) -> bool:
    """Tell whether somebody is one person, not a state, an office of many, or a company."""
    if each.how == "pronoun":
        return each.first == each.end or one.is_(each.first, "he", "she")
    alive = any(one.feature(at, "Animacy") == "Anim" for at in range(each.first, each.end))
    return each.how == "person" or alive or (each.how == "role" and one.tagged is None)


def _meant(one: Sentence, before: Sequence[list[_Candidate]]) -> Iterator[Named]:
    """Give what the pronouns of a sentence stand for."""
    for at in one.all_("he", "she", "they", "their", "sides", "country"):
        own = _candidates(one, at)
        if one.is_(at, "sides"):
            parties = _two(one, at, own, before)
        elif one.is_(at, "country"):
            parties = _state(one, at, own, before)
        elif one.is_(at, "their") and not _owner(one, at):
            parties = []
        elif one.is_(at, "they"):
            parties = _several(own, before)
        else:
            parties = _single(own, before, "Fem" if one.is_(at, "she") else "Masc")
        for party in parties:
            yield Named(party, at, at + 1, "pronoun")


def _owner(one: Sentence, at: int) -> bool:
    """Tell whether a word such as «его» says whose visit or meeting it is, or stands alone as the object of a verb."""
    end = min(at + 1 + _OWNED, one.tokens.stop)
    if any(one.is_(behind, "trip", "meeting", "talks") for behind in range(at + 1, end)):
        return True
    return one.is_(at, "he", "they") and one.tagged is not None and one.part(at) == "PRON" and one.relation(at) in {"obj", "iobj"}


def _single(own: list[_Candidate], before: Sequence[list[_Candidate]], gender: str) -> list[Party]:
    """Give the one person of this sentence and the one before it, or of the nearest that has any."""
    for pool in [[*own, *(before[0] if before else [])], *before[1:]]:
        persons = {each.key: each for each in pool if each.person and each.gender in {"", gender}}
        if persons:
            return [each.party for each in persons.values()] if len(persons) == 1 else []
    return []


def _several(own: list[_Candidate], before: Sequence[list[_Candidate]]) -> list[Party]:
    """Give the two persons, or else the two states, of this sentence before the word, or of the one before it."""
    pool = {each.key: each for each in [*own, *(before[0] if before and not own else [])]}
    persons = [each.party for each in pool.values() if each.person]
    if persons:
        return persons if len(persons) == _PAIR else []
    others = [each.party for each in pool.values() if not each.place]
    return others if len(others) == _PAIR else []


def _two(one: Sentence, at: int, own: list[_Candidate], before: Sequence[list[_Candidate]]) -> list[Party]:
    """Give the two whom «стороны» or "the two leaders" stands for, sought backwards until there are two."""
    if not _stands_for_two(one, at):
        return []
    found: dict[str, _Candidate] = {}
    for pool in (own, *before):
        found |= {each.key: each for each in pool if each.state and each.key not in found}
        if len(found) >= _PAIR:
            break
    there = [each.party for each in found.values() if not each.place]
    persons = [each.party for each in found.values() if each.person]
    every = [each.party for each in found.values()]
    return next((some for some in (every, there, persons) if len(some) == _PAIR), [])


def _stands_for_two(one: Sentence, at: int) -> bool:
    """Tell whether a noun such as «стороны» or "leaders" stands for two who were named before."""
    behind = range(at + 1, min(at + 4, one.tokens.stop))
    if one.word(at + 1) in {"of", "from"} or any(each.first in behind and not one.stop(each.first - 1) for each in one.named):
        return False
    if one.word(at) in {"главы", "глав", "главами"}:
        of_states = one.word(at + 1) in {"государств", "правительств"} and one.word(at - 1) not in {
            "для",
            "от",
            "совет",
            "совета",
        }
        return of_states and (one.word(at) == "главы" or one.is_(at - 1, "talks", "meeting"))
    counted = {one.word(at - 1), one.word(at - 2)} & _BOTH
    if counted or one.word(at) not in _ALONE:
        return bool(counted)
    if one.tagged is not None:
        return one.feature(at, "Case") == "Nom" and one.feature(at, "Number") == "Plur" and one.part(at - 1) != "ADJ"
    return one.word(at - 1) in {"the", ""} or at == one.tokens.start


def _state(one: Sentence, at: int, own: list[_Candidate], before: Sequence[list[_Candidate]]) -> list[Party]:
    """Give the one state of this sentence and the one before it."""
    russian = one.word(at).startswith("стран")
    if (russian and one.feature(at, "Number") == "Plur") or (not russian and one.word(at - 1) != "the"):
        return []
    if one.part(at - 1) in {"ADJ", "NUM"} or one.word(at - 1) in _BOTH or one.word(at + 1) in {"of", "that", "where"}:
        return []
    states = {each.key: each for each in [*own, *(before[0] if before else [])] if each.state and each.party.actor}
    return [each.party for each in states.values() if not each.beside] if len(states) == 1 else []


def _unsaid(one: Sentence, before: Sequence[list[_Candidate]]) -> Iterator[Named]:
    """Give the one person of the sentence before where a sentence begins with its verb: «Подписал …»."""
    first = next((at for at in one.tokens if one.word(at)[:1].isalpha()), None)
    if first is None or one.tagged is None or one.part(first) != "VERB" or not before:
        return
    finite = one.feature(first, "VerbForm") == "Fin" and one.feature(first, "Number") == "Sing"
    personal = one.feature(first, "Gender") in {"Masc", "Fem"} and one.feature(first, "Voice") != "Pass"
    subject = any(one.relation(at).startswith(("nsubj", "csubj")) and next(one.up(at), -1) == first for at in one.tokens)
    if finite and personal and not subject and not one.question:
        for party in _single([], before[:1], one.feature(first, "Gender")):
            yield Named(party, first, first, "pronoun")
