"""Clauses: whatever is written in their order is read as it was meant, and everything else is a mistake, never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checking import ledger
from multivector.model.clauses import Atom, Clause, Range, parse_clause
from multivector.model.problems import Mistake
from multivector.model.vocabulary import Words, vocabulary, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

STATES, BLOCS = ("kz", "ru", "us", "am"), ("csto", "caspian-five")
WORDS = Words(vocabulary(), {(id_,): id_ for id_ in (*STATES, *BLOCS, "accord-1")} | {("united", "states"): "us"})
VERBS = {name: act.id for act in WORDS.vocabulary.acts.values() for name in (act.id, *act.says)}
NOUNS = {name: thing.id for thing in WORDS.vocabulary.things.values() for name in (thing.id, *thing.says)}
PIECES = ("must", "not", "no", "of", "outside", "in", "if", "and", "or", "unless", "where", "x", "y", "kz", "bases")
AREAS = {name: area.id for area in WORDS.vocabulary.areas.values() for name in (area.id, *area.says)} | {"us": "us"}


@st.composite
def events(draw: st.DrawFn) -> tuple[str, Atom]:
    event = draw(st.sampled_from(sorted(WORDS.vocabulary.events)))
    says = WORDS.vocabulary.events[event].says
    about = [draw(st.sampled_from((*STATES, "x", "y", "accord-1"))) for word in says if isinstance(word, int)]
    return " ".join(about[word] if isinstance(word, int) else word for word in says), Atom(event, tuple(about))


def conditions() -> st.SearchStrategy[tuple[str, tuple[tuple[Atom, ...], ...]]]:
    joined = st.lists(events(), min_size=1, max_size=2).map(
        lambda some: (" and ".join(text for text, _ in some), tuple(atom for _, atom in some))
    )
    return st.lists(joined, max_size=2).map(
        lambda some: (" or ".join(text for text, _ in some), tuple(atoms for _, atoms in some))
    )


@st.composite
def clauses(draw: st.DrawFn) -> tuple[str, Clause]:
    modality = draw(st.sampled_from(("must", "must not", "may")))
    verb, noun, area = (draw(st.sampled_from(sorted(names))) for names in (VERBS, NOUNS, AREAS))
    every, outside = draw(st.booleans()), draw(st.booleans())
    whose = draw(st.sampled_from((None, *STATES, *BLOCS)))
    if_, trigger = draw(conditions())
    unless_, unless = draw(conditions())
    owner = "" if whose is None else f" {'outside' if outside else 'of'} {whose}"
    text = f"{modality} {verb}{' every' * every} {noun}{owner} in the {area}"
    text += f", if {if_}" * bool(if_) + f" unless {unless_}" * bool(unless_)
    return text, Clause(
        modality="must" if modality == "must" else "may" if modality == "may" else "must-not",
        act=VERBS[verb], thing=NOUNS[noun], whose=whose, outside=outside and whose is not None, area=AREAS[area],
        every=every, trigger=trigger, unless=unless,
    )  # fmt: skip


@given(clauses())
def test_a_clause_is_read_as_it_was_meant(both: tuple[str, Clause]) -> None:
    text, meant = both
    assert parse_clause(text, WORDS) == meant


@given(clauses(), st.sampled_from((str.upper, str.title, lambda text: text.replace(" in the ", " to "))))
def test_capitals_and_the_preposition_do_not_matter(both: tuple[str, Clause], other: Callable[[str], str]) -> None:
    text, meant = both
    assert parse_clause(other(text), WORDS) == meant


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_whatever_is_written_gives_a_clause_or_a_mistake(text: str) -> None:
    assert isinstance(parse_clause(text, WORDS), Clause | Mistake)


def test_no_and_a_thing_forbid_what_is_usually_done_with_it() -> None:
    found = parse_clause("No armed forces of states outside the caspian-five in the Caspian", WORDS)
    assert found == Clause(
        modality="must-not", act="host", thing="armed-forces", whose="caspian-five", outside=True, area="caspian-sea"
    )
    assert isinstance(anything := parse_clause("no us", WORDS), Clause)
    assert (anything.act, anything.thing) == ("any-act", "us")


def test_letters_range_over_blocs_and_stay_the_same_throughout() -> None:
    found = parse_clause("must once defend y if x attacks y where y in csto, x outside csto", WORDS)
    assert isinstance(found, Clause)
    assert (found.once, found.thing, found.letters) == (True, "y", frozenset("y"))
    assert found.trigger == ((Atom("attacks", ("x", "y")),),)
    assert found.ranges == (Range("y", "csto", outside=False), Range("x", "csto", outside=True))


def test_of_nobody_is_of_anybody() -> None:
    assert parse_clause("no bases of", WORDS) == parse_clause("no bases", WORDS)


def test_a_judgement_may_be_of_an_act_or_a_thing() -> None:
    found = parse_clause("must not extract minerals if ru sees a threat in critical-minerals", WORDS)
    assert isinstance(found, Clause)
    assert found.trigger == ((Atom("sees-threat", ("ru", "critical-minerals")),),)


@pytest.mark.parametrize(
    "text", ["must " + "help ru " * 100, "must help ru where", "must help ru where y in csto in kz", "must help ru if"]
)
def test_what_cannot_be_read_is_a_mistake(text: str) -> None:
    assert isinstance(parse_clause(text, WORDS), Mistake)


def test_the_names_and_aliases_of_a_ledger_are_words_and_its_own_terms_too() -> None:
    found = ledger(
        """
        - actor: us
          type: state
          name: {en: the United States, ru: США}
          aliases: [America]
        - commitment: pact
          by: us
          modality: must
          what: something
        """
    )
    words = words_of(found)
    assert words.ids == {("us",): "us", ("pact",): "pact", ("united", "states"): "us", ("america",): "us"}
