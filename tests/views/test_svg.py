"""Charts: nothing leaves the picture or collides, lengths tell values, and nothing is told by colour alone."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drawings import boxes, each_size, elements, few, inside, labels, rects, told, write
from multivector.views.svg import draw
from multivector.views.svg.bars import Bar, bars
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.draw import SIZE
from multivector.views.svg.matrix import Disc, matrix
from multivector.views.svg.measure import fit, width, wrap
from multivector.views.svg.scale import axis, ticks
from multivector.views.svg.style import CSS

values = st.one_of(st.just(0.0), st.floats(1e-9, 1e18), st.floats(1e9, 9e9))


# --- measure and axes -------------------------------------------------------------------------------------------------


@few
@given(text=labels, room=st.floats(15, 400))
def test_a_text_that_is_cut_fits_and_one_that_fits_is_not_cut(text: str, room: float) -> None:
    cut = fit(text, room, SIZE)
    assert width(cut, SIZE) <= room
    assert (cut == text) == (width(text, SIZE) <= room)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@few
@given(text=labels, room=st.floats(40, 400), most=st.integers(1, 3))
def test_a_text_is_broken_into_few_lines_that_fit_and_in_order(text: str, room: float, most: int) -> None:
    lines = wrap(text, room, SIZE, most)
    assert len(lines) <= most
    assert all(width(one, SIZE) <= room for one in lines)
    if not any(one.endswith("…") for one in lines):
        assert " ".join(lines).split() == text.split()
        assert sum(one.count("\N{NO-BREAK SPACE}") for one in lines) == text.strip(" \t\n").count("\N{NO-BREAK SPACE}")


@few
@given(most=st.floats(1e-290, 1e290), count=st.integers(2, 8))
def test_ticks_are_round_evenly_spaced_from_nought_and_cover_the_data_closely(most: float, count: int) -> None:
    found = ticks(most, count)
    step = found[1]
    assert found[0] == 0
    assert found[-1] >= most * (1 - 1e-8)
    assert len(found) == 2 or found[-2] < most
    assert 2 <= len(found) <= count + 2
    assert all(math.isclose(mark, step * position, rel_tol=1e-9) for position, mark in enumerate(found))
    leading = step / 10.0 ** math.floor(math.log10(step) + 1e-9)
    assert any(math.isclose(leading, nice, rel_tol=1e-6) for nice in (1, 2, 2.5, 5, 10))


@pytest.mark.parametrize("most", [0, -1, math.inf, math.nan, 5e-324, 1.7e308])
def test_ticks_of_nothing_or_of_what_cannot_be_drawn_are_nought_and_one(most: float) -> None:
    assert ticks(most, 5) == (0.0, 1.0)


@few
@given(places=st.lists(st.tuples(st.floats(0, 340), labels), max_size=10))
def test_labels_of_an_axis_stay_within_and_apart(places: list[tuple[float, str]]) -> None:
    assume(all(width(text, SIZE) < 340 for _, text in places))
    drawn = draw.picture(axis(sorted(places), 340, 100), width=340, height=100, title="T", told="D", name="n")
    inside(drawn)
    spans = sorted((left, right) for left, _, right, _, _ in boxes(drawn))
    assert all(right < left for (_, right), (left, _) in pairwise(spans))
    assert sum("grid" in element.get("class", "") for _, element in elements(drawn)) == len(places)


# --- bars -------------------------------------------------------------------------------------------------------------


@st.composite
def bar(draw_: st.DrawFn) -> Bar:
    firm, estimated, more = draw_(values), draw_(values), draw_(st.one_of(st.just(0.0), values))
    low = firm + estimated
    return Bar(
        label=draw_(labels), detail=draw_(labels), firm=firm, estimated=estimated, undisclosed=draw_(st.integers(0, 3)), low=low,
        high=draw_(st.sampled_from([low + more, None])), written=draw_(labels),
    )  # fmt: skip


@each_size
@few
@given(rows=st.lists(bar(), max_size=8).map(tuple))
def test_bars_stay_in_the_picture_and_are_as_long_as_their_values(size: float, rows: tuple[Bar, ...]) -> None:
    svg = told(bars, rows, size, write=write)
    inside(svg)
    solid, dashed = rects(svg, "solid"), rects(svg, "dashed")
    assert len(solid) == sum(row.firm > 0 for row in rows)
    assert len(dashed) == sum(row.estimated > 0 for row in rows)
    assert len(rects(svg, "hatched")) == sum(row.undisclosed > 0 for row in rows)
    for drawn, amounts in (
        (solid, [row.firm for row in rows if row.firm]),
        (dashed, [row.estimated for row in rows if row.estimated]),
    ):
        by_value = sorted(zip(amounts, (wide for _, wide in drawn), strict=True))
        assert all(first[1] <= second[1] + 0.11 for first, second in pairwise(by_value))


@each_size
def test_a_bar_twice_as_large_is_twice_as_long_and_an_open_one_has_an_arrow(size: float) -> None:
    row = {"label": "a", "detail": "", "estimated": 0.0, "undisclosed": 0, "written": ""}
    pair = tuple(Bar(firm=value, low=value, high=value, **row) for value in (2e9, 4e9))  # type: ignore[arg-type]  # spread by name
    (_, one), (_, two) = rects(told(bars, pair, size, write=write), "solid")
    assert two == pytest.approx(2 * one, abs=0.2)
    open_ = (Bar(firm=2e9, low=2e9, high=None, **row),)  # type: ignore[arg-type]
    assert 'class="mark open"' in told(bars, open_, size, write=write)


# --- bounds -----------------------------------------------------------------------------------------------------------


@st.composite
def interval(draw_: st.DrawFn) -> Interval:
    low = draw_(st.one_of(st.none(), values))
    high = draw_(st.one_of(st.none(), values.map(lambda more: (low or 0.0) + more)))
    marks = draw_(st.lists(st.tuples(values, st.one_of(st.none(), values), st.booleans()), max_size=3))
    return Interval(
        label=draw_(labels), low=low, high=high, href=draw_(st.sampled_from(["", "#e-x"])), strong=draw_(st.booleans()),
        marks=tuple(
            Mark(low=start, high=None if more is None else start + more, standing=standing, words="w")
            for start, more, standing in marks
        ),
    )  # fmt: skip


@each_size
@few
@given(rows=st.lists(interval(), max_size=8).map(tuple))
def test_bounds_stay_in_the_picture_and_every_mark_is_there(size: float, rows: tuple[Interval, ...]) -> None:
    svg = told(bounds, rows, size, write=write)
    inside(svg)
    spans = rects(svg, "span")
    assert len(spans) == sum(row.low is not None or row.high is not None for row in rows)
    marks = [mark for row in rows for mark in row.marks]
    single = sum(mark.high is None or mark.high == mark.low for mark in marks)
    looks = [element.get("class") for tag, element in elements(svg) if tag == "path"]
    assert looks.count("point") + looks.count("point rival") == single + 2 * (len(marks) - single)
    assert (looks.count("point rival") > 0) == any(not mark.standing for mark in marks)
    assert svg.count("<title>w</title>") == len(marks)


def test_a_wider_interval_is_longer_and_starts_at_its_low_end() -> None:
    rows = tuple(Interval(label="a", low=low, high=high, marks=(), href="") for low, high in ((1e9, 2e9), (1e9, 4e9), (0.0, 4e9)))
    (start, short), (same, long), (left, longest) = rects(told(bounds, rows, 760.0, write=write), "span")
    assert start == same
    assert long == pytest.approx(3 * short, abs=0.3)
    assert left < start
    assert longest == pytest.approx(4 * short, abs=0.4)


# --- matrix -----------------------------------------------------------------------------------------------------------


@each_size
@few
@given(rows=st.lists(labels, max_size=6).map(tuple), columns=st.lists(labels, max_size=10).map(tuple), data=st.data())
def test_a_matrix_has_a_disc_a_cell_by_area_and_signs_in_words_of_form(
    size: float, rows: tuple[str, ...], columns: tuple[str, ...], data: st.DataObject
) -> None:
    cells = {}
    if rows and columns:
        places = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(columns) - 1))
        disc = st.builds(
            Disc, count=st.floats(0, 400), sign=st.sampled_from(["", "+", "−"]), href=st.just("#e-x"), words=st.just("w")
        )
        cells = data.draw(st.dictionaries(places, disc, max_size=8))
    svg = told(matrix, rows, columns, cells, size)
    inside(svg)
    assert float(ET.fromstring(svg).attrib["width"]) <= size + 0.11  # noqa: S314
    radii = [float(element.attrib["r"]) for tag, element in elements(svg) if tag == "circle"]
    assert len(radii) == len(cells)
    by_count = sorted(zip((disc.count for _, disc in sorted(cells.items())), radii, strict=True))
    assert all(first[1] <= second[1] + 0.11 for first, second in pairwise(by_count))
    signs = [element.attrib["d"] for tag, element in elements(svg) if element.get("class") == "sign"]
    assert len(signs) == sum(disc.sign != "" for disc in cells.values())
    assert sum("v" in sign for sign in signs) == sum(disc.sign == "+" for disc in cells.values())
    again = told(matrix, rows, columns, dict(reversed(cells.items())), size)
    assert again == svg


@each_size
def test_a_disc_of_four_has_four_times_the_area_of_one(size: float) -> None:
    cells = {(0, column): Disc(count=count, sign="", href="#", words="w") for column, count in enumerate((1.0, 4.0))}
    svg = told(matrix, ("row",), ("a", "b"), cells, size)
    one, four = (float(element.attrib["r"]) for tag, element in elements(svg) if tag == "circle")
    assert four == pytest.approx(2 * one, abs=0.2)


# --- what holds of all ------------------------------------------------------------------------------------------------


def test_every_look_of_a_shape_differs_in_more_than_its_colour() -> None:
    rules = dict(re.findall(r"\.chart \.([\w.]+) \{ (.*?) \}", CSS))
    assert "stroke-dasharray" in rules["dashed"]
    assert "stroke-dasharray" not in rules["solid"]
    assert "fill: none" in rules["missed"]
    hatched = told(
        bars, (Bar(label="", detail="", firm=0, estimated=0, undisclosed=1, low=0, high=0, written=""),), 760.0, write=write
    )
    assert "url(#n-hatch)" in hatched
    assert '<pattern id="n-hatch"' in hatched
    used = set(
        re.findall(
            r'"(solid|dashed|hatched|gap|hatch|mark|span|vague|point|hollow|missed|disc|sign|today|grid|rule)[ "]', hatched
        )
    )
    assert used <= rules.keys()


def test_texts_and_addresses_are_escaped() -> None:
    assert draw.text(0, 0, '<b> & "c"') == '<text x="0" y="0">&lt;b&gt; &amp; &quot;c&quot;</text>'
    assert draw.linked('"#x', "", "<i>") == '<a href="&quot;#x"><title>&lt;i&gt;</title></a>'
    assert draw.linked("", "b") == "<g>b</g>"
    assert "&lt;T" in draw.picture([], width=1, height=1, title="<T", told="<D", name="n")


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (1.04, "1"), (1.26, "1.3"), (-0.5, "-0.5")])
def test_coordinates_are_written_to_a_tenth(value: float, text: str) -> None:
    assert draw.at(value) == text
