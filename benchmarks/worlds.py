"""Trajectories of the stochastic world: the compiled loop beside the same equations as objects of Mesa, and beside chance.

Mesa runs in an environment that this script makes, since the project does not need it; without a network that figure is skipped,
with the reason. The bound is what counting random numbers alone would take: as many of them for each step, and nothing else.
Growth is shown by the memory at its highest after a tenth of the trajectories and after all.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from multivector.engines.compiled import compiled
from multivector.engines.worlds import NAMES, World, in_place, means, outcomes, usual
from multivector.engines.worlds.draws import keys
from multivector.engines.worlds.kernel import next_uniform
from multivector.engines.worlds.policies import niches

MESA = ("mesa==3.3.1",)
STEPS = 60
COUNT, ALL = 50_000, 1_000_000
LEAST, TIMES, MOST = 4e6, 250.0, 20.0
ROUNDS = 3
MIB = 1 << 10
GROWTH = 1.2


def main() -> int:
    """Print the figures; fail if one of them misses its bar."""
    of, at = world(), usual()
    adaptive, static = niches(of), niches(of, adaptive=False)
    outcomes(of, adaptive, at, seed=1, count=10, steps=2)  # compile first
    with threadpool_limits(1):
        rate = {name: COUNT * STEPS / best(of, policy) for name, policy in (("adaptive", adaptive), ("static", static))}
        begin = time.process_time()
        outcomes(of, adaptive, at, seed=1, count=COUNT // 10, steps=STEPS, fast=False)
        reference = COUNT // 10 * STEPS / (time.process_time() - begin)
        bound = chance(4 * len(of.partners) + 3)
        means(of, adaptive, at, seed=1, count=ALL // 10, steps=STEPS)
        first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        begin = time.process_time()
        means(of, adaptive, at, seed=1, count=ALL, steps=STEPS)
        whole = time.process_time() - begin
        last = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    theirs = peer()
    print(f"trajectory-steps a second of the processor: adaptive {rate['adaptive']:,.0f}, static {rate['static']:,.0f}")
    print(f"NumPy reference {reference:,.0f}; random numbers alone {bound:,.0f}, {bound / rate['adaptive']:.1f} times as many")
    print(
        f"{ALL:,} trajectories of {STEPS} steps: {whole:.1f} s; at its highest {first:.0f} MiB at a tenth, {last:.0f} MiB at all"
    )
    fast, flat = rate["adaptive"], last < first * GROWTH
    alone = f"random numbers alone: {bound:.3g}"
    lines = [
        ("worlds-steps", fast, "steps a second of the processor", alone, fast / bound, LEAST, fast >= LEAST),
        ("worlds-million", whole, "s of the processor", f"{MOST} s", MOST / whole, MOST, whole <= MOST and flat),
    ]
    if theirs is not None:
        beside = f"Mesa: {theirs:,.0f}"
        lines.append(("worlds-against-mesa", fast, "steps a second", beside, fast / theirs, TIMES, fast / theirs >= TIMES))
    for name, value, unit, against, ratio, bar, holds in lines:
        line = {"name": name, "value": round(value, 2), "unit": unit, "against": against, "ratio": round(ratio, 2)}
        print(json.dumps({**line, "bar": bar, "holds": bool(holds)}))
    return 0 if all(line[-1] for line in lines) else 1


def world() -> World:
    """Give the world that is measured: five partners and four needs."""
    rivalry = np.zeros((5, 5))
    for one, other, much in ((0, 1, 0.9), (0, 2, 0.7), (1, 3, 0.8)):
        rivalry[one, other] = rivalry[other, one] = much
    able = [[0.4, 0.9, 0.5, 0.3, 0.4], [0.4, 0.9, 0.8, 0.4, 0.2], [0.95, 0.2, 0.8, 0.8, 0.4], [0.7, 0.3, 0.8, 0.8, 0.3]]
    return World(
        partners=("us", "ru", "cn", "eu", "tr"),
        needs=("security", "energy", "technology", "minerals"),
        capability=np.array(able),
        own=np.array([0.3, 0.3, 0.1, 0.2]),
        weight=np.full(4, 0.25),
        power=np.array([0.8, 0.8, 0.9, 0.5, 0.2]),
        trust=np.array([0.5, 0.6, 0.6, 0.6, 0.6]),
        rivalry=rivalry,
        sanctions=np.array([[0.01, 0.02], [0.03, 0.01], [0.01, 0.02], [0.001, 0.1], [0.005, 0.1]]),
        war=np.array([[0.005, 0.1], [0.02, 0.05], [0.003, 0.1], [0.002, 0.1], [0.005, 0.1]]),
        leader=np.array([0.06, 0.02, 0.02, 0.05, 0.04]),
        imposes=np.array([1.0, 0.0, 0.0, 1.0, 0.0]),
        sanctioned=np.array([0.0, 1.0, 0.0, 0.0, 0.0]),
    )


def best(of: object, policy: object) -> float:
    """Give the seconds of the processor of the quickest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        outcomes(of, policy, usual(), seed=1, count=COUNT, steps=STEPS)  # type: ignore[arg-type]  # a world and a policy
        times.append(time.process_time() - begin)
    return min(times)


@compiled
def _drawn(key: np.ndarray, count: int) -> float:
    total = 0.0
    for row in range(len(key)):
        for number in range(count):
            total += next_uniform(key[row], np.uint64(number))
    return total


def chance(each: int) -> float:
    """Give how many steps a second there would be if nothing but random numbers were made, `each` for a step."""
    key = keys(1, 0, COUNT)
    _drawn(key[:2], 2)
    begin = time.process_time()
    _drawn(key, each * 10)
    return COUNT * 10 / (time.process_time() - begin)


def peer() -> float | None:
    """Have Mesa run the same equations in an environment of its own; give its steps a second of the processor."""
    here = Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
            subprocess.run([str(python), "-m", "pip", "install", "-q", *MESA, "threadpoolctl"], check=True, capture_output=True)
        except subprocess.CalledProcessError as error:
            print(f"skipped: Mesa cannot be installed here: {error.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
            return None
        parts = {name: getattr(world(), name) for name in World.__slots__}
        plain = {name: each.tolist() if isinstance(each, np.ndarray) else each for name, each in parts.items()}
        at = dict(zip(NAMES, in_place(world(), usual()).tolist(), strict=True))
        given = json.dumps({"world": plain, "parameters": at})
        done = subprocess.run([str(python), str(here / "worlds_mesa.py")], check=True, capture_output=True, input=given.encode())
        return float(done.stdout)


if __name__ == "__main__":
    raise SystemExit(main())
