"""What readers call an entry, and how any value of it is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings

from dealing import commitment, message
from making import amount, claim, deal, event, ledger, source, stage, when
from multivector.model.entries import Actor, Capacity, Expectation, Need, Withholding
from multivector.model.ledger import Ledger
from multivector.model.names import names
from multivector.model.parts import Membership
from multivector.model.results import Caveat
from multivector.views.locale import LANGUAGES, NBSP
from multivector.views.naming import called, cut, gist, link, outlet, printed, shown, told
from strategies import ledgers

few = settings(max_examples=50, deadline=None)


@few
@given(found=ledgers())
def test_every_entry_has_a_name_in_every_language_also_in_rings(found: Ledger) -> None:
    for entry in found:
        for lang in LANGUAGES:
            assert called(found, entry.id, lang)
            assert link(found, entry.id, lang).because == (entry.id,)
            assert isinstance(gist(entry, lang), str)


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("east", "east"),
        ("named", "Named"),
        ("gone", "gone"),
        ("clause", "help"),
        ("hello", "hello"),
        ("quiet", "the total"),
        ("hope", "Named"),
        ("hope-of-hope", "Named"),
        ("lost", "gone"),
        ("ring-a", "ring-a"),
        ("ring-b", "ring-b"),
        ("niche", "niche"),
        ("herald", "The Herald"),
        ("t1", "The Herald, 2 April 2031"),
        ("t2", "The Herald, undated"),
        ("t3", "blog, 2031"),
    ],
)
def test_a_name_is_the_entry_s_own_or_what_it_says_or_that_of_its_outlet_or_subject(id_: str, name: str) -> None:
    def about(id_: str, subject: str) -> Expectation:
        return Expectation(id=id_, about=cast("Any", subject))

    found = ledger(
        deal("named", name=names("Named")),
        commitment("clause"),
        message("hello"),
        Withholding(id="quiet", what=names("the total"), by=cast("Any", ("home",))),
        about("hope", "named"),
        about("hope-of-hope", "hope"),
        about("lost", "gone"),
        about("ring-a", "ring-b"),
        about("ring-b", "ring-a"),
        Capacity(id="niche", of=cast("Any", "east"), niche="airliners"),
        source("herald", name=names("The Herald")),
        source("t1", "2031-04-02", part_of="herald", name=names("A visit")),
        source("t2", part_of="herald"),
        source("blog"),
        source("t3", "2031", part_of="blog"),
    )
    assert called(found, id_, "en").replace(NBSP, " ") == name


def test_a_long_text_is_cut_at_a_word() -> None:
    text = "word " * 40
    assert len(cut(text)) <= 91
    assert cut(text).endswith("word…")
    assert cut("short") == "short"


def test_outlets_in_a_ring_are_followed_once() -> None:
    found = ledger(source("a", part_of="b"), source("b", part_of="a"))
    (first,) = (entry for entry in found if entry.id == "a")
    assert outlet(cast("Any", first), found).id == "b"


def test_a_gist_says_when_how_far_and_how_much_where_sources_agree() -> None:
    firm = deal("d", amount="3bn USD", stages=(stage("commitment", "2031-04-01"),))
    assert gist(firm, "en") == " (signed, $3bn)"
    assert gist(event("e", "east", when="2031-04-01"), "en").replace(NBSP, " ") == " (1 April 2031)"
    assert gist(deal("d", claim("t1", amount="3 USD"), claim("t2", amount="4 USD")), "en") == ""


@pytest.mark.parametrize(
    ("value", "key", "text"),
    [
        (names(en="home", ru="дом"), "", "home"),
        (amount("3bn USD"), "amount", "$3bn"),
        (("east", "gone"), "between", "the East, gone"),
        ("purchase", "flow", "purchase"),
        ("commitment", "expects", "signed"),
        ("east", "niche", "east"),
        ("east", "host", "the East"),
        (Membership(of=cast("Any", "east")), "member-of", "the East"),
        (when("2031"), "when", "2031"),
        (7, "", "7"),
    ],
)
def test_a_value_is_shown_as_readers_of_the_language_see_it(value: object, key: str, text: str) -> None:
    found = ledger()
    east = replace(cast("Actor", found.by_id["east"]), name=names("the East"))
    renamed = Ledger(tuple(east if entry.id == "east" else entry for entry in found), found.dossier)
    assert shown(value, renamed, "en", key) == text


def test_a_figure_of_the_ledger_is_printed_as_hedged_and_anything_else_as_it_is() -> None:
    assert printed("about 3bn USD", "en") == "about $3bn"
    assert printed("much", "en") == "much"


def test_a_caveat_leads_to_its_entries() -> None:
    found = told(Caveat(code="undisclosed", values=(("n", 2),), because=("a", "b")), "en")
    assert found.text.startswith("2 deals have no published figure")
    assert found.because == ("a", "b")


def test_a_need_is_called_by_what_is_needed() -> None:
    found = ledger(Need(id="n", of=cast("Any", "home"), what=names(en="power", ru="энергия")))
    assert (called(found, "n", "ru"), called(found, "n", "kk")) == ("энергия", "power")
