"""Names -> an automaton that finds them in a text in one pass, longest first, at the bounds of words.

The automaton is a tree over words. A form of a word stands for the word itself, so a name of three words that bend is one path
and not hundreds. A word of the text that begins no name costs one look-up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from multivector.reader.gazetteer import Bend, Called, fold, forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_JOINED = r"\u00ad\u200b\u200d\u2060\ufeff\u0300-\u036f"
"""What may stand inside a word without parting it: soft hyphens, joiners, accents."""
WORD = re.compile(rf"[^\W_]++(?:[{_JOINED}]++[^\W_]*+)*")
GAP = re.compile(
    r"[^\S\n]?[-\u2010-\u2015][^\S\n]?|['’.+](?=\w)|\.[^\S\n]|[^\S\n]?[«\"“„]|[^\S\n]{1,8}+(?:\n[^\S\n]{0,8}+)?|\n[^\S\n]{0,8}+"
)
"""What may stand between the words of one name."""
_INVISIBLE = re.compile(rf"[{_JOINED}]")
_LONGEST = 60
_ABBREVIATED = 2
"""How many letters a word may have before a point inside a name ("St. Lucia")."""
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a path through the automaton means; `words` are those of the name as written."""

    called: Called
    words: tuple[str, ...]
    tail: str
    """What must follow the last word and belongs to the name: `+`, or the last point of `U.S.`, or the hyphen of a first half."""

    def fits(self, written: list[str]) -> bool:
        """Say whether the case of letters allows this meaning."""
        if self.called.case == "capital":
            return written[0][0].isupper()
        return self.called.case == "any" or tuple(written) == self.words


@dataclass(slots=True)
class Node:
    """A place in the tree."""

    next: dict[str, Node] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at a place, with everything that it may mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Automaton:
    """All names, ready to be looked for. `heads` leads from each form that begins a name; `words` from each form to its words."""

    heads: Mapping[str, tuple[Node, ...]]
    words: Mapping[str, tuple[str, ...]]


def build(names: Iterable[Called]) -> Automaton:
    """Make the automaton of these names."""
    root, known = Node(), {}
    words: dict[str, list[str]] = {}
    for called in dict.fromkeys(names):
        written = tuple(match[0] for match in WORD.finditer(called.words))
        node = root
        for position, word in enumerate(written):
            how = _bend(called, position, len(written))
            key = fold(word) if how == "none" else f"{fold(word)}|{how}"
            if key not in known:
                known[key] = True
                for form in forms(fold(word), how):
                    words.setdefault(form, []).append(key)
            node = node.next.setdefault(key, Node())
        if written:
            node.meanings.append(Meaning(called, written, _tail(called.words, written[-1])))
    heads = {form: tuple(root.next[key] for key in keys if key in root.next) for form, keys in words.items()}
    return Automaton({form: nodes for form, nodes in heads.items() if nodes}, {form: tuple(keys) for form, keys in words.items()})


def _bend(called: Called, position: int, length: int) -> Bend:
    """Give how one word of a name bends: of a Kazakh name only the last does."""
    if called.bend == "kazakh" and position < length - 1:
        return "none"
    return called.bend


def _tail(name: str, last: str) -> str:
    rest = name[name.rfind(last) + len(last) :]
    return rest if rest in {"+", ".", "-"} else ""


def clean(word: str) -> str:
    """Give a word of a text without what is invisible in it."""
    if word.isascii() or not _INVISIBLE.search(word):
        return word
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", word[:_LONGEST]))


def find(text: str, automaton: Automaton) -> Iterator[Hit]:
    """Give the names in a text in order, the longest at each place, none overlapping another."""
    heads, done = automaton.heads, 0
    for match in WORD.finditer(text):
        word = match[0]
        key = word.lower()
        if not key.isascii():
            key = fold(clean(word))
        nodes = heads.get(key)
        if nodes is None:
            continue
        start, end = match.span()
        if start < done or (start and text[start - 1] == "_"):
            continue
        hit = _longest(text, start, end, nodes, automaton)
        if hit is not None:
            done = hit.end
            yield hit


def _longest(text: str, start: int, end: int, nodes: tuple[Node, ...], automaton: Automaton) -> Hit | None:
    written, best = [clean(text[start:end])], None
    while True:
        found: dict[int, list[Meaning]] = {}
        for node in nodes:
            for meaning in node.meanings:
                if meaning.fits(written):
                    stop = _closed(text, end, meaning, written)
                    if stop:
                        found.setdefault(stop, []).append(meaning)
        if found:
            stop = max(found)
            best = Hit(start, stop, tuple(found[stop]))
        if not any(node.next for node in nodes):
            return best
        gap = GAP.match(text, end)
        match = WORD.match(text, gap.end()) if gap is not None else None
        if gap is None or match is None or (gap[0].startswith(".") and len(written[-1]) > _ABBREVIATED):
            return best
        word = clean(match[0])
        nodes = tuple(node.next[key] for key in automaton.words.get(fold(word), ()) for node in nodes if key in node.next)
        if not nodes:
            return best
        written.append(word)
        end = match.end()


def _closed(text: str, end: int, meaning: Meaning, written: list[str]) -> int:
    """Give the end of a name, with the mark that belongs to it; 0 where the mark is missing."""
    after = text[end : end + 1]
    if after == "_":
        return 0
    if meaning.tail == "-":
        return end if after and after in _DASHES and text[end + 1 : end + 2].isalpha() else 0
    if meaning.tail == "+":
        return end + 1 if after == "+" else 0
    if meaning.tail == "." or (meaning.called.case == "exact" and len(written) > 1 and len(written[0]) == 1):
        return end + (after == ".")
    return end
