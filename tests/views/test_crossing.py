"""The matrix of collisions: every cell on both sides of the diagonal, each kind with a shape of its own, on any width."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from multivector.lenses.commitments import commitments
from multivector.views.pictures import NARROW, WIDE
from multivector.views.pictures_commitments import partners_crossing
from multivector.views.svg.crossing import Cross, crossing
from promising import PARTNERS, promise, promises

if TYPE_CHECKING:
    from typing import Any

SHAPES: dict[Any, str] = {"square": "rect", "disc": "circle", "diamond": "path", "ring": "circle"}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(cells: dict[tuple[int, int], Cross], size: float) -> list[ET.Element]:
    picture = crossing(("a <b>", "c & d", "e"), cells, size, title="t", told="u", name="n")
    return [link for link in ET.fromstring(picture).iter(f"{SVG}a") if link.get("href") == "#e"]  # noqa: S314  # our own


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_cell_stands_on_both_sides_of_the_diagonal_and_once_on_it(shape: Any, size: float) -> None:
    one = Cross(shape=shape, count=1, href="#e", words="w < x")
    for place, count in (((0, 2), 2), ((1, 1), 1)):
        links = drawn({place: one}, size)
        assert len(links) == count
        for link in links:
            assert [child.tag.removeprefix(SVG) for child in link] == ["title", SHAPES[shape]]
    (twice,) = drawn({(1, 1): Cross(shape=shape, count=2, href="#e", words="w")}, size)
    assert [child.text for child in twice.iter(f"{SVG}text")] == ["2"]


def test_the_picture_shows_the_gravest_between_two_partners_and_counts_all() -> None:
    given = (
        promise("direct", "must host bases of west", to=("east",)),
        promise("none", "no bases of west", to=("west",)),
        promise("event", "no bases if west attacks east", to=("south",)),
        promise("right", "may help west", to=("south",)),
        promise("denied", "must not help west if east sees a threat in bases", to=("south",)),
    )
    ledger = promises(*given)
    answer = commitments(ledger).answer
    picture = partners_crossing(answer, ledger, "en")
    links = list(ET.fromstring(picture.wide).iter(f"{SVG}a"))  # noqa: S314  # our own
    titles = [link.findtext(f"{SVG}title") for link in links]
    assert sorted(set(filter(None, titles))) == [
        "east, south: if something happens: 1", "east, west: contradictions: 1", "south, south: rights that cannot be used: 1",
    ]  # fmt: skip
    assert len(PARTNERS) == 3


def test_on_a_phone_only_the_most_involved_are_shown() -> None:
    many = [promise(f"p{n}", "must host bases of west", to=(f"partner-{n}",)) for n in range(8)]
    ledger = promises(*many, promise("none", "no bases", to=("hub",)))
    picture = partners_crossing(commitments(ledger).answer, ledger, "en")
    assert picture.wide.count("<a ") == 16
    assert picture.narrow.count("<a ") == 10
