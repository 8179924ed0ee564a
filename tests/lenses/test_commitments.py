"""Collisions of promises: what clauses mean, when they hold, whom they bind; candidates change nothing but themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from making import claim, deal, event, evidence, stage, when
from multivector.lenses.commitments import CommitmentsAnswer, commitments
from multivector.lenses.commitments.build import MOST_CHOICES
from multivector.lenses.commitments.course import course
from multivector.lenses.sources import sources
from multivector.model.clauses import Atom, Clause, parse_clause, parse_scenario
from multivector.model.entries import Actor, Commitment
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import names
from multivector.model.parts import Membership, Term
from multivector.model.vocabulary import vocabulary, words_of
from promising import BOXES, MEMBERS, PARTNERS, PORT, clauses, promise, promised, promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.commitments.clashes import Clash

few = settings(max_examples=40, deadline=None)


def asked(*entries: Any, **values: Any) -> CommitmentsAnswer:
    return commitments(promises(*entries), **values).answer


def pair(one: str, other: str, **values: Any) -> tuple[Clash, ...]:
    """Give the collisions of two clauses of two promises."""
    return asked(promise("one", one, **values), promise("other", other, to=("west",))).rows


def shape(row: Clash) -> tuple[Any, ...]:
    return row.clauses, row.severity, row.events, row.readings, frozenset(row.also)


def happened(row: Clash) -> list[str]:
    return [f"{atom.event} {' '.join(atom.about)}" for atom in (*row.events, *row.readings)]


# --- what a clause means ----------------------------------------------------------------------------------------------

WORDS = words_of(promises())
OWNERS = ("home", *PARTNERS, "nobody named", None)
"""Whose a thing may be; of nobody at all, too."""
AREAS: dict[str, set[str]] = {
    "sea": {"caspian-sea"},
    "port": {"port", "home"},
    "home": {"home"},
    "east": {"east", "league"},
    "south": {"south", "league"},
    "west": {"west"},
    "elsewhere": set(),
}
"""Places, with the areas in which they lie where nothing is disputed."""


def wider(axis: Any, term: str) -> set[str]:
    """Give a term with the broader ones."""
    known = WORDS.vocabulary.of(axis)
    found, layer = {term}, [term]
    while layer:
        layer = [up for one in layer for up in known[one].in_]
        found.update(layer)
    return found


def points() -> Iterator[tuple[set[str], set[str], str | None, set[str]]]:
    """Give every act that can be told apart: what it is, with what, whose that is, and where."""
    things = [(wider("thing", thing), owner) for thing in WORDS.vocabulary.things for owner in OWNERS]
    things += [({"anything", actor, *({"league"} if actor in MEMBERS else ())}, actor) for actor in ("home", *PARTNERS, "league")]
    for act, (thing, owner), area in product(WORDS.vocabulary.acts, things, AREAS.values()):
        yield wider("act", act), thing, owner, {*area, "anywhere"}


POINTS = list(points())


def extent(text: str) -> set[int]:
    """Give the acts of a clause by what its words mean."""
    clause = parse_clause(f"must {text}", WORDS)
    assert isinstance(clause, Clause)
    inside = {"league": MEMBERS}.get(clause.whose or "", (clause.whose,))

    def is_meant(owner: str | None) -> bool:
        if clause.outside:
            return owner is not None and owner not in inside
        return clause.whose is None or owner in inside

    return {
        place
        for place, (act, thing, owner, area) in enumerate(POINTS)
        if clause.act in act and clause.thing in thing and clause.area in area and is_meant(owner)
    }


def test_two_clauses_collide_just_where_what_is_owed_lies_within_what_is_forbidden() -> None:
    own = {text: extent(text) for text in BOXES}
    owed = [promise(f"do-{number}", f"must {text}") for number, text in enumerate(BOXES)]
    forbidden = [promise(f"not-{number}", f"must not {text}", to=("west",)) for number, text in enumerate(BOXES)]
    rows = [row for row in asked(*owed, *forbidden).rows if len(row.clauses) == 2 and not row.events and not row.readings]
    meant = {
        (f"do-{one}", f"not-{other}")
        for (one, a), (other, b) in product(enumerate(BOXES), enumerate(BOXES))
        if (own[a] & own[b] if " every " in a else own[a] <= own[b])
    }
    assert {row.commitments for row in rows} == meant
    assert len(meant) > len(BOXES)
    assert {row.severity for row in rows} == {"contradiction"}


def test_every_good_is_more_than_some() -> None:
    assert pair("must let pass goods to east", "must not re-export chips") == ()
    (row,) = pair("must let pass every goods to east", "must not re-export chips")
    assert row.severity == "contradiction"


def test_a_disputed_membership_is_part_of_the_scenario() -> None:
    (row,) = pair("must host bases of west in port", "no armed-forces outside league in caspian-sea")
    assert (row.severity, row.events, row.readings) == ("interpretive", (), (Atom("counts-in", ("port", "caspian-sea")),))
    (row,) = pair("must host bases of west in port", "no armed-forces outside league in caspian-sea if west attacks east")
    assert (row.severity, row.distance) == ("interpretive", 2)


def test_a_right_is_blocked_and_nobody_wronged() -> None:
    (row,) = pair("may host bases of west", "no bases")
    assert (row.severity, row.price, row.way_out) == ("blocked-right", 0, ("one",))
    assert asked(promise("one", "may host bases of west"), promise("other", "no bases")).distance is None


def test_what_belongs_to_a_company_belongs_to_its_state_and_what_is_of_no_member_lies_outside() -> None:
    assert pair("must host bases of works", "no bases of west")
    assert pair("must host bases of works", "no bases outside league")
    assert pair("must host bases of works", "no bases of east") == ()
    other = Actor(id="pact", type="bloc")
    assert asked(other, promise("one", "must host bases of pact"), promise("other", "no bases outside league")).rows
    assert asked(promise("one", "must host bases of league"), promise("other", "no bases outside league")).rows == ()


def test_outside_a_state_are_all_other_states() -> None:
    assert pair("must order nuclear-plants of west", "must not order nuclear-plants outside east")
    assert pair("must order nuclear-plants of east", "must not order nuclear-plants outside east") == ()


def test_terms_of_a_dossier_may_be_whole_or_not_and_rings_are_broken() -> None:
    def rows(whole: Any) -> tuple[Clash, ...]:
        own = (
            Term(id="radar", of="thing", in_=("sensors",), name=names("radar")),
            Term(id="sonar", of="thing", in_=("sensors", "radar-like"), perhaps_in=("sonar", "no-such"), name=names("sonar")),
            Term(id="sensors", of="thing", in_=("anything", "radar", "no-such"), whole=whole, name=names("sensors")),
        )
        both = ("must not buy radar", "must not buy sonar")
        return commitments(promises(promise("one", "must buy sensors"), promise("two", *both), terms=own)).answer.rows

    assert [len(row.clauses) for row in rows("yes")] == [3]
    assert rows("no") == ()


def test_a_disputed_thing_is_disputed_whosever_it_is() -> None:
    drones = Term(id="drones", of="thing", in_=("goods",), perhaps_in=("weapons",), name=names("drones"))
    both = (promise("one", "must host drones of west"), promise("other", "must not host weapons of west"))
    (row,) = commitments(promises(*both, terms=(drones,))).answer.rows
    assert happened(row) == ["counts-in drones weapons"]


def test_no_more_disputes_are_taken_up_than_can_be_read_both_ways() -> None:
    own = tuple(Term(id=f"bay-{n}", of="area", perhaps_in=("caspian-sea",), name=names("bay")) for n in range(12))
    both = (promise("one", "no bases in caspian-sea"), *(promise(f"p{n}", f"must host bases in bay-{n}") for n in range(12)))
    rows = commitments(promises(*both, terms=own)).answer.rows
    assert len(rows) == 8
    assert {row.severity for row in rows} == {"interpretive"}


# --- letters ----------------------------------------------------------------------------------------------------------


def test_letters_are_every_state_but_the_one_that_is_bound_and_no_two_the_same() -> None:
    (row,) = pair("must defend y if x attacks y where y in league, x outside league", "must not defend x if west attacks x")
    scenarios = {row.events, *row.also}
    assert scenarios == {(Atom("attacks", ("west", one)),) for one in MEMBERS}
    assert row.severity == "conditional"


@few
@given(
    st.sampled_from(("must not let pass goods to x if x has unrest", "must not defend x if west attacks x")),
    st.lists(clauses(), max_size=3),
)
def test_a_letter_says_what_a_clause_for_each_state_would(text: str, others: list[str]) -> None:
    head, _, tail = text.partition(" x ")
    states = [state for state in ("east", "south", "west") if state not in text]
    written = [f"{head} {state} {tail.replace(' x', f' {state}').replace('x ', f'{state} ')}" for state in states]
    rest = promise("rest", *others, to=("west",))
    one, many = asked(promise("p", text), rest), asked(promise("p", *written), rest)

    def found(answer: CommitmentsAnswer) -> set[Any]:
        own = [row for row in answer.rows if "p" in row.commitments]
        return {(row.commitments, frozenset((*events, *row.readings))) for row in own for events in (row.events, *row.also)}

    assert found(one) == found(many)


def test_what_is_loose_or_has_too_many_choices_or_cannot_be_read_is_left_out_and_said() -> None:
    many = tuple(Actor(id=f"s{n}", type="state") for n in range(150))
    wide = promise("wide", "must help x if x attacks y")
    result = commitments(promises(*many, wide, promise("loose", "must defend x"), promise("other", "should stay calm")))
    assert MOST_CHOICES < 150**2
    (caveat,) = result.caveats
    assert (caveat.code, caveat.because) == ("clauses-left-out", ("loose", "other", "wide"))
    assert result.answer.clauses == 0


# --- whom clauses bind, and when --------------------------------------------------------------------------------------


def test_what_binds_others_alone_binds_nobody_here() -> None:
    assert asked(promise("one", "must host bases of west", by=("east",)), promise("other", "no bases")).rows == ()
    assert asked(promise("one", "must host bases of west", by=("east", "home")), promise("other", "no bases")).rows


@pytest.mark.parametrize(
    ("stages", "waits"),
    [
        ((("commitment", "2020"),), True),
        ((("signal", "2020"),), True),
        ((("commitment", "2020"), ("in-force", "2021")), False),
        ((("commitment", "2020"), ("in-force", "2021"), ("delayed", "2022")), True),
        ((), False),
    ],
)
def test_a_treaty_not_known_to_be_in_force_collides_only_if_it_enters_into_force(stages: Any, *, waits: bool) -> None:
    own = tuple(stage(name, on) for name, on in stages)
    (row,) = pair("must host bases of west", "no bases", stages=own)
    assert happened(row) == (["enters-into-force one"] if waits else [])
    (row,) = pair("must host bases of west", "no bases", stages=own, rank="statement")
    assert row.severity == "contradiction"


def test_a_clause_waits_for_the_treaty_that_it_is_part_of() -> None:
    treaty = promise("treaty", stages=(stage("commitment", "2020"),))
    (row,) = asked(treaty, promise("one", "must host bases", part_of="treaty"), promise("other", "no bases")).rows
    assert happened(row) == ["enters-into-force treaty"]
    ring = (promise("a", "must host bases", part_of="b"), promise("b", "no bases", part_of="a"))
    assert len(asked(*ring).rows) == 1


@pytest.mark.parametrize("end", ["cancelled", "superseded"])
def test_what_was_cancelled_or_has_ended_binds_no_more(end: str) -> None:
    gone = (stage("commitment", "2020"), stage(cast("Any", end), "2021"))
    assert pair("must host bases", "no bases", stages=gone) == ()
    assert pair("must host bases", "no bases", valid="2019/2029") == ()
    denied = replace(stage(cast("Any", end), "2021", "t1"), evidence=evidence("t1", does="denies"))
    assert pair("must host bases", "no bases", stages=(stage("in-force", "2020"), denied))


def test_collisions_have_the_days_on_which_all_their_clauses_hold() -> None:
    (row,) = pair("must host bases", "no bases", valid="2019-03/2035")
    assert (row.first, row.last) == (date(2019, 3, 1), date(2035, 12, 31))
    both = (promise("one", "must host bases", valid="2031/.."), promise("other", "no bases", valid="/2030"))
    assert asked(*both).rows == ()
    (row,) = pair("must host bases", "no bases", stages=(stage("in-force", "2021-05"),))
    assert (row.first, row.last) == (date(2021, 5, 1), None)


def test_a_bloc_has_the_members_of_the_day() -> None:
    def rows(**values: Any) -> tuple[Clash, ...]:
        late = Actor(id="late", type="state", member_of=(Membership(of=cast("Any", "league"), **values),))
        return asked(late, promise("one", "must help late"), promise("other", "must not help league")).rows

    assert rows()
    assert rows(from_=when("2029"))
    assert rows(from_=when("/2031"), to=when("2030"))
    assert rows(from_=when("2031")) == rows(to=when("2029")) == ()
    state = Actor(id="odd", type="state", member_of=(Membership(of=cast("Any", "odd")), Membership(of=cast("Any", "east"))))
    assert asked(state, promise("one", "must help odd"), promise("other", "must not help east")).rows == ()


# --- what settles a collision -----------------------------------------------------------------------------------------


def settled(one: dict[str, Any], other: dict[str, Any]) -> tuple[Any, ...]:
    values = {"to": ("east",)} | one, {"to": ("east",)} | other
    rows = asked(promise("one", "must host bases of west", **values[0]), promise("other", "no bases of west", **values[1])).rows
    (row,) = rows
    return row.standing, row.gives_way, row.rules


def test_the_charter_goes_first_then_what_is_declared_then_the_later_of_the_same_parties_then_what_binds() -> None:
    assert settled({"rank": "charter"}, {}) == ("resolved", "other", ("UN Charter art. 103",))
    assert settled({"yields_to": ("other",)}, {"rank": "law"}) == ("resolved", "one", ("VCLT art. 30(2)",))
    assert settled({"valid": "2010/.."}, {"valid": "2020/.."}) == ("resolved", "one", ("VCLT art. 30(3)",))
    assert settled({"rank": "statement"}, {}) == ("resolved", "one", ("binding over political",))
    assert settled({"to": ("west",)}, {}) == ("none", None, ())
    assert settled({"to": ("west",), "valid": "2010/.."}, {"valid": "2020/.."}) == ("none", None, ())


def test_the_members_of_a_bloc_are_parties_and_a_clause_is_as_old_as_its_treaty_or_meeting() -> None:
    league = {"to": ("league",), "valid": "2020/.."}
    assert settled({"to": ("east",), "valid": "2010/.."}, league) == ("resolved", "one", ("VCLT art. 30(3)",))
    old = event("met", when="2001")
    values: dict[str, Any] = {"instrument": "met"}
    answer = asked(old, promise("one", "must host bases", **values), promise("other", "no bases", valid="2020/.."))
    assert [(row.gives_way, row.rules) for row in answer.rows] == [("one", ("VCLT art. 30(3)",))]
    sold = deal("sold", stages=(stage("pledge", "2030"),))
    answer = asked(sold, promise("one", "must host bases", instrument="sold"), promise("other", "no bases", valid="2020/.."))
    assert [(row.gives_way, row.rules) for row in answer.rows] == [("other", ("VCLT art. 30(3)",))]


def test_the_narrower_clause_prevails_arguably() -> None:
    (row,) = asked(promise("one", "must host bases of west"), promise("other", "no armed-forces")).rows
    assert (row.standing, row.gives_way, row.rules) == ("arguable", "other", ("lex specialis",))


def test_the_highest_standing_that_is_claimed_counts_and_a_disputed_one_waits_for_nothing() -> None:
    rival = promise(
        "one", "must host bases", rank=None, stages=(stage("commitment", "2020"),),
        claims=(claim("t1", rank="treaty"), claim("t2", rank="statement")),
    )  # fmt: skip
    (row,) = asked(rival, promise("other", "no bases", rank="statement", to=("west",))).rows
    assert (row.gives_way, row.events) == ("other", ())


# --- any ledger -------------------------------------------------------------------------------------------------------


@few
@given(promised())
def test_a_collision_comes_about_in_its_scenario_and_in_no_part_of_it(ledger: Ledger) -> None:
    for row in commitments(ledger).answer.rows:
        atoms = (*row.events, *row.readings)
        day = max(row.first or date.min, date(2030, 1, 1))
        achieved = any(" once " in clause.text for clause in row.clauses)
        assume(not achieved)
        assert row.clauses in {other.clauses for other in course(ledger, atoms, as_of=day).clashes}
        for left_out in atoms:
            fewer = course(ledger, [atom for atom in atoms if atom != left_out], as_of=day)
            assert row.clauses not in {other.clauses for other in fewer.clashes}


@few
@given(promised())
def test_candidates_change_nothing_but_what_they_would_break(ledger: Ledger) -> None:
    answer = commitments(ledger).answer
    ids = {one.id for one in ledger.of(Commitment) if one.candidate == "yes"}
    parts = {one.id for one in ledger.of(Commitment) if one.part_of in ids or ids & set(one.yields_to)}
    assume(not parts)
    without = commitments(ledger_of((one for one in ledger if one.id not in ids), ledger.dossier)).answer
    assert list(map(shape, answer.rows)) == list(map(shape, without.rows))
    assert (answer.between, answer.blame, answer.distance) == (without.between, without.blame, without.distance)
    for candidate in answer.candidates:
        assert candidate.commitment in ids
        assert all(candidate.commitment in row.commitments for row in candidate.clashes)


@few
@given(st.lists(clauses(), min_size=1, max_size=3), st.lists(clauses(), max_size=3))
def test_a_candidate_breaks_what_it_would_if_it_were_given(own: list[str], others: list[str]) -> None:
    rest = promise("rest", *others, to=("west",))
    candidates = asked(rest, promise("new", *own, candidate="yes")).candidates
    broken = [shape(row) for one in candidates for row in one.clashes]
    assert broken == [shape(row) for row in asked(rest, promise("new", *own)).rows if "new" in row.commitments]


@few
@given(promised())
def test_shares_of_blame_add_up_to_the_collisions_and_the_gravest_stand_first(ledger: Ledger) -> None:
    answer = commitments(ledger).answer
    assert sum(one.share for one in answer.blame) == pytest.approx(len(answer.rows), abs=1e-4)
    assert answer.contradictions == sum(row.severity == "contradiction" for row in answer.rows)
    order = ["contradiction", "conditional", "interpretive", "blocked-right"]
    grave = [order.index(row.severity) for row in answer.rows]
    assert grave == sorted(grave)
    for one in answer.between:
        assert one.one <= one.other
        assert one.contradictions + one.conditional + one.interpretive + one.blocked > 0


ROOMS = ("must help east", "must not host bases of west", "must not let pass goods to east if west attacks east")


@pytest.mark.parametrize("partner", PARTNERS)
def test_room_is_what_a_further_promise_would_leave(partner: str) -> None:
    given_ones = (
        promise("one", *ROOMS, to=PARTNERS),
        promise("two", "must let pass every goods to south unless east consents", to=PARTNERS),
    )
    rooms = {(one.act, one.thing, one.place): one for one in asked(*given_ones).rooms if one.partner == partner}
    assert len(rooms) == 3
    for (act, thing, place), one in rooms.items():
        text = f"{act} {partner}" if thing is None else f"{act} {thing} {'in' if place else 'of'} {partner}"
        for promised_text, end in ((f"must {text}{'' if place else ' in home'}", one.to_do), (f"must not {text}", one.not_to_do)):
            (candidate,) = asked(*given_ones, promise("new", promised_text, candidate="yes")).candidates
            assert candidate.distance == end
            assert (end is not None) <= bool(one.because)


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_the_map_counts_a_collision_for_each_two_partners_whom_it_fails() -> None:
    answer = asked(promise("one", "must host bases of west", to=("west",)), promise("other", "no bases", to=("east", "south")))
    assert [(one.one, one.other, one.contradictions) for one in answer.between] == [("east", "west", 1), ("south", "west", 1)]
    alone = asked(promise("one", "must host bases"), promise("other", "no bases", to=("home",), by=("home", "east")))
    assert [(one.one, one.other) for one in alone.between] == [("east", "east")]


def test_exceptions_are_told_and_lift_a_collision() -> None:
    text = "must let pass every goods to east unless home has unrest or west consents"
    (row,) = pair(text, "must not re-export chips")
    assert row.unless == ((Atom("has-unrest", ("home",)),), (Atom("consents", ("west",)),))
    ledger = promises(promise("one", text), promise("other", "must not re-export chips"))
    assert len(course(ledger, ()).clashes) == 1
    assert course(ledger, row.unless[0]).clashes == ()


def test_a_course_names_the_cheapest_ways_out() -> None:
    ledger = promises(
        promise("one", "must host bases"), promise("other", "no bases"), promise("new", "no bases", candidate="yes")
    )
    assert course(ledger, ()).ways_out == (("one",), ("other",))
    assert course(ledger, (), candidates=("new", "gone")).ways_out == (("one",),)
    political = promises(promise("one", "must host bases", rank="statement"), promise("other", "no bases"))
    found = course(political, (), political=0.25)
    assert (found.ways_out, found.price, found.in_force) == ((("one",),), 0.25, 2)
    assert course(promises(), ()).ways_out == ()


def test_a_scenario_is_read_as_clauses_are() -> None:
    words = words_of(promises())
    assert parse_scenario("west attacks east, and east asks for help", words) == (
        Atom("attacks", ("west", "east")),
        Atom("asks-for-help", ("east",)),
    )
    assert parse_scenario("port counts as part of caspian-sea", words) == (Atom("counts-in", ("port", "caspian-sea")),)
    for wrong in ("", "west flies", "x attacks east", "west attacks east or east attacks west"):
        assert not isinstance(parse_scenario(wrong, words), tuple)


def test_caveats_name_what_is_not_compared_and_what_was_not_seen() -> None:
    seen = promise("seen", "must host bases", evidence=evidence("t1", credibility="2"))
    unseen = promise("unseen", "no bases", evidence=evidence("t1", credibility="6"))
    result = commitments(promises(seen, unseen, promise("silent")))
    assert [(caveat.code, caveat.because) for caveat in result.caveats] == [
        ("clauses-read", ()), ("clauses-missing", ("silent",)), ("wording-unseen", ("unseen",)),
    ]  # fmt: skip
    assert dict(result.caveats[2].values) == {"n": 1, "of": 2}
    only = commitments(promises(promise("new", "no bases", candidate="yes"), promise("silent")))
    assert [caveat.code for caveat in only.caveats] == ["clauses-read"]


def test_candidates_rest_on_nobodys_word() -> None:
    ledger = promises(promise("given", "no bases"), promise("new", "no bases", candidate="yes"))
    assert [row.id for row in sources(ledger).answer.rows] == ["given"]


@pytest.mark.parametrize("values", [{"events": 0}, {"events": 7}, {"political": 0.0}, {"political": 1.5}])
def test_parameters_out_of_range_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must lie within"):
        commitments(promises(), **values)


def test_every_term_of_the_vocabulary_is_known_to_the_taxonomies() -> None:
    own = [promise(f"p{n}", f"must host {thing}") for n, thing in enumerate(vocabulary().things)]
    assert asked(*own, promise("no", "must not any-act anything")).contradictions == len(own)
    assert PORT.id == "port"
