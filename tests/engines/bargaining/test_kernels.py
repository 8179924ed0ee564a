"""Kernels run as they are, without numba: the same bytes as compiled."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from multivector.engines.bargaining import Change, ExpectedUtility, Spatial, Stopping, backing, forecast, offers, options, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from multivector.engines.bargaining import Run, Table

    Without = Callable[[], AbstractContextManager[None]]

SHORT = Stopping(3, 2, 0.02)


def drawn(seed: int, n: int, k: int, **more: Any) -> Table:
    rng = np.random.default_rng(seed)
    return table(
        [f"a{i}" for i in range(n)],
        rng.integers(0, 101, (n, k)),
        rng.uniform(5, 95 / k, (n, k)),
        rng.uniform(5, 100, n),
        reference=50,
        **more,
    )


def spatial() -> Iterator[Spatial]:
    """Give every setting, each option once with the others at their usual values, and some together."""
    choices: dict[str, Any] = {
        "victory": options.Victory,
        "pce": options.Pce,
        "transitions": options.Transitions,
        "voting": options.Voting,
        "adjust": options.Adjust,
        "range": options.Range,
        "commit": options.Commit,
        "interpolation": options.Interpolation,
        "bargain": options.Bargain,
        "election": options.Weight,
    }
    for (name, kind), compat in product(choices.items(), (False, True)):
        for value in get_args(kind):
            if not (compat and value == "Full"):
                one: dict[str, Any] = {name: value}
                yield Spatial(**one, ktab_compat=compat, stopping=SHORT)
    yield Spatial(pce="MarkovIncentive", commit="NoCommit", bargain="PWCompInterp", interpolation="S2PMax", stopping=SHORT)
    yield Spatial(pce="MarkovUniform", voting="Binary", victory="Binary", bargain="InitRcvrInterp", stopping=SHORT)


def told(run: Run) -> tuple[bytes, ...]:
    chances = b"" if run.chances is None else run.chances.tobytes()
    return run.positions.tobytes(), run.ideals.tobytes(), chances, repr(run.moves).encode()


def runs() -> list[tuple[bytes, ...]]:
    found = []
    tables = [drawn(1, 7, 1), drawn(2, 4, 2, accommodation=np.full((4, 4), 0.2))]
    for of in tables:
        for chosen in spatial():
            run = forecast(of, options=chosen)
            found.append(told(run))
            found.append((repr(offers(run, 0, 0)).encode(),))
            target = next((move for move in run.moves if move.target is not None), None)
            found.append((repr(backing(run, target.turn, target.actor)).encode(),) if target else ())
        for quiet, which, anchored in product((1.0, 0.5), ("least", "enforceable"), (False, True)):
            other: Any = {"quiet": quiet, "offers": which, "anchored": anchored}
            found.append(told(forecast(of, "expected-utility", ExpectedUtility(**other, stopping=SHORT))))
    changes = [Change(0, 1, position=(99,), capability=3), Change(2, 0, salience=(1,), until=2)]
    found.append(told(forecast(tables[0], "spatial", changes=changes)))
    found.append(told(forecast(tables[0], "expected-utility", changes=changes)))
    odd = [
        table(["a"], [1], [1], [1]),
        table(["a", "b"], [5, 5], [9, 0], [1, 2]),
        table(["a", "b", "c"], [5, 5, 90], [0, 99, 50], [0, 1, 1]),
    ]
    found += [told(forecast(of, model)) for of in odd for model in options.MODELS]
    idle = table(["a", "b", "c", "d"], [5, 40, 90, 70], [0, 0, 50, 30], [1, 1, 0, 1])
    found.append(told(forecast(idle, options=Spatial(bargain="PWCompInterp", stopping=SHORT))))
    return found


def test_uncompiled_kernels_give_the_same_bytes(uncompiled: Without) -> None:
    compiled = runs()
    with uncompiled():
        plain = runs()
    assert len(plain) > 100
    assert plain == compiled


def refused() -> Iterator[str]:
    """Give what is said where the reference program ends, and where an election does not."""
    same = table(["a", "b", "c"], [5, 5, 5], [9, 9, 9], [1, 2, 3])
    for of, chosen in ((same, Spatial(ktab_compat=True)), (drawn(1, 5, 1), Spatial(adjust="Full", ktab_compat=True))):
        with pytest.raises(ValueError, match="reference program ends") as error:
            forecast(of, options=chosen)
        yield str(error.value)


def test_uncompiled_kernels_refuse_the_same(uncompiled: Without) -> None:
    compiled = list(refused())
    with uncompiled():
        assert list(refused()) == compiled


def test_pieces_run_uncompiled(uncompiled: Without) -> None:
    """What whole runs seldom meet."""
    with uncompiled():
        from multivector.engines.bargaining.kernels import bargains, turns, votes  # noqa: PLC0415  # the uncompiled ones

        pairs, parts = np.array([[0, 1], [1, 0]]), np.array([[0.4], [0.4], [0.4], [0.4]])
        positions, lying = np.array([[0.2], [0.5]]), np.empty(5, np.int64)
        assert bargains.queue(1, pairs, parts, 2, positions, 1, lying) == 2
        assert bargains.on_grid(-0.00052) == -0.0004
        assert bargains.on_grid(0.00016) == 0.0002
        assert bargains.choose(np.array([0.5, 0.5]), 2, 0.7) == 1
        chance = np.full((40, 40), 1e-9)
        p = np.empty(40)
        votes.election(votes.CONDITIONAL, chance, chance, 40, 1, p)
        assert p == pytest.approx(np.full(40, 1 / 40))
        group, first = np.empty(3, np.int64), np.empty(3, np.int64)
        assert turns.unique(np.array([[0.0], [0.0009], [0.0015]]), group, first) == 2
        assert group.tolist() == [0, 2 - 1, 1]


def test_an_election_that_does_not_end_is_told(monkeypatch: pytest.MonkeyPatch, uncompiled: Without) -> None:
    with uncompiled():
        from multivector.engines.bargaining.kernels import turns, votes  # noqa: PLC0415  # the uncompiled ones

        monkeypatch.setattr(votes, "SWEEPS", 2)
        monkeypatch.setattr(turns, "SWEEPS", 2)
        with pytest.raises(ValueError, match="turn 0: an election goes on for ever"):
            forecast(drawn(1, 5, 1), options=Spatial(pce="MarkovUniform"))
        monkeypatch.setattr(turns, "assess", lambda *_: turns.FINE)
        with pytest.raises(ValueError, match="turn 0: an election goes on for ever"):
            forecast(drawn(1, 5, 1), options=Spatial(pce="MarkovUniform"))
