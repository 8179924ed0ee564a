"""Visits that no verb of going tells: who was somewhere, who is awaited there, and travellers who are not named.

«В марте в Аккре побывал министр обороны Перу.»    visit, done
"The Peruvian president is due in Accra in May."    visit, planned
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft, Party
from multivector.reader.frames.companies import capital
from multivector.reader.frames.facts import date_at
from multivector.reader.frames.modes import Mode, attribution, mode
from multivector.reader.frames.parties import as_, head
from multivector.reader.frames.sentence import Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.spans import Span

_IN = frozenset({"в", "во", "на", "in"})
_NEAR, _BACK, _TWO = 6, 4, 2
_LIVING = ("person", "role", "pronoun")
_ENDS = frozenset(
    {".", ",", ";", "!", "…", "on", "in", "for", "last", "this", "next", "to", "at", "when", "and", "from", "by", "with", "again",
     "twice", "yesterday", "today", "as", "after", "before", "during", "since", "late", "early", "earlier", "only", "where", ""}
)  # fmt: skip
"""What may follow an English place where somebody is, so that it is no part of another name."""
_JOINS = frozenset({",", "и", "and", "в", "во", "на", "in", "to", "а", "затем", "потом", "также", "then", "later"})
_HELPERS = frozenset({"will", "has", "had", "from", "of", "the", ","})
_IN_POST = frozenset({"тюрьме", "отставке", "эмиграции", "ссылке", "prison", "exile"})


def stays(one: Sentence, drafted: set[int]) -> Iterator[Draft]:
    """Draft that somebody was, will be or is awaited at a place that one can travel to.

    Args:
        one: The sentence.
        drafted: The first words of the places to which a visit leads already.
    """
    words = one.all_("being", "awaited", "returned-from")
    if not words:
        return
    for place in one.named:
        if not place.ground or place.first in drafted:
            continue
        small = place.first - 1 - (one.word(place.first - 1) == "the")
        clause = one.clause(place.first)
        found = _found(one, place, small, [at for at in words if at in clause])
        if found is None:
            continue
        verb, guest = found
        for host in (place, *further(one, place)):
            drafted.add(host.first)
            yield from _visit(one, verb, host, guest)
        return


def further(one: Sentence, place: Named) -> Iterator[Named]:
    """Give the places that are joined to one: «в Пекине, в Токио и в Москве», "in Beijing, Tokyo and Moscow"."""
    end = place.end
    for each in one.named:
        between = [one.word(at) for at in range(end, each.first)]
        if each.first < end or not each.ground:
            continue
        told = "а" in between and any(one.part(at) == "VERB" for at in one.clause(each.first))
        if not between or len(between) > _BACK or told or not _JOINS.issuperset(between):
            return
        end = each.end
        yield each


def _found(one: Sentence, place: Named, small: int, words: list[int]) -> tuple[int, Named] | None:
    """Give the word that tells of a visit and the guest, if the words around a place tell of one."""
    for at in words:
        if one.is_(at, "returned-from"):
            guest = _guest(one, at, place) if one.word(small) == "из" and 0 < small - at <= _TWO else None
        elif one.word(small) not in _IN:
            continue
        elif one.tagged is None:
            guest = _english(one, at, small, place)
        elif one.is_(at, "awaited"):
            guest = _object(one, at, place) if abs(at - small) <= _NEAR else None
        else:
            guest = _russian(one, at, small, place)
        if guest is not None and (guest.party.actor is None or guest.party.actor != place.party.actor):
            return at, guest
    return None


def _english(one: Sentence, at: int, small: int, place: Named) -> Named | None:
    """Give the guest of "was in", "will be back in", "is due in", who stands right before it."""
    days = one.word(at) == "spent" and small - at <= _NEAR and _days(one, at)
    if one.word(at) == "spent" and small == one.clause(at).start and at - place.end <= _NEAR and _days(one, at):
        first = at  # "In Accra the minister spent two hours"
        return next((each for each in one.named if each.end == first and each.how in _LIVING), None) or _office(one, first)
    if at > small or not (days or all(one.is_(mid, "again", "awaited") for mid in range(at + 1, small))):
        return None
    if one.word(place.end) not in _ENDS or (one.is_(at, "awaited") and one.word(at - 1) not in {"is", "are", "was", "were"}):
        return None
    if one.word(at) in {"is", "are"} and not any(one.is_(mid, "awaited") for mid in range(at + 1, small)):
        return None
    first = at
    while one.word(first - 1) in {"will", "is", "are", "was", "were", "has", "had", "have", "also", "would", "ll"}:
        first -= 1
    known = next((each for each in one.named if each.end == first and each.how in _LIVING), None)
    if known is not None or one.word(at + 1) == "back":  # "the minister was back in …" may be at home
        return known
    return _office(one, first) or (_unknown(one, first) if one.is_(small - 1, "awaited") else None)


def _unknown(one: Sentence, first: int) -> Named | None:
    """Give a name right before a word that no list holds: "Vale is due in Accra"."""
    at = first - 1
    free = all(not each.first <= at < each.end for each in one.named)
    if at not in one.tokens or not free or not capital(one.cut.words[at]):
        return None
    return Named(Party(None, one.span(at, first)), at, first, "person")


def _russian(one: Sentence, at: int, small: int, place: Named) -> Named | None:
    """Give the guest of «был в …», «в … побывал», where being there is all that is said."""
    near = abs(at - (small if small > at else place.end)) <= (_NEAR if one.is_(at, "stayed") else 1 + _TWO)
    between = range(min(at, place.end - 1) + 1, max(at, small))
    if not near or (small > at and not one.is_(at, "stayed") and not all(_light(one, mid) for mid in between)):
        return None
    if one.word(at).startswith("пров") and not _days(one, at):
        return None
    clause = one.clause(at)
    said = any(
        mid != at and (one.part(mid) == "VERB" or one.feature(mid, "Variant") == "Short" or one.word(mid) in _IN_POST)
        for mid in clause
    )
    if said and not one.is_(at, "stayed"):  # «был в Пекине принят»
        return None
    return _guest(one, at, place)


def _days(one: Sentence, at: int) -> bool:
    """Tell whether a stretch of time stands in a word's clause, and no talks that took it."""
    clause = one.clause(at)
    return any(one.is_(mid, "days") for mid in clause) and not any(one.is_(mid, "talks", "meeting") for mid in clause)


def _light(one: Sentence, at: int) -> bool:
    return one.is_(at, "again") or one.part(at) in {"ADV", "PART"}


def _guest(one: Sentence, at: int, place: Named) -> Named | None:
    """Give the person or office that is the subject of a word, nearest to it."""
    clause = one.clause(at)
    alive = [
        each for each in one.named
        if each.first in clause and each is not place and (each.how in _LIVING or _living(one, each)) and _subject(one, each)
    ]  # fmt: skip
    return min(alive, key=lambda each: min(abs(each.first - at), abs(each.end - at)), default=None) or _office(one, at)


def _living(one: Sentence, each: Named) -> bool:
    """Tell whether a name of the model is somebody whom the text has brought in with an office."""
    return each.how == "model" and each.party.actor is not None and one.feature(head(one, each), "Animacy") == "Anim"


def _subject(one: Sentence, each: Named) -> bool:
    top = head(one, each)
    if each.first == each.end:
        return True
    return one.feature(top, "Case") in {"Nom", ""} and not one.is_(each.first - 1, "with", "place", "about", "into")


def _object(one: Sentence, at: int, place: Named) -> Named | None:
    """Give who is awaited: «в Баку ждут президента Чили», «Моди ждут в Москве», «ожидается министр»."""
    clause = one.clause(at)
    for each in one.named:
        if each.first not in clause or each is place or not (each.how in _LIVING or _living(one, each)):
            continue
        before = each.first - 1
        case = one.feature(head(one, each), "Case")
        whose = one.part(before) == "NOUN" and one.relation(head(one, each)) == "nmod"
        if whose or one.part(before) == "ADP" or (case == "Nom" and one.word(at) in {"ждет", "ожидает"}):
            continue  # a single person is not the subject of «ждут»
        if before == at or (each.end <= at and at - each.end <= 1) or case in {"Acc", "Nom"}:
            return each
    return None


def host_before(one: Sentence, verb: int, *, direct: bool) -> Named | None:
    """Give the place before a Russian verb of going: «в Ханой прилетел министр», «Анкару посетила делегация»."""
    if one.tagged is None:
        return None
    for each in reversed(one.named):
        if not each.ground or each.first not in one.clause(verb) or not 0 <= verb - each.end <= _TWO:
            continue
        if one.feature(head(one, each), "Case") not in {"Acc", "Nom", ""}:  # the taggers take one for the other
            return None
        into = one.word(each.first - 1) in {"в", "во", "на"}
        bare = direct and one.relation(head(one, each)) == "obj"
        return each if (into and not direct) or bare else None
    return None


def _office(one: Sentence, at: int) -> Named | None:
    """Give the office or delegation that goes, where the sentence does not say whose: «премьер летал в Токио»."""
    found = traveller(one, at)
    if found is None:
        return None
    state = next((each.party.actor for each in one.named if each.end == at and each.first > _at(one, found)), None)
    return Named(Party(state, found), at, at, "role")


def _at(one: Sentence, span: Span) -> int:
    return next(at for at in one.tokens if one.cut.starts[at] == span.start)


def traveller(one: Sentence, verb: int) -> Span | None:
    """Give the words of an office or of envoys that are the subject of a verb of going, but not of a name."""
    named = {at for each in one.named for at in range(each.first, each.end)}
    for at in one.all_("officer", "envoys", "he", "she"):
        if at in named or at not in one.clause(verb):
            continue
        if one.tagged is None:
            helped = all(
                one.is_(mid, "again", "being", "officer", "plan")
                or one.word(mid) in _HELPERS
                or mid in named
                or (capital(one.cut.words[mid]) and mid > at + 1)
                for mid in range(at + 1, verb)
            )
            if at < verb and helped and verb - at <= _NEAR:
                return one.span(at, at + 1)
        elif one.relation(at) in {"nsubj", "nsubj:pass"} and next(one.up(at), -1) == verb:
            return one.span(at, at + 1)
    return None


def _visit(one: Sentence, verb: int, place: Named, guest: Named) -> Iterator[Draft]:
    held = mode(one, verb, verb)
    if held is None:
        return
    if held.modality == "done" and (one.is_(verb, "awaited") or any(one.is_(at, "awaited") for at in one.clause(verb))):
        held = Mode("planned")
    first = min(verb, place.first) if guest.first == guest.end else min(verb, place.first, guest.first)
    span = one.span(first, max(verb + 1, place.end, guest.end))
    yield Draft("event", "visit", "visit-verb", (span,), one.span(verb, verb + 1),
                (as_(guest.party, "visitor"), as_(place.party, "host")), None, date_at(one, verb, held), None,
                held.modality, held.polarity, attribution(one, verb))  # fmt: skip
