from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import multivector
from dealing import dealt, message
from making import adopted, claim, deal, deals, ledger, source
from multivector import lenses
from multivector.lenses import LENSES
from multivector.model.claims import known
from multivector.model.entries import Actor, Capacity, Deal, Expectation, Withholding
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import names
from multivector.views.blocks import Page
from multivector.views.html import render_html
from multivector.views.locale import LANGUAGES
from multivector.views.sections import SECTIONS
from multivector.views.text import render_text
from peopling import peopled, residents
from promising import promise, promised
from pulling import contested, pulled, seat, span
from strategies import ledgers
from weighing import question

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from multivector.model.entries import AnyEntry
    from multivector.model.results import Result

    Lens = Callable[..., Result[Any]]

SMALL = multivector.load("dossiers/small").ledger
UNHEARD = ledger(
    deal("whole", claim("lost", amount="1 USD")),
    *(deal(id_, claim("gone", amount="2 USD"), claim("lost", amount="3 USD"), part_of="whole") for id_ in ("part", "other")),
)
"""A package whose figures contradict each other, all by sources that the ledger does not have."""
HEADINGS = ("Question", "Method", "Reads", "Caveats", "Example", "References")
NO_JUDGEMENT = {"ledger", "as_of", "rng"}
SCRIPT = "<script>alert(1)</script>"
each = pytest.mark.parametrize("name", LENSES)
few = settings(max_examples=25, deadline=None)
any_ledger = st.one_of(ledgers(), deals(), dealt(), peopled(), promised(), pulled())
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def asked(name: str) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(LENSES[name]).parameters)


def reasons(value: Any) -> Iterator[str]:
    """Give the ids in every `because` at any depth."""
    if isinstance(value, dict):
        yield from value.get("because", ())
        for inner in value.values():
            yield from reasons(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from reasons(inner)


def page(result: Result[Any], ledger: Ledger, lang: str) -> tuple[str, str]:
    """Give the text and the HTML of a result."""
    section = SECTIONS[result.lens](result, ledger, lang)
    made = Page(lang=lang, title="", kicker="", facts=(), sections=(section,), numbers=tuple(ledger.by_id))
    return render_text(section), render_html(made)


# --- what a lens is made of -------------------------------------------------------------------------------------------


def test_every_module_that_defines_a_lens_is_named_like_it_and_listed() -> None:
    modules = [module.name for module in pkgutil.iter_modules(lenses.__path__) if module.name[0] != "_"]
    defined = {
        (name, function.__name__)
        for name in modules
        for function in vars(importlib.import_module(f"multivector.lenses.{name}")).values()
        if inspect.isfunction(function)
        and function.__module__ == f"multivector.lenses.{name}"
        and function.__name__[0] != "_"
        and str(inspect.signature(function).return_annotation).startswith("Result[")
    }
    assert defined == {(name, name) for name in LENSES}
    assert all(getattr(lenses, name) is lens for name, lens in LENSES.items())
    assert set(lenses.__all__) == {"LENSES", *LENSES}


@each
def test_says_what_it_asks_how_of_what_and_with_which_limits(name: str) -> None:
    doc = importlib.import_module(LENSES[name].__module__).__doc__ or ""
    assert [doc.count(f"\n{heading}:\n") for heading in HEADINGS] == [1] * len(HEADINGS)
    assert sorted(HEADINGS, key=lambda heading: doc.index(f"\n{heading}:\n")) == list(HEADINGS)
    arguments = (LENSES[name].__doc__ or "").partition("Args:")[2]
    assert [parameter for parameter in asked(name) if f"\n        {parameter}: " not in arguments] == []


@each
def test_parameters_are_keywords_with_defaults_and_listed_with_range_and_source(name: str) -> None:
    first, *others = asked(name).values()
    assert (first.name, first.kind) == ("ledger", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    assert others[0].name == "as_of"
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY and one.default is not inspect.Parameter.empty for one in others)
    judgements = {one.name: one.default for one in others if one.name not in NO_JUDGEMENT}
    listed = LENSES[name](SMALL).parameters
    assert {one.name: one.default for one in listed} == {one.name: one.value for one in listed} == judgements
    for one in listed:
        if isinstance(one.default, int | float):
            assert one.low < one.high
            assert one.low <= one.default <= one.high
            assert one.source
            for end in (one.low, one.high):
                varied = LENSES[name](SMALL, **{one.name: end})
                assert {other.name: other.value for other in varied.parameters} == judgements | {one.name: end}
                assert varied.lens == name


# --- laws of its answers ----------------------------------------------------------------------------------------------


@each
@pytest.mark.parametrize("dossier", [SMALL.dossier, None], ids=["dossier", "none"])
def test_has_nothing_to_say_where_nothing_is_reported(name: str, dossier: Any) -> None:
    for nothing in (ledger_of([], dossier), ledger_of((Actor(id="aldoria", type="state"), Actor(id="b", type="bloc")), dossier)):
        result = LENSES[name](nothing)
        assert result.answer.rows == ()
        assert result.caveats == ()
        assert (result.lens, result.ledger) == (name, nothing.digest)
        assert json.loads(result.to_json()) == result.to_plain()
        for lang in LANGUAGES:
            text, html = page(result, nothing, lang)
            assert text.strip()
            assert "<table" not in html


@each
@few
@given(found=any_ledger, chance=st.randoms(use_true_random=False))
def test_any_ledger_is_answered_alike_in_any_order_and_left_as_it_was(name: str, found: Ledger, chance: random.Random) -> None:
    lens, before = LENSES[name], found.digest
    result = lens(found)
    assert lens(found) == result
    assert Ledger(found.entries, found.dossier).digest == before
    shuffled = list(found)
    chance.shuffle(shuffled)
    other = lens(ledger_of(shuffled, found.dossier))
    assert other == result
    assert other.to_json() == result.to_json()


@each
@few
@example(found=UNHEARD)
@given(found=any_ledger)
def test_every_reason_is_an_entry_of_the_ledger(name: str, found: Ledger) -> None:
    result = LENSES[name](found)
    plain = result.to_plain()
    assert [id_ for id_ in reasons(plain) if id_ not in found] == []
    assert all(row["because"] for row in plain["answer"]["rows"])


@each
@few
@given(found=any_ledger)
def test_an_answer_survives_json_and_gives_flat_rows_of_the_same_columns(name: str, found: Ledger) -> None:
    result = LENSES[name](found)
    assert json.loads(result.to_json(), parse_constant=pytest.fail) == result.to_plain()
    rows = result.to_rows()
    assert len(rows) == len(result.answer.rows)
    assert len({tuple(row) for row in rows}) <= 1
    assert all(value is None or isinstance(value, str | int | float) for row in rows for value in row.values())


@each
@few
@given(found=any_ledger, day=days)
def test_what_was_not_known_on_the_day_changes_nothing(name: str, found: Ledger, day: date) -> None:
    result = LENSES[name](found, as_of=day)
    assert result.as_of == day
    assert result == LENSES[name](known(found, day), as_of=day)
    assert result.ledger == known(found, day).digest


@each
@few
@given(found=deals())
def test_later_texts_claims_deals_and_decisions_change_nothing(name: str, found: Ledger) -> None:
    def revised(entry: AnyEntry) -> AnyEntry:
        if not isinstance(entry, Deal) or not entry.claims:
            return entry
        more = claim("late", amount="99 USD", flow="trade", pays="west")
        return replace(entry, claims=(*entry.claims, more), adopted=(*entry.adopted, *adopted("late", "2032-01-01")))

    late = (source("late", "2031-01-01", part_of="herald", reliability="A"), deal("later", claim("late", amount="5 USD")))
    grown = ledger_of((*(revised(entry) for entry in found), *late), found.dossier)
    day = date(2030, 12, 31)
    assert LENSES[name](grown, as_of=day) == LENSES[name](found, as_of=day)
    assert LENSES[name](grown).ledger == grown.digest != found.digest


# --- its views --------------------------------------------------------------------------------------------------------


def test_every_lens_has_its_section() -> None:
    assert list(SECTIONS) == list(LENSES)


@each
@pytest.mark.parametrize("lang", LANGUAGES)
def test_is_told_as_text_and_html_in_every_language(name: str, lang: str) -> None:
    result = LENSES[name](SMALL)
    text, html = page(result, SMALL, lang)
    title = SECTIONS[name](result, SMALL, lang).title
    assert text.startswith(title)
    assert f'lang="{lang}"' in html
    assert title in html
    others = {page(result, SMALL, other)[0] for other in LANGUAGES}
    assert len(others) == len(LANGUAGES)


@each
@settings(max_examples=12, deadline=None)
@given(found=any_ledger, lang=st.sampled_from(LANGUAGES))
def test_any_answer_can_be_told(name: str, found: Ledger, lang: str) -> None:
    text, html = page(LENSES[name](found), found, lang)
    assert text.strip()
    assert html.casefold().startswith("<!doctype html>")


@each
def test_values_are_text_in_html_never_markup(name: str) -> None:
    found = ledger(
        deal(SCRIPT, claim(SCRIPT, amount="1 USD"), claim("other", amount="2 USD"), partner=SCRIPT, agenda=("security",)),
        source(SCRIPT, type="opinion"),
        Actor(id=SCRIPT + "2", type="state"),
        Capacity(id=SCRIPT + "4", of=cast("Any", SCRIPT), niche=SCRIPT, level="able"),
        Capacity(id=SCRIPT + "5", of=cast("Any", "b"), niche=SCRIPT, level="able"),
        Expectation(id=SCRIPT + "-due", about=cast("Any", SCRIPT)),
        message(SCRIPT + "-said"),
        promise(SCRIPT + "-bound", "must help east"),
        promise(SCRIPT + "-free", "must not help east"),
        residents(SCRIPT + "-people"),
        Withholding(id=SCRIPT + "-kept", what=names(SCRIPT), by=(cast("Any", SCRIPT),)),
        question(SCRIPT + "-asked", {SCRIPT: "50..60 %", "b": "1..2 %"}, on=SCRIPT),
        contested(seat(SCRIPT, span(10)), seat("b", span(60, 90)), id_=SCRIPT + "-pulled", asks=SCRIPT),
    )
    result = LENSES[name](found)
    table = result._repr_html_()
    assert "&lt;script&gt;" in table
    assert "<script" not in table
    assert table.count("<tr>") == len(result.answer.rows) + 1
    for lang in LANGUAGES:
        html = page(result, found, lang)[1]
        assert "&lt;script&gt;" in html
        assert "<script" not in html
