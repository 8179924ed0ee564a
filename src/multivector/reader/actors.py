"""Text -> the actors that it speaks of: states and blocs by name, people, capital or seat, offices and persons by the day.

    names = known(ledger)
    for found in actors(text, names, date(2025, 11, 17)):
        found.value.actor  # "kz" where the ledger holds it, else "iso3:KAZ"; None where several are meant as well

Mentions never overlap. A person of the ledger is given as such, a leader of the packaged table as the state that he or she led on
the day of the text; one whose term was over has no actor, and the state as candidate. «Президент Казахстана» gives two: the state
at its name, and at the word «президент» whoever held the office on the day of the text, with the whole phrase beside it. What may
be another thing («Georgia» beside «Atlanta») is left out or has no actor: a wrong actor is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.model.entries import Actor
from multivector.reader.automaton import WORD, Automaton, Hit, build, find
from multivector.reader.context import Item, Traps, beside, held_back, link, named_after, traps, voucher, vouches
from multivector.reader.gazetteer import Called, How, fold, of_ledger, packaged, same
from multivector.reader.leaders import besides
from multivector.reader.persons import Held, Person, continued, offices, persons, widened
from multivector.reader.persons import leads as lead_offices
from multivector.reader.spans import Found, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from multivector.model.ledger import Ledger

SCORES: dict[How, float] = {
    "name": 1.0, "alias": 0.95, "demonym": 0.95, "people": 0.9, "metonym": 0.9, "capital": 0.8, "city": 0.8, "person": 1.0,
    "role": 0.8,
}  # fmt: skip
"""How far each way of speaking of an actor is trusted, before its surroundings are looked at."""
_HOLDER, _SURNAME, _DOUBT = 0.9, 0.7, 0.6
_SHORT = 2
"""A surname of no more letters («Си», "Xi") needs the rest of the name once, or a title."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What is said at a place: which actor, and by what kind of word."""

    actor: str | None
    how: How
    score: float
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()
    """All whom the words may mean, where they are several."""
    office: str | None = None
    of: str | None = None
    """Whose office it is."""
    phrase: Span | None = None
    """The office together with its state and its holder, as far as they stand beside it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that can be found: names, whom they mean, who held which office, and what to beware of."""

    automaton: Automaton
    ids: Mapping[str, str]
    persons: Mapping[str, Person]
    held: Mapping[tuple[str, str], tuple[Held, ...]]
    leads: tuple[str, ...]
    traps: Traps
    given: frozenset[str]
    """The given names of all persons."""


def known(ledger: Ledger | None = None) -> Known:
    """Make what is looked for: the packaged states and blocs, and the actors of a ledger.

    Args:
        ledger: Whose actors, outlets and office holders to know besides.
    """
    ids = {} if ledger is None else same(ledger)
    given = () if ledger is None else ledger.of(Actor)
    people, surnames = persons(given)
    leaders, called = besides(people, surnames)
    held, titles = offices(given)
    own = () if ledger is None else tuple(of_ledger(ledger))
    automaton = build((*packaged(), *own, *surnames, *titles, *called))
    every = people | leaders
    given_names = frozenset().union(*(person.given for person in every.values()))
    return Known(automaton, ids, every, held, lead_offices(), traps(), given_names)


def actors(text: str, names: Known, dateline: date | None = None) -> tuple[Found[Mention], ...]:
    """Find the actors in a text, in order; offices are those of the day of the text."""
    items: list[Item] = []
    seen = _Seen(dateline, set(), set())
    for hit in find(text, names.automaton):
        item = _person(text, hit, items, names, seen) or _item(text, hit, names)
        if item is None:
            continue
        while items and items[-1].end > item.start:
            items.pop()
        items.append(item)
    link(text, items, names.held, names.leads, names.persons, dateline)
    return tuple(_found(item) for item in items if item.kept)


def _item(text: str, hit: Hit, names: Known) -> Item | None:
    """Make of a hit what it means besides a person; None where it is nothing, or likelier something else."""
    if any(meaning.called.how == "nothing" for meaning in hit.meanings):
        return None
    every = [meaning for meaning in hit.meanings if meaning.called.how != "person"]
    meanings = [meaning for meaning in every if meaning.called.own] or every
    if not meanings:
        return None
    called = meanings[0].called
    if called.how == "role":
        offices_ = dict.fromkeys(meaning.called.office or "" for meaning in (*meanings, *every))
        return Item(hit.start, hit.end, "role", (), called, offices=tuple(filter(None, offices_)), kept=False)
    ids = tuple(dict.fromkeys(names.ids.get(meaning.called.actor, meaning.called.actor) for meaning in meanings))
    doubt = held_back(text, hit, called, names.traps)
    if doubt == "drop":
        return None
    unsure = doubt == "unsure" or all(meaning.called.doubtful for meaning in meanings)
    return Item(hit.start, hit.end, called.how, ids, called, unsure=unsure, unknown=doubt == "unknown")


@dataclass(frozen=True, slots=True)
class _Seen:
    """The day of a text, whom it has named in full so far, and the surnames that others bear in it."""

    day: date | None
    met: set[str]
    borne: set[str]


def _person(text: str, hit: Hit, items: list[Item], names: Known, seen: _Seen) -> Item | None:
    """Make a person of a surname; None where it may be anybody, or is none."""
    called = {meaning.called.actor: meaning.called for meaning in hit.meanings if meaning.called.how == "person"}
    called = {id_: each for id_, each in called.items() if names.persons[id_].known(seen.day)}
    if not called:
        return None
    item = Item(hit.start, hit.end, "person", tuple(called), next(iter(called.values())))
    if not _settle(text, item, items, names, seen, called):
        return None
    if all(names.persons[id_].terms for id_ in item.ids) and named_after(text, item.start, item.end):
        return None
    _led(item, names, seen.day)
    return item


def _settle(text: str, item: Item, items: list[Item], names: Known, seen: _Seen, called: Mapping[str, Called]) -> bool:
    """Decide which person a surname means; False where it may be anybody."""
    places = {id_: widened(text, item.start, item.end, names.persons[id_]) for id_ in item.ids}
    widest = max(end - start for start, end in places.values())
    full = [id_ for id_, (start, end) in places.items() if end - start == widest > item.end - item.start]
    whole = _first(full, names, seen.day)
    if len(whole) == 1:
        item.start, item.end = places[whole[0]]
        said = len(WORD.findall(text, item.start, item.end))
        if said < names.persons[whole[0]].family_first and continued(text, item.end):
            return False
        item.ids = (whole[0],)
        seen.met.add(whole[0])
        return True
    if any(names.persons[id_].family_first or called[id_].doubtful for id_ in places) and continued(text, item.end):
        return False
    if items and items[-1].how == "person" and beside(text, items[-1], item):
        return False
    vouched = [id_ for id_ in places if _vouched(text, items, item, names.persons[id_], names)]
    borne = "no" if vouched else names.traps.borne(text, item.start, names.given)
    if borne == "yes":
        seen.borne.add(fold(item.called.words))
        return False
    met = [id_ for id_ in places if id_ in seen.met]
    return _bare(item, names, seen, called, met, vouched, unsure=borne == "maybe")


def _bare(
    item: Item, names: Known, seen: _Seen, called: Mapping[str, Called], met: list[str], vouched: list[str], *, unsure: bool
) -> bool:
    """Decide whom a surname without a given name means: one met before, one whose office stands there, or one known by it."""
    strange = fold(item.called.words) in seen.borne
    long = len(item.called.words) > _SHORT
    known = [
        id_
        for id_, each in called.items()
        if long and names.persons[id_].alone and not each.doubtful and not (strange and names.persons[id_].terms)
    ]
    likely = _first(met or list(dict.fromkeys((*vouched, *known))), names, seen.day)
    if not likely:
        return False
    item.ids = tuple(likely)
    item.bare = not (met or vouched) or unsure
    if vouched and len(likely) == 1:
        seen.met.update(likely)
    return True


def _vouched(text: str, items: list[Item], item: Item, person: Person, names: Known) -> bool:
    """Say whether an office beside a name vouches for a person: of a leader of the table, only an own office of the own state."""
    if not person.terms:
        return vouches(text, items, item)
    said, of = voucher(text, items, item)
    fits = bool({term.office for term in person.terms} & set(said)) or "leader" in said
    return fits and (not of or names.ids.get(person.state or "", person.state) in of)


def _first(ids: list[str], names: Known, day: date | None) -> list[str]:
    """Give those who go before the others: the ledger's own, then who is in office."""
    own = [id_ for id_ in ids if not names.persons[id_].terms]
    return own or [id_ for id_ in ids if names.persons[id_].held(day)] or ids


def _led(item: Item, names: Known, day: date | None) -> None:
    """Give a leader of the table as the state that was led on the day; of a former one the state is only a candidate."""
    people = [names.persons[id_] for id_ in item.ids]
    if not all(person.terms for person in people):
        return
    states = tuple(dict.fromkeys(names.ids.get(person.state or "", person.state or "") for person in people))
    offices_ = tuple(dict.fromkeys(office for person in people for office in person.held(day)))
    item.of = states[0] if len(states) == 1 else None
    if offices_:
        item.ids, item.office = states, offices_[0] if len(offices_) == 1 else None
    else:
        item.ids, item.candidates, item.former = (), states, True


def _found(item: Item) -> Found[Mention]:
    one = item.ids[0] if len(item.ids) == 1 and not item.unknown else None
    score = SCORES[item.how] if one else 0.0
    if item.how == "role" and item.holder and one:
        score = _HOLDER
    if item.bare:
        score = min(score, _SURNAME)
    if item.unsure:
        score = min(score, _DOUBT)
    mention = Mention(
        one,
        item.how,
        score,
        ambiguous=one is None or item.unsure or item.bare,
        candidates=(item.ids or item.candidates) if one is None else item.candidates,
        office=item.office,
        of=item.of,
        phrase=None if item.phrase is None else Span(*item.phrase),
    )
    return Found(Span(item.start, item.end), mention, f"actor-{item.how}")
