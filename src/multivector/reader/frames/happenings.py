"""One event as a draft: how firm it is, when it was, and where its parties are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.facts import date_at
from multivector.reader.frames.modes import Mode, attribution, mode

if TYPE_CHECKING:
    from multivector.reader.drafts import Form, Party
    from multivector.reader.frames.sentence import Named, Sentence


def event(one: Sentence, form: Form, rule: str, core: int, begin: int, end: int, parties: tuple[Party, ...]) -> Draft:
    """Draft an event of a word, its words from one token to another."""
    held = held_of(one, core)
    return Draft("event", form, rule, (one.span(begin, end),), one.span(core, core + 1), parties, None,
                 date_at(one, core, held), None,
                 held.modality, held.polarity, attribution(one, core))  # fmt: skip


def held_of(one: Sentence, core: int) -> Mode:
    """Give the mode of an event; that something was discussed at it makes it no less certain."""
    held = mode(one, core, core) or Mode("possible")
    doubts = [at for at in one.clause(core) if one.is_(at, "possible")]
    if held.modality == "possible" and doubts and all(one.word(at).startswith(("discuss", "обсужда")) for at in doubts):
        return Mode("done")
    return held


def places_of(one: Sentence, parties: tuple[Party, ...]) -> list[Named]:
    """Give where parties are named, or where a pronoun stands for one that the sentence does not name."""
    named = {each.party for each in one.named if each.how != "pronoun"}
    return [each for each in one.named if each.party in parties and (each.how != "pronoun" or each.party not in named)]
