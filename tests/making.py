"""Small ledgers in a few words, and strategies for ledgers of deals and of dealings whose answers can be worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from multivector.model.dates import Date, parse_date
from multivector.model.entries import Actor, AnyEntry, Deal, Dossier, Event, Source
from multivector.model.evidence import Adoption, Claim, Evidence
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.money import Amount, parse_amount
from multivector.model.names import names
from multivector.model.parts import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STATES = ("home", "east", "west", "south")
HOME = Dossier(title=names("Home"), state=cast("Any", "home"))


def amount(text: str) -> Any:
    read = parse_amount(text)
    assert isinstance(read, Amount), read
    return read


def when(text: str) -> Date:
    read = parse_date(text)
    assert isinstance(read, Date), read
    return read


def evidence(*sources: str, **values: Any) -> tuple[Evidence, ...]:
    return tuple(Evidence(source=cast("Any", source), **values) for source in sources)


def claim(source: str, *, label: str | None = None, does: Any = "asserts", credibility: Any = None, **values: Any) -> Claim:
    """Make a claim by one source; amounts and dates are given as text."""
    read = tuple(sorted((key.rstrip("_").replace("_", "-"), value_of(key, value)) for key, value in values.items()))
    return Claim(label=label, evidence=evidence(source, does=does, credibility=credibility), values=read)


def adopted(key: str, on: str = "2030-01-01", field: str | None = None) -> tuple[Adoption, ...]:
    return (Adoption(claim=key, field=field, on=when(on), reason=names("it is official")),)


def value_of(key: str, value: Any) -> Any:
    if key in {"amount", "quantity", "size"}:
        return amount(value)
    return when(value) if key in {"when", "on", "due", "since", "until", "valid"} else value


def deal(id_: str, *claims: Claim, partner: str = "east", **values: Any) -> Deal:
    given = {"between": ("home", partner)} | {key: value_of(key, value) for key, value in values.items()}
    return Deal(id=id_, claims=claims, **cast("dict[str, Any]", given))


def event(id_: str, *partners: str, **values: Any) -> Event:
    given = {"type": "visit", "between": ("home", *partners)} | {key: value_of(key, value) for key, value in values.items()}
    return Event(id=id_, **cast("dict[str, Any]", given))


def source(id_: str, on: str | None = None, **values: Any) -> Source:
    return Source(id=id_, **{"type": "newspaper", "date": None if on is None else when(on)} | values)


def stage(name: Any, on: str, *sources: str) -> Stage:
    return Stage(on=when(on), is_=name, evidence=evidence(*sources))


def ledger(*entries: AnyEntry, dossier: Dossier | None = HOME) -> Ledger:
    """Make a ledger of four states and these entries."""
    states = (Actor(id=state, type="state") for state in STATES)
    return ledger_of((*entries, *states), dossier)


def of_day(year: int, month: int = 1, day: int = 1) -> date:
    return date(year, month, day)


_HEDGES: tuple[Callable[[int], str], ...] = (
    lambda n: f"{n} USD",
    lambda n: f"{n} USD",
    lambda n: f"{n}..{n + 2} USD",
    lambda n: f"about {n} USD",
    lambda n: f"up to {n} USD",
    lambda n: f"over {n} USD",
    lambda n: f"nearly {n} USD",
    lambda _: "undisclosed",
    lambda _: "undisclosed USD",
    lambda n: f"{n} EUR",
)
figures = st.builds(lambda hedge, n: hedge(n), st.sampled_from(_HEDGES), st.integers(0, 12))
"""Texts of amounts with every hedge, most in one currency."""


@st.composite
def deals(draw: st.DrawFn, *, figures: st.SearchStrategy[str] = figures, most: int = 6) -> Ledger:
    """Draw deals with rival figures by four texts, packages in packages (and rings of them), background, statistics."""
    count = draw(st.integers(0, most))
    ids = [f"d{number}" for number in range(count)]
    made = []
    for id_ in ids:
        claims = [
            claim(text, amount=draw(figures), credibility=draw(st.sampled_from(["2", "4", None])))
            for text in draw(st.lists(st.sampled_from(["t1", "t2", "t3", "t4"]), max_size=2, unique=True))
        ]
        values: dict[str, Any] = {
            "part_of": draw(st.sampled_from([None, None, *ids, "elsewhere"])),
            "between": draw(st.sampled_from([("home", "east"), ("home", "west"), ("home", "east", "west"), ("east", "west")])),
            "complete": draw(st.sampled_from(["no", "no", "yes"])),
            "flow": draw(st.sampled_from([None, "purchase", "trade"])),
            "pays": draw(st.sampled_from([None, "home", "east"])),
            "basis": draw(st.sampled_from([None, "contract", "ceiling"])),
            "amount": amount(draw(figures)) if draw(st.booleans()) else None,
            "adopted": adopted(draw(st.sampled_from(["t1", "entry"]))) if draw(st.booleans()) else (),
        }
        made.append(Deal(id=id_, claims=tuple(claims), **values))
    return ledger(*made, *texts())


def texts() -> Sequence[Source]:
    """Give four texts of two outlets, one repeating another."""
    return (
        source("herald"),
        source("bureau", type="official"),
        source("t1", "2030-01-01", part_of="herald", reliability="B"),
        source("t2", "2030-02-01", part_of="herald"),
        source("t3", "2030-03-01", part_of="bureau", type="official"),
        source("t4", "2030-04-01", part_of="bureau", repeats="t1", type="official"),
    )
