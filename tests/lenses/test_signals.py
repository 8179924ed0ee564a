"""What was said to whom, what contradicts what, who heard it, how high by protocol: laws over any words, and small cases."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from dealing import ACTORS, message, signal
from making import adopted, claim, event, evidence, ledger, of_day, source, texts, when
from multivector.lenses import signals
from multivector.lenses.signals.protocol import VISITS, rungs
from multivector.model.entries import Actor, Message, Signal
from multivector.model.ledger import ledger_of
from multivector.model.parts import Gain, Office, Stake, parse_gain
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from multivector.lenses.signals import SignalsAnswer
    from multivector.lenses.signals.contradictions import Pair
    from multivector.lenses.signals.protocol import Meeting
    from multivector.model.entries import AnyEntry
    from multivector.model.evidence import Claim
    from multivector.model.ledger import Ledger

few = settings(max_examples=40, deadline=None)
AUDIENCES = ("east", "works", "west", "public", "minister")
WORDS = ("m0", "m1", "m2", "s0")
SOURCES = ("t1", "t2", "t3", "t4", "sum")
PRESIDENT = Actor(
    id="president",
    type="person",
    part_of=cast("Any", "east"),
    offices=(Office(office="president", of=cast("Any", "east"), from_=when("2020"), to=when("2030")),),
)


def answer(*entries: AnyEntry, **parameters: Any) -> SignalsAnswer:
    return signals(ledger(*entries, *ACTORS, PRESIDENT, *texts(), source("sum", type="compiled")), **parameters).answer


def said(id_: str, to: tuple[str, ...] = ("east",), *claims: Claim, **values: Any) -> Message:
    return replace(message(id_, to=to), claims=claims, **values)


def contradicts(other: str, text: str, *, does: Any = "asserts") -> Claim:
    return claim(text, label=f"{text}-{does}-{other}", does=does, contradicts=(other,))


def pair_of(*claims: Claim, **values: Any) -> SignalsAnswer:
    """Give the answer for two messages, the second of which the claims say that it contradicts the first."""
    return answer(said("m0", on=when("2030-01-01")), said("m1", ("west",), *claims, on=when("2030-01-02")), **values)


def met(*entries: AnyEntry, **parameters: Any) -> Meeting:
    (found,) = answer(*entries, **parameters).meetings
    return found


def gesture(id_: str = "s", by: str = "east", **values: Any) -> Signal:
    return signal(id_, by=(by,), to=("home",), **{"part_of": "v"} | values)


def stake(to: str, so: str, not_: str) -> Stake:
    ends = [parse_gain(text) for text in (so, not_)]
    assert all(isinstance(end, Gain) for end in ends)
    return Stake(to=cast("Any", to), if_so=cast("Gain", ends[0]), if_not=cast("Gain", ends[1]))


@st.composite
def worded(draw: st.DrawFn) -> Ledger:
    """Draw messages and a signal to any audiences, with any reach, and words of texts on what contradicts what."""
    made: list[AnyEntry] = []
    for id_ in WORDS:
        claims = [
            contradicts(draw(st.sampled_from((*WORDS, "gone"))), draw(st.sampled_from(SOURCES)), does=draw(st.sampled_from(DOES)))
            for _ in range(draw(st.integers(0, 2)))
        ]
        to = tuple(draw(st.lists(st.sampled_from(AUDIENCES), max_size=2)))
        by = (draw(st.sampled_from(("home", "minister", "east", "works"))),)
        common: dict[str, Any] = {
            "claims": tuple(claims),
            "evidence": evidence(*draw(st.lists(st.sampled_from(SOURCES), max_size=2))),
            "on": draw(st.sampled_from((None, when("2030-01"), when("2030-02-03")))),
            "contradicts": tuple(draw(st.lists(st.sampled_from(WORDS), max_size=1))),
        }
        if id_[0] == "s":
            made.append(replace(signal(id_, by=by, to=to), **common))
        else:
            reach = draw(st.sampled_from((None, "public", "closed", "leaked")))
            heard = tuple(draw(st.lists(st.sampled_from(AUDIENCES), max_size=1)))
            made.append(replace(message(id_, by=by, to=to), heard_by=cast("Any", heard), **common | {"visibility": reach}))
    return ledger(*made, *ACTORS, *texts(), source("sum", type="compiled"))


DOES = ("asserts", "denies", "doubts")


# --- who was addressed ------------------------------------------------------------------------------------------------


@few
@given(worded())
def test_cells_count_every_message_and_gesture_once_per_partner_and_audience(found: Ledger) -> None:
    result = signals(found).answer
    slow: Counter[tuple[str | None, str, str]] = Counter()
    for row in result.rows:
        for place in itertools.product(row.partners or (None,), (*row.audiences, *row.beside)):
            slow[(*place, row.kind)] += 1
    for cell in result.cells:
        assert cell.messages == slow.pop((cell.partner, cell.audience, "message"), 0)
        assert cell.signals == slow.pop((cell.partner, cell.audience, "signal"), 0)
    assert not slow
    assert [row.id for row in result.rows if row.first is None] == [row.id for row in result.rows][-_undated(result) or 99 :]


def _undated(found: SignalsAnswer) -> int:
    return sum(row.first is None for row in found.rows)


def test_of_persons_and_companies_the_state_is_addressed_and_a_group_is_itself() -> None:
    home = Actor(id="folk", type="group", part_of=cast("Any", "home"))
    (row,) = answer(said("m", ("works", "folk", "stranger")), home).rows
    assert row.audiences == ("east", "folk", "stranger")
    assert row.partners == ("east", "stranger")
    assert (row.by, row.channel, row.event) == (("home",), None, None)


def test_a_word_to_no_partner_is_dealt_with_those_of_its_event_and_takes_its_date() -> None:
    visit = event("v", "west", when="2030-05-01/2030-05-02")
    (row,) = answer(said("m", ("public",), part_of=cast("Any", "v")), visit).rows
    assert (row.partners, row.event) == (("west",), "v")
    assert (row.first, row.last) == (of_day(2030, 5, 1), of_day(2030, 5, 2))
    (alone,) = answer(said("m", ("public",), part_of=cast("Any", "gone"))).rows
    assert (alone.partners, alone.event, alone.first) == ((), None, None)


def test_an_event_that_is_part_of_itself_is_gone_up_once() -> None:
    ring = [event("a", part_of="b"), event("b", "west", part_of="a")]
    (row,) = answer(said("m", ("public",), part_of=cast("Any", "a")), *ring).rows
    assert row.partners == ("west",)


def test_who_also_saw_or_heard_it_stands_beside_those_addressed() -> None:
    shown = signal("s", to=("east",), audiences=("west", "works"))
    heard = said("m", ("east",), heard_by=("west",))
    assert [(row.audiences, row.beside) for row in answer(shown, heard).rows] == [(("east",), ("west",))] * 2


def test_a_voice_is_heard_once_and_arithmetic_or_a_word_on_contradiction_reports_nothing() -> None:
    first = said("m0", evidence=evidence("t1", "t2", "sum"))
    second = said("m1", ("west",), contradicts("m0", "t3"), claim("t1", says="x"), claim("t4", does="denies", where="y"))
    third = said("m2", ("west",), evidence=evidence("t1", "t3"))
    found = answer(first, second, third)
    assert [row.voices for row in found.rows] == [("herald",), ("herald",), ("bureau", "herald")]
    assert (found.alone, found.loudest, found.loudest_alone) == (("m0", "m1"), "herald", ("m0", "m1"))
    assert answer().loudest is None


def test_the_state_s_own_audiences_are_listed_busiest_first_and_others_words_are_not_its_own() -> None:
    found = answer(said("m0"), said("m1", ("east", "west")), message("m2", by=("east",), to=("home",)), signal("s0"))
    assert [(one.audience, one.messages, one.signals, one.alone) for one in found.addressees] == [
        ("east", 2, 1, 0),
        ("west", 1, 0, 0),
    ]


def test_an_audience_is_introduced_by_what_was_said_to_few_others_the_latest_first() -> None:
    days = {"m0": "2030-01-01", "m1": "2030-01-02", "m2": "2030-01-03", "m3": "2030-01-04"}
    found = answer(*(said(id_, ("east", "west")[: 1 + (id_ == "m3")], on=when(day)) for id_, day in days.items()), signal("s"))
    assert found.addressees[0].foremost == ("m2", "m1", "m0")


# --- what contradicts what --------------------------------------------------------------------------------------------


@few
@given(worded())
def test_a_pair_is_there_where_somebody_has_a_word_and_it_does_not_matter_on_which_of_the_two(found: Ledger) -> None:
    result = signals(found).answer
    by_hand: dict[frozenset[str], set[bool]] = {}
    for entry in [*cast("list[Any]", found.of(Message)), *found.of(Signal)]:
        words = [(entry.contradicts, entry.evidence)] + [(dict(one.values)["contradicts"], one.evidence) for one in entry.claims]
        for others, pieces in words:
            for other in set(others) & set(WORDS) - {entry.id}:
                sides = by_hand.setdefault(frozenset((entry.id, other)), set())
                sides |= {piece.does == "asserts" for piece in pieces} or {True}
    names = {frozenset({True}): "contradict", frozenset({False}): "compatible"}
    expected = {pair: names.get(frozenset(sides), "disputed") for pair, sides in by_hand.items()}
    assert {frozenset((pair.one, pair.other)): pair.verdict for pair in result.pairs} == expected
    assert len(result.pairs) == len(expected)


@few
@given(worded())
def test_who_hears_both_for_certain_is_among_the_addressed_or_all_and_nobody_is_counted_twice(found: Ledger) -> None:
    result = signals(found).answer
    everyone = {cell.audience for cell in result.cells}
    rows = {row.id: row for row in result.rows}
    for pair in result.pairs:
        assert not set(pair.surely) & set(pair.perhaps)
        for id_ in (pair.one, pair.other):
            row = rows[id_]
            own = {*row.audiences, *row.beside}
            if row.channel == "closed":
                assert {*pair.surely, *pair.perhaps} <= own
            if row.channel not in {"public", "leaked"}:
                assert set(pair.surely) <= own
        if {rows[pair.one].channel, rows[pair.other].channel} <= {"public", "leaked"}:
            assert (set(pair.surely), pair.perhaps) == (everyone, ())


@few
@given(worded(), st.sampled_from(SOURCES[:4]))
def test_one_more_voice_against_a_saying_never_makes_it_hold_and_one_for_it_never_makes_it_fail(found: Ledger, text: str) -> None:
    before = {(one.source, one.says, one.one, one.other): one.verdict for one in signals(found).answer.sayings}
    for does, never in (
        ("asserts", {"contradict": "fails", "compatible": "holds"}),
        ("denies", {"contradict": "holds", "compatible": "fails"}),
    ):
        grown = replace(found, entries=tuple(_with_word(entry, text, does) for entry in found))
        for one in signals(grown).answer.sayings:
            old = before.get((one.source, one.says, one.one, one.other))
            if old is not None and one.verdict != old:
                assert one.verdict != never[one.says]


def _with_word(entry: AnyEntry, text: str, does: str) -> AnyEntry:
    """Let a text say of every message that it contradicts every other word, or that it does not."""
    if not isinstance(entry, Message):
        return entry
    more = claim(text, label="more", does=does, contradicts=tuple(other for other in WORDS if other != entry.id))
    return replace(entry, claims=(*entry.claims, more))


@pytest.mark.parametrize(
    ("words", "verdict", "sayings"),
    [
        ([("t1", "denies")], "compatible", {"t1": "untold"}),
        ([("t1", "denies"), ("t3", "denies")], "compatible", {"t1": "holds", "t3": "holds"}),
        ([("t1", "denies"), ("t2", "denies")], "compatible", {"t1": "untold", "t2": "untold"}),
        ([("t1", "denies"), ("t3", "asserts")], "disputed", {"t1": "untold", "t3": "untold"}),
        ([("t1", "denies"), ("t3", "asserts"), ("sum", "asserts")], "disputed", {"t1": "fails", "t3": "untold"}),
        ([("t1", "doubts"), ("sum", "denies")], "compatible", {"t1": "holds"}),
        ([("sum", "asserts")], "contradict", {}),
    ],
)
def test_a_saying_is_tested_by_other_voices_alone(words: list[tuple[str, str]], verdict: str, sayings: dict[str, str]) -> None:
    found = pair_of(*(contradicts("m0", text, does=does) for text, does in words))
    (pair,) = found.pairs
    assert (pair.one, pair.other, pair.verdict) == ("m0", "m1", verdict)
    assert {one.source: one.verdict for one in found.sayings} == sayings
    told = {text for text, _ in words if text != "sum"}
    assert {*pair.affirming, *pair.denying} == told


def test_how_many_voices_refute_a_saying_is_a_parameter() -> None:
    words = (contradicts("m0", "t1", does="denies"), contradicts("m0", "t3"))
    assert {one.verdict for one in pair_of(*words).sayings} == {"untold"}
    assert {one.verdict for one in pair_of(*words, against=1).sayings} == {"fails"}
    with pytest.raises(ValueError, match="against"):
        pair_of(against=0)


def test_the_analyst_s_own_word_is_nobody_s_saying_but_tests_those_of_others() -> None:
    found = answer(said("m0", contradicts=("m1",)), said("m1", ("west",), contradicts("m0", "t1")))
    (pair,), (saying,) = found.pairs, found.sayings
    assert (pair.analyst, pair.verdict, pair.affirming) == ("contradict", "contradict", ("t1",))
    assert (saying.verdict, saying.analyst, saying.speak_for) == ("holds", True, ())


def test_an_adopted_word_decides_the_pair_and_leaves_the_test_of_sayings_to_the_voices() -> None:
    words = (contradicts("m0", "t1", does="denies"), contradicts("m0", "t3"))
    second = said("m1", ("west",), *words, adopted=adopted("t3-asserts-m0"))
    found = answer(said("m0"), second)
    assert (found.pairs[0].verdict, [one.verdict for one in found.sayings]) == ("contradict", ["untold", "untold"])


def test_a_word_on_itself_or_on_what_is_no_message_makes_no_pair() -> None:
    assert answer(said("m0", contradicts=("m0", "gone", "e")), event("e", "east")).pairs == ()


def reach(first: Message, second: Message) -> Pair:
    (pair,) = answer(first, replace(second, contradicts=(cast("Any", first.id),)), said("m9", ("public",))).pairs
    return pair


@pytest.mark.parametrize(
    ("how", "surely", "perhaps"),
    [("public", ("east",), ()), ("leaked", ("east",), ()), ("closed", (), ()), (None, (), ("east",))],
)
def test_a_closed_word_is_heard_beside_another_by_whoever_the_other_could_reach(
    how: str | None, surely: tuple[str, ...], perhaps: tuple[str, ...]
) -> None:
    pair = reach(said("m0", ("west",), visibility=how), said("m1", ("east",), visibility="closed"))
    assert (pair.surely, pair.perhaps) == (surely, perhaps)


def test_where_sources_differ_on_those_addressed_only_whom_all_name_heard_it_for_certain() -> None:
    first = replace(said("m0"), to=(), claims=(claim("t1", to=("east", "west")), claim("t3", to=("east",))), visibility="closed")
    pair = reach(first, said("m1", ("south",), visibility="public"))
    assert (pair.surely, pair.perhaps) == (("east",), ("west",))


def test_where_sources_differ_on_how_open_it_was_anybody_may_have_heard_it() -> None:
    first = said("m0", ("east",), claim("t1", visibility="public"), claim("t3", visibility="closed"))
    pair = reach(first, said("m1", ("south",), visibility="public"))
    assert (pair.surely, pair.perhaps) == (("east",), ("public", "south"))


# --- protocol ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", VISITS)
def test_a_visit_stands_on_the_rung_of_its_level(level: str) -> None:
    found = met(event("v", "east", level=level))
    assert (found.forms, found.low, found.high) == ((level,), VISITS.index(level) + 2, VISITS.index(level) + 2)


def test_a_visit_of_unknown_or_disputed_rank_lies_between() -> None:
    assert (met(event("v", "east")).low, met(event("v", "east")).high) == (2, 5)
    found = met(event("v", "east", claims=(claim("t1", level="state"), claim("t3", level="working"))))
    assert (found.forms, found.low, found.high) == (("working", "state"), 3, 5)


@pytest.mark.parametrize(("type_", "rung"), [("call", 0), ("meeting", 1), ("negotiation", 1), ("summit", 1)])
def test_what_is_no_visit_stands_below(type_: str, rung: int) -> None:
    assert met(event("v", "east", type=type_)).high == rung


@few
@given(st.permutations(["call", "meeting", "summit", *VISITS]), st.lists(st.booleans(), min_size=6, max_size=6))
def test_another_scale_moves_meetings_as_it_orders_them(words: list[str], joined: list[bool]) -> None:
    signs = ["=" if one else "<" for one in joined]
    scale = words[0] + "".join(f" {sign} {word}" for sign, word in zip(signs, words[1:], strict=True))
    found = answer(*(event(f"v{level}", "east", level=level) for level in VISITS), event("c", "east", type="call"), scale=scale)
    assert found.scale == rungs(scale)
    assert [word for rung in found.scale for word in rung] == words
    places = {one.forms[0]: one.low for one in found.meetings}
    for (at, one), (later, other) in itertools.combinations([(n, w) for n, w in enumerate(words) if w in places], 2):
        assert places[other] - places[one] == signs[at:later].count("<")


@pytest.mark.parametrize("scale", ["", "call < dinner", "call < state < call", "state <"])
def test_a_scale_of_other_words_or_of_one_twice_is_refused(scale: str) -> None:
    with pytest.raises(ValueError, match="scale"):
        answer(scale=scale)


def test_forms_that_a_scale_leaves_out_are_not_placed() -> None:
    assert answer(event("v", "east", type="call"), scale="working < state").meetings == ()
    assert met(event("v", "east"), scale="working < state").forms == ("working", "state")


def test_what_is_within_a_visit_or_not_the_state_s_own_is_no_meeting_of_its_own() -> None:
    visit = event("v", "east", level="state", when="2030")
    others = event("x", "east", between=("east", "west"))
    found = answer(visit, event("t", "east", type="meeting", part_of="v"), others, event("d", "east", type="signing"))
    assert [one.id for one in found.meetings] == ["v"]


@pytest.mark.parametrize(
    ("values", "effect"),
    [
        ({"act": "toast"}, "raised"),
        ({"act": "omission"}, "lowered"),
        ({"act": "greeting", "by": "president"}, "raised"),
        ({"act": "greeting", "by": "works"}, "open_"),
        ({"act": "greeting", "by": "president", "on": "2031-01-01"}, "open_"),
        ({"act": "greeting", "by": "president", "on": "2019-12-31"}, "open_"),
        ({"act": "toast", "by": "home"}, "returned"),
        ({"act": "toast", "by": "minister"}, "returned"),
    ],
)
def test_gestures_of_the_host_raise_or_lower_and_those_of_guests_are_returned(values: dict[str, Any], effect: str) -> None:
    found = met(event("v", "east", level="state", host="east", when="2025-05-01"), gesture(**values))
    sides = {name: getattr(found, name) for name in ("raised", "lowered", "open_", "returned")}
    assert sides == {name: ("s",) if name == effect else () for name in sides}
    assert found.because == ("v", "s")


def test_a_greeting_on_which_sources_differ_is_open() -> None:
    greeting = replace(gesture(act="greeting"), by=(), claims=(claim("t1", by=("president",)), claim("t3", by=("works",))))
    assert met(event("v", "east", host="east", when="2025"), greeting).open_ == ("s",)


def test_without_a_known_day_nobody_is_known_to_hold_an_office() -> None:
    assert met(event("v", "east", host="east"), gesture(act="greeting", by="president")).open_ == ("s",)


def test_where_no_host_is_known_the_others_gestures_count_as_the_host_s() -> None:
    found = met(event("v", "east", type="meeting"), gesture(), gesture("own", by="home"))
    assert (found.host, found.raised, found.returned) == (None, ("s",), ("own",))
    assert met(event("v", "east", host="home"), gesture(), gesture("own", by="home")).raised == ("own",)


def test_which_offices_make_a_head_of_state_is_a_parameter() -> None:
    entries = (event("v", "east", host="east", when="2025"), gesture(act="greeting", by="president"))
    assert met(*entries).raised == met(*entries, heads="queen,president").raised == ("s",)
    assert met(*entries, heads="queen").open_ == ("s",)


# --- whom it would convince -------------------------------------------------------------------------------------------


def test_stakes_say_who_would_believe_it_in_private_and_in_public() -> None:
    found = answer(said("m", stakes=(stake("east", "3", "-1"), stake("works", "9", "9"), stake("public", "-1..0", "2..4"))))
    (one,) = found.credibility
    assert [(trust.audience, trust.private) for trust in one.private] == [("east", "no"), ("public", "untold")]
    assert (one.message, one.public, one.regime, one.because) == ("m", "yes", None, ("m",))


@pytest.mark.parametrize("text", ["2", "-3..-1", "0.5", "-2.5..0"])
def test_a_gain_is_read_and_written_alike(text: str) -> None:
    assert str(parse_gain(text)) == text


@pytest.mark.parametrize("text", ["", "much", "2..1", "1000", "1..", "..2", "1,5", "--1", "٣"])
def test_what_is_no_gain_is_a_mistake(text: str) -> None:
    assert isinstance(parse_gain(text), Mistake)


# --- the whole --------------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_told_as_a_caveat() -> None:
    entries = (said("m0"), said("m1", stakes=(stake("east", "1", "1"),)), event("v", "east"))
    found = signals(ledger(*entries))
    assert [(one.code, dict(one.values), one.because) for one in found.caveats] == [
        ("pairs-unjudged", {"n": 1, "of": 1}, ()),
        ("reach-unknown", {"n": 2}, ("m0", "m1")),
        ("visits-unranked", {"n": 1}, ("v",)),
        ("stakes-judged", {}, ("m1",)),
    ]
    told = (said("m0", visibility="public"), said("m1", ("west",), contradicts("m0", "t1"), visibility="closed"))
    assert signals(ledger(*told)).caveats == ()


@few
@given(worded(), st.dates(of_day(2029, 12, 1), of_day(2030, 5, 1)), st.randoms(use_true_random=False))
def test_neither_order_nor_what_was_said_later_changes_anything(found: Ledger, day: Any, chance: Any) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert signals(ledger_of(shuffled, found.dossier), as_of=day) == signals(found, as_of=day)
    late = source("late", "2031-01-01", part_of="herald")
    more = (_with_word(entry, "late", "denies") if entry.evidence else entry for entry in found)  # the analyst's own are undated
    grown = ledger_of((*more, late), found.dossier)
    assert signals(grown, as_of=day).answer == signals(found, as_of=day).answer
    result = signals(found).to_plain()["answer"]
    named = [
        id_ for name in ("rows", "cells", "addressees", "pairs", "sayings") for row in result[name] for id_ in row["because"]
    ]
    assert all(id_ in found for id_ in named)


def test_without_a_state_nothing_is_its_own() -> None:
    found = signals(ledger(said("m0"), event("v", "east"), gesture(), dossier=None)).answer
    assert (found.addressees, found.meetings) == ((), ())


def test_the_demonstration_shows_washington_beside_moscow_and_cannot_tell_the_column_s_claim() -> None:
    found = signals(multivector.load("dossiers/kazakhstan").ledger).answer
    pairs = {(one.one, one.other): one for one in found.pairs}
    assert ("first-to-join", "tea-with-friends") in pairs
    pair = pairs["old-course-russia", "reliable-partner-west"]
    assert (pair.verdict, pair.voices, pair.surely) == ("compatible", ("rtvi",), ())
    column = [one for one in found.sayings if one.source == "rtvi-2025-11-17"]
    assert [(one.says, one.verdict) for one in column] == [("compatible", "untold")] * 2
    rivals = {(one.source, one.says): one.verdict for one in found.sayings if one.other == "no-contradictions"}
    assert rivals == {("eurasianet-2025-11-13", "contradict"): "untold", ("channel-five-2025-12-22", "compatible"): "untold"}
    addressed = {one.audience for one in found.addressees}
    assert {"ru", "the-west", "kazakh-public"} <= addressed
    places = {one.id: (found.scale[one.low], one.open_) for one in found.meetings}
    assert places["visit-moscow"] == (("state",), ("greeting-moscow",))
    assert places["visit-washington"] == (("official",), ())
