"""The equations of the stochastic world as plain objects of Mesa: a state and its partners are agents of one model a trajectory.

Run as a script, where Mesa is installed, it reads a world and parameters as JSON and prints trajectory-steps a second of the
processor under the adaptive niche policy. It needs nothing else.
"""

from __future__ import annotations

import json
import math
import sys
import time
from importlib import import_module
from types import SimpleNamespace
from typing import Any

TRAJECTORIES, STEPS = 60, 60


def run(of: Any, at: dict[str, float], trajectories: int, steps: int) -> tuple[float, list[float]]:  # noqa: ANN401, C901  # one model
    """Run trajectories one after another; give the seconds of the processor and the mean of needs met of each."""
    mesa: Any = import_module("mesa")

    class Partner(mesa.Agent):  # type: ignore[misc]  # untyped there
        """A partner: what befalls it, and how it is trusted."""

        def __init__(self, model: Any, place: int) -> None:  # noqa: ANN401
            super().__init__(model)
            self.place = place
            self.trust = self.start = float(of.trust[place])
            self.sanctioned, self.war = bool(of.sanctioned[place]), False
            self.dependence = self.share = 0.0
            self.open = 1.0
            self.bound = 0.3

        def befall(self) -> None:
            chance = of.sanctions[self.place]
            self.sanctioned = self.random.random() >= chance[1] if self.sanctioned else self.random.random() < chance[0]
            chance = of.war[self.place]
            self.war = self.random.random() >= chance[1] if self.war else self.random.random() < chance[0]

        def close(self) -> None:
            shut = at["phi_s"] * self.sanctioned + at["phi_c"] * self.war
            if self.model.secondary:
                shut += at["phi_z"] * of.imposes[self.place]
            self.open = max(1 - shut, 0.0)

        def deal(self) -> None:
            self.dependence += at["memory"] * (self.share - self.dependence)
            against = sum(of.rivalry[self.place][other.place] * other.bound for other in self.model.partners)
            aim = self.start + at["b_commit"] * self.bound + at["b_engage"] * self.share - at["eta"] * against
            self.trust += at["trust_pace"] * (min(max(aim, 0.0), 1.0) - self.trust)
            drawn, chance = self.random.random(), of.leader[self.place]
            if drawn < chance:
                self.trust += at["jump"] * (2 * drawn / chance - 1)
            self.trust = min(max(self.trust, 0.0), 1.0)

        def coerce(self) -> None:
            chance = 4 * at["h_coerce"] * (1 - self.trust) * self.dependence**2 * of.power[self.place]
            if self.random.random() < chance and self.dependence >= at["resist"]:
                self.model.state.met = [each * (1 - at["psi"] * self.dependence) for each in self.model.state.met]

    class State(mesa.Agent):  # type: ignore[misc]  # untyped there
        """The state: what it takes from whom, and how it fares."""

        def __init__(self, model: Any) -> None:  # noqa: ANN401
            super().__init__(model)
            self.met = [at["n_home"]] * len(of.needs)
            self.legitimacy = at["l_home"]
            self.needs: list[float] = []

        def choose(self) -> None:
            for partner in self.model.partners:
                partner.share = 0.0
            for need in range(len(of.needs)):
                scores = [
                    of.capability[need][one.place] * one.open * one.trust - at["chi"] * max(one.dependence - at["cap"], 0.0)
                    for one in self.model.partners
                ]
                e = [math.exp(at["beta"] * (score - max(scores))) for score in scores]
                worth = 0.0
                for partner, each in zip(self.model.partners, e, strict=True):
                    a = each / sum(e)
                    worth += a * of.capability[need][partner.place] * partner.open * partner.trust
                    partner.share += of.weight[need] * a
                self.met[need] += at["pace"] * (min(1.0, at["gain"] * worth) - self.met[need])

        def fare(self) -> None:
            partners = self.model.partners
            autonomy = 1 - sum(one.dependence**2 * of.power[one.place] for one in partners)
            total = sum(met * weight for met, weight in zip(self.met, of.weight, strict=True))
            chance = 2 * at["h_unrest"] * (1 - self.legitimacy) * (1 + at["c_unrest"] * any(one.war for one in partners))
            drawn, hit = self.random.random(), 0.0
            if drawn < chance:
                help_ = sum(one.bound * of.capability[0][one.place] * one.trust for one in partners)
                survives = min(1.0, at["s_base"] + at["s_help"] * (help_ + at["own_security"] * self.met[0]))
                hit = at["hit_survived"] if drawn / chance < survives else at["hit_failed"]
            income = math.sqrt(3.0) * (2 * self.random.random() - 1)
            moved = (
                at["rho"] * (at["l_home"] - self.legitimacy) + at["g_needs"] * (total - at["n_home"]) + at["g_income"] * income
            )
            self.legitimacy = min(max(self.legitimacy + moved - at["g_autonomy"] * (1 - autonomy) - hit, 0.0), 1.0)
            self.needs.append(total)

    class Trajectory(mesa.Model):  # type: ignore[misc]  # untyped there
        """One trajectory."""

        def __init__(self, seed: int) -> None:
            super().__init__(seed=seed)
            self.partners = [Partner(self, place) for place in range(len(of.partners))]
            self.state = State(self)
            self.secondary = False

        def step(self) -> None:
            partners = self.agents_by_type[Partner]
            partners.do("befall")
            hazard = at["h_sec"] * sum(one.sanctioned * one.dependence**2 for one in self.partners)
            drawn = self.random.random()
            self.secondary = drawn >= at["z_off"] if self.secondary else drawn < hazard
            partners.do("close")
            self.state.choose()
            partners.do("deal")
            partners.do("coerce")
            self.state.fare()

    begin = time.process_time()
    told = []
    for seed in range(trajectories):
        made = Trajectory(seed)
        for _ in range(steps):
            made.step()
        told.append(sum(made.state.needs) / steps)
    return time.process_time() - begin, told


if __name__ == "__main__":
    given = json.load(sys.stdin)
    took, needs = run(SimpleNamespace(**given["world"]), given["parameters"], TRAJECTORIES, STEPS)
    print(f"mean of needs met: {sum(needs) / len(needs):.3f}", file=sys.stderr)
    print(TRAJECTORIES * STEPS / took)
