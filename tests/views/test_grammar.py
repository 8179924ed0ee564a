"""Names in sentences: every state of the world bends as a reader of news would look it up, and Kazakh follows its harmony."""

from __future__ import annotations

import re

import pytest

from multivector.model.vocabulary import vocabulary
from multivector.reader import inflect
from multivector.views.grammar import filled, is_plural, kazakh, russian, with_article

CASES = ("gen", "dat", "acc", "ins")
STATES = sorted(
    {
        name.strip().removesuffix("=")
        for group in inflect.table("states").values()
        for row in group.values()
        if isinstance(row, str) and row.count("|") > 5
        for name in row.split("|")[1].split(",")[:1]
    }
)


def folded(text: str) -> list[str]:
    return [word for word in re.split(r"[ —’-]+", text.lower().replace("ё", "е")) if word]


@pytest.mark.parametrize("case", CASES)
def test_every_state_bends_into_a_form_by_which_the_reader_would_find_it(case: str) -> None:
    assert len(STATES) > 190
    for name in STATES:
        bent = folded(russian(name, case))
        assert len(bent) == len(folded(name))
        for word, form in zip(folded(name), bent, strict=True):
            if word.endswith("овы"):  # «Соломоновы», which the reader takes for a noun
                continue
            assert form in inflect.russian(word) | {word}, (name, russian(name, case))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Россия", "России России Россию Россией"),
        ("Казахстан", "Казахстана Казахстану Казахстан Казахстаном"),
        ("Китай", "Китая Китаю Китай Китаем"),
        ("Франция", "Франции Франции Францию Францией"),
        ("Южная Корея", "Южной_Кореи Южной_Корее Южную_Корею Южной_Кореей"),
        ("Беларусь", "Беларуси Беларуси Беларусь Беларусью"),
        ("Израиль", "Израиля Израилю Израиль Израилем"),
        ("Египет", "Египта Египту Египет Египтом"),
        ("США", "США США США США"),
        ("Мали", "Мали Мали Мали Мали"),
        ("Нидерланды", "Нидерландов Нидерландам Нидерланды Нидерландами"),
        ("Филиппины", "Филиппин Филиппинам Филиппины Филиппинами"),
        ("Соломоновы Острова", "Соломоновых_Островов Соломоновым_Островам Соломоновы_Острова Соломоновыми_Островами"),
        ("Босния и Герцеговина", "Боснии_и_Герцеговины Боснии_и_Герцеговине Боснию_и_Герцеговину Боснией_и_Герцеговиной"),
        ("Европейский союз", "Европейского_союза Европейскому_союзу Европейский_союз Европейским_союзом"),
        ("Организация тюркских государств", "Организации_# Организации_# Организацию_# Организацией_#"),
        ("Содружество Независимых Государств", "Содружества_@ Содружеству_@ Содружество_@ Содружеством_@"),
        ("Камбоджа", "Камбоджи Камбодже Камбоджу Камбоджей"),
        ("Пять прикаспийских стран", "Пять_прикаспийских_стран " * 4),
        ("Приднестровье", "Приднестровья Приднестровью Приднестровье Приднестровьем"),
        ("Верхняя Вольта", "Верхней_Вольты Верхней_Вольте Верхнюю_Вольту Верхней_Вольтой"),
        ("Внешний мир", "Внешнего_мира Внешнему_миру Внешний_мир Внешним_миром"),
        ("Соединённые Штаты", "Соединённых_Штатов Соединённым_Штатам Соединённые_Штаты Соединёнными_Штатами"),
        ("Большая семёрка", "Большой_семёрки Большой_семёрке Большую_семёрку Большой_семёркой"),
        ("Донецкая область", "Донецкой_области Донецкой_области Донецкую_область Донецкой_областью"),
        ("Я", "Я Я Я Я"),
    ],
)
def test_russian_names_bend_up_to_their_first_noun(name: str, forms: str) -> None:
    written = forms.replace("#", "тюркских_государств").replace("@", "Независимых_Государств")
    meant = [form.replace("_", " ") for form in written.split()]
    assert [russian(name, case) for case in CASES] == meant


@pytest.mark.parametrize(
    ("name", "plural"),
    [("США", True), ("Россия", False), ("Нидерланды", True), ("Маршалловы Острова", True), ("ОДКБ", False),
     ("Объединённые Арабские Эмираты", True), ("Пять стран", True), ("Южная Корея", False), ("Мали", False)],
)  # fmt: skip
def test_a_verb_agrees_with_a_russian_name(name: str, *, plural: bool) -> None:
    assert is_plural(name) is plural
    assert filled("{0} {0:нападёт|нападут}", (name,), "ru").endswith("нападут" if plural else "нападёт")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ресей", "Ресейдің Ресейге Ресейді Ресеймен"),
        ("Қытай", "Қытайдың Қытайға Қытайды Қытаймен"),
        ("Қазақстан", "Қазақстанның Қазақстанға Қазақстанды Қазақстанмен"),
        ("Түркия", "Түркияның Түркияға Түркияны Түркиямен"),
        ("Армения", "Арменияның Арменияға Арменияны Армениямен"),
        ("Кипр", "Кипрдің Кипрге Кипрді Кипрмен"),
        ("АҚШ", "АҚШ-тың АҚШ-қа АҚШ-ты АҚШ-пен"),
        ("ТМД", "ТМД-ның ТМД-ға ТМД-ны ТМД-мен"),
        ("БҰҰ", "БҰҰ-ның БҰҰ-ға БҰҰ-ны БҰҰ-мен"),
        ("БАӘ", "БАӘ-нің БАӘ-ге БАӘ-ні БАӘ-мен"),
        ("Еуропалық одақ", "Еуропалық_одақтың Еуропалық_одаққа Еуропалық_одақты Еуропалық_одақпен"),
        (
            "Түркі мемлекеттері ұйымы",
            "Түркі_#ның Түркі_#на Түркі_#н Түркі_#мен",
        ),
        ("Кавказ", "Кавказдың Кавказға Кавказды Кавказбен"),
        ("Батыс", "Батыстың Батысқа Батысты Батыспен"),
        ("Ел 2", "Ел_2 Ел_2 Ел_2 Ел_2"),
    ],
)
def test_kazakh_suffixes_follow_the_last_sound_and_vowel(name: str, forms: str) -> None:
    assert [kazakh(name, case) for case in CASES] == [
        form.replace("#", "мемлекеттері_ұйымы").replace("_", " ") for form in forms.split()
    ]


def test_english_names_take_the_article_that_they_have() -> None:
    assert [with_article(name) for name in ("Russia", "United States", "European Union", "Netherlands")] == [
        "Russia", "the United States", "the European Union", "the Netherlands",
    ]  # fmt: skip


@pytest.mark.parametrize(("lang", "pair"), [("en", ("A", "B")), ("ru", ("Россия", "США")), ("kk", ("Ресей", "АҚШ"))])
def test_every_event_can_be_told_of_anybody(lang: str, pair: tuple[str, str]) -> None:
    for event in vocabulary().events.values():
        assert not set("{|}") & set(filled(event.name.best(lang), pair, lang))
