"""Tables of votes as CSV: what is written is read, whatever the order, and each mistake has its line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.votes import similarity
from multivector.exchange.votes import read_votes

some = settings(max_examples=60, deadline=None)
HEAD = "state,roll,vote,year\n"
words = {1: "yes", 2: "abstain", 3: "no", 0: ""}


@some
@given(
    st.dictionaries(st.tuples(st.sampled_from("ABC"), st.integers(0, 5)), st.integers(0, 3), min_size=1),
    st.permutations(["state", "roll", "vote", "year"]),
)
def test_what_is_written_is_read_in_any_order_of_columns(cast: dict[tuple[str, int], int], order: list[str]) -> None:
    lines = [",".join(order)]
    for (state, roll), vote in cast.items():
        cells = {"state": state, "roll": f"r{roll}", "vote": words[vote], "year": str(2000 + roll // 3)}
        lines.append(",".join(cells[name] for name in order))
    made, problems = read_votes("\n".join(lines), "v.csv")
    assert problems == () or made is None
    voted = {key: vote for key, vote in cast.items() if vote}
    if made is None:
        assert not voted
        return
    assert {state for state, _ in voted} == set(made.states)
    assert (made.table > 0).sum() == len(voted)
    rolls = sorted({roll for _, roll in voted})
    found = similarity(made)
    for one in made.states:
        for other in made.states:
            both = [roll for roll in rolls if (one, roll) in voted and (other, roll) in voted]
            assert found.n[made.states.index(one), made.states.index(other)] == len(both)
            if both:
                agreed = np.mean([voted[one, roll] == voted[other, roll] for roll in both])
                assert found.of(one, other)["agreement"] == pytest.approx(float(agreed))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", [("votes-head", 1)]),
        ("a,b\n1,2\n", [("votes-head", 1)]),
        (HEAD, [("votes-head", 1)]),
        (HEAD + "A,1,maybe,2000\nA,2,yes,2000\n", [("votes-vote", 2)]),
        (HEAD + "A,1,yes,MM\nA,2,yes,2000\n", [("votes-year", 2)]),
        (HEAD + "A,1,yes,2000\nB,1,yes,2001\n", [("votes-year", 3)]),
        (HEAD + "A,1,yes,2000\nA,1,no,2000\n", [("votes-twice", 3)]),
        (HEAD + "A,1\n,1,yes,2000\nA,2,no,2000-01-01\n", [("votes-row", 2), ("votes-row", 3)]),
        (HEAD + 'A,1,yes,2000\nA,"' + "x" * 200_000 + '",no,2000\n', [("votes-row", 3)]),
    ],
)
def test_every_mistake_has_its_line_and_the_rest_is_read(text: str, said: list[tuple[str, int]]) -> None:
    made, problems = read_votes(text, "v.csv")
    assert [(one.code, one.place.line) for one in problems] == said
    assert (made is None) == (text in {"", HEAD, "a,b\n1,2\n"})


@some
@given(st.text(max_size=80))
def test_whatever_stands_in_a_file_it_gives_votes_or_says_why_not(text: str) -> None:
    made, problems = read_votes(HEAD + text.replace("\x00", ""), "v.csv")
    assert made is not None or problems
