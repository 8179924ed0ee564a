"""The minimal sets of prohibitions that leave a demand no act.

A demand for some act of a box, without exclusions between acts, cannot be kept beside prohibitions just where their boxes cover
its box; prohibitions alone are kept by doing nothing, and demands do not get in each other's way. So each minimal set holds one
demand and a minimal cover. A cover is searched by branching over the prohibitions that hold one point still free, each later
branch without the earlier choices, so that none is found twice; the last choice is read off, being what holds the hull of all
that is left. Two boxes that cover a box, neither alone, are both full in all dimensions but one, the same: where two are to be
chosen, only those are tried.

A demand of every act cannot be kept beside any prohibition that meets it. Where once while in force is enough, time is one more
dimension of the box; otherwise all have a day in common as soon as any two have (intervals: Helly).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.engines.collisions.regions import bits, hull, meets, minus, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from multivector.engines.collisions.regions import Region
    from multivector.engines.collisions.sides import Side
    from multivector.engines.collisions.versions import Version

    Fits = Callable[[tuple[Version, ...]], bool]

_TWO = 2


def region(version: Version, demand: Version) -> Region:
    """Give what a version holds, as far as a demand is concerned: its days count only where once is enough."""
    return (*version.extents, version.start, version.end) if demand.achieve else (*version.extents, 0, 1)


def alone(demand: Version, forbids: Side) -> int:
    """Give the prohibitions each of which leaves a demand no act."""
    if demand.every:
        return forbids.all_meeting(demand.extents, demand.bearer)
    found = forbids.all_covering(demand.extents, demand.bearer)
    if demand.achieve:
        for place in bits(found):
            other = forbids.versions[place]
            if other.start > demand.start or other.end < demand.end:
                found ^= 1 << place
    return found


def together(demand: Version, forbids: Side, most: int, fits: Fits) -> Iterator[tuple[Version, ...]]:
    """Give the minimal covers of 2 to `most` prohibitions.

    Args:
        demand: Whose acts are to be covered.
        forbids: The prohibitions.
        most: How many of them.
        fits: Says whether a demand and prohibitions can be in force together; if not, no more are added to them.
    """
    a, b, r = demand.extents
    if most < _TWO or demand.every or not (demand.achieve or a & (a - 1) or b & (b - 1) or r & (r - 1)):
        return
    wide = most > _TWO or demand.achieve
    allowed = forbids.of(demand.bearer) & ~alone(demand, forbids) if wide else _halves(demand, forbids)
    if allowed:
        yield from _minimal(demand, _extended(demand, [region(demand, demand)], (), allowed, forbids, most, fits))


def _halves(demand: Version, forbids: Side) -> int:
    """Give the prohibitions that may be one of two that cover."""
    found = 0
    for dimension, extent in enumerate(demand.extents):
        if halves := forbids.halves(dimension, extent):
            for other, wide in enumerate(demand.extents):
                if other != dimension:
                    halves &= forbids.covering(other, wide)
            found |= halves
    return found & forbids.of(demand.bearer) if found else 0


def completed(demand: Version, first: Version, forbids: Side, most: int, fits: Fits) -> Iterator[tuple[Version, ...]]:
    """Give the minimal covers of 2 to `most` prohibitions, of which `first`, not among `forbids`, is one."""
    left = minus(region(demand, demand), region(first, demand))
    allowed = forbids.of(demand.bearer) & ~alone(demand, forbids)
    yield from _minimal(demand, _extended(demand, left, (first,), allowed, forbids, most - 1, fits))


def _extended(
    demand: Version,
    free: Sequence[Region],
    chosen: tuple[Version, ...],
    allowed: int,
    forbids: Side,
    left: int,
    fits: Fits,
) -> Iterator[tuple[Version, ...]]:
    """Give the covers that complete those chosen."""
    if left == 1:
        whole = hull(free)
        for place in bits(allowed & forbids.all_covering(whole[:3], demand.bearer)):
            last = forbids.versions[place]
            if not demand.achieve or (last.start <= whole[3] and whole[4] <= last.end):
                yield (*chosen, last)
        return
    a, b, r, start, _ = free[0]
    point = (a & -a, b & -b, r & -r, start, start + 1)
    for place in bits(allowed & forbids.all_covering(point[:3], demand.bearer)):
        next_one = forbids.versions[place]
        held = region(next_one, demand)
        if not meets(point, held):
            continue
        allowed ^= 1 << place
        if not fits((demand, *chosen, next_one)):
            continue
        rest = without(free, held)
        if rest:
            yield from _extended(demand, rest, (*chosen, next_one), allowed, forbids, left - 1, fits)
        else:
            yield (*chosen, next_one)


def _minimal(demand: Version, covers: Iterator[tuple[Version, ...]]) -> Iterator[tuple[Version, ...]]:
    """Give the covers that need each of theirs; none of them covers alone."""
    for cover in covers:
        if len(cover) == _TWO or not any(_covers(demand, [other for other in cover if other is not one]) for one in cover):
            yield cover


def _covers(demand: Version, forbids: Sequence[Version]) -> bool:
    free = [region(demand, demand)]
    for one in forbids:
        free = without(free, region(one, demand))
    return not free


def meet(one: Version, other: Version) -> bool:
    """Say whether two versions of one bearer have an act in common on some day."""
    return one.bearer == other.bearer and meets((*one.extents, one.start, one.end), (*other.extents, other.start, other.end))
