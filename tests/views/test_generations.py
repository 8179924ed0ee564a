"""The generations section and its picture: nothing leaves it, higher shares stand higher, and any answer can be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import multivector
from drawings import each_size, elements, few, finite, inside, labels, told
from making import evidence, ledger, of_day, texts
from multivector.lenses import generations
from multivector.views.annex import entry_section
from multivector.views.blocks import Picture, Table
from multivector.views.locale import LANGUAGES, percent
from multivector.views.sections.generations import generations_section
from multivector.views.svg.fading import Panel, Share, fading
from multivector.views.text import render_text
from peopling import peopled, period, population, residents

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger


def write(value: float) -> str:
    return percent("ru", value)


@st.composite
def panel(draw: st.DrawFn) -> Panel:
    start, count = draw(st.integers(1990, 2010)), draw(st.integers(1, 60))
    ends = st.lists(st.floats(0, 1), min_size=4, max_size=4).map(sorted)
    shares = []
    for year in range(start, start + count):
        low, mean, high, plain = draw(ends)
        shares.append(Share(year=year, mean=mean, low=low, high=high, plain=draw(st.sampled_from([None, plain]))))
    half = draw(st.sampled_from([None, start, start + count - 1]))
    return Panel(label=draw(labels), shares=tuple(shares), half=half, words="w")


@each_size
@few
@given(panels=st.lists(panel(), min_size=1, max_size=3), today=st.integers(1990, 2060))
def test_nothing_leaves_the_picture(size: float, panels: list[Panel], today: int) -> None:
    years = [one.year for each in panels for one in each.shares]
    drawn = told(fading, tuple(panels), size, today=min(max(today, min(years)), max(years)), share=write)
    finite(drawn)
    inside(drawn)


@each_size
def test_a_higher_share_stands_higher_and_its_year_is_marked(size: float) -> None:
    shares = tuple(Share(year=2000 + at, mean=1 - at / 10, low=0, high=1, plain=None) for at in range(11))
    drawn = told(fading, (Panel(label="all", shares=shares, half=2006, words="w"),), size, today=2004, share=write)
    (line,) = (element for tag, element in elements(drawn) if tag == "path" and element.get("class") == "mark")
    places = [tuple(map(float, pair.split())) for pair in re.split("[ML]", line.attrib["d"]) if pair]
    assert len(places) == 11
    assert places == sorted(places)
    assert [y for _, y in places] == sorted(y for _, y in places)
    (point,) = (element for tag, element in elements(drawn) if tag == "circle")
    assert (float(point.attrib["cx"]), float(point.attrib["cy"])) == places[4]
    assert f"2004: {write(0.6)}" in "".join("".join(element.itertext()) for tag, element in elements(drawn) if tag == "text")
    assert "plain" not in [element.get("class") for _, element in elements(drawn)]


def blocks(found: Ledger, lang: str = "en", year: int = 2010, **parameters: int) -> tuple[str, list[object]]:
    section = generations_section(generations(found, as_of=of_day(year), **parameters), found, lang)
    return " ".join(render_text(section).split()), list(section.blocks)


@pytest.mark.parametrize("lang", LANGUAGES)
@few
@given(found=peopled())
def test_any_answer_can_be_told(lang: str, found: Ledger) -> None:
    assert blocks(found, lang)[0]


def test_a_generation_alone_is_told_without_a_picture() -> None:
    text, found = blocks(ledger(population("young", born="1990/1995")))
    assert "people (born 1990 to 1995, aged 15 to 20): nobody was old enough" in text
    assert not [one for one in found if isinstance(one, Picture | Table)]


@pytest.mark.parametrize(
    ("born", "words"),
    [("1950/1960", "all were old enough"), ("1960/2000", "of them remember ("), ("1981", "but it turns on the age")],
)
def test_a_generation_is_told_by_its_verdict(born: str, words: str) -> None:
    assert words in blocks(ledger(population("g", born=born)))[0]


def test_years_are_told_as_before_within_and_beyond_what_is_shown() -> None:
    found = ledger(residents(on=2010))
    text, _ = blocks(found)
    half = next(
        one for one in generations(found, as_of=of_day(2010)).answer.crossings if (one.group, one.under) == ("adults", "half")
    )
    assert f"over): under a half from: {half.year} (earliest {half.earliest}, latest {half.latest})" in text
    assert "practically nobody from: beyond the years shown" in text
    old, _ = blocks(ledger(residents(on=2010)), ended=1900)
    assert "Everybody: under a half from: 2010 or before; practically nobody from: 2010 or before" in old


def test_children_alone_have_no_boundary_among_adults() -> None:
    children = (1_000,) * 2 + (0,) * 16
    text, _ = blocks(ledger(residents(on=2010, women_by_age=children, men_by_age=children)), horizon=3)
    assert "Where the boundary" not in text
    assert "Adults lose" not in text


def test_a_programme_larger_than_the_loss_is_not_called_too_small() -> None:
    small, large = (
        ledger(residents(on=2000), population("p", size=f"{students} students", abroad="east")) for students in (8, 30_000)
    )
    assert "By headcount no programme" in blocks(small)[0]
    assert "over 1,000" in blocks(small)[0]
    assert "By headcount no programme" not in blocks(large)[0]


def test_an_entry_shows_its_periods_with_what_says_so() -> None:
    entry = residents("a", 2000, period(2000, came=44_530, evidence=evidence("t1")))
    text = render_text(entry_section(entry, ledger(entry, *texts()), "en"))
    assert "2000–2005: births, deaths and migration; came: 44,530 – herald, 1 January 2030" in " ".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_demonstration_has_its_picture_and_tables(lang: str) -> None:
    found = multivector.load("dossiers/kazakhstan").ledger
    section = generations_section(generations(found), found, lang)
    (picture,) = (block for block in section.blocks if isinstance(block, Picture))
    for drawn in (picture.wide, picture.narrow):
        finite(drawn)
        inside(drawn)
    assert len([block for block in section.blocks if isinstance(block, Table)]) == 3
