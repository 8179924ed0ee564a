import math
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from multivector.engines.accounts import (
    Accounts,
    Claim,
    Form,
    Keys,
    Whole,
    bounds,
    bounds_under,
    conflicts,
    corrections,
    disputes,
    feasible,
    stretch,
    without,
)

INF = math.inf
Row = tuple[Fraction, ...]  # coefficients and, last, b: coefficients . x <= b
NOVEMBER = Accounts(
    n=4,
    claims=(
        Claim(key="total", of=0, low=17.0, high=17.0),
        Claim(key="own", of=1, low=15.0, high=15.0),
        Claim(key="chips", of=2, low=2.75, high=2.75),
        Claim(key="other", of=3, low=0.0, high=1.0),
    ),
    wholes=(Whole(key="package", whole=0, parts=(1, 2, 3)),),
)


# --- an exact oracle: Fourier and Motzkin's elimination over fractions ------------------------------------------------


def rows_of(accounts: Accounts) -> list[Row]:
    def row(terms: Form, high: float, sign: int = 1) -> Row:
        coefficients = [Fraction(0)] * accounts.n
        for quantity, coefficient in terms:
            coefficients[quantity] += sign * Fraction(coefficient)
        return (*coefficients, sign * Fraction(high))

    rows = [row(((q, 1.0),), 0.0, -1) for q in range(accounts.n) if q not in accounts.signed]
    for whole in accounts.wholes:
        terms = ((whole.whole, 1.0), *((part, -1.0) for part in whole.parts))
        rows.append(row(terms, 0.0, -1))
        if whole.complete:
            rows.append(row(terms, 0.0))
    for claim in accounts.claims:
        terms = ((claim.of, 1.0),) if isinstance(claim.of, int) else claim.of
        if claim.high < INF:
            rows.append(row(terms, claim.high))
        if claim.low > -INF:
            rows.append(row(terms, claim.low, -1))
    return rows


def eliminate(rows: list[Row]) -> list[Row]:
    """Project the first variable away."""
    rest = {row[1:] for row in rows if not row[0]}
    for up in (row for row in rows if row[0] > 0):
        for down in (row for row in rows if row[0] < 0):
            joined = [a / up[0] - b / down[0] for a, b in zip(up[1:], down[1:], strict=True)]
            size = max((abs(a) for a in joined[:-1]), default=Fraction(0)) or Fraction(1)
            rest.add(tuple(a / size for a in joined))
    tightest: dict[Row, Fraction] = {}
    for row in rest:
        tightest[row[:-1]] = min(row[-1], tightest.get(row[:-1], row[-1]))
    return [(*coefficients, high) for coefficients, high in tightest.items()]


def exact_bounds(accounts: Accounts, form: Form) -> tuple[float, float] | None:
    """Bounds on t = form . x, or None where nothing satisfies the accounts."""
    rows = [(*row[:-1], Fraction(0), row[-1]) for row in rows_of(accounts)]
    total = [Fraction(0)] * accounts.n
    for quantity, coefficient in form:
        total[quantity] += Fraction(coefficient)
    rows += [(*total, Fraction(-1), Fraction(0)), (*(-a for a in total), Fraction(1), Fraction(0))]
    for _ in range(accounts.n):
        rows = eliminate(rows)
    low = max((row[1] / row[0] for row in rows if row[0] < 0), default=None)
    high = min((row[1] / row[0] for row in rows if row[0] > 0), default=None)
    if any(not row[0] and row[1] < 0 for row in rows) or (low is not None and high is not None and low > high):
        return None
    return (-INF if low is None else float(low), INF if high is None else float(high))


def exact_conflicts(accounts: Accounts) -> list[Keys]:
    keys = sorted({claim.key for claim in accounts.claims})
    subsets = [Keys(s) for s in chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))]
    found: list[Keys] = []
    for subset in subsets:
        if not any(smaller <= subset for smaller in found):
            kept = without(accounts, Keys(keys) - subset)
            if exact_bounds(kept, ()) is None:
                found.append(subset)
    return sorted(found, key=lambda s: (len(s), sorted(s)))


def exact_corrections(accounts: Accounts) -> list[Keys]:
    """The minimal sets that hit every conflict."""
    clashes = exact_conflicts(accounts)
    keys = sorted({claim.key for claim in accounts.claims})
    found: list[Keys] = []
    for subset in map(Keys, chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))):
        if all(subset & clash for clash in clashes) and not any(smaller <= subset for smaller in found):
            found.append(subset)
    return sorted(found, key=lambda s: (len(s), sorted(s)))


# --- made-up accounts -------------------------------------------------------------------------------------------------


@st.composite
def forms(draw: st.DrawFn, n: int) -> Form:
    quantities = draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=3, unique=True))
    return tuple((q, float(draw(st.sampled_from([-1, 1, 1, 2])))) for q in quantities)


@st.composite
def claims(draw: st.DrawFn, n: int, key: str) -> Claim:
    low, high = sorted(draw(st.tuples(st.integers(0, 9), st.integers(0, 9))))
    of = draw(st.one_of(st.integers(0, n - 1), forms(n)))
    ends = draw(st.sampled_from([(low, high), (low, INF), (-INF, high), (low, low)]))
    return Claim(key=key, of=of, low=float(ends[0]), high=float(ends[1]))


@st.composite
def ledgers(draw: st.DrawFn, most: int = 5) -> Accounts:
    n = draw(st.integers(1, 4))
    keys = [f"k{draw(st.integers(0, i))}" for i in range(draw(st.integers(0, most)))]
    wholes = []
    for i in range(draw(st.integers(0, 2)) if n > 1 else 0):
        whole, *parts = draw(st.lists(st.integers(0, n - 1), min_size=2, unique=True))
        wholes.append(Whole(key=f"w{i}", whole=whole, parts=tuple(parts), complete=draw(st.booleans())))
    return Accounts(
        n=n,
        claims=tuple(draw(claims(n, key)) for key in keys),
        wholes=tuple(wholes),
        signed=frozenset(draw(st.sets(st.integers(0, n - 1), max_size=1))),
    )


few = settings(max_examples=60, deadline=None)


@few
@given(st.data())
def test_bounds_are_those_of_exact_elimination(data: st.DataObject) -> None:
    accounts = data.draw(ledgers())
    form = data.draw(forms(accounts.n))
    [found] = bounds(accounts, [form])
    exact = exact_bounds(accounts, form)
    assert feasible(accounts) is (exact is not None)
    if exact is not None:
        assert found == pytest.approx(exact, abs=1e-6)


@few
@given(ledgers())
def test_conflicts_and_corrections_are_those_of_all_subsets(accounts: Accounts) -> None:
    found = disputes(accounts)
    assert found.complete
    assert list(found.conflicts) == exact_conflicts(accounts)
    assert list(found.corrections) == exact_corrections(accounts)
    assert conflicts(accounts) == found.conflicts
    assert corrections(accounts) == found.corrections


@few
@given(ledgers())
def test_every_correction_mends(accounts: Accounts) -> None:
    for keys in corrections(accounts):
        assert feasible(without(accounts, keys))
        for kept in keys:
            assert not feasible(without(accounts, keys - {kept}))


@few
@given(st.data())
def test_a_further_claim_never_widens(data: st.DataObject) -> None:
    accounts = data.draw(ledgers())
    form = data.draw(forms(accounts.n))
    more = replace(accounts, claims=(*accounts.claims, data.draw(claims(accounts.n, "more"))))
    assume(feasible(more))
    (low, high), (narrow_low, narrow_high) = bounds(accounts, [form])[0], bounds(more, [form])[0]
    assert narrow_low >= low - 1e-6
    assert narrow_high <= high + 1e-6


@few
@given(st.data())
def test_order_and_numbering_do_not_matter(data: st.DataObject) -> None:
    accounts = data.draw(ledgers())
    form = data.draw(forms(accounts.n))
    number = data.draw(st.permutations(range(accounts.n)))

    def renamed(of: int | Form) -> int | Form:
        return number[of] if isinstance(of, int) else tuple((number[q], a) for q, a in reversed(of))

    moved = Accounts(
        n=accounts.n,
        claims=tuple(replace(c, of=renamed(c.of)) for c in data.draw(st.permutations(accounts.claims))),
        wholes=tuple(replace(w, whole=number[w.whole], parts=tuple(number[p] for p in w.parts)) for w in accounts.wholes[::-1]),
        signed=frozenset(number[q] for q in accounts.signed),
    )
    assert bounds(moved, [renamed(form)]) == pytest.approx(bounds(accounts, [form]), abs=1e-6, nan_ok=True)
    assert disputes(moved) == disputes(accounts)
    assert stretch(moved).total == pytest.approx(stretch(accounts).total, abs=1e-6)


@few
@given(st.data(), st.sampled_from([1e-6, 0.37, 4.0, 1e9, 3e12]))
def test_units_do_not_matter(data: st.DataObject, unit: float) -> None:
    accounts = data.draw(ledgers())
    form = data.draw(forms(accounts.n))
    scaled = replace(accounts, claims=tuple(replace(c, low=c.low * unit, high=c.high * unit) for c in accounts.claims))
    assert bounds(scaled, [form]) / unit == pytest.approx(bounds(accounts, [form]), abs=1e-6, nan_ok=True)
    assert disputes(scaled) == disputes(accounts)
    assert stretch(scaled).total / unit == pytest.approx(stretch(accounts).total, abs=1e-6)


@few
@given(ledgers())
def test_stretching_the_claims_by_their_shares_lets_all_hold(accounts: Accounts) -> None:
    given_way = stretch(accounts)
    shares = dict(given_way.shares)
    loose = tuple(
        replace(c, low=c.low - shares.get(c.key, 0.0) - 1e-6, high=c.high + shares.get(c.key, 0.0) + 1e-6)
        for c in accounts.claims
    )
    assert feasible(replace(accounts, claims=loose))
    assert (given_way.total == 0) is feasible(accounts)
    if given_way.shares:  # less in total is not enough: one slack column per claim, asked through bounds
        assert given_way.total == pytest.approx(least_stretch(accounts), abs=1e-6)


def least_stretch(accounts: Accounts) -> float:
    """The same programme written out as accounts with a pair of slack quantities per claim."""
    n, m = accounts.n, len(accounts.claims)
    loose = []
    for i, claim in enumerate(accounts.claims):
        terms = ((claim.of, 1.0),) if isinstance(claim.of, int) else claim.of
        loose.append(replace(claim, key=f"{i}", of=(*terms, (n + 2 * i, 1.0), (n + 2 * i + 1, -1.0))))
    elastic = replace(accounts, n=n + 2 * m, claims=tuple(loose))
    return float(bounds(elastic, [tuple((n + i, 1.0) for i in range(2 * m))])[0, 0])


def test_a_package_smaller_than_its_parts_is_one_conflict_with_three_ways_out() -> None:
    assert conflicts(NOVEMBER) == (Keys({"total", "own", "chips"}),)
    assert corrections(NOVEMBER) == (Keys({"chips"}), Keys({"own"}), Keys({"total"}))
    assert stretch(NOVEMBER).total == pytest.approx(0.75)
    under = bounds_under(NOVEMBER, [0, 2], corrections(NOVEMBER))
    assert under == pytest.approx(np.array([[[17, 17], [0, 2]], [[17, 17], [2.75, 2.75]], [[17.75, INF], [2.75, 2.75]]]))


def test_what_nobody_published_lies_between_what_was() -> None:
    known = without(NOVEMBER, Keys({"chips"}))
    assert bounds(known, [2, ((0, 1.0), (1, -1.0))]) == pytest.approx(np.array([[0.0, 2.0], [2.0, 2.0]]))
    complete = replace(known, wholes=(replace(known.wholes[0], complete=True),))
    assert bounds(complete, [2])[0] == pytest.approx([1.0, 2.0])


def test_a_contradiction_elsewhere_does_not_concern_a_form() -> None:
    two = replace(NOVEMBER, n=5, claims=(*NOVEMBER.claims, Claim(key="far", of=4, low=1.0, high=2.0)))
    found = bounds(two, [4, 0, ((0, 1.0), (4, 1.0)), ()])
    assert found[0] == pytest.approx([1.0, 2.0])
    assert np.isnan(found[1:3]).all()
    assert found[3] == pytest.approx([0.0, 0.0])


def test_extremes_of_independent_components_add_up() -> None:
    apart = Accounts(n=3, claims=(Claim(key="a", of=0, low=1.0, high=2.0), Claim(key="b", of=1, low=3.0, high=5.0)))
    assert bounds(apart, [((0, 1.0), (1, -1.0)), ((0, 1.0), (2, 1.0)), 2]) == pytest.approx(
        np.array([[-4.0, -1.0], [1.0, INF], [0.0, INF]])
    )


def test_signed_quantities_may_be_negative() -> None:
    assert bounds(Accounts(n=1, signed=frozenset({0})), [0])[0].tolist() == [-INF, INF]
    below = Accounts(n=1, claims=(Claim(key="a", of=0, high=-1.0),))
    assert conflicts(below) == (Keys({"a"}),)
    assert bounds(replace(below, signed=frozenset({0})), [0])[0].tolist() == [-INF, -1.0]


def test_claims_under_one_key_stand_and_fall_together() -> None:
    claims = (
        Claim(key="one", of=0, low=5.0),
        Claim(key="one", of=1, low=5.0),
        Claim(key="two", of=0, high=4.0),
        Claim(key="three", of=1, high=4.0),
    )
    found = disputes(Accounts(n=2, claims=claims))
    assert found.conflicts == (Keys({"one", "three"}), Keys({"one", "two"}))
    assert found.corrections == (Keys({"one"}), Keys({"three", "two"}))


def test_independent_conflicts_multiply_corrections_up_to_the_limit() -> None:
    pairs = tuple(
        claim for i in range(12) for claim in (Claim(key=f"{i:02}low", of=i, low=2.0), Claim(key=f"{i:02}top", of=i, high=1.0))
    )
    cut = disputes(Accounts(n=12, claims=pairs), limit=20)
    assert not cut.complete
    assert len(cut.conflicts) == 12
    assert len(cut.corrections) == 20
    assert cut.corrections == disputes(Accounts(n=12, claims=pairs), limit=5000).corrections[:20]
    assert stretch(Accounts(n=12, claims=pairs)).total == pytest.approx(12.0)


def test_a_limit_inside_a_component_is_owned_up_to() -> None:
    rivals = Accounts(n=1, claims=tuple(Claim(key=f"{i}", of=0, low=float(i), high=float(i)) for i in range(6)))
    assert len(disputes(rivals).conflicts) == 15
    assert disputes(rivals).complete
    cut = disputes(rivals, limit=3)
    assert not cut.complete
    assert set(cut.conflicts) <= set(disputes(rivals).conflicts)
    assert len(cut.conflicts) <= 3
    with pytest.raises(ValueError, match="limit"):
        disputes(rivals, limit=0)


def test_nothing_claimed_is_nothing_disputed() -> None:
    empty = Accounts(n=0)
    assert bounds(empty, []).shape == (0, 2)
    assert feasible(empty)
    assert disputes(empty).conflicts == ()
    assert disputes(empty).corrections == (Keys(),)
    assert stretch(empty).total == 0.0
    assert bounds_under(empty, [], []).shape == (0, 0, 2)
    assert bounds(Accounts(n=1), [0])[0].tolist() == [0.0, INF]


@pytest.mark.parametrize(
    "claim",
    [
        Claim(key="a", of=1),
        Claim(key="a", of=()),
        Claim(key="a", of=((0, 1.0), (0, -1.0))),
        Claim(key="a", of=0, low=2.0, high=1.0),
        Claim(key="a", of=0, low=math.nan),
        Claim(key="a", of=0, low=INF),
        Claim(key="a", of=0, high=-INF),
    ],
)
def test_claims_that_no_programme_could_state_are_refused(claim: Claim) -> None:
    with pytest.raises(ValueError, match="a: "):
        Accounts(n=1, claims=(claim,))


def test_a_structure_out_of_range_is_refused() -> None:
    for whole in (Whole(key="w", whole=0, parts=(2,)), Whole(key="w", whole=0, parts=(0, 1)), Whole(key="w", whole=0, parts=())):
        with pytest.raises(ValueError, match="w: "):
            Accounts(n=2, wholes=(whole,))
    with pytest.raises(ValueError, match="signed"):
        Accounts(n=1, signed=frozenset({1}))
    with pytest.raises(ValueError, match="form"):
        bounds(Accounts(n=1), [1])


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    disputes(NOVEMBER)
    assert capfd.readouterr() == ("", "")
