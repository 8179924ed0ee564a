import math
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from multivector.engines import association
from multivector.engines.association import (
    Norm,
    associate,
    expected,
    lift,
    lift_interval,
    mutual_information,
    normalised,
    shares,
    tabulate,
)

Floats = NDArray[np.float64]
NORMS: tuple[Norm, ...] = ("sqrt", "max", "min")
INDEPENDENT = np.outer([2.0, 4.0, 6.0], [1.0, 3.0])
few = settings(max_examples=60, deadline=None)


@st.composite
def tables(draw: st.DrawFn) -> Floats:
    r, c = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = draw(st.lists(st.integers(0, 9), min_size=r * c, max_size=r * c))
    return np.array(cells, dtype=np.float64).reshape(r, c)


@st.composite
def masks(draw: st.DrawFn) -> tuple[Floats, Floats]:
    k, r, c = draw(st.integers(1, 12)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    return (rng.random((k, r)) < 0.5).astype(float), (rng.random((k, c)) < 0.5).astype(float)


def slow_information(table: Floats) -> float:
    n, bits = table.sum(), 0.0
    for i, j in np.ndindex(*table.shape):
        if table[i, j]:
            bits += table[i, j] / n * math.log2(table[i, j] * n / (table[i].sum() * table[:, j].sum()))
    return bits


def slow_entropy(weights: Floats) -> float:
    return -sum(float(w / weights.sum()) * math.log2(w / weights.sum()) for w in weights if w)


@few
@given(tables())
def test_cells_and_information_are_those_of_the_definitions(table: Floats) -> None:
    n = table.sum()
    if n == 0:
        assert math.isnan(mutual_information(table))
        assert all(np.isnan(f(table)).all() for f in (expected, lift, shares))
        return
    for i, j in np.ndindex(*table.shape):
        row, column = table[i].sum(), table[:, j].sum()
        assert expected(table)[i, j] == pytest.approx(row * column / n)
        assert lift(table)[i, j] == pytest.approx(table[i, j] * n / (row * column) if row * column else math.nan, nan_ok=True)
        assert shares(table)[i, j] == pytest.approx(table[i, j] / row if row else math.nan, nan_ok=True)
    assert mutual_information(table) == pytest.approx(slow_information(table), abs=1e-9)
    rows, columns = slow_entropy(table.sum(axis=1)), slow_entropy(table.sum(axis=0))
    for norm, most in zip(NORMS, (math.sqrt(rows * columns), max(rows, columns), min(rows, columns)), strict=True):
        wanted = slow_information(table) / most if min(rows, columns) > 0 else math.nan
        assert normalised(table, norm) == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@few
@given(tables(), st.floats(0.1, 50), st.integers(0, 999))
def test_order_transposition_and_units_do_not_matter(table: Floats, unit: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(table.shape[0]), rng.permutation(table.shape[1])
    moved = table[np.ix_(rows, columns)]
    for norm in NORMS:
        for other in (moved, table.T, table * unit):
            assert normalised(other, norm) == pytest.approx(normalised(table, norm), abs=1e-9, nan_ok=True)
    np.testing.assert_allclose(lift(moved), lift(table)[np.ix_(rows, columns)])
    np.testing.assert_allclose(lift(table.T), lift(table).T)
    np.testing.assert_allclose(lift(table * unit), lift(table))
    np.testing.assert_allclose(lift_interval(table.T), lift_interval(table).transpose(1, 0, 2))


def test_known_tables() -> None:
    assert mutual_information(INDEPENDENT) == pytest.approx(0, abs=1e-12)
    assert lift(INDEPENDENT) == pytest.approx(np.ones((3, 2)))
    assert mutual_information(np.eye(4)) == pytest.approx(2)
    assert mutual_information([[1, 0], [0, 1], [0, 1]]) == pytest.approx(math.log2(3) - 2 / 3)
    for norm in NORMS:
        assert normalised(INDEPENDENT, norm) == pytest.approx(0, abs=1e-12)
        assert normalised(np.eye(4) * 3, norm) == pytest.approx(1)
        assert math.isnan(normalised([[1, 2, 3]], norm))


def test_the_norms_differ_where_one_side_only_determines_the_other() -> None:
    nested = np.kron(np.eye(2), np.ones((1, 2)))  # each of two partners has two agendas of its own
    assert normalised(nested, "min") == pytest.approx(1)
    assert normalised(nested, "sqrt") == pytest.approx(math.sqrt(1 / 2))
    assert normalised(nested, "max") == pytest.approx(1 / 2)


@few
@given(masks())
def test_a_table_sums_to_the_records_labelled_on_both_sides(pair: tuple[Floats, Floats]) -> None:
    rows, columns = pair
    slow = np.zeros((rows.shape[1], columns.shape[1]))
    for p, a in zip(rows, columns, strict=True):
        for i, j in np.argwhere(np.outer(p, a)):
            slow[i, j] += 1 / (p.sum() * a.sum())
    assert tabulate(rows, columns) == pytest.approx(slow)
    known = int((rows.any(axis=1) & columns.any(axis=1)).sum())
    assert tabulate(rows, columns).sum() == pytest.approx(known)
    found = associate(rows, columns, np.random.default_rng(0), permutations=3)
    assert (found.records, found.unlabelled) == (known, len(rows) - known)


@pytest.mark.parametrize(("records", "least"), [(20, 0.91), (50, 0.92), (200, 0.93)])
def test_lift_intervals_hold_the_truth_about_as_often_as_they_say(records: int, least: float) -> None:
    rng = np.random.default_rng(7)
    truth = np.array([[0.30, 0.05, 0.10, 0.05], [0.06, 0.15, 0.06, 0.03], [0.04, 0.10, 0.04, 0.02]])
    real = lift(truth)
    held = []
    for table in rng.multinomial(records, truth.ravel(), size=1000).reshape(-1, 3, 4):
        ends = lift_interval(table)
        held.append(np.where(np.isnan(ends[..., 0]), np.nan, (ends[..., 0] <= real) & (real <= ends[..., 1])))
    shares_held = np.nanmean(held, axis=0)
    assert shares_held.min() >= least
    assert 0.94 <= shares_held.mean() <= 0.97


@pytest.mark.parametrize("records", [20, 60, 150])
def test_a_lift_of_unrelated_sides_seldom_seems_surely_above_one(records: int) -> None:
    rng = np.random.default_rng(1)
    truth = np.outer([0.5, 0.25, 0.1, 0.1, 0.05], np.full(8, 1 / 8))
    tables = rng.multinomial(records, truth.ravel(), size=1000).reshape(-1, 5, 8)
    above = np.mean([lift_interval(table)[..., 0] > 1 for table in tables], axis=0)
    assert above.mean() < 0.055  # nominal 0.025; on the scale of the logarithm 0.065 to 0.088
    assert above.max() < 0.08


@few
@given(tables(), st.sampled_from([0.01, 0.5, 0.95]))
def test_a_lift_lies_in_its_interval(table: Floats, level: float) -> None:
    ends, found = lift_interval(table, level), lift(table)
    defined = ~np.isnan(found)
    assert (ends[..., 0] <= found)[defined].all()
    assert (found <= ends[..., 1])[defined].all()
    assert (ends[..., 0][defined & (table == 0)] == 0).all()
    assert np.isnan(ends[~defined]).all()


def test_a_lift_interval_narrows_with_counts_and_widens_with_level() -> None:
    table = np.array([[8.0, 2.0], [3.0, 7.0]])
    small, large, wide = (
        np.diff(e)[..., 0] for e in (lift_interval(table), lift_interval(table * 10), lift_interval(table, 0.99))
    )
    assert (large < small).all()
    assert (small < wide).all()
    ends = lift_interval([[0, 5], [5, 5]])
    assert ends[0, 0, 0] == 0
    assert 0 < ends[0, 0, 1] < np.inf
    assert np.isnan(lift_interval([[0, 0], [1, 2]])[0]).all()


def test_chance_is_the_mean_over_all_orders() -> None:
    from itertools import permutations  # noqa: PLC0415  # the name is also a parameter's

    rows = np.eye(2)[[0, 0, 0, 1, 1]]
    columns = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [0, 1]], dtype=float)
    every = [normalised(tabulate(rows, columns[list(order)])) for order in permutations(range(5))]
    found = associate(rows, columns, np.random.default_rng(1), permutations=4000)
    assert found.chance == pytest.approx(np.mean(every), abs=0.02)
    assert found.p == pytest.approx(np.mean(np.array(every) >= found.normalised - 1e-9), abs=0.02)
    assert found.adjusted == pytest.approx((found.normalised - np.mean(every)) / (1 - np.mean(every)), abs=0.1)


def test_shuffles_keep_both_margins(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Floats] = []
    real = association._information

    def spy(found: Floats) -> Floats:
        seen.append(found)
        return real(found)

    rng = np.random.default_rng(3)
    rows, columns = rng.random((30, 3)) < 0.6, rng.random((30, 4)) < 0.5
    monkeypatch.setattr(association, "_information", spy)
    associate(rows, columns, rng, permutations=20)
    observed, shuffled = tabulate(rows, columns), seen[-2] if seen[-1].ndim == 2 else seen[-1]
    assert shuffled.shape == (20, 3, 4)
    for axis in (1, 2):
        np.testing.assert_allclose(shuffled.sum(axis=axis), np.tile(observed.sum(axis=axis - 1), (20, 1)))


def test_the_same_seed_gives_the_same_answer_in_any_number_of_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    rows, columns = rng.random((25, 3)) < 0.5, rng.random((25, 4)) < 0.5
    first = associate(rows, columns, np.random.default_rng(9), permutations=50)
    assert associate(rows, columns, np.random.default_rng(9), permutations=50) == first
    monkeypatch.setattr(association, "_CELLS", 700)
    assert associate(rows, columns, np.random.default_rng(9), permutations=50) == first


def test_p_is_uniform_where_the_sides_are_unrelated() -> None:
    rng = np.random.default_rng(11)
    found = np.array(
        [associate(rng.random((30, 3)) < 0.5, rng.random((30, 3)) < 0.5, rng, permutations=99).p for _ in range(300)]
    )
    for at in (0.1, 0.25, 0.5, 0.75, 0.9):
        assert (found <= at).mean() == pytest.approx(at, abs=0.09)


def test_chance_alone_looks_like_association_until_adjusted() -> None:
    rng = np.random.default_rng(13)
    runs = [
        associate(np.eye(4)[rng.integers(4, size=12)], np.eye(5)[rng.integers(5, size=12)], rng, permutations=99)
        for _ in range(60)
    ]
    assert np.mean([run.normalised for run in runs]) > 0.3
    assert np.mean([run.adjusted for run in runs]) == pytest.approx(0, abs=0.06)
    assert all(run.chance_low <= run.chance <= run.chance_high for run in runs)


def test_a_one_to_one_table_is_complete_and_not_by_chance() -> None:
    labels = np.eye(3)[np.arange(24) % 3]
    found = associate(labels, labels, np.random.default_rng(0))
    assert [found.normalised, found.adjusted] == pytest.approx([1, 1])
    assert found.p == 1 / 1000
    assert found.chance_high < 0.5


def test_nothing_to_tell_apart_is_undefined_not_zero() -> None:
    for rows, columns in (
        (np.zeros((0, 2)), np.zeros((0, 3))),
        (np.ones((4, 1)), np.eye(4)),
        (np.zeros((2, 2)), np.ones((2, 2))),
    ):
        found = associate(rows, columns, np.random.default_rng(0), permutations=5)
        assert math.isnan(found.normalised)
        assert math.isnan(found.adjusted)
        assert math.isnan(found.p)


def test_what_is_no_table_is_refused() -> None:
    rng = np.random.default_rng(0)
    for bad in ([1.0, 2.0], [[-1.0]], [[math.nan]]):
        with pytest.raises(ValueError, match="two-way"):
            lift(bad)
    with pytest.raises(ValueError, match="records"):
        tabulate(np.ones((2, 1)), np.ones((3, 1)))
    with pytest.raises(ValueError, match="permutations"):
        associate(np.eye(2), np.eye(2), rng, permutations=0)
    with pytest.raises(ValueError, match="level"):
        lift_interval(np.eye(2), 1.0)
    with pytest.raises(KeyError):
        normalised(np.eye(2), cast("Norm", "mean"))
