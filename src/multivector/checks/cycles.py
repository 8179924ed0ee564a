"""Nothing may be part of itself, repeat itself or replace itself, by however many steps.

What: `part-of` of every kind, `repeats` of sources, `replaces` of expectations, `instrument` of commitments.
Why: a sum over the parts of a package that contains itself has no answer.
Example: `a: part-of: b` and `b: part-of: a`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import kind_of
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger

_LINKS = {"part_of": "part-of", "repeats": "repeats", "replaces": "replaces", "instrument": "instrument"}

_SHOWN = 5


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report each cycle once, at its member that comes first in the ledger."""
    del texts
    for name, key in _LINKS.items():
        links = {entry.id: link for entry in ledger if (link := getattr(entry, name, None)) is not None}
        for cycle in _cycles(links):
            first = min(cycle)
            ring = cycle[cycle.index(first) :] + cycle[: cycle.index(first)]
            shown = [*ring[:_SHOWN], *(["…"] if len(ring) > _SHOWN else []), first]
            message = f"{key!r} leads in a circle: {' → '.join(shown)}"
            help_ = (
                f"take `{key}:` out of one of them"
                if len(ring) > 1
                else f"delete it, or name another {kind_of(ledger.by_id[first])}"
            )
            yield Mistake("cycle", message, help_).at(place_of(ledger.by_id[first], key))


def _cycles(links: Mapping[str, str]) -> Iterator[list[str]]:
    """Follow each link once; a walk that meets its own trail has found a cycle."""
    done: set[str] = set()
    for start in links:
        trail: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            trail.append(here)
            here = links.get(here)
        if here in trail:
            yield trail[trail.index(here) :]
