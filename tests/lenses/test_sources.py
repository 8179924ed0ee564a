"""Voices, corroboration, completeness and conflicts: against definitions worked out slowly, and records known in advance."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from dealing import ACTORS, commitment, dealt
from making import adopted, claim, deal, deals, event, evidence, ledger, of_day, source, stage, texts
from multivector.lenses import sources
from multivector.lenses.sources import reliability, type_of, voice
from multivector.model.entries import Actor, Commitment, Question, Source
from multivector.model.fields import fields_of
from multivector.model.names import names
from multivector.model.parts import Hypothesis
from multivector.model.walk import evidence_of
from strategies import ledgers

if TYPE_CHECKING:
    from multivector.lenses.sources import Conflict, Record, SourcesAnswer
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

few = settings(max_examples=50, deadline=None)
any_ledger = st.one_of(ledgers(), deals(), dealt())


def answer(*entries: AnyEntry, **parameters: Any) -> SourcesAnswer:
    return sources(ledger(*entries, *texts()), **parameters).answer


def record(id_: str, *entries: AnyEntry) -> Record:
    return next(row for row in answer(*entries).rows if row.id == id_)


def conflicts(*entries: AnyEntry) -> dict[tuple[str, str], Conflict]:
    return {(one.id, one.field): one for one in answer(*entries).conflicts}


# --- voices -----------------------------------------------------------------------------------------------------------


@st.composite
def webs(draw: st.DrawFn) -> Ledger:
    """Draw sources that are part of and repeat each other in any way, some of them unknown."""
    ids = ["a", "b", "c", "d", "e"]
    upwards = st.sampled_from([None, *ids, "gone"])
    return ledger(
        *(source(id_, part_of=draw(upwards), repeats=draw(upwards)) for id_ in draw(st.lists(st.sampled_from(ids), unique=True)))
    )


@few
@given(webs())
def test_a_voice_is_where_following_repeats_and_outlets_ends_or_one_for_the_whole_ring(web: Ledger) -> None:
    def step(id_: str) -> str:
        found = web.source(id_)
        return id_ if found is None else found.repeats or found.part_of or id_

    for start in ("a", "b", "c", "d", "e", "gone"):
        path = [start]
        for _ in range(12):  # more steps than there are sources: by now at the end, or in the ring
            path.append(step(path[-1]))
        assert voice(web, start) == min(path[6:])
        assert voice(web, step(start)) == voice(web, start)


def test_texts_of_one_outlet_and_what_repeats_them_are_one_voice() -> None:
    web = ledger(*texts(), source("t5", repeats="t4"), source("t6", part_of="bureau", repeats="elsewhere"))
    found = {id_: voice(web, id_) for id_ in ("t1", "t2", "t3", "t4", "t5", "t6", "herald", "never-heard-of")}
    assert found == {
        "t1": "herald", "t2": "herald", "t3": "bureau", "t4": "herald", "t5": "herald", "t6": "elsewhere",
        "herald": "herald", "never-heard-of": "never-heard-of",
    }  # fmt: skip


def test_texts_that_repeat_each_other_are_one_voice() -> None:
    web = ledger(source("x", repeats="y"), source("y", repeats="x"), source("z", repeats="y"))
    assert {voice(web, id_) for id_ in "xyz"} == {"x"}


def test_a_reprint_has_the_type_of_what_it_repeats_and_a_column_its_own() -> None:
    web = ledger(
        source("agency", type="agency"),
        source("paper"),
        source("column", part_of="paper", type="opinion"),
        source("reprint", part_of="paper", repeats="wire"),
        source("wire", part_of="agency", type="agency"),
        source("lost", type="official", repeats="gone"),
    )
    found = {id_: type_of(web, id_) for id_ in ("column", "reprint", "lost", "gone")}
    assert found == {"column": "opinion", "reprint": "agency", "lost": "official", "gone": "unknown"}


@few
@given(webs())
def test_reliability_is_the_texts_own_or_that_of_the_nearest_above_it(web: Ledger) -> None:
    graded = [replace(found, reliability="C") if found.id in {"a", "b"} else found for found in web.of(Source)]
    web = ledger(*graded)
    for start in graded:
        here: Source | None = start
        for _ in range(6):
            if here is not None and here.reliability is None:
                here = web.source(here.part_of or "")
        assert reliability(web, start.id) == (None if here is None else here.reliability)
    assert reliability(web, "gone") is None


# --- records ----------------------------------------------------------------------------------------------------------


@few
@given(any_ledger)
def test_a_record_counts_voices_and_texts_that_assert_something_of_it(found: Ledger) -> None:
    got = sources(found).answer
    entries = [
        entry
        for entry in found
        if not isinstance(entry, Actor | Source) and not (isinstance(entry, Commitment) and entry.candidate == "yes")
    ]
    assert [(row.id, row.kind) for row in got.rows] == [(entry.id, type(entry).__name__.lower()) for entry in entries]
    for row, entry in zip(got.rows, entries, strict=True):
        every = [one for _, one in evidence_of(entry)]
        asserting = {one.source for one in every if one.does in {"asserts", "predicts"}}
        assert row.texts == len(asserting)
        assert row.voices == len({voice(found, text) for text in asserting if type_of(found, text) != "compiled"})
        assert set(row.denied) == {one.source for one in every if one.does in {"denies", "doubts"}}
        assert row.because[0] == row.id
        assert set(row.because[1:]) == {one.source for one in every if one.source in found}
        assert set(row.types) == {type_of(found, one.source) for one in every}
        assert row.voices <= row.texts
        assert row.disputed == tuple(one.field for one in got.conflicts if one.id == row.id)
        assert 0 <= row.filled <= row.fields


def test_evidence_counts_wherever_it_stands_in_a_record() -> None:
    deep = deal("d", claim("t1", amount="1 USD"), evidence=evidence("t2"), stages=(stage("pledge", "2030-01-01", "t3"),))
    assert (record("d", deep).voices, record("d", deep).texts) == (2, 3)
    reading = commitment("c", evidence=evidence("t4"))
    assert record("c", reading).voices == 1


def test_answers_to_a_question_are_words_of_its_record_too() -> None:
    answers = (
        Hypothesis(id="yes", says=names("yes"), evidence=evidence("t1")),
        Hypothesis(id="no", says=names("no"), evidence=(*evidence("t3"), *evidence("t4", does="denies"))),
    )
    asked = record("q", Question(id="q", asks=names("why?"), hypotheses=answers))
    assert (asked.voices, asked.texts, asked.denied) == (2, 2, ("t4",))


def test_what_the_dossier_compiled_itself_is_no_voice() -> None:
    own = source("sum", type="compiled")
    both, alone = event("both", "east", evidence=evidence("sum", "t1")), event("alone", "east", evidence=evidence("sum"))
    found = {row.id: row.voices for row in answer(own, both, alone).rows}
    assert found == {"both": 1, "alone": 0}
    caveats = {one.code: one.because for one in sources(ledger(own, both, alone, *texts())).caveats}
    assert caveats == {"single-voice": ("both",), "no-evidence": ("alone",)}


def test_a_record_that_is_only_denied_has_no_voice_but_is_not_the_analysts_own() -> None:
    denied = event("e", "east", evidence=evidence("t1", does="denies"))
    assert (record("e", denied).voices, record("e", denied).denied) == (0, ("t1",))
    assert sources(ledger(denied, *texts())).caveats == ()


def test_types_are_most_frequent_first() -> None:
    assert record("e", event("e", "east", evidence=evidence("t1", "t3", "t3"))).types == ("official", "newspaper")
    assert record("e", event("e", "east", evidence=evidence("t3", "t1"))).types == ("newspaper", "official")


def test_caveats_say_what_rests_on_one_voice_and_what_on_none() -> None:
    found = sources(
        ledger(
            event("two", "east", evidence=evidence("t1", "t3")),
            event("one", "east", evidence=evidence("t1", "t2", "t4")),
            deal("own"),
            *texts(),
        )
    )
    assert [(one.code, dict(one.values), one.because) for one in found.caveats] == [
        ("single-voice", {"n": 1, "of": 3}, ("one",)),
        ("no-evidence", {"n": 1}, ("own",)),
    ]


# --- completeness -----------------------------------------------------------------------------------------------------


def test_completeness_counts_what_was_given_on_the_entry_or_in_an_asserted_claim() -> None:
    bare = record("d", deal("d"))
    offered = {field.name for field in fields_of(type(deal("d")))} - {"claims", "adopted", "note", "evidence"}
    assert (bare.filled, bare.fields) == (1, len(offered))  # `between`; a sector that nobody stated is not filled
    assert record("d", deal("d", sector="rail")).filled == 2
    assert record("d", deal("d", complete="yes", name=names("D"), note=names("!"))).filled == 3
    claimed = deal("d", claim("t1", amount="1 USD", pays="home"), claim("t3", amount="2 USD", flow="grant", does="denies"))
    assert record("d", claimed).filled == 3
    assert record("d", replace(claimed, amount=claimed.claims[0].values[0][1])).filled == 3


@few
@given(any_ledger)
def test_a_field_more_is_one_more_filled(found: Ledger) -> None:
    rows = {row.id: row for row in sources(found).answer.rows}
    for entry in found:
        if isinstance(entry, Actor | Source):
            continue
        named = replace(entry, name=names("a name"))
        other = next(row for row in sources(ledger(named)).answer.rows if row.id == entry.id)
        assert other.filled == rows[entry.id].filled + (entry.name is None)
        assert other.fields == rows[entry.id].fields


# --- conflicts --------------------------------------------------------------------------------------------------------


def test_rival_values_conflict_with_who_asserts_each_and_which_is_adopted() -> None:
    rivals = deal(
        "d",
        claim("t1", amount="6 USD", credibility="3"),
        claim("t3", amount="4 USD"),
        claim("t2", amount="6 USD", credibility="2"),
        adopted=adopted("t3"),
    )
    one = conflicts(rivals)["d", "amount"]
    assert [(side.value, side.key, side.texts, side.credibility, side.adopted) for side in one.sides] == [
        ("6 USD", "t1", ("t1", "t2"), "2", False),
        ("4 USD", "t3", ("t3",), None, True),
    ]
    assert (one.voices, set(one.because)) == (2, {"d", "t1", "t2", "t3"})
    assert record("d", rivals).disputed == ("amount",)
    later = replace(rivals, adopted=adopted("t2", field="amount"))
    assert [side.adopted for side in conflicts(later)["d", "amount"].sides] == [True, False]


def test_an_entrys_own_value_is_a_side_if_a_source_gives_it() -> None:
    backed = deal("d", claim("t1", amount="6 USD"), amount="4 USD", evidence=evidence("t3"))
    assert [side.key for side in conflicts(backed)["d", "amount"].sides] == ["entry", "t1"]
    assert conflicts(replace(backed, evidence=())) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"between": ("home", "east")}, {"between": ("east", "home")}),
        ({"amount": "1bn USD"}, {"amount": "1000m USD"}),
        ({"amount": "17 USD"}, {"amount": "17.0 USD"}),
        ({"amount": "6 USD"}, {"amount": "undisclosed"}),
        ({"amount": "6 USD"}, {"quantity": "7 aircraft"}),
    ],
)
def test_the_same_in_other_words_is_no_conflict(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert conflicts(deal("d", claim("t1", **one), claim("t3", **other), between=())) == {}


def test_a_voice_that_differs_with_itself_is_told_from_two_that_differ() -> None:
    for second, voices in (("t2", 1), ("t4", 1), ("t3", 2)):
        assert conflicts(deal("d", claim("t1", amount="1 USD"), claim(second, amount="2 USD")))["d", "amount"].voices == voices


@pytest.mark.parametrize("does", ["denies", "doubts"])
def test_a_value_asserted_here_and_denied_there_is_a_conflict(does: Any) -> None:
    one = conflicts(deal("d", claim("t1", amount="6 USD"), claim("t3", amount="6 USD", does=does)))["d", "amount"]
    assert [(side.value, side.texts, side.denied) for side in one.sides] == [("6 USD", ("t1",), ("t3",))]
    assert (one.voices, set(one.because)) == (2, {"d", "t1", "t3"})
    both = replace(claim("t1", amount="6 USD"), evidence=(*evidence("t1"), *evidence("t3", does=does)))
    assert conflicts(deal("d", both))["d", "amount"].sides == one.sides


@pytest.mark.parametrize("does", ["denies", "doubts"])
def test_a_value_that_is_only_denied_takes_no_side(does: Any) -> None:
    assert conflicts(deal("d", claim("t1", amount="6 USD"), claim("t3", amount="4 USD", does=does))) == {}
    assert conflicts(deal("d", claim("t3", amount="4 USD", does=does))) == {}


def test_who_denies_an_entry_as_a_whole_takes_no_side_on_each_of_its_fields() -> None:
    whole = event("e", "east", when="2030-01-01", evidence=(*evidence("t1"), *evidence("t3", does="denies")))
    assert conflicts(whole) == {}
    assert record("e", whole).denied == ("t3",)


def test_a_foretold_value_is_a_side_like_any_other() -> None:
    found = conflicts(event("e", "east", claims=(claim("t1", when="2030-01-01"), claim("t3", when="2030-02", does="predicts"))))
    assert [side.value for side in found["e", "when"].sides] == ["2030-01-01", "2030-02"]


def test_values_of_several_actors_are_written_in_a_row() -> None:
    found = conflicts(deal("d", claim("t1", buyer=("home", "east")), claim("t3", buyer=("west",))))
    assert [side.value for side in found["d", "buyer"].sides] == ["home, east", "west"]


def test_a_conflict_is_not_known_before_its_second_text() -> None:
    rivals = deal("d", claim("t1", amount="6 USD"), claim("t3", amount="4 USD"))
    assert answer(rivals, as_of=of_day(2030, 2)).conflicts == ()
    assert len(answer(rivals, as_of=of_day(2030, 3)).conflicts) == 1


# --- whose voices -----------------------------------------------------------------------------------------------------


@few
@given(any_ledger)
def test_voices_add_up_and_those_on_which_most_rests_alone_come_first(found: Ledger) -> None:
    got = sources(found).answer
    backing = {
        entry.id: [(voice(found, one.source), one) for _, one in evidence_of(entry) if type_of(found, one.source) != "compiled"]
        for entry in found
        if not isinstance(entry, Actor | Source)
    }
    assert {one.id for one in got.heard} == {name for spoken in backing.values() for name, _ in spoken}
    assert len(got.heard) == len({one.id for one in got.heard}) == got.voices
    assert sorted(id_ for one in got.heard for id_ in one.alone) == sorted(row.id for row in got.rows if row.voices == 1)
    assert sum(one.records for one in got.heard) == sum(row.voices for row in got.rows)
    for one in got.heard:
        assert set(one.because) == {id_ for id_, spoken in backing.items() if one.id in {name for name, _ in spoken}}
        assert one.texts == len({said.source for spoken in backing.values() for name, said in spoken if name == one.id})
        assert len(one.alone) <= one.records <= len(one.because)
        assert set(one.alone) <= set(one.because)
    ranks = [(-len(one.alone), -one.records, one.id) for one in got.heard]
    assert ranks == sorted(ranks)


def test_what_rests_on_one_journalist_is_listed_under_the_outlet() -> None:
    found = answer(
        event("a", "east", evidence=evidence("t1")),
        event("b", "east", evidence=evidence("t2", "t4")),
        event("c", "east", evidence=evidence("t3")),
        event("d", "east", evidence=evidence("t1", "t3")),
        event("e", "east", evidence=(*evidence("t3"), *evidence("t1", does="denies"))),
    )
    assert [(one.id, one.texts, one.records, one.alone) for one in found.heard] == [
        ("bureau", 1, 3, ("c", "e")),
        ("herald", 3, 3, ("a", "b")),
    ]
    assert found.heard[1].because == ("a", "b", "d", "e")


@few
@given(any_ledger)
def test_shares_by_type_add_up_to_all_evidence_and_all_texts(found: Ledger) -> None:
    got = sources(found).answer
    every = [one for entry in found if not isinstance(entry, Actor | Source) for _, one in evidence_of(entry)]
    assert sum(share.evidence for share in got.types) == len(every)
    assert sum(share.texts for share in got.types) == got.texts == len({one.source for one in every})
    ranks = [(-share.evidence, share.type) for share in got.types]
    assert ranks == sorted(ranks)
    assert len({share.type for share in got.types}) == len(got.types)


def test_shares_of_opinion_of_officials_and_of_agencies_go_by_whose_words_they_are() -> None:
    found = answer(
        source("wire", type="agency"),
        source("reprint", part_of="herald", repeats="wire"),
        source("column", part_of="herald", type="opinion"),
        event("a", "east", evidence=evidence("reprint", "wire", "column")),
        event("b", "east", evidence=evidence("wire", "t3", "lost")),
    )
    assert [(share.type, share.evidence, share.texts, share.because) for share in found.types] == [
        ("agency", 3, 2, ("reprint", "wire")),
        ("official", 1, 1, ("t3",)),
        ("opinion", 1, 1, ("column",)),
        ("unknown", 1, 1, ()),
    ]


@pytest.mark.parametrize(("letter", "digit"), [*product("ABCDEF", "123456")])
def test_the_diagonal_is_a1_to_e5_and_what_cannot_be_judged_is_no_grade(letter: Any, digit: Any) -> None:
    outlet = source("paper", reliability=letter)
    entry = event("e", "east", evidence=evidence("text", credibility=digit))
    found = answer(outlet, source("text", part_of="paper"), entry)
    judged = letter != "F" and digit != "6"
    assert (found.graded, found.diagonal) == (judged, judged and "ABCDE".index(letter) == "12345".index(digit))


def test_a_grade_on_one_scale_alone_is_not_counted() -> None:
    one = event("a", "east", evidence=evidence("t1"))  # B by the text's own grade
    other = event("b", "east", evidence=evidence("t3", credibility="2"))
    assert (answer(one, other).graded, answer(one, other).diagonal) == (0, 0)


def test_actors_and_sources_are_no_records() -> None:
    found = answer(*ACTORS, Actor(id="x", type="person", evidence=evidence("t1")), source("y", evidence=evidence("t1")))
    assert (found.rows, found.texts, found.heard) == ((), 0, ())


def test_the_small_dossier_rests_on_two_voices_and_mostly_on_one() -> None:
    found = sources(multivector.load("dossiers/small").ledger).answer
    assert (found.voices, found.texts) == (2, 3)
    assert [(one.id, one.records, len(one.alone)) for one in found.heard] == [
        ("aldoria-herald", 15, 13),
        ("borland-ministry", 7, 5),
    ]
    assert {(one.id, one.field): one.voices for one in found.conflicts} == {
        ("airliners", "amount"): 2,
        ("airliners", "basis"): 2,
        ("borland-package", "amount"): 1,
        ("cestria-airliners", "level"): 2,
        ("students-in-cestria", "size"): 1,
        ("visit-cestria", "quantity"): 1,
    }
