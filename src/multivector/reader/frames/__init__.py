"""What was found in a text -> drafts of entries: trigger words with the syntax or the order of the words around them.

    cut_ = cut(text)
    for draft in drafts(text, read(text, day, names), cut_, tag(weights, cut_.sentence_words())):
        draft.kind, draft.parties, draft.evidence

The tags are used for sentences in Russian, where the models are at home; without them, and in English, a sentence is read by the
order of its words alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.frames.capacities import capacities
from multivector.reader.frames.commitments import commitments
from multivector.reader.frames.coreference import resolved
from multivector.reader.frames.deadlines import expectations
from multivector.reader.frames.dealings import detailed, made_where
from multivector.reader.frames.deals import awaited, deals, parts
from multivector.reader.frames.events import Scene, events, scene_of
from multivector.reader.frames.explanations import explanations
from multivector.reader.frames.facts import unshared
from multivector.reader.frames.items import bullet
from multivector.reader.frames.laws import laws
from multivector.reader.frames.merge import joined_talks, merge
from multivector.reader.frames.parties import as_
from multivector.reader.frames.predictions import predictions
from multivector.reader.frames.sentence import sentences
from multivector.reader.frames.signals import signals
from multivector.reader.frames.sums import sums
from multivector.reader.frames.wholes import Heard, about, going_on, retold, tied
from multivector.reader.frames.withholdings import withholdings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Draft
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.reading import Reading
    from multivector.reader.spans import Span
    from multivector.reader.tagging import Tagged
    from multivector.reader.tokens import Cut

__all__ = ["drafts", "found"]

_NEXT = 2
"""Lines between a visit and what was signed at it, as it may be told in the next paragraph."""
_LIST = 24
"""Lines behind a package within which its parts may be listed."""
_LATEST = 12
"""Deals among which one that is told again is sought."""
_KINDS = (commitments, signals, withholdings, capacities, explanations, predictions, laws, sums)
"""What drafts the other kinds, each from a sentence and those around it."""


def drafts(text: str, reading: Reading, cut: Cut, tagged: Tagged | None = None) -> tuple[Draft, ...]:
    """Draft what a text tells, one draft for one happening, in the order of the text."""
    return merge(text, found(reading, cut, tagged))


def found(reading: Reading, cut: Cut, tagged: Tagged | None = None) -> Iterator[Draft]:
    """Draft what each sentence tells; what it points to is a number among these drafts."""
    told: list[Draft] = []
    heard: list[Heard] = []
    package: Heard | None = None
    scene: Scene = ()
    visit: tuple[int, Scene] = (-_NEXT, ())
    line = -1
    text = resolved(sentences(reading, cut, tagged))
    for at, one in enumerate(text):
        following = text[at + 1] if at + 1 < len(text) else None
        if one.paragraph != line:
            line, scene = one.paragraph, ()
        first = len(told)
        happened = list(events(one, scene))
        scene = scene_of(one, happened) or scene
        visit = next(((line, draft.parties) for draft in reversed(happened) if _between_two(draft)), visit)
        behind = following if following is not None and following.paragraph == line else None
        due = list(expectations(one, behind))
        package = _dealt(one, at, told, heard, package, [draft.evidence[0] for draft in due if draft.kind == "missed"])
        if line - visit[0] <= _NEXT:
            told[first:] = [_by(draft, visit[1]) for draft in told[first:]]
        own = [draft for draft in told[first:] if draft.kind == "expectation"]
        awaiting = [
            draft
            for draft in due
            if draft.kind == "missed" or not any(_meet(draft.evidence[0], each.evidence[0]) for each in own)
        ]
        others = [draft for kind in _KINDS for draft in kind(text, at)]
        told += [about(one, draft, heard, at) for draft in (*happened, *awaiting, *others)]
    return iter(told)


def _dealt(
    one: Sentence, at: int, told: list[Draft], heard: list[Heard], package: Heard | None, late: Sequence[Span]
) -> Heard | None:
    """Add the deals of a sentence to what was told, or to those that they tell again; give the package to which parts belong."""
    mine = [detailed(one, draft) for draft in joined_talks(one.cut.text, unshared(one, list(deals(one))))]
    ahead = {"planned", "denied"}
    mine = [draft for draft in mine if draft.modality not in ahead or not any(_meet(draft.evidence[0], span) for span in late)]
    listed = package is not None and bullet(one) and one.paragraph - package.paragraph <= _LIST
    if package is not None and (package.paragraph == one.paragraph or listed) and not mine:
        mine = [detailed(one, draft) for draft in parts(one)]
    if going_on(one):
        talks = [each.number for each in heard[-1:] if each.paragraph == one.paragraph and told[each.number].rule == "deal-talks"]
        for number in talks:
            span = one.span(one.tokens.start, one.tokens.stop)
            told[number] = replace(told[number], evidence=(*told[number].evidence, span))
    made = (
        made_where(one) if not mine and heard and heard[-1].paragraph == one.paragraph and heard[-1].sentence == at - 1 else None
    )
    if made is not None and told[heard[-1].number].localisation is None:
        told[heard[-1].number] = replace(told[heard[-1].number], localisation=made)
    fresh: list[Draft] = []
    for draft in mine:
        again = retold(one, draft, told, heard[-_LATEST:], at)
        if again is not None and awaited(draft) is draft:
            told[again[0]] = again[1]
        elif again is None and _says_little(one, draft):
            continue
        elif again is not None:
            before = again[1]
            fresh.append(replace(draft, parties=draft.parties or before.parties, about=again[0]))
        else:
            fresh.append(draft)
    near = package is not None and (one.paragraph - package.paragraph <= _NEXT or bullet(one))
    whole = (package.number, told[package.number]) if package is not None and near else None
    first = len(told)
    fresh = tied(one, fresh, first, whole)
    told += [awaited(draft) for draft in fresh]
    heard += [Heard(first + number, at, one.paragraph) for number, draft in enumerate(fresh) if draft.about is None]
    packages = (first + number for number, draft in enumerate(fresh) if draft.many and draft.modality == "done")
    return next((Heard(number, at, one.paragraph) for number in packages), package)


def _says_little(one: Sentence, draft: Draft) -> bool:
    """Tell whether a deal is nobody's that the text names: "signed a contract", a thing sold by none, a contract of players."""
    if not draft.parties:
        word = one.cut.text[draft.head.start : draft.head.end].lower()
        if draft.rule == "deal-denied":
            before = [at for at in one.tokens if one.cut.ends[at] <= draft.head.start][-2:]
            return not any(one.is_(at, "none") for at in before)
        told = draft.many or draft.amount is not None or draft.topic is not None or draft.polarity == "negative"
        told = told or (draft.modality == "planned" and draft.date is not None)
        return (draft.rule == "deal-signed" and not told) or (
            draft.rule == "deal-named" and word.startswith(("план", "документ"))
        )
    if draft.rule == "deal-trade" and _nobody_trades(draft):
        return True
    return bool(one.all_("team")) and all(party.actor is None for party in draft.parties)


def _nobody_trades(draft: Draft) -> bool:
    """Tell whether a trade has no sides: its only party has none, or beside it stands but a state of which nothing is said."""
    idle = [party for party in draft.parties if party.role == "party"]
    if len(draft.parties) == 1 or draft.amount is not None:
        return len(draft.parties) == len(idle) == 1
    return len(draft.parties) - len(idle) <= 1 and all(party.actor is not None for party in idle)


def _between_two(draft: Draft) -> bool:
    return draft.modality == "done" and len(draft.parties) == 2 and all(party.actor for party in draft.parties)  # noqa: PLR2004


def _by(draft: Draft, parties: Scene) -> Draft:
    """Let those of the visit or meeting told before be the parties of what was signed, where nobody else is named."""
    if draft.rule != "deal-signed" or draft.modality != "done" or len(draft.parties) > draft.many:
        return draft
    if not {party.actor for party in draft.parties} <= {party.actor for party in parties}:
        return draft
    return replace(draft, parties=tuple(as_(party, "party") for party in parties))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
