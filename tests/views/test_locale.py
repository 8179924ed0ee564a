"""Numbers and amounts: CLDR (by Babel) is the oracle wherever its convention is ours; where it is not, the table says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_decimal, format_percent
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from multivector.model.money import CURRENCIES, HEDGES, Amount, parse_amount
from multivector.views.locale import LANGUAGES, NBSP, hedged, likelihood, money, money_range, number, percent, plural, quoted
from strategies import amounts

LOCALES = {"ru": "ru", "en": "en_GB", "kk": "kk"}
each = pytest.mark.parametrize("lang", LANGUAGES)
few = settings(max_examples=100, deadline=None)
SCALES = {"tn": 12, "bn": 9, "m": 6, "k": 3, "трлн": 12, "млрд": 9, "млн": 6, "тыс.": 3, "мың": 3, "": 0}


def read(text: str, lang: str) -> Decimal:
    """Read a compact amount in dollars back."""
    bare = text.replace("$", "").strip(NBSP).replace("\N{MINUS SIGN}", "-")
    figure = bare.rstrip("tnbmk") if lang == "en" else bare.rpartition(NBSP)[0] if bare[-1].isalpha() or bare[-1] == "." else bare
    scale = bare.removeprefix(figure).strip(NBSP)
    plain = figure.replace(",", "") if lang == "en" else figure.replace(NBSP, "").replace(",", ".")
    return Decimal(plain).scaleb(SCALES[scale])


def said(text: str, lang: str) -> str:
    amount = parse_amount(text)
    assert isinstance(amount, Amount)
    return hedged(lang, amount).replace(NBSP, " ")


# --- plurals and numbers ----------------------------------------------------------------------------------------------


@each
@few
@given(n=st.integers(0, 10**9))
def test_whole_numbers_have_the_plural_of_cldr(lang: str, n: int) -> None:
    assert plural(lang, n) == Locale.parse(lang).plural_form(n)


@each
@few
@given(n=st.decimals(0, 1000, places=2, allow_nan=False))
def test_fractions_have_the_plural_of_cldr_by_the_digits_written(lang: str, n: Decimal) -> None:
    assert plural(lang, n) == Locale.parse(lang).plural_form(n)


@each
@few
@given(value=st.decimals(-(10**15), 10**15, places=4, allow_nan=False), digits=st.integers(0, 3))
def test_numbers_are_written_as_cldr_has_them_but_for_the_minus_and_the_group_of_four_digits(
    lang: str, value: Decimal, digits: int
) -> None:
    assume(lang == "en" or not 1000 <= abs(round(value, digits)) < 10_000)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    oracle = format_decimal(value, pattern, locale=LOCALES[lang])
    if not round(value, digits):
        oracle = oracle.removeprefix("-")
    assert number(lang, value, digits) == oracle.replace("-", "\N{MINUS SIGN}")


@pytest.mark.parametrize(
    ("lang", "ours", "cldr"),
    [("ru", "2025", "2\u00a0025"), ("kk", "2025", "2\u00a0025"), ("en", "2,025", "2,025")],
)
def test_four_digits_are_grouped_in_english_only(lang: str, ours: str, cldr: str) -> None:
    assert number(lang, 2025) == ours
    assert format_decimal(2025, locale=LOCALES[lang]) == cldr


@few
@given(value=st.floats(1e-6, 1e6))
def test_a_number_without_wish_has_three_significant_digits_and_no_idle_zero(value: float) -> None:
    text = number("en", value).replace(",", "")
    assert abs(float(text) - value) <= value * 0.005
    assert "." not in text or not text.endswith(("0", "."))


@each
@few
@given(share=st.floats(0.01, 1))
def test_per_cent_is_that_of_cldr_but_for_the_space_that_kazakh_shares_with_russian(lang: str, share: float) -> None:
    exact = Decimal(str(share * 100))
    oracle = format_percent(exact / 100, "0%" if lang != "ru" else f"0{NBSP}%", locale=LOCALES[lang])
    assert percent(lang, share) == (oracle if lang != "kk" else oracle.replace("%", f"{NBSP}%"))


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0%"), (0.001, "<1%"), (0.005, "<1%"), (0.0051, "1%"), (0.29, "29%"), (1.0, "100%")]
)
def test_a_share_that_would_round_to_nothing_is_not_nothing(share: float, shown: str) -> None:
    assert percent("en", share) == shown
    assert percent("ru", share) == shown.replace("<", f"<{NBSP}").replace("%", f"{NBSP}%")


def test_nothing_has_no_sign() -> None:
    assert [number("en", value, 2) for value in (-0.001, 0.0, -0.0, -0.01)] == ["0.00", "0.00", "0.00", "\N{MINUS SIGN}0.01"]


# --- money ------------------------------------------------------------------------------------------------------------


@each
@few
@given(value=st.integers(1, 10**18), exact=st.booleans())
def test_an_amount_reads_back_exactly_or_to_half_a_hundredth_of_its_scale(lang: str, value: int, *, exact: bool) -> None:
    shown = money(lang, Decimal(value), "USD", exact=exact)
    back = read(shown, lang)
    assert back == value if exact else abs(back - value) <= value / Decimal(200)


@each
@few
@given(small=st.floats(0, 1e15), large=st.floats(0, 1e15))
def test_a_larger_amount_never_reads_smaller(lang: str, small: float, large: float) -> None:
    low, high = sorted((small, large))
    assert read(money(lang, low, "USD"), lang) <= read(money(lang, high, "USD"), lang)


@pytest.mark.parametrize(
    ("amount", "en", "ru"),
    [
        (17_250_000_000, "$17.25bn", "17,25 млрд $"),
        (999_999_999, "$1bn", "1 млрд $"),
        (999.999, "$1k", "1 тыс. $"),
        (1.999e9, "$2bn", "2 млрд $"),
        (0.004, "$0.004", "0,004 $"),
        (0, "$0", "0 $"),
        (-5e9, "\N{MINUS SIGN}$5bn", "\N{MINUS SIGN}5 млрд $"),
    ],
)
def test_amounts_are_written_as_newspapers_do(amount: float, en: str, ru: str) -> None:
    assert (money("en", amount, "USD"), money("ru", amount, "USD").replace(NBSP, " ")) == (en, ru)


@pytest.mark.parametrize(
    ("low", "high", "en", "ru", "kk"),
    [
        (3e9, 5e9, "$3–5bn", "3–5 млрд $", "3–5 млрд $"),
        (9e8, 1e9, "$900m–$1bn", "900 млн – 1 млрд $", "900 млн – 1 млрд $"),
        (0, 5e9, "up to $5bn", "до 5 млрд $", "5 млрд $‑ға дейін"),
        (None, 5e9, "up to $5bn", "до 5 млрд $", "5 млрд $‑ға дейін"),
        (5e9, None, "at least $5bn", "не менее 5 млрд $", "кемінде 5 млрд $"),
        (5e9, 5e9, "$5bn", "5 млрд $", "5 млрд $"),
        (None, None, "", "", ""),
    ],
)
def test_bounds_name_scale_and_currency_once(low: float | None, high: float | None, en: str, ru: str, kk: str) -> None:
    shown = [money_range(lang, low, high, "USD").replace(NBSP, " ") for lang in ("en", "ru", "kk")]
    assert shown == [en, ru, kk]


def test_a_currency_without_a_sign_stands_as_its_code() -> None:
    assert money("en", 3e9, "CHF").replace(NBSP, " ") == "CHF 3bn"
    assert money_range("en", 3e9, 5e9, "CHF").replace(NBSP, " ") == "CHF 3–5bn"
    assert money("kk", 3e9, "CHF").replace(NBSP, " ") == "3 млрд CHF"


# --- amounts of sources -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ru", "en", "kk"),
    [
        ("over 16bn USD", "свыше 16 млрд $", "over $16bn", "16 млрд $‑дан астам"),
        ("nearly 3bn RUB", "почти 3 млрд ₽", "nearly ₽3bn", "3 млрд ₽‑ге жуық"),
        ("under 2bn GBP", "менее 2 млрд £", "under £2bn", "2 млрд £‑тан аз"),
        ("up to 7m CNY", "до 7 млн CN¥", "up to CN¥7m", "7 млн CN¥‑ға дейін"),
        ("over 5 CHF", "свыше 5 CHF", "over CHF 5", "5 CHF‑дан астам"),
        ("1.2345bn USD", "1,2345 млрд $", "$1.2345bn", "1,2345 млрд $"),
        ("2025 USD", "2025 $", "$2,025", "2025 $"),
        ("3..5bn EUR", "3–5 млрд €", "€3–5bn", "3–5 млрд €"),
        ("1 documents", "1 документ", "1 document", "1 құжат"),
        ("21 documents", "21 документ", "21 documents", "21 құжат"),
        ("over 21 documents", "свыше 21 документа", "over 21 documents", "21 құжаттан астам"),
        ("about 2 hours", "около 2 часов", "about 2 hours", "шамамен 2 сағат"),
        ("nearly 2 hours", "почти 2 часа", "nearly 2 hours", "2 сағатқа жуық"),
        ("1.5 hours", "1,5 часа", "1.5 hours", "1,5 сағат"),
        ("2..3 hours", "2–3 часа", "2–3 hours", "2–3 сағат"),
        ("up to 5 acts", "до 5 актов", "up to 5 acts", "5 актіге дейін"),
        ("over 7 months", "свыше 7 месяцев", "over 7 months", "7 айдан астам"),
        ("63.87 %", "63,87 %", "63.87%", "63,87 %"),
        ("under 63.87 %", "менее 63,87 %", "under 63.87%", "63,87 %‑дан аз"),
        ("5 km/h", "5 km/h", "5 km/h", "5 km/h"),
        ("undisclosed USD", "не раскрыто", "undisclosed", "ашылмаған"),
    ],
)
def test_an_amount_stands_in_the_case_and_number_that_its_words_ask_for(text: str, ru: str, en: str, kk: str) -> None:
    assert [said(text, lang) for lang in ("ru", "en", "kk")] == [ru, en, kk]


@each
@few
@given(amount=amounts(("USD", "KZT", "documents", "hours", "% of it", "km/h")))
def test_every_digit_of_a_source_is_shown(lang: str, amount: Amount) -> None:
    shown = hedged(lang, amount)
    if amount.hedge == "undisclosed":
        assert not any(c.isdigit() for c in shown)
        return
    assert amount.high is not None
    significant = str(amount.high.normalize().as_tuple().digits).strip("(,)").replace(", ", "")
    digits = "".join(c for c in shown if c.isdigit())
    assert significant.strip("0") in digits


@each
def test_every_hedge_is_told_apart(lang: str) -> None:
    texts = {hedge: f"{'' if hedge in {'exact', 'between'} else hedge + ' '}3bn USD" for hedge in HEDGES}
    texts |= {"between": "3..4bn USD", "undisclosed": "undisclosed USD"}
    assert len({said(text, lang) for text in texts.values()}) == len(HEDGES)


@each
@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_every_currency_can_be_hedged(lang: str, currency: str) -> None:
    for hedge in ("over", "nearly"):
        assert any(c.isdigit() for c in said(f"{hedge} 3bn {currency}", lang))


# --- likelihoods ------------------------------------------------------------------------------------------------------

ICD_203 = [(1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)]
WORDS = [
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain",
]  # fmt: skip


@pytest.mark.parametrize(("row", "word"), list(zip(ICD_203, WORDS, strict=True)), ids=WORDS)
def test_a_row_of_icd_203_has_one_word_in_every_language(row: tuple[int, int], word: str) -> None:
    assert likelihood("en", *row) == f"{word} ({row[0]}–{row[1]}%)"
    for lang in ("ru", "kk"):
        head, _, tail = likelihood(lang, *row).partition(" (")
        assert tail == f"{row[0]}–{row[1]}{NBSP}%)"
        assert "«" not in head


@each
@few
@given(ends=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: (min(pair), max(pair))))
def test_a_likelihood_always_has_its_figures_in_brackets_and_its_words_in_order(lang: str, ends: tuple[int, int]) -> None:
    low, high = ends
    text = likelihood(lang, low, high)
    figures = f"{low}" if low == high else f"{low}–{high}"
    assert text.endswith(f" ({figures}{'%' if lang == 'en' else NBSP + '%'})")
    if lang == "en":
        found = [WORDS.index(word) for word in text.partition(" (")[0].split(" to ")]
        assert found == sorted(set(found))
        assert all(ICD_203[row][0] <= max(high, 1) and min(low, 99) <= ICD_203[row][1] for row in found)
        assert len(found) == 1 or low < high


@pytest.mark.parametrize(
    ("point", "word"),
    [(0, WORDS[0]), *((end, WORDS[row + 1]) for row, (_, end) in enumerate(ICD_203[:-1])), (99, WORDS[-1]), (100, WORDS[-1])],
)
def test_a_point_where_two_rows_meet_has_the_word_of_the_upper(point: int, word: str) -> None:
    assert likelihood("en", point, point) == f"{word} ({point}%)"


# --- quotation marks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "shown"), [("en", "“so”"), ("ru", "«so»"), ("kk", "«so»")])
def test_words_are_quoted_as_the_language_does(lang: str, shown: str) -> None:
    assert quoted(lang, "so") == shown
