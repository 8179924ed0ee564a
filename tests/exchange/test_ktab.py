"""KTAB's files: what is written is read again, golden inputs run as KTAB ran them, and nothing in a file makes it fall."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.bargaining import Spatial, Stopping, Table, forecast, table
from multivector.exchange.ktab import read_ktab, write_csv
from multivector.exchange.questions import entries_of

GOLDEN = Path(__file__).parents[3] / "shared" / "golden" / "smp"
PUBLISHED = GOLDEN.parent / "published"
some = settings(max_examples=60, deadline=None)
names = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf")), min_size=1, max_size=8)
numbers = st.floats(0, 100, allow_nan=False)
EXAMPLE = """<?xml version="1.0"?>
<Scenario><name>Port</name><desc>Who runs it</desc>
<ModelParameters><VotingRule>Cubic</VotingRule><BigRRange>Max</BigRRange></ModelParameters>
<Dimensions><dName>share</dName></Dimensions>
<Actors>
<Actor><name>A</name><capability>10</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor>
<Actor><name>B</name><capability>5</capability><Position><dCoord>80</dCoord></Position><Salience><dSal>40</dSal></Salience></Actor>
</Actors>
<IdealAdjustment><iaPair><adjustingIdeal>A</adjustingIdeal><referencePos>A</referencePos><adjust>0.5</adjust></iaPair>
<iaPair><adjustingIdeal>A</adjustingIdeal><referencePos>B</referencePos><adjust>0.25</adjust></iaPair></IdealAdjustment>
</Scenario>
"""


@st.composite
def tables(draw: st.DrawFn) -> Table:
    actors = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    dimensions = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    n, k = len(actors), len(dimensions)
    position = draw(st.lists(st.lists(numbers, min_size=k, max_size=k), min_size=n, max_size=n))
    salience = [[(1 + draw(numbers)) / (102 * k) * 100 for _ in dimensions] for _ in actors]
    capability = draw(st.lists(st.floats(1e-12, 1e12), min_size=n, max_size=n))
    return table(actors, position, salience, capability, dimensions=dimensions)


@some
@given(tables(), names)
def test_what_is_written_is_read_again_to_the_last_digit(of: Table, name: str) -> None:
    scenario, problems = read_ktab(write_csv(of, name), "a.csv")
    assert problems == ()
    assert scenario is not None
    assert (scenario.name, scenario.table.actors, scenario.table.dimensions) == (name, of.actors, of.dimensions)
    for one, other in zip(
        (scenario.table.position, scenario.table.salience, scenario.table.capability),
        (of.position, of.salience, of.capability),
        strict=True,
    ):
        assert np.array_equal(one, other)


def test_xml_brings_options_and_accommodation() -> None:
    scenario, problems = read_ktab(EXAMPLE, "a.xml")
    assert problems == ()
    assert scenario is not None
    assert scenario.options == Spatial(voting="Cubic", range="Max")
    assert (scenario.name, scenario.description, scenario.table.dimensions) == ("Port", "Who runs it", ("share",))
    assert scenario.table.accommodation is not None
    assert scenario.table.accommodation.tolist() == [[0.5, 0.25], [0.0, 1.0]]


def as_xml(case: dict[str, Any]) -> str:
    """Write a golden case as KTAB's own input."""

    def element(tag: str, body: object) -> str:
        return f"<{tag}>{escape(str(body))}</{tag}>"

    given_ = case["input"]
    actors = "".join(
        f"<Actor>{element('name', name)}{element('capability', repr(given_['cap'][at]))}"
        f"<Position>{''.join(element('dCoord', repr(x)) for x in given_['pos'][at])}</Position>"
        f"<Salience>{''.join(element('dSal', repr(x)) for x in given_['sal'][at])}</Salience></Actor>"
        for at, name in enumerate(given_["names"])
    )
    pulls = "".join(
        f"<iaPair>{element('adjustingIdeal', given_['names'][i])}{element('referencePos', given_['names'][j])}"
        f"{element('adjust', repr(a))}</iaPair>"
        for i, j, a in case["accommodate"] or ()
    )
    return (
        f"<Scenario>{element('name', case['name'])}<desc/><ModelParameters>"
        f"{''.join(element(key, value) for key, value in case['options'].items())}</ModelParameters>"
        f"<Dimensions>{''.join(element('dName', name) for name in given_['dims'])}</Dimensions>"
        f"<Actors>{actors}</Actors><IdealAdjustment>{pulls}</IdealAdjustment></Scenario>"
    )


@pytest.mark.skipif(not GOLDEN.exists(), reason="reference runs of KTAB are not beside the project")
@pytest.mark.parametrize("name", ["accom00", "accom01", "dummy3__BargnModel_PWCompInterp", "dummy3__BigRRange_Max"])
def test_a_file_runs_as_the_reference_program_ran_it(name: str) -> None:
    case = json.loads(gzip.decompress((GOLDEN / f"{name}.json.gz").read_bytes()))
    scenario, problems = read_ktab(as_xml(case), "a.xml")
    assert problems == ()
    assert scenario is not None
    wanted = np.array(case["pos"])
    options = Spatial(**{key: getattr(scenario.options, key) for key in scenario.options.__slots__ if key != "stopping"})
    run = forecast(scenario.table, "spatial", with_compat(options, len(wanted) - 1))
    assert np.abs(run.positions[: len(wanted)] - wanted).max() <= 1e-12 * 100


def with_compat(options: Spatial, turns: int) -> Spatial:
    values = {key: getattr(options, key) for key in options.__slots__} | {
        "ktab_compat": True,
        "stopping": Stopping(most=turns, least=turns, ratio=0.0),
    }
    return Spatial(**values)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="published tables are not beside the project")
@pytest.mark.parametrize("name", ["efird2016_china_2d_ktab", "efird2016_china_policy_ktab", "efird2016_china_competitive_ktab"])
def test_published_files_are_read(name: str) -> None:
    scenario, problems = read_ktab((PUBLISHED / f"{name}.csv").read_text("utf-8"), name)
    assert problems == ()
    assert scenario is not None
    assert len(scenario.table.actors) > 10


NAMELESS = EXAMPLE.replace("<name>A</name>", "")


def codes(text: str) -> list[tuple[str, int, int]]:
    scenario, problems = read_ktab(text, "a")
    assert (scenario is None) == bool(problems)
    return [(one.code, one.place.line, one.place.column) for one in problems]


HEAD = "n,d,2,1\nActor,Description,Power,P,S\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", [("ktab-head", 1, 1)]),
        ("who,what\n1,2", [("ktab-head", 1, 1)]),
        ("n,d,999,1\nx\n", [("ktab-size", 1, 5)]),
        (HEAD + "a,,1,2,3\n", [("ktab-count", 1, 5)]),
        (HEAD + "a,,1,2,3\nb,,1,2\n", [("ktab-row", 4, 1)]),
        (HEAD + "a,,1,x,3\nb,,nan,2,1_0,\n", [("ktab-number", 3, 6), ("ktab-number", 4, 4), ("ktab-number", 4, 10)]),
        (HEAD + "a,,-1,120,30\nb,,1,2,105.91,\n", [("ktab-range", 3, 1)] * 2 + [("ktab-range", 4, 1)]),
        (HEAD + 'a,,1,2,3\n"a",,1,2,3\n', [("ktab-actor", 4, 2)]),
        (HEAD + "a,,1,2,0\nb,,1,2,0\n", [("ktab-table", 1, 1)]),
        ("<Scenario>", [("ktab-xml", 1, 11)]),
        ("<a/>", [("ktab-head", 1, 1)]),
        ("<Scenario/>", [("ktab-size", 1, 1)]),
        ('<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>', [("ktab-xml", 1, 1)]),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', [("ktab-xml", 1, 1)]),
        ("<a>" * 30 + "</a>" * 30, [("ktab-xml", 1, 61)]),
        (EXAMPLE.replace("Cubic", "Cubist"), [("ktab-option", 3, 18)]),
        (EXAMPLE.replace("VotingRule", "Voting"), [("ktab-option", 3, 18)]),
        (EXAMPLE.replace("<referencePos>B", "<referencePos>C"), [("ktab-actor", 10, 43)]),
        (EXAMPLE.replace("<dCoord>20</dCoord>", ""), [("ktab-row", 6, 1)]),
        (EXAMPLE.replace("<dCoord>20</dCoord>", "<dCoord/>"), [("ktab-number", 6, 59)]),
        (
            EXAMPLE.replace("<name>A</name>", ""),
            [("ktab-actor", 6, 1), ("ktab-actor", 9, 26), ("ktab-actor", 9, 60), ("ktab-actor", 10, 9)],
        ),
        (EXAMPLE.replace("0.25", "0.75"), [("ktab-table", 2, 1)]),
    ],
)
def test_every_mistake_has_its_place(text: str, said: list[tuple[str, int, int]]) -> None:
    found = codes(text)
    assert [one[0] for one in found] == [one[0] for one in said]
    assert found[0][0] == "ktab-xml" or found == said  # where a parser of XML stops is its own affair


@some
@given(st.sampled_from([EXAMPLE, HEAD + "a,,1,2,3\nb,,1,2,4\n"]), st.integers(0, 10**6), st.text(max_size=6), st.integers(0, 20))
def test_whatever_is_done_to_a_file_it_gives_a_table_or_says_why_not(text: str, at: int, put: str, cut: int) -> None:
    at %= len(text)
    codes(text[:at] + put.replace("\x00", "") + text[at + cut :])


@some
@given(tables(), st.text(max_size=20))
def test_a_scenario_becomes_entries_with_ids_of_their_own(of: Table, name: str) -> None:
    question, actors = entries_of(of, name)
    ids = [question.id, *(one.id for one in actors)]
    assert len(set(ids[1:])) == len(actors) == len(of.actors)
    assert all(id_ and id_ == id_.lower() for id_ in ids)
    assert len(question.seats) == of.position.size
    assert [one.name.best("en") for one in actors if one.name is not None] == list(of.actors)


def test_a_file_is_a_path_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(EXAMPLE, encoding="utf-8")
    assert read_ktab((tmp_path / "a.xml").read_text("utf-8"), "a.xml")[0] is not None
