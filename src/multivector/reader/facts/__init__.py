"""A text's words and their tags -> what it says of persons and bodies: who holds which office, who owns or deals with whom.

    found = facts(cut, tagged)
    for one in found.occupations:
        one.who.span, one.position, one.where.of(text)

Facts are proposals with their places, for a person to decide on. They need the tagger, so they are read in Russian only. A text
is read by what depends on what: who «он» or «компания» is, is not asked, and a fact that no one sentence tells is not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.reader.entities import Entity, entities
from multivector.reader.facts.dealings import dealings, of_drafts
from multivector.reader.facts.memberships import memberships
from multivector.reader.facts.occupations import occupations
from multivector.reader.facts.offices import Page
from multivector.reader.facts.ownerships import ownerships
from multivector.reader.facts.records import Dealing, Membership, Occupation, Ownership, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.reader.drafts import Draft
    from multivector.reader.tagging import Tagged
    from multivector.reader.tokens import Cut

__all__ = ["Dealing", "Entity", "Facts", "Membership", "Occupation", "Ownership", "Where", "facts"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says of persons and bodies, each kind in the order of the text."""

    entities: tuple[Entity, ...]
    occupations: tuple[Occupation, ...]
    ownerships: tuple[Ownership, ...]
    memberships: tuple[Membership, ...]
    dealings: tuple[Dealing, ...]


def facts(cut: Cut, tagged: Tagged, drafts: Iterable[Draft] = ()) -> Facts:
    """Read the facts of a text.

    Args:
        cut: The text and its words.
        tagged: What the tagger says of them.
        drafts: The drafts made of the text, whose meetings and deals are taken over where no sentence gave the same parties.
    """
    page = Page(cut, tagged, entities(cut, tagged))
    dealt = list(dealings(page))
    told = {(one.purpose, at) for one in dealt for at in range(one.evidence.start, one.evidence.end)}
    more = [
        one
        for one in of_drafts(page, drafts)
        if not any((one.purpose, at) in told for at in range(one.evidence.start, one.evidence.end))
    ]
    return Facts(
        tuple(page.entities),
        occupations(page),
        ownerships(page),
        memberships(page),
        tuple(sorted([*dealt, *more], key=lambda one: one.evidence)),
    )
