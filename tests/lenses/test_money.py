"""The money lens: the invented dossier's own numbers, figures, directions, caveats, parameters."""

from __future__ import annotations

import math

import pytest

import multivector
from making import adopted, claim, deal, ledger, source, texts
from multivector.engines.intervals import Reading
from multivector.lenses import money
from multivector.model.entries import Actor
from multivector.model.ledger import ledger_of
from sums import answer, line, total

SMALL = multivector.load("dossiers/small").ledger


def test_the_small_dossier_has_the_numbers_that_its_text_says() -> None:
    found = money(SMALL).answer
    borland, cestria = (next(row for row in found.rows if row.key == key) for key in ("borland", "cestria"))
    assert (borland.low, borland.high, borland.deals, borland.undisclosed) == (13e9, 14e9, 2, 0)
    assert (cestria.low, cestria.high, cestria.deals, cestria.undisclosed) == (None, None, 1, 1)
    assert (total(found, "out").low, total(found, "in").high) == (6e9, 8e9)
    (package,) = found.packages
    assert [(account.source, account.low, account.high) for account in package.accounts] == [("ministry-2031-04-01", 13e9, 14e9)]
    assert not package.consistent
    assert (package.remainder_low, package.remainder_high) == (None, None)
    assert [({member.figure for member in one.members}, one.gap) for one in package.contradictions[:2]] == [
        ({"8bn USD", "6bn USD", "7..8bn USD"}, 4e9),  # 5.5 + 7 over 8.5: the parts' least less the whole's greatest
        ({"8bn USD", "4.5bn USD", "7..8bn USD"}, 2.95e9),  # 4.45 + 7 over 8.5
    ]
    assert all(one.unconditional for one in package.contradictions)


def test_the_source_that_is_preferred_is_gone_by_wherever_it_gives_a_figure() -> None:
    found = money(SMALL, prefer="herald-2031-04-02").answer
    assert (line("airliners", found).low, line("airliners", found).basis) == (4.5e9, "contract")
    assert line("borland-package", found).low == 10e9
    assert line("data-centre", found).low == 7e9  # it says nothing of this one


def test_money_is_seen_as_it_was_known_on_the_day() -> None:
    assert money(SMALL, as_of=multivector.load("dossiers/small").ledger.by_id["ministry-2031-04-01"].date.earliest).answer.lines  # type: ignore[union-attr]
    early = money(SMALL, as_of=SMALL.source("ministry-2031-04-01").date.earliest).answer  # type: ignore[union-attr]
    assert {one.id for one in early.lines} == {"airliners", "data-centre"}
    assert [figure.text for figure in line("airliners", early).figures] == ["6bn USD"]


def test_rivals_stand_until_one_is_adopted_and_span_the_line() -> None:
    rivals = (
        claim("t1", amount="3bn USD", credibility="4"),
        claim("t3", amount="about 5bn USD"),
        claim("t2", amount="3bn USD", credibility="2"),
    )
    found = line("a", answer(deal("a", *rivals)))
    assert (found.low, found.high) == (3e9, 5e9)
    assert [(one.text, one.texts, one.credibility, one.standing) for one in found.figures] == [
        ("3bn USD", ("t1", "t2"), "2", True),
        ("about 5bn USD", ("t3",), None, True),
    ]
    decided = line("a", answer(deal("a", *rivals, adopted=adopted("t3"))))
    assert (decided.low, decided.high) == (5e9, 5e9)
    assert [(one.standing, one.adopted) for one in decided.figures] == [(False, False), (True, True)]


def test_what_is_denied_or_doubted_is_no_figure() -> None:
    found = line(
        "a", answer(deal("a", claim("t1", amount="9bn USD", does="denies"), claim("t2", amount="2bn USD", does="doubts")))
    )
    assert (found.figures, found.disclosed, found.low) == ((), False, None)


def test_a_figure_in_another_currency_is_kept_and_not_added() -> None:
    found = answer(deal("a", claim("t1", amount="3bn USD"), claim("t2", amount="2bn EUR")), deal("b", amount="1bn USD"))
    assert (line("a", found).currency, line("a", found).high, len(line("a", found).figures)) == ("USD", 3e9, 2)
    assert total(found, "east").low == 4e9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "unstated"),
        ({"pays": "home"}, "out"),
        ({"pays": "ministry", "to": "east"}, "out"),
        ({"pays": "east"}, "in"),
        ({"pays": "east", "to": "home"}, "in"),
        ({"pays": "east", "to": "west"}, "between-others"),
    ],
)
def test_who_pays_gives_the_direction(values: dict[str, str], expected: str) -> None:
    ministry = Actor(id="ministry", type="government", part_of="home")  # type: ignore[arg-type]
    found = money(ledger_of((deal("a", amount="1bn USD", **values), ministry), ledger().dossier)).answer
    assert line("a", found).direction == expected


def test_rival_payers_leave_the_direction_disputed() -> None:
    found = answer(deal("a", claim("t1", pays="home"), claim("t2", pays="east")))
    assert (line("a", found).direction, line("a", found).pays) == ("disputed", None)


def test_partners_are_one_several_or_unstated() -> None:
    found = answer(deal("a"), deal("b", between=("home", "east", "west")), deal("c", between=("home",)))
    assert {row.key for row in found.rows if row.dimension == "partner"} == {"east", "several", "unstated"}


def test_caveats_name_the_deals_that_they_speak_of() -> None:
    package = (deal("all", amount="1bn USD"), deal("a", amount="3bn USD", part_of="all"))
    rival = deal("c", claim("t1", amount="1bn USD"), claim("t2", amount="2bn USD"))
    background = deal("d", between=("east", "west"), amount="1bn USD")
    found = money(
        ledger(*package, deal("b"), rival, background, deal("e", amount="1bn EUR", basis="ceiling", pays="home"), *texts())
    )
    assert {caveat.code: caveat.because for caveat in found.caveats} == {
        "undisclosed": ("b",),
        "no-direction": ("a", "b", "c"),
        "open-rivals": ("c",),
        "background": ("d",),
        "ceilings": ("e",),
        "contradiction": ("all",),
        "other-currency": ("e",),
    }
    assert all(dict(caveat.values) == {"n": len(caveat.because)} for caveat in found.caveats)
    assert money(ledger(deal("a", amount="1bn USD", pays="home"))).caveats == ()


def test_a_preference_that_nobody_hears_is_said_to_be_one() -> None:
    for prefer in ("t1", "guess"):
        claims = (claim("t1", amount="1bn USD"), claim("t2", label="guess", amount="2bn USD"))
        assert "preference-unheard" not in {
            one.code for one in money(ledger(deal("a", *claims), *texts()), prefer=prefer).caveats
        }
    found = money(ledger(deal("a", amount="1bn USD", pays="home")), prefer="t9").caveats
    assert [(one.code, one.values) for one in found] == [("preference-unheard", (("prefer", "t9"),))]


def test_the_same_sum_written_in_two_ways_is_no_open_dispute() -> None:
    found = money(ledger(deal("a", claim("t1", amount="6bn USD"), claim("t2", amount="6000m USD"), pays="home"), *texts()))
    assert found.caveats == ()


@pytest.mark.parametrize("parameters", [{"about": -0.1}, {"about": 1.1}, {"about": math.nan}, {"nearly": math.inf}])
def test_shares_that_mean_nothing_are_refused(parameters: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must lie within"):
        money(SMALL, **parameters)  # type: ignore[arg-type]


def test_wider_hedges_only_widen_bounds_and_only_end_contradictions() -> None:
    deals_ = (deal("all", amount="about 10bn USD"), deal("a", amount="nearly 10.8bn USD", part_of="all"))
    tight, wide = (answer(*deals_, about=share, nearly=share).packages[0] for share in (0.01, 0.2))
    assert (len(tight.contradictions), len(wide.contradictions)) == (1, 0)
    assert Reading().about == next(one.default for one in money(SMALL).parameters if one.name == "about")


def test_a_day_before_every_source_leaves_nothing() -> None:
    found = money(ledger(deal("a", claim("t1", amount="1bn USD")), *texts()), as_of=source("x", "1999-01-01").date.earliest)  # type: ignore[union-attr]
    assert (found.answer.rows, found.answer.lines, found.answer.packages) == ((), (), ())
