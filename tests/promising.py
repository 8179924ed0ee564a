"""Promises with clauses in a few words, and a strategy for ledgers of them: several partners, letters, exceptions, candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from making import evidence, stage, texts, when
from multivector.model.entries import Actor, AnyEntry, Commitment, Dossier
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import names
from multivector.model.parts import Membership, Term

if TYPE_CHECKING:
    from multivector.model.parts import Stage

PARTNERS = ("east", "west", "south")
MEMBERS = ("east", "south")
"""Of the league."""
PORT = Term(id="port", of="area", in_=("home",), perhaps_in=("caspian-sea",), name=names("the port"))
BOXES = (
    "host bases of west", "host bases of east", "host armed-forces of league", "host armed-forces outside league",
    "host bases of west in port", "host armed-forces in caspian-sea", "host armed-forces in home", "let pass goods to east",
    "let pass every goods to league", "re-export chips", "re-export chips to south", "defend east", "defend west", "help league",
    "use force against south", "extract minerals with south",
)  # fmt: skip
EVENTS = (
    "west attacks east", "east asks for help", "south is threatened", "west puts sanctions on east", "home has unrest",
    "east sees a threat in bases", "port counts as part of caspian-sea",
)  # fmt: skip
LETTERED = (
    "must defend y if x attacks y where y in league, x outside league",
    "must not defend x if west attacks x",
    "must not let pass goods to x if x has unrest",
    "must host armed-forces of x if x is threatened and y is threatened",
)


def promise(
    id_: str, *clauses: str, by: tuple[str, ...] = ("home",), to: tuple[str, ...] = ("east",), **values: Any
) -> Commitment:
    given: dict[str, Any] = {"modality": "must", "what": names("that"), "rank": "treaty"} | values
    if isinstance(given.get("valid"), str):
        given["valid"] = when(given["valid"])
    return Commitment(id=id_, by=cast("Any", by), to=cast("Any", to), clauses=clauses, **given)


def actors() -> tuple[Actor, ...]:
    league = (Membership(of=cast("Any", "league")),)
    return (
        Actor(id="home", type="state"),
        *(Actor(id=id_, type="state", member_of=league if id_ in MEMBERS else ()) for id_ in PARTNERS),
        Actor(id="league", type="bloc"),
        Actor(id="works", type="company", part_of=cast("Any", "west")),
    )


def promises(*entries: AnyEntry, terms: tuple[Term, ...] = (PORT,)) -> Ledger:
    dossier = Dossier(title=names("Home"), state=cast("Any", "home"), as_of=when("2030-01-01"), terms=terms)
    return ledger_of((*actors(), *entries), dossier)


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """Draw a clause as an analyst may write it, now and then one that means nothing."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from((*LETTERED, "must defend x", "should stay calm")))
    text = (
        draw(st.sampled_from(("must", "must", "must not", "must not", "may", "must once"))) + " " + draw(st.sampled_from(BOXES))
    )
    events = draw(st.lists(st.sampled_from(EVENTS), max_size=2, unique=True))
    unless = draw(st.lists(st.sampled_from(EVENTS), max_size=1))
    return text + (f" if {' and '.join(events)}" if events else "") + (f" unless {unless[0]}" if unless else "")


@st.composite
def commitments(draw: st.DrawFn, id_: str, ids: list[str]) -> Commitment:
    names_ = (*PARTNERS, "league", "works")
    stages: tuple[Stage, ...] = tuple(
        stage(
            draw(st.sampled_from(("commitment", "in-force", "delayed", "cancelled"))), draw(st.sampled_from(("2020", "2022-05")))
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    return promise(
        id_,
        *draw(st.lists(clauses(), max_size=3)),
        by=tuple(draw(st.sampled_from((("home",), ("home", "east"), ("west",))))),
        to=tuple(draw(st.lists(st.sampled_from(names_), min_size=1, max_size=2))),
        rank=draw(st.sampled_from(("treaty", "charter", "statement", "law", None))),
        stages=stages,
        part_of=draw(st.sampled_from((None, None, None, *ids))),
        yields_to=tuple(draw(st.lists(st.sampled_from(ids), max_size=1))),
        valid=draw(st.sampled_from((None, None, "2019/..", "2019/2025", "2028/2035"))),
        candidate=draw(st.sampled_from(("no", "no", "no", "yes"))),
        evidence=evidence(
            *draw(st.lists(st.sampled_from(("t1", "t2")), max_size=1)), credibility=draw(st.sampled_from((None, "2", "6")))
        ),
    )


@st.composite
def promised(draw: st.DrawFn, *, most: int = 5) -> Ledger:
    """Draw a ledger of promises."""
    ids = [f"p{number}" for number in range(draw(st.integers(0, most)))]
    return promises(*texts(), *(draw(commitments(id_, ids)) for id_ in ids))
