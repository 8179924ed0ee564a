"""How names bend: what a word becomes in the cases of Russian and Kazakh, and which part of a name is the surname."""

from __future__ import annotations

from typing import Any

import pytest

from multivector.reader.inflect import kazakh, people, russian, surname
from multivector.reader.persons import split


@pytest.mark.parametrize(
    ("word", "bend", "expected"),
    [
        ("египет", russian, "египет египта египту египтом египте"),
        ("беларусь", russian, "беларусь беларуси беларусью"),
        ("чили", russian, "чили"),
        ("самоа", russian, "самоа"),
        ("ханой", russian, "ханой ханоя ханою ханоем ханое"),
        ("китаец", people, "китаец китайца китайцу китайцем китайце китайцы китайцев китайцам китайцами китайцах"),
        ("иранка", people, "иранка иранки иранке иранку иранкой иранкою иранок иранкам иранками иранках"),
        ("шевченко", surname, "шевченко"),
    ],
)  # fmt: skip
def test_a_word_bends_into_exactly_these_forms(word: str, bend: Any, expected: str) -> None:
    assert bend(word) == set(expected.split())


@pytest.mark.parametrize(
    ("word", "bend", "expected"),
    [
        ("токаев", surname, "токаев токаева токаеву токаевым токаеве токаевой токаевы"),
        ("лавровский", surname, "лавровский лавровского лавровскому лавровским лавровском лавровская лавровской лавровскую"),
        ("байден", surname, "байден байдена байдену байденом байдене"),
        ("россиянин", people, "россиянин россиянина россияне россиян россиянам россиянами"),
        ("индиец", people, "индиец индийца индийцы индийцев"),
        ("бразилец", people, "бразилец бразильца бразильцы"),
        ("казахстанский", russian, "казахстанский казахстанского казахстанскому казахстанская казахстанскую казахстанские"),
        ("южная", russian, "южная южной южную"),
        ("штаты", russian, "штаты штатов штатам штатами штатах"),
        ("қазақстан", kazakh, "қазақстан қазақстанның қазақстанға қазақстанда қазақстаннан қазақстанмен"),
    ],
)  # fmt: skip
def test_a_word_bends_into_these_forms_and_more(word: str, bend: Any, expected: str) -> None:
    assert set(expected.split()) <= bend(word)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Касым-Жомарт Токаев", "Токаев"),
        ("Си Цзиньпин", "Си"),
        ("Xi Jinping", "Xi"),
        ("Recep Tayyip Erdoğan", "Erdoğan"),
        ("Pelé", "Pelé"),
    ],
)
def test_the_surname_is_told_from_the_rest(name: str, expected: str) -> None:
    assert split(name)[0] == expected
