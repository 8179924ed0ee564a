"""The timeline: nothing leaves the picture, no label meets another, and every form has its own shape."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawings import boxes, each_size, few, inside, labels, told
from multivector.views.locale import LANGUAGES, short_month
from multivector.views.svg.timeline import Item, Lane, timeline

START, END = date(2025, 9, 1), date(2025, 12, 31)


@st.composite
def item(draw_: st.DrawFn) -> Item:
    first = START + timedelta(days=draw_(st.integers(-60, 121)))
    last = max(START, first) + timedelta(days=draw_(st.sampled_from([0, 0, 0, 5, 30, 90, 200])))
    form: Any = draw_(st.sampled_from(["event", "deal", "due", "met", "missed"]))
    return Item(label=draw_(labels), first=first, last=last, form=form, href="#e-x", words="w")


def drawn(lanes: tuple[Lane, ...], size: float, start: date = START, end: date = END, lang: str = "ru") -> str:
    def name(day: date) -> str:
        return f"{short_month(lang, day.month)} {day.year}" if day.month == 1 else short_month(lang, day.month)

    return told(timeline, lanes, start, end, size, today=date(2025, 11, 6), write=name)


lanes_ = st.lists(st.builds(Lane, label=labels, items=st.lists(item(), min_size=1, max_size=8).map(tuple)), max_size=4).map(tuple)


@each_size
@few
@given(lanes=lanes_)
def test_a_timeline_stays_in_the_picture_and_its_labels_do_not_collide(size: float, lanes: tuple[Lane, ...]) -> None:
    svg = drawn(lanes, size)
    inside(svg)
    found = [box for box in boxes(svg) if box[4]]
    for position, (left, top, right, bottom, text) in enumerate(found):
        for left2, top2, right2, bottom2, other in found[position + 1 :]:
            assert right <= left2 + 0.2 or right2 <= left + 0.2 or bottom <= top2 + 0.2 or bottom2 <= top + 0.2, (text, other)
    assert svg.count("<title>w</title>") == sum(len(lane.items) for lane in lanes)


@each_size
@few
@given(lanes=lanes_, chance=st.randoms(use_true_random=False))
def test_a_timeline_does_not_depend_on_the_order_of_its_items(size: float, lanes: tuple[Lane, ...], chance: Any) -> None:
    shuffled = tuple(Lane(label=lane.label, items=tuple(chance.sample(lane.items, len(lane.items)))) for lane in lanes)
    assert drawn(shuffled, size) == drawn(lanes, size)


@each_size
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("days", [0, 1, 20, 100, 400, 2000, 9000, 100_000])
def test_months_of_any_stretch_of_time_stay_within_and_apart(size: float, lang: str, days: int) -> None:
    svg = drawn((), size, START, START + timedelta(days=days), lang)
    inside(svg)
    spans = sorted((left, right) for left, _, right, _, _ in boxes(svg))
    assert all(right < left for (_, right), (left, _) in pairwise(spans))


def test_the_day_as_known_on_is_marked_only_within_the_time_shown() -> None:
    assert 'class="today"' in drawn((), 760.0)
    assert 'class="today"' not in drawn((), 760.0, date(2031, 1, 1), date(2031, 5, 1))


def test_later_stands_further_to_the_right_and_every_form_has_its_own_shape() -> None:
    forms: list[Any] = ["event", "deal", "due", "met", "missed"]
    days = [START + timedelta(days=20 * position) for position in range(5)]
    items = [Item(label="a", first=day, last=day, form=form, href="", words=form) for day, form in zip(days, forms, strict=True)]
    svg = drawn((Lane(label="l", items=tuple(items)),), 760.0)
    shapes = re.findall(r"<g><title>(\w+)</title>(.*?)<text", svg)
    assert [form for form, _ in shapes] == forms
    outlines = [re.sub(r"-?\d+(?:\.\d+)?", "", shape) for _, shape in shapes]
    assert len(set(outlines)) == len(forms)
