"""Which values an entry's sources give for a field, which of them stand, and what was known when.

A value written on the entry itself is the claim of the entry's own evidence. Rival claims stand side by side until
the analyst adopts one; a lens may also be asked to go by another source, or by all rivals at once.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from multivector.model.entries import AnyEntry, Source
from multivector.model.evidence import Adoption, Evidence
from multivector.model.fields import rival_fields
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.parts import Outcome

OWN = "entry"
"""The key of the claim that an entry's own fields make."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One value that sources give for a field of an entry; `adopted` if the analyst goes by it."""

    value: Any
    key: str
    evidence: tuple[Evidence, ...]
    adopted: bool = False

    @property
    def asserted(self) -> bool:
        """Whether at least one source asserts or predicts it, rather than denies or doubts it (the analyst's own does)."""
        return not self.evidence or any(evidence.does in {"asserts", "predicts"} for evidence in self.evidence)


def claimed(entry: AnyEntry, key: str) -> tuple[Claimed, ...]:
    """Give every value claimed for the field with this key, in the order of the file; the entry's own first."""
    chosen = {adoption.claim for adoption in entry.adopted if adoption.field in {None, key}}
    own = getattr(entry, attribute(key), None)
    found = [] if own in {None, ()} else [Claimed(own, OWN, entry.evidence, OWN in chosen)]
    for claim in entry.claims:
        found += [Claimed(value, claim.key, claim.evidence, claim.key in chosen) for field, value in claim.values if field == key]
    return tuple(found)


def standing(entry: AnyEntry, key: str, prefer: str | None = None) -> tuple[Claimed, ...]:
    """Give the claims to go by: those of `prefer` (a source or label), else the adopted one, else all asserted rivals."""
    found = tuple(claim for claim in claimed(entry, key) if claim.asserted)
    if prefer is not None:
        preferred = tuple(claim for claim in found if claim.key == prefer or prefer in {e.source for e in claim.evidence})
        if preferred:
            return preferred
    adopted = tuple(claim for claim in found if claim.adopted)
    return adopted or found


def settled(entry: AnyEntry, key: str, prefer: str | None = None) -> Any:  # noqa: ANN401
    """Give the one value to go by, or None where nothing is claimed or rivals are unresolved."""
    values = [claim.value for claim in standing(entry, key, prefer)]
    return values[0] if len({_comparable(value) for value in values}) == 1 else None


def disputed(entry: AnyEntry, key: str) -> bool:
    """Tell whether sources assert different values for the field, adopted or not."""
    return len({_comparable(claim.value) for claim in claimed(entry, key) if claim.asserted}) > 1


def attribute(key: str) -> str:
    """Give the Python name of a field from its key in files."""
    name = key.replace("-", "_")
    return f"{name}_" if name in {"from", "is", "if"} else name


def known(ledger: Ledger, as_of: date) -> Ledger:
    """Give the ledger as it could have been written on a day: without what only later sources say, later decisions and outcomes.

    A source is later if its earliest possible date is after the day; a source without a date counts as known.
    Entries that rested on later sources alone are left out; the analyst's own (without any evidence) stay.
    """
    later = frozenset(
        source.id for source in ledger.of(Source) if source.date is not None and (source.date.earliest or date.min) > as_of
    )
    kept = (_without(entry, later, as_of) for entry in ledger)
    return ledger_of((entry for entry in kept if entry is not None), ledger.dossier)


def _without(record: Any, later: frozenset[str], as_of: date) -> Any:  # noqa: ANN401
    """Copy a record without parts of it that were not known; None if it rested on unknown sources alone."""
    if _is_later(record, later, as_of):
        return None
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            copies = (_without(part, later, as_of) for part in value)
            kept = tuple(copy for copy in copies if copy is not None)
            if kept != value:
                changes[field.name] = kept
    if getattr(record, "evidence", ()) and not changes.get("evidence", record.evidence):  # its own values were not yet said
        changes |= {field.name: field.default for field in rival_fields(type(record)).values()}
    if not changes:
        return record
    copy = dataclasses.replace(record, **changes)
    return None if _unfounded(record, copy) else copy


def _is_later(record: Any, later: frozenset[str], as_of: date) -> bool:  # noqa: ANN401
    """Tell whether a record itself, not only a part of it, came into the world after the day."""
    if isinstance(record, Source):
        return record.id in later
    if isinstance(record, Evidence):
        return record.source in later
    return isinstance(record, Adoption | Outcome) and (record.on.earliest or date.min) > as_of


def _unfounded(before: Any, after: Any) -> bool:  # noqa: ANN401
    """Tell whether a record had evidence or claims and now has neither; a source needs none."""
    if isinstance(before, Source):
        return False
    had = [name for name in ("evidence", "claims") if getattr(before, name, ())]
    return bool(had) and not any(getattr(after, name, ()) for name in had)


def _comparable(value: Any) -> Any:  # noqa: ANN401
    """Make values comparable: the order of actors does not matter."""
    return frozenset(value) if isinstance(value, tuple) else value
