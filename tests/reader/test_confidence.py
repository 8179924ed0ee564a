"""How far drafts are trusted: laws of the number, of its fit, and the form of what was judged."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from calibration import COLUMNS, JUDGEMENTS, Case, crossed, judgements, part, report
from chances import TRAITS, Model, fit, table
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.model.dates import day
from multivector.reader.calendar.records import When
from multivector.reader.confidence import confidence, traits, trust
from multivector.reader.drafts import Draft, Form, Kind, Modality, Party
from multivector.reader.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = Span(0, 4)
BOTH = (Party("iso3:PER", Span(5, 6)), Party("iso3:CHL", Span(7, 8)))
FULL = Draft("event", "visit", "visit-verb", (HEAD,), HEAD, BOTH, date=When(day(date(2025, 1, 2)), "at", relative=False))
POORER: dict[str, Callable[[Draft], Draft]] = {
    "unknown-party": lambda draft: dataclasses.replace(draft, parties=(*draft.parties, Party(None, Span(9, 10)))),
    "few-parties": lambda draft: dataclasses.replace(draft, parties=()),
    "undated": lambda draft: dataclasses.replace(draft, date=None),
    "long": lambda draft: dataclasses.replace(draft, evidence=(Span(0, 500),)),
}
RULES = ("visit-verb", "deal-signed", "a-rule-of-tomorrow")
ROW = st.tuples(st.sampled_from(RULES), st.sets(st.sampled_from(TRAITS)), st.booleans())


def draft(rule: str, wanting: set[str]) -> Draft:
    made = dataclasses.replace(FULL, rule=rule)
    for name in sorted(wanting):  # so that parties are taken before an unknown one is added
        made = POORER[name](made)
    return made


@pytest.mark.parametrize("name", TRAITS)
def test_a_trait_is_seen_where_it_is_and_nowhere_else(name: str) -> None:
    assert not any(traits(FULL).values())
    assert traits(POORER[name](FULL))[name]


@given(st.sampled_from(RULES), st.sets(st.sampled_from(TRAITS)))
def test_a_draft_that_lacks_something_is_never_trusted_more(rule: str, wanting: set[str]) -> None:
    assert 0 < confidence(draft(rule, wanting)) <= confidence(draft(rule, set())) < 1


def test_where_nothing_is_wanting_the_rule_alone_counts() -> None:
    assert confidence(FULL) == trust("visit-verb")


def test_a_rule_that_was_never_judged_is_trusted_as_its_kind_and_a_kind_that_never_was_as_any() -> None:
    model = Model(0.4, {"event": 0.7}, {"visit-verb": 0.9}, dict.fromkeys(TRAITS, 0.0))
    new = dataclasses.replace(FULL, rule="a-rule-of-tomorrow")
    assert [round(model.chance(one), 9) for one in (FULL, new, dataclasses.replace(new, kind="signal"))] == [0.9, 0.7, 0.4]
    table_ = tomllib.loads(files("multivector.reader").joinpath("words", "confidence.toml").read_text(encoding="utf-8"))
    assert confidence(new) == pytest.approx(table_["kinds"]["event"], abs=0.001)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=40))
def test_a_fit_gives_chances_and_no_trait_helps(rows: list[tuple[str, set[str], bool]]) -> None:
    model = fit([draft(rule, wanting) for rule, wanting, _ in rows], [verdict for _, _, verdict in rows])
    assert all(weight >= 0 for weight in model.traits.values())
    for rule, wanting in product(RULES, ({"undated"}, set[str]())):
        assert 0 <= model.chance(draft(rule, wanting)) <= 1
    assert model.chance(draft("visit-verb", {"undated"})) <= model.chance(draft("visit-verb", set()))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 9))
def test_of_many_judgements_the_chance_is_the_share_accepted(tenths: int) -> None:
    model = fit([FULL] * 2000, [at % 10 < tenths for at in range(2000)])
    assert abs(model.chance(FULL) - tenths / 10) < 0.01


def test_a_rule_that_was_seldom_judged_stays_near_its_kind_and_the_other_way_round() -> None:
    rare = dataclasses.replace(FULL, rule="rare")
    seldom = fit([FULL] * 100 + [rare], [True] * 80 + [False] * 20 + [False])
    often = fit([FULL] * 100 + [rare] * 100, [True] * 80 + [False] * 120)
    assert 0.4 < seldom.chance(rare) < 0.8
    assert often.chance(rare) < 0.1


def test_what_a_fit_writes_is_what_it_says() -> None:
    rows = [draft(rule, wanting) for rule in RULES for wanting in ({"undated"}, {"long"}, set[str]())] * 3
    model = fit(rows, [at % 3 != 0 for at in range(len(rows))])
    written = tomllib.loads(table(model))
    for name, values in (("rules", model.rules), ("kinds", model.kinds), ("traits", model.traits)):
        assert written[name] == pytest.approx(values, abs=0.001)
    assert written["any"] == pytest.approx(model.any, abs=0.001)


def test_chances_that_hold_show_a_smaller_error_than_those_that_boast() -> None:
    rng = np.random.default_rng(3)
    chances = rng.uniform(0.3, 0.9, 600)
    so = (rng.random(600) < chances).astype(float)
    groups = [str(at % 60) for at in range(600)]
    honest, boasting = (report(one, so, groups, np.full(600, 0.6), rng) for one in (chances, np.minimum(chances + 0.2, 1.0)))
    assert honest.error < 0.08 < boasting.error
    assert honest.low < honest.high < boasting.low
    assert honest.brier < honest.baseline_brier


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, min_size=8, max_size=24), st.sampled_from([2, 8]))
def test_a_chance_does_not_rest_on_judgements_of_its_own_part(rows: list[tuple[str, set[str], bool]], parts: int) -> None:
    cases = [Case(f"plain/{at // 2}", draft(rule, wanting), "") for at, (rule, wanting, _) in enumerate(rows)]
    so = np.array([float(verdict) for _, _, verdict in rows])
    of = np.array([part(case.document, parts) for case in cases])
    if len(set(of.tolist())) < 2:
        return
    before, _ = crossed(cases, so, parts)
    after, _ = crossed(cases, np.where(of == of[0], 1 - so, so), parts)
    assert before[of == of[0]] == pytest.approx(after[of == of[0]])


def test_judgements_are_well_formed_single_and_hold_no_text() -> None:
    head, *lines = JUDGEMENTS.read_text(encoding="utf-8").splitlines()
    assert tuple(head.split("\t")) == COLUMNS
    for line in lines:
        document, start, end, kind, form, says, parties, rule, verdict = line.split("\t")
        assert re.fullmatch(r"(nerel/(train|dev)|factrueval|held|plain)/[\w-]+", document)
        assert 0 <= int(start) < int(end)
        assert kind in get_args(Kind)
        assert form in get_args(Form)
        assert says.split()[0] in get_args(Modality)
        assert re.fullmatch(r"-|[\w:?+.-]+(,[\w:?+.-]+)*", parties)
        assert re.fullmatch(r"[a-z-]+", rule)
        assert verdict in {"0", "1"}
    assert len(judgements()) == len(lines) >= 400


def test_both_halves_hold_enough_and_no_article_that_rules_are_made_with() -> None:
    names = {key[0] for key in judgements()}
    assert not any(name.startswith("dev/") for name in names)
    held = [key for key in judgements() if part(key[0], 2) == 1]
    assert 150 <= len(held) <= len(judgements()) - 150
