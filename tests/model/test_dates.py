from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from multivector.model.dates import FIRST_YEAR, LAST_YEAR, Date, day, parse_date
from multivector.model.problems import Mistake
from strategies import dates


def read(text: str) -> Date:
    found = parse_date(text)
    assert isinstance(found, Date), found
    return found


def _days(pattern: str) -> list[date]:
    """Give every day whose text `YYYY-MM-DD` fits a pattern in which X is any digit."""
    digits = ("0123456789" if character == "X" else character for character in pattern)
    found = []
    for text in map("".join, product(*digits)):
        year, month, day_ = int(text[:4]), int(text[5:7]), int(text[8:])
        if 1 <= month <= 12 and 1 <= day_ <= monthrange(year, month)[1]:
            found.append(date(year, month, day_))
    return found


@pytest.mark.parametrize("year", ["2023", "2024", "202X", "20XX"])
@pytest.mark.parametrize("month", ["02", "11", "1X", "0X", "XX"])
@pytest.mark.parametrize("day_", ["01", "29", "30", "31", "3X", "XX"])
def test_bounds_are_the_first_and_last_day_that_fits(year: str, month: str, day_: str) -> None:
    text = f"{year}-{month}-{day_}"
    fitting = _days(text)
    found = parse_date(text)
    assert found == Date(text, fitting[0], fitting[-1]) if fitting else isinstance(found, Mistake)


@st.composite
def shared(draw: st.DrawFn) -> str:
    """Draw a text of the forms that the other reader reads as we do (winter it ends with the year)."""
    year = draw(st.integers(1900, 2100))
    month, day_ = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    season = draw(st.sampled_from([21, 22, 23, 33, 34, 35, 36, 40, 41]))
    point = draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day_:02}"]))
    loose = [f"{year // 10}X", f"{year // 100}XX", f"{year}-XX", f"{year}-XX-XX", f"{year}-{month:02}-XX", f"{year}-{season}"]
    single = draw(st.sampled_from([point, point + draw(st.sampled_from("~?%")), *loose]))
    return draw(st.sampled_from([single, f"{point}/{year + 1}", f"{year - 1}/{point}", f"{point}/..", f"../{point}"]))


@given(shared())
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    found, other = read(text), parse_edtf(text)
    assert (found.earliest, found.latest) == (_day(other.lower_strict()), _day(other.upper_strict()))


def _day(time: Any) -> date | None:
    return None if isinstance(time, float) else date(*time[:3])


@given(dates())
def test_a_date_reads_as_it_is_written_and_its_ends_are_in_order(found: Date) -> None:
    assert read(str(found)) == found
    assert found.earliest is not None or found.latest is not None
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert found.approximate == bool({"~", "%"} & set(found.text))
    assert found.uncertain == bool({"?", "%"} & set(found.text))
    assert found.interval == ("/" in found.text)


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_every_coarser_writing_of_a_day_contains_it(value: date) -> None:
    text = value.isoformat()
    assert read(text) == day(value) == Date(text, value, value)
    quarter = f"{value.year:04}-{33 + (value.month - 1) // 3}"
    half = f"{value.year:04}-{40 + (value.month - 1) // 6}"
    season = f"{value.year - (value.month < 3):04}-{24 if value.month in {12, 1, 2} else 20 + value.month // 3}"
    for coarse in (text[:7], text[:4], f"{text[:3]}X", f"{text[:2]}XX", f"{text[:4]}-XX", f"{text[:8]}XX", quarter, half):
        found = read(coarse)
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= value <= found.latest
    if value.year > FIRST_YEAR:
        winter = read(season)
        assert winter.earliest is not None
        assert winter.latest is not None
        assert winter.earliest <= value <= winter.latest


@given(dates(), dates())
def test_before_means_every_day_before_every_day(one: Date, other: Date) -> None:
    before = one.surely_before(other)
    assert not (before and other.surely_before(one))
    assert not one.surely_before(one)
    if before:
        assert one.latest is not None
        assert other.earliest is not None
        assert one.latest < other.earliest
        assert one.sort_key() < other.sort_key()
    assert (one.sort_key() < other.sort_key()) + (one.sort_key() == other.sort_key()) + (one.sort_key() > other.sort_key()) == 1


def test_winter_ends_in_the_next_year() -> None:
    assert read("2025-24") == Date("2025-24", date(2025, 12, 1), date(2026, 2, 28))
    assert read("202X-24").latest == date(2030, 2, 28)


def test_open_and_unknown_ends() -> None:
    assert read("2026/..") == Date("2026/..", date(2026, 1, 1), None)
    assert read("2026/") == Date("2026/", date(2026, 1, 1), None)
    assert read("/2026-02") == Date("/2026-02", None, date(2026, 2, 28))
    assert not read("2026/..").surely_before(read("2030"))
    assert not read("2000").surely_before(read("../2030"))
    assert read("2026/..").sort_key() == (date(2026, 1, 1), date.max, "2026/..")


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "../..", "/..", "2025/2026/2027", "2026/2025", "2025-11-06/2025-11-05", "2025-02-30", "2025-02-29", "2025-13",
        "2025-00", "2025-11-00", "2025-1", "2025-11-6", "20-11-2025", "06.11.2025", "2025/11/06", "0000", "0999", "3000",
        "299X-99", "99", "20255", "2025-33-01", "2025-21-XX", "2025-37", "2025-11-06T12:00", "2025~?", "~2025", "2XXX", "XXXX",
        "2025-XX-32", "２０２５", "2025-11-06 ", "2025\n", "autumn 2025", "2025-04-31", "2025-X1", "20X5", "2025-2X-01",
        "2025-01-X1",
    ],
)  # fmt: skip
def test_what_is_no_date_is_a_mistake(text: str) -> None:
    found = parse_date(text)
    assert isinstance(found, Mistake)
    assert found.code == "bad-date"
    assert repr(text) in found.message or "/" in text


@given(st.text(max_size=12) | st.text("0123456789X-/.~?%", max_size=14))
def test_no_text_stops_the_reader(text: str) -> None:
    found = parse_date(text)
    assert isinstance(found, Mistake) or found.text == text


def test_a_range_of_days_ends_where_the_calendar_ends() -> None:
    assert read("2999-24").latest == read("2999-12").latest == date(2999, 12, 31) or read("2999-24").latest == date(3000, 2, 28)
    assert day(date(2025, 1, 1) - timedelta(days=1)).text == "2024-12-31"
