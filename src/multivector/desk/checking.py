"""The text of entries as a person leaves it -> entries and problems, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.checks import run_checks
from multivector.files.build import build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.files.text import decode
from multivector.files.values import is_reference
from multivector.model.ledger import ledger_of
from multivector.model.problems import Problem, by_place
from multivector.model.walk import values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

SHOWN = "entry"
"""How problems call the text that is shown."""


def built_from(text: str) -> tuple[list[AnyEntry], list[Problem]]:
    """Give the entries of a text, and what is wrong with it."""
    lines = Lines(text)
    node, wrong = parse(text, SHOWN, lines)
    if node is None or wrong:
        return [], wrong or [refusal("there is no entry", "write one, or skip it")]
    entries, more = build_entries(node, SHOWN, lines)
    return entries, more


def edited(ledger: Ledger, text: str, id_: str | None) -> tuple[list[AnyEntry], tuple[Problem, ...]]:
    """Check a text that is to stand in place of an entry, or, without one, beside all others."""
    _, unseen = decode(text.encode("utf-8", "replace"), SHOWN)
    if unseen:
        return [], by_place(unseen)
    built, wrong = built_from(text)
    ids = [entry.id for entry in built]
    if id_ is not None and not wrong and ids != [id_]:
        return built, (refusal(f"this must stay the entry {id_!r} alone", "keep its id; add others apart"),)
    twice = sorted({each for each in ids if ids.count(each) > 1 or (each != id_ and each in ledger.by_id)})
    if twice:
        return built, (refusal(f"the id {twice[0]!r} is that of another entry already", "give it its own id"),)
    would = ledger_of([*built, *named_by(ledger, built)], ledger.dossier)
    found = [problem for problem in run_checks(would, {}) if problem.place.file == SHOWN and problem.level != "info"]
    return built, by_place([*wrong, *found])


def named_by(ledger: Ledger, entries: Sequence[AnyEntry]) -> list[AnyEntry]:
    """Give the entries that some name, and those that these name: what the checks look at, however large the dossier."""
    found: dict[str, AnyEntry] = {}
    open_ = list(entries)
    while open_:
        for _, field, value in values_of(open_.pop()):
            other = ledger.by_id.get(value) if is_reference(field.type) else None
            if other is not None and other.id not in found:
                found[other.id] = other
                open_.append(other)
    return list(found.values())


def refusal(message: str, help_: str) -> Problem:
    """Say why a text as a whole cannot be taken."""
    return Problem(Lines("").place(SHOWN, 0), "not-acceptable", message, help_)
