"""What sources say of competition -> whether the words of others bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.lenses.sources import voice
from multivector.model.claims import claimed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.lenses.niches.presence import Presence, Word
    from multivector.model.entries import Capacity
    from multivector.model.ledger import Ledger

Verdict = Literal["holds", "fails", "untold"]
_ABLE = frozenset({"able", "leading"})
_SURE = ("asserts", "predicts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One level that another source asserts, and whether it speaks for what is tested, or against."""

    id: str
    supplier: str
    level: str
    speaks: Literal["for", "against"]
    because: tuple[str, ...]
    """The entry, and the sources that say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One saying of a source about a niche, and what the words of other voices make of it."""

    says: Literal["rivals", "no-rivals", "absent"]
    source: str
    supplier: str
    rival: str | None
    niche: str
    verdict: Verdict
    heard: tuple[Heard, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A supplier whom a source calls absent from some niches, and others in which the ledger has it able all the same."""

    source: str
    supplier: str
    absent: tuple[str, ...]
    able: tuple[str, ...]
    because: tuple[str, ...]


def sayings(ledger: Ledger, entries: Iterable[Capacity], found: tuple[Word, ...]) -> tuple[Saying, ...]:
    """Test each saying on who competes, and each absence that another voice has a word on, by the words of other voices.

    That two compete holds if both are able or leading by all that others say, and fails if either is neither by any; that
    they do not, the other way round. An absence holds if others say nothing else, and fails if none of them says so. One that the
    analyst adopted is what the ledger goes by, and is not tested.
    """
    return tuple(dict.fromkeys((*_competing(ledger, entries, found), *_absent(ledger, found))))


def elsewhere(found: Iterable[Saying], present: Iterable[Presence]) -> tuple[Elsewhere, ...]:
    """Give, for each source that calls a supplier absent, where else that supplier is surely able."""
    denied: dict[tuple[str, str], dict[str, None]] = {}
    for saying in found:
        if saying.says == "absent":
            denied.setdefault((saying.source, saying.supplier), {})[saying.niche] = None
    able = [one for one in present if one.levels and _ABLE.issuperset(one.levels)]
    made = []
    for (source, supplier), niches in denied.items():
        others = [one for one in able if one.supplier == supplier and one.niche not in niches]
        if others:
            because = tuple(dict.fromkeys(id_ for one in others for id_ in one.because))
            made.append(
                Elsewhere(
                    source=source,
                    supplier=supplier,
                    absent=tuple(niches),
                    able=tuple(one.niche for one in others),
                    because=because,
                )
            )
    return tuple(made)


def _competing(ledger: Ledger, entries: Iterable[Capacity], found: tuple[Word, ...]) -> Iterable[Saying]:
    for entry in entries:
        supplier = ledger.partner(entry.of)
        said = [(claim.value, item) for claim in claimed(entry, "rivals") for item in claim.evidence]
        for rivals, item in said:
            for rival in dict.fromkeys(ledger.partner(id_) for id_ in rivals):
                affirmed = item.does in _SURE
                sides = [_others(ledger, item.source, entry.niche, one, found) for one in (supplier, rival)]
                compete = _compete(*sides)
                heard = tuple(_heard(word, (word.level in _ABLE) == affirmed, ledger) for side in sides for word in side)
                yield Saying(
                    says="rivals" if affirmed else "no-rivals",
                    source=item.source,
                    supplier=supplier,
                    rival=rival,
                    niche=entry.niche,
                    verdict="untold" if compete is None else "holds" if compete == affirmed else "fails",
                    heard=heard,
                    because=_because(ledger, entry.id, item.source, heard),
                )


def _absent(ledger: Ledger, found: tuple[Word, ...]) -> Iterable[Saying]:
    for word in found:
        for source in word.texts if word.level == "absent" and not word.adopted else ():
            others = _others(ledger, source, word.niche, word.supplier, found)
            heard = tuple(_heard(other, other.level == "absent", ledger) for other in others)
            sides = {one.speaks for one in heard}
            if heard:
                yield Saying(
                    says="absent",
                    source=source,
                    supplier=word.supplier,
                    rival=None,
                    niche=word.niche,
                    verdict="untold" if len(sides) > 1 else "holds" if "for" in sides else "fails",
                    heard=heard,
                    because=_because(ledger, word.id, source, heard),
                )


def _others(ledger: Ledger, source: str, niche: str, supplier: str, found: tuple[Word, ...]) -> list[Word]:
    """Give what other voices say of a supplier in a niche, or the analyst without naming any."""
    own = voice(ledger, source)
    told = [word for word in found if (word.niche, word.supplier) == (niche, supplier)]
    return [word for word in told if not word.texts or any(voice(ledger, text) != own for text in word.texts)]


def _compete(one: list[Word], other: list[Word]) -> bool | None:
    """Tell whether two suppliers are both able by all that is said of them; None where that is open."""
    sides = [{word.level in _ABLE for word in side} for side in (one, other)]
    if {False} in sides:
        return False
    return True if sides == [{True}, {True}] else None


def _heard(word: Word, agrees: bool, ledger: Ledger) -> Heard:  # noqa: FBT001  # the saying is borne out or not
    texts = (text for text in word.texts if text in ledger)
    speaks: Literal["for", "against"] = "for" if agrees else "against"
    return Heard(id=word.id, supplier=word.supplier, level=word.level, speaks=speaks, because=(word.id, *texts))


def _because(ledger: Ledger, entry: str, source: str, heard: tuple[Heard, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entry, *([source] if source in ledger else []), *(one.id for one in heard))))
