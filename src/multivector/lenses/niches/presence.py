"""Capacities and deals -> who is present in which niche, between which ends, and who was used there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from multivector.lenses.money.lines import Line, lines_of
from multivector.model.claims import claimed, standing
from multivector.model.entries import Capacity, Deal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.model.dates import Date
    from multivector.model.ledger import Ledger

    Ends = tuple[float, float]
    Scale = Mapping[str, Ends]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a claim says of one supplier in one niche: how able; if absent, why; since when."""

    id: str
    actor: str
    supplier: str
    niche: str
    level: str
    why: str | None
    since: Date | None
    texts: tuple[str, ...]
    """Sources that assert or predict it."""
    stands: bool
    """Whether the lens goes by it: it is adopted, or nothing is."""
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One supplier in one niche. No `levels`: none is recorded, and it was used all the same."""

    niche: str
    supplier: str
    levels: tuple[str, ...]
    """Levels that stand, the least first."""
    low: float
    high: float
    why: tuple[str, ...]
    since: tuple[Date, ...]
    used: tuple[str, ...]
    """Deals that count and for which it was chosen."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A deal that counts, in the niches that it serves; in none where capacities know none of its own."""

    line: Line
    niches: tuple[str, ...]
    suppliers: tuple[str, ...]
    by_sector: bool

    @property
    def sure(self) -> bool:
        """Whether it is known to serve these niches, rather than some of those in its sector."""
        return not self.by_sector or len(self.niches) == 1


def capacities(ledger: Ledger) -> tuple[Capacity, ...]:
    """Give the capacities in the market of the dossier's state."""
    return tuple(entry for entry in ledger.of(Capacity) if entry.market in {None, ledger.state})


def words(ledger: Ledger, entries: Iterable[Capacity]) -> tuple[Word, ...]:
    """Give every level that a source asserts or the analyst writes."""
    found = []
    for entry in entries:
        standing_ = standing(entry, "level")
        why, since = _beside(entry, "why"), _beside(entry, "since")
        found += [
            Word(
                id=entry.id,
                actor=entry.of,
                supplier=ledger.partner(entry.of),
                niche=entry.niche,
                level=claim.value,
                why=why.get(claim.key),
                since=since.get(claim.key),
                texts=tuple(item.source for item in claim.evidence if item.does in {"asserts", "predicts"}),
                stands=claim in standing_,
                adopted=claim.adopted,
            )
            for claim in claimed(entry, "level")
            if claim.asserted
        ]
    return tuple(found)


def placed(ledger: Ledger, entries: Iterable[Capacity]) -> tuple[Placed, ...]:
    """Give the deals that totals count, in those of their niches that capacities know, else in the niches of their sector."""
    within: dict[str | None, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        within[entry.sector][entry.niche] = None
    known = {niche for niches in within.values() for niche in niches}
    found = []
    for line in lines_of(ledger):
        deal = ledger.by_id[line.id]
        assert isinstance(deal, Deal)  # noqa: S101  # lines are made of deals
        niches = tuple(dict.fromkeys(deal.niche)) or tuple(within.get(deal.sector, ()))
        if line.counted and niches:
            named = [ledger.partner(id_) for claim in standing(deal, "supplier") for id_ in claim.value]
            found.append(
                Placed(
                    line=line,
                    niches=tuple(niche for niche in niches if niche in known),
                    suppliers=tuple(dict.fromkeys(named)) or line.partners,
                    by_sector=not deal.niche,
                )
            )
    return tuple(found)


def presences(found: Iterable[Word], deals: Iterable[Placed], scale: Scale) -> tuple[Presence, ...]:
    """Give who is present where; a supplier that was used though nothing is recorded of it is at least marginal there."""
    said: dict[tuple[str, str], list[Word]] = defaultdict(list)
    for word in found:
        if word.stands:
            said[word.niche, word.supplier].append(word)
    used: dict[tuple[str, str], list[str]] = defaultdict(list)
    for deal in deals:
        for niche in deal.niches if deal.sure else ():
            for supplier in deal.suppliers:
                used[niche, supplier].append(deal.line.id)
    return tuple(
        _presence(niche, supplier, said[niche, supplier], tuple(used[niche, supplier]), scale)
        for niche, supplier in sorted({*said, *used})
    )


def _presence(niche: str, supplier: str, found: list[Word], used: tuple[str, ...], scale: Scale) -> Presence:
    low, high = ends(found, scale) or (scale["marginal"][0], 1.0)
    return Presence(
        niche=niche,
        supplier=supplier,
        levels=tuple(level for level in scale if any(word.level == level for word in found)),
        low=low,
        high=high,
        why=tuple(sorted({word.why for word in found if word.why is not None})),
        since=tuple(sorted({word.since for word in found if word.since is not None}, key=lambda day: day.sort_key())),
        used=used,
        because=tuple(dict.fromkeys((*(word.id for word in found), *used))),
    )


def ends(found: Iterable[Word], scale: Scale) -> Ends | None:
    """Give between which ends a presence lies: all that is said of an actor, then of a state its most able actor; None unsaid."""
    hulls: dict[str, list[str]] = defaultdict(list)
    for word in found:
        hulls[word.actor].append(word.level)
    if not hulls:
        return None
    actors = [(min(scale[one][0] for one in levels), max(scale[one][1] for one in levels)) for levels in hulls.values()]
    return max(low for low, _ in actors), max(high for _, high in actors)


def _beside(entry: Capacity, key: str) -> dict[str, Any]:
    """Give what claims that stand say of another field, by the claim's key."""
    return {claim.key: claim.value for claim in claimed(entry, key) if claim.asserted}
