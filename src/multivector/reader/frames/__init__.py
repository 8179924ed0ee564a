"""What was found in a text -> drafts of entries: trigger words with the syntax or the order of the words around them.

    cut_ = cut(text)
    for draft in drafts(text, read(text, day, names), cut_, tag(weights, cut_.sentence_words())):
        draft.kind, draft.parties, draft.evidence

The tags are used for sentences in Russian, where the models are at home; without them, and in English, a sentence is read by the
order of its words alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.frames.capacities import capacities
from multivector.reader.frames.commitments import commitments
from multivector.reader.frames.coreference import resolved
from multivector.reader.frames.deadlines import expectations
from multivector.reader.frames.deals import awaited, deals, parts
from multivector.reader.frames.events import events
from multivector.reader.frames.explanations import explanations
from multivector.reader.frames.facts import unshared
from multivector.reader.frames.laws import laws
from multivector.reader.frames.merge import merge
from multivector.reader.frames.predictions import predictions
from multivector.reader.frames.sentence import sentences
from multivector.reader.frames.signals import signals
from multivector.reader.frames.withholdings import withholdings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.drafts import Draft
    from multivector.reader.reading import Reading
    from multivector.reader.spans import Span
    from multivector.reader.tagging import Tagged
    from multivector.reader.tokens import Cut

__all__ = ["drafts", "found"]

_KINDS = (commitments, signals, withholdings, capacities, explanations, predictions, laws)
"""What drafts the other kinds, each from a sentence and those around it."""


def drafts(text: str, reading: Reading, cut: Cut, tagged: Tagged | None = None) -> tuple[Draft, ...]:
    """Draft what a text tells, one draft for one happening, in the order of the text."""
    return merge(text, found(reading, cut, tagged))


def found(reading: Reading, cut: Cut, tagged: Tagged | None = None) -> Iterator[Draft]:
    """Draft what each sentence tells; nothing but its own line of the text plays a part in it."""
    package: Draft | None = None
    line = -1
    text = resolved(sentences(reading, cut, tagged))
    for at, one in enumerate(text):
        following = text[at + 1] if at + 1 < len(text) else None
        if one.paragraph != line:
            package, line = None, one.paragraph
        mine = unshared(one, list(deals(one)))
        if package is not None and not mine:
            mine = list(parts(one))
        package = next((draft for draft in mine if draft.many and draft.modality == "done"), package)
        awaiting = [awaited(draft) for draft in mine]
        yield from awaiting
        yield from events(one)
        behind = following if following is not None and following.paragraph == line else None
        taken = [draft.evidence[0] for draft in awaiting if draft.kind == "expectation"]
        for draft in expectations(one, behind):
            if draft.kind == "missed" or not any(_meet(draft.evidence[0], span) for span in taken):
                yield draft
        for kind in _KINDS:
            yield from kind(text, at)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
