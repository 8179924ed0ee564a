"""Reading on Dask: the same drafts, and a worker that is killed costs nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import distributed
import pytest

from corpora import corpus, died, names, numbered, run
from multivector.batch.engines import completed, engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def inside() -> Iterator[str]:
    """Give the address of a cluster within this process."""
    make: Any = distributed.LocalCluster
    with make(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def test_a_cluster_reads_what_one_process_reads(inside: str, tmp_path: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 12)
    run([file], tmp_path / "one")
    with engine("dask", 2, inside) as start:
        run([file], tmp_path / "two", start, workers=2)
    assert names(tmp_path / "one") == names(tmp_path / "two") == numbered(12)
    results = [{each.name: each.read_bytes() for each in (tmp_path / out).glob("results/*/*")} for out in ("one", "two")]
    assert results[0] == results[1]


def test_the_same_work_asked_for_again_is_done_again(inside: str, tmp_path: Path) -> None:
    with engine("dask", 1, inside) as start:
        for _ in range(2):
            assert dict(completed([2], partial(died, folder=str(tmp_path)), start)) == {2: 4}
    assert (tmp_path / "2.log").read_text(encoding="utf-8") == "x\nx\n"


def test_what_a_killed_worker_was_at_is_done_by_another(tmp_path: Path) -> None:
    with engine("dask", 2) as start:
        found = dict(completed(range(8), partial(died, folder=str(tmp_path)), start, 6))
    assert {item for item, result in found.items() if isinstance(result, Exception)} == {5, 7}
    assert {item: found[item] for item in (0, 1, 2, 3, 4, 6)} == {item: item * item for item in (0, 1, 2, 3, 4, 6)}
