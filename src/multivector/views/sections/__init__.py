"""Result -> section: how each lens's answer is told. `SECTIONS` names them like the lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.views.sections.bargaining import bargaining_section
from multivector.views.sections.commitments import commitments_section
from multivector.views.sections.generations import generations_section
from multivector.views.sections.hypotheses import hypotheses_section
from multivector.views.sections.money import money_section
from multivector.views.sections.niches import niches_section
from multivector.views.sections.partners import partners_section
from multivector.views.sections.pending import pending_section
from multivector.views.sections.posture import posture_section
from multivector.views.sections.rehearse import rehearse_section
from multivector.views.sections.signals import signals_section
from multivector.views.sections.silence import silence_section
from multivector.views.sections.sources import sources_section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.results import Result
    from multivector.views.blocks import Section

SECTIONS: Mapping[str, Callable[[Result[Any], Ledger, str], Section]] = {
    "money": money_section,
    "partners": partners_section,
    "niches": niches_section,
    "pending": pending_section,
    "silence": silence_section,
    "commitments": commitments_section,
    "signals": signals_section,
    "generations": generations_section,
    "hypotheses": hypotheses_section,
    "bargaining": bargaining_section,
    "posture": posture_section,
    "rehearse": rehearse_section,
    "sources": sources_section,
}
