"""Persons whom a text brings in with their office, and what it calls them later: "Prime Minister Kenji Mori … Mori said".

No list holds most ministers. A text names them once with the office and the state, and from then on by surname alone; so a
surname stands for whoever was brought in by it, if that was one person only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Party
from multivector.reader.frames.companies import capital
from multivector.reader.frames.lexicon import fold
from multivector.reader.frames.sentence import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.reader.frames.sentence import Sentence

_SHORTEST, _LONGEST, _ENDING = 3, 4, 3
_STEM = 5
_TITLE = 6
"""Words from "Oman's" to the comma before a name: "Oman's deputy minister of trade and industry, …"."""
_OWNER = frozenset({"'s", "’s", "s", "'", "’"})
_STATES = frozenset({"name", "alias", "demonym"})
_TWINS = {
    "коре": ("iso3:KOR", "iso3:PRK"), "korea": ("iso3:KOR", "iso3:PRK"), "южнокоре": ("iso3:KOR",), "северокоре": ("iso3:PRK",),
    "конго": ("iso3:COD", "iso3:COG"), "congo": ("iso3:COD", "iso3:COG"),
}  # fmt: skip
"""Beginnings of words that are said of either of two states."""
_BOTH_KOREAS = frozenset({"полуостров", "полуострова", "полуострове", "peninsula", "war", "войны", "война", "войне", "войну"})
_OFFICE = frozenset(
    {
        "minister",
        "president",
        "chancellor",
        "premier",
        "ambassador",
        "envoy",
        "chief",
        "secretary",
        "commissioner",
        "governor",
        "leader",
    }
)


@dataclass(slots=True)
class _Known:
    """Surnames -> who bears them; None where several do."""

    bearers: dict[str, tuple[str, Party] | None] = field(default_factory=dict)

    def learn(self, words: Iterable[str], party: Party) -> None:
        """Note that somebody is called by these words."""
        for word in words:
            key = word[:_STEM]
            known = self.bearers.get(key)
            other = known is not None and known[1].actor != party.actor
            self.bearers[key] = None if other or (key in self.bearers and known is None) else known or (word, party)

    def find(self, word: str) -> Party | None:
        """Give the one person whom a word means."""
        known = self.bearers.get(word[:_STEM])
        return known[1] if known is not None and abs(len(known[0]) - len(word)) <= _ENDING else None


def introduced(text: Iterable[Sentence]) -> Iterator[Sentence]:
    """Give the sentences of a text with the full names behind offices, and with those who are called by their surnames."""
    known = _Known()
    seen: set[str] = set()
    for one in text:
        seen |= {each.party.actor for each in one.named if each.party.actor is not None}
        named = [_sure(one, each, seen) for each in (_offices(one) if one.tagged is not None else _titled(one))]
        taken = {at for each in named if each.party.actor is not None or each.how == "role" for at in range(each.first, each.end)}
        for each in named:
            words = _surname(one, each)
            if words:
                known.learn(words, each.party)
        again = list(_again(one, known, taken)) if known.bearers else []
        if again:
            places = {at for each in again for at in range(each.first, each.end)}
            named = [each for each in named if each.party.actor is not None or places.isdisjoint(range(each.first, each.end))]
        changed = bool(again) or named != list(one.named)
        yield replace(one, named=tuple(sorted((*named, *again), key=lambda each: each.first))) if changed else one


def _sure(one: Sentence, each: Named, seen: set[str]) -> Named:
    """Give a name that may be of two states the one of them that the text has named, if it has named but one."""
    if each.party.actor is not None or each.how not in {"demonym", "role", "alias", "people"}:
        return each
    words = fold(each.party.span.of(one.cut.text))
    states = next((states for stem, states in _TWINS.items() if words.startswith(stem)), ())
    named = [state for state in states if state in seen]
    if not named and states[:1] == ("iso3:KOR",) and one.word(each.end) not in _BOTH_KOREAS:
        named = ["iso3:KOR"]  # the other is never called so where it alone is meant
    return replace(each, party=replace(each.party, actor=named[0])) if len(named) == 1 else each


def _offices(one: Sentence) -> Iterator[Named]:
    """Give the names of a Russian sentence, with «министр торговли Ганы Ама Бойе» as one: office, state and holder."""
    merged: dict[int, Named] = {}
    gone: set[int] = set()
    for at in one.all_("holder"):
        if any(each.how == "role" and at in range(each.first, each.end) for each in one.named):
            continue
        state = next((each for each in one.named if each.how in _STATES and _of_office(one, each, at)), None)
        if state is None:
            continue
        end = max(at + 1, state.end)
        while state.first < at and one.part(end) in {"NOUN", "ADJ"} and one.feature(end, "Case") == "Gen":
            end += 1  # «турецкий министр энергетики»
        holder = next((each for each in one.named if each.first == end and each.how == "model"), None)
        first, end = min(at, state.first), end if holder is None else holder.end
        gone |= {each.first for each in one.named if each.first in range(first, end)}
        merged[first] = Named(Party(state.party.actor, one.span(first, end)), first, end, "role")
    if not merged:
        yield from one.named
        return
    kept = [each for each in one.named if each.first not in gone]
    yield from sorted([*kept, *merged.values()], key=lambda each: each.first)


def _of_office(one: Sentence, each: Named, at: int) -> bool:
    """Tell whether a state is that of an office: its adjective, or the genitive at the end of its title."""
    if each.how == "demonym":
        return each.end == at and one.part(each.first) == "ADJ"
    title = range(at + 1, each.first)
    plain = all(
        one.part(mid) in {"NOUN", "ADJ", "CCONJ"} and one.feature(mid, "Case") in {"Gen", "Ins", "Dat", ""} for mid in title
    )
    return (
        at < each.first <= at + _TITLE
        and plain
        and one.feature(each.first, "Case") == "Gen"
        and not one.is_(each.first - 1, "with")
    )


def _titled(one: Sentence) -> Iterator[Named]:
    """Give the names of a sentence, offices with the name of the holder behind them."""
    stop = -1
    for each in one.named:
        if each.first < stop:
            continue
        if (
            each.how == "model" and one.is_(each.first - 1, "officer") and each.end - each.first > 1
        ):  # of a state that is not named
            yield replace(
                each, party=replace(each.party, span=one.span(each.first - 1, each.end)), first=each.first - 1, how="role"
            )
            continue
        office = each.end if each.how == "role" else _office(one, each) if each.how in _STATES else None
        end = _name(one, office) if office is not None else 0
        if office is None or end == office:
            yield each
            continue
        stop = end
        yield replace(each, party=replace(each.party, span=one.span(each.first, end)), end=end, how="role")


def _office(one: Sentence, each: Named) -> int | None:
    """Give where a name may begin behind the office of a state: "Oman's minister for trade, …", "Omani Energy Minister …"."""
    first = each.end
    while one.word(first) in _OWNER:
        first += 1
    if first == each.end and each.how != "demonym":
        return None
    for at in range(first, min(first + _TITLE, one.tokens.stop)):
        if one.word(at) in _OFFICE:
            end = at + 1
            while end < min(at + _TITLE, one.tokens.stop) and one.word(end)[:1].isalpha() and not capital(one.cut.words[end]):
                end += 1
            comma = one.word(end) == ","
            return end + comma if comma or end == at + 1 else None
        if not one.word(at)[:1].isalpha():
            return None
    return None


def _name(one: Sentence, first: int) -> int:
    """Give the end of the words of a name; its beginning where there is none."""
    end = first
    while end < min(first + _LONGEST, one.tokens.stop) and capital(one.cut.words[end]) and not one.cut.words[end].isupper():
        if any(each.first == end for each in one.named if each.party.actor is not None):
            return first
        end += 1
    return end if end - first > 1 or (end > first and one.word(first - 1) != ",") else first


def _surname(one: Sentence, each: Named) -> list[str]:
    """Give the words by which somebody brought in with an office may be called later."""
    if each.how not in {"role", "person"} or (each.party.actor is None and (one.tagged is not None or each.how != "role")):
        return []
    words = one.cut.words
    own = [at for at in range(each.first, each.end) if words[at][:1].isupper()]
    run = [at for at in own if at >= each.end - _LONGEST and set(range(at, each.end)) <= set(own)]
    run = [at for at in run if not one.is_(at, "organ") and fold(words[at]) not in _OFFICE and len(words[at]) >= _SHORTEST]
    if one.tagged is not None:
        run = [at for at in run if one.part(at) == "PROPN" and one.feature(at, "Animacy") == "Anim"]
    if each.how == "role" and len(run) < 1:
        return []
    return list(dict.fromkeys(fold(words[at]) for at in (run[-1:] if one.tagged is not None else (*run[:1], *run[-1:]))))


def _again(one: Sentence, known: _Known, taken: set[int]) -> Iterator[Named]:
    """Give those who are called by a surname alone."""
    for at in one.tokens:
        word = one.cut.words[at]
        if at in taken or len(word) < _SHORTEST or not word[:1].isupper() or (word.isupper() and len(word) > _SHORTEST):
            continue
        if one.tagged is not None and (one.part(at) != "PROPN" or one.feature(at, "Animacy") == "Inan"):
            continue
        if one.cut.words[at + 1 : at + 2] and capital(one.cut.words[at + 1]) and one.tagged is None:
            continue
        party = known.find(fold(word))
        if party is not None:
            yield Named(Party(party.actor, one.span(at, at + 1)), at, at + 1, "person")
