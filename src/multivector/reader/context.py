"""What stands around a name: whether it is the state at all, whose office a role is, and who holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from multivector.reader.automaton import WORD, Hit, clean
from multivector.reader.gazetteer import Called, How, fold, listed
from multivector.reader.inflect import is_kazakh, russian, table
from multivector.reader.persons import Held, Person, holders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_OCCUPATION = "journalist"
"""Who is no office: «американский эксперт» speaks for himself, and is linked to a name beside him only."""
_NEAR = 400
"""How far around a name, in code points and within its paragraph, a cue is looked for."""
_SOME = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
_SPACE = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_ADJECTIVE_BETWEEN = re.compile(rf"(?:['’]s?)?{_SOME}(?:[а-яё]+(?:[ыи]й|[ое]го|[ое]му|[ыи]м|[ое]м|ая|[ое]й|ую|ое){_SOME})?")
_OF = re.compile(rf"{_SOME}of{_SOME}(?:the{_SOME})?")
_FROM = re.compile(rf"{_SOME}(?:из|в|во|from|in){_SOME}")
_AFTER_LANGUAGE = re.compile(rf"{_SOME}(?:язык|language\b|тіл)")
_BEFORE = re.compile(r"\.[^\S\n]{0,3}|[^\S\n]{1,3}")
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015"
_REACH, _TITLE = 60, 4
"""How far a neighbouring word is looked for; from how many letters on a word before a point ends a sentence."""
_ENDS = frozenset(".!?…:")
_OPENING = frozenset(" \t\u00a0\u202f«»\"“”„'()[]—–-")


@dataclass(slots=True)
class Item:
    """A name on its way to a mention."""

    start: int
    end: int
    how: How
    ids: tuple[str, ...]
    called: Called
    offices: tuple[str, ...] = ()
    kept: bool = True
    unsure: bool = False
    unknown: bool = False
    bare: bool = False
    holder: bool = False
    former: bool = False
    candidates: tuple[str, ...] = ()
    office: str | None = None
    of: str | None = None
    phrase: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Traps:
    """Names that are common words, or those of persons, and what gives them away."""

    cues: Mapping[str, frozenset[str]]
    bearers: frozenset[str]
    beginnings: frozenset[str]
    titles: frozenset[str]

    def borne(self, text: str, start: int, given: frozenset[str]) -> Literal["no", "maybe", "yes"]:
        """Say whether another's given name, one of those known or any, seems to stand before a surname («Иванка Трамп»)."""
        word, first = _word_before(text, start)
        if not word[:1].isupper() or fold(word) in self.titles:
            return "no"
        return "maybe" if fold(word) not in given and begins(text, first) else "yes"


@cache
def traps() -> Traps:
    """Give the packaged traps."""
    tables = table("blocs")
    bearers = frozenset(fold(word) for word in listed(tables["bearers"]["names"]))
    return Traps(
        {name: frozenset(map(fold, listed(words))) for name, words in tables["cues"].items()},
        bearers,
        frozenset(listed(tables["beginnings"]["words"])),
        frozenset(listed(table("roles")["persons"]["titles"])),
    )


@cache
def _named_after() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    tables = table("leaders")["named-after"]
    return listed(tables["whole"]), listed(tables["before"]), listed(tables["behind"])


def named_after(text: str, start: int, end: int) -> bool:
    """Say whether a name is that of a place or a house («проспект Назарбаева», "Trump Tower"), by the word beside it."""
    whole, before, behind = _named_after()
    word = fold(_word_before(text, start)[0])
    if word in whole or word.startswith(before):
        return True
    after = WORD.match(text, end + 1) if text[end : end + 1] in {" ", "\u00a0", "-"} else None
    if after is None or not (after[0][0].isupper() or text[end] == "-"):
        return False
    return fold(clean(after[0])).startswith(behind)


@cache
def _guards() -> tuple[frozenset[str], frozenset[str]]:
    tables = table("roles")["guards"]
    return frozenset(listed(tables["former"])), frozenset(listed(tables["post"]))


def begins(text: str, start: int) -> bool:
    """Say whether a sentence, or a quotation, begins here."""
    place = start - 1
    while place >= 0 and start - place < _NEAR and text[place] in _OPENING:
        place -= 1
    return place < 0 or text[place] == "\n" or text[place] in _ENDS


def _word_before(text: str, start: int) -> tuple[str, int]:
    """Give the word before a place on the same line, with nothing but space between, or the point of a title or an initial."""
    words = list(WORD.finditer(text, max(0, start - _REACH), start))
    if not words or not _BEFORE.fullmatch(text, words[-1].end(), start):
        return "", start
    last, word = words[-1], clean(words[-1][0])
    if text[last.end()] == "." and len(word) >= _TITLE:
        return "", start
    if len(words) > 1 and text[words[-2].end() : last.start()] == "-":
        return f"{clean(words[-2][0])}-{word}", words[-2].start()
    return word, last.start()


def _joined_before(text: str, start: int) -> str:
    """Give the word that a hyphen joins to a place («экс-»); nothing where there is none."""
    words = list(WORD.finditer(text, max(0, start - _REACH), start))
    return clean(words[-1][0]) if words and start - words[-1].end() == 1 and text[start - 1] in _HYPHENS else ""


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Say whether what stands between two names is as the pattern says, the invisible left out."""
    return 0 <= end - start <= _REACH and pattern.fullmatch(clean(text[start:end])) is not None


def _paragraph(text: str, start: int, end: int) -> str:
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    before, behind = text.rfind("\n\n", low, start), text.find("\n\n", end, high)
    return text[low if before < 0 else before : high if behind < 0 else behind]


def held_back(text: str, hit: Hit, called: Called, known: Traps) -> Literal["no", "drop", "unknown", "unsure"]:
    """Say whether a name is to be left out, left unknown, or flagged."""
    if called.how == "demonym" and _AFTER_LANGUAGE.match(clean(text[hit.end : hit.end + _REACH])):
        return "drop"
    if called.how not in {"name", "alias", "capital", "city", "people", "demonym"} or len(hit.meanings[0].words) > 1:
        return "no"
    written = fold(clean(text[hit.start : hit.end]))
    if written in known.beginnings and begins(text, hit.start):
        return "drop"
    if called.how in {"people", "demonym"} and called.bend != "none" and text[hit.start].isupper():
        word, first = _word_before(text, hit.start)  # «Вадим Поляков», «Татьяна Грузинская»
        if word[:1].isupper() and not word.isupper() and text[hit.start - 1] in " \u00a0":
            return "drop" if called.how == "people" else "no" if begins(text, first) else "unsure"
    base = fold(called.words)
    cues = known.cues.get(base)
    if cues and any(fold(clean(match[0])) in cues for match in WORD.finditer(_paragraph(text, hit.start, hit.end))):
        return "unknown"
    if base in known.bearers:
        word, first = _word_before(text, hit.start)
        if word and word[0].isupper() and not word.isupper() and not begins(text, first) and fold(word) not in known.titles:
            return "drop"
        after = WORD.match(text, hit.end + 1)
        behind = clean(after[0]) if after and text[hit.end] in " \u00a0" else ""
        if behind[:1].isupper() and not behind.isupper():
            return "unsure" if fold(behind) in _roles() or russian(fold(behind)) & _roles() else "drop"
    return "no"


@cache
def _roles() -> frozenset[str]:
    lines = table("roles")["offices"].values()
    return frozenset(fold(name).split()[0] for line in lines for column in line.split("|") for name in listed(column))


def beside(text: str, before: Item, after: Item) -> bool:
    """Say whether nothing but space stands between two names."""
    return _between(_SPACE, text, before.end, after.start)


def vouches(text: str, items: list[Item], person: Item) -> bool:
    """Say whether an office stands right before a name, its state between them or before them."""
    if not items or not beside(text, items[-1], person):
        return False
    return items[-1].how == "role" or (len(items) > 1 and items[-2].how == "role" and _follows(text, items[-2], items[-1]))


def voucher(text: str, items: list[Item], person: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the offices that stand right before a name, and the state that they are of, as far as it stands there too."""
    if not vouches(text, items, person):
        return (), ()
    at = len(items) - 1 if items[-1].how == "role" else len(items) - 2
    if at < len(items) - 1:
        return items[at].offices, items[-1].ids
    return items[at].offices, items[at - 1].ids if at and _leads_in(text, items[at - 1], items[at]) else ()


def link(
    text: str,
    items: list[Item],
    held: Mapping[tuple[str, str], tuple[Held, ...]],
    leads: tuple[str, ...],
    people: Mapping[str, Person],
    day: date | None,
) -> None:
    """Join each role to its state and its holder; a role that stands alone stays out."""
    last: tuple[str, ...] = ()
    edge = 0
    for position, item in enumerate(items):
        if text.find("\n\n", edge, item.start) >= 0:
            last = ()
        edge = item.start
        if item.how != "role":
            continue
        state, person, place = _neighbours(text, items, position)
        if person is None and (state is None or _OCCUPATION in item.offices):
            continue
        item.phrase, item.kept, item.office = place, True, item.offices[0]
        item.of = state.ids[0] if state is not None and len(state.ids) == 1 else None
        if person is not None and len(person.ids) == 1:
            item.ids, item.holder = person.ids, True
            item.of = item.of or (people[person.ids[0]].state if person.ids[0] in people else person.ids[0])
        elif person is not None and person.former:
            item.ids, item.unsure = () if state is None else state.ids, True
        elif state is not None:
            item.ids, item.unsure = state.ids, state.unsure
            if item.of is not None:
                last = _hold(text, item, held, leads, last, day)
        if not item.ids:
            item.kept = False


def _hold(
    text: str,
    item: Item,
    held: Mapping[tuple[str, str], tuple[Held, ...]],
    leads: tuple[str, ...],
    last: tuple[str, ...],
    day: date | None,
) -> tuple[str, ...]:
    """Give a role to its holder on the day, unless a former one or the post is meant; give the offices for a counterpart."""
    former, post = _guards()
    word, _ = _word_before(text, item.phrase[0] if item.phrase else item.start)
    close, _ = _word_before(text, item.start)
    words = {fold(word), fold(close), fold(_joined_before(text, item.start))}
    names = last if item.offices == ("counterpart",) else item.offices + leads * ("leader" in item.offices)
    if words & (former | post) or any(part in former for each in words for part in each.split("-")):
        item.unsure = True
        return names
    found = holders(held, item.of or "", names, day)
    if len(found) == 1 and day is not None:
        item.ids, item.holder = (found[0].person,), True
    elif found:
        item.candidates, item.unsure = tuple(each.person for each in found), True
    return names


def _neighbours(text: str, items: list[Item], position: int) -> tuple[Item | None, Item | None, tuple[int, int]]:
    """Give the state and the person that a role is joined to, and the place of them all."""
    item = items[position]
    before = items[position - 1] if position else None
    behind = items[position + 1] if position + 1 < len(items) else None
    state, start, end, following = None, item.start, item.end, position + 1
    if before is not None and _leads_in(text, before, item):
        state, start = before, before.start
    elif behind is not None and _follows(text, item, behind):
        state, end, following = behind, behind.end, position + 2
    person = items[following] if following < len(items) and items[following].how == "person" else None
    if person is not None and not _between(_SPACE, text, end, person.start):
        person = None
    if person is None and state is None and behind is not None and _between(_FROM, text, item.end, behind.start):
        third = items[position + 2] if position + 2 < len(items) else None
        if third is not None and third.how == "person" and _between(_SPACE, text, behind.end, third.start):
            return behind, third, (item.start, third.end)
    return state, person, (start, max(end, person.end) if person else end)


def _leads_in(text: str, before: Item, role: Item) -> bool:
    words = role.called.words
    fits = before.how == "demonym" or (before.how in {"name", "alias"} and (words.isascii() or is_kazakh(words)))
    return fits and _between(_ADJECTIVE_BETWEEN, text, before.end, role.start)


def _follows(text: str, role: Item, behind: Item) -> bool:
    if behind.how not in {"name", "alias"}:
        return False
    between = _OF if role.called.words.isascii() else _SPACE
    return _between(between, text, role.end, behind.start)
