"""Offices and persons of a text -> who holds which position where: «мэр Лимы Анна Кирос», «Анна Кирос, мэр Лимы»."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from multivector.reader.facts.clauses import clauses
from multivector.reader.facts.offices import Office, Page, key, offices
from multivector.reader.facts.records import Occupation, Where
from multivector.reader.inflect import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.entities import Entity

_PERSON = frozenset({"PER"})
_MARKS = frozenset({",", "—", "–", "-", "("})
_ASIDE = 6
"""Words that may stand between an office and its holder: where he is posted, his rank."""
_REACH = 15
"""Words from a verb within which its subject is sought."""
_NEAR = 60
"""Words before an office within which its state may have been named."""
_APPOINTING = ("назнач", "избра", "избер", "утверд", "предлож", "выдвин", "рекоменд")
"""Beginnings of verbs whose subject gives the office to another."""
_POSTS = ("пост", "должност", "кресл")
_PLACED = frozenset({"в", "во", "на", "по", "от", "при", "с"})


def occupations(page: Page) -> tuple[Occupation, ...]:
    """Give who holds which position where, each once, in the order of the text; what is not said where is left out."""
    found: dict[tuple[str, str, str], Occupation] = {}
    understood: list[Occupation] = []
    named = list(offices(page))
    for number in range(len(named)):
        who = holder(page, named, number)
        office = named[number]
        where = office.where or _understood(page, office)
        if who is None or where is None:
            continue
        first, end = min(who.first, office.begin), max(who.end, office.stop)
        position = page.cut.span(office.first, office.end)
        one = Occupation(who, position, where, page.cut.span(first, end), understood=office.where is None)
        if one.understood:
            understood.append(one)
        else:
            found.setdefault(_key(page, one), one)
    placed = {(surname, place) for surname, _, place in found}
    for one in _serving(page):
        surname, _, place = _key(page, one)
        if (surname, place) not in placed:
            found[surname, "", place] = one
    told = {surname for surname, _, _ in found}
    for one in understood:
        if _key(page, one)[0] not in told:
            found.setdefault(_key(page, one), one)
    return tuple(sorted(found.values(), key=lambda one: one.evidence))


def _understood(page: Page, office: Office) -> Where | None:
    """Give the state that is understood with an office of state: the only one named not far before it."""
    if not page.office(office.first, "of-state"):
        return None
    near = (page.starts.get(at) for at in range(office.first - 1, max(office.first - _NEAR, -1), -1))
    named = [name for name in near if name is not None and name.kind == "LOC" and page.state(name)]
    alone = len({key(name.span.of(page.cut.text)) for name in named}) == 1
    return Where(named[0].span) if alone else None


def _serving(page: Page) -> Iterator[Occupation]:
    """Give those of whom a verb says that they serve a body: «Анна Кирос возглавляет «Зарю»»."""
    for clause in clauses(page, {"serving": _verbs()}):
        who = next((each for each in clause.doers if each.kind == "PER"), None)
        where = next((each for each in clause.others if each.kind == "ORG"), None)
        if who is not None and where is not None:
            yield Occupation(who, None, Where(where.span), clause.span(page))


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(table("facts_offices")["verbs"]["serving"])


def _key(page: Page, one: Occupation) -> tuple[str, str, str]:
    """Give what an occupation is known by when it is told again: surname, first word of the position, place."""
    position = "" if one.position is None else key(one.position.of(page.cut.text)).split(" ")[0]
    return key(page.cut.words[one.who.end - 1]), position, key(one.where.of(page.cut.text))


def holder(page: Page, named: Sequence[Office], number: int, kinds: frozenset[str] = _PERSON) -> Entity | None:
    """Give who holds an office: whoever stands behind it, before it, or with those that it is listed with."""
    who = _behind(page, named[number], kinds)
    at = number
    while who is None and at + 1 < min(len(named), number + _ASIDE) and _listed(page, named[at], named[at + 1]):
        at += 1
        who = _behind(page, named[at], kinds)
    if who is not None:
        return who
    at = number
    who = _ahead(page, named[at].begin, kinds)
    while who is None and at > max(0, number - _ASIDE) and _listed(page, named[at - 1], named[at]):
        at -= 1
        who = _ahead(page, named[at].begin, kinds)
    return who or _said(page, named[number], kinds)


def _listed(page: Page, one: Office, other: Office) -> bool:
    """Tell whether two offices stand side by side, with no more than a comma or «и» between them."""
    between = [page.low(at) for at in range(one.stop, other.begin)]
    return len(between) <= 2 and all(word in {",", "и", "а", "также", ")"} for word in between)  # noqa: PLR2004  # «, а»


def _behind(page: Page, office: Office, kinds: frozenset[str]) -> Entity | None:
    """Give whoever is named right behind an office, over a rank, a bracket or where he is posted."""
    at = stop = office.stop
    if page.low(at) == "(":
        at = next((end + 1 for end in range(at, at + _ASIDE) if page.low(end) == ")"), at)
    posted = False
    while at < stop + _ASIDE:
        name = page.starts.get(at)
        if name is not None and name.kind in kinds:
            return name if page.together(office.first, at) and not _another(page, name, office) else None
        if name is not None and posted:
            at = name.end
            continue
        if page.low(at) in _PLACED:
            posted = True
        elif page.part(at) not in {"NOUN", "ADJ"} or not (posted or page.case(at) == office.case or page.office(at)):
            return None
        at += 1
    return None


def _another(page: Page, name: Entity, office: Office) -> bool:
    """Tell whether a person is named as the subject behind an office that belongs to something else."""
    return page.office(office.begin - 1) and office.case == "Gen" and page.case(name.first) == "Nom"


def _ahead(page: Page, begin: int, kinds: frozenset[str]) -> Entity | None:
    """Give whoever is named before an office and a mark: «Анна Кирос, мэр»."""
    if page.low(begin - 1) not in _MARKS:
        return None
    at = begin - 1
    if page.low(at - 1) == ")":
        at = next((first for first in range(at - 1, at - 1 - _ASIDE, -1) if page.low(first) == "("), at)
    name = page.ends.get(at)
    return name if name is not None and name.kind in kinds and page.together(name.first, begin) else None


def _said(page: Page, office: Office, kinds: frozenset[str]) -> Entity | None:
    """Give whom a verb joins to an office: «Анна Кирос стала мэром», «назначил Анну Кирос на пост директора»."""
    noun = next((at for at in range(office.first, office.end) if page.office(at)), office.first)
    verb, post = page.tagged.heads[noun], False
    if verb is not None and page.low(verb).startswith(_POSTS):
        post, verb = True, page.tagged.heads[verb]
    if verb is None or page.part(verb) not in {"VERB", "AUX", "ADJ"} or not (post or office.case == "Ins"):
        return None
    reach = range(max(verb - _REACH, 0), min(verb + _REACH, len(page.cut.words)))
    joined = [
        (page.tagged.relations[at], name)
        for at in reach
        if page.tagged.heads[at] == verb and (name := _person(page, at, kinds)) is not None and page.together(name.first, noun)
    ]
    done = [name for relation, name in joined if relation in {"obj", "iobj", "nsubj:pass"}]
    doing = [name for relation, name in joined if relation == "nsubj"]
    return next(iter(done if page.low(verb).startswith(_APPOINTING) else [*done, *doing]), None)


def _person(page: Page, at: int, kinds: frozenset[str]) -> Entity | None:
    """Give whom a word names, or with whose name it stands: «доктора Томаса Берга»."""
    for one in (at, *range(at + 1, min(at + _ASIDE, len(page.cut.words)))):
        name = page.inside.get(one)
        if name is not None and name.kind in kinds and (one == at or page.tagged.heads[one] == at):
            return name
    return None
