from __future__ import annotations

import calendar
import datetime as dt
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.model.dates import Date, parse_date
from multivector.reader.calendar.words import CODES
from multivector.reader.dates import Length, Relation, Shift, When, dates, times

DATELINE = dt.date(2025, 11, 17)
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "reader" / "dates.yaml").read_text(encoding="utf-8")
)
GENITIVE = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
LOCATIVE = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
ENGLISH = "January February March April May June July August September October November December"
NTH = """
первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого
тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого
"""
DAYS_RU = [*NTH.split(), *(f"двадцать {word}" for word in NTH.split()[:9]), "тридцатого", "тридцать первого"]
WEEKDAYS = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")

days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
datelines = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def month(day: dt.date, names: str) -> str:
    return names.split()[day.month - 1]


def styles(day: dt.date) -> list[str]:
    """Write a day in the ways in which newspapers write it."""
    russian, english = month(day, GENITIVE), month(day, ENGLISH)
    nth = f"{day.day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10 if day.day not in {11, 12, 13} else 0, 'th') }"
    return [
        f"{day.day} {russian} {day.year} года",
        f"{day.day} {russian} {day.year} г",
        f"{day.day} {russian} {day.year}",
        f"{day.day}-го {russian} {day.year} года",
        f"{DAYS_RU[day.day - 1]} {russian} {day.year} года",
        f"{WEEKDAYS[day.weekday()]}, {day.day} {russian} {day.year} года",
        f"{day:%d.%m.}{day.year}",
        f"{day.day}.{day.month}.{day.year} г",
        day.isoformat(),
        f"{day.day} {english} {day.year}",
        f"{english} {day.day}, {day.year}",
        f"{english[:3]}. {day.day}, {day.year}" if english != "May" else f"May {day.day}, {day.year}",
        f"{nth} of {english}, {day.year}",
        f"{english.upper()} {day.day}, {day.year}",
        f"{calendar.day_name[day.weekday()]}, {english} {day.day}, {day.year}",
    ]


def only(text: str, dateline: dt.date = DATELINE) -> When:
    found = dates(text, dateline)
    assert len(found) == 1, (text, found)
    return found[0].value


def bounds(text: str, dateline: dt.date = DATELINE) -> tuple[dt.date, dt.date]:
    value = only(text, dateline).date
    assert value.earliest is not None
    assert value.latest is not None
    return value.earliest, value.latest


def read(text: str, dateline: dt.date = DATELINE) -> list[tuple[str, str]]:
    return [(found.span.of(text), f"{found.value.date} {found.value.relation}") for found in dates(text, dateline)]


def expected(case: dict[str, Any]) -> tuple[str, dt.date, list[tuple[str, str]]]:
    marked: str = case["text"]
    plain = marked.replace("[", "").replace("]", "")
    return plain, case.get("dateline", DATELINE), list(zip(re.findall(r"\[(.*?)\]", marked), case["says"], strict=True))


def test_the_case_file_has_at_least_250_sentences_and_50_traps() -> None:
    assert len({case["text"] for case in CASES}) == len(CASES) >= 250
    assert sum(not case["says"] for case in CASES) >= 50


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_sentence_says_the_dates_that_its_case_expects_where_it_expects_them(case: dict[str, Any]) -> None:
    text, dateline, says = expected(case)
    assert read(text, dateline) == says


@given(st.sampled_from(CASES))
@settings(max_examples=60)
def test_neutral_text_around_a_sentence_changes_nothing(case: dict[str, Any]) -> None:
    text, dateline, says = expected(case)
    for before, after in (("Тихо.\n\n", ""), ("", "\n\nТихо."), ("All is well!\n\n", "\n\nAll is well.")):
        assert read(before + text + after, dateline) == says


@given(days, st.data())
@settings(max_examples=300)
def test_a_day_in_any_style_is_read_back(day: dt.date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(styles(day)))
    for frame in ("{}", "Стороны встретились {}.", "The parties met on {}."):
        found = only(frame.format(text))
        assert found.date == parse_date(day.isoformat())
        assert not found.relative


@given(st.integers(0, 40), st.integers(0, 20), st.integers(1, 2999))
@settings(max_examples=200)
def test_a_day_that_no_calendar_has_is_left_unread(day: int, month_: int, year: int) -> None:
    text = f"Дата: {day:02}.{month_:02}.{year:04}"
    try:
        exists = dt.date(year, month_, day)
    except ValueError:
        assert read(text) == []
    else:
        assert read(text) == ([(text[6:], f"{exists.isoformat()} at")] if year >= 1000 else [])


@given(days)
@settings(max_examples=200)
def test_what_a_day_lies_in_contains_it(day: dt.date) -> None:
    year, decade = day.year, day.year // 10 * 10
    part = "начале" if day.day <= 10 else "середине" if day.day <= 20 else "конце"
    third = "early" if day.month <= 4 else "mid" if day.month <= 8 else "late"
    texts = [
        f"в {month(day, LOCATIVE)} {year} года",
        f"in {month(day, ENGLISH)} {year}",
        f"в {year} году",
        f"в {part} {month(day, GENITIVE)} {year} года",
        f"in {third}{'-' if third == 'mid' else ' '}{year}",
        f"в {(day.month + 2) // 3}-м квартале {year} года",
        f"in Q{(day.month + 2) // 3} {year}",
        f"в {'первом' if day.month <= 6 else 'втором'} полугодии {year} года",
        f"{['зимой' if year > 1000 else 'в', 'весной', 'летом', 'осенью'][day.month % 12 // 3]} {year} года",  # begins in 999
        f"в {decade}-е годы",
        f"in the {decade}s",
        f"с {year - 1} по {year} год" if year > 1000 else f"в {year} году",
        f"с 1 по {day.day} {month(day, GENITIVE)} {year} года" if day.day > 1 else f"в {year} году",
        f"in the {'first' if day.month <= 6 else 'second'} half of {year}",
    ]
    for text in texts:
        earliest, latest = bounds(text)
        assert earliest <= day <= latest, text


@given(datelines)
@settings(max_examples=100)
def test_what_is_relative_to_the_dateline_lies_on_the_right_side_of_it(day: dt.date) -> None:
    for text in ("на этой неделе", "в этом месяце", "в этом году", "this week", "this quarter", "в этом веке", "this decade"):
        earliest, latest = bounds(text, day)
        assert earliest <= day <= latest, text
    for text in (
        "на прошлой неделе",
        "в прошлом месяце",
        "last year",
        "last Friday",
        "прошлым летом",
        "last March",
        "в прошлом веке",
    ):
        assert bounds(text, day)[1] < day, text
    for text in ("на следующей неделе", "в следующем месяце", "next year", "next Friday", "следующей весной", "next May"):
        assert bounds(text, day)[0] > day, text


@given(
    datelines,
    st.integers(-400, 400),
    st.sampled_from(["вчера", "послезавтра", "today", "три дня назад", "через 5 дней", "ten days ago"]),
)
@settings(max_examples=150)
def test_moving_the_dateline_by_days_moves_relative_days_by_as_many(day: dt.date, shift: int, text: str) -> None:
    step = dt.timedelta(days=shift)
    first, second = bounds(text, day), bounds(text, day + step)
    assert second == (first[0] + step, first[1] + step)
    assert only(text, day).relative


@given(datelines, st.integers(1, 12))
@settings(max_examples=150)
def test_a_month_alone_is_the_one_that_lies_right_for_the_tense(day: dt.date, number: int) -> None:
    name = LOCATIVE.split()[number - 1]
    every = [
        (dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]))
        for year in range(day.year - 3, day.year + 4)
    ]
    distances = {pair: max((pair[0] - day).days, (day - pair[1]).days, 0) for pair in every}
    assert distances[bounds(f"в {name}", day)] == min(distances.values())
    assert bounds(f"Договор подписали в {name}.", day) == max(pair for pair in every if pair[0] <= day)
    assert bounds(f"Договор будет готов в {name}.", day) == min(pair for pair in every if pair[1] >= day)


@given(datelines, st.integers(0, 6))
@settings(max_examples=100)
def test_a_weekday_alone_is_the_nearest_or_lies_right_for_the_tense(day: dt.date, number: int) -> None:
    text = WEEKDAYS[number]
    for phrase, reach in ((text, range(-3, 4)), (f"Они встретились {text}", range(-6, 1)), (f"Они будут {text}", range(7))):
        found = bounds(phrase, day)[0]
        assert found.weekday() == number
        assert (found - day).days in reach


def holds(relation: Relation, first: dt.date, last: dt.date, day: dt.date) -> bool:
    return {
        "at": first <= day <= last,
        "by": day <= last,
        "until": day <= last,
        "before": day < first,
        "after": day > last,
        "since": day >= first,
    }[relation]


@given(st.sampled_from(get_args(Relation)), datelines, st.integers(0, 40))
@settings(max_examples=100)
def test_the_bounds_of_a_relation_are_those_days_on_which_it_holds(relation: Relation, first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    value = When(Date("", first, last), relation, relative=False)
    for shift in range(-3, length + 4):
        day = first + dt.timedelta(days=shift)
        within = (value.earliest is None or value.earliest <= day) and (value.latest is None or day <= value.latest)
        assert within == holds(relation, first, last, day)


vocabulary = st.sampled_from(sorted(CODES)) | st.sampled_from(
    [
        "5",
        "12",
        "31",
        "2025",
        "0",
        "99999",
        "1990-е",
        "90-х",
        "12.11.2025",
        "2025-02-30",
        "г.",
        "—",
        "-",
        "человек",
        "\n\n",
        "2016/17",
    ]
)
scrambles = st.lists(st.tuples(vocabulary, st.sampled_from([" ", "", "\xa0", "\n"])), max_size=25).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


@given(scrambles | st.text(max_size=60), st.dates())
@settings(max_examples=600)
def test_any_text_on_any_day_gives_slices_in_order_and_dates_that_the_model_holds(text: str, dateline: dt.date) -> None:
    at = 0
    for found in times(text, dateline):
        assert at <= found.span.start < found.span.end <= len(text)
        assert found.span.of(text).strip() == found.span.of(text)
        at = found.span.end
        if isinstance(found.value, When):
            value = found.value.date
            assert parse_date(value.text) == value
            assert value.earliest is not None
            assert value.latest is not None
            assert value.earliest <= value.latest
        elif isinstance(found.value, Length) and found.value.least is not None:
            assert found.value.most is not None
            assert found.value.least <= found.value.most


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1000, 1, 1), dt.date(2999, 12, 31), dt.date.max])
def test_no_dateline_overflows(day: dt.date) -> None:
    for case in CASES:
        dates(case["text"], day)
    for text in ("вчера", "послезавтра", "next week", "last Friday", "через 99 лет", "100 лет назад", "в прошлом веке", "в 90-х"):
        times(text, day)


@pytest.mark.parametrize(
    "piece", ["1", ".", "1.", "год ", "5-", "в ", "первого ", "пять ", "в начале ", "с 5 по ", "и 2025 ", "\n", "§"]
)
def test_hostile_text_ends(piece: str) -> None:
    dates(piece * 20_000, DATELINE)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Он работал в течение трёх лет.", "в течение трёх лет", Length(3, 3, "year")),
        ("They talked for two years.", "two years", Length(2, 2, "year")),
        ("Договор заключён на пять лет.", "на пять лет", Length(5, 5, "year")),
        ("Стройка займёт от пяти до семи лет.", "от пяти до семи лет", Length(5, 7, "year")),
        ("Беседа, продолжавшаяся часы, ничего не дала.", "часы", Length(None, None, "hour")),
        ("Выборы прошли два месяца спустя.", "два месяца спустя", Shift(2, "month")),
        ("Two years later he left.", "Two years later", Shift(2, "year")),
        ("Через неделю он оказался в столице.", "Через неделю", Shift(1, "week")),
        ("На следующий день он уехал.", "На следующий день", Shift(1, "day")),
        ("В те же дни он уехал.", "В те же дни", Shift(0, "day")),
        ("Несколько дней назад он уехал.", "Несколько дней назад", Shift(None, "day")),
    ],
)
def test_lengths_and_moments_without_an_anchor_are_told_but_are_no_dates(text: str, words: str, value: Length | Shift) -> None:
    assert [(found.span.of(text), found.value) for found in times(text, DATELINE)] == [(words, value)]
    assert dates(text, DATELINE) == ()
