"""The table of leaders: its laws, and that each name links in its terms, not before, and to nobody after them."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import ledger, when
from multivector.model.entries import Actor
from multivector.model.fields import ActorId
from multivector.model.names import Names
from multivector.model.parts import Code, Office
from multivector.reader.actors import actors, known
from multivector.reader.gazetteer import fold, forms, states
from multivector.reader.leaders import Leader, Name, leaders, plain

if TYPE_CHECKING:
    from multivector.reader.actors import Mention

TABLE = Path(__file__).parents[2] / "src" / "multivector" / "reader" / "words" / "leaders.toml"
ROLES = Path(__file__).parents[2] / "src" / "multivector" / "reader" / "words" / "roles.toml"
VISITS = Path(__file__).parents[3] / "shared" / "data" / "visits" / "foreign_leaders_to_us_1874_2009.csv"
KNOWN = known()
ROWS = leaders()
SOURCES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["sources"]
OFFICES = tomllib.loads(ROLES.read_text(encoding="utf-8"))["offices"]
DAYS = {"days", "2026", "press"}
"""The kinds of source that give days."""
TO_THE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def persons(text: str, day: date | None) -> list[Mention]:
    return [found.value for found in actors(text, KNOWN, day) if found.value.how == "person"]


def inside(leader: Leader) -> date:
    """Give a day in the middle of the last term."""
    term = leader.terms[-1]
    return term.since + ((term.until or term.since + timedelta(days=60)) - term.since) / 2


def test_the_table_holds_ninety_states_and_more_each_of_those_that_are_known() -> None:
    found = {leader.state for leader in ROWS}
    assert len(found) >= 90
    assert found <= {state.id for state in states()}


def test_every_row_names_a_source_that_is_explained() -> None:
    assert {kind for leader in ROWS for kind in leader.checked} == set(SOURCES)
    assert all(leader.checked for leader in ROWS)


def test_a_day_stands_only_where_a_source_gives_days() -> None:
    """A day is that of a row with such a source; of another row only where it is the day of a successor or predecessor."""
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if " | " in line and not line.startswith("#")]
    given_days = {day for row in rows if DAYS & set(row.split('"')[1].split("|")[-1].split()) for day in TO_THE_DAY.findall(row)}
    assert given_days
    for row in rows:
        assert set(TO_THE_DAY.findall(row)) <= given_days, row


def test_every_office_is_one_that_texts_name() -> None:
    assert {term.office for leader in ROWS for term in leader.terms} <= set(OFFICES)


def test_terms_end_after_they_begin_and_in_this_century() -> None:
    for leader in ROWS:
        for term in leader.terms:
            assert term.until is None or term.since <= term.until
            assert term.until is None or term.until >= date(2000, 1, 1)
        assert [term.since for term in leader.terms] == sorted(term.since for term in leader.terms)


def test_terms_of_one_office_overlap_at_most_in_the_year_of_the_change() -> None:
    """Where a year is all that is known, both may have held the office in it; no more than the bounds of the dates allow."""
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for leader in ROWS:
        for term in leader.terms:
            held.setdefault((leader.state, term.office), []).append((term.since, term.until or date.max, leader.id))
    for key, terms in held.items():
        for (since, until, one), (begin, end, other) in combinations(terms, 2):
            first, last = max(since, begin), min(until, end)
            assert last < first or one == other or first.year == last.year, (key, one, other)


def test_no_two_rows_of_a_state_have_the_same_name() -> None:
    for one, other in combinations(ROWS, 2):
        if one.state == other.state:
            assert not {name.written for name in one.english} & {name.written for name in other.english}


def test_the_table_agrees_with_the_record_of_visits() -> None:
    """Whoever visited as president, prime minister or chancellor of a state held that office according to the table."""
    if not VISITS.is_file():
        pytest.skip("the record of visits is not beside the project")
    codes = {plain(name.rstrip("=")): state.id for state in states() for name in state.en}
    offices = {"President": "president", "Prime": "prime-minister", "Chancellor": "chancellor"}
    met = 0
    for visit in csv.DictReader(VISITS.read_text(encoding="utf-8").splitlines()):
        office, state = offices.get(visit["visitor"].split()[0]), codes.get(visit["country"])
        if visit["start_date"] < "2000" or office is None or state is None or visit["visitor"].startswith("President-elect"):
            continue
        words = set(re.findall(r"[a-z]+", plain(visit["visitor"]).lower()))
        day = date.fromisoformat(visit["start_date"])
        for leader in ROWS:
            if leader.state == state and any(
                set(re.findall(r"[a-z]+", plain(n.written).lower())) <= words for n in leader.english
            ):
                met += 1
                assert [term for term in leader.terms if term.at(day)], (visit["visitor"], visit["start_date"])
    assert met > 300


@pytest.mark.parametrize("leader", ROWS, ids=lambda leader: f"{leader.state[5:]}-{leader.english[0].surname}")
def test_each_full_name_links_to_its_state_in_the_term_and_not_before(leader: Leader) -> None:
    day, before = inside(leader), leader.terms[0].since - timedelta(days=1)
    family = {n.surname for row in ROWS if row.state == leader.state and row != leader for n in (*row.russian, *row.english)}
    for name in (*leader.russian, *leader.english):
        for text in (
            f"Сегодня {name.written} сказал.",
            f"Today {plain(name.written) if name in leader.english else name.written} spoke.",
        ):
            assert [mention.actor for mention in persons(text, day)] == [leader.state], text
            if name.surname not in family:  # a namesake of the same state may be meant
                assert leader.state not in [mention.actor for mention in persons(text, before)], text
            assert persons(text, None) == []


@pytest.mark.parametrize("leader", [one for one in ROWS if one.terms[-1].until], ids=lambda leader: leader.id)
def test_after_the_last_term_a_name_is_that_of_a_former_leader(leader: Leader) -> None:
    until = leader.terms[-1].until
    assert until is not None
    (mention,) = persons(f"Today {leader.english[0].written} spoke.", until + timedelta(days=1))
    assert (mention.actor, mention.candidates, mention.of) == (None, (leader.state,), leader.state)
    assert mention.ambiguous


BENDING = [
    (leader, name)
    for leader in ROWS
    for name in leader.russian
    if name.before and not {" ", "-"} & {*name.surname} and len(name.surname) > 2
]


@settings(max_examples=100)
@given(st.sampled_from(BENDING), st.data())
def test_inflected_forms_link_as_well(row: tuple[Leader, Name], data: st.DataObject) -> None:
    leader, name = row
    first = data.draw(st.sampled_from(sorted(forms(fold(name.before[-1]), "russian"))))
    last = data.draw(st.sampled_from(sorted(forms(fold(name.surname), "surname"))))
    text = f"О нём {first.capitalize()} {last.capitalize()}, как пишут."
    if name.before[-1][0].isupper():
        assert leader.state in [mention.actor for mention in persons(text, inside(leader))], text


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Эрдоган заявил, что Анкара ждёт ответа.", date(2021, 5, 1), ["iso3:TUR"]),
        ("Переговоры Моди с Макроном прошли днём.", date(2024, 5, 1), ["iso3:IND", "iso3:FRA"]),
        ("Встречу с Орбаном отменили.", date(2020, 2, 1), ["iso3:HUN"]),
        ("Xi Jinping came. Later Xi left.", date(2024, 5, 1), ["iso3:CHN", "iso3:CHN"]),
        ("Си Цзиньпин приехал. Си встретили с почётом.", date(2024, 5, 1), ["iso3:CHN", "iso3:CHN"]),
        ("Си приехал, а ли ушёл. Xi came in May.", date(2024, 5, 1), []),
        ("Park and Lee met Brown in May under the Moon.", date(2015, 5, 1), []),
        ("Кисида и Ким Чен Ын не встречались.", date(2023, 5, 1), ["iso3:JPN", "iso3:PRK"]),
        ("Prime Minister May arrived; May said nothing.", date(2017, 5, 1), ["iso3:GBR", "iso3:GBR"]),
        ("Theresa May arrived in May; May smiled.", date(2017, 4, 1), ["iso3:GBR", "iso3:GBR", "iso3:GBR"]),
        ("President Lee Jae-myung and Lee Hsien Loong spoke.", date(2025, 9, 1), ["iso3:KOR", None]),
        ("Теннисист Даниил Медведев выиграл. Медведев доволен.", date(2011, 5, 1), []),
        ("Экс-президент Обама написал книгу.", date(2020, 5, 1), [None]),
        ("Трамп в те годы не был президентом.", date(2023, 5, 1), [None]),
        ("Жена его, Мишель Обама, тоже пришла.", date(2014, 5, 1), []),
        ("Депутат Шариф и журналист Мартин спорят.", date(2024, 5, 1), []),
        ("Премьер-министр Салам Фаяд ушёл.", date(2025, 5, 1), []),
        ("Премьер-министр Шариф прибыл в Анкару.", date(2024, 5, 1), ["iso3:PAK"]),
        ("Премьер-министр Пакистана Шариф прибыл. Шариф сказал.", date(2024, 5, 1), ["iso3:PAK", "iso3:PAK"]),
        ("Президент Кыргызстана Жапаров и глава кабмина Жапаров.", date(2023, 5, 1), ["iso3:KGZ", "iso3:KGZ"]),
        ("Алиев принял посла.", date(2010, 5, 1), ["iso3:AZE"]),
        ("Le Pen met Hollande; Barack Obama called Erdogan.", date(2014, 9, 1), ["iso3:FRA", "iso3:USA", "iso3:TUR"]),
        ("Путин и Путина", None, []),
        ("Проспект Назарбаева закрыт. Nazarbayev University opened.", date(2018, 5, 1), []),
        ("In Trump Tower and the Heydar Aliyev Center", date(2018, 5, 1), []),
        ("Аэропорт имени Гейдара Алиева и фонд Обамы", date(2010, 5, 1), []),
        ("Импичмент Трампа провалился.", date(2020, 5, 1), ["iso3:USA"]),
        ("Вчера, как пишут, В.Лукашенко молчал.", date(2018, 5, 1), []),
        ("Вчера, как пишут, А.Лукашенко молчал.", date(2018, 5, 1), ["iso3:BLR"]),
    ],
)
def test_a_sentence_gives_its_leaders(text: str, day: date | None, expected: list[str | None]) -> None:
    assert [mention.actor for mention in persons(text, day)] == expected


def test_an_office_beside_a_leader_is_the_state_too() -> None:
    found = {f.span.of("Президент Турции Эрдоган"): f.value for f in actors("Президент Турции Эрдоган", KNOWN, date(2021, 1, 1))}
    assert {words: (m.actor, m.office, m.of) for words, m in found.items() if m.office} == {
        "Президент": ("iso3:TUR", "president", "iso3:TUR"),
        "Эрдоган": ("iso3:TUR", "president", "iso3:TUR"),
    }


def test_a_former_leader_leaves_the_office_with_its_state_and_in_doubt() -> None:
    (role,) = [f.value for f in actors("Бывший президент США Барак Обама", KNOWN, date(2021, 1, 1)) if f.value.how == "role"]
    assert (role.actor, role.ambiguous) == ("iso3:USA", True)


def test_the_persons_of_a_ledger_go_before_the_table() -> None:
    turkey = Actor(id="tr", type="state", codes=(Code(scheme="iso3", code="TUR"),))
    erdogan = Actor(
        id="erdogan",
        type="person",
        name=Names((("ru", "Реджеп Эрдоган"), ("en", "Recep Erdogan"))),
        part_of=ActorId("tr"),
        offices=(Office(office="president", of=ActorId("tr"), from_=when("2014-08-28")),),
    )
    mine = known(ledger(turkey, erdogan))
    for text in ("Эрдоган сказал.", "Реджеп Тайип Эрдоган сказал.", "Erdogan said."):
        assert [f.value.actor for f in actors(text, mine, date(2021, 1, 1)) if f.value.how == "person"] == ["erdogan"]
    with_state = known(ledger(turkey))
    assert [f.value.actor for f in actors("Эрдоган сказал.", with_state, date(2021, 1, 1))] == ["tr"]


WORDS = ("Путин", "Ким", "Чен", "Ын", "Шариф", "Наваз", "президент", "Турции", "Си", "Lee", "May", "Modi", ".", "и")


@settings(max_examples=80)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates(date(1999, 1, 1), date(2027, 1, 1)))
def test_whoever_is_linked_was_in_office_on_the_day(words: list[str], day: date) -> None:
    serving = {leader.state for leader in ROWS if any(term.at(day) for term in leader.terms)}
    for mention in persons(" ".join(words), day):
        assert mention.actor is None or mention.actor in serving


def test_names_of_several_persons_are_never_given_to_the_wrong_one_of_them() -> None:
    for one, other in product(ROWS, repeat=2):
        if one.state < other.state and {fold(n.surname) for n in one.russian} & {fold(n.surname) for n in other.russian}:
            day = max(inside(one), inside(other))
            (mention,) = persons(f"Вчера {one.russian[0].written} молчал.", max(day, one.terms[0].since))
            assert mention.actor in {one.state, None}
