"""Conditional logit: its fit beside a general optimiser, its predictions on votes whose making is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from multivector.engines.choice import choices, predicted
from multivector.engines.choice.logit import FORMS, Roll, _fit, _laid

few = settings(max_examples=10, deadline=None)


def made(seed: int, count: int = 400, *, drift: float = 0.0, split: float = 0.0, weights: tuple[float, ...] = (4.0, 0.0)) -> Roll:
    """Draw votes of a chooser with these weights, the first of which drifts with time and changes with the issue."""
    rng = np.random.default_rng(seed)
    partners = rng.integers(1, 4, size=(count, len(weights)))
    time, issue = np.linspace(-1, 1, count), rng.integers(0, 2, size=count)
    near = 1 - np.abs(np.arange(1, 4)[None, :, None] - partners[:, None, :]) / 2
    first = weights[0] + drift * time + split * (2 * issue - 1)
    u = first[:, None] * near[:, :, 0] + near[:, :, 1:] @ np.array(weights[1:]) + rng.gumbel(size=(count, 3))
    return choices(u.argmax(axis=1) + 1, partners, issue, time, np.arange(count) % 40)


@few
@given(st.integers(0, 1000), st.sampled_from(FORMS))
def test_the_fit_is_the_greatest_of_the_penalised_likelihood(seed: int, form: str) -> None:
    of = made(seed, 60)
    x = _laid(of, form)  # type: ignore[arg-type]  # one of them
    penalty = np.full(x.shape[2], 1.0)
    penalty[:2] = 1e-3

    def loss(b: np.ndarray) -> float:
        u = x @ b
        chosen = u[np.arange(len(u)), of.vote - 1]
        return float(-(chosen - np.log(np.exp(u).sum(axis=1))).sum() + (penalty * b * b).sum() / 2)

    theirs = minimize(loss, np.zeros(x.shape[2]), method="BFGS", options={"gtol": 1e-6})
    assert loss(_fit(x, of.vote, 1.0)) <= theirs.fun + 1e-6


def test_stable_weights_are_found_and_nothing_else() -> None:
    fits, gains = predicted(made(1), np.random.default_rng(1))
    assert fits["constants"].r2 == 0.0
    assert fits["stable"].r2 > 0.2
    assert fits["stable"].z > 4
    assert fits["stable"].accuracy > fits["constants"].accuracy + 0.1
    assert all(abs(gain.r2) < 0.02 for gain in gains.values())


def test_a_drift_and_a_split_are_found_where_they_are() -> None:
    _, drifting = predicted(made(2, drift=6.0), np.random.default_rng(1))
    assert drifting["drift"].z > 3
    assert drifting["split"].z < 2
    _, parted = predicted(made(3, split=4.0), np.random.default_rng(1))
    assert parted["split"].z > 3
    assert parted["drift"].z < 2


def test_a_chooser_by_chance_is_not_predicted() -> None:
    fits, _ = predicted(made(4, weights=(0.0, 0.0)), np.random.default_rng(1))
    assert abs(fits["stable"].z) < 3
    assert fits["stable"].r2 < 0.02


def test_the_same_rng_gives_the_same() -> None:
    of = made(5, 120)
    assert predicted(of, np.random.default_rng(7)) == predicted(of, np.random.default_rng(7))


def test_absent_partners_pull_nowhere_and_unseen_votes_are_left_out() -> None:
    of = choices([1, 0, 3], [[1, 0], [1, 1], [3, 2]], [0, 0, 1], [5, 5, 5], ["a", "b", "a"])
    assert of.vote.tolist() == [1, 3]
    assert of.near[0, :, 1].tolist() == [0.0, 0.0, 0.0]
    assert of.near[1, :, 0].tolist() == [0.0, 0.5, 1.0]
    assert of.time.tolist() == [0.0, 0.0]
    assert of.topic.tolist() == [0, 0]


def test_one_topic_has_no_error() -> None:
    from multivector.engines.choice.logit import _z  # noqa: PLC0415  # beside its own test only

    assert _z(np.ones(3), np.zeros(3, np.int64)) == 0.0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"folds": 1}, "two folds"), ({"folds": 99}, "folds"), ({"rounds": 0}, "round"), ({"ridge": 0.0}, "ridge")],
)
def test_settings_that_mean_nothing_are_refused(wrong: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        predicted(made(1, 50), np.random.default_rng(1), **wrong)  # type: ignore[arg-type]  # as given


def test_columns_fit_each_other() -> None:
    with pytest.raises(ValueError, match="every roll call"):
        choices([1], [[1], [2]], [0], [0], [0])
    with pytest.raises(ValueError, match="none of the roll calls"):
        choices([0], [[1]], [0], [0], [0])
