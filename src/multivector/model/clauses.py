"""A clause as an analyst writes it, and as the records that can be compared.

    must not host armed-forces outside caspian-five in caspian-sea
    no bases of us in kz unless ru consents
    must defend y if x attacks y and y asks for help where y in csto, x outside csto
    must let pass every goods to eaeu
    may give access to laboratories of us

A clause says, in this order: what it is (`must`, `must not`, `may`; `no` with a thing alone), the act, the thing or the actor
that it is done with, whose that is (`of`, or `outside` a bloc), where (`in`, `on`, `to` an area or a state), when (`if`, with
`and` and `or`), when not (`unless`), and among whom its letters range (`where`). `every` before the thing means each of them,
`once` that doing it one time will do. The words are those of the vocabulary, ids of the ledger, or the English names of its
actors.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from multivector.model.problems import Mistake
from multivector.model.vocabulary import ROOTS, phrase, small_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.model.vocabulary import Axis, Event, Words

LETTERS = ("x", "y", "z")
"""What may stand for any state, the same throughout a clause."""
_FILL = frozenset({"a", "an", "its", "their", "any", "some", "with", "against", "for", "by", "of", "from"})
_PLACE = frozenset({"in", "on", "at", "to", "into", "over", "within", "across"})
_MODALITIES = (("must", "not"), ("may", "not"), ("must",), ("may",), ("no",))
_CLOSE, _TELLING = 0.75, 5
"""How alike a word must be to have been meant, and how long to tell events apart."""
_LONGEST = 8
"""Words of the longest name that is sought."""


@dataclass(frozen=True, slots=True)
class Atom:
    """An event with those whom it befalls: ids of actors, letters, or other ids."""

    event: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Among whom a letter ranges: the members of a bloc, or the states outside it."""

    letter: str
    bloc: str
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What a clause says.

    Attributes:
        modality: Whether the act is owed, forbidden or allowed.
        act: An act of the vocabulary.
        thing: A thing of the vocabulary, an actor, or a letter; the broadest where it names none.
        whose: The actor or bloc whose thing it is.
        outside: Whether it is the thing of anybody outside that bloc.
        area: An area of the vocabulary, or an actor whose land it is.
        every: Whether each such act is meant, not some one.
        once: Whether doing it one time will do.
        trigger: Sets of events; the clause holds where all of one set have happened, or always, where there is none.
        unless: Likewise, when it does not hold.
        ranges: Among whom its letters range.
    """

    modality: Literal["must", "must-not", "may"]
    act: str
    thing: str
    whose: str | None = None
    outside: bool = False
    area: str
    every: bool = False
    once: bool = False
    trigger: tuple[tuple[Atom, ...], ...] = ()
    unless: tuple[tuple[Atom, ...], ...] = ()
    ranges: tuple[Range, ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        """The letters of what it binds to and of its exceptions."""
        named = {self.thing, self.whose or "", self.area}
        named |= {name for each in self.unless for atom in each for name in atom.about}
        return frozenset(named) & frozenset(LETTERS)


class _Unread(Exception):  # noqa: N818  # never leaves this module
    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake


def parse_clause(text: str, words: Words) -> Clause | Mistake:
    """Read a clause."""
    given = small_words(text)
    if len(given) > 120:  # noqa: PLR2004  # no sentence of a treaty is longer
        return Mistake("bad-clause", f"a clause of {len(given)} words", "say it in fewer, or in several clauses")
    try:
        return _clause(given, words)
    except _Unread as unread:
        return unread.mistake


def parse_scenario(text: str, words: Words) -> tuple[Atom, ...] | Mistake:
    """Read what happens: events joined by `and`, without letters."""
    try:
        events = _events([word for word in small_words(text) if word != ","], words)
    except _Unread as unread:
        return unread.mistake
    if len(events) != 1:
        return Mistake("bad-clause", "a scenario is one course of events", "join them with `and`, as in `az attacks am`")
    loose = sorted({name for atom in events[0] for name in atom.about} & set(LETTERS))
    if loose:
        return Mistake("bad-clause", f"{loose[0]!r} is nobody in particular", "name the state")
    return events[0]


def _clause(given: list[str], words: Words) -> Clause:
    parts = _parted(given)
    head = parts["must"]
    modality = next((each for each in _MODALITIES if tuple(head[: len(each)]) == each), None)
    if modality is None:
        raise _unread(head, 0, "a clause begins with `must`, `must not`, `may` or `no`")
    at = len(modality)
    once, at = ("once" in head[at : at + 1]), at + ("once" in head[at : at + 1])
    act = None
    if modality != ("no",):
        act, at = _found(head, at, words, "act")
    every, at = (head[at : at + 1] in (["every"], ["each"], ["all"])), at + (head[at : at + 1] in (["every"], ["each"], ["all"]))
    thing, at = _thing(head, at, words)
    whose, outside, at = _whose(head, at, words)
    area, at = _area(head, at, words)
    at = _filled(head, at)
    if at < len(head):
        raise _unread(head, at, "what follows the act is a thing or an actor, whose it is, then `in` and an area")
    if act is None:
        term = words.vocabulary.things.get(thing)
        act = (term.act if term else None) or ROOTS["act"]
    return Clause(
        modality="may" if modality == ("may",) else "must" if modality == ("must",) else "must-not",
        act=act,
        thing=thing,
        whose=whose,
        outside=outside,
        area=area,
        every=every,
        once=once,
        trigger=_events(parts["if"], words),
        unless=_events(parts["unless"], words),
        ranges=tuple(_ranges(parts["where"], words)),
    )


def _parted(given: list[str]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {"must": [], "if": [], "unless": [], "where": []}
    here, empty = "must", set[str]()
    for word in given:
        if word in parts and word != "must":
            if parts[word] or word == here:
                raise _Unread(Mistake("bad-clause", f"a clause with two parts of `{word}`", "join them with `and` or `or`"))
            here = word
            empty.add(word)
        elif word != "," or here == "where":
            parts[here].append(word)
    empty = {word for word in empty if not parts[word]}
    if empty:
        raise _Unread(Mistake("bad-clause", f"nothing follows `{min(empty)}`", "say what happens, or leave it out"))
    return parts


def _unread(given: Sequence[str], at: int, help_: str) -> _Unread:
    rest = " ".join(given[at:])
    return _Unread(Mistake("bad-clause", f"{rest!r} cannot be read" if rest else "the clause breaks off", help_))


def _filled(given: Sequence[str], at: int) -> int:
    while at < len(given) and given[at] in _FILL:
        at += 1
    return at


def _term(given: Sequence[str], at: int, words: Words, axis: Axis) -> tuple[str, int] | None:
    """Give the term with the longest of the names that begin here, and where that ends."""
    found = [
        (end, term.id)
        for term in words.vocabulary.of(axis).values()
        for name in (term.id, *term.says)
        if (end := at + len(spoken := phrase(name))) <= len(given) and tuple(given[at:end]) == spoken
    ]
    return max(found, default=None) and (max(found)[1], max(found)[0])


def _id(given: Sequence[str], at: int, words: Words) -> tuple[str, int] | None:
    """Give the letter or the entry with the longest of the names that begin here, and where that ends."""
    for end in range(min(at + _LONGEST, len(given)), at, -1):
        spoken = tuple(given[at:end])
        if spoken in words.ids:
            return words.ids[spoken], end
    return (given[at], at + 1) if at < len(given) and given[at] in LETTERS else None


def _found(given: Sequence[str], at: int, words: Words, axis: Axis) -> tuple[str, int]:
    found = _term(given, at, words, axis)
    if found is None:
        known = sorted({name for term in words.vocabulary.of(axis).values() for name in (term.id, *term.says)})
        close = get_close_matches(" ".join(given[at : at + 2]), known, n=3, cutoff=0.65)
        raise _unread(given, at, f"did you mean {', '.join(close)}?" if close else f"name an {axis}: {', '.join(known[:8])} …")
    return found


def _thing(given: Sequence[str], at: int, words: Words) -> tuple[str, int]:
    at = _filled(given, at)
    found = _term(given, at, words, "thing") or _id(given, at, words)
    return (ROOTS["thing"], at) if found is None else found


def _whose(given: Sequence[str], at: int, words: Words) -> tuple[str | None, bool, int]:
    start, at = at, _filled(given, at)
    at += given[at : at + 1] in (["states"], ["countries"])
    outside = given[at : at + 1] == ["outside"]
    if start == at and not outside:
        return None, False, at
    found = _id(given, _filled(given, at + outside), words)
    if found is None:
        if outside:
            raise _unread(given, at, "after `outside` comes the id of a bloc")
        return None, False, at
    return found[0], outside, found[1]


def _area(given: Sequence[str], at: int, words: Words) -> tuple[str, int]:
    if at >= len(given) or given[at] not in _PLACE:
        return ROOTS["area"], at
    at = _filled(given, at + 1)
    found = _term(given, at, words, "area") or _id(given, at, words)
    if found is None:
        raise _unread(given, at, "an area is one of the vocabulary, or the id of a state or bloc")
    return found


def _events(given: Sequence[str], words: Words) -> tuple[tuple[Atom, ...], ...]:
    if not given:
        return ()
    return tuple(tuple(_atom(each, words) for each in _split(one, "and")) for one in _split(given, "or"))


def _split(given: Sequence[str], mark: str) -> Iterator[list[str]]:
    part: list[str] = []
    for word in given:
        if word == mark:
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _atom(given: Sequence[str], words: Words) -> Atom:
    for event in words.vocabulary.events.values():
        about = _befallen(given, 0, event, 0, words)
        if about is not None:
            return Atom(event.id, about)
    events = words.vocabulary.events.values()
    close = [event for event in events if any(get_close_matches(word, _verbs(event), cutoff=_CLOSE) for word in given)]
    says = "; ".join(f"`{_said(event)}`" for event in close or events)
    help_ = f"did you mean {says}? Letters stand for states" if close else f"events are: {says}"
    raise _Unread(Mistake("bad-clause", f"{' '.join(given)!r} is no event", help_))


def _verbs(event: Event) -> list[str]:
    """Give the words of an event that tell it from others."""
    return [word for word in event.says if isinstance(word, str) and len(word) >= _TELLING]


def _said(event: Event) -> str:
    return " ".join(LETTERS[word] if isinstance(word, int) else word for word in event.says)


def _befallen(given: Sequence[str], at: int, event: Event, step: int, words: Words) -> tuple[str, ...] | None:
    """Give those whom an event befalls in the order of its words, if the words from here on say it."""
    if step == len(event.says):
        return () if at == len(given) else None
    word = event.says[step]
    if isinstance(word, str):
        return _befallen(given, at + 1, event, step + 1, words) if given[at : at + 1] == [word] else None
    axes: tuple[Axis, ...] = ("thing", "act", "area") if event.reading else ()
    found = _id(given, at, words) or next((term for axis in axes if (term := _term(given, at, words, axis))), None)
    rest = None if found is None else _befallen(given, found[1], event, step + 1, words)
    return None if found is None or rest is None else (found[0], *rest)


def _ranges(given: Sequence[str], words: Words) -> Iterator[Range]:
    for part in _split(given, ",") if given else ():
        outside = part[1:2] == ["outside"]
        found = _id(part, 2, words) if len(part) > 2 and part[0] in LETTERS and (outside or part[1] == "in") else None  # noqa: PLR2004
        if found is None or found[1] < len(part):
            raise _unread(part, 0, "write `where y in csto, x outside csto`")
        yield Range(part[0], found[0], outside)
