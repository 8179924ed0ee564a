"""Boxes by their extents: which cover a set of leaves, meet it, lie within it. Answers are bits over the versions of a side.

A set of leaves is covered by the extents that hold its lowest leaf and have nothing of it outside; so a question costs a few
operations on integers, and its answer is kept. Equality and order of terms mean nothing here, only their extents.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from multivector.engines.collisions.regions import packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.engines.collisions.versions import Version

_FEW = 4


class Side:
    """The versions that demand an act, or those that forbid one.

    Attributes:
        versions: They, in the order of their bits.
    """

    __slots__ = ("_at", "_bearers", "_covering", "_halves", "_holding", "_lowest", "_meeting", "_within", "versions")

    def __init__(self, versions: Sequence[Version]) -> None:
        """Hold versions; they are sorted by their extents at the first question."""
        self.versions = versions
        self._at: list[dict[int, int]] = []
        self._bearers: dict[str, int] = {}
        self._holding: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(3)]
        self._lowest: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(3)]
        self._covering: list[dict[int, int]] = [{} for _ in range(3)]
        self._meeting: list[dict[int, int]] = [{} for _ in range(3)]
        self._within: list[dict[int, int]] = [{} for _ in range(3)]
        self._halves: list[dict[int, int]] = [{} for _ in range(3)]

    @property
    def at(self) -> list[dict[int, int]]:
        """Give the versions of each extent, in each dimension."""
        if not self._at:
            self._sort()
        return self._at

    def of(self, bearer: str) -> int:
        """Give the versions of a bearer."""
        if not self._at:
            self._sort()
        return self._bearers.get(bearer, 0)

    def _sort(self) -> None:
        size = len(self.versions)
        bearers: dict[str, list[int]] = defaultdict(list)
        first: dict[int, list[int]] = defaultdict(list)
        second: dict[int, list[int]] = defaultdict(list)
        third: dict[int, list[int]] = defaultdict(list)
        for place, version in enumerate(self.versions):
            bearers[version.bearer].append(place)
            a, b, r = version.extents
            first[a].append(place)
            second[b].append(place)
            third[r].append(place)
        self._bearers = {bearer: packed(places, size) for bearer, places in bearers.items()}
        self._at = [{extent: packed(places, size) for extent, places in by.items()} for by in (first, second, third)]
        for dimension, by in enumerate(self._at):
            for extent in by:
                self._lowest[dimension][extent & -extent].append(extent)
                rest = extent
                while rest:
                    leaf = rest & -rest
                    self._holding[dimension][leaf].append(extent)
                    rest ^= leaf

    def covering(self, dimension: int, extent: int) -> int:
        """Give the versions whose extent holds all these leaves."""
        found = self._covering[dimension].get(extent)
        if found is None:
            at, found = self.at[dimension], 0
            for other in self._holding[dimension].get(extent & -extent, ()):
                if not extent & ~other:
                    found |= at[other]
            self._covering[dimension][extent] = found
        return found

    def meeting(self, dimension: int, extent: int) -> int:
        """Give the versions whose extent holds one of these leaves."""
        found = self._meeting[dimension].get(extent)
        if found is None:
            at, found = self.at[dimension], 0
            if extent.bit_count() <= _FEW:
                rest = extent
                while rest:
                    leaf = rest & -rest
                    for other in self._holding[dimension].get(leaf, ()):
                        found |= at[other]
                    rest ^= leaf
            else:
                for other, mask in at.items():
                    if other & extent:
                        found |= mask
            self._meeting[dimension][extent] = found
        return found

    def within(self, dimension: int, extent: int) -> int:
        """Give the versions whose extent has none but these leaves."""
        found = self._within[dimension].get(extent)
        if found is None:
            at, lowest, found = self.at[dimension], self._lowest[dimension], 0
            rest = extent
            while rest:
                leaf = rest & -rest
                for other in lowest.get(leaf, ()):
                    if not other & ~extent:
                        found |= at[other]
                rest ^= leaf
            self._within[dimension][extent] = found
        return found

    def halves(self, dimension: int, extent: int) -> int:
        """Give the versions whose extent, with that of another but not without, holds all these leaves."""
        found = self._halves[dimension].get(extent)
        if found is None:
            at, found = self.at[dimension], 0
            whole = self.covering(dimension, extent)
            for one in self._holding[dimension].get(extent & -extent, ()):
                rest = extent & ~one
                if rest and (others := self.covering(dimension, rest) & ~whole):
                    found |= at[one] | others
            self._halves[dimension][extent] = found
        return found

    def all_covering(self, extents: tuple[int, int, int], bearer: str) -> int:
        """Give the bearer's versions whose boxes hold all of a box."""
        found = self.covering(0, extents[0])
        if found:
            found &= self.covering(1, extents[1])
        if found:
            found &= self.covering(2, extents[2]) & self.of(bearer)
        return found

    def all_meeting(self, extents: tuple[int, int, int], bearer: str) -> int:
        """Give the bearer's versions whose boxes meet a box."""
        return self.meeting(0, extents[0]) & self.meeting(1, extents[1]) & self.meeting(2, extents[2]) & self.of(bearer)

    def all_within(self, extents: tuple[int, int, int], bearer: str) -> int:
        """Give the bearer's versions whose boxes lie within a box."""
        return self.within(0, extents[0]) & self.within(1, extents[1]) & self.within(2, extents[2]) & self.of(bearer)
