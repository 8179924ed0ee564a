"""The pending section and its pictures: nothing leaves them, each stated date is a mark, and any answer can be told."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from drawings import boxes, each_size, few, finite, inside, labels, told
from making import ledger, when
from multivector.lenses import pending
from multivector.model.entries import Expectation
from multivector.model.parts import Outcome
from multivector.views.blocks import Picture, Table
from multivector.views.locale import LANGUAGES, percent, short_month
from multivector.views.sections.pending import pending_section
from multivector.views.svg.chances import Line, Moment, chances
from multivector.views.svg.months import months
from multivector.views.svg.slips import Stair, Step, slips
from multivector.views.text import render_text

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

START, END, TODAY = date(2025, 1, 1), date(2027, 6, 1), date(2026, 2, 1)
DAYS = (END - START).days


def month(day: date) -> str:
    return f"{short_month('ru', day.month)} {day.year}"


def expected(
    number: int, about: str, said: str, due: str, *, outcome: tuple[str, str] | None = None, **values: Any
) -> Expectation:
    outcomes = () if outcome is None else (Outcome(on=when(outcome[0]), is_=cast("Any", outcome[1])),)
    return Expectation(id=f"x{number}", about=cast("Any", about), said=when(said), due=when(due), outcomes=outcomes, **values)


def pictures(found: Ledger, day: date, lang: str = "en", **parameters: Any) -> list[Picture]:
    section = pending_section(pending(found, as_of=day, **parameters), found, lang)
    return [block for block in section.blocks if isinstance(block, Picture)]


# --- the stairs -------------------------------------------------------------------------------------------------------


@st.composite
def step(draw_: st.DrawFn) -> Step:
    said = START + timedelta(days=draw_(st.integers(0, DAYS)))
    due = draw_(st.one_of(st.none(), st.integers(0, 900).map(lambda days: said + timedelta(days=days))))
    return Step(said=said, due=due, form=cast("Any", draw_(st.sampled_from(["due", "met", "missed"]))), words="w")


stairs_ = st.lists(
    st.builds(
        Stair, label=labels, beside=labels, steps=st.lists(step(), min_size=1, max_size=5).map(tuple), href=st.just("#e-x")
    ),
    min_size=1,
    max_size=5,
).map(tuple)


@each_size
@few
@given(stairs=stairs_)
def test_stairs_stay_in_the_picture_and_every_stated_date_is_a_mark(size: float, stairs: tuple[Stair, ...]) -> None:
    svg = told(slips, stairs, START, END, size, today=TODAY, write=month)
    inside(svg)
    finite(svg)
    steps = [one for stair in stairs for one in stair.steps]
    assert svg.count("<title>w</title>") == len(steps)
    assert svg.count('class="missed"') == sum(one.form == "missed" and (one.due is None or one.due <= END) for one in steps)
    assert svg.count("l7 4l-7 4") == sum(one.due is None or one.due > END for one in steps)
    assert svg.count('class="today"') == 1
    names = [box for box in boxes(svg) if box[4]]
    for position, (left, top, right, bottom, text) in enumerate(names):
        for left2, top2, right2, bottom2, other in names[position + 1 :]:
            assert right <= left2 + 0.2 or right2 <= left + 0.2 or bottom <= top2 + 0.2 or bottom2 <= top + 0.2, (text, other)


def test_a_day_outside_the_picture_has_no_line_of_its_own() -> None:
    stair = Stair(label="a", beside="b", steps=(Step(said=START, due=END, form="due", words="w"),), href="")
    assert 'class="today"' not in told(slips, (stair,), START, END, 760.0, today=END + timedelta(days=1), write=month)


# --- the path ---------------------------------------------------------------------------------------------------------


@st.composite
def path(draw_: st.DrawFn) -> tuple[Line, ...]:
    drawn = []
    for by in draw_(st.lists(st.integers(30, 800), min_size=1, max_size=4, unique=True).map(sorted)):
        days = sorted(draw_(st.sets(st.integers(0, min(by, 396)), min_size=1, max_size=5)))
        top = draw_(st.floats(0, 1))
        moments = tuple(Moment(day=START + timedelta(days=day), mean=top / 2, low=top / 4, high=top) for day in days)
        due = START + timedelta(days=by)
        drawn.append(Line(by=due, label=month(due), moments=moments, missed=due < TODAY, words="w"))
    return tuple(drawn)


@each_size
@few
@given(lines=path())
def test_a_path_stays_in_the_picture_with_a_band_for_every_line(size: float, lines: tuple[Line, ...]) -> None:
    svg = told(chances, lines, size, today=TODAY, write=month, share=lambda value: percent("ru", value))
    inside(svg)
    finite(svg)
    assert svg.count('class="vague"') == svg.count("<title>w</title>") == len(lines)
    assert svg.count('class="point"') == sum(len(line.moments) for line in lines)
    assert svg.count('class="missed"') == sum(line.missed for line in lines)


@given(days=st.integers(1, 9000), unit=st.floats(0.01, 20))
def test_months_stand_in_order_between_the_days_and_far_enough_apart(days: int, unit: float) -> None:
    places = list(months(START, START + timedelta(days=days), 5.0, unit, month))
    assert all(5 <= x <= 5 + days * unit for x, _ in places)
    apart = [two - one for (one, _), (two, _) in pairwise(places)]
    assert all(gap > 28 * unit - 1e-6 for gap in apart)
    assert all(gap > 50 for gap in apart) or unit * 30 * 240 <= 58


# --- the section ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dossiers_pending_section_shows_slips_a_path_and_the_failed_december(lang: str) -> None:
    dossier = multivector.load("dossiers/kazakhstan").ledger
    result = pending(dossier)
    section = pending_section(result, dossier, lang)
    assert sum(isinstance(block, Picture) for block in section.blocks) == 2
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert len(tables) == 3
    told_ = render_text(section)
    december = next(line for line in told_.splitlines() if "[npp-signing-december]" in line)
    missed = {"en": "missed", "ru": "сорвано", "kk": "орындалмады"}[lang]
    assert missed in december
    for picture in (block for block in section.blocks if isinstance(block, Picture)):
        inside(picture.wide)
        inside(picture.narrow)


def test_a_date_that_is_known_only_when_over_is_a_mark_without_a_line() -> None:
    (picture,) = pictures(
        ledger(expected(1, "plant", "2030-03-01", "2030-02-01", outcome=("2030-03-01", "missed"))), date(2030, 4, 1)
    )
    assert picture.wide.count('class="missed"') == 1


def test_long_lists_are_cut_and_what_is_over_long_ago_or_lost_is_not_drawn() -> None:
    many = [expected(n, f"thing-{n}", "2030-01-01", "2031") for n in range(16)]
    (picture,) = pictures(ledger(*many), date(2030, 4, 1))
    assert "2" in "".join(run.text for run in picture.caption)
    assert picture.wide.count("<title>thing-") + picture.wide.count("<title>x") >= 14
    assert len(re.findall(r"<a href=\"#e-x\d+\"", picture.wide)) == 28
    old = expected(1, "a", "2020-01-01", "2020-02-01", outcome=("2020-03-01", "met"))
    lost = expected(2, "b", "2030-01-01", "2030-02-01", outcome=("2030-03-01", "unknown"))
    unsaid = Expectation(id="x3", about=cast("Any", "c"), due=when("2030"))
    assert pictures(ledger(old, lost, unsaid), date(2030, 4, 1)) == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_time_can_be_drawn(day: date) -> None:
    for picture in pictures(
        ledger(expected(1, "a", "1000", "2999", expects="commitment")), day, item="x1" if day > date.min else ""
    ):
        finite(picture.wide)


def test_a_class_of_the_ledgers_own_and_what_is_overdue_are_told() -> None:
    done = [expected(n, f"thing-{n}", "2030-01-01", "2030-07", outcome=(f"2030-{n + 2:02}-10", "met")) for n in range(3)]
    late = expected(9, "a", "2030-01-01", "2030-06-01", expects="commitment", outcome=("2030-06-03", "missed"))
    found = ledger(*done, late)
    told_ = render_text(pending_section(pending(found, as_of=date(2030, 6, 11), enough=2), found, "en"))
    assert "this dossier’s own items" in told_
    assert "overdue by 10 days" in told_
    assert "within 365 days" in told_


@settings(max_examples=20, deadline=None)
@given(
    dues=st.lists(st.sampled_from(["2030-06", "2031", "2030-01/..", "2032-05-01"]), min_size=1, max_size=4),
    lang=st.sampled_from(LANGUAGES),
)
def test_any_slip_can_be_told(dues: list[str], lang: str) -> None:
    slipped = [
        expected(n, "a", f"2030-0{n + 1}-01", due, expects="commitment", outcome=("2030-12-01", "missed") if n % 2 else None)
        for n, due in enumerate(dues)
    ]
    found = ledger(*slipped)
    for day in (date(2030, 2, 1), date(2031, 2, 1)):
        assert render_text(pending_section(pending(found, as_of=day), found, lang)).strip()
        for picture in pictures(found, day, lang):
            inside(picture.wide)
            inside(picture.narrow)
