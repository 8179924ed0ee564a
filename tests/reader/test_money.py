from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.model.money import CURRENCIES, Amount, Hedge, parse_money
from multivector.reader.currencies import CURRENCY_KINDS, NOUNS
from multivector.reader.hedges import AFTER, BEFORE
from multivector.reader.money import money
from multivector.reader.money_grammar import tokens_of
from multivector.reader.numbers import numeral

if TYPE_CHECKING:
    from multivector.reader.spans import Found

FILES = sorted((Path(__file__).parents[1] / "cases" / "reader").glob("money*.yaml"))
SECTIONS: dict[str, dict[str, list[str]]] = {
    name: rows for file in FILES for name, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}
FORMS = [(text, amounts) for rows in SECTIONS.values() for text, amounts in rows.items()]

SCALES_RU = {3: ("тыс.", "тысяч"), 6: ("млн", "млн.", "миллионов"), 9: ("млрд", "миллиардов"), 12: ("трлн", "триллионов")}
SCALES_EN = {
    3: ("k", " thousand"),
    6: ("m", "mn", " million", " m"),
    9: ("bn", " bn", " billion", "b"),
    12: ("tn", "trn", " trillion"),
}
WORDS_RU = {
    "USD": ("долларов", "долларов США", "долл."),
    "RUB": ("рублей", "руб."),
    "KZT": ("тенге",),
    "EUR": ("евро",),
    "CNY": ("юаней",),
    "CAD": ("канадских долларов",),
    "SEK": ("шведских крон",),
    "TRY": ("турецких лир",),
}
WORDS_EN = {
    "USD": ("dollars", "US dollars", "U.S. dollars"),
    "RUB": ("roubles", "rubles"),
    "KZT": ("tenge",),
    "EUR": ("euros",),
    "CNY": ("yuan", "renminbi"),
    "CAD": ("Canadian dollars",),
    "SEK": ("Swedish kronor",),
    "TRY": ("Turkish lira",),
}
SIGNS = {"USD": ("$", "US$"), "RUB": ("₽",), "KZT": ("₸",), "EUR": ("€",), "CNY": ("CN¥",), "CAD": ("C$",), "TRY": ("₺",)}
HEDGES_RU: dict[Hedge, tuple[str, ...]] = {
    "exact": ("",),
    "about": ("около ", "примерно ", "порядка ", "приблизительно "),
    "nearly": ("почти ",),
    "over": ("более ", "свыше ", "больше ", "более чем "),
    "at least": ("не менее ", "минимум ", "по меньшей мере "),
    "up to": ("до ", "не более ", "максимум "),
    "under": ("менее ", "меньше "),
}
HEDGES_EN: dict[Hedge, tuple[str, ...]] = {
    "exact": ("",),
    "about": ("about ", "roughly ", "some ", "around ", "approximately "),
    "nearly": ("nearly ", "almost ", "close to "),
    "over": ("over ", "more than ", "in excess of "),
    "at least": ("at least ", "no less than ", "a minimum of "),
    "up to": ("up to ", "as much as ", "no more than "),
    "under": ("under ", "less than ", "below "),
}
NEUTRAL = (
    "Министр прибыл в столицу вечером. ",
    "The minister arrived in the evening. ",
    "Стороны обсудили культуру и спорт.\n\n",
    "Talks went on, «как обычно». ",
    "",
)
UNITS_RU = "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать".split()  # noqa: E501, SIM905  # a row of words
TENS_RU = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()  # noqa: SIM905  # likewise
HUNDREDS_RU = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()  # noqa: SIM905  # likewise
UNITS_EN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: E501, SIM905  # likewise
TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905  # likewise


def values(text: str) -> list[Amount]:
    return [found.value for found in money(text)]


def sane(text: str, found: tuple[Found[Amount], ...]) -> None:
    end = 0
    for one in found:
        assert end <= one.span.start < one.span.end <= len(text)
        assert one.span.of(text).strip() == one.span.of(text)
        assert parse_money(str(one.value)) == one.value
        assert one.rule
        end = one.span.end


def below_thousand_ru(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = (0, rest) if rest < 20 else divmod(rest, 10)
    parts = [HUNDREDS_RU[hundreds - 1]] if hundreds else []
    parts += [TENS_RU[tens - 2]] if tens else []
    return parts + ([UNITS_RU[units - 1]] if units else [])


def below_thousand_en(number: int, link: str) -> str:
    hundreds, rest = divmod(number, 100)
    tens, units = (0, rest) if rest < 20 else divmod(rest, 10)
    small = "-".join(([TENS_EN[tens - 2]] if tens else []) + ([UNITS_EN[units - 1]] if units else []))
    return link.join(([f"{UNITS_EN[hundreds - 1]} hundred"] if hundreds else []) + ([small] if small else []))


@st.composite
def figures(draw: st.DrawFn) -> tuple[Decimal, int]:
    """Draw a number that may stand before a scale, and the scale's power."""
    power = draw(st.sampled_from([0, 3, 6, 9, 12]))
    places = draw(st.integers(0, 2)) if power else draw(st.sampled_from([0, 2]))
    number = draw(st.decimals(min_value=1, max_value=999 if power else 999999, places=places))
    return number, power


def grouped(digits: str, separator: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}".replace(",", separator) + point + rest


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Amount]:
    """Draw an amount and one of the many ways to write it, in Russian or English."""
    russian = draw(st.booleans())
    scales, words = (SCALES_RU, WORDS_RU) if russian else (SCALES_EN, WORDS_EN)
    hedge = draw(st.sampled_from(sorted(HEDGES_RU)))
    before = draw(st.sampled_from((HEDGES_RU if russian else HEDGES_EN)[hedge]))
    (number, power), unit = draw(figures()), draw(st.sampled_from(sorted(words)))
    separators = ("\u00a0", "\u202f", " ") if russian else (",",)
    digits = grouped(str(number), draw(st.sampled_from(separators))) if number >= 10000 or not russian else str(number)
    digits = digits.replace(".", ",") if russian else digits
    scale = draw(st.sampled_from(scales[power])) if power else ""
    if russian and scale:
        scale = draw(st.sampled_from([" ", "\u00a0"])) + scale
    forms = [f"{digits}{scale} {word}" for word in words[unit]] + [f"{digits}{scale} {unit}", f"{unit} {digits}{scale}"]
    forms += [f"{sign}{digits}{scale}" for sign in SIGNS.get(unit, ())]
    value = number.scaleb(power)
    return before + draw(st.sampled_from(forms)), Amount(value, value, unit, hedge)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[str, Amount]:
    """Draw a range and one of the ways to write it."""
    power = draw(st.sampled_from([6, 9]))
    low = draw(st.integers(1, 400))
    high = low + draw(st.integers(1, 400))
    unit = draw(st.sampled_from(["USD", "EUR", "KZT"]))
    sign, ru, en = SIGNS[unit][0], WORDS_RU[unit][0], WORDS_EN[unit][0]
    scale, scale_en = draw(st.sampled_from(SCALES_RU[power])), draw(st.sampled_from(SCALES_EN[power][:-1]))
    dash = draw(st.sampled_from(["-", "–", "—"]))
    text = draw(
        st.sampled_from(
            [
                f"от {low} до {high} {scale} {ru}",
                f"от {sign}{low} до {sign}{high} {scale}",
                f"от {low} {scale} до {high} {scale} {ru}",
                f"между {low} и {high} {scale} {ru}",
                f"{low}{dash}{high} {scale} {ru}",
                f"{sign}{low}{dash}{high} {scale}",
                f"{sign}{low} {scale} {dash} {sign}{high} {scale}",
                f"from {sign}{low}{scale_en} to {sign}{high}{scale_en}",
                f"between {sign}{low} and {sign}{high}{scale_en}",
                f"between {low} and {high}{scale_en} {en}",
                f"{sign}{low}{dash}{high}{scale_en}",
                f"{low} to {high}{scale_en} {en}",
            ]
        )
    )
    return text, Amount(Decimal(low).scaleb(power), Decimal(high).scaleb(power), unit, "between")


@pytest.mark.parametrize(("text", "amounts"), FORMS)
def test_a_form_is_read_as_its_case_says(text: str, amounts: list[str]) -> None:
    assert values(text) == [parse_money(amount) for amount in amounts]
    sane(text, money(text))


def test_the_cases_are_many_and_hold_traps() -> None:
    assert len(SECTIONS["common"]) == 20
    assert len(FORMS) >= 300
    assert sum(not amounts for _, amounts in FORMS) >= 60


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Штраф составил более 45 тысяч рублей.", "более 45 тысяч рублей"),
        ("Выплатят от 3 до 5 тысяч рублей каждому.", "от 3 до 5 тысяч рублей"),
        ("Вложили 3,04 млрд долларов США сразу.", "3,04 млрд долларов США"),
        ("They paid about $15 billion at once.", "about $15 billion"),
        ("Дали 500 млн руб.", "500 млн руб"),
        ("Дали 500 млн руб. на мост.", "500 млн руб."),
        ("Оценили примерно в $12 млрд всего.", "$12 млрд"),
        ("Торговля превысила $12 млрд.", "$12 млрд"),
        ("«$17 млрд»", "$17 млрд"),
    ],
)
def test_a_span_covers_the_figure_with_the_hedge_that_touches_it(text: str, span: str) -> None:
    assert [one.span.of(text) for one in money(text)] == [span]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("1.844 млрд рублей", ["word?"]),
        ("1,844 млрд рублей", ["word"]),
        ("1.500 million dollars", ["word?"]),
        ("$1.844 billion", ["sign"]),
        ("€1.500", ["sign?"]),
        ("В Баку просят 5 млн манатов", ["word?"]),
        ("Не 15, а 17 млрд долларов", ["denied", "word"]),
        ("$17bn, not $15bn", ["sign", "denied"]),
        ("Миллиарды долларов", ["vague"]),
        ("Статья 228 — 500 тысяч рублей", ["range?"]),
        ("Дали 2 млрд рублей, из них 1 млрд — сразу", ["word", "carried?"]),
    ],
)
def test_a_doubt_and_a_denial_stand_in_the_rule(text: str, rules: list[str]) -> None:
    assert [one.rule for one in money(text)] == rules


@given(written())
@settings(max_examples=400, deadline=None)
def test_an_amount_is_read_back_however_it_is_written(pair: tuple[str, Amount]) -> None:
    text, amount = pair
    assert values(text) == [amount]
    assert money(text)[0].span.of(text) in {text, text.removesuffix(".")}


@given(ranges())
@settings(max_examples=300, deadline=None)
def test_a_range_is_read_back_however_it_is_written(pair: tuple[str, Amount]) -> None:
    text, amount = pair
    assert values(text) == [amount]


@given(written(), st.sampled_from(NEUTRAL), st.sampled_from(NEUTRAL), written())
@settings(max_examples=300, deadline=None)
def test_neutral_sentences_around_change_nothing(
    first: tuple[str, Amount], left: str, between: str, second: tuple[str, Amount]
) -> None:
    text = f"{left}Дали {first[0]}. {between}\n\nДали {second[0]}. {left}"
    assert values(text) == [first[1], second[1]]


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([("тысяч", 3), ("миллионов", 6), ("миллиардов", 9)]))
def test_russian_number_words_are_read_back(high: int, low: int, scale: tuple[str, int]) -> None:
    text = " ".join([*below_thousand_ru(high), scale[0], *below_thousand_ru(low), "рублей"])
    assert [amount.low for amount in values(text)] == [high * 10 ** scale[1] + low]


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([" and ", " "]))
def test_english_number_words_are_read_back(high: int, low: int, link: str) -> None:
    text = f"{below_thousand_en(high, link)} thousand {below_thousand_en(low, link)} dollars".replace("  ", " ")
    assert [amount.low for amount in values(text)] == [high * 1000 + low]


@given(st.integers(0, 10**12), st.integers(0, 10**6))
def test_a_numeral_is_the_same_with_any_separator_that_leaves_no_doubt(whole: int, rest: int) -> None:
    exact = Decimal(f"{whole}.{rest:07}")
    for group, point in ((" ", ","), (" ", "."), ("\u00a0", ","), ("'", "."), (",", "."), (".", ","), ("", ","), ("", ".")):
        text = f"{whole:,}".replace(",", group) + point + f"{rest:07}"
        assert numeral(text, russian=True, scaled=False) == (exact, False)


pieces = st.sampled_from(
    [
        *"$€£¥₽5-–—.,()%/ \n&",
        "17",
        "1,844",
        "1 000",
        *sorted(CURRENCY_KINDS),
        *sorted(NOUNS),
        "млрд",
        "bn",
        "m",
        "т.",
        "миллиард",
        "half",
    ]
    + [
        "a",
        "of",
        "and",
        "до",
        "от",
        "с",
        "лишним",
        "не",
        "а",
        "to",
        "два",
        "twenty",
        "hundred",
        "сто",
        "несколько",
        "десятки",
        "\u0301",
    ]
    + [" ".join(phrase) for phrase in (*BEFORE, *AFTER)]
)


@given(st.lists(st.tuples(pieces, st.sampled_from(["", " ", " ", " "])), max_size=25))
@settings(max_examples=600, deadline=None)
def test_any_heap_of_the_grammars_words_gives_sane_amounts(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    sane(text, money(text))


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_sane_amounts_and_loses_no_token(text: str) -> None:
    sane(text, money(text))
    tokens = tokens_of(text)
    assert tokens.starts[-1] == len(text)
    assert len(tokens.kinds) == len(tokens.words)


def test_lowering_a_text_moves_nothing() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert all(len(character.lower()) == 1 for character in everything if character != "İ")


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1 ",
        "1 000",
        "1,",
        "1-",
        "$",
        "$5bn, ",
        "от 3 до 5 ",
        "5 (пять ",
        "двадцать ",
        "half a ",
        "миллиард ",
        "несколько сотен ",
        "5 крон ",
        "¥5 ",
        "не 5, а ",
        "\u202e5\u0301$ ",
        "а\u0301",
        " \n",
        "5 млн (около ",
        "более чем на ",
        "u.s.",
    ],
)
def test_a_long_hostile_line_is_read_to_its_end(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + "\n\nДали $17 млрд."
    sane(text, money(text)[-3:])
    assert values(text)[-1] == parse_money("17bn USD")


@pytest.mark.parametrize(
    "piece", ["9", "1,", "1-", "1 000", "двадцать ", "half a ", "а\u0301", " \n", "u.s.", "более чем на ", "слово "]
)
def test_a_hostile_megabyte_is_read_to_its_end(piece: str) -> None:
    assert values(piece * (1_000_000 // len(piece)) + "\n\nДали $17 млрд.") == [parse_money("17bn USD")]


def test_a_line_of_a_megabyte_is_read_to_its_end() -> None:
    text = "слово 12 " * 110_000 + "$17 млрд " + "9" * 10_000 + " долларов"
    assert values(text) == [parse_money("17bn USD")]


@pytest.mark.parametrize("text", ["9" * 10_000 + " долларов", "$1e400", "1e400 долларов", "$" + "9" * 19, "$0", "0 рублей"])
def test_what_no_ledger_could_hold_stays_unread(text: str) -> None:
    assert values(text) == []


def test_every_currency_word_means_one_that_the_ledger_knows_or_stays_unread() -> None:
    for word in NOUNS:
        assert {amount.unit for amount in values(f"дали 5 миллионов {word}")} <= CURRENCIES


def test_precision_is_kept_as_written() -> None:
    assert [amount.step for amount in values("$17bn and then €17.0bn")] == [Decimal("1e9"), Decimal("1e8")]
