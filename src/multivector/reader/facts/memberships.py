"""Bodies that are parts of others, by their names: «отдел печати министерства» is a part of the ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.facts.records import Membership

if TYPE_CHECKING:
    from multivector.reader.entities import Entity
    from multivector.reader.facts.offices import Page


def memberships(page: Page) -> tuple[Membership, ...]:
    """Give the bodies that have another body or a place in their name, each with the widest such name, once."""
    found: dict[tuple[str, str], Membership] = {}
    outer: Entity | None = None
    for each in page.entities:
        if outer is None or each.first >= outer.end:
            outer = each
        elif outer.kind == "ORG" and each.kind != "PER" and outer.holds(each):
            text = page.cut.text
            found.setdefault((outer.span.of(text), each.span.of(text)), Membership(outer, each))
            if each.kind == "ORG":
                outer = each
    return tuple(found.values())
