from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from making import when
from multivector.model.entries import Actor
from multivector.model.ledger import ledger_of
from multivector.model.names import names
from multivector.model.parts import Code, Office
from multivector.reader.actors import Known, Mention, actors, known
from multivector.reader.automaton import WORD
from multivector.reader.gazetteer import Called, fold, forms, packaged, states
from multivector.reader.persons import widened

if TYPE_CHECKING:
    from multivector.reader.spans import Found

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases/reader/actors.yaml").read_text(encoding="utf-8"))
DAY = date(2025, 11, 17)
PLAIN = known()


def state(id_: str, iso3: str, **called: str) -> Actor:
    return Actor(id=id_, type="state", name=names(**called), codes=(Code(scheme="iso3", code=iso3),))


def person(id_: str, of: str | None, office: str = "", *terms: tuple[str, str | None], **called: str) -> Actor:
    held = tuple(
        Office(office=office, of=cast("Any", of or ""), from_=when(since), to=None if until is None else when(until))
        for since, until in terms
    )
    return Actor(id=id_, type="person", part_of=cast("Any", of), name=names(**called), offices=held)


TRUMP = person(
    "trump", "us", "president", ("2017-01-20", "2021-01-19"), ("2025-01-20", None), en="Donald Trump", ru="Дональд Трамп"
)
BIDEN = person("biden", "us", "president", ("2021-01-20", "2025-01-19"), en="Joe Biden", ru="Джо Байден")
TOKAYEV = person(
    "tokayev",
    "kz",
    "president",
    ("2019-03-20", None),
    en="Kassym-Jomart Tokayev",
    ru="Касым-Жомарт Токаев",
    kk="Қасым-Жомарт Тоқаев",
)
LEDGER = ledger_of(
    [
        state("kz", "KAZ", en="Kazakhstan", ru="Казахстан"),
        state("ru", "RUS", en="Russia", ru="Россия"),
        state("us", "USA", en="United States", ru="США"),
        state("gb", "GBR", en="United Kingdom", ru="Великобритания"),
        state("de", "DEU", en="Germany", ru="Германия"),
        state("cn", "CHN", en="China", ru="Китай"),
        state("it", "ITA", en="Italy", ru="Италия"),
        TOKAYEV,
        TRUMP,
        BIDEN,
        person(
            "nazarbayev", "kz", "president", ("1991-12-16", "2019-03-19"), en="Nursultan Nazarbayev", ru="Нурсултан Назарбаев"
        ),
        person("putin", "ru", "president", ("2012-05-07", None), en="Vladimir Putin", ru="Владимир Путин"),
        person("lavrov", "ru", "foreign-minister", ("2004-03", None), en="Sergei Lavrov", ru="Сергей Лавров"),
        person("starmer", "gb", "prime-minister", ("2024-07-05", None), en="Keir Starmer", ru="Кир Стармер"),
        person("merz", "de", "chancellor", ("2025-05-06", None), en="Friedrich Merz", ru="Фридрих Мерц"),
        person("xi", "cn", "president", ("2013-03-14", None), en="Xi Jinping", ru="Си Цзиньпин"),
        person("meloni", "it", "prime-minister", ("2022-10-22", None), en="Giorgia Meloni", ru="Джорджа Мелони"),
        person("konstantinov", None, en="Alexander Konstantinov", ru="Александр Константинов"),
        Actor(id="rosatom", type="company", part_of=cast("Any", "ru"), name=names(en="Rosatom", ru="Росатом")),
        Actor(id="kazakhtelecom", type="company", part_of=cast("Any", "kz"), name=names(en="Kazakhtelecom", ru="Казахтелеком")),
        Actor(id="boeing", type="company", part_of=cast("Any", "us"), name=names(en="Boeing")),
        Actor(id="nvidia", type="company", part_of=cast("Any", "us"), name=names(en="NVIDIA")),
    ]
)
KNOWN = known(LEDGER)


def shown(text: str, found: Found[Mention]) -> str:
    mention = found.value
    actor = mention.actor or "|".join(mention.candidates)
    return f"{found.span.of(text)} = {actor} {mention.how}{' ?' if mention.ambiguous else ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_gives_exactly_its_actors(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [shown(text, each) for each in actors(text, KNOWN, DAY)] == case.get("found", [])


def test_the_cases_hold_250_mentions_and_more() -> None:
    assert sum(len(case.get("found", [])) for case in CASES) >= 250


def written(called: Called) -> list[str]:
    """Write a name in as many ways as its richest word has forms, each word in a form of its own."""
    words = list(WORD.finditer(called.words))
    if called.case == "exact" or called.bend == "none":
        return [called.words]
    each = [
        [match[0]] if called.bend == "kazakh" and position < len(words) - 1 else sorted(forms(fold(match[0]), called.bend))
        for position, match in enumerate(words)
    ]
    found = []
    for turn in range(max(map(len, each))):
        name, place = "", 0
        for match, ways in zip(words, each, strict=True):
            form = ways[turn % len(ways)]
            name += called.words[place : match.start()] + (form[0].upper() + form[1:] if match[0][0].isupper() else form)
            place = match.end()
        found.append(name + called.words[place:])
    return found


def test_every_form_of_every_name_in_the_tables_is_found_whole_with_its_actor() -> None:
    lost = []
    for called in packaged():
        if called.how in {"role", "nothing"}:
            continue
        for name in written(called):
            text = f"вчера писали про {name}{'х' if name.endswith('-') else ''}, и на этом всё"
            place = text.index(name)
            length = len(name.rstrip("-"))
            met = [f for f in actors(text, PLAIN) if f.span.start == place and f.span.end >= place + length]
            if not any(called.actor in {m.value.actor, *m.value.candidates} for m in met):
                lost.append((name, called.actor, [shown(text, m) for m in met]))
    assert lost == []


def test_the_table_holds_the_193_members_and_2_observers_each_once_with_names_in_both_languages() -> None:
    by_status = [state.status for state in states()]
    assert (by_status.count("member"), by_status.count("observer")) == (193, 2)
    members = [state for state in states() if state.status in {"member", "observer"}]
    assert len({state.id for state in members}) == len({state.iso2 for state in members}) == 195
    assert all(state.ru and state.en and len(state.iso2) == 2 for state in members)


@pytest.mark.parametrize("one", states(), ids=lambda one: one.id + one.en[0])
def test_the_usual_name_of_a_state_means_it_alone_or_is_shared_and_left_open(one: Any) -> None:
    for name in (one.ru[:1] or one.en[:1])[0], one.en[0]:
        text = f"заявили в понедельник про {name.rstrip('=')}."
        value = actors(text, PLAIN)[0].value
        shared = sum(name in (*other.ru, *other.en) for other in states()) > 1
        assert value.actor == (None if shared else one.id)
        assert value.ambiguous or not shared


COMMON = re.findall(
    r"\w+",
    """
    чад того мали куба перу гана лаос панама катар турка финка болгарка испанка чешки полька запад союз штаты горы груз груша
    японски канава чили перец дом белый кремлевский мир лига совет банк фонд озеро море роса русло польза венок парик
    лондонка кипа кипение бразды иранист чехол turkey china chad jordan us who polish japan cuba mali guinea brazil nut march
    may will guard bank house street president leader глава лидер президент эксперт власти посол король делегация government
    minister правительство парламент колле коллега самое самого оманка греча датчик
    """,
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(COMMON), max_size=40), st.sampled_from([" ", ", ", ". ", "\n", " — ", "-"]))
def test_common_words_in_small_letters_name_nobody_beyond_people_and_adjectives(words: list[str], between: str) -> None:
    assert [f for f in actors(between.join(words), KNOWN, DAY) if f.value.how not in {"people", "role"}] == []


def test_no_common_word_is_taken_for_an_actor_alone() -> None:
    assert {word: actors(word, KNOWN, DAY) for word in COMMON if actors(word, KNOWN, DAY) and word != "турка"} == {}


PIECES = st.sampled_from(
    [case["text"] for case in CASES[::7]]
    + ["Казах", "\u0301", "\u00ad", "США", "U.S", ".", " ", "\n", "\n\n", "президент", "Токаев", "К.", "-", "Жомарт", "\u202e"]
    + ["שלום", "Republic of", "Georgia", "+", "_", "«", "𝒦", "İ", "ß", "0", "коллега", "'s", "из"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60))
def test_mentions_are_slices_in_order_that_never_overlap(text: str) -> None:
    found = actors(text, KNOWN, DAY)
    places = [0, *(place for each in found for place in (each.span.start, each.span.end)), len(text)]
    assert places == sorted(places)
    for each in found:
        assert each.span.of(text).strip() == each.span.of(text) != ""
        assert (each.value.actor is None) == (each.value.score == 0)
        phrase = each.value.phrase
        assert phrase is None or (phrase.start <= each.span.start and each.span.end <= phrase.end and each.value.how == "role")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.sampled_from(CASES))
def test_of_two_paragraphs_each_says_what_it_says_alone(first: dict[str, Any], second: dict[str, Any]) -> None:
    one, two = first["text"], second["text"]
    text, start = f"{one}\n\n{two}", len(one) + 2
    joined = [(f.span.start, f.span.end, f.value.actor, f.value.how) for f in actors(text, PLAIN)]
    alone = [(f.span.start, f.span.end, f.value.actor, f.value.how) for f in actors(one, PLAIN)]
    assert joined == alone + [(f.span.start + start, f.span.end + start, f.value.actor, f.value.how) for f in actors(two, PLAIN)]
    with_persons = actors(text, KNOWN, DAY)
    assert with_persons[: len(actors(one, KNOWN, DAY))] == actors(one, KNOWN, DAY)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_soft_hyphens_accents_and_fixed_spaces_change_places_and_nothing_else(case: dict[str, Any], data: st.DataObject) -> None:
    plain = case["text"]
    letters = [i for i in range(1, len(plain)) if plain[i].isalpha() and plain[i - 1].isalpha() and plain[i - 1] not in "иИ"]
    marked = data.draw(st.sets(st.sampled_from(letters), max_size=8))
    text = "".join(("\u00ad" if i in marked else "") + c for i, c in enumerate(plain)).replace("ё", "е").replace(" ", "\u00a0")
    before = [(f.value.actor, f.value.how, f.value.office) for f in actors(plain, KNOWN, DAY)]
    assert [(f.value.actor, f.value.how, f.value.office) for f in actors(text, KNOWN, DAY)] == before


@given(
    st.dates(date(2015, 1, 1), date(2026, 12, 31)), st.sampled_from(["Президент США", "The U.S. president", "Американский лидер"])
)
def test_the_day_of_the_text_says_who_held_the_office(day: date, words: str) -> None:
    terms = [
        ("trump", date(2017, 1, 20), date(2021, 1, 19)),
        ("biden", date(2021, 1, 20), date(2025, 1, 19)),
        ("trump", date(2025, 1, 20), date.max),
    ]
    holder = next((who for who, since, until in terms if since <= day <= until), "us")
    found = [f.value for f in actors(f"{words} said so.", KNOWN, day) if f.value.how == "role"]
    assert [(f.actor, f.of) for f in found] == [(holder, "us")]


def test_without_a_day_an_office_stays_with_its_state() -> None:
    assert [f.value.actor for f in actors("президент США", KNOWN)] == ["us", "us"]


def test_two_holders_on_one_day_leave_the_office_open() -> None:
    rivals = [person(id_, "us", "president", ("2020", None), en=f"A {id_.title()}") for id_ in ("one", "two")]
    value = actors("президент США", known(ledger_of([*rivals, state("us", "USA", en="United States")])), DAY)[0].value
    assert (value.actor, value.ambiguous, value.candidates) == ("us", True, ("one", "two"))


def test_a_title_of_the_ledger_is_an_office_to_be_found() -> None:
    holder = Actor(
        id="lutnick",
        type="person",
        name=names(ru="Говард Латник"),
        offices=(
            Office(office="secretary-of-widgets", of=cast("Any", "us"), title=names(ru="министр виджетов"), from_=when("2025")),
        ),
    )
    found = actors(
        "К министру виджетов США приехали гости.", known(ledger_of([holder, state("us", "USA", en="United States")])), DAY
    )
    assert [(f.value.actor, f.value.office) for f in found] == [("lutnick", "secretary-of-widgets"), ("us", None)]


def test_a_state_that_only_the_ledger_knows_is_found_with_its_demonym() -> None:
    own = known(
        ledger_of(
            [
                Actor(
                    id="aldoria",
                    type="state",
                    name=names(en="Aldoria", ru="Алдория"),
                    demonyms=(names(en="Aldorian", ru="алдорийский"), names(ru="алдориец")),
                )
            ]
        )
    )
    text = "В Алдории алдорийские фермеры и алдорийцы; Aldoria and Aldorians."
    assert [(f.span.of(text), f.value.how) for f in actors(text, own)] == [
        ("Алдории", "name"),
        ("алдорийские", "demonym"),
        ("алдорийцы", "people"),
        ("Aldoria", "name"),
        ("Aldorians", "people"),
    ]


def test_a_bloc_of_the_ledger_is_known_by_all_the_names_of_the_tables() -> None:
    own = known(ledger_of([Actor(id="pact", type="organisation", name=names(ru="ОДКБ"))]))
    text = "Саммит Организации Договора о коллективной безопасности, CSTO"
    assert [f.value.actor for f in actors(text, own)] == ["pact", "pact"]


def test_a_surname_that_is_a_state_too_is_the_person_only_where_the_rest_of_the_name_says_so() -> None:
    own = known(ledger_of([person("pj", None, en="Peter Jordan")]))
    assert [f.value.actor for f in actors("Peter Jordan left. In the end Jordan stayed.", own)] == ["pj", "pj"]
    assert [f.value.actor for f in actors("They went to Jordan.", own)] == ["iso3:JOR"]


def test_a_common_surname_beside_a_state_is_nobody_until_an_office_or_the_full_name_vouches_for_it() -> None:
    assert [shown(t, f) for t in ["В Казахстане Константинов молчал."] for f in actors(t, KNOWN, DAY)] == ["Казахстане = kz name"]
    text = "Журналист Константинов молчал. Потом Константинов ушёл."
    assert [f.value.actor for f in actors(text, KNOWN, DAY)] == ["konstantinov"] * 3


def test_a_name_of_two_states_is_open_until_a_code_decides() -> None:
    bare = known(ledger_of([Actor(id="congo", type="state", name=names(ru="Конго"))]))
    coded = known(ledger_of([state("congo", "COD", ru="Конго")]))
    assert actors("в ДР Конго", bare)[0].value.actor == "iso3:COD"
    assert actors("в ДР Конго", coded)[0].value.actor == "congo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("вот К. Токаев", "К. Токаев"),
        ("вот К.-Ж. К. Токаев", "К.-Ж. К. Токаев"),
        ("вот Токаев Касым-Жомарт Кемелевич.", "Токаев Касым-Жомарт Кемелевич"),
        ("вот Токаев К.-Ж.", "Токаев К.-Ж."),
        ("вот Токаев. Касым-Жомарт", "Токаев"),
        ("вот В. Токаев", "Токаев"),
        ("вот, Касым-Жомарт, Токаев", "Токаев"),
    ],
)
def test_a_surname_takes_the_rest_of_the_name_with_it(text: str, expected: str) -> None:
    start = text.index("Токаев")
    first, end = widened(text, start, start + 6, KNOWN.persons["tokayev"])
    assert text[first:end] == expected


def test_a_long_line_is_read_to_its_end() -> None:
    text = "К\u0301" * 100_000 + " \u202e" + "«" * 100_000 + " Китай"
    assert [f.value.actor for f in actors(text, PLAIN)] == ["iso3:CHN"]


def test_what_is_known_is_the_same_however_often_it_is_made() -> None:
    again: Known = known(LEDGER)
    text = " ".join(case["text"] for case in CASES[:20])
    assert actors(text, again, DAY) == actors(text, KNOWN, DAY)
