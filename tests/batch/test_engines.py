"""Whoever does the work, each thing is done, whatever dies; what kills its workers is named, and nothing is done for it again."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpora
from corpora import corpus, died, names, numbered, run
from multivector.batch import engines
from multivector.batch.engines import AHEAD, TRIES, KillerError, Serial, completed, engine, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]


class Fragile(Executor):
    """Does everything at once, until something deadly breaks it."""

    def __init__(self, deadly: Callable[[int], bool]) -> None:
        self._deadly, self._broken = deadly, False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        if self._broken:
            raise BrokenExecutor
        future: Future[Any] = Future()
        self._broken = self._deadly(args[0])
        if self._broken:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(fn(*args))
        return future


@given(
    st.lists(st.integers(0, 30), unique=True, max_size=15),
    st.dictionaries(st.integers(0, 30), st.integers(1, 6)),
    st.integers(1, 6),
)
@settings(max_examples=200)
def test_every_item_is_given_once_however_often_executors_break(items: list[int], deaths: dict[int, int], ahead: int) -> None:
    left = dict(deaths)

    def deadly(item: int) -> bool:
        left[item] = left.get(item, 0) - 1
        return left[item] >= 0

    found = list(completed(items, lambda item: item * 2, lambda: Fragile(deadly), ahead))
    assert sorted(item for item, _ in found) == sorted(items)
    for item, result in found:
        if deaths.get(item, 0) < TRIES:
            assert result == item * 2
        elif deaths[item] > TRIES + 1:  # below, it depends on whether it or a neighbour was to blame for the first two
            assert isinstance(result, KillerError)


@given(st.lists(st.integers()), st.integers(1, 5))
@settings(max_examples=50)
def test_no_more_is_handed_out_than_was_asked_for(items: list[int], ahead: int) -> None:
    taken: list[int] = []
    given_ = 0

    def counted() -> Iterator[int]:
        for item in items:
            taken.append(item)
            yield item

    for _ in completed(counted(), abs, Serial, ahead):
        given_ += 1
        assert len(taken) <= given_ + ahead
    assert given_ == len(items)


def test_an_error_belongs_to_its_item() -> None:
    found = dict(completed([0, 1], lambda item: 1 // item, Serial))
    assert isinstance(found[0], ZeroDivisionError)
    assert found[1] == 1


def test_a_pool_outlives_its_workers(tmp_path: Path) -> None:
    with engine("processes", 2) as start:
        found = dict(completed(range(10), partial(died, folder=str(tmp_path)), start, 2 * AHEAD))
    assert {item: result for item, result in found.items() if not isinstance(result, Exception)} == {
        item: item * item for item in range(10) if item not in {5, 7}
    }
    assert isinstance(found[5], KillerError)
    assert isinstance(found[7], ValueError)
    assert (tmp_path / "5.log").read_text(encoding="utf-8").count("x") <= 2 + TRIES


def test_processes_draft_what_one_process_drafts(tmp_path: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 12)
    run([file], tmp_path / "one")
    with engine("processes", 2) as start:
        run([file], tmp_path / "two", start, workers=2)
    results = [{each.name: each.read_bytes() for each in (tmp_path / out).glob("results/*/*")} for out in ("one", "two")]
    assert results[0] == results[1] != {}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_run_that_is_killed_loses_nothing_and_its_workers_end_with_it(tmp_path: Path) -> None:
    file, out = corpus(tmp_path / "a.jsonl", 60), tmp_path / "out"
    command = [sys.executable, corpora.__file__, str(file), str(out)]
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:  # noqa: S603  # our own program
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=30)  # the pipe ends when the last worker does
    read = names(out)
    assert set(read) < set(numbered(60))
    assert len(read) == len(set(read)) > 0
    told = run([file], out)
    assert names(out) == numbered(60)
    assert 0 < sum(outcome.before for outcome in told) < len(told)


def test_without_its_package_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    assert "multivector[scale]" in str(why_not("dask"))
    assert why_not("processes") is why_not("serial") is None
