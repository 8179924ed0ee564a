"""Ledger, parameters -> result: one lens a question. `LENSES` lists them in the order in which a briefing asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.lenses.bargaining import bargaining
from multivector.lenses.commitments import commitments
from multivector.lenses.generations import generations
from multivector.lenses.hypotheses import hypotheses
from multivector.lenses.money import money
from multivector.lenses.niches import niches
from multivector.lenses.partners import partners
from multivector.lenses.pending import pending
from multivector.lenses.posture import posture
from multivector.lenses.rehearse import rehearse
from multivector.lenses.signals import signals
from multivector.lenses.silence import silence
from multivector.lenses.sources import sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from multivector.model.results import Result

LENSES: Mapping[str, Callable[..., Result[Any]]] = {
    "money": money,
    "partners": partners,
    "niches": niches,
    "pending": pending,
    "silence": silence,
    "commitments": commitments,
    "signals": signals,
    "generations": generations,
    "hypotheses": hypotheses,
    "bargaining": bargaining,
    "posture": posture,
    "rehearse": rehearse,
    "sources": sources,
}

__all__ = [
    "LENSES",
    "bargaining",
    "commitments",
    "generations",
    "hypotheses",
    "money",
    "niches",
    "partners",
    "pending",
    "posture",
    "rehearse",
    "signals",
    "silence",
    "sources",
]
