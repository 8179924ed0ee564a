"""A sentence as the frames see it: its words with their classes, what was found in it, and its syntax where that was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from multivector.reader.drafts import Party
from multivector.reader.frames.companies import foreign, unlisted
from multivector.reader.frames.lexicon import classes, fold
from multivector.reader.frames.lines import lines
from multivector.reader.spans import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from multivector.model.money import Amount
    from multivector.reader.calendar.records import When
    from multivector.reader.reading import Reading
    from multivector.reader.spans import Found
    from multivector.reader.tagging import Tagged
    from multivector.reader.tokens import Cut

V = TypeVar("V")

_STOPS = frozenset({",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "…", "...", "?!", "!?"})
_HARD = _STOPS - {","}
_TURNS = frozenset({"но", "а", "but", "while", "although", "хотя", "что", "that", "после", "after", "когда", "when", "как"})
_RESUMING = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "would", "then", "later"})
_WHY = frozenset({"почему", "зачем", "why"})
_HEAD = 40
"""Code points at the head of a text within which its own day stands."""
_SPOKEN = frozenset({"name", "alias", "capital", "city", "metonym"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in a sentence: the party, its tokens, and how it is named (`model` by the name tagger alone)."""

    party: Party
    first: int
    end: int
    how: str

    @property
    def ground(self) -> bool:
        """Whether one can travel there."""
        return self.how in _SPOKEN


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of tokens of a text, everything by the numbers of tokens."""

    cut: Cut
    tokens: range
    low: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    named: tuple[Named, ...]
    amounts: tuple[tuple[int, Amount], ...]
    dates: tuple[tuple[int, When], ...]
    tagged: Tagged | None
    paragraph: int
    day: dt.date
    places: Mapping[str, list[int]] = field(default_factory=dict)
    """Class -> its words, so that nobody has to go through all of them."""

    @property
    def question(self) -> bool:
        """Whether it asks; also a heading that begins with "why" and has no mark at its end."""
        return "?" in "".join(self.low[-2:]) or (self.low[0] in _WHY and self.low[-1][-1:].isalnum())

    def word(self, at: int) -> str:
        """Give a folded word; nothing outside the sentence."""
        return self.low[at - self.tokens.start] if at in self.tokens else ""

    def is_(self, at: int, *names: str) -> bool:
        """Tell whether a word is of one of these classes."""
        return at in self.tokens and not self.kinds[at - self.tokens.start].isdisjoint(names)

    def all_(self, *names: str) -> list[int]:
        """Give the words of one of these classes, in order."""
        if len(names) == 1:
            return list(self.places.get(names[0], ()))
        return sorted({at for name in names for at in self.places.get(name, ())})

    def stop(self, at: int) -> bool:
        """Tell whether a clause ends at a word: a mark, or a word that turns to another."""
        return self.word(at) in _STOPS or self.word(at) in _TURNS

    def clause(self, at: int) -> range:
        """Give the stretch between marks and turning words around a word."""
        first, end = at, at + 1
        while first > self.tokens.start and not self.stop(first - 1):
            first -= 1
        while end < self.tokens.stop and not self.stop(end):
            end += 1
        return range(first, end)

    def phrase_end(self, at: int) -> int:
        """Give the end of what a noun carries behind it: up to the next mark or turn."""
        end = at + 1
        while end < self.tokens.stop and not self.stop(end):
            end += 1
        return end

    def span(self, first: int, end: int) -> Span:
        """Give the place of some tokens."""
        return self.cut.span(first, end)

    def apart(self, one: int, other: int) -> bool:
        """Tell whether a mark stronger than a comma stands between two words."""
        return any(self.word(at) in _HARD for at in range(min(one, other) + 1, max(one, other)))

    def resumes(self, words: range) -> bool:
        """Tell whether another verb is told of the same subject from among these words on: "and is in talks", "and will buy"."""
        return any(self.word(at) == "and" and self.word(at + 1) in _RESUMING for at in words)

    def part(self, at: int) -> str:
        """Give the part of speech; nothing where no syntax was read."""
        return self.tagged.tags[at].part if self.tagged is not None else ""

    def feature(self, at: int, name: str) -> str:
        """Give a feature of a word's tag; nothing where it has none."""
        return self.tagged.tags[at].features.get(name, "") if self.tagged is not None else ""

    def up(self, at: int) -> Iterator[int]:
        """Give the heads of a word, nearest first; none where no syntax was read."""
        for _ in self.tokens:
            head = self.tagged.heads[at] if self.tagged is not None else None
            if head is None or head not in self.tokens:
                return
            yield head
            at = head

    def relation(self, at: int) -> str:
        """Give the relation of a word to its head."""
        return self.tagged.relations[at] if self.tagged is not None else ""

    @property
    def russian(self) -> bool:
        """Whether its words are mostly Cyrillic, so that the models can be asked."""
        letters = [word[0] for word in self.low if word[:1].isalpha()]
        return sum("а" <= letter <= "я" for letter in letters) * 2 > len(letters)


def sentences(reading: Reading, cut: Cut, tagged: Tagged | None) -> Iterator[Sentence]:
    """Give the sentences of a text with what lies in each; a line break ends one as well."""
    named = _named(reading, cut, tagged)
    amounts = [(_token(cut, found.span.end - 1), found.value) for found in reading.amounts]
    dates = [(_token(cut, found.span.end - 1), found.value) for found in reading.dates if not _dateline(reading, found)]
    firsts = [each.first for each in named]
    for paragraph, tokens in lines(cut):
        low = tuple(fold(cut.words[at]) for at in tokens)
        kinds = tuple(map(classes, low))
        one = Sentence(
            cut,
            tokens,
            low,
            kinds,
            tuple(named[bisect_left(firsts, tokens.start) : bisect_left(firsts, tokens.stop)]),
            _within(amounts, tokens),
            _within(dates, tokens),
            None,
            paragraph,
            reading.dateline,
            _places(tokens.start, kinds),
        )
        yield _latin(replace(one, tagged=tagged) if tagged is not None and one.russian else one)


def _places(start: int, kinds: tuple[frozenset[str], ...]) -> dict[str, list[int]]:
    """Give the words of each class, in order."""
    found: dict[str, list[int]] = {}
    for at, names in enumerate(kinds, start):
        for name in names:
            found.setdefault(name, []).append(at)
    return found


def _latin(one: Sentence) -> Sentence:
    """Give a sentence with the names in it that no list and no model holds."""
    if one.russian:
        sure = {
            at for each in one.named if each.party.actor is not None or each.how == "model" for at in range(each.first, each.end)
        }
        fresh = [Named(party, first, end, "model") for first, end, party in foreign(one.cut, one.tokens, sure)]
        covered = {at for each in fresh for at in range(each.first, each.end)}
        kept = [each for each in one.named if each.first not in covered]
        return replace(one, named=tuple(sorted((*kept, *fresh), key=lambda each: each.first))) if fresh else one
    own = [each for each in one.named if each.how != "model"]
    taken = {at for each in own for at in range(each.first, each.end)}
    more = [Named(party, first, end, "model") for first, end, party in unlisted(one.cut, one.tokens, taken)]
    begins = {each.end: each for each in own if each.how in {"name", "alias", "demonym", "capital", "city"}}
    for at, each in enumerate(more):
        nation = begins.get(each.first)
        firm = nation is not None and (
            nation.how == "city" or any(one.is_(word, "company") for word in range(each.first, each.end))
        )
        if nation is not None and firm:  # "Kenya Airways"
            more[at] = replace(each, first=nation.first, party=Party(None, one.span(nation.first, each.end)))
            own.remove(nation)
    return replace(one, named=tuple(sorted((*own, *more), key=lambda each: each.first)))


def _dateline(reading: Reading, found: Found[When]) -> bool:
    """Tell whether a date only says when the text was written: the day of the text, in full, at its head."""
    when = found.value
    return found.span.start < _HEAD and not when.relative and when.date.earliest == when.date.latest == reading.dateline


def _within(pairs: list[tuple[int, V]], tokens: range) -> tuple[tuple[int, V], ...]:
    """Give what stands at some of the tokens."""
    first, end = (bisect_left(pairs, at, key=itemgetter(0)) for at in (tokens.start, tokens.stop))
    return tuple(pairs[first:end])


def _token(cut: Cut, place: int) -> int:
    """Give the last token that begins at or before a place."""
    return max(bisect_right(cut.starts, place) - 1, 0)


def _named(reading: Reading, cut: Cut, tagged: Tagged | None) -> list[Named]:
    """Give everybody named, once: an office with its state and holder is one, and a name of the model where we have none."""
    found: list[Named] = []
    covered = 0
    whole = {mention.span: mention.value.phrase or mention.span for mention in reading.actors}
    for mention in sorted(reading.actors, key=lambda each: (whole[each.span].start, -whole[each.span].end)):
        span = whole[mention.span]
        if span.start < covered:
            continue
        covered = span.end
        found.append(_of(cut, Party(mention.value.actor, span), mention.value.how))
    taken = {at for each in found for at in range(each.first, each.end)}
    roles = {each.end: at for at, each in enumerate(found) if each.how == "role"}
    for name in tagged.names if tagged is not None else ():
        at = roles.get(name.first)
        if at is not None and name.kind == "PER" and taken.isdisjoint(range(name.first, name.end)):
            span = Span(found[at].party.span.start, cut.ends[name.end - 1])
            found[at] = replace(found[at], party=Party(found[at].party.actor, span), end=name.end)
            taken |= {*range(name.first, name.end)}
        elif name.kind != "LOC" and taken.isdisjoint(range(name.first, name.end)):
            found.append(Named(Party(None, cut.span(name.first, name.end)), name.first, name.end, "model"))
    return sorted(found, key=lambda each: each.first)


def _of(cut: Cut, party: Party, how: str) -> Named:
    return Named(party, _token(cut, party.span.start), _token(cut, party.span.end - 1) + 1, how)
