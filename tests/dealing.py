"""Dealings of every kind in a few words, and a strategy for ledgers of them: shared, packed, by companies, to groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from making import claim, deal, event, evidence, ledger, stage, texts, value_of
from multivector.model.entries import Actor, AnyEntry, Commitment, Message, Signal
from multivector.model.names import names

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

ACTORS = (
    Actor(id="minister", type="person", part_of=cast("Any", "home")),
    Actor(id="works", type="company", part_of=cast("Any", "east")),
    Actor(id="public", type="group"),
    Actor(id="league", type="bloc"),
)
PARTIES = ("home", "minister", "east", "works", "west", "league", "public", "stranger")
"""Whom dealings name: the state and its minister, partners, a company of theirs, a group, one of whom nothing is known."""
AGENDAS = ("security", "energy", "memory")


def commitment(id_: str, by: tuple[str, ...] = ("home",), to: tuple[str, ...] = ("east",), **values: Any) -> Commitment:
    return Commitment(id=id_, by=cast("Any", by), to=cast("Any", to), modality="must", what=names("help"), **_read(values))


def signal(id_: str, by: tuple[str, ...] = ("home",), to: tuple[str, ...] = ("east",), **values: Any) -> Signal:
    return Signal(id=id_, by=cast("Any", by), to=cast("Any", to), **{"act": "toast"} | _read(values))


def message(id_: str, by: tuple[str, ...] = ("home",), to: tuple[str, ...] = ("east",), **values: Any) -> Message:
    return Message(id=id_, by=cast("Any", by), to=cast("Any", to), says=names("hello"), **_read(values))


def _read(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value_of(key, value) for key, value in values.items()}


@st.composite
def dealt(draw: st.DrawFn, *, most: int = 10) -> Ledger:
    """Draw dealings of the five kinds with any parties and agendas, some within others (and in rings)."""
    kinds = draw(st.lists(st.sampled_from("edcsm"), max_size=most))
    ids = [f"{kind}{number}" for number, kind in enumerate(kinds)]
    return ledger(*(_one(draw, id_, ids) for id_ in ids), *ACTORS, *texts())


def _one(draw: st.DrawFn, id_: str, ids: list[str]) -> AnyEntry:
    def some(options: tuple[str, ...], least: int, most: int) -> tuple[Any, ...]:
        return tuple(draw(st.lists(st.sampled_from(options), min_size=least, max_size=most)))

    alike = [other for other in ids if other[0] == id_[0]]
    common: dict[str, Any] = {
        "agenda": some(AGENDAS, 0, 2),
        "evidence": evidence(*some(("t1", "t2", "t3", "t4", "gone"), 0, 2)),
        "part_of": draw(st.sampled_from([None, None, "gone", *alike])),
    }
    between = ("home", *some(PARTIES, 1, 3)) if draw(st.integers(0, 4)) else some(PARTIES, 1, 2)
    if id_[0] == "e":
        return event(id_, **common | {"between": between, "when": draw(st.sampled_from(["2030-01", "2030-02-03", "2031/.."]))})
    if id_[0] == "d":
        claims = [
            claim(text, amount=draw(st.sampled_from(["3 USD", "5 EUR", "over 2 USD", "undisclosed"])))
            for text in dict.fromkeys(some(("t1", "t3"), 0, 2))
        ]
        sector, flow = (
            draw(st.sampled_from(["mixed", "rail", "uranium"])),
            draw(st.sampled_from([None, None, "purchase", "trade"])),
        )
        stages = tuple(stage(name, "2030-01", "t1") for name in some(("pledge", "framework", "cancelled"), 0, 2))
        return deal(id_, *claims, **common | {"between": between, "sector": sector, "flow": flow, "stages": stages})
    parties: dict[str, Any] = {"by": between[:1], "to": between[1:]}
    if id_[0] == "c":
        return commitment(id_, **parties | common | {"instrument": draw(st.sampled_from([None, *ids]))})
    return (signal if id_[0] == "s" else message)(id_, **parties | common)
