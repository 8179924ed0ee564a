"""Populations by age in a few words, and a strategy for ledgers of them with rates, generations and programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from making import amount, claim, evidence, ledger, texts, when
from multivector.model.entries import Population
from multivector.model.names import names
from multivector.model.parts import Period

if TYPE_CHECKING:
    from multivector.model.evidence import Claim
    from multivector.model.ledger import Ledger

BIRTHS = (20_000, 90_000, 110_000, 80_000, 40_000, 9_000, 500)
DEATHS = (
    6_000, 300, 200, 250, 450, 600, 750, 1_000, 1_400, 2_100, 3_100, 4_700, 7_200, 11_000, 17_500, 29_000, 50_000, 86_000,
    145_000, 230_000, 330_000, 450_000,
)  # fmt: skip
EVEN = (1_000,) * 18


def population(id_: str, *claims: Claim, of: str = "home", **values: Any) -> Population:
    """Make a population; dates and sizes are given as text."""
    read: dict[str, Any] = {key: when(value) if key in {"on", "born"} else value for key, value in values.items()}
    read |= {"size": amount(read["size"])} if "size" in read else {}
    return Population(id=id_, of=cast("Any", of), what=names("people"), claims=claims, **read)


def period(start: int, **values: Any) -> Period:
    """Make five years with the rates above, unless others are given."""
    given: dict[str, Any] = {"births": BIRTHS, "deaths_women": DEATHS, "deaths_men": DEATHS} | values
    return Period(during=when(f"{start}/{start + 5}"), **given)


def residents(id_: str = "residents", on: int = 2000, *periods: Period, **values: Any) -> Population:
    """Make a population that can be carried forward."""
    given: dict[str, Any] = {"women_by_age": EVEN, "men_by_age": EVEN} | values
    return population(id_, on=str(on), rates=periods or (period(on),), **given)


@st.composite
def peopled(draw: st.DrawFn) -> Ledger:
    """Draw populations by age with a period or more, generations, and programmes of a few sizes."""
    made = []
    for number in range(draw(st.integers(0, 2))):
        on = draw(st.sampled_from([1990, 2000, 2026]))
        counts = st.lists(st.integers(0, 5_000), min_size=18, max_size=18).map(tuple)
        later = period(
            on + 5,
            births=draw(st.sampled_from([(), BIRTHS])),
            came=draw(st.sampled_from([None, 0, 500])),
            left=draw(st.sampled_from([None, 200, 900_000])),
            evidence=evidence(*draw(st.lists(st.sampled_from(["t1", "t3", "gone"]), max_size=1)), does="predicts"),
        )
        periods = (period(on, left=draw(st.sampled_from([None, 300]))), later)[: draw(st.integers(1, 2))]
        made.append(residents(f"residents-{number}", on, *periods, women_by_age=draw(counts), men_by_age=draw(counts)))
    for number, born in enumerate(draw(st.lists(st.sampled_from(["1970/1995", "1980", "199X", "1990/..", "2060"]), max_size=2))):
        made.append(population(f"born-{number}", born=born, evidence=evidence("t1")))
    sizes = st.lists(st.sampled_from(["300 students", "about 20 students", "undisclosed", "5 % of it", "0 students"]), max_size=2)
    for number, abroad in enumerate(draw(st.lists(st.sampled_from(["east", "home", "stranger"]), max_size=2))):
        claims = [claim(f"t{at + 1}", size=size) for at, size in enumerate(draw(sizes))]
        made.append(population(f"abroad-{number}", *claims, abroad=abroad))
    return ledger(*made, *texts())
