"""What is due: nothing later changes a forecast, classes and scores against plain Python, and the dossier's plant."""

from __future__ import annotations

import csv
import math
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from making import claim, deal, evidence, ledger, of_day, source, stage, texts, when
from multivector.engines import cure
from multivector.lenses import pending
from multivector.lenses.pending.agreements import CAME, LAST_YEAR, OPEN
from multivector.lenses.pending.classes import Judgements, agreements, outlook, own
from multivector.lenses.pending.items import items_of
from multivector.lenses.pending.scores import Scored, tracks
from multivector.model.entries import Deal, Expectation
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import names
from multivector.model.parts import Outcome

if TYPE_CHECKING:
    from multivector.lenses.pending import Due, PendingAnswer
    from multivector.model.entries import AnyEntry

few = settings(max_examples=15, deadline=None)
DESTA = Path(__file__).parents[3] / "shared" / "data" / "treaties" / "desta_agreements_to_2009.csv"
JUDGED = Judgements(reference="auto", enough=8, unrecorded=1.0, ahead=365, sure=0.9, level=0.9)


def expected(id_: str, about: str = "plant", **values: Any) -> Expectation:
    """Make an expectation; dates are given as text, outcomes as pairs of a day and a word."""
    read: dict[str, Any] = {key: when(value) if key in {"said", "due"} else value for key, value in values.items()}
    outcomes = tuple(Outcome(on=when(on), is_=cast("Any", is_)) for on, is_ in read.pop("outcomes", ()))
    return Expectation(id=id_, about=cast("Any", about), outcomes=outcomes, **read)


def answer(*entries: AnyEntry, day: str = "2032-01-01", **parameters: Any) -> PendingAnswer:
    return pending(ledger(*entries), as_of=date.fromisoformat(day), **parameters).answer


def row(*entries: AnyEntry, day: str = "2032-01-01", **parameters: Any) -> Due:
    (found,) = answer(*entries, day=day, **parameters).rows
    return found


_DAYS = ("2030-01-10", "2030-02-20", "2030-06", "2030-09-01", "2031", "2031-03-05")
_DUES = (*_DAYS, "2032-06", "2030-01/..")


@st.composite
def waiting(draw: st.DrawFn) -> Ledger:
    """Draw expectations that replace each other (and in rings), of few things, by four texts, with outcomes."""
    ids = [f"x{number}" for number in range(draw(st.integers(1, 5)))]
    made = []
    for id_ in ids:
        values: dict[str, Any] = {
            "said": draw(st.sampled_from([None, *_DAYS])),
            "due": draw(st.sampled_from([None, *_DUES])),
            "expects": draw(st.sampled_from([None, "commitment", "in-force", "completed"])),
            "replaces": draw(st.sampled_from([None, None, "gone", *ids])),
            "evidence": evidence(*draw(st.lists(st.sampled_from(["t1", "t3", "t4", "gone"]), max_size=2))),
            "outcomes": draw(
                st.lists(
                    st.tuples(st.sampled_from(_DAYS), st.sampled_from(["met", "missed", "partly", "withdrawn", "unknown"])),
                    max_size=2,
                )
            ),
        }
        about = draw(st.sampled_from(["plant", "line"]))
        made.append(expected(id_, about, **{key: value for key, value in values.items() if value is not None}))
    plant = deal("plant", stages=(stage("pledge", "2030-01", "t1"), stage("delayed", "2030-06-01", "t3")))
    return ledger(*made, plant, *texts())


# --- nothing later changes a forecast ---------------------------------------------------------------------------------


def grown(found: Ledger) -> Ledger:
    """Add to everything what could only be written after 2030: outcomes, rival dates, delays, statements that replace."""

    def more(entry: AnyEntry) -> AnyEntry:
        if isinstance(entry, Expectation):
            outcome = Outcome(on=when("2031-01-02"), is_="met")
            rival = (claim("late", due="2035-01-01"),) if entry.evidence else ()  # the analyst's own word has no rival
            return replace(entry, outcomes=(*entry.outcomes, outcome), claims=(*entry.claims, *rival))
        if isinstance(entry, Deal):
            return replace(entry, stages=(*entry.stages, stage("delayed", "2031-02-01")))
        return entry

    moved = [expected(f"late-{entry.id}", replaces=entry.id, said="2031-01-01", due="2033") for entry in found.of(Expectation)]
    return ledger_of((*(more(entry) for entry in found), *moved, source("late", "2031-01-01")), found.dossier)


@few
@given(found=waiting(), day=st.dates(date(2030, 1, 1), date(2030, 12, 31)))
def test_a_forecast_as_of_a_day_does_not_change_when_later_facts_are_added(found: Ledger, day: date) -> None:
    assert pending(grown(found), as_of=day).answer == pending(found, as_of=day).answer


@few
@given(found=waiting(), days=st.tuples(*[st.dates(date(2030, 1, 1), date(2032, 12, 31))] * 2).map(sorted))
def test_a_path_says_of_each_day_what_was_said_on_that_day(found: Ledger, days: list[date]) -> None:
    earlier, later = days
    for entry in found.of(Expectation):
        try:
            before = pending(found, as_of=earlier, item=entry.id).answer.path
        except ValueError:
            continue  # not yet known
        after = pending(found, as_of=later, item=entry.id).answer.path
        if before is not None and after is not None:
            told = {(point.day, point.by): point for point in after.points if set(point.because) <= set(before.because)}
            same = [point for point in before.points if (point.day, point.by) in told]
            assert [told[point.day, point.by] for point in same] == same
        if after is not None:
            assert all(point.day <= later and point.by >= point.day for point in after.points)


@few
@given(found=waiting())
def test_what_was_scored_stays_scored_whatever_is_added(found: Ledger) -> None:
    early = pending(found, as_of=of_day(2030, 12, 31)).answer
    late = pending(grown(found), as_of=of_day(2032)).answer
    scored = {one.id: one for one in late.scored}
    assert [scored[one.id] for one in early.scored] == list(early.scored)
    log = {(one.id, one.on, one.outcome) for one in late.outcomes}
    assert {(one.id, one.on, one.outcome) for one in early.outcomes} <= log


# --- items ------------------------------------------------------------------------------------------------------------


@few
@given(found=waiting())
def test_every_statement_belongs_to_one_item_with_those_that_it_replaces_or_shares_a_goal_with(found: Ledger) -> None:
    rows = pending(found, as_of=of_day(2040)).answer.rows
    home = {one.id: row.id for row in rows for one in row.statements}
    every = found.of(Expectation)
    assert sorted(home) == sorted(one.id for row in rows for one in row.statements) == sorted(one.id for one in every)
    for one in every:
        for other in every:
            if one.replaces == other.id or (one.expects is not None and (one.about, one.expects) == (other.about, other.expects)):
                assert home[one.id] == home[other.id]
    for each in rows:
        assert each.statements[-1].id == each.id
        assert [one.said or date.min for one in each.statements] == sorted(one.said or date.min for one in each.statements)


def test_statements_without_a_common_goal_or_link_are_items_of_their_own() -> None:
    found = answer(expected("a", due="2033"), expected("b", due="2034"), expected("c", expects="completed", due="2033"))
    assert [each.id for each in found.rows] == ["a", "c", "b"]


@pytest.mark.parametrize(
    ("values", "day", "status", "overdue"),
    [
        ({"due": "2031-06-30"}, "2031-06-30", "open", None),
        ({"due": "2031-06-30"}, "2031-07-02", "overdue", 2),
        ({"due": "2031-06", "outcomes": [("2031-07-05", "missed")]}, "2031-07-10", "overdue", 10),
        ({"due": "2031-01/..", "outcomes": [("2031-07-05", "missed")]}, "2031-07-10", "overdue", None),
        ({"due": "2031-06", "outcomes": [("2031-05-05", "met")]}, "2031-07-10", "met", None),
        ({"due": "2031-06", "outcomes": [("2031-07-05", "missed"), ("2031-08-05", "met")]}, "2031-09-10", "overdue", 72),
        ({"due": "2031-06", "outcomes": [("2031-07-05", "partly")]}, "2031-07-10", "partly", None),
        ({"due": "2031-06", "outcomes": [("2031-05-05", "withdrawn")]}, "2031-07-10", "withdrawn", None),
        ({"due": "2031-06", "outcomes": [("2031-07-05", "unknown")]}, "2031-07-10", "unknown", None),
        ({"due": "2031-06", "outcomes": [("2031-07-05", "unknown"), ("2031-07-06", "missed")]}, "2031-07-10", "overdue", 10),
        ({}, "2031-07-10", "open", None),
    ],
)
def test_a_status_follows_from_the_date_and_the_first_outcome_that_decides(
    values: dict[str, Any], day: str, status: str, overdue: int | None
) -> None:
    found = row(expected("a", said="2031-01-01", **values), day=day)
    assert (found.status, found.overdue) == (status, overdue)


def test_slips_are_counted_by_kind_and_what_must_come_first_is_the_last_that_was_said() -> None:
    found = row(
        expected("a", expects="commitment", said="2030-01-01", due="2030-06", outcomes=[("2030-07-01", "missed")]),
        expected("b", said="2030-07-01", due="2030-12", replaces="a", waits_for=(names("money"),), by="east"),
        expected("c", expects="commitment", said="2030-11-01", due="2033"),
        deal("plant", stages=(stage("delayed", "2030-07"), stage("delayed", "2040"), stage("pledge", "2029"))),
    )
    assert (found.id, found.moved, found.missed, found.delays, found.waits_for) == ("c", 1, 1, 1, (names("money"),))
    assert found.expects == "commitment"
    assert [one.by for one in found.statements] == [None, "east", None]
    assert found.because == ("a", "b", "c", "plant")


def test_it_was_said_when_its_first_source_was_published_unless_it_says_so_itself() -> None:
    found = answer(
        expected("a", evidence=evidence("t3", "t2", "gone", "herald")),
        expected("b", claims=(claim("t4", due="2033"),)),
        expected("c", said="2029-05", evidence=evidence("t2")),
        expected("d"),
        *texts(),
    )
    told = {one.id: (one.said, one.told) for each in found.rows for one in each.statements}
    assert told["a"] == (of_day(2030, 2), of_day(2030, 2))
    assert told["b"] == (of_day(2030, 4), of_day(2030, 4))
    assert told["c"] == (of_day(2029, 5), of_day(2030, 2))
    assert told["d"] == (None, None)


# --- reference classes ------------------------------------------------------------------------------------------------


def test_the_counts_of_agreements_are_those_of_the_data() -> None:
    if not DESTA.is_file():
        pytest.skip("the DESTA table is not beside the project")
    came: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for line in csv.DictReader(DESTA.read_text("utf-8").splitlines()):
        if line["Force"]:
            came[int(line["Force"]) - int(line["Signature"])] += 1
        else:
            left[LAST_YEAR - int(line["Signature"])] += 1
    misdated = [years for years in came if years < 0]
    assert misdated == [-12]
    assert {years: count for years, count in came.items() if years >= 0} == CAME
    assert left == OPEN


def test_the_ledgers_own_durations_are_over_what_was_first_said() -> None:
    start = {"said": "2030-01-01"}
    items = items_of(
        ledger(
            expected("met", due="2030-01-11", outcomes=[("2030-01-21", "met")], **start),
            expected("late", expects="completed", due="2030-01-11", outcomes=[("2030-01-16", "missed")], **start),
            expected("again", expects="completed", said="2030-01-18", due="2030-02-01", outcomes=[("2030-01-31", "met")]),
            expected("open", due="2030-04-11", **start),
            expected("withdrawn", due="2030-01-11", outcomes=[("2030-01-06", "withdrawn")], **start),
            expected("unknown", due="2030-01-11", outcomes=[("2030-01-06", "unknown")], **start),
            expected("no-plan", due="2030-01/..", **start),
            expected("no-start", due="2030-01-11"),
            expected("at-once", due="2030-01-11", outcomes=[("2030-01-01", "met")], **start),
            expected("at-once-withdrawn", due="2030-01-11", outcomes=[("2030-01-01", "withdrawn")], **start),
        ),
        of_day(2030, 3, 2),
    )
    found = own(items)
    of_items = (id_ for id_ in found.because if id_ != "late")  # which is one with "again"
    lasted = dict(zip(of_items, zip(found.low, found.high, strict=True), strict=True))
    assert lasted["met"] == (0.0, 2.0)
    assert lasted["again"] == (1.7, 3.0)
    assert lasted["open"] == (0.6, math.inf)
    assert lasted["withdrawn"] == (0.5, math.inf)
    assert lasted["at-once"] == (0.0, 0.1)
    assert sorted(lasted) == ["again", "at-once", "met", "open", "withdrawn"]
    assert (found.records, found.came) == (5, 3)


def done(number: int) -> list[AnyEntry]:
    """Make things that came about at different times, each of its own kind."""
    return [
        expected(f"d{n}", f"thing-{n}", said="2030-01-01", due="2030-07", outcomes=[(f"2030-{2 + n % 10:02}-10", "met")])
        for n in range(number)
    ]


WAITED = expected("w", expects="completed", said="2031-06-01", due="2032-06")
SIGNED = expected("s", expects="in-force", said="2031-06-01", due="2032-06")


def test_the_ledgers_own_class_is_taken_once_enough_have_come_about_else_agreements_for_what_binds_else_none() -> None:
    def classes(*entries: AnyEntry, **parameters: Any) -> dict[str, Any]:
        return {each.id: each.reference for each in answer(*entries, **parameters).rows if each.status == "open"}

    assert classes(*done(3), WAITED, SIGNED, enough=3) == {"w": "ledger", "s": "ledger"}
    assert classes(*done(2), WAITED, SIGNED, enough=3) == {"w": None, "s": "agreements"}
    assert classes(*done(2), WAITED, SIGNED, reference="ledger") == {"w": "ledger", "s": "ledger"}
    assert classes(WAITED, SIGNED, reference="ledger") == {"w": None, "s": None}
    assert classes(*done(3), WAITED, reference="agreements", enough=3) == {"w": "agreements"}
    undated = expected("u", expects="completed", said="2031-06-01", due="2031-06/..")
    assert classes(*done(3), undated, reference="ledger") == {"u": None}
    assert classes(*done(3), undated, enough=3) == {"u": None}
    assert classes(expected("n", expects="in-force", due="2033")) == {"n": None}


def test_a_class_is_told_with_its_records_and_plain_rate() -> None:
    (used,) = answer(SIGNED).classes
    assert (used.name, used.records, used.came, used.because) == ("agreements", 772, 648, ())
    assert used.baseline == pytest.approx(648 / 772, abs=1e-6)
    assert used.never.low < 124 / 772 < used.never.high
    (own_,) = answer(*done(3), WAITED, enough=2).classes
    assert (own_.name, own_.records, own_.came, own_.because) == ("ledger", 4, 3, ("d0", "d1", "d2", "w"))
    without = answer(SIGNED, unrecorded=0.0).classes[0]
    assert without.never.high < used.never.low


@given(st.lists(st.floats(0, 80), min_size=2, max_size=6).map(sorted))
def test_a_plain_rate_never_falls_and_ends_at_the_share_that_came_about(times: list[float]) -> None:
    found = agreements(1.0)
    rates = [found.rate(t) for t in times]
    assert all(one <= two for one, two in pairwise(rates))
    slow = sum(
        count * min(max((times[0] - max(years - 1, 0)) / (years + 1 - max(years - 1, 0)), 0), 1) for years, count in CAME.items()
    )
    assert rates[0] == pytest.approx(slow / 772)
    assert found.rate(80) == pytest.approx(648 / 772)
    assert found.rate(0) == 0


@cache
def _agreed() -> cure.Posterior:
    reference = agreements(1.0)
    return cure.fit(reference.low, reference.high, reference.counts)


@settings(max_examples=10, deadline=None)
@given(waited=st.integers(0, 2000), more=st.lists(st.integers(0, 4000), min_size=2, max_size=4).map(sorted))
def test_a_chance_is_that_of_the_whole_posterior_grows_with_the_day_and_leaves_room_for_never(
    waited: int, more: list[int]
) -> None:
    day = date(2031, 6, 1) + timedelta(days=waited)
    late = expected("s", expects="in-force", said="2031-06-01", due="2045")
    items = items_of(ledger(late), day)
    at = outlook(items[0], items, day, JUDGED)
    assert at is not None
    told = [at.chance(day + timedelta(days=days)) for days in more]
    since = waited / 365.25
    whole = cure.after(_agreed(), since)
    never = [each.expected(lambda points: points.never) for each in (at.reference.posterior, at.posterior)]
    assert never[0] < never[1] or waited == 0  # the item is one more that has not come about
    for days, chance in zip(more, told, strict=True):
        assert chance.low <= chance.mean + 1e-6
        assert chance.mean <= chance.high + 1e-6
        assert chance.mean == pytest.approx(whole.expected(cure.by(since + days / 365.25, since)), abs=2e-3)
        assert chance.mean + at.never().mean <= 1 + 1e-6
    assert all(one.mean <= two.mean for one, two in pairwise(told))


@settings(max_examples=4, deadline=None)
@given(unrecorded=st.floats(0.05, 0.95))
def test_a_forecast_lies_between_its_two_readings_whatever_weight_is_given_to_what_is_not_recorded(unrecorded: float) -> None:
    day = "2031-12-01"
    ends, point = row(SIGNED, day=day), row(SIGNED, day=day, unrecorded=unrecorded)
    assert ends.otherwise is not None
    for name in ("by_due", "ahead", "never"):
        low, high = sorted(getattr(found, name).mean for found in (ends, ends.otherwise))
        assert low < getattr(point, name).mean < high
    assert point.otherwise == ends.otherwise


def test_every_missed_date_makes_the_same_span_less_likely_and_never_likelier() -> None:
    rows = [row(SIGNED, day=day) for day in ("2031-07-01", "2032-07-01", "2034-07-01", "2040-07-01")]
    never = [each.never.mean for each in rows if each.never is not None]
    assert len(never) == 4
    assert never == sorted(never)
    ahead = [each.ahead.mean for each in rows[1:] if each.ahead is not None]
    assert ahead == sorted(ahead, reverse=True)
    assert rows[0].by_due is not None
    assert [each.by_due for each in rows[1:]] == [None] * 3


def test_the_end_of_time_is_a_day_like_any_other() -> None:
    found = pending(ledger(SIGNED), as_of=date.max).answer.rows[0]
    assert found.ahead is not None
    assert found.ahead.mean == 0


# --- scores -----------------------------------------------------------------------------------------------------------


def test_a_stated_date_is_scored_by_what_was_known_when_it_was_told() -> None:
    found = answer(
        expected("kept", "line", said="2030-01-01", due="2030-07-01", outcomes=[("2030-06-01", "met")]),
        expected("failed", expects="in-force", said="2030-01-01", due="2030-07-01", outcomes=[("2030-08-01", "missed")]),
        expected("open-ended", "x", said="2030-01-01", due="2030/..", outcomes=[("2030-08-01", "missed")]),
        expected("hindsight", "y", said="2030-08-01", due="2030-07-01", outcomes=[("2030-08-01", "missed")]),
        expected("undated", "z", due="2030-07-01", outcomes=[("2030-08-01", "missed")]),
        expected("partly", "v", said="2030-01-01", due="2030-07-01", outcomes=[("2030-08-01", "partly")]),
        expected("before", "u", said="2030-01-01", due="2030-07-01", outcomes=[("2029-08-01", "missed")]),
        sure=0.8,
    )
    failed, kept = found.scored
    assert (failed.id, failed.kept, kept.id, kept.kept) == ("failed", False, "kept", True)
    assert dict(kept.forecasts) == {"word": 0.8, "late": 0.2}
    given_ = dict(failed.forecasts)
    assert given_["class"] == pytest.approx(_agreed().expected(cure.by(181 / 365.25)), abs=2e-3)
    assert given_["rate"] == pytest.approx(agreements(1.0).rate(181 / 365.25), abs=1e-6)
    assert dict(failed.crps)["word"] == pytest.approx(31 * 0.8**2, abs=0.1)
    assert dict(kept.crps)["word"] == pytest.approx(30 + 0, abs=0.1)
    assert {one.forecaster: one.n for one in found.tracks} == {"word": 2, "class": 1, "rate": 1, "late": 2}
    word = found.tracks[0]
    assert word.kept == 1
    assert word.brier == pytest.approx((0.8**2 + 0.2**2) / 2)
    assert word.log == pytest.approx(-(math.log(0.8) + math.log(0.2)) / 2, abs=1e-6)
    assert word.brier_shared == pytest.approx(0.8**2)
    assert {one.id for one in found.scored}.isdisjoint({"open-ended", "hindsight", "undated", "partly", "before"})


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=8))
def test_a_record_adds_up_and_a_sure_forecast_that_fails_has_no_finite_score(pairs: list[tuple[float, bool]]) -> None:
    day = of_day(2030)
    scored = tuple(
        Scored(id=f"s{n}", told=day, due=day, known=day, kept=y, forecasts=(("word", x),), crps=(("word", 1.0),), because=())
        for n, (x, y) in enumerate(pairs)
    )
    (found,) = tracks(scored, 0.9, np.random.default_rng(1))
    assert found.brier == pytest.approx(sum((x - y) ** 2 for x, y in pairs) / len(pairs), abs=1e-5)
    assert found.brier == pytest.approx(found.miscalibration - found.discrimination + found.uncertainty, abs=1e-5)
    assert (found.log is None) == any(x == 1 - y for x, y in pairs)
    assert found.brier_shared is None
    assert all(low <= x <= high for x, _, low, high in found.points)
    assert [one.forecaster for one in tracks((), 0.9, np.random.default_rng(1))] == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"reference": "guess"}, {"enough": 0}, {"unrecorded": 1.5}, {"ahead": 0}, {"sure": 0.5}, {"sure": 1.0},
        {"interval": 0.0}, {"item": "nothing"},
    ],
)  # fmt: skip
def test_a_parameter_outside_its_range_is_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must be|outside|no expectation"):
        answer(SIGNED, **parameters)


def test_caveats_name_what_they_speak_of() -> None:
    result = pending(
        ledger(
            SIGNED,
            WAITED,
            expected("passed", "x", said="2030-01-01", due="2030-02"),
            expected("lost", "y", said="2030-01-01", due="2030-02", outcomes=[("2031-01-01", "unknown")]),
            expected("open", "z", said="2030-01-01", due="2030/..", outcomes=[("2031-01-01", "missed")]),
            expected("dated", "v", said="2030-01-01", due="2030-02", outcomes=[("2031-01-01", "missed")]),
        ),
        as_of=of_day(2032),
    )
    assert {caveat.code: caveat.because for caveat in result.caveats} == {
        "borrowed-class": ("s",),
        "no-class": ("dated", "open", "passed", "w"),
        "fate-unknown": ("lost",),
        "no-outcome": ("passed",),
        "not-scored": ("open",),
        "few-scored": ("dated",),
    }


def test_many_scored_dates_need_no_warning() -> None:
    result = pending(ledger(*done(30)), as_of=of_day(2032))
    assert len(result.answer.scored) == 30
    assert "few-scored" not in {caveat.code for caveat in result.caveats}


# --- the path and the demonstration dossier ---------------------------------------------------------------------------


def test_nothing_has_a_path_where_nothing_slipped_or_could_be_forecast() -> None:
    assert answer(SIGNED).path is None
    assert answer(WAITED, item="w").path is None
    assert answer(expected("a", outcomes=[("2031-01-01", "missed")])).path is None
    assert answer(SIGNED, item="s").path is not None


def test_the_columns_december_failed_and_the_plants_path_uses_what_was_known() -> None:
    dossier = multivector.load("dossiers/kazakhstan").ledger
    result = pending(dossier)
    december = next(one for one in result.answer.scored if one.id == "npp-signing-december")
    assert not december.kept
    plant = next(each for each in result.answer.rows if each.id == "npp-legal-2026")
    assert {one.id for one in plant.statements} >= {"npp-talks-november", "npp-signing-december", "npp-agreement-2025"}
    assert (plant.missed, plant.moved, plant.reference) == (4, 3, "agreements")
    path = result.answer.path
    assert path is not None
    assert path.id == plant.id
    assert {point.by for point in path.points} == {date(2025, 12, 31), date(2026, 12, 31)}
    then = pending(dossier, as_of=date(2025, 11, 17)).answer
    assert then.path is not None
    assert [point for point in path.points if point.day <= date(2025, 11, 17)] == list(then.path.points)
    assert next(each for each in then.rows if each.id == "npp-signing-december").status == "open"
