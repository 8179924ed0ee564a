"""Evidence is weighed under every answer to its question, and under no other.

What: chances under answers that the question does not have, twice under one, and weights that are silent on an answer.
Why: the rest cannot say what the evidence speaks for: such a weight is left out.
Example: `under: [own-logik 40..80 %]` where the answers are `own-logic` and `template`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Question
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.parts import Observation, Weight
    from multivector.model.problems import Problem


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report chances of no answer, or of one twice, and weights that leave an answer out."""
    del texts
    for question in ledger.of(Question):
        for position, weight in enumerate(question.weighs):
            yield from _weight(question, weight, ("weighs", position))
        for position, observation in enumerate(question.would_tell):
            yield from _weight(question, observation, ("would-tell", position))


def _weight(question: Question, weight: Weight | Observation, path: tuple[str, int]) -> Iterator[Problem]:
    answers = list(dict.fromkeys(hypothesis.id for hypothesis in question.hypotheses))
    given: set[str] = set()
    for position, chance in enumerate(weight.under):
        place = place_of(question, *path, "under", position)
        if chance.if_ not in answers:
            close = get_close_matches(chance.if_, answers, n=1)
            help_ = f"did you mean {close[0]!r}?" if close else f"its answers: {', '.join(answers) or 'none'}"
            yield Mistake("unknown-answer", f"the question has no answer {chance.if_!r}", help_).at(place)
        elif chance.if_ in given:
            yield Mistake("answer-twice", f"a second chance under {chance.if_!r}", "delete one: the first counts").at(place)
        given.add(chance.if_)
    silent = [answer for answer in answers if answer not in given]
    if silent and given <= set(answers):
        message = f"nothing is said of how likely it is under {', '.join(map(repr, silent))}, so it is not weighed"
        yield Mistake("silent-weight", message, "say it for every answer; a wide interval says that you do not know").at(
            place_of(question, *path, "under"), "warning"
        )
