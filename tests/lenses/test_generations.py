"""Generations: shares are shares and fall as they must, bands hold the point, ties by plain arithmetic, and the dossier."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from making import claim, evidence, ledger, of_day, source, texts, when
from multivector.lenses import generations
from multivector.lenses.generations.paths import Variant, base_of, carried
from peopling import BIRTHS, DEATHS, peopled, period, population, residents

if TYPE_CHECKING:
    from multivector.lenses.generations.answer import GenerationsAnswer, Year
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

few = settings(max_examples=15, deadline=None)
DAY = of_day(2010)


def answer(*entries: AnyEntry, year: int = 2010, **parameters: Any) -> GenerationsAnswer:
    return generations(ledger(*entries), as_of=of_day(year), **parameters).answer


def row(found: GenerationsAnswer, year: int, group: str = "all") -> Year:
    return next(one for one in found.rows if (one.year, one.group) == (year, group))


# --- shares -----------------------------------------------------------------------------------------------------------


@few
@given(peopled(), st.integers(2000, 2030))
def test_shares_lie_within_their_bands_and_these_within_nought_and_one(found: Ledger, year: int) -> None:
    for one in generations(found, as_of=of_day(year)).answer.rows:
        assert 0 <= one.low <= one.people_low <= one.share <= one.people_high <= one.high <= 1
        assert one.people >= 0


@few
@given(peopled(), st.integers(0, 16), st.integers(1980, 2000))
def test_the_older_one_must_have_been_and_the_earlier_it_ended_the_fewer_remember(found: Ledger, least: int, ended: int) -> None:
    rows = generations(found, as_of=DAY, least=least, ended=ended).answer.rows
    for changed in ({"least": least + 1, "ended": ended}, {"least": least, "ended": ended - 1}):
        fewer = generations(found, as_of=DAY, **changed).answer.rows
        assert all(then.share <= now.share + 1e-6 for now, then in zip(rows, fewer, strict=True))


def test_in_the_first_year_the_share_is_that_of_the_ages() -> None:
    found = answer(residents(on=2000), year=2000)
    assert found.start == found.now == 2000
    assert found.remembers_from == 19
    assert row(found, 2000).share == pytest.approx((90 - 18.5) / 90)
    assert row(found, 2000, "adults").share == pytest.approx((90 - 18.5) / 72)
    assert row(found, 2000, "deciders").share == 1
    assert row(found, 2000).baseline == row(found, 2000).share
    assert row(found, 2000).low == pytest.approx((90 - 26.5) / 90)
    assert row(found, 2000).high == pytest.approx((90 - 11.5) / 90)
    assert row(found, 2000).people == 36_000


def test_the_baseline_keeps_the_ages_and_waits() -> None:
    found = answer(residents(on=2000), year=2020)
    assert row(found, 2020).baseline == pytest.approx((90 - 38.5) / 90)
    assert row(found, 2020).share < row(found, 2000).share


def test_the_years_in_which_a_share_falls_are_those_of_the_rows() -> None:
    found = answer(residents(on=2000), year=2020)
    for crossing in found.crossings:
        least = {"half": 0.5, "nobody": 0.005}[crossing.under]
        rows = [one for one in found.rows if one.group == crossing.group]
        below = [one.year for one in rows if one.share < least]
        assert crossing.year == (min(below) if below else None)
        assert crossing.earliest == min((one.year for one in rows if one.low < least), default=None)
        assert crossing.latest == min((one.year for one in rows if one.high < least), default=None)
    assert [one.year is None for one in found.crossings if one.under == "nobody"] == [True, True, False]


@few
@given(peopled())
def test_what_turns_out_otherwise_in_one_thing_lies_within_what_may_be(found: Ledger) -> None:
    told = generations(found, as_of=DAY).answer
    for other in told.others:
        if other.variant not in {"held", "closed"}:
            for group in ("all", "adults", "deciders"):
                one = row(told, other.year, group)
                assert one.people_low - 0.002 <= getattr(other, group) <= one.people_high + 0.002


def test_nobody_of_an_age_has_no_share_and_no_variant() -> None:
    children = (1_000,) * 2 + (0,) * 16
    found = answer(residents(on=2010, women_by_age=children, men_by_age=children), horizon=3)
    assert {one.group for one in found.rows if one.year == 2010} == {"all"}
    assert found.others == ()
    assert [one.lost for one in found.break_even] == [0, 0, 0]
    assert row(found, 2010).baseline == row(found, 2010).share == 0


# --- what is carried forward ------------------------------------------------------------------------------------------


def path(*entries: AnyEntry, **values: Any) -> list[int]:
    base = base_of(ledger(*entries), 2010)
    assert base is not None
    return [round(float(total)) for total in carried(base, 2020, Variant(**values)).sum(axis=1)]


def test_what_a_period_does_not_give_is_as_in_the_one_before() -> None:
    given_, silent = period(2000, came=700), period(2005)
    bare = period(2005, births=(), deaths_women=(), deaths_men=())
    assert path(residents("a", 2000, given_, bare)) == path(residents("a", 2000, given_))
    assert path(residents("a", 2000, given_, silent)) == path(residents("a", 2000, given_))
    assert path(residents("a", 2000, given_, period(2005, left=0))) != path(residents("a", 2000, given_))
    assert path(residents("a", 2000, given_))[10] > path(residents("a", 2000, period(2000, left=700)))[10]


def test_only_what_nobody_counted_is_varied() -> None:
    counted = residents("a", 2000, period(2000), period(2005, evidence=evidence("t1")))
    foretold = residents("a", 2000, period(2000), period(2005, evidence=evidence("t1", does="predicts")))
    for varied in ({"births": 0.5}, {"moving": 0.01}, {"moving": -0.01}):
        plain, other = path(counted), path(counted, **varied)
        assert plain[:11] == other[:11]
        assert plain[11:] != other[11:]
        assert path(foretold)[:6] == path(foretold, **varied)[:6]
        assert path(foretold)[10] != path(foretold, **varied)[10]


def test_rates_held_are_the_last_counted_and_nobody_moves_where_it_is_closed() -> None:
    foretold = period(2005, births=tuple(rate // 2 for rate in BIRTHS), came=900, evidence=evidence("t1", does="predicts"))
    both, first = residents("a", 2000, period(2000), foretold), residents("a", 2000, period(2000))
    assert path(both) != path(first)
    assert path(both, held=True) == path(first)
    assert path(both, closed=True)[10] < path(both)[10]
    alone = residents("a", 2000, period(2000, evidence=evidence("t1", does="predicts")))
    assert path(alone, held=True) == path(first)


def test_the_newest_population_of_the_state_that_can_be_carried_forward_is_taken() -> None:
    good = (residents("old", 1995), residents("new", 2005))
    no = (
        residents("of-another", 2006, of="east"),
        residents("flawed", 2007, men_by_age=(1, 2, 3)),
        residents("nobody", 1990, women_by_age=(0, 0), men_by_age=(0, 0)),
        population("no-rates", on="2008", women_by_age=(1, 2), men_by_age=(1, 2)),
        population("no-year", women_by_age=(1, 2), men_by_age=(1, 2), rates=(period(2008),)),
    )
    assert answer(*good, *no).rows[0].because == ("new",)
    assert answer(*no) == answer()
    assert answer(residents(on=2000), year=2101).rows == ()
    assert answer(residents(on=2020), year=2010).now == 2020


# --- generations that are named ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "verdict", "share"),
    [("1990/1995", "none", 0), ("1950/1960", "all", 1), ("1975/1984", "depends", 0.7), ("1981", "depends", 1)],
)
def test_a_generation_remembers_by_its_years_of_birth(born: str, verdict: str, share: float) -> None:
    (found,) = answer(population("g", born=born)).named
    assert (found.verdict, found.share) == (verdict, share)
    assert found.low <= found.share <= found.high
    assert (found.age_low, found.age_high) == (2010 - found.born_last, 2010 - found.born_first)


def test_a_wide_generation_remembers_in_part_whichever_age_one_takes() -> None:
    (found,) = answer(population("g", born="1960/2000")).named
    assert found.verdict == "some"


def test_rival_years_of_birth_are_taken_together() -> None:
    entry = population("g", claim("t1", born=when("1990/1992")), claim("t2", born=when("1988/1991")))
    (found,) = answer(entry, *texts(), year=2031).named
    assert (found.born_first, found.born_last) == (1988, 1992)


@pytest.mark.parametrize(("born", "of"), [("1990/..", "home"), ("2020", "home"), ("1800/1990", "home"), ("1990", "east")])
def test_years_without_an_end_or_to_come_or_of_other_people_are_no_generation(born: str, of: str) -> None:
    assert answer(population("g", born=born, of=of)).named == ()


# --- ties -------------------------------------------------------------------------------------------------------------


def test_a_programme_is_counted_by_plain_arithmetic() -> None:
    entry = population("p", claim("t1", size="4000 students"), claim("t2", size="about 6000 students"), abroad="east")
    found = answer(residents(on=2000), entry, *texts(), year=2031, horizon=10, study=4, lost=0.1, pull=3)
    (one,) = found.programmes
    assert (one.partner, one.intake_low, one.intake_high) == ("east", 1000, 1500)
    assert one.stock_low == pytest.approx(sum(1000 * 0.9**age for age in range(10)), abs=0.1)
    adults = row(found, 2041, "adults").people
    assert one.adults_low == pytest.approx(one.stock_low / adults, abs=1e-4)
    assert one.elite_low == pytest.approx(3 * one.adults_low / (1 + 2 * one.adults_low), abs=1e-5)
    even = next(each for each in found.break_even if each.group == "adults")
    assert one.covers_low == pytest.approx(1000 / even.intake, rel=1e-2)
    gone = row(found, 2031, "deciders").share - row(found, 2041, "deciders").share
    assert one.pull_high is not None
    assert one.pull_low is not None
    assert one.pull_low < one.pull_high
    raised = one.adults_low * one.pull_high
    assert raised / (1 - one.adults_low + raised) == pytest.approx(gone, abs=0.01)


def test_what_is_lost_is_made_good_at_break_even() -> None:
    found = answer(residents(on=2000), worth=0.5)
    for one in found.break_even:
        lost = (row(found, 2010, one.group).share - row(found, 2015, one.group).share) / 5
        people = (row(found, 2010, one.group).people + row(found, 2015, one.group).people) / 2
        assert one.lost == pytest.approx(lost, abs=1e-5)
        assert one.intake == pytest.approx(lost * people / 0.5, abs=2)
        assert one.lost_low <= one.lost <= one.lost_high
        assert one.intake_low <= one.intake <= one.intake_high


def test_where_nobody_remembers_any_more_nothing_is_lost() -> None:
    found = answer(
        residents(on=2000), population("p", size="500 students", abroad="east"), ended=1900, least=10, decide_to=50, adult=95
    )
    (one,) = found.programmes
    assert one.pull_low is None
    assert one.pull_high is None
    empty = answer(residents(on=2000), population("p", size="500 students", abroad="east"), ended=1800)
    assert empty.programmes[0].covers_low is None


@pytest.mark.parametrize(
    "entry",
    [
        population("p", size="500 students"),
        population("p", size="500 students", abroad="home"),
        population("p", size="5 % of pupils", abroad="east"),
        population("p", size="undisclosed", abroad="east"),
        population("p", size="500 students", abroad="east", of="west"),
        population("p", abroad="east"),
    ],
)
def test_only_counted_people_of_the_state_abroad_are_a_programme(entry: AnyEntry) -> None:
    assert answer(residents(on=2000), entry).programmes == ()


# --- parameters and caveats -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"households": 1.5}, {"fertility": -0.1}, {"lost": 2.0}, {"worth": 0.0}, {"least": -1}, {"adult": 101},
        {"decide_from": 60}, {"moving": 0.2}, {"horizon": 0}, {"study": 0}, {"pull": 0}, {"ended": 0},
    ],
)  # fmt: skip
def test_what_is_no_judgement_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"least|within"):
        generations(ledger(), **wrong)


def test_caveats_say_from_when_the_ages_are_and_until_when_the_rates() -> None:
    entry = population("p", size="500 students", abroad="east")
    codes = [one.code for one in generations(ledger(residents(on=2000), entry), as_of=DAY).caveats]
    assert codes == ["memory-by-age", "carried-forward", "rates-held", "ties-judged"]
    assert [one.code for one in generations(ledger(residents(on=2010)), as_of=DAY).caveats] == ["memory-by-age", "rates-held"]


def test_a_source_of_later_days_is_not_known() -> None:
    late = source("late", "2020-01-01")
    entry = residents("a", 2000, evidence=evidence("late"))
    assert generations(ledger(entry, late), as_of=DAY).answer.rows == ()
    assert generations(ledger(entry, late), as_of=of_day(2021)).answer.rows


# --- the demonstration ------------------------------------------------------------------------------------------------


@cache
def kazakhstan() -> GenerationsAnswer:
    return generations(multivector.load("dossiers/kazakhstan").ledger).answer


def test_memory_at_the_ages_of_decision_falls_as_expected() -> None:
    for year, share in ((2025, 0.49), (2030, 0.33), (2035, 0.18), (2045, 0.0)):
        assert row(kazakhstan(), year, "deciders").share == pytest.approx(share, abs=0.02)


def test_the_article_is_right_of_the_generation_of_thirty_to_thirty_five_and_the_boundary_lies_higher() -> None:
    (named,) = kazakhstan().named
    assert (named.id, named.verdict, named.high) == ("generation-30-35", "none", 0)
    assert (kazakhstan().now, kazakhstan().remembers_from) == (2026, 45)
    assert row(kazakhstan(), 2026, "adults").share < 0.5


def test_no_exchange_makes_good_the_loss_by_headcount() -> None:
    found = {one.id: one for one in kazakhstan().programmes}
    assert set(found) == {"bolashak-us", "bolashak-gb", "bolashak-ru", "students-in-russia"}
    assert all(one.covers_high is not None and one.covers_high < 0.1 for one in found.values())
    assert found["students-in-russia"].elite_low > 2 * found["students-in-russia"].adults_high


def test_deaths_of_the_dossier_are_rates_a_year_per_million() -> None:
    assert len(DEATHS) == 22
    entry = multivector.load("dossiers/kazakhstan").ledger.by_id["residents"]
    assert all(len(one.deaths_women) == 22 for one in getattr(entry, "rates", ()))
