"""Who can supply what, who was used, who competes: laws over any capacities and deals, and small cases worked by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import multivector
from making import STATES, adopted, claim, deal, evidence, ledger, of_day, source, stage, value_of
from multivector.engines import contest
from multivector.lenses import niches
from multivector.model.entries import Actor, Capacity
from multivector.model.names import names

if TYPE_CHECKING:
    from multivector.lenses.niches import Niche, NichesAnswer
    from multivector.lenses.niches.presence import Presence
    from multivector.lenses.niches.rivalry import Rivalry
    from multivector.model.entries import AnyEntry
    from multivector.model.evidence import Claim
    from multivector.model.ledger import Ledger

few = settings(max_examples=40, deadline=None)
LEVELS = ("absent", "marginal", "able", "leading")
SCALE = {"absent": (0.0, 0.0), "marginal": (0.05, 0.25), "able": (0.3, 0.7), "leading": (0.7, 1.0)}
PLACES = ("a", "b", "c")
WORKS = Actor(id="works", type="company", part_of=cast("Any", "east"))
BANNED = Actor(id="forge", type="company", part_of=cast("Any", "east"))


def able(of: str, niche: str, *claims: Claim, **values: Any) -> Capacity:
    given = {key: value_of(key, value) for key, value in values.items()}
    id_ = given.pop("id", f"{of}-{niche}")
    return Capacity(id=id_, of=cast("Any", of), niche=niche, claims=claims, **given)


def answer(*entries: AnyEntry, **parameters: Any) -> NichesAnswer:
    return niches(ledger(*entries, WORKS, BANNED), **parameters).answer


def row(found: NichesAnswer, niche: str) -> Niche:
    return next(one for one in found.rows if one.niche == niche)


def place(found: NichesAnswer, niche: str, supplier: str) -> Presence:
    return next(one for one in found.presences if (one.niche, one.supplier) == (niche, supplier))


def pair(found: NichesAnswer, supplier: str, rival: str, sector: str | None = None) -> Rivalry:
    return next(one for one in found.rivalries if (one.supplier, one.rival, one.sector) == (supplier, rival, sector))


@st.composite
def markets(draw: st.DrawFn) -> Ledger:
    """Draw capacities of three states in three niches, some with rival levels or none, and deals in or beside the niches."""
    entries: list[AnyEntry] = []
    for of, niche in itertools.product(STATES[1:], PLACES):
        levels = draw(st.lists(st.sampled_from(LEVELS), max_size=2))
        sector = draw(st.sampled_from(["rail", "energy", None]))
        if levels:
            entries.append(able(of, niche, *(claim(f"t{n}", level=level) for n, level in enumerate(levels)), sector=sector))
    for number in range(draw(st.integers(0, 5))):
        where = draw(st.lists(st.sampled_from((*PLACES, "elsewhere")), max_size=2))
        figure = draw(st.sampled_from(["1 USD", "3..5 USD", "over 2 USD", "undisclosed", "7 EUR", "0 USD"]))
        partner = draw(st.sampled_from(STATES[1:]))
        sector = draw(st.sampled_from(["rail", "energy"]))
        entries.append(deal(f"d{number}", partner=partner, niche=tuple(where), amount=figure, sector=sector))
    return ledger(*entries)


# --- presence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_a_presence_between_the_ends_that_the_parameters_give(level: str) -> None:
    found = place(answer(able("east", "a", level=level, why="no-bid", since="2020")), "a", "east")
    assert (found.low, found.high) == SCALE[level]
    assert (found.levels, found.why, [str(day) for day in found.since]) == ((level,), ("no-bid",), ["2020"])
    assert (found.used, found.because) == ((), ("east-a",))


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=4), st.sampled_from([None, *range(4)]))
def test_rival_levels_give_their_hull_and_an_adopted_one_itself(levels: list[str], chosen: int | None) -> None:
    claims = [claim(f"t{n}", level=level) for n, level in enumerate(levels)]
    decided = adopted(f"t{chosen}") if chosen is not None and chosen < len(levels) else ()
    gone_by = [levels[chosen]] if decided and chosen is not None else levels
    found = place(answer(able("east", "a", *claims, adopted=decided)), "a", "east")
    assert found.low == min(SCALE[level][0] for level in gone_by)
    assert found.high == max(SCALE[level][1] for level in gone_by)
    assert set(found.levels) == set(gone_by)
    assert list(found.levels) == sorted(found.levels, key=LEVELS.index)


def test_reasons_of_absence_are_kept_apart_and_go_with_the_claim_that_stands() -> None:
    claims = (claim("t1", level="absent", why="sanctioned"), claim("t2", level="marginal", why="no-capacity"))
    assert place(answer(able("east", "a", *claims)), "a", "east").why == ("no-capacity", "sanctioned")
    assert place(answer(able("east", "a", *claims, adopted=adopted("t1"))), "a", "east").why == ("sanctioned",)
    denied = claim("t3", level="absent", why="excluded", does="denies")
    assert place(answer(able("east", "a", *claims, denied)), "a", "east").why == ("no-capacity", "sanctioned")


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3), st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3))
def test_of_a_states_actors_the_most_able_counts_whichever_that_is(works: list[str], forge: list[str]) -> None:
    entries = [
        able(of, "a", *(claim(f"t{n}", level=level) for n, level in enumerate(levels)))
        for of, levels in (("works", works), ("forge", forge))
    ]
    found = place(answer(*entries), "a", "east")
    choices = [max(SCALE[one][end] for one in both) for end in (0, 1) for both in itertools.product(works, forge)]
    assert (found.low, found.high) == (min(choices), max(choices))


def test_capacities_in_other_markets_are_left_out() -> None:
    found = answer(able("east", "a", level="able", market="west"), able("west", "b", level="able", market="home"))
    assert [one.niche for one in found.rows] == ["b"]


# --- who was used, and what a niche is worth ---------------------------------------------------------------------------


def test_who_was_used_are_the_suppliers_of_deals_that_count_else_their_partners() -> None:
    market = (able("east", "a", level="able", sector="rail"), able("west", "a", level="leading"))
    late = deal("idea", niche=("a",), partner="south", stages=(stage("signal", "2029-01-01"),))
    found = answer(*market, deal("d", niche=("a",), supplier=("works",), partner="west"), deal("e", niche=("a",)), late)
    assert place(found, "a", "east").used == ("d", "e")
    assert place(found, "a", "west").used == ()
    assert row(found, "a").used == ("east",)
    assert (row(found, "a").contenders_low, row(found, "a").contenders_high) == (1, 1)


def test_a_deal_without_niche_is_placed_by_its_sector_and_is_use_only_where_that_has_one_niche() -> None:
    one = able("east", "a", level="able", sector="rail")
    other = able("east", "b", level="able", sector="rail")
    bare = deal("d", sector="rail", amount="4 USD")
    alone, several = answer(one, bare), answer(one, other, bare)
    assert place(alone, "a", "east").used == ("d",)
    assert (row(alone, "a").low, row(alone, "a").high) == (4, 4)
    assert place(several, "a", "east").used == ()
    assert (row(several, "a").low, row(several, "a").high, row(several, "b").high) == (0, 4, 4)
    assert answer(one, deal("e", sector="energy", amount="4 USD")).rows[0].high is None


def test_a_supplier_of_whom_nothing_is_recorded_is_at_least_marginal_where_it_was_used() -> None:
    found = answer(able("west", "a", level="able"), deal("d", niche=("a",)))
    east = place(found, "a", "east")
    assert (east.levels, east.low, east.high, east.because) == ((), 0.05, 1.0, ("d",))
    assert (row(found, "a").able_low, row(found, "a").able_high) == (1, 2)


def test_a_niche_is_worth_the_money_of_its_deals_and_open_where_some_is_not_known() -> None:
    market = [able("east", niche, level="able") for niche in "abcdef"]
    found = answer(
        *market,
        deal("d1", niche=("a",), amount="3..5 USD"),
        deal("d2", niche=("a",), amount="1 USD"),
        deal("d3", niche=("b",), amount="undisclosed"),
        deal("d4", niche=("c",), amount="over 2 USD"),
        deal("d5", niche=("d", "e"), amount="6 USD"),
        deal("d6", niche=("e",), amount="7 EUR"),
    )
    worth = {one.niche: (one.low, one.high, one.undisclosed) for one in found.rows}
    assert worth == {
        "a": (4, 6, 0), "b": (0, None, 1), "c": (2, None, 0), "d": (0, 6, 0), "e": (0, None, 1), "f": (0, None, 0),
    }  # fmt: skip
    assert {one.currency for one in found.rows} == {"USD"}


# --- numbers of suppliers ---------------------------------------------------------------------------------------------


@few
@given(markets())
def test_counts_of_able_suppliers_agree_with_presences_and_the_effective_number_never_exceeds_all(found: Ledger) -> None:
    got = niches(found).answer
    for one in got.rows:
        here = [each for each in got.presences if each.niche == one.niche]
        assert 0 <= one.contenders_low <= one.able_low <= one.able_high <= len(here)
        assert one.contenders_low <= one.contenders_high <= one.able_high
        assert one.able_low == sum(each.low >= 0.3 for each in here if each.levels)
        assert one.effective_low is not None
        assert one.effective_high is not None
        assert 0 <= one.effective_low <= one.effective_high <= sum(each.high > 0 for each in here) + 1e-6
        middle = [(each.low + each.high) / 2 for each in here]
        if sum(middle) > 0:
            assert one.effective_low - 1e-6 <= 1 / contest.concentration(middle) <= one.effective_high + 1e-6


def test_too_many_suppliers_of_a_niche_are_said_to_be_too_many() -> None:
    many = [Actor(id=f"x{number}", type="state") for number in range(contest.MOST + 1)]
    entries = [able(actor.id, "a", level="able") for actor in many]
    got = niches(ledger(*many, *entries))
    assert (got.answer.rows[0].effective_low, got.answer.rows[0].effective_high) == (None, None)
    assert dict(next(one for one in got.caveats if one.code == "many-suppliers").values) == {"n": 1}
    assert answer(*many[1:], *entries[1:]).rows[0].effective_low is not None


# --- rivalry ----------------------------------------------------------------------------------------------------------


@few
@given(markets(), st.data())
def test_rivalry_is_bounded_and_its_bounds_hold_for_any_choice_within_the_ends(found: Ledger, data: st.DataObject) -> None:
    got = niches(found).answer
    for one in got.rivalries:
        assert 0 <= one.widest_low <= one.low + 1e-6
        assert one.low - 1e-6 <= one.middle <= one.high + 1e-6
        assert one.high <= one.widest_high + 1e-6 <= 1 + 2e-6
        assert 0 <= one.equal <= 1
        assert 0 <= one.shared_low <= one.shared_high <= len(one.niches)
        places = [(place(got, niche, one.supplier), place(got, niche, one.rival)) for niche in one.niches]
        weights = [row(got, niche) for niche in one.niches]
        if all(weight.high is not None for weight in weights):
            chosen = [
                [data.draw(st.floats(low, high)) for low, high in ends]
                for ends in (
                    [(mine.low, mine.high) for mine, _ in places],
                    [(other.low, other.high) for _, other in places],
                    [(weight.low, weight.high or 0.0) for weight in weights],
                )
            ]
            assume(float(np.dot(chosen[0], chosen[2])) > 1e-6)
            assert one.low - 1e-5 <= contest.rivalry(*chosen) <= one.high + 1e-5


@few
@given(markets(), st.sampled_from(PLACES))
def test_rivalry_never_falls_where_the_rivals_presence_rises(found: Ledger, niche: str) -> None:
    entry = found.by_id.get(f"west-{niche}")
    assume(isinstance(entry, Capacity))
    raised = replace(cast("Capacity", entry), claims=(claim("t1", level="leading"),))
    before = {(one.supplier, one.sector, one.niches): one for one in niches(found).answer.rivalries if one.rival == "west"}
    after = niches(ledger(*(raised if one is entry else one for one in found if one.id not in STATES))).answer
    rivals = [one for one in after.rivalries if one.rival == "west"]
    assert len(rivals) == len(before)
    for one in rivals:
        old = before[one.supplier, one.sector, one.niches]
        assert one.low >= old.low - 1e-6
        assert one.high >= old.high - 1e-6


def test_rivalry_is_what_the_formula_gives_by_hand() -> None:
    found = answer(
        able("east", "a", level="leading", sector="rail"), able("west", "a", level="marginal", sector="rail"),
        able("east", "b", level="able", sector="rail"), able("west", "b", level="able"), able("west", "c", level="leading"),
        deal("d1", niche=("a",), amount="3 USD"), deal("d2", niche=("b",), amount="1 USD"),
    )  # fmt: skip
    one = pair(found, "east", "west")
    assert one.niches == ("a", "b")
    assert one.middle == pytest.approx((3 * 0.15 + 0.5) / (3 * 0.85 + 0.5), abs=1e-6)
    assert one.equal == pytest.approx((0.15 + 0.5) / (0.85 + 0.5), abs=1e-6)
    assert one.low == pytest.approx((3 * 0.05 + 0.3) / (3 * 1.0 + 0.7), abs=1e-6)
    assert one.high == pytest.approx((3 * 0.25 + 0.7) / (3 * 0.7 + 0.7), abs=1e-6)
    assert (one.shared_low, one.shared_high) == (2, 2)
    assert one.because == ("east-a", "d1", "west-a", "east-b", "d2", "west-b")


def test_what_is_not_recorded_is_not_compared_and_widens_the_widest_bounds_alone() -> None:
    both = [able(of, "a", level="leading") for of in ("east", "west")]
    alone, more = pair(answer(*both), "east", "west"), pair(answer(*both, able("east", "b", level="leading")), "east", "west")
    assert (more.low, more.high, more.niches) == (alone.low, alone.high, ("a",))
    assert alone.widest_low == alone.low
    assert more.widest_low < more.low
    assert not answer(able("east", "a", level="able"), able("west", "b", level="able")).rivalries
    assert not answer(able("east", "a", level="absent"), able("west", "a", level="absent")).rivalries


def test_an_adopted_level_narrows_the_bounds_but_not_the_widest() -> None:
    rivals = (claim("t1", level="absent"), claim("t2", level="leading"))
    west = able("west", "a", level="leading")
    open_ = pair(answer(west, able("east", "a", *rivals)), "west", "east")
    decided = pair(answer(west, able("east", "a", *rivals, adopted=adopted("t1"))), "west", "east")
    assert (open_.low, open_.high) == (0, 1)
    assert (decided.low, decided.high) == (0, 0)
    assert (decided.widest_low, decided.widest_high) == (0, 1)


def test_sectors_with_several_niches_are_compared_apart_where_that_differs() -> None:
    market = [able(of, niche, level="able", sector="rail") for of in ("east", "west") for niche in "ab"]
    assert [one.sector for one in answer(*market).rivalries] == [None, None]
    market += [able(of, "c", level="able", sector="energy") for of in ("east", "west")]
    assert pair(answer(*market), "east", "west", "rail").niches == ("a", "b")
    assert [one.sector for one in answer(*market).rivalries] == [None, "rail"] * 2


def test_an_undisclosed_deal_weighs_up_to_the_parameters_multiple_of_the_largest() -> None:
    market = [able("east", "a", level="leading"), able("west", "a", level="absent")]
    market += [able(of, "b", level="leading") for of in ("east", "west")]
    deals = [deal("d1", niche=("a",), amount="10 USD"), deal("d2", niche=("b",), amount="undisclosed")]
    small, large = (pair(answer(*market, *deals, undisclosed=times), "east", "west") for times in (0.5, 2.0))
    assert small.low == large.low == 0
    assert small.high == pytest.approx(5 / (7 + 5), abs=1e-6)
    assert large.high == pytest.approx(20 / (7 + 20), abs=1e-6)


# --- what sources say, tested -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("east", "west", "rivals"),
    [
        (["able"], ["leading"], "holds"), (["marginal"], ["leading"], "fails"), (["absent", "marginal"], [], "fails"),
        (["able", "marginal"], ["able"], "untold"), (["able"], [], "untold"), ([], [], "untold"),
        (["able", "leading"], ["able"], "holds"), (["able"], ["able", "absent"], "untold"), (["able"], ["absent"], "fails"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("does", ["asserts", "predicts", "denies", "doubts"])
def test_a_saying_on_competition_is_tested_by_what_others_say_of_both(
    east: list[str], west: list[str], rivals: str, does: str
) -> None:
    said = claim("column", rivals=("west",), does=does)
    entries = [
        able("east", "a", *(claim(f"t{n}", level=level) for n, level in enumerate(east)), said),
        able("west", "a", *(claim(f"t{n}", level=level) for n, level in enumerate(west))),
    ]
    (found,) = (one for one in answer(*entries, source("column"), source("t0")).sayings if one.says != "absent")
    affirmed = does in {"asserts", "predicts"}
    expected = rivals if affirmed else {"holds": "fails", "fails": "holds"}.get(rivals, rivals)
    assert (found.says, found.verdict) == ("rivals" if affirmed else "no-rivals", expected)
    assert (found.source, found.supplier, found.rival, found.niche) == ("column", "east", "west", "a")
    assert found.because[:2] == ("east-a", "column")
    assert [(one.id, one.level) for one in found.heard] == [("east-a", one) for one in east] + [("west-a", one) for one in west]
    assert {one.level for one in found.heard if one.speaks == ("for" if affirmed else "against")} <= {"able", "leading"}


def test_a_source_does_not_prove_itself_nor_does_another_text_of_its_outlet() -> None:
    texts = (source("post"), source("column", part_of="post"), source("leader", part_of="post"), source("t1"))
    said = claim("column", rivals=("west",), does="denies", label="no-rival")
    west = able("west", "a", claim("t1", level="able"))
    own = able("east", "a", claim("leader", level="absent"), said)
    (found,) = answer(own, west, *texts).sayings
    assert (found.verdict, [one.id for one in found.heard]) == ("untold", ["west-a"])
    seconded = able("east", "a", claim("leader", level="absent"), replace(claim("t1", level="absent"), label="x"), said)
    held = [one for one in answer(seconded, west, *texts).sayings if one.says == "no-rivals"]
    assert [one.verdict for one in held] == ["holds"]
    analyst = able("east", "a", said, level="marginal")
    assert [one.verdict for one in answer(analyst, west, *texts).sayings] == ["holds"]


@pytest.mark.parametrize(
    ("others", "verdict"),
    [(["marginal"], "fails"), (["able", "leading"], "fails"), (["absent"], "holds"), (["absent", "able"], "untold")],
)
def test_an_absence_is_tested_by_other_voices_unless_none_speaks_or_it_was_adopted(others: list[str], verdict: str) -> None:
    claims = [claim("column", level="absent"), *(claim(f"t{n}", level=level) for n, level in enumerate(others))]
    entry = able("east", "a", *claims)
    found = [one for one in answer(entry).sayings if one.source == "column"]
    assert [(one.says, one.rival, one.verdict) for one in found] == [("absent", None, verdict)]
    assert [one.speaks for one in found[0].heard] == ["for" if level == "absent" else "against" for level in others]
    assert not [one for one in answer(replace(entry, adopted=adopted("column"))).sayings if one.source == "column"]
    assert answer(able("east", "a", claims[0])).sayings == ()


def test_where_a_supplier_called_absent_is_able_elsewhere_is_shown_against_it() -> None:
    said = able("east", "a", claim("column", level="absent"), claim("t1", level="marginal"))
    others = (able("east", "b", level="leading"), able("east", "c", level="marginal"), able("west", "d", level="able"))
    (found,) = answer(said, *others).elsewhere
    assert (found.source, found.supplier, found.absent, found.able, found.because) == (
        "column",
        "east",
        ("a",),
        ("b",),
        ("east-b",),
    )
    assert answer(said, *others[1:]).elsewhere == ()


# --- parameters, caveats, days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"marginal_low": -0.1}, {"marginal_low": 0.4, "marginal_high": 0.5}, {"marginal_high": 0.01}, {"able_high": 1.1},
        {"able_low": 0.8, "leading_low": 0.9}, {"leading_low": 0.2}, {"leading_low": 1.2}, {"undisclosed": 0.0},
        {"undisclosed": float("inf")}, {"marginal_high": 0.8}, {"able_low": float("nan")},
    ],
)  # fmt: skip
def test_parameters_that_mean_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"ends of levels|able_low"):
        answer(able("east", "a", level="able"), **wrong)


def test_caveats_name_what_was_guessed_left_out_or_does_not_fit() -> None:
    entries = (
        able("east", "a", level="absent", sector="rail"),
        deal("used", niche=("a",), amount="2 USD"),
        deal("new", niche=("a",), amount="2 USD", partner="west"),
        deal("bare", sector="rail", amount="1 USD"),
        deal("other", niche=("z",), amount="1 USD"),
    )
    got = {one.code: (dict(one.values), one.because) for one in niches(ledger(*entries)).caveats}
    assert got == {
        "words-as-numbers": ({}, ()),
        "placed-by-sector": ({"n": 1}, ("bare",)),
        "other-niches": ({"n": 1}, ("other",)),
        "used-unrecorded": ({"n": 1}, ("new",)),
        "absent-but-used": ({}, ("east-a", "bare", "used")),
    }
    assert [one.code for one in niches(ledger(able("east", "a", level="able"))).caveats] == ["words-as-numbers", "open-niches"]


def test_what_later_texts_say_is_not_known_before() -> None:
    entry = able("east", "a", claim("t1", level="absent"), claim("late", level="leading"))
    found = ledger(entry, source("t1", "2020-01-01"), source("late", "2030-01-01"))
    assert [one.levels for one in niches(found, as_of=of_day(2025)).answer.presences] == [("absent",)]
    assert [one.levels for one in niches(found, as_of=of_day(2031)).answer.presences] == [("absent", "leading")]


def test_a_niche_of_which_a_level_is_only_denied_is_there_with_nobody_in_it() -> None:
    found = answer(able("east", "a", claim("t1", level="able", does="denies"), niche_name=names("A")))
    assert [(one.niche, one.able_high, one.effective_high, one.because) for one in found.rows] == [("a", 0, 0.0, ("east-a",))]
    assert (found.presences, found.sayings) == ((), ())


def test_the_demonstration_bears_the_article_out_in_part() -> None:
    found = niches(multivector.load("dossiers/kazakhstan").ledger).answer
    russia, europe, china = (pair(found, "us", rival) for rival in ("ru", "eu", "cn"))
    assert russia.middle < 0.25
    assert min(europe.middle, china.middle) > 0.7
    assert pair(found, "us", "cn", "critical-minerals").low > 0.4
    assert pair(found, "us", "eu", "critical-minerals").low > 0.4
    verdicts = {(one.says, one.supplier, one.rival, one.niche): one.verdict for one in found.sayings}
    assert verdicts["absent", "ru", None, "farm-machines"] == "fails"
    assert verdicts["no-rivals", "ru", "us", "airliners"] == "holds"
    assert verdicts["no-rivals", "ru", "us", "rare-earths"] == "untold"
    assert verdicts["rivals", "us", "eu", "rare-earths"] == verdicts["rivals", "us", "cn", "rare-earths"] == "holds"
    (elsewhere,) = found.elsewhere
    assert {"nuclear-power", "uranium", "vehicles"} <= set(elsewhere.able)


def test_evidence_without_a_source_in_the_ledger_is_no_reason() -> None:
    entry = able("east", "a", level="able", rivals=("west",), evidence=evidence("gone"))
    (found,) = answer(entry, able("west", "a", level="able", evidence=evidence("lost"))).sayings
    assert found.because == ("east-a", "west-a")
