"""Clauses of commitments can be read, and mean what they say.

What: clauses that cannot be read; letters that nothing binds; `every` of an act without bounds; terms of the dossier that name
broader ones which are not there, stand below themselves, or have one narrower term that is said to be all of them.
Why: such a clause is left out of what is compared, or would collide with everything or with nothing.
Example: `must defend y where y in csto`, which is kept by helping anybody of them: say `if x attacks y`.
"""

from __future__ import annotations

from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, get_args

from multivector.checks._shared import place_of
from multivector.model.clauses import Clause, parse_clause
from multivector.model.entries import Actor, Commitment
from multivector.model.problems import Mistake
from multivector.model.vocabulary import ROOTS, Axis, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import Dossier
    from multivector.model.ledger import Ledger
    from multivector.model.problems import Problem
    from multivector.model.vocabulary import Vocabulary


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report clauses and terms that cannot be compared."""
    del texts
    words = words_of(ledger)
    if ledger.dossier is not None and ledger.dossier.terms:
        yield from _terms(ledger.dossier, words.vocabulary, frozenset(actor.id for actor in ledger.of(Actor)))
    for commitment in ledger.of(Commitment):
        for position, text in enumerate(commitment.clauses):
            place = place_of(commitment, "clauses", position)
            clause = parse_clause(text, words)
            found = (clause,) if isinstance(clause, Mistake) else _meaning(clause)
            yield from (mistake.at(place, "warning") for mistake in found)


def _meaning(clause: Clause) -> Iterator[Mistake]:
    sets = [{name for atom in each for name in atom.about} for each in clause.trigger] or [set()]
    ranged = {each.letter for each in clause.ranges}
    for letter in sorted(clause.letters | ranged):
        if not all(letter in names for names in sets):
            message = f"{letter!r} is bound by nothing that happens, so any one of them would do"
            yield Mistake(
                "loose-letter", message, f"say what befalls it in each case: `if x attacks {letter}`; or name the state"
            )
    if clause.every and clause.modality == "must" and (clause.act == ROOTS["act"] or clause.thing == ROOTS["thing"]):
        message = "`every` of an act or a thing without bounds: nobody can do all of it"
        yield Mistake("boundless", message, "name the act and the thing, or leave out `every`")


def _terms(dossier: Dossier, vocabulary: Vocabulary, actors: frozenset[str]) -> Iterator[Problem]:
    axes: tuple[Axis, ...] = get_args(Axis)
    for position, term in enumerate(dossier.terms):
        known = vocabulary.of(term.of)
        for key, broader in (("in", term.in_), ("perhaps-in", term.perhaps_in), ("act", (term.act,) if term.act else ())):
            terms = vocabulary.acts if key == "act" else known
            for each in broader:
                if each not in terms and not (term.of == "area" and key == "in" and each in actors):
                    close = get_close_matches(each, list(terms), n=1)
                    help_ = f"did you mean {close[0]!r}?" if close else "the reference lists the common terms"
                    place = place_of(dossier, "terms", position, key)
                    yield Mistake("unknown-term", f"there is no {term.of if key != 'act' else 'act'} {each!r}", help_).at(place)
        narrower = [each.id for each in known.values() if term.id in each.in_]
        if term.whole == "yes" and len(narrower) < 2:  # noqa: PLR2004  # one alone would be the same
            message = f"{term.id!r} is said to be no more than {' and '.join(narrower) or 'nothing'}"
            help_ = "leave out `whole`, so that it also holds what is none of them"
            yield Mistake("not-whole", message, help_).at(place_of(dossier, "terms", position, "whole"), "warning")
    for axis in axes:
        known = vocabulary.of(axis)
        graph = {term.id: [each for each in (*term.in_, *term.perhaps_in) if each in known] for term in known.values()}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring = error.args[1]
            position = next((at for at, term in enumerate(dossier.terms) if term.of == axis and term.id in ring), 0)
            message = f"{' is in '.join(reversed(ring))}"
            yield Mistake("term-cycle", message, "a term cannot be below itself: delete one of these `in`").at(
                place_of(dossier, "terms", position, "in")
            )
