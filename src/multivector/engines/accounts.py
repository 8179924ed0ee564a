r"""What a set of partial, possibly rival accounts implies: bounds, contradictions, and what would mend them.

Quantities x in R^n (non-negative unless listed as signed) obey a hard structure and soft claims,

    whole:     x_w >= sum_{p in parts} x_p,  with equality where the parts are complete
    claim k:   low_k <= a_k . x <= high_k

and everything here is a question to the linear programme over them:

    bounds        min and max of c . x subject to the structure and every claim; an open side is infinite
    conflict      a minimal set of keys whose claims cannot hold together     (minimal unsatisfiable subset)
    correction    a minimal set of keys whose withdrawal restores consistency (minimal correction set)
    stretch       min sum_k (u_k + v_k)  subject to  low_k <= a_k . x + u_k - v_k <= high_k,  u, v >= 0

Claims that share a key stand and fall together. Quantities not linked by a whole, a claim or a key are
independent, so each connected component has its own programme: one model, re-solved from its last basis for every
further question. Conflicts and corrections come from one enumeration (`minimal_sets`) with that programme as its
judge; independent conflicts multiply corrections, hence `limit`.

Figures are divided by a power of two near the largest bound of their component, so that `TOLERANCE` is relative to
that: a contradiction of less than a billionth of the largest figure is not seen. Coefficients should be of the order
of one. The solver runs serially and without randomness; keys are taken in sorted order.

Reference: Chinneck (2008), Feasibility and Infeasibility in Optimization (elastic programmes, infeasible subsets).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import highspy
import numpy as np

from multivector.engines.minimal_sets import minimal_sets
from multivector.engines.solver import Status, run, solver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Form = tuple[tuple[int, float], ...]
"""A linear form: (quantity, coefficient) pairs; a repeated quantity adds up."""
Keys = frozenset[str]

TOLERANCE = 1e-9
"""Feasibility tolerance, as a share of the largest figure in the component."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`low <= of <= high` in the units of the quantities; an infinite end is open."""

    key: str
    of: int | Form
    low: float = -math.inf
    high: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Quantity `whole` holds its disjoint `parts`: at least their sum, or exactly it where they are `complete`."""

    key: str
    whole: int
    parts: tuple[int, ...]
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """`n` quantities, numbered from 0, with what is claimed of them; `signed` ones may be negative.

    Raises ValueError for a quantity out of range, a claim about nothing, or ends that are NaN, crossed or closed at infinity.
    """

    n: int
    claims: tuple[Claim, ...] = ()
    wholes: tuple[Whole, ...] = ()
    signed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what no programme could state."""
        for claim in self.claims:
            if not _within(terms := _terms(claim.of), self.n) or not terms:
                raise ValueError(f"{claim.key}: a claim needs quantities within 0..{self.n - 1}")
            if not claim.low <= claim.high or claim.low == math.inf or claim.high == -math.inf:
                raise ValueError(f"{claim.key}: no figure lies between {claim.low} and {claim.high}")
        for whole in self.wholes:
            if not _within((whole.whole, *whole.parts), self.n) or whole.whole in whole.parts or not whole.parts:
                raise ValueError(f"{whole.key}: a whole needs parts other than itself, within 0..{self.n - 1}")
        if not _within(self.signed, self.n):
            raise ValueError(f"signed quantities must lie within 0..{self.n - 1}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """Conflicts and corrections, each sorted by size and then keys; where not `complete`, more of either may exist."""

    conflicts: tuple[Keys, ...]
    corrections: tuple[Keys, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The least `total` by which claims must give way, in their units, and one way to share it.

    The total is unique; `shares`, (key, stretch) for each claim that gives way, may be one of many that reach it.
    """

    total: float
    shares: tuple[tuple[str, float], ...]


def bounds(accounts: Accounts, forms: Sequence[int | Form]) -> Floats:
    """The least and greatest value of each of m forms: (m, 2), infinite where open.

    A form is NaN where the claims in a component that it touches contradict each other; a contradiction elsewhere
    does not concern it, because the extremes of independent components add up.
    """
    asked = [_terms(form) for form in forms]
    if not all(_within(terms, accounts.n) for terms in asked):
        raise ValueError(f"a form needs quantities within 0..{accounts.n - 1}")
    result = np.zeros((len(asked), 2))
    wanted: dict[int, dict[int, None]] = {}
    component = _roots(accounts)
    for row, terms in enumerate(asked):
        for quantity in terms:
            wanted.setdefault(component[quantity], {})[row] = None
    for part in _parts(accounts, component, wanted):
        programme = _programme(part)
        consistent = _solve(programme)
        here = {q: column for column, q in enumerate(part.quantities)}
        for row in wanted[part.root]:
            cost = np.zeros(len(here))
            for quantity, coefficient in asked[row].items():
                if quantity in here:
                    cost[here[quantity]] = coefficient
            result[row] += _extremes(programme, cost) if consistent else math.nan
    return result


def feasible(accounts: Accounts) -> bool:
    """Whether all claims can hold together."""
    return all(_solve(_programme(part)) for part in _claimed(accounts))


def disputes(accounts: Accounts, limit: int = 1000) -> Disputes:
    """Enumerate the conflicts among claims and the corrections that end them all.

    `limit` (at least 1) caps the conflicts and the corrections per component, and the corrections overall. Within a
    component, proposals are largest first, so corrections cut off by the limit are never smaller than those found.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    conflicts: list[Keys] = []
    corrections = [Keys()]
    complete = True
    for part in _claimed(accounts):
        programme = _programme(part)
        if _solve(programme):
            continue
        keys = sorted(set(programme.keys))
        owner = np.searchsorted(keys, programme.keys)
        found = minimal_sets(len(keys), partial(_holds, programme, owner), limit)
        conflicts += [Keys(keys[i] for i in members) for members in found.unsatisfiable]
        mended = [Keys(keys[i] for i in members) for members in found.correcting]
        crossed = _ordered(done | more for done in corrections for more in mended)
        complete &= found.complete and len(crossed) <= limit
        corrections = crossed[:limit]
    complete &= len(conflicts) <= limit
    return Disputes(conflicts=tuple(_ordered(conflicts)[:limit]), corrections=tuple(corrections), complete=complete)


def conflicts(accounts: Accounts, limit: int = 1000) -> tuple[Keys, ...]:
    """The minimal sets of keys that cannot hold together; `disputes` also says whether the limit hid any."""
    return disputes(accounts, limit).conflicts


def corrections(accounts: Accounts, limit: int = 1000) -> tuple[Keys, ...]:
    """The minimal sets of keys whose withdrawal lets the rest hold: one empty set where nothing is in dispute."""
    return disputes(accounts, limit).corrections


def without(accounts: Accounts, keys: Keys) -> Accounts:
    """The accounts with the claims of `keys` withdrawn; the structure stays."""
    return replace(accounts, claims=tuple(claim for claim in accounts.claims if claim.key not in keys))


def bounds_under(accounts: Accounts, forms: Sequence[int | Form], withdrawals: Sequence[Keys]) -> Floats:
    """The bounds of m forms under each of k withdrawals: (k, m, 2)."""
    return np.array([bounds(without(accounts, keys), forms) for keys in withdrawals]).reshape(len(withdrawals), len(forms), 2)


def stretch(accounts: Accounts) -> Stretch:
    """How far claims must give way, at least, for all to hold: zero where they already do.

    All claims weigh the same per unit; which of them is to give way is not for this sum to say.
    """
    shares: dict[str, float] = {}
    for part in _claimed(accounts):
        programme = _programme(part)
        if _solve(programme):
            continue
        highs, columns = programme.highs, len(part.quantities)
        rows = programme.first + np.arange(len(programme.keys), dtype=np.int32)
        for row in rows:
            for sign in (1.0, -1.0):
                highs.addCol(1.0, 0.0, math.inf, 1, np.array([row], dtype=np.int32), np.array([sign]))
        run(highs, Status.kOptimal)
        given = np.array(highs.getSolution().col_value)[columns:].reshape(-1, 2).sum(axis=1)
        for key, by in zip(programme.keys, given, strict=True):
            if by > TOLERANCE:
                shares[key] = shares.get(key, 0.0) + float(by) * programme.scale
    return Stretch(total=math.fsum(shares.values()), shares=tuple(sorted(shares.items())))


# --- components -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A connected component: accounts of its own, still under the numbers of the whole."""

    root: int
    quantities: tuple[int, ...]
    claims: tuple[Claim, ...]
    wholes: tuple[Whole, ...]
    signed: frozenset[int]


def _terms(form: int | Form) -> dict[int, float]:
    terms: dict[int, float] = {}
    for quantity, coefficient in ((form, 1.0),) if isinstance(form, int) else form:
        terms[quantity] = terms.get(quantity, 0.0) + coefficient
    return {quantity: coefficient for quantity, coefficient in terms.items() if coefficient}


def _within(quantities: Iterable[int], n: int) -> bool:
    return all(0 <= quantity < n for quantity in quantities)


def _roots(accounts: Accounts) -> list[int]:
    """Of each quantity, the first one that it is linked to."""
    parent = list(range(accounts.n))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    by_key: dict[str, int] = {}
    links = [(whole.whole, *whole.parts) for whole in accounts.wholes]
    for claim in accounts.claims:
        terms = _terms(claim.of)
        links.append((by_key.setdefault(claim.key, next(iter(terms))), *terms))
    for first, *others in links:
        for other in others:
            low, high = sorted((find(first), find(other)))
            parent[high] = low
    return [find(node) for node in range(accounts.n)]


def _parts(accounts: Accounts, component: list[int], wanted: Iterable[int]) -> list[_Part]:
    """The components whose roots are wanted, in the order of their roots; claims in the order of their keys."""
    quantities: dict[int, list[int]] = {root: [] for root in sorted(wanted)}
    claims: dict[int, list[Claim]] = {root: [] for root in quantities}
    wholes: dict[int, list[Whole]] = {root: [] for root in quantities}
    for quantity, root in enumerate(component):
        if root in quantities:
            quantities[root].append(quantity)
    for claim in sorted(accounts.claims, key=lambda claim: claim.key):
        if (root := component[next(iter(_terms(claim.of)))]) in claims:
            claims[root].append(claim)
    for whole in accounts.wholes:
        if (root := component[whole.whole]) in wholes:
            wholes[root].append(whole)
    return [
        _Part(root=root, quantities=tuple(own), claims=tuple(claims[root]), wholes=tuple(wholes[root]), signed=accounts.signed)
        for root, own in quantities.items()
    ]


def _claimed(accounts: Accounts) -> list[_Part]:
    """The components of which something is claimed: no other can be inconsistent, as zero satisfies every structure."""
    component = _roots(accounts)
    return _parts(accounts, component, {component[next(iter(_terms(claim.of)))] for claim in accounts.claims})


# --- the linear programme ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Programme:
    """One component inside the solver: structure in the rows before `first`, then one row per claim."""

    highs: highspy.Highs
    first: int
    keys: tuple[str, ...]
    low: Floats
    high: Floats
    scale: float


def _programme(part: _Part) -> _Programme:
    column = {quantity: i for i, quantity in enumerate(part.quantities)}
    rows = [{whole.whole: 1.0} | dict.fromkeys(whole.parts, -1.0) for whole in part.wholes]
    rows += [_terms(claim.of) for claim in part.claims]
    ends = np.array([(claim.low, claim.high) for claim in part.claims]).reshape(-1, 2)
    largest = float(np.abs(ends[np.isfinite(ends)]).max(initial=0.0))
    scale = math.ldexp(1.0, math.frexp(largest)[1]) if largest else 1.0
    ends = ends / scale
    tops = [0.0 if whole.complete else math.inf for whole in part.wholes]

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(column), len(rows)
    model.col_cost_ = np.zeros(len(column))
    model.col_lower_ = np.array([-math.inf if quantity in part.signed else 0.0 for quantity in part.quantities])
    model.col_upper_ = np.full(len(column), math.inf)
    model.row_lower_ = np.concatenate([np.zeros(len(tops)), ends[:, 0]])
    model.row_upper_ = np.concatenate([np.array(tops), ends[:, 1]])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0] + [len(row) for row in rows], dtype=np.int32)
    model.a_matrix_.index_ = np.array([column[quantity] for row in rows for quantity in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([value for row in rows for value in row.values()], dtype=np.float64)
    # Another objective leaves the last basis feasible: the primal simplex (4) goes on from it, without a presolve each time.
    exact = {"primal_feasibility_tolerance": TOLERANCE, "dual_feasibility_tolerance": TOLERANCE}
    made = solver(presolve="off", solver="simplex", simplex_strategy=4, **exact)
    made.passModel(model)
    keys = tuple(claim.key for claim in part.claims)
    return _Programme(highs=made, first=len(tops), keys=keys, low=ends[:, 0], high=ends[:, 1], scale=scale)


def _solve(programme: _Programme, active: NDArray[np.bool_] | None = None) -> bool:
    """Whether the active claims (all by default) can hold together; leaves them set."""
    if active is not None:
        rows = programme.first + np.arange(len(programme.keys), dtype=np.int32)
        low, high = np.where(active, programme.low, -math.inf), np.where(active, programme.high, math.inf)
        programme.highs.changeRowsBounds(len(rows), rows.astype(np.int32), low, high)  # type: ignore[attr-defined]
    return run(programme.highs, Status.kOptimal, Status.kInfeasible) == Status.kOptimal


def _holds(programme: _Programme, owner: NDArray[np.intp], chosen: NDArray[np.bool_]) -> bool:
    """Whether the claims of the chosen keys can hold together, `owner` being each claim's key."""
    return _solve(programme, chosen[owner])


def _extremes(programme: _Programme, cost: Floats) -> Floats:
    """Least and greatest value of the form `cost`, in the units of the accounts."""
    highs = programme.highs
    highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    ends = []
    for sense, beyond in ((highspy.ObjSense.kMinimize, -math.inf), (highspy.ObjSense.kMaximize, math.inf)):
        highs.changeObjectiveSense(sense)
        reached = run(highs, Status.kOptimal, Status.kUnbounded, Status.kUnboundedOrInfeasible) == Status.kOptimal
        ends.append(highs.getObjectiveValue() * programme.scale if reached else beyond)
    return np.sort(np.array(ends))


def _ordered(sets: Iterable[Keys]) -> list[Keys]:
    return sorted(sets, key=lambda keys: (len(keys), sorted(keys)))
