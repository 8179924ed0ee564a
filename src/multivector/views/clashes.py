"""Collisions of promises in sentences: if this happens, these cannot be kept together; what lifts it, and what settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.vocabulary import ROOTS, vocabulary
from multivector.views.blocks import Run, line
from multivector.views.grammar import filled
from multivector.views.locale import dash, quoted
from multivector.views.naming import called
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from multivector.lenses.commitments.clashes import Clash
    from multivector.model.clauses import Atom
    from multivector.model.ledger import Ledger
    from multivector.model.vocabulary import Vocabulary
    from multivector.views.blocks import Inline

SEVERITIES = {
    "contradiction": "commitments.contradictions",
    "conditional": "commitments.conditional",
    "interpretive": "commitments.interpretive",
    "blocked-right": "commitments.blocked",
}
"""Their headings, gravest first."""
_RULES = {
    "VCLT art. 53": "commitments.rule-peremptory",
    "UN Charter art. 103": "commitments.rule-charter",
    "VCLT art. 30(2)": "commitments.rule-subject",
    "VCLT art. 30(3)": "commitments.rule-later",
    "binding over political": "commitments.rule-binding",
    "lex specialis": "commitments.rule-special",
}
_STANDINGS = {"resolved": "commitments.resolved", "arguable": "commitments.arguable"}
_KEPT = (
    ("commitments.within", "commitments.within-if"),
    ("commitments.never", "commitments.if"),
    ("commitments.never-all", "commitments.if-all"),
)
"""For clauses of one promise, of two, and of more: whatever happens, and if something does."""


def words_of(ledger: Ledger) -> Vocabulary:
    """Give the words of a ledger's clauses."""
    return vocabulary(() if ledger.dossier is None else ledger.dossier.terms)


def named(id_: str, ledger: Ledger, lang: str) -> str:
    """Name an entry or a term of clauses."""
    if id_ in ledger:
        return called(ledger, id_, lang)
    words = words_of(ledger)
    term = next((found for axis in ROOTS if (found := words.of(axis).get(id_)) is not None), None)
    return id_ if term is None else term.name.best(lang)


def happening(events: Iterable[Atom], ledger: Ledger, lang: str) -> str:
    """Say what happens, as it stands after "if"."""
    known = words_of(ledger).events
    told = (
        filled(known[atom.event].name.best(lang), [named(name, ledger, lang) for name in atom.about], lang) for atom in events
    )
    return joined(list(told), lang)


def joined(texts: Sequence[str], lang: str, key: str = "commitments.and") -> str:
    """Join texts with commas and an "and", or an "or"."""
    *before, last = texts
    return say(lang, key, some=", ".join(before), last=last) if before else last


def sentence(one: Clash, ledger: Ledger, lang: str) -> Inline:
    """Tell a collision, with what lifts it, what settles it and for whom else it is the same."""
    promises = _promises(one, ledger, lang)
    scenario = (*one.events, *one.readings)
    if one.severity == "blocked-right":
        (right, *_), others = _rights(one, ledger, lang)
        kept = joined(others, lang)
        words = (
            say(lang, "commitments.unusable-if", scenario=happening(scenario, ledger, lang), right=right, kept=kept)
            if scenario
            else say(lang, "commitments.unusable", right=right, kept=kept)
        )
    else:
        always, if_ = _KEPT[min(len(promises), len(_KEPT)) - 1]
        joint = joined(promises, lang)
        words = say(lang, if_, scenario=happening(scenario, ledger, lang), promises=joint) if scenario else ""
        words = words or say(lang, always, promises=joint)
    return line(Run(words, one.because), Run(dash(lang) + "; ".join(_beside(one, ledger, lang)), quiet=True))


def _promises(one: Clash, ledger: Ledger, lang: str) -> list[str]:
    return [quoted(lang, called(ledger, id_, lang)) for id_ in one.commitments]


def _rights(one: Clash, ledger: Ledger, lang: str) -> tuple[list[str], list[str]]:
    """Give the rights of a collision and what they cannot be used beside."""
    rights = [quoted(lang, called(ledger, id_, lang)) for id_ in one.way_out]
    return rights, [name for name in _promises(one, ledger, lang) if name not in rights] or rights


def _beside(one: Clash, ledger: Ledger, lang: str) -> list[str]:
    parts = []
    if one.gives_way is not None:
        rules = ", ".join(say(lang, _RULES[rule]) for rule in one.rules)
        loser = quoted(lang, called(ledger, one.gives_way, lang))
        parts.append(say(lang, _STANDINGS[one.standing], loser=loser, rules=rules))
    elif one.severity == "blocked-right":
        parts.append(say(lang, "commitments.only-a-right"))
    else:
        parts.append(say(lang, "commitments.unsettled"))
    if one.unless:
        events = [happening(each, ledger, lang) for each in one.unless]
        parts.append(say(lang, "commitments.lifted", events=joined(events, lang, "commitments.or")))
    own = {name for atom in one.events for name in atom.about}
    others = sorted({name for each in one.also for atom in each for name in atom.about} - own)
    if others:
        parts.append(say(lang, "commitments.likewise", names=", ".join(named(name, ledger, lang) for name in others)))
    return parts
