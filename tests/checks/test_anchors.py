from __future__ import annotations

import re
from hashlib import sha256

from hypothesis import assume, given
from hypothesis import strategies as st

from checking import PEOPLE, problems
from multivector.checks import anchors
from multivector.model.entries import Source
from multivector.model.evidence import Evidence, mark_of, parse_evidence
from multivector.model.fields import SourceId
from multivector.model.ledger import Ledger, ledger_of

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)


def _ledger(*evidence: Evidence) -> Ledger:
    return ledger_of([Source(id="trend", type="agency"), Source(id="z", type="agency", evidence=evidence)])


def _codes(text: str, *evidence: Evidence) -> list[str]:
    return [problem.code for problem in anchors.check(_ledger(*evidence), {"trend": text})]


def _place(text: str, start: int, end: int) -> Evidence:
    return Evidence(source=SourceId("trend"), start=start, end=end, mark=mark_of(text[start:end]))


@given(TEXTS, st.data())
def test_a_place_in_a_text_that_did_not_change_is_fine(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    assert _codes(text, _place(text, start, data.draw(st.integers(start + 1, len(text))))) == []


@given(st.text("abcdefgh ", min_size=8, max_size=60), st.text("xyz", min_size=1, max_size=30), st.data())
def test_a_place_that_moved_is_found_again_and_the_help_mends_it(text: str, before: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 4))
    old = _place(text, start, data.draw(st.integers(start + 4, len(text))))
    moved = before + text
    assume(sum(moved.startswith(text[old.start : old.end], at) for at in range(len(moved))) == 1)
    (problem,) = anchors.check(_ledger(old), {"trend": moved})
    assert problem.code == "moved"
    new = parse_evidence(re.findall(r"\S+@\S+#\w+", problem.help)[0])
    assert isinstance(new, Evidence)
    assert moved[new.start : new.end] == text[old.start : old.end]
    assert _codes(moved, new) == []


def test_words_that_are_gone_are_lost() -> None:
    text = "The contract was signed."
    assert _codes("Nothing of the kind.", _place(text, 4, 12)) == ["lost"]
    assert _codes("", _place(text, 4, 12)) == ["lost"]
    assert _codes("Short.", Evidence(source=SourceId("trend"), start=90, end=99)) == ["lost"]
    assert _codes(text, Evidence(source=SourceId("trend"), quote="was cancelled")) == ["lost"]


def test_a_quote_may_break_its_lines_elsewhere() -> None:
    text = "The contract\n   was signed."
    quote = "contract was signed"
    assert _codes(text, Evidence(source=SourceId("trend"), quote=quote)) == []
    assert _codes(text, Evidence(source=SourceId("trend"), start=4, end=26, quote=quote)) == []
    (problem,) = anchors.check(_ledger(Evidence(source=SourceId("trend"), start=0, end=9, quote=quote)), {"trend": text})
    assert problem.help == f"write trend@4-26#{mark_of(text[4:26])}"


def test_a_wrong_mark_of_the_right_words_is_told_from_a_move() -> None:
    place = Evidence(source=SourceId("trend"), start=4, end=12, mark="0" * 12, quote="contract")
    (problem,) = anchors.check(_ledger(place), {"trend": "The contract was signed."})
    assert problem.message == "the mark is not that of the words “contract”"


def test_words_that_stand_twice_are_left_to_the_reader() -> None:
    text = "one, two, one, two"
    place = Evidence(source=SourceId("trend"), start=4, end=7, quote="two")
    (problem,) = anchors.check(_ledger(place), {"trend": text})
    assert (problem.code, problem.help) == ("ambiguous", f"the nearest is trend@5-8#{mark_of('two')}")
    assert _codes("xx" + text, _place(text, 5, 8)) == ["ambiguous"]


def test_neighbours_that_moved_together_are_found_together() -> None:
    text = "".join(f"Sentence {i} says something else. " for i in range(30))
    places = [_place(text, at, at + 20) for at in range(0, 600, 33)]
    assert _codes("New. " + text, *places) == ["moved"] * len(places)


def test_a_search_that_is_too_long_is_given_up() -> None:
    read = anchors._Read("a" * 50)
    read.tries = anchors._TRIES
    assert read.marked(mark_of("a"), 0, 1) == []


def test_only_the_text_that_was_hashed_is_the_text() -> None:
    text = "The contract was signed."
    source = "- source: trend\n  type: agency\n  sha256: {}\n- event: e\n  type: signing\n  evidence: trend\n"
    right = source.format(sha256(text.encode()).hexdigest())
    assert problems(PEOPLE + right, {"trend": text}) == []
    assert [problem.code for problem in problems(PEOPLE + right, {"trend": text + " "})] == ["text-changed"]


def test_a_text_that_is_not_at_hand_is_not_checked() -> None:
    assert list(anchors.check(_ledger(_place("abc", 0, 2)), {})) == []
    assert list(anchors.check(_ledger(_place("abc", 0, 2)), {"other": "abc"})) == []


def test_a_quote_without_words_and_a_place_without_a_mark() -> None:
    assert _codes("abc def", Evidence(source=SourceId("trend"), quote="zzz  ")) == ["lost"]
    assert _codes("abc def", Evidence(source=SourceId("trend"), start=0, end=3, quote="   ")) == ["lost"]
    assert _codes("abc def", Evidence(source=SourceId("trend"), start=0, end=3)) == ["unmarked"]


def test_places_that_moved_apart_are_found_one_by_one() -> None:
    old = "The first sentence. The second sentence."
    new = "New. The first sentence. And more. The second sentence."
    assert _codes(new, _place(old, 0, 18), _place(old, 20, 39)) == ["moved", "moved"]


def test_words_that_stand_everywhere_are_not_counted_for_ever() -> None:
    place = Evidence(source=SourceId("trend"), start=0, end=2, quote="no")
    (problem,) = anchors.check(_ledger(place), {"trend": "x" + "no" * 500})
    assert problem.message == "the text has moved, and the words stand in it 100 times"
