"""The chart of rungs: every row on its rungs, lowest at the left, with all words inside the picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drawings import boxes, each_size, elements, few, finite, labels, told
from multivector.views.svg.rungs import Placed, rungs

COLUMNS = ("call", "meeting, summit", "private", "working", "official", "государственный")
spans = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted)
rows = st.lists(
    st.builds(
        lambda label, ends, beside: Placed(label=label, low=ends[0], high=ends[1], beside=beside, href="#e-x", words=label),
        labels,
        spans,
        st.sampled_from(("", "+4 −1 ?1", "+12")),
    ),
    min_size=1,
    max_size=6,
).map(tuple)


@each_size
@few
@given(placed=rows)
def test_a_bar_covers_its_rungs_and_no_other_and_is_dark_only_where_the_rung_is_known(
    size: float, placed: tuple[Placed, ...]
) -> None:
    svg = told(rungs, COLUMNS, placed, size)
    finite(svg)
    bars = [element for tag, element in elements(svg) if tag == "rect" and element.get("class") in {"solid", "span"}]
    assert [bar.get("class") for bar in bars] == ["solid" if row.low == row.high else "span" for row in placed]
    lines = sorted(
        {
            float(d.split("L")[0][1:].split()[0])
            for tag, one in elements(svg)
            if tag == "path" and (d := one.get("d", ""))[:1] == "M" and one.get("class") == "grid"
        }
    )
    for bar, row in zip(bars, placed, strict=True):
        left = float(bar.attrib["x"])
        right = left + float(bar.attrib["width"])
        assert lines[row.low] <= left < right <= lines[row.high + 1] + 0.2


@each_size
@few
@given(placed=rows)
def test_no_word_leaves_the_picture(size: float, placed: tuple[Placed, ...]) -> None:
    svg = told(rungs, COLUMNS, placed, size)
    (height,) = (float(element.attrib["height"]) for tag, element in elements(svg) if tag == "svg")
    for left, top, right, bottom, _ in boxes(svg):
        assert left >= -0.5
        assert right <= size + 0.5
        assert top >= 0
        assert bottom <= height
