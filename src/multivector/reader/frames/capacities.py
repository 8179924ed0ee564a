"""Capacities: who can supply what, who is absent, and who competes with whom.

    «Турция не является конкурентом Италии.»   competition, denied: Turkey, Italy
    "Chile is the largest supplier of lithium"  supply: by Chile, critical minerals

Short questions that are answered in the same breath («Вертолёты? Нет.») belong to the claim before them: they say where else it
holds, and deny nothing that they name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast, get_args

from multivector.model.subjects import Sector
from multivector.reader.drafts import Draft
from multivector.reader.frames import around
from multivector.reader.frames.modes import attribution
from multivector.reader.frames.parties import as_, once
from multivector.reader.frames.voices import setting
from multivector.reader.frames.wording import Hit, hits, niche

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Party
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.spans import Span

_NEGATIVE = frozenset({"competition-denied", "supply-absent", "supply-unable", "supply-out"})
_BARE = frozenset({"supply-absent", "supply-only", "supply-out", "supply-bid"})
"""What says enough without the name of a thing that is supplied."""
_STAGED = frozenset({"supply-unable", "supply-able"})
"""What says enough where dealings of states are told around it."""
_BETWEEN = frozenset({"competition-verb", "competition-noun"})
_TOLD = frozenset({"supply-out", "supply-bid"})
"""What says enough of a thing that states deal in, or where dealings of states are told around it."""
_TWO, _BACK, _AHEAD = 2, 3, 8
_PERSONS = frozenset({"person", "role"})
"""Who are rivals at elections, and seldom elsewhere."""
_PLACES = frozenset({"в", "во", "in", "at", "на", "near"})


def capacities(text: Sequence[Sentence], at: int) -> Iterator[Draft]:
    """Draft them from a sentence of a text, which may look at the sentences around it."""
    one = text[at]
    if one.question or not one.named:
        return
    found = hits("capacities", one)
    if not found or one.all_("team"):
        return
    asked = _asked(text, at)
    told: set[str] = set()
    for hit in sorted(found, key=lambda each: (each.name not in _NEGATIVE, each.first)):
        form = hit.name.partition("-")[0]
        if form in told:
            continue
        draft = _competition(text, at, hit) if form == "competition" else _supply(text, at, hit, asked)
        if draft is not None:
            told.add(form)
            yield _with_answers(text, at, replace(draft, evidence=(*(around.whole(each) for each in asked), *draft.evidence)))
            return  # one claim a sentence: «не конкурент, его там просто нет» says one thing


def _competition(text: Sequence[Sentence], at: int, hit: Hit) -> Draft | None:
    one = text[at]
    named = [each for each in around.known(one) if each.how != "pronoun"]
    parties = once(
        each.party
        for each in (named if len(named) >= _TWO else around.known(one))
        if each.how not in _PERSONS
        and not _place(one, each)
        and not _of_market(one, each)
        and not around.severed(one, each.first, hit.first)
    )
    if len(parties) < _TWO and hit.name in _BETWEEN and one.all_("prize", "works", "goods"):
        firms = [each for each in one.named if each.how == "model" and hit.first <= each.first <= hit.end + 1]
        parties = once((*parties, *(each.party for each in firms)))
    between = hit.name in _BETWEEN and one.word(hit.end - 1) in {"between", "между"} and setting(text, at)
    alone = hit.name in {"competition-named", "competition-denied"}
    persons = any(each.how in _PERSONS or each.how == "model" for each in one.named)
    if len(parties) < (1 if (alone or between) and not persons else _TWO) or _imagined(one, hit):
        return None
    refused = hit.name == "competition-denied" or around.denied(one, hit.first)
    return _draft(one, hit, parties, refused=refused, sector=_sector(one))


def _supply(text: Sequence[Sentence], at: int, hit: Hit, asked: Sequence[Sentence]) -> Draft | None:
    one = text[at]
    author = attribution(one, hit.first)
    free = [each for each in around.known(one) if each.party.span != around.speaker(author)]
    by = _supplier(one, hit, free)
    sector = next((found for each in (one, *asked, *_earlier(text, at)) if (found := _sector(each)) is not None), None)
    if by is None or _imagined(one, hit):
        return None
    if hit.name == "supply-share":
        if sector is None and not one.all_("goods"):
            return None
    elif sector is None and hit.name not in _BARE and not (hit.name in _STAGED and setting(text, at)):
        return None
    if hit.name in _TOLD and not (sector is not None or one.all_("prize", "works", "goods")) and not setting(text, at):
        return None
    about = [
        as_(each.party, "about")
        for each in free
        if each.party.actor != by.party.actor and not around.severed(one, each.first, hit.first)
    ]
    refused = (hit.name in _NEGATIVE) != (hit.name not in _NEGATIVE and around.denied(one, hit.first))
    return _draft(one, hit, once([as_(by.party, "by"), *about]), refused=refused, sector=sector)


def _earlier(text: Sequence[Sentence], at: int) -> list[Sentence]:
    """Give the sentences that may have named what is spoken of, nearest first."""
    back = range(at - 1, max(at - 1 - _BACK, -1), -1)
    return [text[each] for each in back if text[each].paragraph == text[at].paragraph]


def _supplier(one: Sentence, hit: Hit, free: Sequence[Named]) -> Named | None:
    """Give who supplies: the last named before the phrase in its clause that is no place, else whom the phrase leads to."""
    inside = [each for each in free if hit.first <= each.first < hit.end]
    if hit.name in {"supply-share", "supply-bid", "supply-only"} and inside:
        return inside[0]
    clause = one.clause(hit.first)
    before = [each for each in free if each.end <= hit.first and not around.severed(one, each.first, hit.first)]
    near = [each for each in before if each.first >= clause.start and not _place(one, each)]
    if not near and one.word(clause.start - 1) in _DASHES:
        near = [each for each in free if each.end == clause.start - 1]
    free_standing = [each for each in near if not one.is_(each.first - 1, "with", "into") and one.word(each.first - 1) not in _OF]
    if near:
        return (free_standing or near)[-1]
    if hit.name in {"supply-absent", "supply-unable"} and inside:
        return inside[0]
    if hit.name in {"supply-largest", "supply-only"}:
        after = [each for each in free if hit.end <= each.first and not around.severed(one, each.first, hit.end)]
        linked = [each for each in after if any(one.word(mid) in _IS for mid in range(hit.end, each.first))]
        return next((each for each in linked if not _place(one, each)), None)
    others = [each for each in before if not _place(one, each)]
    turn = one.word(clause.start - 1)
    led = turn in _LEADS or (turn in _JOINS and hit.name in {*_TOLD, "supply-absent"})
    return others[-1] if others and led else None


_LEADS = frozenset({",", "после", "after"})
_JOINS = frozenset({"но", "а", "и", "but", "and", "while"})


_DASHES = frozenset({"—", "–", "-"})
_OF = frozenset({"of", "for", "from", "для", "от", "из", "у"})
_IS = frozenset({"—", "–", "-", "is", "was", "are", "остается", "является", "стала", "стал", "был", "была", "remains"})


def _place(one: Sentence, each: Named) -> bool:
    """Tell whether a name says where: «на рынке Кении» is no rival, «в Кении» neither."""
    before = each.first - 1 - (one.word(each.first - 1) == "the")
    at = before - (one.word(before) == "of")
    market = one.is_(at, "goods") and one.word(at).startswith(("рын", "market"))
    return each.how != "person" and (one.word(before) in _PLACES or market)


def _of_market(one: Sentence, each: Named) -> bool:
    """Tell whether a name only says whose market, order or resource it is: «китайские тендеры», "the Chinese lithium market"."""
    return each.how in {"demonym", "people"} and any(one.is_(at, "goods", "prize") for at in range(each.end, each.end + _TWO))


def _imagined(one: Sentence, hit: Hit) -> bool:
    return any(one.is_(at, "would") or one.word(at) in {"если", "if", "чтобы"} for at in one.clause(hit.first))


def _sector(one: Sentence) -> Sector | None:
    """Give the sector of the first thing named that can be supplied."""
    found = next(filter(None, (niche(one, at) for at in one.tokens)), None)
    return cast("Sector", found) if found in get_args(Sector) else None


def _draft(one: Sentence, hit: Hit, parties: tuple[Party, ...], *, refused: bool, sector: Sector | None) -> Draft:
    topics = [at for at in one.tokens if niche(one, at) is not None]
    topic: Span | None = None
    if topics:
        topic = around.trimmed(
            one, topics[0], min(one.phrase_end(topics[0]), topics[-1] + 1 if len(topics) > 1 else topics[0] + 1)
        )
    return Draft(
        "capacity", "competition" if hit.name.startswith("competition") else "supply", hit.name, (around.whole(one),),
        one.span(hit.first, hit.end), parties, modality="denied" if refused else "done",
        polarity="negative" if refused else "positive", attribution=attribution(one, hit.first), topic=topic, sector=sector,
    )  # fmt: skip


def _asked(text: Sequence[Sentence], at: int) -> list[Sentence]:
    """Give the short question that a sentence answers, as in «Вертолёты? Кения не играет на этом рынке.»."""
    one = around.before(text, at)
    return [one] if one is not None and one.question and around.length(one) <= _TWO else []


def _with_answers(text: Sequence[Sentence], at: int, draft: Draft) -> Draft:
    """Add the questions behind a denied claim that are answered in the same breath."""
    if draft.polarity == "positive":
        return draft
    more: list[Span] = []
    following = at + 1
    while following + 1 < min(len(text), at + _AHEAD) and text[following + 1].paragraph == text[at].paragraph:
        if not (text[following].question and around.refuses(text[following + 1])):
            break
        more += [around.whole(text[following]), around.whole(text[following + 1])]
        following += 2
    return replace(draft, evidence=(*draft.evidence, *more))
