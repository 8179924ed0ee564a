"""Collisions of demands whose acts exclude each other: an exact search, for such components only.

An exclusion lets a bearer act in no more than `most` of its boxes on one day. What a demand uses is a signature: the set of boxes
of exclusions in which an act lies. A demand that keeps an act outside every box once the prohibitions are taken off harms nobody;
so a minimal set has demands that meet boxes, joined by the exclusions they share, and prohibitions that meet those demands.
These sets are grown to the size asked for and each is tried: choose a signature for each demand, on each day, so that
no exclusion is exceeded. Which day: between the ends of validity nothing changes, so of each such stretch as many
days are tried as there are demands for which once is enough.

A set may need more than two demands (three tasks, two places for them), which no comparison of pairs finds.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from multivector.engines.collisions.clauses import Modality
from multivector.engines.collisions.regions import FIRST, LAST, bits, common, meets, minus, without
from multivector.engines.collisions.versions import joint

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from multivector.engines.collisions.background import Exclusion
    from multivector.engines.collisions.regions import Region
    from multivector.engines.collisions.sides import Side
    from multivector.engines.collisions.taxonomy import Taxonomies
    from multivector.engines.collisions.versions import Atoms, Version


class Excluded(NamedTuple):
    """An exclusion whose boxes are extents; each box has a bit of its own among all exclusions."""

    id: str
    boxes: tuple[tuple[int, Region], ...]
    mask: int
    most: int


def excluded(exclusions: Sequence[Exclusion], taxonomies: Taxonomies) -> tuple[Excluded, ...]:
    """Give exclusions with extents.

    Raises:
        ValueError: a box has a term that is unknown, or whose extent is disputed.
    """
    found, bit = [], 0
    for one in exclusions:
        boxes = []
        for box in one.boxes:
            pairs = ((taxonomies.actions, box.action), (taxonomies.objects, box.object), (taxonomies.areas, box.area))
            extents = [taxonomy.extent(term) for taxonomy, term in pairs]
            for taxonomy, term in pairs:
                if taxonomy.atoms[term]:
                    raise ValueError(f"{one.id}: what is of {term!r} is disputed, so an exclusion cannot rest on it")
            boxes.append((1 << bit, (extents[0], extents[1], extents[2], FIRST, LAST)))
            bit += 1
        found.append(Excluded(one.id, tuple(boxes), sum(place for place, _ in boxes), one.most))
    return tuple(found)


def touched(version: Version, exclusions: Sequence[Excluded]) -> list[int]:
    """Give the places of the exclusions of which a version's box meets one."""
    whole = (*version.extents, version.start, version.end)
    return [place for place, one in enumerate(exclusions) if any(meets(whole, box) for _, box in one.boxes)]


def conflicts(
    demands: Sequence[Version], forbids: Side, exclusions: Sequence[Excluded], atoms: Atoms, clauses: int, events: int
) -> Iterator[tuple[tuple[Version, ...], tuple[str, ...]]]:
    """Give sets of versions that exclusions keep from being kept together, and those; the minimal sets are among them."""
    uses = {place: [(version.bearer, one) for one in touched(version, exclusions)] for place, version in enumerate(demands)}
    for chosen in grown({place: shared for place, shared in uses.items() if shared}, clauses):
        asked = [demands[place] for place in chosen]
        if len({one.clause for one in asked}) < len(asked) or joint(asked, atoms, events) < 0:
            continue
        if sum(one.modality is Modality.PERMISSION for one in asked) > 1:
            continue  # nobody said that both rights could be used at once
        near = 0
        for one in asked:
            near |= forbids.all_meeting(one.extents, one.bearer)
        known: list[frozenset[int]] = []
        for size in range(clauses - len(asked) + 1):
            for barred in combinations(list(bits(near)), size):
                if any(less <= set(barred) for less in known):
                    continue
                versions = (*asked, *(forbids.versions[place] for place in barred))
                if joint(versions, atoms, events) < 0 or satisfiable(asked, versions[len(asked) :], exclusions):
                    continue
                known.append(frozenset(barred))
                yield versions, needed(asked, versions[len(asked) :], exclusions)


def grown(uses: Mapping[int, Sequence[Hashable]], most: int) -> Iterator[tuple[int, ...]]:
    """Give the sets of up to `most` things of which all are joined by uses they share, smaller ones first."""
    users: dict[Hashable, list[int]] = {}
    for thing, shared in uses.items():
        for use in shared:
            users.setdefault(use, []).append(thing)
    layer: set[tuple[int, ...]] = {(thing,) for thing in uses}
    for size in range(1, most + 1):
        yield from sorted(layer)
        if size < most:
            layer = {
                tuple(sorted((*chosen, other)))
                for chosen in layer
                for thing in chosen
                for use in uses[thing]
                for other in users[use]
                if other not in chosen
            }


def needed(demands: Sequence[Version], forbids: Sequence[Version], exclusions: Sequence[Excluded]) -> tuple[str, ...]:
    """Give the names of exclusions without which an unsatisfiable set could be kept: a minimal set of them."""
    kept = list(exclusions)
    for one in exclusions:
        fewer = [other for other in kept if other is not one]
        if not satisfiable(demands, forbids, fewer):
            kept = fewer
    return tuple(sorted(one.id for one in kept))


def satisfiable(demands: Sequence[Version], forbids: Sequence[Version], exclusions: Sequence[Excluded]) -> bool:
    """Say whether a plan keeps all of these, on all days."""
    once = [one for one in demands if one.achieve]
    days = _days([*demands, *forbids], len(once))
    daily: dict[int, list[list[int]]] = {}
    for day in days:
        daily[day] = [_signatures(one, _on(forbids, day), exclusions) for one in _on(demands, day) if not one.achieve]
    if not all(_fits(options, exclusions) for options in daily.values()):
        return False
    return _placed(once, forbids, daily, exclusions)


def _placed(
    once: Sequence[Version], forbids: Sequence[Version], daily: dict[int, list[list[int]]], exclusions: Sequence[Excluded]
) -> bool:
    """Say whether each of the demands for which once is enough finds a day."""
    if not once:
        return True
    first, *rest = once
    for day, options in daily.items():
        if first.start <= day < first.end:
            more = [*options, _signatures(first, _on(forbids, day), exclusions)]
            if _fits(more, exclusions) and _placed(rest, forbids, {**daily, day: more}, exclusions):
                return True
    return False


def _on(versions: Iterable[Version], day: int) -> list[Version]:
    return [one for one in versions if one.start <= day < one.end]


def _days(versions: Sequence[Version], once: int) -> list[int]:
    ends = sorted({end for one in versions for end in (one.start, one.end)})
    return [day for start, end in pairwise(ends) for day in range(start, min(end, start + max(1, once)))]


def _signatures(demand: Version, forbids: Sequence[Version], exclusions: Sequence[Excluded]) -> list[int]:
    """Give the least sets of boxes in which a demand can be kept; none if it cannot."""
    free: list[Region] = [(*demand.extents, 0, 1)]
    for one in forbids:
        if demand.every and meets(free[0], (*one.extents, 0, 1)):
            return []
        free = without(free, (*one.extents, 0, 1))
    cells = [(piece, 0) for piece in free]
    for exclusion in exclusions:
        for bit, box in exclusion.boxes:
            cells = [
                (part, used | extra)
                for piece, used in cells
                for part, extra in ([(common(piece, box), bit)] if meets(piece, box) else [])
                + [(left, 0) for left in minus(piece, box)]
            ]
    found = {used for _, used in cells}
    if demand.every:
        everything = 0
        for used in found:
            everything |= used
        return [everything]
    return sorted(used for used in found if not any(other != used and other & used == other for other in found))


def _fits(options: Sequence[Sequence[int]], exclusions: Sequence[Excluded], used: int = 0) -> bool:
    """Say whether a signature of each can be had without exceeding an exclusion."""
    if any((used & one.mask).bit_count() > one.most for one in exclusions):
        return False
    if not options:
        return True
    return any(_fits(options[1:], exclusions, used | choice) for choice in options[0])
