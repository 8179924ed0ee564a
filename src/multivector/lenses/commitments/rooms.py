"""Where a state is still free: what one more promise to each partner would collide with.

It is promised to do something with what is the partner's in one's own land, or not to do it anywhere; or to do it, or not, in the
partner's land, where that is what clauses speak of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.collisions.clauses import Box, Clause, Modality
from multivector.engines.collisions.results import Severity
from multivector.engines.collisions.screening import screen
from multivector.lenses.commitments.build import role_of
from multivector.lenses.commitments.nodes import named, owned
from multivector.model.vocabulary import ROOTS

if TYPE_CHECKING:
    from multivector.engines.collisions.search import Index
    from multivector.lenses.commitments.build import Built, Role

_TRIED = "a further promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How far from a collision a further promise about one act and one partner would be.

    Attributes:
        act: The act.
        thing: The thing (None: the act is done to the partner).
        place: Whether the act is done in the partner's land, not with something of the partner's.
        partner: The partner.
        to_do: Events after which the promise to do it collides (None: within the bounds, none; 0: at once).
        not_to_do: Likewise of the promise not to.
        because: Commitments with which the one or the other collides.
    """

    act: str
    thing: str | None
    place: bool
    partner: str
    to_do: int | None
    not_to_do: int | None
    because: tuple[str, ...]


def rooms(ready: Index, built: Built, events: int) -> tuple[Room, ...]:
    """Try every act that clauses speak of with every partner to whom a promise with clauses was given."""
    given = {built.provisions[clause.id].commitment for clause in ready.clauses}
    partners = sorted({partner for id_, side in built.partners.items() if id_ in given for partner in side})
    kinds = sorted({(clause.act, *role_of(clause, built.vocabulary)) for clause in built.said.values()})
    return tuple(_room(*kind, partner, ready, built, events) for kind in kinds for partner in partners)


def _room(act: str, thing: str, role: Role, partner: str, ready: Index, built: Built, events: int) -> Room:
    own = owned(thing, partner) if role == "owner" else thing if role == "area" else named("thing", partner, built.vocabulary)
    place = named("area", partner if role == "area" else built.home, built.vocabulary)
    boxes = {
        Modality.OBLIGATION: Box(act, own, place),
        Modality.PROHIBITION: Box(act, own, place if role == "area" else ROOTS["area"]),
    }
    ends: list[int | None] = []
    because: dict[str, None] = {}
    for modality, box in boxes.items():
        found = screen(ready, Clause(id=_TRIED, bearer=built.home, modality=modality, what=box), most_atoms=events)
        least = min((len(one.scenario) for one in found if one.severity is not Severity.BLOCKED), default=None)
        ends.append(least)
        nearest = [id_ for one in found if len(one.scenario) == least for id_ in one.clauses if id_ != _TRIED]
        because |= {built.provisions[id_].commitment: None for id_ in nearest}
    return Room(
        act=act,
        thing=thing or None,
        place=role == "area",
        partner=partner,
        to_do=ends[0],
        not_to_do=ends[1],
        because=tuple(sorted(because)),
    )
