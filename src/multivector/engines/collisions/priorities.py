"""Which of two clauses prevails, and by what rule; a collision is resolved by it, never dropped.

In this order, the first rule that speaks for either decides:

    1. what is peremptory prevails over what is not                          VCLT art. 53
    2. what rests on the UN Charter prevails over what does not              Charter art. 103, VCLT art. 30(1)
    3. an instrument prevails over one that declares itself subject to it    VCLT art. 30(2)
    4. the later treaty, if all parties of the earlier are parties of it     VCLT art. 30(3)
    5. a treaty prevails over a political commitment                         no rule of law: a breach has other consequences
    6. the narrower box, between the same parties                            lex specialis: a maxim, hence arguable

Promises to different partners are under none of 4 and 6; so collisions between partners remain (VCLT art. 30(4)-(5);
International Law Commission, Conclusions on fragmentation, 2006, 24-27). Parties or dates that are not known decide nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.engines.collisions.clauses import Box, Rank
from multivector.engines.collisions.results import UNSETTLED, Precedence, Resolution, Ruling, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.engines.collisions.clauses import Clause
    from multivector.engines.collisions.taxonomy import Taxonomies


def prevailing(one: Clause, other: Clause, taxonomies: Taxonomies) -> tuple[bool, Precedence] | None:
    """Say whether the first prevails (true) or the second (false), and by what rule; None if no rule decides."""
    for rank, rule in ((Rank.PEREMPTORY, Precedence.PEREMPTORY), (Rank.CHARTER, Precedence.CHARTER)):
        if (one.rank >= rank) != (other.rank >= rank):
            return one.rank >= rank, rule
    if decided := _told(one, other):
        return decided
    if (one.rank is Rank.POLITICAL) != (other.rank is Rank.POLITICAL):
        return other.rank is Rank.POLITICAL, Precedence.BINDING
    if one.parties and one.parties == other.parties:
        if _narrower(one, other, taxonomies):
            return True, Precedence.SPECIAL
        if _narrower(other, one, taxonomies):
            return False, Precedence.SPECIAL
    return None


def resolution(clauses: Sequence[Clause], taxonomies: Taxonomies) -> Resolution:
    """Say which of the clauses of a collision gives way to each of the others, if one does."""
    for loser in clauses:
        rulings = []
        for other in clauses:
            if other is not loser:
                decided = prevailing(other, loser, taxonomies)
                if decided is None or not decided[0]:
                    break
                rulings.append(Ruling(other.id, decided[1]))
        else:
            if rulings:
                arguable = any(ruling.by is Precedence.SPECIAL for ruling in rulings)
                return Resolution(Standing.ARGUABLE if arguable else Standing.RESOLVED, loser.id, tuple(rulings))
    return UNSETTLED


def _told(one: Clause, other: Clause) -> tuple[bool, Precedence] | None:
    """Say what the texts themselves, or their order, decide."""
    over, under = one.instrument in other.yields_to, other.instrument in one.yields_to
    if over != under:
        return over, Precedence.SUBJECT
    if not over and _supersedes(one, other):
        return True, Precedence.LATER
    if not over and _supersedes(other, one):
        return False, Precedence.LATER
    return None


def _supersedes(late: Clause, early: Clause) -> bool:
    """Say whether one treaty takes the place of the other (VCLT art. 30(3))."""
    if (
        early.date is None
        or late.date is None
        or early.date >= late.date
        or not early.parties
        or early.instrument == late.instrument
    ):
        return False
    return early.parties <= late.parties and Rank.POLITICAL not in (early.rank, late.rank)


def _narrower(one: Clause, other: Clause, taxonomies: Taxonomies) -> bool:
    if not isinstance(one.what, Box) or not isinstance(other.what, Box):
        return False
    pairs = (
        (taxonomies.actions.extents[one.what.action], taxonomies.actions.extents[other.what.action]),
        (taxonomies.objects.extents[one.what.object], taxonomies.objects.extents[other.what.object]),
        (taxonomies.areas.extents[one.what.area], taxonomies.areas.extents[other.what.area]),
    )
    return all(not mine & ~theirs for mine, theirs in pairs) and any(mine != theirs for mine, theirs in pairs)
