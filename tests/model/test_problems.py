from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from multivector.model.problems import Mistake, Place, Problem, by_place

if TYPE_CHECKING:
    import random

places = st.builds(Place, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(1, 12), st.integers(1, 12), st.integers(1, 3))
problems = st.builds(Problem, places, st.sampled_from(["tab", "alias"]), st.text("xy", max_size=2), st.just("help"))


@given(st.lists(problems, max_size=12), st.randoms(use_true_random=False))
def test_problems_come_by_place_each_once_however_they_were_found(found: list[Problem], chance: random.Random) -> None:
    shuffled = [*found, *found]
    chance.shuffle(shuffled)
    ordered = by_place(shuffled)
    assert ordered == by_place(found)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))
    keys = [(problem.place.file, problem.place.line, problem.place.column, problem.code) for problem in ordered]
    assert keys == sorted(keys)


@given(st.integers(0, 2000))
def test_a_message_says_what_is_wrong_however_long_the_text_that_it_quotes(length: int) -> None:
    shown = Mistake("bad-date", f"{'x' * length} is not a date", "help").at(Place("f", 1, 1)).message
    assert shown.endswith(" is not a date")
    assert len(shown) <= 400
    assert ("…" in shown) == (length + len(" is not a date") > 400)


def test_a_place_is_clickable() -> None:
    assert str(Place("dossier/a.yaml", 3, 9)) == "dossier/a.yaml:3:9"
