"""Charts in tests: strategies for what they show, and their shapes and texts with the places where these stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from multivector.views.locale import money
from multivector.views.svg.draw import SIZE
from multivector.views.svg.measure import BOLD, width
from strategies import words

if TYPE_CHECKING:
    from collections.abc import Iterator

few = settings(max_examples=40, deadline=None)
each_size = pytest.mark.parametrize("size", [760.0, 340.0])
labels = st.one_of(
    words, st.text("абвгд ежзШЩҚ", min_size=1, max_size=60), st.sampled_from(["A very long name of a deal " * 4, "Ш" * 60])
)


def write(value: float) -> str:
    return money("ru", value, "KZT")


def told(draw_: Any, *arguments: Any, **named: Any) -> str:
    return str(draw_(*arguments, title="T", told="D", name="n", **named))


def elements(svg: str) -> Iterator[tuple[str, ET.Element]]:
    for element in ET.fromstring(svg).iter():  # noqa: S314  # we drew it
        yield element.tag.rpartition("}")[2], element


def boxes(svg: str) -> Iterator[tuple[float, float, float, float, str]]:
    """Give left, top, right and bottom of every text that is not turned, by our own measure."""
    for tag, element in elements(svg):
        if tag == "text" and "transform" not in element.attrib:
            spans = list(element)
            if spans:
                wide = sum(width(span.text or "", SIZE) * (BOLD if span.get("class") == "strong" else 1) for span in spans) + 6
            else:
                wide = width(element.text or "", SIZE) * (BOLD if "strong" in element.get("class", "") else 1)
            x, y = float(element.attrib["x"]), float(element.attrib["y"])
            left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
            yield left, y - SIZE * 0.8, left + wide, y + SIZE * 0.25, "".join(element.itertext())


def finite(svg: str) -> None:
    """Check that every coordinate is a number."""
    for _, element in elements(svg):
        for name in ("x", "y", "width", "height", "cx", "cy", "r", "d", "transform", "viewBox"):
            assert not re.search("nan|inf", element.get(name, "")), element.attrib


def inside(svg: str) -> None:
    """Check that all texts and boxes lie within the picture, and that no coordinate is missing."""
    root = ET.fromstring(svg)  # noqa: S314
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    assert (root.attrib["width"], root.attrib["height"]) == tuple(root.attrib["viewBox"].split()[2:])
    for left, top, right, bottom, text in boxes(svg):
        assert left >= -0.11, text
        assert right <= wide + 0.11, text
        assert top >= -0.11, text
        assert bottom <= high + 1, text
    for tag, element in elements(svg):
        if tag == "rect" and "x" in element.attrib:
            x, y, w, h = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
            assert x >= -0.11
            assert y >= 0
            assert x + w <= wide + 0.11
            assert y + h <= high + 0.11
        if tag == "circle":
            assert 0 <= float(element.attrib["cx"]) <= wide
    finite(svg)


def rects(svg: str, look: str) -> list[tuple[float, float]]:
    """Give the place and width of every box of a look."""
    return [
        (float(element.attrib["x"]), float(element.attrib["width"]))
        for tag, element in elements(svg)
        if tag == "rect" and element.get("class") == look
    ]
