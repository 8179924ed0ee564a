"""A scenario of another program -> entries: a question with scales and seats, and an actor for each that pulls at it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from multivector.model.entries import Actor, Question
from multivector.model.fields import ActorId
from multivector.model.names import names
from multivector.model.seats import Scale, Seat, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.engines.bargaining import Table

_LONGEST = 60


def entries_of(table: Table, name: str) -> tuple[Question, tuple[Actor, ...]]:
    """Give a question and its actors; ids are made of names, and numbered where these leave nothing or the same."""
    actors = _ids(table.actors, "actor")
    scales = _ids(table.dimensions, "scale")
    question = Question(
        id=_ids([name], "question")[0],
        asks=names(name or "?"),
        scales=tuple(
            Scale(id=id_, what=names(said), low=names("0"), high=names("100"))
            for id_, said in zip(scales, table.dimensions, strict=True)
        ),
        seats=tuple(
            Seat(
                actor=ActorId(actor),
                on=scale if len(scales) > 1 else None,
                position=_span(table.position[row, column]),
                salience=_span(table.salience[row, column]),
                capability=_span(table.capability[row]),
            )
            for row, actor in enumerate(actors)
            for column, scale in enumerate(scales)
        ),
    )
    return question, tuple(Actor(id=id_, name=names(said), type="group") for id_, said in zip(actors, table.actors, strict=True))


def _ids(said: Iterable[str], otherwise: str) -> list[str]:
    found: list[str] = []
    for number, one in enumerate(said, start=1):
        plain = unicodedata.normalize("NFKD", one).encode("ascii", "ignore").decode().lower()
        id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or f"{otherwise}-{number}"
        found.append(f"{id_}-{number}" if id_ in found else id_)
    return found


def _span(value: float) -> Span:
    return Span(round(float(value), 3), round(float(value), 3))
