"""Which of several rival explanations the evidence favours, between which bounds, and what would turn it.

Hypotheses i exclude each other; p_i are their priors; an item k of evidence has the likelihood q_ik = P(k | i), known to lie
between ends. Items of one group say partly the same, as much as r_g in [0, 1] says, so their n_g votes are worth less:

    w_i = p_i prod_k q_ik^d(k),   d(k) = 1 / (1 + (n_g - 1) r_g) of k's group      r 0: apart, 1: one vote for all of them
    P_i = w_i / sum_j w_j
    bounds    P_i is largest at the upper ends of i and the lower ends of the others: exact, as P_i rises in q_ik and p_i
    margin    10 log10(w_a / w_b) decibans between the first and the second (Good 1950)
    flip      the fewest items without which another leads; the discounts then are those of the items that are left
    gain      H(P) - sum_o P(o) H(P | o) bits, what an observation is expected to tell (Lindley 1956)

It is decided for a hypothesis only if its lower bound lies above the upper bound of every other.

The fewest items against a rival b: removing the r items of a group that speak most for the leader leaves f_g(r) of its
decibans, the least that any r removals leave; the least sum over groups for each total is found by dynamic programming, so
the answer is exact.

Known to be poor: the structured method that this descends from (analysis of competing hypotheses) has not been shown to lower
bias or raise accuracy in experiments, and likelihoods are judgements. So ends rather than points, and the flip set and the
bounds before any figure. The plain baseline is the prior, and after it the count of items for and against.

References: Good (1950), Probability and the Weighing of Evidence. Lindley (1956), Annals of Mathematical Statistics 27. Heuer
(1999), Psychology of Intelligence Analysis, ch. 8. Fairfield, Charman (2017), Explicit Bayesian analysis for process tracing,
Political Analysis 25.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence: how likely under each hypothesis, the least, the best guess and the most; all above 0."""

    low: tuple[float, ...]
    point: tuple[float, ...]
    high: tuple[float, ...]
    group: str = ""
    """Items of one group, other than the empty one, depend on each other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probable each hypothesis is, and what that rests on."""

    point: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    leader: int
    decided: bool
    margin: float
    """Decibans between the first and the second at the best guesses."""
    flip: tuple[int, ...] | None
    """The fewest items without which another leads; None if none of them do it, as where the prior alone decides."""


def weigh(
    prior: Sequence[float],
    items: Sequence[Item],
    dependence: Mapping[str, float] | None = None,
    *,
    prior_low: Sequence[float] | None = None,
    prior_high: Sequence[float] | None = None,
) -> Verdict:
    """Weigh evidence.

    Args:
        prior: Of each hypothesis, above 0; they are brought to the sum 1.
        items: The evidence.
        dependence: Of a group, 0 (apart) to 1 (one vote for all); 0 where none is given.
        prior_low: The least prior of each hypothesis; default: the prior.
        prior_high: The most.

    Raises:
        ValueError: a figure is out of its range, or an item lacks a hypothesis.
    """
    apart = dict(dependence or {})
    ends = [np.asarray(each, dtype=np.float64) for each in (prior_low or prior, prior, prior_high or prior)]
    _check(ends, items, apart)
    shares = _shares(items, apart)
    low, point, high = (
        np.log(base) + sum((share * np.log(getattr(item, name)) for item, share in zip(items, shares, strict=True)), np.zeros(1))
        for base, name in zip(ends, ("low", "point", "high"), strict=True)
    )
    guess = _normal(point)
    order = np.argsort(-guess, kind="stable")
    leader = int(order[0])
    floor = [_bound(high, low, at, lowest=True) for at in range(len(guess))]
    top = [_bound(high, low, at, lowest=False) for at in range(len(guess))]
    margin = float((point[leader] - point[order[1]]) * 10 / math.log(10)) if len(guess) > 1 else math.inf
    decided = all(floor[leader] > top[at] for at in range(len(guess)) if at != leader)
    return Verdict(tuple(guess.tolist()), tuple(floor), tuple(top), leader, decided, margin, _flip(ends[1], items, apart, leader))


def discount(count: int, dependence: float) -> float:
    """Give what each vote of a group is worth."""
    return 1 / (1 + (count - 1) * dependence)


def gain(posterior: ArrayLike, likelihoods: ArrayLike) -> float:
    """Give the bits that an observation is expected to tell.

    Args:
        posterior: Of each hypothesis, as known today; adds up to 1.
        likelihoods: Of each outcome under each hypothesis, shape (outcomes, hypotheses); outcomes add up to 1.
    """
    now, table = np.asarray(posterior, dtype=np.float64), np.atleast_2d(np.asarray(likelihoods, dtype=np.float64))
    if table.shape[1] != len(now) or not np.allclose(table.sum(axis=0), 1) or (table < 0).any():
        raise ValueError("the outcomes of an observation must add up to 1 under each hypothesis")
    joint = table * now
    seen = joint.sum(axis=1)
    later = sum(chance * _bits(row / chance) for row, chance in zip(joint, seen, strict=True) if chance > 0)
    return max(_bits(now) - float(later), 0.0)


def _bits(shares: Floats) -> float:
    there = shares[shares > 0]
    return float(-(there * np.log2(there)).sum())


def _shares(items: Sequence[Item], dependence: Mapping[str, float]) -> list[float]:
    groups = [item.group for item in items]
    return [discount(groups.count(group), dependence.get(group, 0.0)) if group else 1.0 for group in groups]


def _normal(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _bound(high: Floats, low: Floats, at: int, *, lowest: bool) -> float:
    mixed = np.array(high if lowest else low)
    mixed[at] = low[at] if lowest else high[at]
    return float(_normal(mixed)[at])


def _flip(prior: Floats, items: Sequence[Item], dependence: Mapping[str, float], leader: int) -> tuple[int, ...] | None:
    """Give the fewest items without which some rival weighs more than the leader does; of equally few, the first."""
    found = [
        removed
        for rival in range(len(prior))
        if rival != leader and (removed := _against(prior, items, dependence, leader, rival)) is not None
    ]
    return min(found, key=lambda each: (len(each), each), default=None)


def _against(
    prior: Floats, items: Sequence[Item], dependence: Mapping[str, float], leader: int, rival: int
) -> tuple[int, ...] | None:
    groups: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        groups.setdefault(item.group or f"\0{at}", []).append(at)
    worth = [math.log(item.point[leader] / item.point[rival]) for item in items]
    least: list[tuple[float, tuple[int, ...]]] = [(math.log(prior[leader] / prior[rival]), ())]
    for name, members in groups.items():
        members.sort(key=lambda at: (-worth[at], at))
        left = [
            sum(worth[at] for at in members[count:]) * discount(max(len(members) - count, 1), dependence.get(name, 0.0))
            for count in range(len(members) + 1)
        ]
        sums = range(len(least) + len(members))
        least = [
            min(
                (least[total - count][0] + left[count], tuple(sorted((*least[total - count][1], *members[:count]))))
                for count in range(max(total - len(least) + 1, 0), min(total, len(members)) + 1)
            )
            for total in sums
        ]
    return next((removed for value, removed in least if value < 0), None)


def _check(priors: Sequence[Floats], items: Sequence[Item], dependence: Mapping[str, float]) -> None:
    count = len(priors[1])
    if count == 0 or any(len(each) != count or not (np.isfinite(each) & (each > 0)).all() for each in priors):
        raise ValueError("each hypothesis needs a prior above 0")
    for item in items:
        if {len(item.low), len(item.point), len(item.high)} != {count}:
            raise ValueError("an item of evidence needs its likelihood under each hypothesis")
        if not all(0 < low <= point <= high <= 1 for low, point, high in zip(item.low, item.point, item.high, strict=True)):
            raise ValueError("likelihoods lie above 0 and up to 1, the least first")
    if not all(0 <= share <= 1 for share in dependence.values()):
        raise ValueError("dependence lies between 0 and 1")
    low, point, high = priors
    if not ((low <= point) & (point <= high)).all():
        raise ValueError("a prior lies between its ends")
