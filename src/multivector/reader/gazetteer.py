"""What actors are called: the packaged tables of states and blocs, and the actors of a ledger, as one list of names.

A state has the id `iso3:KAZ`, a bloc its own; where the ledger holds the same actor, by its code or by a name, the ledger's id is
given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from multivector.model.entries import Actor, Source
from multivector.reader.inflect import is_kazakh, kazakh, people, russian, surname, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.ledger import Ledger

How = Literal["name", "demonym", "people", "capital", "city", "metonym", "role", "alias", "person", "nothing"]
Bend = Literal["none", "russian", "people", "kazakh", "surname"]
Case = Literal["any", "capital", "exact"]

_STATES = ("member", "observer", "disputed", "territory", "former", "part")
_SHORT = 5
"""Names in capitals up to this length are abbreviations."""


@dataclass(frozen=True, slots=True)
class Called:
    """One thing that an actor is called: its words as written, how they bend, and which case of letters they need."""

    actor: str
    how: How
    words: str
    bend: Bend = "none"
    case: Case = "capital"
    office: str | None = None
    doubtful: bool = False
    own: bool = False
    """Whether it is the ledger's own name, which goes before that of the tables."""


@dataclass(frozen=True, slots=True)
class State:
    """A line of the table of states."""

    id: str
    status: str
    iso2: str
    ru: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]
    en: tuple[str, ...]
    en_adjectives: tuple[str, ...]
    en_people: tuple[str, ...]
    en_capital: tuple[str, ...]
    kk: tuple[str, ...]
    kk_adjectives: tuple[str, ...]


def fold(word: str) -> str:
    """Give a word as it is looked up: lower case, е for ё, one apostrophe."""
    return word.lower().replace("ё", "е").replace("’", "'")


def listed(text: str) -> tuple[str, ...]:
    """Split a list at its commas."""
    return tuple(part for each in text.split(",") if (part := " ".join(each.split())))


@cache
def states() -> tuple[State, ...]:
    """Give the states and territories of the table, in its order."""
    found = []
    tables = table("states")
    for status in _STATES:
        for key, line in tables[status].items():
            first, *columns = line.split("|")
            known = f"iso3:{key}" if key.isupper() else key
            actor = f"iso3:{first.strip()}" if status == "part" else known
            found.append(State(actor, status, first.strip(), *(listed(column) for column in columns)))
    return tuple(found)


@cache
def packaged() -> tuple[Called, ...]:
    """Give all that the packaged tables know."""
    tables = table("blocs")
    doubtful = frozenset(listed(tables["doubtful"]["words"]))
    hidden = frozenset(fold(name) for names in tables["nothing"].values() for name in listed(names))
    return (
        *(called for state in states() for called in _of_state(state, doubtful, hidden)),
        *(each for id_, names in tables["blocs"].items() for name in listed(names) for each in _bloc(id_, name)),
        *(
            _name(f"iso3:{code}" if code.isupper() else code, name, "metonym")
            for code, names in tables["metonyms"].items()
            for name in listed(names)
        ),
        *(
            _name(f"iso3:{code}", name.strip(), "city")
            for code, names in table("cities")["cities"].items()
            for name in names.replace("|", ",").split(",")
        ),
        *(_name("", name, "nothing") for names in tables["nothing"].values() for name in listed(names)),
        *_combining(),
        *roles(),
    )


def _of_state(state: State, doubtful: frozenset[str], hidden: frozenset[str]) -> Iterator[Called]:
    part = state.status == "part"
    for lang, names in (("ru", state.ru), ("en", state.en), ("kk", state.kk)):
        for position, name in enumerate(names):
            unsure = part or fold(name).rstrip("=") in doubtful
            yield _name(state.id, name, "alias" if position else "name", doubtful=unsure, lang=lang)
    for name in _styled(state, hidden):
        yield _name(state.id, name, "alias", doubtful=part)
    yield from (_name(state.id, name, "capital", doubtful=part) for name in (*state.capital, *state.en_capital))
    for word in state.adjectives:
        yield Called(state.id, "demonym", word, "russian", "any", doubtful=part or word in doubtful)
    yield from (Called(state.id, "people", word, "people", "any", doubtful=part) for word in state.people)
    yield from (Called(state.id, "demonym", word, "kazakh", "any", doubtful=part) for word in state.kk_adjectives)
    for word in state.en_adjectives:
        unsure = part or fold(word) in doubtful
        yield Called(state.id, "demonym", word, doubtful=unsure)
        if not word.endswith(("ese", "sh", "ch", "ss", "ic")):
            yield Called(state.id, "people", word + "s", doubtful=unsure)
    yield from (Called(state.id, "people", word, doubtful=part) for word in state.en_people)


def _styled(state: State, hidden: frozenset[str]) -> Iterator[str]:
    """Give the names with the style of the state before or behind them, whether or not it bears that style."""
    for name in state.ru[:2]:
        if " " not in name and "=" not in name:
            yield from (f"Республика {name}", f"Королевство {name}")
    for name in state.en[:2]:
        if not name.startswith("The ") and "=" not in name:
            yield from (f"Republic of {name}", f"Kingdom of {name}")
    if state.status in {"member", "disputed"}:
        republics = (f"{word[:-2]}ая республика".capitalize() for word in state.adjectives)
        yield from (name for name in republics if fold(name) not in hidden)


def _bloc(id_: str, name: str) -> Iterator[Called]:
    adjectival = name[0].islower() and name.endswith("ий")
    yield _name(id_, name, "demonym" if adjectival else "name")


def _combining() -> Iterator[Called]:
    special = {f"iso3:{code}": listed(words) for code, words in table("bending")["combining"].items()}
    for state in states():
        halves = [f"{word.removesuffix('ий')}о" for word in state.adjectives if word.endswith("ский")]
        yield from (Called(state.id, "demonym", f"{half}-", case="any") for half in (*halves, *special.get(state.id, ())))
    yield from (Called(f"iso3:{code}", "demonym", f"{half}-") for code, half in table("bending")["halves"].items())


def roles() -> Iterator[Called]:
    """Give the words for offices and bodies."""
    for office, line in table("roles")["offices"].items():
        for name in (name for column in line.split("|") for name in listed(column)):
            yield _name("", name, "role", office=office, case="any")


def bend(name: str, lang: str = "") -> Bend:
    """Say how a name bends, by its letters and its language."""
    if not any("а" <= letter <= "я" for letter in name.lower()):
        return "none"
    return "kazakh" if lang == "kk" or is_kazakh(name.lower()) else "russian"


def _name(
    actor: str,
    name: str,
    how: How,
    *,
    office: str | None = None,
    case: Case | None = None,
    doubtful: bool = False,
    own: bool = False,
    lang: str = "",
) -> Called:
    if name.endswith("="):
        return Called(actor, how, name[:-1], "none", "exact", office, doubtful, own)
    return Called(actor, how, name, bend(name, lang), case or ("capital" if name[0].isupper() else "any"), office, doubtful, own)


def of_ledger(ledger: Ledger) -> Iterator[Called]:
    """Give the names of a ledger's actors but persons, and of its outlets."""
    for actor in ledger.of(Actor):
        if actor.type == "person":
            continue
        given = [] if actor.name is None else list(actor.name.texts)
        for lang, name in (*given, *(("", alias) for alias in actor.aliases)):
            how: How = "name" if (lang, name) in given else "alias"
            short = name.isupper() and len(name) <= _SHORT
            yield _name(actor.id, f"{name}=" if short else name, how, own=True, lang=lang)
        for lang, word in (pair for names in actor.demonyms for pair in names.texts):
            bends: Bend = "none" if bend(word, lang) == "none" else "kazakh" if lang == "kk" else "russian"
            if bends == "russian" and not word.endswith(("ий", "ый", "ой")):
                yield Called(actor.id, "people", word, "people", "any", own=True)
            else:
                yield Called(actor.id, "demonym", word, bends, "capital" if bends == "none" else "any", own=True)
                if bends == "none":
                    yield Called(actor.id, "people", f"{word}s", own=True)
    for source in ledger.of(Source):
        if source.part_of is None and source.name is not None and source.type in {"agency", "newspaper"}:
            names = {name for _, name in source.name.texts if name.isupper() or " " in name}
            yield from (Called(source.id, "name", name, case="exact", own=True) for name in sorted(names))


def same(ledger: Ledger) -> dict[str, str]:
    """Give, for ids of the tables, the ids of the ledger's actors that are the same: by code, else by name."""
    found: dict[str, str] = {}
    codes = {state.iso2: state.id for state in states() if state.iso2 and state.status != "part"}
    names: dict[str, set[str]] = {}
    for each in packaged():
        if each.how in {"name", "alias"}:
            names.setdefault(fold(each.words), set()).add(each.actor)
    for actor in ledger.of(Actor):
        if actor.type in {"person", "company", "media"}:
            continue
        coded = {f"iso3:{code.code}" for code in actor.codes if code.scheme == "iso3"}
        coded |= {codes[code.code] for code in actor.codes if code.scheme == "iso2" and code.code in codes}
        texts = () if actor.name is None else tuple(name for _, name in actor.name.texts)
        named = [names[fold(name)] for name in (*texts, *actor.aliases) if fold(name) in names]
        sure = {next(iter(ids)) for ids in named if len(ids) == 1}
        same_id = {actor.id} & {each for ids in names.values() for each in ids}
        for id_ in coded or same_id or (sure if len(sure) == 1 else set()):
            found.setdefault(id_, actor.id)
    return found


def forms(word: str, how: Bend) -> frozenset[str]:
    """Give the folded forms of one word of a name."""
    if how in {"russian", "people"} and not word.isascii():
        return people(word) if how == "people" else russian(word)
    if how == "kazakh":
        return kazakh(word)
    return surname(word) if how == "surname" else frozenset((word,))
