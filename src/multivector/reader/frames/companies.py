"""Names in Latin letters that no list holds, in a sentence without tags: "Siemens Energy signed", "a contract with Embraer".

A capital alone says little, so a name counts only where its words or its place make it somebody who can act: it holds a word such
as "Bank", it stands right before a verb of dealing, or behind the preposition of a deal. Days, months and titles are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Party
from multivector.reader.frames.lexicon import classes, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.tokens import Cut

_ACTS = ("sign", "trade", "visit", "meet", "agree", "give")
_DEALS = ("deal", "trade", "loan", "sign", "part", "agree", "talks", "stake", "venture-made")
_HELPERS = frozenset({"will", "takes", "gets", "won", "wins", "has", "have", "had", "would", "is", "was", "may", "could"})
_SEEN = frozenset({"met", "meets", "meet", "hosted", "hosts", "welcomed", "telephoned", "phoned"})
_PASSED = frozenset({"went", "go", "goes", "handed", "awarded", "given", "leased"})
_WILLING = frozenset({"agreed", "agrees", "plans", "promised", "pledged", "wants", "offered", "is"})
_FROM = frozenset({"from", "to"})
_LEADS = frozenset({"with", "by", "awarded", "picked", "chose", "chosen", "selected", "hired", "and", "'s", "’s", "s"})
_LATIN = 0x250
"""The end of the letters of European languages in Latin script."""
_LONGEST, _ACRONYM, _PAIR = 6, 3, 2


def unlisted(cut: Cut, tokens: range, taken: set[int]) -> Iterator[tuple[int, int, Party]]:
    """Give the names of a sentence that are not taken, each with its first token, its end and its party."""
    words = cut.words
    dealing = any(not classes(fold(words[at])).isdisjoint(_DEALS) for at in tokens)
    at = tokens.start
    while at < tokens.stop:
        end = _run(words, at, tokens.stop, taken)
        if end > at and _acts(words, tokens, at, end, taken, dealing=dealing):
            yield at, end, Party(None, cut.span(at, end))
        at = max(end, at + 1)


def foreign(cut: Cut, tokens: range, taken: set[int]) -> Iterator[tuple[int, int, Party]]:
    """Give the names in Latin letters of a Russian sentence that are not taken: of two words, or behind «компания»."""
    words, at = cut.words, tokens.start
    while at < tokens.stop:
        end = _run(words, at, tokens.stop, taken)
        if end - at >= _PAIR or (end > at and at - 1 in tokens and "maker" in classes(fold(words[at - 1]))):
            yield at, end, Party(None, cut.span(at, end))
        at = max(end, at + 1)


def _behind(words: Sequence[str], end: int, taken: set[int]) -> int:
    """Give where it goes on behind a name and the state that it is of: "Delta Capital of the Emirates will"."""
    if end >= len(words) or words[end] != "of":
        return end
    at = end + 1 + (words[end + 1 : end + 2] == ("the",))
    first = at
    while at in taken:
        at += 1
    return at if at > first else end


def _run(words: Sequence[str], at: int, stop: int, taken: set[int]) -> int:
    """Give the end of the capitalised words that begin here."""
    end = at
    while end < min(stop, at + _LONGEST) and end not in taken:
        joined = words[end] in {"of", "&"} and end > at and end + 1 < stop and capital(words[end + 1]) and end + 1 not in taken
        if not (capital(words[end]) or joined):
            break
        end += 1
    return end


def capital(word: str) -> bool:
    """Tell whether a word may be one of a name in Latin letters."""
    latin = all(ord(letter) < _LATIN for letter in word)
    return word[:1].isupper() and latin and len(word) > 1 and "no-name" not in classes(fold(word))


def _acts(words: Sequence[str], tokens: range, at: int, end: int, taken: set[int], *, dealing: bool) -> bool:
    """Tell whether a run of capitalised words names somebody who deals."""
    run = words[at:end]
    first = next((each for each in tokens if words[each][:1].isalpha()), at) == at
    if at - 1 in tokens and at - 1 in taken and not first:
        return dealing  # "Saudi Aramco"
    before = fold(words[at - 1]) if at - 1 in tokens else ""
    titled = before in _SEEN or "officer" in classes(before)
    if len(run) >= _PAIR and (titled or any("company" in classes(fold(word)) for word in run)):
        return True
    behind = _behind(words, end, taken)
    after = fold(words[behind]) if behind in tokens else ""
    follows = after in _HELPERS or not classes(after).isdisjoint(_ACTS)
    if first:
        verbs = [after, *(fold(words[at_]) for at_ in (behind + 1, behind + 2) if at_ in tokens and after in _HELPERS)]
        if after in _WILLING:  # "Embraer agreed to supply"
            verbs.append(fold(words[behind + 2]) if behind + 2 in tokens else "")
        trades = any(not classes(verb).isdisjoint(("trade", "sign", "places")) for verb in verbs)
        alone = len(run[0]) >= _ACRONYM and (not run[0].endswith("s") or after in _HELPERS) and trades
        return (len(run) >= _PAIR and follows and not words[at].isupper()) or alone
    if before.isdigit():
        return any("buying" in classes(fold(words[each])) for each in tokens if each < at)  # "ordered 20 Boeing jets"
    went = before == "to" and fold(words[max(at - 2, 0)]) in _PASSED
    if before in _FROM and not went:
        return any(not classes(fold(words[each])).isdisjoint(("buying", "supplying", "lending")) for each in tokens if each < at)
    if before in _LEADS or went:
        return dealing
    return dealing and follows and (len(run) >= _PAIR or len(run[0]) >= _ACRONYM)
