"""Dates: CLDR (by Babel) is the oracle of days and months; vaguer dates are given by example and by law."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812  # `date` is what we test
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from making import when
from multivector.views.locale import LANGUAGES, NBSP, date, short_month
from multivector.views.locale.cases import ablative, dative
from multivector.views.locale.tables import tables
from strategies import dates

if TYPE_CHECKING:
    from multivector.model.dates import Date

LOCALES = {"ru": "ru", "en": "en_GB", "kk": "kk"}
each = pytest.mark.parametrize("lang", LANGUAGES)
few = settings(max_examples=100, deadline=None)


@each
@few
@given(day=st.dates(Day(1000, 1, 1), Day(2999, 12, 31)))
def test_a_day_is_written_as_in_cldr_with_our_no_break_spaces(lang: str, day: Day) -> None:
    oracle = format_date(day, "long", locale=LOCALES[lang]).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert date(lang, day).replace(NBSP, " ") == oracle
    assert date(lang, day.isoformat()) == date(lang, day)


@each
@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_those_of_cldr(lang: str, month: int) -> None:
    alone = Locale.parse(LOCALES[lang]).months["stand-alone"]
    pattern = {"ru": "LLLL y 'г.'", "en": "LLLL y", "kk": "y 'ж.' LLLL"}[lang]
    oracle = format_date(Day(2031, month, 1), pattern, locale=LOCALES[lang])
    assert date(lang, f"2031-{month:02}").replace(NBSP, " ") == (oracle if lang == "en" else oracle.lower())
    assert short_month(lang, month) == alone["abbreviated"][month].rstrip(".")


def test_kazakh_letters_survive() -> None:
    assert {"қаңтар", "сәуір", "шілде", "қыркүйек", "желтоқсан"} <= set(tables()["kk"]["months"])


@pytest.mark.parametrize(
    ("text", "ru", "en", "kk"),
    [
        ("2025", "2025 г.", "2025", "2025 ж."),
        ("2025-XX", "2025 г.", "2025", "2025 ж."),
        ("2025-XX-XX", "2025 г.", "2025", "2025 ж."),
        ("2025-11-XX", "ноябрь 2025 г.", "November 2025", "2025 ж. қараша"),
        ("202X", "2020-е гг.", "2020s", "2020 жылдар"),
        ("2025-1X", "октябрь 2025 г. – декабрь 2025 г.", "October 2025 – December 2025", "2025 ж. қазан – 2025 ж. желтоқсан"),
        ("2025-11-1X", "10–19 ноября 2025 г.", "10–19 November 2025", "2025 ж. 10–19 қараша"),
        (
            "2025-XX-06", "6 января 2025 г. – 6 декабря 2025 г.", "6 January 2025 – 6 December 2025",
            "2025 ж. 6 қаңтар – 2025 ж. 6 желтоқсан",
        ),
        ("2025-33", "январь 2025 г. – март 2025 г.", "January 2025 – March 2025", "2025 ж. қаңтар – 2025 ж. наурыз"),
        ("2025-24", "декабрь 2025 г. – февраль 2026 г.", "December 2025 – February 2026", "2025 ж. желтоқсан – 2026 ж. ақпан"),
        ("2025-12~", "примерно декабрь 2025 г.", "about December 2025", "шамамен 2025 ж. желтоқсан"),
        ("2025?", "2025 г.?", "2025?", "2025 ж.?"),
        ("2025%", "примерно 2025 г.?", "about 2025?", "шамамен 2025 ж.?"),
        ("2024/2026", "2024–2026 гг.", "2024–2026", "2024–2026 жж."),
        ("2029-04-08/2029-04-09", "8–9 апреля 2029 г.", "8–9 April 2029", "2029 ж. 8–9 сәуір"),
        ("2029-04-08/2029-04-08", "8 апреля 2029 г.", "8 April 2029", "2029 ж. 8 сәуір"),
        ("2031-03/2031-06", "март 2031 г. – июнь 2031 г.", "March 2031 – June 2031", "2031 ж. наурыз – 2031 ж. маусым"),
        ("2026-03/..", "с марта 2026 г.", "from March 2026", "2026 ж. наурыздан бастап"),
        ("2026-03-05/..", "с 5 марта 2026 г.", "from 5 March 2026", "2026 ж. 5 наурыздан бастап"),
        ("202X/..", "с 2020-х гг.", "from 2020s", "2020 жылдардан бастап"),
        ("/2026", "по 2026 г.", "until 2026", "2026 жылға дейін"),
        ("../2026-05-09~", "примерно по 9 мая 2026 г.", "until about 9 May 2026", "шамамен 2026 ж. 9 мамырға дейін"),
    ],
)  # fmt: skip
def test_vague_dates_and_intervals_are_written_to_the_precision_that_they_have(text: str, ru: str, en: str, kk: str) -> None:
    when(text)
    assert [date(lang, text).replace(NBSP, " ") for lang in ("ru", "en", "kk")] == [ru, en, kk]


@each
@few
@given(value=dates())
def test_any_date_is_written_with_its_doubts_and_without_a_sign_of_its_notation(lang: str, value: Date) -> None:
    shown = date(lang, value)
    assert shown.endswith("?") == value.uncertain
    assert ("about" in shown or "примерно" in shown or "шамамен" in shown) == value.approximate
    assert not set("X/~%") & set(shown)
    assert str((value.earliest or value.latest or Day.min).year // 10) in shown


def test_what_is_no_date_is_left_as_it_is() -> None:
    assert date("en", "2025-77") == "2025-77"


MONTHS = ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан")
TO = ("ға", "ға", "ға", "ге", "ға", "ға", "ге", "ға", "ке", "ға", "ға", "ға")
FROM = ("дан", "нан", "дан", "ден", "дан", "нан", "ден", "дан", "тен", "нан", "дан", "нан")


@pytest.mark.parametrize(("month", "to", "since"), list(zip(MONTHS, TO, FROM, strict=True)), ids=MONTHS)
def test_kazakh_months_take_the_endings_of_their_sounds(month: str, to: str, since: str) -> None:
    assert (dative(month), ablative(month)) == (month + to, month + since)


@pytest.mark.parametrize(
    ("word", "to", "since"),
    [
        ("құжат", "құжатқа", "құжаттан"), ("келісім", "келісімге", "келісімнен"), ("ұшақ", "ұшаққа", "ұшақтан"),
        ("локомотив", "локомотивке", "локомотивтен"), ("жоба", "жобаға", "жобадан"), ("мектеп", "мектепке", "мектептен"),
        ("бірлік", "бірлікке", "бірліктен"), ("5 €", "5 €‑ға", "5 €‑дан"), ("5 ₸", "5 ₸‑ге", "5 ₸‑ден"),
        ("5 ₽", "5 ₽‑ге", "5 ₽‑ден"), ("5 ¥", "5 ¥‑ге", "5 ¥‑нен"), ("5 CN¥", "5 CN¥‑ға", "5 CN¥‑нан"),
        ("5 %", "5 %‑ға", "5 %‑дан"), ("2026 ж.", "2026 жылға", "2026 жылдан"),
    ],
)  # fmt: skip
def test_kazakh_endings_follow_sound_and_vowel_and_signs_are_read_aloud(word: str, to: str, since: str) -> None:
    assert (dative(word), ablative(word)) == (to, since)
