"""Which boxes cover, meet or lie within others, beside every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multivector.engines.collisions.clauses import Modality
from multivector.engines.collisions.regions import bits
from multivector.engines.collisions.sides import Side
from multivector.engines.collisions.versions import Version

EXTENTS = st.tuples(*(st.integers(1, (1 << 12) - 1) | st.sampled_from([1, 2, 1 << 11, 3]) for _ in range(3)))


def version(place: int, extents: tuple[int, int, int], bearer: str) -> Version:
    return Version(place, bearer, Modality.PROHIBITION, False, False, extents, None, 0, (), 0, 1)  # noqa: FBT003  # columns


@given(st.lists(st.tuples(EXTENTS, st.sampled_from("xy")), max_size=12), EXTENTS)
def test_a_side_answers_as_every_pair_of_boxes_does(
    boxes: list[tuple[tuple[int, int, int], str]], asked: tuple[int, int, int]
) -> None:
    side = Side([version(place, extents, bearer) for place, (extents, bearer) in enumerate(boxes)])
    mine = [(place, extents) for place, (extents, bearer) in enumerate(boxes) if bearer == "x"]
    for _ in range(2):  # the second time from what was kept
        assert list(bits(side.all_covering(asked, "x"))) == [
            p for p, e in mine if all(not a & ~o for a, o in zip(asked, e, strict=True))
        ]
        assert list(bits(side.all_meeting(asked, "x"))) == [
            p for p, e in mine if all(a & o for a, o in zip(asked, e, strict=True))
        ]
        assert list(bits(side.all_within(asked, "x"))) == [
            p for p, e in mine if all(not o & ~a for a, o in zip(asked, e, strict=True))
        ]
        for dimension, extent in enumerate(asked):
            held = [extents[dimension] & extent for extents, _ in boxes]
            pairs = [p for p, a in enumerate(held) if a != extent and any(a | b == extent and b != extent for b in held)]
            assert list(bits(side.halves(dimension, extent))) == pairs
