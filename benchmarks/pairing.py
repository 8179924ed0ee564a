"""Gold entries and drafts: which draft may be which entry, and a pairing of them one to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from multivector.model.money import Amount
    from multivector.reader.drafts import Draft

_THINKING = {"hypothesis", "interpretation", "claim"}
FITTING = {
    "visit": {"visit"},
    "meeting": {"meeting", "call"},
    "agreement": {"agreement", "purchase", "package-part", "signing"},
    "commitment": {"undertaking", "agreement", "purchase"},
    "deadline": {"deadline", "signing"},
    "prediction": {"prediction", "signing", "deadline", "visit"},
    "hypothesis": _THINKING,
    "interpretation": _THINKING,
    "claim": _THINKING | {"competition", "supply"},
    "statement": {"statement", "toast"},
    "signal": {"reading", "gesture", "statement"},
    "gesture": {"gesture"},
    "proposal": {"proposal"},
    "legislation": {"law"},
    "legal_status": {"law"},
    "competition": {"competition", "supply"},
    "withholding": {"figure", "document"},
}
"""Kinds of the gold, and the forms of drafts that fit them."""
_DONE = {"done", "signed", "adopted", "accepted", "in force", "in force (declared)", "declared", "reaffirmed"}
_AHEAD = {"planned", "expected", "pending", "pending (in negotiation)", "possible"}


def denied(draft: Draft) -> bool:
    """Tell whether a draft says that something is not so, or that somebody denies it."""
    return draft.polarity == "negative" or draft.modality == "denied"


def meets(draft: Draft, entry: Mapping[str, Any]) -> bool:
    """Tell whether a draft's evidence overlaps that of an entry."""
    return any(mine.start < its["end"] and its["start"] < mine.end for mine in draft.evidence for its in entry["evidence"])


def fits(draft: Draft, entry: Mapping[str, Any]) -> bool:
    """Tell whether a draft could be this entry: its kind, and whether the thing is so."""
    kind, form = entry["kind"], draft.form
    if kind == "non_event":
        return denied(draft) or draft.kind == "missed"
    if kind == "deadline":
        return draft.kind == ("missed" if entry.get("status") == "missed" else "expectation")
    if draft.kind == "withholding":
        return kind == "withholding" or entry.get("disclosure") == "undisclosed"
    if kind == "claim" and rejected(entry):
        return form in FITTING[kind] and denied(draft)
    if kind == "prediction" and form in {"agreement", "purchase"}:
        return denied(draft) if entry.get("polarity") == "negative" else draft.modality in {"planned", "possible"}
    if kind == "commitment" and "date" in entry and draft.kind == "expectation":
        return True
    if kind == "competition":
        return form in FITTING[kind] and denied(draft) == entry["polarity"].startswith("not")
    return form in FITTING[kind] and (not denied(draft) or kind in {"prediction", *_THINKING}) and draft.kind != "missed"


def rejected(entry: Mapping[str, Any]) -> bool:
    """Tell whether the gold says that a claim is rejected."""
    return entry.get("polarity") == "rejected" or "denied" in entry.get("assertion", "")


def status_right(draft: Draft, entry: Mapping[str, Any]) -> bool | None:
    """Tell whether a draft says of a happening or deal what the gold says of its status; None where it says nothing."""
    status = entry.get("status", "").lower()
    if status in _DONE:
        return draft.modality == "done"
    return draft.modality in {"planned", "possible"} if status in _AHEAD else None


def pairs(found: Sequence[Draft], entries: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Pair entries and drafts one to one, as many as can be; those of the right status first."""
    able = {
        at: sorted(
            (number for number, draft in enumerate(found) if fits(draft, entry) and meets(draft, entry)),
            key=lambda number, entry=entry: status_right(found[number], entry) is False,  # type: ignore[misc]  # bound now
        )
        for at, entry in enumerate(entries)
    }
    taken: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for number in able[at]:
            if number in tried:
                continue
            tried.add(number)
            if number not in taken or place(taken[number], tried):
                taken[number] = at
                return True
        return False

    for at in able:
        place(at, set())
    return sorted((at, number) for number, at in taken.items())


def springs(draft: Draft, trap: Mapping[str, Any]) -> bool:
    """Tell whether a draft is one that a trap is set for."""
    at, pattern = trap["at"], trap["pattern"]
    if at is not None and not (at["start"] <= draft.head.start and draft.head.end <= at["end"]):
        return False
    if pattern.keys() <= {"kind", "form"} and denied(draft):
        return False
    said = {
        "kind": draft.kind,
        "form": draft.form,
        "modality": draft.modality,
        "polarity": draft.polarity,
        "attribution": draft.attribution.by,
    }
    plain = all(said[name] in (value if isinstance(value, list) else [value]) for name, value in pattern.items() if name in said)
    roles = all(
        any(party.role == role and party.actor == f"iso3:{pattern[role]}" for party in draft.parties)
        for role in ("payer", "buyer")
        if role in pattern
    )
    return plain and roles and ("amount" not in pattern or _of(draft, pattern["amount"]))


def _of(draft: Draft, wanted: Amount | str) -> bool:
    said = draft.amount
    if said is None or isinstance(wanted, str):
        return said is not None
    return (said.low, said.high, said.unit) == (wanted.low, wanted.high, wanted.unit)
