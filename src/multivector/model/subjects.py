"""What dealings are about: agendas (fields of policy) and sectors (fields of business), with their codes elsewhere.

Agendas follow the major topics of the Comparative Agendas Project (master codebook), under readable names, and
add the three that diplomacy needs and it lacks: shared memory, status, alignment. Sectors name the section of the
United Nations' ISIC (rev. 4) and the agenda that a dealing in the sector belongs to unless its entry says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Agenda = Literal[
    "economy", "rights", "health", "agriculture", "labour", "education", "environment", "energy", "migration", "transport",
    "law", "welfare", "housing", "commerce", "security", "technology", "trade", "diplomacy", "government", "resources",
    "culture", "memory", "status", "alignment",
]  # fmt: skip
AGENDAS: tuple[Agenda, ...] = get_args(Agenda)

CAP: dict[Agenda, int | None] = {
    "economy": 1, "rights": 2, "health": 3, "agriculture": 4, "labour": 5, "education": 6, "environment": 7, "energy": 8,
    "migration": 9, "transport": 10, "law": 12, "welfare": 13, "housing": 14, "commerce": 15, "security": 16,
    "technology": 17, "trade": 18, "diplomacy": 19, "government": 20, "resources": 21, "culture": 23,
    "memory": None, "status": None, "alignment": None,
}  # fmt: skip
"""Agenda -> major topic of the Comparative Agendas Project; None where it has none."""

PLOVER: dict[Agenda, tuple[str, ...]] = {
    "economy": ("economic",), "rights": ("human_rights", "rights_freedoms", "lgbt"), "health": ("health",),
    "environment": ("environment",), "migration": ("migration", "asylum"), "law": ("legal", "crime"),
    "security": ("military", "intelligence", "cbrn", "cyber"), "technology": ("technology",),
    "diplomacy": ("diplomatic",), "government": ("executive", "legislative", "political_institutions"),
    "resources": ("natural_resource",),
}  # fmt: skip
"""Agenda -> contexts of PLOVER 2.0; agendas without one are left out."""

Sector = Literal[
    "agriculture", "agricultural-machinery", "aviation", "chemicals", "construction", "critical-minerals", "defence-industry",
    "education", "electricity", "finance", "food", "gas", "health", "information-technology", "logistics", "machinery",
    "metals", "mixed", "nuclear-power", "oil", "petrochemicals", "rail", "roads", "space", "telecommunications", "textiles",
    "tourism", "uranium", "vehicles", "water",
]  # fmt: skip
SECTORS: tuple[Sector, ...] = get_args(Sector)


@dataclass(frozen=True, slots=True)
class SectorCodes:
    """The section letter of ISIC rev. 4 (empty for mixed) and the agenda of a sector."""

    isic: str
    agenda: Agenda


SECTOR_CODES: dict[Sector, SectorCodes] = {
    "agriculture": SectorCodes("A", "agriculture"),
    "agricultural-machinery": SectorCodes("C", "agriculture"),
    "aviation": SectorCodes("H", "transport"),
    "chemicals": SectorCodes("C", "commerce"),
    "construction": SectorCodes("F", "commerce"),
    "critical-minerals": SectorCodes("B", "resources"),
    "defence-industry": SectorCodes("C", "security"),
    "education": SectorCodes("P", "education"),
    "electricity": SectorCodes("D", "energy"),
    "finance": SectorCodes("K", "commerce"),
    "food": SectorCodes("C", "agriculture"),
    "gas": SectorCodes("B", "energy"),
    "health": SectorCodes("Q", "health"),
    "information-technology": SectorCodes("J", "technology"),
    "logistics": SectorCodes("H", "transport"),
    "machinery": SectorCodes("C", "commerce"),
    "metals": SectorCodes("C", "resources"),
    "mixed": SectorCodes("", "trade"),
    "nuclear-power": SectorCodes("D", "energy"),
    "oil": SectorCodes("B", "energy"),
    "petrochemicals": SectorCodes("C", "energy"),
    "rail": SectorCodes("H", "transport"),
    "roads": SectorCodes("H", "transport"),
    "space": SectorCodes("J", "technology"),
    "telecommunications": SectorCodes("J", "technology"),
    "textiles": SectorCodes("C", "commerce"),
    "tourism": SectorCodes("I", "commerce"),
    "uranium": SectorCodes("B", "energy"),
    "vehicles": SectorCodes("C", "commerce"),
    "water": SectorCodes("E", "environment"),
}
