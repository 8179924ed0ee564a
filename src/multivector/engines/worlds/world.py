"""What a world is made of: partners and needs, what each can do, and parameters, each with its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the model: its usual value and the range over which it is varied. Judgements unless `source` says more."""

    value: float
    low: float
    high: float
    means: str
    source: str = "judgement"


def _around(value: float, means: str) -> Parameter:
    return Parameter(value, value / 2, min(value * 2, 1.0) if value <= 1 else value * 2, means)


PARAMETERS: Mapping[str, Parameter] = {
    "phi_s": Parameter(0.6, 0.3, 0.9, "by how much sanctions on a partner close it"),
    "phi_c": Parameter(0.4, 0.2, 0.8, "by how much a war of a partner closes it"),
    "phi_z": Parameter(0.5, 0.25, 0.9, "by how much secondary sanctions close those who impose them"),
    "h_sec": _around(0.15, "how readily dependence on the sanctioned brings secondary sanctions, a quarter"),
    "z_off": _around(0.10, "chance that these end, a quarter"),
    "gain": Parameter(1.4, 0.9, 2.0, "what a partner's work is worth beside a need"),
    "pace": _around(0.15, "share of the way that what is met moves to what is delivered, a quarter"),
    "memory": _around(0.08, "share of the way that dependence moves to the present share, a quarter"),
    "trust_pace": _around(0.20, "share of the way that trust moves, a quarter"),
    "b_commit": _around(0.25, "trust that a commitment brings"),
    "b_engage": _around(0.20, "trust that dealing brings"),
    "eta": _around(0.30, "trust that a commitment to a rival costs"),
    "jump": Parameter(0.30, 0.10, 0.50, "most by which trust jumps when a partner's leader changes"),
    "h_coerce": _around(0.10, "how readily a partner coerces who depends on it, a quarter"),
    "psi": Parameter(0.50, 0.25, 0.90, "what coercion takes of the needs met, at full dependence"),
    "resist": Parameter(0.35, 0.20, 0.50, "dependence below which coercion does nothing"),
    "h_unrest": _around(0.04, "how readily there is unrest, a quarter, at no legitimacy at all"),
    "c_unrest": Parameter(0.5, 0.0, 1.0, "by what share a war among partners makes it likelier"),
    "s_base": Parameter(0.30, 0.10, 0.60, "chance that unrest is survived without any help"),
    "s_help": Parameter(0.60, 0.30, 1.00, "chance that help and security add"),
    "own_security": Parameter(0.30, 0.10, 0.60, "what the security need counts beside a partner's help"),
    "hit_survived": _around(0.05, "legitimacy lost when unrest is survived"),
    "hit_failed": Parameter(0.40, 0.20, 0.60, "legitimacy lost when it is not"),
    "l_home": Parameter(0.60, 0.40, 0.80, "legitimacy to which it returns"),
    "rho": _around(0.05, "how fast it returns, a quarter"),
    "g_needs": _around(0.10, "legitimacy that needs met above the usual bring, a quarter"),
    "n_home": Parameter(0.70, 0.50, 0.90, "share of what the best partners could meet that is taken for usual"),
    "g_income": _around(0.02, "legitimacy that a good quarter of the economy brings"),
    "g_autonomy": _around(0.05, "legitimacy that lost autonomy costs, a quarter"),
    "beta": Parameter(20.0, 10.0, 40.0, "how sharply the best partner is preferred"),
    "chi": Parameter(2.0, 0.0, 4.0, "how much dependence above the cap is avoided"),
    "cap": Parameter(0.40, 0.25, 0.60, "the cap on dependence that a careful policy keeps"),
}
NAMES = tuple(PARAMETERS)
INDEX: Mapping[str, int] = {name: at for at, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Partners and needs.

    Attributes:
        partners: Their names.
        needs: Theirs; the one numbered `security` helps against unrest.
        capability: Of need and partner, 0 to 1: how well it can be met.
        own: Of need, 0 to 1: how well without anybody.
        weight: Of need: how much it counts, summing to 1.
        power: Of partner, 0 to 1: how much dependence on it costs autonomy.
        trust: Of partner, 0 to 1: at the start, and where it returns.
        rivalry: Of partner and partner, 0 to 1.
        sanctions: Of partner: chance a quarter that sanctions on it begin, and that they end.
        war: Of partner: chance a quarter that a war of its begins, and that it ends.
        leader: Of partner: chance a quarter that its leader changes.
        imposes: Of partner: 1 for those who impose secondary sanctions.
        sanctioned: Of partner: 1 for those under sanctions at the start.
        security: Number of the need.
    """

    partners: tuple[str, ...]
    needs: tuple[str, ...]
    capability: Floats
    own: Floats
    weight: Floats
    power: Floats
    trust: Floats
    rivalry: Floats
    sanctions: Floats
    war: Floats
    leader: Floats
    imposes: Floats
    sanctioned: Floats
    security: int = 0

    def __post_init__(self) -> None:
        """Refuse what does not fit, or is no share."""
        p, j = len(self.partners), len(self.needs)
        shapes = {
            "capability": (j, p), "own": (j,), "weight": (j,), "power": (p,), "trust": (p,), "rivalry": (p, p),
            "sanctions": (p, 2), "war": (p, 2), "leader": (p,), "imposes": (p,), "sanctioned": (p,),
        }  # fmt: skip
        for name, shape in shapes.items():
            values = getattr(self, name)
            if values.shape != shape:
                raise ValueError(f"{name} has the shape {shape}, not {values.shape}")
            if not ((values >= 0) & (values <= 1)).all():
                raise ValueError(f"{name} lies between 0 and 1")
        if not np.isclose(self.weight.sum(), 1) or not 0 <= self.security < j:
            raise ValueError("weights of needs sum to 1, and one of the needs is security")


def usual() -> Floats:
    """Give the usual value of every parameter, in the order of NAMES."""
    return np.array([each.value for each in PARAMETERS.values()])
