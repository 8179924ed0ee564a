"""Regions: a product of sets of leaves and a stretch of days, `(actions, objects, areas, start, end)`, and what is left of them.

Sets are the bits of integers. The difference of two regions is at most five regions that do not meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Region = tuple[int, int, int, int, int]
FIRST, LAST = -(1 << 60), 1 << 60
"""The days before and after which nothing lies."""


def bits(mask: int) -> Iterator[int]:
    """Give the places of the bits that are set, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def packed(places: Iterable[int], size: int) -> int:
    """Give the integer in which these of `size` bits are set."""
    room = bytearray(size // 8 + 1)
    for place in places:
        room[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(room, "little")


def meets(one: Region, other: Region) -> bool:
    """Say whether two regions have a point in common."""
    return bool(one[0] & other[0] and one[1] & other[1] and one[2] & other[2]) and one[3] < other[4] and other[3] < one[4]


def common(one: Region, other: Region) -> Region:
    """Give the common part of two regions that meet."""
    return one[0] & other[0], one[1] & other[1], one[2] & other[2], max(one[3], other[3]), min(one[4], other[4])


def minus(whole: Region, part: Region) -> list[Region]:
    """Give the points of one region outside another, as regions that do not meet."""
    if not meets(whole, part):
        return [whole]
    a, b, r, start, end = whole
    left: list[Region] = []
    if outside := a & ~part[0]:
        left.append((outside, b, r, start, end))
        a &= part[0]
    if outside := b & ~part[1]:
        left.append((a, outside, r, start, end))
        b &= part[1]
    if outside := r & ~part[2]:
        left.append((a, b, outside, start, end))
        r &= part[2]
    if start < part[3]:
        left.append((a, b, r, start, part[3]))
    if part[4] < end:
        left.append((a, b, r, part[4], end))
    return left


def without(pieces: Sequence[Region], part: Region) -> list[Region]:
    """Give what is left of regions outside another."""
    return [left for piece in pieces for left in minus(piece, part)]


def hull(pieces: Sequence[Region]) -> Region:
    """Give the least region that holds these."""
    a, b, r, start, end = pieces[0]
    for piece in pieces[1:]:
        a, b, r, start, end = a | piece[0], b | piece[1], r | piece[2], min(start, piece[3]), max(end, piece[4])
    return a, b, r, start, end


def points(pieces: Iterable[Region]) -> int:
    """Count the combinations of leaves of regions that do not meet, each region on as many days as another."""
    return sum(piece[0].bit_count() * piece[1].bit_count() * piece[2].bit_count() for piece in pieces)
