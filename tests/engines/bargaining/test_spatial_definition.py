"""The spatial model against a slow program written from its definition, with the defects of the reference program and without."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.bargaining import Spatial, Stopping, forecast, options, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.engines.bargaining import Table

TURNS = 4


def vote(rule: str, weight: float, d: float, *, ordered: bool = True) -> float:
    whole = float(np.clip(d / 1e-8, -1, 1))
    forms: dict[str, Callable[[], float]] = {
        "Binary": lambda: whole,
        "PropBin": lambda: 0.8 * d + 0.2 * whole,
        "Prop": lambda: d,
        "PropCbc": lambda: 0.5 * d + 0.5 * d**3,
        "Cubic": lambda: d**3,
        "ASymProsp": lambda: (d if d < 0 else 2 / 3 * d) if ordered else 5 / 6 * d,
    }
    return weight * forms[rule]()


@dataclass
class Slow:
    """One turn from the definition; `x`, `q`, `s` in units of the whole space."""

    o: Spatial
    w: np.ndarray
    s: np.ndarray
    x: np.ndarray
    q: np.ndarray
    tied: bool = False

    def far(self, i: int, point: np.ndarray) -> float:
        square = (self.s[i] ** 2).sum()
        return 0.0 if square == 0 else math.sqrt((((self.s[i] * (self.q[i] - point)) ** 2).sum()) / square)

    @staticmethod
    def u(d: float, r: float) -> float:
        return (1 - d) * (1 + r * d) if d <= 1 else (1 - d) * (1 + r)

    def election(self, liking: np.ndarray) -> np.ndarray:
        """Give the chances of options; `liking` is of voter and option."""
        n, m = liking.shape
        c = np.full((m, m), 1e-8)
        for i in range(m):
            for j in range(i):
                votes = [
                    vote(self.o.voting, self.w[k], liking[k, i] - liking[k, j], ordered=self.o.ktab_compat) for k in range(n)
                ]
                c[i, j] += sum(max(each, 0) for each in votes)
                c[j, i] += sum(max(-each, 0) for each in votes)
        v = np.full((m, m), 0.5)
        for i in range(m):
            for j in range(m):
                if i != j:
                    v[i, j] = self.victory(c[i, j], c[j, i])
        if self.o.pce == "Conditional":
            p = v.prod(axis=1)
            return np.asarray(p / p.sum())
        uniform = self.o.pce == "MarkovUniform"
        n_ij = np.full((m, m), 1 / m) if uniform else c * v + 1e-10 * np.eye(m)
        challenge = n_ij / n_ij.sum(axis=0)
        p = np.full(m, 1 / m)
        while True:
            q = np.array([sum(v[i, j] * (p[i] * challenge[j, i] + p[j] * challenge[i, j]) for j in range(m)) for i in range(m)])
            done = np.abs(q - p).max() <= (1e-6 if uniform else 1e-8)
            p = (p + q) / 2
            if done:
                return np.asarray(p)

    def victory(self, a: float, b: float) -> float:
        if self.o.victory == "Binary":
            if a >= 1.1 * b:
                return 1 / (1 + 1e-6)
            if b >= 1.1 * a:
                return 1e-6 / (1 + 1e-6)
            return (a / (a + b) * 2.1 - 1) / 0.1
        power = {"Linear": 1, "Square": 2, "Quartic": 4, "Octic": 8}[self.o.victory]
        return 1 / (1 + (b / a) ** power)

    def risks(self) -> np.ndarray:
        n = len(self.w)
        p = self.election(np.array([[1 - self.far(i, self.x[j]) for j in range(n)] for i in range(n)]))
        low, high = p.min(), p.max()
        if high - low <= 1e-12:
            return np.zeros(n)
        forms = {
            "Min": (p - low) / (high - low),
            "Mid": (3 * p - high - 2 * low) / (2 * (high - low)),
            "Max": (2 * p - high - low) / (high - low),
        }
        return np.asarray(forms[self.o.range])

    def contest(self, h: int, i: int, j: int, risk: np.ndarray) -> tuple[float, float]:
        """Give the chance that i defeats j, and the gain to i of challenging, as h sees them."""
        alpha = options.SHARES[self.o.adjust]
        seen = [risk[h] if k == h else (1 - alpha) * risk[h] + alpha * risk[k] for k in range(len(self.w))]
        whole = self.s.sum(axis=1)

        def u(a: int, b: int) -> float:
            return self.u(self.far(a, self.x[b]), seen[a])

        def cast(k: int, d: float) -> float:
            return vote(self.o.voting, self.w[k] * whole[k], d)

        first = [cast(i, u(i, i) - u(i, j)), cast(j, u(j, i) - u(j, j))]
        a0, b0 = (1e-10 + sum(max(sign * each, 0) for each in first) for sign in (1, -1))
        a, b = a0, b0
        for n in set(range(len(self.w))) - {i, j}:
            ui, uj, un = u(n, i), u(n, j), u(n, n)
            lean = cast(n, ui - uj)
            p = (a0 + max(lean, 0)) / (a0 + b0 + abs(lean))
            helped, harmed = (a0 + abs(lean)) / (a0 + b0 + abs(lean)), a0 / (a0 + b0 + abs(lean))
            if self.o.commit == "SemiCommit":
                d = p * (2 * ui + un) + (1 - p) * 3 * uj - p * 3 * ui - (1 - p) * (2 * uj + un)
            elif self.o.ktab_compat:
                d = 0.0
            else:
                d = (3 if self.o.commit == "FullCommit" else 2) * (helped - harmed) * (ui - uj)
            a += max(cast(n, d), 0)
            b += max(-cast(n, d), 0)
        phi = a / (a + b)
        mine, theirs = u(i, i), u(i, j)
        return phi, (1 - whole[j]) * 2 * mine + whole[j] * (phi * 2 * mine + (1 - phi) * 2 * theirs) - mine - theirs

    def between(self, i: int, j: int, phi: float) -> tuple[np.ndarray, np.ndarray]:
        si, sj, xi, xj = self.s[i], self.s[j], self.x[i], self.x[j]
        if self.o.interpolation == "S2PMax":
            di, dj = max(0.0, 1 - 2 * phi), max(0.0, 2 * phi - 1)
            ki = di * sj**2 / (di * sj**2 + 1e-6 + (1 - di) * si**2)
            kj = dj * si**2 / (dj * si**2 + 1e-6 + (1 - dj) * sj**2)
            return xi + ki * (xj - xi), xj + kj * (xi - xj)
        power = 1 if self.o.interpolation == "S1P1" else 2
        a, b = si**power * phi**power, sj**power * (1 - phi) ** power
        ends = ((a + 1e-6) * xi + b * xj) / (a + b + 1e-6), (a * xi + (b + 1e-6) * xj) / (a + b + 1e-6)
        return np.trunc(1e4 * ends[0] + 0.5) / 1e4, np.trunc(1e4 * ends[1] + 0.5) / 1e4

    def turn(self) -> np.ndarray:
        n, whole, risk = len(self.w), self.s.sum(axis=1), self.risks()
        compat = self.o.ktab_compat
        bargains: list[tuple[int, int, np.ndarray, np.ndarray]] = []
        for i in range(n):
            gains = [-math.inf if i == j else self.contest(i, i, j, risk)[1] for j in range(n)]
            j = int(np.argmax(gains))
            self.tied |= sum(each > gains[j] - 1e-9 for each in gains) > 1 or abs(gains[j] - 1e-5) < 1e-9
            if not gains[j] > 1e-5:
                continue
            mine = self.between(i, j, self.contest(i, i, j, risk)[0])
            phi, gain = self.contest(j, i, j, risk)
            theirs = self.between(i, j, gain if compat else phi)
            a, b = self.w[i] * whole[i], self.w[i if compat else j] * whole[j]
            mixed = tuple(
                (a * one + b * other) / (a + b) if a + b > 0 else (one + other) / 2
                for one, other in zip(mine, theirs, strict=True)
            )
            of = {"InitOnlyInterp": [mine], "InitRcvrInterp": [mine, theirs], "PWCompInterp": [mixed]}[self.o.bargain]
            bargains += [(i, j, *each) for each in of]
        after = self.x.copy()
        for k in range(n):
            lying: list[np.ndarray] = [state for b in bargains if b[0] < k and k in b[:2] for state in [self.state(*b)]]
            lying += [self.x] + [self.state(*b) for b in bargains if b[0] >= k and k in b[:2]]
            if not compat:
                lying = [each for at, each in enumerate(lying) if not any(np.abs(each - e).max() <= 1e-12 for e in lying[:at])]
            liking = np.array(
                [[sum(self.u(self.far(a, point), risk[a]) for point in state) / n for state in lying] for a in range(n)]
            )
            p = self.election(liking)
            best = int(np.argmax(p))
            self.tied |= bool((np.sort(p)[:-1] > p[best] - 1e-9).any())
            after[k] = lying[best][k]
        return after

    def state(self, i: int, j: int, xi: np.ndarray, xj: np.ndarray) -> np.ndarray:
        after = self.x.copy()
        after[i], after[j] = xi, xj
        return after


def slow(of: Table, o: Spatial, accommodation: np.ndarray) -> list[np.ndarray] | None:
    """Give positions turn by turn; None where two options tie, which rounding decides."""
    x = of.position / 100
    q, found = x.copy(), [x]
    for _ in range(TURNS):
        w = of.capability if o.ktab_compat else np.ldexp(of.capability, round(math.log2(100 / of.capability.max())))
        one = Slow(o, w, of.salience / 100, x, q)
        x = one.turn()
        if one.tied:
            return None
        q = np.array([accommodation[i] @ x + (1 - accommodation[i].sum()) * q[i] for i in range(len(x))])
        found.append(x)
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[Table, Spatial, np.ndarray]:
    n, k = draw(st.integers(3, 5)), draw(st.integers(1, 2))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    shares = rng.dirichlet(np.ones(n + 1), n)[:, :n] if draw(st.booleans()) else np.eye(n)
    made = table(
        [f"a{i}" for i in range(n)],
        rng.integers(0, 101, (n, k)),
        rng.uniform(1, 100 / k, (n, k)),
        rng.uniform(1, 100, n),
        accommodation=shares,
    )
    names: dict[str, Any] = {
        "victory": options.Victory,
        "pce": options.Pce,
        "voting": options.Voting,
        "range": options.Range,
        "commit": options.Commit,
        "interpolation": options.Interpolation,
        "bargain": options.Bargain,
    }
    chosen: dict[str, Any] = {name: draw(st.sampled_from(get_args(each))) for name, each in names.items()}
    compat = draw(st.booleans())
    chosen["adjust"] = draw(st.sampled_from(["None", "OneThird", "Half", "TwoThirds"] + ([] if compat else ["Full"])))
    return made, Spatial(**chosen, ktab_compat=compat, stopping=Stopping(TURNS, TURNS, 0)), shares


@settings(max_examples=120, deadline=None)
@given(cases())
def test_the_model_is_what_its_definition_says(case: tuple[Table, Spatial, np.ndarray]) -> None:
    made, chosen, shares = case
    expected = slow(made, chosen, shares)
    if expected is None:
        return
    try:
        found = forecast(made, options=chosen)
    except ValueError as error:
        assert "reference program ends" in str(error)  # noqa: PT017  # it tells of one turn of many
        assert chosen.ktab_compat  # likewise
        return
    assert found.positions / 100 == pytest.approx(np.array(expected), abs=1e-9)
