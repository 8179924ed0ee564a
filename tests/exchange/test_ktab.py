"""KTAB's files: what is written is read again, runs are those of the reference program, no file raises, each mistake is told."""

from __future__ import annotations

import gzip
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.bargaining import Spatial, Table, forecast, table
from multivector.exchange import ktab
from multivector.exchange.ktab import markup
from multivector.exchange.ktab.scenario import OPTIONS
from multivector.exchange.questions import entries_of
from multivector.files.lines import Lines
from multivector.files.text import decode

if TYPE_CHECKING:
    from multivector.model.problems import Problem

GOLDEN = Path(__file__).parents[3] / "shared" / "golden"
RUNS = sorted((GOLDEN / "smp").glob("*.json.gz"))
PUBLISHED = sorted((GOLDEN / "published").glob("efird2016_*_ktab.csv"))

CSV = """\
The plant ,"Who builds it, and when",3,2,
Actor,Description,Power,Builder,Sal1,Year,Sal2,
Ministry, Wants it soon, 100, 20, 60.5, 10, 30,
"Grid, the",, 50.25, 80, 10, 90, 80,
Town,"The ""no"" side",0,50,0,50,0
"""
XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>The plant</name>
  <desc>Who builds it &amp; when</desc>
  <prngSeed>0x10</prngSeed>
  <ModelParameters>
    <PCEModel>MarkovIncentive</PCEModel>
    <BigRAdjust>None</BigRAdjust>
  </ModelParameters>
  <Dimensions><dName>Builder</dName></Dimensions>
  <Actors>
    <Actor>
      <name>Министерство</name> <description>Wants it soon</description> <capability>100</capability>
      <Position><dCoord>20</dCoord></Position> <Salience><dSal>60.5</dSal></Salience>
    </Actor>
    <Actor>
      <name>Grid &lt;b&gt;</name> <description/> <capability>50.25</capability>
      <Position><dCoord> 80 </dCoord></Position> <Salience><dSal>10</dSal></Salience>
    </Actor>
  </Actors>
  <IdealAdjustment>
    <iaPair>
      <adjustingIdeal>Grid &lt;b&gt;</adjustingIdeal><referencePos>Grid &lt;b&gt;</referencePos><adjust>0.5</adjust>
    </iaPair>
    <iaPair>
      <adjustingIdeal>Grid &lt;b&gt;</adjustingIdeal><referencePos>Министерство</referencePos><adjust>0.25</adjust>
    </iaPair>
  </IdealAdjustment>
</Scenario>
"""


def read(text: str | bytes) -> tuple[ktab.Scenario | None, tuple[Problem, ...]]:
    content, wrong = decode(text.encode() if isinstance(text, str) else text, "a")
    if content is None:
        assert wrong
        return None, tuple(wrong)
    reads = ktab.read_xml if content.lstrip().startswith("<") else ktab.read_csv
    return reads(content, partial(Lines(content).place, "a"))


def right(text: str) -> ktab.Scenario:
    found, problems = read(text)
    assert problems == ()
    assert found is not None
    return found


def same(one: Table, other: Table) -> None:
    assert (one.actors, one.dimensions) == (other.actors, other.dimensions)
    for name in ("position", "salience", "capability", "low", "high"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


names = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' ,"<&'), min_size=1, max_size=9)
lines = names.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    n, k = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    numbers = partial(st.lists, min_size=n * k, max_size=n * k)
    x = draw(numbers(st.floats(0, 100)))
    s = np.array(draw(numbers(st.floats(1e-3, 100 / k)))).reshape(n, k)
    w = draw(st.lists(st.floats(0, 1e12), min_size=n - 1, max_size=n - 1))
    who = draw(st.lists(lines, min_size=n, max_size=n, unique=True))
    what = draw(st.lists(lines, min_size=k, max_size=k, unique=True))
    return table(who, np.array(x).reshape(n, k), s, [1.0, *w], dimensions=what)


@given(tables(), lines, st.lists(lines, min_size=5, max_size=5))
def test_what_is_written_is_read_again(of: Table, name: str, told: list[str]) -> None:
    descriptions = told[: len(of.actors)]
    text = ktab.write_csv(of, name=name, description=told[0], descriptions=descriptions)
    found, problems = ktab.read_csv(text, partial(Lines(text).place, "a"))
    assert problems == ()
    assert found is not None
    same(found.table, of)
    assert (found.name, found.description, list(found.descriptions)) == (name, told[0], descriptions)


def test_other_scales_are_brought_to_that_of_the_program() -> None:
    of = table(["a", "b"], [4, 7], [50, 60], [1, 2], dimensions=["years"], low=4, high=10)
    assert right(ktab.write_csv(of)).table.position.tolist() == [[0.0], [50.0]]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "two\nlines"}, "on one line"),
        ({"descriptions": ["one"]}, "of every actor"),
        ({"actors": ("a", "a")}, "of its own"),
        ({"actors": ("", "a")}, "of its own"),
    ],
)
def test_what_cannot_be_written_is_refused(more: dict[str, Any], said: str) -> None:
    of = table(more.pop("actors", ("a", "b")), [1, 2], [3, 4], [5, 6])
    with pytest.raises(ValueError, match=said):
        ktab.write_csv(of, **more)


def test_a_csv_file_is_read_with_blanks_quotes_and_a_comma_at_the_end_or_none() -> None:
    found = right(CSV)
    assert (found.name, found.description) == ("The plant", "Who builds it, and when")
    assert found.table.actors == ("Ministry", "Grid, the", "Town")
    assert found.descriptions == ("Wants it soon", "", 'The "no" side')
    assert found.table.dimensions == ("Builder", "Year")
    assert found.table.position.tolist() == [[20, 10], [80, 90], [50, 50]]
    assert found.table.salience.tolist() == [[60.5, 30], [10, 80], [0, 0]]
    assert found.table.capability.tolist() == [100, 50.25, 0]
    assert (found.options, found.seed, found.table.accommodation) == (Spatial(), None, None)
    padded = "".join(f"{line.rstrip(',')},,,,\r\n" for line in CSV.splitlines())
    same(right(padded + ",,,\n\n").table, found.table)


def test_an_xml_file_is_read_with_options_seed_and_how_ideals_follow() -> None:
    found = right(XML)
    assert (found.name, found.description) == ("The plant", "Who builds it & when")
    assert found.table.actors == ("Министерство", "Grid <b>")
    assert found.table.position.tolist() == [[20], [80]]
    assert found.seed == 16
    assert found.options == Spatial(pce="MarkovIncentive", adjust="None")
    assert found.table.accommodation is not None
    assert found.table.accommodation.tolist() == [[1, 0], [0.25, 0.5]]
    assert right(XML.replace("0x10", "0016")).seed == 16
    bare = XML[: XML.index("  <prngSeed>")] + XML[XML.index("  <Dimensions>") : XML.index("  <IdealAdj")] + "</Scenario>"
    assert (right(bare).seed, right(bare).options, right(bare).table.accommodation) == (None, Spatial(), None)


def as_xml(case: dict[str, Any]) -> str:
    of = case["input"]
    actors = "".join(
        f"<Actor><name>{escape(name)}</name><description>-</description><capability>{w!r}</capability>"
        f"<Position>{''.join(f'<dCoord>{each!r}</dCoord>' for each in x)}</Position>"
        f"<Salience>{''.join(f'<dSal>{each!r}</dSal>' for each in s)}</Salience></Actor>"
        for name, w, x, s in zip(of["names"], of["cap"], of["pos"], of["sal"], strict=True)
    )
    pairs = "".join(
        f"<iaPair><adjustingIdeal>{of['names'][i]}</adjustingIdeal><referencePos>{of['names'][j]}</referencePos>"
        f"<adjust>{share!r}</adjust></iaPair>"
        for i, j, share in case["accommodate"] or ()
    )
    options = "".join(f"<{name}>{value}</{name}>" for name, value in case["options"].items())
    return (
        f"<Scenario><name>n</name><desc>d</desc><prngSeed>1</prngSeed><ModelParameters>{options}</ModelParameters><Dimensions>"
        f"{''.join(f'<dName>{each}</dName>' for each in of['dims'])}</Dimensions><Actors>{actors}</Actors>"
        f"<IdealAdjustment>{pairs}</IdealAdjustment></Scenario>"
    )


@pytest.mark.skipif(not RUNS, reason="the reference runs are not beside the project")
@pytest.mark.parametrize("path", RUNS, ids=lambda path: path.name.removesuffix(".json.gz"))
def test_a_file_of_the_reference_program_leads_to_its_run(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        case = json.load(file)
    found = right(as_xml(case))
    run = forecast(found.table, "spatial", Spatial(**{**_given(found.options), "ktab_compat": True}))
    if case["deterministic_over_5_runs"]:
        assert np.abs(run.positions - np.array(case["pos"])).max() <= 1e-12
        if not case["accommodate"]:
            same(right(ktab.write_csv(found.table)).table, found.table)


def _given(options: Spatial) -> dict[str, Any]:
    return {ours: getattr(options, ours) for ours, _ in OPTIONS.values()}


@pytest.mark.skipif(not PUBLISHED, reason="the published tables are not beside the project")
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_the_published_tables_are_read_and_written_again(path: Path) -> None:
    found = right(path.read_text(encoding="utf-8"))
    assert len(found.table.actors) == int(path.read_text(encoding="utf-8").splitlines()[0].split(",")[-3])
    same(right(ktab.write_csv(found.table)).table, found.table)


damages = st.tuples(st.integers(0, 2000), st.binary(max_size=3), st.integers(0, 4))


@given(st.sampled_from([CSV, XML]), st.lists(damages, max_size=4))
def test_a_damaged_file_is_a_table_or_problems_within_it(text: str, damage: list[tuple[int, bytes, int]]) -> None:
    data = text.encode()
    for at, new, gone in damage:
        data = data[: at % len(data)] + new + data[at % len(data) + gone :] if data else new
    found, problems = read(data)
    assert (found is None) == bool(problems)
    rows = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert all(1 <= each.place.line <= rows and each.place.column >= 1 for each in problems)


@given(st.sampled_from([CSV, XML]), st.data())
def test_a_number_that_is_none_is_told_where_it_stands(text: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([each for each in ("60.5", "50.25") if each in text]))
    bad = data.draw(st.sampled_from(["nan", "inf", "-inf", "1e999", "-1", "", "1_0", "٣", "0x1", "5%"]))
    changed = text.replace(at, bad)
    found, (problem,) = read(changed)
    assert found is None
    line = text[: text.index(at)].count("\n") + 1
    assert (problem.place.line, problem.code) == (line, "ktab-range" if bad == "-1" else "ktab-number")
    if bad:
        assert problem.place.excerpt[problem.place.caret - 1 :].startswith(bad)


@pytest.mark.parametrize(
    ("text", "old", "new", "place", "code", "said"),
    [
        (CSV, "3,2,", "4,2,", "1:38", "shape", "the first row says 4 actors, and 3 rows follow the heads"),
        (CSV, "3,2,", "x,2,", "1:38", "number", "the number of actors is none: 'x'"),
        (CSV, "3,2,", "3,0,", "1:40", "shape", "there are no dimensions"),
        (CSV, "3,2,", "3,101,", "1:40", "shape", "there are 101 dimensions"),
        (CSV, "3,2,", "3", "1:1", "shape", "the first row has 3 fields, not 4"),
        (CSV, CSV, "a;b;3;2\nh;h\n", "1:1", "shape", "the first row has 1 fields, not 4"),
        (CSV, CSV, "", "1:1", "shape", "the file has no row of the scenario and row of heads"),
        (CSV, CSV, "a,b,0,1\nh\n", "1:5", "shape", "there are no actors"),
        (CSV, "10, 30,", "10, 30, 5", "3:49", "shape", "the row has 8 fields, not 7"),
        (CSV, " 10, 30,", " 10,", "3:41", "shape", "the row has 6 fields, not 7"),
        (CSV, '"Grid, the"', '"Grid', "4:1", "shape", "a quotation mark opens the field and does not end it"),
        (CSV, "Town", "Ministry", "5:1", "name", "there is another actor 'Ministry'"),
        (CSV, "Town", "", "5:1", "name", "the actor has no name"),
        (CSV, "Year", "Builder", "2:38", "name", "there is another dimension 'Builder'"),
        (CSV, " 20,", " 101,", "3:31", "range", "the position of Ministry is above 100: 101"),
        (CSV, " 30,", " 60,", "3:45", "range", "the saliences of Ministry add up to 120.5"),
        (CSV, "100, 20, 60.5", "100, 20, 0", None, None, None),
        (CSV.replace("80, 10", "80, 0"), "60.5", "0", "2:25", "range", "nobody who has any capability cares about Builder"),
        (XML, "<Scenario>", '<!DOCTYPE a [<!ENTITY b "c">]><Scenario>', "2:1", "xml", "the file has a document type"),
        (XML, "Wants", "&b;", "13:46", "xml", "the file is no well-formed XML: undefined entity"),
        (XML, "Wants", "&#x202e;", "13:46", "xml", "the character U+202E cannot be seen"),
        (XML, "</Scenario>", "", "30:1", "xml", "the file is no well-formed XML: no element found"),
        (XML, '"UTF-8"', '"windows-1251"', "1:1", "xml", "the file says that it is in windows-1251, and is in UTF-8"),
        (XML, XML, "<other/>", "1:1", "shape", "the outer element is other, not Scenario"),
        (XML, XML, "<Scenario/>", "1:1", "shape", "Scenario has no element Dimensions"),
        (XML, "<dName>Builder</dName>", "", "2:1", "shape", "there are no dimensions"),
        (XML, "<dName>", "<dName>A</dName><dName>", "14:7", "shape", "there are 1 dCoord of Министерство, and 2 dimensions"),
        (XML, "<capability>100</capability>", "", "12:5", "shape", "Actor has no element capability"),
        (XML, "<name>The", "<name>a</name><name>The", "3:17", "shape", "Scenario has 2 elements name"),
        (XML, "Wants it", "<b>Wants</b> it", "13:46", "shape", "description holds an element b"),
        (XML, "<dCoord>20", "<dCoord>", "14:17", "number", "the position of Министерство is missing"),
        (XML, "MarkovIncentive", "Markov", "7:15", "option", "PCEModel cannot be 'Markov'"),
        (XML, "PCEModel", "PCE", "7:5", "option", "there is no option PCE"),
        (XML, "<PCEModel>", "<BigRAdjust>Full</BigRAdjust><PCEModel>", "8:5", "option", "BigRAdjust is given twice"),
        (XML, "0x10", "0x1g", "5:13", "number", "the seed is no whole number of 64 bits: '0x1g'"),
        (XML, "0x10", f"{1 << 64}", "5:13", "number", "the seed is no whole number of 64 bits"),
        (XML, "<adjust>0.5", "<adjust>0.8", "26:103", "range", "the ideal of Grid <b> follows positions by 1.05 in all"),
        (XML, "<referencePos>М", "<referencePos>м", "26:68", "name", "there is no actor 'министерство'"),
        (XML, "<referencePos>Министерство", "<referencePos>Grid &lt;b&gt;", "23:23", "name", "is said 2 times"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    text: str, old: str, new: str, place: str | None, code: str | None, said: str | None
) -> None:
    assert old in text
    changed = text.replace(old, new)
    found, problems = read(changed)
    if said is None:
        assert (found is not None, problems) == (True, ())
        return
    assert found is None
    first = problems[0]
    assert said in first.message
    assert first.code == f"ktab-{code}"
    assert first.help
    if place is not None:
        assert str(first.place) == f"a:{place}"


def test_a_share_said_too_often_without_a_word_on_ones_own_is_refused() -> None:
    pair = XML[XML.index("    <iaPair>") : XML.index("    <iaPair>", XML.index("    <iaPair>") + 9)]
    found, (problem,) = read(XML.replace(pair, ""))
    assert found is None
    assert "by 1.25 in all" in problem.message
    assert "own position" in problem.help


def test_what_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "_MOST_ELEMENTS", 10)
    found, (problem,) = read(XML)
    assert found is None
    assert "more than 10 elements" in problem.message
    many = "a,b,1001,1\nh,h,h,d,s\n" + "".join(f"a{each},,1,1,1\n" for each in range(1001))
    assert "there are 1001 actors" in read(many)[1][0].message
    wrong = "a,b,999,1\nh,h,h,d,s\n" + "".join(f"a{each},,x,1,1\n" for each in range(999))
    assert len(read(wrong)[1]) == 100


@pytest.mark.parametrize("data", [XML.encode("utf-16"), XML.encode("windows-1251"), b"\xff\xfe\x00", CSV.encode() + b"\x00"])
def test_an_encoding_that_is_not_utf_8_is_told(data: bytes) -> None:
    found, problems = read(data)
    assert found is None
    assert problems


def test_a_surrogate_in_a_text_is_a_problem() -> None:
    text = XML.replace("plant", "\ud800")
    found, problems = ktab.read_xml(text, partial(Lines(text).place, "a"))
    assert found is None
    assert problems


@settings(max_examples=40)
@given(tables(), st.text(max_size=20))
def test_a_scenario_becomes_entries_with_ids_of_their_own(of: Table, name: str) -> None:
    question, actors = entries_of(of, name)
    ids = [question.id, *(one.id for one in actors)]
    assert len(set(ids[1:])) == len(actors) == len(of.actors)
    assert all(id_ and id_ == id_.lower() for id_ in ids)
    assert len(question.seats) == of.position.size
    assert [one.name.best("en") for one in actors if one.name is not None] == list(of.actors)


def test_a_line_of_blanks_is_read_in_the_time_of_its_length() -> None:
    blanks = " " * 3_000_000  # a pattern that goes back over them would never end
    found = right(CSV.replace("Town", f"{blanks}To{blanks}wn{blanks}"))
    assert found.table.actors[2] == "To wn"
