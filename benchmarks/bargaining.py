"""The spatial model of collective bargaining: CPU time per turn and run beside a program of whole NumPy arrays; and an ensemble.

Generated tables of one dimension, usual settings. The program beside it takes the same steps a turn at a time, over all
challengers, targets and third parties at once, and must come to the same positions. Of the C++ program that the model is taken
from, 5.2, 39, 366 and 5179 ms of CPU time per turn were measured on such tables. What compiles is called once beforehand.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.bargaining import Input, Spatial, Stopping, Uniform, ensemble, forecast, table, uncertain
from multivector.engines.bargaining.spatial import course
from multivector.engines.bargaining.tables import inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from multivector.engines.bargaining import Table, Uncertain

    Floats = NDArray[np.float64]

TURNS, RUNS = 25, 7
SIZES = {10: (0.02, 5.2), 20: (0.10, 39.0), 40: (0.7, 366.0), 80: (6.0, 5179.0)}
"""Actors, with the most milliseconds per turn, and those of the C++ program."""
MEMBERS, MOST_SECONDS, MOST_GROWTH = 10_000, 30.0, 8.0
SHARE = 1 / 3
FURTHER = 160


def generated(n: int) -> Table:
    """Make a table."""
    rng = np.random.default_rng(n)
    return table([f"{each}" for each in range(n)], rng.uniform(0, 100, n), rng.uniform(10, 100, n), rng.uniform(10, 100, n))


def elected(weights: Floats, liking: Floats) -> Floats:
    """Give the chances of options; `liking` is of voter and option."""
    votes = weights[:, None, None] * (liking[:, :, None] - liking[:, None, :])
    strength = 1e-8 + np.maximum(votes, 0).sum(axis=0)
    chance = strength / (strength + strength.T)
    product = chance.prod(axis=1)
    return np.asarray(product / product.sum())


def utility(far: Floats, risk: Floats) -> Floats:
    """Give utilities."""
    return (1 - far) * (1 + risk * far)


def numpy_turn(x: Floats, s: Floats, w: Floats) -> Floats:
    """Take a turn in whole arrays."""
    n = len(x)
    far = np.abs(x[:, None] - x[None])
    p = elected(w, 1 - far)
    risk = (3 * p - p.max() - 2 * p.min()) / (2 * (p.max() - p.min()))
    seen = (1 - SHARE) * risk[:, None] + SHARE * risk[None]
    np.fill_diagonal(seen, risk)
    u = utility(far[None], seen[:, :, None])  # of viewer, actor, position
    i = np.arange(n)
    weight = w * s
    first = weight[:, None] * (u[i, i, i][:, None] - u[i, i])
    second = weight[None] * (u[i, :, i] - u[:, i, i])
    a, b = (1e-10 + np.maximum(sign * first, 0) + np.maximum(sign * second, 0) for sign in (1, -1))
    one, other, own = u[i, :, i][:, :, None], u, u[:, i, i][:, :, None]  # of challenger, third party, target
    lean = weight[None, :, None] * (one - other)
    chance = (a[:, None] + np.maximum(lean, 0)) / (a[:, None] + b[:, None] + np.abs(lean))
    votes = chance * (2 * one + own) + (1 - chance) * 3 * other - chance * 3 * one - (1 - chance) * (2 * other + own)
    votes *= weight[None, :, None]
    votes[i, i, :] = 0
    votes[:, i, i] = 0
    strong, weak = a + np.maximum(votes, 0).sum(axis=1), b + np.maximum(-votes, 0).sum(axis=1)
    phi = strong / (strong + weak)
    mine, theirs = u[i, i, i][:, None], u[i, i]
    gain = (1 - s)[None] * 2 * mine + s[None] * (phi * 2 * mine + (1 - phi) * 2 * theirs) - mine - theirs
    gain[i, i] = -1
    target = gain.argmax(axis=1)
    who = i[gain[i, target] > 1e-5]  # noqa: PLR2004  # as in the model
    return taken(x, s, w, far, risk, who, target[who], phi[who, target[who]])


def taken(x: Floats, s: Floats, w: Floats, far: Floats, risk: Floats, who: Floats, whom: Floats, phi: Floats) -> Floats:
    """Give where everybody goes, of what lies before it."""
    ours, theirs = (s[who] * phi) ** 2, (s[whom] * (1 - phi)) ** 2
    total = ours + theirs + 1e-6
    ends = ((ours + 1e-6) * x[who] + theirs * x[whom]) / total, (ours * x[who] + (theirs + 1e-6) * x[whom]) / total
    to_one, to_other = (np.trunc(1e4 * end + 0.5) / 1e4 for end in ends)
    same = utility(far, risk[:, None])
    whole = same.sum(axis=1)
    worth = whole[:, None] - same[:, who] - same[:, whom]
    for end in (to_one, to_other):
        worth = worth + utility(np.abs(x[:, None] - end[None]), risk[:, None])
    value = np.column_stack([worth, whole]) / len(x)
    after = x.copy()
    for k in range(len(x)):
        before, behind = (np.flatnonzero(((who == k) | (whom == k)) & side) for side in (who < k, who >= k))
        lying = np.concatenate([before, [len(who)], behind])
        best = lying[int(elected(w, value[:, lying]).argmax())]
        if best < len(who):
            after[k] = to_one[best] if who[best] == k else to_other[best]
    return after


def numpy_run(of: Table) -> Floats:
    """Run in whole arrays."""
    x, ways = of.position[:, 0] / 100, [of.position[:, 0] / 100]
    for _ in range(TURNS):
        x = numpy_turn(x, of.salience[:, 0] / 100, of.capability)
        ways.append(x)
    return np.array(ways)


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Give the least CPU time of a few runs."""
    best = math.inf
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def spread_out(of: Table) -> Uncertain:
    """Make every number of a table uncertain."""
    kinds = {"position": of.position, "salience": of.salience}
    spreads = {
        Input(kind, actor): Uniform(max(0.0, values[actor, 0] - 5), min(100.0, values[actor, 0] + 5))  # type: ignore[arg-type]  # a kind
        for kind, values in kinds.items()
        for actor in range(len(of.actors))
    }
    return uncertain(
        of, spreads | {Input("capability", at): Uniform(w * 0.8, w * 1.2) for at, w in enumerate(of.capability.tolist())}
    )


def say(name: str, value: float, unit: str, against: str, ratio: float | None, bar: float, *, holds: bool) -> None:
    """Print a figure."""
    line = {"name": name, "value": value, "unit": unit, "against": against, "ratio": ratio, "bar": bar, "holds": holds}
    print(json.dumps(line))


def main() -> None:
    """Measure and print."""
    chosen = Spatial(stopping=Stopping(TURNS, TURNS, 0))
    same = Spatial(stopping=Stopping(TURNS, TURNS, 0), ktab_compat=True)
    print(f"numpy {np.__version__}, numba {'in use' if 'numba' in sys.modules or _numba() else 'not installed'}")
    question = spread_out(generated(20))
    peaks, took = [], 0.0
    for count in (MEMBERS // 10, MEMBERS):
        start = time.process_time()
        found = ensemble(question, options=chosen, members=count)
        took = time.process_time() - start
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        low, middle, high = found.outcome.quantiles[[0, 2, 4], 0]
        print(f"{count} members: {took:.1f} s, peak {peaks[-1]:.0f} MiB; outcome {middle:.1f} ({low:.1f} to {high:.1f})")
    rows = []
    for n, (bar, cpp) in SIZES.items():
        of = generated(n)
        given, rng = inputs(of), np.random.default_rng(0)
        agree = bool(np.abs(course(given, same, rng).positions[:, :, 0] - numpy_run(of)).max() < 1e-9)  # noqa: PLR2004
        ours = seconds(lambda given=given, rng=rng: course(given, chosen, rng)) / TURNS * 1e3  # type: ignore[misc]  # bound at once
        theirs = seconds(lambda of=of: numpy_run(of), 2) / TURNS * 1e3  # type: ignore[misc]
        whole = seconds(lambda of=of: forecast(of, options=chosen)) * 1e3  # type: ignore[misc]
        print(
            f"N = {n}: {ours:.4f} ms a turn ({TURNS * ours:.2f} a run, {whole:.1f} with every move told), NumPy {theirs:.2f} "
            f"({theirs / ours:.0f} times), C++ {cpp} ({cpp / ours:.0f} times); positions agree: {agree}"
        )
        rows.append((n, ours, theirs, bar, agree))
    times = [row[1] for row in rows]
    times.append(seconds(lambda: course(inputs(generated(FURTHER)), chosen, np.random.default_rng(0)), 2) / TURNS * 1e3)
    growth = ", ".join(f"{math.log2(two / one):.2f}" for one, two in pairwise(times))
    print(f"growth from each N to the next, to {FURTHER} ({times[-1]:.1f} ms a turn): N to the power of {growth}")
    for n, ours, theirs, bar, agree in rows:
        against = f"NumPy, whole arrays: {theirs:.2f} ms; C++: {SIZES[n][1]} ms"
        say(
            f"bargaining-{n}",
            round(ours, 4),
            "ms of CPU a turn",
            against,
            round(theirs / ours, 1),
            bar,
            holds=agree and ours <= bar,
        )
    say(
        "bargaining-ensemble",
        round(took, 1),
        "s of CPU, 10,000 members of 25 turns, N = 20",
        "",
        None,
        MOST_SECONDS,
        holds=took <= MOST_SECONDS,
    )
    grown = peaks[1] - peaks[0]
    say(
        "bargaining-memory",
        round(grown, 1),
        "MiB more for ten times the members",
        "",
        None,
        MOST_GROWTH,
        holds=grown <= MOST_GROWTH,
    )


def _numba() -> bool:
    """Run once, so that what can be compiled is, and say whether it was."""
    forecast(generated(3))
    return "numba" in sys.modules


if __name__ == "__main__":
    main()
