"""Bounds on every unpublished figure of many packages: one re-solved programme per package against one per question.

1,000 packages of 10 parts each: a total within 5 % of a figure, seven of the parts claimed within 10 %, three parts
unpublished. The question is the least and greatest value of the three, so 6,000 linear programmes. The peer is
`scipy.optimize.linprog` where SciPy is installed, otherwise the same solver with its programme rebuilt for every
question, both on a sample of the packages. Rebuilding shares most of the cost, so its bar is lower.
"""

from __future__ import annotations

import importlib
import json
import math
import platform
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from multivector.engines.accounts import Accounts, Claim, Whole, bounds

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES, PARTS, HIDDEN, SAMPLE, RUNS = 1000, 10, 3, 100, 3
BAR_SCIPY, BAR_REBUILT = 3.0, 1.5


def package(rng: np.random.Generator) -> list[tuple[float, float]]:
    """The claimed interval of the total and of each published part."""
    sizes = rng.lognormal(0.0, 1.0, PARTS)
    ends = [(sizes.sum() * 0.95, sizes.sum() * 1.05)]
    return ends + [(size * 0.9, size * 1.1) for size in sizes[HIDDEN:]]


def ledger(packages: list[list[tuple[float, float]]]) -> tuple[Accounts, list[int]]:
    """All packages as one set of accounts, and the quantities asked about."""
    claims: list[Claim] = []
    wholes: list[Whole] = []
    asked: list[int] = []
    for i, (total, *published) in enumerate(packages):
        first = i * (PARTS + 1)
        parts = tuple(range(first + 1, first + 1 + PARTS))
        wholes.append(Whole(key=f"{i}", whole=first, parts=parts))
        claims.append(Claim(key=f"{i}", of=first, low=total[0], high=total[1]))
        claims += [
            Claim(key=f"{i}.{part}", of=part, low=a, high=b) for part, (a, b) in zip(parts[HIDDEN:], published, strict=True)
        ]
        asked += parts[:HIDDEN]
    return Accounts(n=len(packages) * (PARTS + 1), claims=tuple(claims), wholes=tuple(wholes)), asked


def by_linprog(linprog: Callable[..., Any], packages: list[list[tuple[float, float]]]) -> list[list[float]]:
    """The peer: one call of SciPy per end."""
    structure = np.array([[-1.0] + [1.0] * PARTS])
    found = []
    for total, *published in packages:
        box = [total, *[(0.0, None)] * HIDDEN, *published]
        for part in range(1, 1 + HIDDEN):
            cost = np.zeros(PARTS + 1)
            cost[part] = 1.0
            ends = [sign * linprog(sign * cost, A_ub=structure, b_ub=[0.0], bounds=box, method="highs").fun for sign in (1, -1)]
            found.append(ends)
    return found


def by_rebuilding(packages: list[list[tuple[float, float]]]) -> list[list[float]]:
    """The peer without SciPy: the programme built anew for every question."""
    found = []
    for one in packages:
        accounts, asked = ledger([one])
        found += [bounds(accounts, [quantity])[0].tolist() for quantity in asked]
    return found


def seconds(work: Callable[[], object]) -> float:
    """The best of a few runs."""
    best = math.inf
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def find_peer(packages: list[list[tuple[float, float]]]) -> tuple[str, float, Callable[[], list[list[float]]]]:
    """What to compare with, its bar, and its work on the packages."""
    try:
        linprog, version = importlib.import_module("scipy.optimize").linprog, importlib.import_module("scipy").__version__
    except ImportError:
        print("SciPy is not installed: the peer is the same solver with its programme rebuilt for every question")
        return "rebuilding the programme per question", BAR_REBUILT, partial(by_rebuilding, packages)
    return f"scipy {version} linprog, per question", BAR_SCIPY, partial(by_linprog, linprog, packages)


def main() -> None:
    """Measure, compare the answers, print."""
    rng = np.random.default_rng(2025)
    packages = [package(rng) for _ in range(PACKAGES)]
    accounts, asked = ledger(packages)
    ours = seconds(lambda: bounds(accounts, asked))
    sample = packages[:SAMPLE]
    against, bar, peer = find_peer(sample)
    same = bool(np.allclose(bounds(*ledger(sample)), peer(), atol=1e-6))
    theirs = seconds(peer) * PACKAGES / SAMPLE
    print(f"{platform.python_implementation()} {platform.python_version()}, numpy {np.__version__}; answers agree: {same}")
    print(f"ours {ours:.3f} s, peer {theirs:.3f} s (from {SAMPLE} packages)")
    print(
        json.dumps(
            {
                "name": "bounds",
                "value": round(ours, 3),
                "unit": f"s for {PACKAGES} packages of {PARTS} parts",
                "against": against,
                "ratio": round(theirs / ours, 2),
                "bar": bar,
                "holds": same and theirs / ours >= bar,
            }
        )
    )


if __name__ == "__main__":
    main()
